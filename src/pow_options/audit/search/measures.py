"""Values that stand for the intervals of a number or a date."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pow_options.grounding import Scale

Point = date | Decimal


def standing_for(cuts: Iterable[Point]) -> tuple[Point, ...]:
    """Return a value before, at, between and after the cuts, as far as the calendar has one."""
    points = sorted(set(cuts))
    found: list[Point | None] = [_step(points[0], -1)]
    for left, right in pairwise(points):
        found += [left, _between(left, right)]
    found += [points[-1], _step(points[-1], 1)]
    return tuple(point for point in found if point is not None)


def labels(scale: Scale) -> dict[str, str]:
    """Return, for each interval of a scale that holds a value at all, such a value as a case writes it."""
    return {scale.place(value): spelt(value) for value in standing_for(scale.cuts)}


def spelt(value: Point) -> str:
    """Return a number or date as text."""
    return value.isoformat() if isinstance(value, date) else format(value.normalize(), "f")


def _step(value: Point, by: int) -> Point | None:
    if isinstance(value, Decimal):
        return value + by
    try:
        return value + timedelta(days=by)
    except OverflowError:
        return None


def _between(left: Point, right: Point) -> Point | None:
    if isinstance(left, date) and isinstance(right, date):
        return left + (right - left) // 2 if (right - left).days > 1 else None
    return (Decimal(str(left)) + Decimal(str(right))) / 2
