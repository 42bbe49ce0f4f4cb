"""What explains a different result: the smallest part of what differs, found by running it; nothing smaller does."""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path

import pytest

import pow_options as po
from pow_options.assessment.measuring import ranked
from pow_options.queries import differing
from pow_options.queries.differing import _Search, differences
from tests.cases.writing import case
from tests.cli.running import run
from tests.conformance.answers import EARLY, LATE, ORDINARY, SOLDIER_A, SOLDIER_B, ask, law
from tests.law.packs import conclusion, fact, rule, tiny


def why(found):
    return {item.key: (item.values, item.statements) for item in found.because}


def test_what_turned_the_older_soldier_round():
    # The record: nothing of the South in January 2025, a request in October of that year.
    found = po.compare(SOLDIER_A, law=law(), as_of=(EARLY, LATE))
    assert why(found) == {"wishes(KOR)": (("unknown", "wants"), ((), ("request-kor",)))}
    assert found.complete
    assert not found.same
    assert len(found.facts) > 10


def test_what_told_the_two_apart_in_march_2025():
    # A has asked for the South and B has not made up his mind; B spoke of staying.
    found = po.compare(SOLDIER_A, SOLDIER_B, law(), as_of=("2025-03-04",))
    assert why(found) == {"wishes(UKR)": (("unknown", "wants"), ((), ("stay-ukr",)))}
    assert {item.key for item in found.facts} >= {"wishes(KOR)", "wishes(PRK)"}


def test_in_may_2026_they_stand_alike():
    found = po.compare(SOLDIER_A, SOLDIER_B, law())
    assert found.same
    assert found.because == ()
    assert found.complete


def test_the_part_alone_gives_the_second_result():
    # Verified from outside, by a hypothesis on the first case.
    found = po.compare(SOLDIER_A, law=law(), as_of=(EARLY, LATE))
    alone = ask(SOLDIER_A, as_of=EARLY, assume={"wishes:KOR": "wants"})
    assert [(item.id, item.status, item.route) for item in alone.options] == [
        (item.id, item.status, item.route) for item in found.sides[1].options
    ]


def test_other_roles_are_a_difference_of_their_own():
    found = po.compare(SOLDIER_A, ORDINARY, law())
    assert "roles" in {item.key for item in found.facts}
    assert "roles" in why(found)


def test_other_law_explains_what_no_fact_does():
    # The same day and facts: only the law differs, and so it is what explains.
    old = ask(SOLDIER_A, as_of=LATE, law_on="1940-01-01").evaluation
    new = ask(SOLDIER_A, as_of=LATE).evaluation
    assert ranked(old) != ranked(new)
    found = differences(old, new)
    assert [item.key for item in found] == ["law_on"]
    assert [item.key for item in differing.because(old, new, found).parts] == ["law_on"]


# --- against trying everything ----------------------------------------------------------------------

FACTS = ("a", "b", "c", "d", "e", "f")


def pack_of(seed: int, to: Path):
    """A small pack whose prohibitions and duties turn on several facts at once."""
    pick = random.Random(seed)

    def condition():
        leaves = [pick.choice(("", "not ")) + pick.choice((*FACTS, "q")) for _ in range(pick.choice((1, 2, 2, 3)))]
        return f" {pick.choice(('and', 'or'))} ".join(leaves)

    rules = [rule("q", when=condition().replace("q", "a"), conclude="q")]
    for index in range(7):
        verb = pick.choice(("forbid", "oblige", "support", "oppose", "permit"))
        routes = pick.sample(["return", "handover", "stay"], pick.choice((1, 2)))
        rules.append(rule(f"r{index}", when=condition(), **{verb: routes}))
    return tiny(to, rules, facts={name: fact() for name in FACTS}, conclusions={"q": conclusion()})


def drawn(pick, pack):
    """Evaluate a case in which each fact is true, false or unknown."""
    facts = {name: pick.choice((True, False, None)) for name in FACTS}
    return po.assess(case(facts={k: v for k, v in facts.items() if v is not None}), pack).evaluation


@pytest.mark.parametrize("seed", range(25))
def test_no_smaller_part_does(seed, tmp_path, monkeypatch):
    pack = pack_of(seed, tmp_path)
    pick = random.Random(seed)
    monkeypatch.setattr(differing, "BATCH", pick.choice((1, 3, 64)))
    for _ in range(6):
        left, right = (drawn(pick, pack) for _ in range(2))
        found = differences(left, right)
        reason = differing.because(left, right, found)
        assert reason.complete
        search = _Search(left, right, {item.key: item for item in found})
        wanted = ranked(right)
        sizes = [
            len(part)
            for size in range(len(found) + 1)
            for part in itertools.combinations(search.facts, size)
            if ranked(search.hybrid((), part)) == wanted
        ]
        assert len(reason.parts) == min(sizes)
        assert ranked(search.hybrid((), [item.key for item in reason.parts])) == wanted


def test_over_many_seeds_parts_of_several_sizes_are_found(tmp_path):
    # What the test above is worth: not everything turns on one fact.
    sizes = set()
    for seed in range(12):
        pick = random.Random(seed)
        pack = pack_of(seed, tmp_path / str(seed))
        for _ in range(6):
            left, right = (drawn(pick, pack) for _ in range(2))
            sizes.add(len(differing.because(left, right, differences(left, right)).parts))
    assert {0, 1, 2, 3} <= sizes


def test_a_bound_is_said(monkeypatch):
    monkeypatch.setattr(differing, "MAX_TRIED", 1)
    found = po.compare(SOLDIER_A, ORDINARY, law())
    assert not found.complete
    assert "a smaller one may exist" in po.render(found)


# --- shown ----------------------------------------------------------------------------------------


def test_as_text():
    text = run("compare", SOLDIER_A, "--as-of", EARLY, "--as-of", LATE).out
    assert text.startswith("kursk-soldier-a on 2025-01-20 against kursk-soldier-a on 2026-05-13\n")
    assert "wishes(KOR): unknown -> wants (rests on nothing / request-kor)" in text
    assert "every smaller part was tried" in text
    assert "This is not legal advice." in text


def test_json_has_the_keys_of_the_contract():
    data = json.loads(run("compare", SOLDIER_A, SOLDIER_B, "--format", "json").out)
    assert data["schema"] == "pow-options/compare/1"
    assert isinstance(data["facts"], list)
    assert data["because"] == []


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["compare", SOLDIER_A], 2, "there is one thing to compare"),
        (["compare", SOLDIER_A, "--as-of", EARLY], 2, "there is one thing to compare"),
        (["compare", SOLDIER_A, "--as-of", EARLY, "--as-of", LATE, "--as-of", LATE], 2, "3 as-of dates"),
        (["compare", SOLDIER_A, "nowhere.yaml"], 3, "no such file"),
        (["compare", SOLDIER_A, SOLDIER_B, "--as-of", "yesterday"], 2, "`yesterday` is not a date"),
        (["compare"], 2, "missing argument"),
    ],
)
def test_put_wrongly(words, status, says):
    ran = run(*words)
    assert (ran.status, ran.out) == (status, "")
    assert says in ran.err.lower()
