"""A timeline as a picture of characters: ranks as rows, dates as columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.messages import en, en_queries

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .timeline import Point, Timeline

PER_BLOCK = 17
"""Dates beside one another before the picture goes on below."""


def chart(data: Timeline) -> tuple[str, ...]:
    """Return the lines of the picture; every option is its State and a sign for its status, so no colour is needed."""
    lines = []
    for start in range(0, len(data.points), PER_BLOCK):
        lines += [*_block(data.points[start : start + PER_BLOCK], start), ""]
    return (*lines, en_queries.LEGEND)


def _block(points: Sequence[Point], start: int) -> Iterator[str]:
    width = max(len(item.state) for point in points for item in point.options) + 1
    head = "  ".join(f"{start + index}".ljust(width) for index in range(1, len(points) + 1))
    yield f"{en_queries.RANK}  {head}".rstrip()
    for rank in range(1, max(len(point.options) for point in points) + 1):
        line, before = "", None
        for index, point in enumerate(points):
            item = next((option for option in point.options if option.rank == rank), None)
            sign = "" if item is None else f"{item.state}{en_queries.SYMBOLS[item.status]}"
            here = None if item is None else item.id
            joint = "" if index == 0 else "──" if here is not None and here == before else "  "
            line += joint + sign.ljust(width)
            before = here
        yield f"{rank:>4}  {line}".rstrip()


def cells(data: Timeline) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table, its head first: number, date, how much became known and moved, the ranking."""
    rows = [en_queries.COLUMNS]
    for number, point in enumerate(data.points, start=1):
        ranking = ", ".join(f"{item.state} {en.STATUS[item.status]}" for item in point.options)
        rows.append(
            (str(number), point.date, str(len(point.known)), str(len(point.moved)) if number > 1 else "-", ranking)
        )
    return tuple(rows)


def table(data: Timeline) -> tuple[str, ...]:
    """Return the lines of that table."""
    rows = cells(data)
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return tuple("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
