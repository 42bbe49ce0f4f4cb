"""Changing facts of a case: the smallest sets that do what is asked, each run again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pow_options.assessment import Evaluation, who
from pow_options.assessment.evaluation import with_facts
from pow_options.assessment.model import Part
from pow_options.cases import Ground, Resolved, Standing, split_key

from .cheapest import Cheapest, Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .diagrams import Diagram, Diagrams

TRIED = 2_000
"""Sets run again, of which none gave what it promised, before the search is given up."""


class Supposed(Part):
    """A fact with the value it would have to have; ``decision`` says that it is for ``who`` to decide, not to find."""

    fact: str
    value: str
    was: str
    decision: bool
    who: str


class Found(NamedTuple):
    """Sets of facts with the case as it then is; ``complete`` where these are all of the smallest."""

    sets: tuple[tuple[Choice, Evaluation], ...]
    complete: bool


def smallest(
    evaluation: Evaluation,
    diagrams: Diagrams,
    target: Diagram,
    gives: Callable[[Evaluation], bool],
    most: int,
) -> Found:
    """Return the smallest sets that, run again, give what is asked for."""
    cheapest = Cheapest(diagrams)
    tried = 0
    while target != diagrams.manager.false:
        kept: list[tuple[Choice, Evaluation]] = []
        size = None
        for choice in cheapest.sets(target):
            size = len(choice)
            then = supposing(evaluation, dict(choice))
            if gives(then):
                if len(kept) == most:
                    return Found(tuple(kept), complete=False)
                kept.append((choice, then))
            else:
                tried += 1
                if tried > TRIED:
                    return Found(tuple(kept), complete=False)
        if kept:
            return Found(tuple(sorted(kept, key=lambda item: item[0])), complete=True)
        if size is None:
            break
        # None of this size does it, as was tried: the next are larger.
        target &= cheapest.more_than(size)
    return Found((), complete=True)


def supposing(evaluation: Evaluation, facts: Mapping[str, str]) -> Evaluation:
    """Return the case with some facts supposed, a date or number by the interval it lies in."""
    spelt = {key: _spelt(evaluation, key, value) for key, value in facts.items()}
    resolved = {k: Resolved(k, Standing.KNOWN, Ground.ASSUMED, frozenset((v,))) for k, v in spelt.items()}
    return with_facts(evaluation, resolved)


def _spelt(evaluation: Evaluation, key: str, value: str) -> str:
    """Return a value as a hypothesis gives it: of an interval, a day or number in it."""
    scale = evaluation.ground.scales.get(split_key(key)[0])
    return value if scale is None else str(scale.sample(value))


def told(evaluation: Evaluation, choice: Choice) -> tuple[Supposed, ...]:
    """Return a set of facts with what they are now; decisions after what is to be found."""
    told = [
        Supposed(
            fact=fact,
            value=_spelt(evaluation, fact, value),
            was=evaluation.fact_value(fact),
            decision=evaluation.pack.facts[split_key(fact)[0]].kind == "decision",
            who=who(evaluation, fact),
        )
        for fact, value in choice
    ]
    return tuple(sorted(told, key=lambda item: (item.decision, item.fact)))
