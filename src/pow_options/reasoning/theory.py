"""A ground defeasible theory with deontic verbs over targets (things that can be done).

The proof theory for literals is defeasible logic with ambiguity blocking and team defeat: Antoniou, Billington,
Governatori and Maher, *Representation results for defeasible logic*, ACM TOCL 2(2), 2001. The deontic part follows
the project's semantics: permits lift the prohibitions they override, excuses the obligations, and no others.
"""

from __future__ import annotations

import graphlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from .formula import FALSE, TRUE, Formula, Holds, atoms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Verb(StrEnum):
    """What a rule does when it applies."""

    CONCLUDE = "conclude"
    OBLIGE = "oblige"
    FORBID = "forbid"
    PERMIT = "permit"
    EXCUSE = "excuse"
    REQUIRE = "require"
    SUPPORT = "support"
    OPPOSE = "oppose"


Guard = tuple[tuple[str, frozenset[str]], ...]
"""Positions under which something holds: for each question named, one of the positions must be chosen."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One ground rule.

    ``head`` is the derived atom concluded (``positive`` or its opposite) or the target acted on. ``condition`` and
    ``blocking`` are for ``REQUIRE``: the condition to be met, and whether the act waits for it.
    """

    id: str
    verb: Verb
    head: str
    positive: bool = True
    when: Formula = TRUE
    unless: Formula = FALSE
    condition: Formula = TRUE
    blocking: bool = True
    guard: Guard = ()


@dataclass(frozen=True, slots=True)
class Override:
    """Rule ``superior`` prevails over rule ``inferior``, wherever the positions of ``guard`` are chosen."""

    superior: str
    inferior: str
    guard: Guard = ()


@dataclass(frozen=True, slots=True)
class Theory:
    """Facts with their domains, derived atoms, rules, superiority, targets (guarded or not) and contested questions."""

    facts: Mapping[str, tuple[str, ...]]
    derived: tuple[str, ...]
    rules: tuple[Rule, ...]
    overrides: tuple[Override, ...]
    targets: Mapping[str, bool]
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    assumed: Mapping[str, bool] = field(default_factory=dict)


class CyclicTheoryError(ValueError):
    """Conclusions depend on themselves, or superiority runs in a circle.

    ``cycle`` lists the atoms or rules in order, the first repeated at the end.
    """

    def __init__(self, cycle: tuple[str, ...]) -> None:
        """Keep the cycle."""
        super().__init__(" -> ".join(cycle))
        self.cycle = cycle


def order(edges: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the nodes of ``edges`` (node -> what it depends on), each after what it depends on.

    Ties are broken by name, so that the order does not depend on hashing.

    Raises:
        CyclicTheoryError: with one cycle, if there is one.
    """
    sorter: graphlib.TopologicalSorter[str] = graphlib.TopologicalSorter()
    for node in sorted(edges):
        sorter.add(node, *sorted(set(edges[node])))
    try:
        sorter.prepare()
    except graphlib.CycleError as error:
        cycle = tuple(reversed(error.args[1]))
        body = cycle[:-1]
        start = body.index(min(body))
        turned = body[start:] + body[:start]
        raise CyclicTheoryError((*turned, turned[0])) from None
    found: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        found.extend(ready)
        sorter.done(*ready)
    return tuple(found)


def conclusion_order(theory: Theory) -> tuple[str, ...]:
    """Return the derived atoms of ``theory``, each after those its rules mention (a literal and its opposite are one).

    Raises:
        CyclicTheoryError: if a conclusion depends on itself.
    """
    edges: dict[str, set[str]] = {atom: set() for atom in theory.derived}
    for rule in theory.rules:
        if rule.verb is Verb.CONCLUDE:
            for formula in (rule.when, rule.unless):
                edges[rule.head].update(leaf.atom for leaf in atoms(formula) if isinstance(leaf, Holds))
    return order(edges)
