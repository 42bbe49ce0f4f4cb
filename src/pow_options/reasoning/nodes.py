"""The nodes to read off a compiled theory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class NodeValues(Protocol):
    """The value of every node of a circuit: a list, or anything that gives one by the number of the node."""

    def __getitem__(self, node: int, /) -> int:
        """Return the value of a node, one bit for each world."""
        ...


class Three(NamedTuple):
    """Nodes for one question of yes or no: as things stand, in every completion, in some completion."""

    value: int
    low: int
    high: int


class Truth(NamedTuple):
    """Nodes for a formula: whether it is established, and whether it is refuted."""

    established: Three
    refuted: Three


@dataclass(frozen=True, slots=True)
class Application:
    """Nodes for one rule: whether it is enabled under the reading, applies, and its two formulas."""

    guard: int
    applies: Three
    when: Truth
    unless: Truth


@dataclass(frozen=True, slots=True)
class Requirement:
    """Nodes for one ``REQUIRE``: whether it applies, is met, lifted, left unmet, or established to be failed."""

    applies: int
    condition: Truth
    lifted: int
    unmet: int
    failed: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Nodes for one target.

    ``forbids`` and ``obliges`` give, by rule, whether it stands; ``pending`` gives the prohibitions that may still
    apply on a guarded target although they do not bar it as things stand.
    """

    forbids: Mapping[str, int]
    obliges: Mapping[str, int]
    pending: Mapping[str, int]
    requirements: Mapping[str, Requirement]
    barred: int
    collision: int
    obliged: int
    waiting: int
    bounds: Bounds


class Bound(NamedTuple):
    """Nodes for whether something holds in every completion, and in some completion."""

    low: int
    high: int


class Bounds(NamedTuple):
    """Bounds of what a target comes to when everything is known; a target then waits for requirements only."""

    barred: Bound
    collision: Bound
    obliged: Bound
    waiting: Bound
