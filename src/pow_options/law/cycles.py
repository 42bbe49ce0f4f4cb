"""Cycles: conclusions that rest on themselves, and superiority that runs in a circle.

Conclusions are checked for every way in which the four roles may coincide, superiority under every choice of readings.
"""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from pow_options.reasoning import CyclicTheoryError, order

from .condition import ROLES, And, Compare, Holds, Not, Or, Same, Truth, terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pow_options.source import Diagnostic

    from .condition import Condition
    from .model import Rule
    from .pack import LawRule, Pack

MAX_READINGS = 4096
"""Choices of readings looked at for rules that may prevail over each other in a circle."""

_Edge = tuple[str, str, tuple["Mapping[str, str | tuple[str, ...]]", ...]]


def conclusions(pack: Pack) -> list[Diagnostic]:
    """Return a diagnostic for the first circle of conclusions, if there is one."""
    concluding = [rule for rule in pack.rules.values() if rule.head is not None]
    for binding in role_patterns():
        edges: dict[str, set[str]] = {}
        by_atom: dict[str, LawRule] = {}
        for rule in concluding:
            for place in _places(rule, binding):
                _edges(rule, {**binding, **place}, edges, by_atom)
        for below in list(edges.values()):
            for atom in below:
                edges.setdefault(atom, set())
        try:
            order(edges)
        except CyclicTheoryError as error:
            rule = by_atom[error.cycle[0]]
            document, path = rule.place
            shown = " <- ".join(f"`{atom}`" for atom in error.cycle)
            message = f"a conclusion rests on itself: {shown}"
            hint = "give the input and the conclusion different names, as in `risk_within(...)` and `real_risk(...)`"
            return [document.diagnostic((*path, "conclude"), message, hint)]
    return []


def role_patterns() -> Iterator[Mapping[str, str]]:
    """Yield every way of letting the four roles coincide, as role -> the first role of its group."""

    def grow(done: dict[str, str], rest: tuple[str, ...]) -> Iterator[dict[str, str]]:
        if not rest:
            yield done
            return
        for leader in (*sorted(set(done.values()), key=ROLES.index), rest[0]):
            yield from grow({**done, rest[0]: leader}, rest[1:])

    yield from grow({}, ROLES)


def _places(rule: LawRule, binding: Mapping[str, str]) -> Iterator[dict[str, str]]:
    used = set(terms(rule.when)) | (set(terms(rule.unless)) if rule.unless is not None else set())
    if rule.head is not None and rule.head.term is not None:
        used.add(rule.head.term)
    groups = sorted(set(binding.values()), key=ROLES.index)
    destinations = groups if "destination" in used else [groups[0]]
    # The State a domestic rule binds may play any role, or none.
    bounds = [*groups, "another"] if "bound" in used and rule.rule.binds not in ROLES else []
    if not bounds:
        bounds = [binding.get(rule.rule.binds, groups[0])]
    for destination, bound in itertools.product(destinations, bounds):
        yield {"destination": destination, "bound": bound}


def _edges(rule: LawRule, place: Mapping[str, str], edges: dict[str, set[str]], by_atom: dict[str, LawRule]) -> None:
    if rule.head is None or _constant(rule.when, place) is False:
        return
    head = _atom(rule.head.name, rule.head.term, place)
    below = edges.setdefault(head, set())
    by_atom.setdefault(head, rule)
    for condition in (rule.when, rule.unless):
        if condition is not None:
            below.update(_reads(condition, place))


def _atom(name: str, term: str | None, place: Mapping[str, str]) -> str:
    return name if term is None else f"{name}({place[term]})"


def _constant(condition: Condition, place: Mapping[str, str]) -> bool | None:
    match condition:
        case Truth(value):
            return value
        case Same(left, right, negated):
            return (place[left] == place[right]) is not negated
        case Not(item):
            inner = _constant(item, place)
            return None if inner is None else not inner
        case And(items):
            values = [_constant(item, place) for item in items]
            return False if False in values else None if None in values else True
        case Or(items):
            values = [_constant(item, place) for item in items]
            return True if True in values else None if None in values else False
        case _:
            return None


def _reads(condition: Condition, place: Mapping[str, str]) -> Iterator[str]:
    if _constant(condition, place) is not None:
        return
    match condition:
        case Holds(name) | Compare(name):
            yield _atom(name.name, name.term, place)
        case Not(item):
            yield from _reads(item, place)
        case And(items) | Or(items):
            for item in items:
                yield from _reads(item, place)
        case _:
            return


def superiority(pack: Pack) -> list[Diagnostic]:
    """Return a diagnostic if rules can prevail over each other in a circle under some choice of readings."""
    edges = [
        (item.superior, item.inferior, (item.entry.reading, *(_reading(pack, r) for r in item[:2])))
        for item in pack.superiority
    ]
    core = _core(edges)
    questions = sorted({question for _, _, readings in core for reading in readings for question in reading})
    count = math.prod(len(pack.questions[question].positions) for question in questions)
    if count > MAX_READINGS:
        document, path = pack.rules[core[0][0]].place
        message = (
            f"rules prevail over each other under {count} choices of readings; at most {MAX_READINGS} are looked at"
        )
        return [document.diagnostic((*path, "overrides"), message, "let fewer readings decide which rule prevails")]
    for choice in itertools.product(*(pack.questions[question].position_ids for question in questions)):
        chosen = dict(zip(questions, choice, strict=True))
        active: dict[str, set[str]] = {}
        for superior, inferior, readings in core:
            if all(_allows(reading, chosen) for reading in readings):
                active.setdefault(superior, set()).add(inferior)
                active.setdefault(inferior, set())
        try:
            order(active)
        except CyclicTheoryError as error:
            document, path = pack.rules[error.cycle[0]].place
            shown = " over ".join(f"`{name}`" for name in error.cycle)
            steps = set(itertools.pairwise(error.cycle))
            turning = {q for a, b, readings in core if (a, b) in steps for reading in readings for q in reading}
            under = ", ".join(f"{question}={chosen[question]}" for question in sorted(turning))
            message = f"superiority runs in a circle: {shown}" + (f" (under {under})" if under else "")
            return [document.diagnostic((*path, "overrides"), message, "one of these must not prevail")]
    return []


def _core(edges: list[_Edge]) -> list[_Edge]:
    """Return the edges that can lie on a circle: those left when ends that lead nowhere are peeled off."""
    left = edges
    while True:
        above = {edge[0] for edge in left}
        below = {edge[1] for edge in left}
        kept = [edge for edge in left if edge[1] in above and edge[0] in below]
        if len(kept) == len(left):
            return kept
        left = kept


def _reading(pack: Pack, rule: str) -> Mapping[str, str | tuple[str, ...]]:
    item: Rule = pack.rules[rule].rule
    return item.reading


def _allows(reading: Mapping[str, str | tuple[str, ...]], chosen: Mapping[str, str]) -> bool:
    return all(chosen[q] == p if isinstance(p, str) else chosen[q] in p for q, p in reading.items())
