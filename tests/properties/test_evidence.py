"""What evidence may and may not do to an answer.

issue: "Duplicating any statement under the same independence group changes no output byte but the list of statements";
"Adding stronger evidence of risk never improves a return option"; and where a statement taken away frees a route,
`case check` and the trace name it.
"""

from __future__ import annotations

import json
import re
from copy import deepcopy
from random import Random

import pytest
import yaml

import pow_options as po
from pow_options.cases import Use, example_names
from tests.cli.running import run
from tests.conformance.answers import GROUNDS, ORDINARY, SOLDIERS, ask, law, raw, status, write

ORDER = ("required", "open", "open_if", "contested", "barred")
"""Statuses from the most to the least favourable to sending him there."""


def copies(case):
    """Every statement of a case twice, one at a time; one outside any group is given one of its own, both times."""
    for index, item in enumerate(raw(case)["statements"]):
        yield index, {"derived_from": "one-origin", **item}


def answer(path, **more):
    result = ask(path, **more)
    return re.sub(r'"sha256":"[0-9a-f]{64}"', "", result.model_dump_json(by_alias=True), count=1)


@pytest.mark.parametrize("case", example_names())
def test_a_copy_under_the_same_origin_changes_nothing(case, tmp_path):
    pick = Random(case)
    found = list(copies(case))
    # All of them for the cases together take long; a fixed choice of each, and the wishes and risks always.
    telling = [item for item in found if re.match(r"wishes|risk_|onward", item[1]["fact"])]
    for index, item in dict([*pick.sample(found, 8), *pick.sample(telling, min(8, len(telling)))]).items():
        data = raw(case)
        data["statements"][index] = item
        single = write(data, tmp_path / f"{index}.yaml")
        for name in ("aaa-copy", "zzz-copy"):
            data["statements"] = [
                *data["statements"][: index + 1],
                {**deepcopy(item), "id": name},
                *data["statements"][index + 1 :],
            ]
            double = write(data, tmp_path / f"{index}-{name}.yaml")
            assert answer(double) == answer(single), (item["id"], name)
            entry = ask(double).evaluation.resolved[item["fact"]]
            uses = {w.statement: w.use for w in entry.weighed}
            assert Use.SAME_VOICE in {uses[item["id"]], uses[name]} or uses[name] is uses[item["id"]]
            del data["statements"][index + 1]


RETURNS = ("state_of_origin", "power_served")


def worse_or_same(before, after):
    return ORDER.index(after) >= ORDER.index(before)


@pytest.mark.parametrize("assume", [{}, {"hostilities": "ceased"}], ids=["active", "ceased"])
@pytest.mark.parametrize("case", example_names())
def test_stronger_evidence_of_risk_never_improves_a_return(case, assume, tmp_path):
    before = ask(case, assume=assume)
    newest = max(str(item["known_on"]) for item in raw(case)["statements"])
    facts = [f"risk_within_{ground}" for ground in GROUNDS] + ["onward_to_origin", "onward_to_power_served"]
    states = sorted({before["state_of_origin"].state, before["power_served"].state})
    tried = 0
    for fact in facts:
        for state in states:
            for grade in ("A1", "B2"):
                data = raw(case)
                data["statements"].append(
                    {
                        "id": "new-evidence", "fact": f"{fact}({state})", "value": True, "said_on": newest,
                        "known_on": newest, "source": "new evidence", "grade": grade, "judged_by": "a court",
                    }
                )  # fmt: skip
                after = ask(write(data, tmp_path / "case.yaml"), assume=assume)
                for option in RETURNS:
                    assert worse_or_same(before[option].status, after[option].status), (fact, state, grade, option)
                    for old, new in zip(before[option].routes, after[option].routes, strict=True):
                        assert worse_or_same(status(before, old.id), status(after, old.id)), (
                            fact,
                            state,
                            old.id,
                            new.id,
                        )
                tried += 1
                (tmp_path / "case.yaml").unlink()
    assert tried >= 20


def test_it_can_make_a_return_worse(tmp_path):
    # What the test above is worth: the ordinary prisoner's return is required; once he is at risk of torture it hangs
    # on whether the verified wish he has recorded lifts that bar, which is contested (question `verified_wish`).
    data = raw(ORDINARY)
    data["statements"].append(
        {
            "id": "new", "fact": "risk_within_torture(RUS)", "value": True, "said_on": "2025-12-31",
            "known_on": "2025-12-31", "source": "new evidence", "grade": "A1", "judged_by": "a court",
        }
    )  # fmt: skip
    assume = {"hostilities": "ceased"}
    assert ask(ORDINARY, assume=assume)["state_of_origin"].status == "required"
    after = ask(write(data, tmp_path / "case.yaml"), assume=assume)["state_of_origin"]
    assert (after.status, after.turns_on) == ("contested", ("verified_wish",))


# --- a statement that holds a route back --------------------------------------------------------------


@pytest.fixture
def held(tmp_path):
    """The ordinary prisoner after hostilities, who then refuses: an older wish to go home stands behind the refusal.

    On the reading that nobody is sent back against his will the newer word is what bars the return that Art. 118(1)
    requires; taken away, the older counts.
    """
    data = raw(ORDINARY)
    data["facts"]["hostilities"] = "ceased"
    data["statements"] = [item for item in data["statements"] if item["fact"] != "hostilities"]
    data["statements"].append(
        {
            "id": "refuses-now", "fact": "wishes(RUS)", "value": "refuses", "said_on": "2025-12-30",
            "known_on": "2025-12-31", "source": "a letter", "grade": "A2",
        }
    )  # fmt: skip
    return write(data, tmp_path / "case.yaml")


def test_the_case_is_what_it_is_meant_to_be(held, tmp_path):
    readings = {"will": "forbids"}
    assert status(ask(held, readings=readings), "handover") not in {"open", "required"}
    data = raw(ORDINARY)
    data["facts"]["hostilities"] = "ceased"
    data["statements"] = [item for item in data["statements"] if item["fact"] != "hostilities"]
    assert status(ask(write(data, tmp_path / "older.yaml"), readings=readings), "handover") in {"open", "required"}


def test_the_trace_names_the_statement_that_holds_a_route_back(held):
    result = ask(held, readings={"will": "forbids"})
    (node,) = [item for item in po.why(result, "power_served").nodes if item.id == "route:handover"]
    assert node.kind == "route"
    assert "refuses-now" in node.held_by
    text = po.render(po.why(result, "power_served"))
    assert "without refuses-now this way would be free" in " ".join(text.split())


def test_case_check_names_it(held):
    told = run("case", "check", str(held)).out
    assert "`refuses-now` alone holds back `handover`" in told


@pytest.mark.parametrize("soldier", SOLDIERS)
def test_no_statement_alone_holds_back_a_route_of_the_two_soldiers(soldier):
    result = ask(soldier)
    for option in result.options:
        for node in json.loads(po.why(result, option.id).model_dump_json())["nodes"]:
            assert not node.get("held_by")


def test_every_statement_whose_removal_frees_a_route_is_named(held, tmp_path):
    # Against removing each statement from the file.
    readings = {"will": "forbids"}
    result = ask(held, readings=readings)
    named = {
        (node.route, item)
        for option in result.options
        for node in po.why(result, option.id).nodes
        if node.kind == "route"
        for item in node.held_by
    }
    data = yaml.safe_load(held.read_text(encoding="utf-8"))
    guarded = {name for name, (_, route) in law().routes().items() if route.guarded}
    now = {name: status(result, name) for name in guarded if name in result.evaluation.compiled.targets}
    found = set()
    day = str(result.as_of)
    for index, item in enumerate(data["statements"]):
        less = {**data, "statements": [s for i, s in enumerate(data["statements"]) if i != index]}
        after = ask(write(less, tmp_path / f"{index}.yaml"), as_of=day, law_on=day, readings=readings)
        found |= {
            (name, item["id"])
            for name, value in now.items()
            if value not in {"open", "required"} and status(after, name) in {"open", "required"}
        }
    assert named == found
    assert found
