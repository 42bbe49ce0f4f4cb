"""Which single statements hold a route back: without them an older or weaker one would count, and the way be free."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pow_options.cases import Ground, Resolved, Use, resolve, split_key, unknown
from pow_options.grounding import inputs, still_possible

from .lanes import evaluate_lanes, known, lane_statuses
from .model import Status

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from pow_options.cases import Statement

    from .evaluation import Evaluation

_FREE = (Status.OPEN, Status.REQUIRED)


def holding(evaluation: Evaluation) -> dict[str, tuple[str, ...]]:
    """Return, for each route to another State, the statements without any one of which it would be open or required.

    To know less never frees such a route; but a statement taken away may uncover one that it outweighs or speaks for.
    """
    removed = list(_removals(evaluation))
    if not removed:
        return {}
    compiled, space = evaluation.compiled, evaluation.worlds
    count = len(space.combinations)
    domains = evaluation.ground.theory.facts
    variants = []
    for _, resolved in removed:
        possible = still_possible(evaluation.ground, {**evaluation.resolved, **resolved}, {})
        variants.append(known(compiled, {key: possible[key] for key in resolved if key in domains}))
    given = inputs(evaluation.ground, evaluation.possible, space)
    values = evaluate_lanes(compiled.circuit, given, space, variants)
    out: dict[str, tuple[str, ...]] = {}
    for route, guarded in compiled.theory.targets.items():
        statuses = lane_statuses(values, compiled.targets[route], count, len(removed))
        now = lane_statuses(evaluation.values, compiled.targets[route], count, 1)
        if guarded and not any(now[status] for status in _FREE):
            free = statuses[Status.OPEN] | statuses[Status.REQUIRED]
            found = tuple(item.id for lane, (item, _) in enumerate(removed) if free >> (lane * count) & 1)
            if found:
                out[route] = found
    return out


def _removals(evaluation: Evaluation) -> Iterator[tuple[Statement, Mapping[str, Resolved]]]:
    """Yield the statements that count, each with the facts that are another without it."""
    statements = {item.id: item for item in evaluation.case.file.statements}
    for key, entry in evaluation.resolved.items():
        if entry.ground is Ground.STATEMENTS:
            for item in entry.weighed:
                if item.use in {Use.USED, Use.DISPUTED}:
                    other = resolved_without(evaluation, key, {item.statement})
                    if other:
                        yield statements[item.statement], other


def resolved_without(evaluation: Evaluation, key: str, gone: Container[str]) -> dict[str, Resolved]:
    """Return the facts that are another without some statements about a fact: that fact, and those about the same word.

    Args:
        evaluation: the case.
        key: the fact.
        gone: ids of statements about it.
    """
    case, pack = evaluation.case, evaluation.pack
    name, state = split_key(key)
    mine = [item for item in case.file.statements if item.fact == key or _about(evaluation, item, name, state)]
    left = tuple(item for item in mine if item.id not in gone)
    less = replace(case, file=case.file.model_copy(update={"statements": left, "facts": {}}))
    found = resolve(less, pack, evaluation.as_of)
    keys = {item.fact for item in mine} - evaluation.assumed_facts.keys() - case.file.facts.keys()
    changed = {k: found.get(k) or unknown(k) for k in sorted(keys)}
    return {k: v for k, v in changed.items() if v.possible != evaluation.resolved[k].possible}


def _about(evaluation: Evaluation, item: Statement, name: str, state: str | None) -> bool:
    """Whether a statement qualifies the word a fact is about: which word counts may change."""
    other, its_state = split_key(item.fact)
    return evaluation.pack.facts[other].about == name and its_state == state
