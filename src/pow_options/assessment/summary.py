"""The one sentence an option is summed up in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.cases import Ground, split_key
from pow_options.messages import en
from pow_options.reasoning import Verb

from .judging import facts_beneath, judges
from .model import Outcome, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def _holders(evaluation: Evaluation, route: RouteResult) -> Iterator[tuple[str, str]]:
    """Yield the judgements a status rests on, each with whose it is.

    Those of the rule that decides it; and of a route that is free, those that there is no risk on which a bar would
    stand.
    """
    if route.status in {Status.OPEN, Status.REQUIRED}:
        for rule in evaluation.ground.theory.rules:
            if rule.head == route.id and rule.verb is Verb.FORBID:
                for atom in sorted(facts_beneath(evaluation, (rule,), applied=False)):
                    entry = evaluation.resolved.get(atom)
                    if evaluation.pack.facts[split_key(atom)[0]].risk and entry is not None and entry.value == "false":
                        yield from ((f"{atom} is false", holder) for holder in judges(evaluation, atom) or (en.AUTHOR,))
    verb = _DECIDING.get(route.status)
    deciding = next((r.rule for r in route.reasons if r.verb == verb and r.outcome is Outcome.APPLIED), None)
    if deciding is not None:
        rules = [rule for rule in evaluation.ground.theory.rules if rule.id == f"{deciding}@{route.id}"]
        for atom in facts_beneath(evaluation, rules, applied=True):
            entry = evaluation.resolved.get(atom)
            if entry is not None and entry.ground is Ground.STATEMENTS:
                yield from ((atom, holder) for holder in judges(evaluation, atom))


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
