"""Places in a text: from the index of a character to its line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_BREAK = re.compile(r"\r\n|\n|\r")


class Mark(NamedTuple):
    """A place in a text: line and column, both counted from 1, the column in characters."""

    line: int
    column: int


def line_starts(text: str) -> tuple[int, ...]:
    """Return the index of the first character of each line of `text`."""
    return (0, *(m.end() for m in _BREAK.finditer(text)))


def mark_in(starts: tuple[int, ...], index: int) -> Mark:
    """Return the place of the character at `index`, given the `line_starts` of its text."""
    line = bisect_right(starts, index)
    return Mark(line, index - starts[line - 1] + 1)


def mark_at(text: str, index: int) -> Mark:
    """Return the place of the character at `index` of `text`; needs no table of lines."""
    before = text[:index]
    breaks = before.count("\n") + before.count("\r") - before.count("\r\n")
    start = max(before.rfind("\n"), before.rfind("\r")) + 1
    return Mark(breaks + 1, index - start + 1)
