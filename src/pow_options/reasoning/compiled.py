"""Compiling a ground theory into one circuit: literals with their bounds, rule applications, and what stands.

Every formula is compiled six times over: established and refuted as things stand (``value``), in every completion of
what is unknown (``low``), and in some completion (``high``). The bounds are sound and found in one linear pass; they
need not be tight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .circuit import ONE, ZERO, Circuit
from .formula import And, Const, Formula, Holds, Is, Not, Or
from .nodes import Application, Standing, Three, Truth
from .targets import Targets, beaten_by
from .theory import Guard, Rule, Theory, Verb, conclusion_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Compiled:
    """A theory as a circuit, with the nodes to read off."""

    theory: Theory
    circuit: Circuit
    literals: Mapping[str, Truth]
    applications: Mapping[str, Application]
    overrides: Mapping[tuple[str, str], int]
    targets: Mapping[str, Standing]


def excluded(atom: str, value: str) -> tuple[str, str, str]:
    """Return the input key for *value is ruled out for fact atom*."""
    return ("excluded", atom, value)


def position(question: str, choice: str) -> tuple[str, str, str]:
    """Return the input key for *this position of this question is chosen*."""
    return ("position", question, choice)


def enabled(rule: str) -> tuple[str, str]:
    """Return the input key for *this rule is in force and switched on*."""
    return ("enabled", rule)


def compile_theory(theory: Theory, *, bounds: bool = True) -> Compiled:
    """Compile ``theory``.

    Without ``bounds`` only how things stand is compiled: conclusions, and which prohibitions and obligations stand.
    All other nodes are then the constant zero.

    Raises:
        CyclicTheoryError: if a conclusion depends on itself.
    """
    return _Compiler(theory, bounds=bounds).run()


class _Compiler:
    """Holds the tables that grow while a theory is compiled."""

    def __init__(self, theory: Theory, *, bounds: bool) -> None:
        self.theory = theory
        self.bounds = bounds
        self.circuit = Circuit()
        self.literals: dict[str, Truth] = {}
        self.applications: dict[str, Application] = {}
        self.overrides: dict[tuple[str, str], int] = {}
        self.over: dict[str, list[tuple[str, int]]] = {}

    def run(self) -> Compiled:
        theory = self.theory
        for override in theory.overrides:
            key = (override.superior, override.inferior)
            node = self.circuit.any_of((self.overrides.get(key, ZERO), self.guard(override.guard)))
            self.overrides[key] = node
        for (superior, inferior), node in sorted(self.overrides.items()):
            self.over.setdefault(inferior, []).append((superior, node))
        concluding: dict[str, list[Rule]] = {}
        acting: dict[str, list[Rule]] = {target: [] for target in theory.targets}
        for rule in theory.rules:
            if rule.verb is Verb.CONCLUDE:
                concluding.setdefault(rule.head, []).append(rule)
            else:
                acting[rule.head].append(rule)
        for atom in conclusion_order(theory):
            self.literals[atom] = self.literal(atom, concluding.get(atom, []))
        for rules in acting.values():
            for rule in rules:
                self.applications[rule.id] = self.application(rule)
        acts = Targets(self.circuit, self.truth, self.applications, self.over)
        targets = {
            target: acts.standing(acting[target], guarded=guarded)
            if self.bounds
            else acts.only_standing(acting[target])
            for target, guarded in theory.targets.items()
        }
        return Compiled(theory, self.circuit, self.literals, self.applications, self.overrides, targets)

    # --- formulas ---------------------------------------------------------------------------------------------------

    def guard(self, guard: Guard) -> int:
        circuit = self.circuit
        return circuit.all_of(
            circuit.any_of(circuit.input(position(question, choice)) for choice in sorted(choices))
            for question, choices in guard
        )

    def truth(self, formula: Formula) -> Truth:
        circuit = self.circuit
        match formula:
            case Const(value):
                yes, no = (ONE, ZERO) if value else (ZERO, ONE)
                return Truth(Three(yes, yes, yes), Three(no, no, no))
            case Is(atom, values):
                domain = self.theory.facts[atom]
                established = circuit.all_of(circuit.input(excluded(atom, v)) for v in domain if v not in values)
                refuted = circuit.all_of(circuit.input(excluded(atom, v)) for v in domain if v in values)
                if not self.bounds:
                    return Truth(Three(established, ZERO, ZERO), Three(refuted, ZERO, ZERO))
                return Truth(
                    Three(established, established, circuit.negation(refuted)),
                    Three(refuted, refuted, circuit.negation(established)),
                )
            case Holds(atom):
                return self.literals[atom]
            case Not(item):
                inner = self.truth(item)
                return Truth(inner.refuted, inner.established)
            case And(items):
                inner_all = [self.truth(item) for item in items]
                return Truth(self.every(t.established for t in inner_all), self.some(t.refuted for t in inner_all))
            case Or(items):
                inner_any = [self.truth(item) for item in items]
                return Truth(self.some(t.established for t in inner_any), self.every(t.refuted for t in inner_any))

    def every(self, items: Iterable[Three]) -> Three:
        parts = list(items)
        return self.three(self.circuit.all_of(part[i] for part in parts) for i in range(3))

    def some(self, items: Iterable[Three]) -> Three:
        parts = list(items)
        return self.three(self.circuit.any_of(part[i] for part in parts) for i in range(3))

    def three(self, nodes: Iterator[int]) -> Three:
        """Take the nodes of a value and of its bounds, or of the value alone."""
        return Three(*nodes) if self.bounds else Three(next(nodes), ZERO, ZERO)

    # --- rules and literals -------------------------------------------------------------------------------------------

    def application(self, rule: Rule) -> Application:
        circuit = self.circuit
        guard = circuit.all_of((circuit.input(enabled(rule.id)), self.guard(rule.guard)))
        when = self.truth(rule.when)
        unless = self.truth(rule.unless)
        yes, no = when.established, unless.established
        pairs = ((yes.value, no.value), (yes.low, no.high), (yes.high, no.low))
        applies = self.three(circuit.all_of((guard, mine, circuit.negation(theirs))) for mine, theirs in pairs)
        return Application(guard, applies, when, unless)

    def literal(self, atom: str, rules: list[Rule]) -> Truth:
        if atom in self.theory.assumed:
            return self.truth(Const(self.theory.assumed[atom]))
        for rule in rules:
            self.applications[rule.id] = self.application(rule)
        return Truth(self.proved(rules, positive=True), self.proved(rules, positive=False))

    def proved(self, rules: list[Rule], *, positive: bool) -> Three:
        circuit = self.circuit
        own = [rule.id for rule in rules if rule.positive is positive]
        rival = [rule.id for rule in rules if rule.positive is not positive]

        # The bound of a literal takes its own side at that bound and the other side at the opposite one.
        def at(mine: int, theirs: int) -> int:
            supported = circuit.any_of(self.applications[r].applies[mine] for r in own)
            answered = (
                circuit.any_of(
                    (
                        circuit.negation(self.applications[s].applies[theirs]),
                        beaten_by(self.circuit, self.applications, self.over, s, own, mine),
                    ),
                )
                for s in rival
            )
            return circuit.all_of((supported, *answered))

        return self.three(at(mine, theirs) for mine, theirs in ((0, 0), (1, 2), (2, 1)))
