"""``ask``: a question in plain English; first what was understood of it, then the answer."""

from __future__ import annotations

from typing import Annotated

import typer

from . import common


def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="The question, in quotes.")],
    case: Annotated[
        list[str] | None,
        typer.Option("--case", metavar="CASE", help="A case file, or the name of a bundled example."),
    ] = None,
    as_of: common.AsOf = None,
    law_on: common.LawOn = None,
    suppose: common.If = None,
    reading: common.Reading = None,
    without: common.Without = None,
    pack: common.PackDir = None,
    form: common.Format = None,
    output: common.Output = None,
) -> None:
    """Answer a question such as "what options are open if the war ends and he refuses to go home?".

    Put it in plain sentences: what you suppose, and what you ask. One condition to a clause. States by name, adjective,
    capital or role (Seoul, the North, home, his captors, the country he fought for), `there` for the one named last.
    Leave reasons and asides out. Only what is said is supposed.
    """
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used

    chosen = common.form(form, output=output)
    named = common.once(case, "--case")
    common.spare(named, output)
    put = common.put(as_of=as_of, law_on=law_on, suppose=suppose, reading=reading, without=without)
    rules = common.law(pack)
    read, notes = common.record(named, rules)
    with common.working():
        answer = api.ask(question, read, rules, **put)
    if chosen == "json":
        common.say(notes)
    common.deliver(api.render(answer, chosen, notes), output)
