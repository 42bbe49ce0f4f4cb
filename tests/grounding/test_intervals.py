"""Numbers and dates as intervals: compared as they are (semantics, section 8)."""

from __future__ import annotations

import operator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pow_options.api import assess
from pow_options.grounding.intervals import Scale, day_before, point
from tests.cases.writing import case
from tests.law.packs import fact, rule, tiny

COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}


def test_the_intervals_of_two_cuts():
    scale = Scale([Decimal(5), Decimal(3), Decimal(5)])
    assert scale.labels == ("<3", "=3", "3..5", "=5", ">5")
    placed = [scale.place(Decimal(v)) for v in ("2.9", "3", "3.0", "4", "5", "6")]
    assert placed == ["<3", "=3", "=3", "3..5", "=5", ">5"]
    assert scale.where("<", Decimal(5)) == {"<3", "=3", "3..5"}
    assert scale.where("<=", Decimal(3)) == {"<3", "=3"}
    assert scale.where("!=", Decimal(3)) == {"<3", "3..5", "=5", ">5"}


numbers = st.decimals(min_value=-20, max_value=20, places=1)
days = st.dates(min_value=date(2019, 12, 1), max_value=date(2020, 2, 1))


@given(st.lists(numbers, min_size=1, max_size=4), numbers, st.data())
def test_numbers_compare_as_they_are(cuts, value, data):
    scale = Scale(cuts)
    cut = data.draw(st.sampled_from(cuts))
    for sign, holds in COMPARE.items():
        assert (scale.place(value) in scale.where(sign, cut)) is holds(value, cut)


@given(st.lists(days, min_size=1, max_size=4), days, st.data())
def test_dates_compare_as_they_are(cuts, value, data):
    scale = Scale(cuts)
    cut = data.draw(st.sampled_from(cuts))
    for sign, holds in COMPARE.items():
        assert (scale.place(value) in scale.where(sign, cut)) is holds(value, cut)


def holds(as_of, value, number, sign):
    """Whether the date compares as the days since it should; beyond the calendar the answer is the same for all."""
    turned = day_before(as_of, str(number), sign)
    return turned if isinstance(turned, bool) else COMPARE[turned[1]](value, turned[0])


@given(days, days, st.integers(-100, 100), st.sampled_from(sorted(COMPARE)))
def test_days_since_is_counted_from_the_fact_to_the_as_of_date(as_of, value, number, sign):
    assert holds(as_of, value, number, sign) is COMPARE[sign]((as_of - value).days, number)


AS_OF = date(2026, 1, 1)
LONGEST = (AS_OF - date.min).days
SHORTEST = (AS_OF - date.max).days


@pytest.mark.parametrize("number", [LONGEST, LONGEST - 1, SHORTEST, SHORTEST + 1])
@pytest.mark.parametrize("value", [date.min, date.min + timedelta(1), AS_OF, date.max])
@pytest.mark.parametrize("sign", sorted(COMPARE))
def test_days_since_at_the_ends_of_the_calendar(number, value, sign):
    assert holds(AS_OF, value, number, sign) is COMPARE[sign]((AS_OF - value).days, number)


@pytest.mark.parametrize("number", [LONGEST + 1, 10**15 - 1, SHORTEST - 1, 1 - 10**15])
@pytest.mark.parametrize("sign", sorted(COMPARE))
def test_days_since_beyond_the_ends_of_the_calendar(number, sign):
    for value in (date.min + timedelta(1), AS_OF, date.max - timedelta(1)):
        assert holds(AS_OF, value, number, sign) is COMPARE[sign]((AS_OF - value).days, number)


@pytest.mark.parametrize(
    ("number", "value", "sign"),
    [
        (LONGEST + 1, date.min, "<"),
        (LONGEST + 1, date.min, "=="),
        (LONGEST + 1, date.min, "!="),
        (LONGEST + 1, date.min, ">="),
        (SHORTEST - 1, date.max, ">"),
        (SHORTEST - 1, date.max, "=="),
    ],
)
def test_the_ends_of_the_calendar_against_days_beyond_it(number, value, sign):
    assert holds(AS_OF, value, number, sign) is COMPARE[sign]((AS_OF - value).days, number)


def test_constants():
    assert point("2.50", is_date=False) == Decimal("2.5")
    assert point("2020-02-29", is_date=True) == date(2020, 2, 29)


# --- through a case -------------------------------------------------------------------------------

WORDS = {"years": fact("number"), "caught": fact("date"), "seen": fact("date", per_state=True)}


def barred(tmp_path, when, facts, as_of="2026-01-01") -> bool:
    pack = tiny(tmp_path, [rule("f", when=when, forbid=["stay"])], facts=WORDS)
    route = next(r for r in assess(case(facts=facts), pack, as_of=as_of)["UKR"].routes if r.id == "stay")
    return str(route.status) == "barred"


@pytest.mark.parametrize(
    ("when", "value", "expected"),
    [
        ("years >= 3", 3, True),
        ("years >= 3", 3.0, True),
        ("years > 3", 3, False),
        ("years > 3", 3.5, True),
        ("years < -1.5", -2, True),
        ("years in [1, 2]", 2, True),
        ("years in [1, 2]", 1.5, False),
        ("years != 2", 2, False),
        ("years == 2.0", 2, True),
        ("years > 1 and years < 2", 1.5, True),
        ("years > 1 and years < 2", 2, False),
    ],
)
def test_numbers_in_a_case(tmp_path, when, value, expected):
    assert barred(tmp_path, when, {"years": value}) is expected


@pytest.mark.parametrize(
    ("when", "value", "expected"),
    [
        ("caught < 2025-01-09", "2025-01-09", False),
        ("caught <= 2025-01-09", "2025-01-09", True),
        ("caught == 2025-01-09", "2025-01-10", False),
        ("days_since(caught) > 356", "2025-01-09", True),  # 357 days before 1 January 2026
        ("days_since(caught) > 357", "2025-01-09", False),
        ("days_since(caught) >= 357", "2025-01-09", True),
        ("days_since(caught) == 357", "2025-01-09", True),
        ("days_since(caught) < 0", "2026-01-02", True),
        ("days_since(caught) > 100 and caught > 2025-01-08", "2025-01-09", True),
        ("days_since(seen(third_state)) > 1", "2025-01-09", False),  # not known of that State
    ],
)
def test_dates_in_a_case(tmp_path, when, value, expected):
    assert barred(tmp_path, when, {"caught": value, "seen(RUS)": value}) is expected


def test_days_are_counted_to_the_as_of_date(tmp_path):
    facts = {"caught": "2025-01-09"}
    assert not barred(tmp_path / "1", "days_since(caught) > 30", facts, as_of="2025-02-08")
    assert barred(tmp_path / "2", "days_since(caught) > 30", facts, as_of="2025-02-09")


def test_an_unknown_number_establishes_nothing(tmp_path):
    assert not barred(tmp_path / "1", "years >= 3", {})
    assert not barred(tmp_path / "2", "not (years >= 3)", {})
