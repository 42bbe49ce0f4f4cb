"""``unknowns``: what is settled whatever is unknown, and which unknown facts can still move what.

Schema ``pow-options/unknowns/1``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from pow_options.assessment import Status, who
from pow_options.assessment.measuring import best_statuses
from pow_options.assessment.model import Part

from .counting import Counting
from .diagrams import Diagrams, TooLargeError
from .heading import About, heading
from .never import allowed
from .regions import Regions, open_facts

if TYPE_CHECKING:
    from pow_options.assessment import Evaluation

    from .diagrams import Diagram
    from .regions import OptionRegions

DIGITS = 6
"""Digits of a share that are given."""


class Deciding(Part):
    """An unknown fact that can still move an option.

    ``share`` is the part of all completions in which another value of this fact alone gives another status.
    """

    fact: str
    share: float
    who: str


class OptionUnknowns(Part):
    """An option, the status it has, those it can still have, and what decides between them, most decisive first."""

    id: str
    state: str
    status: Status
    settled: bool
    statuses: tuple[Status, ...]
    facts: tuple[Deciding, ...]


class Unknowns(About):
    """What is unknown and what hangs on it.

    ``idle`` are the unknown facts that can move the status of no option, whatever the others are. ``complete`` says
    whether all completions were looked at; where it is false ``bounded_by`` says what was not.
    """

    schema_: Literal["pow-options/unknowns/1"] = Field(default="pow-options/unknowns/1", alias="schema")
    options: tuple[OptionUnknowns, ...]
    unknown: int
    idle: tuple[str, ...]
    complete: bool
    bounded_by: str | None


def unknowns(evaluation: Evaluation, *, budget: int) -> Unknowns:
    """Return, for each option, whether it is settled, and the unknown facts that can still move it."""
    choices = open_facts(evaluation, as_is=False)
    rows: list[OptionUnknowns] = []
    bounded_by = None
    moving: set[str] = set()
    try:
        diagrams = Diagrams(evaluation, choices, budget=budget)
        regions = Regions(diagrams)
        possible = allowed(diagrams)
        now = best_statuses(evaluation)
        found = [regions.option(name) for name in now]
        counting = Counting(diagrams)
        for item in found:
            if not possible <= item.clear:
                bounded_by = "ranking"
            row = _option(diagrams, counting, item, possible, now[item.option])
            rows.append(row)
            moving |= {fact.fact for fact in row.facts}
    except TooLargeError:
        bounded_by = "size"
    return Unknowns(
        **heading(evaluation),
        options=tuple(rows),
        unknown=len(choices),
        # Of a fact that was not looked at nothing is said.
        idle=() if bounded_by == "size" else tuple(fact for fact in choices if fact not in moving),
        complete=bounded_by is None,
        bounded_by=bounded_by,
    )


def _option(
    diagrams: Diagrams,
    counting: Counting,
    item: OptionRegions,
    possible: Diagram,
    now: Status,
) -> OptionUnknowns:
    evaluation = diagrams.evaluation
    where = {status: place & possible for status, place in item.where.items()}
    reached = [status for status, place in where.items() if place != diagrams.manager.false]
    facts = dict.fromkeys(fact for place in where.values() for fact in diagrams.facts(place))
    whole = counting.part(possible)
    found = []
    others = [(where[status], possible & ~where[status]) for status in reached]
    for fact in facts if len(reached) > 1 else ():
        names = diagrams.variables["fact", fact]
        other = diagrams.some(place & diagrams.manager.exist(names, rest) for place, rest in others)
        if other != diagrams.manager.false:
            share = round(counting.part(other) / whole, DIGITS)
            found.append(Deciding(fact=fact, share=share, who=who(evaluation, fact)))
    return OptionUnknowns(
        id=item.option,
        state=evaluation.option(item.option).state,
        status=now,
        settled=reached == [now],
        statuses=tuple(sorted(reached, key=list(Status).index)),
        facts=tuple(sorted(found, key=lambda deciding: (-deciding.share, deciding.fact))),
    )
