"""From a pack and the roles of a case to ground rules: each rule once for every route or State it ranges over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pow_options.cases import NONE
from pow_options.law.condition import (
    And,
    Compare,
    Condition,
    Holds,
    Name,
    Not,
    Or,
    Same,
    Truth,
    terms,
    walk,
)
from pow_options.reasoning import FALSE, TRUE, Formula, Override, Rule, Theory, Verb
from pow_options.reasoning import formula as logic

from .force import NotBinding, bound_state, not_binding
from .intervals import Point, Scale, day_before, point

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from pow_options.law.model import Option, Route
    from pow_options.law.pack import LawRule, Pack, Superiority


@dataclass(frozen=True, slots=True)
class GroundRoute:
    """A route with the State it leads to and the State that carries it out."""

    route: Route
    destination: str
    actor: str


@dataclass(frozen=True, slots=True)
class GroundOption:
    """An option with the State it leads to. ``same_as`` is the earlier option it coincides with, if any."""

    option: Option
    state: str
    routes: tuple[str, ...]
    same_as: str | None

    @property
    def applicable(self) -> bool:
        """Whether the role is bound to somebody."""
        return self.state != NONE


@dataclass(frozen=True, slots=True)
class Instance:
    """One ground rule: the rule it comes from, where it was put, and why it is off, if it is."""

    id: str
    rule: LawRule
    route: str | None
    destination: str | None
    bound: str
    not_binding: NotBinding | None
    switched_off: bool

    @property
    def on(self) -> bool:
        """Whether the rule is in force for its actor and not switched off."""
        return self.not_binding is None and not self.switched_off


@dataclass(frozen=True, slots=True)
class Superior:
    """A ground override with the entry of the rule it comes from."""

    superior: str
    inferior: str
    source: Superiority


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """A theory with the way back to the law: instances, routes, options, and the scales of numbers and dates."""

    theory: Theory
    instances: Mapping[str, Instance]
    routes: Mapping[str, GroundRoute]
    options: tuple[GroundOption, ...]
    superiors: tuple[Superior, ...]
    scales: Mapping[str, Scale]


def ground(
    pack: Pack,
    roles: Mapping[str, str],
    *,
    law_on: date,
    as_of: date,
    without: frozenset[str] = frozenset(),
    assumed: Mapping[str, bool] | None = None,
) -> Ground:
    """Ground a pack for the roles of a case.

    Args:
        pack: the law.
        roles: the State code, or ``none``, bound to each role.
        law_on: the date whose law counts.
        as_of: the date from which days are counted.
        without: ids of rules that are switched off.
        assumed: conclusions fixed by hypothesis, by key; the rules for them are cut.
    """
    options = tuple(_options(pack, roles))
    routes: dict[str, GroundRoute] = {}
    by_id = pack.routes()
    for option in options:
        for route_id in option.routes:
            route = by_id[route_id][1]
            routes[route_id] = GroundRoute(route, option.state, roles[route.actor])
    maker = _Maker(pack, roles, _scales(pack, as_of), as_of)
    instances: dict[str, Instance] = {}
    rules: list[Rule] = []
    for rule in pack.rules.values():
        for place in _places(rule, options, routes):
            made = maker.rule(rule, place)
            if made is None:
                continue
            acting = routes[place.route].route if place.route else None
            off = not_binding(rule, roles, law_on, acting)
            instances[made.id] = Instance(
                made.id,
                rule,
                place.route,
                place.destination,
                bound_state(rule, roles),
                off,
                rule.id in without,
            )
            rules.append(made)
    superiors = tuple(_superiors(pack, instances, {item.id: item for item in rules}))
    # A State may be bound by its own law without playing a role.
    bound = {item.state for item in pack.instruments.values() if item.state is not None}
    states = sorted({code for code in roles.values() if code != NONE} | bound)
    derived = [
        f"{name}({state})" if state else name
        for name, item in pack.conclusions.items()
        for state in (states if item.per_state else [""])
    ]
    theory = Theory(
        facts=maker.domains,
        derived=tuple(derived),
        rules=tuple(rules),
        overrides=tuple(Override(s.superior, s.inferior, _guard(s.source.entry.reading)) for s in superiors),
        targets={key: item.route.guarded for key, item in routes.items()},
        questions={key: item.position_ids for key, item in pack.questions.items()},
        assumed=dict(assumed or {}),
    )
    return Ground(theory, instances, routes, options, superiors, maker.scales)


def _options(pack: Pack, roles: Mapping[str, str]) -> Iterator[GroundOption]:
    """Yield the options; where roles coincide the earlier keeps the routes of all."""
    first: dict[str, str] = {}
    for option in pack.options:
        state = roles[option.id]
        if state == NONE:
            yield GroundOption(option, NONE, (), None)
            continue
        if state in first:
            yield GroundOption(option, state, (), first[state])
            continue
        first[state] = option.id
        kept = tuple(r.id for other in pack.options if roles[other.id] == state for r in other.routes)
        yield GroundOption(option, state, kept, None)


@dataclass(frozen=True, slots=True)
class _Place:
    suffix: str
    route: str | None
    destination: str | None


def _places(rule: LawRule, options: tuple[GroundOption, ...], routes: Mapping[str, GroundRoute]) -> Iterator[_Place]:
    if rule.head is None:
        for route in rule.rule.routes:
            if route in routes:
                yield _Place(f"@{route}", route, routes[route].destination)
        return
    used = terms(rule.when) | (terms(rule.unless) if rule.unless is not None else frozenset())
    if "destination" in used or rule.head.term == "destination":
        for option in options:
            if option.applicable and option.same_as is None:
                yield _Place(f"@{option.state}", None, option.state)
    else:
        yield _Place("", None, None)


def _guard(reading: Mapping[str, str | tuple[str, ...]]) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(
        (question, frozenset((chosen,) if isinstance(chosen, str) else chosen))
        for question, chosen in sorted(reading.items())
    )


def _superiors(pack: Pack, instances: Mapping[str, Instance], rules: Mapping[str, Rule]) -> Iterator[Superior]:
    """Yield the overrides between instances that meet: on one route, or on one conclusion and its opposite."""
    of: dict[str, list[Instance]] = {}
    for instance in instances.values():
        of.setdefault(instance.rule.id, []).append(instance)
    for item in pack.superiority:
        for left in of.get(item.superior, ()):
            for right in of.get(item.inferior, ()):
                a, b = rules[left.id], rules[right.id]
                if a.head == b.head and (a.verb is not Verb.CONCLUDE or a.positive is not b.positive):
                    yield Superior(left.id, right.id, item)


def _comparisons(pack: Pack) -> Iterator[Compare]:
    for rule in pack.rules.values():
        for condition in (rule.when, rule.unless, rule.condition):
            if condition is not None:
                for item in walk(condition):
                    if isinstance(item, Compare):
                        yield item


def _scales(pack: Pack, as_of: date) -> dict[str, Scale]:
    """Return one scale for each date or number fact, by name: every State's copy of a fact is cut alike."""
    cuts: dict[str, set[Point]] = {}
    for item in _comparisons(pack):
        fact = pack.facts[item.name.name]
        if fact.type not in {"date", "number"}:
            continue
        for value in item.values:
            cut = day_before(as_of, value, item.operator) if item.days else point(value, is_date=fact.type == "date")
            if isinstance(cut, tuple):
                cut = cut[0]
            if not isinstance(cut, bool):
                cuts.setdefault(item.name.name, set()).add(cut)
    return {name: Scale(points) for name, points in cuts.items()}


class _Maker:
    """Turns rules of the pack into ground rules, collecting the facts they mention."""

    def __init__(
        self,
        pack: Pack,
        roles: Mapping[str, str],
        scales: dict[str, Scale],
        as_of: date,
    ) -> None:
        self.pack = pack
        self.roles = roles
        self.scales = scales
        self.as_of = as_of
        self.domains: dict[str, tuple[str, ...]] = {}

    def rule(self, rule: LawRule, place: _Place) -> Rule | None:
        """Return the ground rule, or ``None`` if a comparison between roles rules it out here."""
        binding = {
            **self.roles,
            "destination": place.destination or NONE,
            "bound": bound_state(rule, self.roles),
        }
        when = self.formula(rule.when, binding)
        if when == FALSE:
            return None
        head = str(place.route)
        if rule.head is not None:
            atom = _atom(rule.head, binding)
            if atom is None:
                return None
            head = atom
        require = rule.rule.require
        return Rule(
            id=rule.id + place.suffix,
            verb=Verb(rule.rule.verb),
            head=head,
            positive=rule.positive,
            when=when,
            unless=FALSE if rule.unless is None else self.formula(rule.unless, binding),
            condition=TRUE if rule.condition is None else self.formula(rule.condition, binding),
            blocking=require is None or require.timing == "before",
            guard=_guard(rule.rule.reading),
        )

    def formula(self, condition: Condition, binding: Mapping[str, str]) -> Formula:
        """Return a condition with its terms bound and comparisons between roles decided."""
        match condition:
            case Truth(value):
                return TRUE if value else FALSE
            case Same(left, right, negated):
                return TRUE if (binding[left] == binding[right]) is not negated else FALSE
            case Not(item):
                inner = self.formula(item, binding)
                return _negation(inner)
            case And(items):
                return _join(logic.And, [self.formula(item, binding) for item in items], FALSE, TRUE)
            case Or(items):
                return _join(logic.Or, [self.formula(item, binding) for item in items], TRUE, FALSE)
            case Holds(name):
                return self.holds(name, binding)
            case Compare():
                return self.compare(condition, binding)

    def holds(self, name: Name, binding: Mapping[str, str]) -> Formula:
        atom = _atom(name, binding)
        if atom is None:
            # Asked of a role that nobody plays: there is no such State of which it could be true.
            return FALSE
        if name.name in self.pack.conclusions:
            return logic.Holds(atom)
        self.domains[atom] = ("true", "false")
        return logic.Is(atom, frozenset(("true",)))

    def compare(self, item: Compare, binding: Mapping[str, str]) -> Formula:
        atom = _atom(item.name, binding)
        if atom is None:
            return TRUE if item.operator == "!=" else FALSE
        fact = self.pack.facts[item.name.name]
        if fact.type in {"date", "number"}:
            return self.measure(item, atom, is_date=fact.type == "date")
        domain = ("true", "false") if fact.type == "bool" else tuple(fact.values or ())
        self.domains[atom] = domain
        values = frozenset(item.values)
        return logic.Is(atom, frozenset(domain) - values if item.operator == "!=" else values)

    def measure(self, item: Compare, atom: str, *, is_date: bool) -> Formula:
        """Return the comparison of a date or a number as membership in intervals."""
        wanted: frozenset[str] = frozenset()
        for value in item.values:
            operator: str = "==" if item.operator == "in" else item.operator
            cut: Point | tuple[date, str] | bool = point(value, is_date=is_date) if not item.days else False
            if item.days:
                cut = day_before(self.as_of, value, operator)
            if isinstance(cut, bool):
                return TRUE if cut else FALSE
            if isinstance(cut, tuple):
                cut, operator = cut
            scale = self.scales[item.name.name]
            self.domains[atom] = scale.labels
            wanted |= scale.where(operator, cut)
        return logic.Is(atom, wanted)


def _negation(inner: Formula) -> Formula:
    if isinstance(inner, logic.Const):
        return FALSE if inner.value else TRUE
    return logic.Not(inner)


def _join(kind: type[logic.And | logic.Or], items: list[Formula], absorbing: Formula, unit: Formula) -> Formula:
    if absorbing in items:
        return absorbing
    kept = tuple(item for item in items if item != unit)
    if not kept:
        return unit
    return kept[0] if len(kept) == 1 else kind(kept)


def _atom(name: Name, binding: Mapping[str, str]) -> str | None:
    if name.term is None:
        return name.name
    state = binding[name.term]
    return None if state == NONE else f"{name.name}({state})"
