"""A case: who is bound to which role, what is settled, and what was said by whom and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from pow_options.law.model import Day, Grade, Line, Prose, Role, StateCode, Strict

if TYPE_CHECKING:
    from pow_options.source import Document

NONE = "none"
"""What a role is bound to when nobody plays it."""

UNGRADED = "F6"
"""What a statement without a grade counts as: neither its source nor its content can be judged."""

FactKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,79}(\([A-Z][A-Z0-9]{2,7}\))?$")]
CaseId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,99}$")]
Value = bool | int | float | str


class Setting(Strict):
    """The circumstances in which something was said; what is not recorded is ``unknown``."""

    asked_by: Line | None = None
    private: bool | Literal["unknown"] | None = None
    captor_present: bool | Literal["unknown"] | None = None
    interpreter: bool | Literal["unknown"] | None = None
    own_language: bool | Literal["unknown"] | None = None
    informed: bool | Literal["unknown"] | None = None


class Statement(Strict):
    """What someone said about one fact.

    ``value`` is one value, or a list of the values it leaves open. ``grade`` is the Admiralty grade of the claim;
    without one it counts as ``UNGRADED``. ``derived_from`` is the independence group: statements of one group are one
    voice. ``disputes`` names a statement about the same fact that this one contradicts; it is shown, and its weight is
    that of its grade. ``translation`` says from which language it was translated, and by whom; ``generated`` that its
    text was made by a machine, which is evidence of nothing: it too counts as ``UNGRADED``.
    """

    id: CaseId
    fact: FactKey
    value: Value | Annotated[tuple[Value, ...], Field(min_length=1)]
    said_on: Day | None = None
    known_on: Day
    source: Line
    grade: Grade | None = None
    derived_from: Line | None = None
    disputes: CaseId | None = None
    setting: Setting | None = None
    translation: Line | None = None
    generated: bool = False
    url: Line | None = None
    judged_by: Line | None = None
    note: Prose | None = None

    @property
    def graded(self) -> str:
        """Its grade; ``UNGRADED`` without one, and for text made by a machine, which witnesses nothing."""
        return UNGRADED if self.grade is None or self.generated else self.grade


class CaseParty(Strict):
    """A non-State party, or a State the pack does not know, declared in the case."""

    name: Line


class DiscussionQuestion(Strict):
    """For teaching: something to discuss."""

    ask: Prose
    note: Prose | None = None


class CaseFile(Strict):
    """A case file, ``pow-options/case/1``."""

    schema_: Literal["pow-options/case/1"] = Field(alias="schema")
    id: CaseId
    title: Line
    roles: dict[Role, StateCode | Literal["none"]]
    parties: dict[StateCode, CaseParty] = Field(default_factory=dict)
    facts: dict[FactKey, Value] = Field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    questions: tuple[Prose | DiscussionQuestion, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A case file with the document it was read from."""

    file: CaseFile
    sha256: str
    document: Document = field(repr=False)

    @property
    def id(self) -> str:
        """The id of the case."""
        return self.file.id

    @property
    def title(self) -> str:
        """The title of the case."""
        return self.file.title

    @property
    def newest(self) -> date | None:
        """The day the newest of its statements became known; ``None`` if it has none."""
        return max((item.known_on for item in self.file.statements), default=None)

    @property
    def roles(self) -> dict[str, str]:
        """The State code, or ``none``, bound to each role."""
        return {role: str(code) for role, code in self.file.roles.items()}


def spell(value: Any) -> str:  # noqa: ANN401 - any value a file can hold
    """Return a value as the vocabulary spells it: ``true``, ``false``, a word, a number, a date."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def split_key(key: str) -> tuple[str, str | None]:
    """Return the name and the State of a fact key such as ``wishes(KOR)``."""
    name, bracket, rest = key.partition("(")
    return name, rest.removesuffix(")") if bracket else None
