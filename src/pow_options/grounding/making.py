"""Turning rules of a pack into ground rules: terms bound to States, comparisons between roles decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pow_options.cases import NONE
from pow_options.law.condition import And, Compare, Condition, Holds, Name, Not, Or, Same, Truth
from pow_options.reasoning import FALSE, TRUE, Formula, Rule, Verb
from pow_options.reasoning import formula as logic

from .force import bound_state, not_looked_up
from .intervals import Point, Scale, day_before, point

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pow_options.law.pack import LawRule, Pack
    from pow_options.reasoning import Guard


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule is put: on a route, or for a State, with the suffix its id takes there."""

    suffix: str
    route: str | None
    destination: str | None


def guard(reading: Mapping[str, str | tuple[str, ...]]) -> Guard:
    """Return a reading as a guard of the theory."""
    return tuple(
        (question, frozenset((chosen,) if isinstance(chosen, str) else chosen))
        for question, chosen in sorted(reading.items())
    )


def asked_of_states(pack: Pack) -> frozenset[str]:
    """Return the treaties whose binding a State is a fact of the vocabulary."""
    return frozenset(fact.from_parties for fact in pack.facts.values() if fact.from_parties is not None)


class Maker:
    """Turns rules of the pack into ground rules, collecting the facts they mention."""

    def __init__(
        self,
        pack: Pack,
        roles: Mapping[str, str],
        scales: dict[str, Scale],
        as_of: date,
        law_on: date,
    ) -> None:
        self.pack = pack
        self.roles = roles
        self.scales = scales
        self.as_of = as_of
        self.law_on = law_on
        self.domains: dict[str, tuple[str, ...]] = {}

    def rule(self, rule: LawRule, place: Place) -> Rule | None:
        """Return the ground rule, or ``None`` if a comparison between roles rules it out here."""
        binding = {
            **self.roles,
            "destination": place.destination or NONE,
            "bound": bound_state(rule, self.roles),
        }
        when = self.formula(rule.when, binding)
        if when == FALSE:
            return None
        when = self.where_bound(rule, when)
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
            guard=guard(rule.rule.reading),
        )

    def where_bound(self, rule: LawRule, when: Formula) -> Formula:
        """Add to a condition that the treaty binds, for each State of which the pack does not say so."""
        asked = asked_of_states(self.pack)
        for state in not_looked_up(rule, self.roles, self.law_on, asked):
            for name, fact in self.pack.facts.items():
                if fact.from_parties == rule.instrument.id:
                    atom = f"{name}({state})"
                    self.domains[atom] = ("true", "false")
                    when = _join(logic.And, [when, logic.Is(atom, frozenset(("true",)))], FALSE, TRUE)
                    break
        return when

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
        """Return a boolean fact or a conclusion with its term bound."""
        atom = _atom(name, binding)
        if atom is None:
            # Asked of a role that nobody plays: there is no such State of which it could be true.
            return FALSE
        if name.name in self.pack.conclusions:
            return logic.Holds(atom)
        self.domains[atom] = ("true", "false")
        return logic.Is(atom, frozenset(("true",)))

    def compare(self, item: Compare, binding: Mapping[str, str]) -> Formula:
        """Return a comparison of a fact with constants as membership in a set of its values."""
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
