"""A Russian soldier held by Ukraine who wants to go home and runs no risk there: the rule without its exceptions."""

from __future__ import annotations

import pytest

from pow_options.assessment import Outcome
from tests.conformance.answers import (
    ORDINARY,
    ask,
    option,
    option_ids,
    provisions,
    reasons,
    route,
    rules,
    status,
)

CEASED = {"hostilities": "ceased"}


def test_his_own_state_and_the_power_he_served_are_one():
    # semantics 1: where roles coincide the options merge and the later is shown with `distinct: false`.
    result = ask(ORDINARY)
    shown = {item.id: (item.distinct, item.same_as) for item in result.options}
    assert shown["power_served"] == (True, None)
    assert shown["state_of_origin"] == (False, "power_served")
    assert "third_state" not in option_ids(result)


@pytest.mark.parametrize("name", ["handover", "return"])
def test_during_hostilities_he_may_go_home_and_need_not(name):
    # ihl.md 2.16, "Not triggered in H": no duty to send the able-bodied back; 2.8 and 2.22: permitted, not required.
    result = ask(ORDINARY)
    assert status(result, name) == "open"
    assert route(result, name).duty is None
    assert status(result, "internment") == "open"


def test_after_hostilities_his_own_state_is_required():
    # issue: "The ordinary prisoner's own State is then `required`"; ihl.md 2.16; GC III Art. 118(1); Rule 128(A).
    result = ask(ORDINARY, assume=CEASED)
    first = result.options[0]
    assert (first.state, first.status) == ("RUS", "required")
    assert ("gc3", "Art. 118(1), repatriation") in provisions(reasons(result, first.route, "oblige"))
    duty = route(result, first.route).duty
    assert duty is not None
    assert duty.rule == "gc3-118-1-repatriation"


def test_after_hostilities_the_other_options_show_the_rival_duty():
    # semantics 4: "If an option is required the others carry `rival_duty`".
    result = ask(ORDINARY, assume=CEASED)
    for item in option(result, "UKR").routes:
        assert item.rival_duty == ("gc3-118-1-repatriation",)
    assert not route(result, "handover").rival_duty


def test_after_hostilities_the_duty_stays_when_his_state_will_not_have_him():
    # precedents.md, point 14: refusal by the receiving Power makes the duty impossible, it does not extinguish it;
    # semantics 4, "Reach".
    result = ask(ORDINARY, assume={**CEASED, "admits:RUS": False})
    found = route(result, "handover")
    assert (found.status, found.reach) == ("required", "out")


@pytest.mark.parametrize(
    "missing",
    [
        "individual_assessment:RUS",
        "risk_within_torture:RUS",
        "risk_within_ill_treatment:RUS",
        "risk_within_execution:RUS",
        "risk_within_disappearance:RUS",
    ],
)
def test_forgetting_the_assessment_keeps_the_duty_and_closes_the_route(missing):
    # human-rights memo A0(4), F P2: an assessment not made, or a risk not judged, blocks; semantics 4: "Whatever the
    # status, a standing oblige is shown as `duty`". He wants to go, so whether a risk never judged would bar him turns
    # on what a verified wish does; it bars nothing yet, since nobody found it.
    result = ask(ORDINARY, assume={**CEASED, missing: "unknown"})
    found = route(result, "handover")
    assert found.status == "open_if"
    assert found.duty is not None
    assert found.duty.rule == "gc3-118-1-repatriation"


@pytest.mark.parametrize("ground", ["torture", "ill_treatment", "execution"])
def test_a_risk_found_suspends_the_duty(ground):
    # ihl.md 2.17, 6.2: non-refoulement over 118(1). His verified wish makes it contested (human-rights memo A9, both
    # readings; semantics 6); without one it is barred.
    risk = {**CEASED, f"risk_within_{ground}:RUS": True}
    assert status(ask(ORDINARY, assume=risk), "handover") == "contested"
    unwilling = ask(ORDINARY, assume={**risk, "wishes:RUS": "refuses"})
    assert status(unwilling, "handover") == "barred"
    duty = route(unwilling, "handover").duty
    assert duty is not None
    assert duty.suspended_by


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        ("forbids", "barred"),  # W1
        ("discretion", "open"),  # W2: the duty is excused, nothing forbids
        ("only_with_risk", "required"),  # W3: no risk is shown
        ("irrelevant", "required"),  # W4
        ("unsettled", "contested"),
    ],
)
def test_a_refusal_without_risk_is_answered_by_each_reading_in_its_way(reading, expected):
    # ihl.md 2.18, readings W1-W4; precedents.md, point 2 (KW-21US-1UK: will and no risk: contested).
    result = ask(ORDINARY, assume={**CEASED, "wishes:RUS": "refuses"}, readings={"will": reading})
    assert status(result, "handover") == expected
    if reading == "unsettled":
        assert option(result, "RUS").turns_on == ("will",)
    if reading == "discretion":
        lifted = reasons(result, "handover", "oblige", Outcome.LIFTED)
        assert rules(lifted) == {"gc3-118-1-repatriation"}


def test_who_was_not_asked_keeps_the_duty_and_the_route_waits():
    # precedents.md, point 15: "not asking a man does not end the duty owed to him"; ihl.md 5, will: never read silence
    # as consent.
    result = ask(ORDINARY, assume={**CEASED, "wishes:RUS": "unknown"})
    found = route(result, "handover")
    assert found.status == "open_if"
    assert found.duty is not None
    assert "wishes(RUS)" in {fact.fact for item in found.conditions for fact in item.facts}
