"""``interview``: questions, most decisive first, and a case file of the answers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import common
from .exit_codes import Exit

if TYPE_CHECKING:
    from pow_options.law import Pack
    from pow_options.queries.interview import Asking, Interview

_ROLE = "State code, or none; asked for if left out."
_UNKNOWN = frozenset({"?", "dk", "i don't know", "don't know", "unknown"})
_YES_NO = {"yes": "true", "y": "true", "no": "false", "n": "false"}


def interview(
    detaining_power: Annotated[list[str] | None, typer.Option("--detaining-power", help=_ROLE)] = None,
    power_served: Annotated[list[str] | None, typer.Option("--power-served", help=_ROLE)] = None,
    state_of_origin: Annotated[list[str] | None, typer.Option("--state-of-origin", help=_ROLE)] = None,
    third_state: Annotated[list[str] | None, typer.Option("--third-state", help=_ROLE)] = None,
    name: Annotated[list[str] | None, typer.Option("--id", help="The id of the case.")] = None,
    title: Annotated[list[str] | None, typer.Option("--title", help="The title of the case.")] = None,
    budget: common.Budget = None,
    as_of: common.AsOf = None,
    law_on: common.LawOn = None,
    reading: common.Reading = None,
    pack: common.PackDir = None,
    output: common.Output = None,
) -> None:
    """Ask only questions that can still matter, most decisive first, and save a case file of the answers.

    Questions stand on standard error; the case file is printed, or written with `-o`.
    """
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used
    from pow_options.messages import en_queries as words  # noqa: PLC0415 - as above

    given = {
        "detaining_power": common.once(detaining_power, "--detaining-power"),
        "power_served": common.once(power_served, "--power-served"),
        "state_of_origin": common.once(state_of_origin, "--state-of-origin"),
        "third_state": common.once(third_state, "--third-state"),
    }
    case_id, heading = common.once(name, "--id") or "interview", common.once(title, "--title") or "A prisoner of war"
    budgeted = common.number(budget, "--budget")
    day, law_day = common.once(as_of, "--as-of"), common.once(law_on, "--law-on")
    target = common.once(output, "-o")
    if target is not None and Path(target).exists():
        message = f"`{target}` exists and is left as it is"
        raise common.usage(message, "name a new file")
    readings = common.pairs(reading, "--reading")
    rules = common.law(pack)
    roles = {role: code or _state(role, rules) for role, code in given.items()}
    talk = api.interview(
        rules,
        roles=roles,
        case_id=case_id,
        title=heading,
        as_of=day,
        law_on=law_day,
        readings=readings,
        budget=budgeted,
    )
    stopped = _ask(talk)
    _say(api.standing(talk))
    common.deliver(talk.case(case_id, heading), output)
    if stopped:
        _say(words.STOPPED.format(asked=len(talk.answers)))
        raise typer.Exit(Exit.INCOMPLETE)
    if talk.abandoned:
        _say(words.INTERVIEW_GIVEN_UP.format(asked=len(talk.answers)))
        raise typer.Exit(Exit.INCOMPLETE)
    unknown = sum(item.value is None for item in talk.answers)
    _say(words.OVER.format(asked=len(talk.answers), open=unknown))


def _say(text: str) -> None:
    from pow_options.source import escape  # noqa: PLC0415 - only where it is used

    sys.stderr.write(escape(text) + "\n")


def _line(prompt: str) -> str | None:
    """Return a line of standard input without what stands around it; ``None`` at its end."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.strip()[:200] if line else None


def _state(role: str, pack: Pack) -> str:
    """Ask who plays a role until a State, or nobody, is named; at the end of the input it is nobody."""
    from pow_options.messages import en_queries as words  # noqa: PLC0415 - only where it is used
    from pow_options.source import nearest  # noqa: PLC0415 - as above

    while True:
        given = _line(words.WHICH_STATE.format(role=role.replace("_", " ")))
        if given is None or given.lower() in {"none", "nobody", ""}:
            return "none"
        if given.upper() in pack.states:
            return given.upper()
        hint = nearest(given.upper(), pack.states)
        _say(words.NO_SUCH_STATE.format(given=given, hint=f" {hint}" if hint else ""))


def _ask(talk: Interview) -> bool:
    """Put questions until nothing further matters; return whether it was stopped before."""
    from pow_options.messages import en_queries as words  # noqa: PLC0415 - only where it is used

    while (item := _next(talk)) is not None:
        _put(item, len(talk.answers) + 1)
        while True:
            given = _line(words.HOW_TO_ANSWER[item.kind])
            if given is None or given.lower() == "stop":
                return True
            if given.lower() == "back":
                last = talk.back()
                _say(words.TAKEN_BACK.format(fact=last.fact) if last else words.NOTHING_TO_TAKE_BACK)
                break
            if given.lower() in _UNKNOWN:
                talk.answer(item.fact, None)
                break
            value = _value(item, given)
            if talk.fits(item.fact, value):
                talk.answer(item.fact, value)
                break
            _say(words.NOT_AN_ANSWER.format(given=given))
    return False


def _next(talk: Interview) -> Asking | None:
    with common.working():
        return talk.next()


def _put(item: Asking, number: int) -> None:
    from pow_options.messages import en_queries as words  # noqa: PLC0415 - only where it is used

    _say(words.ASKING.format(number=number, asks=item.asks))
    _say(words.ASKING_WHY.format(share=f"{item.share:.1%}", moves=", ".join(item.moves), who=item.who))
    if item.kind == "enum":
        for place, (value, means) in enumerate(item.values, start=1):
            _say(words.CHOICE.format(number=place, value=value, means=f": {means}" if means != value else ""))


def _value(item: Asking, given: str) -> str:
    """Return what was answered as the vocabulary spells it."""
    if item.kind == "bool":
        return _YES_NO.get(given.lower(), given.lower())
    if item.kind == "enum" and given.isdecimal() and 0 < int(given) <= len(item.values):
        return item.values[int(given) - 1][0]
    return given
