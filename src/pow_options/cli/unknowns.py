"""``unknowns``: which unknown facts can still change which option."""

from __future__ import annotations

import typer

from . import common
from .exit_codes import Exit


def unknowns(
    case: common.CaseArgument = None,
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
    """Show which unknown facts could still change which option, most decisive first, and what is settled."""
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used

    chosen = common.form(form, output=output)
    common.spare(case, output)
    budgeted = common.number(budget, "--budget")
    put = common.put(as_of=as_of, law_on=law_on, suppose=suppose, reading=reading, without=without)
    rules = common.law(pack)
    read, notes = common.record(case, rules)
    with common.working():
        found = api.unknowns(read, rules, budget=budgeted, **put)
    if chosen == "json":
        common.say(notes)
    common.deliver(api.render(found, chosen, notes), output)
    if not found.complete:
        raise typer.Exit(Exit.INCOMPLETE)
