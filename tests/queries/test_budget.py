"""Past its budget a question is given up, and says so: nothing is claimed of what was not looked at."""

from __future__ import annotations

import subprocess
import sys

import pytest

import pow_options as po
from pow_options.api import interview

CASE = "kursk/soldier-a"
LITTLE = 300


def test_of_unknown_facts_not_looked_at_nothing_is_said() -> None:
    found = po.unknowns(CASE, budget=LITTLE)
    assert not found.complete
    assert found.bounded_by == "size"
    assert found.options == ()
    assert found.idle == ()


def test_no_set_is_no_proof_that_none_exists() -> None:
    found = po.require("KOR", CASE, budget=LITTLE)
    assert not found.complete
    assert found.impossible is None
    assert found.sets == ()
    flips = po.flip(CASE, budget=LITTLE)
    assert (flips.complete, flips.sets) == (False, ())


def test_an_interview_abandoned_is_not_one_that_is_over() -> None:
    roles = {"detaining_power": "UKR", "power_served": "RUS", "state_of_origin": "PRK", "third_state": "KOR"}
    talk = interview(roles=roles, budget=LITTLE)
    assert talk.next() is None
    assert talk.abandoned


def test_a_budget_that_is_enough_changes_nothing() -> None:
    assert po.unknowns(CASE, budget=1_500_000) == po.unknowns(CASE)


@pytest.mark.parametrize("budget", [0, -1])
def test_a_budget_is_a_positive_number(budget: int) -> None:
    with pytest.raises(po.UsageError):
        po.readings(CASE, budget=budget)


def test_the_command_exits_incomplete() -> None:
    command = [sys.executable, "-m", "pow_options", "unknowns", CASE, "--budget", str(LITTLE)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 4
    assert subprocess.run([*command[:-1], "much"], capture_output=True, check=False).returncode == 2
