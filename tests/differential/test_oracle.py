"""The second encoding against answers derived by hand, and its bounds against every completion."""

from __future__ import annotations

from functools import cache

import pytest

from tests.differential import building, handmade, oracle, theories
from tests.differential.conditions import both, either, eq, holds, no, render

SEEDS = range(200)
SURE = ("open", "required")


@pytest.mark.parametrize("case", handmade.CASES, ids=lambda case: case.name)
def test_by_hand(case: building.Case) -> None:
    (answer,) = oracle.solve([case.theory])
    assert {route: answer.routes[route] for route in case.routes} == case.routes
    for world in answer.worlds.values():
        digits = {name: "".join(str(int(bit)) for bit in world.literals[name]) for name in case.literals}
        assert digits == case.literals
        assert {route: world.missing[route] for route in case.missing} == case.missing


def test_routes_to_nowhere_are_not_listed() -> None:
    (answer,) = oracle.solve([building.make("nowhere", [], roles={"third_state": "none"})])
    assert sorted(answer.routes) == ["fly", "hand", "home", "stay"]


def test_standing_duty_is_shown_as_suspended() -> None:
    rules = [
        building.rule("f", forbid=["home"], over=["o"]),
        building.rule("o", oblige=["home", "stay"]),
        building.rule("s", support=["home"]),
        building.rule("n", oppose=["home"], when=holds("u")),
    ]
    (answer,) = oracle.solve([building.make("suspended", rules)])
    world = answer.worlds[()]
    assert world.obliges == dict.fromkeys(world.routes, frozenset()) | {
        "home": {"base-o"},
        "stay": {"base-o"},
    }
    assert world.suspended["home"] == {"base-o"}
    assert world.suspended["stay"] == frozenset()
    assert world.forbids["home"] == {"base-f"}
    assert world.reasons["home"] == {"base-s"}


def test_worlds_are_keyed_by_unsettled_questions() -> None:
    asks = {"one": "unsettled", "two": "x", "three": "unsettled"}
    (answer,) = oracle.solve([building.make("keys", [], asks=asks)])
    assert (("one", "z"), ("three", "y")) in answer.worlds
    assert len(answer.worlds) == 9


def test_a_cycle_is_noticed() -> None:
    rules = [
        building.rule("1", conclude="p", unless=holds("q")),
        building.rule("2", conclude="q", unless=holds("p")),
    ]
    with pytest.raises(RuntimeError, match="cycle"):
        oracle.solve([building.make("cycle", rules)])


def test_text_has_the_parentheses_it_needs() -> None:
    cond = both(
        either(holds("a"), no(holds("b", "destination"))),
        no(eq("k", "low")),
        no(both(holds("a"), holds("u"))),
    )
    assert render(cond) == "(a or not b(destination)) and not (k == low) and not (a and u)"


def test_a_seed_gives_one_theory() -> None:
    assert theories.generate(7) == theories.generate(7)
    assert theories.generate(7) != theories.generate(8)


def test_batches_do_not_mix() -> None:
    some = [theories.generate(seed) for seed in range(30)]
    assert oracle.solve(some, batch=30) == [oracle.solve([theory])[0] for theory in some]


@cache
def completed() -> list[tuple[theories.Theory, oracle.Answer, list[oracle.Answer]]]:
    """Theories of at most six unknown facts, each with its answer and those of all its completions."""
    pinned = [theories.pin(theories.generate(seed), 6 if seed < 50 else 3, seed) for seed in SEEDS]
    full = [list(theories.completions(theory)) for theory in pinned]
    answers = iter(oracle.solve([*pinned, *(done for some in full for done in some)]))
    firsts = [next(answers) for _ in pinned]
    rest = [[next(answers) for _ in some] for some in full]
    return list(zip(pinned, firsts, rest, strict=True))


@pytest.mark.xdist_group("completed")
def test_bounds_hold_the_value_and_every_completion() -> None:
    for theory, answer, rest in completed():
        for key, world in answer.worlds.items():
            for name, lit in world.literals.items():
                assert not (lit.proved_pos and lit.proved_neg)
                for other in (lit, *(done.worlds[key].literals[name] for done in rest)):
                    assert lit.low_pos <= other.proved_pos <= lit.up_pos, (theory.name, key, name)
                    assert lit.low_neg <= other.proved_neg <= lit.up_neg, (theory.name, key, name)


@pytest.mark.xdist_group("completed")
def test_bounds_close_when_nothing_is_unknown() -> None:
    for theory, _, rest in completed():
        for done in rest:
            for world in done.worlds.values():
                for name, lit in world.literals.items():
                    assert lit == (lit[0], lit[1], lit[0], lit[0], lit[1], lit[1]), (theory.name, name)


@pytest.mark.xdist_group("completed")
def test_protections_never_fail_open() -> None:
    """A guarded route that is `open` or `required` is one or the other in every completion."""
    for theory, answer, rest in completed():
        every = [route for option in theory.options["options"] for route in option["routes"]]
        for route in (r["id"] for r in every if r["guarded"] and r["id"] in answer.routes):
            for key, world in answer.worlds.items():
                if world.routes[route] in SURE:
                    assert all(done.worlds[key].routes[route] in SURE for done in rest), (theory.name, route)
            if answer.routes[route] in SURE:
                assert all(done.routes[route] in SURE for done in rest), (theory.name, route)


def test_the_theories_are_not_all_alike() -> None:
    some = [theories.generate(seed) for seed in SEEDS]
    seen = [status for answer in oracle.solve(some) for status in answer.routes.values()]
    for status in ("required", "open", "open_if", "contested", "barred"):
        assert seen.count(status) > len(seen) // 25, status
    verbs = [theories.verb(rule) for theory in some for _, rule in theory.rules()]
    assert set(verbs) == {"conclude", *theories.ROUTE_VERBS}
