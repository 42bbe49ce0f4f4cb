"""The scenarios of a pack made whole: what each takes over from others and from bundled cases put together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from pow_options.cases import Case, CaseFile, check_case, impossible, load_case, resolve, spell, split_key
from pow_options.source import Diagnostic, InvalidData, rules_dir
from pow_options.source.bounds import MAX_FAULTS

from .checking import UNKNOWN, Context, faults
from .entries import lineage, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from pow_options.law import Pack
    from pow_options.law.model import Role

    from .entries import Entry, Written
    from .model import Scenario

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, eq=False)
class Setup:
    """A scenario ready to be run; the fields are those of an assessment."""

    entry: Entry
    scenario: Scenario
    case: Case
    as_of: date
    law_on: date
    assume: Mapping[str, str]
    readings: Mapping[str, str]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Suite:
    """The scenarios of a pack, in the order of their files, and warnings about them."""

    files: tuple[str, ...]
    setups: tuple[Setup, ...]
    warnings: tuple[Diagnostic, ...]

    def named(self, name: str) -> tuple[Setup, ...]:
        """Return the scenarios with this id, or in the file of this name, with or without folder and ending."""
        file = name.replace("\\", "/").rpartition("/")[2].removesuffix(".yaml")
        return tuple(
            item
            for item in self.setups
            if item.scenario.id == name or Path(item.entry.place.document.file).stem == file
        )


def load_scenarios(pack: Pack, directory: str | Path | None = None) -> Suite:
    """Read the scenarios of the pack that was loaded from ``directory``, or of the bundled one.

    Raises:
        InvalidData: with every fault of every file that could be read.
    """
    root = rules_dir() if directory is None else Path(directory)
    files = written(root, "rules" if directory is None else str(directory))
    context = Context(pack, files.by_id(), files.whole)
    found = [*files.faults, *_bounded(files, context)]
    if any(item.severity == "error" for item in found):
        raise InvalidData(item for item in found if item.severity == "error")
    cases = _Cases(pack)
    setups, wrong = [], []
    for entry in files.entries:
        setup = _setup(lineage(entry, context.by_id), cases, pack)
        wrong += [*_never(setup, pack)]
        found += _idle(setup, pack)
        setups.append(setup)
    if wrong:
        raise InvalidData(wrong)
    return Suite(files.files, tuple(setups), tuple(sorted(set(found))))


def _bounded(files: Written, context: Context) -> Iterator[Diagnostic]:
    """Yield what is wrong with the scenarios, of one file no more than the bound."""
    by_file: dict[str, list[Entry]] = {}
    for entry in files.entries:
        by_file.setdefault(entry.place.document.file, []).append(entry)
    for file, entries in by_file.items():
        every = (item for entry in entries for item in faults(entry, context))
        told = list(islice(every, MAX_FAULTS))
        yield from told
        if len(told) == MAX_FAULTS:
            yield Diagnostic(file, told[-1].line, told[-1].column, "there may be more faults; they are not looked for")


class _Cases:
    """The bundled cases scenarios stand on, each read and checked once."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.read: dict[str, Case] = {}

    def get(self, name: str) -> Case:
        """Return a bundled case.

        Raises:
            InvalidData: if it does not fit the pack.
        """
        if name not in self.read:
            case = load_case(name, self.pack)
            check_case(case, self.pack)
            self.read[name] = case
        return self.read[name]


def _setup(line: tuple[Entry, ...], cases: _Cases, pack: Pack) -> Setup:
    scenarios = [item.scenario for item in reversed(line) if item.scenario is not None]
    own = scenarios[-1]
    facts = {key: spell(value) for item in scenarios for key, value in item.facts.items()}
    named = _last(item.case for item in scenarios)
    as_of, law_on = _last(item.as_of for item in scenarios), _last(item.law_on for item in scenarios)
    if named is not None:
        case = cases.get(named)
        as_of = as_of or case.newest or pack.recorded_on
        law_on = law_on or as_of
    else:
        law_on = law_on or pack.recorded_on
        as_of = as_of or law_on
        document = line[0].place.document
        roles: dict[str, str] = {role: code for item in scenarios for role, code in item.roles.items()}
        file = CaseFile.model_construct(
            schema_="pow-options/case/1",
            id=own.id,
            title=own.title,
            roles=cast("dict[Role, str]", roles),
            parties={code: party for item in scenarios for code, party in item.parties.items()},
            facts={key: value for key, value in facts.items() if value != UNKNOWN},
        )
        case, facts = Case(file, document.sha256, document), {}
    return Setup(
        entry=line[0],
        scenario=own,
        case=case,
        as_of=as_of,
        law_on=law_on,
        assume=facts,
        readings={question: position for item in scenarios for question, position in item.readings.items()},
        without=_last(item.without for item in scenarios) or (),
    )


def _never(setup: Setup, pack: Pack) -> Iterator[Diagnostic]:
    """Yield the combinations of facts that cannot hold together."""
    assumed = {key: value for key, value in setup.assume.items() if split_key(key)[0] in pack.facts}
    resolved = resolve(setup.case, pack, setup.as_of, assumed)
    possible = {key: item.possible for key, item in resolved.items() if item.possible is not None}
    for because, keys in impossible(possible, setup.case.roles, pack):
        own = next((key for key in setup.scenario.facts if key in keys), None)
        path = ("facts", own) if own is not None else ("id",)
        shown = ", ".join(f"`{key}`" for key in sorted(keys))
        message = f"{shown} cannot hold together: {because}"
        hint = "" if len(setup.scenario.facts.keys() & keys) == len(keys) else "the rest of them is taken over"
        yield setup.entry.diagnostic(path, message, hint, key=own is not None)


def _idle(setup: Setup, pack: Pack) -> Iterator[Diagnostic]:
    """Yield warnings about facts of States that play no role, and whose own law is not in the pack either."""
    heard = {*setup.case.roles.values(), *(item.state for item in pack.instruments.values())}
    for key in setup.scenario.facts:
        state = split_key(key)[1]
        if state is not None and state not in heard:
            message = f"no role is bound to {state}; `{key}` changes nothing"
            yield setup.entry.diagnostic(("facts", key), message, key=True, severity="warning")


def _last(values: Iterable[_T | None]) -> _T | None:
    """Return the last value given: the nearest to the scenario itself."""
    return next((value for value in reversed(list(values)) if value is not None), None)
