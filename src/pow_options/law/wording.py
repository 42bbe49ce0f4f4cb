"""How people put facts into words: the little language of the phrases.

A phrase names the words it needs. Their order does not matter, unless ``>`` stands between: what is before it comes
first. ``[...]`` may be left out, ``(a|b c)`` is one or the other, ``{name}`` is a State or another slot, or a part the
pack defines; ``!`` marks what denies, ``-word`` what may not stand there, and ``& fact=value`` names what a phrase says
besides. After a phrase that ends with ``.`` nothing goes on: a mark follows, a joining word or the end.
"""

from __future__ import annotations

import math
import re
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from .condition import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KIND = "kind"
"""The slot of what facts of a family tell apart."""
SLOTS = ("state", "to_state", "date", KIND, *(f"{before}{role}" for before in ("", "to_", "of_") for role in ROLES))
"""What a phrase may hold besides words and parts."""
MAX_ALTERNATIVES = 1_000
"""Ways one term of a phrase may be put."""

_TOKEN = re.compile(
    r"\s*(?:([()\[\]|>!.])|\{([a-z0-9_]*)\}|&\s*([a-z][a-z0-9_]*)=([a-z0-9_]+)|-([a-z0-9']+)|([A-Za-z0-9'][\w'-]*))"
)


class Slot(NamedTuple):
    """A place for a State, a kind or a day."""

    name: str


Item: TypeAlias = str | Slot


class Alternative(NamedTuple):
    """Words, or a slot, that stand one after the other; ``denied`` if they turn round what is said."""

    items: tuple[Item, ...]
    denied: bool


class Term(NamedTuple):
    """What a phrase needs, or may hold: one of several alternatives."""

    alternatives: tuple[Alternative, ...]
    optional: bool


class Pattern(NamedTuple):
    """A phrase: its terms, in runs that follow each other, what may not stand in it, and what it says besides.

    ``silent`` is the role whose State is meant without being named; after one that is ``closed`` nothing goes on.
    """

    runs: tuple[tuple[Term, ...], ...]
    without: tuple[str, ...]
    also: tuple[tuple[str, str], ...]
    silent: str
    closed: bool = False


class Written(NamedTuple):
    """A phrase read from a file: of which fact or family it is, and which value it says."""

    of: str
    value: str
    pattern: Pattern
    family: bool


class PatternError(ValueError):
    """A phrase cannot be read; ``offset`` is the character at fault."""

    def __init__(self, message: str, offset: int, hint: str = "") -> None:
        """Keep what is wrong, where, and what to do."""
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.hint = hint


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the phrases of a block, one a line, each with its offset in the block; `#` begins a comment."""
    offset = 0
    for line in text.splitlines(keepends=True):
        bare = line.partition("#")[0]
        phrase = bare.strip()
        if phrase:
            yield offset + len(bare) - len(bare.lstrip()), phrase
        offset += len(line)


def parse_pattern(text: str, parts: Mapping[str, tuple[Alternative, ...]], *, ordered: bool = False) -> Pattern:
    """Return the pattern a text spells.

    Args:
        text: the phrase.
        parts: the alternatives of each part that may be named.
        ordered: whether every term follows the one before.

    Raises:
        PatternError: if it spells none.
    """
    reader = _Reader(text, parts)
    runs: list[list[Term]] = [[]]
    without: list[str] = []
    also: list[tuple[str, str]] = []
    silent = ""
    closed = False
    while not reader.done:
        if reader.sign == ">":
            runs.append([])
            reader.step()
        elif reader.sign == ".":
            closed = True
            reader.step()
        elif reader.barred:
            without.append(reader.barred)
            reader.step()
        elif reader.besides is not None:
            also.append(reader.besides)
            reader.step()
        elif reader.slot.startswith("of_"):
            silent = reader.slot.removeprefix("of_")
            reader.step()
        else:
            runs[-1].append(reader.term())
            if ordered:
                runs.append([])
    kept = tuple(tuple(run) for run in runs if run)
    if not any(not term.optional for run in kept for term in run):
        raise PatternError("a phrase needs at least one word", 0)
    return Pattern(kept, tuple(without), tuple(also), silent, closed)


def parse_part(text: str, parts: Mapping[str, tuple[Alternative, ...]]) -> tuple[Alternative, ...]:
    """Return the alternatives of a part.

    Raises:
        PatternError: if the text holds anything but alternatives.
    """
    reader = _Reader(f"({text})", parts)
    term = reader.term()
    if not reader.done:
        raise PatternError("a part holds alternatives and nothing else", 0, "write `a|b c|{part}`")
    return term.alternatives


class _Reader:
    """A text read sign by sign."""

    def __init__(self, text: str, parts: Mapping[str, tuple[Alternative, ...]]) -> None:
        self.text = text
        self.end = 0
        self._closed = 0
        self._parts = parts
        self.step()

    def step(self) -> None:
        """Go on to the next sign.

        Raises:
            PatternError: if there is none that can be read.
        """
        self.sign = self.slot = self.word = self.barred = ""
        self.besides: tuple[str, str] | None = None
        rest = self.text[self.end :]
        self.start = self.end + len(rest) - len(rest.lstrip())
        self.done = not rest.strip()
        if self.done:
            return
        found = _TOKEN.match(self.text, self.end)
        if found is None:
            message = f"`{self.text[self.start]}` cannot stand in a phrase"
            hint = "use words, `[...]`, `(a|b)`, `{slot}`, `>`, `!`, `-word`, `& fact=value` and `.`"
            raise PatternError(message, self.start, hint)
        self.end = found.end()
        sign, slot, fact, value, barred, word = found.groups()
        if slot is not None and slot not in SLOTS and slot not in self._parts:
            message = f"`{{{slot}}}` is neither a slot nor a part defined above"
            raise PatternError(message, self.start, "define it under `parts`")
        self.sign, self.slot, self.barred, self.word = sign or "", slot or "", barred or "", (word or "").lower()
        if fact is not None:
            self.besides = (fact, value)

    def term(self) -> Term:
        """Read one term."""
        at, sign = self.start, self.sign
        if self.slot in self._parts and not sign:
            shared = self._parts[self.slot]
            self.step()
            return Term(shared, optional=False)
        if sign == "!":
            self.step()
            term = self.term()
            return term._replace(alternatives=tuple(one._replace(denied=not one.denied) for one in term.alternatives))
        if sign not in {"(", "["}:
            return Term(tuple(self._alternative()), optional=False)
        self.step()
        alternatives = list(self._alternative(whole=True))
        while self.sign == "|":
            self.step()
            alternatives.extend(self._alternative(whole=True))
        if self.sign != (")" if sign == "(" else "]"):
            raise PatternError(f"`{sign}` is not closed", at, "end it with its counterpart; brackets hold no brackets")
        self._closed = self.end
        self.step()
        if len(alternatives) > MAX_ALTERNATIVES:
            raise PatternError("this can be put in too many ways", at, "say it in several phrases")
        whole = self._whole_part(at)
        return Term(whole or tuple(dict.fromkeys(alternatives)), optional=sign == "[")

    def _whole_part(self, start: int) -> tuple[Alternative, ...] | None:
        """Return the alternatives of a part that stands in brackets alone: they are shared, not made again."""
        found = re.fullmatch(r"\s*[(\[]\s*\{([a-z0-9_]+)\}\s*[)\]]\s*", self.text[start : self._closed])
        return self._parts.get(found[1]) if found else None

    def _alternative(self, *, whole: bool = False) -> Iterator[Alternative]:
        """Read words up to the next sign, or one word; a part stands for each of its alternatives."""
        at = self.start
        denied = self.sign == "!"
        if denied:
            self.step()
        pieces: list[tuple[Alternative, ...]] = []
        while not self.done and (self.word or self.slot):
            if self.word:
                pieces.append((Alternative(tuple(filter(None, self.word.split("-"))), denied=False),))
            elif self.slot in self._parts:
                pieces.append(self._parts[self.slot])
            else:
                pieces.append((Alternative((Slot(self.slot),), denied=False),))
            self.step()
            if not whole:
                break
        if len(pieces) == 1 and not denied:
            yield from pieces[0]
            return
        if not pieces:
            raise PatternError("a word is missing", at, "write a word, a `{slot}` or `(a|b)`")
        if math.prod(map(len, pieces)) > MAX_ALTERNATIVES:
            raise PatternError("this can be put in too many ways", at, "say it in several phrases")
        for chosen in product(*pieces):
            items = tuple(item for one in chosen for item in one.items)
            yield Alternative(items, denied != (sum(one.denied for one in chosen) % 2 == 1))
