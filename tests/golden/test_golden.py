"""Commands print what is recorded beside their input; ``python -m tests.golden.record`` records anew."""

import re
import time
from pathlib import Path

import pytest

from tests.cli.running import start
from tests.golden.recorded import BAD, GOOD, Record, records

GOOD_RECORDS, BAD_RECORDS = records(GOOD), records(BAD)
SECONDS = 6.0
"""Three times what is promised: the machine of another may be slower, or busy. Time of this process alone counts."""

# FILE:LINE:COLUMN: severity: message, as it stands on a line of its own or in a report.
DIAGNOSTIC = re.compile(r"^(?:[├└]─ )?(\S[^:\n]*:\d+:\d+): (?:error|warning): ", re.MULTILINE)

# What would betray the language or a library it is written in.
FOREIGN = re.compile(
    r"Traceback|Error\b|Exception|File \"|line \d+, in |pydantic|yaml\.|libyaml|typer|click|NoneType|"
    r"\b(?:dict|str|tuple|bool_type|int_parsing|model_type|string_type|value_error)\b|<class|Errno|mark\b"
)


def name(record: Record) -> str:
    return record.folder.name


@pytest.mark.parametrize("record", GOOD_RECORDS, ids=name)
def test_good(record: Record, tmp_path: Path):
    ran = record.run(tmp_path)
    assert (ran.out, ran.err, ran.status) == (record.text("stdout"), record.text("stderr"), 0)


@pytest.mark.parametrize("record", GOOD_RECORDS, ids=name)
def test_good_was_judged(record: Record):
    # Bytes compare themselves; that they say what the law says is a reader's judgement, written down.
    assert len(record.text("judged.md").split()) >= 20


@pytest.mark.parametrize("record", BAD_RECORDS, ids=name)
def test_bad(record: Record, tmp_path: Path):
    begun = time.process_time()
    ran = record.run(tmp_path)
    took = time.process_time() - begun
    assert (ran.out, ran.err) == (record.text("stdout"), record.text("stderr"))
    assert ran.status == int(record.text("exit"))
    assert ran.status in {1, 2, 3}
    assert took < SECONDS


@pytest.mark.parametrize("record", BAD_RECORDS, ids=name)
def test_bad_is_told_at_the_right_place(record: Record):
    # `places` is judged by hand, never recorded.
    told = record.text("stderr") + record.text("stdout")
    if record.text("stdout").startswith("{"):
        told = re.sub(r'\s+"file": "(.*)",\n\s+"line": (\d+),\n\s+"column": (\d+),', r"\n\1:\2:\3: error: ", told)
    assert sorted(set(DIAGNOSTIC.findall(told))) == sorted(set(record.text("places").split()))


@pytest.mark.parametrize("record", BAD_RECORDS, ids=name)
def test_bad_is_told_in_words_of_the_user(record: Record):
    told = record.text("stderr") + record.text("stdout")
    # What the user wrote may be anything; the rest is ours.
    own = re.sub(r"`[^`]*`", "", told)
    assert FOREIGN.search(own) is None
    assert re.search("[^\n\x20-\x7e…\u2500-\u257f]", told) is None, "something invisible or unusual is printed"
    for line in record.text("stderr").splitlines():
        kind, _, words = re.sub(r"^\S+:\d+:\d+: ", "", line).partition(": ")
        assert kind in {"error", "hint", "warning"}, line
        assert words, line
        assert not words[0].isupper() or words.split()[0].isupper() or words.startswith(("States", "VCLT")), line
        assert not words.endswith("."), line


@pytest.mark.parametrize("which", ["alias-bomb", "nested-brackets", "too-large", "fifo", "cycle-of-conclusions"])
def test_bad_as_a_user_meets_it(which: str, tmp_path: Path):
    # From a process of its own, the start of Python included, at once.
    record = Record(BAD / which)
    record.run(tmp_path)  # puts the input there
    begun = time.perf_counter()
    ran = start(*record.command, cwd=tmp_path)
    took = time.perf_counter() - begun
    assert (ran.status, ran.err) == (int(record.text("exit")), record.text("stderr"))
    assert took < SECONDS


def test_there_are_enough_of_them():
    assert len(GOOD_RECORDS) >= 15
    assert len(BAD_RECORDS) >= 35
