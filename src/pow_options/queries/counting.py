"""How large a part of all completions a diagram holds in, every value of an open fact counting alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .diagrams import Diagrams


class Counting:
    """Parts of all completions, to within what floating-point numbers hold."""

    def __init__(self, diagrams: Diagrams) -> None:
        """Count in these diagrams; variables may still be added to them."""
        self._diagrams = diagrams
        self._weights: dict[str, float] = {}
        # With the diagram itself, so that its number is not given to another while we count.
        self._parts: dict[int, tuple[Any, float]] = {}
        self._manager = diagrams.manager

    def part(self, item: Any) -> float:  # noqa: ANN401 - a diagram of whichever package makes it
        """Return the part of all completions in which a diagram is true."""
        if item == self._manager.true:
            return 1.0
        if item == self._manager.false:
            return 0.0
        if item.negated:
            return 1 - self.part(~item)
        key = int(item)
        found = self._parts.get(key)
        if found is None:
            weight = self._weight(item.var)
            found = item, weight * self.part(item.high) + (1 - weight) * self.part(item.low)
            self._parts[key] = found
        return found[1]

    def _weight(self, name: str) -> float:
        """Return the part of a variable: the first of n values has one in n, the next one in n - 1 of what is left."""
        if name not in self._weights:
            for key, names in self._diagrams.variables.items():
                items = len(self._diagrams.chains[key])
                self._weights.update({each: 1 / (items - index) for index, each in enumerate(names)})
        return self._weights[name]
