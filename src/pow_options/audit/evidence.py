"""What is weak about the evidence of a case where the answer hangs on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.assessment import evaluate
from pow_options.assessment.evaluation import with_facts
from pow_options.assessment.holding import holding, resolved_without
from pow_options.assessment.measuring import ranked
from pow_options.cases import Ground, Use
from pow_options.grounding import TooManyWorldsError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pow_options.assessment import Evaluation
    from pow_options.cases import Case
    from pow_options.law import Pack
    from pow_options.source import Diagnostic


def decisive_warnings(case: Case, pack: Pack) -> Iterator[Diagnostic]:
    """Yield warnings about a case that was checked, as of the newest day of its record and under the law of that day.

    A fact of one origin without which a status or the ranking would be another, and a single statement without which a
    route to another State would be free.
    """
    day = case.newest
    if day is None:
        return
    try:
        evaluation = evaluate(case, pack, as_of=day, law_on=day, dated_by="case", assume={}, readings={}, without=())
    except TooManyWorldsError:
        return
    yield from _single_origin(case, evaluation)
    held: dict[str, list[str]] = {}
    for route, statements in holding(evaluation).items():
        for statement in statements:
            held.setdefault(statement, []).append(route)
    for statement, routes in held.items():
        yield _at(
            case,
            statement,
            f"`{statement}` alone holds back {', '.join(f'`{route}`' for route in routes)}: without it an older or "
            "weaker statement would count, and the way would be free",
            "make sure of it, and of what it outweighs",
        )


def _single_origin(case: Case, evaluation: Evaluation) -> Iterator[Diagnostic]:
    now = ranked(evaluation)
    origin = {item.id: item.derived_from or f"statement {item.id}" for item in case.file.statements}
    for key, entry in evaluation.resolved.items():
        used = [w.statement for w in entry.weighed if w.use is Use.USED]
        if entry.ground is not Ground.STATEMENTS or len({origin[item] for item in used}) != 1:
            continue
        copies = {w.statement for w in entry.weighed if origin[w.statement] == origin[used[0]]}
        other = resolved_without(evaluation, key, copies)
        then = ranked(with_facts(evaluation, other)) if other else now
        if then != now:
            moved = [option for option, *_ in now if _of(now, option) != _of(then, option)]
            what = f"the status of {', '.join(f'`{item}`' for item in moved)}" if moved else "the ranking"
            yield _at(
                case,
                used[0],
                f"`{key}` rests on one source, and {what} would be another without it",
                "look for a second source that is no copy of the first",
            )


def _of(result: tuple[tuple[str, str, str], ...], option: str) -> tuple[str, str]:
    return next((status, route) for name, status, route in result if name == option)


def _at(case: Case, statement: str, message: str, hint: str) -> Diagnostic:
    place = next(index for index, item in enumerate(case.file.statements) if item.id == statement)
    return case.document.diagnostic(("statements", place), message, hint, severity="warning")
