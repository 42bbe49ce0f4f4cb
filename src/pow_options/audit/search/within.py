"""What the vocabulary rules out: a case can be only if what it leaves open can be completed within ``never``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.cases import NONE, key_of, split_key, truth
from pow_options.grounding import point
from pow_options.law.condition import And, Compare, Holds, Not, Or, Same, Truth, terms, walk

from .measures import Point, spelt, standing_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pow_options.law.condition import Condition

    from .setting import Setting


def stay_within(setting: Setting) -> None:
    """Demand that some completion of what is known be one that nothing rules out."""
    completing = _Completing(setting)
    states = sorted({code for code in setting.roles.values() if code != NONE})
    for item in setting.pack.never:
        for destination in states if "destination" in terms(item.when) else states[:1]:
            place = {**setting.roles, "destination": destination, "bound": NONE}
            setting.clauses.add((-completing.holds(item.when, place),))


class _Completing:
    """Gives each fact that is spoken of one value, among those the case leaves possible."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.clauses = setting.clauses
        self.known: dict[str, Mapping[str, int]] = {}

    def holds(self, condition: Condition, place: Mapping[str, str]) -> int:
        match condition:
            case Truth() | Same():
                return self.clauses.every(()) if truth(condition, place, {}) else self.clauses.some(())
            case Not(item):
                return -self.holds(item, place)
            case And(items):
                return self.clauses.every(self.holds(item, place) for item in items)
            case Or(items):
                return self.clauses.some(self.holds(item, place) for item in items)
            case Holds() | Compare():
                return self.leaf(condition, place)

    def leaf(self, leaf: Holds | Compare, place: Mapping[str, str]) -> int:
        if isinstance(leaf, Compare) and leaf.days:
            return self.clauses.some(())  # how many days have passed rules nothing out: the calendar is not fixed here
        atom = key_of(leaf.name.name, leaf.name.term, place)
        chosen = self.known.get(atom) or self.choice(atom)
        return self.clauses.some(
            literal for value, literal in chosen.items() if truth(leaf, place, {atom: frozenset((value,))}) is True
        )

    def choice(self, atom: str) -> Mapping[str, int]:
        """Return a literal for each value of a fact; the one that holds is among those the case leaves possible."""
        values = self.values(atom)
        chosen = self.known[atom] = self.clauses.choice(("is", atom), tuple(values))
        if atom in self.setting.ground.theory.facts:
            excluded = self.setting.excluded(atom)
            for value, known_as in values.items():
                self.clauses.add((-chosen[value], -excluded[known_as]))
        return chosen

    def values(self, atom: str) -> Mapping[str, str]:
        """Return the values a fact can have, each with the value or interval by which the rules know it."""
        name = split_key(atom)[0]
        fact = self.setting.pack.facts[name]
        if fact.type == "bool":
            return {"true": "true", "false": "false"}
        if fact.type == "enum":
            return {value: value for value in fact.values or ()}
        scale = self.setting.ground.scales.get(name)
        cuts: set[Point] = set(scale.cuts) if scale is not None else set()
        for item in self.setting.pack.never:
            for leaf in walk(item.when):
                if isinstance(leaf, Compare) and leaf.name.name == name and not leaf.days:
                    cuts.update(point(value, is_date=fact.type == "date") for value in leaf.values)
        return {spelt(value): scale.place(value) if scale is not None else "" for value in standing_for(cuts)}
