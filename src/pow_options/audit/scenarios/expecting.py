"""What a scenario came to against what was expected of it: each expectation that fails, at its own line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.assessment import Outcome, Status
from pow_options.assessment.assess import duties, duty
from pow_options.assessment.conditions import conditions
from pow_options.assessment.status import turns_on
from pow_options.cases import NONE
from pow_options.messages import en_scenarios as words
from pow_options.reasoning import Verb

from .keeping import kept, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pow_options.assessment.measuring import Measured
    from pow_options.source import Diagnostic

    from .answer import Answer
    from .loading import Setup

_SPELLED = {True: "true", False: "false"}


def failures(setup: Setup, answer: Answer) -> Iterator[Diagnostic]:
    """Yield every expectation that fails: what was expected, what came out, and in the hint what kept it."""
    for check in (_status, _rules, _conclusions, _duties, _duty, _reach, _conditions, _turns_on):
        for path, message, hint in check(setup, answer):
            yield setup.entry.diagnostic(("expect", *path), message, hint)


_Failed = tuple[tuple[str | int, ...], str, str]


def _status(setup: Setup, answer: Answer) -> Iterator[_Failed]:
    for name, wanted in setup.scenario.expect.status.items():
        found = answer.option(name) or answer.routes.get(name)
        if found is None:
            yield ("status", name), words.NOBODY.format(name=name, wanted=wanted), ""
        elif found.status is not wanted:
            message = words.STATUS.format(name=name, wanted=wanted, got=found.status)
            says = _why_status(answer, found)
            if name != found.route:
                says = words.BY_ROUTE.format(says=says, route=found.route)
            yield ("status", name), message, says


def _why_status(answer: Answer, found: Measured) -> str:
    """Say what gives a route its status."""
    if found.status is Status.CONTESTED:
        questions = turns_on(found.worlds, answer.evaluation)
        if questions:
            return words.STATUS_BY["contested"].format(questions=quoted(questions))
        return words.STATUS_BY["collision"].format(rules=quoted(answer.acting(found.route, (Outcome.COLLIDES,))))
    if found.status is Status.OPEN_IF:
        return words.STATUS_BY["open_if"].format(rules=quoted(_waits(answer, found.route)))
    if found.status is Status.OPEN:
        return words.STATUS_BY["open"]
    verb = Verb.FORBID if found.status is Status.BARRED else Verb.OBLIGE
    rules = answer.acting(found.route, (Outcome.APPLIED,), verb)
    return words.STATUS_BY[found.status].format(rules=quoted(rules))


def _waits(answer: Answer, route: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.rule for item in conditions(answer.evaluation, route)))


def _rules(setup: Setup, answer: Answer) -> Iterator[_Failed]:
    for rule, expected in setup.scenario.expect.rules.items():
        wanted = expected if isinstance(expected, tuple) else (expected,)
        got = answer.outcomes_of(rule)
        missing = [item for item in wanted if item not in got]
        if not missing:
            continue
        shown = words.AND.join(words.OUTCOME[item] for item in missing)
        if not got:
            yield ("rules", rule), words.RULE_NOWHERE.format(rule=rule, wanted=shown), words.RULE_DROPPED
            continue
        came = words.AND.join(words.OUTCOME[item] for item in got)
        yield ("rules", rule), words.RULE.format(rule=rule, wanted=shown, got=came), kept(answer, rule)


def _conclusions(setup: Setup, answer: Answer) -> Iterator[_Failed]:
    for key, expected in setup.scenario.expect.conclusions.items():
        wanted = _SPELLED[expected] if isinstance(expected, bool) else expected
        if key not in answer.evaluation.compiled.literals:
            yield ("conclusions", key), words.ABSENT.format(conclusion=key, wanted=wanted), ""
            continue
        got = answer.evaluation.literal_value(key)
        if got != wanted:
            rules = [item for item in answer.evaluation.ground.theory.rules if item.verb is Verb.CONCLUDE]
            named = dict.fromkeys(answer.law(item.id) for item in rules if item.head == key)
            hint = "; ".join(f"`{rule}`: {kept(answer, rule, head=key)}" for rule in named) or words.NO_RULE_FOR
            yield ("conclusions", key), words.CONCLUSION.format(conclusion=key, wanted=wanted, got=got), hint


def _duties(setup: Setup, answer: Answer) -> Iterator[_Failed]:
    found = [item.rule for item in duties(answer.evaluation)]
    for index, rule in enumerate(setup.scenario.expect.duties):
        if rule not in found:
            yield ("duties", index), words.DUTY_MISSING.format(rule=rule), kept(answer, rule)


def _duty(setup: Setup, answer: Answer) -> Iterator[_Failed]:
    for route, expected in setup.scenario.expect.duty.items():
        wanted = None if expected in {None, NONE} else expected
        if route not in answer.routes:
            if wanted is not None:
                yield ("duty", route), words.NO_ROUTE.format(route=route, wanted=f"`{wanted}`"), ""
            continue
        shown = duty(answer.evaluation, route)
        got = shown.rule if shown is not None else None
        if got != wanted:
            said = [words.NO_DUTY if item is None else f"`{item}`" for item in (wanted, got)]
            message = words.DUTY_OF.format(route=route, wanted=said[0], got=said[1])
            yield ("duty", route), message, kept(answer, wanted) if wanted else ""


def _reach(setup: Setup, answer: Answer) -> Iterator[_Failed]:
    for route, wanted in setup.scenario.expect.reach.items():
        found = answer.routes.get(route)
        if found is None:
            yield ("reach", route), words.NO_ROUTE.format(route=route, wanted=words.REACH[wanted]), ""
        elif found.reach is not wanted:
            message = words.REACH_OF.format(route=route, wanted=words.REACH[wanted], got=words.REACH[found.reach])
            yield ("reach", route), message, ""


def _conditions(setup: Setup, answer: Answer) -> Iterator[_Failed]:
    for route, wanted in setup.scenario.expect.conditions.items():
        if route not in answer.routes:
            message = words.NO_ROUTE.format(route=route, wanted=quoted(wanted))
            yield ("conditions", route), message, ""
            continue
        found = _waits(answer, route)
        says = words.CONDITIONS_ARE.format(rules=quoted(found)) if found else words.NO_CONDITIONS
        for index, rule in enumerate(wanted):
            if rule not in found:
                message = words.CONDITION.format(rule=rule, route=route)
                yield ("conditions", route, index), message, f"{says}; {kept(answer, rule)}"


def _turns_on(setup: Setup, answer: Answer) -> Iterator[_Failed]:
    for option, wanted in setup.scenario.expect.turns_on.items():
        found = answer.option(option)
        if found is None:
            yield ("turns_on", option), words.NOBODY.format(name=option, wanted=_questions(wanted)), ""
            continue
        got = turns_on(found.worlds, answer.evaluation)
        if set(got) != set(wanted):
            message = words.TURNS_ON.format(option=option, wanted=_questions(wanted), got=_questions(got))
            yield ("turns_on", option), message, ""


def _questions(questions: Iterable[str]) -> str:
    return quoted(questions) or words.NOTHING
