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

_NAMES = r"\{(?P<slot>[a-z0-9_]*)\}|(?P<word>[A-Za-z0-9'][\w'-]*)"
_TOKEN = re.compile(
    rf"\s*(?:(?P<bracket>\([^()\[\]]*\)|\[[^()\[\]]*\])|(?P<sign>[()\[\]|>!.])|{_NAMES}"
    r"|&\s*(?P<fact>[a-z][a-z0-9_]*)=(?P<value>[a-z0-9_]+)|-(?P<barred>[a-z0-9']+))"
)
_ITEM = re.compile(rf"\s*(?:{_NAMES})")
_CLOSED = {"(": ")", "[": "]"}
_TOO_MANY = "this can be put in too many ways"
_SEVERAL = "say it in several phrases"
_MISSING = "a word is missing"
_WRITE = "write a word, a `{slot}` or `(a|b)`"


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
    runs: list[list[Term]] = [[]]
    without: list[str] = []
    also: list[tuple[str, str]] = []
    silent = ""
    closed = denied = False
    for found in _tokens(text):
        kind = found.lastgroup
        if kind == "sign" and not denied and found["sign"] in {">", ".", "!"}:
            closed = closed or found["sign"] == "."
            denied = found["sign"] == "!"
            if found["sign"] == ">":
                runs.append([])
        elif kind in {"word", "slot", "bracket"}:
            if kind == "slot" and found["slot"].startswith("of_") and found["slot"] in SLOTS and not denied:
                silent = found["slot"].removeprefix("of_")
                continue
            term = _term(found, parts)
            if denied:
                term = term._replace(
                    alternatives=tuple(way._replace(denied=not way.denied) for way in term.alternatives)
                )
                denied = False
            runs[-1].append(term)
            if ordered:
                runs.append([])
        elif denied or kind == "sign":
            raise _unread(found)
        elif kind == "barred":
            without.append(found["barred"])
        else:
            also.append((found["fact"], found["value"]))
    if denied:
        raise PatternError(_MISSING, len(text), _WRITE)
    kept = tuple(tuple(run) for run in runs if run)
    if not any(not term.optional for run in kept for term in run):
        raise PatternError("a phrase needs at least one word", 0)
    return Pattern(kept, tuple(without), tuple(also), silent, closed)


def parse_part(text: str, parts: Parts) -> Part:
    """Return the part a text spells.

    Raises:
        PatternError: if the text holds anything but alternatives.
    """
    ways = _alternatives(text, 0, parts)
    return Part(ways, sum(map(_size, ways)), slots_in(ways))


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


def _tokens(text: str) -> Iterator[re.Match[str]]:
    """Yield the words, slots, brackets and signs of a phrase.

    Raises:
        PatternError: where something cannot be read.
    """
    at = 0
    text = text.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            start = len(text) - len(text[at:].lstrip())
            message = f"`{text[start]}` cannot stand in a phrase"
            hint = "use words, `[...]`, `(a|b)`, `{slot}`, `>`, `!`, `-word`, `& fact=value` and `.`"
            raise PatternError(message, start, hint)
        yield found
        at = found.end()


def _unread(found: re.Match[str]) -> PatternError:
    """Return what is wrong with a sign, or with what follows one that denies."""
    sign = found["sign"]
    if sign in _CLOSED:
        hint = "end it with its counterpart; brackets hold no brackets"
        return PatternError(f"`{sign}` is not closed", found.start("sign"), hint)
    return PatternError(_MISSING, found.start(found.lastgroup or 0), _WRITE)


def _term(found: re.Match[str], parts: Parts) -> Term:
    """Return what a word, a slot or a bracket stands for."""
    written = found["bracket"]
    if written is None:
        return Term((Alternative(tuple(_items(found, 0, parts)), denied=False),), optional=False)
    known = parts.brackets.get(written)
    if known is None:
        start = found.start("bracket")
        ways = _alternatives(written[1:-1], start + 1, parts)
        if sum(map(_size, ways)) > MAX_ALTERNATIVES:
            raise PatternError(_TOO_MANY, start, _SEVERAL)
        known = parts.brackets[written] = Term(ways, optional=written[0] == "[")
    return known


def _items(found: re.Match[str], offset: int, parts: Parts) -> Iterator[Item]:
    """Yield what a word or a name in braces stands for; words joined by hyphens are several."""
    slot = found["slot"]
    if slot is None:
        yield from filter(None, found["word"].lower().split("-"))
    elif slot in parts.named:
        yield parts.named[slot]
    elif slot in SLOTS:
        yield Slot(slot)
    else:
        message = f"`{{{slot}}}` is neither a slot nor a part defined above"
        raise PatternError(message, offset + found.start("slot") - 1, "define it under `parts`")


def _alternatives(text: str, offset: int, parts: Parts) -> tuple[Alternative, ...]:
    """Return the alternatives of a bracket, or of a part.

    Raises:
        PatternError: if anything else stands there.
    """
    out: dict[Alternative, None] = {}
    for written in text.split("|"):
        bare = written.lstrip()
        denied = bare.startswith("!")
        at = len(written) - len(bare) + denied
        items: list[Item] = []
        end = len(written.rstrip())
        while at < end:
            found = _ITEM.match(written, at)
            if found is None:
                break
            items.extend(_items(found, offset, parts))
            at = found.end()
        if not items:
            raise PatternError(_MISSING, offset + at, _WRITE)
        if at < end:
            message = f"`{written[at:].lstrip()[0]}` cannot stand between alternatives"
            raise PatternError(message, offset + at, "write `a|b c|{part}`; brackets hold no brackets")
        way = Alternative(tuple(items), denied)
        if _size(way) > MAX_ALTERNATIVES:
            raise PatternError(_TOO_MANY, offset, _SEVERAL)
        out[way] = None
        offset += len(written) + 1
    return tuple(out)
