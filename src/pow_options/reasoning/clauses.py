"""Questions about all cases at once, for a solver: is there any input for which a node of the circuit is true?

A literal is a whole number, its negation the number with the other sign. The solver (Glucose, through `python-sat`)
finds an input or shows that there is none; it looks at all of them and guesses at nothing.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

TRUE = 1
FALSE = -1

MAX_CONFLICTS = 200_000
"""Dead ends the solver may run into over one question; past that the question is left open."""


class GivenUpError(RuntimeError):
    """The solver did not come to an answer within the bound."""


class Clauses:
    """A growing set of clauses: variables, gates over them, and what is asked of them."""

    def __init__(self) -> None:
        """Start with the constant."""
        from pysat.solvers import Solver  # noqa: PLC0415 - heavy; only where it is used

        self._solver = Solver(name="glucose4")
        self._count = TRUE
        self._new: list[list[int]] = [[TRUE]]
        self._gates: dict[tuple[int, ...], int] = {}
        self._choices: dict[Hashable, Mapping[str, int]] = {}
        self._bits: dict[Hashable, int] = {}
        self._model: Sequence[int] = ()

    def close(self) -> None:
        """Give back what the solver holds."""
        self._solver.delete()

    def variable(self) -> int:
        """Return a new variable."""
        self._count += 1
        return self._count

    def bit(self, key: Hashable) -> int:
        """Return the variable ``key``, made on first use."""
        found = self._bits.get(key)
        if found is None:
            found = self._bits[key] = self.variable()
        return found

    def choice(self, key: Hashable, items: Sequence[str]) -> Mapping[str, int]:
        """Return a literal for each of ``items``, exactly one of which is true."""
        found = self._choices.get(key)
        if found is None:
            found = self._choices[key] = {item: self.variable() for item in items}
            self.add(found.values())
            for left, right in itertools.combinations(found.values(), 2):
                self.add((-left, -right))
        return found

    def add(self, literals: Iterable[int]) -> None:
        """Demand that one of ``literals`` be true."""
        self._new.append(list(literals))

    def negation(self, item: int) -> int:
        """Return the negation of ``item``."""
        return -item

    def every(self, items: Iterable[int]) -> int:
        """Return the literal of the conjunction."""
        operands = set(items)
        operands.discard(TRUE)
        if FALSE in operands or any(-item in operands for item in operands):
            return FALSE
        if len(operands) <= 1:
            return operands.pop() if operands else TRUE
        key = tuple(sorted(operands))
        found = self._gates.get(key)
        if found is None:
            found = self._gates[key] = self.variable()
            self._new.extend([-found, item] for item in key)
            self._new.append([found, *(-item for item in key)])
        return found

    def some(self, items: Iterable[int]) -> int:
        """Return the literal of the disjunction."""
        return -self.every(-item for item in items)

    def differ(self, left: int, right: int) -> int:
        """Return the literal of *one of them is true and the other is not*."""
        return self.some((self.every((left, -right)), self.every((-left, right))))

    def can(self, *literals: int) -> bool:
        """Whether there is an input for which all of ``literals`` are true; ``holds`` then reads it.

        Raises:
            GivenUpError: if the solver does not find out within the bound.
        """
        if FALSE in literals:
            return False
        if self._new:
            self._solver.append_formula(self._new)
            self._new = []
        self._solver.conf_budget(MAX_CONFLICTS)
        answer = self._solver.solve_limited(assumptions=[item for item in literals if item != TRUE])
        if answer is None:
            raise GivenUpError
        if answer:
            self._model = self._solver.get_model()
        return bool(answer)

    def holds(self, literal: int) -> bool:
        """Whether a literal is true for the input found last; of what the solver did not touch it is not."""
        place = abs(literal) - 1
        value = place < len(self._model) and self._model[place] > 0
        return value if literal > 0 else not value
