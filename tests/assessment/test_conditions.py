"""What a route waits for, on which facts, and whether its status is settled (semantics, sections 4 and 8)."""

from __future__ import annotations

import pytest

from tests.assessment.asking import ask, route, status
from tests.cases.writing import said
from tests.law.packs import conclusion, fact, rule, tiny

CONCLUSIONS = {"p": conclusion(per_state=True), "q": conclusion()}
WORDS = {"level": fact("enum"), "news": fact(per_state=True, who="somebody in {state}, or {detaining_power}")}


def waits(tmp_path, rules, facts=None, name="return", statements=()):
    pack = tiny(tmp_path, rules, conclusions=CONCLUSIONS, facts=WORDS)
    result = ask(pack, facts, *statements)
    found = route(result, name).conditions
    return {item.rule: (item.condition, {f.fact: f.value for f in item.facts}) for item in found}


def require(name, condition, *on, **parts):
    return rule(name, require={"condition": condition, "on": list(on) or ["return"]}, **parts)


def test_unknown_and_false_facts_of_a_requirement(tmp_path):
    rules = [require("r", "a and b and news(destination)")]
    assert waits(tmp_path, rules, {"a": True, "b": False}) == {
        "law-r": ("a and b and news(PRK)", {"b": "false", "news(PRK)": "unknown"})
    }


def test_who_can_answer(tmp_path):
    pack = tiny(tmp_path, [require("r", "news(destination)")], facts=WORDS)
    (condition,) = route(ask(pack), "return").conditions
    assert condition.facts[0].who == "somebody in the DPRK, or Ukraine"
    assert condition.says == "it is r"


def test_a_disputed_fact_is_shown_as_such(tmp_path):
    statements = [said("one", "a", True, "B2"), said("two", "a", False, "B2")]
    assert waits(tmp_path, [require("r", "a")], statements=statements) == {"law-r": ("a", {"a": "disputed"})}


def test_values_left_open_are_shown(tmp_path):
    statements = [said("one", "level", ["mid", "low"])]
    found = waits(tmp_path, [require("r", "level == low")], statements=statements)
    assert found == {"law-r": ("level == low", {"level": "low or mid"})}


def test_what_is_met_or_does_not_apply_is_not_listed(tmp_path):
    rules = [require("met", "a"), require("not_applicable", "b", when="u"), require("duty", "b")]
    rules[2]["require"]["timing"] = "throughout"
    assert waits(tmp_path, rules, {"a": True, "u": False}) == {}


def test_a_prohibition_that_may_apply_is_a_condition_of_a_guarded_route_only(tmp_path):
    rules = [rule("f", when="u and news(destination)", forbid=["return", "free"])]
    assert waits(tmp_path / "1", rules) == {
        "law-f": ("not (u and news(PRK))", {"u": "unknown", "news(PRK)": "unknown"})
    }
    assert waits(tmp_path / "2", rules, {"u": True}) == {"law-f": ("not (u and news(PRK))", {"news(PRK)": "unknown"})}
    assert waits(tmp_path / "3", rules, {"u": False}) == {}
    assert waits(tmp_path / "4", rules, name="free") == {}


def test_the_facts_behind_a_conclusion(tmp_path):
    rules = [
        rule("c", when="u and not b", conclude="p(destination)"),
        rule("f", when="p(destination)", forbid=["return"]),
        require("r", "q"),
        rule("d", when="a and v", conclude="q"),
    ]
    found = waits(tmp_path, rules, {"a": True})
    assert found["law-f"] == ("not p(PRK)", {"b": "unknown", "u": "unknown"})
    assert found["law-r"] == ("q", {"v": "unknown"})


def test_conditions_stand_in_the_order_of_the_law(tmp_path):
    rules = [require("z", "a"), rule("m", when="u", forbid=["return"]), require("b", "b")]
    assert list(waits(tmp_path, rules)) == ["law-z", "law-m", "law-b"]


def test_a_condition_under_one_reading_is_listed(tmp_path):
    from tests.law.packs import question  # noqa: PLC0415

    pack = tiny(tmp_path, [require("r", "a", reading={"one": "x"})], questions=[question("one")])
    result = ask(pack)
    assert status(result, "return") == "open_if"
    assert [c.rule for c in route(result, "return").conditions] == ["law-r"]


# --- unknown and disputed facts that matter -------------------------------------------------------


def test_only_unknown_facts_that_can_still_matter_are_listed(tmp_path):
    rules = [
        rule("f", when="a and u", forbid=["return"]),
        rule("g", when="b and v", forbid=["return"]),
    ]
    result = ask(tiny(tmp_path, rules), {"a": False}, said("s", "v", True, "B2"), said("t", "v", False, "B2"))
    # u cannot matter where a is false; b and v can; whether anyone admits him is always asked.
    admits = ["admits(KOR)"]
    assert [name for name in result.unknown if not name.startswith("admits")] == ["b"]
    assert [name for name in result.unknown if name.startswith("admits")] == admits
    assert result.disputed == ("v",)


# --- settled --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "facts", "expected"),
    [
        ("a", {"a": True}, True),
        ("a", {"a": False}, True),
        ("a and b", {"a": False}, True),  # b cannot matter
        ("a", {}, False),  # if a is true, staying is barred
        ("a and not a", {}, None),  # no completion bars it, but the bounds do not show that
    ],
)
def test_settled(tmp_path, when, facts, expected):
    pack = tiny(tmp_path, [rule("f", when=when, forbid=["free", "stay"])])
    assert ask(pack, facts)["UKR"].settled is expected


EXCLUDED = [{"when": "a and b", "because": "they exclude each other"}]


def test_settled_looks_at_completions_within_never(tmp_path):
    # b is true, and a and b cannot hold together: no completion has a.
    rules = [rule("f", when="a", forbid=["free", "stay"]), rule("g", when="b", forbid=["handover"])]
    assert ask(tiny(tmp_path / "1", rules), {"b": True})["UKR"].settled is False
    assert ask(tiny(tmp_path / "2", rules, never=EXCLUDED), {"b": True})["UKR"].settled is not False


def test_settled_counts_facts_that_no_rule_reads(tmp_path):
    pack = tiny(tmp_path, [rule("f", when="a", forbid=["free", "stay"])], never=EXCLUDED)
    assert ask(pack, {"b": True})["UKR"].settled is not False


def test_an_option_is_settled_by_all_its_routes(tmp_path):
    # Section 8: an option is settled iff every completion gives it the status it has. If a turns out true, staying
    # is required, by the other route.
    pack = tiny(tmp_path, [rule("o", when="a", oblige=["free"])])
    assert str(ask(pack)["UKR"].status) == "open"
    assert str(ask(pack, {"a": True})["UKR"].status) == "required"
    assert ask(pack)["UKR"].settled is False


def test_an_option_may_be_settled_although_its_best_route_is_not(tmp_path):
    # Whatever a is, the other route is open, and so is the option.
    pack = tiny(tmp_path, [rule("f", when="a", forbid=["stay"])])
    assert {str(ask(pack, {"a": value})["UKR"].status) for value in (True, False)} == {"open"}
    assert ask(pack)["UKR"].settled is not False


def test_never_is_told_when_statements_break_it(tmp_path):
    result = ask(tiny(tmp_path, never=EXCLUDED), {"a": True}, said("s", "b", True))
    assert [(n.code, n.says) for n in result.diagnostics] == [
        ("never", "these facts cannot hold together: a, b (they exclude each other)")
    ]
