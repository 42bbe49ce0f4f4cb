"""The program: verbs, and how faults become messages and exit statuses."""

from __future__ import annotations

import os
import sys
from typing import Annotated, NoReturn

import click
import typer

from . import case, rules
from .assess import assess
from .exit_codes import Exit
from .why import why

app = typer.Typer(
    name="pow-options",
    help="What may lawfully be done with a prisoner of war whom his own side would punish. This is not legal advice.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("assess")(assess)
app.command("why")(why)
app.add_typer(rules.app)
app.add_typer(case.app)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 - only where it is used

        sys.stdout.write(f"pow-options {version('pow-options')}\n")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    _ = version


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the program and leave it with an exit status; no fault of the data shows a traceback."""
    try:
        status = _run(arguments)
    except KeyboardInterrupt:
        status = Exit.INTERRUPTED
    except BrokenPipeError:
        # The reader has gone; nothing more can be said to it, and Python must not try when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = Exit.ANSWERED
    sys.exit(int(status))


def _run(arguments: list[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = app(args=arguments, standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Abort:
        return Exit.INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        sys.stderr.write(error.format_message() + "\n")
        return Exit.USAGE
    except click.ClickException as error:
        return _fault(error.format_message(), "see `pow-options --help`", Exit.USAGE)
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001 - the last resort: a fault of the program is told as one
        return _failed(error)
    return int(status) if isinstance(status, int) else Exit.ANSWERED


def _failed(error: Exception) -> int:
    from pow_options.api import UsageError  # noqa: PLC0415 - heavy; only where something is wrong
    from pow_options.source import InvalidData  # noqa: PLC0415 - heavy; only where something is wrong

    if isinstance(error, UsageError):
        return _fault(error.message, error.hint, Exit.USAGE)
    if isinstance(error, InvalidData):
        for item in error.diagnostics:
            sys.stderr.write(item.render() + "\n")
        return Exit.INVALID
    if os.environ.get("POW_OPTIONS_DEBUG"):
        raise error
    return _fault(
        f"internal fault: {error}",
        "this is a fault of the program; set POW_OPTIONS_DEBUG=1 to see where",
        Exit.INTERNAL,
    )


def _fault(message: str, hint: str, status: Exit) -> int:
    from pow_options.source import escape  # noqa: PLC0415 - heavy; only where something is wrong

    sys.stderr.write(f"error: {escape(message)}\n" + (f"hint: {escape(hint)}\n" if hint else ""))
    return status
