"""Ranking by the criteria of the pack, lexicographically: each adjacent pair has one deciding criterion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pow_options.cases import split_key
from pow_options.law.condition import parse_name
from pow_options.law.model import Counts
from pow_options.messages import en

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pow_options.law.model import Criterion

    from .evaluation import Evaluation
    from .model import Reach, Status


@dataclass(frozen=True, slots=True)
class Standing:
    """What the criteria measure of a route."""

    route: str
    status: Status
    reach: Reach
    missing: int
    failed: int
    supported: bool
    opposed: bool
    place: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A route's place under one criterion (lower is better), and the value it comes from.

    For a criterion on a fact or conclusion, ``of`` is that, ``raw`` its value as it stands, and ``limit`` the limit by
    which the value does not count on this route, if one does.
    """

    place: int
    value: str
    of: str | None = None
    raw: str | None = None
    limit: Counts | None = None


def marks(evaluation: Evaluation, standing: Standing) -> tuple[Mark, ...]:
    """Return a route's place under every criterion, in the order of the criteria."""
    return tuple(_mark(evaluation, standing, criterion) for criterion in evaluation.pack.criteria)


def _mark(evaluation: Evaluation, standing: Standing, criterion: Criterion) -> Mark:
    match criterion.measure:
        case "missing_count":
            return Mark(standing.missing, str(standing.missing))
        case "table_order":
            return Mark(standing.place, str(standing.place))
        case "status":
            value = str(standing.status)
        case "reach":
            value = str(standing.reach)
        case "readiness":
            value = "nothing_missing" if not standing.missing else "some_false" if standing.failed else "unknown_only"
        case "reasons":
            kinds = {(True, False): "support_only", (False, True): "oppose_only", (True, True): "mixed"}
            value = kinds.get((standing.supported, standing.opposed), "none")
        case "route_field":
            field = getattr(evaluation.ground.routes[standing.route].route, str(criterion.of))
            value = str(field).lower() if isinstance(field, bool) else str(field)
        case _:
            return _value(evaluation, standing.route, criterion)
    place = _place(criterion, value)
    return Mark(place, value)


def _place(criterion: Criterion, value: str) -> int:
    return next(index for index, group in enumerate(criterion.classes) if value in group)


def ground_name(evaluation: Evaluation, text: str, route: str) -> str | None:
    """Return the ground atom a criterion names for a route, or ``None`` if its role is bound to nobody."""
    name = parse_name(text)
    if name.term is None:
        return name.name
    place = {**evaluation.case.roles, "destination": evaluation.ground.routes[route].destination}
    state = place.get(name.term, "none")
    return None if state == "none" else f"{name.name}({state})"


def read(evaluation: Evaluation, atom: str) -> str:
    """Return the value of a fact or conclusion in a word; what differs between readings is ``unknown``."""
    if split_key(atom)[0] in evaluation.pack.conclusions:
        return evaluation.literal_value(atom)
    value = evaluation.fact_value(atom)
    fact = evaluation.pack.facts[split_key(atom)[0]]
    known = {*(fact.values or ("true", "false")), "disputed"}
    return value if value in known else "unknown"


def _value(evaluation: Evaluation, route: str, criterion: Criterion) -> Mark:
    atom = ground_name(evaluation, str(criterion.of), route)
    raw = "unknown" if atom is None else read(evaluation, atom)
    for limit in criterion.counts:
        if raw in limit.values and not _counts(evaluation, route, limit):
            return Mark(_place(criterion, "unknown"), "unknown", atom, raw, limit)
    return Mark(_place(criterion, raw), raw, atom, raw)


def _counts(evaluation: Evaluation, route: str, limit: Counts) -> bool:
    """Whether the values a limit speaks of count on a route."""
    item = evaluation.ground.routes[route].route
    if limit.unless_route is not None and any(getattr(item, k) is v for k, v in limit.unless_route.items()):
        return False
    if limit.on_routes is not None and route not in limit.on_routes:
        return True
    if limit.only_if is None:
        return limit.on_routes is None
    atom = ground_name(evaluation, limit.only_if, route)
    return atom is not None and read(evaluation, atom) == "true"


def decide(above: Sequence[Mark], below: Sequence[Mark]) -> int:
    """Return the index of the first criterion on which two routes differ, or the last if there is none."""
    for index, (a, b) in enumerate(zip(above, below, strict=True)):
        if a.place != b.place:
            return index
    return len(above) - 1


def says(criterion: Criterion, above: str, below: str, a: Mark, b: Mark) -> str:
    """Return the sentence that says why one option stands above another."""
    return en.RANKED[criterion.measure].format(
        above=above,
        below=below,
        says=criterion.says,
        a=en.MEASURED.get(a.value, a.value),
        b=en.MEASURED.get(b.value, b.value),
    )
