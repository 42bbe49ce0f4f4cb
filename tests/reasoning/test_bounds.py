"""Bounds are sound: on small random theories, against every completion of what is unknown.

Semantics, section 4: every literal has a lower and an upper bound over all completions; a guarded route is never
open while anything may still bar it.
"""

from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from pow_options.reasoning import (
    FALSE,
    TRUE,
    And,
    Compiled,
    Formula,
    Holds,
    Is,
    Not,
    Or,
    Override,
    Rule,
    Theory,
    Three,
    Verb,
    compile_theory,
    excluded,
    order,
)
from tests.reasoning.building import BOOL, Possible, Read, completions, inputs

FACTS = {"a": BOOL, "b": BOOL, "c": BOOL, "d": BOOL, "k": ("low", "mid", "high")}
DERIVED = ("p", "q", "r")
QUESTIONS = {"question": ("x", "y")}
MAX_COMPLETIONS = 1 << 8

leaves = st.one_of(
    st.sampled_from(["a", "b", "c", "d"]).map(lambda name: Is(name, frozenset(("true",)))),
    st.sets(st.sampled_from(FACTS["k"]), min_size=1, max_size=2).map(lambda vs: Is("k", frozenset(vs))),
)


def formulas(readable: tuple[str, ...]) -> st.SearchStrategy[Formula]:
    """Formulas over the facts and the conclusions that may be read."""
    base: st.SearchStrategy[Formula] = leaves
    if readable:
        base = st.one_of(leaves, st.sampled_from(readable).map(Holds))
    return st.recursive(
        base,
        lambda inner: st.one_of(
            inner.map(Not),
            st.tuples(inner, inner).map(And),
            st.tuples(inner, inner).map(Or),
        ),
        max_leaves=4,
    )


guards = st.sampled_from([(), (), (), (("question", frozenset(("x",))),), (("question", frozenset(("y",))),)])


@st.composite
def rules(draw: st.DrawFn, name: str) -> Rule:
    """A rule; a conclusion reads only those before its own, so there is no cycle."""
    verb = draw(st.sampled_from([*[Verb.CONCLUDE] * 5, *Verb]))
    head = draw(st.sampled_from(DERIVED if verb is Verb.CONCLUDE else ("free", "kept")))
    readable = DERIVED[: DERIVED.index(head)] if verb is Verb.CONCLUDE else DERIVED
    return Rule(
        id=name,
        verb=verb,
        head=head,
        positive=draw(st.booleans()),
        when=draw(formulas(readable) | st.just(TRUE)),
        unless=draw(st.just(FALSE) | formulas(readable)),
        condition=draw(formulas(readable)) if verb is Verb.REQUIRE else TRUE,
        blocking=draw(st.booleans()),
        guard=draw(guards),
    )


ALLOWED = {
    (Verb.FORBID, Verb.OBLIGE),
    (Verb.OBLIGE, Verb.FORBID),
    (Verb.PERMIT, Verb.FORBID),
    (Verb.EXCUSE, Verb.OBLIGE),
    *((verb, Verb.REQUIRE) for verb in (Verb.FORBID, Verb.OBLIGE, Verb.PERMIT, Verb.EXCUSE)),
}


def may_override(above: Rule, below: Rule) -> bool:
    """Whether this is one of the pairs of section 3."""
    if above.head != below.head:
        return False
    if above.verb is Verb.CONCLUDE:
        return below.verb is Verb.CONCLUDE and above.positive is not below.positive
    return (above.verb, below.verb) in ALLOWED


@st.composite
def theories(draw: st.DrawFn) -> Theory:
    """Small theories; a rule overrides only rules of a higher number, so superiority has no circle."""
    made = [draw(rules(f"r{number}")) for number in range(draw(st.integers(1, 9)))]
    pairs = [(a, b) for i, a in enumerate(made) for b in made[i + 1 :] if may_override(a, b)]
    overrides = tuple(Override(a.id, b.id, draw(guards)) for a, b in pairs if draw(st.booleans()))
    return Theory(FACTS, DERIVED, tuple(made), overrides, {"free": False, "kept": True}, QUESTIONS)


@st.composite
def partial_cases(draw: st.DrawFn) -> dict[str, frozenset[str]]:
    """For each fact the values still possible."""
    out = {}
    for atom, domain in FACTS.items():
        kept = draw(st.sets(st.sampled_from(domain), min_size=1, max_size=len(domain)))
        out[atom] = frozenset(kept)
    assert math.prod(len(values) for values in out.values()) <= MAX_COMPLETIONS
    return out


def at(compiled: Compiled, possible: Possible, choice: str) -> Read:
    given_inputs = inputs(compiled.theory, possible, {"question": choice})
    return Read(compiled, compiled.circuit.evaluate(given_inputs, 1))


def in_every_completion(compiled: Compiled, possible: Possible, choice: str) -> tuple[list[int], int]:
    """Return every node with one bit for each completion, and all these bits."""
    worlds = list(completions(compiled.theory, possible))
    full = (1 << len(worlds)) - 1
    values = {key: full * bit for key, bit in inputs(compiled.theory, possible, {"question": choice}).items()}
    for atom, domain in FACTS.items():
        for value in domain:
            bits = sum(1 << i for i, world in enumerate(worlds) if value not in world[atom])
            values[excluded(atom, value)] = bits
    return compiled.circuit.evaluate(values, full), full


def may_go(compiled: Compiled, values: list[int], full: int) -> int:
    """Return the completions in which the guarded route is open or required."""
    standing = compiled.targets["kept"]
    return full & ~(values[standing.barred] | values[standing.collision] | values[standing.waiting])


def questions(compiled: Compiled) -> dict[str, Three]:
    """Everything that has a value and two bounds."""
    out: dict[str, Three] = {}
    for atom, truth in compiled.literals.items():
        out[f"{atom} proved"] = truth.established
        out[f"{atom} refuted"] = truth.refuted
    for name, application in compiled.applications.items():
        out[f"{name} applies"] = application.applies
        out[f"{name} when"] = application.when.established
        out[f"{name} unless"] = application.unless.established
    return out


@given(theories(), partial_cases(), st.sampled_from(["x", "y"]))
@settings(max_examples=150)
def test_bounds_hold_in_every_completion(theory, possible, choice):
    compiled = compile_theory(theory)
    here = at(compiled, possible, choice)
    asked = questions(compiled)
    for name, nodes in asked.items():
        value, low, high = here.three(nodes)
        assert low <= value <= high, name
    there, full = in_every_completion(compiled, possible, choice)
    for name, nodes in asked.items():
        _, low, high = here.three(nodes)
        values = there[nodes.value]
        assert there[nodes.low] == there[nodes.high] == values, name
        assert values == full or not low, name
        assert values == 0 or high, name


@given(theories(), partial_cases(), st.sampled_from(["x", "y"]))
@settings(max_examples=150)
def test_a_guarded_route_that_is_open_is_open_in_every_completion(theory, possible, choice):
    compiled = compile_theory(theory)
    if at(compiled, possible, choice).status("kept") not in {"open", "required"}:
        return
    values, full = in_every_completion(compiled, possible, choice)
    assert may_go(compiled, values, full) == full


@given(theories(), partial_cases(), st.sampled_from(["x", "y"]), st.sampled_from(sorted(FACTS)))
@settings(max_examples=150)
def test_forgetting_a_fact_never_opens_a_guarded_route(theory, possible, choice, atom):
    compiled = compile_theory(theory)
    forgotten = {**possible, atom: frozenset(FACTS[atom])}
    if at(compiled, forgotten, choice).status("kept") in {"open", "required"}:
        assert at(compiled, possible, choice).status("kept") in {"open", "required"}


@given(theories(), partial_cases(), st.sampled_from(["x", "y"]))
@settings(max_examples=100)
def test_a_literal_and_its_opposite_are_never_both_proved(theory, possible, choice):
    # With acyclic superiority two rules cannot override each other, so team defeat settles on one side at most.
    here = at(compile_theory(theory), possible, choice)
    for truth in here.compiled.literals.values():
        assert not here.three(truth.established)[0] & here.three(truth.refuted)[0]


@given(theories(), partial_cases())
@settings(max_examples=60)
def test_the_order_of_rules_and_overrides_does_not_matter(theory, possible):
    turned = Theory(
        theory.facts,
        tuple(reversed(theory.derived)),
        tuple(reversed(theory.rules)),
        tuple(reversed(theory.overrides)),
        theory.targets,
        theory.questions,
    )
    one, other = compile_theory(theory), compile_theory(turned)
    for choice in QUESTIONS["question"]:
        left, right = at(one, possible, choice), at(other, possible, choice)
        for target in theory.targets:
            assert left.status(target) == right.status(target)
        for atom in theory.derived:
            assert left.proved(atom) == right.proved(atom)


@given(theories())
@settings(max_examples=30)
def test_the_generator_makes_no_circle(theory):
    order({name: [o.inferior for o in theory.overrides if o.superior == name] for name in _names(theory)})


def _names(theory: Theory) -> list[str]:
    return [item.id for item in theory.rules]
