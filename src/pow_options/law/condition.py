"""The condition language: a small total parser. Nothing in a condition is ever executed.

condition  = conjunction { "or" conjunction }
conjunction = negation { "and" negation }
negation   = "not" negation | primary
primary    = "(" condition ")" | "true" | "false" | comparison
comparison = name [ "(" term ")" ] [ operator value | "in" "[" value { "," value } "]" ]
           | "days_since" "(" name [ "(" term ")" ] ")" operator number
           | term ( "==" | "!=" ) term
operator   = "==" | "!=" | "<" | "<=" | ">" | ">="
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

ROLES = ("detaining_power", "power_served", "state_of_origin", "third_state")
"""The four roles every case binds."""

TERMS = (*ROLES, "destination", "bound")
"""What a per-State name may be asked of: a role, the State of the route, or the State the rule binds."""

MAX_LENGTH = 4000
MAX_DEPTH = 40

Operator = Literal["==", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Name:
    """A fact or conclusion, with the term it is asked of if it is per State. ``offset`` is its place in the text."""

    name: str
    term: str | None
    offset: int


@dataclass(frozen=True, slots=True)
class Holds:
    """The name is established (a boolean fact or a conclusion)."""

    name: Name


@dataclass(frozen=True, slots=True)
class Compare:
    """A fact compared with constants (several for ``in``); ``days`` if what is compared is the days since a date."""

    name: Name
    operator: Literal["==", "!=", "<", "<=", ">", ">=", "in"]
    values: tuple[str, ...]
    offsets: tuple[int, ...]
    days: bool = False


@dataclass(frozen=True, slots=True)
class Same:
    """Two terms are bound to the same State (or to different ones, if ``negated``)."""

    left: str
    right: str
    negated: bool
    offset: int


@dataclass(frozen=True, slots=True)
class Truth:
    """A constant."""

    value: bool


@dataclass(frozen=True, slots=True)
class Not:
    """Negation."""

    item: Condition


@dataclass(frozen=True, slots=True)
class And:
    """Conjunction."""

    items: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Disjunction."""

    items: tuple[Condition, ...]


Condition = Holds | Compare | Same | Truth | Not | And | Or


class ConditionError(ValueError):
    """A condition cannot be read; ``offset`` is the character at fault, counted from 0."""

    def __init__(self, message: str, offset: int, hint: str = "") -> None:
        """Keep what is wrong, where, and what to do."""
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.hint = hint


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    offset: int


_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<date>\d{4}-\d{2}-\d{2})|(?P<number>-?\d{1,15}(?:\.\d{1,6})?)|(?P<word>[A-Za-z][A-Za-z0-9_]{0,79})"
    r"|(?P<op>==|!=|<=|>=|<|>)|(?P<mark>[()\[\],])"
)
_KEYWORDS = frozenset({"and", "or", "not", "in", "true", "false", "days_since"})


def _tokens(text: str) -> list[_Token]:
    if len(text) > MAX_LENGTH:
        message = f"the condition has {len(text)} characters; at most {MAX_LENGTH} are read"
        raise ConditionError(message, MAX_LENGTH)
    out: list[_Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            hint = (
                "use `==` to compare" if text[at] == "=" else "conditions are made of names, and, or, not, ==, !=, in"
            )
            raise ConditionError(f"`{text[at]}` has no meaning in a condition", at, hint)
        if match.lastgroup != "space":
            out.append(_Token(str(match.lastgroup), match.group(), at))
        at = match.end()
    out.append(_Token("end", "", len(text)))
    return out


def parse(text: str) -> Condition:
    """Read a condition.

    Raises:
        ConditionError: with the offset of the first fault.
    """
    parser = _Parser(_tokens(text))
    condition = parser.condition(0)
    parser.expect_end()
    return condition


def parse_head(text: str) -> tuple[Name, bool]:
    """Read what a rule concludes: a name, or ``not`` and a name. Return the name and whether it is positive.

    Raises:
        ConditionError: if it is anything else.
    """
    condition = parse(text)
    positive = True
    if isinstance(condition, Not):
        positive, condition = False, condition.item
    if not isinstance(condition, Holds):
        message = "a rule concludes one name, or `not` and one name"
        raise ConditionError(message, 0)
    return condition.name, positive


def parse_name(text: str) -> Name:
    """Read one name with its term, such as ``wishes(destination)``.

    Raises:
        ConditionError: if it is anything else.
    """
    name, positive = parse_head(text)
    if not positive:
        message = "a plain name is expected here"
        raise ConditionError(message, 0)
    return name


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.at = 0

    @property
    def next(self) -> _Token:
        return self.tokens[self.at]

    def take(self) -> _Token:
        token = self.next
        self.at += 1
        return token

    def word(self, text: str) -> bool:
        if self.next.kind == "word" and self.next.text == text:
            self.at += 1
            return True
        return False

    def expect(self, mark: str) -> None:
        if self.next.text != mark or self.next.kind != "mark":
            raise ConditionError(f"expected `{mark}`, {self.found()}", self.next.offset)
        self.at += 1

    def found(self) -> str:
        return "but the condition ends here" if self.next.kind == "end" else f"not `{self.next.text}`"

    def expect_end(self) -> None:
        if self.next.kind != "end":
            hint = "join two conditions with `and` or `or`" if self.next.kind == "word" else ""
            raise ConditionError(f"`{self.next.text}` is not expected here", self.next.offset, hint)

    def condition(self, depth: int) -> Condition:
        items = [self.conjunction(depth)]
        while self.word("or"):
            items.append(self.conjunction(depth))
        return items[0] if len(items) == 1 else Or(tuple(items))

    def conjunction(self, depth: int) -> Condition:
        items = [self.negation(depth)]
        while self.word("and"):
            items.append(self.negation(depth))
        return items[0] if len(items) == 1 else And(tuple(items))

    def negation(self, depth: int) -> Condition:
        if depth > MAX_DEPTH:
            raise ConditionError(f"the condition is nested more than {MAX_DEPTH} deep", self.next.offset)
        if self.word("not"):
            return Not(self.negation(depth + 1))
        if self.next.kind == "mark" and self.next.text == "(":
            self.at += 1
            inner = self.condition(depth + 1)
            self.expect(")")
            return inner
        return self.comparison()

    def comparison(self) -> Condition:
        token = self.take()
        if token.kind != "word" or token.text in {"and", "or", "in"}:
            self.at -= 1
            raise ConditionError(f"expected a name, {self.found()}", token.offset)
        if token.text in {"true", "false"}:
            return Truth(token.text == "true")
        if token.text == "days_since":
            return self.days(token)
        if token.text in TERMS:
            return self.same(token)
        name = self.name(token)
        if self.next.kind == "op":
            operator = self.take().text
            value = self.value()
            return Compare(name, operator, (value.text,), (value.offset,))  # type: ignore[arg-type]
        if self.word("in"):
            self.expect("[")
            values = [self.value()]
            while self.next.text == "," and self.next.kind == "mark":
                self.at += 1
                values.append(self.value())
            self.expect("]")
            return Compare(name, "in", tuple(v.text for v in values), tuple(v.offset for v in values))
        return Holds(name)

    def name(self, token: _Token) -> Name:
        if self.next.kind == "mark" and self.next.text == "(":
            self.at += 1
            term = self.take()
            if term.text not in TERMS:
                self.at -= 1
                hint = "a condition names roles, not States: " + ", ".join(TERMS)
                message = f"`{term.text}` is not a role" if term.text else f"expected a role, {self.found()}"
                raise ConditionError(message, term.offset, hint)
            self.expect(")")
            return Name(token.text, term.text, token.offset)
        return Name(token.text, None, token.offset)

    def days(self, token: _Token) -> Condition:
        self.expect("(")
        inner = self.take()
        if inner.kind != "word" or inner.text in _KEYWORDS:
            raise ConditionError("`days_since` takes the name of a date fact", inner.offset)
        name = self.name(inner)
        self.expect(")")
        if self.next.kind != "op":
            raise ConditionError(f"expected a comparison after `days_since(...)`, {self.found()}", self.next.offset)
        operator = self.take().text
        value = self.take()
        if value.kind != "number" or "." in value.text:
            raise ConditionError("`days_since` is compared with a whole number of days", value.offset)
        _ = token
        return Compare(name, operator, (value.text,), (value.offset,), days=True)  # type: ignore[arg-type]

    def same(self, token: _Token) -> Condition:
        if self.next.kind != "op" or self.next.text not in {"==", "!="}:
            hint = f"write `{token.text} == state_of_origin`, or `fact({token.text})`"
            raise ConditionError(
                f"a role stands here alone; it can only be compared, {self.found()}", self.next.offset, hint
            )
        negated = self.take().text == "!="
        right = self.take()
        if right.text not in TERMS:
            hint = "roles are compared with roles: " + ", ".join(TERMS)
            self.at -= 1
            message = f"`{right.text}` is not a role" if right.text else f"expected a role, {self.found()}"
            raise ConditionError(message, right.offset, hint)
        return Same(token.text, right.text, negated, token.offset)

    def value(self) -> _Token:
        token = self.take()
        if token.kind not in {"word", "number", "date"} or token.text in {"and", "or", "not", "in"}:
            self.at -= 1
            raise ConditionError(f"expected a value, {self.found()}", token.offset)
        return token


def walk(condition: Condition) -> Iterator[Holds | Compare | Same]:
    """Yield the comparisons and names of a condition, left to right."""
    match condition:
        case Holds() | Compare() | Same():
            yield condition
        case Not(item):
            yield from walk(item)
        case And(items) | Or(items):
            for item in items:
                yield from walk(item)
        case Truth():
            return


def names(condition: Condition) -> Iterator[Name]:
    """Yield the names a condition mentions, left to right."""
    for item in walk(condition):
        if not isinstance(item, Same):
            yield item.name


def terms(condition: Condition) -> frozenset[str]:
    """Return the terms a condition mentions."""
    found: set[str] = set()
    for item in walk(condition):
        if isinstance(item, Same):
            found.update((item.left, item.right))
        elif item.name.term:
            found.add(item.name.term)
    return frozenset(found)
