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
def check_rules(
    pack: common.PackDir = None,
    cases: Annotated[
        list[str] | None,
        typer.Option("--cases", metavar="DIR", help="Write the cases that show conflicts into this new folder."),
    ] = None,
    form: common.Format = None,
    output: common.Output = None,
) -> None:
    """Check the pack for faults. Exit status 1 if there are any.

    Of a pack that loads all cases are searched for rules that can never apply, and for rules that can collide while
    nothing says which prevails. A collision is shown with a case that can be saved and assessed.
    """
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used

    chosen = common.form(form)
    directory = common.once(pack, "--pack")
    common.there(pack)
    folder = common.once(cases, "--cases")
    found = api.rules_check(directory)
    if folder is not None:
        common.folder(found.cases, folder)
    common.deliver(api.render(found, chosen), output)
    if not found.sound:
        raise typer.Exit(Exit.NO)
    if found.analysis is not None and not found.analysis.bound.complete:
        raise typer.Exit(Exit.INCOMPLETE)


@app.command("impact")
def rule_impact(
    rule: Annotated[str, typer.Argument(metavar="ID", help="The id of a rule.")],
    pack: common.PackDir = None,
    form: common.Format = None,
    output: common.Output = None,
) -> None:
    """Show what changes in the bundled cases and scenarios without one rule.

    Where nothing does, all other cases are searched: it is shown that nothing can change, or a case is made up in
    which something does.
    """
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used

    chosen = common.form(form)
    common.deliver(api.render(api.rules_impact(rule, common.once(pack, "--pack")), chosen), output)
