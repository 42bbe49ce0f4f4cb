"""The smallest sets of facts that make a diagram true, every other fact staying as it is."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .diagrams import AS_IS, Diagram

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .diagrams import Diagrams

NEVER = 1 << 30
"""More facts than there are."""

Choice = tuple[tuple[str, str], ...]
"""Facts with the values they are given, sorted."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The place of a variable: the fact it belongs to, and which of the choices it stands for."""

    fact: str
    index: int


class Cheapest:
    """Sets of facts by their number: each fact that does not stay as it is counts one."""

    def __init__(self, diagrams: Diagrams) -> None:
        """Take diagrams in which every fact may stay ``AS_IS``, that being its first choice."""
        self.diagrams = diagrams
        self.true, self.false = diagrams.manager.true, diagrams.manager.false
        # With the diagram itself, so that its number is not given to another meanwhile.
        self._costs: dict[int, tuple[Diagram, int]] = {}

    def sets(self, item: Diagram) -> Iterator[Choice]:
        """Yield the smallest sets, all of one size, each once; none if nothing makes the diagram true."""
        self.diagrams.keep_order()  # the nodes are walked along
        places = {
            name: _Place(key[1], index)
            for key, names in self.diagrams.variables.items()
            for index, name in enumerate(names)
        }
        item = item & self._one_way(item)
        size = self._cost(item, places)
        if size < NEVER:
            found: set[Choice] = set()
            for path in self._paths(item, size, {}, places):
                for choice in self._choices(path, places):
                    if choice not in found:
                        found.add(choice)
                        yield choice

    def _one_way(self, item: Diagram) -> Diagram:
        """Return the assignments in which the variables after the one that decides are false: one for each choice."""
        out = self.true
        for fact in self.diagrams.facts(item):
            names = self.diagrams.variables["fact", fact]
            variables = [self.diagrams.manager.var(name) for name in names]
            for first, second in itertools.combinations(variables, 2):
                out &= ~(first & second)
        return out

    def more_than(self, number: int) -> Diagram:
        """Return the choices in which more than so many facts do not stay as they are."""
        # At least so many of the facts looked at so far, for each number up to the one asked for.
        counts = [self.true, *[self.false] * (number + 1)]
        for fact in self.diagrams.choices:
            changed = ~self.diagrams.chosen(fact, AS_IS)
            for place in range(number + 1, 0, -1):
                counts[place] |= counts[place - 1] & changed
        return counts[number + 1]

    def _branches(self, item: Diagram, places: Mapping[str, _Place]) -> tuple[tuple[bool, Diagram, int], ...]:
        regular = ~item if item.negated else item
        low, high = (~regular.low, ~regular.high) if item.negated else (regular.low, regular.high)
        leaves = 1 if places[regular.var].index == 0 else 0
        return (True, high, 0), (False, low, leaves)

    def _cost(self, item: Diagram, places: Mapping[str, _Place]) -> int:
        if item == self.true:
            return 0
        if item == self.false:
            return NEVER
        found = self._costs.get(int(item))
        if found is None:
            cost = min(price + self._cost(below, places) for _, below, price in self._branches(item, places))
            found = self._costs[int(item)] = item, min(cost, NEVER)
        return found[1]

    def _paths(
        self, item: Diagram, left: int, path: dict[str, bool], places: Mapping[str, _Place]
    ) -> Iterator[dict[str, bool]]:
        if item == self.true:
            yield dict(path)
            return
        name = item.var
        for value, below, price in self._branches(item, places):
            if self._cost(below, places) + price == left:
                path[name] = value
                yield from self._paths(below, left - price, path, places)
                del path[name]

    def _choices(self, path: Mapping[str, bool], places: Mapping[str, _Place]) -> Iterator[Choice]:
        """Yield what a path stands for; where it leaves a value open every value does."""
        changed = sorted({places[name].fact for name, value in path.items() if places[name].index == 0 and not value})
        options = []
        for fact in changed:
            names = self.diagrams.variables["fact", fact]
            values = self.diagrams.choices[fact]
            fitting = [
                value
                for place, value in enumerate(values)
                if place > 0 and all(path.get(n, i == place) == (i == place) for i, n in enumerate(names[: place + 1]))
            ]
            options.append([(fact, value) for value in fitting])
        yield from itertools.product(*options)
