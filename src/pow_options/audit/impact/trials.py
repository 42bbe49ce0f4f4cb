"""The cases in which rules are tried: the bundled ones, and the scenarios of the pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pow_options.assessment import evaluate
from pow_options.assessment.snapshot import moved_routes, moved_whole
from pow_options.audit.scenarios import load_scenarios
from pow_options.cases import check_case, example_names, load_case
from pow_options.source import InvalidData

from .model import CaseMove, RouteMove

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from pow_options.assessment import Evaluation
    from pow_options.assessment.snapshot import Snapshot
    from pow_options.cases import Case
    from pow_options.law import Pack


@dataclass(frozen=True, slots=True, eq=False)
class Trial:
    """A case with the question put to it; ``shows`` are the rules it is there to show."""

    name: str
    kind: Literal["case", "scenario", "made_up"]
    case: Case
    as_of: date
    law_on: date
    assume: Mapping[str, str]
    readings: Mapping[str, str]
    without: tuple[str, ...]
    shows: frozenset[str] = frozenset()

    def evaluate(self, pack: Pack) -> Evaluation:
        """Evaluate it.

        Raises:
            TooManyWorldsError: if its unsettled readings have too many combinations.
        """
        return evaluate(
            self.case,
            pack,
            as_of=self.as_of,
            law_on=self.law_on,
            dated_by="asked",
            assume=self.assume,
            readings=self.readings,
            without=self.without,
        )


def bundled(pack: Pack) -> Iterator[Trial | str]:
    """Yield the bundled cases; of one that does not fit the vocabulary of the pack, the name."""
    for name in example_names():
        try:
            case = load_case(name, pack)
            check_case(case, pack)
        except InvalidData:
            yield name
            continue
        day = case.newest or pack.recorded_on
        yield Trial(name, "case", case, day, day, {}, {}, ())


def scenarios(pack: Pack, directory: str | None) -> Iterator[Trial]:
    """Yield the scenarios of a pack.

    Raises:
        InvalidData: if the scenarios are at fault.
    """
    for item in load_scenarios(pack, directory).setups:
        expected = frozenset(item.scenario.expect.rules)
        yield Trial(
            item.scenario.id,
            "scenario",
            item.case,
            item.as_of,
            item.law_on,
            item.assume,
            item.readings,
            tuple(item.without),
            expected,
        )


def compare(trial: Trial, before: Snapshot, after: Snapshot) -> CaseMove | None:
    """Return what moves in a case from one snapshot to the other, or ``None`` if nothing does."""
    routes = tuple(
        RouteMove(route=item.route, moved=item.kinds, with_rule=item.before, without=item.after)
        for item in moved_routes(before, after)
    )
    kinds = dict.fromkeys([*(kind for route in routes for kind in route.moved), *moved_whole(before, after)])
    if not kinds:
        return None
    return CaseMove(
        case=trial.name,
        kind=trial.kind,
        moved=tuple(kinds),
        routes=routes,
        with_rule=before.whole,
        without=after.whole,
    )
