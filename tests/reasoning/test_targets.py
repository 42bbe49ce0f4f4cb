"""What stands on a target: semantics, section 4, *Routes* and *Protections never fail open*."""

from __future__ import annotations

import pytest

from pow_options.reasoning import Not, Override, Rule
from tests.reasoning.building import Read, fact, lit, over, read, rule, theory_of

A, B, U, V, W = (fact(name) for name in "abuvw")


def forbid(name: str = "f", **parts: object) -> Rule:
    return rule(name, "forbid", "go", **parts)


def oblige(name: str = "o", **parts: object) -> Rule:
    return rule(name, "oblige", "go", **parts)


def permit(name: str = "p", **parts: object) -> Rule:
    return rule(name, "permit", "go", **parts)


def excuse(name: str = "e", **parts: object) -> Rule:
    return rule(name, "excuse", "go", **parts)


def require(name: str = "q", **parts: object) -> Rule:
    return rule(name, "require", "go", **{"condition": A, **parts})


def at(rules: list[Rule], *pairs: str, guarded: bool = False, **facts: bool | str) -> Read:
    return read(theory_of(rules, over(*pairs), guarded=guarded), facts)


def both(rules: list[Rule], *pairs: str, **facts: bool | str) -> tuple[str, str]:
    """The status of an unguarded and of a guarded target."""
    theories = [theory_of(rules, over(*pairs), guarded=guarded) for guarded in (False, True)]
    unguarded, guarded = (read(theory, facts).status() for theory in theories)
    return unguarded, guarded


def test_without_rules_it_is_open():
    assert both([]) == ("open", "open")


def test_one_verb_each():
    assert both([forbid()]) == ("barred", "barred")
    assert both([oblige()]) == ("required", "required")
    assert both([permit()]) == ("open", "open")
    assert both([excuse()]) == ("open", "open")
    assert both([rule("s", "support", "go"), rule("t", "oppose", "go")]) == ("open", "open")


# --- permits and excuses --------------------------------------------------------------------------


def test_a_permit_lifts_only_what_it_overrides():
    rules = [forbid("f1"), forbid("f2"), permit()]
    answer = at(rules, "p > f1")
    assert answer.status() == "barred"
    assert answer.standing("forbids") == {"f2"}
    assert at(rules).standing("forbids") == {"f1", "f2"}
    assert both(rules, "p > f1", "p > f2") == ("open", "open")


def test_a_permit_that_does_not_apply_lifts_nothing():
    assert both([forbid(), permit(when=A)], "p > f", a=False) == ("barred", "barred")
    assert both([forbid(), permit(when=A)], "p > f") == ("barred", "barred")
    assert both([forbid(), permit(when=A)], "p > f", a=True) == ("open", "open")


def test_an_excuse_lifts_only_the_oblige_it_overrides():
    assert both([oblige(), excuse()]) == ("required", "required")
    assert both([oblige(), excuse()], "e > o") == ("open", "open")
    answer = at([oblige("o1"), oblige("o2"), excuse()], "e > o1")
    assert answer.status() == "required"
    assert answer.standing("obliges") == {"o2"}


def test_exceptions_do_not_reach_the_other_kind():
    # A permit is no excuse and an excuse no permit, whatever is written.
    assert both([forbid(), excuse()], "e > f") == ("barred", "barred")
    assert both([oblige(), permit()], "p > o") == ("required", "required")


# --- prohibition against obligation ---------------------------------------------------------------


def test_collision_without_a_rule_of_conflict():
    assert both([forbid(), oblige()]) == ("contested", "contested")


def test_the_one_that_prevails():
    assert both([forbid(), oblige()], "f > o") == ("barred", "barred")
    assert both([forbid(), oblige()], "o > f") == ("required", "required")


def test_every_standing_oblige_must_be_overridden():
    rules = [forbid("f1"), forbid("f2"), oblige("o1"), oblige("o2")]
    assert both(rules, "f1 > o1", "f2 > o2") == ("barred", "barred")  # as a team
    assert both(rules, "f1 > o1") == ("contested", "contested")  # o2 is unanswered, and so is f1
    assert both(rules, "o1 > f1", "o2 > f2") == ("required", "required")
    assert both(rules, "o1 > f1") == ("contested", "contested")


def test_a_lifted_rule_overrides_nothing():
    # The excused oblige would have beaten the prohibition.
    assert both([forbid(), oblige(), excuse()], "o > f", "e > o") == ("barred", "barred")
    # The permitted forbid would have beaten the obligation.
    assert both([forbid(), oblige(), permit()], "f > o", "p > f") == ("required", "required")


def test_superiority_is_not_transitive():
    # The permit lifts f, and f prevails over o: that says nothing about the permit and o, nor does it about f2.
    answer = at([forbid(), forbid("f2"), oblige(), permit()], "p > f", "f > o")
    assert answer.status() == "contested"


def test_a_forbid_that_overrides_an_oblige_under_a_reading():
    guard = (("question", frozenset(("x",))),)
    theory = theory_of([forbid(), oblige()], (Override("f", "o", guard),), questions={"question": ("x", "y")})
    assert read(theory, {}, {"question": "x"}).status() == "barred"
    assert read(theory, {}, {"question": "y"}).status() == "contested"


def test_a_suspended_oblige_still_stands():
    answer = at([forbid(), oblige()], "f > o")
    assert answer.standing("obliges") == {"o"}


# --- requirements ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("known", "expected"), [(True, "open"), (False, "open_if"), ("true false", "open_if")])
def test_a_requirement_is_met_only_if_established(known, expected):
    assert both([require()], a=known) == (expected, expected)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"u": True}, "open_if"),
        ({"u": False}, "open"),  # `when` refuted
        ({}, "open_if"),  # `when` unknown: it applies until refuted (section 3)
    ],
)
def test_a_requirement_applies_until_its_when_is_refuted(parts, expected):
    assert both([require(when=U)], **parts) == (expected, expected)


@pytest.mark.parametrize(("parts", "expected"), [({"u": True}, "open"), ({"u": False}, "open_if"), ({}, "open_if")])
def test_a_requirement_yields_to_its_unless_only_when_established(parts, expected):
    assert both([require(unless=U)], **parts) == (expected, expected)


def test_failed_is_surely_applying_and_established_false():
    assert at([require()], a=False).requirement("q", "failed")
    assert not at([require()]).requirement("q", "failed")
    assert not at([require(when=U)], a=False).requirement("q", "failed")
    assert at([require(when=U)], a=False, u=True).requirement("q", "failed")
    assert not at([require(unless=U)], a=False, guarded=True).requirement("q", "failed")


def test_throughout_never_changes_the_status():
    # A duty that goes with the route: listed, never changes the status (section 3).
    for value in (True, False):
        assert both([require(blocking=False)], a=value) == ("open", "open")
    assert both([require(blocking=False), oblige()]) == ("required", "required")


def test_a_required_route_waits_for_its_safeguards():
    answer = at([oblige(), require()])
    assert answer.status() == "open_if"
    assert answer.standing("obliges") == {"o"}


@pytest.mark.parametrize("make", [forbid, oblige, permit, excuse])
def test_any_of_the_four_route_verbs_lifts_a_requirement(make):
    superior = make("x")
    assert at([superior, require()], "x > q").requirement("q", "lifted")
    assert not at([superior, require()], "x > q").requirement("q", "unmet")
    assert at([superior, require()]).requirement("q", "unmet")


def test_an_excused_oblige_lifts_no_requirement():
    assert both([oblige(), excuse(), require()], "o > q", "e > o") == ("open_if", "open_if")


def test_on_a_guarded_route_only_what_surely_applies_lifts_a_requirement():
    # The permit applies, and is sure only once u is known to be false.
    rules = [permit(unless=U), require()]
    assert both(rules, "p > q") == ("open", "open_if")
    assert both(rules, "p > q", u=False) == ("open", "open")
    # The oblige applies; whether it is excused is not known.
    rules = [oblige(), excuse(when=U), require()]
    assert both(rules, "o > q", "e > o") == ("required", "open_if")
    assert both(rules, "o > q", "e > o", u=False) == ("required", "required")


def test_the_condition_of_a_guarded_requirement_must_be_surely_established():
    # The conclusion is drawn, but u could still defeat the rule for it.
    rules = [rule("c", "conclude", "p", unless=U), require(condition=lit("p"))]
    assert both(rules) == ("open", "open_if")
    assert both(rules, u=False) == ("open", "open")


# --- prohibitions that may apply ------------------------------------------------------------------


def pending(rules: list[Rule], *pairs: str, **facts: bool | str) -> set[str]:
    answer = at(rules, *pairs, guarded=True, **facts)
    found = answer.standing("pending")
    assert answer.status() == "open_if" or not found or answer.status() in {"barred", "contested"}
    return found


def test_a_prohibition_that_may_apply_holds_up_a_guarded_route_only():
    assert both([forbid(when=U)]) == ("open", "open_if")
    assert both([forbid(when=U)], u=False) == ("open", "open")
    assert both([forbid(when=U)], u=True) == ("barred", "barred")
    assert pending([forbid(when=U)]) == {"f"}


def test_a_prohibition_whose_limit_is_unknown_applies():
    assert both([forbid(unless=U)]) == ("barred", "barred")
    assert both([forbid(unless=U)], u=True) == ("open", "open")


def test_a_required_guarded_route_waits_for_a_prohibition_that_may_apply():
    assert both([oblige(), forbid(when=U)]) == ("required", "open_if")


def test_only_a_permit_that_surely_applies_lifts_what_may_apply():
    rules = [forbid(when=U), permit(when=V)]
    assert pending(rules, "p > f", v=True) == set()
    assert pending(rules, "p > f") == {"f"}
    assert pending(rules, v=True) == {"f"}  # it names nothing
    # The prohibition applies, and is lifted by a permit whose limit is unknown: read for bounds it is not lifted.
    rules = [forbid(), permit(unless=V)]
    assert both(rules, "p > f") == ("open", "open_if")
    assert both(rules, "p > f", v=False) == ("open", "open")


def test_only_an_oblige_that_surely_stands_overrides_what_may_apply():
    rules = [forbid(when=U), oblige(when=V)]
    assert pending(rules, "o > f", v=True) == set()
    assert both(rules, "o > f", v=True) == ("required", "required")
    assert pending(rules, "o > f") == {"f"}


def test_an_excuse_that_may_apply_keeps_an_oblige_from_surely_standing():
    rules = [forbid(when=U), oblige(), excuse(when=V)]
    pairs = ("o > f", "e > o")
    assert pending(rules, *pairs) == {"f"}
    assert both(rules, *pairs) == ("required", "open_if")
    assert both(rules, *pairs, v=False) == ("required", "required")
    # An excuse that names another obligation is no matter.
    assert pending(rules, "o > f") == set()


def test_a_conclusion_that_may_hold_makes_a_prohibition_pending():
    # Risk is not proved; it may be. Chain: u -> p -> forbid.
    rules = [rule("c", "conclude", "p", when=U), forbid(when=lit("p"))]
    assert pending(rules) == {"f"}
    assert pending(rules, u=False) == set()


def test_a_prohibition_that_bars_is_not_also_pending():
    assert pending([forbid(), forbid("g", when=U)]) == {"g"}


def test_a_conclusion_denied_by_default_stays_pending_on_a_guarded_route():
    # "no risk" is drawn while u is unknown, but u would override it.
    rules = [
        rule("c", "conclude", "not p"),
        rule("d", "conclude", "p", when=U),
        forbid(when=lit("p")),
        forbid("g", when=Not(lit("q"))),
    ]
    answer = at(rules, "d > c", guarded=True)
    assert answer.proved("p") == "no"
    # g waits for q to be refuted, which no rule can do.
    assert answer.standing("pending") == {"f"}
