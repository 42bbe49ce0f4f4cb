"""Files with small random faults: always an answer or a diagnostic, never a fault of the program."""

import re
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pow_options.law import load_pack
from pow_options.source import examples_dir, rules_dir
from tests.cli.running import run
from tests.conftest import LONG

CASE = (examples_dir() / "kursk" / "soldier-a.yaml").read_text(encoding="utf-8")
LAW = {path.name: path.read_text(encoding="utf-8") for path in sorted((rules_dir() / "law").glob("*.yaml"))}
WORDS = {path.name: path.read_text(encoding="utf-8") for path in sorted(rules_dir().glob("*.yaml"))}
FOREIGN = re.compile(r"Traceback|internal fault|NoneType|<class|pydantic|\byaml\.")

# Characters that mean something in the files, and some that mean trouble.
CHARACTERS = "abz019 :-#{}[]()'\"\\&*!|>%@`,?~=<.\n\t_KOR\x00\x1b\u202e\ufeff\u00e9\U0001f600"

bundled = lru_cache(load_pack)  # the law does not change while cases do

edits = st.lists(
    st.tuples(
        st.sampled_from(["delete", "double", "move", "flip", "insert", "cut", "indent", "swap"]),
        st.integers(0, 10**6),
        st.integers(0, 10**6),
        st.sampled_from(CHARACTERS),
    ),
    min_size=1,
    max_size=3,
)


def mutated(text: str, todo: list[tuple[str, int, int, str]]) -> str:
    """Return `text` after a few small edits, of lines or characters."""
    for kind, one, two, character in todo:
        lines = text.splitlines(keepends=True) or ["\n"]
        line, other, place = one % len(lines), two % len(lines), one % max(len(text), 1)
        match kind:
            case "delete":
                del lines[line]
            case "double":
                lines.insert(line, lines[line])
            case "move":
                lines.insert(other, lines.pop(line))
            case "indent":
                lines[line] = " " * (two % 5) + lines[line].lstrip(" ")
            case "swap":
                lines[line], lines[other] = lines[other], lines[line]
            case _:
                after = {"flip": place + 1, "insert": place, "cut": place + two % 40}[kind]
                lines = [text[:place], "" if kind == "cut" else character, text[after:]]
        text = "".join(lines)
    return text


def answered(*words: str) -> int:
    ran = run(*words)
    assert ran.status in {0, 1, 3}, ran.err
    assert FOREIGN.search(re.sub(r"`[^`]*`", "", ran.err)) is None
    if ran.status == 3:
        assert ran.out == ""
        for line in ran.err.splitlines():
            assert re.match(r"(\S.*:\d+:\d+: error: |hint: ).", line), line
    return ran.status


def checked_form(pack: Path) -> int:
    """Check a pack without the search over all cases, which has a test of its own below: many packs are tried."""
    with patch("pow_options.audit.report.analyse", lambda *_: (None, ())):
        return answered("rules", "check", "--pack", str(pack))


def answered_with(file: str, text: str) -> None:
    """Check the rules with one of their files put in place, and use them if they are sound."""
    with tempfile.TemporaryDirectory() as place:
        pack = Path(place) / "rules"
        shutil.copytree(rules_dir(), pack)
        (pack / file).write_bytes(text.encode("utf-8"))
        if checked_form(pack) == 0:
            answered("assess", "kursk/soldier-a", "--pack", str(pack))


@settings(max_examples=400 if LONG else 25)
@given(edits)
def test_mutated_case(todo: list[tuple[str, int, int, str]]):
    with (
        tempfile.TemporaryDirectory() as place,
        patch("pow_options.cli.common.law", lambda _: bundled()),
    ):
        path = Path(place) / "case.yaml"
        path.write_bytes(mutated(CASE, todo).encode("utf-8"))
        assessed = answered("assess", str(path))
        checked = answered("case", "check", str(path))
        # What the check finds sound can be assessed, and nothing else.
        assert (assessed == 0) is (checked == 0)


@settings(max_examples=400 if LONG else 12)
@given(st.sampled_from(sorted(LAW)), edits)
def test_mutated_law(name: str, todo: list[tuple[str, int, int, str]]):
    answered_with(f"law/{name}", mutated(LAW[name], todo))


@settings(max_examples=400 if LONG else 12)
@given(st.sampled_from(sorted(WORDS)), edits)
def test_mutated_vocabulary(name: str, todo: list[tuple[str, int, int, str]]):
    answered_with(name, mutated(WORDS[name], todo))


@pytest.mark.long
@settings(max_examples=100)
@given(st.sampled_from(sorted(LAW)), edits)
def test_mutated_law_is_searched(name: str, todo: list[tuple[str, int, int, str]]):
    with tempfile.TemporaryDirectory() as place:
        pack = Path(place) / "rules"
        shutil.copytree(rules_dir(), pack)
        (pack / "law" / name).write_bytes(mutated(LAW[name], todo).encode("utf-8"))
        answered("rules", "check", "--pack", str(pack))


@given(st.lists(st.text(alphabet=CHARACTERS.replace("\x00", ""), max_size=12), max_size=4))
@settings(max_examples=1000 if LONG else 40)
def test_any_words_after_the_command(words: list[str]):
    # A file may be named by chance; what may not happen is a fault of the program.
    if any(word.startswith(("-o", "--o")) for word in words):
        return
    with tempfile.TemporaryDirectory() as place:
        ran = run("assess", *words, cwd=Path(place))
        assert ran.status in {0, 2, 3}
        assert FOREIGN.search(ran.err) is None
        assert re.search("[\x00-\x09\x0b-\x1f\u202e\ufeff]", ran.err) is None


# One file in three on every run, all of them with the long tests.
CUT = [pytest.param(name, marks=() if at % 3 == 0 else pytest.mark.long) for at, name in enumerate(sorted(LAW))]


@pytest.mark.parametrize("name", CUT)
def test_every_line_of_the_law_may_be_missing_its_end(name: str):
    # As when a file was copied in part: cut at a handful of places.
    text = LAW[name]
    with tempfile.TemporaryDirectory() as place:
        pack = Path(place) / "rules"
        shutil.copytree(rules_dir(), pack)
        for part in (0, 1, 3, 7):
            (pack / "law" / name).write_text(text[: len(text) * part // 8], encoding="utf-8")
            checked_form(pack)
