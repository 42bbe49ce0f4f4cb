"""Whose judgements a rule rests on: the facts it comes down to, and who judged them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.cases import Ground, Use
from pow_options.messages import en
from pow_options.reasoning import Is, Verb, atoms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pow_options.reasoning import Rule

    from .evaluation import Evaluation


def facts_beneath(evaluation: Evaluation, rules: Iterable[Rule], *, applied: bool) -> tuple[str, ...]:
    """Return the facts the conditions of rules come down to, nearest first.

    With ``applied`` conclusions are followed through the rules that apply under some reading only.
    """
    concluding: dict[str, list[Rule]] = {}
    for rule in evaluation.ground.theory.rules:
        if rule.verb is Verb.CONCLUDE and (not applied or _applies(evaluation, rule)):
            concluding.setdefault(rule.head, []).append(rule)
    found: dict[str, None] = {}
    seen: set[str] = set()
    waiting = list(rules)
    while waiting:
        rule = waiting.pop(0)
        if rule.id in seen:
            continue
        seen.add(rule.id)
        for leaf in atoms(rule.when):
            if isinstance(leaf, Is):
                found.setdefault(leaf.atom)
            else:
                waiting += concluding.get(leaf.atom, ())
    return tuple(found)


def _applies(evaluation: Evaluation, rule: Rule) -> bool:
    application = evaluation.compiled.applications.get(rule.id)
    return application is not None and bool(evaluation.bits(application.applies.value))


def judges(evaluation: Evaluation, atom: str) -> tuple[str, ...]:
    """Return who judged a fact by the statements it rests on; without any, that the author of the case did.

    Nobody where nothing is recorded of it.
    """
    entry = evaluation.resolved.get(atom)
    if entry is None or entry.value is None:
        return ()
    if entry.ground is Ground.ASSUMED:
        return (en.SUPPOSED,)
    if entry.ground is Ground.SETTLED:
        return (en.AUTHOR,)
    used = {item.statement for item in entry.weighed if item.use is Use.USED}
    statements = [item for item in evaluation.case.file.statements if item.id in used]
    return tuple(dict.fromkeys(item.judged_by for item in statements if item.judged_by is not None))
