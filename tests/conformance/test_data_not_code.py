"""The law is in the data: take instruments out, rename the States, and look for its names in the program."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import pow_options
import pow_options as po
from pow_options.law.condition import ROLES
from pow_options.source import examples_dir, rules_dir
from tests.conformance.answers import EARLY, LATE, ORDINARY, SOLDIERS, ask, law, option, statuses

NON_REFOULEMENT = ("cat", "iccpr", "echr", "non_refoulement")

CASES = (*SOLDIERS, ORDINARY)

# --- taking instruments out -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def without_non_refoulement(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pack") / "rules"
    shutil.copytree(rules_dir(), folder)
    for name in NON_REFOULEMENT:
        (folder / "law" / f"{name}.yaml").unlink()
    return po.load_pack(folder)


def test_a_pack_without_the_non_refoulement_instruments_loads_with_warnings(without_non_refoulement):
    # issue; the records on what refers to a missing instrument: a warning, not an error.
    pack = without_non_refoulement
    assert not set(NON_REFOULEMENT) & set(pack.instruments)
    assert pack.warnings
    assert {item.severity for item in pack.warnings} == {"warning"}


@pytest.mark.parametrize("soldier", SOLDIERS)
@pytest.mark.parametrize("as_of", [EARLY, LATE])
@pytest.mark.parametrize("hostilities", ["active", "ceased"])
def test_without_them_return_to_the_dprk_is_not_barred(without_non_refoulement, soldier, as_of, hostilities):
    # issue: "A copy of the pack without the non-refoulement instruments no longer bars return to the DPRK".
    asked = {"as_of": as_of, "assume": {"hostilities": hostilities}}
    assert option(ask(soldier, **asked), "PRK").status == "barred"
    assert option(ask(soldier, **asked, pack=without_non_refoulement), "PRK").status != "barred"


@pytest.mark.parametrize("soldier", SOLDIERS)
def test_without_them_the_veto_of_article_109_3_still_bars(without_non_refoulement, soldier):
    # GC III Art. 109(3), ihl.md 2.12: it needs no showing of risk, and its file is still there.
    result = ask(soldier, as_of=LATE, assume={"medical_class": "direct_repatriation"}, pack=without_non_refoulement)
    assert option(result, "PRK").status == "barred"


# --- renaming the States --------------------------------------------------------------------------

RENAMINGS = {
    "same order": {"KOR": "QKO", "PRK": "QPR", "RUS": "QRU", "UKR": "QUK"},
    "reverse order": {"KOR": "QZD", "PRK": "QZC", "RUS": "QZB", "UKR": "QZA"},
}


def renamed(text, codes):
    pattern = re.compile(r"\b(" + "|".join(codes) + r")\b")
    return pattern.sub(lambda found: codes[found.group()], text)


@pytest.fixture(scope="module", params=list(RENAMINGS.values()), ids=list(RENAMINGS))
def foreign(request, tmp_path_factory):
    """Return the four fresh codes, a pack and the folder of the cases, all written in them."""
    codes = request.param
    assert not set(codes.values()) & set(law().states)
    root = tmp_path_factory.mktemp("renamed")
    for source, name in ((rules_dir(), "rules"), (examples_dir(), "examples")):
        for path in sorted(source.rglob("*.yaml")):
            target = root / name / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(renamed(path.read_text(encoding="utf-8"), codes), encoding="utf-8")
    return codes, po.load_pack(root / "rules"), root / "examples"


def test_the_renamed_pack_knows_the_old_codes_no_more(foreign):
    codes, pack, _ = foreign
    assert set(codes.values()) <= set(pack.states)
    assert not set(codes) & set(pack.states)


VARIANTS: tuple[dict[str, Any], ...] = (
    {},
    {"as_of": EARLY},
    {"as_of": LATE, "law_on": "1960-01-01"},
    {"assume": {"hostilities": "ceased"}},
    {"assume": {"hostilities": "ceased"}, "readings": {"article_118": "ihl_absolute", "will": "irrelevant"}},
    {"assume": {"medical_class": "direct_repatriation"}},
)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_the_same_case_with_the_states_renamed_gives_the_same_answer(foreign, case, variant):
    # issue: "the same case with the four States renamed gives the same statuses".
    codes, pack, folder = foreign
    here = ask(case, **variant)
    there = ask(folder / f"{case}.yaml", pack=pack, **variant)
    assert statuses(here) == statuses(there)
    assert [(o.id, codes[o.state], o.rank, o.status, o.route, o.turns_on) for o in here.options] == [
        (o.id, o.state, o.rank, o.status, o.route, o.turns_on) for o in there.options
    ]
    assert [(x.above, x.below, x.criterion) for x in here.ranking] == [
        (x.above, x.below, x.criterion) for x in there.ranking
    ]
    assert [d.rule for d in here.duties] == [d.rule for d in there.duties]
    assert sorted(renamed(fact, codes) for fact in here.unknown) == sorted(there.unknown)


# --- the names of the law in the program ----------------------------------------------------------

SOURCE = Path(pow_options.__file__).parent

# What may be named, where, and why. Everything else that the pack names is data.
ALLOWED = {
    ("queries/asking.py", "KOR"): "example of a code in a hint on writing a fact that is asked per State",
    ("cases/checking.py", "KOR"): "the same",
    ("cli/common.py", "KOR"): "the same",
    ("law/cycles.py", "real_risk"): "example of two names in a hint on breaking a cycle",
    ("cases/scaffold.py", "GC III Art. 13"): "the rule against names, as a comment in a new case file",
    ("grounding/__init__.py", "party"): "the name of a function, not the position of a question",
    ("law/check_rules.py", "VCLT Art. 27"): "why a State's law may prevail over no other: a check of every pack",
}
COMMON = {"none"}
"""Not a name of the law: a role nobody plays, an answer that says so."""


def vocabulary():
    """Return every id the pack gives to something of the law, with what it is."""
    pack = law()
    found: dict[str, str] = {}
    for kind, names in {
        "route": pack.routes(),
        "option": [item.id for item in pack.options if item.id not in ROLES],
        "State": pack.states,
        "instrument": pack.instruments,
        "rule": pack.rules,
        "fact": pack.facts,
        "conclusion": pack.conclusions,
        "value of a fact": [v for fact in pack.facts.values() for v in fact.values or ()],
        "question": pack.questions,
        "position": [p for item in pack.questions.values() for p in item.position_ids],
        "declaration": [d.id for item in pack.instruments.values() for d in item.declarations],
    }.items():
        for name in names:
            found.setdefault(name, kind)
    return {name: kind for name, kind in found.items() if name not in COMMON}


def constants(tree):
    """Yield every string of a module with its line, docstrings apart: they explain and decide nothing."""
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    documentation |= {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value, node.lineno


def modules():
    for path in sorted(SOURCE.rglob("*.py")):
        if "_data" not in path.parts:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def technical(name):
    """Whether an id is no word of English, so that it cannot stand in a sentence by chance."""
    return "_" in name or any(c.isdigit() for c in name) or name.isupper()


def named(text, names, *, in_messages):
    """Return the ids a string names: it is the id, or has it as a word where the id is no word of English."""
    found = {word for word in re.findall(r"[A-Za-z0-9_-]+", text) if word in names and technical(word)}
    return found | ({text} & names.keys() if not in_messages else set())


def unexplained(found):
    """Return the places of what is named and not allowed, one a line."""
    places = sorted({place for place in found if (place[0], place[2]) not in ALLOWED})
    return "\n".join(f"{file}:{line}: `{name}`" for file, line, name in places)


def test_no_name_of_the_law_stands_in_the_program():
    # issue: "the law is in the data". Words of English may stand in messages; what decides compares whole strings.
    names = vocabulary()
    # The code of a State can be a word in capitals, such as a constant has; only as a string does it mean the State.
    spelt = {name for name, kind in names.items() if technical(name) and kind != "State"}
    found = []
    for path, tree in modules():
        file = path.relative_to(SOURCE).as_posix()
        for text, line in constants(tree):
            words = file.startswith("messages/")
            found += [(file, line, name) for name in named(text, names, in_messages=words)]
        for node in ast.walk(tree):
            identifiers = {getattr(node, key, None) for key in ("id", "attr", "arg", "name")}
            found += [(file, getattr(node, "lineno", 0), name) for name in identifiers & spelt]
    assert not unexplained(found), unexplained(found)


def test_no_article_stands_in_the_program():
    # as above; an article is cited by the rule that holds it.
    pattern = re.compile(r"\b(?:[A-Z]\w+ )*(?:Arts?\.|Articles?|Rule) ?\d[\w()]*")
    articles = {rule.rule.article for rule in law().rules.values()}
    found = []
    for path, tree in modules():
        file = path.relative_to(SOURCE).as_posix()
        for text, line in constants(tree):
            hits = {hit.rstrip("()") for hit in pattern.findall(text)} | ({text} & articles)
            found += [(file, line, hit) for hit in hits]
    assert not unexplained(found), unexplained(found)


def test_what_may_be_named_is_little_and_is_there():
    assert len(ALLOWED) <= 7
    for (file, name), why in ALLOWED.items():
        assert why
        assert name in (SOURCE / file).read_text(encoding="utf-8"), f"{name} is no longer in {file}"
