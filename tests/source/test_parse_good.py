import hashlib
import math

import pytest

from pow_options.source import parse


def data(text):
    return parse(text.encode(), "f").data


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("true", True),
        ("True", True),
        ("TRUE", True),
        ("tRue", "tRue"),
        ("false", False),
        ("'true'", "true"),
        ("", None),
        ("~", None),
        ("null", None),
        ("Null", None),
        ("NULL", None),
        ("nil", "nil"),
        ('""', ""),
        ("0", 0),
        ("-12", -12),
        ("+12", 12),
        ("007", 7),
        ("0o17", 15),
        ("0x1F", 31),
        ("-0x1F", "-0x1F"),
        ("0b11", "0b11"),
        ("1_000", "1_000"),
        ("190:20:30", "190:20:30"),
        ("1.5", 1.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("-1.5E-3", -0.0015),
        ("1.2.3", "1.2.3"),
        ("0.1.0", "0.1.0"),
        ("2020-01-01", "2020-01-01"),
        ("2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"),
        ("=", "="),
        ("999999999999999999", 999999999999999999),
    ],
)
def test_plain_words_mean_what_yaml_1_2_says(written, value):
    found = data(f"a: {written}\n")["a"]
    assert found == value
    assert type(found) is type(value)


def test_the_shapes_of_our_files():
    text = """\
# comment
schema: pow-options/facts/1
facts:
  hostilities: {type: enum, values: {active: "goes on", ceased: 'it''s over'}}
  codes: [NO, KOR, 2]
  long: >-
    one
    two
  exact: |
    a
      b
"""
    assert data(text) == {
        "schema": "pow-options/facts/1",
        "facts": {
            "hostilities": {"type": "enum", "values": {"active": "goes on", "ceased": "it's over"}},
            "codes": ["NO", "KOR", 2],
            "long": "one two",
            "exact": "a\n  b\n",
        },
    }


def test_keys_that_read_as_truth_values_are_their_names():
    assert data("standard: {default: C3, true: B2, false: C3, NO: x, on: y}\n") == {
        "standard": {"default": "C3", "true": "B2", "false": "C3", "NO": "x", "on": "y"}
    }


@pytest.mark.parametrize("text", ["---\na: 1\n", "%YAML 1.2\n---\na: 1\n", "a: 1\n...\n", "a: 1", "a: 1\r\n"])
def test_one_document_however_marked(text):
    assert data(text) == {"a": 1}


def test_a_byte_order_mark_is_not_part_of_the_text():
    raw = b"\xef\xbb\xbfa: 1\n"
    document = parse(raw, "f")
    assert document.data == {"a": 1}
    assert document.position(("a",), key=True) == (1, 1)
    assert document.sha256 == hashlib.sha256(raw).hexdigest()


def test_order_of_keys_is_kept():
    assert list(data("b: 1\na: 2\nc: 3\n")) == ["b", "a", "c"]


def test_any_top_value_is_read():
    assert data("- a\n- b\n") == ["a", "b"]
    assert data("word\n") == "word"


def test_nothing_becomes_a_date_or_stays_unresolved():
    found = data("a: 2020-01-01\nb: 1.0\n")
    assert type(found["a"]) is str
    assert math.isfinite(found["b"])


def test_depth_of_64_is_read():
    found = data("[" * 64 + "x" + "]" * 64)
    for _ in range(64):
        assert isinstance(found, list)
        found = found[0]
    assert found == "x"
