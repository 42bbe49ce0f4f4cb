"""A case that does not fit the vocabulary is refused, each fault at its line and column."""

from __future__ import annotations

import pytest

from pow_options.cases import check_case, load_case
from pow_options.law import load_pack
from pow_options.source import InvalidData
from tests.cases.writing import case, read

BUNDLED = load_pack()
HEAD = """schema: pow-options/case/1
id: made-up
title: made up
"""
ROLES = "roles: {detaining_power: UKR, power_served: RUS, state_of_origin: PRK, third_state: KOR}\n"
STATED = "`{}` is a conclusion of rules; a case does not state it"
INSTEAD = "state the facts it follows from; `--if` may assume a conclusion, and says so"
NOT_KNOWN = "`{}` is not a State this pack knows, nor a party declared in the case"
DECLARE = "use an ISO 3166-1 alpha-3 code, or declare the party under `parties`"


def statement(**parts: str) -> str:
    """A statement as text, a key a line; a key given as empty is left out."""
    lines = {
        "id": "s",
        "fact": "hostilities",
        "value": "active",
        "known_on": "2025-01-01",
        "source": "a source",
        "grade": "B2",
        **parts,
    }
    return "  - " + "\n    ".join(f"{key}: {value}" for key, value in lines.items() if value) + "\n"


def faults(text: str) -> list[tuple[int, int, str, str]]:
    """Line, column, message and hint of what is wrong with a case."""
    with pytest.raises(InvalidData) as caught:
        check_case(read(text), BUNDLED)
    assert {d.file for d in caught.value.diagnostics} == {"case.yaml"}
    return [(d.line, d.column, d.message, d.hint) for d in caught.value.diagnostics]


def at(text: str, marker: str) -> tuple[int, int]:
    """Line and column of the one place where `marker` stands."""
    assert text.count(marker) == 1, f"`{marker}` occurs {text.count(marker)} times"
    index = text.index(marker)
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def with_facts(lines: str) -> str:
    return HEAD + ROLES + f"facts:\n  {lines}\n"


def with_statements(*statements: str) -> str:
    return HEAD + ROLES + "statements:\n" + "".join(statements)


# name: the case, the marked place, the message, the hint
BAD: dict[str, tuple[str, str, str, str]] = {
    "unknown fact": (
        with_facts("hostility: active"),
        "hostility",
        "`hostility` is not a fact of this pack",
        "did you mean `hostilities`?",
    ),
    "unknown fact, far": (
        with_facts("zzz: true"),
        "zzz",
        "`zzz` is not a fact of this pack",
        "see `pow-options case schema`",
    ),
    "a conclusion": (
        with_facts("prisoner_of_war: false"),
        "prisoner_of_war",
        STATED.format("prisoner_of_war"),
        INSTEAD,
    ),
    "a conclusion of a State": (
        with_facts("real_risk(PRK): false"),
        "real_risk",
        STATED.format("real_risk"),
        INSTEAD,
    ),
    "a conclusion in a statement": (
        with_statements(statement(fact="real_risk(PRK)", value="false")),
        "real_risk",
        STATED.format("real_risk"),
        INSTEAD,
    ),
    "wrong value": (
        with_facts("hostilities: activ"),
        "activ",
        "`activ` is not a value of `hostilities`",
        "did you mean `active`?",
    ),
    "wrong word for a truth value": (
        with_facts("in_enemy_hands: maybe"),
        "maybe",
        "`maybe` is not a value of `in_enemy_hands`",
        "use one of `true`, `false`",
    ),
    "unknown is said by leaving it out": (
        with_facts("in_enemy_hands: unknown"),
        "unknown",
        "`unknown` is not a value of `in_enemy_hands`",
        "use one of `true`, `false`",
    ),
    "a number for a word": (
        with_facts("hostilities: 3"),
        "3\n",
        "`3` is not a value of `hostilities`",
        "use one of `active`, `one_ally_ceased`, `ceased`",
    ),
    "wrong value in a statement": (
        with_statements(statement(value="activ")),
        "activ",
        "`activ` is not a value of `hostilities`",
        "did you mean `active`?",
    ),
    "wrong value in a list": (
        with_statements(statement(value="[active, cesed]")),
        "cesed",
        "`cesed` is not a value of `hostilities`",
        "did you mean `ceased`?",
    ),
    "several values of a truth value": (
        with_statements(statement(fact="in_enemy_hands", value="[true, false]")),
        "[true",
        "`in_enemy_hands` takes one value; only an enumerated fact can be left open between several",
        "",
    ),
    "a date that is none": (
        with_statements(statement(said_on="2025-02-30")),
        "2025-02-30",
        "`2025-02-30` is not a date of the form YYYY-MM-DD",
        "",
    ),
    "known before it was said": (
        with_statements(statement(said_on="2025-01-02")),
        "2025-01-01",
        "known on 2025-01-01, before it was said on 2025-01-02",
        "check the two dates",
    ),
    "a State that is none": (
        HEAD + ROLES.replace("KOR", "QQQ"),
        "QQQ",
        NOT_KNOWN.format("QQQ"),
        DECLARE,
    ),
    "a fact of a State that is none": (
        with_facts("admits(QQQ): true"),
        "admits(QQQ)",
        NOT_KNOWN.format("QQQ"),
        DECLARE,
    ),
    "no State": (
        with_facts("admits: true"),
        "admits",
        "`admits` is asked per State",
        "write `admits(KOR)`, with the code of the State meant",
    ),
    "a State too many": (
        with_facts("hostilities(KOR): active"),
        "hostilities",
        "`hostilities` is not asked per State",
        "write `hostilities`",
    ),
    "a fact from the table of parties": (
        with_facts("party_to_gc3(KOR): true"),
        "party_to_gc3",
        "`party_to_gc3` is read from the table of parties; a case does not state it",
        "",
    ),
    "a judgement of nobody": (
        with_statements(statement(fact="risk_within_torture(PRK)", value="true")),
        "id: s",
        "`risk_within_torture` is a judgement; say whose",
        "add `judged_by: ...`",
    ),
    "a role that is not bound": (
        HEAD + ROLES.replace(", third_state: KOR", ""),
        "{detaining_power",
        "the role `third_state` is not bound",
        "bind it to a State, a declared party, or `none`",
    ),
    "nobody detains him": (
        HEAD + ROLES.replace("UKR", "none"),
        "none",
        "somebody detains him: `detaining_power` cannot be `none`",
        "",
    ),
    "a statement id taken": (
        with_statements(statement(), statement(id="s # again")),
        "s # again",
        "the statement id `s` is taken by statement 1",
        "give each statement an id of its own",
    ),
    "impossible together": (
        with_facts("status_doubted: true\n  tribunal_decision: prisoner_of_war"),
        "status_doubted",
        "`status_doubted`, `tribunal_decision` cannot hold together: a competent tribunal's decision ends the doubt",
        "",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad(name):
    text, marker, message, hint = BAD[name]
    assert faults(text) == [(*at(text, marker), message, hint)]


def test_a_key_that_stands_twice():
    text = with_facts("hostilities: active\n  fit_to_travel: true\n  hostilities: ceased")
    (found,) = faults(text)
    assert found[:2] == (text.count("\n"), 3)
    assert "`hostilities`" in found[2]


def test_all_faults_at_once():
    text = with_facts("hostility: active\n  prisoner_of_war: true\n  admits: true")
    text += "statements:\n" + statement(value="activ") + statement(fact="zzz", id="s # again")
    assert [(line, column) for line, column, _, _ in faults(text)] == [
        at(text, marker) for marker in ("hostility", "prisoner_of_war", "admits", "activ\n", "s # again", "zzz")
    ]


def test_a_declared_party_is_as_good_as_a_state():
    text = HEAD + ROLES.replace("KOR", "QQQ") + "parties: {QQQ: {name: the Island}}\nfacts: {admits(QQQ): true}\n"
    assert check_case(read(text), BUNDLED) == ()


def test_a_state_that_plays_no_role_is_a_warning():
    text = with_facts("admits(JPN): true")
    (found,) = check_case(read(text), BUNDLED)
    assert (found.line, found.column) == at(text, "admits")
    assert found.severity == "warning"
    assert found.message == "no role is bound to JPN; `admits(JPN)` changes nothing"


def test_a_statement_on_a_settled_fact_is_a_warning():
    text = with_facts("hostilities: active") + "statements:\n" + statement()
    (found,) = check_case(read(text), BUNDLED)
    assert (found.line, found.column) == (at(text, "fact: ")[0], at(text, "fact: ")[1] + len("fact: "))
    assert (found.severity, found.hint) == ("warning", "")
    assert found.message == "`hostilities` is settled under `facts`; this statement does not count"


@pytest.mark.parametrize("role", ["power_served", "state_of_origin", "third_state"])
def test_every_other_role_may_be_bound_to_nobody(role):
    roles = {"detaining_power": "UKR", "power_served": "RUS", "state_of_origin": "PRK", "third_state": "KOR"}
    assert check_case(case(roles={**roles, role: "none"}), BUNDLED) == ()


# --- numbers, dates, and what cannot hold together, in a vocabulary of their own ------------------


def messages(pack, facts) -> list[str]:
    try:
        check_case(case(facts=facts), pack)
    except InvalidData as error:
        return [item.message for item in error.diagnostics]
    return []


@pytest.mark.parametrize("value", ["1990-05-01", "0001-01-01", "9999-12-31"])
def test_dates(pack, value):
    assert messages(pack, {"born": value}) == []


@pytest.mark.parametrize("value", ["2025-02-30", "20250101", "2025-1-1", "yesterday", "2025-01-01T00:00"])
def test_no_dates(pack, value):
    assert messages(pack, {"born": value}) == [f"`{value}` is not a date of the form YYYY-MM-DD"]


def test_a_week_is_no_date(pack):
    assert messages(pack, {"born": "2025-W01-1"}) == ["`2025-W01-1` is not a date of the form YYYY-MM-DD"]


@pytest.mark.parametrize("value", [3, -3, 2.5, 0])
def test_numbers(pack, value):
    assert messages(pack, {"years": value}) == []


@pytest.mark.parametrize("value", ["three", "1e3", "1/2", True])
def test_no_numbers(pack, value):
    shown = "true" if value is True else value
    assert messages(pack, {"years": value}) == [f"`{shown}` is not a number"]


def test_combinations_that_cannot_hold_together(pack):
    assert messages(pack, {"level": "high", "fixed": True}) == [
        "`fixed`, `level` cannot hold together: high is not fixed"
    ]
    assert messages(pack, {"level": "high", "fixed": False}) == []
    assert messages(pack, {"level": "high"}) == []  # the other is unknown


def test_a_number_below_the_limit_of_a_combination(pack):
    assert messages(pack, {"years": 2, "fixed": True}) == [
        "`fixed`, `years` cannot hold together: it takes three years"
    ]


def test_a_number_at_the_limit_of_a_combination(pack):
    assert messages(pack, {"years": 3, "fixed": True}) == []


# --- reading --------------------------------------------------------------------------------------


def test_a_case_that_is_not_there(tmp_path):
    with pytest.raises(InvalidData) as caught:
        load_case("kursk/soldier-c")
    (found,) = caught.value.diagnostics
    assert (found.file, found.line, found.column) == ("kursk/soldier-c", 1, 1)
    assert found.message == "there is no such file and no such example"
    assert found.hint.startswith("did you mean `kursk/soldier-")
    with pytest.raises(InvalidData) as caught:
        load_case(tmp_path / "nowhere.yaml")
    assert caught.value.diagnostics[0].message == "no such file"


@pytest.mark.parametrize("name", ["../pyproject", "/etc/passwd/x", "kursk/../kursk/soldier-a", ""])
def test_names_of_examples_lead_nowhere_else(name):
    with pytest.raises(InvalidData):
        load_case(name)


def test_the_bundled_examples_have_no_fault():
    for name in ("kursk/soldier-a", "kursk/soldier-b", "history/ordinary-prisoner"):
        assert check_case(load_case(name), BUNDLED) == ()


def test_all_faults_of_a_file_are_told_at_once_whatever_their_kind(tmp_path):
    # A key written twice, a date that is none, and names and values the vocabulary does not know.
    path = tmp_path / "case.yaml"
    path.write_text(
        "schema: pow-options/case/1\nid: x\ntitle: t\n"
        "roles: {detaining_power: UKR, power_served: RUS, state_of_origin: PRK, third_state: XXX}\n"
        "facts:\n  hostilties: active\n  hostilities: paused\n  prisoner_of_war: false\n  hostilities: active\n"
        "statements:\n  - {id: s, fact: wishes(KOR), value: wants, known_on: 2025-02-30, source: x, grade: B2}\n",
        encoding="utf-8",
    )
    with pytest.raises(InvalidData) as caught:
        load_case(path, load_pack())
    assert [(item.line, item.column) for item in caught.value.diagnostics] == [
        (4, 85),
        (6, 3),
        (7, 16),
        (8, 3),
        (9, 3),
        (11, 56),
    ]
