"""Completions aimed at a rule: values of unknown facts under which it should apply, or its route stand open.

They are guesses, found without search, and are good for nothing until the circuit has evaluated them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.reasoning import And, Const, Formula, Holds, Is, Not, Or, Verb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pow_options.reasoning import Rule

    from .evaluation import Evaluation


def aimed(evaluation: Evaluation) -> Iterator[dict[str, str]]:
    """Yield partial completions for each route: what it waits for is met, its bars fall, each rule applies."""
    aim = _Aim(evaluation)
    for route, standing in evaluation.compiled.targets.items():
        rules = [
            rule for rule in evaluation.ground.theory.rules if rule.head == route and rule.verb is not Verb.CONCLUDE
        ]
        met: dict[str, str] = {}
        for rule in rules:
            if rule.verb is Verb.REQUIRE and rule.blocking and evaluation.bits(standing.requirements[rule.id].unmet):
                aim.at(rule.condition, met, wanted=True)
            elif rule.verb is Verb.FORBID and evaluation.bits(standing.pending.get(rule.id, 0)):
                aim.at(rule.when, met, wanted=False)
        yield met
        clear = dict(met)
        for rule in rules:
            if rule.verb is Verb.FORBID:
                aim.at(rule.when, clear, wanted=False)
        yield clear
        for rule in rules:
            applies = evaluation.compiled.applications[rule.id].applies
            if evaluation.bits(applies.low) == evaluation.bits(applies.high):
                continue
            pick: dict[str, str] = {}
            aim.at(rule.when, pick, wanted=True)
            aim.at(rule.unless, pick, wanted=False)
            yield pick
            yield {**met, **pick}


class _Aim:
    """Picks values so that a formula should be established, or should not be."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.concluding: dict[str, list[Rule]] = {}
        for rule in evaluation.ground.theory.rules:
            if rule.verb is Verb.CONCLUDE and rule.id in evaluation.compiled.applications:
                self.concluding.setdefault(rule.head, []).append(rule)

    def at(self, formula: Formula, pick: dict[str, str], *, wanted: bool) -> None:
        match formula:
            case Const():
                return
            case Is(atom, values):
                fitting = [
                    v
                    for v in self.evaluation.ground.theory.facts[atom]
                    if v in self.evaluation.possible[atom] and (v in values) is wanted
                ]
                if fitting and len(self.evaluation.possible[atom]) > 1:
                    pick.setdefault(atom, fitting[0])
            case Not(item):
                self.at(item, pick, wanted=not wanted)
            case And(items) | Or(items):
                if isinstance(formula, And) is wanted:
                    for item in items:
                        self.at(item, pick, wanted=wanted)
                else:
                    fitting_items = (item for item in items if self.can(item, wanted=wanted))
                    self.at(next(fitting_items, items[0]), pick, wanted=wanted)
            case Holds(atom):
                self.conclusion(atom, pick, wanted=wanted)

    def can(self, formula: Formula, *, wanted: bool) -> bool:
        """Whether a leaf can still come out as wanted; of anything else it is supposed."""
        match formula:
            case Is(atom, values):
                return any((v in values) is wanted for v in self.evaluation.possible[atom])
            case Holds(atom):
                truth = self.evaluation.compiled.literals[atom].established
                bits = self.evaluation.bits(truth.high) if wanted else ~self.evaluation.bits(truth.low)
                return bool(bits & self.evaluation.worlds.full)
            case _:
                return True

    def conclusion(self, atom: str, pick: dict[str, str], *, wanted: bool) -> None:
        for rule in self.concluding.get(atom, ()):
            may = self.evaluation.bits(self.evaluation.compiled.applications[rule.id].applies.high)
            if not may:
                continue
            if rule.positive is wanted:
                self.at(rule.when, pick, wanted=True)
                self.at(rule.unless, pick, wanted=False)
                if wanted:
                    return
            else:
                self.at(rule.when, pick, wanted=False)
