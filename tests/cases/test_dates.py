"""Every date, in every corner of the calendar, is handled or refused; nothing depends on where the machine stands."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime

import pytest

import pow_options as po
from pow_options.cases import resolve
from pow_options.law import load_pack
from pow_options.source import InvalidData
from tests.cases.test_evidence import faults, line, text
from tests.cases.writing import read
from tests.cli.running import run
from tests.conformance.answers import SOLDIER_A

LAW = load_pack()

ARABIC = "".join(chr(0x660 + int(digit)) if digit.isdigit() else digit for digit in "2025-01-11")

REFUSED = {
    "no leap year": "2025-02-29",
    "a century that is none": "1900-02-29",
    "no such month": "2025-13-01",
    "no such day": "2025-04-31",
    "day nought": "2025-01-00",
    "one digit": "2025-1-1",
    "no hyphens": "20250111",
    "a week": "2025-W03-1",
    "a time": "2025-01-11T00:00:00",
    "a time in a zone": "2025-01-11T23:30:00+09:00",
    "a time in another": "2025-01-11T00:00:00Z",
    "with a blank": "2025-01-11 00:00:00",
    "seconds since 1970": "1736553600",
    "before year one": "-0001-01-01",
    "five digits": "10000-01-01",
    "other digits": ARABIC,
    "a word": "yesterday",
    "a list": "[2025-01-11]",
    "yes": "true",
}

TAKEN = ["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "'2025-01-11'"]


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("key", ["said_on", "known_on"])
def test_what_is_no_day_is_refused(name, key):
    with pytest.raises(InvalidData) as caught:
        read(text(line("a", **{key: REFUSED[name]})))
    (found,) = caught.value.diagnostics
    assert (
        found.line,
        found.message.endswith("a date of the form YYYY-MM-DD") or "YYYY-MM-DD, not" in found.message,
    ) == (
        6,
        True,
    )


@pytest.mark.parametrize("day", TAKEN)
def test_every_day_of_the_calendar_is_taken(day):
    case = read(text(line("a", said_on=day, known_on="9999-12-31")))
    assert case.file.statements[0].said_on == date.fromisoformat(day.strip("'"))


@pytest.mark.parametrize("day", ["2025-02-29", "2025-01-11T00:00:00Z", "20250111", ARABIC, "", "tomorrow"])
@pytest.mark.parametrize("flag", ["--as-of", "--law-on"])
def test_the_same_on_the_command_line(flag, day):
    ran = run("assess", SOLDIER_A, flag, day)
    assert (ran.status, ran.out) == (2, "")
    assert "YYYY-MM-DD" in ran.err


def test_a_time_is_no_day():
    # Which day it is depends on where one stands.
    with pytest.raises(po.UsageError) as caught:
        po.assess(SOLDIER_A, as_of=datetime(2025, 1, 11, 23, 30, tzinfo=UTC))
    assert "is a time, not a day" in caught.value.message


@pytest.mark.parametrize("day", ["0001-01-01", "1949-10-21", "2024-02-29", "9999-12-31"])
def test_the_ends_of_the_calendar_are_answered(day):
    for words in (["assess", SOLDIER_A, "--as-of", day], ["assess", SOLDIER_A, "--law-on", day]):
        ran = run(*words)
        assert (ran.status, ran.err) == (0, "")


def test_known_before_it_was_said_is_refused():
    assert faults(line("a", said_on="2025-01-03")) == ["known on 2025-01-02, before it was said on 2025-01-03"]


def test_known_on_the_day_itself_counts_and_on_the_day_before_not():
    case = read(text(line("a", said_on="2024-02-29", known_on="2024-02-29")))
    values = {
        day: resolve(case, LAW, date.fromisoformat(day))["hostilities"].value for day in ("2024-02-28", "2024-02-29")
    }
    assert values == {"2024-02-28": None, "2024-02-29": "active"}


def test_of_two_words_of_one_day_neither_is_the_newer():
    # semantics 7: "same day: better grade, else disputed".
    even = [line("a"), line("b", value="ceased", source="another")]
    found = resolve(read(text(*even)), LAW, date(2025, 1, 2))["hostilities"]
    assert (found.standing, {item.use for item in found.weighed}) == ("disputed", {"disputed"})
    better = [line("a"), line("b", value="ceased", source="another", grade="A1")]
    assert resolve(read(text(*better)), LAW, date(2025, 1, 2))["hostilities"].value == "ceased"


def test_published_late_is_not_newer():
    # Said in January and published in May: what was said in March is the newer word.
    late = [line("a", known_on="2025-05-01"), line("b", value="ceased", said_on="2025-03-01", known_on="2025-03-01")]
    assert resolve(read(text(*late)), LAW, date(2025, 6, 1))["hostilities"].value == "ceased"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "Asia/Pyongyang"])
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system cannot change its zone")
def test_the_zone_of_the_machine_changes_nothing(zone, monkeypatch):
    here = run("timeline", SOLDIER_A).out
    monkeypatch.setitem(os.environ, "TZ", zone)
    time.tzset()
    try:
        assert run("timeline", SOLDIER_A).out == here
    finally:
        monkeypatch.undo()
        time.tzset()


def test_three_dates_are_printed_and_kept_apart():
    ran = run("assess", SOLDIER_A, "--as-of", "2025-03-04", "--law-on", "2024-02-29")
    head = " ".join(ran.out.split()[:80])
    assert "Judged as of 2025-03-04, under the law of 2024-02-29" in head
    assert "between 2014-02-07 and 2025-02-25" in head
    assert run("assess", SOLDIER_A, "--as-of", "2025-03-04").out.count("under the law of 2025-03-04") == 1
