"""Scenario files for tests, beside tiny packs or beside a copy of the bundled rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pow_options.audit.scenarios import load_scenarios
from pow_options.law import load_pack
from pow_options.source import InvalidData
from tests.law.packs import ROLES, question, rule, tiny

Json = dict[str, Any]
X: Json = {"readings": {"q": "x"}}


def scene(name: str, expect: Json, facts: Json | None = None, after: str | None = None, **parts: Any) -> Json:
    """A scenario as in its file; on four roles unless it takes over from one, `after`, or stands on a bundled case."""
    base: Json = {"from": after} if after else {} if "case" in parts else {"roles": ROLES}
    return {"id": name, "title": name, "ground": "made up", **base, "facts": facts or {}, **parts, "expect": expect}


def write(root: Path, *scenes: Json, name: str = "law") -> Path:
    """Write a scenario file into a rule directory, and return it."""
    folder = root / "scenarios"
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.yaml"
    content = {"schema": "pow-options/scenarios/1", "scenarios": list(scenes)}
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
    return path


def written(root: Path, text: str, name: str = "law") -> Path:
    """Write a scenario file as it stands in `text`, without its first line."""
    folder = root / "scenarios"
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text("schema: pow-options/scenarios/1\n" + text, encoding="utf-8")
    return path


def faults(root: Path) -> list[tuple[str, int, int, str, str]]:
    """What is wrong with the scenarios of a rule directory: file, line, column, message, hint."""
    try:
        load_scenarios(load_pack(str(root)), str(root))
    except InvalidData as error:
        return [(Path(d.file).name, d.line, d.column, d.message, d.hint) for d in error.diagnostics]
    return []


def small(to: Path) -> Path:
    """A pack with one rule of each kind that coverage looks at; a, b and u are facts.

    A bar on going back that has an exception, a permit that lifts it, a requirement that holds until its start is
    refuted, and a duty that holds under one of two readings and overrides the bar under it.
    """
    entry = {"rule": "law-bar", "reading": {"q": "x"}}
    tiny(
        to,
        [
            rule("bar", when="a", unless="b", forbid=["return", "stay"]),
            rule("leave", when="u", permit=["return"], over=["bar"]),
            rule("wait", when="a", require={"condition": "v", "on": ["travel"]}),
            rule("duty", when="v", oblige=["return"], reading={"q": "x"}, over=[entry]),
        ],
        questions=[question("q")],
    )  # fmt: skip
    return to / "tiny"


def complete() -> list[Json]:
    """Scenarios that show all there is to show of the small pack."""
    settled = {"a": True, "b": False}
    return [
        scene(
            "barred", {"rules": {"law-bar": "applied", "law-wait": "applied"}, "status": {"return": "barred"}}, settled
        ),
        scene("excepted", {"rules": {"law-bar": "defeated"}}, {"b": True}, "barred"),
        scene("lifted", {"rules": {"law-leave": "applied", "law-bar": ["lifted", "applied"]}}, {"u": True}, "barred"),
        scene("overridden", {"rules": {"law-duty": "applied", "law-bar": "overridden"}}, {"v": True}, "barred", **X),
        scene("other-reading", {"rules": {"law-duty": "reading_not_chosen"}}, {}, "overridden", readings={"q": "y"}),
        scene(
            "none-of-it",
            {"rules": {"law-wait": "not_established", "law-duty": "not_established"}},
            {"a": False, "u": False, "v": False},
            **X,
        ),
        scene("before-it-was-law", {"rules": {"law-bar": "not_binding"}}, {"a": True}, law_on="1900-01-01"),
    ]
