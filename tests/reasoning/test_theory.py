"""Literals on textbook theories; the answers are derived on paper from semantics, section 4, in the comments."""

from __future__ import annotations

import pytest

from pow_options.reasoning import TRUE, And, CyclicTheoryError, Not, Override, compile_theory, order
from tests.reasoning.building import fact, lit, over, read, rule, theory_of


def test_one_rule_and_no_rule():
    answer = read(theory_of([rule("r", "conclude", "p", when=fact("a"))]), {"a": True})
    assert answer.proved("p") == "yes"
    assert answer.proved("q") == "neither"  # nothing concludes q, nothing its opposite


def test_nixon_neither_is_proved():
    # Quakers are pacifists, Republicans are not, no superiority: each rule is attacked by one that nothing overrides.
    rules = [
        rule("quaker", "conclude", "p", when=fact("a")),
        rule("republican", "conclude", "not p", when=fact("b")),
    ]
    assert read(theory_of(rules), {"a": True, "b": True}).proved("p") == "neither"
    assert read(theory_of(rules), {"a": True, "b": False}).proved("p") == "yes"
    assert read(theory_of(rules), {"a": False, "b": True}).proved("p") == "no"
    # With b unknown the rule against p is not applicable, so p is proved; but not surely.
    partly = read(theory_of(rules), {"a": True})
    assert partly.proved("p") == "yes"
    assert partly.three(partly.compiled.literals["p"].established) == (1, 0, 1)


def test_ambiguity_is_blocked():
    # p is ambiguous. q follows outright, its opposite from p. Since p is not proved, the rule for not q is not
    # applicable and q is proved; a logic that propagated ambiguity would leave q open.
    rules = [
        rule("for_p", "conclude", "p"),
        rule("against_p", "conclude", "not p"),
        rule("for_q", "conclude", "q"),
        rule("against_q", "conclude", "not q", when=lit("p")),
    ]
    answer = read(theory_of(rules))
    assert answer.proved("p") == "neither"
    assert answer.proved("q") == "yes"


TEAM = [
    rule("r1", "conclude", "p"),
    rule("r2", "conclude", "p"),
    rule("s1", "conclude", "not p"),
    rule("s2", "conclude", "not p"),
]


def test_team_defeat():
    # No single rule for p overrides both rules against it; together they do.
    assert read(theory_of(TEAM, over("r1 > s1", "r2 > s2"))).proved("p") == "yes"
    # s2 is left unanswered; and not p is not proved either, since r2 is not overridden.
    assert read(theory_of(TEAM, over("r1 > s1"))).proved("p") == "neither"
    # Each side overrides one rule of the other: r2 and s2 stand unanswered.
    assert read(theory_of(TEAM, over("r1 > s1", "s2 > r2"))).proved("p") == "neither"
    assert read(theory_of(TEAM, over("s1 > r1", "s1 > r2"))).proved("p") == "no"


def test_a_rule_that_is_not_applicable_overrides_nothing():
    rules = [
        rule("r", "conclude", "p"),
        rule("s", "conclude", "not p"),
        rule("strong", "conclude", "p", when=fact("a")),
    ]
    theory = theory_of(rules, over("strong > s"))
    assert read(theory, {"a": True}).proved("p") == "yes"
    assert read(theory, {"a": False}).proved("p") == "neither"
    assert read(theory).proved("p") == "neither"
    # With a unknown p is not proved but may be; not p neither is nor can be: r is never overridden.
    truth = read(theory).compiled.literals["p"]
    assert read(theory).three(truth.established) == (0, 0, 1)
    assert read(theory).three(truth.refuted) == (0, 0, 0)


def test_unless_puts_the_burden_on_whoever_asserts_it():
    # Birds fly unless shown to be penguins; `when: not penguin` needs proof that it is none (section 3).
    limit = theory_of([rule("r", "conclude", "p", when=fact("a"), unless=fact("u"))])
    proof = theory_of([rule("r", "conclude", "p", when=And((fact("a"), Not(fact("u")))))])
    for penguin, with_limit, with_proof in ((True, "neither", "neither"), (False, "yes", "yes")):
        assert read(limit, {"a": True, "u": penguin}).proved("p") == with_limit
        assert read(proof, {"a": True, "u": penguin}).proved("p") == with_proof
    assert read(limit, {"a": True}).proved("p") == "yes"
    assert read(proof, {"a": True}).proved("p") == "neither"
    # In neither theory is p sure while u is unknown.
    for theory in (limit, proof):
        answer = read(theory, {"a": True})
        assert answer.three(answer.compiled.literals["p"].established)[1:] == (0, 1)


def test_unless_reads_conclusions():
    rules = [
        rule("bird", "conclude", "p", unless=lit("q")),
        rule("penguin", "conclude", "q", when=fact("a")),
    ]
    assert read(theory_of(rules), {"a": True}).proved("p") == "neither"
    assert read(theory_of(rules), {"a": False}).proved("p") == "yes"


def test_superiority_is_not_transitive():
    # top > mid and mid > low, for p, not p and p: with top applicable p is proved, without it mid beats low.
    rules = [
        rule("top", "conclude", "p", when=fact("a")),
        rule("mid", "conclude", "not p"),
        rule("low", "conclude", "p"),
    ]
    theory = theory_of(rules, over("top > mid", "mid > low"))
    assert read(theory, {"a": True}).proved("p") == "yes"
    assert read(theory, {"a": False}).proved("p") == "no"


def test_readings_choose_rules_and_overrides():
    guard = (("question", frozenset(("x",))),)
    rules = [
        rule("r", "conclude", "p", guard=guard),
        rule("s", "conclude", "q"),
        rule("t", "conclude", "not q"),
    ]
    theory = theory_of(rules, (Override("s", "t", guard),), questions={"question": ("x", "y")})
    assert read(theory, {}, {"question": "x"}).proved("p") == "yes"
    assert read(theory, {}, {"question": "y"}).proved("p") == "neither"
    assert read(theory, {}, {"question": "x"}).proved("q") == "yes"
    assert read(theory, {}, {"question": "y"}).proved("q") == "neither"


def test_an_override_may_hold_under_either_of_two_entries():
    entries = (
        Override("s", "t", (("question", frozenset(("x",))),)),
        Override("s", "t", (("question", frozenset(("y", "z"))),)),
    )
    rules = [rule("s", "conclude", "q"), rule("t", "conclude", "not q")]
    theory = theory_of(rules, entries, questions={"question": ("x", "y", "z", "n")})
    got = [read(theory, {}, {"question": c}).proved("q") for c in ("x", "y", "z", "n")]
    assert got == ["yes", "yes", "yes", "neither"]


def test_a_rule_that_is_off_does_nothing():
    theory = theory_of(TEAM, over("r1 > s1", "r2 > s2"))
    assert read(theory, off=frozenset(("r1",))).proved("p") == "neither"
    assert read(theory, off=frozenset(("s1", "s2"))).proved("p") == "yes"


@pytest.mark.parametrize("value", [True, False])
def test_an_assumed_conclusion_cuts_its_rules(value):
    # Section 2: `--if` may fix a conclusion; its rules are then cut.
    rules = [rule("r", "conclude", "p"), rule("reads", "conclude", "q", when=lit("p"))]
    answer = read(theory_of(rules, assumed={"p": value}))
    assert answer.proved("p") == ("yes" if value else "no")
    assert answer.proved("q") == ("yes" if value else "neither")
    assert "r" not in answer.compiled.applications


def cycle(rules: list) -> tuple[str, ...]:
    with pytest.raises(CyclicTheoryError) as caught:
        compile_theory(theory_of(rules))
    assert str(caught.value) == " -> ".join(caught.value.cycle)
    return caught.value.cycle


def test_a_cycle_is_printed_from_its_first_name():
    # r rests on p, p on q, q on r.
    rules = [
        rule("1", "conclude", "r", when=lit("p")),
        rule("2", "conclude", "p", when=lit("q")),
        rule("3", "conclude", "q", when=lit("r")),
    ]
    assert cycle(rules) == ("p", "q", "r", "p")


def test_a_literal_and_its_opposite_are_one():
    assert cycle([rule("1", "conclude", "not p", when=Not(lit("p")))]) == ("p", "p")
    assert cycle([rule("1", "conclude", "p", unless=lit("p"))]) == ("p", "p")


def test_a_cycle_through_unless():
    rules = [rule("1", "conclude", "p", unless=lit("q")), rule("2", "conclude", "not q", when=lit("p"))]
    assert cycle(rules) == ("p", "q", "p")


def test_order_is_by_dependency_then_by_name():
    assert order({"d": ["b", "c"], "c": ["a"], "b": ["a"], "a": [], "z": []}) == ("a", "z", "b", "c", "d")


def test_rules_on_targets_make_no_cycle():
    # What is obliged or forbidden cannot be mentioned, so a condition on the same conclusions is no circle.
    rules = [rule("1", "conclude", "p"), rule("2", "forbid", "go", when=lit("p"), unless=TRUE)]
    assert read(theory_of(rules)).status() == "open"
