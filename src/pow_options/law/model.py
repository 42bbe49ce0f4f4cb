"""The law as data: models of the files of a pack. What they mean is in docs/semantics.md."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator

Role = Literal["detaining_power", "power_served", "state_of_origin", "third_state"]
StateCode = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{2,7}$")]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,99}$")]
FactId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,79}$")]
Grade = Annotated[str, Field(pattern=r"^[A-F][1-6]$")]
Line = Annotated[str, Field(min_length=1, max_length=600)]
Prose = Annotated[str, Field(min_length=1, max_length=4000)]
Expression = Annotated[str, Field(min_length=1, max_length=4000)]
Day = Annotated[date, Field(strict=False)]


class Strict(BaseModel):
    """Frozen; a key that is not known is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Authority(Strict):
    """Where a proposition comes from. ``checked`` is false for general knowledge and inference."""

    source: Line
    url: Line | None = None
    checked: bool
    note: Prose | None = None


# --- facts.yaml -----------------------------------------------------------------------------------------------------


class Fact(Strict):
    """One entry of the vocabulary; see docs/semantics.md.

    ``about`` names the fact whose statement this one qualifies: it counts only if it comes from the same voice.
    """

    type: Literal["bool", "enum", "date", "number"]
    values: dict[FactId, Line] | None = None
    per_state: bool = False
    kind: Literal["finding", "judgement", "decision"]
    changes: bool = False
    risk: bool = False
    from_parties: Id | None = None
    about: FactId | None = None
    question: Line
    who: Line
    standard: dict[str, Grade]
    memos: dict[FactId, Line] = Field(default_factory=dict)

    def standard_for(self, value: str) -> str:
        """Return the weakest Admiralty grade at which a statement of ``value`` counts."""
        return self.standard.get(value) or self.standard["default"]


class Conclusion(Strict):
    """A name that only rules reach."""

    per_state: bool = False
    order: str
    says: Line
    denies: Line


class Never(Strict):
    """A combination of facts that cannot hold together."""

    when: Expression
    because: Line


class FactsFile(Strict):
    """``facts.yaml``."""

    schema_: Literal["pow-options/facts/1"] = Field(alias="schema")
    facts: dict[FactId, Fact]
    conclusions: dict[FactId, Conclusion]
    never: tuple[Never, ...] = ()


# --- options.yaml ---------------------------------------------------------------------------------------------------


class Route(Strict):
    """One way of getting to a destination."""

    id: FactId
    name: Line
    actor: Role
    custodial: bool
    guarded: bool
    lasting: bool
    undo: Literal["fully", "partly", "never"]
    needs: FactId | None


class Option(Strict):
    """One destination; its id is the role bound to it."""

    id: Role
    name: Line
    routes: Annotated[tuple[Route, ...], Field(min_length=1)]


class OptionsFile(Strict):
    """``options.yaml``."""

    schema_: Literal["pow-options/options/1"] = Field(alias="schema")
    options: Annotated[tuple[Option, ...], Field(min_length=1)]


# --- readings.yaml --------------------------------------------------------------------------------------------------


class Position(Strict):
    """One answer to a contested question.

    ``unresolved`` marks an answer that leaves rules at odds on purpose: where their priority hangs on the question,
    they collide under it, and that is the answer.
    """

    id: FactId
    says: Prose
    unresolved: bool = False
    holders: Annotated[tuple[Line, ...], Field(min_length=1)]
    authority: Annotated[tuple[Authority, ...], Field(min_length=1)]


class Question(Strict):
    """A contested question of law."""

    id: FactId
    question: Line
    default: FactId
    note: Prose | None = None
    positions: Annotated[tuple[Position, ...], Field(min_length=2)]

    @property
    def position_ids(self) -> tuple[str, ...]:
        """The ids of the positions, in the order of the file."""
        return tuple(item.id for item in self.positions)


class ReadingsFile(Strict):
    """``readings.yaml``."""

    schema_: Literal["pow-options/readings/1"] = Field(alias="schema")
    questions: tuple[Question, ...]


# --- ranking.yaml ---------------------------------------------------------------------------------------------------


class Counts(Strict):
    """A limit on which values count: not on some routes, or there only if something is established."""

    values: tuple[FactId, ...]
    unless_route: dict[Literal["custodial", "guarded", "lasting"], bool] | None = None
    on_routes: tuple[FactId, ...] | None = None
    only_if: Expression | None = None


class Criterion(Strict):
    """One step of the ranking."""

    id: FactId
    measure: Literal["status", "reach", "value", "readiness", "route_field", "missing_count", "reasons", "table_order"]
    of: Expression | None = None
    classes: tuple[tuple[str, ...], ...] = ()
    counts: tuple[Counts, ...] = ()
    says: Line


class RankingFile(Strict):
    """``ranking.yaml``."""

    schema_: Literal["pow-options/ranking/1"] = Field(alias="schema")
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1)]


# --- states.yaml ----------------------------------------------------------------------------------------------------


class State(Strict):
    """A State, present or former, with the names people use for it."""

    name: Line
    aliases: tuple[Line, ...] = ()
    from_: Day | None = Field(default=None, alias="from")
    until: Day | None = None


class StatesFile(Strict):
    """``states.yaml``."""

    schema_: Literal["pow-options/states/1"] = Field(alias="schema")
    states: dict[StateCode, State]


# --- law/<instrument>.yaml ------------------------------------------------------------------------------------------


class Party(Strict):
    """From when, and until when, a treaty binds a State."""

    in_force: Day
    until: Day | None = None
    authority: tuple[Authority, ...] = ()
    note: Prose | None = None


class Declaration(Strict):
    """A reservation or declaration a State made."""

    id: Id
    by: StateCode
    kind: Literal["declaration", "reservation"]
    on: Day
    withdrawn: Day | None = None
    article: Line
    says: Prose
    authority: Annotated[tuple[Authority, ...], Field(min_length=1)]
    note: Prose | None = None


class NotEncoded(Strict):
    """A provision that is not in the pack, and why."""

    article: Line
    why: Prose


class Instrument(Strict):
    """A treaty, a rule of custom, a line of practice, or a statute.

    A State in neither ``parties`` nor ``not_parties`` was not looked up, unless the treaty is ``open_only_to`` others.
    """

    id: FactId
    title: Line
    short: Line
    kind: Literal["treaty", "custom", "practice", "domestic"]
    state: StateCode | None = None
    adopted: Day | None = None
    in_force: Day | None = None
    emerged: Day | None = None
    between: tuple[Role, ...] = ()
    authority: Annotated[tuple[Authority, ...], Field(min_length=1)]
    parties: dict[StateCode, Party] = Field(default_factory=dict)
    not_parties: tuple[StateCode, ...] = ()
    open_only_to: tuple[StateCode, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    not_encoded: tuple[NotEncoded, ...] = ()
    notes: Prose | None = None


class Requirement(Strict):
    """A condition that routes wait for (``before``) or a duty that goes with them (``throughout``)."""

    condition: Expression
    on: Annotated[tuple[FactId, ...], Field(min_length=1)]
    timing: Literal["before", "throughout"] = "before"


class Overrides(Strict):
    """What a rule prevails over, on which ground, and under which reading if that is contested."""

    rule: Id | None = None
    instrument: FactId | None = None
    ground: Line
    source: Line
    url: Line | None = None
    checked: bool = False
    note: Prose | None = None
    reading: dict[FactId, FactId | tuple[FactId, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_target(self) -> Overrides:
        if (self.rule is None) == (self.instrument is None):
            message = "an override names either a `rule` or an `instrument`"
            raise ValueError(message)
        return self


Routes = Annotated[tuple[FactId, ...], Field(min_length=1)]
VERBS = ("conclude", "oblige", "forbid", "permit", "excuse", "require", "support", "oppose")


class Rule(Strict):
    """One norm: one legal effect of one provision."""

    id: Id
    article: Line
    title: Line
    says: Prose
    norm: Line | None = None
    authority: Annotated[tuple[Authority, ...], Field(min_length=1)]
    binds: Role | StateCode
    reading: dict[FactId, FactId | tuple[FactId, ...]] = Field(default_factory=dict)
    only_for: Id | None = None
    not_for: Id | None = None
    when: Expression = "true"
    unless: Expression | None = None
    conclude: Expression | None = None
    oblige: Routes | None = None
    forbid: Routes | None = None
    permit: Routes | None = None
    excuse: Routes | None = None
    require: Requirement | None = None
    support: Routes | None = None
    oppose: Routes | None = None
    duty: bool = False
    overrides: tuple[Overrides, ...] = ()
    contested_with: tuple[Id, ...] = ()
    open_norm: Prose | None = None
    not_encoded: Prose | None = None
    notes: Prose | None = None

    @model_validator(mode="after")
    def _one_verb(self) -> Rule:
        given = [verb for verb in VERBS if getattr(self, verb) is not None]
        if len(given) != 1:
            named = ", ".join(f"`{verb}`" for verb in given) or "none"
            message = f"a rule has exactly one verb; this one has {named}"
            raise ValueError(message)
        if self.duty and self.forbid is None:
            message = "`duty` goes with `forbid` only"
            raise ValueError(message)
        return self

    @property
    def verb(self) -> str:
        """The one verb of the rule."""
        return next(verb for verb in VERBS if getattr(self, verb) is not None)

    @property
    def routes(self) -> tuple[str, ...]:
        """The routes the rule acts on; empty if it concludes."""
        if self.require is not None:
            return self.require.on
        return () if self.conclude is not None else tuple(getattr(self, self.verb))


class LawFile(Strict):
    """``law/<instrument>.yaml``."""

    schema_: Literal["pow-options/law/1"] = Field(alias="schema")
    instrument: Instrument
    rules: tuple[Rule, ...] = ()
    _places: tuple[int, ...] = PrivateAttr(default=())

    @classmethod
    def sound_part(cls, instrument: Instrument, rules: Sequence[tuple[int, Rule]]) -> LawFile:
        """Return the rules of a file that are sound in form, each with its place among all of them."""
        file = cls(schema="pow-options/law/1", instrument=instrument, rules=tuple(rule for _, rule in rules))
        file._places = tuple(index for index, _ in rules)
        return file

    def place_of(self, index: int) -> int:
        """Return the place in the file of the rule at ``index`` of ``rules``."""
        return self._places[index] if self._places else index


class PackFile(Strict):
    """``pack.yaml``.

    ``recorded_on`` is the day up to which the law was recorded; a case without dates is judged as of it.
    """

    schema_: Literal["pow-options/pack/1"] = Field(alias="schema")
    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    title: Line
    recorded_on: Day
    caveats: tuple[Line, ...] = ()
