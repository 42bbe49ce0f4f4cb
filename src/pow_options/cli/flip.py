"""``flip``: what would put another option first."""

from __future__ import annotations

from typing import Annotated

import typer

from . import common
from .exit_codes import Exit


def flip(
    case: common.CaseArgument = None,
    revise: Annotated[bool, typer.Option("--revise", help="Change established facts too.")] = False,
    most: Annotated[
        list[str] | None, typer.Option("--max", metavar="N", help="Show at most so many changes (default: 10).")
    ] = None,
    budget: common.Budget = None,
    as_of: common.AsOf = None,
    law_on: common.LawOn = None,
    suppose: common.If = None,
    reading: common.Reading = None,
    without: common.Without = None,
    pack: common.PackDir = None,
    form: common.Format = None,
    output: common.Output = None,
) -> None:
    """Show the smallest changes of facts that put another option first."""
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used

    chosen = common.form(form, output=output)
    common.spare(case, output)
    number = common.number(most, "--max")
    budgeted = common.number(budget, "--budget")
    put = common.put(as_of=as_of, law_on=law_on, suppose=suppose, reading=reading, without=without)
    rules = common.law(pack)
    read, notes = common.record(case, rules)
    with common.working():
        found = api.flip(read, rules, revise=revise, most=number or 10, budget=budgeted, **put)
    if chosen == "json":
        common.say(notes)
    common.deliver(api.render(found, chosen, notes), output)
    if not found.complete:
        raise typer.Exit(Exit.INCOMPLETE)
