"""The engine against the independent encoding in answer set programming, on random theories.

Neither shares code with the other: the oracle grounds, decides what is in force, and reads conditions by itself.
Compared are, for every world (choice of readings): the status of every route, which obligations and prohibitions
stand, and for every conclusion and its opposite the value and both bounds; and over all worlds the combined status.
"""

from __future__ import annotations

import pytest

from tests.differential import building, engine, handmade, oracle, theories

THEORIES = 10_000
LONG = 50_000
CHUNK = 250


def differences(theory: theories.Theory, expected: oracle.Answer) -> list[str]:
    """Return what the engine says otherwise, in words."""
    found = engine.answer(theory)
    out = []
    if found.routes != expected.routes:
        out.append(f"combined: {expected.routes} expected, {found.routes} found")
    worlds = {frozenset(key): world for key, world in found.worlds.items()}
    if set(worlds) != {frozenset(key) for key in expected.worlds}:
        return [*out, f"worlds: {sorted(expected.worlds)} expected, {sorted(found.worlds)} found"]
    for key, world in expected.worlds.items():
        other = worlds[frozenset(key)]
        out += [
            f"{key} {part}: {getattr(world, part)} expected, {getattr(other, part)} found"
            for part in ("routes", "obliges", "forbids")
            if getattr(world, part) != getattr(other, part)
        ]
        if set(world.literals) - set(other.literals):
            out.append(f"{key}: no value for {sorted(set(world.literals) - set(other.literals))}")
        out += [
            f"{key} {name}: {literal} expected, {other.literals[name]} found"
            for name, literal in world.literals.items()
            if name in other.literals and other.literals[name] != literal
        ]
    return out


def compare(start: int, count: int) -> None:
    made = [theories.generate(seed) for seed in range(start, start + count)]
    for seed, theory, expected in zip(range(start, start + count), made, oracle.solve(made), strict=True):
        found = differences(theory, expected)
        assert not found, f"seed {seed}: " + "; ".join(found[:3])


@pytest.mark.parametrize("start", range(0, THEORIES, CHUNK))
def test_random_theories(start: int) -> None:
    compare(start, CHUNK)


@pytest.mark.long
@pytest.mark.parametrize("start", range(THEORIES, LONG, 1000))
def test_many_random_theories(start: int) -> None:
    compare(start, 1000)


@pytest.mark.parametrize("case", handmade.CASES, ids=lambda case: case.name)
def test_hand_made_theories(case: building.Case) -> None:
    """The theories whose answers were derived on paper."""
    (expected,) = oracle.solve([case.theory])
    assert not differences(case.theory, expected)


def test_a_wrong_engine_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without team defeat and with prohibitions that never lapse, the comparison fails: it can fail."""
    made = [theories.generate(seed) for seed in range(200)]
    expected = oracle.solve(made)
    monkeypatch.setattr("pow_options.reasoning.targets.beaten_by", lambda *_: 0)
    wrong = [
        seed for seed, (theory, answer) in enumerate(zip(made, expected, strict=True)) if differences(theory, answer)
    ]
    assert len(wrong) > 5
