"""The rulebook says everything the pack says, in Markdown no pack can break, and spares what people wrote beside it.

``python -m pow_options rules book docs/law`` writes docs/law anew.
"""

import json
import re
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

from pow_options import api
from pow_options.audit.condition_words import bullets, words
from pow_options.law import load_pack
from pow_options.law.condition import parse
from pow_options.messages import en_book
from pow_options.source import InvalidData, kept_pages, rules_dir, write_pages
from tests.cli.running import run
from tests.law.packs import STATES, TABLE, conclusion, copied, edit, fact, instrument, question, rule, tiny

DOCS = Path(__file__).resolve().parents[2] / "docs" / "law"
SLOTS = en_book.SLOTS


@pytest.fixture(scope="module")
def pack():
    return load_pack()


@pytest.fixture(scope="module")
def book(pack):
    return api.rules_book(pack)


def shown(markdown):
    """A page as its reader sees it: text without markup, on one line."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    inline = [child for token in tokens for child in token.children or ()]
    return " ".join("".join(c.content if c.type != "softbreak" else " " for c in inline).split())


def section(page, name):
    """What stands on a page between one anchor and the next, or the end of the rules."""
    start = page.index(f'<a id="{name}"></a>')
    return re.split(r"<a id=|\n## What is not encoded", page[start + 1 :], maxsplit=1)[0]


def plain(text, bound=None):
    for slot, said in {**SLOTS, "bound": bound or SLOTS["detaining_power"]}.items():
        text = text.replace("{" + slot + "}", said)
    return " ".join(text.split())


def law_files():
    """The files of the law as YAML, read without the loader of the pack."""
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((rules_dir() / "law").glob("*.yaml"))]


# --- docs/law ---------------------------------------------------------------------------------------------------


def test_docs_law_is_in_step(pack):
    by_hand, made = kept_pages(DOCS, en_book.MADE)
    expected = api.rules_book(pack, beside=by_hand)
    found = {name: (DOCS / name).read_text(encoding="utf-8") for name in made}
    assert found == expected, "run `python -m pow_options rules book docs/law`"


# --- everything is there ----------------------------------------------------------------------------------------


def test_there_is_a_page_for_every_instrument_and_the_index_leads_to_it(pack, book):
    assert set(book) == {"README.md", "readings.md", "terms.md", *(f"{name}.md" for name in pack.instruments)}
    assert {f"{name}.md" for name in pack.instruments} <= set(re.findall(r"\]\(([^)#]+)\)", book["README.md"]))


@pytest.mark.parametrize("law", law_files(), ids=lambda law: law["instrument"]["id"])
def test_every_rule_is_told_whole(law, pack, book):
    page = book[f"{law['instrument']['id']}.md"]
    for item in law.get("rules", []):
        told, found = section(page, item["id"]), pack.rules[item["id"]]
        text = shown(told)
        bound = pack.state_name(item["binds"]) if item["binds"] in pack.states else SLOTS[item["binds"]]
        says = plain(item["says"], bound)
        assert says[1:] in text
        assert plain(item["title"]) in text
        assert f"binds {bound}" in text
        for key in ("when", "unless"):
            if item.get(key, "true") != "true":
                assert f"`{' '.join(item[key].split())}`" in told
        if "require" in item:
            assert f"`{' '.join(item['require']['condition'].split())}`" in told
        for route in found.rule.routes:
            assert f"| {pack.routes()[route][1].name} |" in told
        for key in ("open_norm", "not_encoded", "notes"):
            assert plain(item.get(key, "x"), bound)[1:] in text
        for other in item.get("contested_with", []):
            assert f"#{other})" in told
        for asked in item.get("reading", {}):
            assert f"(readings.md#{asked})" in told
        for entry in item["authority"]:
            mark = "checked" if entry["checked"] else "NOT CHECKED"
            assert f"{plain(entry['source'])} ({mark})" in text


def test_every_override_stands_on_both_sides(pack, book):
    for above, below, entry in pack.superiority:
        for one, other in ((above, below), (below, above)):
            told = section(book[f"{pack.rules[one].instrument.id}.md"], one)
            text = shown(told)
            assert f"#{other})" in told
            assert plain(entry.ground) in text
            assert f"{plain(entry.source)} ({'checked' if entry.checked else 'NOT CHECKED'})" in text
            assert all(f"readings.md#{asked}" in told for asked in entry.reading)


def test_every_citation_that_was_not_checked_is_marked(book):
    def cited(node):
        if isinstance(node, dict):
            if "checked" in node and "source" in node:
                yield node
            node = list(node.values())
        if isinstance(node, list):
            for item in node:
                yield from cited(item)

    for law in law_files():
        text = shown(book[f"{law['instrument']['id']}.md"])
        for entry in cited(law):
            mark = "checked" if entry["checked"] else "NOT CHECKED"
            assert f"{plain(entry['source'])} ({mark})" in text


def test_everything_not_encoded_is_listed_with_its_reason(book):
    for law in law_files():
        text = shown(book[f"{law['instrument']['id']}.md"].partition("## What is not encoded")[2])
        for entry in law["instrument"].get("not_encoded", []):
            assert f"{plain(entry['article'])}: " in text
            assert plain(entry["why"])[1:] in text


def test_the_index_counts_what_is_there(pack, book):
    for law in law_files():
        rules = law.get("rules", [])
        cited = [e["checked"] for r in rules for e in r["authority"]]
        cited += [e.get("checked", False) for r in rules for e in r.get("overrides", [])]
        row = next(line for line in book["README.md"].splitlines() if f"]({law['instrument']['id']}.md)" in line)
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert cells[4:7] == [str(len(rules)), str(cited.count(True)), str(cited.count(False))]
        assert cells[8] == str(len(law["instrument"].get("not_encoded", [])))
    assert f"| {len(pack.rules)} |" in next(
        li for li in book["README.md"].splitlines() if li.startswith("| **Together")
    )


def test_every_party_and_declaration_is_told(pack, book):
    for law in law_files():
        head, page = law["instrument"], book[f"{law['instrument']['id']}.md"]
        for code, party in head.get("parties", {}).items():
            on = party["in_force"]
            row = f"| {pack.state_name(code)} | {on.day} {on:%B} {on.year} |"
            assert row in page
        for code in head.get("not_parties", []):
            assert pack.state_name(code) in page.partition("Not Parties:")[2].partition("\n")[0]
        for item in head.get("declarations", []):
            assert plain(item["says"]) in shown(section(page, f"declared-{item['id']}"))


def test_readings_say_who_holds_what_and_which_rules_read_it(pack, book):
    page, text = book["readings.md"], shown(book["readings.md"])
    for name, item in pack.questions.items():
        part = section(page, name)
        assert plain(item.question) in shown(part)
        for position in item.positions:
            assert plain(position.says) in text
            assert all(plain(holder) in text for holder in position.holders)
            assert all(plain(entry.source) in text for entry in position.authority)
        assert ("unsettled" in part) == (item.default == "unsettled")
        readers = [r.id for r in pack.rules.values() if name in r.rule.reading]
        readers += [s.superior for s in pack.superiority if name in s.entry.reading]
        assert all(f"#{reader})" in part for reader in readers)


def test_no_slot_is_left_and_no_data_is_shown(book):
    for page in book.values():
        assert not re.search(r"\{\w+\}", page)
        assert not re.search(r"[\[{]['\"]|\bTrue\b", page)


def test_links_lead_to_rules_terms_and_readings_that_are_there(book):
    anchors = {name: set(re.findall(r'<a id="([^"]+)"></a>', page)) for name, page in book.items()}
    for name, page in book.items():
        ids = re.findall(r'<a id="([^"]+)"></a>', page)
        assert len(ids) == len(set(ids))
        for target, place in re.findall(r"\]\(([\w.-]*)#([^)]+)\)", page):
            assert place in anchors[target or name], f"{name}: {target}#{place}"


# --- conditions in words ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory):
    return tiny(
        tmp_path_factory.mktemp("words"),
        facts={
            "n": fact("number", question="How many?"),
            "d": fact("date", question="When?"),
            "e": fact("enum", question="Which?", per_state=True, values={"x": "ex", "y": "why in {state}", "z": "zed"}),
            "a": fact(question="Is {state} a?", per_state=True),
        },
        conclusions={"c": conclusion(says="it is c", denies="it is not c")},
    )


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("c", ["- it is c"]),
        ("not c", ["- it is not c"]),
        ("b", ["- Is it so? Yes"]),
        ("not a(third_state)", ["- Is the third State a? No"]),
        ("e(destination) == y", ["- Which? why in the destination"]),
        ("e(destination) != y", ["- Which? ex, or zed"]),
        ("e(destination) in [x, z]", ["- Which? ex, or zed"]),
        ("not e(destination) in [x, z]", ["- Which? why in the destination"]),
        ("not e(destination) != x", ["- Which? ex"]),
        ("n > 3", ["- How many? more than 3"]),
        ("not n > 3", ["- How many? at most 3"]),
        ("d < 2020-01-05", ["- When? before 5 January 2020"]),
        ("not d < 2020-01-05", ["- When? on or after 5 January 2020"]),
        ("days_since(d) >= 90", ["- When? days since then: at least 90"]),
        ("destination == bound", ["- the destination is the Detaining Power"]),
        ("not destination == bound", ["- the destination is not the Detaining Power"]),
        ("b and (c or not c)", ["- Is it so? Yes", "- at least one of these:", "  - it is c", "  - it is not c"]),
        # The opposite of `all` is `at least one not`.
        ("b and not (c and u)", ["- Is it so? Yes", "- at least one of these:", "  - it is not c", "  - Is it so? No"]),
        ("b and not (c or u)", ["- Is it so? Yes", "- it is not c", "- Is it so? No"]),
    ],
)
def test_a_condition_in_words_means_what_it_says(vocabulary, condition, expected):
    slots = {**SLOTS, "bound": SLOTS["detaining_power"]}
    found = list(bullets(words(parse(condition), vocabulary, slots)))
    assert [re.sub(r"\[(.*)\]\(terms\.md#\w+\)", r"\1", item).replace("*", "") for item in found] == expected


def test_one_alternative_is_not_all(vocabulary):
    assert words(parse("b or c"), vocabulary, SLOTS).how == "any"
    assert words(parse("b and c"), vocabulary, SLOTS).how == "all"


# --- strangers --------------------------------------------------------------------------------------------------

HOSTILE = (
    "1. <script>alert(1)</script> [x](javascript:y) ![i](z) `c` **b** | a\n\n# h\n- l $m$ ~~s~~ &lt; {nope} \u202e\\"
)
URL = "https://example.org/a)b|c<d>`e` f&copy;"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    sources = [{"source": HOSTILE, "url": URL, "checked": False, "note": HOSTILE}]
    words_ = {"title": HOSTILE, "article": HOSTILE, "authority": sources}
    prose = {"norm": HOSTILE.replace("{nope} ", ""), "open_norm": HOSTILE, "not_encoded": HOSTILE, "notes": HOSTILE}
    asked = question("q")
    asked |= {"question": HOSTILE, "note": HOSTILE}
    for position in asked["positions"]:
        position |= {"says": HOSTILE, "holders": [HOSTILE], "authority": sources}
    over = [{"rule": "law-b", "ground": HOSTILE, "source": HOSTILE, "url": "javascript:alert(1)", "note": HOSTILE}]
    law = instrument(
        "readings",
        [],
        kind="treaty",
        in_force="1950-01-01",
        title=HOSTILE,
        short=HOSTILE,
        notes=HOSTILE,
        parties={code: {"in_force": "1950-01-01", "note": HOSTILE, "authority": sources} for code in STATES},
        declarations=[
            {"id": "d", "by": "KOR", "kind": "declaration", "on": "1950-01-01", "article": HOSTILE}
            | {"says": HOSTILE, "authority": sources, "note": HOSTILE}
        ],
        not_encoded=[{"article": HOSTILE, "why": HOSTILE}],
    )
    return tiny(
        tmp_path_factory.mktemp("hostile"),
        [
            rule("a", when="p and f", reading={"q": "x"}, permit=["stay"], over=over, **words_, **prose),
            rule("b", forbid=["stay"], contested_with=["law-a"], **words_),
        ],
        facts={"f": fact(question=HOSTILE, who=HOSTILE)},
        conclusions={"p": conclusion(says=HOSTILE, denies=HOSTILE)},
        questions=[asked],
        routes=TABLE | {"stay": ("detaining_power", {"name": HOSTILE})},
        laws=[law],
    )


def test_no_text_of_a_pack_becomes_markup(hostile):
    book = api.rules_book(hostile, beside={"REVIEW.md": HOSTILE})
    # The name of the page of an instrument gives way to a page of the book.
    assert set(book) == {"README.md", "readings.md", "terms.md", "law.md", "readings-law.md"}
    for name, page in book.items():
        tokens = MarkdownIt("commonmark").enable("table").parse(page)
        assert [token.content.strip() for token in tokens if token.type == "html_block"] == [en_book.MADE]
        inline = [child for token in tokens for child in token.children or ()]
        assert not {child.type for child in inline} & {"image", "s_open"}, name
        for child in inline:
            if child.type == "html_inline":
                assert re.fullmatch(r'<a id="[a-z0-9_-]+">|</a>', child.content)
            if child.type == "link_open":
                target = str(child.attrs["href"])
                assert re.fullmatch(r"[\w.-]*(#[\w-]+)?|https://example\.org/a%29b%7Cc%3Cd%3E%60e%60%20f&copy;", target)
            if child.type == "code_inline":
                assert re.fullmatch(r"[a-z_ -]+", child.content)
        assert not re.search(r"(?<!\\)[$~]|\u202e", page)
        for row in [line for line in page.splitlines() if line.startswith("|")]:
            assert row.endswith("|")
    rows = [line for line in book["readings-law.md"].splitlines() if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5}


def test_what_a_stranger_wrote_is_still_told(hostile):
    text = shown(api.rules_book(hostile)["law.md"])
    assert "<script>alert(1)</script> [x](javascript:y) ![i](z) `c` **b** | a # h - l $m$ ~~s~~ &lt;" in text


# --- writing ----------------------------------------------------------------------------------------------------


def test_the_book_is_written_and_written_again(tmp_path, book):
    first = run("rules", "book", str(tmp_path / "a" / "law"))
    assert (first.status, first.err) == (0, "")
    assert first.out.splitlines() == [f"{tmp_path}/a/law/{name}" for name in book]
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "a" / "law").iterdir()}
    assert written == book
    (tmp_path / "a" / "law" / "cat.md").write_text(f"{en_book.MADE}\n\nold", encoding="utf-8")
    assert run("rules", "book", str(tmp_path / "a" / "law")).status == 0
    assert (tmp_path / "a" / "law" / "cat.md").read_text(encoding="utf-8") == book["cat.md"]


def test_what_people_wrote_is_linked_and_left_alone(tmp_path):
    (tmp_path / "REVIEW.md").write_text("\n# Who [read] what\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert run("rules", "book", str(tmp_path)).status == 0
    assert r"[Who \[read\] what](REVIEW.md)" in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert (tmp_path / "REVIEW.md").read_text(encoding="utf-8") == "\n# Who [read] what\n"
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_nothing_is_written_where_a_page_is_not_ours(tmp_path):
    (tmp_path / "gc3.md").write_text("mine", encoding="utf-8")
    (tmp_path / "terms.md").mkdir()
    (tmp_path / "cat.md").symlink_to(tmp_path / "nowhere")
    ran = run("rules", "book", str(tmp_path))
    assert (ran.status, ran.out) == (3, "")
    for name in ("gc3", "terms", "cat"):
        assert f"{tmp_path}/{name}.md:1:1: error: this page was not made by the program and is left as it is" in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cat.md", "gc3.md", "terms.md"]
    assert (tmp_path / "gc3.md").read_text(encoding="utf-8") == "mine"


def test_a_directory_that_cannot_be_one_is_told(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for place in (tmp_path / "file", tmp_path / "file" / "below", Path("a\0b")):
        with pytest.raises(InvalidData, match="cannot be made"):
            write_pages(place, {"a.md": en_book.MADE}, en_book.MADE)


def test_a_page_no_longer_in_the_book_is_named_and_kept(tmp_path):
    (tmp_path / "old.md").write_text(f"{en_book.MADE}\n# Old\n", encoding="utf-8")
    ran = run("rules", "book", str(tmp_path))
    assert ran.status == 0
    assert ran.err == f"note: {tmp_path}/old.md was made for a book this pack no longer has; it is left as it is\n"
    assert (tmp_path / "old.md").exists()
    assert "old.md" not in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_the_book_follows_the_pack(tmp_path):
    root = copied(tmp_path)
    edit(root, "law/cat.yaml", "  - id: cat-3-2-assessment\n", "title: His own case", "title: A new title")
    ran = run("rules", "book", str(tmp_path / "out"), "--pack", str(root))
    assert ran.status == 0
    assert "#### A new title is examined first" in (tmp_path / "out" / "cat.md").read_text(encoding="utf-8")


def test_a_faulty_pack_writes_nothing(tmp_path):
    root = copied(tmp_path)
    edit(root, "law/cat.yaml", "  - id: cat-3-2-assessment\n", "title: His", "titel: His")
    assert run("rules", "book", str(tmp_path / "out"), "--pack", str(root)).status == 3
    assert not (tmp_path / "out").exists()


# --- rules show -------------------------------------------------------------------------------------------------


def test_a_card_speaks_plainly_and_its_data_stays_as_it_was(pack):
    card = api.rules_show("gc3-118-1-repatriation", pack)
    for form in ("text", "markdown"):
        shown_ = " ".join(api.render(card, form).split())
        assert not re.search(r"\{\w+\}", shown_)
        assert "the Detaining Power must" in shown_
    assert json.loads(api.render(card, "json"))["says"] == pack.rules[card.id].rule.says
    assert "{detaining_power}" in card.says


def test_a_card_of_domestic_law_names_its_state():
    text = " ".join(run("rules", "show", "rok_constitution-4").out.split())
    assert "binds: KOR (domestic law of KOR; it binds nobody else)" in text
