import pickle

import pytest

from pow_options.source import Diagnostic, InvalidData, escape, quote


def test_renders_place_severity_and_message():
    assert Diagnostic("case.yaml", 3, 7, "no").render() == "case.yaml:3:7: error: no"


def test_hint_stands_on_a_line_of_its_own():
    shown = Diagnostic("f", 1, 1, "no", "do so", "warning").render()
    assert shown == "f:1:1: warning: no\nhint: do so"


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain", "plain"),
        ("Łódź 서울", "Łódź 서울"),
        ("a\nb\tc", "a\\nb\\tc"),
        ("\x1b[31mred\x07", "\\x1b[31mred\\x07"),
        ("\x9b2J", "\\x9b2J"),
        ("a\u202eb\u2066c", "a\\u202eb\\u2066c"),
        ("\ufeff\u200b\u2028", "\\ufeff\\u200b\\u2028"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_nothing_shown_can_steer_a_terminal(raw, shown):
    assert escape(raw) == shown
    assert Diagnostic(raw, 1, 1, raw, raw).render() == f"{shown}:1:1: error: {shown}\nhint: {shown}"


def test_long_input_is_cut():
    assert quote("x" * 80) == f"`{'x' * 80}`"
    assert quote("x" * 81) == f"`{'x' * 79}…`"
    assert len(Diagnostic("f", 1, 1, "x" * 10**6, "y" * 10**6).render()) < 2_100


def test_diagnostics_are_sorted_and_not_repeated():
    last = Diagnostic("b", 1, 1, "a")
    found = [last, Diagnostic("a", 10, 1, "a"), Diagnostic("a", 9, 2, "b"), Diagnostic("a", 9, 2, "a"), last]
    error = InvalidData(found)
    assert [(d.file, d.line, d.column, d.message) for d in error.diagnostics] == [
        ("a", 9, 2, "a"),
        ("a", 9, 2, "b"),
        ("a", 10, 1, "a"),
        ("b", 1, 1, "a"),
    ]
    assert str(error).splitlines()[0] == "a:9:2: error: a"


def test_the_exception_can_cross_processes():
    error = InvalidData([Diagnostic("f", 1, 1, "a")])
    assert pickle.loads(pickle.dumps(error)).diagnostics == error.diagnostics  # noqa: S301 - made one line up
