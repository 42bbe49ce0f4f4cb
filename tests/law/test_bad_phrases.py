"""A phrase that cannot be read is refused at its line and column, with what to do; a pack without phrases loads."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from pow_options.audit.report import pack_report
from pow_options.law import load_pack
from pow_options.law.phrases import read_phrases
from pow_options.source import InvalidData
from tests.law.packs import copied

if TYPE_CHECKING:
    from pathlib import Path

LINES = "schema: pow-options/phrases/1\n"


def _pack(to: Path) -> Path:
    """Copy the bundled pack with the common file of its phrases alone: the others take long and change nothing here."""
    root = copied(to)
    for file in (root / "phrases").glob("*.yaml"):
        if file.name != "common.yaml":
            file.unlink()
    return root


def _with(to: Path, text: str) -> str:
    """Put a file of phrases into a pack, and return what is said of it."""
    root = _pack(to)
    (root / "phrases" / "zz.yaml").write_text(LINES + text, encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        read_phrases(load_pack(root))
    return str(caught.value)


def _phrase(text: str) -> str:
    return f'facts:\n  fit_to_travel:\n    "true": |\n      {text}\n'


@pytest.mark.parametrize(
    ("phrase", "place", "message", "hint"),
    [
        ("fit [travel", "5:11", "`[` is not closed", "end it with its counterpart"),
        ("fit (well|)", "5:17", "a word is missing", "write a word"),
        ("fit (well (very))", "5:11", "`(` is not closed", "brackets hold no brackets"),
        ("fit {stat}", "5:11", "`{stat}` is neither a slot nor a part", "`parts`"),
        ("fit; well", "5:10", "`;` cannot stand in a phrase", "use words"),
        ("[fit]", "5:7", "a phrase needs at least one word", ""),
        ("fit & wishe=wants", "5:7", "`wishe` is no fact of this pack", "did you mean `wishes`?"),
        ("fit & wishes=want", "5:7", "`wishes` has no value `want`", "values: "),
        ("fit {kind}", "5:7", "`{kind}` has its place in the phrases of a family", "`families`"),
        ("fit !", "5:12", "a word is missing", "write a word"),
    ],
)
def test_a_bad_phrase_is_placed(tmp_path: Path, phrase: str, place: str, message: str, hint: str) -> None:
    found = _with(tmp_path, _phrase(phrase))
    assert f"zz.yaml:{place}: error: {message}" in found
    assert hint in found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('facts:\n  fit_to_travl:\n    "true": fit\n', "`fit_to_travl` is no fact of this pack"),
        ("facts:\n  fit_to_travel:\n    yes_: fit\n", "`yes_` is none of its values"),
        ("denied:\n  wishes: {wants: nothing}\n", "`nothing` is none of the values of `wishes`"),
        ('families:\n  danger_of:\n    "true": "{kind}"\n', "no fact is of the family `danger_of`"),
        ("parts:\n  state: fit\n", "`state` is a slot and no part"),
        ("parts:\n  a: fit|[well]\n", "a word is missing"),
        ("wording: {}\n", "zz.yaml"),
        ("facts: []\n", "zz.yaml"),
    ],
)
def test_what_stands_around_phrases_is_checked_too(tmp_path: Path, text: str, message: str) -> None:
    assert message in _with(tmp_path, text)


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    root = _pack(tmp_path)
    (root / "phrases" / "y.yaml").write_text(LINES + _phrase("fit [a\n      fit {b}"), encoding="utf-8")
    (root / "phrases" / "z.yaml").write_text(LINES + _phrase("fit (c"), encoding="utf-8")
    with pytest.raises(InvalidData) as caught:
        read_phrases(load_pack(root))
    assert [(item.file.rpartition("/")[2], item.line) for item in caught.value.diagnostics] == [
        ("y.yaml", 5),
        ("y.yaml", 6),
        ("z.yaml", 5),
    ]


def test_a_part_of_many_parts_is_bounded(tmp_path: Path) -> None:
    many = "|".join(f"w{number}" for number in range(900))
    text = f"parts:\n  a: {many}\n  b: '{{a}} {{a}} {{a}}'\n"
    assert "this can be put in too many ways" in _with(tmp_path, text)


def test_a_pack_without_phrases_answers_all_but_questions_in_english(tmp_path: Path) -> None:
    root = _pack(tmp_path)
    shutil.rmtree(root / "phrases")
    pack = load_pack(root)
    with pytest.raises(InvalidData, match="no phrases for questions"):
        read_phrases(pack)


def test_rules_check_finds_faults_of_phrases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = _pack(tmp_path)
    # The search through all cases takes long and has nothing to do with phrases.
    monkeypatch.setattr("pow_options.audit.report.analyse", lambda *_: (None, ()))
    assert pack_report(root).sound
    (root / "phrases" / "zz.yaml").write_text(LINES + _phrase("fit (c"), encoding="utf-8")
    report = pack_report(root)
    assert not report.sound
    assert [item.message for item in report.faults] == ["`(` is not closed"]


def test_phrases_belong_to_what_a_pack_is(tmp_path: Path) -> None:
    root = _pack(tmp_path)
    before = load_pack(root).sha256
    (root / "phrases" / "zz.yaml").write_text(LINES, encoding="utf-8")
    assert load_pack(root).sha256 != before
