"""The search over all cases against every case tried one by one, on small random packs.

What is found is shown by a case the engine confirms; here it is seen that nothing is missed: in a few patterns of
roles every state of knowledge of every fact is assessed under every reading, and what happens there is in the report.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from pow_options.assessment import Evaluation, Outcome, evaluate, outcomes
from pow_options.assessment.snapshot import Snapshot
from pow_options.audit import Influence, influence
from pow_options.audit.analysis import analyse
from pow_options.audit.impact.lanes import without_each
from pow_options.audit.impact.trials import Trial, compare
from pow_options.audit.search.writing import read_case
from pow_options.law import Pack
from tests.law.packs import Json, conclusion, fact, question, rule, tiny

PATTERNS = [
    {"detaining_power": "UKR", "power_served": "RUS", "state_of_origin": "PRK", "third_state": "KOR"},
    {"detaining_power": "UKR", "power_served": "RUS", "state_of_origin": "RUS", "third_state": "none"},
    {"detaining_power": "UKR", "power_served": "KOR", "state_of_origin": "PRK", "third_state": "KOR"},
]
NEVER = [{"when": "a and n == low", "because": "so it is"}]
LEAVES = ("a", "not a", "b", "not b", "n == low", "n in [low, mid]", "n != high", "q", "not q")
ROLES = ("state_of_origin == power_served", "destination == third_state", "third_state != power_served")


def condition(pick: random.Random, leaves: tuple[str, ...]) -> str:
    parts = [pick.choice(leaves) for _ in range(pick.choice((1, 1, 2, 2, 3)))]
    return f" {pick.choice(('and', 'or'))} ".join(parts)


def drawn(seed: int, to: Path) -> Pack:
    """A random pack: conclusions q and not q, prohibitions and duties on two routes, and what lifts and overrides."""
    pick = random.Random(seed)
    rules: list[Json] = []
    verbs: dict[str, str] = {}
    for index in range(pick.randint(4, 8)):
        verb = pick.choice(("q", "not q", "forbid", "forbid", "oblige", "oblige", "permit", "excuse", "require"))
        plain = tuple(leaf for leaf in LEAVES if "q" not in leaf)
        leaves = (*(plain if "q" in verb and verb != "require" else LEAVES), *ROLES)
        parts: Json = {"when": condition(pick, leaves)}
        if pick.random() < 0.4:
            parts["unless"] = condition(pick, plain)
        if pick.random() < 0.3:
            parts["reading"] = {"k": pick.choice(("x", "y"))}
        routes = pick.choice((["return"], ["handover"], ["return", "handover"]))
        if verb in {"q", "not q"}:
            parts["conclude"] = verb
        elif verb == "require":
            parts["require"] = {"condition": condition(pick, LEAVES), "on": routes}
        else:
            parts[verb] = routes
        allowed = {"q": "not q", "not q": "q", "forbid": "oblige", "oblige": "forbid", "permit": "forbid"}
        lower = allowed.get(verb, "oblige" if verb == "excuse" else "")
        over: list[Json] = []
        for name, other in verbs.items():
            shared = verb in {"q", "not q"} or set(routes) & set(acts(rules, name))
            if other == lower and shared and pick.random() < 0.4:
                over.append({"rule": f"law-{name}", **({"reading": {"k": "x"}} if pick.random() < 0.4 else {})})
        rules.append(rule(f"r{index}", over=over, **parts))
        verbs[f"r{index}"] = verb
    return tiny(
        to,
        rules,
        facts={"n": fact("enum")},
        conclusions={"q": conclusion()},
        questions=[question("k")],
        never=NEVER,
    )


def acts(rules: list[Json], name: str) -> list[str]:
    for item in rules:
        if item["id"] == f"law-{name}":
            return next((list(item[v]) for v in ("forbid", "oblige", "permit", "excuse") if v in item), [])
    return []


def knowledge() -> Iterator[dict[str, str | tuple[str, ...]]]:
    """Every state of knowledge of a, b and n within `never`."""
    values = ("low", "mid", "high")
    parts = [part for size in (1, 2, 3) for part in itertools.combinations(values, size)]
    for a, b, n in itertools.product(("true", "false", ""), ("true", "false", ""), parts):
        if a == "true" and n == ("low",):
            continue
        known: dict[str, str | tuple[str, ...]] = {key: value for key, value in (("a", a), ("b", b)) if value}
        if len(n) < len(values):
            known["n"] = n if len(n) > 1 else n[0]
        yield known


def text(roles: dict[str, str], known: dict[str, str | tuple[str, ...]]) -> str:
    lines = ["schema: pow-options/case/1", "id: x", "title: x", "roles:", *(f"  {r}: {c}" for r, c in roles.items())]
    settled = {key: value for key, value in known.items() if isinstance(value, str)}
    if settled:
        lines += ["facts:", *(f"  {key}: {value}" for key, value in settled.items())]
    for key, value in known.items():
        if isinstance(value, tuple):
            lines += ["statements:", f"  - {{id: s, fact: {key}, value: [{', '.join(value)}], known_on: 2026-01-01, "]
            lines += ["     source: made up, grade: A1}"]
    return "\n".join(lines) + "\n"


def everything(pack: Pack) -> Iterator[Evaluation]:
    for roles, known in itertools.product(PATTERNS, knowledge()):
        case = read_case(text(roles, known), pack)
        for position in ("x", "y"):
            day = pack.recorded_on
            readings = {"k": position}
            yield evaluate(case, pack, as_of=day, law_on=day, dated_by="pack", assume={}, readings=readings, without=())


@pytest.mark.parametrize("seed", range(12))
def test_nothing_is_missed(tmp_path: Path, seed: int):
    pack = drawn(seed, tmp_path)
    analysis, _ = analyse(pack)
    assert analysis.bound.complete
    assert all(item.confirmed for item in analysis.conflicts)
    found = {frozenset(item.rules) for item in analysis.conflicts}
    dead = {item.rule for item in analysis.never_applies}
    idle = {item.rule for item in looked_at(pack, tmp_path) if verdict(item) == "cannot"}
    trial = Trial("x", "case", None, pack.recorded_on, pack.recorded_on, {}, {}, ())  # type: ignore[arg-type]
    collided: set[frozenset[str]] = set()
    for evaluation in everything(pack):
        law = {name: item.rule.id for name, item in evaluation.ground.instances.items()}
        for name, became in outcomes(evaluation).items():
            if became.outcome is Outcome.COLLIDES:
                collided |= {
                    frozenset((law[name], law[other])) for other in became.by if unbeaten(evaluation, name, other)
                }
            applies = evaluation.compiled.applications[name].applies.value
            assert not (evaluation.bits(applies) and law[name] in dead)
        before = None
        for rule_id, changed in without_each(evaluation, sorted(idle)):
            before = before or Snapshot(evaluation)
            assert compare(trial, before, Snapshot(changed)) is None, rule_id
    assert collided <= found


def looked_at(pack: Pack, to: Path) -> tuple[Influence, ...]:
    """Whether each rule changes anything; the pack drawn has no scenarios of its own."""
    return influence(pack, str(to / "tiny"))


def verdict(item: Influence) -> str | None:
    return None if item.elsewhere is None else item.elsewhere.verdict


def unbeaten(evaluation: Evaluation, name: str, other: str) -> bool:
    """Whether the other side's rule collides as well: outcomes name every rival, beaten ones included."""
    back = outcomes(evaluation)[other]
    return back.outcome is Outcome.COLLIDES and name in back.by


def test_random_packs_show_what_they_are_drawn_for(tmp_path: Path):
    """The comparison means something: over the seeds there are collisions, dead rules and rules without influence."""
    seen = {"conflicts": 0, "none": 0, "dead": 0, "idle": 0}
    for seed in range(12):
        pack = drawn(seed, tmp_path / str(seed))
        analysis, _ = analyse(pack)
        seen["conflicts" if analysis.conflicts else "none"] += 1
        seen["dead"] += len(analysis.never_applies)
        seen["idle"] += sum(verdict(item) == "cannot" for item in looked_at(pack, tmp_path / str(seed)))
    assert all(seen.values()), seen
