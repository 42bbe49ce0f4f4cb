"""The rules of a pack as data: a row for each, and a card for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from pow_options.assessment.model import Part
from pow_options.law.model import Authority, Overrides

if TYPE_CHECKING:
    from pow_options.law import LawRule, Pack

Reading = dict[str, tuple[str, ...]]


class Row(Part):
    """One rule in a list. ``checked`` is whether every source it cites was checked."""

    id: str
    instrument: str
    article: str
    title: str
    binds: str
    verb: str
    routes: tuple[str, ...]
    reading: Reading
    checked: bool


class Listing(Part):
    """Every rule of a pack, in the order of its files."""

    schema_: Literal["pow-options/rules/1"] = Field(default="pow-options/rules/1", alias="schema")
    version: str
    sha256: str
    rules: tuple[Row, ...]


class OverriddenBy(Part):
    """A rule that prevails over the one shown, on which ground."""

    rule: str
    ground: str
    source: str
    reading: Reading


class Card(Part):
    """One rule with all that is recorded of it."""

    schema_: Literal["pow-options/rule/1"] = Field(default="pow-options/rule/1", alias="schema")
    id: str
    instrument: str
    article: str
    title: str
    says: str
    binds: str
    domestic: bool
    verb: str
    concludes: str | None
    routes: tuple[str, ...]
    when: str
    unless: str | None
    condition: str | None
    timing: str | None
    duty: bool
    reading: Reading
    only_for: str | None
    not_for: str | None
    authority: tuple[Authority, ...]
    overrides: tuple[Overrides, ...]
    overridden_by: tuple[OverriddenBy, ...]
    contested_with: tuple[str, ...]
    open_norm: str | None
    not_encoded: str | None
    notes: str | None
    file: str
    line: int


def listing(pack: Pack) -> Listing:
    """Return every rule of a pack as a row."""
    return Listing(version=pack.version, sha256=pack.sha256, rules=tuple(_row(rule) for rule in pack.rules.values()))


def _row(rule: LawRule) -> Row:
    return Row(
        id=rule.id,
        instrument=rule.instrument.id,
        article=f"{rule.instrument.short} {rule.rule.article}",
        title=rule.rule.title,
        binds=rule.rule.binds,
        verb=rule.rule.verb,
        routes=rule.rule.routes,
        reading=_reading(rule.rule.reading),
        checked=all(item.checked for item in rule.rule.authority),
    )


def _reading(reading: dict[str, str | tuple[str, ...]]) -> Reading:
    return {question: (chosen,) if isinstance(chosen, str) else chosen for question, chosen in reading.items()}


def card(pack: Pack, rule_id: str) -> Card:
    """Return one rule with all that is recorded of it.

    Raises:
        KeyError: if there is no such rule.
    """
    rule = pack.rules[rule_id]
    law = rule.rule
    document, path = rule.place
    by = tuple(
        OverriddenBy(
            rule=item.superior,
            ground=item.entry.ground,
            source=item.entry.source,
            reading=_reading(item.entry.reading),
        )
        for item in pack.superiority
        if item.inferior == rule_id
    )
    return Card(
        id=law.id,
        instrument=rule.instrument.title,
        article=f"{rule.instrument.short} {law.article}",
        title=law.title,
        says=law.says,
        binds=law.binds,
        domestic=rule.domestic,
        verb=law.verb,
        concludes=law.conclude,
        routes=law.routes,
        when=law.when,
        unless=law.unless,
        condition=law.require.condition if law.require else None,
        timing=law.require.timing if law.require else None,
        duty=law.duty,
        reading=_reading(law.reading),
        only_for=law.only_for,
        not_for=law.not_for,
        authority=law.authority,
        overrides=law.overrides,
        overridden_by=by,
        contested_with=law.contested_with,
        open_norm=law.open_norm,
        not_encoded=law.not_encoded,
        notes=law.notes,
        file=document.file,
        line=document.position(path).line,
    )
