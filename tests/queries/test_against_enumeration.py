"""`require`, `flip`, `unknowns` and `readings` against trying everything: small packs drawn at random, every answer.

issue: "On random theories and on the bundled pack, `require`, `flip` and `unknowns` agree with brute-force enumeration
wherever that is possible (up to 14 free facts), no returned set has a proper subset that works, and no smaller set
exists". What is tried is evaluated by the engine, case by case; no diagram is used.
"""

from __future__ import annotations

import itertools
import random
from fractions import Fraction
from functools import cache

import pytest
from dd import autoref

import pow_options as po
from pow_options.assessment import Status
from pow_options.assessment.measuring import ranked
from pow_options.cases import impossible
from pow_options.queries import diagrams
from pow_options.queries.asking import question as put
from pow_options.queries.changing import supposing
from pow_options.queries.regions import open_facts
from pow_options.queries.require import BETTER
from tests.cases.writing import case
from tests.conformance.answers import LATE, ORDINARY, SOLDIER_A, law
from tests.law.packs import STATUS_CLASSES, Json, conclusion, fact, question, rule, tiny

SEEDS = range(30)
NEVER = [{"when": "a and n == low", "because": "they exclude each other"}]
CRITERIA: list[Json] = [
    {"id": "lawfulness", "measure": "status", "classes": STATUS_CLASSES, "says": "is the more lawful"},
    {"id": "reach", "measure": "reach", "classes": [["in", "unknown"], ["out"]], "says": "is in reach"},
    {
        "id": "word",
        "measure": "value",
        "of": "n",
        "classes": [["high"], ["unknown", "disputed", "mid"], ["low"]],
        "counts": [{"values": ["high"], "on_routes": ["return", "handover"], "only_if": "q"}],
        "says": "is the better word",
    },
    {
        "id": "ready",
        "measure": "readiness",
        "classes": [["nothing_missing"], ["unknown_only"], ["some_false"]],
        "says": "waits for less",
    },
    {
        "id": "sure",
        "measure": "value",
        "of": "q",
        "classes": [["false"], ["unknown", "disputed"], ["true"]],
        "says": "is surer",
    },
    {"id": "missing", "measure": "missing_count", "says": "misses fewer"},
    {
        "id": "reasons",
        "measure": "reasons",
        "classes": [["support_only"], ["none", "mixed"], ["oppose_only"]],
        "says": "has the better reasons",
    },
    {"id": "table_order", "measure": "table_order", "says": "comes first"},
]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """A pack and a question about a case of it for every seed; some facts are known, some readings taken."""

    @cache
    def made(seed):
        pick = random.Random(seed)
        leaves = ["a", "not a", "b", "not b", "u", "not v", "n == low", "n != high", "n in [mid, high]"]

        def condition(more=()):
            parts = [pick.choice((*leaves, *more)) for _ in range(pick.choice((1, 2, 2, 3)))]
            return f" {pick.choice(('and', 'or'))} ".join(parts)

        rules = [rule("q", when=condition(), conclude="q"), rule("q2", when=condition(), conclude="not q")]
        for index in range(pick.randint(5, 9)):
            verb = pick.choice(("forbid", "forbid", "oblige", "require", "support", "oppose", "permit"))
            routes = pick.sample(["return", "handover", "stay", "travel", "free"], pick.choice((1, 2, 3)))
            parts = {"when": condition(("q", "not q"))}
            if verb == "require":
                parts["require"] = {"condition": condition(("q",)), "on": routes}
            else:
                parts[verb] = routes
            if pick.random() < 0.4:
                parts["reading"] = {pick.choice("km"): pick.choice("xy")}
            if pick.random() < 0.3:
                parts["unless"] = condition()
            rules.append(rule(f"r{index}", **parts))
        pack = tiny(
            tmp_path_factory.mktemp("drawn"),
            rules,
            facts={"n": fact("enum")},
            conclusions={"q": conclusion()},
            never=NEVER,
            questions=[question("k"), question("m", default="x")],
            criteria=CRITERIA,
        )
        known = {name: pick.choice((True, False)) for name in "abuv" if pick.random() < 0.25}
        asked = put(case(facts=known), pack)
        return asked, asked.asked(None, None)

    return made


def choices(evaluation, *, as_is, revise="nothing"):
    """Every choice of values for the open facts that the vocabulary allows; left out is as it is."""
    free = open_facts(evaluation, as_is=False, revise=revise)
    options = [[(name, value) for value in ((None,) if as_is else ()) + values] for name, values in free.items()]
    for combination in itertools.product(*options):
        facts = {name: value for name, value in combination if value is not None}
        then = supposing(evaluation, facts)
        possible = {k: v.possible for k, v in then.resolved.items() if v.possible is not None}
        if not any(True for _ in impossible(possible, evaluation.case.roles, evaluation.pack)):
            yield facts, then


def status_of(evaluation, option):
    return next(Status(status) for name, status, _ in ranked(evaluation) if name == option)


def smallest(evaluation, works, revise="nothing"):
    """Every smallest choice of facts that works, found by trying all."""
    found = [facts for facts, then in choices(evaluation, as_is=True, revise=revise) if works(then)]
    least = min(map(len, found), default=None)
    return {tuple(sorted(facts.items())) for facts in found if len(facts) == least}


def told(items):
    return {tuple(sorted((item.fact, item.value) for item in one)) for one in items}


@pytest.mark.parametrize("seed", SEEDS)
def test_require(seed, drawn):
    asked, evaluation = drawn(seed)
    pick = random.Random(seed)
    for option in pick.sample([name for name, *_ in ranked(evaluation)], 2):
        wanted = pick.choice(BETTER[:4])
        enough = BETTER[: BETTER.index(wanted) + 1]
        expected = smallest(evaluation, lambda then, o=option, e=enough: status_of(then, o) in e)
        found = po.require(option, asked.case, asked.pack, status=wanted, most=10_000)
        assert found.complete
        assert told(found.sets) == expected
        assert (found.impossible is not None) == (not expected)


@pytest.mark.parametrize("seed", SEEDS[::3])
def test_require_when_established_facts_may_change(seed, drawn):
    asked, evaluation = drawn(seed)
    option = ranked(evaluation)[-1][0]
    expected = smallest(evaluation, lambda then: status_of(then, option) in BETTER[:2], revise="all")
    found = po.require(option, asked.case, asked.pack, revise=True, most=10_000)
    assert told(found.sets) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_flip(seed, drawn):
    asked, evaluation = drawn(seed)
    first = ranked(evaluation)[0][0]
    expected = smallest(evaluation, lambda then: ranked(then)[0][0] != first)
    found = po.flip(asked.case, asked.pack, most=10_000)
    assert found.complete
    assert told(item.changes for item in found.sets) == expected
    for item in found.sets:
        then = supposing(evaluation, {change.fact: change.value for change in item.changes})
        assert ranked(then)[0][0] == item.first


@pytest.mark.parametrize("seed", SEEDS)
def test_unknowns(seed, drawn):
    asked, evaluation = drawn(seed)
    found = po.unknowns(asked.case, asked.pack)
    whole = {tuple(sorted(facts.items())): then for facts, then in choices(evaluation, as_is=False)}
    for item in found.options:
        statuses = {key: status_of(then, item.id) for key, then in whole.items()}
        assert set(item.statuses) == set(statuses.values())
        assert item.settled == (set(statuses.values()) == {item.status})
        shares = {}
        for name, values in open_facts(evaluation, as_is=False).items():
            moved = sum(
                any(
                    statuses.get(tuple(sorted({**dict(key), name: value}.items())), status) is not status
                    for value in values
                )
                for key, status in statuses.items()
            )
            shares[name] = round(float(Fraction(moved, len(statuses))), 6)
        assert {fact.fact: fact.share for fact in item.facts} == {k: v for k, v in shares.items() if v}
        assert [fact.share for fact in item.facts] == sorted((f.share for f in item.facts), reverse=True)
    assert found.complete


@pytest.mark.parametrize("seed", SEEDS)
def test_readings(seed, drawn):
    asked, evaluation = drawn(seed)
    found = po.readings(asked.case, asked.pack)
    asks = list(evaluation.compiled.theory.questions)
    for item in found.options:
        statuses = {}
        for positions in itertools.product("xy", repeat=len(asks)):
            taken = dict(zip(asks, positions, strict=True))
            statuses[positions] = status_of(asked.under(taken).asked(None, None), item.id)
        assert set(item.statuses) == set(statuses.values())
        assert item.robust == (len(set(statuses.values())) == 1)
        for positions, status in statuses.items():
            fitting = [
                row
                for row in item.rows
                if all(dict(zip(asks, positions, strict=True))[q] in allowed for q, allowed in row.readings.items())
            ]
            assert item.robust or [row.status for row in fitting] == [status]


def test_the_packs_are_not_all_alike(drawn):
    # What the tests above are worth.
    seen, sizes = set(), set()
    for seed in SEEDS:
        asked, evaluation = drawn(seed)
        seen |= {status for _, status, _ in ranked(evaluation)}
        sizes |= {len(item.changes) for item in po.flip(asked.case, asked.pack).sets}
    assert len(seen) >= 4
    assert {1, 2} <= sizes


def test_the_diagrams_of_the_package_itself_say_the_same(drawn, monkeypatch):
    # Where the package brings no CUDD for a Python, its own diagrams are used.
    asked, _ = drawn(1)
    with_cudd = po.unknowns(asked.case, asked.pack), po.flip(asked.case, asked.pack)
    monkeypatch.setattr(diagrams, "_manager", autoref.BDD)
    assert (po.unknowns(asked.case, asked.pack), po.flip(asked.case, asked.pack)) == with_cudd


# --- the bundled pack ---------------------------------------------------------------------------------


def test_no_part_of_a_set_does_it_for_the_ordinary_prisoner():
    evaluation = put(ORDINARY, law(), assume={"hostilities": "ceased"}).asked(None, None)
    found = po.require("detaining_power", ORDINARY, law(), assume={"hostilities": "ceased"}, status="open")
    assert found.sets
    for one in found.sets:
        then = supposing(evaluation, {item.fact: item.value for item in one})
        assert status_of(then, "detaining_power") in BETTER[:2]
        for size in range(len(one)):
            for part in itertools.combinations(one, size):
                less = supposing(evaluation, {item.fact: item.value for item in part})
                assert status_of(less, "detaining_power") not in BETTER[:2]


def test_no_single_change_but_those_named_puts_another_first_for_soldier_a():
    evaluation = put(SOLDIER_A, law()).asked(LATE, None)
    first = ranked(evaluation)[0][0]
    expected = {
        ((name, value),)
        for name, values in open_facts(evaluation, as_is=False).items()
        for value in values
        if ranked(supposing(evaluation, {name: value}))[0][0] != first
    }
    found = po.flip(SOLDIER_A, law(), as_of=LATE, most=1000)
    assert told(item.changes for item in found.sets) == expected


def test_what_cannot_matter_to_soldier_a_does_not():
    # A sample: every fact called idle, given each of its values in random completions, moves no status.
    evaluation = put(SOLDIER_A, law()).asked(LATE, None)
    found = po.unknowns(SOLDIER_A, law(), as_of=LATE)
    assert found.complete
    free = open_facts(evaluation, as_is=False)
    pick = random.Random(0)
    for _ in range(12):
        completion = {name: pick.choice(values) for name, values in free.items()}
        before = ranked(supposing(evaluation, completion))
        statuses = {name: status for name, status, _ in before}
        changed = {**completion, **{name: pick.choice(free[name]) for name in found.idle}}
        after = {name: status for name, status, _ in ranked(supposing(evaluation, changed))}
        assert after == statuses
