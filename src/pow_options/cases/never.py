"""Combinations of facts that cannot hold together."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from operator import ge, gt, le, lt
from typing import TYPE_CHECKING

from pow_options.law.condition import And, Compare, Holds, Not, Or, Same, Truth, names, terms

from .model import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pow_options.law.condition import Condition
    from pow_options.law.pack import Pack


def impossible(
    possible: Mapping[str, frozenset[str]], roles: Mapping[str, str], pack: Pack
) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield, for each combination the pack rules out that is established, why it is ruled out and the facts in it.

    ``possible`` gives the values still possible of each fact key; a key that is missing is unknown.
    """
    states = sorted({code for code in roles.values() if code != NONE})
    for item in pack.never:
        used = terms(item.when)
        for destination in states if "destination" in used else states[:1]:
            place = {**roles, "destination": destination, "bound": NONE}
            if truth(item.when, place, possible) is True:
                keys = {key_of(name.name, name.term, place) for name in names(item.when)}
                yield item.because, frozenset(keys & set(possible))


def key_of(name: str, term: str | None, place: Mapping[str, str]) -> str:
    """Return the key of a fact or conclusion whose term is bound by ``place``."""
    return name if term is None else f"{name}({place[term]})"


def truth(condition: Condition, place: Mapping[str, str], possible: Mapping[str, frozenset[str]]) -> bool | None:
    """Return the strong Kleene value of a condition on facts; ``None`` is unknown."""
    match condition:
        case Truth(value):
            return value
        case Same(left, right, negated):
            return (place[left] == place[right]) is not negated
        case Not(item):
            inner = truth(item, place, possible)
            return None if inner is None else not inner
        case And(items):
            values = [truth(item, place, possible) for item in items]
            return False if False in values else None if None in values else True
        case Or(items):
            values = [truth(item, place, possible) for item in items]
            return True if True in values else None if None in values else False
        case Holds(name):
            return _among(possible.get(key_of(name.name, name.term, place)), frozenset(("true",)))
        case Compare():
            return _compare(condition, possible.get(key_of(condition.name.name, condition.name.term, place)))


def _compare(item: Compare, possible: frozenset[str] | None) -> bool | None:
    if item.operator in {"==", "!=", "in"}:
        among = _among(possible, frozenset(item.values))
        return among if item.operator != "!=" or among is None else not among
    if possible is None:
        return None
    results = {_ordered(value, item.operator, item.values[0]) for value in possible}
    return results.pop() if len(results) == 1 else None


def _ordered(value: str, operator: str, bound: str) -> bool:
    """Compare two dates or two numbers written as text."""
    is_date = re.fullmatch(r"\d{4}-\d{2}-\d{2}", bound) is not None
    left, right = (date.fromisoformat(t) if is_date else Decimal(t) for t in (value, bound))
    return bool({"<": lt, "<=": le, ">": gt, ">=": ge}[operator](left, right))


def _among(possible: frozenset[str] | None, wanted: frozenset[str]) -> bool | None:
    if possible is None:
        return None
    return True if possible <= wanted else False if possible.isdisjoint(wanted) else None
