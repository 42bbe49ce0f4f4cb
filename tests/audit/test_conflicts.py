"""Pairs of rules that collide with nothing to say which prevails are found, each with a case that truly shows it."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from pow_options.api import assess, rules_check
from pow_options.audit import Report
from pow_options.law import load_pack
from pow_options.source import InvalidData, write_folder
from tests.cli.running import run
from tests.law.packs import Json, conclusion, fact, instrument, question, rule, tiny

READS = [rule("reads-q", when="q", support=["stay"])]
Q: Json = {"conclusions": {"q": conclusion()}}
CUSTOM: Json = {"kind": "custom", "emerged": "1949-08-12"}


def checked(to: Path, rules: list[Json], **parts: Any) -> Report:
    tiny(to, rules, **parts)
    return rules_check(str(to / "tiny"))


def pairs(report: Report, *, declared: bool = False) -> set[tuple[str, str]]:
    assert report.analysis is not None
    return {item.rules for item in report.analysis.conflicts if (item.declared is not None) is declared}


def shows(report: Report, to: Path) -> dict[tuple[str, str], Any]:
    """Save every case, run the command shown with it, and return the outcomes of the rules by pair."""
    found: dict[tuple[str, str], Any] = {}
    assert report.analysis is not None
    for item in report.analysis.conflicts:
        if item.declared is None:
            assert item.case is not None
            assert item.file is not None
            assert item.command is not None
            (to / item.file).write_text(item.case, encoding="utf-8")
            words = shlex.split(item.command)
            assert words[:3] == ["pow-options", "assess", item.file]
            ran = run("assess", str(to / item.file), *words[3:], "--format", "json")
            assert ran.status == 0, ran.err
            answer = json.loads(ran.out)
            found[item.rules] = {
                (route["id"], reason["rule"], *reason["by"])
                for option in answer["options"]
                for route in option["routes"]
                for reason in route["reasons"]
                if reason["outcome"] == "collides"
            } | {note["says"] for note in answer["diagnostics"] if note["code"] == "collision"}
    return found


def test_a_prohibition_and_an_obligation_with_no_priority(tmp_path: Path):
    rules = [rule("no", when="a", forbid=["handover"]), rule("yes", when="b", oblige=["handover", "travel"])]
    report = checked(tmp_path, rules)
    assert pairs(report) == {("law-no", "law-yes")}
    assert not report.sound
    told = [item for item in report.faults if "law-no" in item.message]
    assert [item.message for item in told] == [
        "`law-no` forbids `handover` and `law-yes` obliges it; both can stand, and nothing says which prevails"
    ]
    assert told[0].file.endswith("law/law.yaml")
    assert shows(report, tmp_path)["law-no", "law-yes"] >= {
        ("handover", "law-no", "law-yes"),
        ("handover", "law-yes", "law-no"),
    }


@pytest.mark.parametrize("over", ["no", "yes"])
def test_one_that_overrides_the_other_settles_it(tmp_path: Path, over: str):
    rules = [
        rule("no", when="a", forbid=["handover"], over=["yes"] if over == "no" else []),
        rule("yes", when="b", oblige=["handover"], over=["no"] if over == "yes" else []),
    ]
    assert pairs(checked(tmp_path, rules)) == set()


def test_a_priority_on_one_of_two_readings_leaves_the_other(tmp_path: Path):
    entry = {"rule": "law-yes", "reading": {"k": "x"}}
    rules = [rule("no", when="a", forbid=["handover"], over=[entry]), rule("yes", when="b", oblige=["handover"])]
    report = checked(tmp_path, rules, questions=[question("k")])
    assert pairs(report) == {("law-no", "law-yes")}
    assert report.analysis is not None
    assert report.analysis.conflicts[0].readings == {"k": "y"}
    assert shows(report, tmp_path)["law-no", "law-yes"]


def test_what_lifts_one_of_them_only_sometimes(tmp_path: Path):
    rules = [
        rule("no", when="a", forbid=["handover"]),
        rule("yes", when="b", oblige=["handover"]),
        rule("may", when="a and u", permit=["handover"], over=["no"]),
    ]
    report = checked(tmp_path, rules)
    assert pairs(report) == {("law-no", "law-yes")}
    # The case leaves open what would lift the prohibition.
    assert report.analysis is not None
    assert "u:" not in str(report.analysis.conflicts[0].case)


def test_what_always_lifts_one_of_them(tmp_path: Path):
    rules = [
        rule("no", when="a", forbid=["handover"]),
        rule("yes", when="b", oblige=["handover"]),
        rule("may", when="a", permit=["handover"], over=["no"]),
    ]
    assert pairs(checked(tmp_path, rules)) == set()


def test_a_conclusion_and_its_opposite(tmp_path: Path):
    rules = [rule("is", when="a", conclude="q"), rule("is-not", when="b", conclude="not q"), *READS]
    report = checked(tmp_path, rules, **Q)
    assert pairs(report) == {("law-is", "law-is-not")}
    told = [item.message for item in report.faults if "law-is-not" in item.message]
    assert told == [
        "`law-is` concludes `q` and `law-is-not` the opposite; both can apply, and nothing says which prevails"
    ]
    assert any("law-is-not" in str(item) for item in shows(report, tmp_path)["law-is", "law-is-not"])


def test_a_team_settles_it(tmp_path: Path):
    # Another rule for the same conclusion, that applies whenever the first does, beats what is against it.
    rules = [
        rule("is", when="a", conclude="q"),
        rule("is-too", when="a or u", conclude="q", over=["is-not"]),
        rule("is-not", when="b", conclude="not q"),
        *READS,
    ]
    assert pairs(checked(tmp_path, rules, **Q)) == set()


def test_a_conflict_that_never_rules_out(tmp_path: Path):
    rules = [rule("no", when="a", forbid=["handover"]), rule("yes", when="b", oblige=["handover"])]
    never = [{"when": "a and u", "because": "so it is"}, {"when": "b and not u", "because": "so it is"}]
    assert pairs(checked(tmp_path, rules, never=never)) == set()


def test_a_conflict_that_never_leaves_open_has_a_case_within_it(tmp_path: Path):
    rules = [rule("no", when="a", forbid=["handover"]), rule("yes", when="b and not u", oblige=["handover"])]
    report = checked(tmp_path, rules, never=[{"when": "a and v", "because": "so it is"}])
    assert shows(report, tmp_path)["law-no", "law-yes"]


def test_a_conflict_while_something_is_unknown_is_said_to_be_one(tmp_path: Path):
    rules = [
        rule("no", when="a", unless="u", forbid=["handover"]),
        rule("yes", when="a", unless="not u", oblige=["handover"]),
    ]
    report = checked(tmp_path, rules)
    assert report.analysis is not None
    assert [item.only_while_unknown for item in report.analysis.conflicts] == [True]
    assert any("while something is unknown" in item.message for item in report.faults)
    assert shows(report, tmp_path)["law-no", "law-yes"]


def test_part_of_an_enumeration_left_open(tmp_path: Path):
    # Both apply only while `low` is ruled out and nothing else is.
    rules = [
        rule("no", when="n in [mid, high]", unless="n == mid", forbid=["handover"]),
        rule("yes", when="n in [mid, high]", unless="n == high", oblige=["handover"]),
    ]
    report = checked(tmp_path, rules, facts={"n": fact("enum", kind="judgement")})
    assert report.analysis is not None
    assert "value: [mid, high]" in str(report.analysis.conflicts[0].case)
    assert shows(report, tmp_path)["law-no", "law-yes"]


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        ("d > 2020-01-01", "d < 2020-01-03", True),
        ("d > 2020-01-01", "d < 2020-01-02", False),
        ("days_since(d) > 10", "days_since(d) < 12", True),
        ("days_since(d) > 10", "days_since(d) < 11", False),
        ("n > 1", "n < 2", True),
        ("n >= 2", "n < 2", False),
        ("n > 1.5", "n < 1.6", True),
    ],
)
def test_numbers_and_dates(tmp_path: Path, one: str, other: str, met: bool):
    rules = [rule("no", when=one, forbid=["handover"]), rule("yes", when=other, oblige=["handover"])]
    report = checked(tmp_path, rules, facts={"d": fact("date"), "n": fact("number")})
    assert pairs(report) == ({("law-no", "law-yes")} if met else set())
    assert set(shows(report, tmp_path)) == pairs(report)


@pytest.mark.parametrize(
    ("when", "roles"),
    [
        ("destination == state_of_origin", lambda r: r["power_served"] == r["state_of_origin"]),
        ("third_state == state_of_origin", lambda r: r["third_state"] == r["state_of_origin"] != "none"),
        ("admits(third_state) or a", lambda r: r["power_served"] != "none"),
    ],
)
def test_roles_that_coincide(tmp_path: Path, when: str, roles: Any):
    rules = [rule("no", when=when, forbid=["handover"]), rule("yes", when="b", oblige=["handover"])]
    report = checked(tmp_path, rules)
    assert shows(report, tmp_path)["law-no", "law-yes"]
    case = (tmp_path / "conflict-law-no-and-law-yes.yaml").read_text(encoding="utf-8")
    bound = dict(line.split(": ") for line in case.split("roles:\n")[1].replace("  ", "").splitlines()[:4])
    assert roles(bound)


def test_a_conflict_that_needs_two_states_bound_at_one_time(tmp_path: Path):
    # The pact left the treaty's only Party the day before the treaty began to bind it.
    def treaty(name: str, rules: list[Json], **parties: Json) -> Json:
        return instrument(name, rules, kind="treaty", in_force="1950-01-01", parties=parties)

    no = {**rule("x", when="a", forbid=["handover"]), "id": "pact-no"}
    yes = {**rule("x", when="b", oblige=["handover"]), "id": "treaty-yes"}
    ended = {"in_force": "1960-01-01", "until": "1970-01-01"}
    apart = [treaty("pact", [no], UKR=ended), treaty("treaty", [yes], UKR={"in_force": "1970-01-01"})]
    report = checked(tmp_path / "apart", [], laws=apart)
    assert pairs(report) == set()
    together = [treaty("pact", [no], UKR=ended), treaty("treaty", [yes], UKR={"in_force": "1969-12-31"})]
    report = checked(tmp_path / "together", [], laws=together)
    assert pairs(report) == {("pact-no", "treaty-yes")}
    assert report.analysis is not None
    assert report.analysis.conflicts[0].law_on == "1969-12-31"
    assert shows(report, tmp_path)["pact-no", "treaty-yes"]


def test_one_state_cannot_play_two_roles_as_if_there_were_two(tmp_path: Path):
    # The treaty binds its two sides; with one Party there is no other side.
    def law(count: int) -> list[Json]:
        parties = {code: {"in_force": "1950-01-01"} for code in ("UKR", "RUS")[:count]}
        yes = {**rule("x", when="b and detaining_power != power_served", oblige=["handover"]), "id": "treaty-yes"}
        between = ["power_served"]
        return [instrument("treaty", [yes], kind="treaty", in_force="1950-01-01", parties=parties, between=between)]

    no = [rule("no", when="a", forbid=["handover"])]
    assert pairs(checked(tmp_path / "one", no, laws=law(1))) == set()
    report = checked(tmp_path / "two", no, laws=law(2))
    assert pairs(report) == {("law-no", "treaty-yes")}
    assert shows(report, tmp_path)["law-no", "treaty-yes"]


def test_domestic_law_collides_only_where_its_own_state_acts(tmp_path: Path):
    own = {**rule("x", when="a", forbid=["handover"], binds="KOR"), "id": "home-no"}
    home = instrument("home", [own], kind="domestic", state="KOR", in_force="1950-01-01")
    report = checked(tmp_path, [rule("yes", when="b", oblige=["handover"])], laws=[home])
    assert pairs(report) == {("home-no", "law-yes")}
    assert "detaining_power: KOR" in str(report.cases)
    assert shows(report, tmp_path)["home-no", "law-yes"]


def test_a_pair_declared_by_either_side_is_reported_and_no_fault(tmp_path: Path):
    for side in ("no", "yes"):
        rules = [
            rule("no", when="a", forbid=["handover"], **({"contested_with": ["law-yes"]} if side == "no" else {})),
            rule("yes", when="b", oblige=["handover"], **({"contested_with": ["law-no"]} if side == "yes" else {})),
        ]
        report = checked(tmp_path / side, rules)
        assert pairs(report) == set()
        assert pairs(report, declared=True) == {("law-no", "law-yes")}
        assert report.analysis is not None
        assert [item.declared for item in report.analysis.conflicts] == ["contested_with"]
        assert not any("law-no" in item.message for item in report.findings)


def test_a_declared_pair_that_cannot_collide_is_a_warning(tmp_path: Path):
    rules = [
        rule("no", when="a and b", forbid=["handover"], contested_with=["law-yes"]),
        rule("yes", when="b and not a", oblige=["handover"]),
    ]
    report = checked(tmp_path, rules)
    told = [(item.severity, item.message) for item in report.findings if "law-yes" in item.message]
    assert told == [("warning", "`law-no` and `law-yes` are declared to collide, and cannot")]


def unresolved(name: str, position: str, *positions: str) -> Json:
    made = question(name, (position, *positions), position)
    made["positions"][-1]["unresolved"] = True
    return made


def test_a_position_that_leaves_it_open_declares_what_hangs_on_the_question(tmp_path: Path):
    entry = {"rule": "law-yes", "reading": {"k": "x"}}
    rules = [
        rule("no", when="a", forbid=["handover"], over=[entry]),
        rule("other", when="u", forbid=["handover"]),
        rule("yes", when="b", oblige=["handover"]),
    ]
    report = checked(tmp_path / "two", rules, questions=[unresolved("k", "x", "y")])
    # The other pair does not hang on the question.
    assert pairs(report, declared=True) == {("law-no", "law-yes")}
    assert pairs(report) == {("law-other", "law-yes")}
    assert report.analysis is not None
    assert {item.declared for item in report.analysis.conflicts} == {None, "k=y"}
    # A third position, of which nothing is said, is a gap.
    report = checked(tmp_path / "three", rules, questions=[unresolved("k", "x", "z", "y")])
    assert pairs(report) == {("law-no", "law-yes"), ("law-other", "law-yes")}


def test_a_rule_that_holds_under_such_a_position_is_declared_too(tmp_path: Path):
    rules = [
        rule("no", when="a", forbid=["handover"], reading={"k": "y"}),
        rule("yes", when="b", oblige=["handover"]),
    ]
    report = checked(tmp_path, rules, questions=[unresolved("k", "x", "y")])
    assert pairs(report) == set()
    assert pairs(report, declared=True) == {("law-no", "law-yes")}


def test_cases_are_written_whole_or_not_at_all(tmp_path: Path):
    rules = [
        rule("no", when="a", forbid=["handover"]),
        rule("neither", when="u", forbid=["handover"]),
        rule("yes", when="b", oblige=["handover"]),
    ]
    tiny(tmp_path, rules)
    folder = tmp_path / "cases"
    ran = run("rules", "check", "--pack", str(tmp_path / "tiny"), "--cases", str(folder), "--format", "json")
    assert ran.status == 1
    data = json.loads(ran.out)
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert written == {item["file"]: item["case"] for item in data["analysis"]["conflicts"]}
    assert len(written) == 2
    pack = load_pack(tmp_path / "tiny")
    for path in folder.iterdir():
        assert assess(str(path), pack)["power_served"].status == "contested"
    again = run("rules", "check", "--pack", str(tmp_path / "tiny"), "--cases", str(folder))
    assert again.status == 3
    assert "there is something here already" in again.err
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == written


def test_a_folder_that_fails_half_way_is_not_there(tmp_path: Path):
    with pytest.raises(InvalidData):
        write_folder(tmp_path / "made", {"good.yaml": "a: 1\n", "no/such/place.yaml": "b: 2\n"})
    assert list(tmp_path.iterdir()) == []


def test_the_bound_is_stated(tmp_path: Path):
    report = checked(tmp_path, [rule("no", when="a", forbid=["handover"])], questions=[question("k", ("x", "y", "z"))])
    assert report.analysis is not None
    bound = report.analysis.bound
    # Fifteen ways to divide four roles, and those in which one, two or all three of the others are played by nobody.
    assert (bound.patterns, bound.readings, bound.complete) == (15 + 3 * 5 + 3 * 2 + 1, 3, True)
    assert "37 patterns" in run("rules", "check", "--pack", str(tmp_path / "tiny")).out
