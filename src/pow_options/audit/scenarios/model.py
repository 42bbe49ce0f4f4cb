"""Scenario files, ``scenarios/*.yaml`` of a pack: small cases, and what the law makes of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from pow_options.assessment.model import Outcome, Reach, Status
from pow_options.cases.model import CaseParty, Value
from pow_options.law.model import Day, Line, Prose, StateCode, Strict

MAX_SCENARIOS = 1_000
"""Scenarios in one file."""

MAX_KEYS = 500
"""Entries of one mapping or list of a scenario."""

ScenarioId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,99}$")]
Name = Annotated[str, Field(min_length=1, max_length=100)]
"""A word of the pack. Whether it is one is looked at with the pack at hand, so that a hint can name the nearest."""

Names = Annotated[tuple[Name, ...], Field(min_length=1, max_length=MAX_KEYS)]
Bounded: Any = Field(default_factory=dict, max_length=MAX_KEYS)


class ExpectsNothingError(ValueError):
    """A scenario without a single expectation."""

    hint = (
        "say what the law makes of it: "
        "`status`, `rules`, `conclusions`, `duties`, `duty`, `reach`, `conditions` or `turns_on`"
    )

    def __init__(self) -> None:
        """Say so."""
        super().__init__("the scenario expects nothing")


class Expect(Strict):
    """What the law makes of a scenario; at least one of these.

    ``status`` is of options or routes, ``rules`` the outcomes that instances of a rule have, ``duties`` those that
    name no one route, ``duty`` the obligation shown on a route (``none``: there is none), ``reach`` whether a route is
    in reach, ``conditions`` rules among those a route waits for, ``turns_on`` all unsettled questions the status of an
    option turns on.
    """

    status: Annotated[dict[Name, Status], Bounded]
    rules: Annotated[
        dict[Name, Outcome | Annotated[tuple[Outcome, ...], Field(min_length=1, max_length=len(Outcome))]], Bounded
    ]
    conclusions: Annotated[dict[Name, bool | Literal["unknown"]], Bounded]
    duties: Annotated[tuple[Name, ...], Field(max_length=MAX_KEYS)] = ()
    duty: Annotated[dict[Name, Name | None], Bounded]
    reach: Annotated[dict[Name, Reach], Bounded]
    conditions: Annotated[dict[Name, Names], Bounded]
    turns_on: Annotated[dict[Name, Annotated[tuple[Name, ...], Field(max_length=MAX_KEYS)]], Bounded]

    @model_validator(mode="after")
    def _something(self) -> Expect:
        if not any(getattr(self, name) for name in Expect.model_fields):
            raise ExpectsNothingError
        return self


class Scenario(Strict):
    """One small case, and what is expected of it.

    ``ground`` says why the expectation is right: the provision, not the program. ``from`` names a scenario whose roles,
    parties, facts, readings, dates and rules switched off are taken over; what is given here comes on top. With
    ``case``, a bundled case, ``facts`` are hypotheses on top of it. A fact that is ``unknown`` takes one away.
    """

    id: ScenarioId
    title: Line
    ground: Prose
    from_: Name | None = Field(default=None, alias="from")
    case: Line | None = None
    roles: Annotated[dict[Name, StateCode | Literal["none"]], Bounded]
    parties: Annotated[dict[StateCode, CaseParty], Bounded]
    facts: Annotated[dict[Name, Value], Bounded]
    as_of: Day | None = None
    law_on: Day | None = None
    readings: Annotated[dict[Name, Name], Bounded]
    without: Annotated[tuple[Name, ...], Field(max_length=MAX_KEYS)] | None = None
    expect: Expect


class ScenarioFile(Strict):
    """A scenario file, ``pow-options/scenarios/1``."""

    schema_: Literal["pow-options/scenarios/1"] = Field(alias="schema")
    scenarios: Annotated[tuple[Scenario, ...], Field(min_length=1, max_length=MAX_SCENARIOS)]
