"""The Assessment: the options ranked, with what each rests on and waits for. Schema ``pow-options/assessment/1``."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Status(StrEnum):
    """What may lawfully be done by a route; docs/semantics.md says when each holds."""

    REQUIRED = "required"
    OPEN = "open"
    OPEN_IF = "open_if"
    CONTESTED = "contested"
    BARRED = "barred"


class Reach(StrEnum):
    """Whether whoever must accept him does."""

    IN = "in"
    OUT = "out"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What became of a rule. The list is closed."""

    APPLIED = "applied"
    LIFTED = "lifted"
    OVERRIDDEN = "overridden"
    DEFEATED = "defeated"
    NOT_ESTABLISHED = "not_established"
    MAY_APPLY = "may_apply"
    NOT_BINDING = "not_binding"
    READING_NOT_CHOSEN = "reading_not_chosen"
    SWITCHED_OFF = "switched_off"
    COLLIDES = "collides"


class Part(BaseModel):
    """Frozen, comparable, and without keys that are not known."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class FactState(Part):
    """A fact as it stands, and who can answer or act."""

    fact: str
    value: str
    who: str


class Condition(Part):
    """Something a route waits for: an unmet requirement, or a prohibition that may apply."""

    rule: str
    condition: str
    facts: tuple[FactState, ...]
    says: str


class Reason(Part):
    """A rule that acts on a route, and what became of it."""

    rule: str
    article: str
    verb: str
    outcome: Outcome
    by: tuple[str, ...]
    says: str


class Duty(Part):
    """A standing obligation to take a route, and the prohibitions that suspend it."""

    rule: str
    suspended_by: tuple[str, ...]


class RouteResult(Part):
    """One way of getting to a destination."""

    id: str
    status: Status
    duty: Duty | None
    reach: Reach
    rival_duty: tuple[str, ...]
    conditions: tuple[Condition, ...]
    reasons: tuple[Reason, ...]


class OptionResult(Part):
    """One destination, shown by its best route.

    ``settled`` is true if every completion of what is unknown gives the status it has, false if some completion is
    known to give another, and null if neither could be shown. ``turns_on`` lists the unsettled questions of law on
    which the status turns.
    """

    id: str
    state: str
    rank: int
    status: Status
    route: str
    distinct: bool
    same_as: str | None
    only_lawful: bool
    settled: bool | None
    turns_on: tuple[str, ...]
    says: str
    conditions: tuple[Condition, ...]
    reasons: tuple[Reason, ...]
    routes: tuple[RouteResult, ...]


class CaseRef(Part):
    """Which case was assessed."""

    id: str
    title: str
    sha256: str


class PackRef(Part):
    """Which law it was assessed under."""

    version: str
    sha256: str


class GeneralDuty(Part):
    """A duty that names no one route."""

    rule: str
    says: str


class Ranked(Part):
    """Why one option stands above the next."""

    above: str
    below: str
    criterion: str
    says: str


class Note(Part):
    """Something the reader must know of this answer."""

    code: str
    says: str


class AssessmentData(Part):
    """The data of an assessment, as printed in JSON."""

    schema_: Literal["pow-options/assessment/1"] = Field(default="pow-options/assessment/1", alias="schema")
    case: CaseRef
    as_of: str
    law_on: str
    pack: PackRef
    readings: dict[str, str]
    assumed: dict[str, str]
    options: tuple[OptionResult, ...]
    duties: tuple[GeneralDuty, ...]
    ranking: tuple[Ranked, ...]
    unknown: tuple[str, ...]
    disputed: tuple[str, ...]
    diagnostics: tuple[Note, ...]
