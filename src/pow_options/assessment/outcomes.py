"""What became of each ground rule, and by which other rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pow_options.reasoning import Verb

from .model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pow_options.reasoning import Rule

    from .evaluation import Evaluation


@dataclass(frozen=True, slots=True)
class Became:
    """The outcome of a ground rule, the ground rules it is due to, and the worlds it holds in."""

    outcome: Outcome
    by: tuple[str, ...] = ()
    worlds: int = 0


def outcomes(evaluation: Evaluation) -> dict[str, Became]:
    """Return the outcome of every ground rule, by its id."""
    by_head: dict[tuple[bool, str], list[Rule]] = {}
    for rule in evaluation.ground.theory.rules:
        by_head.setdefault((rule.verb is Verb.CONCLUDE, rule.head), []).append(rule)
    out: dict[str, Became] = {}
    for (_, head), rules in by_head.items():
        for rule in rules:
            out[rule.id] = _Judge(evaluation, head, rules).became(rule)
    return out


class _Judge:
    """Judges the rules of one head: a literal and its opposite, or a route."""

    def __init__(self, evaluation: Evaluation, head: str, rules: list[Rule]) -> None:
        self.evaluation = evaluation
        self.head = head
        self.rules = {rule.id: rule for rule in rules}

    def became(self, rule: Rule) -> Became:
        instance = self.evaluation.ground.instances[rule.id]
        if instance.switched_off:
            return Became(Outcome.SWITCHED_OFF)
        if instance.not_binding is not None:
            return Became(Outcome.NOT_BINDING)
        application = self.evaluation.compiled.applications.get(rule.id)
        if application is None:  # its conclusion is assumed, and the rules for it are cut
            return Became(Outcome.SWITCHED_OFF)
        guard = self.evaluation.bits(application.guard)
        if not guard:
            return Became(Outcome.READING_NOT_CHOSEN)
        if rule.verb is Verb.REQUIRE:
            return self.required(rule)
        applies, _, may = self.evaluation.three(application.applies)
        if not applies:
            if self.evaluation.bits(application.unless.established.value) & guard and self.when_holds(rule, guard):
                return Became(Outcome.DEFEATED)
            if self.may_matter(rule, may):
                return Became(Outcome.MAY_APPLY, (), may)
            return Became(Outcome.NOT_ESTABLISHED)
        match rule.verb:
            case Verb.CONCLUDE:
                return self.concluded(rule, applies)
            case Verb.FORBID:
                return self.acted(rule, applies, Verb.PERMIT)
            case Verb.OBLIGE:
                return self.acted(rule, applies, Verb.EXCUSE)
            case _:
                return Became(Outcome.APPLIED, (), applies)

    def when_holds(self, rule: Rule, guard: int) -> bool:
        application = self.evaluation.compiled.applications[rule.id]
        return bool(self.evaluation.bits(application.when.established.value) & guard)

    def may_matter(self, rule: Rule, may: int) -> bool:
        if rule.verb is Verb.FORBID:
            pending = self.evaluation.compiled.targets[self.head].pending
            return bool(self.evaluation.bits(pending[rule.id])) if rule.id in pending else False
        return bool(may)

    def among(self, inferior: str, verbs: Iterable[Verb], worlds: int) -> tuple[str, ...]:
        """Return the applicable rules of some verbs that prevail over a rule in some of the worlds given."""
        wanted = set(verbs)
        found = []
        for superior, rule in self.rules.items():
            node = self.evaluation.compiled.overrides.get((superior, inferior))
            if node is None or rule.verb not in wanted:
                continue
            application = self.evaluation.compiled.applications[superior]
            if self.evaluation.bits(node) & self.evaluation.bits(application.applies.value) & worlds:
                found.append(superior)
        return tuple(found)

    def concluded(self, rule: Rule, applies: int) -> Became:
        truth = self.evaluation.compiled.literals[self.head]
        mine, other = truth if rule.positive else (truth.refuted, truth.established)
        proved, opposite = self.evaluation.bits(mine.value), self.evaluation.bits(other.value)
        if applies & proved:
            return Became(Outcome.APPLIED, (), applies & proved)
        by = self.among(rule.id, (Verb.CONCLUDE,), applies)
        if applies & opposite or by:
            return Became(Outcome.OVERRIDDEN, by, applies)
        rivals = tuple(
            item.id
            for item in self.rules.values()
            if item.positive is not rule.positive
            and self.evaluation.bits(self.evaluation.compiled.applications[item.id].applies.value) & applies
        )
        return Became(Outcome.COLLIDES, rivals, applies)

    def acted(self, rule: Rule, applies: int, lifting: Verb) -> Became:
        standing = self.evaluation.compiled.targets[self.head]
        mine, other = (
            (standing.forbids, standing.obliges) if rule.verb is Verb.FORBID else (standing.obliges, standing.forbids)
        )
        stands = self.evaluation.bits(mine[rule.id])
        if not stands:
            return Became(Outcome.LIFTED, self.among(rule.id, (lifting,), applies), applies)
        over = {
            name: self.evaluation.bits(self.evaluation.compiled.overrides[name, rule.id]) & self.evaluation.bits(node)
            for name, node in other.items()
            if (name, rule.id) in self.evaluation.compiled.overrides
        }
        overridden = 0
        for bits in over.values():
            overridden |= bits
        collision = stands & ~overridden & self.evaluation.bits(standing.collision)
        if stands & ~overridden & ~collision:
            return Became(Outcome.APPLIED, (), stands & ~overridden)
        if collision:
            rivals = tuple(name for name, node in other.items() if self.evaluation.bits(node) & collision)
            return Became(Outcome.COLLIDES, rivals, collision)
        return Became(Outcome.OVERRIDDEN, tuple(name for name, bits in over.items() if bits & stands), stands)

    def required(self, rule: Rule) -> Became:
        requirement = self.evaluation.compiled.targets[self.head].requirements[rule.id]
        applies = self.evaluation.bits(requirement.applies)
        application = self.evaluation.compiled.applications[rule.id]
        if not applies:
            refuted = self.evaluation.bits(application.when.refuted.value)
            if self.evaluation.bits(application.unless.established.value) & ~refuted:
                return Became(Outcome.DEFEATED)
            return Became(Outcome.NOT_ESTABLISHED)
        lifted = self.evaluation.bits(requirement.lifted)
        if applies & ~lifted:
            return Became(Outcome.APPLIED, (), applies & ~lifted)
        verbs = (Verb.FORBID, Verb.OBLIGE, Verb.PERMIT, Verb.EXCUSE)
        return Became(Outcome.LIFTED, self.among(rule.id, verbs, applies), applies)
