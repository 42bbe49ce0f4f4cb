"""The documentation agrees with the data it describes, and its links lead somewhere.

`python -m tests.packaging.test_docs > docs/facts.md` writes the table of facts anew.
"""

import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

HEAD = """\
# Facts and where their names come from

Two research memos, one on the law of war and one on human rights and domestic law, named the same things
differently. `rules/facts.yaml` decides; this table, made from it, says what each fact is called in the memos.
A dash means that the memo has no such fact.

| fact | of | kind | values | law of war memo | human rights memo |
|---|---|---|---|---|---|
"""

CONCLUSIONS = """
## Conclusions

What rules work out and no case may state.

| conclusion | of | order | means |
|---|---|---|---|
"""

SLOTS = {
    "state": "the State",
    "detaining_power": "the Detaining Power",
    "power_served": "the Power he served",
    "state_of_origin": "his State of origin",
    "third_state": "the third State",
}


def code(text: str | None) -> str:
    """Return names divided by slashes as code, or a dash for none."""
    return " / ".join(f"`{name.strip()}`" for name in text.split("/")) if text else "–"


def values(fact: dict[str, Any]) -> str:
    """Return what a fact can be."""
    return ", ".join(f"`{value}`" for value in fact["values"]) if fact["type"] == "enum" else fact["type"]


def table(vocabulary: dict[str, Any]) -> str:
    """Return docs/facts.md for a vocabulary."""
    rows = [HEAD]
    for name, fact in vocabulary["facts"].items():
        of = "each State" if fact.get("per_state") else "the case"
        memos = fact.get("memos") or {}
        rows.append(
            f"| `{name}` | {of} | {fact['kind']} | {values(fact)} "
            f"| {code(memos.get('ihl'))} | {code(memos.get('human_rights'))} |\n"
        )
    rows.append(CONCLUSIONS)
    for name, conclusion in vocabulary["conclusions"].items():
        of = "each State" if conclusion.get("per_state") else "the case"
        says = re.sub(r"\{(\w+)\}", lambda slot: SLOTS[slot[1]], conclusion["says"])
        rows.append(f"| `{name}` | {of} | {conclusion['order']} | {says} |\n")
    return "".join(rows)


def current() -> str:
    """Return docs/facts.md as the vocabulary says it should be."""
    return table(yaml.safe_load((ROOT / "rules" / "facts.yaml").read_text(encoding="utf-8")))


def anchors(text: str) -> set[str]:
    """Return the anchors that the headings of a page get, and those it sets itself."""
    heads = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    own = set(re.findall(r'^<a id="([^"]+)"></a>$', text, re.MULTILINE))
    return own | {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def pages() -> list[Path]:
    """Return the pages of documentation."""
    return [*sorted(DOCS.rglob("*.md")), ROOT / "README.md", ROOT / "CHANGELOG.md"]


def test_the_table_of_facts_is_current():
    hint = "run `python -m tests.packaging.test_docs > docs/facts.md`"
    assert (DOCS / "facts.md").read_text(encoding="utf-8") == current(), hint


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path):
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = unquote(link).partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"`{link}` leads nowhere"
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), f"`{link}` leads to no heading"


def test_every_decision_is_listed():
    adr = DOCS / "adr"
    listed = re.findall(r"\]\((\d{4}-[^)]+)\)", (adr / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(path.name for path in adr.glob("[0-9]*.md"))


if __name__ == "__main__":
    sys.stdout.write(current())
