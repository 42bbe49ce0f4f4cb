"""Wrong answers a reader of the rules found, each kept from coming back."""

import pytest

from tests.conformance.answers import ORDINARY, ask, raw, status, write

FREE = {"open", "required"}
TORTURE = "risk_within_torture:RUS"


def captured_by(code, tmp_path):
    data = raw(ORDINARY)
    data["roles"]["detaining_power"] = code
    return write(data, tmp_path / "case.yaml")


@pytest.mark.parametrize("code", ["AFG", "COL", "NGA", "THA"])
@pytest.mark.parametrize("hostilities", ["active", "ceased"])
def test_a_captor_the_tables_do_not_list_is_not_free_of_the_treaties(code, hostilities, tmp_path):
    # docs/adr/0011; human-rights memo A0.4: what is unknown blocks. The tables of Parties are not complete, so a State
    # that is missing was not looked up; these four are Parties to CAT (general knowledge).
    case = captured_by(code, tmp_path)
    result = ask(case, assume={"hostilities": hostilities, TORTURE: True})
    assert status(result, "return") not in FREE
    told = {fact.fact for item in result["RUS"].conditions for fact in item.facts}
    assert f"party_to_cat({code})" in told
    bound = {"hostilities": hostilities, TORTURE: True, f"party_to_cat:{code}": True}
    # A verified wish may end the bar (readings: verified_wish); without one nothing does.
    assert status(ask(case, assume=bound | {"wish_free:RUS": False}), "return") == "barred"


def test_a_state_known_to_be_no_party_is_not_bound(tmp_path):
    # human-rights memo A1: the DPRK is not a Party to CAT. Article 3 CAT does not bind it as a captor.
    result = ask(captured_by("PRK", tmp_path), assume={TORTURE: True, "wish_free:RUS": False})
    assert not any(item.rule.startswith("cat-") for item in result["RUS"].reasons)


def refused_then_filmed():
    """The ordinary prisoner refuses in the private interview; a month later his captors film him saying yes."""
    data = raw(ORDINARY)
    for item in data["statements"]:
        if item["fact"] == "wishes(RUS)":
            item["value"] = "refuses"
    film = {
        "id": "film",
        "fact": "wishes(RUS)",
        "value": "wants",
        "said_on": "2025-11-01",
        "known_on": "2025-11-01",
        "source": "a video of the captor (invented)",
        "grade": "C4",
    }
    return data | {"statements": [*data["statements"], film]}


@pytest.mark.parametrize(
    "assume",
    [
        {},
        {"hostilities": "ceased"},
        {"medical_class": "direct_repatriation", "fit_to_travel": True},
        {TORTURE: True},
    ],
)
def test_a_word_to_the_captor_does_not_borrow_the_interview_before_it(assume, tmp_path):
    # human-rights memo A9 (all elements of one consent); precedents.md, point 15: "a wish recorded only by the captor
    # proves nothing". GC III Art. 109(3) for the wounded.
    result = ask(write(refused_then_filmed(), tmp_path / "case.yaml"), as_of="2025-12-01", assume=assume)
    assert result.evaluation.fact_value("wishes(RUS)") == "wants"
    assert result.evaluation.fact_value("wish_private(RUS)") == "unknown"
    assert result.evaluation.literal_value("verified_wish(RUS)") != "true"
    for route in ("return", "handover"):
        assert status(result, route) not in FREE


def test_nobody_is_handed_to_a_power_that_is_not_his_without_his_verified_wish():
    # ihl.md 2.4 (needs his consent and no onward risk), 2.6 (Art. 12 applies a fortiori).
    safe = {f"risk_within_{ground}:RUS": False for ground in ("torture", "ill_treatment", "execution", "disappearance")}
    asked = {f"wish_{element}:RUS": True for element in ("independent", "private", "own_language")}
    assume = {**safe, **asked, "onward_to_origin:RUS": False, "individual_assessment:RUS": True, "wishes:RUS": "none"}
    result = ask("kursk/soldier-a", assume=assume)
    assert status(result, "handover") == "open_if"
    waits = {item.rule for item in result["RUS"].conditions}
    assert "gc3-12-2-handover" in waits


def test_before_return_he_is_asked_where_his_refusal_would_count():
    # ihl.md 2.18 (Iran-Iraq, Gulf: private interviews as usual procedure); precedents.md, point 15.
    unasked = {f"wish_{element}:RUS": "unknown" for element in ("independent", "private", "own_language")}
    result = ask(ORDINARY, assume={"hostilities": "ceased", **unasked})
    assert status(result, "return") == "open_if"
    (own,) = [route for route in result["RUS"].routes if route.id == "return"]
    assert own.duty is not None, "not asking him does not end the duty owed to him"
    assert "wishes-asked" in {item.rule for item in own.conditions}
    indifferent = ask(ORDINARY, assume={"hostilities": "ceased", **unasked}, readings={"will": "irrelevant"})
    assert status(indifferent, "return") == "required"
