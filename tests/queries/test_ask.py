"""Questions in plain English, as typed on the command line and put from Python."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pow_options as po
from pow_options.queries.ask import understand

ROLES = {"detaining_power": "UKR", "power_served": "RUS", "state_of_origin": "PRK", "third_state": "KOR"}
WORDS = (
    "he", "Seoul", "Russia", "home", "the North", "not", "no", "neither", "nor", "or", "and", ",", "if", "wants",
    "refuses", "to go", "torture", "risk", "assurance", "specific", "binding", "war", "over", "agreed", "may", "what",
    "sentence", "trial", "there", "it", "which", "?", ".", "without", "until", "private", "\x1b[31m", "{state}", "Ω",
)  # fmt: skip


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pow_options", "ask", *arguments], capture_output=True, text=True, check=False
    )


def test_first_what_was_understood_then_the_assessment() -> None:
    done = _run("what options are open if the war ends and he refuses to go home?")
    assert done.returncode == 0
    understood, _, rest = done.stdout.partition("In short")
    assert "hostilities: ceased, from “war ends”" in understood
    assert "wishes(PRK): refuses" in understood
    assert "1. KOR" in rest


def test_json_holds_both() -> None:
    done = _run("he wants to go to Seoul", "--case", "kursk/soldier-b", "--format", "json")
    data = json.loads(done.stdout)
    assert data["schema"] == "pow-options/ask/1"
    assert data["understood"] == [{"fact": "wishes(KOR)", "value": "wants", "words": "he wants to go to Seoul"}]
    assert data["assessment"]["schema"] == "pow-options/assessment/1"
    assert data["assessment"]["assumed"] == {"wishes(KOR)": "wants"}


def test_the_answer_is_that_of_assess_under_the_same_facts() -> None:
    asked = po.ask("What if the war is over?")
    assert asked.result == po.assess("kursk/soldier-a", assume={"hostilities": "ceased"})
    assert asked.result["KOR"].status == po.assess("kursk/soldier-a", assume={"hostilities": "ceased"})["KOR"].status


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("What if his brother falls ill?", "not understood: "),
        ("He wants to go home and refuses to go home.", "both wants and refuses of `wishes(PRK)`"),
        ("Suppose China has agreed to receive him.", "China plays no role in this case"),
        ("There is a risk of torture.", "not clear of which State"),
        ("", "the question holds no words"),
        ("?!", "the question holds no words"),
        ("what if he wants to go home " * 60, "at most 1000 are read"),
        ("What if he \x1b[31mescapes\u202e?", "not understood: "),
        ("What if {state} ^ [he] & wishes=wants?", "not understood: "),
    ],
)
def test_what_is_not_understood_is_refused_with_a_hint(question: str, message: str) -> None:
    with pytest.raises(po.NotUnderstood) as caught:
        po.ask(question)
    assert message in caught.value.message
    assert caught.value.hint


def test_the_command_refuses_with_nothing_on_standard_output() -> None:
    done = _run("What if he \x1b[31mescapes\u202e?")
    assert done.returncode == 3
    assert done.stdout == ""
    error, hint = done.stderr.rstrip("\n").split("\n")
    assert error.startswith("error: not understood: ")
    assert hint.startswith("hint: ")
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr


def test_the_hint_offers_phrases_near_to_what_was_not_understood() -> None:
    with pytest.raises(po.NotUnderstood) as caught:
        po.ask("What if he is charged with treachery?")
    assert "charge" in caught.value.hint
    assert "(criminal_proceedings=" in caught.value.hint


@pytest.mark.parametrize(
    ("question", "fact", "value"),
    [
        ("What if he dosn't want to go to Russia?", "wishes(RUS)", "refuses"),
        ("What if he no longer wants to go home?", "wishes(PRK)", "refuses"),
        ("What if nobody threatens him with torture in the South?", "risk_within_torture(KOR)", "false"),
        ("What if Seoul turns him away?", "admits(KOR)", "false"),
        ("What if he is not charged with anything?", "criminal_proceedings", "none"),
        ("He isn't fit to travel.", "fit_to_travel", "false"),
    ],
)
def test_denial_and_spelling(question: str, fact: str, value: str) -> None:
    assert [(item.fact, item.value) for item in po.ask(question).understood] == [(fact, value)]


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("Moscow hasn't agreed to take him, Seoul has.", {"admits(RUS)": "false", "admits(KOR)": "true"}),
        ("Moscow has agreed to take him, Seoul hasn't.", {"admits(RUS)": "true", "admits(KOR)": "false"}),
        ("Seoul has refused to take him. Moscow has too.", {"admits(KOR)": "false", "admits(RUS)": "false"}),
        ("Seoul hasn't agreed to take him. Moscow hasn't either.", {"admits(KOR)": "false", "admits(RUS)": "false"}),
        # What Moscow did instead of refusing is not said.
        ("Seoul has refused to take him. Moscow has not.", None),
        ("Moscow will take him. So will Seoul.", {"admits(RUS)": "true", "admits(KOR)": "true"}),
        ("Moscow will not take him, nor will Seoul.", {"admits(RUS)": "false", "admits(KOR)": "false"}),
        ("He wants neither to go to Russia nor to return home.", {"wishes(RUS)": "refuses", "wishes(PRK)": "refuses"}),
        ("He wants to stay in Ukraine and not to go to Russia.", {"wishes(UKR)": "wants", "wishes(RUS)": "refuses"}),
        # Each State with its own kind, and one State of which it is not so.
        ("If he faces torture in Russia and execution in the North, what can be done?",
         {"risk_within_torture(RUS)": "true", "risk_within_execution(PRK)": "true"}),
        ("In North Korea he'd be executed. In South Korea he would not be.",
         {"risk_within_execution(PRK)": "true", "risk_within_execution(KOR)": "false"}),
        # `against it`: the one kind that was named; of two it may be either.
        ("He'd be executed in the North. There's no assurance at all from Pyongyang against it.",
         {"risk_within_execution(PRK)": "true", "assurance_execution(PRK)": "false"}),
        ("He'd be executed or tortured in the North. There's no assurance at all from Pyongyang against it.", None),
        ("In the North, he'd be executed.", {"risk_within_execution(PRK)": "true"}),
        ("He refuses Russia, he'd be tortured in the North.",
         {"wishes(RUS)": "refuses", "risk_within_torture(PRK)": "true"}),
        # Home is not said to take him, and a denial does not lose its hold.
        ("Seoul won't admit him; home is where he refuses to go.", {"admits(KOR)": "false", "wishes(PRK)": "refuses"}),
        ("He refuses to go home. He wasn't asked in private, nor was he asked in his own language.",
         {"wishes(PRK)": "refuses", "wish_private(PRK)": "false", "wish_own_language(PRK)": "false"}),
    ],
)  # fmt: skip
def test_a_verb_alone_takes_up_what_was_said(question: str, facts: dict[str, str] | None) -> None:
    assert _facts(question) == facts


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        # One sentence goes on about what the one before named.
        ("Russia has given an assurance against torture. It is specific, binding, monitored and reliable.",
         {"assurance_torture(RUS)": "true"}),
        # Other words for the same: `or quicker` is said besides `surer`.
        ("He refuses to go hoem and the wra is over.", {"wishes(PRK)": "refuses", "hostilities": "ceased"}),
        # Of a wish to go to Seoul it says nothing whether his captors press him to stay.
        ("He wants to go to Seoul. This wish was not free in Ukraine.", None),
        # Words that tell of something else are not passed over: they tell it, or the question is refused.
        ("When he said he wanted to, he was in no state of mind to decide about going home.",
         {"wishes(PRK)": "wants", "wish_capacity(PRK)": "false"}),
        ("He is afraid of being tortured in Russia, he is certain of it.", None),
        ("He wants his brother to go to Seoul.", None),
        ("He wants Ukraine to keep him or release him.", None),
        # What is denied ends at a semicolon.
        ("A fair trial in Russia he would not have; it'd be flagrantly unfair.",
         {"risk_within_unfair_trial(RUS)": "true"}),
        # `it` is the parole, not Russia; of what he would agree to it may be either.
        ("Russian law allows release on parole and he'd accept it.",
         {"parole_allowed": "true", "parole_accepted": "true"}),
        ("Russian law allows release on parole and he'd agree to it.", None),
    ],
)  # fmt: skip
def test_what_is_said_again_is_passed_over_and_nothing_else(question: str, facts: dict[str, str] | None) -> None:
    assert _facts(question) == facts


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        # A question with no verb, and one that asks what may be done with him: neither supposes anything.
        ("The war is over. Handover?", {"hostilities": "ceased"}),
        ("The war is over. Can he be passed to Moscow?", {"hostilities": "ceased"}),
        ("He wants to go home. May Ukraine retain him until the judgment?", {"wishes(PRK)": "wants"}),
        ("He refuses to go home. Why isn't he gone?", {"wishes(PRK)": "refuses"}),
        # What is named as the subject of a question is supposed: it is asked what it does.
        ("Does a release only on parole change anything? The war is over.",
         {"release_on_parole": "true", "hostilities": "ceased"}),
        # What a question says of him besides is supposed, or the question is refused; it is not merely asked.
        ("While the war goes on, can a prisoner fit to travel be released?",
             {"hostilities": "active", "fit_to_travel": "true"}),
        ("Is Ukraine free to keep him through the fighting, though he wants to go home?", None),
        ("Can he be handed to Russia over his objection while the fighting goes on?", None),
        # Whether something is so is asked, and neither supposed nor passed over.
        ("He wants to go home. Do we know the war is over?", None),
        ("Can Kyiv assume the war is over?", None),
        # Beside what is supposed it may be asked whether something is so; alone that is nothing the tool answers.
        ("Does Seoul agree to receive him? He wants to go home.", {"wishes(PRK)": "wants"}),
        ("Does Seoul agree to receive him?", None),
        ("Should a new government come to power in Seoul, does his position change?", None),
        # `not` in what is asked denies nothing.
        ("Must Kyiv not refuse, if the war is over?", {"hostilities": "ceased"}),
        ("The war is over. Isn't that enough?", {"hostilities": "ceased"}),
        # What was told before may be taken up in what is asked.
        ("War over, charged with a crime. Can Kyiv hold him for such a trial?",
         {"hostilities": "ceased", "criminal_proceedings": "pending"}),
        ("War over. Can Kyiv hold him if he refuses, for such a trial?", None),
        # A time named in what is asked is supposed; what comes before something else is asked.
        ("Can he be transferred before the war ends, given that he wishes to go to Seoul?",
         {"hostilities": "active", "wishes(KOR)": "wants"}),
        ("May he be repatriated at the end of hostilities if he is content to go?",
         {"hostilities": "ceased", "wishes(PRK)": "accepts"}),
        ("The war is over. What must Ukraine do before acting on it?", {"hostilities": "ceased"}),
        # A condition may end a question as well as begin one.
        ("Is Kyiv entitled to send him to Moscow, should he so wish?", {"wishes(RUS)": "wants"}),
        ("Should he so wish, may he remain in Ukraine?", {"wishes(UKR)": "wants"}),
        # What words describe is supposed and not asked, or the question is refused.
        ("Does an exchange deal that names him change anything if he says no to Russia?", None),
        ("Does a prisoner who does not want to stay in Ukraine, go to Russia or go home have a choice?", None),
        ("The war is over. Could they do it anyway, with him refusing?", None),
        ("Whoever gave it can bind North Korea too. Is the war over?", None),
        ("Where hostilities have ended and yet are still going on, must he be released?", None),
        ("Hostilities have really ended and are still active. Must he be repatriated?", None),
        ("There is some chance the war is over. May he be sent home?", None),
        ("Has Russia consented to take him, and must Ukraine hand him over if he refuses to go to Russia?",
         {"wishes(RUS)": "refuses"}),
        ("He is held so as to press him to go back. Is any consent to return worth something?", None),
        ("May he be returned with an interim measure in force by which he is not to be sent to North Korea?",
         {"interim_measure(PRK)": "true"}),
        ("May Ukraine repatriate him if he is unwilling and there's a new government in Seoul?", None),
        ("How Seoul treats him will be followed by Ukraine. May he go there?", None),
        ("Is South Korea his own country?", None),
        ("Supposing he is of a Korean line that had the nationality in 1948, is Seoul his own country?",
         {"korean_descent": "true"}),
        ("Is it lawful that his going home is made to depend on men being given in exchange?", None),
        # What limits a wish or a consent, or has not come yet, is not supposed; nor is what was given up.
        ("He wants to go to Seoul after the war. What may Ukraine do now?", None),
        ("He agrees to go home on condition that he is not executed there. May he be repatriated?", None),
        ("What if Seoul agreed to take him, but only if Moscow consents?", None),
        ("What if Seoul agreed to take him, and then changed its mind?", None),
        ("He was not of sound mind to decide when he asked to go home. Can Kyiv send him?",
         {"wish_capacity(PRK)": "false", "wishes(PRK)": "wants"}),
        # A Power may agree to his going elsewhere without taking him itself; exceptions turn what is said round.
        ("He wants to go to Seoul and Russia agrees. May he go?", None),
        ("If Moscow agrees, may he be handed to Russia?", {"admits(RUS)": "true"}),
        ("Everyone but Seoul has refused to take him. What may Ukraine do?", None),
        ("If he is not both fit to travel and willing to go, may he be sent home?", None),
        # Others than he may wish too.
        ("If Seoul says it will take any prisoner who wants to come, may he go there?", None),
        ("Suppose he doesn't want to be separated from his comrades, who want to go home.", None),
        ("Suppose he refuses to go home and the South Korean president resigns. What then?", None),
        # A condition at the end needs no comma; he whom words describe is he, and others are not.
        ("If the war is over, can he stay in Ukraine should he want to?",
         {"hostilities": "ceased", "wishes(UKR)": "wants"}),
        ("Is he allowed to remain if he should so wish?", {"wishes(UKR)": "wants"}),
        ("May a prisoner unfit to travel be moved to Russia?", {"fit_to_travel": "false"}),
        ("May a prisoner whom doctors have classed for direct repatriation be sent home though he refuses?",
         {"medical_class": "direct_repatriation", "wishes(PRK)": "refuses"}),
        ("May Ukraine hand a man like him over to Moscow?", {}),
        ("Our soldiers are charged with murder. May he stay?", None),
        ("Is he a soldier charged with murder?", None),
        ("May he be exchanged for a soldier charged with murder?", None),
    ],
)  # fmt: skip
def test_what_a_question_only_asks(question: str, facts: dict[str, str] | None) -> None:
    assert _facts(question) == facts


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("The Russians have agreed to take him, but he refuses to go to them.",
         {"admits(RUS)": "true", "wishes(RUS)": "refuses"}),
        ("Russia would pass him on to his homeland. He refuses both.",
         {"onward_to_origin(RUS)": "true", "wishes(RUS)": "refuses", "wishes(PRK)": "refuses"}),
        ("Seoul would never hand him over to the North, and has agreed to receive him.",
         {"onward_to_origin(KOR)": "false", "admits(KOR)": "true"}),
        ("He has never applied for asylum in Ukraine but asks to stay there.",
         {"asylum_status": "none", "wishes(UKR)": "wants"}),
        ("He turns down both Russia and his homeland, and Seoul has agreed to admit him.",
         {"wishes(RUS)": "refuses", "wishes(PRK)": "refuses", "admits(KOR)": "true"}),
        ("He is accused of nothing but having fought.", {"criminal_proceedings": "suspected"}),
        # Both are the two of which the same was said or denied; which of them is `there` is not clear.
        ("Moscow has not agreed to take him, Seoul has. He refuses both.",
         {"admits(RUS)": "false", "admits(KOR)": "true", "wishes(RUS)": "refuses", "wishes(KOR)": "refuses"}),
        ("Seoul has agreed to take him and Moscow too. May he go if he wants to?", None),
        # Who is sent back goes home, unless he served another Power and it was named.
        ("Must Kyiv send him back, even though he's unwilling?", {"wishes(PRK)": "refuses"}),
        ("Seoul has agreed to take him. Must he be returned though he is unwilling?",
         {"admits(KOR)": "true", "wishes(PRK)": "refuses"}),
        ("May he be returned to Russia though he is unwilling?", {"wishes(RUS)": "refuses"}),
        ("Russia has agreed to take him back. Must he be returned though he is unwilling?", None),
        ("Would it be lawful to repatriate him if he'd be put to death there?", {"risk_within_execution(PRK)": "true"}),
        # Where he goes `there`, it may be named after it; else it is named before.
        ("Provided he is willing to go there, may he be let go to South Korea?", {"wishes(KOR)": "accepts"}),
        ("He asked to go there, to South Korea. The war is over.", {"wishes(KOR)": "wants", "hostilities": "ceased"}),
        ("If he says no to North Korea, is that the end for Kyiv? He would be tortured there.",
         {"wishes(PRK)": "refuses", "risk_within_torture(PRK)": "true"}),
        ("Neither Seoul nor Pyongyang nor Moscow has agreed to take him.",
         {"admits(KOR)": "false", "admits(PRK)": "false", "admits(RUS)": "false"}),
        ("What if he prefers something else? His preference for Seoul can be taken back.", None),
        # No State was named before `there`.
        ("He would be tortured there and Seoul has agreed to receive him.", None),
        # What he agrees to is where he would be sent; `there` after two is either.
        ("May he be sent to Russia if he agrees?", {"wishes(RUS)": "accepts"}),
        ("May Ukraine let him stay if he wants to?", {"wishes(UKR)": "wants"}),
        ("Can Seoul receive him if he so wishes?", {"wishes(KOR)": "wants"}),
        ("May he work in Ukraine if he agrees?", None),
        ("May Ukraine interview him about Russia if he agrees?", None),
        ("Is release in South Korea a lawful alternative to repatriation if he hopes to go there?", None),
        ("Is it open to Kyiv to send him to the North if torture awaits him there?",
         {"risk_within_torture(PRK)": "true"}),
    ],
)  # fmt: skip
def test_which_state_is_meant(question: str, facts: dict[str, str] | None) -> None:
    assert _facts(question) == facts


def _facts(question: str) -> dict[str, str] | None:
    try:
        return {item.fact: item.value for item in understand(question, po.load_pack(), ROLES).understood}
    except po.NotUnderstood:
        return None


@pytest.mark.parametrize(
    "question",
    [
        "What if he is uncharged or unfit?",
        "Is he fit to travel?",
        "May he want to go home?",
        "Has Seoul agreed to receive him?",
        "Should Seoul take him?",
        "He might be tortured in Russia.",
        "Unless the war ends, he refuses to go home.",
        "He does not refuse to go home.",
        "If his wish were recorded by nobody.",
        "He refutes going home.",
        "They told him he will not be sent to Russia.",
        "Imperative reasons of security compel Ukraine to move him.",
    ],
)
def test_nothing_is_guessed(question: str) -> None:
    try:
        asked = po.ask(question)
    except po.NotUnderstood:
        return
    assert asked.understood == ()


def test_flags_that_contradict_the_question_are_a_usage_error() -> None:
    assert _run("What if the war is over?", "--if", "hostilities=active").returncode == 2
    assert _run().returncode == 2
    with pytest.raises(po.UsageError):
        po.ask("What if the war is over?", assume={"no_such": "fact"})
    same = po.ask("What if the war is over?", assume={"hostilities": "ceased"})
    assert [item.value for item in same.understood] == ["ceased"]


def test_roles_follow_the_case() -> None:
    case = po.load_case("history/ordinary-prisoner")
    home = case.roles["state_of_origin"]
    if home != "none":
        asked = po.ask("What if he wants to go home?", case)
        assert [item.fact for item in asked.understood] == [f"wishes({home})"]


@pytest.mark.parametrize(
    "question",
    [
        "not " * 250,
        "he wants to go home and " * 41,
        "torture or execution in Russia and " * 28,
        "if " * 330,
        "Seoul, " * 140,
        "(" * 900,
    ],
)
def test_a_tangled_question_takes_a_bounded_time(question: str) -> None:
    po.ask("What now?")  # the phrases are read once
    began = time.process_time()
    with contextlib.suppress(po.NotUnderstood):
        po.ask(question)
    assert time.process_time() - began < 10


@given(st.lists(st.sampled_from(WORDS), max_size=30))
@settings(max_examples=60, deadline=None)
def test_any_words_are_read_or_refused(words: list[str]) -> None:
    with contextlib.suppress(po.NotUnderstood):
        found = understand(" ".join(words), po.load_pack(), ROLES).understood
        assert all(item.fact.partition("(")[0] in po.load_pack().facts for item in found)
