"""Checking the names and values in a condition against the vocabulary."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from .condition import Compare, ConditionError, Holds, Name, Same, walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .condition import Condition
    from .model import Fact
    from .pack import Pack

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def name_faults(condition: Condition, pack: Pack, *, facts_only: bool = False) -> list[ConditionError]:
    """Return what is wrong with the names and values of a condition, with offsets into its text."""
    found: list[ConditionError] = []
    for item in walk(condition):
        if isinstance(item, Same):
            continue
        fault = _name_fault(item.name, pack, facts_only=facts_only)
        if fault is not None:
            found.append(fault)
            continue
        found.extend(_use_faults(item, pack))
    return found


def _name_fault(name: Name, pack: Pack, *, facts_only: bool) -> ConditionError | None:
    known = set(pack.facts) if facts_only else {*pack.facts, *pack.conclusions}
    if name.name not in known:
        close = get_close_matches(name.name, sorted(known), n=1)
        hint = f"did you mean `{close[0]}`?" if close else "declare it in `facts.yaml`"
        kind = "fact" if facts_only else "fact or conclusion"
        return ConditionError(f"`{name.name}` is not a {kind} of this pack", name.offset, hint)
    entry = pack.facts.get(name.name) or pack.conclusions[name.name]
    if entry.per_state and name.term is None:
        hint = f"write `{name.name}(destination)`, or name a role"
        return ConditionError(f"`{name.name}` is asked per State", name.offset, hint)
    if not entry.per_state and name.term is not None:
        return ConditionError(f"`{name.name}` is not asked per State", name.offset, f"write `{name.name}`")
    return None


def _use_faults(item: Holds | Compare, pack: Pack) -> Iterable[ConditionError]:
    name = item.name
    fact = pack.facts.get(name.name)
    if isinstance(item, Holds):
        if fact is not None and fact.type != "bool":
            hint = f"write `{name.name} == ...`" if fact.type == "enum" else f"compare it, as in `{name.name} >= ...`"
            yield ConditionError(f"`{name.name}` is not a question of yes or no", name.offset, hint)
        return
    if fact is None:
        hint = f"write `{name.name}` or `not {name.name}`"
        yield ConditionError(f"`{name.name}` is a conclusion and is not compared", name.offset, hint)
        return
    if item.days:
        if fact.type != "date":
            yield ConditionError(f"`{name.name}` is not a date", name.offset, "`days_since` takes a date fact")
        return
    ordered = item.operator in {"<", "<=", ">", ">="}
    if ordered and fact.type not in {"date", "number"}:
        yield ConditionError(f"`{name.name}` has no order", name.offset, "use `==`, `!=` or `in`")
        return
    for value, offset in zip(item.values, item.offsets, strict=True):
        message = value_fault(value, name.name, fact)
        if message is not None:
            close = get_close_matches(value, sorted(fact.values or ()), n=1)
            hint = f"did you mean `{close[0]}`?" if close else values_hint(fact)
            yield ConditionError(message, offset, hint)


def value_fault(value: str, name: str, fact: Fact) -> str | None:
    """Say what is wrong with ``value`` for a fact, or return ``None``."""
    if fact.type == "date":
        try:
            date.fromisoformat(value)
        except ValueError:
            return f"`{value}` is not a date of the form YYYY-MM-DD"
        # The library reads week dates and compact dates as well.
        return None if _DATE.fullmatch(value) else f"`{value}` is not a date of the form YYYY-MM-DD"
    if fact.type == "number":
        return None if _NUMBER.fullmatch(value) else f"`{value}` is not a number"
    allowed = ("true", "false") if fact.type == "bool" else tuple(fact.values or ())
    return None if value in allowed else f"`{value}` is not a value of `{name}`"


def values_hint(fact: Fact) -> str:
    """Return a hint that lists the values of a fact."""
    if fact.type == "date":
        return "write it as YYYY-MM-DD"
    if fact.type == "number":
        return "write a plain decimal number"
    allowed = ("true", "false") if fact.type == "bool" else tuple(fact.values or ())
    return "use one of " + ", ".join(f"`{item}`" for item in allowed)
