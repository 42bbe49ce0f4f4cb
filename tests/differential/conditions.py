"""Conditions as nested tuples, their text in the rule language, and small builders for them.

A condition is one of

* ``("true",)``, ``("false",)``
* ``("holds", name, term)``: a bool fact or a conclusion; ``term`` is ``None`` where it is not per State
* ``("is", name, term, value)``, ``("isnt", name, term, value)``, ``("among", name, term, (value, ...))``:
  enum facts
* ``("same", term, term)``, ``("differ", term, term)``: terms compared
* ``("not", c)``, ``("and", c, c, ...)``, ``("or", c, c, ...)``

A term is a role, ``destination`` or ``bound``. The text goes into the pack, the tuples to the second
encoding, so that no parser is shared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Cond = tuple[Any, ...]

TRUE: Cond = ("true",)
FALSE: Cond = ("false",)


def holds(name: str, term: str | None = None) -> Cond:
    """The condition that bool fact or conclusion `name` (of `term`) holds."""
    return ("holds", name, term)


def eq(name: str, value: str, term: str | None = None) -> Cond:
    """The condition that enum fact `name` has `value`."""
    return ("is", name, term, value)


def ne(name: str, value: str, term: str | None = None) -> Cond:
    """The condition that enum fact `name` has another value than `value`."""
    return ("isnt", name, term, value)


def among(name: str, values: tuple[str, ...], term: str | None = None) -> Cond:
    """The condition that enum fact `name` has one of `values`."""
    return ("among", name, term, values)


def no(cond: Cond) -> Cond:
    """Negation."""
    return ("not", cond)


def both(*conds: Cond) -> Cond:
    """Conjunction of two or more."""
    return ("and", *conds)


def either(*conds: Cond) -> Cond:
    """Disjunction of two or more."""
    return ("or", *conds)


def render(cond: Cond, level: int = 0) -> str:
    """The text of a condition with no more parentheses than the precedence not > and > or needs."""
    tag = cond[0]
    if tag in ("true", "false"):
        return str(tag)
    if tag == "holds":
        return _call(cond[1], cond[2])
    if tag in ("is", "isnt", "among"):
        value = f"[{', '.join(cond[3])}]" if tag == "among" else cond[3]
        sign = {"is": "==", "isnt": "!=", "among": "in"}[tag]
        return _wrap(f"{_call(cond[1], cond[2])} {sign} {value}", wrap=level == 3)
    if tag in ("same", "differ"):
        return _wrap(f"{cond[1]} {'==' if tag == 'same' else '!='} {cond[2]}", wrap=level == 3)
    if tag == "not":
        return f"not {render(cond[1], 3)}"
    mine = 2 if tag == "and" else 1
    return _wrap(f" {tag} ".join(render(kid, mine) for kid in cond[1:]), wrap=level > mine)


def terms(cond: Cond) -> Iterator[str]:
    """Every term mentioned in a condition, comparisons of terms included."""
    tag = cond[0]
    if tag in ("same", "differ"):
        yield from cond[1:]
    elif tag in ("not", "and", "or"):
        for kid in cond[1:]:
            yield from terms(kid)
    elif tag not in ("true", "false") and cond[2] is not None:
        yield cond[2]


def _call(name: str, term: str | None) -> str:
    return name if term is None else f"{name}({term})"


def _wrap(text: str, *, wrap: bool) -> str:
    return f"({text})" if wrap else text
