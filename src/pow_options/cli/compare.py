"""``compare``: what differs between two cases, or two dates of one, and what explains the different result."""

from __future__ import annotations

from typing import Annotated

import typer

from . import common
from .exit_codes import Exit


def compare(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A case file, or the name of a bundled example.")],
    other: Annotated[
        str | None, typer.Argument(metavar="[CASE]", help="A second one; without it give two as-of dates.")
    ] = None,
    as_of: Annotated[
        list[str] | None,
        typer.Option(
            "--as-of", metavar="DATE", help="Once for both, or twice: first and second (default: the newest)."
        ),
    ] = None,
    law_on: common.LawOn = None,
    suppose: common.If = None,
    reading: common.Reading = None,
    without: common.Without = None,
    pack: common.PackDir = None,
    form: common.Format = None,
    output: common.Output = None,
) -> None:
    """Show what differs in facts, and which of those differences explain the difference in result."""
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used

    chosen = common.form(form, output=output)
    for item in (case, other):
        common.spare(item, output)
    day = common.once(law_on, "--law-on")
    assume, readings = common.pairs(suppose, "--if"), common.pairs(reading, "--reading")
    rules = common.law(pack)
    with common.working():
        found = api.compare(
            case,
            other,
            rules,
            as_of=tuple(as_of or ()),
            law_on=day,
            assume=assume,
            readings=readings,
            without=tuple(without or ()),
        )
    common.deliver(api.render(found, chosen), output)
    if not found.complete:
        raise typer.Exit(Exit.INCOMPLETE)
