"""What a question supposes: the best covering of its words, with every State told and every conflict refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from rapidfuzz import fuzz, process, utils

from pow_options.law.phrases import read_phrases
from pow_options.messages import en_ask as says
from pow_options.source import quote

from .covering import Coverer
from .joints import MARKS
from .lexicon import lexicon
from .matching import Matcher
from .model import Spelling, Understood
from .pieces import Clause, Piece
from .places import Places
from .refusal import NotUnderstood
from .telling import Telling, Unclear
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


class Reading(NamedTuple):
    """What a question supposes, in the order it says it, the words taken for what it asks, and the spelling mended."""

    understood: tuple[Understood, ...]
    asked: tuple[str, ...]
    spelling: tuple[Spelling, ...]


_Coverings: TypeAlias = "list[tuple[Clause | Piece, ...]]"


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
    unclear: list[Unclear] = []
    for covering in dict.fromkeys((*coverings, *finest)):
        found = Telling(pack, roles, question, read, covering, places).told()
        if isinstance(found, Unclear):
            unclear.append(found)
        else:
            told.setdefault(frozenset((item.fact, item.value) for item in found), found)
    if not told:
        raise NotUnderstood(*unclear[0])
    if len(told) > 1:
        ways = sorted(", ".join(f"{item.fact}={item.value}" for item in one) or says.NOTHING for one in told.values())
        raise NotUnderstood(says.AMBIGUOUS.format(readings=" / ".join(ways)), says.SAY_PLAINLY)
    understood = next(iter(told.values()))
    pieces = [piece for piece in coverings[0] if isinstance(piece, Piece)]
    if not understood and (any(piece.strange for piece in pieces) or all(piece.kind == "bare" for piece in pieces)):
        raise NotUnderstood(says.NOTHING_KNOWN, says.ASK_SOMETHING)
    return Reading(understood, _asked(coverings[0], question, read, words.free), _spelling(written, read))


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


def _asked(
    covering: Sequence[Clause | Piece], question: str, read: Sequence[Token], free: frozenset[str]
) -> tuple[str, ...]:
    """Return what is asked, in its own words, with those that say nothing and follow it: `What may Ukraine do`."""
    out: list[str] = []
    begins = [*(piece.start for piece in covering[1:]), len(read)]
    for piece, following in zip(covering, begins, strict=False):
        if isinstance(piece, Clause):
            continue
        end = piece.end
        while end < following and read[end].stems & free:
            end += 1
        out.append(" ".join(question[read[piece.start].start : read[end - 1].end].split()))
    return tuple(out)


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
