"""The seriously wounded and sick: the one duty to send home during hostilities, and the one veto the text gives."""

from __future__ import annotations

import pytest

from tests.conformance.answers import (
    ELEMENTS,
    LATE,
    ORDINARY,
    SOLDIERS,
    ask,
    instrument,
    provisions,
    reasons,
    route,
    rules,
    safe,
    status,
)

GRAVE = {"medical_class": "direct_repatriation", "fit_to_travel": True}
home = pytest.mark.parametrize("name", ["handover", "return"])


@home
@pytest.mark.parametrize("wish", ["wants", "accepts", "none"])
def test_a_prisoner_of_the_gravest_class_must_be_sent_home(name, wish):
    # issue; ihl.md 2.11; GC III Arts. 109(1), 110(1). Asked: he wants it, accepts it, or stated no preference.
    result = ask(ORDINARY, assume={**GRAVE, "wishes:RUS": wish})
    assert status(result, name) == "required"
    assert ("gc3", "Art. 109(1)") in provisions(reasons(result, name, "oblige"))


@home
def test_if_he_refuses_he_may_not_be(name):
    # issue; ihl.md 2.12, 6.1; GC III Art. 109(3): express, no risk has to be shown; precedents.md, point 3.
    result = ask(ORDINARY, assume={**GRAVE, "wishes:RUS": "refuses"})
    assert status(result, name) == "barred"
    assert ("gc3", "Art. 109(3)") in provisions(reasons(result, name, "forbid"))
    duty = route(result, name).duty
    assert duty is not None
    assert (duty.rule, duty.suspended_by) == ("gc3-109-1", ("gc3-109-3",))


@pytest.mark.parametrize("position", ["forbids", "discretion", "only_with_risk", "irrelevant"])
@pytest.mark.parametrize("article_118", ["yields", "ihl_absolute", "displaces"])
def test_the_veto_holds_under_every_reading_of_will_and_of_article_118(position, article_118):
    # precedents.md, point 3: "Under Art. 109(3) the wish decides even on the strictest text".
    result = ask(
        ORDINARY,
        assume={**GRAVE, "wishes:RUS": "refuses"},
        readings={"will": position, "article_118": article_118},
    )
    assert status(result, "return") == "barred"


@home
def test_he_is_not_sent_home_to_a_risk(name):
    # issue: "not at risk"; ihl.md 6.2: non-refoulement over 109(1). His wish to go was never verified here.
    unverified = {f"{element}:RUS": "unknown" for element in ELEMENTS}
    result = ask(ORDINARY, assume={**GRAVE, **unverified, "risk_within_torture:RUS": True})
    assert status(result, name) == "barred"
    duty = route(result, name).duty
    assert duty is not None
    assert duty.rule == "gc3-109-1"
    suspended_by = {instrument(rule) for rule in duty.suspended_by}
    assert suspended_by == {"cat", "iccpr", "echr", "custom_non_refoulement", "practice_118"}


@home
def test_if_nobody_asked_him_the_duty_is_shown_and_the_route_waits(name):
    # issue; precedents.md, point 15: "not asking a man does not end the duty owed to him"; ihl.md 5, will: unknown.
    result = ask(ORDINARY, assume={**GRAVE, "wishes:RUS": "unknown"})
    found = route(result, name)
    assert found.status == "open_if"
    assert found.duty is not None
    assert (found.duty.rule, found.duty.suspended_by) == ("gc3-109-1", ())
    (veto,) = [item for item in found.conditions if item.rule == "gc3-109-3"]
    assert "wishes(RUS)" in {fact.fact for fact in veto.facts}


@home
def test_a_wish_heard_by_the_captor_alone_is_no_answer(name):
    # precedents.md, point 15: "A wish recorded only by the captor proves nothing; and not asking a man does not end the
    # duty owed to him".
    alone = {"wish_independent:RUS": False, "wish_private:RUS": False}
    found = route(ask(ORDINARY, assume={**GRAVE, **alone}), name)
    assert found.status == "open_if"
    assert found.duty is not None
    assert found.duty.rule == "gc3-109-1"


@home
@pytest.mark.parametrize(
    "change",
    [
        {"fit_to_travel": False},
        {"medical_class": "none"},
        {"medical_class": "neutral_accommodation"},
    ],
)
def test_no_duty_where_he_is_not_fit_or_not_of_the_class(name, change):
    # ihl.md 2.11: 110(1) class, fit to travel (109(1)); 2.13: 110(2) is another class; 2.16: no
    # duty for the able-bodied. Who is not fit is not sent on the journey either: GC III Arts. 47(1), 109(1), 119(1),
    # ihl.md 2.9 ("sick not moved if it endangers recovery") and 5 (`fit_to_travel`: no transfer).
    result = ask(ORDINARY, assume={**GRAVE, **change})
    assert status(result, name) == ("barred" if change.get("fit_to_travel") is False else "open")
    assert route(result, name).duty is None


@home
@pytest.mark.parametrize("proceedings", ["pending", "sentenced"])
def test_return_of_a_prisoner_under_trial_waits_for_the_detaining_power(name, proceedings):
    # ihl.md 2.10; GC III Art. 115(2): during hostilities only if the Detaining Power consents.
    result = ask(ORDINARY, assume={**GRAVE, "criminal_proceedings": proceedings})
    assert status(result, name) == "open"
    assert route(result, name).duty is None
    assert ("gc3", "Art. 115(2)") in provisions(reasons(result, name, "excuse"))


@home
def test_the_class_gives_no_duty_after_hostilities(name):
    # ihl.md 2.11: a duty of Part IV Section I, "throughout the duration of hostilities"; 118 takes over (2.16).
    result = ask(ORDINARY, assume={**GRAVE, "hostilities": "ceased"})
    duty = route(result, name).duty
    assert duty is not None
    assert duty.rule == "gc3-118-1-repatriation"


@pytest.mark.parametrize("soldier", SOLDIERS)
def test_the_wounded_soldier_is_not_sent_to_the_dprk(soldier):
    # ihl.md 2.11 "subject to 2.12", 6.1, 6.2; human-rights memo C3: 109(3) "independently FORBIDS".
    result = ask(soldier, as_of=LATE, assume=GRAVE)
    found = route(result, "return")
    assert found.status == "barred"
    assert {instrument(i.rule) for i in reasons(result, "return", "forbid")} >= {"gc3", "cat", "iccpr", "echr"}
    assert found.duty is not None
    assert found.duty.rule == "gc3-109-1"


@pytest.mark.parametrize("soldier", SOLDIERS)
def test_the_wounded_soldiers_veto_needs_no_risk(soldier):
    # ihl.md 2.12: "No risk showing needed"; here every risk is judged away and his refusal alone decides.
    assume = {**GRAVE, **safe("PRK"), "onward_to_power_served:PRK": False}
    result = ask(soldier, as_of=LATE, assume=assume)
    assert status(result, "return") == "barred"
    assert rules(reasons(result, "return", "forbid")) >= {"gc3-109-3"}
    assert "cat" not in {instrument(item.rule) for item in reasons(result, "return", "forbid")}


@pytest.mark.parametrize("soldier", SOLDIERS)
def test_the_duty_to_send_the_wounded_home_is_owed_to_his_own_country(soldier):
    # ihl.md 2.4, 2.11: 109(1) says "their own country", closer to origin than to the side served.
    for reading in ("forces", "side", "nationality"):
        result = ask(soldier, as_of=LATE, assume=GRAVE, readings={"power_depended_on": reading})
        assert route(result, "handover").duty is None


@pytest.mark.parametrize(("reading", "expected"), [("opposes", "contested"), ("forbids", "barred")])
def test_the_able_bodied_who_refuse_during_hostilities(reading, expected):
    # ihl.md 2.12 "Contested: does it protect the able-bodied?"; semantics 6: default opposes only. What is left then is
    # the unsettled question what a refusal does.
    result = ask(ORDINARY, assume={"wishes:RUS": "refuses"}, readings={"article_109_3": reading})
    assert status(result, "handover") == expected
    if reading == "opposes":
        assert ("gc3", "Art. 109(3), by analogy") in provisions(reasons(result, "handover", "oppose"))


def test_accommodation_in_a_neutral_country_for_health():
    # ihl.md 2.13; GC III Arts. 109(2), 110(2): agreement of Detaining Power and neutral, "without the intervention"
    # of the Power depended on. The bar on risk is tested there as everywhere.
    assume = {
        "medical_class": "neutral_accommodation",
        "neutral:KOR": True,
        "accommodation_agreed:KOR": True,
        "power_consents": False,
    }
    result = ask(SOLDIERS[0], as_of=LATE, assume=assume)
    assert status(result, "neutral_accommodation") == "open_if"
    assert "gc3-109-2-health" in rules(reasons(result, "neutral_accommodation", "permit"))
    # Without a ground of health, nor any other agreement, nothing lets him be held there.
    able = ask(SOLDIERS[0], as_of=LATE, assume={**assume, "medical_class": "none"})
    assert status(able, "neutral_accommodation") == "barred"
