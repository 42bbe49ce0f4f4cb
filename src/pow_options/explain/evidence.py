"""The nodes of a trace for facts and statements: what counts, what does not, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.assessment import who
from pow_options.cases import Ground, Use, split_key
from pow_options.cases.resolving import values_of
from pow_options.messages import en

from .trace import FactNode, StatementNode, WeighedStatement

if TYPE_CHECKING:
    from pow_options.assessment import Evaluation
    from pow_options.cases import Statement, Weighed
    from pow_options.law.model import Fact


_RISK = frozenset(("true",))


def fact_node(evaluation: Evaluation, atom: str, question: str) -> FactNode:
    """Return the node of a fact, with every statement weighed for it; ``question`` is the fact's, with States named."""
    entry = evaluation.pack.facts[split_key(atom)[0]]
    resolved = evaluation.resolved.get(atom)
    weighed = resolved.weighed if resolved is not None else ()
    statements = _statements(evaluation)
    return FactNode(
        id=f"fact:{atom}",
        fact=atom,
        value=evaluation.fact_value(atom),
        nature=entry.kind,
        question=question,
        who=who(evaluation, atom),
        ground=str(resolved.ground if resolved is not None else Ground.NOTHING),
        standard=dict(entry.standard),
        weighed=tuple(_weighed(evaluation, item, statements[item.statement], entry) for item in weighed),
        because=tuple(f"statement:{item.statement}" for item in weighed),
    )


def _statements(evaluation: Evaluation) -> dict[str, Statement]:
    return {item.id: item for item in evaluation.case.file.statements}


def _weighed(evaluation: Evaluation, item: Weighed, statement: Statement, fact: Fact) -> WeighedStatement:
    """Return what became of a statement, with the reason in words."""
    standards = {value: fact.standard_for(value) for value in sorted(values_of(statement))}
    says = en.WHY_USE[_reason(evaluation, item, statement, fact)].format(
        by=", ".join(item.by),
        grade=_grade(statement),
        known=statement.known_on,
        as_of=evaluation.as_of,
        said=statement.said_on or statement.known_on,
        group=statement.derived_from,
        standards=", ".join(f"{grade} for {value}" for value, grade in standards.items()),
    )
    return WeighedStatement(statement=item.statement, use=str(item.use), by=item.by, why=says)


def _grade(statement: Statement) -> str:
    if statement.generated:
        return en.MACHINE_GRADED.format(grade=statement.graded)
    return statement.grade or en.UNGRADED.format(grade=statement.graded)


def _reason(evaluation: Evaluation, item: Weighed, statement: Statement, fact: Fact) -> str:
    if item.use is not Use.OUTWEIGHED:
        return str(item.use)
    if fact.risk:
        winners = {values_of(_statements(evaluation)[name]) == _RISK for name in item.by}
        if values_of(statement) != _RISK:
            return "stands"
        return "answered" if winners == {False} else "better"
    said = {s.id: s.said_on or s.known_on for s in evaluation.case.file.statements}
    newer = any(said[other] > said[statement.id] for other in item.by)
    return "newer" if fact.changes and newer else "better"


def statement_node(evaluation: Evaluation, statement: str) -> StatementNode:
    """Return the node of a statement as the case records it."""
    item = _statements(evaluation)[statement]
    setting = item.setting.model_dump(exclude_none=True) if item.setting else {}
    words = {True: "yes", False: "no"}
    return StatementNode(
        id=f"statement:{statement}",
        statement=item.id,
        fact=item.fact,
        value=tuple(sorted(values_of(item))),
        said_on=item.said_on.isoformat() if item.said_on else None,
        known_on=item.known_on.isoformat(),
        source=item.source,
        grade=item.grade,
        derived_from=item.derived_from,
        disputes=item.disputes,
        translation=item.translation,
        generated=item.generated,
        setting={k: words.get(v, str(v)) if isinstance(v, bool) else str(v) for k, v in setting.items()},
        url=item.url,
        judged_by=item.judged_by,
        note=item.note,
    )
