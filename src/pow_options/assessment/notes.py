"""What the reader must know of an answer: what is unknown and can matter, and what is unusual about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.cases import impossible
from pow_options.grounding import party
from pow_options.messages import en
from pow_options.reasoning import Verb

from . import ranking
from .model import Note, OptionResult, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from pow_options.law.model import Instrument

    from .evaluation import Evaluation


def that_matter(evaluation: Evaluation, *, disputed: bool) -> tuple[str, ...]:
    """Return the unknown (or disputed) facts that may still move a status, a condition, the reach or the ranking."""
    open_now = {atom for atom in reached(evaluation) if not _one_value(evaluation, atom)}
    return tuple(sorted(atom for atom in open_now if (evaluation.fact_value(atom) == "disputed") is disputed))


def reached(evaluation: Evaluation) -> frozenset[str]:
    """Return the facts a status, a condition, the reach or the ranking hangs on, what has one value being put in."""
    found: set[str] = set()
    nodes: set[int] = set()
    for standing in evaluation.compiled.targets.values():
        nodes |= {standing.barred, standing.collision, standing.waiting, standing.obliged, *standing.pending.values()}
        for item in standing.requirements.values():
            nodes |= {item.unmet, item.failed}
    for rule in evaluation.ground.theory.rules:
        if rule.verb in {Verb.SUPPORT, Verb.OPPOSE}:
            nodes.add(evaluation.compiled.applications[rule.id].applies.value)
    named = {str(item.of) for item in evaluation.pack.criteria if item.measure == "value"}
    named |= {str(limit.only_if) for item in evaluation.pack.criteria for limit in item.counts if limit.only_if}
    for route, place in evaluation.ground.routes.items():
        if place.route.needs is not None:
            found.add(f"{place.route.needs}({place.destination})")
        for name in named:
            atom = ranking.ground_name(evaluation, name, route)
            if atom in evaluation.compiled.literals:
                truth = evaluation.compiled.literals[str(atom)]
                nodes |= {truth.established.value, truth.refuted.value}
            elif atom is not None:
                found.add(atom)
    return frozenset(found).union(*map(evaluation.hangs_on, nodes))


def _one_value(evaluation: Evaluation, atom: str) -> bool:
    entry = evaluation.resolved.get(atom)
    return entry is not None and entry.value is not None


def _note(code: str, **parts: str) -> Note:
    return Note(code=code, says=en.NOTES[code].format(**parts))


def notes(evaluation: Evaluation, options: Sequence[OptionResult]) -> Iterator[Note]:
    """Yield the notes on an answer."""
    yield from _notes_on_options(evaluation, [item for item in options if item.distinct])
    yield from _notes_on_dates(evaluation)
    if evaluation.dated_by == "pack":
        yield _note("undated", date=evaluation.as_of.isoformat())
    assumed = [f"{k} = {v}" for k, v in sorted(evaluation.assumed_facts.items())]
    assumed += [f"{k} = {'true' if v else 'false'}" for k, v in sorted(evaluation.assumed_conclusions.items())]
    if assumed:
        yield _note("assumed", what=", ".join(assumed))
    if evaluation.without:
        yield _note("switched_off", rules=", ".join(sorted(evaluation.without)))
    possible = {k: v.possible for k, v in evaluation.resolved.items() if v.possible is not None}
    for because, keys in impossible(possible, evaluation.case.roles, evaluation.pack):
        yield _note("never", facts=", ".join(sorted(keys)), because=because)
    for atom, rules in _collisions(evaluation):
        yield _note("collision", atom=atom, rules=", ".join(rules))
    for says in evaluation.pack.caveats:
        yield _note("caveat", says=says)
    for item in evaluation.pack.warnings:
        yield _note("pack", says=f"{item.file}:{item.line}: {item.message}")


def _notes_on_dates(evaluation: Evaluation) -> Iterator[Note]:
    """Yield what the dates chosen leave out: law that does not bind the Detaining Power then, a record not begun."""
    captor = evaluation.case.roles["detaining_power"]
    absent = [
        item.short.rstrip(":")
        for item in evaluation.pack.instruments.values()
        if item.kind != "domestic" and not _binds(item, captor, evaluation.law_on)
    ]
    if absent:
        yield _note("law_date", date=evaluation.law_on.isoformat(), state=captor, instruments=", ".join(absent))
    known = [item.known_on for item in evaluation.case.file.statements]
    if known and evaluation.as_of < min(known):
        yield _note("before_record", date=evaluation.as_of.isoformat(), first=min(known).isoformat())
    if evaluation.law_on > evaluation.pack.recorded_on:
        recorded = evaluation.pack.recorded_on.isoformat()
        yield _note("after_law", date=evaluation.law_on.isoformat(), recorded=recorded)


def _binds(item: Instrument, state: str, law_on: date) -> bool:
    """Whether an instrument of international law binds a State on a date, or may: what the pack leaves open counts."""
    if item.kind == "treaty":
        return party(item, state, law_on) is not False
    return item.emerged is not None and item.emerged <= law_on


def _notes_on_options(evaluation: Evaluation, options: Sequence[OptionResult]) -> Iterator[Note]:
    for option in evaluation.ground.options:
        if not option.applicable:
            yield _note("not_applicable", option=option.option.id)
        elif option.same_as is not None:
            yield _note("coincides", option=option.option.id, other=option.same_as)
    required = [item.state for item in options if item.status is Status.REQUIRED]
    if len(required) > 1:
        yield _note("two_required", options=", ".join(required))
    if options and all(item.status is Status.BARRED for item in options):
        yield _note("all_barred", options=", ".join(item.state for item in options))
    for item in options:
        if item.only_lawful:
            yield _note("only_lawful", option=item.state)


def _collisions(evaluation: Evaluation) -> Iterator[tuple[str, list[str]]]:
    """Yield the conclusions for and against which applicable rules stand, none of them prevailing."""
    for atom, truth in evaluation.compiled.literals.items():
        sides: dict[bool, int] = {True: 0, False: 0}
        named: list[str] = []
        for rule in evaluation.ground.theory.rules:
            if rule.verb is Verb.CONCLUDE and rule.head == atom and rule.id in evaluation.compiled.applications:
                bits = evaluation.bits(evaluation.compiled.applications[rule.id].applies.value)
                sides[rule.positive] |= bits
                if bits:
                    named.append(evaluation.ground.instances[rule.id].rule.id)
        proved = evaluation.bits(truth.established.value) | evaluation.bits(truth.refuted.value)
        if sides[True] & sides[False] & ~proved:
            yield atom, sorted(set(named))
