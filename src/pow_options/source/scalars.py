"""What an unquoted word means: the core schema of YAML 1.2, and nothing beyond it.

Source: YAML 1.2.2, section 10.3.2, https://yaml.org/spec/1.2.2/#1032-tag-resolution. So `NO`, `yes`, `on` and
dates are text, and only `true` and `false` are truth values.
"""

from __future__ import annotations

import math
import re

from .bounds import MAX_DIGITS

Scalar = str | int | float | bool | None

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")
_NUMERIC_START = frozenset("+-.0123456789")


class UnusableError(ValueError):
    """A well-formed scalar that no file may hold; the text says why, in the user's terms."""


def resolve(text: str) -> Scalar:
    """Return the value of an unquoted scalar; raise UnusableError for a number no file may hold."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC_START:
        return text
    if _INTEGER.match(text):
        return _integer(text)
    if _FLOAT.match(text):
        if len(text) > 4 * MAX_DIGITS:
            raise UnusableError("number is too long")
        number = float(text)
        if not math.isfinite(number):
            raise UnusableError("number is too large")
        return number
    if _NOT_FINITE.match(text):
        raise UnusableError("infinity and not-a-number are not allowed")
    return text


def _integer(text: str) -> int:
    # The length is looked at before the conversion, whose time grows with the square of the digits.
    if len(text.lstrip("+-").lstrip("0ox")) > MAX_DIGITS:
        raise UnusableError(f"number has more than {MAX_DIGITS} digits")
    base = {"0o": 8, "0x": 16}.get(text[:2], 10)
    return int(text, base)
