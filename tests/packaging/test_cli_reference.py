"""docs/cli.md is what the commands say of themselves.

``python -m tests.packaging.test_cli_reference`` writes it anew.
"""

import re
from pathlib import Path
from typing import Any

import typer.main

from pow_options.cli.app import app

PAGE = Path(__file__).resolve().parents[2] / "docs" / "cli.md"
HEAD = """\
# The command line

Made from the commands themselves. A `CASE` is a path, or the name of a bundled example; left out, it is
`kursk/soldier-a`. Exit status: 0 answered; 1 answered, and the answer is no (`check`, `test`); 2 wrong usage; 3 a case
or rules that cannot be used; 5 a fault of the program; 130 interrupted. Data goes to standard output, diagnostics to
standard error.
"""


def sections(command: Any, name: str, parent: Any = None) -> list[tuple[str, str]]:
    context = command.context_class(command, info_name=name, parent=parent, terminal_width=100, max_content_width=100)
    found = [(context.command_path, command.get_help(context))]
    for sub in sorted(getattr(command, "commands", {})):
        found += sections(command.commands[sub], sub, context)
    return found


def page() -> str:
    parts = [HEAD]
    for path, text in sections(typer.main.get_command(app), "pow-options"):
        tidy = "\n".join(line.rstrip() for line in text.splitlines())
        parts.append(f"\n## {path}\n\n```\n{tidy}\n```\n")
    return "".join(parts)


def test_reference_is_in_step() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tests.packaging.test_cli_reference"


def test_every_command_and_flag_is_described() -> None:
    for path, text in sections(typer.main.get_command(app), "pow-options"):
        usage = re.search(r"^\s*Usage: .*\n\n\s+\S", text, re.MULTILINE)
        assert usage, f"{path} does not say what it does"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
