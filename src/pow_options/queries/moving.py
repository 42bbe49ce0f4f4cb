"""What moved between two evaluations: option, route, condition or criterion, and the rules by which it did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pow_options.assessment import Evaluation, Outcome, Status, measured
from pow_options.assessment.measuring import best_routes
from pow_options.assessment.model import Part
from pow_options.assessment.snapshot import Snapshot, moved_routes
from pow_options.reasoning import Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pow_options.assessment.measuring import Measured
    from pow_options.assessment.snapshot import Effect, Moved


class Place(Part):
    """An option in the ranking: its State, its status and the route by which it is shown."""

    id: str
    state: str
    rank: int
    status: Status
    route: str


class Move(Part):
    """Something that is another than before.

    ``kind`` says what: the ``rank`` of an option or the ``route`` it is shown by; or, of a route, its ``status``, its
    number of ``conditions``, a ``criterion`` of the ranking, its ``duty``, or only the ``reasons`` given.
    ``criterion`` is the one that moved or, of a rank, the one that now tells the option from its neighbour. ``by`` are
    the rules by which it moved.
    """

    kind: Literal["rank", "status", "route", "conditions", "criterion", "duty", "reasons"]
    option: str | None = None
    route: str | None = None
    criterion: str | None = None
    before: str
    after: str
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """An evaluation with all that two of them are compared by."""

    evaluation: Evaluation
    snapshot: Snapshot
    ranking: tuple[Place, ...]


def look(evaluation: Evaluation) -> Seen:
    """Read an evaluation off."""
    snapshot = Snapshot(evaluation)
    return Seen(evaluation, snapshot, places(evaluation, snapshot.measured))


def taken(evaluation: Evaluation) -> dict[str, str]:
    """Return the readings that are not those of the pack."""
    questions = evaluation.pack.questions
    return {q: p for q, p in evaluation.worlds.chosen.items() if p != questions[q].default}


def places(evaluation: Evaluation, routes: Mapping[str, Measured] | None = None) -> tuple[Place, ...]:
    """Return the options in rank order, each by its best route."""
    best = best_routes(evaluation, measured(evaluation) if routes is None else routes)
    states: dict[str, str] = {option.option.id: option.state for option in evaluation.ground.options}
    order = sorted(best, key=lambda option: best[option].key)
    return tuple(
        Place(id=name, state=states[name], rank=rank, status=best[name].status, route=best[name].route)
        for rank, name in enumerate(order, start=1)
    )


def moves(before: Seen, after: Seen) -> tuple[Move, ...]:
    """Return what moved: ranks and best routes first, then every route in the order of the pack."""
    found = list(_options(before, after))
    for moved in moved_routes(before.snapshot, after.snapshot):
        found += _route(moved, before, after)
    return tuple(found)


def _options(before: Seen, after: Seen) -> Iterator[Move]:
    old, new = ({item.id: item for item in seen.ranking} for seen in (before, after))
    criteria = after.snapshot.whole.criterion
    for name, item in new.items():
        was = old.get(name)
        if was is None:
            continue
        if was.rank != item.rank:
            # One that rose is told from the next below it, one that fell from the next above.
            place = item.rank - 1 if item.rank < was.rank else item.rank - 2
            deciding = criteria[place] if place < len(criteria) else None
            yield Move(kind="rank", option=name, criterion=deciding, before=str(was.rank), after=str(item.rank))
        if was.route != item.route:
            yield Move(kind="route", option=name, before=was.route, after=item.route)


def _route(moved: Moved, before: Seen, after: Seen) -> Iterator[Move]:
    name, old, new = moved.route, moved.before, moved.after
    lost, come = _less(old.reasons, new.reasons), _less(new.reasons, old.reasons)
    acting = tuple(dict.fromkeys(item.rule for item in (*lost, *come)))
    if "status" in moved.kinds:
        yield Move(kind="status", route=name, before=old.status, after=new.status, by=acting)
    if "conditions" in moved.kinds:
        by = (*_without(old.conditions, new.conditions), *_without(new.conditions, old.conditions))
        counts = [str(len(item.conditions)) for item in (old, new)]
        yield Move(kind="conditions", route=name, before=counts[0], after=counts[1], by=by)
    if "duty" in moved.kinds:
        by = tuple(rule for rule in dict.fromkeys((*old.duty, *new.duty)) if old.duty.get(rule) != new.duty.get(rule))
        yield Move(kind="duty", route=name, before=_duty(old.duty), after=_duty(new.duty), by=by)
    if "criterion" in moved.kinds:
        yield from _criteria(name, before, after)
    if "reasons" in moved.kinds and not {"status", "conditions", "duty"} & set(moved.kinds):
        yield Move(kind="reasons", route=name, before=_named(lost), after=_named(come), by=acting)


def _less(items: Iterable[Effect], others: Iterable[Effect]) -> tuple[Effect, ...]:
    there = set(others)
    return tuple(item for item in items if item not in there)


def _without(items: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    there = set(others)
    return tuple(dict.fromkeys(item for item in items if item not in there))


def _duty(duty: Mapping[str, tuple[str, ...]]) -> str:
    return "; ".join(rule + (f", suspended by {', '.join(by)}" if by else "") for rule, by in duty.items()) or "none"


def _named(effects: Iterable[Effect]) -> str:
    return ", ".join(f"{item.rule} {item.outcome}" for item in effects) or "none"


def _criteria(route: str, before: Seen, after: Seen) -> Iterator[Move]:
    old, new = before.snapshot.measured[route].marks, after.snapshot.measured[route].marks
    for criterion, was, now in zip(after.evaluation.pack.criteria, old, new, strict=True):
        # What a criterion says of the status or of the conditions is told as such.
        if was.value != now.value and criterion.measure in {"value", "reach", "reasons"}:
            rules = () if now.of is None else _concluding(now.of, before, after)
            yield Move(
                kind="criterion", route=route, criterion=criterion.id, before=was.value, after=now.value, by=rules
            )


def _concluding(atom: str, before: Seen, after: Seen) -> tuple[str, ...]:
    """Return the rules on a conclusion of which another thing became."""
    found = []
    for rule in after.evaluation.ground.theory.rules:
        if rule.verb is Verb.CONCLUDE and rule.head == atom:
            was = before.snapshot.became[rule.id].outcome if rule.id in before.snapshot.became else None
            now = after.snapshot.became[rule.id].outcome
            if was is not now and Outcome.APPLIED in {was, now}:
                found.append(after.evaluation.ground.instances[rule.id].rule.id)
    return tuple(dict.fromkeys(found))
