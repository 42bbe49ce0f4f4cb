"""README shows what the commands really print.

A block that begins with ``$ pow-options ...`` (or ``$ make demo``) holds lines of that command's output, in order;
``[...]`` stands for lines left out.
"""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.running import run

README = Path(__file__).resolve().parents[2] / "README.md"
BLOCK = re.compile(r"^```console\n\$ (?P<command>[^\n]+)\n(?P<shown>.*?)^```$", re.MULTILINE | re.DOTALL)
CUT = "[...]"


def output(command: str) -> str:
    words = shlex.split(command)
    if words == ["make", "demo"]:
        words = ["pow-options", "assess", "kursk/soldier-a"]
    assert words[0] == "pow-options", command
    return run(*words[1:]).out


def fits(shown: str, real: str) -> bool:
    """Whether the pieces between the cuts stand in the output, in order, the first at its beginning."""
    at = 0
    for index, piece in enumerate(shown.split(CUT + "\n")):
        found = real.find(piece, at)
        if found < 0 or (index == 0 and found != 0):
            return False
        at = found + len(piece)
    return True


@pytest.mark.parametrize("block", list(BLOCK.finditer(README.read_text(encoding="utf-8"))), ids=lambda b: b["command"])
def test_output_is_real(block: re.Match[str]) -> None:
    assert fits(block["shown"], output(block["command"]))


def test_readme_opens_with_the_two_commands() -> None:
    text = README.read_text(encoding="utf-8")
    assert 0 < text.index("make demo") < text.index("make test") < 2500


def test_a_changed_line_would_be_noticed() -> None:
    assert fits("a\n[...]\nc\n", "a\nb\n\nc\n")
    assert not fits("a\n[...]\nd\n", "a\nb\n\nc\n")
    assert not fits("b\n", "a\nb\n")
