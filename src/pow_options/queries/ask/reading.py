"""What a question supposes: the best covering of its words, with every State told and every conflict refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rapidfuzz import fuzz, process, utils

from pow_options.law.phrases import read_phrases
from pow_options.law.wording import KIND
from pow_options.messages import en_ask as says
from pow_options.source import quote

from .around import MARKS, STOPS
from .covering import Coverer
from .lexicon import lexicon
from .matching import FINITE, Matcher
from .model import Spelling, Understood
from .pieces import Clause, Piece
from .places import Places
from .refusal import NotUnderstood
from .words import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pow_options.law import Pack

    from .lexicon import Lexicon
    from .words import Token

MAX_QUESTION = 1_000
"""Characters of a question."""
_NEAR = 3
_LEAST = 55
"""Likeness, of 100, from which on a known phrase is offered."""
_BOTH = 2
_LAST = frozenset({"where", "which", "latter"})
"""Words that point to the State named last, whatever else was named before it."""


class Reading(NamedTuple):
    """What a question supposes, in the order it says it, the words taken for what it asks, and the spelling mended."""

    understood: tuple[Understood, ...]
    asked: tuple[str, ...]
    spelling: tuple[Spelling, ...]


_Coverings: TypeAlias = "list[tuple[Clause | Piece, ...]]"


class _Unclear(NamedTuple):
    message: str
    hint: str


def understand(question: str, pack: Pack, roles: Mapping[str, str]) -> Reading:
    """Return what a question supposes.

    Args:
        question: the question as put.
        pack: the law, with the phrases of its facts.
        roles: the State that plays each role.

    Raises:
        NotUnderstood: if any of its words is not understood, if it can be read in two ways, or contradicts itself.
    """
    if len(question) > MAX_QUESTION:
        message = says.TOO_LONG.format(length=len(question), limit=MAX_QUESTION)
        raise NotUnderstood(message, says.SHORTER)
    words = lexicon(pack)
    wording = read_phrases(pack).wording
    persons, marks = frozenset(wording.persons.split()), frozenset(wording.person_marks.split())
    written = tokens(question, persons, marks)
    if not any(token.text not in MARKS for token in written):
        raise NotUnderstood(says.EMPTY, says.ASK_SOMETHING)
    read = [words.speller.mended(token) for token in written]
    places = Places(pack, roles, read)
    coverings, finest = _coverings(words, read, places, pack, roles, frozenset())
    if _left(coverings[0]):
        loose = frozenset(at for covering in (*coverings, *finest) for at in _loose(covering))
        coverings, finest = _coverings(words, read, places, pack, roles, loose)
    _whole(coverings[0], question, read, words)
    # What is said in few clauses and in many must be the same: a long phrase may hide a condition within it.
    told: dict[frozenset[tuple[str, str]], tuple[Understood, ...]] = {}
    unclear: list[_Unclear] = []
    for covering in dict.fromkeys((*coverings, *finest)):
        found = _Telling(pack, roles, question, read, covering, places).told()
        if isinstance(found, _Unclear):
            unclear.append(found)
        else:
            told.setdefault(frozenset((item.fact, item.value) for item in found), found)
    if not told:
        raise NotUnderstood(*unclear[0])
    if len(told) > 1:
        ways = sorted(", ".join(f"{item.fact}={item.value}" for item in one) or says.NOTHING for one in told.values())
        raise NotUnderstood(says.AMBIGUOUS.format(readings=" / ".join(ways)), says.SAY_PLAINLY)
    understood = next(iter(told.values()))
    strange = sum(piece.strange for piece in coverings[0] if isinstance(piece, Piece))
    if strange and not understood:
        raise NotUnderstood(says.NOTHING_KNOWN, says.ASK_SOMETHING)
    return Reading(understood, _asked(coverings[0], question, read), _spelling(written, read))


def _coverings(
    words: Lexicon, read: Sequence[Token], places: Places, pack: Pack, roles: Mapping[str, str], loose: frozenset[int]
) -> tuple[_Coverings, _Coverings]:
    """Return the best coverings of a question with few clauses, and with many.

    Raises:
        NotUnderstood: if there are more ways to try than are tried.
    """
    matcher = Matcher(read, words, places, roles, loose=loose)
    coverer = Coverer(words, read, matcher, places, pack.facts)
    coverings, finest = coverer.best(), coverer.best(finest=True)
    if matcher.exhausted:
        raise NotUnderstood(says.TOO_TANGLED, says.SHORTER)
    return coverings, finest


def _asked(covering: Sequence[Clause | Piece], question: str, read: Sequence[Token]) -> tuple[str, ...]:
    return tuple(
        " ".join(question[read[piece.start].start : read[piece.end - 1].end].split())
        for piece in covering
        if isinstance(piece, Piece)
    )


def _spelling(written: Sequence[Token], read: Sequence[Token]) -> tuple[Spelling, ...]:
    return tuple(
        Spelling(word=one.text, read_as=" or ".join(sorted(other.raws)))
        for one, other in zip(written, read, strict=True)
        if one.raws != other.raws
    )


def _left(covering: Sequence[Clause | Piece]) -> list[int]:
    """Return where words stand that are not understood."""
    return [piece.start for piece in covering if isinstance(piece, Piece) and piece.kind == "unknown"]


def _loose(covering: Sequence[Clause | Piece]) -> Iterator[int]:
    """Yield where words stand that a clause may hold besides: those not understood, and frames beside them."""
    for piece in covering:
        if isinstance(piece, Piece) and piece.kind in {"unknown", "frame"}:
            yield from range(piece.start, piece.end)


def _whole(covering: Sequence[Clause | Piece], question: str, read: Sequence[Token], words: Lexicon) -> None:
    """See that no word is left over.

    Raises:
        NotUnderstood: if one is; it names all, with the known phrases nearest to them.
    """
    left = _left(covering)
    if not left:
        return
    runs: list[list[int]] = []
    for at in left:
        if runs and at <= runs[-1][-1] + 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    texts = [question[read[run[0]].start : read[run[-1]].end] for run in runs]
    message = says.NOT_UNDERSTOOD.format(words=", ".join(map(quote, texts)))
    raise NotUnderstood(message, _hint(question, runs, read, words))


def _hint(question: str, runs: Sequence[Sequence[int]], read: Sequence[Token], words: Lexicon) -> str:
    # A phrase of one word says too little to be offered.
    known: dict[str, str] = {}
    for phrase in words.phrases:
        if " " in phrase.plain:
            known.setdefault(phrase.plain, f"{phrase.fact}={phrase.value}")
    near: list[str] = []
    for run in runs:
        text = question[read[run[0]].start : read[run[-1]].end]
        found = process.extract(
            text,
            sorted(known),
            scorer=fuzz.token_set_ratio,
            processor=utils.default_process,
            limit=_NEAR,
            score_cutoff=_LEAST,
        )
        near.extend(phrase for phrase, _, _ in found if phrase not in near)
    offered = ", ".join(says.PHRASE.format(phrase=quote(phrase), fact=known[phrase]) for phrase in near[:_NEAR])
    return says.KNOWN.format(phrases=offered) if near else says.NONE_NEAR


class _Telling:
    """Tells of one covering which fact is said of which State."""

    def __init__(
        self,
        pack: Pack,
        roles: Mapping[str, str],
        question: str,
        read: Sequence[Token],
        covering: Sequence[Clause | Piece],
        places: Places,
    ) -> None:
        self._pack = pack
        self._places = places
        self._question = question
        self._read = read
        self._covering = [piece for piece in covering if isinstance(piece, Clause) or piece.mentions]
        self._roles = roles
        self._holder = roles.get("detaining_power", "")
        self._states = sorted({code for code in roles.values() if code != "none"})
        self._values: dict[str, str] = {}
        self._out: dict[str, Understood] = {}

    def told(self) -> tuple[Understood, ...] | _Unclear:
        """Return the facts, or what is unclear about them."""
        before: tuple[str, ...] = ()
        spoken: tuple[str, ...] = ()
        for piece in self._covering:
            named = _named(piece)
            for code in named:
                if code not in self._states:
                    return _Unclear(
                        says.NO_ROLE.format(state=self._pack.state_name(code)),
                        says.STATES.format(states=", ".join(self._states)),
                    )
            if isinstance(piece, Clause):
                states = self._states_of(piece, before)
                if states is None or not self._played(piece, before, spoken):
                    return _Unclear(
                        says.WHICH_STATE.format(words=quote(self._words(piece))),
                        says.NAME_STATE.format(states=", ".join(self._states)),
                    )
                fault = self._tell(piece, states)
                if fault is not None:
                    return fault
                # Whoever holds him is named for what he does or whose law it is, not as a place to go.
                played = (code for item in piece.mentions for code in item.states if item.slot in self._roles)
                within = self._within(piece)
                named = tuple(dict.fromkeys((*states, *(code for code in played if code != self._holder or within))))
            else:
                # Whoever is asked what to do is not what `there` points back to.
                named = tuple(
                    dict.fromkeys(
                        code
                        for item in piece.mentions
                        for code in item.states
                        if item.slot == "place" or code != self._holder
                    )
                )
            before = named or before
            spoken = _named(piece) or spoken
        return tuple(self._out.values())

    def _tell(self, piece: Clause, states: tuple[str, ...]) -> _Unclear | None:
        for name, value in piece.said:
            per_state = self._pack.facts[name].per_state
            for key in (f"{name}({code})" for code in states) if per_state else (name,):
                if self._values.setdefault(key, value) != value:
                    message = says.TWO_VALUES.format(fact=key, one=self._values[key], other=value)
                    return _Unclear(message, says.ONE_VALUE)
                self._out.setdefault(key, Understood(fact=key, value=value, words=self._words(piece)))
        return None

    def _within(self, piece: Clause) -> bool:
        """Whether the State that holds him is named as a place: `he asked for asylum in Ukraine`."""
        return any(
            place.states == (self._holder,) and self._read[at - 1].text == "in"
            for at in range(piece.start + 1, piece.end)
            for place in self._places.at(at)
        )

    def _words(self, piece: Clause) -> str:
        return self._question[self._read[piece.start].start : self._read[piece.end - 1].end]

    def _states_of(self, piece: Clause, before: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return the States a clause is about: those it names, or the one it points to; ``None`` if that is unclear."""
        facts = [self._pack.facts[name] for name, _ in piece.said]
        if not any(fact.per_state for fact in facts):
            return ()
        mentioned = [item for item in piece.mentions if item.slot == "state"]
        given = {item.states for item in mentioned if item.states}
        about = next((fact.about for fact in facts if fact.about is not None), None)
        meant = None if about is None else self._of_wish(piece, about)
        if given:
            # Whoever holds him presses him or hears him; of a wish to stay that says nothing.
            captor = given == {(self._holder,)} and meant not in {None, (self._holder,)}
            return next(iter(given)) if len(given) == 1 and not captor else None
        if meant is not None and not mentioned:
            return meant
        words = {token.text for token in self._read[max(piece.start - 1, 0) : piece.end]}
        if before and (len(before) == 1 or words & _LAST):
            return before[-1:]
        if len(before) == _BOTH and "both" in words:
            return before
        if before:
            return self._same_subject(piece)
        # Whoever holds him is asked what to do; that does not make him what is spoken of. `There` points back only.
        pointing = "there" in words
        told = (other for other in self._covering if not pointing or other.start < piece.start)
        everywhere = {code for other in told for code in _named(other)} - {self._holder}
        return tuple(everywhere) if len(everywhere) == 1 else None

    def _same_subject(self, piece: Clause) -> tuple[str, ...] | None:
        """Return the State the clause before begins with, if this one goes on with a verb and no other subject."""
        start = piece.start - (self._read[piece.start].text not in FINITE)
        if start > 0 and self._read[start - 1].text == "it":
            start -= 1
        verb = self._read[start + (self._read[start].text == "it")].text
        if start < 1 or (verb not in FINITE and verb != "'s") or self._read[start - 1].text not in {"and", ","}:
            return None
        last = next((one for one in reversed(self._covering) if isinstance(one, Clause) and one.start < start), None)
        if last is None or last.end < start - 2 or not self._places.at(last.start):
            return None
        states = self._places.at(last.start)[0].states
        return states if len(states) == 1 else None

    def _of_wish(self, piece: Clause, about: str) -> tuple[str, ...] | None:
        """Return the State of what a clause qualifies: the one it is said of in its sentence, or else at all."""
        for start, end in (self._sentence(piece), (0, len(self._read))):
            found = {
                code
                for other in self._covering
                if isinstance(other, Clause) and start <= other.start < end
                for name, _ in other.said
                if name == about or self._pack.facts[name].about == about
                for item in other.mentions
                if item.slot == "state"
                for code in item.states
            }
            if len(found) == 1:
                return tuple(found)
        return None

    def _sentence(self, piece: Clause) -> tuple[int, int]:
        stops = [at for at, token in enumerate(self._read) if token.text in STOPS]
        start = max((at for at in stops if at < piece.start), default=0)
        return start, min((at for at in stops if at >= piece.end), default=len(self._read))

    def _played(self, piece: Clause, before: tuple[str, ...], spoken: tuple[str, ...]) -> bool:
        """Whether words that point back stand for the State that plays the role they are used for."""
        meant = {*before[-1:], *spoken[-1:]}
        return all(
            item.states or item.slot not in self._roles or self._roles[item.slot] in meant for item in piece.mentions
        )


def _named(piece: Clause | Piece) -> tuple[str, ...]:
    return tuple(code for item in piece.mentions if item.slot != KIND for code in item.states)
