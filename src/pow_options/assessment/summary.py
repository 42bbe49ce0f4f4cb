"""The one sentence an option is summed up in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.cases import Ground, Use, split_key
from pow_options.messages import en
from pow_options.reasoning import Is, Verb, atoms

from .model import Outcome, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pow_options.reasoning import Rule

    from .evaluation import Evaluation
    from .model import Reason, RouteResult


def option_says(evaluation: Evaluation, route: RouteResult, turning: tuple[str, ...], rests: tuple[str, ...]) -> str:
    """Return the sentence for an option shown by ``route``.

    ``turning`` are the unsettled questions its status turns on, ``rests`` the readings taken without which it would
    be another.
    """
    name = evaluation.ground.routes[route.id].route.name
    match route.status:
        case Status.REQUIRED:
            text = en.OPTION_SAYS["required"].format(route=name, why=_first(route, "oblige"))
        case Status.OPEN:
            # A permit that lifts nothing here is not what makes the route lawful.
            permits = dict.fromkeys(by for r in route.reasons if r.outcome is Outcome.LIFTED for by in r.by)
            how = en.PERMITTED.format(rules=", ".join(permits)) if permits else en.NOT_FORBIDDEN
            text = en.OPTION_SAYS["open"].format(route=name, how=how)
        case Status.OPEN_IF:
            count = counted(route)
            text = en.OPTION_SAYS["open_if"].format(route=name, count=count)
        case Status.CONTESTED:
            text = en.OPTION_SAYS["contested"].format(route=name, why=_contest(route, turning))
        case Status.BARRED:
            text = en.OPTION_SAYS["barred"].format(route=name, why=_first(route, "forbid"))
    if rests:
        text += en.RESTS.format(readings=", ".join(rests))
    holders: dict[str, list[str]] = {}
    for fact, holder in dict.fromkeys(_holders(evaluation, route)):
        holders.setdefault(fact, []).append(holder)
    judged = "; ".join(en.JUDGEMENT.format(fact=fact, by=en.AND.join(by)) for fact, by in holders.items())
    return text + (en.JUDGEMENTS.format(judged=judged) if judged else "")


def counted(route: RouteResult) -> str:
    """Return how many conditions a route waits for, counting those once that hang on the same facts."""
    rules = len(route.conditions)
    n = len({tuple(sorted(fact.fact for fact in item.facts)) for item in route.conditions})
    if n == 1:
        return en.ONE_CONDITION
    return en.CONDITIONS.format(n=n) if n == rules else en.FROM_RULES.format(n=n, rules=rules)


_DECIDING = {Status.BARRED: Verb.FORBID, Status.REQUIRED: Verb.OBLIGE}


def _cleared(evaluation: Evaluation, route: RouteResult) -> Iterator[tuple[str, str]]:
    """Yield the judgements that there is no risk on which the bars of a route do not apply, each with whose it is."""
    statements = {item.id: item for item in evaluation.case.file.statements}
    for rule in evaluation.ground.theory.rules:
        if rule.head != route.id or rule.verb is not Verb.FORBID:
            continue
        for atom in sorted(_beneath(evaluation, rule)):
            entry = evaluation.resolved.get(atom)
            if not evaluation.pack.facts[split_key(atom)[0]].risk or entry is None or entry.value != "false":
                continue
            used = [statements[w.statement].judged_by for w in entry.weighed if w.use is Use.USED]
            for holder in used or [en.AUTHOR if entry.ground is Ground.SETTLED else en.SUPPOSED]:
                yield f"{atom} is false", holder or en.AUTHOR


def _beneath(evaluation: Evaluation, rule: Rule) -> set[str]:
    """Return the facts a rule's condition comes down to."""
    found: set[str] = set()
    waiting = [rule]
    seen: set[str] = set()
    while waiting:
        for leaf in atoms(waiting.pop().when):
            if isinstance(leaf, Is):
                found.add(leaf.atom)
            elif leaf.atom not in seen:
                seen.add(leaf.atom)
                rules = evaluation.ground.theory.rules
                waiting += [item for item in rules if item.verb is Verb.CONCLUDE and item.head == leaf.atom]
    return found


def _holders(evaluation: Evaluation, route: RouteResult) -> Iterator[tuple[str, str]]:
    """Yield the judgements the deciding rule of a route rests on, each with whose it is."""
    if route.status in {Status.OPEN, Status.REQUIRED}:
        yield from _cleared(evaluation, route)
    verb = _DECIDING.get(route.status)
    deciding = next((r.rule for r in route.reasons if r.verb == verb and r.outcome is Outcome.APPLIED), None)
    if deciding is None:
        return
    statements = {item.id: item for item in evaluation.case.file.statements}
    waiting = [f"{deciding}@{route.id}"]
    rules = {rule.id: rule for rule in evaluation.ground.theory.rules}
    seen: set[str] = set()
    while waiting:
        rule = rules[waiting.pop(0)]
        if rule.id in seen:
            continue
        seen.add(rule.id)
        for leaf in atoms(rule.when):
            if isinstance(leaf, Is):
                entry = evaluation.resolved.get(leaf.atom)
                for weighed in entry.weighed if entry is not None else ():
                    holder = statements[weighed.statement].judged_by
                    if weighed.use is Use.USED and holder is not None:
                        yield leaf.atom, holder
                continue
            waiting += [
                item.id
                for item in evaluation.ground.theory.rules
                if item.verb is Verb.CONCLUDE
                and item.head == leaf.atom
                and item.id in evaluation.compiled.applications
                and evaluation.bits(evaluation.compiled.applications[item.id].applies.value)
            ]


def _first(route: RouteResult, verb: str) -> str:
    acting = [r for r in route.reasons if r.verb == verb and r.outcome is Outcome.APPLIED]
    return " ".join(f"{_sentence(r)} ({r.article})." for r in acting[:1])


def _sentence(reason: Reason) -> str:
    return reason.says[:1].upper() + reason.says[1:]


def _contest(route: RouteResult, turning: tuple[str, ...]) -> str:
    parts = []
    rules = [r.rule for r in route.reasons if r.outcome is Outcome.COLLIDES]
    if rules:
        parts.append(en.COLLISION.format(rules=", ".join(rules)))
    if turning:
        parts.append(en.TURNS.format(questions=", ".join(turning)))
    return "; ".join(parts)
