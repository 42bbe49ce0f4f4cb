"""A trace: why an option has the status it has, as data. Schema ``pow-options/trace/1``.

A trace is a graph of nodes, each with an id that says what it is: ``option:``, ``route:``, ``rule:``, ``conclusion:``,
``fact:``, ``statement:`` and ``reading:``. A node lists the ids of what it rests on.
"""

from __future__ import annotations

import html
from typing import Annotated, Literal

from pydantic import Field

from pow_options.assessment.model import CaseRef, Condition, Outcome, PackRef, Part, Reach, Status


class Source(Part):
    """Where a proposition comes from; ``checked`` is false for general knowledge and inference."""

    source: str
    url: str | None
    checked: bool
    note: str | None


class Priority(Part):
    """One rule prevails over another, on a ground; ``reading`` names the positions under which it does."""

    superior: str
    inferior: str
    ground: str
    source: str
    url: str | None
    checked: bool
    reading: dict[str, tuple[str, ...]]


class WorldStatus(Part):
    """The status under one combination of positions of the unsettled questions."""

    readings: dict[str, str]
    status: Status


class OptionNode(Part):
    """The option explained."""

    kind: Literal["option"] = "option"
    id: str
    option: str
    state: str
    status: Status
    says: str
    ranking: tuple[str, ...]
    because: tuple[str, ...]


class Measure(Part):
    """What one criterion of the ranking makes of a route, and what it was read from, if from a fact or conclusion."""

    criterion: str
    value: str
    of: str | None
    says: str


class RouteNode(Part):
    """A route, the rules that act on it, and what it waits for.

    ``held_by`` are the statements without any one of which it would be free, as an older or weaker one would count.
    """

    kind: Literal["route"] = "route"
    id: str
    route: str
    name: str
    status: Status
    reach: Reach
    duty: str | None
    suspended_by: tuple[str, ...]
    under: tuple[WorldStatus, ...]
    conditions: tuple[Condition, ...]
    held_by: tuple[str, ...]
    measures: tuple[Measure, ...]
    because: tuple[str, ...]


class RuleNode(Part):
    """One rule where it was applied: what it says, what became of it, and what it rests on."""

    kind: Literal["rule"] = "rule"
    id: str
    rule: str
    instrument: str
    article: str
    title: str
    says: str
    verb: str
    head: str
    binds: str
    domestic: bool
    outcome: Outcome
    by: tuple[str, ...]
    why_not: str | None
    when: str
    unless: str | None
    condition: str | None
    priorities: tuple[Priority, ...]
    authority: tuple[Source, ...]
    open_norm: str | None
    because: tuple[str, ...]


class Judged(Part):
    """A judgement something rests on, and whose it is."""

    fact: str
    value: str
    by: tuple[str, ...]


class ConclusionNode(Part):
    """A conclusion: whether it is drawn, whose judgements it then rests on, and the rules for and against it."""

    kind: Literal["conclusion"] = "conclusion"
    id: str
    conclusion: str
    value: str
    possible: tuple[str, ...]
    assumed: bool
    judged: tuple[Judged, ...]
    says: str
    because: tuple[str, ...]


class WeighedStatement(Part):
    """A statement, what became of it, by which others, and why."""

    statement: str
    use: str
    by: tuple[str, ...]
    why: str


class FactNode(Part):
    """A fact as it stands, and the statements weighed for it."""

    kind: Literal["fact"] = "fact"
    id: str
    fact: str
    value: str
    nature: str
    question: str
    who: str
    ground: str
    standard: dict[str, str]
    weighed: tuple[WeighedStatement, ...]
    because: tuple[str, ...]


class StatementNode(Part):
    """A statement as the case records it."""

    kind: Literal["statement"] = "statement"
    id: str
    statement: str
    fact: str
    value: tuple[str, ...]
    said_on: str | None
    known_on: str
    source: str
    grade: str | None
    derived_from: str | None
    disputes: str | None
    setting: dict[str, str]
    translation: str | None
    generated: bool
    url: str | None
    judged_by: str | None
    note: str | None


class ReadingNode(Part):
    """A contested question and the positions taken on it."""

    kind: Literal["reading"] = "reading"
    id: str
    question: str
    asks: str
    chosen: str
    positions: dict[str, str]
    holders: dict[str, tuple[str, ...]]


Node = Annotated[
    OptionNode | RouteNode | RuleNode | ConclusionNode | FactNode | StatementNode | ReadingNode,
    Field(discriminator="kind"),
]


class Trace(Part):
    """Why one option has the status it has. Nodes stand in the order in which they are first needed."""

    schema_: Literal["pow-options/trace/1"] = Field(default="pow-options/trace/1", alias="schema")
    case: CaseRef
    as_of: str
    law_on: str
    pack: PackRef
    readings: dict[str, str]
    assumed: dict[str, str]
    without: tuple[str, ...]
    full: bool
    root: str
    nodes: tuple[Node, ...]

    def _repr_html_(self) -> str:
        """Return the trace as a block of text for a notebook."""
        from .formats import text, trace  # noqa: PLC0415 - the words are only needed where it is shown

        return f"<pre>{html.escape(text(trace(self)))}</pre>"
