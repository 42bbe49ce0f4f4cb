"""The report on the scenarios of a pack: what failed, and how much of the law they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from pow_options.assessment.model import PackRef, Part
from pow_options.audit.report import Finding, findings

from .coverage import Coverage, coverage
from .running import run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pow_options.law import Pack

    from .loading import Setup, Suite


class ScenarioRow(Part):
    """One scenario that was run."""

    id: str
    title: str
    file: str
    line: int
    passed: bool


class ScenarioReport(Part):
    """What came of running scenarios.

    ``passed`` is whether every expectation holds and, where it was judged, coverage is complete. ``findings`` are the
    expectations that failed, and warnings. ``coverage`` is null where only some scenarios were run.
    """

    schema_: Literal["pow-options/test/1"] = Field(default="pow-options/test/1", alias="schema")
    subject: str
    pack: PackRef
    passed: bool
    counts: dict[str, int]
    scenarios: tuple[ScenarioRow, ...]
    findings: tuple[Finding, ...]
    coverage: Coverage | None

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The expectations that failed."""
        return tuple(item for item in self.findings if item.severity == "error")


def scenario_report(
    pack: Pack, directory: str | Path | None, suite: Suite, chosen: Sequence[Setup] | None
) -> ScenarioReport:
    """Run the scenarios ``chosen`` of a suite, or all, and report; coverage is judged only of all.

    Args:
        pack: the law.
        directory: where the pack was loaded from, for naming it; the bundled one if ``None``.
        suite: its scenarios.
        chosen: those of them to run.
    """
    ran = list(run(suite.setups if chosen is None else chosen, pack))
    failed = [diagnostic for item in ran for diagnostic in item.failed]
    judged = coverage(pack, ran) if chosen is None else None
    rows = []
    for item in ran:
        document, path = item.setup.entry.place
        line = document.position((*path, "id")).line
        own = item.setup.scenario
        rows.append(ScenarioRow(id=own.id, title=own.title, file=document.file, line=line, passed=not item.failed))
    passed = sum(row.passed for row in rows)
    return ScenarioReport(
        subject="rules" if directory is None else str(directory),
        pack=PackRef(version=pack.version, sha256=pack.sha256),
        passed=not failed and (judged is None or judged.complete),
        counts={
            "files": len({row.file for row in rows}),
            "scenarios": len(rows),
            "expectations": sum(_expectations(item.setup) for item in ran),
            "passed": passed,
            "failed": len(rows) - passed,
        },
        scenarios=tuple(rows),
        findings=findings(sorted({*failed, *suite.warnings})),
        coverage=judged,
    )


def _expectations(setup: Setup) -> int:
    expect = setup.scenario.expect
    nested = [len(item) for item in expect.conditions.values()]
    plain = (expect.status, expect.conclusions, expect.duties, expect.duty, expect.reach, expect.turns_on)
    outcomes = [len(item) if isinstance(item, tuple) else 1 for item in expect.rules.values()]
    return sum(nested) + sum(outcomes) + sum(len(item) for item in plain)
