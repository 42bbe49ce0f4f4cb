"""The condition language: what is read, and what is refused at which character with which words."""

from __future__ import annotations

import pytest

from pow_options.law.condition import (
    MAX_DEPTH,
    MAX_LENGTH,
    And,
    Compare,
    Condition,
    ConditionError,
    Holds,
    Name,
    Not,
    Or,
    Same,
    Truth,
    names,
    parse,
    parse_head,
    parse_name,
    terms,
    walk,
)


def name(text: str, offset: int, term: str | None = None) -> Name:
    return Name(text, term, offset)


def a(offset: int, text: str = "a") -> Holds:
    return Holds(name(text, offset))


GOOD: dict[str, Condition] = {
    "a": a(0),
    "  a  ": a(2),
    "(a)": a(1),
    "true": Truth(value=True),
    "false": Truth(value=False),
    "trueish": a(0, "trueish"),
    "not a": Not(a(4)),
    "not not a": Not(Not(a(8))),
    "a(destination)": Holds(name("a", 0, "destination")),
    "a ( bound )": Holds(name("a", 0, "bound")),
    # not binds tighter than and, and than or
    "not a and b": And((Not(a(4)), a(10, "b"))),
    "a or b and c": Or((a(0), And((a(5, "b"), a(11, "c"))))),
    "(a or b) and c": And((Or((a(1), a(6, "b"))), a(13, "c"))),
    "not (a or b)": Not(Or((a(5), a(10, "b")))),
    "a and b and c": And((a(0), a(6, "b"), a(12, "c"))),
    "a == x": Compare(name("a", 0), "==", ("x",), (5,)),
    "a==x": Compare(name("a", 0), "==", ("x",), (3,)),
    "a != none": Compare(name("a", 0), "!=", ("none",), (5,)),
    "a(third_state) == x": Compare(name("a", 0, "third_state"), "==", ("x",), (18,)),
    "a in [x, y]": Compare(name("a", 0), "in", ("x", "y"), (6, 9)),
    "a in [x]": Compare(name("a", 0), "in", ("x",), (6,)),
    "n >= 3": Compare(name("n", 0), ">=", ("3",), (5,)),
    "n < -2.5": Compare(name("n", 0), "<", ("-2.5",), (4,)),
    "d <= 2020-01-01": Compare(name("d", 0), "<=", ("2020-01-01",), (5,)),
    "a == true": Compare(name("a", 0), "==", ("true",), (5,)),
    "days_since(d) > 90": Compare(name("d", 11), ">", ("90",), (16,), days=True),
    "days_since(d(bound)) < 1": Compare(name("d", 11, "bound"), "<", ("1",), (23,), days=True),
    "destination == state_of_origin": Same("destination", "state_of_origin", negated=False, offset=0),
    "a and bound != third_state": And((a(0), Same("bound", "third_state", negated=True, offset=6))),
}


@pytest.mark.parametrize(("text", "expected"), GOOD.items())
def test_good(text, expected):
    assert parse(text) == expected


ENDS = "but the condition ends here"
ROLES = "detaining_power, power_served, state_of_origin, third_state, destination, bound"
JOIN = "join two conditions with `and` or `or`"
MADE_OF = "conditions are made of names, and, or, not, ==, !=, in"
NO_STATES = f"a condition names roles, not States: {ROLES}"
ROLES_WITH_ROLES = f"roles are compared with roles: {ROLES}"
ALONE = "a role stands here alone; it can only be compared"
WHOLE_DAYS = "`days_since` is compared with a whole number of days"
OF_DATE = "`days_since` takes the name of a date fact"


def used(term: str) -> str:
    return f"write `{term} == state_of_origin`, or `fact({term})`"


# text: the place of the fault, marked ^ in the text (it is taken out before reading), message, hint
BAD: dict[str, tuple[str, str]] = {
    "^": (f"expected a name, {ENDS}", ""),
    "   ^": (f"expected a name, {ENDS}", ""),
    "not^": (f"expected a name, {ENDS}", ""),
    "a and^": (f"expected a name, {ENDS}", ""),
    "a or (b and^": (f"expected a name, {ENDS}", ""),
    "^and a": ("expected a name, not `and`", ""),
    "^in": ("expected a name, not `in`", ""),
    "a and ^or b": ("expected a name, not `or`", ""),
    "^3 == a": ("expected a name, not `3`", ""),
    "()".replace(")", "^)"): ("expected a name, not `)`", ""),
    "(a^": (f"expected `)`, {ENDS}", ""),
    "(a ^b)": ("expected `)`, not `b`", ""),
    "a^)": ("`)` is not expected here", ""),
    "a ^b": ("`b` is not expected here", JOIN),
    "a ^not b": ("`not` is not expected here", JOIN),
    "true ^== true": ("`==` is not expected here", ""),
    "a == x ^== y": ("`==` is not expected here", ""),
    "a ^= x": ("`=` has no meaning in a condition", "use `==` to compare"),
    "a ^& b": ("`&` has no meaning in a condition", MADE_OF),
    "a == ^'x'": ("`'` has no meaning in a condition", MADE_OF),
    "a ^! b": ("`!` has no meaning in a condition", MADE_OF),
    "a and ^é": ("`é` has no meaning in a condition", MADE_OF),
    "a ==^": (f"expected a value, {ENDS}", ""),
    "a == ^(b)": ("expected a value, not `(`", ""),
    "a == ^and": ("expected a value, not `and`", ""),
    "a in ^x": ("expected `[`, not `x`", ""),
    "a in [^]": ("expected a value, not `]`", ""),
    "a in [x,^]": ("expected a value, not `]`", ""),
    "a in [x ^y]": ("expected `]`, not `y`", ""),
    "a in [x^": (f"expected `]`, {ENDS}", ""),
    "a(^KOR)": ("`KOR` is not a role", NO_STATES),
    "a(^b)": ("`b` is not a role", NO_STATES),
    "a(destination^": (f"expected `)`, {ENDS}", ""),
    "a(destination^, bound)": ("expected `)`, not `,`", ""),
    "destination^": (f"{ALONE}, {ENDS}", used("destination")),
    "bound ^< third_state": (f"{ALONE}, not `<`", used("bound")),
    "third_state ^and a": (f"{ALONE}, not `and`", used("third_state")),
    "destination == ^KOR": ("`KOR` is not a role", ROLES_WITH_ROLES),
    "destination ==^": ("expected a role, but the condition ends here", ROLES_WITH_ROLES),
    "days_since^": (f"expected `(`, {ENDS}", ""),
    "days_since(^)": (OF_DATE, ""),
    "days_since(^not)": (OF_DATE, ""),
    "days_since(d)^": (f"expected a comparison after `days_since(...)`, {ENDS}", ""),
    "days_since(d) ^and a": ("expected a comparison after `days_since(...)`, not `and`", ""),
    "days_since(d) > ^1.5": (WHOLE_DAYS, ""),
    "days_since(d) > ^x": (WHOLE_DAYS, ""),
    "days_since(d) > ^2020-01-01": (WHOLE_DAYS, ""),
}


@pytest.mark.parametrize("marked", BAD)
def test_bad(marked):
    with pytest.raises(ConditionError) as caught:
        parse(marked.replace("^", ""))
    error = caught.value
    assert (error.offset, error.message, error.hint) == (marked.index("^"), *BAD[marked])


def test_a_term_that_is_missing():
    with pytest.raises(ConditionError) as caught:
        parse("a(")
    assert "``" not in caught.value.message
    assert caught.value.message.endswith(ENDS)


def test_depth_is_bounded():
    parse("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH)
    parse("not " * MAX_DEPTH + "a")
    for text, offset in (
        ("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1), MAX_DEPTH + 1),
        ("not " * (MAX_DEPTH + 1) + "a", 4 * (MAX_DEPTH + 1)),
        ("(" * 3000, MAX_DEPTH + 1),
    ):
        with pytest.raises(ConditionError) as caught:
            parse(text)
        assert caught.value.message == f"the condition is nested more than {MAX_DEPTH} deep"
        assert caught.value.offset == offset


def test_length_is_bounded():
    text = "a" + " " * (MAX_LENGTH - 1)
    parse(text)
    with pytest.raises(ConditionError) as caught:
        parse(text + " ")
    assert caught.value.message == f"the condition has {MAX_LENGTH + 1} characters; at most {MAX_LENGTH} are read"


def test_many_joined_conditions_are_not_deep():
    assert len(list(walk(parse(" and ".join(["a"] * 500))))) == 500


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p", (name("p", 0), True)),
        ("not p", (name("p", 4), False)),
        ("p(destination)", (name("p", 0, "destination"), True)),
        ("not p(destination)", (name("p", 4, "destination"), False)),
    ],
)
def test_heads(text, expected):
    assert parse_head(text) == expected


@pytest.mark.parametrize("text", ["p and q", "not not p", "p == x", "true", "destination == bound"])
def test_no_heads(text):
    with pytest.raises(ConditionError) as caught:
        parse_head(text)
    assert caught.value.message == "a rule concludes one name, or `not` and one name"


def test_names():
    assert parse_name("wishes(destination)") == name("wishes", 0, "destination")
    with pytest.raises(ConditionError, match="a plain name is expected here"):
        parse_name("not p")


def test_what_a_condition_mentions():
    condition = parse("a or not (b(third_state) == x and destination != bound) and days_since(c) > 1")
    assert [item.name for item in names(condition)] == ["a", "b", "c"]
    assert terms(condition) == {"third_state", "destination", "bound"}
