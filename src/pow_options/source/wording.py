"""What a model finds wrong with data, said in the user's terms."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from .diagnostic import quote
from .shapes import known_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pydantic import BaseModel

    from .document import Path

_MAX_LISTED = 30
_LONG = 60

_WANTED = {
    "string_type": "text",
    "string_sub_type": "text",
    "bool_type": "`true` or `false`",
    "bool_parsing": "`true` or `false`",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "decimal_type": "a number",
    "list_type": "a list",
    "tuple_type": "a list",
    "set_type": "a list",
    "frozen_set_type": "a list",
    "iterable_type": "a list",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "dataclass_type": "a mapping",
    "none_required": "left empty",
    "date_type": "a date of the form YYYY-MM-DD",
    "datetime_type": "a date and time",
    "time_type": "a time",
    "url_type": "a web address",
}

_FORMS = {
    "date_parsing": "a date of the form YYYY-MM-DD",
    "date_from_datetime_parsing": "a date of the form YYYY-MM-DD",
    "date_from_datetime_inexact": "a date of the form YYYY-MM-DD",
    "datetime_parsing": "a date and time",
    "datetime_from_date_parsing": "a date and time",
    "time_parsing": "a time",
    "decimal_parsing": "a number",
    "url_parsing": "a web address",
    "url_scheme": "a web address of the form https://...",
    "url_syntax_violation": "a web address",
}

WRONG_KIND = frozenset({*_WANTED, "enum", "literal_error"})
"""Types of error that say a value is not of the kind wanted, rather than that its content does not fit."""

_LIMITS = {
    "greater_than": ("gt", "greater than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
    "multiple_of": ("multiple_of", "a multiple of"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault to report at the value at `path`, its key, or character `offset` of it."""

    path: Path
    message: str
    hint: str = ""
    key: bool = False
    offset: int | None = None


def describe(
    model: type[BaseModel],
    data: object,
    outer: Path,
    path: Path,
    errors: Sequence[dict[str, Any]],
    *,
    key: bool = False,
) -> Problem:
    """Return what `errors`, all of one place of `data`, come to; there are several if no alternative fits."""
    error = errors[0]
    kind, context, value = error["type"], error.get("ctx", {}), _at(data, path)
    if kind == "missing":
        return Problem(path, f"key {quote(str(error['name']))} is missing")
    if kind == "extra_forbidden":
        return _unknown_key(model, value, path, error)
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        return _tag(value, path, context)
    name = _name((*outer, *path))
    if key:
        return Problem(path, f"{quote(str(path[-1]))} is not allowed as a key here", _pattern(errors), key=True)
    if len(errors) > 1 or kind in _WANTED or kind in ("enum", "literal_error"):
        return _mismatch(name, value, path, errors)
    if kind in _FORMS:
        return Problem(path, f"{quote(str(value))} is not {_FORMS[kind]}")
    if kind in _LIMITS:
        slot, words = _LIMITS[kind]
        return Problem(path, f"{name} must be {words} {context.get(slot)}, not {value}")
    if kind in ("value_error", "assertion_error") and (raised := context.get("error")) is not None:
        offset = getattr(raised, "offset", None)
        hint = str(getattr(raised, "hint", "") or "")
        return Problem(path, str(raised), hint, offset=offset if isinstance(offset, int) else None)
    return Problem(path, _size(name, kind, context) or _other(name, value, error), _pattern(errors))


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the hint naming what of `known` was probably meant by `word`; empty if nothing is near."""
    close = difflib.get_close_matches(word[:_LONG], sorted(known), n=1)
    return f"did you mean {quote(close[0])}?" if close else ""


def _unknown_key(model: type[BaseModel], value: object, path: Path, error: dict[str, Any]) -> Problem:
    name = str(error["name"])
    known = known_keys(model, path, value, error["alternatives"])
    present = value if isinstance(value, dict) else {}
    hint = nearest(name, known - set(present))
    if not hint and 0 < len(known) <= _MAX_LISTED:
        hint = f"known keys: {_listed(sorted(known), 'and')}"
    return Problem((*path, name), f"unknown key {quote(name)}", hint, key=True)


def _tag(value: object, path: Path, context: dict[str, Any]) -> Problem:
    name = str(context.get("discriminator", "")).strip("'")
    if not (isinstance(value, dict) and name in value):
        return Problem(path, f"key {quote(name)} is missing")
    expected = _quoted(str(context.get("expected_tags", "")))
    return _choice(f"{quote(name)}", value[name], (*path, name), expected)


def _mismatch(name: str, value: object, path: Path, errors: Sequence[dict[str, Any]]) -> Problem:
    """Say what should stand here: one of some kinds of value, or of some words."""
    words, kinds = [], []
    for error in errors:
        if error["type"] in ("enum", "literal_error"):
            words.extend(_quoted(str(error.get("ctx", {}).get("expected", ""))))
        elif error["type"] in _WANTED or error["type"] in _FORMS:
            kinds.append(_WANTED.get(error["type"]) or _FORMS[error["type"]])
    if words and not kinds:
        return _choice(name, value, path, words)
    wanted = list(dict.fromkeys([*kinds, *(quote(w) for w in words)]))
    if not wanted:
        return Problem(path, f"{name} fits none of what is allowed here")
    hint = ""
    if "text" in wanted and isinstance(value, bool | int | float):
        hint = "put it in quotes if it is text"
    elif wanted == ["`true` or `false`"] and isinstance(value, str):
        hint = "write `true` or `false` without quotes"
    elif words and isinstance(value, str):
        hint = nearest(value, words)
    shown = quote(value) if isinstance(value, str) and "text" not in wanted else _what(value)
    return Problem(path, f"{name} must be {_listed(wanted, 'or', ready=True)}, not {shown}", hint)


def _choice(name: str, value: object, path: Path, allowed: Sequence[str]) -> Problem:
    shown = quote(value) if isinstance(value, str) else _what(value)
    one_of = "one of " if len(allowed) > 1 else ""
    hint = nearest(value, allowed) if isinstance(value, str) and len(allowed) > 1 else ""
    return Problem(path, f"{name} must be {one_of}{_listed(allowed, 'or')}, not {shown}", hint)


def _size(name: str, kind: str, context: dict[str, Any]) -> str:
    if kind == "string_too_short":
        least = context.get("min_length")
        return f"{name} must not be empty" if least == 1 else f"{name} must be at least {least} characters long"
    if kind == "string_too_long":
        return f"{name} must be at most {context.get('max_length')} characters long"
    if kind == "too_short":
        least = context.get("min_length")
        return f"{name} must not be empty" if least == 1 else f"{name} must have at least {least} entries"
    if kind == "too_long":
        return f"{name} must have at most {context.get('max_length')} entries"
    return ""


def _other(name: str, value: object, error: dict[str, Any]) -> str:
    from pydantic_core.core_schema import ErrorType  # noqa: PLC0415 - slow to import, and only faults need it

    if error["type"] not in get_args(ErrorType):
        return str(error["msg"])  # raised by a validator of ours, in words of ours
    return f"{quote(value)} is not valid for {name}" if isinstance(value, str) else f"{name} is not valid"


def _pattern(errors: Sequence[dict[str, Any]]) -> str:
    pattern = errors[0].get("ctx", {}).get("pattern")
    return f"it must match the pattern {quote(str(pattern))}" if pattern else ""


def _name(path: Path) -> str:
    """Return what to call the value at `path`: its key, or its number in the list that holds it."""
    if not path:
        return "the file"
    last = path[-1]
    if isinstance(last, str):
        return quote(last)
    return f"entry {last + 1} of {_name(path[:-1])}"


def _what(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, int | float):
        return f"the number {quote(str(value))}"
    return "text" if isinstance(value, str) else "a list" if isinstance(value, list) else "a mapping"


def _listed(words: Sequence[str], joint: str, *, ready: bool = False) -> str:
    shown = list(words) if ready else [quote(w) for w in words[:_MAX_LISTED]]
    if len(words) > len(shown):
        shown.append(f"{len(words) - len(shown)} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {joint} {shown[-1]}" if shown else ""


def _quoted(expected: str) -> list[str]:
    """Return the words of pydantic's list of allowed values, `'a', 'b' or 'c'`."""
    found = re.findall(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"|(\w+)", expected)
    return [single or double or bare for single, double, bare in found if bare not in ("or", "and")]


def _at(data: object, path: Path) -> object:
    value: Any = data
    for step in path:
        value = value[step]
    return value
