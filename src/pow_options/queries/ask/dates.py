"""The days a question names."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .words import Token

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DAY = re.compile(r"(\d{1,2})(st|nd|rd|th)?")


def day_at(tokens: Sequence[Token], at: int) -> Iterator[tuple[int, str]]:
    """Yield the day named from a place on, as `2025-01-31`, and where it ends; none if the calendar has none such."""
    words = [token.text for token in tokens[at : at + 5]]
    if words and re.fullmatch(r"\d{4}-\d{2}-\d{2}", words[0]):
        yield from _dated(at + 1, words[0])
        return
    kept = [(index, word) for index, word in enumerate(words) if word not in {"of", ","}]
    if len(kept) < 3:  # noqa: PLR2004 - day, month and year
        return
    (_, one), (_, two), (last, year) = kept[:3]
    day, month = (one, two) if two in _MONTHS else (two, one)
    number = _DAY.fullmatch(day)
    if number is None or month not in _MONTHS or not re.fullmatch(r"\d{4}", year):
        return
    yield from _dated(at + last + 1, f"{year}-{_MONTHS.index(month) + 1:02}-{int(number[1]):02}")


def _dated(end: int, text: str) -> Iterator[tuple[int, str]]:
    try:
        date.fromisoformat(text)
    except ValueError:
        return
    yield end, text
