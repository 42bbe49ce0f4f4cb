"""What a covering of a question is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .matching import Mention


class Clause(NamedTuple):
    """A phrase found: from where to where, what it says, of which States, and whether that was denied.

    ``said`` are facts with their values; a fact per State is said of the States ``mentions`` names, or of the one that
    is meant.
    """

    start: int
    end: int
    said: tuple[tuple[str, str], ...]
    mentions: tuple[Mention, ...]
    denied: bool
    restated: int = 0
    """Words among them that only say it again."""
    closed: bool = False
    """Whether nothing may go on after it."""


class Piece(NamedTuple):
    """Words that suppose nothing: a question, or words that are not understood."""

    start: int
    end: int
    kind: str
    mentions: tuple[Mention, ...] = ()
    strange: int = 0
    """How many of the words a question alone may hold."""


class Around(NamedTuple):
    """Words that suppose nothing by themselves.

    ``kind`` is ``and`` for what joins, ``if`` for what says that something is supposed, ``frame``, ``fragment`` for a
    question without a verb, or one of ``ASKED``;
    ``strange`` counts the words among them that are not known to ask.
    """

    end: int
    kind: str
    mentions: tuple[Mention, ...]
    strange: int
