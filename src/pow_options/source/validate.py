"""A document as an instance of its model, or everything that does not fit, each at its line and column."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from .bounds import MAX_FAULTS
from .diagnostic import Diagnostic, InvalidData, quote
from .shapes import means_date
from .wording import WRONG_KIND, Problem, describe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic import BaseModel

    from .document import Document, Path

    Tags = tuple[tuple[int, str], ...]
    Model = TypeVar("Model", bound=BaseModel)

_DIGITS = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?\Z")
_KEY = "[key]"


@dataclass(frozen=True, slots=True)
class _Error:
    """One error of the model at `path` of the data.

    `tags` are the alternatives the data was tried as, each after how many steps of the path; `key` is true
    when the error concerns a key, not its value.
    """

    path: Path
    tags: Tags
    key: bool
    details: dict[str, Any]


def validate(model: type[Model], document: Document, path: Path = ()) -> Model:
    """Return the part of `document` at `path` as an instance of `model`.

    Nothing is converted on the way: text is no number, a number no text; a date is text of the form
    YYYY-MM-DD. A validator of the model may raise ValueError with a message in the user's terms; attributes
    `hint` (text) and `offset` (of the character in the value, from 0) of the error are used where there.

    Raises:
        InvalidData: the data does not fit; with all faults.
    """
    from pydantic import ValidationError  # noqa: PLC0415 - slow to import, and most of `source` does without

    data = _part(document.data, path)
    found: list[Diagnostic] = []
    result = None
    try:
        # As JSON, because strict validation then still takes text for dates, and lists for tuples.
        result = model.model_validate_json(json.dumps(data), strict=True)
    except ValidationError as error:
        problems = _problems(model, data, path, error.errors(include_url=False))
        found.extend(_diagnostic(document, path, problem) for problem in problems)
    for place in _digits(data):
        if means_date(model, place):
            message = f"{quote(str(_part(data, place)))} is not a date of the form YYYY-MM-DD"
            found.append(document.diagnostic((*path, *place), message))
    if found or result is None:
        raise InvalidData(_bounded(found, document.file))
    return result


def sound_entries(model: type[Model], document: Document, path: Path) -> list[tuple[int, Model]]:
    """Return the entries of the list at `path` that fit `model`, each with its index; the others are passed over.

    For looking further into a document of which something else is already known to be wrong.
    """
    entries = _part(document.data, path)
    found = []
    for index in range(len(entries)) if isinstance(entries, list) else ():
        try:
            found.append((index, validate(model, document, (*path, index))))
        except InvalidData:
            continue
    return found


def _diagnostic(document: Document, path: Path, problem: Problem) -> Diagnostic:
    place = (*path, *problem.path)
    return document.diagnostic(place, problem.message, problem.hint, offset=problem.offset, key=problem.key)


def _bounded(found: list[Diagnostic], file: str) -> list[Diagnostic]:
    found = sorted(set(found))
    if len(found) <= MAX_FAULTS:
        return found
    last = found[MAX_FAULTS - 1]
    more = f"{len(found) - MAX_FAULTS + 1} more faults are not shown"
    return [*found[: MAX_FAULTS - 1], Diagnostic(file, last.line, last.column, more)]


def _problems(model: type[BaseModel], data: object, outer: Path, errors: Sequence[Any]) -> list[Problem]:
    groups = _merge(_genuine(data, [_place(data, error) for error in errors]))
    return [describe(model, data, outer, g[0].path, [e.details for e in g], key=g[0].key) for g in groups]


def _genuine(data: object, errors: list[_Error]) -> list[_Error]:
    """Return `errors` without lists called too short only because entries of theirs were refused."""

    def miscounted(error: _Error) -> bool:
        value = _part(data, error.path)
        if error.details["type"] != "too_short" or not isinstance(value, list):
            return False
        depth = len(error.path)
        inner = any(len(e.path) > depth and e.path[:depth] == error.path for e in errors)
        return inner and len(value) >= error.details["ctx"]["min_length"]

    return [error for error in errors if not miscounted(error)]


def _place(data: object, error: dict[str, Any]) -> _Error:
    """Return where in the data an error is: besides keys, its location names alternatives tried."""
    location = list(error["loc"])
    key = bool(location) and location[-1] == _KEY
    if key:
        location.pop()
    name = location.pop() if error["type"] in ("missing", "extra_forbidden") and location else None
    details = {**error, "name": name, "alternatives": frozenset()}
    # The reading that takes most of the location for keys comes first.
    for skips in range(len(location) + 1):
        for path, tags in _walks(data, location, skips):
            value = _part(data, path)
            holds = isinstance(value, dict) and name in value
            if name is None or (isinstance(value, dict) and holds == (error["type"] == "extra_forbidden")):
                names = frozenset(tag for _, tag in tags)
                return _Error(path, tags, key, {**details, "alternatives": names})
    return _Error((), (), key, details)


def _walks(value: object, location: Sequence[str | int], skips: int) -> Iterator[tuple[Path, Tags]]:
    """Yield the ways to follow `location` in `value`, taking `skips` of it for names of alternatives."""
    if not location:
        if not skips:
            yield (), ()
        return
    step, rest = location[0], location[1:]
    inner, found = None, False
    if isinstance(value, dict):
        inner, found = value.get(step), step in value
    elif isinstance(value, list) and isinstance(step, int) and step < len(value):
        inner, found = value[step], True
    if found:
        for path, tags in _walks(inner, rest, skips):
            yield (step, *path), tuple((depth + 1, tag) for depth, tag in tags)
    if skips and isinstance(step, str):
        for path, tags in _walks(value, rest, skips - 1):
            yield path, ((0, step), *tags)


def _merge(errors: Sequence[_Error], level: int = 0) -> list[list[_Error]]:
    """Group errors that say one thing: of several alternatives, the one that comes closest counts."""
    groups: dict[tuple[Any, ...], list[_Error]] = {}
    for error in errors:
        if len(error.tags) > level:
            depth = error.tags[level][0]
            groups.setdefault(("any of", error.path[:depth], error.tags[:level]), []).append(error)
        else:
            name = error.details["name"]
            groups.setdefault(("one", error.path, error.key, name, id(error)), []).append(error)
    merged: list[list[_Error]] = []
    for kind, group in ((key[0], group) for key, group in groups.items()):
        if kind == "one":
            merged.append(group)
        else:
            merged.extend(_closest(group, level))
    return merged


def _closest(errors: Sequence[_Error], level: int) -> list[list[_Error]]:
    """Return the errors of the alternative that comes closest, grouped; all in one group if none is close."""
    depth = errors[0].tags[level][0]
    members: dict[str, list[_Error]] = {}
    for error in errors:
        members.setdefault(error.tags[level][1], []).append(error)
    # An alternative comes close if the value is of its kind, and only its content does not fit.
    close = [m for m in members.values() if all(len(e.path) > depth or e.details["type"] not in WRONG_KIND for e in m)]
    if close:
        return _merge(min(close, key=len), level + 1)
    if len(members) == 1:
        return _merge(errors, level + 1)
    return [[e for e in errors if len(e.path) == depth and e.details["type"] in WRONG_KIND]]


def _digits(data: object) -> Iterator[Path]:
    """Yield where text stands that is a number: pydantic reads such text as a date in seconds."""
    pending: list[tuple[Path, Any]] = [((), data)]
    while pending:
        path, value = pending.pop()
        if isinstance(value, dict):
            pending.extend(((*path, k), v) for k, v in value.items())
        elif isinstance(value, list):
            pending.extend(((*path, i), v) for i, v in enumerate(value))
        elif isinstance(value, str) and _DIGITS.match(value):
            yield path


def _part(data: object, path: Path) -> object:
    """Return the value at `path`, None if there is none."""
    part: Any = data
    for step in path:
        try:
            part = part[step]
        except (KeyError, IndexError, TypeError):
            return None
    return part
