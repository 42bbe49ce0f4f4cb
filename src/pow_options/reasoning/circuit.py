"""Boolean circuits, built once in topological order and evaluated over any value that knows ``&``, ``|`` and ``^``.

A Python integer carries one world per bit, a NumPy array one per bit of each element; the same loop serves both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

ZERO = 0
ONE = 1

_AND = 0
_OR = 1
_NOT = 2
_INPUT = 3


class Gates(Protocol):
    """Something else that is made of the same gates, such as the clauses of a solver."""

    def every(self, items: Iterable[int]) -> int:
        """Return the conjunction of ``items``."""

    def some(self, items: Iterable[int]) -> int:
        """Return the disjunction of ``items``."""

    def negation(self, item: int) -> int:
        """Return the negation of ``item``."""


class Circuit:
    """A growing circuit. Nodes are integers; ``ZERO`` and ``ONE`` are the constants.

    Equal gates are built once, and constants are folded as they appear, so that the circuit holds only what can vary.
    """

    def __init__(self) -> None:
        """Start with the two constants."""
        self._gates: list[tuple[int, tuple[int, ...]]] = [(_OR, ()), (_AND, ())]
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._inputs: dict[Hashable, int] = {}
        self._keys: dict[int, Hashable] = {}

    def __len__(self) -> int:
        """Return the number of nodes, constants and inputs included."""
        return len(self._gates)

    @property
    def inputs(self) -> Mapping[Hashable, int]:
        """The inputs asked for so far, by key."""
        return self._inputs

    def input(self, key: Hashable) -> int:
        """Return the node of the input ``key``, made on first use."""
        node = self._inputs.get(key)
        if node is None:
            node = len(self._gates)
            self._gates.append((_INPUT, ()))
            self._inputs[key] = node
            self._keys[node] = key
        return node

    def _gate(self, kind: int, operands: tuple[int, ...]) -> int:
        node = self._known.get((kind, operands))
        if node is None:
            node = len(self._gates)
            self._gates.append((kind, operands))
            self._known[kind, operands] = node
        return node

    def all_of(self, items: Iterable[int]) -> int:
        """Return the conjunction of ``items`` (``ONE`` if there are none)."""
        return self._join(_AND, items, unit=ONE, absorbing=ZERO)

    def any_of(self, items: Iterable[int]) -> int:
        """Return the disjunction of ``items`` (``ZERO`` if there are none)."""
        return self._join(_OR, items, unit=ZERO, absorbing=ONE)

    def _join(self, kind: int, items: Iterable[int], *, unit: int, absorbing: int) -> int:
        operands = set(items)
        operands.discard(unit)
        if absorbing in operands or any(self._known.get((_NOT, (item,))) in operands for item in operands):
            return absorbing
        if len(operands) <= 1:
            return operands.pop() if operands else unit
        return self._gate(kind, tuple(sorted(operands)))

    def negation(self, item: int) -> int:
        """Return the negation of ``item``."""
        if item in {ZERO, ONE}:
            return ONE - item
        kind, operands = self._gates[item]
        if kind == _NOT:
            return operands[0]
        return self._gate(_NOT, (item,))

    def evaluate(self, values: Mapping[Hashable, Any], full: Any) -> list[Any]:  # noqa: ANN401 - ints and arrays alike
        """Return the value of every node.

        Args:
            values: the value of each input, by key; all of one shape.
            full: the value with every bit set, of that shape.

        Raises:
            KeyError: if an input has no value.
        """
        empty = full ^ full
        out: list[Any] = [empty] * len(self._gates)
        for key, node in self._inputs.items():
            out[node] = values[key]
        for node, (kind, operands) in enumerate(self._gates):
            if kind == _AND:
                value = full
                for operand in operands:
                    value = value & out[operand]
                out[node] = value
            elif kind == _OR:
                value = empty
                for operand in operands:
                    value = value | out[operand]
                out[node] = value
            elif kind == _NOT:
                out[node] = out[operands[0]] ^ full
        return out

    def evaluate_cone(
        self, nodes: Iterable[int], value_of: Callable[[Hashable], int], gates: Gates, known: dict[int, int]
    ) -> None:
        """Build ``nodes`` and everything below them, and nothing else, anew from the gates of another form.

        Args:
            nodes: the nodes asked for.
            value_of: gives what an input becomes, by key.
            gates: makes the gates.
            known: what was built so far, by node; it is added to.
        """
        known.setdefault(ZERO, gates.some(()))
        known.setdefault(ONE, gates.every(()))
        wanted: set[int] = set()
        todo = [node for node in nodes if node not in known]
        while todo:
            node = todo.pop()
            if node not in wanted and node not in known:
                wanted.add(node)
                todo.extend(self._gates[node][1])
        for node in sorted(wanted):  # operands have lower numbers than the gates they enter
            kind, operands = self._gates[node]
            if kind == _INPUT:
                known[node] = value_of(self._keys[node])
            elif kind == _NOT:
                known[node] = gates.negation(known[operands[0]])
            else:
                build = gates.every if kind == _AND else gates.some
                known[node] = build(known[operand] for operand in operands)

    def inputs_below(self, nodes: Iterable[int]) -> frozenset[Hashable]:
        """Return the keys of the inputs from which ``nodes`` are made."""
        seen: set[int] = set()
        todo = list(nodes)
        while todo:
            node = todo.pop()
            if node not in seen:
                seen.add(node)
                todo.extend(self._gates[node][1])
        return frozenset(key for node, key in self._keys.items() if node in seen)

    def support(self, constants: Mapping[Hashable, bool]) -> list[frozenset[Hashable]]:
        """Return, for every node, the inputs it may still depend on once ``constants`` are put in.

        An over-approximation found in one linear pass: an input that is not listed cannot matter to the node.
        """
        fixed: list[bool | None] = [None] * len(self._gates)
        reach: list[frozenset[Hashable]] = [frozenset()] * len(self._gates)
        for key, node in self._inputs.items():
            if key in constants:
                fixed[node] = constants[key]
            else:
                reach[node] = frozenset((key,))
        for node, (kind, operands) in enumerate(self._gates):
            if kind == _INPUT:
                continue
            if kind == _NOT:
                below = fixed[operands[0]]
                fixed[node] = None if below is None else not below
                reach[node] = reach[operands[0]]
                continue
            decided = kind == _OR
            known = [fixed[operand] for operand in operands]
            if decided in known:
                fixed[node] = decided
            elif None not in known:
                fixed[node] = not decided
            else:
                reach[node] = frozenset().union(*(reach[operand] for operand in operands))
        return reach
