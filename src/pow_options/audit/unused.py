"""What a pack declares and nobody uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pow_options.law.condition import names, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pow_options.law import Pack
    from pow_options.source import Diagnostic, Document


class Unused(NamedTuple):
    """A declaration that nothing in the pack reads: what it is, its name, and where it stands."""

    kind: str
    name: str
    document: Document
    path: tuple[str | int, ...]

    def diagnostic(self, message: str, hint: str) -> Diagnostic:
        """Return a diagnostic at its place."""
        return self.document.diagnostic(self.path, message, hint, key=self.kind in {"fact", "conclusion"})


def unused(pack: Pack) -> tuple[Unused, ...]:
    """Return the facts, conclusions, questions, declarations and instruments that nothing uses, in file order."""
    return tuple(_unused(pack))


def _unused(pack: Pack) -> Iterator[Unused]:
    facts, readings = pack.documents[1], pack.documents[3]
    read = set(_read(pack))
    for kind, entries in (("fact", pack.facts), ("conclusion", pack.conclusions)):
        for name in entries:
            if name not in read:
                yield Unused(kind, name, facts, (f"{kind}s", name))
    asked = {question for rule in pack.rules.values() for question in rule.rule.reading}
    asked |= {question for item in pack.superiority for question in item.entry.reading}
    for index, question in enumerate(pack.questions):
        if question not in asked:
            yield Unused("question", question, readings, ("questions", index, "id"))
    holding = {rule.instrument.id for rule in pack.rules.values()} | {fact.from_parties for fact in pack.facts.values()}
    for instrument, document in zip(pack.instruments.values(), pack.documents[6:], strict=True):
        own = [rule.rule for rule in pack.rules.values() if rule.instrument.id == instrument.id]
        named = {name for rule in own for name in (rule.only_for, rule.not_for)}
        # A declaration that changes nothing here is on record with the reason.
        for index, made in enumerate(instrument.declarations):
            if made.id not in named and made.note is None:
                yield Unused("declaration", made.id, document, ("instrument", "declarations", index, "id"))
        # An instrument of which nothing is encoded, with the reason, is a record of that.
        if instrument.id not in holding and not instrument.not_encoded:
            yield Unused("instrument", instrument.id, document, ("instrument", "id"))


def _read(pack: Pack) -> Iterator[str]:
    """Yield the names that something reads on which an answer can turn. What ``never`` names only rules cases out."""
    # What a treaty's table of parties answers is read wherever the treaty is.
    yield from (name for name, fact in pack.facts.items() if fact.from_parties is not None)
    for rule in pack.rules.values():
        for condition in (rule.when, rule.unless, rule.condition):
            if condition is not None:
                yield from (name.name for name in names(condition))
    for criterion in pack.criteria:
        for text in (criterion.of if criterion.measure == "value" else None, *(c.only_if for c in criterion.counts)):
            if text is not None:
                yield from (name.name for name in names(parse(text)))
    for _, route in pack.routes().values():
        if route.needs is not None:
            yield route.needs
