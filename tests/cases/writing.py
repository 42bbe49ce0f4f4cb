"""Cases in few words."""

from __future__ import annotations

import json
from typing import Any

from pow_options.cases import Case, CaseFile
from pow_options.source import parse, validate
from tests.law.packs import ROLES

Json = dict[str, Any]


def read(text: str) -> Case:
    """The case in `text`, a file called ``case.yaml``."""
    document = parse(text.encode(), "case.yaml")
    return Case(validate(CaseFile, document), document.sha256, document)


def said(name: str, fact: str, value: Any, grade: str = "A1", **parts: Any) -> Json:
    """A statement; said and known on 1 January 2025 unless said otherwise."""
    made = {"id": name, "fact": fact, "value": value, "known_on": "2025-01-01", "source": "a source"}
    return {**made, "grade": grade, **parts}


def case(*statements: Json, facts: Json | None = None, roles: Json | None = None, **parts: Any) -> Case:
    """A case with these statements and settled facts."""
    content = {
        "schema": "pow-options/case/1",
        "id": "made-up",
        "title": "made up",
        "roles": {**ROLES, **(roles or {})},
        "facts": facts or {},
        "statements": list(statements),
        **parts,
    }
    return read(json.dumps(content, indent=1))
