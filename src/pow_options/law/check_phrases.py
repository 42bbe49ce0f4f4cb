"""Faults in the words of a pack: phrases of facts, parts, connectives, roles and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pow_options.source import nearest

from .condition import ROLES
from .wording import (
    KIND,
    SLOTS,
    Alternative,
    Part,
    Parts,
    Pattern,
    PatternError,
    Written,
    lines,
    parse_part,
    parse_pattern,
    slots_in,
    spelt_out,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pow_options.source import Diagnostic, Document

    from .model import Fact
    from .pack import Pack
    from .phrases import PhrasesFile, Wording

BY_DATE = "date"
"""The key under which the phrases of a date stand."""
_ORDERED = ("joining", "connectives", "frames", "same", "opposite")

Path = tuple[str | int, ...]


class Examined(NamedTuple):
    """What is wrong with the words of a pack, its phrases as they were read, and the ways of naming each kind."""

    faults: tuple[Diagnostic, ...]
    written: tuple[Written, ...]
    kinds: dict[str, tuple[Alternative, ...]]


def examine(pack: Pack, files: Sequence[tuple[PhrasesFile, Document]]) -> Examined:
    """Read the phrases in the files of a pack, the common one first, and look for faults."""
    names = frozenset(kind for file, _ in files for kind in file.kinds)
    faults: list[Diagnostic] = []
    written: list[Written] = []
    kinds: dict[str, tuple[Alternative, ...]] = {}
    common: dict[str, Part] = {}
    for number, (file, document) in enumerate(files):
        checker = _Checker(pack, document, names, common)
        faults.extend(sorted(checker.found(file)))
        written.extend(checker.written)
        for kind, part in checker.named.items():
            kinds[kind] = (*kinds.get(kind, ()), *spelt_out(part))
        if number == 0:
            common = checker.parts.named
    return Examined(tuple(faults), tuple(written), kinds)


class _Checker:
    """Looks through one file of phrases."""

    def __init__(self, pack: Pack, document: Document, kinds: frozenset[str], common: dict[str, Part]) -> None:
        self._pack = pack
        self._document = document
        self._kinds = kinds
        self.parts = Parts(common)
        self.named: dict[str, Part] = {}
        self.written: list[Written] = []

    def found(self, file: PhrasesFile) -> Iterator[Diagnostic]:
        """Yield the faults; parts come first, since phrases name them."""
        for name, text in file.parts.items():
            path: Path = ("parts", name)
            if name in SLOTS:
                message = f"`{name}` is a slot and no part"
                yield self._document.diagnostic(path, message, "choose another name", key=True)
            yield from self._part(name, text, path, self.parts.named)
        for name, text in file.kinds.items():
            yield from self._part(name, text, ("kinds", name), self.named)
        if file.wording is not None:
            yield from self._around(file.wording)
        for family, values in file.families.items():
            members = {name: fact for name, fact in self._pack.facts.items() if self._is_of(name, family)}
            path = ("families", family)
            if not members:
                hint = "a family is what the names of its facts begin with, before `_` and a kind"
                yield self._document.diagnostic(path, f"no fact is of the family `{family}`", hint, key=True)
            yield from self._values(values, members, path)
        for name, values in file.facts.items():
            fact = self._pack.facts.get(name)
            if fact is None:
                yield self._unknown(name, ("facts", name))
            else:
                yield from self._values(values, {name: fact}, ("facts", name))
        for name, turned in file.denied.items():
            yield from self._denied(name, turned)

    def _unknown(self, name: str, path: Path) -> Diagnostic:
        message = f"`{name}` is no fact of this pack"
        return self._document.diagnostic(path, message, nearest(name, self._pack.facts), key=True)

    def _is_of(self, name: str, family: str) -> bool:
        return name.startswith(f"{family}_") and name.removeprefix(f"{family}_") in self._kinds

    def _part(self, name: str, text: str, path: Path, into: dict[str, Part]) -> Iterator[Diagnostic]:
        try:
            into[name] = parse_part(text, self.parts)
        except PatternError as error:
            yield self._document.diagnostic(path, error.message, error.hint, offset=error.offset)

    def _around(self, wording: Wording) -> Iterator[Diagnostic]:
        for key in _ORDERED:
            for offset, text in lines(getattr(wording, key)):
                yield from self._phrase(text, ("wording", key), offset, None)
        for key, table in (("roles", wording.roles), ("implied", wording.implied)):
            for role in table:
                if role not in ROLES:
                    hint = f"roles: {', '.join(ROLES)}"
                    yield self._document.diagnostic(("wording", key, role), f"`{role}` is no role", hint, key=True)
        for word, codes in wording.groups.items():
            for index, code in enumerate(codes):
                if code not in self._pack.states:
                    path: Path = ("wording", "groups", word, index)
                    yield self._document.diagnostic(path, f"`{code}` is no State", nearest(code, self._pack.states))

    def _values(self, blocks: Mapping[str, str], facts: Mapping[str, Fact], path: Path) -> Iterator[Diagnostic]:
        for value, block in blocks.items():
            known = sorted({key for fact in facts.values() for key in _values_of(fact)})
            if facts and value not in known:
                message, hint = f"`{value}` is none of its values", f"values: {', '.join(known)}"
                yield self._document.diagnostic((*path, value), message, hint, key=True)
            for offset, text in lines(block):
                yield from self._phrase(text, (*path, value), offset, facts)

    def _phrase(self, text: str, path: Path, offset: int, facts: Mapping[str, Fact] | None) -> Iterator[Diagnostic]:
        try:
            pattern = parse_pattern(text, Parts() if facts is None else self.parts)
        except PatternError as error:
            yield self._document.diagnostic(path, error.message, error.hint, offset=offset + error.offset)
            return
        if facts is not None:
            self.written.append(Written(str(path[1]), str(path[2]), pattern, path[0] == "families"))
        ways = [way for run in pattern.runs for term in run for way in term.alternatives]
        for message, hint in (*self._besides(pattern), *_slot_faults(slots_in(ways), path)):
            yield self._document.diagnostic(path, message, hint, offset=offset)

    def _besides(self, pattern: Pattern) -> Iterator[tuple[str, str]]:
        for name, value in pattern.also:
            fact = self._pack.facts.get(name)
            if fact is None:
                yield f"`{name}` is no fact of this pack", nearest(name, self._pack.facts)
            elif value not in _values_of(fact):
                yield f"`{name}` has no value `{value}`", f"values: {', '.join(_values_of(fact))}"

    def _denied(self, name: str, turned: Mapping[str, str]) -> Iterator[Diagnostic]:
        fact = self._pack.facts.get(name)
        if fact is None:
            yield self._unknown(name, ("denied", name))
            return
        values = fact.values or {}
        for value, meant in turned.items():
            for one in (value, meant):
                if one not in values:
                    message, hint = f"`{one}` is none of the values of `{name}`", f"values: {', '.join(values)}"
                    yield self._document.diagnostic(("denied", name, value), message, hint)


def _values_of(fact: Fact) -> tuple[str, ...]:
    if fact.type == "bool":
        return ("true", "false")
    return (BY_DATE,) if fact.type == BY_DATE else tuple(fact.values or {})


def _slot_faults(slots: frozenset[str], path: Path) -> Iterator[tuple[str, str]]:
    family = path[0] == "families"
    if family != (KIND in slots):
        yield (
            ("this phrase of a family names no kind", "put `{kind}` where the kind is named")
            if family
            else ("`{kind}` has its place in the phrases of a family only", "write it under `families`")
        )
