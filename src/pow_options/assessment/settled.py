"""Whether an option is settled: whether every completion of what is unknown gives it the status it has."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from typing import TYPE_CHECKING

from pow_options.cases import Ground, Resolved, impossible
from pow_options.cases import Standing as Standing_
from pow_options.grounding import inputs

from .aiming import aimed
from .lanes import Lane, evaluate_lanes, known, lane_statuses
from .model import Status
from .status import over_all, per_world

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pow_options.reasoning import NodeValues, Standing

    from .evaluation import Evaluation

Pick = dict[str, frozenset[str]]
"""A value for every unknown fact, as the one value still possible."""

MOVES = 24
"""Completions whose options are ranked, before the question is left open."""

SAMPLES = 32
"""Random completions tried as counter-examples, beside those aimed at a rule, before the question is left open."""


def settled(evaluation: Evaluation, best: Callable[[Evaluation], Mapping[str, Status]]) -> dict[str, bool | None]:
    """Return, for each option, whether its status is settled.

    ``True`` where the bounds leave every one of its routes one status, and all that can be its best route the same;
    ``False`` where a completion was evaluated that gives another status; ``None`` where neither was shown. The
    completions tried are the same at every run.

    Args:
        evaluation: the case as it stands.
        best: gives the status of every option, by id, for an evaluation.
    """
    now = best(evaluation)
    out: dict[str, bool | None] = {}
    for option in evaluation.ground.options:
        if option.routes:
            standings = [evaluation.compiled.targets[route] for route in option.routes]
            found = {route_status(evaluation, standing) for standing in standings}
            fixed = all(_by_bounds(evaluation, standing) for standing in standings)
            out[option.option.id] = True if fixed and len(_first_class(evaluation, found)) == 1 else None
    if None not in out.values():
        return out
    for completion in itertools.islice(_completions(evaluation), MOVES):
        for option_id, status in best(completion).items():
            if out[option_id] is None and status is not now[option_id]:
                out[option_id] = False
        if None not in out.values():
            break
    return out


def _first_class(evaluation: Evaluation, found: set[Status]) -> set[Status]:
    """Return those of the statuses found from which the best route comes, as the ranking classes them."""
    for criterion in evaluation.pack.criteria:
        if criterion.measure == "status":
            return next(found & set(group) for group in map(_as_statuses, criterion.classes) if found & group)
    return found


def _as_statuses(group: tuple[str, ...]) -> set[Status]:
    return {Status(value) for value in group}


def route_status(evaluation: Evaluation, standing: Standing) -> Status:
    """Return the status of a route over all worlds."""
    return over_all(evaluation.values, standing, len(evaluation.worlds.combinations))


def _by_bounds(evaluation: Evaluation, standing: Standing) -> bool:
    """Whether the bounds leave one status in every world, and that the one it has."""
    count = len(evaluation.worlds.combinations)
    found = per_world(evaluation.values, standing, count)
    bounds = standing.bounds
    steps = (
        (bounds.barred, Status.BARRED),
        (bounds.collision, Status.CONTESTED),
        (bounds.waiting, Status.OPEN_IF),
        (bounds.obliged, Status.REQUIRED),
    )
    for world in range(count):
        bit = 1 << world
        possible = []
        for bound, status in steps:
            if evaluation.bits(bound.high) & bit:
                possible.append(status)
            if evaluation.bits(bound.low) & bit:
                break
        else:
            possible.append(Status.OPEN)
        if possible != [found[world]]:
            return False
    return True


def _completions(evaluation: Evaluation) -> Iterator[Evaluation]:
    """Yield the case completed in the ways tried, those first in which some route has another status.

    The circuit is evaluated once, for all of them.
    """
    picks = _picks(evaluation)
    count = len(evaluation.worlds.combinations)
    given = inputs(evaluation.ground, evaluation.possible, evaluation.worlds)
    variants = [known(evaluation.compiled, pick) for pick in picks]
    out = evaluate_lanes(evaluation.compiled.circuit, given, evaluation.worlds, variants)
    standings = tuple(evaluation.compiled.targets.values())
    seen = {tuple(over_all(evaluation.values, standing, count) for standing in standings)}
    masks = [lane_statuses(out, standing, count, len(picks)) for standing in standings]
    moved: list[tuple[Pick, Lane]] = []
    rest: list[tuple[Pick, Lane]] = []
    for index, pick in enumerate(picks):
        bit = 1 << (index * count)
        statuses = tuple(next(status for status, lanes in mask.items() if lanes & bit) for mask in masks)
        lane = Lane(out, index * count, evaluation.worlds.full)
        (rest if statuses in seen else moved).append((pick, lane))
        seen.add(statuses)
    for chosen, lane in itertools.chain(moved, rest):
        yield _completed(evaluation, chosen, lane)


def _completed(evaluation: Evaluation, pick: Pick, values: NodeValues) -> Evaluation:
    """Return the evaluation with the facts of ``pick`` known, and the values the circuit gives then."""
    facts = {atom: Resolved(atom, Standing_.KNOWN, Ground.ASSUMED, value) for atom, value in pick.items()}
    return replace(
        evaluation,
        possible={**evaluation.possible, **pick},
        resolved={**evaluation.resolved, **facts},
        values=values,
    )


def _picks(evaluation: Evaluation) -> list[Pick]:
    """Return completions within what the vocabulary allows: those aimed at some rule first, then a fixed sample."""
    unknown = sorted(evaluation.unknown_facts())
    domains = {
        atom: [v for v in evaluation.ground.theory.facts[atom] if v in evaluation.possible[atom]] for atom in unknown
    }
    generator = random.Random(0)  # noqa: S311 - a fixed sample, nothing secret
    # Facts no rule reads can still rule a combination out.
    settled_facts = {key: item.possible for key, item in evaluation.resolved.items() if item.possible is not None}
    fixed = {**settled_facts, **{a: values for a, values in evaluation.possible.items() if len(values) == 1}}
    first = {atom: domains[atom][0] for atom in unknown}
    last = {atom: domains[atom][-1] for atom in unknown}
    tries = [first, last]
    for pick in aimed(evaluation):
        tries += [{**first, **pick}, {**last, **pick}]
    tries += [{atom: generator.choice(domains[atom]) for atom in unknown} for _ in range(SAMPLES)]
    distinct = dict.fromkeys(tuple(pick[atom] for atom in unknown) for pick in tries)
    alone = {value: frozenset((value,)) for values in domains.values() for value in values}
    kept = []
    for chosen in distinct:
        completion = {atom: alone[value] for atom, value in zip(unknown, chosen, strict=True)}
        if not any(True for _ in impossible({**fixed, **completion}, evaluation.case.roles, evaluation.pack)):
            kept.append(completion)
    return kept
