"""``require``: the smallest sets of facts that give an option a status. Schema ``pow-options/require/1``."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from pow_options.assessment import Evaluation, Status
from pow_options.assessment.measuring import ranked
from pow_options.assessment.model import Part

from .changing import Found, Supposed, smallest, told
from .diagrams import Diagrams, TooLargeError
from .heading import About, heading
from .never import allowed
from .regions import Regions, Revise, open_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .asking import Question

BETTER = (Status.REQUIRED, Status.OPEN, Status.OPEN_IF, Status.CONTESTED, Status.BARRED)
"""Statuses, the best first."""

UNDER = 16
"""Combinations of unsettled readings each looked at by itself."""


class Impossible(Part):
    """That no set does it, and the rules that stand in the way whatever else is so."""

    because: tuple[str, ...]


class Under(Part):
    """What would have to be so under one combination of the readings that are unsettled.

    With ``his_word`` what he says, and how he was asked, may be other than recorded; all else that is established is
    kept.
    """

    readings: dict[str, str]
    his_word: bool
    sets: tuple[tuple[Supposed, ...], ...]
    impossible: Impossible | None
    complete: bool


class Requirement(About):
    """The smallest sets of facts that give an option a status or a better one.

    All sets are of one size, each was run again, and no smaller one does it; the empty set says that it is so already.
    ``complete`` is false where there are more sets than shown, or the search was given up. ``under`` is given where
    nothing does it under every unsettled reading at once, his word being as recorded.
    """

    schema_: Literal["pow-options/require/1"] = Field(default="pow-options/require/1", alias="schema")
    option: str
    state: str
    status: Status
    now: Status
    revise: bool
    sets: tuple[tuple[Supposed, ...], ...]
    impossible: Impossible | None
    complete: bool
    under: tuple[Under, ...]


def require(
    asked: Question, evaluation: Evaluation, option: str, status: Status, *, revise: bool, most: int, budget: int
) -> Requirement:
    """Return the smallest sets of facts that give an option a status or better, established facts kept unless revised.

    Args:
        asked: the question the evaluation answers, to be put again under other readings.
        evaluation: the case as it stands.
        option: the id of an option of the case.
        status: the status asked for.
        revise: whether established facts may be changed too.
        most: how many sets to return.
        budget: how many nodes the diagrams may have.
    """
    kept: Revise = "all" if revise else "nothing"
    found, impossible = _require(evaluation, option, status, revise=kept, most=most, budget=budget)
    under: list[Under] = []
    whole = True
    if impossible is not None:
        loose: Revise = "all" if revise else "his_word"
        try:
            mattering = _mattering(evaluation, option, revise=loose, budget=budget)
            combinations = list(itertools.islice(mattering, UNDER + 1))
            whole = len(combinations) <= UNDER
        except TooLargeError:
            combinations, whole = [], False
        for readings in combinations[:UNDER]:
            one = asked.under(readings).at(evaluation.as_of, evaluation.law_on)
            some, none = _require(one, option, status, revise=loose, most=most, budget=budget)
            sets = tuple(told(one, choice) for choice, _ in some.sets)
            under.append(
                Under(readings=readings, his_word=not revise, sets=sets, impossible=none, complete=some.complete)
            )
    state = evaluation.option(option).state
    return Requirement(
        **heading(evaluation),
        option=option,
        state=state,
        status=status,
        now=_status(evaluation, option),
        revise=revise,
        sets=tuple(told(evaluation, choice) for choice, _ in found.sets),
        impossible=impossible,
        complete=found.complete and whole,
        under=_merged(under),
    )


def _merged(under: Sequence[Under]) -> tuple[Under, ...]:
    """Leave out the questions on which what would have to be so does not turn."""
    rows = list(under)
    for question in rows[0].readings if rows else ():
        rests: dict[tuple[tuple[str, str], ...], list[Under]] = {}
        for row in rows:
            key = tuple((q, p) for q, p in row.readings.items() if q != question)
            rests.setdefault(key, []).append(row)
        if all(len({(row.sets, row.impossible, row.complete) for row in group}) == 1 for group in rests.values()):
            rows = [group[0].model_copy(update={"readings": dict(key)}) for key, group in rests.items()]
    return tuple(rows)


def _status(evaluation: Evaluation, option: str) -> Status:
    return next(Status(status) for name, status, _ in ranked(evaluation) if name == option)


def _enough(status: Status) -> tuple[Status, ...]:
    return BETTER[: BETTER.index(status) + 1]


def _require(
    evaluation: Evaluation, option: str, status: Status, *, revise: Revise, most: int, budget: int
) -> tuple[Found, Impossible | None]:
    wanted = _enough(status)
    try:
        diagrams = Diagrams(evaluation, open_facts(evaluation, as_is=True, revise=revise), budget=budget)
        regions = Regions(diagrams)
        where = regions.option(option).where
        target = diagrams.some(where[item] for item in wanted) & allowed(diagrams)
        found = smallest(evaluation, diagrams, target, lambda then: _status(then, option) in wanted, most)
        if found.sets or not found.complete:
            return found, None
        return found, Impossible(because=_in_the_way(regions, option, wanted))
    except TooLargeError:
        return Found((), complete=False), None


def _in_the_way(regions: Regions, option: str, wanted: tuple[Status, ...]) -> tuple[str, ...]:
    """Return the rules that keep an option from a status whatever the open facts are.

    Prohibitions that stand in every case of them; or, where none does by itself, those that can stand at all. Where no
    prohibition keeps the option from being required, the obligations that never come about.
    """
    evaluation, diagrams = regions.evaluation, regions.diagrams
    item = evaluation.option(option)
    law = {name: instance.rule.id for name, instance in evaluation.ground.instances.items()}
    always: list[str] = []
    sometimes: list[str] = []
    for route in item.routes:
        for name, node in evaluation.compiled.targets[route].forbids.items():
            stands = diagrams.in_some_reading(diagrams.at(node))
            if stands == regions.true:
                always.append(law[name])
            elif stands != regions.false:
                sometimes.append(law[name])
    if always or wanted != (Status.REQUIRED,):
        return tuple(dict.fromkeys(always or sometimes))
    obliges = [law[n] for route in item.routes for n in evaluation.compiled.targets[route].obliges]
    return tuple(dict.fromkeys((*obliges, *sometimes)))


def _mattering(evaluation: Evaluation, option: str, *, revise: Revise, budget: int) -> Iterator[dict[str, str]]:
    """Yield the combinations of positions of the unsettled questions on which the option's routes can turn."""
    diagrams = Diagrams(evaluation, open_facts(evaluation, as_is=True, revise=revise), budget=budget)
    item = evaluation.option(option)
    found: dict[str, None] = {}
    for route in item.routes:
        standing = evaluation.compiled.targets[route]
        for node in (standing.barred, standing.collision, standing.waiting, standing.obliged):
            found.update(dict.fromkeys(diagrams.readings(diagrams.at(node))))
    questions = sorted(found)
    positions = [evaluation.pack.questions[question].position_ids for question in questions]
    for combination in itertools.product(*positions):
        if combination:
            yield dict(zip(questions, combination, strict=True))
