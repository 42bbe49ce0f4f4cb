"""Who may be held, on what ground, and until when: GC III Arts. 21, 118(1), 119(5), Rule 99, ICCPR Art. 9."""

from __future__ import annotations

import pytest

from pow_options.assessment import Outcome
from tests.conformance.answers import ORDINARY, SOLDIERS, ask, provisions, reasons, route, rules, status

CEASED = {"hostilities": "ceased"}
FAIR = {"independent_court": True, "defence_rights": True, "tried_as_own_forces": True}
everybody = pytest.mark.parametrize("prisoner", [*SOLDIERS, ORDINARY])


@everybody
@pytest.mark.parametrize("under_way", [None, "unknown", False])
def test_after_hostilities_internment_is_barred(prisoner, under_way):
    # issue; ihl.md 2.16 (release limb), 2.21: "Refusal to release when the reason has ended breaches the
    # ban on arbitrary detention"; GC III Art. 118(1), Rule 99, ICCPR Art. 9.
    assume = CEASED if under_way is None else {**CEASED, "release_under_way": under_way}
    result = ask(prisoner, assume=assume)
    assert status(result, "internment") == "barred"
    assert provisions(reasons(result, "internment", "forbid")) == {
        ("gc3", "Art. 118(1), release"),
        ("custom_99", "Rule 99"),
        ("iccpr", "Art. 9(1)"),
    }


@everybody
def test_internment_lasts_while_an_orderly_release_is_under_way(prisoner):
    # issue: "unless the case establishes that an orderly release or repatriation is under way without unjustifiable
    # delay"; ihl.md 2.16 "Without delay"; precedents.md, point 5: "without delay is not day one".
    result = ask(prisoner, assume={**CEASED, "release_under_way": True})
    assert status(result, "internment") == "open"


@everybody
@pytest.mark.parametrize("under_way", ["unknown", False, True])
@pytest.mark.parametrize("proceedings", ["none", "pending"])
def test_after_hostilities_the_duty_to_release_is_shown(prisoner, under_way, proceedings):
    # issue: "the duty to release is shown"; ihl.md 6.3; semantics 3: a duty to do one of several is listed as a duty.
    assume = {**CEASED, "release_under_way": under_way, "criminal_proceedings": proceedings}
    assert "gc3-118-1-release" in rules(ask(prisoner, assume=assume).duties)


@everybody
def test_during_hostilities_no_duty_to_release_is_shown(prisoner):
    # ihl.md 2.16: "Not triggered in H".
    assert "gc3-118-1-release" not in rules(ask(prisoner).duties)


@everybody
@pytest.mark.parametrize("proceedings", ["pending", "sentenced"])
def test_who_stands_trial_or_serves_a_sentence_may_be_kept(prisoner, proceedings):
    # issue; ihl.md 2.10, 6.4; GC III Art. 119(5); Rule 128(A). The captor shows a fair trial: Arts. 84(2), 102, 105.
    result = ask(prisoner, assume={**CEASED, **FAIR, "criminal_proceedings": proceedings})
    assert status(result, "penal_detention") == "open"
    assert ("gc3", "Art. 119(5)") in provisions(reasons(result, "penal_detention", "permit"))
    # It opens detention for the offence, not internment (semantics 1, table).
    assert status(result, "internment") == "barred"


@pytest.mark.parametrize("proceedings", ["pending", "sentenced"])
def test_who_may_be_kept_need_not_be_sent_back_yet_and_may_be(proceedings):
    # ihl.md 2.10 "delays"; GC III Art. 119(5): "may be kept", so the duty is excused and return is not forbidden.
    result = ask(ORDINARY, assume={**CEASED, "criminal_proceedings": proceedings})
    found = route(result, "handover")
    assert found.status == "open"
    assert found.duty is None
    lifted = reasons(result, "handover", "oblige", Outcome.LIFTED)
    assert rules(lifted) == {"gc3-118-1-repatriation"}
    assert {name for item in lifted for name in item.by} == {"gc3-119-5-excuse"}


@everybody
@pytest.mark.parametrize("proceedings", ["suspected", "none", "unknown"])
def test_suspicion_or_having_fought_keeps_nobody(prisoner, proceedings):
    # issue: "not suspicion, not mere participation"; precedents.md, point 11 (IN-PK-195); ihl.md 2.10 "Not triggered by
    # mere fighting". That proceedings are pending has to be shown (semantics 3: custody has no default).
    result = ask(prisoner, assume={**CEASED, "criminal_proceedings": proceedings})
    assert status(result, "penal_detention") == "barred"


@pytest.mark.parametrize("proceedings", ["suspected", "none"])
def test_suspicion_delays_no_return(proceedings):
    # issue; precedents.md, point 11: Art. 119(5) needs pending proceedings or a sentence.
    result = ask(ORDINARY, assume={**CEASED, "criminal_proceedings": proceedings})
    assert status(result, "handover") == "required"


@pytest.mark.parametrize("soldier", SOLDIERS)
@pytest.mark.parametrize("proceedings", ["pending", "sentenced"])
def test_proceedings_lift_no_bar_on_risk(soldier, proceedings):
    # ihl.md 6.4: "NR still applies after"; human-rights memo A3 (Saadi: no balancing against dangerousness).
    result = ask(soldier, assume={**CEASED, "criminal_proceedings": proceedings})
    assert (status(result, "handover"), status(result, "return")) == ("barred", "barred")


@everybody
def test_custody_of_a_man_who_is_no_prisoner_of_war_has_no_ground_here(prisoner):
    # semantics 3: "Custody has no default"; ihl.md 2.3 (gate), 2.21 Rule 99; precedents.md, point 16.
    result = ask(prisoner, assume={"prisoner_of_war": False})
    assert status(result, "internment") == "barred"


@pytest.mark.parametrize("soldier", SOLDIERS)
def test_not_being_a_prisoner_of_war_takes_no_protection_from_risk(soldier):
    # precedents.md, point 16: "Not being a prisoner of war removes Art. 118, not non-refoulement".
    result = ask(soldier, assume={"prisoner_of_war": False})
    assert (status(result, "handover"), status(result, "return")) == ("barred", "barred")


@everybody
def test_a_tribunal_that_denies_the_status_ends_internment_and_doubt_does_not(prisoner):
    # ihl.md 2.3; GC III Art. 5(2): protected while in doubt, until a competent tribunal decides.
    denied = ask(prisoner, assume={"tribunal_decision": "not_prisoner_of_war", "status_doubted": False})
    assert denied.evaluation.literal_value("prisoner_of_war") == "false"
    assert status(denied, "internment") == "barred"
    doubted = ask(
        prisoner,
        assume={"member_of_armed_forces": "unknown", "status_doubted": True, "tribunal_decision": "none"},
    )
    assert doubted.evaluation.literal_value("prisoner_of_war") == "true"
    assert status(doubted, "internment") == "open"
