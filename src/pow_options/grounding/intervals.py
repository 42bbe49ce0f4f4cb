"""Numbers and dates cut into intervals by the constants they are compared with, so that they become enumerations."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Point = date | Decimal

_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


def point(text: str, *, is_date: bool) -> Point:
    """Return a constant as a date or a decimal number."""
    return date.fromisoformat(text) if is_date else Decimal(text)


def day_before(as_of: date, days: str, operator: str) -> tuple[date, str] | bool:
    """Turn *days since the fact's date, compared with days* into a comparison of the date itself.

    Where the day compared with lies outside the calendar, the answer is the same for every date, and is returned.
    """
    number = int(days)
    low, high = (as_of - date.max).days, (as_of - date.min).days
    if number < low:
        return operator in {">", ">=", "!="}
    if number > high:
        return operator in {"<", "<=", "!="}
    return as_of - timedelta(days=number), _FLIPPED[operator]


def _next(value: Point, step: int) -> Point:
    if isinstance(value, Decimal):
        return value + step
    ends = {-1: date.min, 1: date.max}
    return value if value == ends[step] else value + timedelta(days=step)


class Scale:
    """The intervals of one fact: before, at, between and after each constant, in order."""

    def __init__(self, constants: Iterable[Point]) -> None:
        """Cut at ``constants``, of which there is at least one."""
        self.cuts: list[Point] = sorted(set(constants))
        labels = [f"<{self.cuts[0]}"]
        for left, right in pairwise(self.cuts):
            labels += [f"={left}", f"{left}..{right}"]
        labels += [f"={self.cuts[-1]}", f">{self.cuts[-1]}"]
        self.labels = tuple(labels)

    def place(self, value: Point) -> str:
        """Return the label of the interval ``value`` lies in."""
        index = bisect_left(self.cuts, value)
        at = index < len(self.cuts) and self.cuts[index] == value
        return self.labels[2 * index + (1 if at else 0)]

    def sample(self, label: str) -> Point:
        """Return a value that lies in an interval: at its constant, or next to it."""
        index = self.labels.index(label)
        cut = self.cuts[min(index // 2, len(self.cuts) - 1)]
        if index % 2:
            return cut
        if index == len(self.labels) - 1:
            return _next(cut, 1)
        if index == 0:
            return _next(cut, -1)
        before = self.cuts[index // 2 - 1]
        # Two numbers always leave one between them; two days in a row leave none, and nothing is there to be asked.
        if isinstance(before, Decimal) and isinstance(cut, Decimal):
            return (before + cut) / 2
        return _next(before, 1)

    def where(self, operator: str, value: Point) -> frozenset[str]:
        """Return the labels of the intervals whose values compare so with ``value``, one of the cuts."""
        at = 2 * self.cuts.index(value) + 1
        below, equal, above = self.labels[:at], self.labels[at : at + 1], self.labels[at + 1 :]
        parts = {
            "<": below,
            "<=": below + equal,
            "==": equal,
            ">=": equal + above,
            ">": above,
            "!=": below + above,
        }
        return frozenset(parts[operator])
