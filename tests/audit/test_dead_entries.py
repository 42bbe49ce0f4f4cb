"""Rules that can never apply, what nobody uses, and how many provisions rest on what was not checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from pow_options.api import render, rules_check
from tests.law.packs import Json, conclusion, fact, instrument, question, rule, tiny

USED = [rule("uses", when="a or b or u or v", support=["stay"]), rule("reaches", when="q", support=["stay"])]
Q = {"q": conclusion()}
AB = [rule("is", when="a", conclude="q")]
TREATY = {"kind": "treaty", "in_force": "1950-01-01"}


def dead(to: Path, rules: list[Json], **parts: object) -> dict[str, str]:
    tiny(to, [*rules, *USED], **{"conclusions": Q, **parts})  # type: ignore[arg-type]
    report = rules_check(str(to / "tiny"))
    assert report.analysis is not None
    told = {item.message.split("`")[1] for item in report.faults if "can never apply" in item.message}
    assert told == {item.rule for item in report.analysis.never_applies}
    return {item.rule: item.why for item in report.analysis.never_applies if item.rule != "law-reaches"}


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"when": "a and not a"}, "never_met"),
        ({"when": "n == low and n == mid"}, "never_met"),
        ({"when": "n in [low, mid] and n in [mid, high]"}, None),
        ({"when": "a", "unless": "a or b"}, "always_defeated"),
        ({"when": "a", "unless": "b"}, None),
        ({"when": "destination == third_state and destination != third_state"}, "nowhere"),
        ({"when": "destination == third_state"}, None),
        ({"when": "third_state == detaining_power and a"}, None),
        ({"when": "u and v"}, "never_met"),
        ({"when": "admits(third_state) and not admits(power_served)"}, None),
        ({"when": "d > 2020-01-01 and d < 2020-01-02"}, "never_met"),
        ({"when": "d > 2020-01-01 and d < 2020-01-03"}, None),
        ({"when": "q"}, None),
        ({"when": "q and not a"}, "never_met"),
        ({"when": "not q"}, "never_met"),
    ],
)
def test_a_rule_that_contradicts_itself(tmp_path: Path, parts: Json, why: str | None):
    never = [{"when": "u and v", "because": "so it is"}]
    facts = {"n": fact("enum"), "d": fact("date")}
    found = dead(tmp_path, [rule("r", forbid=["return", "travel"], **parts), *AB], facts=facts, never=never)
    assert found.get("law-r") == why


def test_a_rule_no_state_is_bound_by(tmp_path: Path):
    def pact(**parts: object) -> Json:
        return instrument("pact", [{**rule("x", when="a", forbid=["return"]), "id": "pact-x"}], **TREATY, **parts)

    nobody = dead(tmp_path / "none", AB, laws=[pact(not_parties=["UKR"])])
    assert nobody == {"pact-x": "nobody_bound"}
    # Bound once, and no longer: there is a day on which it applied.
    once = {"JPN": {"in_force": "1950-01-01", "until": "1951-01-01"}}
    assert dead(tmp_path / "once", AB, laws=[pact(parties=once)]) == {}


def test_a_rule_whose_declaration_nobody_made_in_time(tmp_path: Path):
    made = {"id": "said", "by": "JPN", "kind": "declaration", "article": "1", "says": "so"}
    source = [{"source": "made up", "checked": False}]
    x = {**rule("x", when="a", forbid=["return"]), "id": "pact-x", "only_for": "said"}

    def pact(day: str) -> Json:
        declared = [{**made, "on": day, "authority": source}]
        parties = {"JPN": {"in_force": "1950-01-01", "until": "1960-01-01"}}
        return instrument("pact", [x], **TREATY, parties=parties, declarations=declared)

    assert dead(tmp_path / "late", AB, laws=[pact("1970-01-01")]) == {"pact-x": "nobody_bound"}
    assert dead(tmp_path / "early", AB, laws=[pact("1955-01-01")]) == {}


def test_a_domestic_rule_on_what_another_state_does(tmp_path: Path):
    own = {**rule("x", when="destination == bound and a", forbid=["travel"], binds="KOR"), "id": "home-x"}
    home = instrument("home", [own], kind="domestic", state="KOR", in_force="1950-01-01")
    # It binds where Korea acts, and routes to Korea are then its own: the roles of captor and third State coincide.
    assert dead(tmp_path, AB, laws=[home]) == {}


def unused(to: Path, rules: list[Json], **parts: object) -> set[tuple[str, str]]:
    tiny(to, rules, **parts)  # type: ignore[arg-type]
    report = rules_check(str(to / "tiny"))
    assert report.analysis is not None
    assert (not report.analysis.unused) or not report.sound
    return {(item.kind, item.name) for item in report.analysis.unused}


def test_what_nobody_uses(tmp_path: Path):
    made = {"by": "JPN", "kind": "declaration", "on": "1950-01-01", "article": "1", "says": "so"}
    source = [{"source": "made up", "checked": False}]
    declared = [
        {**made, "id": "idle", "authority": source},
        {**made, "id": "explained", "authority": source, "note": "it changes nothing here"},
    ]
    parties = {"JPN": {"in_force": "1950-01-01"}}
    empty = instrument("empty", [], **TREATY, parties=parties, declarations=declared)
    said = instrument("said", [], not_encoded=[{"article": "Art. 1", "why": "it is no norm"}])
    rules = [rule("r", when="a or b", unless="u", require={"condition": "v", "on": ["stay"]}), *AB]
    found = unused(
        tmp_path,
        rules,
        facts={"idle": fact(), "only_never": fact()},
        conclusions=Q,
        never=[{"when": "only_never and a", "because": "so it is"}],
        questions=[question("k")],
        laws=[empty, said],
    )
    assert found == {
        ("fact", "idle"),
        ("fact", "only_never"),
        ("conclusion", "q"),
        ("question", "k"),
        ("declaration", "idle"),
        ("instrument", "empty"),
    }


def test_what_only_the_ranking_or_a_route_reads_is_used(tmp_path: Path):
    classes = [["true"], ["unknown", "disputed"], ["false"]]
    criteria = [
        {"id": "free", "measure": "value", "of": "ranked(destination)", "classes": classes, "says": "is the better"},
        {"id": "table_order", "measure": "table_order", "says": "comes first"},
    ]
    rules = [rule("r", when="a or b or u or v", forbid=["return"])]
    found = unused(tmp_path, rules, facts={"ranked": fact(per_state=True)}, criteria=criteria)
    assert found == set()  # `admits` is what the routes to a third State need


def test_unused_entries_are_placed(tmp_path: Path):
    tiny(tmp_path, [rule("r", when="a or b or u", forbid=["return"])])
    faults = rules_check(str(tmp_path / "tiny")).faults
    text = (tmp_path / "tiny" / "facts.yaml").read_text(encoding="utf-8").splitlines()
    assert [item.message for item in faults] == ["nobody uses the fact `v`"]
    assert text[faults[0].line - 1].strip().startswith('"v"')


def test_citations_are_counted_by_instrument(tmp_path: Path):
    def source(checked: bool) -> Json:
        return {"source": "made up", "checked": checked}

    rules = [
        rule("good", when="a or b or u or v", forbid=["return"], authority=[source(True)]),
        rule("half", when="a", permit=["return"], authority=[source(True), source(False)], over=["good"]),
    ]
    tiny(tmp_path, rules)
    report = rules_check(str(tmp_path / "tiny"))
    assert report.sound, report.findings
    assert report.analysis is not None
    counts = [item.model_dump() for item in report.analysis.citations]
    # The override of the second rule is a citation as well, and unchecked.
    assert counts == [{"instrument": "law", "provisions": 2, "unchecked_provisions": 1, "citations": 4, "unchecked": 2}]
    assert "law: 1 of 2 provisions, 2 of 4 citations" in render(report)


def test_a_pack_that_does_not_load_is_not_searched(tmp_path: Path):
    tiny(tmp_path, [rule("r", when="a", forbid=["return"])])
    path = tmp_path / "tiny" / "facts.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('"type": "bool"', '"type": "boole"', 1), encoding="utf-8")
    report = rules_check(str(tmp_path / "tiny"))
    assert not report.sound
    assert report.analysis is None
