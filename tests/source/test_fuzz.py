"""Whatever the bytes, the answer is a document or diagnostics; and both parsers give the same one."""

import json
import string

import pytest
import yaml as pyyaml
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from pow_options.source import InvalidData, parse, validate
from pow_options.source import yaml as source_yaml

# Pieces that mean something in YAML meet more often than random bytes would have them meet.
PIECES = [
    "a",
    "b",
    ": ",
    ":",
    "- ",
    "\n",
    "\n  ",
    "\n    ",
    " ",
    "\t",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "'",
    '"',
    "''",
    "\\",
    "\\x4",
    "\\ud800",
    "\\U99999999",
    "|",
    ">",
    "|-",
    "|2",
    "&x",
    "*x",
    "!t ",
    "!!str ",
    "!x!y",
    "#",
    " # c",
    "---",
    "\n---\n",
    "...",
    "%YAML 1.2\n",
    "%YAML 1.99999999999999999999\n",
    "%TAG ! x\n",
    "? ",
    "<<",
    "~",
    "2020",
    "true",
    ".nan",
    "1e999",
    "\r\n",
    "\r",
    "é",
    "\U0001f600",
    "\x85",
    "\ufeff",
    "\x00",
    "@",
    "`",
]
BYTES = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda s: s.encode("utf-8", "surrogatepass")),
    st.text(alphabet=string.printable, max_size=200).map(str.encode),
    st.lists(st.sampled_from(PIECES), max_size=40).map(lambda p: "".join(p).encode()),
)  # fmt: skip


def attempt(function, *arguments):
    """Return what `function` returns and no diagnostics, or None and its diagnostics."""
    try:
        return function(*arguments), ()
    except InvalidData as error:
        return None, error.diagnostics


def answer(raw):
    """Return the data, or None where the text is refused, after checking that the answer is sound."""
    lines = raw.count(b"\n") + raw.count(b"\r") + 1
    document, refused = attempt(parse, raw, "f")
    if document is None:
        assert refused
        for found in refused:
            assert 1 <= found.line <= lines
            assert 1 <= found.column <= len(raw) + 1
            assert found.message
            assert all(line.isprintable() for line in found.render().split("\n"))
        return None
    check_places(document, document.data, ())
    assert json.loads(json.dumps(document.data, allow_nan=False)) == document.data
    return document.data


def check_places(document, value, path):
    """Every value has a place, and the characters of a text are where they are said to be."""
    lines = document.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line, column = document.position(path)
    assert 1 <= line <= len(lines)
    assert 1 <= column <= len(lines[line - 1]) + 1
    if isinstance(value, dict):
        for key, part in value.items():
            check_places(document, part, (*path, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            check_places(document, part, (*path, index))
    elif isinstance(value, str):
        for offset, c in enumerate(value):
            line, column = document.position_in(path, offset)
            shown = lines[line - 1][column - 1 : column]
            if not c.isspace():
                assert shown in (c, "\\")
        document.position_in(path, len(value) + 1)


@given(BYTES)
@example(b"\xff\xfe")
@example(b'a: "\\U99999999"')
@example(b"%YAML 1.99999999999999999999\n--- a")
@example(b"\xef\xbb\xbf")
@example(b"? ? ? a")
@example(b"- |2\n  a")
def test_any_bytes_are_answered(raw):
    answer(raw)


@pytest.mark.skipif(not pyyaml.__with_libyaml__, reason="there is only the pure parser")
@given(BYTES)
def test_any_bytes_are_answered_by_the_pure_parser(raw):
    fast = source_yaml._LOADER
    source_yaml._LOADER = pyyaml.BaseLoader
    try:
        answer(raw)
    finally:
        source_yaml._LOADER = fast


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False).filter(lambda x: len(repr(x)) < 70)
    | st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\ufeff\u2028\u2029")
    ),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(string.ascii_letters, min_size=1).map(lambda k: "k" + k), inner)
    ),
    max_leaves=20,
)


@given(JSON.filter(lambda value: value is not None))
def test_json_means_the_same_in_yaml(value):
    assert answer(json.dumps(value, ensure_ascii=False).encode()) == value


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    a: int | str | list["Inner"]
    b: "Inner | None" = None


@given(st.recursive(JSON, lambda inner: st.dictionaries(st.sampled_from(["a", "b", "c"]), inner)))
def test_any_data_is_validated_or_refused(value):
    document, _ = attempt(parse, json.dumps({"a": value}).encode(), "f")
    if document is not None:
        _, refused = attempt(validate, Inner, document)
        assert all(d.message and "pydantic" not in d.render() for d in refused)


def test_deep_recursive_models_are_answered_at_once():
    text = '{"a": 1, "b": ' * 60 + '{"a": {}}' + "}" * 60
    with pytest.raises(InvalidData) as caught:
        validate(Inner, parse(text.encode(), "f"))
    assert caught.value.diagnostics[0].column == len('{"a": 1, "b": ') * 60 + len('{"a": ') + 1
