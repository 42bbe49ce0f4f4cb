"""Each point the research calls contested is held by a reading, a rule, a fact or a reason that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pow_options.law import UNSETTLED, load_pack

PAGE = Path(__file__).parents[2] / "docs" / "law" / "contested.md"
PACK = load_pack()
KINDS = {"reading", "contested_with", "rule", "fact", "not_encoded"}


def rows() -> list[tuple[str, ...]]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    cells = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
    return [row for row in cells if row[0] != "point" and not set(row[0]) <= {"-", " "}]


def test_the_page_has_rows():
    assert len(rows()) > 40
    assert all(len(row) == 4 and all(row) for row in rows())


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0][:60])
def test_what_holds_the_point_is_in_the_pack(row):
    _, where, how, default = row
    assert re.search(r"IHL|HR|Precedents", where)
    kind, _, rest = how.partition(":")
    assert kind in KINDS
    # What the cell names first is of the kind it says; the sentence after it may name other things.
    named = re.match(r"\s*((?:`[a-z0-9_-]+`(?:, | and |, and )?)+)", rest)
    assert named is not None, how
    ids = re.findall(r"`([a-z0-9_-]+)`", named.group(1))
    match kind:
        case "reading":
            assert set(ids) <= set(PACK.questions)
            positions = re.fullmatch(r"`([a-z0-9_]+)`", default)
            if positions is not None:
                assert positions.group(1) == PACK.questions[ids[0]].default
            elif default == "unsettled":
                assert PACK.questions[ids[0]].default == UNSETTLED
        case "contested_with":
            assert set(ids) <= set(PACK.rules)
            collides = [rule for rule in PACK.rules.values() if rule.rule.contested_with]
            assert any(rule.id in ids or set(ids) & set(rule.rule.contested_with) for rule in collides)
        case "rule":
            assert set(ids) <= set(PACK.rules)
        case "fact":
            assert set(ids) <= set(PACK.facts)
        case "not_encoded":
            assert set(ids) <= set(PACK.instruments)
            assert PACK.instruments[ids[0]].not_encoded


def test_every_contested_question_is_on_the_page():
    # A question nobody points to would be a reading without a dispute behind it.
    text = PAGE.read_text(encoding="utf-8")
    assert {key for key in PACK.questions if f"`{key}`" not in text} == set()
