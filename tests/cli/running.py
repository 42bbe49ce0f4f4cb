"""Running the command, in this process (fast) or in one of its own (as a user does)."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pow_options.cli.app import main

COMMAND = Path(sys.executable).parent / "pow-options"


class Ran(NamedTuple):
    """What a command left: exit status, standard output, standard error."""

    status: int
    out: str
    err: str


def run(*arguments: str, cwd: Path | None = None) -> Ran:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    code: object = None
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        contextlib.chdir(cwd or Path.cwd()),
    ):
        try:
            main(list(arguments))
        except SystemExit as left:
            code = left.code
    assert isinstance(code, int), f"left with {code!r}"
    return Ran(code, out.getvalue(), err.getvalue())


def plain_environment(**more: str) -> dict[str, str]:
    """Return the environment without what colours output, and with `more`."""
    dropped = ("FORCE_COLOR", "NO_COLOR", "CLICOLOR", "POW_OPTIONS", "PYTHON", "COVERAGE", "PYTEST")
    return {name: value for name, value in os.environ.items() if not name.startswith(dropped)} | more


def start(
    *arguments: str, cwd: Path | None = None, timeout: float = 60, environment: Mapping[str, str] | None = None
) -> Ran:
    """Run the installed command in a process of its own; `environment` is added to a plain one."""
    done = subprocess.run(
        [str(COMMAND), *arguments],
        cwd=cwd,
        env=plain_environment(**(environment or {})),
        capture_output=True,
        check=False,
        timeout=timeout,
    )
    return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
