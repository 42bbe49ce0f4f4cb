"""Whether a rule changes anything in any case at all: the solver compares the law with the rule and without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.assessment.snapshot import Snapshot
from pow_options.audit.search.binding import World
from pow_options.audit.search.examples import example
from pow_options.audit.search.setting import settings_of
from pow_options.audit.search.writing import case_name, case_text, command, read_case
from pow_options.messages import en_analysis as words
from pow_options.reasoning.clauses import GivenUpError
from pow_options.source import InvalidData

from .lanes import shown, without_each
from .model import Elsewhere
from .trials import Trial, compare

if TYPE_CHECKING:
    from collections.abc import Hashable

    from pow_options.audit.search.examples import Example
    from pow_options.audit.search.setting import Setting
    from pow_options.law import Pack


def elsewhere(pack: Pack, rule: str, directory: str | None) -> Elsewhere:
    """Return whether a rule can change anything in some case: shown by a case, or for every case within the bound."""
    world = World(pack)
    patterns = 0
    confirmed = True
    order = pack.rules[rule].instrument.state if pack.rules[rule].domestic else None
    for setting in settings_of(world, order):
        patterns += 1
        try:
            found = _differing(setting, rule)
        except GivenUpError:
            confirmed = False
            continue
        finally:
            setting.clauses.close()
        if found is not None:
            seen = _shown(pack, rule, found, directory)
            if seen is not None:
                return seen
            confirmed = False
    if not confirmed:
        return Elsewhere(verdict="not_shown", says=words.NOT_SHOWN)
    says = words.CANNOT.format(patterns=patterns, states=world.states, days=len(world.days), readings=world.readings)
    return Elsewhere(verdict="cannot", says=says)


def _differing(setting: Setting, rule: str) -> Example | None:
    """Return a case in which something an answer shows is another without the rule, or ``None`` if there is none."""
    off = {item.id for item in setting.ground.instances.values() if item.rule.id == rule}
    if not off:
        return None

    def without(key: Hashable) -> int:
        if isinstance(key, tuple) and key[0] == "enabled" and key[1] in off:
            return setting.clauses.some(())
        return setting.input(key)

    items = list(dict.fromkeys(shown(setting.compiled, setting.pack)))
    other: dict[int, int] = {}
    nodes = {node for item in items for node, _ in item}
    setting.compiled.circuit.evaluate_cone(nodes, without, setting.clauses, other)
    literals: dict[int, tuple[int, ...]] = {}
    for item in items:
        here, there = (
            setting.clauses.every(at(node) if sign else -at(node) for node, sign in item)
            for at in (setting.at, other.__getitem__)
        )
        literals.setdefault(setting.clauses.differ(here, there), tuple(node for node, _ in item))
    if not setting.clauses.can(setting.clauses.some(literals)):
        return None
    literal = next(literal for literal in literals if setting.clauses.can(literal))
    return example(setting, literal, literals[literal])


def _shown(pack: Pack, rule: str, found: Example, directory: str | None) -> Elsewhere | None:
    """Return the example as a case, if the engine finds that the rule moves something in it."""
    name = case_name("matters", (rule,))
    run = command(found, pack, f"{name}.yaml", directory)
    text = case_text(pack, found, name, words.MATTERS_SAYS.format(rule=rule), f"{run}\n# {run} --without {rule}")
    try:
        case = read_case(text, pack)
    except InvalidData:
        return None
    trial = Trial(name, "made_up", case, pack.recorded_on, found.law_on, {}, found.readings, ())
    evaluation = trial.evaluate(pack)
    for _, changed in without_each(evaluation, (rule,)):
        move = compare(trial, Snapshot(evaluation), Snapshot(changed))
        if move is not None:
            return Elsewhere(verdict="can", says=words.CAN, command=run, case=text, move=move)
    return None
