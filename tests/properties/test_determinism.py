"""The same question gets the same bytes, in one process and in three with different hash seeds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import pow_options
import pow_options as po
from pow_options.cases import example_names
from tests.conformance.answers import EARLY, LATE

QUESTIONS: tuple[dict[str, object], ...] = (
    {},
    {"as_of": EARLY},
    {"as_of": LATE, "law_on": "1960-01-01"},
    {"assume": {"hostilities": "ceased"}},
    {"assume": {"hostilities": "unknown", "medical_class": "direct_repatriation"}},
    {"assume": {"hostilities": "ceased"}, "readings": {"article_118": "ihl_absolute", "will": "irrelevant"}},
    {"readings": {"power_depended_on": "unsettled", "article_111": "unsettled"}},
)

PROGRAM = """
import pow_options as po
law = po.load_pack()
for name in {names!r}:
    case = po.load_case(name)
    for question in {questions!r}:
        result = po.assess(case, law, **question)
        print(result.model_dump_json(by_alias=True))
        print(po.render(result))
        for option in result.options:
            print(po.why(result, option.id).model_dump_json(by_alias=True))
"""


@pytest.mark.parametrize("name", example_names())
@pytest.mark.parametrize("question", QUESTIONS[::3], ids=str)
def test_the_same_input_gives_the_same_answer(name, question):
    first = po.assess(po.load_case(name), **question)
    again = po.assess(po.load_case(name), **question)
    assert first.model_dump_json(by_alias=True) == again.model_dump_json(by_alias=True)


def test_results_are_comparable():
    # interface.md, Python: "Results are frozen, comparable".
    assert po.assess("kursk/soldier-a") == po.assess("kursk/soldier-a")
    assert po.assess("kursk/soldier-a") != po.assess("kursk/soldier-a", as_of=EARLY)


def test_the_order_of_hypotheses_does_not_matter():
    assume = {"hostilities": "ceased", "wishes:RUS": "refuses", "criminal_proceedings": "none"}
    here = po.assess("kursk/soldier-a", assume=assume)
    there = po.assess("kursk/soldier-a", assume=dict(reversed(assume.items())))
    assert here.model_dump_json() == there.model_dump_json()


def test_the_answer_does_not_depend_on_the_hash_seed():
    program = PROGRAM.format(names=example_names(), questions=QUESTIONS[1::2])
    source = str(Path(pow_options.__file__).parents[1])
    running = [
        subprocess.Popen(
            [sys.executable, "-B", "-c", program],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": source, "PYTHONHASHSEED": seed},
        )
        for seed in ("0", "1", "2")
    ]
    outputs = [process.communicate(timeout=120) for process in running]
    for process, (_, errors) in zip(running, outputs, strict=True):
        assert process.returncode == 0, errors.decode()
    first, *others = [out for out, _ in outputs]
    assert first
    assert all(other == first for other in others)
