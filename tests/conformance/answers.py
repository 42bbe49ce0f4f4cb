"""Reading answers off an assessment, and making variants of bundled cases. Shared by the tests of law and properties.

Where a test cites `ihl.md`, `human-rights-rok-ukraine.md` or `precedents.md` it means the research memos the rules were
written from; `issue` is the statement of what the first release must show. Expected values come from there.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import yaml

import pow_options as po
from pow_options.assessment import Outcome
from pow_options.cases import Use
from pow_options.source import examples_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from pow_options.assessment import OptionResult, Reason, RouteResult
    from pow_options.cases import Statement

SOLDIER_A = "kursk/soldier-a"
SOLDIER_B = "kursk/soldier-b"
SOLDIERS = (SOLDIER_A, SOLDIER_B)
ORDINARY = "history/ordinary-prisoner"

LATE = "2026-05-13"
"""The day the record of the two soldiers ends."""

EARLY = "2025-01-20"
"""Nine days after their capture was announced; neither had asked for the South."""

ELEMENTS = (
    "wish_independent",
    "wish_private",
    "wish_own_language",
    "wish_informed",
    "wish_free",
    "wish_capacity",
    "wish_confirmed",
    "wish_advised",
    "wish_revocable",
    "wish_recorded",
)
"""What makes a wish a verified one (human-rights-rok-ukraine.md A9, "consent elements, all required")."""

GROUNDS = (
    "torture",
    "ill_treatment",
    "execution",
    "disappearance",
    "persecution",
    "unfair_trial",
    "arbitrary_detention",
    "death_penalty",
)

FACTORS = (
    "assurance_disclosed",
    "assurance_binds_state",
    "assurance_binds_local",
    "assurance_lawful",
    "assurance_treaty_bound",
    "assurance_record",
    "assurance_monitored",
    "protection_effective",
    "assurance_reviewed",
)
"""What an assurance is weighed by (human-rights-rok-ukraine.md A10), beside its terms and earlier ill-treatment."""


@cache
def law() -> po.Pack:
    return po.load_pack()


@cache
def _case(name: str) -> po.Case:
    return po.load_case(name)


def ask(
    case: str | Path,
    *,
    as_of: str | None = None,
    law_on: str | None = None,
    assume: Mapping[str, Any] | None = None,
    readings: Mapping[str, str] | None = None,
    without: Iterable[str] = (),
    pack: po.Pack | None = None,
) -> po.Result:
    """Assess a case under the bundled law, or under `pack`."""
    hypotheses = tuple((assume or {}).items())
    return _asked(str(case), as_of, law_on, hypotheses, tuple((readings or {}).items()), tuple(without), pack or law())


# Many tests look at the same few answers; they are frozen, so they can be shared.
@lru_cache(maxsize=48)
def _asked(
    case: str,
    as_of: str | None,
    law_on: str | None,
    assume: tuple[tuple[str, Any], ...],
    readings: tuple[tuple[str, str], ...],
    without: tuple[str, ...],
    pack: po.Pack,
) -> po.Result:
    return po.assess(
        _case(case),
        pack,
        as_of=as_of,
        law_on=law_on,
        assume=dict(assume),
        readings=dict(readings),
        without=without,
    )


# --- reading off ----------------------------------------------------------------------------------


def option_ids(result: po.Result) -> list[str]:
    return [item.id for item in result.options]


def route(result: po.Result, name: str) -> RouteResult:
    """Return one route; where two options coincide both show it, and show the same."""
    found = {item.model_dump_json(): item for option in result.options for item in option.routes if item.id == name}
    (only,) = found.values()
    return only


def statuses(result: po.Result) -> dict[str, str]:
    return {item.id: str(item.status) for option in result.options for item in option.routes}


def status(result: po.Result, name: str) -> str:
    return statuses(result)[name]


def reasons(result: po.Result, name: str, verb: str, *outcomes: Outcome) -> list[Reason]:
    wanted = outcomes or (Outcome.APPLIED,)
    return [item for item in route(result, name).reasons if item.verb == verb and item.outcome in wanted]


def rules(items: Iterable[Any]) -> set[str]:
    return {item.rule for item in items}


def instrument(rule: str) -> str:
    return law().rules[rule].instrument.id


def provisions(items: Iterable[Reason]) -> set[tuple[str, str]]:
    """Return the instrument and article of each reason, so that a test can name law rather than rule ids."""
    return {(instrument(item.rule), law().rules[item.rule].rule.article) for item in items}


def used(result: po.Result, fact: str) -> list[Statement]:
    """Return the statements a fact rests on."""
    entry = result.evaluation.resolved[fact]
    kept = {item.statement for item in entry.weighed if item.use is Use.USED}
    return [item for item in result.evaluation.case.file.statements if item.id in kept]


def decided_by(result: po.Result, above: str) -> str:
    """Return the criterion that sets an option above the next."""
    (found,) = [item.criterion for item in result.ranking if item.above == above]
    return found


def option(result: po.Result, name: str) -> OptionResult:
    return result[name]


# --- hypotheses -----------------------------------------------------------------------------------


def verified(state: str, wish: str = "wants") -> dict[str, Any]:
    """Return a wish for a State with every element of a verified one."""
    return {f"wishes:{state}": wish, **{f"{name}:{state}": True for name in ELEMENTS}}


def safe(state: str) -> dict[str, Any]:
    """Return an individual assessment made for a State, no risk found there on any ground, no court in the way."""
    return {
        f"individual_assessment:{state}": True,
        f"interim_measure:{state}": False,
        **{f"risk_within_{ground}:{state}": False for ground in GROUNDS},
    }


def assured(state: str, *grounds: str) -> dict[str, Any]:
    """Return assurances of a State against some grounds, each found good enough, every factor of the list holding."""
    return {
        f"assurances_excluded:{state}": False,
        f"ill_treated_before:{state}": False,
        **{f"{name}:{state}": True for name in FACTORS},
        **{f"assurance_{ground}:{state}": True for ground in grounds},
    }


# --- variants of a case ---------------------------------------------------------------------------


@cache
def _parsed(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((examples_dir() / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


def raw(name: str) -> dict[str, Any]:
    """Return a bundled case as plain data, to be changed at will."""
    return deepcopy(_parsed(name))


def write(data: Mapping[str, Any], path: Path) -> Path:
    path.write_text(yaml.safe_dump(dict(data), allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def without_statements(name: str, path: Path, drop: Callable[[Mapping[str, Any]], bool]) -> Path:
    """Write a bundled case without the statements `drop` holds of."""
    data = raw(name)
    data["statements"] = [item for item in data["statements"] if not drop(item)]
    return write(data, path)


def is_wish(statement: Mapping[str, Any]) -> bool:
    """Whether a statement is about a wish, or about how a wish was taken."""
    return str(statement["fact"]).startswith(("wishes(", "wish_"))
