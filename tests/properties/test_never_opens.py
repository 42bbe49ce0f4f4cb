"""Protections never fail open: to know less opens no route to another State.

semantics 4: "forgetting a fact never opens a guarded route, silence is never consent"; human-rights-rok-ukraine.md
A0(4): unknown risk must block, not pass; precedents.md, point 15.
"""

from __future__ import annotations

import itertools
from datetime import date
from functools import partial
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pow_options as po
from pow_options.cases import example_names, resolve
from tests.conformance.answers import (
    EARLY,
    LATE,
    ORDINARY,
    SOLDIERS,
    ask,
    is_wish,
    law,
    raw,
    status,
    statuses,
    without_statements,
)
from tests.properties.exploring import DECIDED, explorer, opened

HOSTILITIES = (None, "active", "one_ally_ceased", "ceased")
DATES = ((None, None), (EARLY, None), (EARLY, EARLY), (LATE, "1960-01-01"), (LATE, "1990-01-01"))
FREE = {"open", "required"}


def situations():
    for case, hostilities, (as_of, law_on) in itertools.product(example_names(), HOSTILITIES, DATES):
        assume = () if hostilities is None else (("hostilities", hostilities),)
        yield case, as_of, law_on, assume


SITUATIONS = tuple(situations())


def guarded(result):
    routes = law().routes()
    return {name: value for name, value in statuses(result).items() if routes[name][1].guarded}


# --- through the public function ------------------------------------------------------------------


@pytest.mark.parametrize(("case", "hostilities"), [*((name, None) for name in example_names()), (ORDINARY, "ceased")])
def test_no_fact_made_unknown_opens_a_route_to_another_state(case, hostilities):
    # issue: "Whatever single fact is made unknown in any bundled case, no route to another State becomes `open` or
    # `required` that was neither". All facts the case speaks of, those read from the tables of Parties too.
    base = {} if hostilities is None else {"hostilities": hostilities}
    before = ask(case, assume=base)
    facts = set(before.evaluation.resolved) - set(base)
    assert len(facts) > 10
    for fact in sorted(facts):
        after = guarded(ask(case, assume={**base, fact: "unknown"}))
        for name, value in guarded(before).items():
            assert value in FREE or after[name] not in FREE, (fact, name, value, after[name])


@pytest.mark.parametrize("case", example_names())
def test_the_circuit_and_the_public_function_agree_on_what_is_free(case):
    # What the tests below are worth: the same question asked both ways, each time under other readings.
    machine = explorer(case)
    generator = Random(3)
    for fact in machine.established()[::3]:
        free = machine.free(machine.forget(machine.possible, fact))
        world = generator.randrange(len(machine.space.combinations))
        readings = dict(zip(machine.space.open_questions, machine.space.combinations[world], strict=True))
        found = guarded(ask(case, assume={fact: "unknown"}, readings=readings))
        assert {name: value in FREE for name, value in found.items()} == {
            name: bool(bits >> world & 1) for name, bits in free.items()
        }


# --- through the circuit, under every combination of the positions of all questions at once -------


@pytest.mark.parametrize(("case", "as_of", "law_on", "assume"), SITUATIONS)
def test_no_two_facts_made_unknown_open_a_route_under_any_combination_of_readings(case, as_of, law_on, assume):
    machine = explorer(case, as_of, law_on, assume)
    before = machine.free(machine.possible)
    facts = machine.established()
    sets = [forgotten for size in (1, 2) for forgotten in itertools.combinations(facts, size)]
    changes = (machine.forget({}, *forgotten) for forgotten in sets)
    for forgotten, after in zip(sets, machine.free_each(machine.possible, changes), strict=True):
        assert not opened(before, after), (forgotten, opened(before, after))


def spelt(assume):
    """Return hypotheses as the circuit knows facts: `wishes(KOR)` and `true`."""
    return tuple(
        (f"{name}({state})" if state else name, str(value).lower() if isinstance(value, bool) else value)
        for (name, _, state), value in ((key.partition(":"), value) for key, value in assume.items())
        if name != "admits"  # it decides about reach, not about lawfulness
    )


@pytest.mark.parametrize(
    ("case", "assume"),
    [
        (ORDINARY, {}),
        (ORDINARY, {"hostilities": "ceased"}),
        (ORDINARY, {"medical_class": "direct_repatriation"}),
        (SOLDIERS[0], DECIDED),
        (SOLDIERS[1], {**DECIDED, "hostilities": "ceased"}),
    ],
)
def test_a_route_free_although_two_facts_are_unknown_is_free_whatever_they_are(case, assume):
    # From cases in which a route to another State is free: any two facts forgotten, then answered in every way.
    machine = explorer(case, None, None, spelt(assume))
    assert any(machine.free(machine.possible).values())
    domains = machine.evaluation.ground.theory.facts
    pairs = list(itertools.combinations(machine.established(), 2))
    forgotten = machine.free_each(machine.possible, (machine.forget({}, *pair) for pair in pairs))
    answers = []
    for pair, before in zip(pairs, forgotten, strict=True):
        if any(before.values()):
            values = itertools.product(*(domains[fact] for fact in pair))
            answers += [({f: frozenset((v,)) for f, v in zip(pair, item, strict=True)}, before) for item in values]
    found = machine.free_each(machine.possible, (answer for answer, _ in answers))
    for (answer, before), after in zip(answers, found, strict=True):
        assert not opened(after, before), answer


@given(data=st.data(), situation=st.sampled_from(SITUATIONS))
def test_no_set_of_facts_made_unknown_opens_a_route(data, situation):
    machine = explorer(*situation)
    before = machine.free(machine.possible)
    forgotten = data.draw(st.sets(st.sampled_from(machine.established()), min_size=2))
    assert not opened(before, machine.free(machine.forget(machine.possible, *forgotten)))


@given(seed=st.integers(0, 2**32), size=st.integers(1, 6), situation=st.sampled_from(SITUATIONS))
def test_nor_where_everything_was_known_whatever_it_was(seed, size, situation):
    # Starting from any case at all in which each fact has one value: knowing less of it never opens a route.
    machine = explorer(*situation)
    generator = Random(seed)
    known = machine.random(generator)
    forgotten = generator.sample(sorted(known), size)
    assert not opened(machine.free(known), machine.free(machine.forget(known, *forgotten)))


@given(seed=st.integers(0, 2**32), situation=st.sampled_from(SITUATIONS))
def test_a_route_that_is_free_stays_so_in_every_completion(seed, situation):
    # The same from the other end: what is open or required although something is unknown is lawful whatever that is.
    machine = explorer(*situation)
    generator = Random(seed)
    partly = machine.random(generator, sets=True)
    whole = machine.complete(partly, generator)
    assert not opened(machine.free(whole), machine.free(partly))


# --- statements dropped from the two soldiers' cases ----------------------------------------------


@pytest.mark.parametrize("soldier", SOLDIERS)
@pytest.mark.parametrize("day", [EARLY, LATE])
def test_dropping_any_one_statement_opens_neither_hand_over_nor_return(soldier, day, tmp_path):
    # issue: "with `--as-of` and `--law-on` fixed, dropping any one statement from the two soldiers' cases opens neither
    # hand-over nor return".
    ids = [item["id"] for item in raw(soldier)["statements"]]
    assert len(ids) == len(set(ids)) > 20
    whole = established(po.load_case(soldier), day)
    for dropped in ids:
        path = without_statements(soldier, tmp_path / f"{dropped}.yaml", partial(is_statement, dropped))
        if established(po.load_case(path), day) == whole:
            continue  # the answer rests on the same facts
        result = ask(path, as_of=day, law_on=day)
        for name in ("handover", "return"):
            assert status(result, name) not in FREE, (dropped, name)


def is_statement(name, item):
    return item["id"] == name


def established(case, day):
    """Return the values still possible of each fact, as a record establishes them on a day."""
    found = resolve(case, law(), date.fromisoformat(day))
    return {key: item.possible for key, item in found.items() if item.possible is not None}


@pytest.mark.parametrize("soldier", SOLDIERS)
@pytest.mark.parametrize("day", [EARLY, LATE])
def test_without_any_statement_of_wish_return_stays_barred(soldier, day, tmp_path):
    # issue: "barred even with every statement of wish removed"; human-rights memo A7.
    path = without_statements(soldier, tmp_path / "case.yaml", is_wish)
    for assume in ({}, {"hostilities": "ceased"}):
        assert status(ask(path, as_of=day, law_on=day, assume=assume), "return") == "barred"


@pytest.mark.parametrize("soldier", SOLDIERS)
@pytest.mark.parametrize("day", [EARLY, LATE])
def test_without_any_statement_at_all_nothing_is_free(soldier, day, tmp_path):
    # human-rights memo A0(4), F P2: where nothing was judged, nobody is sent anywhere.
    path = without_statements(soldier, tmp_path / "case.yaml", lambda _: True)
    result = ask(path, as_of=day, law_on=day)
    assert not FREE & set(guarded(result).values())
