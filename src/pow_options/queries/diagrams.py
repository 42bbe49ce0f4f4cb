"""Decision diagrams of a case: every way its facts can be answered, or changed, at once.

A diagram (BDD) says for every choice of values and of readings whether a node of the circuit is true. Choices are
counted and the cheapest of them listed exactly, with no search. The diagrams are those of CUDD where the package `dd`
brings it for this Python, else those `dd` makes by itself; both give the same answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pow_options.grounding import inputs

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

    from pow_options.assessment import Evaluation

Diagram = Any
"""A diagram of whichever package makes it."""

AS_IS = ""
"""The choice of leaving a fact as it is."""


class TooLargeError(RuntimeError):
    """The diagrams grew past the bound."""


MAX_NODES = 2_000_000
"""Nodes of all diagrams of a case together; past that the question is given up, if no other budget is given."""
_COUNTED = 256
"""Diagrams made between two counts of the nodes."""


class Diagrams:
    """The circuit of a case as diagrams over the facts that are open and the readings that are unsettled.

    Args:
        evaluation: the case.
        choices: for each open fact the values it may take; with ``AS_IS`` among them it may stay as it is.
        questions: contested questions to be left open one by one; if ``None`` the unsettled ones are run together.
        budget: how many nodes there may be.
    """

    def __init__(
        self,
        evaluation: Evaluation,
        choices: Mapping[str, Sequence[str]],
        questions: Collection[str] | None = None,
        *,
        budget: int = MAX_NODES,
    ) -> None:
        """Declare the variables; nothing is built before it is asked for."""
        self.together = questions is None
        self.questions = evaluation.worlds.open_questions if questions is None else questions
        self.evaluation = evaluation
        self.choices = dict(choices)
        self.manager = _manager()
        self.chains: dict[tuple[str, str], dict[str, Diagram]] = {}
        self.variables: dict[tuple[str, str], list[str]] = {}
        self._base = inputs(evaluation.ground, evaluation.possible, evaluation.worlds)
        self._known: dict[int, Diagram] = {}
        self._made = 0
        self._budget = budget

    # --- gates, for Circuit.evaluate_cone ---------------------------------------------------------------

    def every(self, items: Iterable[Diagram]) -> Diagram:
        """Return the conjunction."""
        out = self.manager.true
        for item in items:
            out &= item
        return self._bounded(out)

    def some(self, items: Iterable[Diagram]) -> Diagram:
        """Return the disjunction."""
        out = self.manager.false
        for item in items:
            out |= item
        return self._bounded(out)

    def negation(self, item: Diagram) -> Diagram:
        """Return the negation."""
        return ~item

    def _bounded(self, item: Diagram) -> Diagram:
        # To count the nodes takes longer than to make one.
        self._made += 1
        if self._made % _COUNTED == 0 and len(self.manager) > self._budget:
            raise TooLargeError
        return item

    # --- what is asked for --------------------------------------------------------------------------------

    def keep_order(self) -> None:
        """Keep the variables in the order found best so far: what is made from large parts is reordered in vain."""
        self.manager.configure(reordering=False)

    def at(self, node: int) -> Diagram:
        """Return the diagram of a node of the circuit."""
        if node not in self._known:
            self.evaluation.compiled.circuit.evaluate_cone((node,), self._input, self, self._known)
        return self._known[node]

    def chosen(self, fact: str, value: str) -> Diagram:
        """Return the diagram of an open fact having a value, or being left ``AS_IS``."""
        return self._chain("fact", fact, self.choices[fact])[value]

    def _input(self, key: Hashable) -> Diagram:
        kind, name, *rest = key if isinstance(key, tuple) else (key, "")
        if kind == "excluded" and name in self.choices:
            (value,) = rest
            ruled_out = self.manager.true
            for choice in self.choices[name]:
                fits = value in self.evaluation.possible[name] if choice == AS_IS else choice == value
                if fits:
                    ruled_out &= ~self.chosen(name, choice)
            return ruled_out
        if kind == "position" and name in self.questions:
            choices = self.evaluation.compiled.theory.questions[name]
            return self._chain("question", name, choices)[rest[0]]
        # Whatever is not open is the same in every world.
        return self.manager.true if self._base[key] else self.manager.false

    def _chain(self, kind: str, name: str, items: Sequence[str]) -> Mapping[str, Diagram]:
        """Return a diagram for each of ``items``, exactly one of which holds."""
        found = self.chains.get((kind, name))
        if found is None:
            found, left, names = {}, self.manager.true, []
            for index, item in enumerate(items[:-1]):
                variable = f"{kind}_{len(self.chains)}_{index}"
                self.manager.declare(variable)
                names.append(variable)
                found[item] = left & self.manager.var(variable)
                left &= ~self.manager.var(variable)
            found[items[-1]] = left
            self.chains[kind, name] = found
            self.variables[kind, name] = names
        return found

    def in_all_readings(self, item: Diagram) -> Diagram:
        """Return where something holds under every combination of the readings run together."""
        return self.manager.forall(self._positions(), item)

    def in_some_reading(self, item: Diagram) -> Diagram:
        """Return where something holds under some combination of the readings run together."""
        return self.manager.exist(self._positions(), item)

    def _positions(self) -> list[str]:
        if not self.together:
            return []
        return [v for (kind, _), names in self.variables.items() if kind == "question" for v in names]

    def facts(self, item: Diagram) -> list[str]:
        """Return the open facts a diagram hangs on, in the order they were first met."""
        support = self.manager.support(item)
        return [name for (kind, name), names in self.variables.items() if kind == "fact" and support & set(names)]

    def readings(self, item: Diagram) -> list[str]:
        """Return the unsettled questions a diagram hangs on."""
        support = self.manager.support(item)
        return [name for (kind, name), names in self.variables.items() if kind == "question" and support & set(names)]


def _manager() -> Diagram:
    try:
        from dd import cudd  # noqa: PLC0415 - heavy; only where it is used

        manager = cudd.BDD()
    except ImportError:
        from dd import autoref  # noqa: PLC0415 - heavy; only where it is used

        manager = autoref.BDD()
    manager.configure(reordering=True)
    return manager
