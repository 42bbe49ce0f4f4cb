"""``timeline``: the ranking at every date something became known."""

from __future__ import annotations

from . import common

FORMATS = (*common.FORMATS, "html", "svg")


def timeline(
    case: common.CaseArgument = None,
    law_on: common.LawOn = None,
    suppose: common.If = None,
    reading: common.Reading = None,
    without: common.Without = None,
    pack: common.PackDir = None,
    form: common.TimelineFormat = None,
    output: common.Output = None,
) -> None:
    """Show the ranking at each date something became known, and what moved it."""
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used

    chosen = common.form(form, FORMATS, output)
    common.spare(case, output)
    day = common.once(law_on, "--law-on")
    assume, readings = common.pairs(suppose, "--if"), common.pairs(reading, "--reading")
    rules = common.law(pack)
    read, notes = common.record(case, rules)
    with common.working():
        found = api.timeline(read, rules, law_on=day, assume=assume, readings=readings, without=tuple(without or ()))
    if chosen in {"json", "svg"}:
        common.say(notes)
    common.deliver(api.render(found, chosen, notes), output)
