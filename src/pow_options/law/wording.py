"""How people put facts into words: the little language of the phrases.

A phrase names the words it needs. Their order does not matter, unless ``>`` stands between: what is before it comes
first. ``[...]`` may be left out, ``(a|b c)`` is one or the other, ``{name}`` is a State or another slot, or a part the
pack defines; ``!`` marks what denies, ``-word`` what may not stand there, and ``& fact=value`` names what a phrase says
besides. After a phrase that ends with ``.`` nothing goes on: a mark follows, a joining word or the end.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from .condition import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


class Alternative(NamedTuple):
    """Words, slots or parts that stand one after the other; ``denied`` if they turn round what is said."""

    items: tuple[Item, ...]
    denied: bool


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """Ways of saying something that phrases share; two are the same only if they are one object.

    ``size`` counts the ways, those of the parts within it multiplied out; ``slots`` are the slots they hold.
    """

    alternatives: tuple[Alternative, ...]
    size: int
    slots: frozenset[str]


Item: TypeAlias = str | Slot | Part


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


class Parts:
    """The parts that the phrases of one file may name, and the brackets read so far: many stand in several phrases."""

    def __init__(self, named: dict[str, Part] | None = None) -> None:
        """Take the parts known from the beginning."""
        self.named = dict(named or {})
        self.brackets: dict[str, Term] = {}


def parse_pattern(text: str, parts: Parts, *, ordered: bool = False) -> Pattern:
    """Return the pattern a text spells.

    Args:
        text: the phrase.
        parts: the parts that may be named.
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


def parse_part(text: str, parts: Parts) -> Part:
    """Return the part a text spells.

    Raises:
        PatternError: if the text holds anything but alternatives.
    """
    reader = _Reader(f"({text})", parts)
    term = reader.term()
    if not reader.done:
        raise PatternError("a part holds alternatives and nothing else", 0, "write `a|b c|{part}`")
    return Part(term.alternatives, sum(map(_size, term.alternatives)), slots_in(term.alternatives))


def slots_in(ways: Iterable[Alternative]) -> frozenset[str]:
    """Return the slots that some ways of saying something hold."""
    items = [item for way in ways for item in way.items]
    parts = [item.slots for item in items if isinstance(item, Part)]
    return frozenset(item.name for item in items if isinstance(item, Slot)).union(*parts)


def spelt_out(part: Part) -> tuple[Alternative, ...]:
    """Return the ways of a part with the parts within it multiplied out."""
    return tuple(dict.fromkeys(way for one in part.alternatives for way in _spelt(one)))


def _spelt(way: Alternative) -> Iterator[Alternative]:
    pieces = [
        spelt_out(item) if isinstance(item, Part) else (Alternative((item,), denied=False),) for item in way.items
    ]
    for chosen in product(*pieces):
        items = tuple(item for one in chosen for item in one.items)
        yield Alternative(items, way.denied != (sum(one.denied for one in chosen) % 2 == 1))


def _size(way: Alternative) -> int:
    return math.prod(item.size for item in way.items if isinstance(item, Part))


class _Reader:
    """A text read sign by sign."""

    def __init__(self, text: str, parts: Parts) -> None:
        self.text = text
        self.end = 0
        self._parts = parts.named
        self._brackets = parts.brackets
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
        if self.sign == "!":
            self.step()
            term = self.term()
            return term._replace(alternatives=tuple(one._replace(denied=not one.denied) for one in term.alternatives))
        if self.sign not in {"(", "["}:
            return Term((self._alternative(),), optional=False)
        close = self.text.find(")" if self.sign == "(" else "]", self.end)
        written = self.text[self.start : close + 1]
        known = self._brackets.get(written)
        if known is not None:
            self.end = close + 1
            self.step()
            return known
        self._brackets[written] = term = self._bracket()
        return term

    def _bracket(self) -> Term:
        """Read the alternatives in brackets."""
        at, sign = self.start, self.sign
        self.step()
        alternatives = [self._alternative(whole=True)]
        while self.sign == "|":
            self.step()
            alternatives.append(self._alternative(whole=True))
        if self.sign != (")" if sign == "(" else "]"):
            raise PatternError(f"`{sign}` is not closed", at, "end it with its counterpart; brackets hold no brackets")
        self.step()
        if sum(map(_size, alternatives)) > MAX_ALTERNATIVES:
            raise PatternError("this can be put in too many ways", at, "say it in several phrases")
        return Term(tuple(dict.fromkeys(alternatives)), optional=sign == "[")

    def _alternative(self, *, whole: bool = False) -> Alternative:
        """Read words up to the next sign, or one word."""
        at = self.start
        denied = self.sign == "!"
        if denied:
            self.step()
        items: list[Item] = []
        while not self.done and (self.word or self.slot):
            if self.word:
                items.extend(filter(None, self.word.split("-")))
            else:
                items.append(self._parts.get(self.slot) or Slot(self.slot))
            self.step()
            if not whole:
                break
        if not items:
            raise PatternError("a word is missing", at, "write a word, a `{slot}` or `(a|b)`")
        way = Alternative(tuple(items), denied)
        if _size(way) > MAX_ALTERNATIVES:
            raise PatternError("this can be put in too many ways", at, "say it in several phrases")
        return way
