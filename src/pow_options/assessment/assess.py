"""The Assessment of a case: statuses, duties, reach, conditions and reasons of every route, and the options ranked."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pow_options.messages import en
from pow_options.reasoning import Verb, atoms

from . import ranking
from .conditions import conditions, fill
from .measuring import Measured, best_statuses, measured
from .model import (
    AssessmentData,
    CaseRef,
    Duty,
    GeneralDuty,
    OptionResult,
    Outcome,
    PackRef,
    Ranked,
    Reason,
    RouteResult,
    Status,
)
from .notes import notes, that_matter
from .outcomes import outcomes
from .resting import resting
from .settled import settled
from .status import turns_on
from .summary import option_says

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pow_options.grounding import GroundOption
    from pow_options.reasoning import Rule

    from .evaluation import Evaluation
    from .outcomes import Became

SHOWN = frozenset(
    {
        Outcome.APPLIED,
        Outcome.LIFTED,
        Outcome.OVERRIDDEN,
        Outcome.DEFEATED,
        Outcome.MAY_APPLY,
        Outcome.COLLIDES,
    }
)
"""The outcomes an assessment shows as reasons; a trace shows all."""


@dataclass(frozen=True, slots=True)
class _Route:
    """A route with everything measured of it."""

    result: RouteResult
    found: Measured


@dataclass(frozen=True, slots=True)
class _Shown:
    """An option by its best route."""

    option: GroundOption
    best: _Route
    routes: tuple[_Route, ...]


def assess(evaluation: Evaluation) -> AssessmentData:
    """Return the assessment an evaluation amounts to."""
    shown = _shown(evaluation)
    rests = resting(evaluation)
    fixed = settled(evaluation, best_statuses)
    lawful = [item for item in shown if item.best.result.status is not Status.BARRED]
    rivals = _rivals(shown)
    options: list[OptionResult] = []
    for rank, item in enumerate(shown, start=1):
        only = len(lawful) == 1 and lawful[0] is item and len(shown) > 1
        row = _option(evaluation, item, rank, fixed, rivals, rests, only_lawful=only)
        options.append(row)
        for twin in evaluation.ground.options:
            if twin.same_as == item.option.option.id:
                changed = {"id": twin.option.id, "distinct": False, "same_as": item.option.option.id}
                options.append(row.model_copy(update=changed))
    return AssessmentData(
        case=CaseRef(id=evaluation.case.id, title=evaluation.case.title, sha256=evaluation.case.sha256),
        as_of=evaluation.as_of.isoformat(),
        law_on=evaluation.law_on.isoformat(),
        pack=PackRef(version=evaluation.pack.version, sha256=evaluation.pack.sha256),
        readings=dict(evaluation.worlds.chosen),
        assumed={
            **dict(sorted(evaluation.assumed_facts.items())),
            **{k: "true" if v else "false" for k, v in sorted(evaluation.assumed_conclusions.items())},
        },
        options=tuple(options),
        duties=tuple(duties(evaluation)),
        ranking=tuple(_ranked(evaluation, shown)),
        unknown=that_matter(evaluation, disputed=False),
        disputed=that_matter(evaluation, disputed=True),
        diagnostics=tuple(notes(evaluation, options)),
    )


def _shown(evaluation: Evaluation) -> list[_Shown]:
    """Return the options by their best routes, best first."""
    became = outcomes(evaluation)
    routes = {name: _route(evaluation, found, became) for name, found in measured(evaluation).items()}
    shown = []
    for option in evaluation.ground.options:
        if option.routes:
            mine = tuple(routes[name] for name in option.routes)
            shown.append(_Shown(option, min(mine, key=lambda item: item.found.key), mine))
    return sorted(shown, key=lambda item: item.best.found.key)


def _route(evaluation: Evaluation, found: Measured, became: Mapping[str, Became]) -> _Route:
    result = RouteResult(
        id=found.route,
        status=found.status,
        duty=duty(evaluation, found.route),
        reach=found.reach,
        rival_duty=(),
        conditions=conditions(evaluation, found.route),
        reasons=tuple(_reasons(evaluation, found.route, became)),
    )
    return _Route(result, found)


def _rule_of(evaluation: Evaluation, ground_rule: str) -> str:
    return evaluation.ground.instances[ground_rule].rule.id


def duty(evaluation: Evaluation, route: str) -> Duty | None:
    """Return the first obligation that stands under some reading, one that nothing suspends before others."""
    standing = evaluation.compiled.targets[route]
    found: list[Duty] = []
    for name, node in standing.obliges.items():
        worlds = evaluation.bits(node)
        if worlds:
            suspending = [
                forbid
                for forbid, stands in standing.forbids.items()
                if (forbid, name) in evaluation.compiled.overrides
                and evaluation.bits(evaluation.compiled.overrides[forbid, name]) & evaluation.bits(stands) & worlds
            ]
            by = tuple(_rule_of(evaluation, item) for item in suspending)
            found.append(Duty(rule=_rule_of(evaluation, name), suspended_by=by))
    return min(found, key=lambda item: bool(item.suspended_by)) if found else None


def _reasons(evaluation: Evaluation, route: str, became: Mapping[str, Became]) -> Iterator[Reason]:
    for rule in evaluation.ground.theory.rules:
        if rule.head != route or rule.verb is Verb.CONCLUDE or became[rule.id].outcome not in SHOWN:
            continue
        yield reason(evaluation, rule, became[rule.id])


def reason(evaluation: Evaluation, rule: Rule, became: Became) -> Reason:
    """Return a ground rule and what became of it as a reason."""
    law = evaluation.ground.instances[rule.id].rule
    says = fill(evaluation, law.rule.says, rule.id)
    if law.rule.norm is not None:
        says += "; " + fill(evaluation, law.rule.norm, rule.id)
    if rule.verb is Verb.REQUIRE and became.outcome is Outcome.APPLIED and not rule.blocking:
        truth = evaluation.compiled.targets[rule.head].requirements[rule.id].condition
        if evaluation.bits(truth.refuted.value):
            facts = dict.fromkeys(leaf.atom for leaf in atoms(rule.condition))
            shown = ", ".join(f"{atom} is {ranking.read(evaluation, atom)}" for atom in facts)
            says += en.NOT_KEPT.format(facts=shown)
    return Reason(
        rule=law.id,
        article=f"{law.instrument.short} {law.rule.article}",
        verb=law.rule.verb,
        outcome=became.outcome,
        by=tuple(dict.fromkeys(_rule_of(evaluation, item) for item in became.by)),
        says=says,
    )


def _rivals(shown: list[_Shown]) -> dict[str, tuple[str, ...]]:
    """Return, for each required option, the obligations that make it so."""
    out: dict[str, tuple[str, ...]] = {}
    for item in shown:
        if item.best.result.status is Status.REQUIRED:
            named = [r.result.duty.rule for r in item.routes if r.result.duty and r.result.status is Status.REQUIRED]
            out[item.option.option.id] = tuple(dict.fromkeys(named))
    return out


def _option(
    evaluation: Evaluation,
    item: _Shown,
    rank: int,
    fixed: Mapping[str, bool | None],
    rivals: Mapping[str, tuple[str, ...]],
    rests: Mapping[str, tuple[str, ...]],
    *,
    only_lawful: bool,
) -> OptionResult:
    name = item.option.option.id
    rival = tuple(dict.fromkeys(rule for key, rules in rivals.items() if key != name for rule in rules))
    routes = tuple(
        r.result.model_copy(update={"rival_duty": rival}) for r in sorted(item.routes, key=lambda r: r.found.key)
    )
    best = routes[0]
    turning = turns_on(item.best.found.worlds, evaluation)
    return OptionResult(
        id=name,
        state=item.option.state,
        rank=rank,
        status=best.status,
        route=best.id,
        distinct=True,
        same_as=None,
        only_lawful=only_lawful,
        settled=fixed[name],
        turns_on=turning,
        says=option_says(evaluation, best, turning, rests[best.id]),
        conditions=best.conditions,
        reasons=best.reasons,
        routes=routes,
    )


def duties(evaluation: Evaluation) -> Iterator[GeneralDuty]:
    """Yield the duties that name no one route."""
    seen: set[str] = set()
    for instance in evaluation.ground.instances.values():
        rule = instance.rule
        if not rule.rule.duty or rule.id in seen or instance.route is None:
            continue
        # A duty that something lifts on one route is a duty still.
        if evaluation.bits(evaluation.compiled.applications[instance.id].applies.value):
            seen.add(rule.id)
            yield GeneralDuty(rule=rule.id, says=fill(evaluation, rule.rule.says, instance.id))


def _ranked(evaluation: Evaluation, shown: list[_Shown]) -> Iterator[Ranked]:
    for above, below in itertools.pairwise(shown):
        index = ranking.decide(above.best.found.marks, below.best.found.marks)
        criterion = evaluation.pack.criteria[index]
        says = ranking.says(
            criterion,
            above.option.state,
            below.option.state,
            above.best.found.marks[index],
            below.best.found.marks[index],
        )
        if above.best.result.status is below.best.result.status is Status.BARRED:
            says += en.BOTH_BARRED
        yield Ranked(above=above.option.option.id, below=below.option.option.id, criterion=criterion.id, says=says)
