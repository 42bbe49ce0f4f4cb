"""Rules and reports as outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.assessment.conditions import fill_slots
from pow_options.explain.formats.outline import Entry, Outline, Section
from pow_options.messages import en, en_book
from pow_options.messages import en_analysis as words
from pow_options.source import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .analysis import Analysis
    from .listing import Card, Listing
    from .report import Report


def listing(data: Listing) -> Outline:
    """Return the outline of a list of rules, by instrument."""
    instruments = dict.fromkeys(row.instrument for row in data.rules)
    sections = [
        Section(
            instrument,
            (),
            tuple(
                Entry(
                    en.RULE_ROW.format(
                        article=row.article,
                        title=row.title,
                        verb=row.verb,
                        routes=f" {', '.join(row.routes)}" if row.routes else "",
                        reading=_reading(row.reading),
                        mark="" if row.checked else f" {en.UNCHECKED}",
                    ),
                    row.id,
                )
                for row in data.rules
                if row.instrument == instrument
            ),
        )
        for instrument in instruments
    ]
    title = en.RULES_TITLE.format(n=len(data.rules), version=data.version, digest=data.sha256[:12])
    return Outline(title, tuple(sections))


def _reading(reading: Mapping[str, tuple[str, ...]]) -> str:
    shown = ", ".join(f"{q}={' or '.join(p)}" for q, p in reading.items())
    return f" [{en.LABELS['under_reading']} {shown}]" if shown else ""


def card(data: Card) -> Outline:
    """Return the outline of one rule. No case says which States are meant, so slots are put into plain words."""
    slots = {**en_book.SLOTS, "bound": en_book.SLOTS.get(data.binds, data.binds)}
    acts = data.concludes or ", ".join(data.routes)
    entries = [
        Entry(data.instrument, en.LABELS["instrument"]),
        Entry(
            slots["bound"] + (f" ({en.DOMESTIC.format(state=data.binds)})" if data.domestic else ""),
            en.LABELS["binds"],
        ),
        Entry(data.when, en.LABELS["if"]),
    ]
    if data.unless is not None:
        entries.append(Entry(data.unless, en.LABELS["unless"]))
    entries.append(Entry(acts, en.VERB[data.verb]))
    if data.condition is not None:
        entries.append(Entry(f"{data.condition} ({data.timing})", en.LABELS["condition"]))
    for label, value in (
        ("reading", _reading(data.reading).strip(" []")),
        ("only_for", data.only_for),
        ("not_for", data.not_for),
        ("judgement", data.open_norm),
        ("not_encoded", data.not_encoded),
        ("note", data.notes),
        ("contested_with", ", ".join(data.contested_with)),
    ):
        if value:
            entries.append(Entry(fill_slots(value, slots), en.LABELS[label]))
    entries.extend(_overrides(data))
    for source in data.authority:
        mark = "" if source.checked else f" {en.UNCHECKED}"
        note = f" - {source.note}" if source.note else ""
        link = f" <{source.url}>" if source.url else ""
        entries.append(Entry(f"{source.source}{mark}{note}{link}", en.LABELS["source"]))
    entries.append(Entry(f"{data.file}, line {data.line}", en.LABELS["file"]))
    return Outline(
        f"{data.id}: {data.article}, {data.title}", (Section("", (fill_slots(data.says, slots),), tuple(entries)),)
    )


def _overrides(data: Card) -> Iterator[Entry]:
    for item in data.overrides:
        target = item.rule or item.instrument or ""
        reading = _reading({q: (p,) if isinstance(p, str) else p for q, p in item.reading.items()})
        mark = "" if item.checked else f" {en.UNCHECKED}"
        yield Entry(f"{target}: {item.ground} ({item.source}){mark}{reading}", en.LABELS["prevails_over"])
    for by in data.overridden_by:
        yield Entry(f"{by.rule}: {by.ground} ({by.source}){_reading(by.reading)}", en.LABELS["yields_to"])


def report(data: Report) -> Outline:
    """Return the outline of a report on files; its findings are shown as diagnostics are everywhere."""
    n = len(data.faults)
    verdict = en.SOUND if data.sound else en.ONE_FAULT if n == 1 else en.FAULTY.format(n=n)
    warned = len(data.findings) - n
    if warned:
        verdict += en.ONE_WARNING if warned == 1 else en.WARNINGS.format(n=warned)
    counts = ", ".join(f"{name}: {count}" for name, count in data.counts.items())
    lines = tuple(line for item in data.findings for line in item.render().splitlines())
    first = Section("", (counts,) if counts else (), (), lines)
    return Outline(f"{data.subject}: {verdict}", (first, *_analysis(data.analysis)))


def _analysis(data: Analysis | None) -> Iterator[Section]:
    if data is None:
        return
    for item in data.conflicts:
        if item.case is not None:
            heading = words.ANALYSIS["case"].format(one=item.rules[0], other=item.rules[1])
            yield Section(heading, (), (), tuple(escape(line) for line in item.case.splitlines()))
    declared: dict[str, list[Entry]] = {}
    for item in data.conflicts:
        if item.declared is not None:
            text = words.DECLARED.format(one=item.rules[0], other=item.rules[1], on=item.on)
            declared.setdefault(item.declared, []).append(Entry(text))
    if declared:
        entries = tuple(Entry(str(len(below)), by, tuple(below)) for by, below in declared.items())
        yield Section(words.ANALYSIS["declared"], (), entries)
    cited = (
        Entry(words.CITED.format(**item.model_dump()), item.instrument) for item in data.citations if item.unchecked
    )
    yield Section(words.ANALYSIS["citations"], (), tuple(cited) or (Entry(en.NOTHING),))
    yield Section(words.ANALYSIS["bound"], (data.bound.says,))
