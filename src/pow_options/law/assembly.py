"""Putting the files of a pack together, and finding every fault between them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from . import checks
from .condition import ConditionError, parse, parse_head
from .pack import Impossible, LawRule, Pack, Place, Superiority
from .priority import allowed_pair

if TYPE_CHECKING:
    from pow_options.source import Diagnostic, Document

    from .condition import Condition
    from .loading import Loaded
    from .model import Instrument, Rule


def assemble(loaded: Loaded, sha256: str, *, complete: bool) -> tuple[Pack | None, tuple[Diagnostic, ...]]:
    """Return the pack and what is wrong with it; no pack if a rule could not be read at all.

    With ``complete`` false some files could not be read; names that may stand in them are then not called unknown.
    """
    found: list[Diagnostic] = []
    facts, facts_document = loaded.facts
    never: list[Impossible] = []
    for index, item in enumerate(facts.never):
        condition = _parse(item.when, facts_document, ("never", index, "when"), found)
        if condition is not None:
            never.append(Impossible(condition, item.because))
    rules: dict[str, LawRule] = {}
    for file, document in loaded.law:
        for index, rule in enumerate(file.rules):
            place = Place(document, ("rules", file.place_of(index)))
            if rule.id in rules:
                where = rules[rule.id].place
                line = where.document.position((*where.path, "id")).line
                message = f"the rule id `{rule.id}` is taken: {where.document.file}, line {line}"
                found.append(document.diagnostic((*place.path, "id"), message, "give each rule an id of its own"))
                continue
            parsed = _rule(rule, file.instrument, place, found)
            if parsed is not None:
                rules[rule.id] = parsed
    pack_file, _ = loaded.pack
    pack = Pack(
        version=pack_file.version,
        title=pack_file.title,
        recorded_on=pack_file.recorded_on,
        sha256=sha256,
        facts=facts.facts,
        conclusions=facts.conclusions,
        never=tuple(never),
        options=loaded.options[0].options,
        questions={item.id: item for item in loaded.readings[0].questions},
        criteria=loaded.ranking[0].criteria,
        states=loaded.states[0].states,
        instruments={file.instrument.id: file.instrument for file, _ in loaded.law},
        rules=rules,
        superiority=_superiority(rules),
        warnings=(),
        caveats=pack_file.caveats,
        documents=tuple(document for _, document in loaded[:6]) + tuple(document for _, document in loaded.law),
    )
    found.extend(checks.check(pack, loaded, complete=complete and not found))
    if any(item.severity == "error" for item in found):
        return None, tuple(sorted(set(found)))
    warnings = tuple(sorted({item for item in found if item.severity == "warning"}))
    return replace(pack, warnings=warnings), warnings


def _parse(text: str, document: Document, path: tuple[str | int, ...], found: list[Diagnostic]) -> Condition | None:
    try:
        return parse(text)
    except ConditionError as error:
        found.append(document.diagnostic(path, error.message, error.hint, offset=error.offset))
        return None


def _rule(rule: Rule, instrument: Instrument, place: Place, found: list[Diagnostic]) -> LawRule | None:
    document, path = place
    before = len(found)
    when = _parse(rule.when, document, (*path, "when"), found)
    unless = None if rule.unless is None else _parse(rule.unless, document, (*path, "unless"), found)
    condition = None
    if rule.require is not None:
        condition = _parse(rule.require.condition, document, (*path, "require", "condition"), found)
    head, positive = None, True
    if rule.conclude is not None:
        try:
            head, positive = parse_head(rule.conclude)
        except ConditionError as error:
            found.append(document.diagnostic((*path, "conclude"), error.message, error.hint, offset=error.offset))
    if len(found) > before or when is None:
        return None
    return LawRule(rule, instrument, place, when, unless, head, positive, condition)


def _superiority(rules: dict[str, LawRule]) -> tuple[Superiority, ...]:
    out: list[Superiority] = []
    for rule in rules.values():
        for entry in rule.rule.overrides:
            if entry.rule is not None:
                if entry.rule in rules:
                    out.append(Superiority(rule.id, entry.rule, entry))
                continue
            # An instrument named whole means those of its rules the verb can prevail over.
            out.extend(
                Superiority(rule.id, other.id, entry)
                for other in rules.values()
                if other.instrument.id == entry.instrument and other.id != rule.id and allowed_pair(rule, other)
            )
    return tuple(out)
