"""A scenario file with faults is refused: every one of them, each at its line and column, with a hint."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit.scenes import faults, scene, small, write, written
from tests.cli.running import run
from tests.law.packs import copied

HEAD = """\
scenarios:
  - id: base
    title: made up
    ground: made up
    roles: {detaining_power: UKR, power_served: RUS, state_of_origin: PRK, third_state: KOR}
    expect: {status: {return: open}}
"""
NEXT = """\
  - id: mine
    title: made up
    ground: made up
    from: base
"""
FINE = "    expect: {status: {return: open}}\n"
OUTCOMES = (
    "`applied`, `lifted`, `overridden`, `defeated`, `not_established`, `may_apply`, `not_binding`, "
    "`reading_not_chosen`, `switched_off` or `collides`"
)
KINDS = "`status`, `rules`, `conclusions`, `duties`, `duty`, `reach`, `conditions` or `turns_on`"

# What is written of the second scenario, on line 12 where the fault stands; the text at fault, message and hint.
ONE: dict[str, tuple[str, str, str, str]] = {
    "unknown key": ("    fcts: {}\n" + FINE, "fcts", "unknown key `fcts`", "did you mean `facts`?"),
    "unknown fact": (
        "    facts: {hostilitys: active}\n" + FINE,
        "hostilitys",
        "`hostilitys` is not a fact of this pack",
        "did you mean `hostilities`?",
    ),
    "unknown value": (
        "    facts: {hostilities: activ}\n" + FINE,
        "activ}",
        "`activ` is not a value of `hostilities`",
        "did you mean `active`?",
    ),
    "fact of a State without one": (
        "    facts: {admits: true}\n" + FINE,
        "admits",
        "`admits` is asked per State",
        "write `admits(KOR)`, with the code of the State meant",
    ),
    "unknown State of a fact": (
        "    facts: {admits(KORR): true}\n" + FINE,
        "admits(KORR)",
        "`KORR` is not a State this pack knows, nor a party declared in the scenario",
        "did you mean `KOR`?",
    ),
    "a conclusion given": (
        "    facts: {prisoner_of_war: true}\n" + FINE,
        "prisoner_of_war",
        "`prisoner_of_war` is a conclusion of rules; a scenario states facts",
        "state those it follows from",
    ),
    "unknown role": (
        "    roles: {third_stat: KOR}\n" + FINE,
        "third_stat",
        "`third_stat` is not a role",
        "did you mean `third_state`?",
    ),
    "unknown State": (
        "    roles: {third_state: KORR}\n" + FINE,
        "KORR",
        "`KORR` is not a State this pack knows, nor a party declared in the scenario",
        "did you mean `KOR`?",
    ),
    "nobody detains him": (
        "    roles: {detaining_power: none}\n" + FINE,
        "none",
        "somebody detains him: `detaining_power` cannot be `none`",
        "",
    ),
    "unknown question": (
        "    readings: {wil: forbids}\n" + FINE,
        "wil",
        "`wil` is not a contested question of this pack",
        "did you mean `will`?",
    ),
    "unknown position": (
        "    readings: {will: forbid}\n" + FINE,
        "forbid}",
        "`forbid` is not a position of `will`",
        "did you mean `forbids`?",
    ),
    "unknown rule switched off": (
        "    without: [cat-3-11]\n" + FINE,
        "cat-3-11",
        "there is no rule `cat-3-11`",
        "did you mean `cat-3-1`?",
    ),
    "no date": (
        "    law_on: 2020-02-31\n" + FINE,
        "2020-02-31",
        "`2020-02-31` is not a date of the form YYYY-MM-DD",
        "",
    ),
    "a case and roles": (
        "    case: kursk/soldier-a\n" + FINE,
        "case",
        "`case` does not go with `roles`, which it has from `base`: a bundled case has its own",
        "leave one of them out",
    ),
    "expects nothing": (
        "    expect: {}\n",
        "{}",
        "the scenario expects nothing",
        f"say what the law makes of it: {KINDS}",
    ),
    "unknown status": (
        "    expect: {status: {return: opne}}\n",
        "opne",
        "`return` must be one of `required`, `open`, `open_if`, `contested` or `barred`, not `opne`",
        "did you mean `open`?",
    ),
    "unknown route": (
        "    expect: {status: {retrun: open}}\n",
        "retrun",
        "there is no option or route `retrun`",
        "did you mean `return`?",
    ),
    "unknown outcome": (
        "    expect: {rules: {cat-3-1: aplied}}\n",
        "aplied",
        f"`cat-3-1` must be a list, {OUTCOMES}, not `aplied`",
        "did you mean `applied`?",
    ),
    "unknown outcome in a list": (
        "    expect: {rules: {cat-3-1: [lifted, aplied]}}\n",
        "aplied",
        f"entry 2 of `cat-3-1` must be one of {OUTCOMES}, not `aplied`",
        "did you mean `applied`?",
    ),
    "unknown rule": (
        "    expect: {rules: {cat-3-11: applied}}\n",
        "cat-3-11",
        "there is no rule `cat-3-11`",
        "did you mean `cat-3-1`?",
    ),
    "unknown conclusion": (
        "    expect: {conclusions: {real_riks(PRK): true}}\n",
        "real_riks",
        "`real_riks` is not a conclusion of this pack",
        "did you mean `real_risk`?",
    ),
    "a fact expected": (
        "    expect: {conclusions: {hostilities: true}}\n",
        "hostilities",
        "`hostilities` is not a conclusion of this pack",
        "it is a fact: what is given is not expected",
    ),
    "conclusion of a State without one": (
        "    expect: {conclusions: {real_risk: true}}\n",
        "real_risk",
        "`real_risk` is concluded per State",
        "write `real_risk(STATE)`, with the code of the State meant",
    ),
    "no duty of the case": (
        "    expect: {duties: [gc3-118-1-repatriation]}\n",
        "gc3-118-1-repatriation",
        "`gc3-118-1-repatriation` is not among the duties that name no one route",
        "those are marked `duty: true`; the obligation shown on a route is expected under `duty`",
    ),
    "no duty of the route": (
        "    expect: {duty: {return: cat-3-1}}\n",
        "cat-3-1",
        "`cat-3-1` does not oblige `return`",
        (
            "rules that do: armistice_1953-51-a, custom_128-a-repatriation, exchange-obliges, gc1929-68-1, "
            "gc1929-75-repatriation, gc1929-75-origin, gc3-109-1, gc3-118-1-repatriation, gc4-35-1-home"
        ),
    ),
    "no condition": (
        "    expect: {conditions: {return: [gc3-109-1]}}\n",
        "gc3-109-1",
        "`gc3-109-1` is no condition of `return`: it neither requires nor forbids it",
        "look at its verb with `pow-options rules show`",
    ),
    "no option": (
        "    expect: {turns_on: {state_of_orign: [will]}}\n",
        "state_of_orign",
        "there is no option `state_of_orign`",
        "did you mean `state_of_origin`?",
    ),
    "no question": (
        "    expect: {turns_on: {state_of_origin: [wil]}}\n",
        "wil]",
        "`wil` is not a contested question of this pack",
        "did you mean `will`?",
    ),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("rules"))


@pytest.mark.parametrize("name", ONE)
def test_one_fault_at_its_place_and_nothing_else(root: Path, name: str):
    text, marker, message, hint = ONE[name]
    path = written(root, HEAD + NEXT + text)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert faults(root) == [("law.yaml", 12, lines[11].index(marker) + 1, message, hint)]


def test_all_faults_of_all_files_at_once(root: Path):
    """Whatever is wrong with the form of a scenario, its words are looked at too, and so are the other files."""
    broken = (
        NEXT.replace("    ground: made up\n", "") + "    facts: {hostilitys: active}\n    expect: {rules: {nope: 3}}\n"
    )
    written(root, HEAD + broken)
    written(root, HEAD, name="other")
    (root / "scenarios" / "third.yml").write_text("x", encoding="utf-8")
    try:
        assert [(file, line, message) for file, line, _, message, _ in faults(root)] == [
            ("law.yaml", 8, "key `ground` is missing"),
            ("law.yaml", 11, "`hostilitys` is not a fact of this pack"),
            ("law.yaml", 12, "there is no rule `nope`"),
            ("law.yaml", 12, f"`nope` must be a list, {OUTCOMES}, not the number `3`"),
            ("other.yaml", 3, f"the scenario id `base` is taken: {root}/scenarios/law.yaml, line 3"),
            ("third.yml", 1, "this file is not read: scenario files end in `.yaml`"),
        ]
    finally:
        (root / "scenarios" / "other.yaml").unlink()
        (root / "scenarios" / "third.yml").unlink()


@pytest.mark.parametrize(
    ("links", "line", "message"),
    [
        ({"base": "nowhere"}, "base", "there is no scenario `nowhere`"),
        ({"base": "base"}, "base", "`from` runs in a circle: `base` -> `base`"),
        (
            {"base": "one", "one": "two", "two": "base"},
            "base",
            "`from` runs in a circle: `base` -> `one` -> `two` -> `base`",
        ),
        ({"one": "two", "two": "one", "base": "one"}, "one", "`from` runs in a circle: `one` -> `two` -> `one`"),
    ],
)  # fmt: skip
def test_taking_over_from_nowhere_or_in_a_circle(tmp_path: Path, links: dict[str, str], line: str, message: str):
    root = small(tmp_path)
    path = write(root, *(scene(name, {"status": {"return": "open"}}, after=above) for name, above in links.items()))
    found = faults(root)
    assert [item[3] for item in found] == [message]
    rows = path.read_text(encoding="utf-8").splitlines()
    assert rows[: found[0][1]][-1].strip() == f'"from": "{links[line]}",'


def test_a_chain_that_is_too_long(tmp_path: Path):
    root = small(tmp_path)
    scenes = [scene("s0", {"status": {"return": "open"}})]
    scenes += [scene(f"s{i}", {"status": {"return": "open"}}, after=f"s{i - 1}") for i in range(1, 21)]
    write(root, *scenes[:20])
    assert faults(root) == []
    write(root, *scenes)
    assert [item[3] for item in faults(root)] == ["more than 20 scenarios take over from one another in a row"]


def test_a_scenario_that_stands_on_nothing_or_on_a_part(tmp_path: Path):
    root = small(tmp_path)
    expect = {"status": {"return": "open"}}
    write(root, scene("air", expect, roles={}), scene("part", expect, roles={"detaining_power": "UKR"}))
    part = [f"the role `{role}` is not bound" for role in ("power_served", "state_of_origin", "third_state")]
    assert sorted(item[3] for item in faults(root)) == sorted(part + [
        f"the role `{role}` is not bound"
        for role in ("detaining_power", "power_served", "state_of_origin", "third_state")
    ])  # fmt: skip
    write(root, {key: value for key, value in scene("air", expect).items() if key != "roles"})
    assert [item[3] for item in faults(root)] == ["the scenario says neither `roles` nor `case`"]


def test_facts_that_cannot_hold_together_even_if_one_is_taken_over(root: Path):
    """Article 5 GC III: the tribunal's decision ends the doubt, so the two cannot be stated together."""
    base = HEAD.replace("    expect", "    facts: {status_doubted: true}\n    expect")
    written(root, base + NEXT + "    facts: {tribunal_decision: prisoner_of_war}\n" + FINE)
    shown = "`status_doubted`, `tribunal_decision` cannot hold together: a competent tribunal's decision ends the doubt"
    assert faults(root) == [("law.yaml", 13, 13, shown, "the rest of them is taken over")]
    written(root, base + NEXT + "    facts: {tribunal_decision: prisoner_of_war, status_doubted: unknown}\n" + FINE)
    assert faults(root) == []


def test_a_case_that_is_not_bundled(root: Path):
    written(root, HEAD + NEXT.replace("from: base", "case: kursk/soldier-c") + FINE)
    assert [item[1:] for item in faults(root)] == [
        (11, 11, "there is no bundled case `kursk/soldier-c`", "did you mean `kursk/soldier-b`?")
    ]


def test_a_file_that_is_no_yaml_hides_no_fault_elsewhere(root: Path):
    written(root, HEAD + NEXT + "    facts: {nope: true}\n" + FINE)
    other = written(root, "scenarios: [", name="other")
    try:
        found = faults(root)
    finally:
        other.unlink()
    assert [item[0] for item in found] == ["law.yaml", "other.yaml"]


def test_no_flood(tmp_path: Path):
    root = small(tmp_path)
    write(root, *(scene(f"s{i}", {"rules": {f"law-{n}": "applied" for n in range(400)}}) for i in range(100)))
    found = faults(root)
    assert len(found) == 101
    assert found[-1][3] == "there may be more faults; they are not looked for"


def test_faults_go_to_standard_error_with_status_3(root: Path):
    written(root, HEAD + NEXT + "    facts: {nope: true}\n" + FINE)
    done = run("rules", "test", "--pack", str(root))
    assert (done.status, done.out) == (3, "")
    assert done.err.startswith(f"{root}/scenarios/law.yaml:12:13: error: `nope` is not a fact of this pack\n")
