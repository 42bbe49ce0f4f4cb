"""Questions put to tiny packs in few words."""

from __future__ import annotations

from typing import Any

from pow_options.api import Result, assess
from pow_options.assessment import RouteResult
from pow_options.law import Pack
from tests.cases.writing import case


def ask(pack: Pack, facts: dict[str, Any] | None = None, *statements: Any, roles: Any = None, **parts: Any) -> Result:
    """Assess a case of settled facts and statements; other keywords as in `api.assess`."""
    return assess(case(*statements, facts=facts, roles=roles), pack, as_of="2026-01-01", **parts)


def route(result: Result, name: str) -> RouteResult:
    """The route `name`."""
    return next(r for option in result.options for r in option.routes if r.id == name)


def status(result: Result, name: str) -> str:
    """The status of the route `name`."""
    return str(route(result, name).status)


def order(result: Result) -> list[str]:
    """The distinct options, best first."""
    return [option.id for option in result.options if option.distinct]


def codes(result: Result) -> list[str]:
    """What the reader is told of the answer as a whole."""
    return [note.code for note in result.diagnostics]
