"""What is established as of a date: statements weighed against each other, and every one accounted for.

The order is that of docs/semantics.md: what became known later is out, then what is below the standard of that fact
and value; of each independence group one voice stays; the rest is weighed by the kind of fact.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from .model import spell, split_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from pow_options.law.model import Fact
    from pow_options.law.pack import Pack

    from .model import Case, Statement


class Standing(StrEnum):
    """How a fact stands."""

    KNOWN = "known"
    PARTIAL = "partial"
    UNKNOWN = "unknown"
    DISPUTED = "disputed"


class Ground(StrEnum):
    """What a fact rests on."""

    SETTLED = "settled"
    STATEMENTS = "statements"
    ASSUMED = "assumed"
    PARTIES = "parties"
    NOTHING = "nothing"


class Use(StrEnum):
    """What became of a statement."""

    USED = "used"
    TOO_LATE = "too_late"
    TOO_WEAK = "too_weak"
    SAME_VOICE = "same_voice"
    OUTWEIGHED = "outweighed"
    DISPUTED = "disputed"
    SETTLED = "settled"
    ASSUMED = "assumed"
    OTHER_WORD = "other_word"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A statement and what became of it; ``by`` names the statements that outweigh it or say it already."""

    statement: str
    use: Use
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """A fact as of a date. ``possible`` is the set of values still possible, ``None`` if nothing bounds it."""

    key: str
    standing: Standing
    ground: Ground
    possible: frozenset[str] | None
    weighed: tuple[Weighed, ...] = ()

    @property
    def value(self) -> str | None:
        """The one value established, if there is one."""
        if self.standing is not Standing.KNOWN or self.possible is None or len(self.possible) != 1:
            return None
        return next(iter(self.possible))


def unknown(key: str) -> Resolved:
    """Return a fact of which nothing is established and nothing recorded."""
    return Resolved(key, Standing.UNKNOWN, Ground.NOTHING, None)


def resolve(case: Case, pack: Pack, as_of: date, assume: Mapping[str, str] | None = None) -> dict[str, Resolved]:
    """Return every fact the case or the hypothesis speaks of, as of a date, by fact key, sorted.

    ``assume`` gives facts fixed by hypothesis (a value, or ``unknown``); they prevail over the record.
    """
    by_key: dict[str, list[Statement]] = {}
    for item in case.file.statements:
        by_key.setdefault(item.fact, []).append(item)
    assumed = assume or {}
    out: dict[str, Resolved] = {}
    # A fact about another is weighed after it.
    keys = sorted(
        {*by_key, *case.file.facts, *assumed}, key=lambda k: (pack.facts[split_key(k)[0]].about is not None, k)
    )
    for key in keys:
        statements = by_key.get(key, [])
        if key in assumed:
            left = tuple(Weighed(item.id, Use.ASSUMED) for item in statements)
            out[key] = _assumed(key, assumed[key], left)
        elif key in case.file.facts:
            left = tuple(Weighed(item.id, Use.SETTLED) for item in statements)
            value = frozenset((spell(case.file.facts[key]),))
            out[key] = Resolved(key, Standing.KNOWN, Ground.SETTLED, value, left)
        else:
            fact = pack.facts[split_key(key)[0]]
            elsewhere = _of_another_word(statements, fact, key, out, case)
            heard = [item for item in statements if item.id not in elsewhere]
            weighed = _weigh(key, heard, fact, as_of)
            left = (*weighed.weighed, *(Weighed(name, Use.OTHER_WORD, by) for name, by in elsewhere.items()))
            out[key] = replace(weighed, weighed=_sorted(left, statements))
    return dict(sorted(out.items()))


def _of_another_word(
    statements: Sequence[Statement], fact: Fact, key: str, done: Mapping[str, Resolved], case: Case
) -> dict[str, tuple[str, ...]]:
    """Return the statements that qualify another word of his than the one that counts, with that one.

    How an interview was held says nothing of what he says elsewhere: such a statement counts only if it shares the
    independence group, or else the day and the source, of a statement used for the fact it is about.
    """
    if fact.about is None:
        return {}
    state = split_key(key)[1]
    subject = done.get(f"{fact.about}({state})" if state else fact.about)
    used = tuple(w.statement for w in subject.weighed if w.use is Use.USED) if subject is not None else ()
    words = [item for item in case.file.statements if item.id in used]
    if not words:
        return {}

    def same(item: Statement, word: Statement) -> bool:
        if item.derived_from is not None or word.derived_from is not None:
            return item.derived_from == word.derived_from
        return (_said(item), item.source) == (_said(word), word.source)

    return {item.id: used for item in statements if not any(same(item, word) for word in words)}


def _assumed(key: str, value: str, left: tuple[Weighed, ...]) -> Resolved:
    if value == Standing.UNKNOWN:
        return Resolved(key, Standing.UNKNOWN, Ground.ASSUMED, None, left)
    return Resolved(key, Standing.KNOWN, Ground.ASSUMED, frozenset((value,)), left)


def values_of(item: Statement) -> frozenset[str]:
    """Return the values a statement leaves open."""
    return frozenset(spell(v) for v in (item.value if isinstance(item.value, tuple) else (item.value,)))


def meets(grade: str, standard: str) -> bool:
    """Whether an Admiralty grade is no worse than a standard in letter nor in digit."""
    return grade[0] <= standard[0] and grade[1] <= standard[1]


def better(grade: str, other: str) -> bool:
    """Whether a grade is better: neither letter nor digit worse, and one of them better."""
    return meets(grade, other) and grade != other


def _said(item: Statement) -> date:
    return item.said_on or item.known_on


def _standard(item: Statement, fact: Fact) -> bool:
    # A statement that leaves several values open must meet the standard of each.
    return all(meets(item.graded, fact.standard_for(value)) for value in values_of(item))


def _weigh(key: str, statements: Sequence[Statement], fact: Fact, as_of: date) -> Resolved:
    left: list[Weighed] = []
    heard: list[Statement] = []
    for item in statements:
        if item.known_on > as_of:
            left.append(Weighed(item.id, Use.TOO_LATE))
        elif not _standard(item, fact):
            left.append(Weighed(item.id, Use.TOO_WEAK))
        else:
            heard.append(item)
    voices = _voices(heard, fact, left)
    if not voices:
        return Resolved(key, Standing.UNKNOWN, Ground.NOTHING, None, _sorted(left, statements))
    if fact.risk:
        winners = _risk(voices, left)
    elif fact.changes:
        newest = max(_said(item) for item in voices)
        latest = [item for item in voices if _said(item) == newest]
        _outweighed([item for item in voices if _said(item) < newest], latest, left)
        winners = _best(latest, left)
    else:
        winners = _best(voices, left)
    outcomes = {values_of(item) for item in winners}
    if len(outcomes) > 1:
        left.extend(Weighed(item.id, Use.DISPUTED) for item in winners)
        return Resolved(key, Standing.DISPUTED, Ground.STATEMENTS, None, _sorted(left, statements))
    left.extend(Weighed(item.id, Use.USED) for item in winners)
    possible = next(iter(outcomes))
    standing = Standing.KNOWN if len(possible) == 1 else Standing.PARTIAL
    return Resolved(key, standing, Ground.STATEMENTS, possible, _sorted(left, statements))


def _sorted(left: Iterable[Weighed], statements: Sequence[Statement]) -> tuple[Weighed, ...]:
    place = {item.id: index for index, item in enumerate(statements)}
    return tuple(sorted(left, key=lambda item: place[item.statement]))


def _outweighed(losers: Iterable[Statement], winners: Iterable[Statement], left: list[Weighed]) -> None:
    by = tuple(sorted(item.id for item in winners))
    left.extend(Weighed(item.id, Use.OUTWEIGHED, by) for item in losers)


def _voices(heard: Sequence[Statement], fact: Fact, left: list[Weighed]) -> list[Statement]:
    """Keep one voice per independence group; a group that contradicts itself at its best keeps the contradiction."""
    groups: dict[str, list[Statement]] = {}
    for item in heard:
        # An id cannot hold a space, so a statement outside any group never falls into one.
        groups.setdefault(item.derived_from or f"statement {item.id}", []).append(item)
    out: list[Statement] = []
    for members in groups.values():
        kept = sorted(_speaking(members, fact), key=lambda i: i.id)
        names = tuple(item.id for item in kept)
        left.extend(Weighed(item.id, Use.SAME_VOICE, names) for item in members if item.id not in names)
        out.extend(kept)
    return out


def _speaking(members: Sequence[Statement], fact: Fact) -> list[Statement]:
    """Return the statements of one group that speak for it."""
    if fact.risk:
        # Evidence and answers are kept apart, each unless the group says the same later and no less credibly.
        def repeats(other: Statement, item: Statement) -> bool:
            same = (_said(other), other.graded) == (_said(item), item.graded)
            return (
                values_of(other) == values_of(item)
                and meets(other.graded, item.graded)
                and _said(other) >= _said(item)
                and ((other.known_on, other.id) < (item.known_on, item.id) if same else True)
            )

        return [item for item in members if not any(other is not item and repeats(other, item) for other in members)]
    pool = list(members)
    if fact.changes:
        newest = max(_said(item) for item in pool)
        pool = [item for item in pool if _said(item) == newest]
    pool = [item for item in pool if not any(better(other.graded, item.graded) for other in pool)]
    voices: dict[frozenset[str], Statement] = {}
    for item in sorted(pool, key=lambda i: (_said(i), i.graded, i.known_on, i.id)):
        voices.setdefault(values_of(item), item)
    return list(voices.values())


def _best(voices: Sequence[Statement], left: list[Weighed]) -> list[Statement]:
    best = [item for item in voices if not any(better(other.graded, item.graded) for other in voices)]
    for item in voices:
        if item not in best:
            _outweighed([item], [other for other in best if better(other.graded, item.graded)], left)
    return best


def _risk(voices: Sequence[Statement], left: list[Weighed]) -> list[Statement]:
    """Weigh evidence of risk: it stands until answered by evidence of at least its grade.

    What was said before the evidence does not answer it. An answer of the same grade leaves the question disputed;
    only a better one settles it.
    """
    risk = [item for item in voices if values_of(item) == frozenset(("true",))]
    none = [item for item in voices if item not in risk]
    if not risk or not none:
        return list(voices)

    def answers(other: Statement, item: Statement) -> bool:
        return meets(other.graded, item.graded) and _said(other) >= _said(item)

    standing = [item for item in risk if not any(answers(other, item) for other in none)]
    if standing:
        _outweighed([*none, *(i for i in risk if i not in standing)], standing, left)
        return standing
    if all(any(answers(other, item) and other.graded != item.graded for other in none) for item in risk):
        for item in risk:
            _outweighed([item], [other for other in none if answers(other, item)], left)
        return none
    return list(voices)
