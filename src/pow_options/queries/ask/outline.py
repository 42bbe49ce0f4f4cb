"""A question in plain English and what was understood of it, as an outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.explain.formats.outline import Entry, Section
from pow_options.messages import en_ask as says

if TYPE_CHECKING:
    from .model import Asked


def understood(asked: Asked) -> Section:
    """Return the section that says what was understood, fact by fact."""
    entries = tuple(
        Entry(says.FACT.format(value=item.value, words=" ".join(item.words.split())), item.fact)
        for item in asked.understood
    )
    spelling = tuple(says.SPELLING.format(word=item.word, read_as=item.read_as) for item in asked.spelling)
    lead = says.SUPPOSES if entries else says.NOTHING
    taken = ", ".join(f"“{words}”" for words in asked.asked)
    rest = (says.ASKED.format(words=taken),) if taken else ()
    question = says.TITLE.format(question=" ".join(asked.question.split()))
    return Section(says.UNDERSTOOD, (question, *rest, *spelling, lead), entries)
