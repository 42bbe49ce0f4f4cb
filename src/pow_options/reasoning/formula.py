"""Formulas over facts and derived atoms, in strong Kleene logic.

A *fact* is an input with a finite domain of values, of which a set is still possible. A *derived* atom is one that
rules conclude, or whose opposite they conclude. Nothing here knows what the atoms mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Const:
    """A formula that is always established (``True``) or always refuted (``False``)."""

    value: bool


@dataclass(frozen=True, slots=True)
class Is:
    """The value of fact ``atom`` lies in ``values``.

    Established when every value still possible lies in the set, refuted when none does.
    """

    atom: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Holds:
    """The derived atom ``atom``: established when it is proved, refuted when its opposite is."""

    atom: str


@dataclass(frozen=True, slots=True)
class Not:
    """Established when ``item`` is refuted, refuted when it is established."""

    item: Formula


@dataclass(frozen=True, slots=True)
class And:
    """Established when all items are, refuted when one is."""

    items: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Established when one item is, refuted when all are."""

    items: tuple[Formula, ...]


Formula = Const | Is | Holds | Not | And | Or

TRUE = Const(value=True)
FALSE = Const(value=False)


def atoms(formula: Formula) -> Iterator[Is | Holds]:
    """Yield the leaves of ``formula`` that speak of a fact or a derived atom, left to right."""
    match formula:
        case Is() | Holds():
            yield formula
        case Not(item):
            yield from atoms(item)
        case And(items) | Or(items):
            for item in items:
                yield from atoms(item)
        case Const():
            return
