"""What moves when a rule is switched off, and where nothing does whether anything can."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from pow_options.api import assess, render, rules_impact
from pow_options.audit import Impact
from pow_options.cases import example_names
from pow_options.law import load_pack
from pow_options.queries import UsageError
from tests.cli.running import run
from tests.law.packs import Json, conclusion, question, rule, tiny


def impact(to: Path, rules: list[Json], name: str, **parts: object) -> Impact:
    tiny(to, rules, **parts)  # type: ignore[arg-type]
    return rules_impact(f"law-{name}", str(to / "tiny"))


def verdict(found: Impact) -> str:
    assert found.elsewhere is not None
    return found.elsewhere.verdict


@cache
def bundled_impact(rule_id: str) -> Impact:
    """Some twenty seconds of work: all bundled cases and scenarios, with the rule and without it."""
    return rules_impact(rule_id)


@pytest.mark.xdist_group("bundled-impact")
def test_the_bundled_cases_with_and_without():
    """What `impact` says moves is what moves between two assessments, and nothing else."""
    pack = load_pack()
    name = "cat-3-1"
    found = {item.case: item for item in bundled_impact(name).moved}
    for case in example_names():
        old, new = assess(case, pack), assess(case, pack, without=[name])
        before = {r.id: (r.status, r.duty and r.duty.rule) for o in old.options for r in o.routes}
        after = {r.id: (r.status, r.duty and r.duty.rule) for o in new.options for r in o.routes}
        moves = {route for route in before if before[route] != after[route]}
        told = {r.route for r in found[case].routes if {"status", "duty"} & set(r.moved)} if case in found else set()
        assert moves <= told, case
        ranked = [o.id for o in old.options if o.distinct] != [o.id for o in new.options if o.distinct]
        assert ranked == (case in found and "ranking" in found[case].moved)


@pytest.mark.xdist_group("bundled-impact")
def test_a_reason_among_others():

    # The rule on torture is a reason against return for both soldiers.
    torture = bundled_impact("cat-3-1")
    moved = {item.case: item for item in torture.moved}
    assert {"kursk/soldier-a", "kursk/soldier-b"} <= set(moved)
    back = next(r for r in moved["kursk/soldier-a"].routes if r.route == "return")
    assert "cat-3-1" in {e.rule for e in back.with_rule.reasons} - {e.rule for e in back.without.reasons}
    assert back.without.status == "barred"  # other treaties bar it as well
    assert torture.elsewhere is None


def test_a_rule_whose_work_another_does_changes_nothing(tmp_path: Path):
    rules = [
        rule("is", when="a or b", conclude="q"),
        rule("is-too", when="a", conclude="q"),
        rule("no", when="q", forbid=["return"]),
    ]
    found = impact(tmp_path, rules, "is-too", conclusions={"q": conclusion()})
    assert found.moved == ()
    assert verdict(found) == "cannot"
    assert found.elsewhere is not None
    assert found.elsewhere.says.startswith("Shown: it changes no status")
    assert "37 patterns" in found.elsewhere.says
    assert verdict(rules_impact("law-is", str(tmp_path / "tiny"))) == "can"


def test_a_conclusion_that_matters_only_while_something_is_unknown(tmp_path: Path):
    # Once b is known it makes no difference; while it is not, the first two rules do not carry the conclusion.
    rules = [
        rule("is", when="a and b", conclude="q"),
        rule("is-too", when="a and not b", conclude="q"),
        rule("either-way", when="a", conclude="q"),
        rule("no", when="q", forbid=["return"]),
    ]
    found = impact(tmp_path, rules, "either-way", conclusions={"q": conclusion()})
    assert verdict(found) == "can"
    assert found.elsewhere is not None
    assert "b:" not in str(found.elsewhere.case)


def test_a_conclusion_only_the_ranking_reads(tmp_path: Path):
    classes = [["false"], ["unknown", "disputed"], ["true"]]
    criteria = [
        {"id": "safe", "measure": "value", "of": "q(destination)", "classes": classes, "says": "is the safer"},
        {"id": "table_order", "measure": "table_order", "says": "comes first"},
    ]
    q = {"q": conclusion(per_state=True)}
    rules = [rule("is", when="destination == third_state and a", conclude="q(destination)")]
    found = impact(tmp_path, rules, "is", conclusions=q, criteria=criteria)
    assert verdict(found) == "can"
    assert found.elsewhere is not None
    assert found.elsewhere.move is not None
    assert "criterion" in found.elsewhere.move.moved


@pytest.mark.parametrize(
    ("parts", "moved"),
    [
        ({"forbid": ["return"]}, "status"),
        ({"oblige": ["return"]}, "duty"),
        ({"require": {"condition": "b", "on": ["return"]}}, "conditions"),
        ({"require": {"condition": "b", "on": ["return"], "timing": "throughout"}}, "reasons"),
        ({"support": ["return"]}, "reasons"),
        ({"forbid": ["return"], "duty": True}, "duties"),
    ],
)
def test_every_verb_moves_what_it_is_for(tmp_path: Path, parts: Json, moved: str):
    found = impact(tmp_path, [rule("r", when="a", **parts)], "r")
    assert verdict(found) == "can"
    assert found.elsewhere is not None
    assert found.elsewhere.move is not None
    assert moved in found.elsewhere.move.moved


def test_a_rule_for_no_pattern_of_roles(tmp_path: Path):
    when = "a and third_state == detaining_power and third_state != detaining_power"
    assert verdict(impact(tmp_path, [rule("no", when=when, forbid=["return"])], "no")) == "cannot"


def test_a_rule_that_may_apply_for_all_that_is_shown(tmp_path: Path):
    # Bounds are not tight: while b is unknown the rule is shown as one that may apply, so its absence is seen.
    rules = [rule("may", when="b and not b", permit=["return"])]
    found = impact(tmp_path, rules, "may")
    assert found.elsewhere is not None
    assert found.elsewhere.move is not None
    assert found.elsewhere.move.moved == ("reasons",)


def test_the_case_made_up_is_one_the_commands_can_run(tmp_path: Path):
    rules = [rule("no", when="a", forbid=["return"], reading={"k": "y"})]
    found = impact(tmp_path, rules, "no", questions=[question("k", default="x")])
    assert found.elsewhere is not None
    path = tmp_path / "case.yaml"
    path.write_text(str(found.elsewhere.case), encoding="utf-8")
    words = ["assess", str(path), "--pack", str(tmp_path / "tiny"), "--reading", "k=y", "--format", "json"]
    with_rule, without = (json.loads(run(*words, *more).out) for more in ((), ("--without", "law-no")))
    statuses = [{o["id"]: o["status"] for o in data["options"]} for data in (with_rule, without)]
    assert [each["state_of_origin"] for each in statuses] == ["barred", "open"]
    assert "--reading k=y" in str(found.elsewhere.command)


def test_domestic_law_is_tried_with_its_own_state(tmp_path: Path):
    own = {**rule("x", when="a", forbid=["return"], binds="KOR"), "id": "home-no"}
    home: Json = {
        "schema": "pow-options/law/1",
        "instrument": {
            "id": "home",
            "title": "home",
            "short": "home",
            "kind": "domestic",
            "state": "KOR",
            "in_force": "1950-01-01",
            "authority": [{"source": "made up", "checked": False}],
        },
        "rules": [own],
    }
    tiny(tmp_path, laws=[home])
    found = rules_impact("home-no", str(tmp_path / "tiny"))
    assert verdict(found) == "can"
    assert found.elsewhere is not None
    assert "detaining_power: KOR" in str(found.elsewhere.case)


@pytest.mark.xdist_group("bundled-impact")
def test_as_a_command(tmp_path: Path):
    tiny(tmp_path, [rule("no", when="a", forbid=["return"])])
    ran = run("rules", "impact", "law-no", "--pack", str(tmp_path / "tiny"), "--format", "json")
    assert ran.status == 0
    data = json.loads(ran.out)
    assert data["schema"] == "pow-options/impact/1"
    assert data["rule"] == "law-no"
    assert bundled_impact("cat-3-1").cases == len(example_names())
    shown = render(bundled_impact("cat-3-1"))
    assert shown.startswith("Without cat-3-1 (CAT Art. 3(1))")
    assert "Bundled case kursk/soldier-a" in shown
    assert render(bundled_impact("cat-3-1"), "markdown").startswith("# Without cat-3-1")
    missing = run("rules", "impact", "cat-3-2")
    assert missing.status == 2
    assert "there is no rule `cat-3-2`" in missing.err
    assert "cat-3-1" in missing.err


def test_unknown_rules_are_refused():
    with pytest.raises(UsageError):
        rules_impact("nothing")


def test_words_for_a_rule_that_changes_nothing(tmp_path: Path):
    rules = [rule("is", when="a", conclude="q"), rule("is-too", when="a and b", conclude="q")]
    rules.append(rule("no", when="q", forbid=["return"]))
    text = render(impact(tmp_path, rules, "is-too", conclusions={"q": conclusion()}))
    assert "All other cases" in text
    assert "Not tried: " in text  # the bundled cases do not fit this vocabulary
