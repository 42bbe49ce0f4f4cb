"""Pairs of rules that can collide with nothing to say which prevails.

Two conclusions collide where both apply and no rule that applies on either side overrides the other; a prohibition
and an obligation where both stand on a route and nothing that stands overrides either. A literal is left undecided,
or a route contested, exactly where some pair does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pow_options.reasoning import Verb

from .examples import Example, example

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pow_options.law import Pack
    from pow_options.law.model import Rule

    from .setting import Setting


class Pair(NamedTuple):
    """A rule for something and a rule against it: a conclusion and its opposite, a prohibition and an obligation."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A pair that can collide. ``declared`` says by what it is declared; ``example`` shows it where it is not."""

    pair: Pair
    on: str
    declared: str | None
    example: Example | None


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A pair of ground rules, and the literal of *they collide*."""

    one: str
    other: str
    on: str
    literal: int
    nodes: tuple[int, ...]


@dataclass(slots=True)
class Clashes:
    """Keeps the pairs found so far, and finds those of another setting."""

    pack: Pack
    faults: dict[Pair, Clash] = field(default_factory=dict)
    declared: dict[Pair, Clash] = field(default_factory=dict)

    def look(self, setting: Setting) -> None:
        """Add the pairs that can collide in a setting."""
        meetings: dict[Pair, list[_Meeting]] = {}
        for pair, meeting in _meetings(setting):
            if pair not in self.faults:
                meetings.setdefault(pair, []).append(meeting)
        self._undeclared(setting, meetings)
        self._declared(setting, meetings)

    def _undeclared(self, setting: Setting, meetings: Mapping[Pair, list[_Meeting]]) -> None:
        """Note the pairs that can collide although nobody said so."""
        left = {}
        for pair, found in meetings.items():
            if not contested(self.pack, pair):
                meant = setting.clauses.some(setting.positions(q)[p] for q, p in unresolved(self.pack, pair))
                left[pair] = {setting.clauses.every((item.literal, -meant)): item for item in found}
        for pair, literal, meeting in _shown(setting, left):
            self.faults[pair] = self._clash(pair, meeting, None, example(setting, literal, meeting.nodes))

    def _declared(self, setting: Setting, meetings: Mapping[Pair, list[_Meeting]]) -> None:
        """Note the pairs that collide as declared; they are reported, and are no fault."""
        left = {
            pair: {item.literal: item for item in found}
            for pair, found in meetings.items()
            if pair not in self.faults and pair not in self.declared
        }
        for pair, literal, meeting in _shown(setting, left):
            by = ["contested_with"] if contested(self.pack, pair) else []
            for question, position in unresolved(self.pack, pair):
                if not by and setting.clauses.can(literal, setting.positions(question)[position]):
                    by.append(f"{question}={position}")
            self.declared[pair] = self._clash(pair, meeting, ", ".join(by), None)

    def _clash(self, pair: Pair, meeting: _Meeting, declared: str | None, shown: Example | None) -> Clash:
        return Clash(pair, self.pack.rules[pair.one].rule.conclude or meeting.on, declared, shown)


def _shown(setting: Setting, left: Mapping[Pair, Mapping[int, _Meeting]]) -> Iterator[tuple[Pair, int, _Meeting]]:
    """Yield the pairs that can collide in a setting, each with the first place where it does."""
    clauses = setting.clauses
    rest = {pair: clauses.some(literals) for pair, literals in left.items()}
    while rest and clauses.can(clauses.some(rest.values())):
        shown = [pair for pair, literal in rest.items() if clauses.holds(literal)]
        for pair in shown:
            del rest[pair]
            literal = next(literal for literal in left[pair] if clauses.can(literal))
            yield pair, literal, left[pair][literal]


def contested(pack: Pack, pair: Pair) -> bool:
    """Whether one of the two rules names the other as one it is known to collide with."""
    return (
        pair.other in pack.rules[pair.one].rule.contested_with or pair.one in pack.rules[pair.other].rule.contested_with
    )


def unresolved(pack: Pack, pair: Pair) -> list[tuple[str, str]]:
    """Return the positions under which a pair is meant to collide.

    They are the unresolved positions of the questions on which the pair hangs: on which a rule of it holds, or one
    prevails over the other.
    """
    rules: list[Rule] = [pack.rules[name].rule for name in pair]
    readings = [rule.reading for rule in rules]
    readings += [item.entry.reading for item in pack.superiority if {item.superior, item.inferior} == set(pair)]
    questions = dict.fromkeys(question for reading in readings for question in reading)
    return [
        (question, position.id)
        for question in questions
        for position in pack.questions[question].positions
        if position.unresolved
    ]


def _meetings(setting: Setting) -> Iterator[tuple[Pair, _Meeting]]:
    """Yield the pairs of ground rules that meet in a setting and are not kept apart on the face of it."""
    concluding: dict[str, tuple[list[str], list[str]]] = {}
    for rule in setting.ground.theory.rules:
        if rule.verb is Verb.CONCLUDE:
            concluding.setdefault(rule.head, ([], []))[0 if rule.positive else 1].append(rule.id)
    applications = setting.compiled.applications
    for atom, (positive, negative) in concluding.items():
        sides = [{name: applications[name].applies.value for name in names} for names in (positive, negative)]
        yield from _across(setting, atom, *sides)
    for route, standing in setting.compiled.targets.items():
        yield from _across(setting, route, standing.forbids, standing.obliges)


def _across(
    setting: Setting, on: str, ones: Mapping[str, int], others: Mapping[str, int]
) -> Iterator[tuple[Pair, _Meeting]]:
    if not ones or not others:
        return
    clauses, instances = setting.clauses, setting.ground.instances
    both = {*ones, *others}
    priorities = [node for pair, node in setting.compiled.overrides.items() if both.issuperset(pair)]
    nodes = (*ones.values(), *others.values(), *priorities)
    unbeaten = {**_unbeaten(setting, ones, others), **_unbeaten(setting, others, ones)}
    for one in ones:
        for other in others:
            rules = instances[one].rule, instances[other].rule
            if any(setting.judges(rule) for rule in rules) and all(setting.knows(rule) for rule in rules):
                literal = clauses.every((unbeaten[one], unbeaten[other]))
                if literal != clauses.some(()):
                    yield Pair(rules[0].id, rules[1].id), _Meeting(one, other, on, literal, nodes)


def _unbeaten(setting: Setting, rules: Mapping[str, int], against: Mapping[str, int]) -> dict[str, int]:
    """Return, for each rule, the literal of *it acts, and nothing that acts on the other side overrides it*."""
    over: dict[str, list[str]] = {}
    for superior, inferior in setting.compiled.overrides:
        over.setdefault(inferior, []).append(superior)
    return {
        name: setting.clauses.every((setting.at(node), *(-item for item in _beating(setting, name, over, against))))
        for name, node in rules.items()
    }


def _beating(
    setting: Setting, name: str, over: Mapping[str, Iterable[str]], against: Mapping[str, int]
) -> Iterator[int]:
    for superior in over.get(name, ()):
        if superior in against:
            prevails = setting.compiled.overrides[superior, name]
            yield setting.clauses.every((setting.at(prevails), setting.at(against[superior])))
