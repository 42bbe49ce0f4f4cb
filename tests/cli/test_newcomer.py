"""What a new user stumbled over, kept from coming back."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import run

CASE = """schema: pow-options/case/1
id: mine
title: mine
roles: {detaining_power: UKR, power_served: RUS, state_of_origin: PRK, third_state: none}
facts:
  hostilities: active
  risk_within_torture(PRK): false
"""


def test_an_answer_is_not_written_over_its_case(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(CASE, encoding="utf-8")
    for words in (["assess", str(path)], ["why", "PRK", str(path)], ["case", "check", str(path)]):
        assert run(*words, "-o", str(path)).status == 2
    assert path.read_text(encoding="utf-8") == CASE


def test_a_judgement_settled_without_saying_whose_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(CASE, encoding="utf-8")
    ran = run("case", "check", str(path))
    assert ran.status == 0
    assert f"{path}:7:3: warning: `risk_within_torture(PRK)` is a judgement, settled without saying whose" in ran.out


def test_an_open_route_names_whose_judgements_open_it() -> None:
    told = " ".join(run("assess", "history/ordinary-prisoner").out.split())
    assert "risk_within_torture(RUS) is false, by the competent body of Ukraine" in told


def test_a_law_date_that_leaves_law_out_is_told() -> None:
    told = " ".join(run("assess", "kursk/soldier-a", "--law-on", "1952-06-01").out.split())
    head = "on the law date 1952-06-01 these do not bind UKR, or not yet or no longer: "
    assert head in told
    named = told.split(head, 1)[1].split("└─", 1)[0]
    assert all(name in named for name in ("CAT", "ECHR", "GC III", "ICCPR", "Refugee Convention"))


def test_a_date_before_the_record_is_told() -> None:
    assert "lies before anything this case records" in " ".join(
        run("assess", "kursk/soldier-a", "--as-of", "2010-01-01").out.split()
    )


def test_a_hypothesis_stands_at_the_head() -> None:
    for words in (["assess", "kursk/soldier-a"], ["why", "PRK", "kursk/soldier-a"]):
        out = run(*words, "--if", "hostilities=ceased", "--without", "cat-3-1").out
        head = out.split("\n\n", maxsplit=1)[0]
        assert "assumed, not established: hostilities = ceased" in head
        assert "switched off: cat-3-1" in head


def test_a_scaffold_is_sound_and_stays_so_at_the_first_edit(tmp_path: Path) -> None:
    text = run("case", "new", "--detaining-power", "UKR", "--power-served", "RUS").out
    path = tmp_path / "mine.yaml"
    edited = text.replace("#facts:", "facts:").replace(
        "#  hostilities: active | one_ally_ceased | ceased", "  hostilities: active"
    )
    assert edited != text
    for content in (text, edited):
        path.write_text(content, encoding="utf-8")
        assert run("case", "check", str(path)).status == 0
