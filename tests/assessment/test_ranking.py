"""The order of options and why (semantics, section 5)."""

from __future__ import annotations

import pytest

from pow_options.assessment.ranking import Mark, decide
from tests.assessment.asking import ask, order, route
from tests.law.packs import STATUS_CLASSES, Json, conclusion, fact, rule, tiny

WISHES = {
    **fact("enum", per_state=True, changes=True),
    "values": {value: value for value in ("wants", "accepts", "none", "refuses")},
}
VERIFIED = {"verified": conclusion(per_state=True), "risk": conclusion(per_state=True)}
WORDS = {"wishes": WISHES, "checked": fact(per_state=True), "danger": fact(per_state=True)}
RULES = [
    rule(
        "verified",
        when="wishes(destination) in [wants, accepts] and checked(destination)",
        conclude="verified(destination)",
    ),
    rule("risk", when="danger(destination)", conclude="risk(destination)"),
    rule("none", when="not danger(destination)", conclude="not risk(destination)"),
]
LIMITS = [
    {"values": ["wants", "accepts"], "unless_route": {"custodial": True}},
    {"values": ["wants", "accepts"], "on_routes": ["handover", "return"], "only_if": "verified(destination)"},
]
WISH_CLASSES = [["wants"], ["accepts"], ["none", "unknown", "disputed"], ["refuses"]]
# The ten criteria of section 5.
CRITERIA: list[Json] = [
    {"id": "lawfulness", "measure": "status", "classes": STATUS_CLASSES},
    {"id": "reach", "measure": "reach", "classes": [["in", "unknown"], ["out"]]},
    {"id": "wish", "measure": "value", "of": "wishes(destination)", "classes": WISH_CLASSES, "counts": LIMITS},
    {"id": "readiness", "measure": "readiness", "classes": [["nothing_missing"], ["unknown_only"], ["some_false"]]},
    {
        "id": "safety",
        "measure": "value",
        "of": "risk(destination)",
        "classes": [["false"], ["unknown", "disputed"], ["true"]],
    },
    {"id": "lasting", "measure": "route_field", "of": "lasting", "classes": [["true"], ["false"]]},
    {"id": "undo", "measure": "route_field", "of": "undo", "classes": [["fully"], ["partly"], ["never"]]},
    {"id": "missing", "measure": "missing_count"},
    {"id": "reasons", "measure": "reasons", "classes": [["support_only"], ["none", "mixed"], ["oppose_only"]]},
    {"id": "table_order", "measure": "table_order"},
]
NAMES = {"UKR": "detaining_power", "KOR": "third_state", "RUS": "power_served", "PRK": "state_of_origin"}


def packed(tmp_path, *rules, **parts):
    criteria = [{**item, "says": "stands higher"} for item in CRITERIA]
    return tiny(tmp_path, [*RULES, *rules], facts=WORDS, conclusions=VERIFIED, criteria=criteria, **parts)


def decided(result, above, below):
    """The criterion that puts one State above the next."""
    found = [r.criterion for r in result.ranking if (r.above, r.below) == (NAMES[above], NAMES[below])]
    assert found, f"{above} does not stand just above {below}: {order(result)}"
    return found[0]


def test_the_first_difference_decides():
    def marks(*places):
        return [Mark(place, str(place)) for place in places]

    assert decide(marks(0, 0, 3), marks(1, 0, 0)) == 0
    assert decide(marks(0, 1, 3), marks(0, 2, 0)) == 1
    assert decide(marks(0, 1, 0), marks(0, 1, 1)) == 2
    assert decide(marks(0, 0), marks(0, 0)) == 1  # the last, the order of the table


def test_by_table_order_alone(tmp_path):
    # travel and free both free him for good; return and handover cannot be undone.
    result = ask(packed(tmp_path))
    assert order(result) == ["detaining_power", "third_state", "power_served", "state_of_origin"]
    assert [r.criterion for r in result.ranking] == ["table_order", "undo", "table_order"]
    assert [option.rank for option in result.options] == [1, 2, 3, 4]
    assert (result["UKR"].route, result["KOR"].route) == ("free", "travel")


def test_lawfulness(tmp_path):
    rules = [
        rule("f", forbid=["free", "stay"]),
        rule("o", oblige=["return"]),
        rule("q", require={"condition": "a", "on": ["travel", "transfer"]}),
        rule("g", forbid=["handover"]),
        rule("h", oblige=["handover"]),
    ]
    result = ask(packed(tmp_path, *rules))
    assert order(result) == ["state_of_origin", "third_state", "power_served", "detaining_power"]
    assert [r.criterion for r in result.ranking] == ["lawfulness"] * 3


def test_open_and_open_if_tie_in_lawfulness(tmp_path):
    rules = [rule("q", require={"condition": "a", "on": ["free", "stay"]})]
    # Readiness decides, not lawfulness.
    assert decided(ask(packed(tmp_path, *rules)), "PRK", "UKR") == "readiness"


def test_a_refusal_to_admit_is_out_of_reach_and_no_less_lawful(tmp_path):
    pack = packed(tmp_path)
    result = ask(pack, {"admits(KOR)": False})
    assert route(result, "travel").status == "open"
    assert (route(result, "travel").reach, route(result, "free").reach) == ("out", "in")
    assert order(result)[-1] == "third_state"
    assert decided(result, "PRK", "KOR") == "reach"
    # In reach and not known tie.
    for known in ({}, {"admits(KOR)": True}):
        assert ask(pack, known).ranking[0].criterion == "table_order"


# --- wishes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [("wants", "accepts"), ("accepts", "none"), ("accepts", None), ("none", "refuses"), (None, "refuses")],
)
def test_wishes_in_order(tmp_path, first, second):
    facts = {"wishes(KOR)": first, "wishes(UKR)": second}
    result = ask(packed(tmp_path), {key: value for key, value in facts.items() if value is not None})
    assert decided(result, "KOR", "UKR" if second != "refuses" else "RUS") in {"wish", "undo"}
    assert order(result).index("third_state") < order(result).index("detaining_power")


def test_none_and_unknown_tie(tmp_path):
    assert decided(ask(packed(tmp_path), {"wishes(KOR)": "none"}), "UKR", "KOR") == "table_order"


def test_a_wish_to_be_somewhere_is_no_wish_to_be_locked_up_there(tmp_path):
    # Only custody is lawful in the ROK: the wish for it does not count on that route.
    pack = packed(tmp_path, rule("f", forbid=["travel"]))
    result = ask(pack, {"wishes(KOR)": "wants"})
    assert result["KOR"].route == "transfer"
    assert decided(result, "UKR", "RUS") == "undo"
    assert decided(result, "PRK", "KOR") == "lasting"
    # A wish to stay attaches to release, not to internment, although nothing else tells the two apart here.
    pack = packed(
        tmp_path / "2",
        routes={
            "stay": ("detaining_power", {"custodial": True}),
            "free": ("detaining_power", {}),
            "travel": ("third_state", {}),
            "handover": ("power_served", {}),
            "return": ("state_of_origin", {}),
        },
    )
    assert ask(pack)["UKR"].route == "stay"
    assert ask(pack, {"wishes(UKR)": "wants"})["UKR"].route == "free"


def test_a_refusal_counts_on_all_routes_of_that_state(tmp_path):
    pack = packed(tmp_path, rule("f", forbid=["travel"]))
    result = ask(pack, {"wishes(KOR)": "refuses"})
    assert result["KOR"].route == "transfer"
    assert decided(result, "PRK", "KOR") == "wish"


@pytest.mark.parametrize("state", ["RUS", "PRK"])
def test_a_wish_to_go_back_counts_only_when_verified(tmp_path, state):
    pack = packed(tmp_path)
    wish = {f"wishes({state})": "wants"}
    for unverified in ({}, {f"checked({state})": False}):
        assert order(ask(pack, {**wish, **unverified}))[0] == "detaining_power"
    result = ask(pack, {**wish, f"checked({state})": True})
    assert order(result)[0] == NAMES[state]
    assert decided(result, state, "UKR") == "wish"
    # A refusal needs no verification.
    assert order(ask(pack, {f"wishes({state})": "refuses"}))[-1] == NAMES[state]


def test_a_wish_for_release_and_travel_needs_no_verification_to_count(tmp_path):
    result = ask(packed(tmp_path), {"wishes(KOR)": "wants"})
    assert decided(result, "KOR", "UKR") == "wish"


# --- what is missing, risk, reasons ---------------------------------------------------------------


def test_readiness(tmp_path):
    rules = [
        rule("q1", require={"condition": "a", "on": ["free", "stay"]}),
        rule("q2", require={"condition": "b", "on": ["travel", "transfer"]}),
    ]
    pack = packed(tmp_path, *rules)
    result = ask(pack, {"a": False})
    # nothing missing > unknown only > some false
    assert order(result) == ["power_served", "state_of_origin", "third_state", "detaining_power"]
    assert [r.criterion for r in result.ranking] == ["table_order", "readiness", "readiness"]
    assert ask(pack, {"a": False, "b": False}).ranking[-1].criterion == "table_order"


def test_a_requirement_that_may_not_apply_is_not_false(tmp_path):
    rules = [
        rule("q1", when="u", require={"condition": "a", "on": ["free", "stay"]}),
        rule("q2", require={"condition": "b", "on": ["travel", "transfer"]}),
    ]
    result = ask(packed(tmp_path, *rules), {"a": False})
    assert decided(result, "UKR", "KOR") == "table_order"


def test_safety(tmp_path):
    result = ask(packed(tmp_path), {"danger(UKR)": True, "danger(PRK)": False})
    assert order(result) == ["state_of_origin", "third_state", "power_served", "detaining_power"]
    assert [r.criterion for r in result.ranking] == ["safety", "undo", "safety"]


def test_fewer_missing_conditions(tmp_path):
    rules = [
        rule("q1", require={"condition": "a", "on": ["free", "stay", "travel", "transfer"]}),
        rule("q2", require={"condition": "b", "on": ["free", "stay"]}),
    ]
    assert decided(ask(packed(tmp_path, *rules)), "KOR", "UKR") == "missing"


@pytest.mark.parametrize(
    ("verbs", "first", "criterion"),
    [
        ({"support": ["travel"]}, "KOR", "reasons"),
        ({"oppose": ["free"]}, "KOR", "reasons"),
        ({"oppose": ["travel"]}, "UKR", "reasons"),
        ({"support": ["travel"], "oppose": ["travel"]}, "UKR", "table_order"),  # mixed counts as none
        ({"support": ["free", "travel"]}, "UKR", "table_order"),
    ],
)
def test_reasons(tmp_path, verbs, first, criterion):
    rules = [rule(verb, **{verb: routes}) for verb, routes in verbs.items()]
    second = "UKR" if first == "KOR" else "KOR"
    assert decided(ask(packed(tmp_path, *rules)), first, second) == criterion


def test_a_reason_that_is_refuted_does_not_count(tmp_path):
    result = ask(packed(tmp_path, rule("s", when="a", support=["travel"])), {"a": False})
    assert decided(result, "UKR", "KOR") == "table_order"


@pytest.mark.parametrize("verbs", [{"support": ["travel"]}, {"oppose": ["free"]}])
def test_a_reason_that_is_not_established_does_not_count(tmp_path, verbs):
    # `when` must be established (section 3), and only what applies is a reason.
    result = ask(packed(tmp_path, rule("s", when="a", **verbs)))
    assert decided(result, "UKR", "KOR") == "table_order"


def test_each_adjacent_pair_has_one_sentence(tmp_path):
    result = ask(packed(tmp_path), {"wishes(KOR)": "wants", "wishes(RUS)": "refuses"})
    assert len(result.ranking) == 3
    assert [(r.above, r.below) for r in result.ranking] == [
        ("third_state", "detaining_power"),
        ("detaining_power", "state_of_origin"),
        ("state_of_origin", "power_served"),
    ]
    assert all(r.says for r in result.ranking)
