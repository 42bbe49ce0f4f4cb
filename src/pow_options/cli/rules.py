"""``rules``: the law as encoded."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from . import common
from .exit_codes import Exit

GRAPH_FORMATS = ("dot", "mermaid", "graphml", "json")

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
    with common.working():
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


@app.command("graph")
def graph_rules(
    about: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID", help="Rules, facts, conclusions or routes; the graph is cut down to them."),
    ] = None,
    depth: Annotated[
        list[str] | None,
        typer.Option("--depth", metavar="N", help="How many steps from each ID to go, up and down (default: all)."),
    ] = None,
    pack: common.PackDir = None,
    form: Annotated[
        list[str] | None, typer.Option("--format", metavar="FORMAT", help="dot (default), mermaid, graphml or json.")
    ] = None,
    output: common.Output = None,
) -> None:
    """Draw what depends on what: facts, conclusions, rules and routes.

    With IDs, only what bears on them and on what they bear.
    """
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used
    from pow_options.audit.graph_writers import MERMAID_EDGES  # noqa: PLC0415 - heavy; only where it is used
    from pow_options.messages import en_book  # noqa: PLC0415 - heavy; only where it is used

    chosen = common.form(form, GRAPH_FORMATS)
    steps = common.once(depth, "--depth")
    if steps is not None and not re.fullmatch(r"[0-9]{1,9}", steps):
        message = f"`{steps}` is not a number of steps"
        raise common.usage(message, "use 0 or more")
    graph = api.rules_graph(common.law(pack), about or (), depth=None if steps is None else int(steps))
    common.deliver(api.render(graph, chosen), output)
    if chosen == "mermaid" and len(graph.edges) > MERMAID_EDGES:
        common.say([en_book.GRAPH_LARGE.format(edges=len(graph.edges), most=MERMAID_EDGES)])


@app.command("book")
def write_book(
    directory: Annotated[
        str, typer.Argument(metavar="DIRECTORY", help="Where to write the pages; it is made if it is not there.")
    ],
    pack: common.PackDir = None,
) -> None:
    """Write the rulebook: the law of the pack as pages for readers of law.

    The pages are Markdown; their names are printed. Pages made before are replaced. A page written by hand is never
    written over; the index links to those beside it.
    """
    from pow_options import api  # noqa: PLC0415 - heavy; only where it is used
    from pow_options.messages import en_book  # noqa: PLC0415 - heavy; only where it is used
    from pow_options.source import kept_pages, write_pages  # noqa: PLC0415 - heavy; only where it is used

    place = Path(directory)
    law = common.law(pack)
    by_hand, made = kept_pages(place, en_book.MADE)
    book = api.rules_book(law, beside=by_hand)
    write_pages(place, book, en_book.MADE)
    common.deliver("".join(f"{place / name}\n" for name in book), None)
    common.say([en_book.STALE.format(file=place / name) for name in made if name not in book])


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
    with common.working():
        found = api.rules_test(common.once(pack, "--pack"), names or ())
    common.deliver(api.render(found, chosen), output)
    if not found.passed:
        raise typer.Exit(Exit.NO)
