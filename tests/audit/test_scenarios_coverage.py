"""Coverage: what there is to show of a pack is derived from it, and every gap is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pow_options.api import rules_test
from pow_options.audit.scenarios.coverage import Coverage
from tests.audit.scenes import complete, scene, small, write
from tests.law.packs import instrument, question, rule, tiny

Pairs = set[tuple[str, str]]


def judged(root: Path) -> Coverage:
    report = rules_test(str(root))
    assert report.coverage is not None
    return report.coverage


def gaps(root: Path) -> Pairs:
    return {(item.kind, item.subject) for item in judged(root).gaps}


def wanted(root: Path) -> Pairs:
    return {(item.kind, item.subject) for item in judged(root).items}


def test_what_there_is_to_show_of_the_small_pack(tmp_path: Path):
    every = {("applied", name) for name in ("law-bar", "law-leave", "law-wait", "law-duty")}
    every |= {("not_binding", name) for _, name in every} | {("not_established", name) for _, name in every}
    own = {
        ("set_aside", "law-bar"),
        ("defeated", "law-bar"),
        ("reading_not_chosen", "law-duty"),
        ("overrides", "law-leave > law-bar"),
        ("overrides", "law-duty > law-bar [q: x]"),
        ("positions", "q=x"),
        ("positions", "q=y"),
        ("questions", "q"),
    }
    assert wanted(small(tmp_path)) == every | own


def test_all_of_it_shown(tmp_path: Path):
    root = small(tmp_path)
    write(root, *complete())
    found = judged(root)
    assert found.complete
    assert found.gaps == ()
    assert {item.hint for item in found.items} == {""}
    by = {(item.kind, item.subject): item.shown_by for item in found.items}
    assert by["defeated", "law-bar"] == "excepted"
    assert by["overrides", "law-duty > law-bar [q: x]"] == "overridden"
    assert by["questions", "q"] == "law-duty"


NOT_IN_FORCE = {("not_binding", f"law-{name}") for name in ("bar", "leave", "wait", "duty")}
MISSING: dict[str, Pairs] = {
    "excepted": {("defeated", "law-bar")},
    "lifted": {("applied", "law-leave"), ("overrides", "law-leave > law-bar")},
    "other-reading": {("reading_not_chosen", "law-duty"), ("positions", "q=y")},
    "none-of-it": {("not_established", "law-bar"), ("not_established", "law-wait")},
    "before-it-was-law": NOT_IN_FORCE,
}


@pytest.mark.parametrize("name", MISSING)
def test_what_a_scenario_showed_is_a_gap_without_it(tmp_path: Path, name: str):
    root = small(tmp_path)
    write(root, *(item for item in complete() if item["id"] != name))
    assert gaps(root) == MISSING[name]


@pytest.mark.parametrize("name", MISSING)
def test_what_a_scenario_showed_is_a_gap_while_it_fails(tmp_path: Path, name: str):
    """Its expectations vouch for it only as long as they hold: that nobody would admit him is expected wrongly."""
    root = small(tmp_path)
    scenes = complete()
    for item in scenes:
        if item["id"] == name:
            item["expect"] = {**item["expect"], "status": {"return": "contested"}}
    write(root, *scenes)
    assert gaps(root) == MISSING[name]


def test_applied_is_shown_only_by_a_scenario_that_expects_it(tmp_path: Path):
    root = small(tmp_path)
    scenes = complete()
    for item in scenes:
        item["expect"].get("rules", {}).pop("law-wait", None)
        item["expect"].setdefault("status", {"travel": "open_if"} if item["id"] == "barred" else {})
    scenes = [item for item in scenes if any(item["expect"].values())]
    write(root, *scenes)
    [gap] = [item for item in judged(root).gaps if item.kind == "applied"]
    assert gap.subject == "law-wait"
    said = "it applies in `barred`, which does not expect it: add `law-wait: applied` under `rules`"
    assert gap.hint == said


def test_an_override_under_another_reading_is_another_override(tmp_path: Path):
    """Two entries for the same two rules: each is shown only where its own reading is taken."""
    entries = [{"rule": "law-bar", "reading": {"q": name}} for name in ("x", "y")]
    tiny(tmp_path, [rule("bar", forbid=["return"]), rule("leave", permit=["return"], over=entries)],
         questions=[question("q")])  # fmt: skip
    root = tmp_path / "tiny"
    write(root, scene("x", {"rules": {"law-bar": "lifted"}}, readings={"q": "x"}))
    assert {pair for pair in gaps(root) if pair[0] == "overrides"} == {("overrides", "law-leave > law-bar [q: y]")}
    write(root, scene("both", {"rules": {"law-bar": "lifted"}}, readings={"q": "unsettled"}))
    assert not {pair for pair in gaps(root) if pair[0] == "overrides"}


def test_an_instrument_overridden_whole_by_one_of_its_rules(tmp_path: Path):
    whole = {"instrument": "other", "ground": "it prevails", "source": "made up"}
    bars = [{**rule("x", when=name, forbid=["return"]), "id": f"other-{name}"} for name in ("a", "b")]
    tiny(tmp_path, [rule("leave", when="u", permit=["return"], over=[whole])], laws=[instrument("other", bars)])
    root = tmp_path / "tiny"
    write(root, scene("one", {"rules": {"other-a": "lifted"}}, {"a": True, "b": False, "u": True}))
    found = gaps(root)
    assert not {pair for pair in found if pair[0] == "overrides"}
    assert {pair for pair in found if pair[0] == "set_aside"} == {("set_aside", "other-b")}


def test_a_question_no_rule_reads_and_a_default_that_is_settled(tmp_path: Path):
    tiny(tmp_path, [rule("bar", when="a", forbid=["return"])], questions=[question("q", default="x")])
    root = tmp_path / "tiny"
    write(root, scene("one", {"rules": {"law-bar": "applied"}}, {"a": True}))
    assert gaps(root) == {
        ("not_binding", "law-bar"), ("not_established", "law-bar"), ("positions", "q=y"), ("questions", "q"),
    }  # fmt: skip
    [gap] = [item for item in judged(root).gaps if item.kind == "questions"]
    rows = (root / "readings.yaml").read_text(encoding="utf-8").splitlines()
    assert gap.file.endswith("/readings.yaml")
    assert rows[gap.line - 1].strip() == '"id": "q",'


# What `when` says, of a rule that forbids and of one that requires, and whether it can be without effect. `c` is a
# conclusion for which there is a rule, and none for its opposite; `d` one for whose opposite there is a rule.
STARTS: dict[str, tuple[bool, bool]] = {
    "true": (False, False),
    "destination == state_of_origin": (False, False),
    "not destination == state_of_origin": (False, False),
    "destination == state_of_origin and a": (True, True),
    "destination == state_of_origin or a": (True, True),
    "a": (True, True),
    "not a": (True, True),
    "c": (True, False),
    "d": (True, True),
    "not c": (True, True),
    "c and a": (True, True),
    "c or a": (True, False),
    "not (c and d)": (True, False),
    "admits(destination)": (True, True),
}


@pytest.mark.parametrize("when", STARTS)
def test_whether_a_rule_can_fail_to_be_established(tmp_path: Path, when: str):
    """A requirement stands until its start is refuted; comparisons between roles leave no rule at all."""
    words: dict[str, Any] = {"per_state": False, "order": "international", "says": "so", "denies": "not so"}
    tiny(
        tmp_path,
        [
            rule("c", when="u", conclude="c"),
            rule("d", when="u", conclude="not d"),
            rule("bar", when=when, forbid=["return"]),
            rule("wait", when=when, require={"condition": "v", "on": ["return"]}),
        ],
        conclusions={"c": words, "d": words},
    )
    found = {name for kind, name in wanted(tmp_path / "tiny") if kind == "not_established"}
    assert ("law-bar" in found, "law-wait" in found) == STARTS[when]


def test_a_rule_that_nothing_can_keep_from_binding_need_not_be_shown_so(tmp_path: Path):
    """A treaty whose Parties are a question of the case, with no date and nobody listed, binds or waits."""
    asked = {"type": "bool", "kind": "finding", "question": "Is it so?", "who": "anyone", "standard": {"default": "F6"}}
    law = instrument(
        "open", [{**rule("x", forbid=["return"]), "id": "open-1", "binds": "detaining_power"}], kind="treaty"
    )
    shut = instrument(
        "shut", [{**rule("x", forbid=["return"]), "id": "shut-1", "binds": "detaining_power"}], kind="treaty"
    )
    nobody = {**rule("x", forbid=["return"]), "id": "open-2", "binds": "third_state"}
    law["rules"].append(nobody)
    tiny(tmp_path, laws=[law, shut],
         facts={"bound_by_open": {**asked, "per_state": True, "from_parties": "open"}})  # fmt: skip
    found = {name for kind, name in wanted(tmp_path / "tiny") if kind == "not_binding"}
    assert found == {"open-2", "shut-1"}


def test_all_positions_named_leave_no_other_reading(tmp_path: Path):
    tiny(tmp_path, [rule("bar", forbid=["return"], reading={"q": ["x", "y"]})], questions=[question("q")])
    assert not {name for kind, name in wanted(tmp_path / "tiny") if kind == "reading_not_chosen"}


def test_fractions_count_what_is_listed(tmp_path: Path):
    root = small(tmp_path)
    write(root, *complete()[:3])
    found = judged(root)
    for kind, fraction in found.kinds.items():
        mine = [item for item in found.items if item.kind == kind]
        assert (fraction.shown, fraction.wanted) == (sum(item.shown_by is not None for item in mine), len(mine))
    assert sum(item.wanted for item in found.kinds.values()) == len(found.items)
    assert not found.complete


def test_every_gap_has_a_hint(tmp_path: Path):
    assert all(item.hint for item in judged(small(tmp_path)).gaps)
