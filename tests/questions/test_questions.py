"""Questions written by people who had not seen the phrases: none may be misread.

A part is a file of questions, each with the facts it supposes or marked as one to be refused. The measuring part is by
people none of whose other questions were seen, and was put once when the phrases were done; how much of it was
understood then is said in docs/ask.md.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

import pow_options as po
from pow_options.queries.ask import NotUnderstood, understand

HERE = Path(__file__).parent
ROLES = {"detaining_power": "UKR", "power_served": "RUS", "state_of_origin": "PRK", "third_state": "KOR"}
GOAL = 0.95
"""Of the questions to be understood, the share that should be."""
REACHED = {"measuring": 0.9, "development": 0.91}
"""The share that is, rounded down: it may rise and not fall."""


def _read(question: str) -> dict[str, str] | None:
    try:
        found = understand(question, po.load_pack(), ROLES)
    except NotUnderstood:
        return None
    return {item.fact: item.value for item in found.understood}


def _spelt(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _outcome(entry: dict[str, Any]) -> str:
    got = _read(entry["ask"])
    if entry.get("refused"):
        return "refused rightly" if got is None else "answered wrongly"
    if got is None:
        return "refused"
    wanted = {key: _spelt(value) for key, value in entry["understood"].items()}
    return "understood" if got == wanted else "misread"


@pytest.mark.parametrize(
    "part",
    [
        "measuring",
        pytest.param(
            "development",
            marks=[
                pytest.mark.long,
                pytest.mark.skipif(not os.environ.get("POW_OPTIONS_LONG"), reason="takes minutes: make fuzz"),
            ],
        ),
    ],
)
def test_no_question_is_misread(part: str) -> None:
    entries = yaml.safe_load((HERE / f"{part}.yaml").read_text(encoding="utf-8"))["questions"]
    outcomes = {entry["id"]: _outcome(entry) for entry in entries}
    count = Counter(outcomes.values())
    print(part, dict(sorted(count.items())))
    assert {key: value for key, value in outcomes.items() if value in {"misread", "answered wrongly"}} == {}
    assert count["understood"] >= REACHED[part] * (count["understood"] + count["refused"])


def test_the_parts_are_large_enough_and_apart() -> None:
    parts = {name: yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))["questions"] for name in REACHED}
    asked = {name: {entry["ask"] for entry in entries} for name, entries in parts.items()}
    assert len(asked["measuring"]) >= 300
    assert not asked["measuring"] & asked["development"]
    for entries in parts.values():
        assert len({entry["id"] for entry in entries}) == len(entries)
