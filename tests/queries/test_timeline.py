"""The timelines of the two soldiers move where the record moves, and by what.

The record is that of human-rights-rok-ukraine.md B9 and C, and of the notes in the two cases: January 2025 no wish for
the South, and a nod on the captor's video; February and March 2025 A asks for the South, B is undecided; October to
December 2025 both ask; 2026 the positions of the United Nations and the assurance reported on 6 March.
"""

from __future__ import annotations

import json
from functools import cache
from xml.etree import ElementTree as ET

import pytest

import pow_options as po
from tests.cases.writing import read
from tests.cli.running import run
from tests.conformance.answers import SOLDIER_A, SOLDIER_B, SOLDIERS, ask, law

SVG = "{http://www.w3.org/2000/svg}"


@cache
def line(case, **more):
    return po.timeline(case, law(), **more)


def at(case, day):
    (found,) = [point for point in line(case).points if point.date == day]
    return found


def because(point):
    """What the move of the ranking at a date is put down to: facts with the statements they then rest on."""
    return {(item.key, item.values[1]): item.statements[1] for item in point.because}


def moved(point, kind):
    return {item.route or item.option: item for item in point.moved if item.kind == kind}


@pytest.mark.parametrize("soldier", SOLDIERS)
def test_there_is_a_point_for_every_day_something_became_known(soldier):
    known = sorted({item.known_on.isoformat() for item in po.load_case(soldier).file.statements})
    assert [point.date for point in line(soldier).points] == known
    assert all(point.law_on == point.date for point in line(soldier).points)


@pytest.mark.parametrize("soldier", SOLDIERS)
def test_every_statement_stands_at_the_day_it_became_known_and_once(soldier):
    found = [(item.statement, point.date) for point in line(soldier).points for item in point.known]
    assert sorted(found) == sorted(
        (item.id, item.known_on.isoformat()) for item in po.load_case(soldier).file.statements
    )


@pytest.mark.parametrize("soldier", SOLDIERS)
@pytest.mark.parametrize("day", ["2025-01-12", "2025-03-04", "2026-05-13"])
def test_a_point_is_the_assessment_of_that_day(soldier, day):
    # Verified by asking the question itself: options in the same order, with the same status and route.
    result = ask(soldier, as_of=day)
    told = [(item.id, item.rank, item.status, item.route) for item in at(soldier, day).options]
    assert told == [(item.id, item.rank, item.status, item.route) for item in result.options]
    assert list(at(soldier, day).ranking) == [item.state for item in result.options]


@pytest.mark.parametrize("soldier", SOLDIERS)
def test_january_2025_nobody_asks_for_the_south(soldier):
    # The nod to the DPRK, before the captor's camera, opens nothing, and the South is not first.
    point = at(soldier, "2025-01-12")
    assert point.ranking[0] == "UKR"
    assert {item.state: item.status for item in point.options}["PRK"] == "barred"


def test_a_asks_for_the_south_in_february_and_is_certain_in_march():
    february, march = at(SOLDIER_A, "2025-02-19"), at(SOLDIER_A, "2025-03-04")
    assert february.ranking[0] == "UKR"
    # The Republic agrees to receive whoever asks: the South comes within reach.
    assert [(m.before, m.after) for m in february.moved if m.route == "release_and_travel"] == [("unknown", "in")]
    assert march.ranking[:2] == ("KOR", "UKR")
    assert because(march) == {("wishes(KOR)", "wants"): ("lawmaker-kor",)}
    assert march.complete
    assert moved(march, "rank")["third_state"].criterion == "wish"


def test_b_is_undecided_until_october():
    for day in ("2025-02-20", "2025-03-04", "2025-04-28"):
        assert at(SOLDIER_B, day).ranking[0] == "UKR"
        assert not at(SOLDIER_B, day).because
    october = at(SOLDIER_B, "2025-10-31")
    assert october.ranking[:2] == ("KOR", "UKR")
    assert ("request-kor",) in because(october).values()


def test_a_had_asked_before_so_october_moves_no_rank_of_his():
    # He wants in October what he wanted in March; what is new is that he can travel.
    october = at(SOLDIER_A, "2025-10-31")
    assert not moved(october, "rank")
    assert not october.because
    assert "gc3-119-1-fit" in moved(october, "conditions")["handover"].by


@pytest.mark.parametrize("soldier", SOLDIERS)
@pytest.mark.parametrize(("day", "statement"), [("2025-12-24", "letter-kor"), ("2026-01-20", "film-kor")])
def test_letter_and_film_are_copies_and_move_nothing(soldier, day, statement):
    # All three come from one meeting in October: three reports, one voice.
    point = at(soldier, day)
    assert {item.statement: item.use for item in point.known}[statement] == "same_voice"
    assert point.moved == ()


@pytest.mark.parametrize("soldier", SOLDIERS)
def test_2026_brings_the_rapporteur_and_the_reported_word(soldier):
    february = at(soldier, "2026-02-06")
    assert "positions_2026-rapporteur" in moved(february, "reasons")["release_and_travel"].by
    march = at(soldier, "2026-03-06")
    for route in ("handover", "return"):
        assert "unilateral_declarations-word" in moved(march, "reasons")[route].by
    assert not march.because, "a reported assurance answers no risk and changes no rank"


@pytest.mark.parametrize("soldier", SOLDIERS)
def test_weak_words_move_nothing(soldier):
    # An activist's guess (C4) and a statement of law that finds no risk (A6) are below the standard.
    for day, statement in (
        ("2026-02-18", "activist-doubts-execution"),
        ("2026-05-13", "high-commissioner-non-refoulement"),
    ):
        point = at(soldier, day)
        assert {item.statement: item.use for item in point.known}[statement] == "too_weak"
        assert point.moved == ()


def test_the_judgement_that_russia_would_pass_him_on_bars_the_hand_over():
    point = at(SOLDIER_A, "2025-01-11")
    assert because(point) == {("onward_to_origin(RUS)", "true"): ("russia-would-pass-him-on",)}
    status = moved(point, "status")["handover"]
    assert (status.before, status.after) == ("open_if", "barred")
    assert "cat-3-1-onward" in status.by


def test_a_fixed_law_does_not_move():
    old = line(SOLDIER_A, law_on="1960-01-01")
    assert {point.law_on for point in old.points} == {"1960-01-01"}
    assert old.law_on == "1960-01-01"
    assert line(SOLDIER_A).law_on is None


def test_a_hypothesis_holds_at_every_date():
    found = line(SOLDIER_A, assume=frozenset())
    assert found == line(SOLDIER_A)
    ceased = po.timeline(SOLDIER_A, law(), assume={"hostilities": "ceased"})
    assert ceased.assumed == {"hostilities": "ceased"}
    assert all({o.state: o.route for o in p.options}["UKR"] != "internment" for p in ceased.points[2:])


def test_a_case_without_statements_has_one_point():
    text = po.case_new(roles={"detaining_power": "UKR", "power_served": "RUS"})
    found = po.timeline(read(text), law())
    assert [point.date for point in found.points] == [law().recorded_on.isoformat()]
    assert po.render(found).startswith("A prisoner of war")


# --- shown ----------------------------------------------------------------------------------------


def test_as_text_there_is_a_picture_and_a_table():
    text = run("timeline", SOLDIER_A).out
    picture = text.partition("\nPicture\n")[2].partition("\nTable\n")[0].splitlines()
    assert picture[0].split() == ["rank", *map(str, range(1, 18))]
    assert picture[1].split()[1].startswith("UKR+──UKR+")
    assert picture[1].rstrip().endswith("KOR~──KOR~")
    assert max(map(len, picture[:5])) <= 110
    assert "2025-03-04  2    " in text
    assert "wishes(KOR): wants or accepts -> wants (rests on interview-kor / lawmaker-kor)" in text


def test_json_has_the_keys_of_the_contract():
    data = json.loads(run("timeline", SOLDIER_A, "--format", "json").out)
    assert {"date", "known", "ranking", "moved"} <= set(data["points"][0])
    assert data["points"][-1]["ranking"] == ["KOR", "UKR", "RUS", "PRK"]


def test_svg_is_a_picture_that_is_well_formed_and_says_itself_in_words():
    root = ET.fromstring(run("timeline", SOLDIER_A, "--format", "svg").out)  # noqa: S314 - our own
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert "KOR open if in rank 2 at first and open if in rank 1 at last" in str(root.findtext(f"{SVG}desc"))
    lines = root.findall(f"{SVG}polyline")
    assert [len(item.get("points", "").split()) for item in lines] == [len(line(SOLDIER_A).points)] * 4


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_the_picture_stands_in_html_and_markdown(form):
    text = run("timeline", SOLDIER_B, "--format", form).out
    assert text.count("<svg ") == text.count("</svg>") == 1
    assert "<script" not in text
    assert "http" not in text.partition("<svg")[0]
    if form == "html":
        assert text.startswith("<!DOCTYPE html>")
        assert "This is not legal advice." in text


@pytest.mark.parametrize("form", ["html", "svg", "markdown", "text", "json"])
def test_what_a_stranger_wrote_is_shown_and_does_nothing(form, tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(
        "schema: pow-options/case/1\nid: x\ntitle: '<script>alert(1)</script> & \"quotes\"'\n"
        "roles: {detaining_power: UKR, power_served: RUS, state_of_origin: PRK, third_state: KOR}\n"
        "statements:\n"
        "  - {id: s, fact: hostilities, value: active, known_on: 2025-01-01, source: '<b>x</b>', grade: A1}\n"
        "  - {id: t, fact: armed_conflict, value: true, known_on: 2025-01-02, source: '</svg>', grade: A1}\n",
        encoding="utf-8",
    )
    ran = run("timeline", str(path), "--format", form)
    assert ran.status == 0
    if form in {"html", "svg"}:
        assert "<script>" not in ran.out
        assert "<b>x" not in ran.out
    if form == "svg":
        ET.fromstring(ran.out)  # noqa: S314 - our own


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["timeline", "nowhere.yaml"], 3, "no such file"),
        (["timeline", SOLDIER_A, "--law-on", "2025-02-30"], 2, "`2025-02-30` is not a date"),
        (["timeline", SOLDIER_A, "--format", "png"], 2, "`png` is not a format"),
        (["timeline", SOLDIER_A, "--as-of", "2025-01-01"], 2, "no such option"),
        (["timeline", SOLDIER_A, "--if", "hostilities=over"], 2, "`over` is not a value of `hostilities`"),
    ],
)
def test_put_wrongly(words, status, says):
    ran = run(*words)
    assert (ran.status, ran.out) == (status, "")
    assert says in ran.err.lower()
