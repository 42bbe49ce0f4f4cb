"""``readings``: the options by readings of contested law, reduced to what matters.

Schema ``pow-options/reading-matrix/1``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from pow_options.assessment import Status
from pow_options.assessment.measuring import ranked
from pow_options.assessment.model import Part

from .diagrams import MAX_NODES, Diagrams, TooLargeError
from .heading import About, heading
from .regions import Regions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pow_options.assessment import Evaluation

    from .asking import Question
    from .diagrams import Diagram
    from .regions import OptionRegions

ROWS = 64
"""Rows shown of an option, unless more are asked for."""


class Row(Part):
    """Positions, one or several of a question, under all combinations of which an option has one status."""

    readings: dict[str, tuple[str, ...]]
    status: Status


class Turn(Part):
    """A position that, taken alone, gives an option another status than it has, and who holds it."""

    question: str
    position: str
    status: Status
    holders: tuple[str, ...]


class OptionReadings(Part):
    """An option under all readings.

    ``robust`` if it has one status under all of them; else ``turns_on`` lists the questions its status turns on,
    ``rows`` every combination of their positions, and ``alone`` the single positions that change the status it has.
    """

    id: str
    state: str
    status: Status
    robust: bool
    statuses: tuple[Status, ...]
    turns_on: tuple[str, ...]
    alone: tuple[Turn, ...]
    rows: tuple[Row, ...]
    complete: bool


class Readings(About):
    """The options by combinations of readings, all else staying as it is."""

    schema_: Literal["pow-options/reading-matrix/1"] = Field(default="pow-options/reading-matrix/1", alias="schema")
    questions: int
    options: tuple[OptionReadings, ...]
    complete: bool


def readings(asked: Question, evaluation: Evaluation, *, most: int = ROWS, budget: int = MAX_NODES) -> Readings:
    """Return every option under every combination of positions of all contested questions.

    Args:
        asked: the question the evaluation answers, to be put again under other readings.
        evaluation: the case as it stands.
        most: how many rows to return of each option.
        budget: how many nodes the diagrams may have; past that only the options looked at so far are returned.
    """
    questions = tuple(evaluation.compiled.theory.questions)
    diagrams = Diagrams(evaluation, {}, questions, budget=budget)
    regions = Regions(diagrams)
    now = {name: Status(status) for name, status, _ in ranked(evaluation)}
    alone = list(_alone(asked, evaluation, questions))
    rows: list[OptionReadings] = []
    try:
        for name, status in now.items():
            rows.append(_option(regions, regions.option(name), status, alone, most))
    except TooLargeError:
        pass
    complete = len(rows) == len(now) and all(row.complete for row in rows)
    return Readings(**heading(evaluation), questions=len(questions), options=tuple(rows), complete=complete)


def _alone(
    asked: Question, evaluation: Evaluation, questions: tuple[str, ...]
) -> Iterator[tuple[str, str, dict[str, Status]]]:
    """Yield, for every position not taken, the status of every option when it alone is taken."""
    for question in questions:
        for position in evaluation.pack.questions[question].position_ids:
            if position != evaluation.worlds.chosen[question]:
                then = asked.under({question: position}).at(evaluation.as_of, evaluation.law_on)
                yield question, position, {name: Status(status) for name, status, _ in ranked(then)}


def _option(
    regions: Regions,
    found: OptionRegions,
    now: Status,
    alone: list[tuple[str, str, dict[str, Status]]],
    most: int,
) -> OptionReadings:
    evaluation, diagrams = regions.evaluation, regions.diagrams
    where = {status: place for status, place in found.where.items() if place != regions.false}
    questions = sorted({question for place in where.values() for question in diagrams.readings(place)})
    rows = [Row(readings=item, status=status) for status, place in where.items() for item in _rows(diagrams, place)]
    turns = tuple(
        Turn(
            question=question,
            position=position,
            status=then[found.option],
            holders=_holders(evaluation, question, position),
        )
        for question, position, then in alone
        if then[found.option] is not now
    )
    state = evaluation.option(found.option).state
    return OptionReadings(
        id=found.option,
        state=state,
        status=now,
        robust=len(where) == 1,
        statuses=tuple(where),
        turns_on=tuple(questions),
        alone=turns,
        rows=tuple(rows[:most]) if len(where) > 1 else (),
        complete=found.clear == regions.true and (len(rows) <= most or len(where) == 1),
    )


def _holders(evaluation: Evaluation, question: str, position: str) -> tuple[str, ...]:
    return next(item.holders for item in evaluation.pack.questions[question].positions if item.id == position)


def _rows(diagrams: Diagrams, place: Diagram) -> Iterator[dict[str, tuple[str, ...]]]:
    """Yield combinations of positions that make up a region, each question it does not hang on left out."""
    questions = diagrams.readings(place)
    if not questions:
        yield {}
        return
    first, left = questions[0], dict[str, tuple["Diagram", list[str]]]()
    for position, chosen in diagrams.chains["question", first].items():
        rest = diagrams.manager.exist(diagrams.variables["question", first], place & chosen)
        if rest != diagrams.manager.false:
            key = next((k for k, (other, _) in left.items() if other == rest), position)
            left.setdefault(key, (rest, []))[1].append(position)
    for rest, positions in left.values():
        for row in _rows(diagrams, rest):
            yield {first: tuple(positions), **row}
