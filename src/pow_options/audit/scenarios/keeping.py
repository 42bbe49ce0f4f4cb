"""What kept a rule from another outcome than it has, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.assessment import Outcome
from pow_options.explain import stand, why_not
from pow_options.messages import en_scenarios as words
from pow_options.reasoning import And, Const, Formula, Holds, Is, Not, Or

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pow_options.reasoning import Rule

    from .answer import Answer

MAX_PLACES = 4
"""Different reasons told of one rule."""


def quoted(names: Iterable[str]) -> str:
    """Return names between backticks, divided by commas."""
    return ", ".join(f"`{name}`" for name in names)


def kept(answer: Answer, rule: str, head: str | None = None) -> str:
    """Return what became of the instances of a rule (those for ``head``, if given) and why; empty if it has none."""
    reasons: dict[str, list[str]] = {}
    for item in answer.instances(rule):
        if head is None or item.head == head:
            reasons.setdefault(_why(answer, item), []).append(item.head)
    shown = list(reasons.items())[:MAX_PLACES]
    if len(reasons) == 1:
        return shown[0][0]
    told = [words.PLACE.format(place=", ".join(places), why=why) for why, places in shown]
    if len(reasons) > MAX_PLACES:
        told.append(words.MORE.format(n=len(reasons) - MAX_PLACES))
    return "; ".join(told) or words.RULE_DROPPED


def _why(answer: Answer, rule: Rule) -> str:
    became = answer.became[rule.id]
    if became.outcome in {Outcome.NOT_ESTABLISHED, Outcome.MAY_APPLY}:
        stands = stand(answer.evaluation, _missing(answer, rule.when)) or stand(answer.evaluation, rule.when)
        return stands if became.outcome is Outcome.NOT_ESTABLISHED else words.KEPT["may_apply"].format(stand=stands)
    told = why_not(answer.evaluation, rule, became.outcome)
    if told is not None:
        return told
    if became.by:
        by = quoted(dict.fromkeys(answer.law(item) for item in became.by))
        return words.KEPT["by"].format(outcome=words.OUTCOME[became.outcome], by=by)
    match became.outcome:
        case Outcome.DEFEATED:
            return words.KEPT["defeated"].format(stand=stand(answer.evaluation, rule.unless))
        case _:
            return words.KEPT.get(became.outcome, words.OUTCOME[became.outcome])


def _missing(answer: Answer, formula: Formula) -> Formula:
    """Return the parts of a conjunction that are not established; of anything else, all."""
    if not isinstance(formula, And):
        return formula
    return And(tuple(_missing(answer, item) for item in formula.items if _value(answer, item) is not True))


def _value(answer: Answer, formula: Formula) -> bool | None:
    """Return the strong Kleene value of a formula under every reading run; ``None`` is unknown."""
    match formula:
        case Const(value):
            return value
        case Is(atom, values):
            possible = answer.evaluation.possible[atom]
            return True if possible <= values else False if possible.isdisjoint(values) else None
        case Holds(atom):
            return {"true": True, "false": False}.get(answer.evaluation.literal_value(atom))
        case Not(item):
            inner = _value(answer, item)
            return None if inner is None else not inner
        case And(items) | Or(items):
            found = [_value(answer, item) for item in items]
            decisive = isinstance(formula, Or)
            return decisive if decisive in found else None if None in found else not decisive
