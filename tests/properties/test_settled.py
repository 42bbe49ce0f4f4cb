"""What is called settled is so, and the bounds hold.

semantics 8: "An option is settled iff every completion gives it the status it has"; semantics 4, "Beside its value
every literal has a lower and an upper bound over all completions of what is unknown".
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pow_options.cases import example_names, split_key
from tests.conformance.answers import EARLY, LATE, ORDINARY, SOLDIERS, ask
from tests.properties.exploring import DECIDED, explorer

COMPLETIONS = {ORDINARY: 20}
"""Completions tried for a case: more where little is unknown, as each then says more. Others: `FEW`."""

FEW = 4

SCENES = [
    *((case, None, {}) for case in example_names()),
    *((soldier, EARLY, {}) for soldier in SOLDIERS),
    *((case, None, {"hostilities": "ceased"}) for case in example_names()),
    *((soldier, LATE, DECIDED) for soldier in SOLDIERS),
    *((soldier, LATE, {**DECIDED, "hostilities": "ceased"}) for soldier in SOLDIERS),
    (ORDINARY, None, {"medical_class": "direct_repatriation"}),
    (ORDINARY, None, {"hostilities": "ceased", "release_on_parole": False}),
]


def completions(result, assume, generator, count):
    """Yield values for everything unknown, within what the vocabulary allows and the record leaves open."""
    evaluation = result.evaluation
    mine = set(evaluation.case.roles.values())
    # A hypothesis can speak of the States of the case only; what the law asks about others stays unknown.
    unknown = [f for f in sorted(evaluation.unknown_facts()) if split_key(f)[1] in {None, *mine}]
    for _ in range(count):
        pick = {fact: generator.choice(sorted(evaluation.possible[fact])) for fact in unknown}
        yield {
            **assume,
            **{fact: one_of(value, evaluation.pack.facts[split_key(fact)[0]]) for fact, value in pick.items()},
        }


def one_of(value, fact):
    """Return a value of an interval a date is known to lie in; any other value is what it is."""
    if fact.type != "date":
        return value
    if value[0] in "<>":
        return str(date.fromisoformat(value[1:]) + timedelta(days=-1 if value[0] == "<" else 1))
    return value[1:] if value[0] == "=" else str(date.fromisoformat(value.split("..")[0]) + timedelta(days=1))


def possible_together(result):
    return not any(note.code == "never" for note in result.diagnostics)


def scene_id(scene):
    case, as_of, assume = scene
    return f"{case}-{as_of}-{len(assume)}"


@pytest.mark.parametrize("scene", SCENES, ids=scene_id)
def test_a_settled_option_has_its_status_in_every_completion(scene):
    case, as_of, assume = scene
    result = ask(case, as_of=as_of, assume=assume)
    settled = {item.id: item.status for item in result.options if item.settled}
    if not settled:
        return
    for completion in completions(result, assume, Random(7), COMPLETIONS.get(case, FEW)):
        whole = ask(case, as_of=as_of, assume=completion)
        if possible_together(whole):
            found = {item.id: item.status for item in whole.options}
            changed = {key: (value, found[key]) for key, value in settled.items() if found[key] != value}
            assert not changed, (changed, completion)


def test_some_options_are_settled():
    # Else the test above shows nothing.
    assert any(item.settled for case, as_of, assume in SCENES for item in ask(case, as_of=as_of, assume=assume).options)


def threes(compiled):
    for atom, truth in compiled.literals.items():
        yield f"{atom} established", truth.established
        yield f"{atom} refuted", truth.refuted
    for rule, application in compiled.applications.items():
        yield f"{rule} applies", application.applies
        yield f"{rule} when", application.when.established
        yield f"{rule} unless", application.unless.established


@pytest.mark.parametrize("scene", SCENES, ids=scene_id)
def test_every_value_lies_between_its_bounds(scene):
    case, as_of, assume = scene
    evaluation = ask(case, as_of=as_of, assume=assume).evaluation
    for name, nodes in threes(evaluation.compiled):
        value, low, high = evaluation.three(nodes)
        assert not low & ~value, name
        assert not value & ~high, name


@given(seed=st.integers(0, 2**32), case=st.sampled_from(example_names()))
def test_the_bounds_hold_in_every_completion_under_every_combination_of_readings(seed, case):
    machine = explorer(case)
    generator = Random(seed)
    partly = machine.random(generator, sets=True)
    before, after = machine.values(partly), machine.values(machine.complete(partly, generator))
    for name, nodes in threes(machine.evaluation.compiled):
        low, high, then, now = before[nodes.low], before[nodes.high], before[nodes.value], after[nodes.value]
        assert not low & ~now, f"{name}: surely so, and not so in a completion"
        assert not now & ~high, f"{name}: surely not so, and so in a completion"
        assert not low & ~then, name
        assert not then & ~high, name


@given(seed=st.integers(0, 2**32), case=st.sampled_from(example_names()))
def test_where_everything_is_known_value_and_bounds_are_one(seed, case):
    machine = explorer(case)
    values = machine.values(machine.random(Random(seed)))
    for name, nodes in threes(machine.evaluation.compiled):
        assert values[nodes.low] == values[nodes.value] == values[nodes.high], name
