"""What a model knows of a place of a document: which keys may stand there, and whether a date is meant."""

from __future__ import annotations

import types
import typing
from collections.abc import Collection, Mapping
from datetime import date
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeGuard, get_args, get_origin

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from .document import Path


def known_keys(model: type[BaseModel], path: Path, data: object, alternatives: Collection[str] = ()) -> frozenset[str]:
    """Return the keys that `model` allows in the mapping at `path`; of several shapes, those of each.

    `alternatives` names shapes that were picked already. `data` is the mapping as written: where the value of
    a key tells shapes apart, only those it picks count.
    """
    shapes = [t for t in _at(model, path) if _is_model(t)]
    shapes = [t for t in shapes if t.__name__ in alternatives] or shapes
    fitting = [t for t in shapes if _fits(t, data)]
    return frozenset(key for shape in fitting or shapes for key in _fields(shape))


def means_date(model: type[BaseModel], path: Path) -> bool:
    """Return whether only a date may stand at `path`."""
    types = {t for t in _at(model, path) if t is not NoneType}
    return types == {date}


def _at(model: type[BaseModel], path: Path) -> list[Any]:
    types = _open_up(model)
    for step in path:
        types = [inner for t in types for part in _step(t, step) for inner in _open_up(part)]
    return types


def _open_up(annotation: object) -> list[Any]:
    """Return the alternatives an annotation stands for."""
    if hasattr(annotation, "__value__"):  # a type alias
        return _open_up(annotation.__value__)
    origin = get_origin(annotation)
    if origin is typing.Annotated:
        return _open_up(get_args(annotation)[0])
    if _is_union(annotation):
        return [inner for part in get_args(annotation) for inner in _open_up(part)]
    return [annotation]


def _is_union(annotation: object) -> bool:
    return get_origin(annotation) in (typing.Union, types.UnionType)


def _step(annotation: object, step: str | int) -> list[Any]:
    """Return what may stand at key or index `step` of what `annotation` describes."""
    if _is_model(annotation):
        field = _fields(annotation).get(step) if isinstance(step, str) else None
        return [] if field is None else [field.annotation]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if not isinstance(origin, type) or not arguments:
        return []
    if issubclass(origin, Mapping):
        return [arguments[1]] if isinstance(step, str) else []
    if not issubclass(origin, Collection) or not isinstance(step, int):
        return []
    if issubclass(origin, tuple) and not (len(arguments) == 2 and arguments[1] is Ellipsis):  # noqa: PLR2004
        return [arguments[step]] if step < len(arguments) else []
    return [arguments[0]]


def _is_model(annotation: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(annotation, type) and hasattr(annotation, "model_fields")


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of a model by the key they have in a file."""
    found = {}
    for name, field in model.model_fields.items():
        alias = field.validation_alias or field.alias
        found[alias if isinstance(alias, str) else name] = field
    return found


def _fits(model: type[BaseModel], data: object) -> bool:
    """Return whether no key that has one allowed value in the model has another in `data`."""
    if not isinstance(data, dict):
        return True
    for key, field in _fields(model).items():
        if get_origin(field.annotation) is typing.Literal and key in data:
            allowed = get_args(field.annotation)
            if data[key] not in allowed:
                return False
    return True
