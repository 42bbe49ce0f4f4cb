"""``assess``: the four options ranked."""

from __future__ import annotations

from . import common


def assess(
    case: common.CaseArgument = None,
    as_of: common.AsOf = None,
    law_on: common.LawOn = None,
    suppose: common.If = None,
    reading: common.Reading = None,
    without: common.Without = None,
    pack: common.PackDir = None,
    form: common.Format = None,
    output: common.Output = None,
) -> None:
    """Rank the four options for a case, each with status, route, reasons and unmet conditions."""
    from pow_options.api import render  # noqa: PLC0415 - heavy; only where it is used

    chosen = common.form(form, output=output)
    common.spare(case, output)
    result, notes = common.answer(
        case, as_of=as_of, law_on=law_on, suppose=suppose, reading=reading, without=without, pack=pack
    )
    if chosen == "json":
        common.say(notes)
    common.deliver(render(result, chosen, notes), output)
