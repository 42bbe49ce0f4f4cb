"""Scenarios are judged by the engine that answers everything else; an expectation that fails is told at its line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pow_options.api import assess, rules_test
from pow_options.law import load_pack
from tests.audit.scenes import complete, scene, small, write
from tests.cli.running import run
from tests.law.packs import ROLES, copied

Told = tuple[int, int, str, str]


def told(root: Path, *names: str) -> list[Told]:
    return [(item.line, item.column, item.message, item.hint) for item in rules_test(str(root), names).findings]


def place(path: Path, marker: str, after: str) -> tuple[int, int]:
    """Where the value of `marker` begins, looked for after `after`."""
    text = path.read_text(encoding="utf-8")
    index = text.index(marker, text.index(after)) + len(marker)
    index += len(text[index:]) - len(text[index:].lstrip(" \n"))
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


# Of a prisoner of whom a is true, b and v are false: what is expected, what is said of it, and what kept it. By the
# rules of the small pack law-bar then forbids going back and law-wait waits for v; law-duty needs v, law-leave u.
WRONG: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "status of a route": (
        {"status": {"return": "open"}},
        '"return":',
        "expected `return` to be open; it is barred",
        "barred by `law-bar`",
    ),
    "status of an option": (
        {"status": {"third_state": "open"}},
        '"third_state":',
        "expected `third_state` to be open; it is open_if",
        "",
    ),
    "outcome": (
        {"rules": {"law-duty": "applied"}},
        '"law-duty":',
        "expected `law-duty` to be applied; it is not established",
        "v is false",
    ),
    "one outcome of two": (
        {"rules": {"law-bar": ["applied", "defeated"]}},
        '"law-bar":',
        "expected `law-bar` to be defeated; it is applied",
        "it applies",
    ),
    "may apply": (
        {"rules": {"law-leave": "applied"}},
        '"law-leave":',
        "expected `law-leave` to be applied; it is pending (`may_apply`)",
        "it may still apply: u is unknown",
    ),
    "duty": (
        {"duty": {"return": "law-duty"}},
        '"return":',
        "expected the duty of `return` to be `law-duty`; it is none",
        "",
    ),
    "condition": (
        {"conditions": {"return": ["law-bar"]}},
        '"return": [',
        "expected `law-bar` among the conditions of `return`; it is not there",
        "it waits for nothing; it applies",
    ),
    "turns on": (
        {"turns_on": {"state_of_origin": ["q"]}},
        '"state_of_origin":',
        "expected `state_of_origin` to turn on `q`; it turns on nothing",
        "",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_an_expectation_that_fails_is_told_at_its_line(tmp_path: Path, name: str):
    expect, marker, message, hint = WRONG[name]
    root = small(tmp_path)
    path = write(root, scene("wrong", expect, {"a": True, "b": False, "v": False}, readings={"q": "x"}))
    line, column = place(path, marker, '"expect"')
    [(at_line, at_column, said, kept)] = told(root)
    assert (at_line, at_column, said) == (line, column, message)
    assert hint in kept
    assert kept or name == "turns on"


SUPPOSED: dict[str, dict[str, str]] = {
    "as-it-stands": {},
    "ceased": {"hostilities": "ceased"},
    "unwilling": {"wishes(RUS)": "refuses", "onward_to_origin(RUS)": "unknown"},
}


def as_assessed(supposed: dict[str, str]) -> dict[str, Any]:
    """What `assess` says of a bundled case, put as expectations."""
    result = assess("kursk/soldier-a", assume=supposed)
    routes = [route for option in result.options for route in option.routes]
    return {
        "status": {
            **{item.id: str(item.status) for item in result.options},
            **{item.id: str(item.status) for item in routes},
        },
        "duties": [item.rule for item in result.duties],
        "duty": {item.id: item.duty.rule if item.duty else "none" for item in routes},
        "conditions": {item.id: [c.rule for c in item.conditions] for item in routes if item.conditions},
        "turns_on": {item.id: list(item.turns_on) for item in result.options},
    }


def test_the_same_answer_as_everywhere_else_and_no_other(tmp_path: Path):
    """A scenario on a bundled case comes to what `assess` says of that case, and any other expectation fails."""
    root = copied(tmp_path)
    right, wrong = [], []
    for name, supposed in SUPPOSED.items():
        expect = as_assessed(supposed)
        right.append(scene(name, expect, supposed, case="kursk/soldier-a"))
        for key, values in (
            ("status", ["required", "open", "open_if", "contested", "barred"]),
            ("turns_on", [[], ["will"]]),
        ):
            wrong += [
                scene(f"{name}-{key}-{item}-{index}", {key: {item: value}}, after=name)
                for item, said in expect[key].items()
                for index, value in enumerate(values)
                if value != said
            ]
    write(root, *right, *wrong)
    report = rules_test(str(root), ["law"])
    assert [row.id for row in report.scenarios if row.passed] == list(SUPPOSED)
    assert len(report.failures) == len(wrong) == report.counts["failed"]


def test_the_statuses_of_soldier_a_are_not_all_alike():
    """So that the test before this one can fail."""
    assert {"open_if", "open", "barred"} <= set(as_assessed({})["status"].values())


def test_taking_over_and_taking_away(tmp_path: Path):
    root = small(tmp_path)
    write(
        root,
        scene("base", {"status": {"return": "barred"}}, {"a": True}, without=["law-wait"], readings={"q": "x"}),
        scene(
            "more",
            {"rules": {"law-duty": "applied"}, "status": {"return": "required"}},
            {"v": True},
            after="base",
        ),
        scene("less", {"rules": {"law-bar": "may_apply"}}, {"a": "unknown"}, after="base"),
        scene("off", {"rules": {"law-wait": "switched_off"}}, after="base"),
        scene("on", {"rules": {"law-wait": "applied"}}, without=[], after="base"),
        scene("elsewhere", {"status": {"third_state": "open"}}, roles={"third_state": "JPN"}, after="base"),
        scene("nowhere", {"status": {"travel": "open"}}, roles={"third_state": "none"}, after="base"),
        scene("reading", {"rules": {"law-duty": "reading_not_chosen"}}, readings={"q": "y"}, after="more"),
    )
    assert [item[2] for item in told(root)] == ["expected `travel` to be open; nobody plays the role it leads to"]


def test_dates_are_those_of_the_scenario(tmp_path: Path):
    """The tiny instrument is custom that emerged on 12 August 1949; the pack was recorded on 1 January 2026."""
    root = small(tmp_path)
    bar = scene("now", {"rules": {"law-bar": "applied"}}, {"a": True})
    write(
        root,
        bar,
        scene("before", {"rules": {"law-bar": "not_binding"}}, law_on="1949-08-11", after="now"),
        scene("then", {"rules": {"law-bar": "applied"}}, law_on="1949-08-12", after="now"),
    )
    assert told(root) == []


def test_hypotheses_on_a_bundled_case(tmp_path: Path):
    """A conclusion may be assumed there, and a fact of the record taken away."""
    root = copied(tmp_path)
    case = {"case": "kursk/soldier-a"}
    write(
        root,
        scene("assumed", {"conclusions": {"prisoner_of_war": False}}, {"prisoner_of_war": False}, **case),
        scene(
            "forgotten", {"conclusions": {"prisoner_of_war": "unknown"}}, {"member_of_armed_forces": "unknown"}, **case
        ),
    )
    assert told(root, "law") == []


def test_a_fact_that_changes_nothing_is_warned_of(tmp_path: Path):
    root = small(tmp_path)
    write(root, scene("idle", {"status": {"return": "open_if"}}, {"admits(JPN)": True}))
    report = rules_test(str(root))
    [found] = report.findings
    assert (found.severity, found.message) == ("warning", "no role is bound to JPN; `admits(JPN)` changes nothing")
    assert not report.failures


# --- the command ----------------------------------------------------------------------------------------------------


def test_status_and_words_of_the_command(tmp_path: Path):
    root = small(tmp_path)
    write(root, *complete())
    done = run("rules", "test", "--pack", str(root))
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"{root}: all scenarios pass, coverage is complete\n")

    write(root, *complete()[:-1])
    done = run("rules", "test", "--pack", str(root))
    assert done.status == 1
    assert done.out.startswith(f"{root}: all scenarios pass, but coverage is incomplete\n")
    line, column = place(root / "law" / "law.yaml", '"id":', '"rules"')
    here = f"{root}/law/law.yaml:{line}:{column}"
    assert f"{here}: gap: no scenario shows `law-bar` not binding\nhint: set `law_on` before it emerged" in done.out

    write(root, *complete(), scene("wrong", {"status": {"return": "open"}}, after="barred"))
    done = run("rules", "test", "--pack", str(root))
    assert done.status == 1
    assert done.out.startswith(f"{root}: scenarios fail\n")
    assert "error: expected `return` to be open; it is barred\nhint: barred by `law-bar`\n" in done.out


def test_only_some_scenarios_by_id_or_file(tmp_path: Path):
    root = small(tmp_path)
    write(root, *complete())
    write(root, scene("wrong", {"status": {"return": "open"}}, after="barred"), name="more")
    for names, status, ids in (
        (["barred"], 0, ["barred"]),
        (["law"], 0, [item["id"] for item in complete()]),
        (["lifted", "more.yaml"], 1, ["lifted", "wrong"]),
        ([f"{root}/scenarios/more.yaml"], 1, ["wrong"]),
    ):
        done = run("rules", "test", *names, "--pack", str(root), "--format", "json")
        assert done.status == status
        data = json.loads(done.out)
        assert [item["id"] for item in data["scenarios"]] == ids
        assert data["coverage"] is None
    done = run("rules", "test", "barrd", "--pack", str(root))
    assert (done.status, done.out) == (2, "")
    assert (
        done.err
        == "error: `barrd` is neither a scenario nor a scenario file of this pack\nhint: did you mean `barred`?\n"
    )


def test_a_pack_without_scenarios_shows_nothing_of_its_law(tmp_path: Path):
    root = small(tmp_path)
    done = run("rules", "test", "--pack", str(root))
    assert done.status == 1
    assert done.out.startswith(f"{root}: no scenarios, so nothing of the law is shown\n")
    assert "applied, and expected to be: 0 of 4 (0 %)" in done.out


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_the_same_bytes_every_time(tmp_path: Path, form: str):
    root = small(tmp_path)
    write(root, *complete()[:-1])
    assert run("rules", "test", "--pack", str(root), "--format", form) == run(
        "rules", "test", "--pack", str(root), "--format", form
    )


def test_what_strangers_wrote_is_shown_escaped(tmp_path: Path):
    root = small(tmp_path)
    write(root, scene("wrong", {"status": {"return": "open"}, "rules": {"law-\u202e": "applied"}}, {"a": True}))
    done = run("rules", "test", "--pack", str(root))
    assert done.status == 3
    assert "there is no rule `law-\\u202e`" in done.err


def test_scenarios_do_not_change_the_digest_of_the_law(tmp_path: Path):
    """A digest says under which law an answer was given; scenarios change no answer."""
    root = small(tmp_path)
    before = load_pack(root).sha256
    write(root, *complete())
    assert load_pack(root).sha256 == before
    assert rules_test(str(root)).pack.sha256 == before


def test_the_example_of_the_documentation_passes(tmp_path: Path):
    page = Path(__file__).resolve().parents[2] / "docs" / "writing-rules.md"
    blocks = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    [example] = [item for item in blocks if "pow-options/scenarios/1" in item]
    root = copied(tmp_path)
    (root / "scenarios").mkdir(exist_ok=True)
    (root / "scenarios" / "example_of_the_page.yaml").write_text(example, encoding="utf-8")
    report = rules_test(str(root), ["example_of_the_page"])
    assert (report.passed, report.counts["scenarios"]) == (True, 2)


def test_roles_of_the_tests_are_four_different_states():
    """The expectations above rest on it."""
    assert len(set(ROLES.values())) == 4
