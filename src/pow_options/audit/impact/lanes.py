"""One case with many rules switched off, one at a time, in one pass of the circuit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pow_options.assessment.lanes import Lane, evaluate_lanes
from pow_options.grounding import inputs
from pow_options.reasoning import Verb, enabled

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from pow_options.assessment import Evaluation
    from pow_options.law import Pack
    from pow_options.reasoning import Compiled, NodeValues

BATCH = 64
"""Rules switched off in one pass."""


Sign = tuple[int, bool]
"""A node, and whether it must be true or false."""


def shown(compiled: Compiled, pack: Pack) -> Iterator[tuple[Sign, ...]]:
    """Yield what an answer is read off from, each as nodes that must all be so.

    Where none of these is another, nothing the answer says of statuses, conditions, duties, reasons and ranking is.
    """
    for standing in compiled.targets.values():
        single = (standing.barred, standing.collision, standing.waiting, standing.obliged)
        for node in (*single, *standing.forbids.values(), *standing.obliges.values(), *standing.pending.values()):
            yield ((node, True),)
        for name, item in standing.requirements.items():
            yield ((item.applies, True),)
            yield ((item.unmet, True),)
            yield ((item.failed, True),)
            yield ((item.applies, True), (item.lifted, True))
            yield ((item.applies, True), (item.condition.refuted.value, True))
            application = compiled.applications[name]
            defeated = ((application.unless.established.value, True), (application.when.refuted.value, False))
            yield ((application.guard, True), (item.applies, False), *defeated)
    for rule in compiled.theory.rules:
        if rule.verb not in {Verb.CONCLUDE, Verb.REQUIRE}:
            own = compiled.applications[rule.id]
            yield ((own.applies.value, True),)
            if rule.verb is not Verb.FORBID:
                yield ((own.applies.value, False), (own.applies.high, True))
            yield ((own.guard, True), (own.when.established.value, True), (own.unless.established.value, True))
    named = {str(criterion.of) for criterion in pack.criteria if criterion.measure == "value"}
    named |= {str(limit.only_if) for criterion in pack.criteria for limit in criterion.counts}
    ranked = {name.partition("(")[0] for name in named}
    for atom, truth in compiled.literals.items():
        if atom.partition("(")[0] in ranked:
            yield ((truth.established.value, True),)
            yield ((truth.refuted.value, True),)


def without_each(evaluation: Evaluation, rules: Sequence[str]) -> Iterator[tuple[str, Evaluation]]:
    """Yield the rules whose absence moves a node the answer is read off from, with the case as it is without each."""
    mine: dict[str, list[str]] = {name: [] for name in rules}
    for instance in evaluation.ground.instances.values():
        if instance.on and instance.rule.id in mine:
            mine[instance.rule.id].append(instance.id)
    used = [name for name in rules if mine[name]]
    nodes = {node for item in shown(evaluation.compiled, evaluation.pack) for node, _ in item}
    for start in range(0, len(used), BATCH):
        yield from _batch(evaluation, {name: mine[name] for name in used[start : start + BATCH]}, nodes)


def _batch(
    evaluation: Evaluation, off: Mapping[str, Iterable[str]], nodes: Iterable[int]
) -> Iterator[tuple[str, Evaluation]]:
    block = evaluation.worlds.full
    width = len(evaluation.worlds.combinations)
    every = ((1 << (width * len(off))) - 1) // block
    given = inputs(evaluation.ground, evaluation.possible, evaluation.worlds)
    variants: list[dict[Hashable, bool]] = [{enabled(name): False for name in names} for names in off.values()]
    out = evaluate_lanes(evaluation.compiled.circuit, given, evaluation.worlds, variants)
    moved = 0
    for node in nodes:
        moved |= out[node] ^ (evaluation.values[node] * every)
    for lane, (rule, instances) in enumerate(off.items()):
        if (moved >> (lane * width)) & block:
            yield rule, _off(evaluation, rule, instances, Lane(out, lane * width, block))


def _off(evaluation: Evaluation, rule: str, instances: Iterable[str], values: NodeValues) -> Evaluation:
    """Return the evaluation with a rule switched off, and the values the circuit gives then."""
    changed = {name: replace(evaluation.ground.instances[name], switched_off=True) for name in instances}
    return replace(
        evaluation,
        without=evaluation.without | {rule},
        ground=replace(evaluation.ground, instances={**evaluation.ground.instances, **changed}),
        values=values,
    )
