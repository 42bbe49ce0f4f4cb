"""``case``: scaffold, check, schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from . import common
from .exit_codes import Exit

app = typer.Typer(name="case", help="Case files.", no_args_is_help=True, rich_markup_mode=None)

_ROLE = "State code, or none."


@app.command("new")
def new_case(
    detaining_power: Annotated[list[str] | None, typer.Option("--detaining-power", help=_ROLE)] = None,
    power_served: Annotated[list[str] | None, typer.Option("--power-served", help=_ROLE)] = None,
    state_of_origin: Annotated[list[str] | None, typer.Option("--state-of-origin", help=_ROLE)] = None,
    third_state: Annotated[list[str] | None, typer.Option("--third-state", help=_ROLE)] = None,
    name: Annotated[list[str] | None, typer.Option("--id", help="The id of the case.")] = None,
    title: Annotated[list[str] | None, typer.Option("--title", help="The title of the case.")] = None,
    pack: common.PackDir = None,
    output: common.Output = None,
) -> None:
    """Write the scaffold of a case: every fact of the vocabulary with its question, none of them answered."""
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used

    roles = {
        "detaining_power": common.once(detaining_power, "--detaining-power"),
        "power_served": common.once(power_served, "--power-served"),
        "state_of_origin": common.once(state_of_origin, "--state-of-origin"),
        "third_state": common.once(third_state, "--third-state"),
    }
    target = common.once(output, "-o")
    if target is not None and Path(target).exists():
        message = f"`{target}` exists and is left as it is"
        raise common.usage(message, "name a new file")
    text = api.case_new(
        common.law(pack), roles=roles, case_id=common.once(name, "--id"), title=common.once(title, "--title")
    )
    common.deliver(text, output)


@app.command("check")
def check_case(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A case file, or the name of a bundled example.")],
    pack: common.PackDir = None,
    form: common.Format = None,
    output: common.Output = None,
) -> None:
    """Check a case file. Exit status 1 if it has faults."""
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used

    chosen = common.form(form)
    common.spare(file, output)
    common.there(file)
    found = api.case_check(file, common.law(pack))
    common.deliver(api.render(found, chosen), output)
    if not found.sound:
        raise typer.Exit(Exit.NO)


@app.command("schema")
def schema(output: common.Output = None) -> None:
    """Print the JSON Schema of case files."""
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used

    common.deliver(json.dumps(api.case_schema(), indent=2, sort_keys=True) + "\n", output)
