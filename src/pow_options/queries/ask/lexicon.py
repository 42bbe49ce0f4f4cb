"""The phrases of a pack made ready for matching."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pow_options.law.phrases import read_phrases
from pow_options.law.wording import Slot, lines, parse_pattern

from .places import state_words
from .words import Speller, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pow_options.law.pack import Pack
    from pow_options.law.phrases import Phrases, Wording
    from pow_options.law.wording import Alternative, Pattern, Written

STATE = "{state}"
"""What stands for any State where a phrase begins with one."""


class Choice(NamedTuple):
    """The ways of one term, by their first stem, and those that begin with a slot; equal terms share one."""

    number: int
    firsts: Mapping[str, tuple[Alternative, ...]]
    slots: tuple[Alternative, ...]


class Run(NamedTuple):
    """Terms in any order, and which of them are needed, by bit."""

    choices: tuple[Choice, ...]
    needed: int


class Phrase(NamedTuple):
    """A phrase that says a value of a fact; of a family, the fact is told by the kinds it names."""

    fact: str
    value: str
    runs: tuple[Run, ...]
    without: frozenset[str]
    also: tuple[tuple[str, str], ...]
    silent: str
    family: bool
    closed: bool
    needed: frozenset[int]
    plain: str


class Lexicon:
    """Everything a pack says of words."""

    def __init__(self, pack: Pack, phrases: Phrases) -> None:
        """Read the phrases of a pack, which are known to be sound."""
        wording = phrases.wording
        self.free = frozenset(map(stem, wording.free.split())) | {"'s"}
        self.denials = frozenset(wording.denials.split())
        self._known: set[str] = set()
        self._choices: dict[int, tuple[tuple[Alternative, ...], Choice]] = {}
        self._by_ways: dict[tuple[Alternative, ...], Choice] = {}
        self._held: dict[str, set[int]] = {}
        self._slotted: set[int] = set()
        self.phrases: list[Phrase] = []
        self._said: dict[tuple[str, str], set[str]] = {}
        self.kinds: dict[str, tuple[Alternative, ...]] = {}
        self.denied = phrases.denied
        for kind, alternatives in phrases.kinds.items():
            self.kinds[kind] = self._ways(alternatives)
        for one in phrases.written:
            self._add(one)
        names = (word for names in state_words(pack).values() for name in names for word in name)
        # What denies, names a State or tells something by itself is never said merely once more.
        never = frozenset(map(stem, (*wording.denials.split(), *wording.added.split(), *names)))
        telling = frozenset(map(stem, wording.telling.split()))
        self.topics = {key: frozenset(stems - never - telling) for key, stems in self._said.items()}
        self.matters: dict[str, frozenset[str]] = {}
        for (fact, _), stems in self._said.items():
            self.matters[fact] = self.matters.get(fact, frozenset()) | (stems - never)
        self.join_words: dict[int, frozenset[str]] = {}
        self.joining = self._ordered(wording.joining)
        self.connectives = self._ordered(wording.connectives)
        self.frames = self._ordered(wording.frames)
        self.same = self._ordered(wording.same)
        self.opposite = self._ordered(wording.opposite)
        self.inverted = frozenset(wording.inverted.split())
        self.openers, self.asking, self.added, self.named = (
            frozenset(map(stem, text.split()))
            for text in (wording.openers, wording.asking, wording.added, wording.named)
        )
        self.weighty = frozenset(map(stem, wording.weighty.split()))
        self.implied = {role: frozenset(map(stem, text.split())) for role, text in wording.implied.items()}
        self.doubting = frozenset(map(stem, wording.doubting.split()))
        self.kind_stems = frozenset(str(way.items[0]) for ways in self.kinds.values() for way in ways)
        self.speller = Speller(self._words(pack, wording))

    def _ways(self, alternatives: Iterable[Alternative]) -> tuple[Alternative, ...]:
        """Return alternatives as stems; of several words all are needed, of one that says nothing too."""
        out: list[Alternative] = []
        for one in alternatives:
            self._known.update(item for item in one.items if not isinstance(item, Slot))
            out.append(one._replace(items=tuple(item if isinstance(item, Slot) else stem(item) for item in one.items)))
        return tuple(dict.fromkeys(out))

    def _compiled(self, pattern: Pattern) -> tuple[Run, ...]:
        return tuple(
            Run(
                tuple(self._choice(term.alternatives) for term in run),
                sum(1 << place for place, term in enumerate(run) if not term.optional),
            )
            for run in pattern.runs
        )

    def _choice(self, alternatives: tuple[Alternative, ...]) -> Choice:
        known = self._choices.get(id(alternatives))
        if known is None:
            ways = self._ways(alternatives)
            choice = self._by_ways.get(ways)
            if choice is None:
                firsts: dict[str, list[Alternative]] = {}
                for way in ways:
                    if not isinstance(way.items[0], Slot):
                        firsts.setdefault(way.items[0], []).append(way)
                slots = tuple(way for way in ways if isinstance(way.items[0], Slot))
                choice = Choice(len(self._by_ways), {key: tuple(value) for key, value in firsts.items()}, slots)
                self._by_ways[ways] = choice
                for key in firsts:
                    self._held.setdefault(key, set()).add(choice.number)
                if slots:
                    self._slotted.add(choice.number)
            # With the alternatives, so that their id is not given to others meanwhile.
            known = self._choices[id(alternatives)] = alternatives, choice
        return known[1]

    def _add(self, one: Written) -> None:
        runs = self._compiled(one.pattern)
        needed = frozenset(
            choice.number for run in runs for place, choice in enumerate(run.choices) if run.needed >> place & 1
        )
        self._add_said(one, runs)
        self.phrases.append(
            Phrase(
                one.of,
                one.value,
                runs,
                frozenset(one.pattern.without),
                one.pattern.also,
                one.pattern.silent,
                one.family,
                one.pattern.closed,
                needed,
                _plain(one.pattern),
            )
        )

    def _add_said(self, one: Written, runs: tuple[Run, ...]) -> None:
        """Note the words of a phrase as said of its value, unless what it says rests on a denial of its own."""
        ways = [
            [way for ways in (choice.slots, *choice.firsts.values()) for way in ways if not way.denied]
            for run in runs
            for choice in run.choices
        ]
        said = self._said.setdefault((one.of, one.value), set())
        if any(term and all(set(way.items) & self.denials for way in term) for term in ways):
            return
        said.update(item for term in ways for way in term for item in way.items if isinstance(item, str))

    def _ordered(self, block: str) -> dict[str, list[tuple[Run, ...]]]:
        out: dict[str, list[tuple[Run, ...]]] = {}
        for _, text in lines(block):
            runs = self._compiled(parse_pattern(text, {}, ordered=True))
            self.join_words[id(runs)] = words_in(text)
            for run in runs:
                for choice in run.choices:
                    for key in (*choice.firsts, *([STATE] if choice.slots else [])):
                        out.setdefault(key, []).append(runs)
                if run.needed:
                    break
        return out

    def possible(self, stems: Iterable[str]) -> list[Phrase]:
        """Return the phrases all needed words of which are among these; those in slots are not looked at."""
        there = set(self._slotted)
        for key in stems:
            there |= self._held.get(key, set())
        return [phrase for phrase in self.phrases if phrase.needed <= there]

    def _words(self, pack: Pack, wording: Wording) -> Iterator[str]:
        yield from self._known
        for text in (
            wording.free, wording.denials, wording.openers, wording.inverted, wording.asking, wording.persons,
            wording.person_marks, wording.pointers, wording.organs, wording.added,
        ):  # fmt: skip
            yield from text.lower().split()
        yield from (word.lower() for word in wording.groups)
        for names in state_words(pack).values():
            for name in names:
                yield from name
        yield from ("he", "his", "both", "either", "neither", "nor", "or", "not", "and", "but")


def _plain(pattern: Pattern) -> str:
    """Return the plainest words that satisfy a phrase, to be shown."""
    words = (
        item.name.upper().replace("_", " ") if isinstance(item, Slot) else item
        for run in pattern.runs
        for term in run
        if not term.optional
        for item in term.alternatives[0].items
    )
    return " ".join(words)


def words_in(phrase: str) -> frozenset[str]:
    """Return the words of a phrase as they are written."""
    return frozenset(re.findall(r"[a-z']+", phrase))


@lru_cache(maxsize=4)
def lexicon(pack: Pack) -> Lexicon:
    """Return the lexicon of a pack, made once.

    Raises:
        InvalidData: if the pack has no phrases, or faulty ones.
    """
    return Lexicon(pack, read_phrases(pack))
