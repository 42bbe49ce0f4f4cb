"""What an answer says of the routes, without words, so that two answers can be compared."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, NamedTuple

from pow_options.reasoning import Verb

from .assess import SHOWN
from .measuring import best_routes, measured
from .model import Outcome, Part, Status
from .outcomes import outcomes
from .ranking import decide

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pow_options.reasoning import Rule

    from .evaluation import Evaluation
    from .outcomes import Became


KINDS = ("status", "conditions", "duty", "reasons", "criterion")
"""What can move of one route."""


class Effect(Part):
    """A rule that acts on a route, and what became of it; ``kept`` is false of a duty known not to be kept."""

    rule: str
    outcome: Outcome
    by: tuple[str, ...]
    kept: bool = True


class RouteState(Part):
    """A route as far as a rule can change it.

    ``worlds`` gives the status under every combination of readings run; ``conditions`` the rules it waits for;
    ``criteria`` its place under each criterion of the ranking.
    """

    status: Status
    worlds: tuple[Status, ...]
    conditions: tuple[str, ...]
    duty: dict[str, tuple[str, ...]]
    reasons: tuple[Effect, ...]
    criteria: dict[str, str]


class Whole(Part):
    """What is of no one route: the options in order, what decides between neighbours, and general duties."""

    ranking: tuple[str, ...]
    criterion: tuple[str, ...]
    duties: tuple[str, ...]


class Snapshot:
    """The state of every route, and of the whole."""

    def __init__(self, evaluation: Evaluation) -> None:
        """Read an evaluation off."""
        self.became = became = outcomes(evaluation)
        self.measured = found = measured(evaluation)
        criteria = [criterion.id for criterion in evaluation.pack.criteria]
        self.routes = {
            name: RouteState(
                status=item.status,
                worlds=item.worlds,
                conditions=tuple(_conditions(evaluation, name)),
                duty=_duty(evaluation, name),
                reasons=tuple(_reasons(evaluation, name, became)),
                criteria={name: mark.value for name, mark in zip(criteria, item.marks, strict=True)},
            )
            for name, item in found.items()
        }
        best = best_routes(evaluation, found)
        order = sorted(best, key=lambda option: best[option].key)
        deciding = (decide(best[a].marks, best[b].marks) for a, b in itertools.pairwise(order))
        self.whole = Whole(
            ranking=tuple(order),
            criterion=tuple(criteria[index] for index in deciding),
            duties=tuple(dict.fromkeys(_duties(evaluation))),
        )


def _law(evaluation: Evaluation, instance: str) -> str:
    return evaluation.ground.instances[instance].rule.id


def _conditions(evaluation: Evaluation, route: str) -> Iterator[str]:
    standing = evaluation.compiled.targets[route]
    blocking = {rule.id for rule in evaluation.ground.theory.rules if rule.blocking}
    for name, requirement in standing.requirements.items():
        if name in blocking and evaluation.bits(requirement.unmet):
            yield _law(evaluation, name)
    for name, node in standing.pending.items():
        if evaluation.bits(node):
            yield _law(evaluation, name)


def _duty(evaluation: Evaluation, route: str) -> dict[str, tuple[str, ...]]:
    """Return the obligations that stand under some reading, each with the prohibitions that suspend it."""
    standing = evaluation.compiled.targets[route]
    out: dict[str, tuple[str, ...]] = {}
    for name, node in standing.obliges.items():
        worlds = evaluation.bits(node)
        if worlds:
            out[_law(evaluation, name)] = tuple(
                _law(evaluation, forbid)
                for forbid, stands in standing.forbids.items()
                if (forbid, name) in evaluation.compiled.overrides
                and evaluation.bits(evaluation.compiled.overrides[forbid, name]) & evaluation.bits(stands) & worlds
            )
    return out


def _reasons(evaluation: Evaluation, route: str, became: Mapping[str, Became]) -> Iterator[Effect]:
    for rule in evaluation.ground.theory.rules:
        found = became[rule.id]
        if rule.head == route and rule.verb is not Verb.CONCLUDE and found.outcome in SHOWN:
            by = tuple(dict.fromkeys(_law(evaluation, name) for name in found.by))
            yield Effect(
                rule=_law(evaluation, rule.id), outcome=found.outcome, by=by, kept=_kept(evaluation, rule, found)
            )


def _kept(evaluation: Evaluation, rule: Rule, found: Became) -> bool:
    """Whether nothing shows that a duty which goes with a route is not kept."""
    if rule.verb is not Verb.REQUIRE or rule.blocking or found.outcome is not Outcome.APPLIED:
        return True
    condition = evaluation.compiled.targets[rule.head].requirements[rule.id].condition
    return not evaluation.bits(condition.refuted.value)


def _duties(evaluation: Evaluation) -> Iterator[str]:
    for instance in evaluation.ground.instances.values():
        if instance.rule.rule.duty and instance.route is not None:
            applies = evaluation.compiled.applications[instance.id].applies.value
            if not instance.switched_off and evaluation.bits(applies):
                yield instance.rule.id


class Moved(NamedTuple):
    """A route of which something is another: what, and the route before and after."""

    route: str
    kinds: tuple[str, ...]
    before: RouteState
    after: RouteState


def moved_routes(before: Snapshot, after: Snapshot) -> tuple[Moved, ...]:
    """Return the routes both snapshots have of which something differs."""
    found = []
    for name in before.routes.keys() & after.routes.keys():
        old, new = before.routes[name], after.routes[name]
        differs = {
            "status": (old.status, old.worlds) != (new.status, new.worlds),
            "conditions": old.conditions != new.conditions,
            "duty": old.duty != new.duty,
            "reasons": old.reasons != new.reasons,
            "criterion": old.criteria != new.criteria,
        }
        if any(differs.values()):
            found.append(Moved(name, tuple(kind for kind in KINDS if differs[kind]), old, new))
    places = {name: place for place, name in enumerate(before.routes)}
    return tuple(sorted(found, key=lambda item: places[item.route]))


def moved_whole(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """Return what differs of no one route: ``ranking``, ``criterion`` or ``duties``."""
    kinds = ("ranking", "criterion", "duties")
    return tuple(kind for kind in kinds if getattr(before.whole, kind) != getattr(after.whole, kind))
