"""Trying rules: each case with a rule and without it, and where nothing moves a look at all other cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.assessment.snapshot import Snapshot
from pow_options.grounding import TooManyWorldsError

from .lanes import without_each
from .model import Impact, Influence
from .proving import elsewhere
from .trials import Trial, bundled, compare, scenarios

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pow_options.law import Pack

    from .model import CaseMove


def impact(pack: Pack, rule: str, directory: str | None = None) -> Impact:
    """Return what moves in the bundled cases and scenarios when a rule is switched off.

    Where nothing does, it is asked whether anything can in any case.

    Raises:
        InvalidData: if the scenarios of the pack are at fault.
        KeyError: if there is no such rule.
    """
    law = pack.rules[rule]
    trials, skipped = _trials(pack, directory)
    moved = []
    for trial in trials:
        moved += [move for _, move in _moves(pack, trial, (rule,), skipped)]
    return Impact(
        rule=rule,
        article=f"{law.instrument.short} {law.rule.article}",
        cases=sum(trial.kind == "case" for trial in trials),
        scenarios=sum(trial.kind == "scenario" for trial in trials),
        skipped=tuple(skipped),
        moved=tuple(moved),
        elsewhere=None if moved else elsewhere(pack, rule, directory),
    )


def influence(
    pack: Pack, directory: str | None = None, *, rules: Iterable[str] | None = None, prove: bool = True
) -> tuple[Influence, ...]:
    """Return, for every rule of a pack, the first case in which it changes something.

    The scenarios that are there to show a rule are tried first. Of a rule that changes nothing in any of them it is
    asked whether it can in any case, unless ``prove`` is false.

    Raises:
        InvalidData: if the scenarios of the pack are at fault.
    """
    asked = tuple(pack.rules if rules is None else rules)
    left = dict.fromkeys(asked)
    found: dict[str, CaseMove] = {}
    trials, skipped = _trials(pack, directory)
    # Each scenario first with the rules it shows; what is left then with all.
    for only_shown in (True, False):
        for trial in trials:
            tried = [rule for rule in left if not only_shown or rule in trial.shows]
            for rule, move in _moves(pack, trial, tried, skipped) if tried else ():
                found[rule] = move
                del left[rule]
    return tuple(
        Influence(
            rule=rule,
            case=found[rule].case if rule in found else None,
            moved=found[rule].moved if rule in found else (),
            elsewhere=elsewhere(pack, rule, directory) if prove and rule not in found else None,
        )
        for rule in asked
    )


def _trials(pack: Pack, directory: str | None) -> tuple[list[Trial], list[str]]:
    """Return the cases to try, and the names of those that do not fit the pack."""
    items = [*bundled(pack), *scenarios(pack, directory)]
    return [item for item in items if isinstance(item, Trial)], [item for item in items if isinstance(item, str)]


def _moves(pack: Pack, trial: Trial, rules: Iterable[str], skipped: list[str]) -> list[tuple[str, CaseMove]]:
    """Return the rules that move something in a case, each with what."""
    try:
        evaluation = trial.evaluate(pack)
    except TooManyWorldsError:
        skipped.append(trial.name)
        return []
    before = None
    out = []
    for rule, changed in without_each(evaluation, tuple(rules)):
        before = before or Snapshot(evaluation)
        move = compare(trial, before, Snapshot(changed))
        if move is not None:
            out.append((rule, move))
    return out
