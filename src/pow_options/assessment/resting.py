"""On which of the readings taken a status rests: those without which it would be another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.grounding import inputs, worlds
from pow_options.law.pack import UNSETTLED

from .status import over_all

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .evaluation import Evaluation
    from .model import Status


def resting(evaluation: Evaluation) -> dict[str, tuple[str, ...]]:
    """Return, for each route, the readings taken, as ``question=position``, that decide its status.

    A reading decides if some other position, all else being equal, gives the route another status.
    """
    chosen = evaluation.worlds.chosen
    out: dict[str, list[str]] = {route: [] for route in evaluation.compiled.targets}
    count = len(evaluation.worlds.combinations)
    now = {route: over_all(evaluation.values, s, count) for route, s in evaluation.compiled.targets.items()}
    for question, taken in chosen.items():
        if taken == UNSETTLED:
            continue
        others = [p for p in evaluation.pack.questions[question].position_ids if p != taken]
        moved = {
            route
            for position in others
            for route, status in _statuses(evaluation, {**chosen, question: position}).items()
            if status is not now[route]
        }
        for route in moved:
            out[route].append(f"{question}={taken}")
    return {route: tuple(found) for route, found in out.items()}


def _statuses(evaluation: Evaluation, readings: Mapping[str, str]) -> dict[str, Status]:
    space = worlds(evaluation.pack, readings)
    values = evaluation.compiled.circuit.evaluate(inputs(evaluation.ground, evaluation.possible, space), space.full)
    return {
        route: over_all(values, standing, len(space.combinations))
        for route, standing in evaluation.compiled.targets.items()
    }
