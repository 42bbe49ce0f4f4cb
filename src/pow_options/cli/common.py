"""Flags that several verbs share, and how answers leave the program."""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pow_options.api import Result
    from pow_options.cases import Case
    from pow_options.law import Pack

# Single-valued flags are declared as lists, so that one given twice is noticed and refused.
AsOf = Annotated[
    list[str] | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Judge by what was known on this date (default: the newest of the case).",
    ),
]
LawOn = Annotated[
    list[str] | None,
    typer.Option("--law-on", metavar="DATE", help="Apply the law of this date (default: the as-of date)."),
]
If = Annotated[
    list[str] | None,
    typer.Option(
        "--if",
        metavar="FACT=VALUE",
        help="Suppose a fact, e.g. hostilities=ceased or wishes:KOR=wants. Repeatable.",
    ),
]
Reading = Annotated[
    list[str] | None,
    typer.Option("--reading", metavar="QUESTION=POSITION", help="Take a position on a contested question. Repeatable."),
]
Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="RULE", help="Switch a rule off. Repeatable."),
]
PackDir = Annotated[list[str] | None, typer.Option("--pack", metavar="DIR", help="Use the rules in this directory.")]
Format = Annotated[
    list[str] | None, typer.Option("--format", metavar="FORMAT", help="text (default), json or markdown.")
]
TimelineFormat = Annotated[
    list[str] | None,
    typer.Option("--format", metavar="FORMAT", help="text (default), json, markdown, html or svg."),
]
Budget = Annotated[
    list[str] | None,
    typer.Option("--budget", metavar="N", help="Give up past so many diagram nodes (default: 2000000)."),
]
Output = Annotated[
    list[str] | None, typer.Option("-o", "--output", metavar="FILE", help="Write the answer to this file.")
]
CaseArgument = Annotated[
    str | None, typer.Argument(metavar="[CASE]", help="A case file, or the name of a bundled example.")
]

FORMATS = ("text", "json", "markdown")


class ReaderGone(Exception):
    """Whoever read standard output has closed it; there is nobody left to answer."""


def usage(message: str, hint: str = "") -> Exception:
    """Return the exception for a command put wrongly."""
    from pow_options.queries import UsageError  # noqa: PLC0415 - heavy; only where something is wrong

    return UsageError(message, hint)


def once(values: Sequence[str] | None, flag: str) -> str | None:
    """Return the value of a single-valued flag, or ``None``.

    Raises:
        UsageError: if the flag is given twice.
    """
    if not values:
        return None
    if len(values) > 1:
        message = f"`{flag}` is given {len(values)} times"
        raise usage(message, "give it once")
    return values[0]


def pairs(values: Sequence[str] | None, flag: str) -> dict[str, str]:
    """Return the pairs of a repeatable flag of the form ``NAME=VALUE``.

    Raises:
        UsageError: if one is of another form, or a name is given two values.
    """
    out: dict[str, str] = {}
    for item in values or ():
        name, sign, value = item.partition("=")
        if not (sign and name.strip() and value.strip()):
            message = f"`{flag} {item}` is not of the form NAME=VALUE"
            raise usage(message, f"write `{flag} hostilities=ceased`" if flag == "--if" else "")
        if out.get(name.strip(), value.strip()) != value.strip():
            message = f"`{flag}` gives `{name.strip()}` two values"
            raise usage(message, "give it one")
        out[name.strip()] = value.strip()
    return out


def form(values: Sequence[str] | None, allowed: Sequence[str] = FORMATS, output: Sequence[str] | None = None) -> str:
    """Return the format asked for or, where none is, the one the name of the file to be written ends in.

    Raises:
        UsageError: if it is not one of those allowed.
    """
    chosen = once(values, "--format") or _by_ending(output, allowed)
    if chosen not in allowed:
        message = f"`{chosen}` is not a format"
        raise usage(message, "use " + " or ".join(f"`{item}`" for item in allowed))
    return chosen


def _by_ending(output: Sequence[str] | None, allowed: Sequence[str]) -> str:
    ending = Path(output[0]).suffix.removeprefix(".") if output else ""
    found = {"md": "markdown"}.get(ending, ending)
    return found if found in allowed else allowed[0]


def law(pack: Sequence[str] | None) -> Pack:
    """Return the pack asked for, or the bundled one."""
    from pow_options.law import load_pack  # noqa: PLC0415 - heavy; only where it is used

    return load_pack(once(pack, "--pack"))


def there(path: Sequence[str] | str | None) -> None:
    """See that a case or rule directory that is to be checked is there at all.

    Raises:
        InvalidData: if there is none; it is then no fault of its content.
    """
    from pow_options.cases import example_names, load_case  # noqa: PLC0415 - heavy; only where it is used

    if isinstance(path, str):
        if not Path(path).exists() and path not in example_names():
            load_case(path)
    elif path and not Path(path[0]).is_dir():
        law(path)


def record(case: str | None, pack: Pack) -> tuple[Case, list[str]]:
    """Return the case asked for, and what to say if none was named."""
    from pow_options.cases import DEFAULT, load_case  # noqa: PLC0415 - heavy; only where it is used
    from pow_options.messages import en  # noqa: PLC0415 - heavy; only where it is used

    if case is None:
        return load_case(DEFAULT), [en.EXAMPLE_TAKEN.format(name=DEFAULT)]
    return load_case(case, pack), []


def answer(
    case: str | None,
    *,
    as_of: Sequence[str] | None,
    law_on: Sequence[str] | None,
    suppose: Sequence[str] | None,
    reading: Sequence[str] | None,
    without: Sequence[str] | None,
    pack: Sequence[str] | None,
) -> tuple[Result, list[str]]:
    """Assess a case under the shared flags; return the result and what to say first."""
    from pow_options.api import assess  # noqa: PLC0415 - heavy; only where it is used

    # The flags are read before any file, so that a command put wrongly is told at once.
    day, law_day = once(as_of, "--as-of"), once(law_on, "--law-on")
    assume, readings = pairs(suppose, "--if"), pairs(reading, "--reading")
    rules = law(pack)
    read, notes = record(case, rules)
    result = assess(
        read,
        rules,
        as_of=day,
        law_on=law_day,
        assume=assume,
        readings=readings,
        without=tuple(without or ()),
    )
    return result, notes


class Put(TypedDict):
    """How a question is put: dates, hypotheses, readings, rules switched off."""

    as_of: str | None
    law_on: str | None
    assume: dict[str, str]
    readings: dict[str, str]
    without: tuple[str, ...]


def put(
    *,
    as_of: Sequence[str] | None,
    law_on: Sequence[str] | None,
    suppose: Sequence[str] | None,
    reading: Sequence[str] | None,
    without: Sequence[str] | None,
) -> Put:
    """Return the shared flags as arguments of the functions.

    Raises:
        UsageError: if one is put wrongly.
    """
    return Put(
        as_of=once(as_of, "--as-of"),
        law_on=once(law_on, "--law-on"),
        assume=pairs(suppose, "--if"),
        readings=pairs(reading, "--reading"),
        without=tuple(without or ()),
    )


def number(values: Sequence[str] | None, flag: str) -> int | None:
    """Return the whole number a flag gives, or ``None``.

    Raises:
        UsageError: if it is none, or less than 1.
    """
    text = once(values, flag)
    if text is None:
        return None
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
        message = f"`{flag} {text}` is not a whole number"
        raise usage(message, "use 1 or more")
    return int(text)


@contextmanager
def working() -> Iterator[None]:
    """Show on a terminal that work goes on, until it is done; anything else is told nothing."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 - heavy; only where it is used

    from pow_options.messages import en_queries  # noqa: PLC0415 - as above

    with Console(stderr=True).status(en_queries.WORKING):
        yield


def spare(case: str | None, output: Sequence[str] | None) -> None:
    """See that an answer is not written over the case it is about.

    Raises:
        UsageError: if it would be.
    """
    target = once(output, "-o")
    if case and target and Path(target).exists() and Path(case).exists() and Path(target).samefile(case):
        message = f"`{target}` is the case itself and is left as it is"
        raise usage(message, "write the answer to another file")


def deliver(text: str, output: Sequence[str] | None) -> None:
    """Print an answer, or write it whole to a file."""
    target = once(output, "-o")
    if target is None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            raise ReaderGone from None
        return
    from pow_options.source import write_whole  # noqa: PLC0415 - only where it is used

    write_whole(Path(target), text)


def folder(files: Mapping[str, str], path: str) -> None:
    """Write files into a new folder, all or none; without any there is no folder."""
    from pow_options.source import write_folder  # noqa: PLC0415 - only where it is used

    if files:
        write_folder(Path(path), files)


def say(notes: Sequence[str]) -> None:
    """Print notes to standard error: the answer itself is data."""
    for note in notes:
        sys.stderr.write(f"note: {note}\n")
