"""Circuits: what is folded while they are built, and what they come to over integers and arrays."""

from __future__ import annotations

import itertools
from collections.abc import Hashable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pow_options.reasoning import Circuit
from pow_options.reasoning.circuit import ONE, ZERO

NAMES = ("a", "b", "c", "d")


def test_equal_gates_are_built_once():
    circuit = Circuit()
    a, b = circuit.input("a"), circuit.input("b")
    assert circuit.input("a") == a
    size = len(circuit)
    gate = circuit.all_of((a, b))
    assert len(circuit) == size + 1
    assert circuit.all_of((b, a)) == gate
    assert circuit.all_of((a, b, a, ONE)) == gate
    assert circuit.any_of((a, b)) != gate
    assert circuit.negation(gate) == circuit.negation(gate)
    assert len(circuit) == size + 3
    assert dict(circuit.inputs) == {"a": a, "b": b}


def test_constants_are_folded():
    circuit = Circuit()
    a = circuit.input("a")
    size = len(circuit)
    assert circuit.all_of(()) == ONE
    assert circuit.any_of(()) == ZERO
    assert circuit.all_of((a, ZERO)) == ZERO
    assert circuit.any_of((a, ONE)) == ONE
    assert circuit.all_of((a, ONE)) == a
    assert circuit.any_of((a, ZERO)) == a
    assert circuit.all_of((a, a)) == a
    assert circuit.negation(ZERO) == ONE
    assert circuit.negation(ONE) == ZERO
    assert len(circuit) == size


def test_a_node_and_its_negation_are_folded():
    circuit = Circuit()
    a, b = circuit.input("a"), circuit.input("b")
    assert circuit.negation(circuit.negation(a)) == a
    assert circuit.all_of((a, b, circuit.negation(a))) == ZERO
    assert circuit.any_of((circuit.negation(a), b, a)) == ONE
    gate = circuit.all_of((a, b))
    assert circuit.any_of((gate, circuit.negation(gate))) == ONE


def test_an_input_without_a_value_is_an_error():
    circuit = Circuit()
    circuit.input("a")
    with pytest.raises(KeyError):
        circuit.evaluate({}, 1)


# A formula as nested tuples: a name, ("not", f), ("and", f, ...), ("or", f, ...), True or False.
Plan = Any
plans = st.recursive(
    st.sampled_from(NAMES) | st.booleans(),
    lambda inner: (
        st.tuples(st.just("not"), inner)
        | st.tuples(st.just("and"), inner, inner)
        | st.tuples(st.just("or"), inner, inner, inner)
    ),
    max_leaves=12,
)


def build(circuit: Circuit, plan: Plan) -> int:
    if isinstance(plan, bool):
        return ONE if plan else ZERO
    if isinstance(plan, str):
        return circuit.input(plan)
    if plan[0] == "not":
        return circuit.negation(build(circuit, plan[1]))
    items = [build(circuit, item) for item in plan[1:]]
    return circuit.all_of(items) if plan[0] == "and" else circuit.any_of(items)


def truth(plan: Plan, world: dict[str, bool]) -> bool:
    if isinstance(plan, bool):
        return plan
    if isinstance(plan, str):
        return world[plan]
    if plan[0] == "not":
        return not truth(plan[1], world)
    return (all if plan[0] == "and" else any)(truth(item, world) for item in plan[1:])


WORLDS = [dict(zip(NAMES, picks, strict=True)) for picks in itertools.product((False, True), repeat=4)]


def in_all_worlds(circuit: Circuit) -> list[int]:
    """Every node as an integer: bit i is world i."""
    full = (1 << len(WORLDS)) - 1
    values: dict[Hashable, int] = {name: sum(world[name] << i for i, world in enumerate(WORLDS)) for name in NAMES}
    return circuit.evaluate(values, full)


@given(plans)
def test_one_pass_over_an_integer_is_sixteen_worlds(plan):
    circuit = Circuit()
    node = build(circuit, plan)
    assert in_all_worlds(circuit)[node] == sum(truth(plan, world) << i for i, world in enumerate(WORLDS))


@given(plans)
def test_integers_and_arrays_give_the_same_bits(plan):
    circuit = Circuit()
    build(circuit, plan)
    integers = in_all_worlds(circuit)
    columns: dict[Hashable, Any] = {name: np.array([world[name] for world in WORLDS], dtype=bool) for name in NAMES}
    words: dict[Hashable, Any] = {
        name: np.array([sum(world[name] << i for i, world in enumerate(WORLDS))] * 3, dtype=np.uint64) for name in NAMES
    }
    arrays = circuit.evaluate(columns, np.ones(len(WORLDS), dtype=bool))
    packed = circuit.evaluate(words, np.full(3, (1 << len(WORLDS)) - 1, dtype=np.uint64))
    for node, integer in enumerate(integers):
        assert [bool(bit) for bit in arrays[node]] == [bool(integer >> i & 1) for i in range(len(WORLDS))]
        assert [int(word) for word in packed[node]] == [integer] * 3


@given(plans, st.dictionaries(st.sampled_from(NAMES), st.booleans()))
def test_an_input_outside_the_support_cannot_matter(plan, constants):
    circuit = Circuit()
    node = build(circuit, plan)
    reached = circuit.support(constants)[node]
    assert reached <= set(NAMES) - set(constants)
    agreeing = [w for w in WORLDS if all(w[name] is value for name, value in constants.items())]
    for world in agreeing:
        for name in set(NAMES) - set(constants) - reached:
            assert truth(plan, world) == truth(plan, {**world, name: not world[name]})


def test_support_by_hand():
    circuit = Circuit()
    a, b, c = (circuit.input(name) for name in "abc")
    both = circuit.all_of((a, b))
    either = circuit.any_of((both, c))
    not_c = circuit.negation(c)
    free = circuit.support({})
    assert free[either] == {"a", "b", "c"}
    assert free[not_c] == {"c"}
    # With a false, `a and b` is false whatever b is, and only c is left.
    assert circuit.support({"a": False})[either] == {"c"}
    assert circuit.support({"a": False})[both] == frozenset()
    # With c true the whole is true; nothing is left.
    assert circuit.support({"c": True})[either] == frozenset()
    assert circuit.support({"c": True})[not_c] == frozenset()
    assert circuit.support({"a": True})[both] == {"b"}
