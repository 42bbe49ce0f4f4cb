"""From a character of a scalar's value to the character of the file it was written with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = frozenset(" \t\r\n")
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r\n|.|\n)", re.DOTALL)


def index_of(text: str, start: int, end: int, style: str, value: str, offset: int) -> int:
    """Return the index in `text` of character `offset` of the scalar `value` written at `start` to `end`.

    Folding and indentation change only blanks, so the other characters stand in the file in the same order.
    They are lined up one by one; a blank made by folding a line break is where that break is. An offset past
    the last character gives the place right after it.
    """
    offset = max(0, min(offset, len(value.rstrip("\n"))))
    units = list(_units(text, start, end, style))
    at = 0
    last = units[0][0] if units else start + len(style.strip("|>"))
    after = last
    for number, c in enumerate(value):
        if c in _BLANK:
            fits = at < len(units) and (units[at][1] == c or (units[at][1] in _BLANK and not units[at][2]))
        else:
            while at < len(units) and units[at][1] != c:
                at += 1
            fits = at < len(units)
        if fits:
            last, _, width = units[at]
            after = last + max(width, 1)
            at += 1
        if number == offset:
            return last
    return after


def _units(text: str, start: int, end: int, style: str) -> Iterator[tuple[int, str, int]]:
    """Yield index, character and width of what stands for a character; width 0 for one that is as written."""
    if style == '"':
        yield from _double(text, start + 1, end - 1)
    elif style == "'":
        at = start + 1
        while at < end - 1:
            doubled = text[at] == "'"
            yield at, text[at], 2 if doubled else 0
            at += 2 if doubled else 1
    else:
        at = start
        if style:
            header = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)?").match(text, start)
            at = header.end() if header else start
        yield from ((i, text[i], 0) for i in range(at, end))


def _double(text: str, at: int, end: int) -> Iterator[tuple[int, str, int]]:
    while at < end:
        match = _ESCAPE.match(text, at, end) if text[at] == "\\" else None
        if match is None:
            yield at, text[at], 0
            at += 1
            continue
        if (c := _escaped(match.group())) is not None:
            yield at, c, match.end() - at
        at = match.end()


_NAMED = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "t": "\t",
    "\t": "\t",
    "n": "\n",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}


def _escaped(written: str) -> str | None:
    """Return the character an escape stands for; None for an escaped line break, which stands for nothing."""
    kind = written[1]
    if kind in "\r\n":
        return None
    return chr(int(written.lstrip("\\xuU"), 16)) if kind in "xuU" else _NAMED.get(kind, kind)
