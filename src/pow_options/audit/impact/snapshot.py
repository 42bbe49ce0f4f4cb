"""What an answer says of the routes, without words, so that two answers can be compared."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from pow_options.assessment import Outcome, measured, outcomes
from pow_options.assessment.assess import SHOWN
from pow_options.assessment.measuring import best_routes
from pow_options.assessment.ranking import decide
from pow_options.reasoning import Verb

from .model import CaseMove, Effect, RouteMove, RouteState, Whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pow_options.assessment import Became, Evaluation
    from pow_options.reasoning import Rule

    from .trials import Trial


class Snapshot:
    """The state of every route, and of the whole."""

    def __init__(self, evaluation: Evaluation) -> None:
        """Read an evaluation off."""
        became = outcomes(evaluation)
        found = measured(evaluation)
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


def compare(trial: Trial, before: Snapshot, after: Snapshot) -> CaseMove | None:
    """Return what moves in a case from one snapshot to the other, or ``None`` if nothing does."""
    routes = []
    for name, old in before.routes.items():
        new = after.routes[name]
        moved = [kind for kind in ("conditions", "duty", "reasons") if getattr(old, kind) != getattr(new, kind)]
        if (old.status, old.worlds) != (new.status, new.worlds):
            moved.insert(0, "status")
        if old.criteria != new.criteria:
            moved.append("criterion")
        if moved:
            routes.append(RouteMove(route=name, moved=tuple(moved), with_rule=old, without=new))
    whole = [
        kind for kind in ("ranking", "criterion", "duties") if getattr(before.whole, kind) != getattr(after.whole, kind)
    ]
    kinds = dict.fromkeys([*(kind for route in routes for kind in route.moved), *whole])
    if not kinds:
        return None
    return CaseMove(
        case=trial.name,
        kind=trial.kind,
        moved=tuple(kinds),
        routes=tuple(routes),
        with_rule=before.whole,
        without=after.whole,
    )
