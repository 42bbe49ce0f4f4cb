"""What a question is put with: a case, dates, hypotheses, readings and rules switched off, each checked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from pow_options.assessment import Evaluation, evaluate
from pow_options.cases import Case, check_case, load_case, split_key
from pow_options.cases.model import spell
from pow_options.grounding import TooManyWorldsError
from pow_options.law import UNSETTLED, Pack, load_pack
from pow_options.law.names import value_fault, values_hint
from pow_options.source import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_KEY = re.compile(r"([a-z][a-z0-9_]*)(?:\(([A-Z0-9]+)\)|:([A-Z0-9]+))?")


class UsageError(ValueError):
    """A question was put wrongly: an unknown fact, reading, rule, option or date; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep what is wrong and what to do."""
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A case under a law, with what is supposed of it; whatever is asked of it is asked at some dates."""

    case: Case
    pack: Pack
    assume: Mapping[str, str]
    readings: Mapping[str, str]
    without: tuple[str, ...]

    def at(self, as_of: date, law_on: date | None = None, *, dated_by: str = "asked") -> Evaluation:
        """Evaluate the case as of a date, under the law of that date or of another.

        Raises:
            UsageError: if the readings left unsettled have too many combinations.
        """
        try:
            return evaluate(
                self.case,
                self.pack,
                as_of=as_of,
                law_on=as_of if law_on is None else law_on,
                dated_by=dated_by,
                assume=self.assume,
                readings=self.readings,
                without=self.without,
            )
        except TooManyWorldsError as error:
            raise UsageError(str(error), "choose positions for some of the questions") from None

    def under(self, readings: Mapping[str, str]) -> Question:
        """Return the question with some readings taken beside, or instead of, those it takes."""
        return replace(self, readings={**self.readings, **readings})

    def supposing(self, facts: Mapping[str, str]) -> Question:
        """Return the question with some facts supposed beside those it supposes; nothing is checked."""
        return replace(self, assume={**self.assume, **facts})

    def asked(self, as_of: date | str | None, law_on: date | str | None) -> Evaluation:
        """Evaluate the case at the dates asked for, or at those it gives itself.

        Raises:
            UsageError: if a date is none.
        """
        day, dated_by = _as_of(self.case, self.pack, as_of)
        return self.at(day, None if law_on is None else a_day(law_on, "law_on"), dated_by=dated_by)


def question(
    case: Case | str,
    law: Pack | None,
    *,
    assume: Mapping[str, Any] | None = None,
    readings: Mapping[str, str] | None = None,
    without: Iterable[str] = (),
) -> Question:
    """Return a question with everything in it checked.

    Args:
        case: a case, or the path or name of one.
        law: the pack; the bundled one if ``None``.
        assume: facts, or conclusions, fixed by hypothesis.
        readings: positions of contested questions, by question.
        without: ids of rules to switch off.

    Raises:
        InvalidData: if the case does not fit the vocabulary of the pack.
        UsageError: if a fact, value, reading or rule is not one.
    """
    pack = load_pack() if law is None else law
    record = load_case(case, pack) if isinstance(case, str) else case
    check_case(record, pack)
    switched_off = tuple(without)
    for rule in switched_off:
        if rule not in pack.rules:
            raise UsageError(f"there is no rule `{rule}`", nearest(rule, pack.rules))
    return Question(record, pack, _assumed(assume or {}, record, pack), _readings(readings or {}, pack), switched_off)


def a_day(value: date | str, name: str) -> date:
    """Return a date given as one or as ``YYYY-MM-DD``; ``name`` is what it is for.

    Raises:
        UsageError: if it is no date.
    """
    if isinstance(value, datetime):
        # Which day it is depends on where one stands; whoever asks has to say.
        raise UsageError(f"`{value.isoformat()}` is a time, not a day", "give the day alone")
    if isinstance(value, date):
        return value
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    message = f"`{value}` is not a date"
    raise UsageError(message, f"write {name.replace('_', '-')} as YYYY-MM-DD")


def _as_of(case: Case, pack: Pack, as_of: date | str | None) -> tuple[date, str]:
    if as_of is not None:
        return a_day(as_of, "as_of"), "asked"
    return (case.newest, "case") if case.newest is not None else (pack.recorded_on, "pack")


def normal_key(key: str) -> str:
    """Return a fact key in its standard spelling: ``wishes:KOR`` becomes ``wishes(KOR)``.

    Raises:
        UsageError: if it is no fact key.
    """
    match = _KEY.fullmatch(key.strip())
    if match is None:
        message = f"`{key}` is not the name of a fact"
        raise UsageError(message, "write `fact=value`, or `fact:STATE=value` for a fact that is asked per State")
    name, state, colon = match.groups()
    code = state or colon
    return f"{name}({code})" if code else name


def _assumed(assume: Mapping[str, Any], case: Case, pack: Pack) -> dict[str, str]:
    out: dict[str, str] = {}
    states = {code for code in case.roles.values() if code != "none"}
    for given, value in assume.items():
        key = normal_key(given)
        name, state = split_key(key)
        entry = pack.facts.get(name) or pack.conclusions.get(name)
        if entry is None:
            known = {*pack.facts, *pack.conclusions}
            raise UsageError(f"`{name}` is not a fact of this pack", nearest(name, known))
        if entry.per_state != (state is not None):
            hint = f"write `{name}:KOR=...`" if entry.per_state else f"write `{name}=...`"
            raise UsageError(f"`{name}` is {'' if entry.per_state else 'not '}asked per State", hint)
        if state is not None and state not in states:
            message = f"no role of this case is bound to `{state}`"
            raise UsageError(message, "States of this case: " + ", ".join(sorted(states)))
        text = spell(value)
        fact = pack.facts.get(name)
        if fact is None:
            if text not in {"true", "false"}:
                raise UsageError(f"`{text}` is not a value of the conclusion `{name}`", "use `true` or `false`")
        elif text != "unknown":
            fault = value_fault(text, name, fact)
            if fault is not None:
                raise UsageError(fault, nearest(text, fact.values or ()) or values_hint(fact))
        if out.get(key, text) != text:
            raise UsageError(f"`{key}` is given two values")
        out[key] = text
    return out


def _readings(readings: Mapping[str, str], pack: Pack) -> dict[str, str]:
    for question, position in readings.items():
        if question not in pack.questions:
            message = f"`{question}` is not a contested question of this pack"
            raise UsageError(message, nearest(question, pack.questions) or "questions: " + ", ".join(pack.questions))
        known = (*pack.questions[question].position_ids, UNSETTLED)
        if position not in known:
            message = f"`{position}` is not a position of `{question}`"
            raise UsageError(message, nearest(position, known) or "positions: " + ", ".join(known))
    return dict(readings)
