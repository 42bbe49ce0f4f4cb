"""``require``: what would give an option a status."""

from __future__ import annotations

from typing import Annotated

import typer

from . import common
from .exit_codes import Exit


def require(
    option: Annotated[str, typer.Argument(metavar="OPTION", help="An option, or the State bound to it.")],
    case: common.CaseArgument = None,
    status: Annotated[
        list[str] | None,
        typer.Option("--status", metavar="STATUS", help="required, open (default), open_if, contested or barred."),
    ] = None,
    revise: Annotated[bool, typer.Option("--revise", help="Change established facts too.")] = False,
    most: Annotated[
        list[str] | None, typer.Option("--max", metavar="N", help="Show at most so many sets (default: 10).")
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
    """Show the smallest sets of facts and decisions that would give the option that status or better."""
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used

    chosen = common.form(form, output=output)
    common.spare(case, output)
    number = common.number(most, "--max")
    budgeted = common.number(budget, "--budget")
    put = common.put(as_of=as_of, law_on=law_on, suppose=suppose, reading=reading, without=without)
    rules = common.law(pack)
    read, notes = common.record(case, rules)
    wanted = common.once(status, "--status") or "open"
    with common.working():
        found = api.require(
            option, read, rules, status=wanted, revise=revise, most=number or 10, budget=budgeted, **put
        )
    if chosen == "json":
        common.say(notes)
    common.deliver(api.render(found, chosen, notes), output)
    if found.impossible is not None:
        raise typer.Exit(Exit.NO)
    if not found.complete:
        raise typer.Exit(Exit.INCOMPLETE)
