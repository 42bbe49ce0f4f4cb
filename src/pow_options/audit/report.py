"""Reports on files: their faults and warnings, and a few counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from pow_options.assessment.model import Part
from pow_options.cases import check_case, evidence_warnings, load_case
from pow_options.law import Pack, load_pack
from pow_options.law.phrases import has_phrases, read_phrases
from pow_options.source import Diagnostic, InvalidData

from .analysis import Analysis, analyse
from .evidence import decisive_warnings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Finding(Part):
    """One diagnostic."""

    file: str
    line: int
    column: int
    severity: str
    message: str
    hint: str

    def render(self) -> str:
        """Return the finding as a diagnostic of one or two lines."""
        return Diagnostic(self.file, self.line, self.column, self.message, self.hint, self.severity).render()


class Report(Part):
    """What is wrong with a pack or a case.

    ``sound`` is whether there are no faults; ``counts`` says how much was looked at; ``analysis`` is of a pack that
    loads, and null otherwise.
    """

    schema_: Literal["pow-options/check/1"] = Field(default="pow-options/check/1", alias="schema")
    subject: str
    sound: bool
    counts: dict[str, int]
    findings: tuple[Finding, ...]
    analysis: Analysis | None = None

    @property
    def cases(self) -> dict[str, str]:
        """The cases that show conflicts, by the name of a file for each."""
        conflicts = () if self.analysis is None else self.analysis.conflicts
        return {item.file: item.case for item in conflicts if item.file is not None and item.case is not None}

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings that are errors."""
        return tuple(item for item in self.findings if item.severity == "error")


def pack_report(directory: str | Path | None = None) -> Report:
    """Return the report on the pack in a directory, or on the bundled one."""
    subject = "rules" if directory is None else str(directory)
    try:
        pack = load_pack(directory)
    except InvalidData as error:
        return Report(subject=subject, sound=False, counts={}, findings=findings(error.diagnostics))
    analysis, found = analyse(pack, None if directory is None else str(directory))
    every = {*pack.warnings, *found, *_phrases(pack)}
    return Report(
        subject=subject,
        sound=not any(item.severity == "error" for item in every),
        counts=_counts(pack),
        findings=findings(sorted(every)),
        analysis=analysis,
    )


def _phrases(pack: Pack) -> tuple[Diagnostic, ...]:
    """Return the faults of the phrases of a pack; that it has none is no fault, it only cannot be asked in English."""
    if not has_phrases(pack):
        return ()
    try:
        read_phrases(pack)
    except InvalidData as error:
        return error.diagnostics
    return ()


def _counts(pack: Pack) -> dict[str, int]:
    checked = [item.checked for rule in pack.rules.values() for item in rule.rule.authority]
    checked += [item.checked for rule in pack.rules.values() for item in rule.rule.overrides]
    return {
        "instruments": len(pack.instruments),
        "rules": len(pack.rules),
        "facts": len(pack.facts),
        "conclusions": len(pack.conclusions),
        "questions": len(pack.questions),
        "citations": len(checked),
        "unchecked": checked.count(False),
    }


def case_report(case: str, pack: Pack) -> Report:
    """Return the report on a case file, or on a bundled example; a missing file is a finding too.

    What is weak about its evidence is warned of.
    """
    try:
        record = load_case(case, pack)
        warnings = [*check_case(record, pack), *evidence_warnings(record, pack), *decisive_warnings(record, pack)]
    except InvalidData as error:
        return Report(subject=case, sound=False, counts={}, findings=findings(error.diagnostics))
    counts = {"facts": len(record.file.facts), "statements": len(record.file.statements)}
    return Report(subject=case, sound=True, counts=counts, findings=findings(sorted(set(warnings))))


def findings(diagnostics: Iterable[Diagnostic]) -> tuple[Finding, ...]:
    """Return diagnostics as findings."""
    return tuple(
        Finding(
            file=item.file,
            line=item.line,
            column=item.column,
            severity=item.severity,
            message=item.message,
            hint=item.hint,
        )
        for item in diagnostics
    )
