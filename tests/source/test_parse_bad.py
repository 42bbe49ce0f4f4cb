"""What is refused, with the message and the place counted by hand."""

import pytest

from pow_options.source import InvalidData, parse

LIST_HINT = "put text in quotes if it begins with, or holds, a character that means something in YAML"
FIT_HINT = "all keys of one mapping, and all entries of one list, begin in the same column"
COLON_HINT = "text that holds `: ` needs quotes; or the line above lacks its `:`"


def faults(text):
    raw = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(InvalidData) as caught:
        parse(raw, "f")
    return [(d.line, d.column, d.message, d.hint) for d in caught.value.diagnostics]


BAD = {
    "key twice": (
        "a: 1\nb: 2\na: 3\n",
        3,
        1,
        "key `a` is written twice",
        "first written at line 1, column 1",
    ),
    "key twice, nested in flow": (
        "x: {k: 1, k: 2}\n",
        1,
        11,
        "key `k` is written twice",
        "first written at line 1, column 5",
    ),
    "key twice, once quoted": (
        "a: 1\n'a': 2\n",
        2,
        1,
        "key `a` is written twice",
        "first written at line 1, column 1",
    ),
    "number as key": (
        "a:\n  2020: x\n",
        2,
        3,
        "key `2020` is a number, not text",
        'put it in quotes: "2020"',
    ),
    "decimal as key": ("1.5: x\n", 1, 1, "key `1.5` is a number, not text", 'put it in quotes: "1.5"'),
    "other truth value as key": (
        "True: x\n",
        1,
        1,
        "key `True` is a truth value, not text",
        'put it in quotes: "True"',
    ),
    "null as key": ("~: x\n", 1, 1, "key `~` is not text", 'put it in quotes: "~"'),
    "no key": ("a: 1\n: x\n", 2, 1, "key is missing before `:`", ""),
    "no key, in flow": ("{a: 1, : x}\n", 1, 8, "key is missing before `:`", ""),
    "list as key": (
        "[a, b]: x\n",
        1,
        1,
        "a key must be text, not a list",
        "text that begins with a bracket or a brace needs quotes",
    ),
    "slot without quotes as key": (
        "{a}: x\n",
        1,
        1,
        "a key must be text, not a mapping",
        "text that begins with a bracket or a brace needs quotes",
    ),
    "anchor": (
        "a: &x 1\n",
        1,
        4,
        "anchor `&x` is not allowed",
        "delete it; text that begins with `&` needs quotes",
    ),
    "alias": (
        "a: b\nc: *x\n",
        2,
        4,
        "aliases are not allowed",
        "write the value out; text that begins with `*` needs quotes",
    ),
    "tag": (
        "a:\n  b: !!str 1\n",
        2,
        6,
        "tag `!!str` is not allowed",
        "delete it; text that begins with `!` needs quotes",
    ),
    "tag that would run code": (
        "a: !!python/object/apply:os.system [x]\n",
        1,
        4,
        "tag `!!python/object/apply:os.system` is not allowed",
        "delete it; text that begins with `!` needs quotes",
    ),
    "local tag on a mapping": (
        "a: !x {b: 1}\n",
        1,
        4,
        "tag `!x` is not allowed",
        "delete it; text that begins with `!` needs quotes",
    ),
    "merge key": ("a: 1\n<<: {b: 1}\n", 2, 1, "merge keys are not allowed", "write the keys out"),
    "second document": (
        "a: 1\n---\nb: 2\n",
        2,
        1,
        "a file holds one document, this begins a second",
        "put it into a file of its own",
    ),
    "old YAML": ("%YAML 1.1\n---\na: 1\n", 1, 1, "only YAML 1.2 is read", "delete the `%YAML` line"),
    "tag directive": (
        "%TAG !e! tag:example.org,2000:\n---\na: 1\n",
        1,
        1,
        "tag directives are not allowed",
        "delete the `%TAG` line",
    ),
    "infinity": (
        "a: .inf\n",
        1,
        4,
        "infinity and not-a-number are not allowed",
        "put it in quotes if it is text",
    ),
    "not a number": (
        "a: [1, .NaN]\n",
        1,
        8,
        "infinity and not-a-number are not allowed",
        "put it in quotes if it is text",
    ),
    "number too large": ("a: 1e999\n", 1, 4, "number is too large", "put it in quotes if it is text"),
    "many digits": (
        "a: " + "9" * 10_000 + "\n",
        1,
        4,
        "number has more than 18 digits",
        "put it in quotes if it is text",
    ),
    "many hexadecimal digits": (
        "a: 0x" + "f" * 10_000 + "\n",
        1,
        4,
        "number has more than 18 digits",
        "put it in quotes if it is text",
    ),
    "many decimals": (
        "a: 0." + "3" * 10_000 + "\n",
        1,
        4,
        "number is too long",
        "put it in quotes if it is text",
    ),
    "escape for a control character": (
        'a: b\nc: "x\\e[2J"\n',
        2,
        4,
        "character U+001B is not allowed, not even as an escape",
        "",
    ),
    "nested": ("a: " + "[" * 70 + "\n", 1, 68, "nested more than 64 levels deep", ""),
    "tab for indentation": ("a:\n\tb: 1\n", 2, 1, "tab where only spaces may indent", "indent with spaces"),
    "colon in text": ("title: Soldier A: captured\n", 1, 17, "`:` is not allowed here", COLON_HINT),
    "line without colon": ("a\nb: 1\n", 2, 2, "`:` is not allowed here", COLON_HINT),
    "missing colon inside": (
        "a: 1\nbcd\ne: 2\n",
        2,
        1,
        "`:` is missing after this key",
        "a key is followed by `: `",
    ),
    "reserved character": ("a: @x\n", 1, 4, "text cannot begin with `@`", "put it in quotes"),
    "open quote": ("a: 1\nb: 'x\n", 2, 4, "quoted text is not closed", ""),
    "open list": ("a: 1\nb: [x,\n", 2, 4, "`[` is not closed", ""),
    "open list, read on": (
        "a: [x, y\nb: 1\n",
        1,
        4,
        "`[` is not closed, or `,` is missing in the list",
        LIST_HINT,
    ),
    "open mapping": (
        "b: {x: 1\nc: 2\n",
        1,
        4,
        "`{` is not closed, or `,` is missing in the mapping",
        LIST_HINT,
    ),
    "stray bracket": ("]\n", 1, 1, "a value is missing here", LIST_HINT),
    "out of line": ("a:\n  - 1\n b: 2\n", 3, 2, "this does not fit into the mapping around it", FIT_HINT),
    "key in a list": ("- a\nb: 1\n", 2, 1, "this does not fit into the list around it", FIT_HINT),
    "unknown escape": (
        'a: "x\\q"\n',
        1,
        6,
        "this escape does not exist in double quotes",
        "use single quotes, or write `\\\\` for a backslash",
    ),
    "text after |": ("a: |x\n  y\n", 1, 5, "text after `|` or `>` begins on the next line", ""),
    "empty": ("", 1, 1, "file is empty", ""),
    "blank": (" \n\n", 1, 1, "file is empty", ""),
    "comments only": ("# a\n# b\n", 1, 1, "file holds no data", ""),
    "UTF-16": ("a: 1\n".encode("utf-16"), 1, 1, "file is written in UTF-16, not UTF-8", "save it as UTF-8"),
    "UTF-16 without a mark": (
        "a: 1\n".encode("utf-16-le"),
        1,
        1,
        "file is written in UTF-16, not UTF-8",
        "save it as UTF-8",
    ),
    "not UTF-8": (
        b"a: 1\nb: \xc5\x81\xf3d\n",
        2,
        5,
        "byte 0xF3 is not valid UTF-8",
        "save the file as UTF-8",
    ),
    "NUL": ("a: 1\nbc: \x00x\n", 2, 5, "file is not a text file: it holds a NUL byte", ""),
    "control character": ("a: x\x1b[31m\n", 1, 5, "character U+001B is not allowed", "delete it"),
    "line separator": (
        "a: x\u2028y\n",
        1,
        5,
        "character U+2028 is not allowed",
        'delete it, or write "\\u2028" in double quotes',
    ),
    "long line": ("a: 1\nb: " + "x" * 20_000 + "\n", 2, 20_001, "line is longer than 20,000 characters", ""),
    "many lines": (
        "#\n" * 50_001,
        50_001,
        1,
        "file has more than 50,000 lines",
        "split it into several files",
    ),
    "large": (b"#" * (2 * 1024 * 1024 + 1), 1, 1, "file is larger than 2 MiB", "split it into several files"),
}


@pytest.mark.parametrize("name", BAD)
def test_refused(name):
    text, line, column, message, hint = BAD[name]
    assert faults(text) == [(line, column, message, hint)]


def test_all_faults_of_a_file_in_one_run():
    text = """\
a: &one 1
a: *one
2020: x
b: !!int 3
c:
  d: .nan
  <<: {}
e: [1,
"""
    assert [(line, column, message) for line, column, message, _ in faults(text)] == [
        (1, 4, "anchor `&one` is not allowed"),
        (2, 1, "key `a` is written twice"),
        (2, 4, "aliases are not allowed"),
        (3, 1, "key `2020` is a number, not text"),
        (4, 4, "tag `!!int` is not allowed"),
        (6, 6, "infinity and not-a-number are not allowed"),
        (7, 3, "merge keys are not allowed"),
        (8, 4, "`[` is not closed"),
    ]


def test_anchor_and_tag_of_one_value_are_two_faults():
    assert [(line, column, message) for line, column, message, _ in faults("a: !!str &x b\n")] == [
        (1, 4, "tag `!!str` is not allowed"),
        (1, 10, "anchor `&x` is not allowed"),
    ]


def test_columns_count_characters_not_bytes():
    assert faults("é😀ł: 1\r\nx: [서울, *a]\r\n")[0][:2] == (2, 9)


def test_faults_are_bounded():
    found = faults("".join(f"- *a{i}\n" for i in range(5_000)))
    assert len(found) == 100
    assert found[-1][:3] == (100, 3, "more than 99 faults; the rest are not shown")


def test_long_input_is_cut_in_messages():
    found = faults(f"{'k' * 900}: 1\n{'k' * 900}: 2\n")
    assert found[0][2] == f"key `{'k' * 79}…` is written twice"
