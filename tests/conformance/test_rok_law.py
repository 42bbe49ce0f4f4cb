"""The law of the Republic of Korea: it moves nothing while Ukraine detains, and something once the Republic does."""

from __future__ import annotations

import pytest

from tests.conformance.answers import (
    EARLY,
    LATE,
    ORDINARY,
    SOLDIERS,
    ask,
    law,
    raw,
    reasons,
    route,
    rules,
    statuses,
    write,
)
from tests.properties.exploring import explorer

ROK = "KOR"

LAWFULNESS = {**dict.fromkeys(("open", "open_if"), "lawful"), **{s: s for s in ("required", "contested", "barred")}}
"""The classes of semantics 5, criterion 1."""


def rok_rules():
    """Every rule of the Republic's own law, and what rests on its declaration."""
    found = []
    for rule in law().rules.values():
        declared = {item.id for item in rule.instrument.declarations if item.by == ROK}
        if rule.instrument.state == ROK or rule.rule.only_for in declared:
            found.append(rule.id)
    return found


def lawfulness(result):
    return {name: LAWFULNESS[value] for name, value in statuses(result).items()}


def test_the_rok_law_of_the_issue_is_there():
    # issue, deliverable 4: Constitution 2(2), 3, 4 with 96Nu1221, Defectors Act 3, the declaration on 118(1).
    found = {(law().rules[name].instrument.id, law().rules[name].rule.article) for name in rok_rules()}
    text = " ".join(article for _, article in found)
    for wanted in ("Art. 2(2)", "Art. 3, as applied in 96Nu1221", "Art. 4", "declaration of the Republic of Korea"):
        assert wanted in text
    assert any(key == "rok_defectors_act" and "3" in article for key, article in found)


@pytest.mark.parametrize("prisoner", [*SOLDIERS, ORDINARY])
@pytest.mark.parametrize("as_of", [EARLY, LATE])
@pytest.mark.parametrize("hostilities", ["ceased", "unknown"])
def test_switching_off_every_rok_rule_changes_no_lawfulness_while_ukraine_detains(prisoner, as_of, hostilities):
    # issue; human-rights memo B, "Global rule": towards Ukraine its maximum effect is SUPPORTS; ihl.md 6.11; VCLT
    # Art. 27.
    assume = {"hostilities": hostilities}
    full = ask(prisoner, as_of=as_of, assume=assume)
    bare = ask(prisoner, as_of=as_of, assume=assume, without=rok_rules())
    assert lawfulness(full) == lawfulness(bare)


@pytest.mark.parametrize("prisoner", [*SOLDIERS, ORDINARY])
@pytest.mark.parametrize("hostilities", ["active", "one_ally_ceased", "ceased"])
def test_nor_under_any_combination_of_readings(prisoner, hostilities):
    # as above; every combination of the positions of every question at once.
    assume = (("hostilities", hostilities),)
    full = explorer(prisoner, None, None, assume)
    bare = explorer(prisoner, None, None, assume, tuple(rok_rules()))
    assert full.classes(full.possible) == bare.classes(bare.possible)


@pytest.mark.parametrize("soldier", SOLDIERS)
@pytest.mark.parametrize("as_of", [EARLY, LATE])
def test_rok_law_only_speaks_for_or_against_while_ukraine_detains(soldier, as_of):
    # semantics 3: elsewhere domestic law "can only conclude literals of its own order, support or oppose".
    mine = set(rok_rules())
    result = ask(soldier, as_of=as_of)
    for item in (r for part in result.options for r in part.routes):
        assert all(reason.verb in {"support", "oppose"} for reason in item.reasons if reason.rule in mine)
        assert not mine & rules(item.conditions)


@pytest.mark.parametrize("soldier", SOLDIERS)
def test_rok_law_supports_travel_to_the_republic(soldier):
    # human-rights memo B1 (Art. 2(2)), B2 (96Nu1221), B5 (Act, Arts. 3 and 4(2)): ROK-side duty, for Ukraine a reason.
    found = rules(reasons(ask(soldier, as_of=LATE), "release_and_travel", "support"))
    assert {"rok_constitution-2-2", "rok_defectors_act-4-2"} <= found


@pytest.mark.parametrize("soldier", SOLDIERS)
def test_the_act_reaches_him_only_once_he_has_asked(soldier):
    # human-rights memo B5, Art. 3: "applies to defectors who have expressed the wish": in January 2025 neither had.
    assert ask(soldier, as_of=EARLY).evaluation.literal_value("rok_protection_sought") != "true"
    assert ask(soldier, as_of=LATE).evaluation.literal_value("rok_protection_sought") == "true"
    # Nationality asks for no wish (B2).
    assert ask(soldier, as_of=EARLY).evaluation.literal_value("rok_national") == "true"


@pytest.mark.parametrize("soldier", SOLDIERS)
def test_article_4_speaks_against_nothing_unless_so_read(soldier):
    # human-rights memo B4, H 5: a policy goal; contested at most, never a bar.
    assert not reasons(ask(soldier, as_of=LATE), "release_and_travel", "oppose")
    read = ask(soldier, as_of=LATE, readings={"rok_article_4": "restrains"})
    assert "rok_constitution-4" in rules(reasons(read, "release_and_travel", "oppose"))
    assert statuses(read) == statuses(ask(soldier, as_of=LATE))


@pytest.fixture
def held_by_the_rok(tmp_path):
    """Soldier A after a transfer of custody under Art. 12: the Republic is the Detaining Power."""
    data = raw(SOLDIERS[0])
    data["roles"] = {**data["roles"], "detaining_power": ROK, "third_state": "none"}
    return write(data, tmp_path / "case.yaml")


def test_once_the_rok_detains_its_declaration_frees_it_from_the_duty(held_by_the_rok):
    # human-rights memo B8, "Activation point"; ihl.md 2.16, "ROK reservation"; no position on `will` is needed for it.
    assume = {"hostilities": "ceased", "criminal_proceedings": "none", "tribunal_decision": "none"}
    strict = {"will": "irrelevant", "article_118": "displaces"}
    result = ask(held_by_the_rok, as_of=LATE, assume=assume, readings=strict)
    assert route(result, "return").duty is None
    assert "gc3-118-1-rok" in rules(reasons(result, "return", "excuse"))
    # While Ukraine detains, the same position leaves the duty: the declaration "does not change Ukraine's".
    ukraine = ask(SOLDIERS[0], as_of=LATE, assume=assume, readings=strict)
    assert route(ukraine, "return").duty is not None


def test_once_the_rok_detains_its_constitution_forbids_sending_him_north(held_by_the_rok):
    # semantics 3: "it is not once the ROK detains"; human-rights memo B2, B6.
    result = ask(held_by_the_rok, as_of=LATE)
    assert "rok_constitution-3-expulsion" in rules(reasons(result, "return", "forbid"))
    assert "rok_constitution-3-expulsion" not in rules(route(ask(SOLDIERS[0], as_of=LATE), "return").reasons)


def test_rok_law_lifts_no_international_bar(held_by_the_rok):
    # VCLT Art. 27; semantics 3.
    mine = set(rok_rules()) - {"gc3-118-1-rok", "ap1-85-4-b-rok"}  # treaties, each with its declaration
    for item in law().superiority:
        # Within its own order one rule may prevail over another.
        assert item.superior not in mine or item.inferior in mine, item.superior
    bare = ask(held_by_the_rok, as_of=LATE, without=sorted(mine))
    assert statuses(bare)["return"] == "barred"
