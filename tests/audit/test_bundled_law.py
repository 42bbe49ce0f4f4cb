"""The bundled law against its own tools: sound, wholly shown by scenarios, and without a rule that does nothing."""

from __future__ import annotations

from functools import cache

import pytest

import pow_options as po
from pow_options.audit.scenarios import load_scenarios
from pow_options.law import load_pack
from tests.golden.recorded import GOOD

# Points of the research that are contested law: the scenario comes out contested, or names the reading it takes.
CONTESTED_POINTS = {5, 6, 7, 13, 17}


@cache
def scenarios():
    return [item.scenario for item in load_scenarios(load_pack(), None).setups]


def test_the_pack_is_sound():
    # The search over all cases takes long and is made once, where this record of it is compared.
    told = (GOOD / "rules-check" / "stdout").read_text(encoding="utf-8")
    assert told.startswith("rules: no faults\n")
    assert "not shown" not in told
    assert "given up" not in told


@pytest.mark.xdist_group("bundled-law")
def test_every_scenario_passes_and_all_of_the_law_is_shown():
    report = po.rules_test()
    assert [item.render() for item in report.findings if item.severity == "error"] == []
    assert report.coverage is not None
    assert [item.model_dump() for item in report.coverage.gaps] == []
    assert report.passed


@pytest.mark.xdist_group("influence")
def test_every_rule_changes_something_in_some_case_or_scenario():
    idle = [item.rule for item in po.rules_influence(prove=False) if item.case is None]
    assert idle == []


@pytest.mark.parametrize("number", range(1, 18))
def test_each_point_a_naive_encoding_gets_wrong_has_a_scenario_named_after_it(number):
    named = [item for item in scenarios() if item.id.startswith(f"point-{number:02}-")]
    assert named
    if number in CONTESTED_POINTS:
        contested = [item for item in named if "contested" in {str(value) for value in item.expect.status.values()}]
        assert contested or any(item.readings for item in named)


def test_every_scenario_says_on_what_ground_it_expects_what_it_expects():
    for item in scenarios():
        assert len(item.ground.split()) > 3, item.id
        assert "program" not in item.ground, item.id
