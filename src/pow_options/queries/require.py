"""``require`` and ``flip``: the smallest sets of facts that give an option a status, or put another option first.

Schemas ``pow-options/require/1`` and ``pow-options/flip/1``.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import Field

from pow_options.assessment import Evaluation, Status, who
from pow_options.assessment.evaluation import with_facts
from pow_options.assessment.measuring import ranked
from pow_options.assessment.model import CaseRef, PackRef, Part
from pow_options.cases import Ground, Resolved, Standing, split_key

from .cheapest import Cheapest, Choice
from .diagrams import Diagrams, TooLargeError
from .heading import heading
from .never import allowed
from .regions import Diagram, Regions, Revise, open_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from .asking import Question

BETTER = (Status.REQUIRED, Status.OPEN, Status.OPEN_IF, Status.CONTESTED, Status.BARRED)
"""Statuses, the best first."""

SHOWN = 10
"""Sets shown unless more are asked for."""

TRIED = 2_000
"""Sets run again, of which none gave what it promised, before the search is given up."""

UNDER = 16
"""Combinations of unsettled readings each looked at by itself."""


class Supposed(Part):
    """A fact with the value it would have to have; ``decision`` says that it is for ``who`` to decide, not to find."""

    fact: str
    value: str
    was: str
    decision: bool
    who: str


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


class Requirement(Part):
    """The smallest sets of facts that give an option a status or a better one.

    All sets are of one size, each was run again, and no smaller one does it; the empty set says that it is so already.
    ``complete`` is false where there are more sets than shown, or the search was given up. ``under`` is given where
    nothing does it under every unsettled reading at once, his word being as recorded.
    """

    schema_: Literal["pow-options/require/1"] = Field(default="pow-options/require/1", alias="schema")
    case: CaseRef
    as_of: str
    law_on: str
    pack: PackRef
    readings: dict[str, str]
    taken: dict[str, str]
    assumed: dict[str, str]
    without: tuple[str, ...]
    option: str
    state: str
    status: Status
    now: Status
    revise: bool
    sets: tuple[tuple[Supposed, ...], ...]
    impossible: Impossible | None
    complete: bool
    under: tuple[Under, ...]


class Flip(Part):
    """Changes that put another option first."""

    changes: tuple[Supposed, ...]
    first: str
    state: str


class Flips(Part):
    """The smallest changes that put another option first, all of one size, each run again."""

    schema_: Literal["pow-options/flip/1"] = Field(default="pow-options/flip/1", alias="schema")
    case: CaseRef
    as_of: str
    law_on: str
    pack: PackRef
    readings: dict[str, str]
    taken: dict[str, str]
    assumed: dict[str, str]
    without: tuple[str, ...]
    first: str
    state: str
    revise: bool
    sets: tuple[Flip, ...]
    complete: bool


class _Found(NamedTuple):
    sets: tuple[tuple[Choice, Evaluation], ...]
    complete: bool


def require(
    asked: Question, evaluation: Evaluation, option: str, status: Status, *, revise: bool, most: int
) -> Requirement:
    """Return the smallest sets of facts that give an option a status or better, established facts kept unless revised.

    Args:
        asked: the question the evaluation answers, to be put again under other readings.
        evaluation: the case as it stands.
        option: the id of an option of the case.
        status: the status asked for.
        revise: whether established facts may be changed too.
        most: how many sets to return.
    """
    kept: Revise = "all" if revise else "nothing"
    found, impossible = _require(evaluation, option, status, revise=kept, most=most)
    under: list[Under] = []
    if impossible is not None:
        loose: Revise = "all" if revise else "his_word"
        for readings in _mattering(evaluation, option, revise=loose):
            one = asked.under(readings).at(evaluation.as_of, evaluation.law_on)
            some, none = _require(one, option, status, revise=loose, most=most)
            sets = tuple(_told(one, choice) for choice, _ in some.sets)
            under.append(
                Under(readings=readings, his_word=not revise, sets=sets, impossible=none, complete=some.complete)
            )
    state = next(item.state for item in evaluation.ground.options if item.option.id == option)
    return Requirement(
        **heading(evaluation),
        option=option,
        state=state,
        status=status,
        now=_status(evaluation, option),
        revise=revise,
        sets=tuple(_told(evaluation, choice) for choice, _ in found.sets),
        impossible=impossible,
        complete=found.complete,
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
    evaluation: Evaluation, option: str, status: Status, *, revise: Revise, most: int
) -> tuple[_Found, Impossible | None]:
    wanted = _enough(status)
    try:
        diagrams = Diagrams(evaluation, open_facts(evaluation, as_is=True, revise=revise))
        regions = Regions(diagrams)
        where = regions.option(option).where
        target = diagrams.some(where[item] for item in wanted) & allowed(diagrams)
        found = _smallest(evaluation, diagrams, target, lambda then: _status(then, option) in wanted, most)
        if found.sets or not found.complete:
            return found, None
        return found, Impossible(because=_in_the_way(regions, option, wanted))
    except TooLargeError:
        return _Found((), complete=False), None


def _smallest(
    evaluation: Evaluation,
    diagrams: Diagrams,
    target: Diagram,
    gives: Callable[[Evaluation], bool],
    most: int,
) -> _Found:
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
                    return _Found(tuple(kept), complete=False)
                kept.append((choice, then))
            else:
                tried += 1
                if tried > TRIED:
                    return _Found(tuple(kept), complete=False)
        if kept:
            return _Found(tuple(sorted(kept, key=lambda item: item[0])), complete=True)
        if size is None:
            break
        # None of this size does it, as was tried: the next are larger.
        target &= cheapest.more_than(size)
    return _Found((), complete=True)


def supposing(evaluation: Evaluation, facts: Mapping[str, str]) -> Evaluation:
    """Return the case with some facts supposed, a date or number by the interval it lies in."""
    spelt = {key: _spelt(evaluation, key, value) for key, value in facts.items()}
    resolved = {k: Resolved(k, Standing.KNOWN, Ground.ASSUMED, frozenset((v,))) for k, v in spelt.items()}
    return with_facts(evaluation, resolved)


def _spelt(evaluation: Evaluation, key: str, value: str) -> str:
    """Return a value as a hypothesis gives it: of an interval, a day or number in it."""
    scale = evaluation.ground.scales.get(split_key(key)[0])
    return value if scale is None else str(scale.sample(value))


def _told(evaluation: Evaluation, choice: Choice) -> tuple[Supposed, ...]:
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


def _in_the_way(regions: Regions, option: str, wanted: tuple[Status, ...]) -> tuple[str, ...]:
    """Return the rules that keep an option from a status whatever the open facts are.

    Prohibitions that stand in every case of them; or, where none does by itself, those that can stand at all. Where no
    prohibition keeps the option from being required, the obligations that never come about.
    """
    evaluation, diagrams = regions.evaluation, regions.diagrams
    item = next(o for o in evaluation.ground.options if o.option.id == option)
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


def _mattering(evaluation: Evaluation, option: str, *, revise: Revise) -> Iterator[dict[str, str]]:
    """Yield the combinations of positions of the unsettled questions on which the option's routes can turn."""
    diagrams = Diagrams(evaluation, open_facts(evaluation, as_is=True, revise=revise))
    item = next(o for o in evaluation.ground.options if o.option.id == option)
    found: dict[str, None] = {}
    for route in item.routes:
        standing = evaluation.compiled.targets[route]
        for node in (standing.barred, standing.collision, standing.waiting, standing.obliged):
            found.update(dict.fromkeys(diagrams.readings(diagrams.at(node))))
    questions = sorted(found)
    positions = [evaluation.pack.questions[question].position_ids for question in questions]
    for combination in itertools.islice(itertools.product(*positions), UNDER):
        if combination:
            yield dict(zip(questions, combination, strict=True))


def flip(evaluation: Evaluation, *, revise: bool, most: int) -> Flips:
    """Return the smallest changes of facts that put another option first."""
    first = ranked(evaluation)[0][0]
    states: dict[str, str] = {o.option.id: o.state for o in evaluation.ground.options}
    sets: tuple[Flip, ...] = ()
    complete = False
    try:
        choices = open_facts(evaluation, as_is=True, revise="all" if revise else "nothing")
        diagrams = Diagrams(evaluation, choices)
        regions = Regions(diagrams)
        # The first falls as soon as one route of another option stands above, or level with, all its own.
        mine = [route for o in evaluation.ground.options if o.option.id == first for route in o.routes]
        others = [route for o in evaluation.ground.options if o.option.id != first for route in o.routes]
        target = diagrams.some(regions.best(route, mine) for route in others) & allowed(diagrams)
        found = _smallest(evaluation, diagrams, target, lambda then: ranked(then)[0][0] != first, most)
        complete = found.complete
        sets = tuple(
            Flip(changes=_told(evaluation, choice), first=name, state=states[name])
            for choice, then in found.sets
            for name in (ranked(then)[0][0],)
        )
    except TooLargeError:
        pass
    return Flips(**heading(evaluation), first=first, state=states[first], revise=revise, sets=sets, complete=complete)
