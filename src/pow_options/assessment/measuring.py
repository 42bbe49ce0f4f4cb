"""What the criteria measure of each route, and which route of an option is best: no words, so that it is quick."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pow_options.reasoning import Verb

from . import ranking
from .model import Reach, Status
from .status import combined, per_world

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Measured:
    """A route with its status in every world and over all of them, its reach, and its place under every criterion."""

    route: str
    worlds: tuple[Status, ...]
    status: Status
    reach: Reach
    marks: tuple[ranking.Mark, ...]

    @property
    def key(self) -> tuple[int, ...]:
        """The places under the criteria, by which routes are sorted."""
        return tuple(mark.place for mark in self.marks)


def measured(evaluation: Evaluation) -> dict[str, Measured]:
    """Return every route measured, by id."""
    return {name: _measure(evaluation, name, place) for place, name in enumerate(evaluation.compiled.targets)}


def best_routes(evaluation: Evaluation, routes: Mapping[str, Measured]) -> dict[str, Measured]:
    """Return the best of the routes measured for every option, by the id of the option."""
    return {
        option.option.id: min((routes[name] for name in option.routes), key=lambda item: item.key)
        for option in evaluation.ground.options
        if option.routes
    }


def best_statuses(evaluation: Evaluation) -> dict[str, Status]:
    """Return the status of every option, by id: that of its best route."""
    return {option: best.status for option, best in best_routes(evaluation, measured(evaluation)).items()}


def ranked(evaluation: Evaluation) -> tuple[tuple[str, str, str], ...]:
    """Return the options in rank order, each with the status and the route it is shown by."""
    best = best_routes(evaluation, measured(evaluation))
    order = sorted(best, key=lambda option: best[option].key)
    return tuple((name, str(best[name].status), best[name].route) for name in order)


def _measure(evaluation: Evaluation, name: str, place: int) -> Measured:
    standing = evaluation.compiled.targets[name]
    worlds = per_world(evaluation.values, standing, len(evaluation.worlds.combinations))
    status = combined(worlds)
    item = evaluation.ground.routes[name]
    reach = Reach.IN
    if item.route.needs is not None:
        value = evaluation.fact_value(f"{item.route.needs}({item.destination})")
        reach = {"true": Reach.IN, "false": Reach.OUT}.get(value, Reach.UNKNOWN)
    acting = [rule for rule in evaluation.ground.theory.rules if rule.head == name and rule.verb is not Verb.CONCLUDE]
    unmet = [
        standing.requirements[rule.id]
        for rule in acting
        if rule.verb is Verb.REQUIRE and rule.blocking and evaluation.bits(standing.requirements[rule.id].unmet)
    ]
    pending = sum(bool(evaluation.bits(node)) for node in standing.pending.values())
    failed = sum(bool(evaluation.bits(requirement.failed)) for requirement in unmet)
    supported, opposed = (
        any(
            rule.verb is verb and evaluation.everywhere(evaluation.compiled.applications[rule.id].applies.value)
            for rule in acting
        )
        for verb in (Verb.SUPPORT, Verb.OPPOSE)
    )
    found = ranking.Standing(name, status, reach, len(unmet) + pending, failed, supported, opposed, place)
    return Measured(name, worlds, status, reach, ranking.marks(evaluation, found))
