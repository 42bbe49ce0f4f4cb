"""What the engine makes of a scenario, as far as expectations and coverage look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pow_options.assessment import Outcome, evaluate, outcomes
from pow_options.assessment.measuring import best_routes, measured

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pow_options.assessment import Became, Evaluation
    from pow_options.assessment.measuring import Measured
    from pow_options.law import Pack
    from pow_options.reasoning import Rule, Verb

    from .loading import Setup


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """An evaluation with the outcomes of its rules, its routes, and the best route of each option."""

    evaluation: Evaluation
    became: Mapping[str, Became]
    routes: Mapping[str, Measured]
    best: Mapping[str, Measured]
    by_rule: Mapping[str, tuple[Rule, ...]]

    def option(self, name: str) -> Measured | None:
        """Return the best route of an option, or of the one it coincides with; ``None`` if it does not arise."""
        for item in self.evaluation.ground.options:
            if item.option.id == name:
                return self.best.get(item.same_as or name)
        return None

    def instances(self, rule: str) -> tuple[Rule, ...]:
        """Return the ground rules of a rule."""
        return self.by_rule.get(rule, ())

    def law(self, instance: str) -> str:
        """Return the id of the rule that a ground rule comes from."""
        return self.evaluation.ground.instances[instance].rule.id

    def outcomes_of(self, rule: str) -> tuple[Outcome, ...]:
        """Return the outcomes the instances of a rule have, in the order of the list of outcomes."""
        found = {self.became[item.id].outcome for item in self.instances(rule)}
        return tuple(item for item in Outcome if item in found)

    def acting(self, route: str, outcomes: Collection[Outcome], verb: Verb | None = None) -> tuple[str, ...]:
        """Return the rules that act on a route with one of some outcomes."""
        return tuple(
            self.law(item.id)
            for items in self.by_rule.values()
            for item in items
            if item.head == route and self.became[item.id].outcome in outcomes and verb in {None, item.verb}
        )


def answer(setup: Setup, pack: Pack) -> Answer:
    """Evaluate a scenario by the engine that answers everything else.

    Raises:
        TooManyWorldsError: if the unsettled readings have too many combinations.
    """
    evaluation = evaluate(
        setup.case,
        pack,
        as_of=setup.as_of,
        law_on=setup.law_on,
        dated_by="asked",
        assume=setup.assume,
        readings=setup.readings,
        without=setup.without,
    )
    by_rule: dict[str, list[Rule]] = {}
    for rule in evaluation.ground.theory.rules:
        by_rule.setdefault(evaluation.ground.instances[rule.id].rule.id, []).append(rule)
    routes = measured(evaluation)
    return Answer(
        evaluation,
        outcomes(evaluation),
        routes,
        best_routes(evaluation, routes),
        {rule: tuple(items) for rule, items in by_rule.items()},
    )
