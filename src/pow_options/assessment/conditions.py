"""What a route waits for: unmet requirements and prohibitions that may apply, with the facts each hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.cases import split_key
from pow_options.messages import en
from pow_options.reasoning import And, Const, Formula, Holds, Is, Not, Or, Verb

from .model import Condition, FactState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pow_options.reasoning import Rule

    from .evaluation import Evaluation


def fill(evaluation: Evaluation, text: str, instance: str) -> str:
    """Return a rule's sentence with its slots filled by the names of States."""
    ground = evaluation.ground.instances[instance]
    slots = {role: evaluation.state_name(code) for role, code in evaluation.case.roles.items()}
    slots["destination"] = evaluation.state_name(ground.destination or "none")
    slots["bound"] = evaluation.state_name(ground.bound)
    return fill_slots(text, slots)


def fill_slots(text: str, slots: Mapping[str, str]) -> str:
    """Return ``text`` with each ``{slot}`` replaced; what is not a slot stays as it is."""
    for slot, value in slots.items():
        text = text.replace("{" + slot + "}", value)
    return text


def who(evaluation: Evaluation, atom: str) -> str:
    """Return who can answer for a fact, or act on it."""
    name, state = split_key(atom)
    slots = {role: evaluation.state_name(code) for role, code in evaluation.case.roles.items()}
    slots["state"] = evaluation.state_name(state or "none")
    return fill_slots(evaluation.pack.facts[name].who, slots)


def state_of(evaluation: Evaluation, atom: str) -> FactState:
    """Return a fact as it stands, and who can answer."""
    return FactState(fact=atom, value=evaluation.fact_value(atom), who=who(evaluation, atom))


def show(formula: Formula) -> str:
    """Return a ground formula as text in the condition language, with States in place of roles."""
    match formula:
        case Const(value):
            return "true" if value else "false"
        case Is(atom, values):
            if values == {"true"}:
                return atom
            if len(values) == 1:
                return f"{atom} == {next(iter(values))}"
            return f"{atom} in [{', '.join(sorted(values))}]"
        case Holds(atom):
            return atom
        case Not(item):
            return f"not {_bracket(item)}"
        case And(items):
            return " and ".join(_bracket(item) for item in items)
        case Or(items):
            return " or ".join(_bracket(item) for item in items)


def _bracket(formula: Formula) -> str:
    return f"({show(formula)})" if isinstance(formula, And | Or) else show(formula)


def conditions(evaluation: Evaluation, route: str) -> tuple[Condition, ...]:
    """Return what a route waits for under some reading run."""
    standing = evaluation.compiled.targets[route]
    rules = {rule.id: rule for rule in evaluation.ground.theory.rules if rule.head == route}
    found: list[Condition] = []
    for name, requirement in standing.requirements.items():
        rule = rules[name]
        if rule.blocking and evaluation.bits(requirement.unmet):
            facts = evaluation.settling(requirement.unmet) or tuple(dict.fromkeys(_open(evaluation, rule.condition)))
            known = [leaf for leaf in _open(evaluation, rule.condition) if leaf not in evaluation.unknown_facts()]
            found.append(_condition(evaluation, rule, show(rule.condition), dict.fromkeys((*known, *facts))))
    for name, node in standing.pending.items():
        if evaluation.bits(node):
            rule = rules[name]
            facts = evaluation.settling(node) or tuple(dict.fromkeys(_open_negated(evaluation, rule.when)))
            found.append(_condition(evaluation, rule, f"not {_bracket(rule.when)}", facts))
    order = {name: index for index, name in enumerate(evaluation.ground.instances)}
    return tuple(sorted(found, key=lambda item: order[f"{item.rule}@{route}"]))


def _condition(evaluation: Evaluation, rule: Rule, text: str, facts: Iterable[str]) -> Condition:
    instance = evaluation.ground.instances[rule.id]
    says = fill(evaluation, instance.rule.rule.says, rule.id)
    if rule.verb is Verb.FORBID:
        says = en.PENDING.format(says=says)
    states = tuple(state_of(evaluation, atom) for atom in facts)
    return Condition(rule=instance.rule.id, condition=text, facts=states, says=says)


def _open(evaluation: Evaluation, formula: Formula) -> Iterator[str]:
    """Yield the facts that could help to establish a formula: those in its parts that are not established."""
    match formula:
        case Is(atom, values):
            if not evaluation.possible[atom] <= values:
                yield atom
        case Holds(atom):
            missing = evaluation.compiled.literals[atom].established
            if not evaluation.everywhere(missing.low):
                yield from sorted(evaluation.hangs_on(missing.low))
        case Not(item):
            yield from _open_negated(evaluation, item)
        case And(items) | Or(items):
            for item in items:
                yield from _open(evaluation, item)
        case Const():
            return


def _open_negated(evaluation: Evaluation, formula: Formula) -> Iterator[str]:
    """Yield the facts that could help to refute a formula: those in its parts that are not refuted.

    For a conclusion that may hold: the facts that each rule it out, or, where none does alone, all it hangs on.
    """
    match formula:
        case Is(atom, values):
            if not evaluation.possible[atom].isdisjoint(values):
                yield atom
        case Holds(atom):
            may = evaluation.compiled.literals[atom].established.high
            if evaluation.bits(may):
                yield from evaluation.settling(may) or sorted(evaluation.hangs_on(may))
        case Not(item):
            yield from _open(evaluation, item)
        case And(items) | Or(items):
            for item in items:
                yield from _open_negated(evaluation, item)
        case Const():
            return
