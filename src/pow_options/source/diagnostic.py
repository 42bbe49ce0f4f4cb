"""What is wrong, where, and what to do about it: the one way faults in data reach a person."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .document import Document

MAX_QUOTED = 80
"""Characters of one piece of user input shown inside a message."""

MAX_SHOWN = 1_000
"""Characters of a whole message or hint shown."""

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories that can move, hide or reorder what is around them: controls, bidi marks, breaks."""

_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def escape(text: str) -> str:
    """Return `text` safe to print: every control, bidi or other invisible character as a visible escape."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(c) for c in text)


def quote(text: str, limit: int = MAX_QUOTED) -> str:
    """Return user input for use in a message: escaped, cut to `limit` characters, between backticks."""
    return f"`{escape(_shorten(text, limit))}`"


@dataclass(frozen=True, order=True, slots=True)
class Diagnostic:
    """One fault at one place of one file; ordered by file, line, column, message.

    `line` and `column` count from 1, in characters. `severity` is `error` or `warning`.
    """

    file: str
    line: int
    column: int
    message: str
    hint: str = ""
    severity: str = "error"

    def render(self) -> str:
        """Return `FILE:LINE:COLUMN: error: message`, and on a second line `hint: ...` if there is a hint."""
        place = f"{escape(self.file)}:{self.line}:{self.column}"
        first = f"{place}: {escape(self.severity)}: {escape(_shorten(self.message, MAX_SHOWN))}"
        if not self.hint:
            return first
        return f"{first}\nhint: {escape(_shorten(self.hint, MAX_SHOWN))}"


class InvalidData(Exception):
    """Data that cannot be used; `diagnostics` says why, sorted and without repeats.

    `document` is the file as far as it could be understood, where it was read to its end: not for use, but for
    finding what else is wrong with it.
    """

    diagnostics: tuple[Diagnostic, ...]
    document: Document | None = None

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Hold `diagnostics`, of which there is at least one."""
        self.diagnostics = tuple(sorted(set(diagnostics)))
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        """Return all diagnostics as they are shown to a person."""
        return "\n".join(d.render() for d in self.diagnostics)


def _shorten(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _visible(c: str) -> str:
    if unicodedata.category(c) not in _INVISIBLE:
        return c
    if c in _NAMED:
        return _NAMED[c]
    code = ord(c)
    if code <= 0xFF:  # noqa: PLR2004 - widths of the escapes
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - widths of the escapes
