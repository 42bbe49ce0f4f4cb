"""The two soldiers captured in Kursk, while active hostilities last and after."""

from __future__ import annotations

import pytest

import pow_options as po
from pow_options.assessment import Outcome
from tests.conformance.answers import (
    EARLY,
    ELEMENTS,
    GROUNDS,
    LATE,
    SOLDIER_A,
    SOLDIER_B,
    SOLDIERS,
    ask,
    assured,
    decided_by,
    instrument,
    is_wish,
    law,
    option,
    option_ids,
    provisions,
    raw,
    reasons,
    route,
    rules,
    safe,
    status,
    statuses,
    used,
    verified,
    without_statements,
    write,
)

both = pytest.mark.parametrize("soldier", SOLDIERS)

NON_REFOULEMENT = {"cat", "iccpr", "echr"}


# --- 13 May 2026: the third State -----------------------------------------------------------------


@both
def test_the_third_state_comes_first_by_release_and_travel_on_conditions(soldier):
    # issue; ihl.md 8, reference run: "O4r: permitted, conditions ..." first; human-rights memo F, P9.
    result = ask(soldier, as_of=LATE)
    first = result.options[0]
    assert (first.id, first.state, first.route, first.status) == (
        "third_state",
        "KOR",
        "release_and_travel",
        "open_if",
    )
    assert first.conditions


@both
def test_travel_waits_for_a_free_choice_heard_in_private(soldier):
    # ihl.md 3, path P1: "free informed choice (private ICRC interview)"; 2.18 "Freely expressed".
    (found,) = [
        item for item in option(ask(soldier, as_of=LATE), "KOR").conditions if instrument(item.rule) == "wishes"
    ]
    asked = {item.fact for item in found.facts}
    assert {"wish_independent(KOR)", "wish_private(KOR)", "wish_informed(KOR)", "wish_free(KOR)"} <= asked
    assert all(item.who for item in found.facts)


@both
def test_travel_waits_for_a_release_that_is_no_forced_parole(soldier):
    # ihl.md 2.8; GC III Art. 21(2): parole only as the law of his Power allows, and nobody is forced into it.
    found = {law().rules[item.rule].rule.article for item in option(ask(soldier, as_of=LATE), "KOR").conditions}
    assert "Art. 21(2)" in found


@both
def test_travel_waits_for_a_release_that_is_real(soldier):
    # ihl.md 3, path P1: "real release"; 2.8: release must not be a device to strip protection; 5, `release_is_real`.
    facts = {fact.fact for item in option(ask(soldier, as_of=LATE), "KOR").conditions for fact in item.facts}
    assert "release_is_real" in facts


@both
def test_the_third_state_is_tested_for_risk_like_any_other(soldier):
    # human-rights memo A0, "Apply the same test to every destination including the ROK"; ihl.md 2.17 "O4 COND".
    result = ask(soldier, as_of=LATE)
    assert {instrument(item.rule) for item in option(result, "KOR").conditions} >= NON_REFOULEMENT
    shown = ask(soldier, as_of=LATE, assume={"risk_within_torture:KOR": True})
    assert status(shown, "release_and_travel") == "barred"
    assert {"cat", "iccpr", "echr"} <= {instrument(i.rule) for i in reasons(shown, "release_and_travel", "forbid")}


@both
def test_every_condition_names_who_can_answer_or_act(soldier):
    # issue, deliverable 6: "conditions with who can meet them".
    conditions = [item for part in ask(soldier, as_of=LATE).options for r in part.routes for item in r.conditions]
    assert conditions
    assert all(item.facts and all(fact.who for fact in item.facts) for item in conditions)


@both
def test_the_third_state_admits_him(soldier):
    # human-rights memo B9: Foreign Ministry, 19 Feb 2025, "accept all on request"; ihl.md 2.18: admission is necessary.
    assert route(ask(soldier, as_of=LATE), "release_and_travel").reach == "in"


@both
def test_custody_transfer_waits_for_a_judgement_on_the_receiver_and_for_notice(soldier):
    # ihl.md 2.6; GC III Art. 12(2): Party, willing and able; the Power depended on is told, its consent is not needed.
    found = route(ask(soldier, as_of=LATE), "custody_transfer")
    assert found.status == "open_if"
    assert {"gc3-12-2-able", "gc3-12-2-notice"} <= rules(found.conditions)
    assert "gc3-12-2-party" not in rules(found.conditions)  # the ROK is a Party: human-rights memo E
    assert "gc3-12-2-consent" not in rules(found.conditions)  # semantics 6: consent not needed, notice is


# --- staying --------------------------------------------------------------------------------------


@both
def test_staying_comes_second_and_internment_is_lawful_under_article_21(soldier):
    # issue; ihl.md 8, reference run, 4: "O2i: lawful default until active hostilities end"; GC III Art. 21(1).
    result = ask(soldier, as_of=LATE)
    second = result.options[1]
    assert (second.id, second.state) == ("detaining_power", "UKR")
    assert status(result, "internment") == "open"
    assert ("gc3", "Art. 21(1)") in provisions(reasons(result, "internment", "permit"))


@both
@pytest.mark.parametrize("as_of", [EARLY, LATE])
def test_internment_is_lawful_only_while_active_hostilities_last(soldier, as_of):
    # issue; ihl.md 2.8, 2.21; GC III Arts. 21(1), 118(1); Rule 99: internment "only for the duration".
    assert status(ask(soldier, as_of=as_of), "internment") == "open"
    assert status(ask(soldier, as_of=as_of, assume={"hostilities": "ceased"}), "internment") == "barred"
    # A ground in law has to be shown (semantics 3: "Custody has no default").
    assert status(ask(soldier, as_of=as_of, assume={"hostilities": "unknown"}), "internment") == "barred"


@both
@pytest.mark.parametrize(
    ("reading", "expected"), [("unsettled", "contested"), ("each_power", "barred"), ("all_allies", "open")]
)
def test_internment_when_his_own_side_stops_and_its_ally_does_not(soldier, reading, expected):
    # precedents.md, point 1: "One war can end for some of its prisoners before others"; semantics 6: unsettled.
    result = ask(
        soldier,
        as_of=LATE,
        assume={"hostilities": "one_ally_ceased"},
        readings={"cessation": reading},
    )
    found = route(result, "internment")
    assert found.status == expected


# --- hand-over to Russia --------------------------------------------------------------------------


@both
def test_hand_over_is_barred_through_onward_transfer(soldier):
    # issue; human-rights memo A1-A3, A8 and F, P9: "O1 barred (chain, K.J.; not 'Article 118 wins')";
    # CAT Art. 3 with GC 4 para. 12, ICCPR Arts. 6-7 with GC 31, ECHR Arts. 2-3 (Hirsi Jamaa, M.S.S.).
    result = ask(soldier, as_of=LATE)
    assert option(result, "RUS").status == "barred"
    forbids = reasons(result, "handover", "forbid")
    assert {instrument(item.rule) for item in forbids} >= NON_REFOULEMENT
    assert {("cat", "Art. 3(1)"), ("iccpr", "Art. 7"), ("echr", "Art. 3")} <= provisions(forbids)
    # His own risk in Russia is unknown (A8: "default unknown"), so every bar that applies is one on passing him on.
    for item in forbids:
        assert "pass him on to" in item.says, item


@both
def test_the_judgement_on_onward_transfer_names_its_holder_and_no_un_body(soldier):
    # issue: "as a judgement whose holder is named (no UN body has found it)"; human-rights memo A8, H 11 ("author's
    # inference"): the UN voices of A11 concern the DPRK.
    result = ask(soldier, as_of=LATE)
    assert law().facts["onward_to_origin"].kind == "judgement"
    statements = used(result, "onward_to_origin(RUS)")
    assert statements
    for item in statements:
        assert item.judged_by
        holder = item.judged_by.partition("(")[0]  # what follows in brackets may say who has not found it
        words = set(holder.replace(",", " ").split())
        assert not words & {"UN", "OHCHR", "Rapporteur", "Commissioner", "Committee", "Commission"}, item.judged_by


@both
def test_why_shows_the_holder_of_the_judgement_on_onward_transfer(soldier):
    # issue: "as a judgement whose holder is named"; semantics 2: "whoever made it is named".
    result = ask(soldier, as_of=LATE)
    (statement,) = used(result, "onward_to_origin(RUS)")
    text = " ".join(po.render(po.why(result, "RUS")).replace("│", " ").split())
    assert statement.judged_by is not None
    assert statement.judged_by in text


@both
@pytest.mark.parametrize("hostilities", ["active", "ceased"])
def test_article_118_does_not_send_him_to_russia(soldier, hostilities):
    # issue: "not through a rule that Article 118 sends him there"; ihl.md 2.4 (main reading R-A), 2.16, 7 (article
    # 004): 118(1) names no destination and is not triggered in hostilities.
    result = ask(soldier, as_of=LATE, assume={"hostilities": hostilities})
    found = route(result, "handover")
    assert found.duty is None
    # An exchange agreement that covered him would be another matter; none is known to.
    assert not [item for item in found.reasons if item.verb == "oblige" and instrument(item.rule) != "exchange"]
    assert not [i for i in found.reasons if i.verb == "forbid" and i.article.startswith("GC III Art. 118")]


@both
@pytest.mark.parametrize("as_of", [EARLY, LATE])
def test_hand_over_without_the_judgement_is_open_if(soldier, as_of):
    # issue: "without that judgement `open_if`"; human-rights memo A0(4), F P2: unknown risk blocks O1.
    result = ask(soldier, as_of=as_of, assume={"onward_to_origin:RUS": "unknown"})
    found = route(result, "handover")
    assert found.status == "open_if"
    # What it waits for: the onward judgement, an individual assessment, his own risk there, his wish.
    facts = {fact.fact for item in found.conditions for fact in item.facts}
    assert {"onward_to_origin(RUS)", "individual_assessment(RUS)", "risk_within_torture(RUS)"} <= facts
    assert "wishes(RUS)" in facts


@both
@pytest.mark.parametrize("as_of", [EARLY, LATE])
def test_hand_over_without_the_judgement_and_against_his_will_is_contested(soldier, as_of):
    # issue: "`contested` where his refusal of Russia is established"; ihl.md 2.18, readings W1-W4, 2.22; semantics 6:
    # will without risk is unsettled.
    result = ask(
        soldier,
        as_of=as_of,
        assume={"onward_to_origin:RUS": "unknown", "wishes:RUS": "refuses"},
    )
    found = option(result, "RUS")
    assert (found.status, found.turns_on) == ("contested", ("will",))


@both
@pytest.mark.parametrize("hostilities", ["active", "ceased"])
@pytest.mark.parametrize("wish", ["wants", "accepts", "none", "refuses", "unknown"])
def test_hand_over_without_the_judgement_is_never_open(soldier, hostilities, wish):
    # issue: "never `open`"; human-rights memo F P2 "risk = unknown on an irreversible option: blocked".
    result = ask(
        soldier,
        as_of=LATE,
        assume={"onward_to_origin:RUS": "unknown", "hostilities": hostilities, "wishes:RUS": wish},
    )
    assert status(result, "handover") in {"open_if", "contested"}


# --- return to the DPRK ---------------------------------------------------------------------------


@both
@pytest.mark.parametrize("as_of", [EARLY, LATE])
def test_return_is_barred_by_the_risk_there(soldier, as_of):
    # issue; ihl.md 8, reference run, 6; human-rights memo A1-A3, A7 (substantial grounds); F P9 "O3 barred (direct)".
    result = ask(soldier, as_of=as_of)
    assert option(result, "PRK").status == "barred"
    forbids = reasons(result, "return", "forbid")
    assert provisions(forbids) >= {
        ("cat", "Art. 3(1)"),
        ("iccpr", "Art. 6(1)"),
        ("iccpr", "Art. 7"),
        ("echr", "Art. 2"),
        ("echr", "Art. 3"),
    }


BARS = {
    # human-rights memo A1: CAT 3 "covers torture only", ECHR 3 and ICCPR 7 fill the gap.
    # A6: custom at its core.
    "torture": {
        ("cat", "Art. 3(1)"),
        ("iccpr", "Art. 7"),
        ("echr", "Art. 3"),
        ("custom_non_refoulement", "the custom at its core"),
    },
    "ill_treatment": {("iccpr", "Art. 7"), ("echr", "Art. 3")},
    # A2, A3: life. A2: disappearance is among the irreparable harm of ICCPR Arts. 6-7.
    "execution": {("iccpr", "Art. 6(1)"), ("echr", "Art. 2")},
    # Art. 16 of the convention on disappearance itself: Ukraine is bound since 2015 (general knowledge).
    "disappearance": {("iccpr", "Art. 6(1)"), ("cped", "Art. 16(1)")},
    # Othman: flagrant denial of justice, flagrantly arbitrary detention (general knowledge; precedents.md, point 9).
    "unfair_trial": {("echr", "Art. 6")},
    "arbitrary_detention": {("iccpr", "Arts. 7 and 9(1)"), ("echr", "Art. 5")},
    # A3: "P13 + OP2-ICCPR mean Ukraine may not transfer to a real risk of execution".
    # Beyond the limits of ICCPR Art. 6(2), as for treason, such a sentence is arbitrary killing as well.
    "death_penalty": {("echr_p13", "Art. 1"), ("iccpr_op2", "Art. 1"), ("iccpr", "Art. 6(1)"), ("echr", "Art. 2")},
}

# Rights a free man may put at risk by his own choice of a State; being passed on from there is not his choice.
NOT_ABSOLUTE = {"unfair_trial", "arbitrary_detention"}


@pytest.mark.parametrize("ground", BARS)
@pytest.mark.parametrize(
    ("name", "passed_on", "at_risk_in"),
    [
        ("return", {}, "PRK"),
        ("handover", {"onward_to_origin:RUS": False}, "RUS"),
        ("handover", {"onward_to_origin:RUS": True}, "PRK"),
        ("release_and_travel", {}, "KOR"),
        ("release_and_travel", {"onward_to_origin:KOR": True}, "PRK"),
        ("release_and_travel", {"onward_to_power_served:KOR": True}, "RUS"),
        ("return", {"onward_to_power_served:PRK": True}, "RUS"),
    ],
)
def test_each_ground_of_risk_bars_by_itself_there_or_onward(ground, name, passed_on, at_risk_in):
    # human-rights memo A1-A3, A8; CAT GC 4 para. 12, ICCPR GC 31 para. 12, ECHR Hirsi Jamaa: one ground is enough, at
    # the destination or at the end of the chain, and each treaty bars what it covers and no more.
    elsewhere = {key: value for state in ("PRK", "RUS", "KOR") for key, value in safe(state).items()}
    assume = {**elsewhere, f"risk_within_{ground}:{at_risk_in}": True, **passed_on}
    result = ask(SOLDIER_A, as_of=LATE, assume=assume, readings={"will": "irrelevant"})
    if ground in NOT_ABSOLUTE and name == "release_and_travel" and at_risk_in == "KOR":
        assert not provisions(reasons(result, name, "forbid"))
        return
    assert status(result, name) == "barred"
    # ihl.md 2.17: besides the treaties, Art. 118 itself is read with an exception for a prisoner sent to a real risk.
    sent_back = name != "release_and_travel"
    practice = {("practice_118", "practice on Art. 118, prisoners at risk")} if sent_back else set()
    assert provisions(reasons(result, name, "forbid")) == BARS[ground] | practice


@both
@pytest.mark.parametrize("as_of", [EARLY, LATE])
def test_return_is_barred_with_every_statement_of_wish_removed(soldier, as_of, tmp_path):
    # issue; human-rights memo A0(1), A7: "It would hold without any expressed wish".
    case = without_statements(soldier, tmp_path / "case.yaml", is_wish)
    result = ask(case, as_of=as_of)
    assert result.evaluation.fact_value("wishes(PRK)") == "unknown"
    assert option(result, "PRK").status == "barred"
    assert option(result, "RUS").status == "barred"


@both
@pytest.mark.parametrize("missing", ELEMENTS)
def test_return_is_barred_where_an_element_of_a_verified_wish_is_missing(soldier, missing):
    # issue; human-rights memo A9, consent elements, "all required"; each is left out in turn.
    assume = {**verified("PRK"), f"{missing}:PRK": "unknown"}
    assert option(ask(soldier, as_of=LATE, assume=assume), "PRK").status == "barred"


@both
@pytest.mark.parametrize("as_of", [EARLY, LATE])
@pytest.mark.parametrize("wish", ["wants", "accepts"])
def test_return_is_barred_with_an_unverified_wish_to_go_back(soldier, as_of, wish):
    # issue; human-rights memo A9, F P3: "wants to return, low: no effect".
    assume = {"wishes:PRK": wish, **{f"{name}:PRK": "unknown" for name in ELEMENTS}}
    assert option(ask(soldier, as_of=as_of, assume=assume), "PRK").status == "barred"


@both
@pytest.mark.parametrize(
    ("reading", "expected"), [("unsettled", "contested"), ("ends_bar", "open_if"), ("absolute", "barred")]
)
def test_return_with_a_verified_wish_turns_on_an_unsettled_question(soldier, reading, expected):
    # human-rights memo A9, readings (i) autonomy and (ii) absolute; semantics 5-6: unsettled. Under (i) his own case is
    # still examined first (A0(4)), and nobody has done that.
    result = ask(soldier, as_of=LATE, assume=verified("PRK"), readings={"verified_wish": reading})
    found = option(result, "PRK")
    assert found.status == expected
    if expected == "contested":
        assert found.turns_on == ("verified_wish",)
    if expected == "open_if":
        assert "individual_assessment(PRK)" in {fact.fact for item in found.conditions for fact in item.facts}


@both
def test_no_assurance_of_the_dprk_clears_return(soldier):
    # human-rights memo A10: "DPRK fails every factor: assurance can never clear O3".
    assume = {f"assurance_{ground}:PRK": True for ground in GROUNDS}
    result = ask(soldier, as_of=LATE, assume=assume)
    assert option(result, "PRK").status == "barred"


@both
def test_an_assurance_answers_its_own_ground_only(soldier):
    # precedents.md, point 9; semantics 3: an assurance against torture leaves execution and ill-treatment
    # where they are.
    result = ask(soldier, as_of=LATE, assume=assured("PRK", "torture"))
    forbids = provisions(reasons(result, "return", "forbid"))
    assert ("cat", "Art. 3(1)") not in forbids
    assert {("iccpr", "Art. 7"), ("echr", "Art. 2"), ("echr", "Art. 3")} <= forbids


# --- 20 January 2025 ------------------------------------------------------------------------------


@both
def test_in_january_2025_staying_comes_first(soldier):
    # issue; human-rights memo D (12-13 Jan 2025: nobody asked for the South), G "source article 002".
    result = ask(soldier, as_of=EARLY)
    assert result.evaluation.fact_value("wishes(KOR)") == "unknown"
    assert result.options[0].id == "detaining_power"
    assert option_ids(result).index("third_state") > 0
    # Not asking for the South closes nothing: ihl.md 2.18, 3 (P1), the way there is lawful on conditions.
    assert option(result, "KOR").status == "open_if"


def test_the_nod_on_the_captors_video_does_not_open_return():
    # issue; human-rights memo D (12 Jan 2025, free will C4), A9, F P3; precedents.md, point 15.
    result = ask(SOLDIER_A, as_of=EARLY)
    assert [item.id for item in used(result, "wishes(PRK)")] == ["nod-prk"]
    assert result.evaluation.fact_value("wishes(PRK)") == "wants"
    assert result.evaluation.literal_value("verified_wish(PRK)") != "true"
    assert option(result, "PRK").status == "barred"


@pytest.mark.parametrize("soldier", SOLDIERS)
def test_no_word_on_the_captors_video_opens_return_where_risk_was_never_judged(soldier):
    # human-rights memo A0(4), F P2: unknown risk blocks; the nod (A) or obedience (B) does not take its place.
    assume = {f"risk_within_{ground}:PRK": "unknown" for ground in GROUNDS}
    assert status(ask(soldier, as_of=EARLY, assume=assume), "return") == "open_if"


@pytest.mark.parametrize("soldier", SOLDIERS)
def test_a_word_on_the_captors_video_has_no_more_effect_on_return_than_silence(soldier):
    # human-rights memo F P3: "wants to return, low: no effect, triggers a verification interview"; issue: "a wish to
    # return needs the verified elements"; precedents.md, point 15: "recorded only by the captor proves nothing".
    # Everything but his will is settled in favour of return: what is left is what his word does.
    settled = {
        **safe("PRK"),
        "onward_to_power_served:PRK": False,
        "medical_class": "none",
        "tribunal_decision": "none",
        "criminal_proceedings": "none",
    }
    silent = ask(soldier, as_of=EARLY, assume={**settled, "wishes:PRK": "unknown"})
    assert status(silent, "return") == "open_if"  # ihl.md 5, will: "never read silence as consent; do not return"
    assert status(ask(soldier, as_of=EARLY, assume=settled), "return") == "open_if"


def test_soldier_b_wishes_to_live_in_ukraine_and_that_is_a_wish_for_release():
    # issue; human-rights memo D (12 Jan 2025), F P8 "Release and protection in Ukraine (B's January 2025 wish)"; ihl.md
    # 1, O2r. A wish to be somewhere is no wish to be locked up there (semantics 5, criterion 3).
    result = ask(SOLDIER_B, as_of=EARLY)
    staying = option(result, "UKR")
    assert (staying.rank, staying.route) == (1, "release_in_place")
    assert decided_by(result, "detaining_power") == "wish"
    # Were the wish counted for internment too, internment would lead: it waits for nothing.
    silent = ask(SOLDIER_B, as_of=EARLY, assume={"wishes:UKR": "unknown"})
    assert option(silent, "UKR").route == "internment"


@pytest.mark.parametrize(("grade", "counts"), [("C4", True), ("C5", False), ("D4", False)])
def test_a_wish_to_stay_counts_from_grade_c4(grade, counts, tmp_path):
    # issue: "it counts from grade C4"; human-rights memo D, grade of the statement.
    data = raw(SOLDIER_B)
    (item,) = [part for part in data["statements"] if part["fact"] == "wishes(UKR)" and part["value"] == "wants"]
    assert item["grade"] == "C4"
    item["grade"] = grade
    result = ask(write(data, tmp_path / "case.yaml"), as_of=EARLY)
    assert (result.evaluation.fact_value("wishes(UKR)") == "wants") is counts
    assert option(result, "UKR").route == ("release_in_place" if counts else "internment")


def test_why_says_that_the_nod_is_no_verified_wish():
    # issue: "`why` says why"; human-rights memo A9, D. The statement, who heard it, and what it lacks.
    result = ask(SOLDIER_A, as_of=EARLY)
    trace = po.why(result, "PRK", full=True)
    nodes = {node.id: node for node in trace.nodes}
    assert any(key.startswith("statement:") and "nod-prk" in key for key in nodes), "the nod is not in the trace"
    assert any(key.startswith("conclusion:verified_wish(PRK)") for key in nodes)
    text = po.render(trace)
    assert "verified_wish" in text
    assert "wish_independent(PRK)" in text


def test_why_says_that_the_wish_to_stay_is_none_for_internment():
    # issue: "attaches to release, not to internment; `why` says why".
    result = ask(SOLDIER_B, as_of=EARLY)
    trace = po.why(result, "UKR")
    assert any("stay-ukr" in node.id for node in trace.nodes), "his wish is not in the trace"


# --- after active hostilities ---------------------------------------------------------------------


@both
def test_after_hostilities_he_goes_free_and_nobody_is_sent_back(soldier):
    # ihl.md 8: "Same facts in phase C: O2i drops to FORB (unless 119(5)); O4r, O2r lead; O4t falls; O1/O3
    # still excluded".
    result = ask(soldier, as_of=LATE, assume={"hostilities": "ceased"})
    assert [(item.id, item.route) for item in result.options[:2]] == [
        ("third_state", "release_and_travel"),
        ("detaining_power", "release_in_place"),
    ]
    found = statuses(result)
    assert found["release_and_travel"] == "open_if"
    assert found["release_in_place"] == "open_if"
    for name in ("internment", "custody_transfer", "handover", "return"):
        assert found[name] == "barred", name


@both
def test_the_duty_to_repatriate_is_shown_as_suspended_by_non_refoulement(soldier):
    # ihl.md 6.2, 6.3: "NR over 118(1)", the release limb survives; human-rights memo F P1; semantics 4, duties.
    result = ask(soldier, as_of=LATE, assume={"hostilities": "ceased"})
    duty = route(result, "return").duty
    assert duty is not None
    assert duty.rule == "gc3-118-1-repatriation"
    assert {instrument(rule) for rule in duty.suspended_by} >= NON_REFOULEMENT
    assert "gc3-118-1-release" in rules(result.duties)


@both
def test_reading_russia_as_the_power_moves_the_duty_and_not_the_ranking(soldier):
    # ihl.md 8: "Change DEP to R-B: only the label of the default moves from O3 to O1; with risk and refusal
    # unchanged the ranking does not".
    assume = {"hostilities": "ceased", "wishes:RUS": "refuses"}
    main = ask(soldier, as_of=LATE, assume=assume)
    side = ask(soldier, as_of=LATE, assume=assume, readings={"power_depended_on": "side"})
    assert (route(main, "handover").duty, route(side, "return").duty) == (None, None)
    moved = route(side, "handover").duty
    assert moved is not None
    assert moved.rule == "gc3-118-1-repatriation"
    assert moved.suspended_by
    # The order of the two barred options among themselves opens neither and is not meant.
    assert option_ids(main)[:2] == option_ids(side)[:2]
    assert statuses(main) == statuses(side)


@both
def test_a_willing_returner_is_sent_home_after_hostilities_where_the_wish_ends_the_bar(soldier):
    # ihl.md 8: "freely wants the DPRK, ICRC-verified: O3 returns to the top in C under R-A"; human-rights memo A9 (i);
    # his own case was examined (A0(4)), no proceedings (119(5)), his status not in doubt (5(2)).
    assume = {
        "hostilities": "ceased",
        **verified("PRK"),
        "individual_assessment:PRK": True,
        "interim_measure:PRK": False,
        "interim_measure:RUS": False,
        "criminal_proceedings": "none",
        "tribunal_decision": "none",
    }
    result = ask(soldier, as_of=LATE, assume=assume, readings={"verified_wish": "ends_bar"})
    assert (result.options[0].id, result.options[0].status) == ("state_of_origin", "required")
    lifted = reasons(result, "return", "forbid", Outcome.LIFTED)
    assert {instrument(item.rule) for item in lifted} >= NON_REFOULEMENT
