"""The phrases of a pack made ready for matching."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pow_options.law.phrases import read_phrases
from pow_options.law.wording import Part, Parts, Slot, lines, parse_pattern

from .places import state_words
from .words import Speller, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pow_options.law.pack import Pack
    from pow_options.law.phrases import Phrases, Wording
    from pow_options.law.wording import Alternative, Item, Pattern, Written

_Said: TypeAlias = "dict[bool, tuple[frozenset[str], bool]]"
STATE = "{state}"
"""What stands for any State where a phrase begins with one."""


class Way(NamedTuple):
    """Stems, slots or choices that stand one after the other; ``denied`` if they turn round what is said."""

    items: tuple[str | Slot | Choice, ...]
    denied: bool


@dataclass(frozen=True, eq=False, slots=True)
class Choice:
    """The ways of one term: by their first stem, and those that begin with a slot or with the ways of a part.

    Equal terms share one. ``starts`` are all the stems it may begin with, ``slotted`` whether it may with a slot.
    """

    number: int
    ways: tuple[Way, ...]
    firsts: Mapping[str, tuple[Way, ...]]
    slots: tuple[Way, ...]
    parts: tuple[tuple[Choice, Way], ...]
    starts: frozenset[str]
    slotted: bool


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
    choices: frozenset[int]
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
        self._by_ways: dict[tuple[Way, ...], Choice] = {}
        self._held: dict[str, set[int]] = {}
        self.slotted: set[int] = set()
        self.phrases: list[Phrase] = []
        self.kinds: dict[str, tuple[Way, ...]] = {}
        self.denied = phrases.denied
        for kind, alternatives in phrases.kinds.items():
            self.kinds[kind] = self._ways(alternatives)
        for one in phrases.written:
            self._add(one)
        names = (word for names in state_words(pack).values() for name in names for word in name)
        # What denies, names a State or tells something by itself is never said merely once more.
        never = frozenset(map(stem, (*wording.denials.split(), *wording.added.split(), *names)))
        self._never = never
        self.telling = frozenset(map(stem, wording.telling.split()))
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
        self.homeward = frozenset(map(stem, wording.homeward.split()))
        self.doubting = frozenset(map(stem, wording.doubting.split()))
        self.kind_stems = frozenset(str(way.items[0]) for ways in self.kinds.values() for way in ways)
        self.speller = Speller(self._words(pack, wording))

    def _ways(self, alternatives: Iterable[Alternative]) -> tuple[Way, ...]:
        """Return alternatives as stems; of several words all are needed, of one that says nothing too."""
        return tuple(dict.fromkeys(Way(tuple(map(self._item, one.items)), one.denied) for one in alternatives))

    def _item(self, item: Item) -> str | Slot | Choice:
        if isinstance(item, Part):
            return self._choice(item.alternatives)
        if isinstance(item, Slot):
            return item
        self._known.add(item)
        return stem(item)

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
            alone = ways[0].items[0] if len(ways) == 1 and len(ways[0].items) == 1 and not ways[0].denied else None
            choice = alone if isinstance(alone, Choice) else self._by_ways.get(ways)
            if choice is None:
                choice = self._by_ways[ways] = self._made(ways)
            # With the alternatives, so that their id is not given to others meanwhile.
            known = self._choices[id(alternatives)] = alternatives, choice
        return known[1]

    def _made(self, ways: tuple[Way, ...]) -> Choice:
        firsts: dict[str, list[Way]] = {}
        slots: list[Way] = []
        parts: list[tuple[Choice, Way]] = []
        for way in ways:
            first = way.items[0]
            if isinstance(first, str):
                firsts.setdefault(first, []).append(way)
            elif isinstance(first, Slot):
                slots.append(way)
            else:
                parts.append((first, way))
        starts = frozenset(firsts).union(*(part.starts for part, _ in parts))
        slotted = bool(slots) or any(part.slotted for part, _ in parts)
        number = len(self._by_ways)
        for key in starts:
            self._held.setdefault(key, set()).add(number)
        if slotted:
            self.slotted.add(number)
        by_first = {key: tuple(value) for key, value in firsts.items()}
        return Choice(number, ways, by_first, tuple(slots), tuple(parts), starts, slotted)

    @cached_property
    def _words_said(self) -> dict[tuple[str, str], frozenset[str]]:
        """The stems of the phrases of a value, but for those whose meaning rests on a denial of their own."""
        out: dict[tuple[str, str], set[str]] = {}
        said: dict[int, _Said] = {}
        for phrase in self.phrases:
            stems = out.setdefault((phrase.fact, phrase.value), set())
            choices = [_said(choice, self.denials, said) for run in phrase.runs for choice in run.choices]
            plain = [one[False] for one in choices if False in one]
            if not any(denies for _, denies in plain):
                stems.update(*(words for words, _ in plain))
        return {key: frozenset(stems - self._never) for key, stems in out.items()}

    @cached_property
    def topics(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """The stems that only say again what a phrase of a value says; none of them tells anything by itself."""
        families = tuple({phrase.fact for phrase in self.phrases if phrase.family})
        # What names another kind of risk tells of another fact.
        return {
            key: stems - self.telling - (self.kind_stems if key[0].startswith(families) else frozenset())
            for key, stems in self._words_said.items()
        }

    @cached_property
    def matters(self) -> Mapping[str, frozenset[str]]:
        """The stems that belong to a fact, or to a family of facts, whatever its value."""
        families = {phrase.fact for phrase in self.phrases if phrase.family}
        out: dict[str, frozenset[str]] = {}
        for (fact, _), stems in self._words_said.items():
            for name in (fact, *(f"{fact}_{kind}" for kind in self.kinds if fact in families)):
                out[name] = out.get(name, frozenset()) | stems
        return out

    def _add(self, one: Written) -> None:
        runs = self._compiled(one.pattern)
        choices = frozenset(choice.number for run in runs for choice in run.choices)
        needed = frozenset(
            choice.number for run in runs for place, choice in enumerate(run.choices) if run.needed >> place & 1
        )
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
                choices,
                needed,
                _plain(one.pattern),
            )
        )

    def _ordered(self, block: str) -> dict[str, list[tuple[Run, ...]]]:
        out: dict[str, list[tuple[Run, ...]]] = {}
        none = Parts()
        for _, text in lines(block):
            runs = self._compiled(parse_pattern(text, none, ordered=True))
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
        there = self.slotted | self.beginning(stems)
        return [phrase for phrase in self.phrases if phrase.needed <= there]

    def beginning(self, stems: Iterable[str]) -> frozenset[int]:
        """Return the numbers of the choices that may begin with one of these."""
        return frozenset().union(*(self._held.get(key, ()) for key in stems))

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


def _said(choice: Choice, denials: frozenset[str], known: dict[int, _Said]) -> _Said:
    """Return the stems of the ways that deny and of the others, and whether all of them hold a word that denies."""
    if choice.number in known:
        return known[choice.number]
    out: _Said = {}
    for way in choice.ways:
        found: _Said = {way.denied: (frozenset(), False)}
        for item in way.items:
            if isinstance(item, str):
                own = item in denials
                found = {turned: (stems | {item}, denies or own) for turned, (stems, denies) in found.items()}
            elif isinstance(item, Choice):
                found = _merged(
                    (one != other, (stems | more, denies or also))
                    for one, (stems, denies) in found.items()
                    for other, (more, also) in _said(item, denials, known).items()
                )
        out = _merged((*out.items(), *found.items()))
    known[choice.number] = out
    return out


def _merged(said: Iterable[tuple[bool, tuple[frozenset[str], bool]]]) -> _Said:
    out: _Said = {}
    for turned, (stems, denies) in said:
        before, denied = out.get(turned, (frozenset[str](), True))
        out[turned] = before | stems, denied and denies
    return out


def _plain(pattern: Pattern) -> str:
    """Return the plainest words that satisfy a phrase, to be shown."""
    return " ".join(
        word for run in pattern.runs for term in run if not term.optional for word in _first(term.alternatives)
    )


def _first(alternatives: Sequence[Alternative]) -> Iterator[str]:
    for item in alternatives[0].items:
        if isinstance(item, Part):
            yield from _first(item.alternatives)
        else:
            yield item.name.upper().replace("_", " ") if isinstance(item, Slot) else item


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
