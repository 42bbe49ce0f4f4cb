"""Commands with their recorded output: where they are, how they are run and how they are recorded."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from dataclasses import dataclass
from pathlib import Path

from pow_options.source import examples_dir
from tests.cli.running import Ran, run

HERE = Path(__file__).resolve().parent
GOOD, BAD = HERE / "good", HERE / "bad"
NOT_INPUT = frozenset({"command", "stdout", "stderr", "exit", "places", "judged.md"})
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Record:
    """One directory: a command, its input files, and what it is to print."""

    folder: Path

    def text(self, name: str) -> str:
        """Return a file of the record; one that is not there is empty."""
        path = self.folder / name
        return path.read_bytes().decode("utf-8") if path.exists() else ""

    @property
    def command(self) -> list[str]:
        """The words after `pow-options`."""
        return shlex.split(self.text("command"))

    def run(self, place: Path) -> Ran:
        """Run the command in the empty directory `place`, with its input files there."""
        for item in sorted(self.folder.iterdir()):
            if item.name == "pack":  # a few files of a pack: the rest is the small made-up one
                shutil.copytree(HERE / "pack", place / "pack")
                shutil.copytree(item, place / "pack", dirs_exist_ok=True)
            elif item.name not in NOT_INPUT:
                shutil.copy(item, place / item.name)
        if self.folder.name in MADE:
            MADE[self.folder.name](place)
        return run(*self.command, cwd=place)

    def write(self, ran: Ran) -> None:
        """Record what a run printed; what is empty is not kept."""
        exit_status = f"{ran.status}\n" if self.folder.parent == BAD else ""
        for name, text in (("stdout", ran.out), ("stderr", ran.err), ("exit", exit_status)):
            path = self.folder / name
            if text:
                path.write_bytes(text.encode("utf-8"))
            else:
                path.unlink(missing_ok=True)


def _too_large(place: Path) -> None:
    with (place / "case.yaml").open("wb") as stream:
        stream.truncate(100 * MEBIBYTE)


def _nested(place: Path) -> None:
    (place / "case.yaml").write_text("[" * 100_000, encoding="utf-8")


def _without_onward(place: Path) -> None:
    text = (examples_dir() / "kursk" / "soldier-a.yaml").read_text(encoding="utf-8")
    left, count = re.subn(r"(?m)^  - id: russia-would-pass-him-on\n(?:    .*\n| *\n)+", "", text)
    assert count == 1
    (place / "case.yaml").write_text(left, encoding="utf-8")


MADE = {
    "without-the-onward-judgement": _without_onward,
    "too-large": _too_large,
    "nested-brackets": _nested,
    "directory": lambda place: (place / "case.yaml").mkdir(),
    "fifo": lambda place: os.mkfifo(place / "case.yaml"),
    "pack-is-empty": lambda place: (place / "empty").mkdir(),
}
"""Input that is made when it is needed: too large, nothing a repository can hold, or an example less something."""


def records(where: Path) -> list[Record]:
    """Return the records of a directory, sorted."""
    return [Record(path.parent) for path in sorted(where.glob("*/command"))]
