"""Hostile files are answered at once, and in little memory."""

import os
import time
import tracemalloc
from pathlib import Path

import pytest

from pow_options.source import InvalidData, parse, read

SECONDS = 6
"""Three times what such a file may take: the machine of another may be slower."""

LEVELS = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]

HOSTILE = {
    "brackets": ("[" * 100_000, 1, 65, "nested more than 64 levels deep"),
    "braces on lines": ("{\n" * 40_000, 65, 1, "nested more than 64 levels deep"),
    "brackets with words between": ("[a, " * 4_900, 1, 257, "nested more than 64 levels deep"),
    "dashes": ("- " * 9_000, 1, 129, "nested more than 64 levels deep"),
    "questions": ("? " * 9_000, 1, 129, "nested more than 64 levels deep"),
    "indentation": (
        "".join(" " * n + "a:\n" for n in range(1_900)),
        65,
        65,
        "nested more than 64 levels deep",
    ),
    "alias bomb": ("a0: &a0 [x]\n" + "\n".join(LEVELS), 1, 5, "anchor `&a0` is not allowed"),
    "digits": ("a: " + "9" * 19_000, 1, 4, "number has more than 18 digits"),
    "nodes": (
        "[" + ",\n".join(["a, a, a, a, a, a"] * 40_000) + "]",
        33_334,
        4,
        "file holds more than 200,000 keys and values",
    ),
    "control characters": ("\x01" * 2_000_000, 1, 1, "character U+0001 is not allowed"),
    "long line": ("x" * 2_000_000, 1, 20_001, "line is longer than 20,000 characters"),
    "empty lines": ("a\n" + "\n" * 2_000_000, 50_001, 1, "file has more than 50,000 lines"),
    "quotes": ("'" + "a '' " * 3_900, 1, 1, "quoted text is not closed"),
    "long key": ("a" * 19_000 + ": 1\n", 1, 19_001, "`:` is not allowed here"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_answered_at_once(name):
    text, line, column, message = HOSTILE[name]
    raw = text.encode()
    start = time.process_time()
    with pytest.raises(InvalidData) as caught:
        parse(raw, "f")
    assert time.process_time() - start < SECONDS
    first = caught.value.diagnostics[0]
    assert (first.line, first.column, first.message) == (line, column, message)


@pytest.mark.parametrize("name", ["brackets", "alias bomb", "dashes", "braces on lines"])
def test_hostile_text_needs_little_memory(name):
    raw = HOSTILE[name][0].encode()
    tracemalloc.start()
    try:
        with pytest.raises(InvalidData):
            parse(raw, "f")
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_large_file_is_not_read(tmp_path):
    path = tmp_path / "large.yaml"
    with path.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    tracemalloc.start()
    start = time.process_time()
    try:
        assert refused(path) == "file is larger than 2 MiB"
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
    assert time.process_time() - start < SECONDS


def refused(path):
    with pytest.raises(InvalidData) as caught:
        read(path, display="shown")
    (found,) = caught.value.diagnostics
    assert (found.file, found.line, found.column) == ("shown", 1, 1)
    return found.message


def test_what_is_no_file(tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    (tmp_path / "file").write_text("a: 1\n")
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "none.yaml") == "no such file"
    assert refused(tmp_path / "dangling") == "no such file"
    assert refused(tmp_path / "file" / "below") == "no such file"
    assert refused(tmp_path) == "this is a directory, not a file"
    assert refused(tmp_path / "pipe") == "this is not a regular file"
    assert refused(tmp_path / "loop") == "file cannot be read: its links lead in a circle"
    assert refused(tmp_path / ("x" * 300)) == "file cannot be read: its name is too long"
    assert refused(tmp_path / "a\x00b") == "this cannot be the name of a file"


def test_devices_are_not_read():
    assert refused(Path("/dev/zero")) == "this is not a regular file"


def test_unreadable_file(tmp_path, monkeypatch):
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\n")

    def refuse(*_args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert refused(path) == "file cannot be read: permission denied"


def test_a_pipe_put_in_place_after_the_look_does_not_hang(tmp_path, monkeypatch):
    real = Path(__file__).stat()
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setattr(Path, "stat", lambda _self, **_: real)
    assert refused(tmp_path / "pipe") == "this is not a regular file"


def test_read_gives_the_document_and_its_name(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\n")
    assert read(path).file == str(path)
    assert read(path).data == {"a": 1}
