"""Where things stand, counted by hand."""

import pytest

from pow_options.source import parse

TEXT = """\
# law
instrument:
  id: gc3
  "kind": 'treaty'
rules:
  - id: first
    when: a and not b
  -   id: second
      routes: [x, {y: é z}]
empty:
nothing:
  -
"""


@pytest.fixture(scope="module")
def document():
    return parse(TEXT.encode(), "law.yaml")


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (2, 1), (2, 1)),
        (("instrument",), (3, 3), (2, 1)),
        (("instrument", "id"), (3, 7), (3, 3)),
        (("instrument", "kind"), (4, 11), (4, 3)),
        (("rules",), (6, 3), (5, 1)),
        (("rules", 0), (6, 5), (6, 5)),
        (("rules", 0, "when"), (7, 11), (7, 5)),
        (("rules", 1), (8, 7), (8, 7)),
        (("rules", 1, "routes"), (9, 15), (9, 7)),
        (("rules", 1, "routes", 0), (9, 16), (9, 16)),
        (("rules", 1, "routes", 1), (9, 19), (9, 19)),
        (("rules", 1, "routes", 1, "y"), (9, 23), (9, 20)),
        (("empty",), (10, 1), (10, 1)),
        (("nothing", 0), (12, 4), (12, 4)),
        # what is not there: the nearest thing around it
        (("instrument", "none"), (3, 3), (3, 3)),
        (("rules", 7, "id"), (6, 3), (6, 3)),
        (("rules", "id"), (6, 3), (6, 3)),
        (("rules", 0, "when", "x"), (7, 11), (7, 11)),
        (("rules", 0, "when", 0), (7, 11), (7, 11)),
        (("rules", -1), (6, 3), (6, 3)),
        (("none", "deep", 3), (2, 1), (2, 1)),
    ],
)
def test_position(document, path, value, key):
    assert document.position(path) == value
    assert document.position(path, key=True) == key


def text_of(document):
    assert isinstance(document.data, dict)
    return document.data["a"]


def in_scalar(text, *finds):
    """Return the place of each word of `finds` in the value of key `a`."""
    document = parse(text.encode(), "f")
    value = text_of(document)
    return [document.position_in(("a",), value.index(word)) for word in finds]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: one two\n", [(1, 4), (1, 8)]),
        ("a: 'one two'\n", [(1, 5), (1, 9)]),
        ("a: '''one'' two'\n", [(1, 7), (1, 13)]),
        ('a: "one two"\n', [(1, 5), (1, 9)]),
        ('a: "\\x41\\u0041\\n\\" one\\ttwo"\n', [(1, 20), (1, 25)]),
        ('a: "\\U0001F600\\\\one two"\n', [(1, 17), (1, 21)]),
        ("a: >\n  one\n  two\n", [(2, 3), (3, 3)]),
        ("a: >- # why\n  one\n\n  two\n", [(2, 3), (4, 3)]),
        ("a: >\n\n\n  zero\n    one\n    two\n", [(5, 5), (6, 5)]),
        ("a: |\n  one\n  two\n", [(2, 3), (3, 3)]),
        ("a: |2-\n    one\n  two\n", [(2, 5), (3, 3)]),
        ("a: |\r\n  one\r\n\r\n   two\r\n", [(2, 3), (4, 4)]),
        ("a: one\n  two\n", [(1, 4), (2, 3)]),
        ("a:\n  zero one   \n\n     two\n", [(2, 8), (4, 6)]),
        ("a: 'one\n\n   two'\n", [(1, 5), (3, 4)]),
        ('a: "one \\\n   two"\n', [(1, 5), (2, 4)]),
        ('a: "one\n  two"\n', [(1, 5), (2, 3)]),
        ("x: 1\na: 서울 one é two\n", [(2, 7), (2, 13)]),
    ],
)
def test_position_in_text(text, places):
    assert in_scalar(text, "one", "two") == places


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a: one\n", (1, 7)),
        ("a: 'on''e'\n", (1, 10)),
        ('a: "on\\x65"\n', (1, 11)),
        ("a: >\n  one\n  two\n", (3, 6)),
        ("a: |+\n  one\n\n\nb: 1\n", (2, 6)),
        ("a: ''\n", (1, 5)),
    ],
)
def test_the_end_of_a_text_is_right_after_it(text, after):
    document = parse(text.encode(), "f")
    for beyond in (0, 1, 1_000):
        assert document.position_in(("a",), len(text_of(document)) + beyond) == after


def test_a_blank_made_by_folding_is_at_the_line_break():
    document = parse(b"a: >\n  one\n  two\n", "f")
    assert document.position_in(("a",), 3) == (2, 6)


def test_offset_where_there_is_no_text(document):
    assert document.position_in(("rules",), 3) == (6, 3)
    assert document.position_in(("empty",), 3) == (10, 1)
    assert document.position_in(("rules", 0, "none"), 3) == (6, 5)
    assert document.position_in(("instrument", "id"), -5) == (3, 7)


def test_diagnostic(document):
    assert document.diagnostic(("rules", 0, "when"), "no", "so", offset=6).render() == (
        "law.yaml:7:17: error: no\nhint: so"
    )
    assert document.diagnostic(("rules", 0, "when"), "no", key=True, severity="warning").render() == (
        "law.yaml:7:5: warning: no"
    )
