"""What ranges where: coinciding roles, roles of nobody, overrides where instances meet (semantics, 1 and 4)."""

from __future__ import annotations

from datetime import date

import pytest

from pow_options.grounding import TooManyWorldsError, ground, inputs, still_possible, worlds
from pow_options.reasoning import enabled, excluded, position
from tests.law.packs import ROLES, conclusion, fact, question, rule, tiny

DAY = date(2026, 1, 1)
PER_STATE = {"p": conclusion(per_state=True), "q": conclusion()}


def grounded(tmp_path, rules, roles=None, **parts):
    given = {"conclusions": PER_STATE, **{k: v for k, v in parts.items() if k not in {"without", "assumed"}}}
    pack = tiny(tmp_path, rules, **given)
    kept = {k: v for k, v in parts.items() if k in {"without", "assumed"}}
    return ground(pack, {**ROLES, **(roles or {})}, law_on=DAY, as_of=DAY, **kept)


def ids(found):
    return sorted(found.instances)


# --- options --------------------------------------------------------------------------------------


def options(found):
    return {o.option.id: (o.state, o.routes, o.same_as) for o in found.options}


def test_four_options_apart(tmp_path):
    assert options(grounded(tmp_path, [])) == {
        "detaining_power": ("UKR", ("stay", "free"), None),
        "third_state": ("KOR", ("travel", "transfer"), None),
        "power_served": ("RUS", ("handover",), None),
        "state_of_origin": ("PRK", ("return",), None),
    }


def test_where_roles_coincide_the_earlier_option_keeps_the_routes_of_all(tmp_path):
    found = grounded(tmp_path, [], {"state_of_origin": "RUS"})
    assert options(found)["power_served"] == ("RUS", ("handover", "return"), None)
    assert options(found)["state_of_origin"] == ("RUS", (), "power_served")
    assert {r.destination for r in (found.routes["handover"], found.routes["return"])} == {"RUS"}


def test_three_roles_in_one(tmp_path):
    found = grounded(tmp_path, [], {"third_state": "RUS", "state_of_origin": "RUS"})
    assert options(found)["third_state"] == ("RUS", ("travel", "transfer", "handover", "return"), None)
    assert options(found)["power_served"][2] == options(found)["state_of_origin"][2] == "third_state"


def test_an_option_of_nobody_is_not_applicable(tmp_path):
    found = grounded(tmp_path, [rule("f", forbid=["travel", "stay"])], {"third_state": "none"})
    assert options(found)["third_state"] == ("none", (), None)
    assert not found.options[1].applicable
    assert "travel" not in found.routes
    assert ids(found) == ["law-f@stay"]


def test_two_options_of_nobody_do_not_coincide(tmp_path):
    found = grounded(tmp_path, [], {"third_state": "none", "power_served": "none"})
    assert [o.same_as for o in found.options] == [None] * 4


# --- rules ----------------------------------------------------------------------------------------


def test_once_for_each_route(tmp_path):
    found = grounded(
        tmp_path, [rule("f", forbid=["stay", "return"]), rule("q", require={"condition": "a", "on": ["free"]})]
    )
    assert ids(found) == ["law-f@return", "law-f@stay", "law-q@free"]
    assert found.instances["law-f@return"].destination == "PRK"


def test_a_conclusion_about_the_destination_is_drawn_for_each_distinct_state(tmp_path):
    rules = [
        rule("head", conclude="p(destination)"),
        rule("when", when="admits(destination)", conclude="q"),
        rule("once", when="a", conclude="q"),
        rule("role", conclude="p(third_state)"),
    ]
    found = grounded(tmp_path, rules, {"state_of_origin": "RUS", "third_state": "none"})
    assert ids(found) == ["law-head@RUS", "law-head@UKR", "law-once", "law-when@RUS", "law-when@UKR"]
    assert sorted(found.theory.derived) == ["p(RUS)", "p(UKR)", "q"]


def test_comparisons_between_roles_drop_an_instance(tmp_path):
    rules = [
        rule("same", when="destination == state_of_origin and a", forbid=["handover", "return", "stay"]),
        rule("differ", when="destination != bound", forbid=["stay", "return"]),
        rule("or", when="destination == bound or a", forbid=["stay", "return"]),
    ]
    assert ids(grounded(tmp_path / "1", rules)) == [
        "law-differ@return",
        "law-or@return",
        "law-or@stay",
        "law-same@return",
    ]
    coinciding = grounded(tmp_path / "2", rules, {"state_of_origin": "RUS"})
    assert "law-same@handover" in coinciding.instances


def test_a_fact_of_nobody_drops_an_instance(tmp_path):
    rules = [
        rule("f", when="a and admits(third_state)", forbid=["stay"]),
        rule("g", when="a", forbid=["stay"]),
    ]
    assert ids(grounded(tmp_path / "1", rules)) == ["law-f@stay", "law-g@stay"]
    assert ids(grounded(tmp_path / "2", rules, {"third_state": "none"})) == ["law-g@stay"]


def test_a_rule_switched_off_stays_to_be_shown(tmp_path):
    found = grounded(tmp_path, [rule("f", forbid=["stay"])], without=frozenset(("law-f",)))
    assert found.instances["law-f@stay"].switched_off
    assert not found.instances["law-f@stay"].on
    assert found.instances["law-f@stay"].not_binding is None


# --- overrides ------------------------------------------------------------------------------------


def test_overrides_hold_where_instances_meet(tmp_path):
    rules = [
        rule("p", permit=["stay", "travel"], over=["f"]),
        rule("f", forbid=["stay", "return"]),
        rule("yes", conclude="p(destination)", over=["no", "origin"]),
        rule("no", when="admits(destination)", conclude="not p(destination)"),
        rule("origin", conclude="not p(state_of_origin)"),
    ]
    found = grounded(tmp_path, rules)
    assert {(s.superior, s.inferior) for s in found.superiors} == {
        ("law-p@stay", "law-f@stay"),
        *((f"law-yes@{state}", f"law-no@{state}") for state in ("UKR", "RUS", "PRK", "KOR")),
        ("law-yes@PRK", "law-origin"),
    }
    assert {(o.superior, o.inferior) for o in found.theory.overrides} == {
        (s.superior, s.inferior) for s in found.superiors
    }


def test_where_roles_coincide_more_instances_meet(tmp_path):
    rules = [
        rule("served", conclude="p(power_served)", over=["origin"]),
        rule("origin", conclude="not p(state_of_origin)"),
    ]
    assert grounded(tmp_path / "1", rules).superiors == ()
    assert len(grounded(tmp_path / "2", rules, {"state_of_origin": "RUS"}).superiors) == 1


# --- worlds and inputs ----------------------------------------------------------------------------

ASKED = [question("one", ("x", "y")), question("two", ("u", "v", "w")), question("three", ("x", "y"), "y")]


def test_worlds_are_all_combinations_of_unsettled_positions(tmp_path):
    pack = tiny(tmp_path, questions=ASKED)
    space = worlds(pack, {})
    assert space.chosen == {"one": "unsettled", "two": "unsettled", "three": "y"}
    assert space.open_questions == ("one", "two")
    assert space.combinations == (("x", "u"), ("x", "v"), ("x", "w"), ("y", "u"), ("y", "v"), ("y", "w"))
    assert space.full == 0b111111
    assert space.holding("one", "x") == 0b000111
    assert space.holding("two", "v") == 0b010010
    assert (space.holding("three", "y"), space.holding("three", "x")) == (space.full, 0)


def test_a_chosen_position_closes_a_question_and_unsettled_opens_it(tmp_path):
    pack = tiny(tmp_path, questions=ASKED)
    assert worlds(pack, {"one": "x", "two": "w"}).combinations == ((),)
    wider = worlds(pack, {"three": "unsettled"})
    assert set(wider.open_questions) == {"one", "two", "three"}
    assert len(set(wider.combinations)) == 12


def test_too_many_worlds(tmp_path):
    pack = tiny(tmp_path, questions=[question(f"q{n}") for n in range(17)])
    with pytest.raises(TooManyWorldsError, match="131072 combinations; at most 65536"):
        worlds(pack, {})
    assert len(worlds(pack, {"q0": "x"}).combinations) == 1 << 16


def test_inputs_one_bit_for_each_world(tmp_path):
    pack = tiny(
        tmp_path,
        [rule("f", when="a and level == low", forbid=["stay"]), rule("g", reading={"one": "x"}, forbid=["free"])],
        facts={"level": fact("enum")},
        questions=ASKED[:1],
    )
    found = ground(pack, ROLES, law_on=DAY, as_of=DAY, without=frozenset(("law-g",)))
    possible = still_possible(found, {}, {})
    assert possible == {"a": {"true", "false"}, "level": {"low", "mid", "high"}}
    given = inputs(found, {**possible, "level": frozenset(("low", "mid"))}, worlds(pack, {}))
    assert given[excluded("level", "high")] == 0b11
    assert given[excluded("level", "low")] == given[excluded("a", "true")] == 0
    assert (given[position("one", "x")], given[position("one", "y")]) == (0b01, 0b10)
    assert (given[enabled("law-f@stay")], given[enabled("law-g@free")]) == (0b11, 0)
