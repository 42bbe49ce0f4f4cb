"""On which of the readings taken a status rests: those without which it would be another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.grounding import inputs
from pow_options.law.pack import UNSETTLED
from pow_options.reasoning import position

from .lanes import evaluate_lanes, lane_statuses
from .status import over_all

if TYPE_CHECKING:
    from collections.abc import Hashable

    from .evaluation import Evaluation


def resting(evaluation: Evaluation) -> dict[str, tuple[str, ...]]:
    """Return, for each route, the readings taken, as ``question=position``, that decide its status.

    A reading decides if some other position, all else being equal, gives the route another status.
    """
    chosen, space = evaluation.worlds.chosen, evaluation.worlds
    count = len(space.combinations)
    others = [
        (question, choice)
        for question, choices in evaluation.compiled.theory.questions.items()
        for choice in choices
        if chosen[question] not in {UNSETTLED, choice}
    ]
    variants: list[dict[Hashable, bool]] = [
        {position(question, item): item == choice for item in evaluation.compiled.theory.questions[question]}
        for question, choice in others
    ]
    given = inputs(evaluation.ground, evaluation.possible, space)
    values = evaluate_lanes(evaluation.compiled.circuit, given, space, variants)
    out: dict[str, tuple[str, ...]] = {}
    for route, standing in evaluation.compiled.targets.items():
        now = over_all(evaluation.values, standing, count)
        same = lane_statuses(values, standing, count, len(others))[now]
        moved = {q for lane, (q, _) in enumerate(others) if not same >> (lane * count) & 1}
        out[route] = tuple(f"{question}={chosen[question]}" for question in chosen if question in moved)
    return out
