"""``rules``: the law as encoded."""

from __future__ import annotations

from typing import Annotated

import typer

from . import common
from .exit_codes import Exit

app = typer.Typer(name="rules", help="The law as encoded.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_rules(pack: common.PackDir = None, form: common.Format = None, output: common.Output = None) -> None:
    """List every rule of the pack."""
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used

    chosen = common.form(form)
    common.deliver(api.render(api.rules_list(common.law(pack)), chosen), output)


@app.command("show")
def show_rule(
    rule: Annotated[str, typer.Argument(metavar="ID", help="The id of a rule.")],
    pack: common.PackDir = None,
    form: common.Format = None,
    output: common.Output = None,
) -> None:
    """Show one rule: what it says, on what authority, what it overrides and what overrides it."""
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used

    chosen = common.form(form)
    common.deliver(api.render(api.rules_show(rule, common.law(pack)), chosen), output)


@app.command("check")
def check_rules(pack: common.PackDir = None, form: common.Format = None, output: common.Output = None) -> None:
    """Check the pack for faults. Exit status 1 if there are any."""
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used

    chosen = common.form(form)
    directory = common.once(pack, "--pack")
    common.there(pack)
    found = api.rules_check(directory)
    common.deliver(api.render(found, chosen), output)
    if not found.sound:
        raise typer.Exit(Exit.NO)


@app.command("test")
def run_scenarios(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", help="Run only these: ids of scenarios, or names of scenario files."),
    ] = None,
    pack: common.PackDir = None,
    form: common.Format = None,
    output: common.Output = None,
) -> None:
    """Run the scenarios of the pack, and see whether they show all of the law.

    Exit status 1 if an expectation fails or, where all are run, something of the law is shown by none.
    """
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used

    chosen = common.form(form)
    found = api.rules_test(common.once(pack, "--pack"), names or ())
    common.deliver(api.render(found, chosen), output)
    if not found.passed:
        raise typer.Exit(Exit.NO)
