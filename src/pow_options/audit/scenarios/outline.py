"""The report on scenarios as an outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.explain.formats.outline import Entry, Outline, Section
from pow_options.messages import en_scenarios as words
from pow_options.source import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pow_options.audit.report import Finding

    from .coverage import Coverage, Item
    from .report import ScenarioReport


def outline(data: ScenarioReport) -> Outline:
    """Return the outline of a report on scenarios: what failed, then what no scenario shows."""
    judged = data.coverage
    verdict = words.VERDICT[not data.failures, None if judged is None else judged.complete]
    if not data.scenarios:
        verdict = words.NO_SCENARIOS
    head = [", ".join(f"{name}: {count}" for name, count in data.counts.items())]
    if judged is None:
        head.append(words.NOT_JUDGED)
    elif data.failures:
        head.append(words.FAILING_SHOW_NOTHING)
    sections = [Section("", tuple(head))]
    warnings = [item for item in data.findings if item.severity != "error"]
    for heading, findings in ((words.FAILED_HEADING, data.failures), (words.WARNINGS_HEADING, warnings)):
        if findings:
            sections.append(Section(heading, (), (), tuple(_lines(findings))))
    if judged is not None:
        sections += _coverage(judged)
    return Outline(words.TITLE.format(subject=data.subject, verdict=verdict), tuple(sections))


def _lines(findings: Iterable[Finding]) -> Iterator[str]:
    for item in findings:
        yield from item.render().splitlines()


def _coverage(data: Coverage) -> Iterator[Section]:
    rows = tuple(
        Entry(words.SHOWN.format(shown=f.shown, wanted=f.wanted, percent=_percent(f.shown, f.wanted)), words.KIND[kind])
        for kind, f in data.kinds.items()
    )
    yield Section(words.COVERAGE_HEADING, (), rows)
    lines = tuple(line for item in data.gaps for line in _gap(item).splitlines())
    if lines:
        yield Section(words.GAPS_HEADING, (), (), lines)


def _percent(shown: int, wanted: int) -> str:
    """Return a share in whole percent, rounded down, so that 100 % means all."""
    return f"{100 * shown // wanted if wanted else 100} %"


def _gap(item: Item) -> str:
    message = words.NOT_SHOWN[item.kind].format(subject=item.subject)
    return Diagnostic(item.file, item.line, item.column, message, item.hint, words.GAP_SEVERITY).render()
