"""What a rule changes, as data: schema ``pow-options/impact/1``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pow_options.assessment.model import Part
from pow_options.assessment.snapshot import RouteState, Whole


class RouteMove(Part):
    """A route with what moved, as it is with the rule and without."""

    route: str
    moved: tuple[str, ...]
    with_rule: RouteState
    without: RouteState


class CaseMove(Part):
    """A case in which something moves; ``kind`` says whether it is bundled, a scenario, or made up to show it."""

    case: str
    kind: Literal["case", "scenario", "made_up"]
    moved: tuple[str, ...]
    routes: tuple[RouteMove, ...]
    with_rule: Whole
    without: Whole


class Elsewhere(Part):
    """What is known of all other cases, where none of those looked at is moved.

    ``verdict`` is ``cannot`` (shown for every case within the bound), ``can`` (a ``case`` and the ``command`` show it),
    or ``not_shown``.
    """

    verdict: Literal["cannot", "can", "not_shown"]
    says: str
    command: str | None = None
    case: str | None = None
    move: CaseMove | None = None


class Impact(Part):
    """What moves when a rule is switched off."""

    schema_: Literal["pow-options/impact/1"] = Field(default="pow-options/impact/1", alias="schema")
    rule: str
    article: str
    cases: int
    scenarios: int
    skipped: tuple[str, ...]
    moved: tuple[CaseMove, ...]
    elsewhere: Elsewhere | None


class Influence(Part):
    """Whether a rule changes anything: the first case in which it does, or what is known of all others."""

    rule: str
    case: str | None
    moved: tuple[str, ...]
    elsewhere: Elsewhere | None

    @property
    def settled(self) -> bool:
        """Whether a case was found that it moves, or shown that there is none."""
        return self.case is not None or (self.elsewhere is not None and self.elsewhere.verdict != "not_shown")
