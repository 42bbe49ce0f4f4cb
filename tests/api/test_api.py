"""The Python interface as people are told to use it."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import pow_options as po
from pow_options.api import case_check, case_new, case_schema, rules_check, rules_list, rules_show
from pow_options.assessment import AssessmentData

CASE = """\
schema: pow-options/case/1
id: a-case
title: "{title}"
roles: {{detaining_power: UKR, power_served: RUS, state_of_origin: PRK, third_state: KOR}}
"""


@pytest.fixture(scope="module")
def law() -> po.Pack:
    return po.load_pack()


@pytest.fixture(scope="module")
def result(law: po.Pack) -> po.Result:
    return po.assess("kursk/soldier-a", law, as_of="2026-05-13", assume={"hostilities": "ceased"})


def test_the_example_as_it_is_written():
    law = po.load_pack()  # the bundled law; load_pack("dir") for another one
    case = po.load_case("kursk/soldier-a")
    result = po.assess(case, law, as_of="2026-05-13", assume={"hostilities": "ceased"})
    shown = result.options[0].id, result["KOR"].status, po.why(result, "KOR")
    # Third State first, with its conditions, for both men (human-rights memo B6; ihl.md section 8, phase C).
    assert shown[:2] == ("third_state", "open_if")
    assert shown[2].root == "option:third_state"


def test_another_pack_by_its_directory():
    made_up = po.load_pack(Path(__file__).resolve().parents[1] / "golden" / "pack")
    assert set(made_up.rules) == {"custom-1", "custom-2"}
    assert po.load_pack(str(Path(__file__).resolve().parents[1] / "golden" / "pack")).sha256 == made_up.sha256


def test_every_public_name_is_there_and_says_what_it_is():
    for name in po.__all__:
        assert getattr(po, name).__doc__
    with pytest.raises(AttributeError):
        _ = po.nonsense


def test_every_verb_is_a_public_function():
    # interface.md: wherever the command line has a verb the interface has a function of that name.
    verbs = {"assess", "why", "rules_list", "rules_show", "rules_check", "rules_test"}
    assert verbs | {"case_new", "case_check", "case_schema"} <= set(po.__all__)


def test_options_by_id_and_by_state(result: po.Result):
    assert result["KOR"] is result["third_state"]
    assert [result[item.id] for item in result.options] == list(result.options)


def test_options_that_coincide(law: po.Pack):
    found = po.assess("history/ordinary-prisoner", law)
    assert found["RUS"].distinct
    assert found["RUS"].state == "RUS"


@pytest.mark.parametrize("option", ["", "kor", "XXX", "option:third_state", "\x1b[31m"])
def test_no_such_option(result: po.Result, option: str):
    with pytest.raises(po.UsageError) as caught:
        _ = result[option]
    assert caught.value.hint
    with pytest.raises(po.UsageError):
        po.why(result, option)


def test_results_are_frozen(result: po.Result):
    with pytest.raises(ValidationError):
        result.as_of = "1949-08-12"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        result.options[0].rank = 7  # type: ignore[misc]
    with pytest.raises(ValidationError):
        po.why(result, "KOR").root = "option:nowhere"  # type: ignore[misc]


def test_results_are_comparable(law: po.Pack, result: po.Result):
    again = po.assess("kursk/soldier-a", law, as_of=dt.date(2026, 5, 13), assume={"hostilities": "ceased"})
    assert again == result
    assert po.why(again, "KOR") == po.why(result, "third_state")
    assert po.assess("kursk/soldier-a", law) != result


def test_two_loads_give_the_same_bytes(result: po.Result):
    again = po.assess("kursk/soldier-a", po.load_pack(), as_of="2026-05-13", assume={"hostilities": "ceased"})
    assert again.model_dump() == result.model_dump()
    assert again.model_dump_json(by_alias=True) == result.model_dump_json(by_alias=True)
    for option in ("KOR", "PRK"):
        assert po.why(again, option) == po.why(result, option)


def test_two_loads_give_the_same_answer(result: po.Result):
    again = po.assess(
        po.load_case("kursk/soldier-a"), po.load_pack(), as_of="2026-05-13", assume={"hostilities": "ceased"}
    )
    assert again == result
    assert again.model_dump_json(by_alias=True) == result.model_dump_json(by_alias=True)
    for option in ("KOR", "PRK"):
        assert po.why(again, option).model_dump_json() == po.why(result, option).model_dump_json()


@pytest.mark.parametrize("by_alias", [True, False])
def test_results_go_to_json_and_back(result: po.Result, by_alias: bool):
    back = AssessmentData.model_validate_json(result.model_dump_json(by_alias=by_alias))
    assert back.model_dump() == result.model_dump()
    assert back.options == result.options
    trace = po.why(result, "PRK")
    assert po.Trace.model_validate_json(trace.model_dump_json(by_alias=by_alias)) == trace


def test_what_is_said_in_json_is_the_data(result: po.Result):
    assert po.render(result, "json") == result.model_dump_json(by_alias=True, indent=2) + "\n"
    with pytest.raises(po.UsageError):
        po.render(result, "html")


def test_unknown_keys_are_refused_on_the_way_back(result: po.Result):
    with pytest.raises(ValidationError):
        AssessmentData.model_validate({**result.model_dump(), "verdict": "send him"})


def test_in_a_notebook_it_is_text_not_markup(law: po.Pack, tmp_path: Path):
    path = tmp_path / "case.yaml"
    path.write_text(CASE.format(title="<script>alert(1)</script> & <b>"), encoding="utf-8")
    shown = po.assess(str(path), law)._repr_html_()
    assert shown.startswith("<pre>")
    assert shown.endswith("</pre>")
    inner = shown.removeprefix("<pre>").removesuffix("</pre>")
    assert "<" not in inner
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;" in inner


def test_traces_too_render_in_a_notebook(result: po.Result):
    assert po.why(result, "KOR")._repr_html_().startswith("<")


def test_a_case_by_name_by_path_or_loaded(law: po.Pack, tmp_path: Path):
    path = tmp_path / "case.yaml"
    path.write_text(CASE.format(title="A case"), encoding="utf-8")
    assert po.assess(str(path), law) == po.assess(po.load_case(path), law)
    assert po.assess("kursk/soldier-b", law) == po.assess(po.load_case("kursk/soldier-b"), law)


def test_the_law_may_be_left_out(law: po.Pack):
    assert po.assess("kursk/soldier-b") == po.assess("kursk/soldier-b", law)


@pytest.mark.parametrize(
    "arguments",
    [
        {"as_of": "yesterday"},
        {"as_of": "2025-02-30"},
        {"law_on": "1953"},
        {"law_on": ""},
        {"assume": {"nonsense": "true"}},
        {"assume": {"hostilities": "over"}},
        {"assume": {"hostilities": None}},
        {"assume": {"hostilities": ["active", "ceased"]}},
        {"assume": {"wishes": "wants"}},
        {"assume": {"wishes(ZZZ)": "wants"}},
        {"assume": {"wishes:KOR": "wants", "wishes(KOR)": "refuses"}},
        {"assume": {"member_of_armed_forces": "yes"}},
        {"assume": {"prisoner_of_war": "unknown"}},
        {"assume": {"": "true"}},
        {"readings": {"nonsense": "forbids"}},
        {"readings": {"will": "nonsense"}},
        {"without": ["nonsense"]},
    ],
    ids=str,
)
def test_questions_put_wrongly(law: po.Pack, arguments: dict[str, Any]):
    with pytest.raises(po.UsageError) as caught:
        po.assess("kursk/soldier-a", law, **arguments)
    assert caught.value.message == str(caught.value)
    assert not re.search(r"Traceback|NoneType|pydantic|<class", str(caught.value))


def test_assumptions_as_python_values(law: po.Pack):
    found = po.assess("kursk/soldier-a", law, assume={"status_doubted": False, "wishes:KOR": "wants"})
    assert found.assumed == {"status_doubted": "false", "wishes(KOR)": "wants"}


@pytest.mark.parametrize("case", ["nowhere.yaml", "nowhere", "", "kursk"])
def test_no_such_case(law: po.Pack, case: str):
    with pytest.raises(po.InvalidData) as caught:
        po.assess(case, law)
    assert all(isinstance(item, po.Diagnostic) for item in caught.value.diagnostics)


@pytest.mark.parametrize("load", [po.load_case, po.load_pack])
def test_name_that_is_too_long(load: Any):
    with pytest.raises(po.InvalidData):
        load("a" * 5000)


@pytest.mark.parametrize("load", [po.load_case, po.load_pack])
def test_name_that_cannot_be(load: Any):
    with pytest.raises(po.InvalidData):
        load("a\0b")


def test_functions_of_the_other_verbs(law: po.Pack, tmp_path: Path):
    assert [row.id for row in rules_list(law).rules] == list(law.rules)
    assert rules_show("cat-3-1", law).article.startswith("CAT Art. 3(1)")
    assert rules_check(str(tmp_path / "nowhere")).sound is False
    assert case_check("kursk/soldier-a", law).sound
    assert not case_check(str(tmp_path / "nowhere.yaml"), law).sound
    assert "schema: pow-options/case/1" in case_new(law, roles={"third_state": "KOR"})
    assert case_schema()["type"] == "object"
    for wrong in ({"roles": {"third_state": "ZZZ"}}, {"case_id": "Not An Id"}):
        with pytest.raises(po.UsageError):
            case_new(law, **wrong)
    with pytest.raises(po.UsageError):
        rules_show("nonsense", law)


def test_new_case_with_a_role_that_is_none(law: po.Pack):
    with pytest.raises(po.UsageError):
        case_new(law, roles={"captor": "UKR"})
