"""The vocabulary the cases of these tests speak."""

import pytest

from tests.law.packs import fact, tiny

STANDARD = {"true": "C3", "false": "B2"}


@pytest.fixture(scope="session")
def pack(tmp_path_factory):
    """A pack of facts: fixed, changing, risk, enumerated, numbers and dates."""
    facts = {
        "fixed": fact(standard=STANDARD),
        "news": fact(standard=STANDARD, changes=True),
        "danger": fact(standard=STANDARD, changes=True, risk=True, per_state=True),
        "level": fact("enum", standard={"default": "C3", "high": "B2"}),
        "phase": fact("enum", standard={"default": "C3", "high": "B2"}, changes=True),
        "judged": fact(kind="judgement"),
        "born": fact("date"),
        "years": fact("number"),
    }
    never = [
        {"when": "years < 3 and fixed", "because": "it takes three years"},
        {"when": "level == high and fixed", "because": "high is not fixed"},
    ]
    return tiny(tmp_path_factory.mktemp("cases"), facts=facts, never=never)
