"""Whether an option is settled: whether every completion of what is unknown gives it the status it has."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from pow_options.cases import impossible
from pow_options.grounding import inputs
from pow_options.reasoning import excluded

from .aiming import aimed
from .model import Status
from .status import combined, per_world

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pow_options.reasoning import Standing

    from .evaluation import Evaluation

SAMPLES = 32
"""Random completions tried as counter-examples, beside those aimed at a rule, before the question is left open."""


def settled(evaluation: Evaluation, status: Mapping[str, Status]) -> dict[str, bool | None]:
    """Return, for each route, whether its status is settled.

    ``True`` where no unknown fact can reach it, which the bounds show; ``False`` where a completion was found that
    gives another status; ``None`` where neither was shown. The completions tried are the same at every run.
    """
    out: dict[str, bool | None] = {}
    for route, standing in evaluation.compiled.targets.items():
        out[route] = True if _by_bounds(evaluation, standing) else None
    if None not in out.values():
        return out
    for statuses in _completions(evaluation):
        for route, found in statuses.items():
            if out[route] is None and found is not status[route]:
                out[route] = False
    return out


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


def _completions(evaluation: Evaluation) -> list[dict[str, Status]]:
    """Return the status of each route in a fixed sample of completions, all evaluated in one pass."""
    picks = _picks(evaluation)
    count = len(evaluation.worlds.combinations)
    base = inputs(evaluation.ground, evaluation.possible, evaluation.worlds)
    block = evaluation.worlds.full
    full = (1 << (count * len(picks))) - 1
    spread = full // block if block else 0
    values = {key: value * spread for key, value in base.items()}
    for atom in sorted(evaluation.unknown_facts()):
        for value in evaluation.ground.theory.facts[atom]:
            bits = 0
            for index, pick in enumerate(picks):
                if pick[atom] != value:
                    bits |= block << (index * count)
            values[excluded(atom, value)] = bits
    out = evaluation.compiled.circuit.evaluate(values, full)
    found = []
    for index in range(len(picks)):
        window = [(value >> (index * count)) & block for value in out]
        found.append(
            {
                route: combined(per_world(window, standing, count))
                for route, standing in evaluation.compiled.targets.items()
            }
        )
    return found


def _picks(evaluation: Evaluation) -> list[dict[str, str]]:
    """Return completions within what the vocabulary allows: those aimed at some rule first, then a fixed sample."""
    unknown = sorted(evaluation.unknown_facts())
    domains = {
        atom: [v for v in evaluation.ground.theory.facts[atom] if v in evaluation.possible[atom]] for atom in unknown
    }
    generator = random.Random(0)  # noqa: S311 - a fixed sample, nothing secret
    known = {atom: values for atom, values in evaluation.possible.items() if len(values) == 1}
    first = {atom: domains[atom][0] for atom in unknown}
    last = {atom: domains[atom][-1] for atom in unknown}
    tries = [first, last]
    for pick in aimed(evaluation):
        tries += [{**first, **pick}, {**last, **pick}]
    tries += [{atom: generator.choice(domains[atom]) for atom in unknown} for _ in range(SAMPLES)]
    kept: dict[tuple[str, ...], dict[str, str]] = {}
    for pick in tries:
        whole = {**known, **{atom: frozenset((value,)) for atom, value in pick.items()}}
        if not any(True for _ in impossible(whole, evaluation.case.roles, evaluation.pack)):
            kept.setdefault(tuple(pick[atom] for atom in unknown), pick)
    return list(kept.values())
