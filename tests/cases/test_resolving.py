"""What is established as of a date; every expectation follows from semantics, section 7."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pow_options.cases import Ground, Standing, Use, resolve
from pow_options.cases.resolving import better, meets
from tests.cases.writing import case, said

AS_OF = date(2025, 6, 1)


def outcome(pack, key, *statements, facts=None, assume=None, as_of=AS_OF):
    """What a fact comes to: its value, or the values left open, or how it stands."""
    got = resolve(case(*statements, facts=facts), pack, as_of, assume)[key]
    if got.standing is Standing.KNOWN:
        return got.value
    if got.standing is Standing.PARTIAL:
        assert got.possible is not None
        return " or ".join(sorted(got.possible))
    assert got.possible is None
    return got.standing.value


def uses(pack, key, *statements, facts=None, assume=None):
    """What became of each statement."""
    got = resolve(case(*statements, facts=facts), pack, AS_OF, assume)[key]
    return {item.statement: (item.use, *item.by) for item in got.weighed}


# --- grades ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("grade", "other", "expected"),
    [
        ("A1", "A1", False),
        ("A1", "A2", True),
        ("A1", "B1", True),
        ("A2", "B1", False),
        ("B1", "A2", False),
        ("C3", "B2", False),
    ],
)
def test_a_grade_is_better_if_nothing_is_worse_and_something_is_better(grade, other, expected):
    assert better(grade, other) is expected


def test_a_standard_is_met_by_letter_and_digit():
    assert meets("C3", "C3")
    assert meets("A1", "C3")
    assert not meets("A4", "C3")
    assert not meets("D1", "C3")


# --- what is out ----------------------------------------------------------------------------------


def test_nothing_said_is_no_entry_and_never_false(pack):
    assert "fixed" not in resolve(case(), pack, AS_OF)


def test_what_became_known_later_is_out(pack):
    late = said("s", "fixed", True, known_on="2025-06-02", said_on="2025-01-01")
    assert outcome(pack, "fixed", late) == "unknown"
    assert uses(pack, "fixed", late) == {"s": (Use.TOO_LATE,)}
    assert outcome(pack, "fixed", said("s", "fixed", True, known_on="2025-06-01")) == "true"


@pytest.mark.parametrize(
    ("fact", "value", "grade", "expected"),
    [
        ("fixed", True, "C3", "true"),
        ("fixed", True, "C4", "unknown"),
        ("fixed", True, "D3", "unknown"),
        ("fixed", True, "A4", "unknown"),
        ("fixed", False, "B2", "false"),
        ("fixed", False, "C3", "unknown"),
        ("level", "low", "C3", "low"),
        ("level", "high", "C3", "unknown"),
        ("level", "high", "B2", "high"),
    ],
)
def test_the_standard_is_that_of_the_value(pack, fact, value, grade, expected):
    statement = said("s", fact, value, grade)
    assert outcome(pack, fact, statement) == expected
    assert uses(pack, fact, statement) == {"s": (Use.TOO_WEAK if expected == "unknown" else Use.USED,)}


def test_what_is_too_weak_disputes_nothing(pack):
    assert outcome(pack, "fixed", said("s", "fixed", True), said("t", "fixed", False, "C3")) == "true"


# --- one voice per group --------------------------------------------------------------------------


def test_a_group_speaks_with_its_newest_voice_on_what_changes(pack):
    old = said("old", "news", True, said_on="2025-01-01", derived_from="g")
    new = said("new", "news", False, "B2", said_on="2025-01-01", known_on="2025-03-01", derived_from="g")
    later = said("later", "news", False, "B2", known_on="2025-03-01", derived_from="g")
    assert outcome(pack, "news", old, later) == "false"
    assert uses(pack, "news", old, later) == {"old": (Use.SAME_VOICE, "later"), "later": (Use.USED,)}
    # A later report of what was said on the same day is no newer: the better grade counts.
    assert outcome(pack, "news", old, new) == "true"


def test_a_group_speaks_with_its_best_voice_on_what_is_fixed(pack):
    weak = said("weak", "fixed", False, "B2", known_on="2025-03-01", derived_from="g")
    best = said("best", "fixed", True, "A1", derived_from="g")
    assert outcome(pack, "fixed", weak, best) == "true"
    assert uses(pack, "fixed", weak, best) == {"weak": (Use.SAME_VOICE, "best"), "best": (Use.USED,)}


def test_repeats_of_one_voice_are_said_to_be_that(pack):
    first = said("first", "fixed", True, derived_from="g")
    second = said("second", "fixed", True, derived_from="g")
    other = said("other", "fixed", True, derived_from="h")
    assert uses(pack, "fixed", second, first, other) == {
        "first": (Use.USED,),
        "second": (Use.SAME_VOICE, "first"),
        "other": (Use.USED,),
    }


def test_a_group_of_one_name_as_a_statement_is_not_that_statement(pack):
    alone = said("g", "fixed", True)
    grouped = said("s", "fixed", True, derived_from="g")
    assert uses(pack, "fixed", alone, grouped) == {"g": (Use.USED,), "s": (Use.USED,)}


def test_a_group_that_contradicts_itself_is_disputed(pack):
    yes = said("yes", "fixed", True, "B2", derived_from="g")
    no = said("no", "fixed", False, "B2", derived_from="g")
    assert outcome(pack, "fixed", yes, no) == "disputed"


# --- what changes: the newest wins ----------------------------------------------------------------


def test_the_newest_wins_on_what_changes(pack):
    old = said("old", "news", False, "A1", known_on="2025-01-01")
    new = said("new", "news", True, "C3", known_on="2025-01-02")
    assert outcome(pack, "news", old, new) == "true"
    assert uses(pack, "news", old, new) == {"old": (Use.OUTWEIGHED, "new"), "new": (Use.USED,)}


def test_newest_is_by_when_it_was_said(pack):
    film = said("film", "news", False, said_on="2024-10-01", known_on="2025-05-01")
    news = said("news", "news", True, said_on="2025-02-01", known_on="2025-02-01")
    assert outcome(pack, "news", film, news) == "true"
    # Without a date of its own a statement is taken to be of the day it became known.
    undated = said("undated", "news", False, known_on="2025-03-01")
    assert outcome(pack, "news", film, news, undated) == "false"


def test_the_newest_must_meet_its_standard(pack):
    old = said("old", "news", True, "C3", known_on="2025-01-01")
    new = said("new", "news", False, "C3", known_on="2025-01-02")
    assert outcome(pack, "news", old, new) == "true"
    assert uses(pack, "news", old, new)["new"] == (Use.TOO_WEAK,)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("low", "A1"), ("mid", "B2"), "low"),
        (("low", "B2"), ("mid", "A2"), "mid"),
        (("low", "B2"), ("mid", "B2"), "disputed"),
        (("low", "B3"), ("mid", "C2"), "disputed"),  # neither is better
        (("low", "B3"), ("low", "C2"), "low"),
    ],
)
def test_on_one_day_the_better_grade_wins_or_it_is_disputed(pack, one, other, expected):
    statements = [said("one", "phase", *one), said("other", "phase", *other)]
    assert outcome(pack, "phase", *statements) == expected
    if expected == "disputed":
        assert uses(pack, "phase", *statements) == {"one": (Use.DISPUTED,), "other": (Use.DISPUTED,)}


def test_a_dispute_of_an_earlier_day_is_over(pack):
    statements = [said("one", "phase", "low"), said("other", "phase", "mid")]
    newest = said("newest", "phase", "low", "C3", known_on="2025-02-01")
    assert outcome(pack, "phase", *statements, newest) == "low"
    assert outcome(pack, "phase", *statements, newest, as_of=date(2025, 1, 31)) == "disputed"


# --- what does not change: the better grade wins --------------------------------------------------


def test_the_better_grade_wins_on_what_is_fixed(pack):
    old = said("old", "fixed", False, "A1", known_on="2025-01-01")
    new = said("new", "fixed", True, "B2", known_on="2025-05-01")
    assert outcome(pack, "fixed", old, new) == "false"
    assert uses(pack, "fixed", old, new) == {"old": (Use.USED,), "new": (Use.OUTWEIGHED, "old")}


@pytest.mark.parametrize(("one", "other"), [("B2", "B2"), ("A2", "B1")])
def test_an_even_conflict_is_disputed_and_behaves_as_unknown(pack, one, other):
    statements = [said("one", "fixed", True, one), said("other", "fixed", False, other, known_on="2025-05-01")]
    assert outcome(pack, "fixed", *statements) == "disputed"
    assert resolve(case(*statements), pack, AS_OF)["fixed"].possible is None


def test_who_is_outweighed_by_whom(pack):
    statements = [
        said("a", "level", "low", "A3"),
        said("b", "level", "low", "B2"),
        said("c", "level", "mid", "B3"),
        said("d", "level", "mid", "C2"),
    ]
    # c is worse than both, d only than b.
    assert uses(pack, "level", *statements) == {
        "a": (Use.USED,),
        "b": (Use.USED,),
        "c": (Use.OUTWEIGHED, "a", "b"),
        "d": (Use.OUTWEIGHED, "b"),
    }


# --- risk -----------------------------------------------------------------------------------------

DANGER = "danger(PRK)"


@pytest.mark.parametrize(
    ("risk", "answer", "expected"),
    [
        ("C3", None, "true"),
        ("A2", "B2", "true"),  # a weaker answer
        ("B1", "A2", "true"),  # not of at least its grade
        ("B2", "B2", "disputed"),  # of its grade: it stands no longer, and nothing better denies it
        ("C3", "B2", "false"),
        ("C4", "B2", "false"),  # no evidence of risk that counts
        ("C4", None, "unknown"),
        ("C3", "C3", "true"),  # the answer does not meet the standard of its value
    ],
)
def test_risk_stands_until_answered_by_evidence_of_at_least_its_grade(pack, risk, answer, expected):
    statements = [said("risk", DANGER, True, risk, known_on="2025-01-01")]
    if answer is not None:
        statements.append(said("answer", DANGER, False, answer, known_on="2025-05-01"))
    assert outcome(pack, DANGER, *statements) == expected


def test_a_newer_answer_is_not_enough(pack):
    risk = said("risk", DANGER, True, "A2", known_on="2020-01-01")
    answer = said("answer", DANGER, False, "B2", known_on="2025-05-01")
    assert uses(pack, DANGER, risk, answer) == {"risk": (Use.USED,), "answer": (Use.OUTWEIGHED, "risk")}


def test_every_piece_of_evidence_must_be_answered(pack):
    statements = [
        said("strong", DANGER, True, "A1"),
        said("weak", DANGER, True, "C3"),
        said("answer", DANGER, False, "B2", known_on="2025-05-01"),
    ]
    assert outcome(pack, DANGER, *statements) == "true"
    assert uses(pack, DANGER, *statements) == {
        "strong": (Use.USED,),
        "weak": (Use.OUTWEIGHED, "strong"),
        "answer": (Use.OUTWEIGHED, "strong"),
    }


def test_that_there_is_no_risk_can_be_established(pack):
    assert outcome(pack, DANGER, said("none", DANGER, False, "B2")) == "false"


def test_new_evidence_of_risk_is_not_answered_beforehand(pack):
    # "Stands until answered": a finding of 2010 does not answer what was first said in 2025.
    answer = said("answer", DANGER, False, "A1", known_on="2010-01-01")
    risk = said("risk", DANGER, True, "B2", known_on="2025-05-01")
    assert outcome(pack, DANGER, answer, risk) != "false"


# --- several values, settled facts, hypotheses ----------------------------------------------------


def test_values_left_open(pack):
    open_ = said("s", "level", ["low", "mid"], "C3")
    assert outcome(pack, "level", open_) == "low or mid"
    assert resolve(case(open_), pack, AS_OF)["level"].value is None
    # It must meet the standard of each value it leaves open.
    assert outcome(pack, "level", said("s", "level", ["low", "high"], "C3")) == "unknown"
    assert outcome(pack, "level", said("s", "level", ["low", "high"], "B2")) == "high or low"


def test_a_newer_statement_may_open_what_was_known(pack):
    old = said("old", "phase", "low")
    new = said("new", "phase", ["mid", "low"], "C3", known_on="2025-02-01")
    assert outcome(pack, "phase", old, new) == "low or mid"


def test_settled_facts_prevail_over_statements(pack):
    statement = said("s", "fixed", False)
    got = resolve(case(statement, facts={"fixed": True}), pack, AS_OF)["fixed"]
    assert (got.value, got.ground, got.standing) == ("true", Ground.SETTLED, Standing.KNOWN)
    assert uses(pack, "fixed", statement, facts={"fixed": True}) == {"s": (Use.SETTLED,)}


@pytest.mark.parametrize(("value", "expected"), [("true", "true"), ("false", "false"), ("unknown", "unknown")])
def test_a_hypothesis_prevails_over_all(pack, value, expected):
    statement = said("s", "fixed", False)
    for facts in ({"fixed": True}, {}):
        got = resolve(case(statement, facts=facts), pack, AS_OF, {"fixed": value})["fixed"]
        assert got.ground is Ground.ASSUMED
        assert outcome(pack, "fixed", statement, facts=facts, assume={"fixed": value}) == expected
        assert uses(pack, "fixed", statement, facts=facts, assume={"fixed": value}) == {"s": (Use.ASSUMED,)}


def test_facts_are_weighed_apart_and_listed_in_order(pack):
    statements = [said("s", "danger(RUS)", True), said("t", "danger(PRK)", False), said("u", "a", True)]
    got = resolve(case(*statements), pack, AS_OF)
    assert list(got) == ["a", "danger(PRK)", "danger(RUS)"]
    assert [got[key].value for key in got] == ["true", "false", "true"]


# --- properties -----------------------------------------------------------------------------------

VALUES: dict[str, list[Any]] = {
    "fixed": [True, False],
    "news": [True, False],
    DANGER: [True, False],
    "level": ["low", "mid", "high", ["low", "mid"]],
    "phase": ["low", "mid", "high", ["mid", "high"]],
}
GRADES = [letter + digit for letter in "ABCD" for digit in "1234"]
DAYS = ["2025-01-01", "2025-01-02", "2025-01-03"]

loads = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)


@st.composite
def records(draw, key=None):
    """A fact and some statements about it."""
    fact = draw(st.sampled_from(sorted(VALUES))) if key is None else key
    count = draw(st.integers(0, 5))
    made = []
    for number in range(count):
        extra = {}
        group = draw(st.sampled_from(["g", "h", None]))
        if group:
            extra["derived_from"] = group
        day = draw(st.sampled_from(DAYS))
        value, grade = draw(st.sampled_from(VALUES[fact])), draw(st.sampled_from(GRADES))
        made.append(said(f"s{number}", fact, value, grade, known_on=day, **extra))
    return fact, made


def came_to(pack, key, statements):
    return outcome(pack, key, *statements) if statements else "unknown"


@given(record=records(), data=st.data())
@loads
def test_repeating_a_statement_under_its_group_changes_nothing(pack, record, data):
    key, statements = record
    if not statements:
        return
    picked = data.draw(st.sampled_from(statements))
    group = picked.get("derived_from", "a group of its own")
    grouped = [{**item, "derived_from": group} if item is picked else item for item in statements]
    repeat = {**picked, "id": "repeat", "derived_from": group}
    assert came_to(pack, key, grouped) == came_to(pack, key, statements)
    assert came_to(pack, key, [*grouped, repeat]) == came_to(pack, key, statements)


FIRMNESS = {"false": 0, "unknown": 1, "disputed": 1, "true": 2}


@given(record=records(DANGER), letter=st.sampled_from("ABC"), digit=st.sampled_from("123"), day=st.sampled_from(DAYS))
@loads
def test_more_evidence_of_risk_never_makes_risk_less_established(pack, record, letter, digit, day):
    key, statements = record
    more = said("more", key, True, letter + digit, known_on=day, derived_from="another")
    before, after = came_to(pack, key, statements), came_to(pack, key, [*statements, more])
    # Unknown and disputed both leave the question open; evidence of risk may settle it, not settle it away.
    if before != "unknown" or after != "disputed":
        assert FIRMNESS[after] >= FIRMNESS[before]
    assert not (before != "false" and after == "false")


@given(record=records(), seed=st.randoms(use_true_random=False))
@loads
def test_the_order_of_statements_does_not_matter(pack, record, seed):
    key, statements = record
    turned = list(statements)
    seed.shuffle(turned)
    assert came_to(pack, key, turned) == came_to(pack, key, statements)
    if statements:
        assert uses(pack, key, *turned) == uses(pack, key, *statements)


@given(record=records())
@loads
def test_every_statement_is_accounted_for_once_and_in_order(pack, record):
    key, statements = record
    if statements:
        weighed = resolve(case(*statements), pack, AS_OF)[key].weighed
        assert [item.statement for item in weighed] == [item["id"] for item in statements]
