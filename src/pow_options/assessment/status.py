"""The status of a route, in every world and over all of them (semantics, sections 4 and 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pow_options.reasoning import NodeValues, Standing

    from .evaluation import Evaluation

_LEAST_FAVOURABLE = (Status.CONTESTED, Status.OPEN_IF, Status.OPEN, Status.REQUIRED)


def per_world(values: NodeValues, standing: Standing, count: int) -> tuple[Status, ...]:
    """Return the status in each of ``count`` worlds, the first that holds of the five."""
    steps = (
        (values[standing.barred], Status.BARRED),
        (values[standing.collision], Status.CONTESTED),
        (values[standing.waiting], Status.OPEN_IF),
        (values[standing.obliged], Status.REQUIRED),
    )
    out = []
    for world in range(count):
        bit = 1 << world
        out.append(next((status for bits, status in steps if bits & bit), Status.OPEN))
    return tuple(out)


def combined(statuses: Iterable[Status]) -> Status:
    """Return the status over all worlds: barred if in all, contested if in some, else the least favourable."""
    found = set(statuses)
    if found == {Status.BARRED}:
        return Status.BARRED
    if Status.BARRED in found:
        return Status.CONTESTED
    return next(status for status in _LEAST_FAVOURABLE if status in found)


def over_all(values: NodeValues, standing: Standing, count: int) -> Status:
    """Return the status over ``count`` worlds: ``combined`` of ``per_world``, without looking at each."""
    left = (1 << count) - 1
    found = []
    for node, status in (
        (standing.barred, Status.BARRED),
        (standing.collision, Status.CONTESTED),
        (standing.waiting, Status.OPEN_IF),
        (standing.obliged, Status.REQUIRED),
    ):
        here = values[node] & left
        if here:
            found.append(status)
            left ^= here
    return combined([*found, Status.OPEN] if left else found)


def turns_on(statuses: Sequence[Status], evaluation: Evaluation) -> tuple[str, ...]:
    """Return the unsettled questions on which the status turns: changing that position alone changes it."""
    space = evaluation.worlds
    found = []
    for place, question in enumerate(space.open_questions):
        seen: dict[tuple[str, ...], Status] = {}
        for combination, status in zip(space.combinations, statuses, strict=True):
            rest = combination[:place] + combination[place + 1 :]
            if seen.setdefault(rest, status) is not status:
                found.append(question)
                break
    return tuple(found)
