"""The program: verbs, and how faults become messages and exit statuses."""

from __future__ import annotations

import errno
import os
import re
import sys
from typing import Annotated, NoReturn

import typer

from . import case, rules
from .ask import ask
from .assess import assess
from .common import ReaderGone
from .compare import compare
from .exit_codes import Exit
from .flip import flip
from .interview import interview
from .readings import readings
from .require import require
from .timeline import timeline
from .unknowns import unknowns
from .why import why

app = typer.Typer(
    name="pow-options",
    help="What may lawfully be done with a prisoner of war whom his own side would punish. This is not legal advice.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("assess")(assess)
app.command("ask")(ask)
app.command("why")(why)
app.command("require")(require)
app.command("flip")(flip)
app.command("unknowns")(unknowns)
app.command("readings")(readings)
app.command("interview")(interview)
app.command("timeline")(timeline)
app.command("compare")(compare)
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
    except (BrokenPipeError, ReaderGone):
        # The reader has gone; nothing more can be said to it, and Python must not try when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = Exit.ANSWERED
    sys.exit(int(status))


def _run(arguments: list[str] | None) -> int:
    if sys.stdout is None or sys.stderr is None:  # closed by whoever started us: the words go nowhere
        nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for as long as we run
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = app(args=arguments, prog_name="pow-options", standalone_mode=False)
        sys.stdout.flush()
    except typer.Abort:
        return Exit.INTERRUPTED
    except typer.TyperException as error:
        return _misused(error)
    except (BrokenPipeError, KeyboardInterrupt, ReaderGone):
        raise
    except OSError as error:
        # Such as a full disk behind standard output; what the system says of it names no class of ours.
        return _fault(f"the system refuses: {os.strerror(error.errno or errno.EIO).lower()}", "", Exit.INVALID)
    except Exception as error:  # noqa: BLE001 - the last resort: a fault of the program is told as one
        return _failed(error)
    return int(status) if isinstance(status, int) else Exit.ANSWERED


def _misused(error: typer.TyperException) -> int:
    """Tell a command that could not be read, in the manner of our own messages."""
    message = error.format_message()
    if message.startswith("Usage:"):  # no arguments at all: the message is the help
        sys.stderr.write(message + "\n")
        return Exit.USAGE
    context = getattr(error, "ctx", None)
    command = "pow-options" if context is None else context.command_path
    words = re.sub(r"'([^']+)'", r"`\1`", message).replace(". Did you", "; did you").removesuffix(".")
    return _fault(words[:1].lower() + words[1:], f"see `{command} --help`", Exit.USAGE)


def _failed(error: Exception) -> int:
    from pow_options.queries import UsageError  # noqa: PLC0415 - heavy; only where something is wrong
    from pow_options.queries.ask.refusal import NotUnderstood  # noqa: PLC0415 - the same
    from pow_options.source import InvalidData  # noqa: PLC0415 - heavy; only where something is wrong

    if isinstance(error, UsageError):
        return _fault(error.message, error.hint, Exit.USAGE)
    if isinstance(error, NotUnderstood):
        return _fault(error.message, error.hint, Exit.INVALID)
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
