"""``readings``: the options by readings of contested law."""

from __future__ import annotations

from typing import Annotated

import typer

from . import common
from .exit_codes import Exit


def readings(
    case: common.CaseArgument = None,
    most: Annotated[
        list[str] | None,
        typer.Option("--max", metavar="N", help="Show at most so many rows of an option (default: 64)."),
    ] = None,
    budget: common.Budget = None,
    as_of: common.AsOf = None,
    law_on: common.LawOn = None,
    suppose: common.If = None,
    without: common.Without = None,
    pack: common.PackDir = None,
    form: common.Format = None,
    output: common.Output = None,
) -> None:
    """Show which options are robust under every reading, and on which readings the others turn."""
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used

    chosen = common.form(form, output=output)
    common.spare(case, output)
    number = common.number(most, "--max")
    budgeted = common.number(budget, "--budget")
    day, law_day, assume = common.once(as_of, "--as-of"), common.once(law_on, "--law-on"), common.pairs(suppose, "--if")
    rules = common.law(pack)
    read, notes = common.record(case, rules)
    with common.working():
        found = api.readings(
            read,
            rules,
            most=number or 64,
            budget=budgeted,
            as_of=day,
            law_on=law_day,
            assume=assume,
            without=tuple(without or ()),
        )
    if chosen == "json":
        common.say(notes)
    common.deliver(api.render(found, chosen, notes), output)
    if not found.complete:
        raise typer.Exit(Exit.INCOMPLETE)
