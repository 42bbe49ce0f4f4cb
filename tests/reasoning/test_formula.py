"""Formulas: the truth tables of strong Kleene logic, written out by hand."""

import pytest

from pow_options.reasoning import FALSE, TRUE, And, Const, Formula, Holds, Is, Not, Or, atoms
from tests.reasoning.building import fact, read, rule, theory_of

# Fact a is true, b is false, u is unknown.
KNOWN: dict[str, bool | str] = {"a": True, "b": False}
LEAF = {"t": fact("a"), "f": fact("b"), "u": fact("u")}

AND = {"tt": "t", "tf": "f", "tu": "u", "ff": "f", "fu": "f", "uu": "u"}
OR = {"tt": "t", "tf": "t", "tu": "t", "ff": "f", "fu": "u", "uu": "u"}
NOT = {"t": "f", "f": "t", "u": "u"}


def value(formula: Formula, known: dict[str, bool | str]) -> str:
    """What a formula comes to, read off a rule that has it as `when` and one that has its negation."""
    rules = [
        rule("yes", "conclude", "p", when=formula),
        rule("no", "conclude", "q", when=Not(formula)),
    ]
    answer = read(theory_of(rules), known)
    shown = {(1, 0): "t", (0, 1): "f", (0, 0): "u"}
    truth = answer.compiled.applications["yes"].when
    bits = answer.values[truth.established.value], answer.values[truth.refuted.value]
    proved = int(answer.proved("p") == "yes"), int(answer.proved("q") == "yes")
    assert bits == proved, "refuting a formula is establishing its negation"
    return shown[bits]


@pytest.mark.parametrize(("pair", "expected"), AND.items())
@pytest.mark.parametrize("turned", [False, True])
def test_and(pair, expected, turned):
    items = [LEAF[c] for c in pair]
    assert value(And(tuple(reversed(items) if turned else items)), KNOWN) == expected


@pytest.mark.parametrize(("pair", "expected"), OR.items())
@pytest.mark.parametrize("turned", [False, True])
def test_or(pair, expected, turned):
    items = [LEAF[c] for c in pair]
    assert value(Or(tuple(reversed(items) if turned else items)), KNOWN) == expected


@pytest.mark.parametrize(("letter", "expected"), NOT.items())
def test_not(letter, expected):
    assert value(Not(LEAF[letter]), KNOWN) == expected
    assert value(Not(Not(LEAF[letter])), KNOWN) == letter


def test_no_items():
    assert value(And(()), {}) == "t"
    assert value(Or(()), {}) == "f"


@pytest.mark.parametrize(
    ("formula", "expected"), [(TRUE, "t"), (FALSE, "f"), (Not(TRUE), "f"), (Const(value=False), "f")]
)
def test_constants(formula, expected):
    assert value(formula, {}) == expected


# Section 8: `==` and `in` are established iff the values still possible lie inside the named set, refuted iff disjoint.
@pytest.mark.parametrize(
    ("possible", "wanted", "expected"),
    [
        ("low", "low", "t"),
        ("low", "mid", "f"),
        ("low mid", "low", "u"),
        ("low mid", "low mid", "t"),
        ("low mid", "high", "f"),
        ("low mid", "mid high", "u"),
        ("low mid high", "low mid", "u"),
        ("low mid high", "low mid high", "t"),
        ("mid", "low mid", "t"),
        ("high", "low mid", "f"),
    ],
)
def test_enumerations(possible, wanted, expected):
    assert value(Is("k", frozenset(wanted.split())), {"k": possible}) == expected


def test_ruling_out_all_other_values_establishes_the_last():
    assert value(Is("k", frozenset(("high",))), {"k": "high"}) == "t"
    assert value(Not(Is("k", frozenset(("low", "mid")))), {"k": "high"}) == "t"


def test_kleene_logic_keeps_no_excluded_middle():
    # u or not u is unknown while u is: the engine is no theorem prover, and says so.
    assert value(Or((fact("u"), Not(fact("u")))), {}) == "u"


def test_a_conclusion_is_refuted_when_its_opposite_is_proved():
    rules = [
        rule("denies", "conclude", "not p", when=fact("a")),
        rule("reads", "conclude", "q", when=Not(Holds("p"))),
    ]
    assert read(theory_of(rules), {"a": True}).proved("q") == "yes"
    # That p is not proved is not enough: unknown is never false.
    assert read(theory_of(rules), {"a": False}).proved("q") == "neither"


def test_atoms_are_met_from_left_to_right():
    formula = Or((Not(fact("b")), And((Holds("p"), fact("a"))), TRUE, fact("b")))
    assert list(atoms(formula)) == [fact("b"), Holds("p"), fact("a"), fact("b")]
