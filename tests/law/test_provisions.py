"""Every provision the pack set out to hold is a rule, or is listed as not encoded with the reason."""

from __future__ import annotations

import re

import pytest

from pow_options.law import load_pack

# What the research asks for, instrument by instrument; an article may be held by its paragraphs.
NAMED = {
    "gc3": [
        *("Art. 1", "Art. 2", "Art. 3", "Art. 4A(1)", "Art. 4A(2)", "Art. 5(1)", "Art. 5(2)", "Art. 6", "Art. 7"),
        *("Art. 12(2)", "Art. 12(3)", "Art. 13", "Art. 14", "Art. 16", "Art. 21(1)", "Art. 21(2)", "Art. 22"),
        *("Art. 46", "Art. 47", "Art. 48", "Art. 82", "Art. 84", "Art. 85", "Art. 99", "Art. 101", "Art. 103"),
        *("Art. 105", "Art. 106", "Art. 107", "Art. 108", "Art. 109(1)", "Art. 109(2)", "Art. 109(3)", "Art. 110(1)"),
        *("Art. 110(2)", "Art. 110(3)", "Art. 111", "Art. 112", "Art. 114", "Art. 115", "Art. 117", "Art. 118(1)"),
        *("Art. 118(2)", "Art. 118(3)", "Art. 118(4)", "Art. 119(5)", "Art. 121", "Art. 122", "Art. 123", "Art. 126"),
        *("Art. 129", "Art. 130", "Art. 131", "Annex I"),
    ],
    "ap1": ["Art. 11", "Art. 44", "Art. 45", "Art. 47", "Art. 75", "Art. 85(4)(b)"],
    "gc4": [
        *("Art. 4", "Art. 6", "Art. 35", "Art. 36", "Art. 42", "Art. 43", "Art. 44", "Art. 45", "Art. 49"),
        *("Art. 132", "Art. 133", "Art. 134"),
    ],
    "gc1929": ["Art. 75"],
    "custom_96": ["Rule 96"],
    "custom_99": ["Rule 99"],
    "custom_128": ["Rule 128(A)", "Rule 128(B)", "Rule 128(C)"],
    "custom_158": ["Rule 158"],
    "unga_610": ["no force to effect return", "no force to prevent return"],
    "armistice_1953": ["para. 51(a)", "para. 51(b)", "Terms of Reference para. 11"],
    "cped": ["Art. 16(1)"],
    "cat": ["Art. 3(1)", "Art. 3(2)", "General Comment No. 4"],
    "iccpr": ["Art. 6(1)", "Art. 7", "Art. 9(1)", "Art. 9(4)", "Art. 12(4)", "Art. 13", "Art. 4(2)"],
    "echr": [
        "Art. 2",
        "Art. 3",
        "Art. 5",
        "Art. 6",
        "Art. 13",
        "Art. 15",
        "Art. 34",
        "Protocol 6",
        "K.J. and Others v. Russia",
    ],
    "echr_p13": ["Art. 1"],
    "refugee_convention": ["Art. 1A(2)", "Art. 1F", "practice of UNHCR", "Art. 32", "Art. 33(1)", "Art. 33(2)"],
    "rok_constitution": [
        "Art. 2(1)",
        "Art. 2(2)",
        "Art. 3",
        "Art. 4",
        "Art. 6(1)",
        "Art. 10",
        "Art. 37(2)",
        "96Nu1221",
        "judgment of 19 February 2025",
    ],
    "rok_nationality_act": ["Art. 2(1)", "Art. 15", "Art. 20"],
    "rok_defectors_act": ["Art. 2", "Art. 3", "Art. 4(2)", "Art. 7", "Art. 8", "Art. 9(1)", "amendment of 28 Nov 2024"],
    "ukraine_constitution": ["Art. 26", "Art. 27", "Art. 28", "Art. 29", "Art. 55", "Art. 64"],
    "ukraine_refugee_law": ["Art. 1", "Art. 3", "Art. 6"],
    "ukraine_prisoner_orders": ["Resolution 257", "Resolution 413", "Resolution 721"],
    "exchange": ["exchange agreement", "Istanbul"],
    "positions_2025": ["OHCHR", "Special Rapporteur"],
    "positions_2026": [
        "Special Rapporteur",
        "High Commissioner",
        "Human Rights Watch",
        "Korea Institute for National Unification",
    ],
}
PACK = load_pack()


def spelt_out(text: str) -> set[str]:
    """`Arts. 87(2), 100(3)` is `Art. 87(2)` and `Art. 100(3)`; `Arts. 46-48` every article of the range."""
    found = {text}
    for part in re.split(r"(?=\bArts?\. )", text):
        if not part.startswith("Art"):
            continue
        for first, last in re.findall(r"(\d+)[0-9A-F()]*-(\d+)", part):
            found |= {f"Art. {n}" for n in range(int(first), int(last) + 1)}
        # Paragraphs that follow without an article of their own belong to the article before them.
        found |= {f"Art. {n}" for n in re.findall(r"\d+[A-F]?(?:\([0-9a-z]+\))*", part)}
    return found


def held(instrument: str) -> set[str]:
    articles = [rule.rule.article for rule in PACK.rules.values() if rule.instrument.id == instrument]
    articles += [item.article for item in PACK.instruments[instrument].not_encoded]
    return {name for article in articles for name in spelt_out(article)}


@pytest.mark.parametrize(("instrument", "article"), [(key, item) for key, items in NAMED.items() for item in items])
def test_every_provision_named_is_a_rule_or_not_encoded(instrument, article):
    known = held(instrument)
    exactly = re.compile(re.escape(article) + r"(?![0-9A-Z])")  # Art. 1 is not Art. 109
    assert any(exactly.search(name) for name in known), sorted(known)


def test_what_is_not_encoded_has_a_reason():
    # "not yet encoded" says that nobody looked; a reason says why the provision does nothing here.
    for instrument in PACK.instruments.values():
        for item in instrument.not_encoded:
            assert len(item.why.split()) > 1, (instrument.id, item.article)
            assert "not yet encoded" not in item.why, (instrument.id, item.article)
