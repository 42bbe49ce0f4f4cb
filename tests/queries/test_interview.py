"""An interview asks what can matter, takes answers back, and writes a case that gives the same ranking."""

from __future__ import annotations

import io
import random
import sys

import pytest

import pow_options as po
from pow_options import api
from pow_options.assessment.measuring import ranked
from pow_options.cases import check_case, parse_case
from tests.cli.running import run
from tests.law.packs import ROLES
from tests.queries.test_against_enumeration import drawn  # noqa: F401 - a fixture


@pytest.mark.parametrize("seed", range(10))
def test_the_ranking_of_a_case_from_answers_alone(seed, drawn):  # noqa: F811 - the fixture
    asked, _ = drawn(seed)
    pick = random.Random(seed)
    truth = {name: pick.choice(("true", "false", None)) for name in "abuv"}
    truth |= {"n": pick.choice(("low", "mid", "high", None)), "admits(KOR)": pick.choice(("true", None))}
    if truth["a"] == "true" and truth["n"] == "low":
        truth["n"] = "mid"
    talk = api.interview(asked.pack, roles=ROLES)
    while (item := talk.next()) is not None:
        talk.answer(item.fact, truth[item.fact])
    assert len(talk.answers) == len({answer.fact for answer in talk.answers})
    known = {key.replace("(", ":").rstrip(")"): value for key, value in truth.items() if value is not None}
    whole = po.assess(parse_case(talk.case("x", "x").split("statements:")[0], "x"), asked.pack, assume=known)
    statuses = {name: status for name, status, _ in ranked(whole.evaluation)}
    assert {name: status for name, status, _ in ranked(talk.evaluation())} == statuses
    case = parse_case(talk.case("x", "x"), "x")
    check_case(case, asked.pack)
    assert ranked(po.assess(case, asked.pack).evaluation) == ranked(talk.evaluation())


def test_nothing_is_asked_that_cannot_matter(drawn):  # noqa: F811 - the fixture
    asked, _ = drawn(2)
    talk = api.interview(asked.pack, roles=ROLES)
    while (item := talk.next()) is not None:
        assert 0 < item.share <= 1
        assert item.moves
        talk.answer(item.fact, None)
    assert talk.next() is None


def test_an_answer_can_be_taken_back(drawn):  # noqa: F811 - the fixture
    asked, _ = drawn(3)
    talk = api.interview(asked.pack, roles=ROLES)
    first = talk.next()
    assert first is not None
    talk.answer(first.fact, first.values[0][0])
    assert talk.back() == (first.fact, first.values[0][0])
    assert talk.next() == first
    assert talk.back() is None


# --- at the terminal ----------------------------------------------------------------------------------


@pytest.fixture
def talk(monkeypatch, tmp_path, drawn):  # noqa: F811 - the fixture
    """Answer at the terminal, with a small pack."""
    asked, _ = drawn(4)
    from tests.law import packs  # noqa: PLC0415 - where the tiny packs are written

    rules = [packs.rule("no", when="a and n == low", forbid=["return"]), packs.rule("b", when="b", forbid=["stay"])]
    packs.tiny(tmp_path, rules, facts={"n": packs.fact("enum")})
    _ = asked

    def with_answers(text, *words):
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))
        return run("interview", "--pack", str(tmp_path / "tiny"), *words)

    return with_answers


NAMED = ("--detaining-power", "UKR", "--power-served", "RUS", "--state-of-origin", "PRK", "--third-state", "KOR")


def test_questions_on_one_side_and_the_case_on_the_other(talk):
    ran = talk("\n".join(["?"] * 20) + "\n", *NAMED)
    assert ran.status == 0
    assert ran.out.startswith("schema: pow-options/case/1\n")
    assert "Nothing further can change a status or the order." in ran.err
    assert "It decides" in ran.err


def test_what_is_no_answer_is_asked_again_and_back_takes_back(talk):
    ran = talk("perhaps\nlow\nback\nhigh\n" + "?\n" * 20, *NAMED)
    assert ran.status == 0
    assert "`perhaps` is no answer to this." in ran.err
    assert "Taken back: " in ran.err
    assert "value: high" in ran.out


def test_the_end_of_the_input_stops_and_loses_nothing(talk, tmp_path):
    path = tmp_path / "mine.yaml"
    ran = talk("low\n", *NAMED, "-o", str(path))
    assert ran.status == 4
    assert "answer-1" in path.read_text(encoding="utf-8")
    assert "what was not asked can still change the answer" in ran.err
    again = talk("yes\n", *NAMED, "-o", str(path))
    assert (again.status, again.out) == (2, "")


def test_roles_left_out_are_asked_for(talk):
    ran = talk("UKR\nnarnia\nRUS\nPRK\nnone\n" + "?\n" * 20)
    assert ran.status == 0
    assert "`narnia` is not a State this pack knows" in ran.err
    assert "power_served: RUS" in ran.out
    assert "third_state: none" in ran.out


def test_somebody_detains_him(talk):
    ran = talk("", *NAMED[2:])
    assert ran.status == 3
    assert "somebody detains him" in ran.err
