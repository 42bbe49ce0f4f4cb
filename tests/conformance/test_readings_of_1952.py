"""The position of 1952, that every prisoner goes back whatever he wants and fears, run against the law of today."""

from __future__ import annotations

import pytest

import pow_options as po
from pow_options.assessment import Outcome
from tests.conformance.answers import LATE, SOLDIERS, ask, instrument, option, reasons, route, status
from tests.properties.exploring import explorer, mattering

both = pytest.mark.parametrize("soldier", SOLDIERS)

ABSOLUTE = {"article_118": "ihl_absolute", "will": "irrelevant"}
DISPLACED = {"article_118": "displaces", "will": "irrelevant"}

AFTER = {"hostilities": "ceased"}
# GC III Art. 119(5): no proceedings, no sentence; Art. 5(2): no tribunal has denied his status.
NOTHING_HOLDS_HIM = {**AFTER, "criminal_proceedings": "none", "tribunal_decision": "none"}


@both
@pytest.mark.parametrize("assume", [AFTER, NOTHING_HOLDS_HIM])
def test_the_position_of_1952_collides_with_the_treaties_on_torture(soldier, assume):
    # issue: "becomes `contested` while CAT and ECHR bind"; ihl.md 2.17 "Authority against", 2.18 W4; human-rights memo
    # F P1 "Opposing reading ... must be displayed as contested".
    result = ask(soldier, as_of=LATE, assume=assume, readings=ABSOLUTE)
    assert status(result, "return") == "contested"
    collide = {
        instrument(item.rule)
        for verb in ("forbid", "oblige")
        for item in reasons(result, "return", verb, Outcome.COLLIDES)
    }
    # Protocol 13, the Second Optional Protocol, the convention on enforced disappearance, the core of custom and the
    # Refugee Convention stand beside them (human-rights memo A2, A3, A4, A6).
    treaties = {"gc3", "cat", "iccpr", "echr", "echr_p13", "iccpr_op2", "cped", "refugee_convention"}
    assert collide == treaties | {"custom_non_refoulement"}


rests = pytest.mark.parametrize(("readings", "assume"), [(ABSOLUTE, AFTER), (DISPLACED, NOTHING_HOLDS_HIM)])


@both
@rests
def test_the_output_names_the_readings_taken(soldier, readings, assume):
    # issue: "the output names the reading it rests on".
    result = ask(soldier, as_of=LATE, assume=assume, readings=readings)
    text = po.render(result)
    for question, position in readings.items():
        assert result.readings[question] == position
        assert f"{question}={position}" in text


@both
@rests
def test_the_option_itself_names_the_reading_it_rests_on(soldier, readings, assume):
    # as above: of the readings taken, the one that this status of this option would not be there without.
    result = ask(soldier, as_of=LATE, assume=assume, readings=readings)
    assert f"article_118={readings['article_118']}" in option(result, "PRK").says


@both
def test_return_is_required_where_gc_iii_displaces_the_other_treaties(soldier):
    # The issue: return is required only where the Convention displaces the treaties and his will is irrelevant. Every
    # combination of the positions of every question on which return can depend is run; where the side he fought on is
    # the Power he depends on, nobody owes his return to another State (ihl.md 2.4, R-B).
    assumed = tuple(NOTHING_HOLDS_HIM.items())
    questions = mattering(explorer(soldier, LATE, None, assumed), "return")
    machine = explorer(soldier, LATE, None, assumed, (), questions)
    _, _, required, lawful = machine.classes(machine.possible)["return"]
    free = machine.free(machine.possible)["return"]
    assert free == required  # never `open`
    assert not lawful & free
    for world, combination in enumerate(machine.space.combinations):
        readings = dict(zip(machine.space.open_questions, combination, strict=True))
        expected = (
            readings["article_118"] == "displaces"
            and readings["will"] == "irrelevant"
            and readings["power_depended_on"] != "side"
            # A peremptory bar on torture leaves no treaty duty to send him (human-rights memo A6).
            and not (
                readings["non_refoulement_rank"] == "peremptory" and readings["customary_non_refoulement"] != "none"
            )
        )
        assert bool(required >> world & 1) is expected, readings


@both
@pytest.mark.parametrize("law_on", ["1958-03-01", "1960-01-01", "1975-12-31"])
def test_return_is_required_on_a_law_date_before_every_other_bar(soldier, law_on):
    # issue: "or on a law date before every other bar with GC III binding both sides"; semantics 3: "A 1953 case is not
    # judged by a 1984 treaty"; human-rights memo E: all sides bound by GC III since 1958, Ukraine by the ICCPR in 1976
    # at the earliest, by CAT in 1987, by the ECHR in 1997.
    result = ask(soldier, as_of=LATE, law_on=law_on, assume=NOTHING_HOLDS_HIM, readings={"will": "irrelevant"})
    assert status(result, "return") == "required"


@both
def test_before_gc_iii_binds_both_sides_nothing_requires_return(soldier):
    # issue: "with GC III binding both sides"; human-rights memo E, GC III Art. 138(2): Russia first, Ukraine in 1955.
    result = ask(soldier, as_of=LATE, law_on="1954-12-31", assume=NOTHING_HOLDS_HIM, readings={"will": "irrelevant"})
    assert status(result, "return") != "required"
    assert route(result, "return").duty is None
    assert "gc3-118-1-release" not in {item.rule for item in result.duties}


@both
@pytest.mark.parametrize("law_on", ["1960-01-01", "1975-12-31"])
def test_an_early_law_date_alone_does_not_settle_what_his_will_does(soldier, law_on):
    # ihl.md 2.18: practice since UNGA 610 (VII) of 3 December 1952 counts, and its strength is contested.
    result = ask(soldier, as_of=LATE, law_on=law_on, assume=NOTHING_HOLDS_HIM)
    found = option(result, "PRK")
    assert (found.status, found.turns_on) == ("contested", ("will",))


@both
def test_pending_proceedings_leave_no_duty_to_collide(soldier):
    # GC III Art. 119(5); ihl.md 2.10: may be kept, so the duty is excused and the bars on risk stand alone.
    result = ask(soldier, as_of=LATE, assume={**AFTER, "criminal_proceedings": "pending"}, readings=ABSOLUTE)
    assert status(result, "return") == "barred"
    assert route(result, "return").duty is None
