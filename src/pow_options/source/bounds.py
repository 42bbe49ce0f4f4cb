"""What is checked about a file before any parser sees it: one linear look, every bound a named constant."""

from __future__ import annotations

import codecs
import re

from .diagnostic import Diagnostic, InvalidData
from .marks import mark_at

MAX_BYTES = 2 * 1024 * 1024
"""Size of a file, in bytes."""

MAX_LINES = 50_000
"""Lines in a file."""

MAX_LINE_LENGTH = 20_000
"""Characters in one line."""

MAX_DEPTH = 64
"""Mappings and lists inside one another."""

MAX_NODES = 200_000
"""Keys, values, mappings and lists in a file."""

MAX_DIGITS = 18
"""Digits of a whole number: what always fits in 64 bits, so every format we write can hold it."""

MAX_FAULTS = 100
"""Faults reported of one file; the rest are counted, not shown."""

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# Tab, line feed and carriage return are the only controls. NEL and the Unicode line separators are left out
# because YAML 1.1 parsers break lines there, YAML 1.2 and text editors do not; a second BOM because nobody
# sees it.
_UNSOUND = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

_BRACKETS = re.compile(rf"(?:[\[{{]\s*+){{{MAX_DEPTH}}}[\[{{]")


def too_large(file: str) -> InvalidData:
    """Return the fault of a file over `MAX_BYTES`."""
    message = f"file is larger than {MAX_BYTES // (1024 * 1024)} MiB"
    return _fault(file, message, "split it into several files")


def decode(raw: bytes, file: str) -> str:
    """Return the text of `raw`, without a byte order mark.

    Raises:
        InvalidData: the file is over a bound, or no plain text.
    """
    if len(raw) > MAX_BYTES:
        raise too_large(file)
    if raw.startswith(_UTF16) or _looks_utf16(raw):
        raise _fault(file, "file is written in UTF-16, not UTF-8", "save it as UTF-8")
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        good = raw[: error.start].decode("utf-8")
        line, column = mark_at(good, len(good))
        message = f"byte 0x{raw[error.start]:02X} is not valid UTF-8"
        raise InvalidData([Diagnostic(file, line, column, message, "save the file as UTF-8")]) from None
    if not text.strip():
        raise _fault(file, "file is empty")
    _check_characters(text, file)
    _check_brackets(text, file)
    _check_lines(text, file)
    return text


def _looks_utf16(raw: bytes) -> bool:
    head = raw[:64]
    return len(head) >= 4 and (not any(head[::2]) or not any(head[1::2])) and any(head)  # noqa: PLR2004


def _check_characters(text: str, file: str) -> None:
    found = []
    for match in _UNSOUND.finditer(text):
        line, column = mark_at(text, match.start())
        code = ord(match.group())
        if code == 0:
            message, hint = "file is not a text file: it holds a NUL byte", ""
        else:
            message = f"character U+{code:04X} is not allowed"
            hint = f'delete it, or write "\\u{code:04x}" in double quotes' if code >= 0xA0 else "delete it"  # noqa: PLR2004
        found.append(Diagnostic(file, line, column, message, hint))
        # Each place costs a pass over the text before it: a file of rubbish is answered from its first few.
        if code == 0 or len(found) == 10:  # noqa: PLR2004
            break
    if found:
        raise InvalidData(found)


def _check_brackets(text: str, file: str) -> None:
    """Refuse a run of opening brackets; deeper nesting of other shapes is bounded while the tree is built."""
    match = _BRACKETS.search(text)
    if match is not None:
        line, column = mark_at(text, match.end() - 1)
        raise InvalidData([Diagnostic(file, line, column, f"nested more than {MAX_DEPTH} levels deep")])


def _check_lines(text: str, file: str) -> None:
    if text.count("\n") + text.count("\r") - text.count("\r\n") > MAX_LINES:
        message = f"file has more than {MAX_LINES:,} lines"
        raise InvalidData([Diagnostic(file, MAX_LINES + 1, 1, message, "split it into several files")])
    found = [
        Diagnostic(file, number, MAX_LINE_LENGTH + 1, f"line is longer than {MAX_LINE_LENGTH:,} characters")
        for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1)
        if len(line) > MAX_LINE_LENGTH
    ]
    if found:
        raise InvalidData(found)


def _fault(file: str, message: str, hint: str = "") -> InvalidData:
    return InvalidData([Diagnostic(file, 1, 1, message, hint)])
