"""What could take long, or more than there is: large enumerations, many questions, treaties open to few."""

from __future__ import annotations

from pathlib import Path

from pow_options.api import rules_check
from tests.law.packs import fact, instrument, question, rule, tiny


def test_a_fact_with_many_values(tmp_path: Path):
    many = {f"v{i}": f"v{i}" for i in range(60)}
    half = ", ".join(f"v{i}" for i in range(30))
    rules = [
        rule("no", when=f"n in [{half}]", unless="n == v0", forbid=["handover"]),
        rule(
            "yes",
            when=f"n in [{half}]",
            unless=f"n in [{', '.join(f'v{i}' for i in range(1, 30))}]",
            oblige=["handover"],
        ),
    ]
    tiny(tmp_path, rules, facts={"n": {**fact("enum"), "values": many}})
    report = rules_check(str(tmp_path / "tiny"))
    assert report.analysis is not None
    (conflict,) = report.analysis.conflicts
    assert conflict.confirmed
    assert conflict.only_while_unknown
    assert f"value: [{half}]" in str(conflict.case)


def test_many_questions(tmp_path: Path):
    # More combinations than can be run one by one.
    questions = [question(f"k{i}", ("x", "y", "z"), default="x") for i in range(20)]
    reading = {f"k{i}": "z" for i in range(20)}
    rules = [rule("no", when="a", forbid=["handover"], reading=reading), rule("yes", when="b", oblige=["handover"])]
    tiny(tmp_path, rules, questions=questions)
    report = rules_check(str(tmp_path / "tiny"))
    assert report.analysis is not None
    assert report.analysis.bound.readings == 3**20
    assert [item.readings for item in report.analysis.conflicts] == [reading]


def test_a_treaty_open_to_some_states_only(tmp_path: Path):
    # Whether an unlisted State is bound can be asked, and no case can answer it: there is no collision to be shown.
    asked = {"bound_by_pact": fact(per_state=True, from_parties="pact")}
    no = {**rule("x", when="a", forbid=["handover"]), "id": "pact-no"}

    def pact(**parties: object) -> dict[str, object]:
        head = {"kind": "treaty", "in_force": "1950-01-01", "open_only_to": ["UKR", "RUS"], "parties": parties}
        return instrument("pact", [no], **head)

    yes = [rule("yes", when="b", oblige=["handover"])]
    tiny(tmp_path / "none", yes, facts=asked, laws=[pact()])
    report = rules_check(str(tmp_path / "none" / "tiny"))
    assert report.analysis is not None
    assert report.analysis.conflicts == ()
    tiny(tmp_path / "one", yes, facts=asked, laws=[pact(RUS={"in_force": "1950-01-01"})])
    report = rules_check(str(tmp_path / "one" / "tiny"))
    assert report.analysis is not None
    (conflict,) = report.analysis.conflicts
    assert conflict.confirmed
    assert "detaining_power: RUS" in str(conflict.case)
