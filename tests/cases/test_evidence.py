"""What `case check` warns of in the evidence, each at its place; and what it does not warn of."""

from __future__ import annotations

import pytest

from pow_options.audit.report import case_report
from pow_options.cases import check_case, resolve
from pow_options.cases.persons import named
from pow_options.law import load_pack
from pow_options.source import InvalidData
from tests.cases.writing import read
from tests.cli.running import run

LAW = load_pack()
HEAD = (
    "schema: pow-options/case/1\nid: x\ntitle: x\n"
    "roles: {detaining_power: UKR, power_served: RUS, state_of_origin: PRK, third_state: KOR}\n"
    "statements:\n"
)


def text(*statements: str) -> str:
    return HEAD + "".join(f"  - {{{item}}}\n" for item in statements)


def line(name: str, fact: str = "hostilities", value: str = "active", **parts: str) -> str:
    made = {"said_on": "2025-01-01", "known_on": "2025-01-02", "source": "a newspaper", "grade": "B2", **parts}
    return ", ".join(
        f"{key}: {item}" for key, item in {"id": name, "fact": fact, "value": value, **made}.items() if item
    )


@pytest.fixture
def warned(tmp_path):
    def check(*statements: str) -> list[str]:
        path = tmp_path / "case.yaml"
        path.write_text(text(*statements), encoding="utf-8")
        report = case_report(str(path), LAW)
        assert report.sound
        return [f"{item.line}:{item.column} {item.message}" for item in report.findings]

    return check


SOUND = line("a"), line("b", source="another newspaper")


def test_sound_evidence_is_not_warned_of(warned):
    assert warned(*SOUND) == []


def test_undated(warned):
    assert warned(SOUND[0], line("b", said_on="")) == [
        "7:5 `b` does not say when it was said; it counts as said on 2025-01-02, when it became known"
    ]


def test_ungraded(warned):
    # Admiralty code: F, reliability cannot be judged; 6, truth cannot be judged.
    assert warned(SOUND[0], line("b", grade="")) == ["7:5 `b` has no grade and counts as F6"]


def test_an_ungraded_statement_establishes_nothing():
    case = read(text(line("a", grade="", value="ceased")))
    entry = resolve(case, LAW, case.file.statements[0].known_on)["hostilities"]
    assert entry.value is None
    assert [item.use for item in entry.weighed] == ["too_weak"]


def test_made_by_a_machine(warned):
    assert warned(SOUND[0], line("b", generated="true")) == [
        "7:5 the text of `b` was made by a machine and counts as F6"
    ]


def test_everything_of_one_origin(warned):
    assert "5:1 every statement that counts is of one origin, `agency`" in warned(
        line("a", derived_from="agency"), line("b", derived_from="agency")
    )
    assert warned(line("a", derived_from="agency"), line("b", derived_from="embassy")) == []


def test_a_person_is_named(warned):
    found = warned(SOUND[0], line("b", source="'Sgt. Petrov, interviewed'"))
    assert [item for item in found if "person" in item] == ["7:98 `Sgt. Petrov` looks like the name of a person"]


CAPTOR = "{asked_by: captor}"
STATE = "{asked_by: UKR}"
PRESENT = "{asked_by: press, captor_present: true}"


@pytest.mark.parametrize("setting", [CAPTOR, STATE, PRESENT])
def test_a_wish_recorded_by_the_captor_alone(warned, setting):
    wish = line("w", "wishes(PRK)", "wants", setting=setting)
    message = "`wishes(PRK)` is recorded by the captor alone, or in the captor's presence"
    assert [item.split(" ", 1)[1] for item in warned(*SOUND, wish) if "captor" in item] == [message]
    # Somebody else heard the same: no longer alone.
    heard = line("x", "wishes(PRK)", "wants", setting="{asked_by: icrc}")
    assert not [item for item in warned(*SOUND, wish, heard) if "captor" in item]


def test_other_facts_may_come_from_the_captor(warned):
    assert warned(line("a", setting=CAPTOR), line("b", setting=CAPTOR)) == []


def test_stale(warned):
    newer = line("c", value="ceased", said_on="2025-03-01", known_on="2025-03-01", grade="E5", source="a rumour")
    (found,) = [item for item in warned(*SOUND, newer) if "newer" in item]
    assert found.startswith("8:5 `c` is newer than what `hostilities` rests on (`a`, `b`, 2025-01-01)")
    # One that says the same takes nothing away.
    same = line("c", value="active", said_on="2025-03-01", known_on="2025-03-01", grade="E5", source="a rumour")
    assert not [item for item in warned(*SOUND, same) if "newer" in item]


ONWARD = line("r", "onward_to_origin(RUS)", "true", judged_by="a court")
TORTURE = line("t", "risk_within_torture(PRK)", "true", judged_by="a court")
HELD = (
    line("m", "member_of_armed_forces", "true"),
    line("h", "in_enemy_hands", "true"),
    line("g", "armed_conflict", "true"),
    line("f", "forces", "own_state"),
)


def test_a_decisive_fact_of_one_source(warned):
    # Without the risk of torture nothing bars the return; a second origin for it and it no longer hangs on one.
    message = "`risk_within_torture(PRK)` rests on one source, and the status of `state_of_origin` would be another"
    assert [item for item in warned(*HELD, TORTURE) if message in item]
    second = line("u", "risk_within_torture(PRK)", "true", judged_by="a committee")
    assert not [item for item in warned(*HELD, TORTURE, second) if message in item]
    copy = line("u", "risk_within_torture(PRK)", "true", judged_by="a court", derived_from="report")
    first = line("t", "risk_within_torture(PRK)", "true", judged_by="a court", derived_from="report")
    assert [item for item in warned(*HELD, first, copy) if message in item]


def test_what_decides_nothing_may_have_one_source(warned):
    assert not [item for item in warned(*SOUND, line("c", "identity_public", "true")) if "one source" in item]


def test_two_voices_from_one_page(warned):
    first = line("c", "identity_public", "true", url="https://example.org/a")
    second = line("d", "identity_public", "true", url="https://example.org/a")
    assert [i for i in warned(*SOUND, first, second) if "page" in i] == [
        "9:129 `d` cites the page `c` cites, and counts as a second voice"
    ]
    third = line("d", "identity_public", "true", url="https://example.org/a", derived_from="a")
    assert [i for i in warned(*SOUND, first.replace("grade", "derived_from: a, grade"), third) if "page" in i] == []


def test_a_day_to_come(warned):
    (found,) = [item for item in warned(SOUND[0], line("b", known_on="2052-01-01")) if "lies after" in item]
    assert found.endswith("2052-01-01 lies after 2026-05-13, up to which the law of this pack was recorded")


def test_a_person_named_in_a_question(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(text(*SOUND) + "questions: ['What of Kim Chol-su?']\n", encoding="utf-8")
    told = run("case", "check", str(path)).out
    assert "no faults, 1 warning" in told
    assert "`Kim Chol-su` looks like the name of a person" in told


# --- what a statement disputes ----------------------------------------------------------------------


def faults(*statements: str) -> list[str]:
    with pytest.raises(InvalidData) as caught:
        check_case(read(text(*statements)), LAW)
    return [item.message for item in caught.value.diagnostics]


def test_a_statement_disputes_another_about_the_same_fact():
    check_case(read(text(line("a"), line("b", value="ceased", disputes="a"))), LAW)
    assert faults(line("a"), line("b", value="ceased", disputes="c")) == ["there is no statement `c` to dispute"]
    assert faults(line("a", disputes="a")) == ["a statement does not dispute itself"]
    other = line("b", "identity_public", "true", disputes="a")
    assert faults(line("a"), other) == ["`a` is about `hostilities`, not about `identity_public`"]
    same = line("b", disputes="a")
    assert faults(line("a"), same) == ["`a` leaves open what this statement says, so they do not contradict each other"]


def test_what_is_recorded_of_a_statement_is_shown(tmp_path):
    path = tmp_path / "case.yaml"
    disputing = line(
        "b",
        "risk_within_torture(PRK)",
        "false",
        judged_by="the State itself",
        disputes="t",
        generated="true",
        translation="from Korean by a newspaper",
        grade="E5",
    )
    path.write_text(text(*HELD, TORTURE, disputing), encoding="utf-8")
    shown = " ".join(run("why", "PRK", str(path)).out.replace("│", " ").split())
    assert "made by a machine; translated from Korean by a newspaper; contradicts t" in shown
    assert "[too weak: its grade, F6 as of all text made by a machine, is below the standard of proof" in shown
    assert "rests on judgement: risk_within_torture(PRK) is true, in the judgement of a court" in shown


# --- names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Ri Chol-su said so", ("Ri Chol-su",)),
        ("a letter of Paek Song Il and of Kim Chol-min", ("Paek Song Il", "Kim Chol-min")),
        ("Park Jeong-hoon told the paper", ("Park Jeong-hoon",)),
        ("Sgt. Petrov and Dr. Smith", ("Sgt. Petrov", "Dr. Smith")),
        ("Ivan Ivanovich Petrov", ("Ivan Ivanovich Petrov",)),
        ("показав Іваненко Іван Іванович", ("Іваненко Іван Іванович",)),
        ("a man named Gildong", ("Gildong",)),
        ("soldier A, the older of the two", ()),
        ("An Assembly, an Order and An Amnesty", ()),
        ("Mr. Ri Kwang-su", ("Mr. Ri Kwang-su",)),
        ("the Korea Institute for National Unification, Seoul", ()),
        ("Ministry of Foreign Affairs of the Republic of Korea", ()),
        ("European Court of Human Rights, K.J. and Others v. Russia", ()),
        ("interview in the Chosun Ilbo", ()),
        ("the Han River and the Song Dynasty", ()),
        ("the major Powers; a private interview; the captain of the ship", ()),
    ],
)
def test_what_looks_like_the_name_of_a_person(words, names):
    assert named(words) == names
