"""From a pack and the roles of a case to ground rules: each rule once for every route or State it ranges over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pow_options.cases import NONE
from pow_options.law.condition import (
    Compare,
    terms,
    walk,
)
from pow_options.reasoning import Override, Rule, Theory, Verb

from .force import NotBinding, bound_state, not_binding
from .intervals import Point, Scale, day_before, point
from .making import Maker, Place, asked_of_states, guard

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
    maker = Maker(pack, roles, _scales(pack, as_of), as_of, law_on)
    asked = asked_of_states(pack)
    instances: dict[str, Instance] = {}
    rules: list[Rule] = []
    for rule in pack.rules.values():
        for place in _places(rule, options, routes):
            made = maker.rule(rule, place)
            if made is None:
                continue
            acting = routes[place.route].route if place.route else None
            off = not_binding(rule, roles, law_on, acting, asked)
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
        overrides=tuple(Override(s.superior, s.inferior, guard(s.source.entry.reading)) for s in superiors),
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


def _places(rule: LawRule, options: tuple[GroundOption, ...], routes: Mapping[str, GroundRoute]) -> Iterator[Place]:
    if rule.head is None:
        for route in rule.rule.routes:
            if route in routes:
                yield Place(f"@{route}", route, routes[route].destination)
        return
    used = terms(rule.when) | (terms(rule.unless) if rule.unless is not None else frozenset())
    if "destination" in used or rule.head.term == "destination":
        for option in options:
            if option.applicable and option.same_as is None:
                yield Place(f"@{option.state}", None, option.state)
    else:
        yield Place("", None, None)


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
