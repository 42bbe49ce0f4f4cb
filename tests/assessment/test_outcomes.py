"""What became of each rule: one outcome each, of a closed list (semantics, section 9)."""

from __future__ import annotations

import pytest

from pow_options.assessment import Outcome, outcomes
from tests.assessment.asking import ask, route
from tests.law.packs import conclusion, instrument, question, rule, tiny

CONCLUSIONS = {"p": conclusion(), "r": conclusion(per_state=True)}


def became(tmp_path, rules, facts=None, laws=(), **parts):
    """The outcome of each ground rule and the rules it is due to."""
    pack = tiny(tmp_path, rules, conclusions=CONCLUSIONS, questions=[question("one")], laws=laws)
    found = outcomes(ask(pack, facts, **parts).evaluation)
    return {name.removeprefix("law-"): (item.outcome, *item.by) for name, item in found.items()}


FORBID, OBLIGE = {"forbid": ["return"]}, {"oblige": ["return"]}

SINGLE = {
    "applied": ([rule("x", when="a", **FORBID)], {"a": True}, Outcome.APPLIED),
    "not established, false": ([rule("x", when="a", **FORBID)], {"a": False}, Outcome.NOT_ESTABLISHED),
    "may apply": ([rule("x", when="a", **FORBID)], {}, Outcome.MAY_APPLY),
    "defeated": ([rule("x", when="a", unless="b", **FORBID)], {"a": True, "b": True}, Outcome.DEFEATED),
    "not established before defeated": (
        [rule("x", when="a", unless="b", **FORBID)],
        {"a": False, "b": True},
        Outcome.NOT_ESTABLISHED,
    ),
    "a permit": ([rule("x", permit=["return"])], {}, Outcome.APPLIED),
    "a reason": ([rule("x", when="a", support=["return"])], {}, Outcome.MAY_APPLY),
    "a requirement until refuted": (
        [rule("x", when="a", require={"condition": "b", "on": ["return"]})],
        {},
        Outcome.APPLIED,
    ),
    "a requirement refuted": (
        [rule("x", when="a", require={"condition": "b", "on": ["return"]})],
        {"a": False},
        Outcome.NOT_ESTABLISHED,
    ),
    "a requirement defeated": (
        [rule("x", unless="a", require={"condition": "b", "on": ["return"]})],
        {"a": True},
        Outcome.DEFEATED,
    ),
}


@pytest.mark.parametrize("name", SINGLE)
def test_one_rule(tmp_path, name):
    rules, facts, expected = SINGLE[name]
    assert became(tmp_path, rules, facts) == {"x@return": (expected,)}


def test_a_prohibition_that_may_apply_matters_on_guarded_routes_only(tmp_path):
    assert became(tmp_path, [rule("x", when="a", forbid=["free"])]) == {"x@free": (Outcome.NOT_ESTABLISHED,)}


def test_lifted(tmp_path):
    rules = [
        rule("f", **FORBID),
        rule("p", permit=["return"], over=["f", "q"]),
        rule("q", require={"condition": "a", "on": ["return"]}),
        rule("o", oblige=["free"]),
        rule("e", excuse=["free"], over=["o"]),
    ]
    assert became(tmp_path, rules) == {
        "f@return": (Outcome.LIFTED, "law-p@return"),
        "p@return": (Outcome.APPLIED,),
        "q@return": (Outcome.LIFTED, "law-p@return"),
        "o@free": (Outcome.LIFTED, "law-e@free"),
        "e@free": (Outcome.APPLIED,),
    }


def test_overridden_and_colliding(tmp_path):
    rules = [
        rule("f", forbid=["return", "free"], over=[]),
        rule("o", oblige=["return", "free"]),
        rule("g", forbid=["return"], over=["o"]),
    ]
    assert became(tmp_path, rules) == {
        "f@return": (Outcome.APPLIED,),
        "g@return": (Outcome.APPLIED,),
        "o@return": (Outcome.OVERRIDDEN, "law-g@return"),
        "f@free": (Outcome.COLLIDES, "law-o@free"),
        "o@free": (Outcome.COLLIDES, "law-f@free"),
    }


def test_conclusions(tmp_path):
    rules = [
        rule("yes", conclude="p"),
        rule("no", when="a", conclude="not p"),
        rule("strong", when="b", conclude="p", over=["no"]),
    ]
    assert became(tmp_path / "1", rules, {"a": True, "b": False}) == {
        "yes": (Outcome.COLLIDES, "law-no"),
        "no": (Outcome.COLLIDES, "law-yes"),
        "strong": (Outcome.NOT_ESTABLISHED,),
    }
    assert became(tmp_path / "2", rules, {"a": True, "b": True}) == {
        "yes": (Outcome.APPLIED,),
        "no": (Outcome.OVERRIDDEN, "law-strong"),
        "strong": (Outcome.APPLIED,),
    }


def test_rules_that_are_out(tmp_path):
    rules = [
        rule("reading", reading={"one": "x"}, **FORBID),
        rule("off", **FORBID),
        rule("cut", conclude="p"),
    ]
    treaty = instrument("pact", [{**rule("t", **FORBID), "id": "pact-t"}], kind="treaty", parties={})
    found = became(tmp_path, rules, laws=[treaty], without=["law-off"], readings={"one": "y"}, assume={"p": True})
    assert found == {
        "reading@return": (Outcome.READING_NOT_CHOSEN,),
        "off@return": (Outcome.SWITCHED_OFF,),
        "cut": (Outcome.SWITCHED_OFF,),
        "pact-t@return": (Outcome.NOT_BINDING,),
    }


def test_what_is_shown_as_a_reason(tmp_path):
    rules = [
        rule("f", when="a", **FORBID),
        rule("g", when="b", **FORBID),
        rule("s", support=["return"]),
        rule("kept", require={"condition": "a", "on": ["return"], "timing": "throughout"}),
    ]
    pack = tiny(tmp_path, rules)
    reasons = {r.rule: (r.verb, str(r.outcome), r.says) for r in route(ask(pack, {"b": False}), "return").reasons}
    assert reasons == {
        "law-f": ("forbid", "may_apply", "it is f"),
        "law-s": ("support", "applied", "it is s"),
        "law-kept": ("require", "applied", "it is kept"),
    }
