"""What differs between two evaluations, and the smallest part of it that carries the result of one into the other's.

The part is found by running the first case again with some of what differs taken from the second: every set of one
difference, then every set of two, and so on, many in one pass of the circuit. What is returned was run by itself.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from pow_options.assessment import Evaluation
from pow_options.assessment.evaluation import evaluate_resolved, with_facts
from pow_options.assessment.lanes import evaluate_lanes, known, lane_statuses
from pow_options.assessment.measuring import ranked
from pow_options.assessment.model import Part
from pow_options.assessment.notes import reached
from pow_options.cases import Ground, Resolved, Standing, Use, unknown
from pow_options.grounding import inputs, still_possible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_TRIED = 20_000
"""Sets of differences tried before the search for a smaller one is given up."""

BATCH = 256
"""Sets tried in one pass of the circuit."""


class Difference(Part):
    """Something in which two evaluations differ.

    ``kind`` is ``fact``, with its key, value and the statements it rests on in each; or ``roles``, ``as_of`` or
    ``law_on``: who plays which role, the day from which periods are counted, and the day whose law counts.
    """

    kind: Literal["fact", "roles", "as_of", "law_on"]
    fact: str | None = None
    values: tuple[str, str]
    statements: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    @property
    def key(self) -> str:
        """What it is known by: the key of the fact, or its kind."""
        return self.fact or self.kind


class Because(NamedTuple):
    """The smallest part of what differs that carries the first result into the second.

    ``complete`` says whether every smaller part was tried; where it is false a smaller one may exist, though none can
    be had by leaving one of these out.
    """

    parts: tuple[Difference, ...]
    complete: bool


def differences(left: Evaluation, right: Evaluation) -> tuple[Difference, ...]:
    """Return everything the results of two evaluations under one law could differ by."""
    out = []
    if left.case.roles != right.case.roles:
        out.append(Difference(kind="roles", values=(_roles(left), _roles(right))))
    for kind in ("as_of", "law_on"):
        days: tuple[date, date] = (getattr(left, kind), getattr(right, kind))
        if days[0] != days[1]:
            out.append(Difference(kind=kind, values=(days[0].isoformat(), days[1].isoformat())))
    for key in sorted({*left.resolved, *right.resolved}):
        sides = [side.resolved.get(key) for side in (left, right)]
        if not any(item is not None and item.ground is Ground.PARTIES for item in sides):
            one, two = sides
            if _stands(one) != _stands(two):
                values = (left.fact_value(key), right.fact_value(key))
                out.append(Difference(kind="fact", fact=key, values=values, statements=(_used(one), _used(two))))
    return tuple(out)


def because(left: Evaluation, right: Evaluation, found: Iterable[Difference]) -> Because:
    """Return the smallest part of the differences that gives the first case the ranking and statuses of the second."""
    return _Search(left, right, {item.key: item for item in found}).run()


def _roles(evaluation: Evaluation) -> str:
    return ", ".join(f"{role} {code}" for role, code in evaluation.case.roles.items())


def _stands(item: Resolved | None) -> tuple[Standing, frozenset[str] | None]:
    return (Standing.UNKNOWN, None) if item is None else (item.standing, item.possible)


def _used(item: Resolved | None) -> tuple[str, ...]:
    weighed = () if item is None else item.weighed
    return tuple(w.statement for w in weighed if w.use in {Use.USED, Use.DISPUTED})


class _Search:
    """Hybrids of two evaluations: the first, with some of what differs taken from the second."""

    def __init__(self, left: Evaluation, right: Evaluation, found: dict[str, Difference]) -> None:
        self.left = left
        self.right = right
        self.found = found
        self.frame = tuple(key for key, item in found.items() if item.kind != "fact")
        self.facts = tuple(key for key, item in found.items() if item.kind == "fact")
        self.wanted = ranked(right)
        self.base = cache(self._base)

    def run(self) -> Because:
        if ranked(self.left) == self.wanted:
            return Because((), complete=True)
        small = self.shrunk()
        tried = 0
        for size in range(1, len(small)):
            for frame_size in range(min(size, len(self.frame)) + 1):
                for frame in itertools.combinations(self.frame, frame_size):
                    facts = self.relevant(frame)
                    sets = itertools.combinations(facts, size - frame_size)
                    for batch in _batches(sets):
                        if tried + len(batch) > MAX_TRIED:
                            return Because(self.named(small), complete=False)
                        tried += len(batch)
                        for chosen in self.promising(frame, batch):
                            if ranked(self.hybrid(frame, chosen)) == self.wanted:
                                return Because(self.named((*frame, *chosen)), complete=True)
        return Because(self.named(small), complete=True)

    def named(self, keys: Iterable[str]) -> tuple[Difference, ...]:
        chosen = set(keys)
        return tuple(item for key, item in self.found.items() if key in chosen)

    def shrunk(self) -> tuple[str, ...]:
        """Return a part from which nothing can be left out, found by leaving out one thing after another."""
        kept = list(self.found)
        for key in self.found:
            fewer = [item for item in kept if item != key]
            frame = tuple(item for item in self.frame if item in fewer)
            if ranked(self.hybrid(frame, (item for item in self.facts if item in fewer))) == self.wanted:
                kept = fewer
        return tuple(kept)

    def _base(self, frame: tuple[str, ...]) -> Evaluation:
        """Return the first case within what it takes from the second of roles and dates."""
        left, right = self.left, self.right
        case = left.case
        if "roles" in frame:
            parties = {**left.case.file.parties, **right.case.file.parties}
            update = {"roles": right.case.file.roles, "parties": parties}
            case = replace(case, file=case.file.model_copy(update=update))
        return evaluate_resolved(
            case,
            left.pack,
            left.resolved,
            as_of=(right if "as_of" in frame else left).as_of,
            law_on=(right if "law_on" in frame else left).law_on,
            dated_by=left.dated_by,
            facts=left.assumed_facts,
            conclusions=left.assumed_conclusions,
            readings=left.worlds.chosen,
            without=left.without,
        )

    def hybrid(self, frame: tuple[str, ...], facts: Iterable[str]) -> Evaluation:
        """Return the first case with these roles, dates and facts taken from the second."""
        return with_facts(self.base(frame), {key: self.right.resolved.get(key) or unknown(key) for key in facts})

    def relevant(self, frame: tuple[str, ...]) -> tuple[str, ...]:
        """Return the facts that can matter in a frame, whatever they are."""
        base = self.base(frame)
        loose = {key: frozenset(domain) for key, domain in base.ground.theory.facts.items() if key in self.found}
        reaches = reached(replace(base, possible={**base.possible, **loose}))
        return tuple(key for key in self.facts if key in reaches)

    def promising(self, frame: tuple[str, ...], batch: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
        """Yield the sets of facts that give every option the status wanted; the ranking is not looked at."""
        base = self.base(frame)
        domains = base.ground.theory.facts
        theirs = {k: self.right.resolved.get(k) or unknown(k) for k in self.facts}
        possible = still_possible(base.ground, {**base.resolved, **theirs}, {})
        variants = [known(base.compiled, {k: possible[k] for k in chosen if k in domains}) for chosen in batch]
        count = len(base.worlds.combinations)
        given = inputs(base.ground, base.possible, base.worlds)
        values = evaluate_lanes(base.compiled.circuit, given, base.worlds, variants)
        fitting = ((1 << (count * len(batch))) - 1) // base.worlds.full
        for _, status, route in self.wanted:
            standing = base.compiled.targets.get(route)
            if standing is None:
                return
            masks = {str(key): mask for key, mask in lane_statuses(values, standing, count, len(batch)).items()}
            fitting &= masks[status]
        for index, chosen in enumerate(batch):
            if fitting >> (index * count) & 1:
                yield chosen


def _batches(sets: Iterable[tuple[str, ...]]) -> Iterator[list[tuple[str, ...]]]:
    found = iter(sets)
    while batch := list(itertools.islice(found, BATCH)):
        yield batch
