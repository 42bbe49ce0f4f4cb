"""What would have to be so, what is unknown, and what readings do, as outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.explain.formats.outline import Entry, Outline, Section
from pow_options.messages import en
from pow_options.messages import en_queries as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .changing import Supposed
    from .flip import Flips
    from .readings import OptionReadings, Readings, Row
    from .require import Impossible, Requirement
    from .unknowns import OptionUnknowns, Unknowns

SHOWN = 12
"""Facts of an option shown by name; all are in the JSON."""


def _says(data: Flips | Readings | Requirement | Unknowns, notes: Sequence[str]) -> tuple[str, ...]:
    """Return what such an answer says first: its dates and law, that it is no advice, and what is supposed."""
    dates = en.DATES.format(
        as_of=data.as_of, law_on=data.law_on, version=data.pack.version, digest=data.pack.sha256[:12]
    )
    out = [dates, en.NOT_ADVICE, *notes]
    if data.assumed:
        out.append(words.SUPPOSED.format(what=", ".join(f"{key} = {value}" for key, value in data.assumed.items())))
    if data.without:
        out.append(words.OFF.format(rules=", ".join(data.without)))
    if data.taken:
        out.append(en.TAKEN.format(readings=", ".join(f"{q}={p}" for q, p in data.taken.items())))
    return tuple(out)


def requirement_outline(data: Requirement, notes: Sequence[str] = ()) -> Outline:
    """Return the outline of what an option waits for to have a status; ``notes`` are lines to show first."""
    title = words.REQUIRE_TITLE.format(state=data.state, status=en.STATUS[data.status], case=data.case.title)
    kept = words.REVISED if data.revise else words.KEPT
    sections = [
        Section("", (*_says(data, notes), words.NOW.format(state=data.state, status=en.STATUS[data.now]), kept))
    ]
    sections += _sets(data.sets, data.impossible, words.SETS, complete=data.complete)
    for row in data.under:
        heading = words.UNDER.format(readings=", ".join(f"{q}={p}" for q, p in row.readings.items()) or words.ANY)
        if row.his_word:
            heading += words.HIS_WORD
        sections += _sets(row.sets, row.impossible, heading, complete=row.complete)
    return Outline(title, tuple(sections))


def _sets(
    sets: Sequence[Sequence[Supposed]], impossible: Impossible | None, heading: str, *, complete: bool
) -> Iterator[Section]:
    if impossible is not None:
        yield Section(heading, (words.IMPOSSIBLE,), tuple(map(Entry, impossible.because)))
    elif not sets:
        yield Section(heading, (words.GIVEN_UP,))
    elif not sets[0]:
        yield Section(heading, (words.ALREADY,))
    else:
        bound = words.ALL_SETS if complete else words.MORE_SETS
        yield Section(heading, (words.SIZE.format(n=len(sets[0])), bound), tuple(_numbered(sets)))


def _numbered(sets: Sequence[Sequence[Supposed]]) -> Iterator[Entry]:
    """Yield what all sets share once, then what each adds."""
    common = [item for item in sets[0] if len(sets) > 1 and all(item in other for other in sets)]
    if common:
        yield Entry(words.COMMON, "", tuple(_supposed(common)))
    for number, items in enumerate(sets, start=1):
        own = [item for item in items if item not in common]
        yield Entry(words.ONE_SET.format(n=number) if own else words.NO_MORE, "", tuple(_supposed(own)))


def _supposed(items: Iterable[Supposed]) -> Iterator[Entry]:
    for item in items:
        template = words.DECISION if item.decision else words.FINDING
        yield Entry(template.format(value=item.value, was=item.was, who=item.who), item.fact)


def flips_outline(data: Flips, notes: Sequence[str] = ()) -> Outline:
    """Return the outline of what puts another option first; ``notes`` are lines to show first."""
    title = words.FLIP_TITLE.format(state=data.state, case=data.case.title)
    kept = words.REVISED if data.revise else words.KEPT
    says: tuple[str, ...] = (words.NO_FLIP if data.complete else words.GIVEN_UP,)
    if data.sets:
        says = (words.SIZE.format(n=len(data.sets[0].changes)), words.ALL_SETS if data.complete else words.MORE_SETS)
    rows = tuple(
        Entry(words.THEN_FIRST.format(state=item.state), "", tuple(_supposed(item.changes))) for item in data.sets
    )
    return Outline(title, (Section("", (*_says(data, notes), kept)), Section(words.SETS, says, rows)))


def unknowns_outline(data: Unknowns, notes: Sequence[str] = ()) -> Outline:
    """Return the outline of what is unknown and what hangs on it; ``notes`` are lines to show first."""
    title = words.UNKNOWNS_TITLE.format(case=data.case.title, id=data.case.id)
    looked = words.LOOKED.format(n=data.unknown, idle=len(data.idle))
    bound = words.ALL_COMPLETIONS if data.complete else words.BOUNDS[str(data.bounded_by)]
    sections = [Section("", (*_says(data, notes), looked, bound))]
    sections += [_unknown(item) for item in data.options]
    if data.idle:
        sections.append(Section(words.IDLE, (", ".join(data.idle),)))
    return Outline(title, tuple(sections))


def _unknown(item: OptionUnknowns) -> Section:
    heading = f"{item.state}: {en.STATUS[item.status]}"
    if item.settled:
        return Section(heading, (en.SETTLED[True],))
    can = ", ".join(en.STATUS[status] for status in item.statuses)
    shown = tuple(
        Entry(words.SHARE.format(share=f"{fact.share:.1%}", who=fact.who), fact.fact) for fact in item.facts[:SHOWN]
    )
    more = len(item.facts) - len(shown)
    rest = (Entry(words.MORE_FACTS.format(n=more)),) if more else ()
    return Section(heading, (words.CAN_BE.format(statuses=can),), (*shown, *rest))


def readings_outline(data: Readings, notes: Sequence[str] = ()) -> Outline:
    """Return the outline of the options under all readings; ``notes`` are lines to show first."""
    title = words.READINGS_TITLE.format(case=data.case.title, id=data.case.id)
    looked = words.ALL_READINGS.format(n=data.questions)
    sections = [Section("", (*_says(data, notes), looked))]
    sections += [_reading(item) for item in data.options]
    return Outline(title, tuple(sections))


def _reading(item: OptionReadings) -> Section:
    heading = f"{item.state}: {en.STATUS[item.status]}"
    if item.robust:
        return Section(heading, (words.ROBUST,))
    entries = [
        Entry(
            words.TURN.format(status=en.STATUS[turn.status], holders="; ".join(turn.holders)),
            f"{turn.question}={turn.position}",
        )
        for turn in item.alone
    ]
    rows = tuple(_row(row) for row in item.rows)
    alone = Entry(words.ALONE if entries else words.NONE_ALONE, "", tuple(entries))
    says = [words.TURNS.format(questions=", ".join(item.turns_on))]
    if not item.complete:
        says.append(words.MORE_ROWS)
    return Section(heading, tuple(says), (alone, Entry(words.TOGETHER, "", rows)))


def _row(row: Row) -> Entry:
    under = ", ".join(f"{q}={' or '.join(positions)}" for q, positions in row.readings.items())
    return Entry(under, en.STATUS[row.status])
