"""Timelines and comparisons as outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.assessment import Status
from pow_options.explain.formats.outline import Entry, Outline, Section
from pow_options.messages import en
from pow_options.messages import en_queries as words

from .chart import chart, table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from .compare import Comparison, Side
    from .differing import Difference
    from .moving import Move, Place
    from .timeline import Known, Point, Timeline

NAMED = 6
"""Rules named of those by which something moved; all are in the JSON."""


def timeline_outline(data: Timeline, notes: Sequence[str] = ()) -> Outline:
    """Return the outline of a timeline; ``notes`` are lines to show first."""
    title = words.TIMELINE_TITLE.format(case=data.case.title, id=data.case.id)
    sections = [
        Section("", timeline_says(data, notes)),
        Section(words.HEADINGS["picture"], (), (), chart(data)),
        Section(words.HEADINGS["table"], (), (), table(data)),
    ]
    return Outline(title, (*sections, *timeline_points(data)))


def timeline_points(data: Timeline) -> tuple[Section, ...]:
    """Return what became known and what moved, a section for each date."""
    return tuple(
        Section(point.date, (), tuple(_point(point, first=index == 0))) for index, point in enumerate(data.points)
    )


def timeline_says(data: Timeline, notes: Sequence[str] = ()) -> tuple[str, ...]:
    """Return what a timeline says before anything else: its dates, and that it is no advice."""
    dates = words.TIMELINE_DATES.format(
        law=data.law_on or words.EACH_DATE, version=data.pack.version, digest=data.pack.sha256[:12]
    )
    undated = (words.NO_STATEMENTS.format(date=data.points[0].date),) if data.dated_by == "pack" else ()
    supposed = _supposed(data.assumed, data.without, words.SUPPOSED, words.OFF)
    return (dates, *undated, en.NOT_ADVICE, *notes, *supposed, *_taken(data.taken))


def _taken(readings: Mapping[str, str]) -> Iterator[str]:
    if readings:
        yield en.TAKEN.format(readings=", ".join(f"{q}={p}" for q, p in readings.items()))


def _supposed(assumed: Mapping[str, str], without: Sequence[str], supposed: str, off: str) -> Iterator[str]:
    if assumed:
        yield supposed.format(what=", ".join(f"{key} = {value}" for key, value in assumed.items()))
    if without:
        yield off.format(rules=", ".join(without))


def _point(point: Point, *, first: bool) -> Iterator[Entry]:
    if point.known:
        yield Entry(words.KNOWN, "", tuple(_known(item) for item in point.known))
    yield Entry(_ranking(point.options), words.RANKING)
    if point.because:
        yield Entry(words.BECAUSE, "", tuple(map(_difference, point.because)))
    if point.moved:
        barred = {item.id for item in point.options if item.status is Status.BARRED}
        moved = (_move(item) + (words.BOTH_BARRED if _idle(item, barred) else "") for item in point.moved)
        yield Entry(words.MOVED, "", tuple(map(Entry, moved)))
    else:
        yield Entry(words.FIRST if first else words.NOTHING_MOVED)


def _idle(move: Move, barred: Collection[str]) -> bool:
    return move.kind == "rank" and move.option in barred


def _known(item: Known) -> Entry:
    use = en.USE[item.use] + (f" ({', '.join(item.by)})" if item.by else "")
    says = words.STATEMENT.format(
        fact=item.fact,
        value=" or ".join(item.value),
        source=item.source,
        said=item.said_on or en.UNDATED,
        grade=item.grade or en.NONE_GIVEN,
        use=use,
    )
    return Entry(says, item.statement)


def _ranking(options: Sequence[Place]) -> str:
    return ", ".join(
        words.RANKED_THEN.format(rank=item.rank, state=item.state, status=en.STATUS[item.status]) for item in options
    )


def _move(item: Move) -> str:
    names = item.by if len(item.by) <= NAMED else item.by[:NAMED]
    rules = ", ".join(names)
    if len(names) < len(item.by):
        rules = words.MORE.format(shown=rules, n=len(item.by) - len(names))
    return words.MOVES[item.kind].format(
        option=item.option,
        route=item.route,
        name=item.criterion,
        criterion=words.DECIDED.format(criterion=item.criterion) if item.criterion else "",
        before=_spelt(item.before),
        after=_spelt(item.after),
        by=words.BY.format(rules=rules) if rules else "",
    )


def changes(moved: Sequence[Move]) -> Section:
    """Return what hypotheses change against the case as it stands."""
    entries = tuple(Entry(_move(item)) for item in moved if item.kind != "reasons")
    return Section(words.HEADINGS["changed"], (), entries or (Entry(words.NOTHING_CHANGED),))


def _spelt(value: str) -> str:
    return en.STATUS.get(value) or en.MEASURED.get(value) or value


def _difference(item: Difference) -> Entry:
    rests = ""
    if any(item.statements):
        before, after = (", ".join(side) or words.NOTHING for side in item.statements)
        rests = words.RESTS.format(before=before, after=after)
    says = words.DIFFERENCE.format(before=item.values[0], after=item.values[1], statements=rests)
    return Entry(says, item.fact or words.KINDS[item.kind])


def comparison_outline(data: Comparison, notes: Sequence[str] = ()) -> Outline:
    """Return the outline of a comparison; ``notes`` are lines to show first."""
    left, right = data.sides
    title = words.COMPARE_TITLE.format(left=_name(left, right), right=_name(right, left))
    pack = words.PACK.format(version=data.pack.version, digest=data.pack.sha256[:12])
    supposed = _supposed(data.assumed, data.without, words.ASSUMED, words.SWITCHED_OFF)
    results = tuple(
        Entry(
            _ranking(side.options),
            words.SIDE.format(title=side.case.title, id=side.case.id, as_of=side.as_of, law_on=side.law_on),
        )
        for side in data.sides
    )
    sections = [
        Section("", (pack, en.NOT_ADVICE, *notes, *supposed, *_taken(data.taken))),
        Section(words.HEADINGS["results"], (words.SAME,) if data.same else (), results),
    ]
    if data.because:
        bound = words.COMPLETE if data.complete else words.BOUNDED
        heading = words.HEADINGS["because"]
        sections.append(Section(heading, (words.EXPLAINS,), tuple(map(_difference, data.because))))
        sections.append(Section("", (bound,)))
    facts = tuple(map(_difference, data.facts)) or (Entry(words.NOTHING),)
    sections.append(Section(words.HEADINGS["facts"], (), facts))
    if data.moved:
        sections.append(Section(words.HEADINGS["moved"], (), tuple(Entry(_move(item)) for item in data.moved)))
    return Outline(title, tuple(sections))


def _name(side: Side, other: Side) -> str:
    """Return what tells a side from the other: its case, or its date."""
    return side.case.id if side.case.id != other.case.id else f"{side.case.id} on {side.as_of}"
