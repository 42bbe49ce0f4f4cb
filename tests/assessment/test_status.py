"""Statuses over all readings, what they turn on, duties and flags (semantics, sections 4 and 6)."""

from __future__ import annotations

import itertools

import pytest

from pow_options.assessment.model import Status
from pow_options.assessment.status import combined
from tests.assessment.asking import ask, codes, order, route, status
from tests.law.packs import instrument, question, rule, tiny

R, O, I, C, B = Status.REQUIRED, Status.OPEN, Status.OPEN_IF, Status.CONTESTED, Status.BARRED  # noqa: E741

# Section 6: barred under all is barred, under some contested, else the least favourable of
# required > open > open_if > contested.
COMBINED = {
    (B,): B,
    (R,): R,
    (O,): O,
    (I,): I,
    (C,): C,
    (B, R): C,
    (B, O): C,
    (B, I): C,
    (B, C): C,
    (R, O): O,
    (R, I): I,
    (R, C): C,
    (O, I): I,
    (O, C): C,
    (I, C): C,
    (R, O, I): I,
    (R, O, I, C): C,
    (R, O, B): C,
}


@pytest.mark.parametrize(("statuses", "expected"), COMBINED.items())
def test_combined(statuses, expected):
    for turned in itertools.permutations(statuses):
        assert combined(turned) is expected
        assert combined((*turned, turned[0])) is expected


ASKED = [question("one"), question("two")]


def reading(**parts: object) -> dict[str, object]:
    return {"reading": parts}


def test_a_reading_that_decides_whether_a_route_is_barred(tmp_path):
    pack = tiny(tmp_path, [rule("f", forbid=["stay"], **reading(one="x"))], questions=ASKED)
    free = ask(pack)
    assert status(free, "stay") == "contested"
    assert status(ask(pack, readings={"one": "x"}), "stay") == "barred"
    assert status(ask(pack, readings={"one": "y"}), "stay") == "open"
    # The option is shown by its better route, which turns on nothing.
    assert (free["UKR"].route, free["UKR"].turns_on) == ("free", ())


@pytest.mark.parametrize(
    ("rules", "expected", "turns"),
    [
        ([("f1", {"forbid": ["return"], **reading(one="x")})], "contested", ("one",)),
        ([("f1", {"forbid": ["return"], **reading(one="x", two="y")})], "contested", ("one", "two")),
        # barred either way: robust
        (
            [
                ("f1", {"forbid": ["return"], **reading(one="x")}),
                ("f2", {"forbid": ["return"], **reading(one="y")}),
            ],
            "barred",
            (),
        ),
        ([("o1", {"oblige": ["return"], **reading(two="x")})], "open", ("two",)),
        ([("q1", {"require": {"condition": "a", "on": ["return"]}, **reading(two=["x", "y"])})], "open_if", ()),
        ([("q1", {"require": {"condition": "a", "on": ["return"]}, **reading(two="x")})], "open_if", ("two",)),
    ],
)
def test_what_a_status_turns_on(tmp_path, rules, expected, turns):
    pack = tiny(tmp_path, [rule(name, **parts) for name, parts in rules], questions=ASKED)
    result = ask(pack)
    assert (str(result["PRK"].status), result["PRK"].turns_on) == (expected, turns)


def test_a_status_may_turn_on_two_questions_only_together(tmp_path):
    # Barred where the positions agree: from every world a change of either one changes the status.
    rules = [
        rule("f1", forbid=["return"], **reading(one="x", two="x")),
        rule("f2", forbid=["return"], **reading(one="y", two="y")),
    ]
    assert ask(tiny(tmp_path, rules, questions=ASKED))["PRK"].turns_on == ("one", "two")


def test_an_override_under_a_reading(tmp_path):
    rules = [
        rule("f", forbid=["return"], over=[{"rule": "law-o", "reading": {"one": "x"}}]),
        rule("o", oblige=["return"], over=[{"rule": "law-f", "reading": {"one": "y"}}]),
    ]
    pack = tiny(tmp_path, rules, questions=ASKED)
    assert status(ask(pack, readings={"one": "x"}), "return") == "barred"
    assert status(ask(pack, readings={"one": "y"}), "return") == "required"
    assert status(ask(pack), "return") == "contested"


# --- duties ---------------------------------------------------------------------------------------


def test_a_standing_oblige_is_a_duty_whatever_the_status(tmp_path):
    rules = [
        rule("o", oblige=["return", "handover", "travel", "free"]),
        rule("f", forbid=["return"], over=["o"]),
        rule("q", require={"condition": "a", "on": ["handover"]}),
        rule("g", forbid=["travel"]),
        rule("e", when="b", excuse=["free"], over=["o"]),
    ]
    pack = tiny(tmp_path, rules)
    result = ask(pack)
    assert (status(result, "return"), status(result, "handover")) == ("barred", "open_if")
    assert (status(result, "travel"), status(result, "free")) == ("contested", "required")
    duties = {name: route(result, name).duty for name in ("return", "handover", "travel", "free")}
    found = {name: (duty.rule, duty.suspended_by) for name, duty in duties.items() if duty is not None}
    assert found == {
        "return": ("law-o", ("law-f",)),  # suspended by what prevails over it
        "handover": ("law-o", ()),  # required once asked
        "travel": ("law-o", ()),  # collides; nothing prevails
        "free": ("law-o", ()),
    }
    excused = ask(pack, {"b": True})
    assert route(excused, "free").duty is None
    assert status(excused, "free") == "open"
    assert route(result, "stay").duty is None


def test_duties_of_the_case(tmp_path):
    # A duty to do one of several is a `forbid` of the rest marked `duty: true` (section 3).
    rules = [
        rule("release", when="a", forbid=["stay", "transfer"], duty=True, says="{detaining_power} must release him"),
        rule("keep", when="b", permit=["stay", "transfer"], over=["release"]),
    ]
    pack = tiny(tmp_path, rules)
    result = ask(pack, {"a": True})
    assert [(duty.rule, duty.says) for duty in result.duties] == [("law-release", "Ukraine must release him")]
    assert {status(result, name) for name in ("stay", "transfer")} == {"barred"}
    assert all(r.status is not Status.REQUIRED for option in result.options for r in option.routes)
    assert ask(pack).duties == ()
    # "When it applies, its sentence is listed": a permit lifts what it bars on some routes, not the duty.
    assert [duty.rule for duty in ask(pack, {"a": True, "b": True}).duties] == ["law-release"]


def test_two_required_options_are_diagnosed(tmp_path):
    pack = tiny(tmp_path, [rule("o1", oblige=["free"]), rule("o2", oblige=["return"])])
    result = ask(pack)
    assert [str(result[name].status) for name in ("UKR", "PRK", "RUS", "KOR")] == [
        "required",
        "required",
        "open",
        "open",
    ]
    (note,) = result.diagnostics
    assert (note.code, note.says) == ("two_required", "more than one option is required: UKR, PRK")


def test_rival_duties(tmp_path):
    pack = tiny(tmp_path, [rule("o1", oblige=["free"]), rule("o2", when="a", oblige=["return"])])
    result = ask(pack)
    assert codes(result) == []
    assert {name: route(result, name).rival_duty for name in ("free", "stay", "return", "travel")} == {
        "free": (),
        "stay": (),
        "return": ("law-o1",),
        "travel": ("law-o1",),
    }
    both = ask(pack, {"a": True})
    assert route(both, "free").rival_duty == ("law-o2",)
    assert route(both, "return").rival_duty == ("law-o1",)
    assert route(both, "travel").rival_duty == ("law-o1", "law-o2")


def test_the_only_lawful_option(tmp_path):
    pack = tiny(
        tmp_path,
        [rule("f", forbid=["travel", "transfer", "return"]), rule("g", when="a", forbid=["handover", "stay"])],
    )
    one_left = ask(pack, {"a": True})
    assert codes(one_left) == ["only_lawful"]
    assert {o.id: o.only_lawful for o in one_left.options} == {
        "detaining_power": True,
        "third_state": False,
        "power_served": False,
        "state_of_origin": False,
    }
    assert not any(o.only_lawful for o in ask(pack, {"a": False}).options)


def test_every_option_barred(tmp_path):
    every = ["stay", "free", "travel", "transfer", "handover", "return"]
    result = ask(tiny(tmp_path, [rule("f", forbid=every)]))
    assert codes(result) == ["all_barred"]
    assert order(result) == ["detaining_power", "third_state", "power_served", "state_of_origin"]


# --- options of nobody, options in one ------------------------------------------------------------


def test_an_option_of_nobody_is_not_shown(tmp_path):
    result = ask(tiny(tmp_path), roles={"third_state": "none"})
    assert order(result) == ["detaining_power", "power_served", "state_of_origin"]
    assert codes(result) == ["not_applicable"]


def test_options_in_one(tmp_path):
    rules = [rule("o", when="destination == state_of_origin", oblige=["handover"])]
    result = ask(tiny(tmp_path, rules), roles={"state_of_origin": "RUS"})
    assert order(result) == ["power_served", "detaining_power", "third_state"]
    later = result["state_of_origin"]
    assert (later.distinct, later.same_as, later.rank) == (False, "power_served", 1)
    assert (later.status, later.route) == (Status.REQUIRED, "handover")
    assert [r.id for r in later.routes] == ["handover", "return"]
    assert codes(result) == ["coincides"]
    # Coinciding options are one: they are no rivals, and not two required ones.
    assert route(result, "return").rival_duty == ()


def test_collisions_of_conclusions_are_told(tmp_path):
    from tests.law.packs import conclusion  # noqa: PLC0415

    rules = [rule("yes", conclude="p"), rule("no", when="a", conclude="not p"), rule("f", when="p", forbid=["stay"])]
    pack = tiny(tmp_path, rules, conclusions={"p": conclusion()})
    (note,) = ask(pack, {"a": True}).diagnostics
    assert note.code == "collision"
    assert note.says == "conclusions collide, so neither is drawn: p (law-no, law-yes)"
    assert codes(ask(pack, {"a": False})) == []
    assert status(ask(pack, {"a": False}), "stay") == "barred"


def test_hypotheses_and_switches_are_told(tmp_path):
    pack = tiny(tmp_path, [rule("f", when="a", forbid=["stay"])])
    result = ask(pack, {"a": False}, assume={"a": True}, without=["law-f"])
    assert codes(result) == ["assumed", "switched_off"]
    assert result.assumed == {"a": "true"}
    assert status(result, "stay") == "open"
    assert status(ask(pack, {"a": False}, assume={"a": True}), "stay") == "barred"


def test_another_states_law_changes_no_status(tmp_path):
    own = instrument(
        "home",
        [
            {**rule("f", binds="KOR", forbid=["stay", "return"]), "id": "home-f"},
            {**rule("o", binds="KOR", oblige=["travel"]), "id": "home-o"},
        ],
        kind="domestic",
        state="KOR",
        in_force="2000-01-01",
    )
    result = ask(tiny(tmp_path, laws=[own]))
    assert {r.status for option in result.options for r in option.routes} == {Status.OPEN}
