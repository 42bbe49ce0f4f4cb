"""What may lawfully be done with a prisoner of war whom his own side would punish for being alive.

import pow_options as po

law = po.load_pack()
case = po.load_case("kursk/soldier-a")
result = po.assess(case, law, as_of="2026-05-13")
result.options[0].id, result["KOR"].status, po.why(result, "KOR")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pow_options.api import (
        Answer,
        Result,
        ask,
        assess,
        case_check,
        case_new,
        case_schema,
        compare,
        flip,
        readings,
        render,
        require,
        rules_book,
        rules_check,
        rules_graph,
        rules_impact,
        rules_influence,
        rules_list,
        rules_show,
        rules_test,
        timeline,
        unknowns,
        why,
    )
    from pow_options.cases import Case, load_case
    from pow_options.explain import Trace
    from pow_options.law import Pack, load_pack
    from pow_options.queries import Comparison, Flips, Readings, Requirement, Timeline, Unknowns, UsageError
    from pow_options.queries.ask import NotUnderstood
    from pow_options.source import Diagnostic, InvalidData

__all__ = [
    "Answer",
    "Case",
    "Comparison",
    "Diagnostic",
    "Flips",
    "InvalidData",
    "NotUnderstood",
    "Pack",
    "Readings",
    "Requirement",
    "Result",
    "Timeline",
    "Trace",
    "Unknowns",
    "UsageError",
    "ask",
    "assess",
    "case_check",
    "case_new",
    "case_schema",
    "compare",
    "flip",
    "load_case",
    "load_pack",
    "readings",
    "render",
    "require",
    "rules_book",
    "rules_check",
    "rules_graph",
    "rules_impact",
    "rules_influence",
    "rules_list",
    "rules_show",
    "rules_test",
    "timeline",
    "unknowns",
    "why",
]

_HOMES = {
    "Case": "pow_options.cases",
    "Comparison": "pow_options.queries",
    "Flips": "pow_options.queries",
    "Readings": "pow_options.queries",
    "Requirement": "pow_options.queries",
    "Unknowns": "pow_options.queries",
    "Diagnostic": "pow_options.source",
    "InvalidData": "pow_options.source",
    "NotUnderstood": "pow_options.queries.ask",
    "Pack": "pow_options.law",
    "Timeline": "pow_options.queries",
    "Trace": "pow_options.explain",
    "UsageError": "pow_options.queries",
    "load_case": "pow_options.cases",
    "load_pack": "pow_options.law",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the public name stands for
    """Import a public name on first use, so that ``--help`` and ``--version`` load nothing they do not need."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    import importlib  # noqa: PLC0415 - only needed here

    return getattr(importlib.import_module(_HOMES.get(name, "pow_options.api")), name)
