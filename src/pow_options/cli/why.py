"""``why``: the explanation of one option."""

from __future__ import annotations

from typing import Annotated

import typer

from . import common


def why(
    option: Annotated[str, typer.Argument(metavar="OPTION", help="An option, or the State bound to it.")],
    case: common.CaseArgument = None,
    full: Annotated[
        bool, typer.Option("--full", help="Every rule that was looked at, and why it did not apply.")
    ] = False,
    as_of: common.AsOf = None,
    law_on: common.LawOn = None,
    suppose: common.If = None,
    reading: common.Reading = None,
    without: common.Without = None,
    pack: common.PackDir = None,
    form: common.Format = None,
    output: common.Output = None,
) -> None:
    """Explain one option: provisions, premises, and the statements they rest on."""
    from pow_options.api import render  # noqa: PLC0415 - heavy; only where it is used
    from pow_options.api import why as explain  # noqa: PLC0415 - heavy; only where it is used
    from pow_options.explain.formats.assessment import taken_readings  # noqa: PLC0415 - heavy; only where it is used

    chosen = common.form(form, output=output)
    common.spare(case, output)
    result, notes = common.answer(
        case, as_of=as_of, law_on=law_on, suppose=suppose, reading=reading, without=without, pack=pack
    )
    trace = explain(result, option, full=full)
    notes = [*notes, *taken_readings(trace.readings, result.evaluation.pack)]
    if chosen == "json":
        common.say(notes)
    common.deliver(render(trace, chosen, notes), output)
