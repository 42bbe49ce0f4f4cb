"""Conditions in words: the questions they ask and the answers they wait for, as a list in Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from pow_options.assessment.conditions import fill_slots
from pow_options.law.condition import And, Compare, Holds, Not, Or, Same, Truth
from pow_options.messages import en_book

from .rulebook_parts import TERMS, day, link, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pow_options.law import Pack
    from pow_options.law.condition import Condition, Name

_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


@dataclass(frozen=True, slots=True)
class Group:
    """Several parts, all of which, or one of which, must hold; a part is text in Markdown or a group."""

    how: Literal["all", "any"]
    parts: tuple[str | Group, ...]


def words(condition: Condition, pack: Pack, slots: Mapping[str, str]) -> Group:
    """Return a condition in words; a lone question is a group of one."""
    found = _words(condition, pack, slots, positive=True)
    return found if isinstance(found, Group) else Group("all", (found,))


def bullets(group: Group, depth: int = 0) -> Iterator[str]:
    """Yield the parts of a group as a list, groups in it one step further in."""
    for part in group.parts:
        yield "  " * depth + "- " + (en_book.GROUP[part.how] if isinstance(part, Group) else part)
        if isinstance(part, Group):
            yield from bullets(part, depth + 1)


def _words(condition: Condition, pack: Pack, slots: Mapping[str, str], *, positive: bool) -> str | Group:
    """Put a condition, or its opposite, into words; `not` is moved inwards, which changes no meaning."""
    match condition:
        case Truth(value):
            return en_book.TRUTH[value is positive]
        case Not(item):
            return _words(item, pack, slots, positive=not positive)
        case And(items) | Or(items):
            how: Literal["all", "any"] = "all" if isinstance(condition, And) is positive else "any"
            parts: list[str | Group] = []
            for item in items:
                part = _words(item, pack, slots, positive=positive)
                flat = isinstance(part, Group) and part.how == how
                parts.extend(part.parts if isinstance(part, Group) and flat else (part,))
            return Group(how, tuple(parts))
        case Same(left, right, negated):
            return text(en_book.SAME[negated is not positive].format(left=slots[left], right=slots[right]))
        case Holds(name):
            return _holds(name, pack, slots, positive=positive)
        case Compare():
            return _compare(condition, pack, slots, positive=positive)


def _holds(name: Name, pack: Pack, slots: Mapping[str, str], *, positive: bool) -> str:
    conclusion = pack.conclusions.get(name.name)
    if conclusion is None:
        return en_book.ANSWER.format(question=_question(name, pack, slots), answer=en_book.BOOL_ANSWER[positive])
    said = conclusion.says if positive else conclusion.denies
    return link(text(said, _about(name, slots)), f"{TERMS}#{name.name}")


def _compare(item: Compare, pack: Pack, slots: Mapping[str, str], *, positive: bool) -> str:
    fact = pack.facts[item.name.name]
    question = _question(item.name, pack, slots)
    about = _about(item.name, slots)
    if fact.type in {"enum", "bool"} and not item.days:
        known = tuple(fact.values or ("true", "false"))
        others = tuple(value for value in known if value not in item.values)
        values, wanted = item.values, positive is (item.operator != "!=")
        if not wanted and 0 < len(others) <= en_book.MOST_OTHERS:
            values, wanted = others, True  # to rule one answer out is to establish one of the others
        meant = en_book.OR.join(text(_meaning(value, fact.values, about)) for value in values)
        answers = en_book.ANSWERS if wanted else en_book.ANSWERS_NOT
        return en_book.ANSWER.format(question=question, answer=answers.format(values=meant))
    dates = fact.type == "date" and not item.days
    table = en_book.COMPARED_DATE if dates else en_book.COMPARED
    # `in` is one of several values, each compared for itself.
    operator = "==" if item.operator == "in" else item.operator
    shown = [day(date.fromisoformat(value)) if dates else value for value in item.values]
    compared = table[operator if positive else _OPPOSITE[operator]].format(value=en_book.OR.join(shown))
    if item.days:
        compared = en_book.DAYS_AGO.format(compared=compared)
    return en_book.ANSWER.format(question=question, answer=en_book.ANSWERS.format(values=text(compared)))


def _meaning(value: str, values: Mapping[str, str] | None, about: Mapping[str, str]) -> str:
    if values is None:
        return en_book.YES_NO[value == "true"]
    return fill_slots(values[value], about)


def _question(name: Name, pack: Pack, slots: Mapping[str, str]) -> str:
    return link(text(pack.facts[name.name].question, _about(name, slots)), f"{TERMS}#{name.name}")


def _about(name: Name, slots: Mapping[str, str]) -> Mapping[str, str]:
    """Return the slots with the State a name is asked of."""
    return slots if name.term is None else {**slots, "state": slots[name.term]}
