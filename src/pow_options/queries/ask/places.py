"""The States a question names: by name, adjective, capital or role, alone or several together."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pow_options.law.phrases import read_phrases
from pow_options.law.wording import lines

from .words import tokens as words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pow_options.law.pack import Pack

    from .words import Token

_SEATS = frozenset({"in", "of", "from", "at"})
_ENDS = frozenset({"", ".", "?", "!", ";", ","})
_BEING = frozenset({"is", "'s", "are", "was", "were"})
_CLAUSE_BEGINS = frozenset({"", ".", "?", "!", ";", ":", ",", "and", "but", "or", "if", "when", "while", "that", "as"})
"""Words after which `there is` says that something is, and of no place."""
_BEFORE = frozenset({"in", "to", "by", "from", "with", "of", "for"})
"""What may be said again before the second of several States."""


class Place(NamedTuple):
    """States named from one place of the question on, none if a word points back to them.

    ``kind`` is ``plain``; ``or`` for a choice, which says something only of what is denied of both; ``none`` where the
    words deny it of each.
    """

    end: int
    states: tuple[str, ...]
    kind: str


@lru_cache(maxsize=4)
def state_words(pack: Pack) -> dict[str, list[tuple[str, ...]]]:
    """Return the names of each State and of each role, as words."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for code, state in pack.states.items():
        if state.until is None:
            out[code] = [_spelt(name) for name in (state.name, *state.aliases)]
    for role, names in read_phrases(pack).wording.roles.items():
        out[role] = [_spelt(name) for _, name in lines(names)]
    return out


@lru_cache(maxsize=4096)
def _spelt(name: str) -> tuple[str, ...]:
    return tuple(token.text for token in words_of(name))


class Places:
    """Where in a question which States are named."""

    def __init__(self, pack: Pack, roles: Mapping[str, str], tokens: Sequence[Token]) -> None:
        """Look through a question for the States of a pack and the roles of a case."""
        wording = read_phrases(pack).wording
        self._tokens = tokens
        self._roles = roles
        self._names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for key, names in state_words(pack).items():
            code = roles.get(key, key)
            for name in names:
                if name and code != "none":
                    self._names.setdefault(name[0], []).append((name, code))
        self._pointers = [_spelt(item) for _, item in lines(wording.pointers)]
        self._organs = [_spelt(item) for _, item in lines(wording.organs)]
        self._groups = {
            word: codes
            for word, codes in ((_spelt(key)[0], codes) for key, codes in wording.groups.items())
            if set(codes) <= set(roles.values())
        }
        self._single = [tuple(self._one(at)) for at in range(len(tokens))]
        self._all = [tuple(dict.fromkeys(self._several(at))) for at in range(len(tokens))]

    def at(self, at: int) -> tuple[Place, ...]:
        """Return what is named from a place on."""
        return self._all[at] if at < len(self._all) else ()

    def named(self, start: int = 0, end: int | None = None) -> frozenset[str]:
        """Return every State that is named between two places, or anywhere."""
        return frozenset(code for places in self._all[start:end] for place in places for code in place.states)

    def bound(self, role: str) -> str | None:
        """Return the State that plays a role, if one does."""
        return self._roles.get(role)

    def _run(self, words: Sequence[str], at: int) -> bool:
        if at + len(words) > len(self._tokens):
            return False
        return all(word in token.raws for word, token in zip(words, self._tokens[at:], strict=False))

    def _named(self, at: int) -> Iterator[tuple[int, str | None]]:
        for raw in self._tokens[at].raws:
            for name, code in self._names.get(raw, ()):
                if self._run(name, at):
                    yield at + len(name), code
        if not self._exists(at):
            for words in self._pointers:
                if self._run(words, at):
                    yield at + len(words), None

    def _exists(self, at: int) -> bool:
        """Whether `there` names no place: `and there is a new government`."""
        if self._text(at) != "there" or self._text(at + 1) not in _BEING:
            return False
        return at == 0 or self._text(at - 1) in _CLAUSE_BEGINS

    def _one(self, at: int) -> Iterator[tuple[int, str | None]]:
        found = list(dict.fromkeys((*self._named(at), *self._seated(at))))
        # The longest name wins: `South Africa` is not `the South`.
        longest = max((end for end, _ in found), default=0)
        for end, code in found:
            if end < longest:
                continue
            yield end, code
            for after in self._after(end):
                yield after, code

    def _after(self, end: int) -> Iterable[int]:
        """Return where a name ends together with what may follow it: an organ, the mark of the genitive."""
        ends = [end]
        if self._text(end) == "'s":
            ends.append(end + 1)
        out = set(ends)
        for start in ends:
            out.update(start + len(words) for words in self._organs if self._run(words, start))
        return sorted(out - {end})

    def _text(self, at: int) -> str:
        return self._tokens[at].text if at < len(self._tokens) else ""

    def _seated(self, at: int) -> Iterator[tuple[int, str | None]]:
        """Yield the State of `the government in Seoul`: an organ, and where it sits or whose it is."""
        for words in self._organs:
            end = at + len(words)
            if self._run(words, at) and self._text(end) in _SEATS and end + 1 < len(self._tokens):
                yield from ((stop, code) for stop, code in self._named(end + 1) if code is not None)

    def _several(self, at: int) -> Iterator[Place]:
        word = self._text(at)
        start = at + 1 if word in {"both", "either", "neither"} else at
        kind = {"either": "or", "neither": "none"}.get(word, "plain")
        codes = self._groups.get(self._text(start))
        if start > at and codes:
            yield Place(start + 1, codes, kind)
        if start > at and self._text(start) in _BEFORE:
            start += 1
        if word == "there" and self._text(at + 1) in {",", "-", "\u2013"} and self._text(at + 2) in {"to", "in"}:
            # `he asks to go there, to Seoul`
            for end, code in self._single[at + 3] if at + 3 < len(self._single) else ():
                if code and self._text(end) in _ENDS:
                    yield Place(end, (code,), "plain")
        for end, states, joined in self._listed(start):
            if len(states) == 1:
                if start == at:
                    yield Place(end, states if states[0] else (), "plain")
            elif all(states) and joined == {"both": "and", "either": "or", "neither": "nor"}.get(word, joined):
                if word in {"both", "either", "neither"}:
                    yield Place(end, states, kind)
                elif joined in {"and", "or"}:
                    yield Place(end, states, "plain" if joined == "and" else "or")

    def _listed(self, start: int) -> Iterator[tuple[int, tuple[str, ...], str]]:
        """Yield runs of States joined by commas and one conjunction, with the conjunction."""
        if start >= len(self._tokens):
            return
        open_runs: list[tuple[int, tuple[str, ...], str]] = [
            (end, (code or "",), "") for end, code in self._single[start]
        ]
        yield from open_runs
        for _ in range(3):
            longer: list[tuple[int, tuple[str, ...], str]] = []
            for end, states, joined in open_runs:
                mark, then = self._text(end), end + 1
                if mark == "," and self._text(then) in {"and", "or", "nor"}:
                    mark, then = self._text(then), then + 1
                # `A, B and C`, `A nor B nor C`: after a conjunction only the same goes on.
                if mark not in {",", "and", "or", "nor"} or joined not in {"", mark}:
                    continue
                if self._text(then) in _BEFORE:
                    then += 1
                if then >= len(self._tokens):
                    continue
                for after, code in self._single[then]:
                    if not code or code in states:
                        continue
                    onward = "" if mark == "," else mark
                    longer.append((after, (*states, code), onward))
                    if onward:
                        yield after, (*states, code), mark
            open_runs = longer
