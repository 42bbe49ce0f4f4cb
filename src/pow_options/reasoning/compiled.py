"""Compiling a ground theory into one circuit: literals with their bounds, rule applications, and what stands.

Every formula is compiled six times over: established and refuted as things stand (``value``), in every completion of
what is unknown (``low``), and in some completion (``high``). The bounds are sound and found in one linear pass; they
need not be tight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .circuit import ONE, ZERO, Circuit
from .formula import And, Const, Formula, Holds, Is, Not, Or
from .theory import Guard, Rule, Theory, Verb, conclusion_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


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


def compile_theory(theory: Theory) -> Compiled:
    """Compile ``theory``.

    Raises:
        CyclicTheoryError: if a conclusion depends on itself.
    """
    return _Compiler(theory).run()


class _Compiler:
    """Holds the tables that grow while a theory is compiled."""

    def __init__(self, theory: Theory) -> None:
        self.theory = theory
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
        targets = {target: self.standing(acting[target], guarded=guarded) for target, guarded in theory.targets.items()}
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
        return Three(*(self.circuit.all_of(part[i] for part in parts) for i in range(3)))

    def some(self, items: Iterable[Three]) -> Three:
        parts = list(items)
        return Three(*(self.circuit.any_of(part[i] for part in parts) for i in range(3)))

    # --- rules and literals -------------------------------------------------------------------------------------------

    def application(self, rule: Rule) -> Application:
        circuit = self.circuit
        guard = circuit.all_of((circuit.input(enabled(rule.id)), self.guard(rule.guard)))
        when = self.truth(rule.when)
        unless = self.truth(rule.unless)
        yes, no = when.established, unless.established
        applies = Three(
            circuit.all_of((guard, yes.value, circuit.negation(no.value))),
            circuit.all_of((guard, yes.low, circuit.negation(no.high))),
            circuit.all_of((guard, yes.high, circuit.negation(no.low))),
        )
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
        nodes = []
        # The bound of a literal takes its own side at that bound and the other side at the opposite one.
        for mine, theirs in ((0, 0), (1, 2), (2, 1)):
            supported = circuit.any_of(self.applications[r].applies[mine] for r in own)
            answered = (
                circuit.any_of(
                    (circuit.negation(self.applications[s].applies[theirs]), self.beaten_by(s, own, mine)),
                )
                for s in rival
            )
            nodes.append(circuit.all_of((supported, *answered)))
        return Three(*nodes)

    def beaten_by(self, inferior: str, among: list[str], bound: int) -> int:
        circuit = self.circuit
        return circuit.any_of(
            circuit.all_of((node, self.applications[superior].applies[bound]))
            for superior, node in self.over.get(inferior, ())
            if superior in among
        )

    # --- targets -----------------------------------------------------------------------------------------------

    def standing(self, rules: list[Rule], *, guarded: bool) -> Standing:
        circuit = self.circuit
        of = {verb: [rule.id for rule in rules if rule.verb is verb] for verb in Verb}
        apps = self.applications

        def lifted(rule: str, by: Verb, bound: int) -> int:
            return self.beaten_by(rule, of[by], bound)

        forbids = {
            f: circuit.all_of((apps[f].applies.value, circuit.negation(lifted(f, Verb.PERMIT, 0))))
            for f in of[Verb.FORBID]
        }
        obliges = {
            o: circuit.all_of((apps[o].applies.value, circuit.negation(lifted(o, Verb.EXCUSE, 0))))
            for o in of[Verb.OBLIGE]
        }
        surely_obliges = {
            o: circuit.all_of((apps[o].applies.low, circuit.negation(lifted(o, Verb.EXCUSE, 2))))
            for o in of[Verb.OBLIGE]
        }

        def overridden(rule: str, standing: Mapping[str, int]) -> int:
            return circuit.any_of(
                circuit.all_of((node, standing[superior]))
                for superior, node in self.over.get(rule, ())
                if superior in standing
            )

        some_forbid = circuit.any_of(forbids.values())
        obliges_answered = circuit.all_of(
            circuit.any_of((circuit.negation(stands), overridden(o, forbids))) for o, stands in obliges.items()
        )
        barred = circuit.all_of((some_forbid, obliges_answered))
        beaten = circuit.all_of(
            circuit.any_of((circuit.negation(stands), overridden(f, obliges))) for f, stands in forbids.items()
        )
        collision = circuit.all_of((circuit.negation(barred), circuit.negation(beaten)))

        pending = {}
        if guarded:
            for f in of[Verb.FORBID]:
                acts_now = circuit.all_of((forbids[f], circuit.negation(overridden(f, obliges))))
                answered = circuit.any_of((lifted(f, Verb.PERMIT, 1), overridden(f, surely_obliges), acts_now))
                pending[f] = circuit.all_of((apps[f].applies.high, circuit.negation(answered)))
        requirements = {
            rule.id: self.requirement(rule, of, obliges, surely_obliges, guarded=guarded)
            for rule in rules
            if rule.verb is Verb.REQUIRE
        }
        unmet = (requirements[rule.id].unmet for rule in rules if rule.verb is Verb.REQUIRE and rule.blocking)
        return Standing(
            forbids=forbids,
            obliges=obliges,
            pending=pending,
            requirements=requirements,
            barred=barred,
            collision=collision,
            obliged=circuit.any_of(obliges.values()),
            waiting=circuit.any_of((*pending.values(), *unmet)),
        )

    def requirement(
        self,
        rule: Rule,
        of: Mapping[Verb, list[str]],
        obliges: Mapping[str, int],
        surely_obliges: Mapping[str, int],
        *,
        guarded: bool,
    ) -> Requirement:
        circuit = self.circuit
        app = self.applications[rule.id]
        condition = self.truth(rule.condition)
        bound = 1 if guarded else 0
        # Unlike other rules a requirement applies until its `when` is refuted: a safeguard is not lost by not asking.
        applies = circuit.all_of(
            (
                app.guard,
                circuit.negation(app.when.refuted[bound]),
                circuit.negation(app.unless.established[bound]),
            ),
        )
        standing_obliges = surely_obliges if guarded else obliges
        lifting = [
            circuit.all_of((node, standing_obliges[superior]))
            for superior, node in self.over.get(rule.id, ())
            if superior in standing_obliges
        ]
        others = [r for verb in (Verb.FORBID, Verb.PERMIT, Verb.EXCUSE) for r in of[verb]]
        lifted = circuit.any_of((*lifting, self.beaten_by(rule.id, others, bound)))
        unmet = circuit.all_of(
            (applies, circuit.negation(condition.established[bound]), circuit.negation(lifted)),
        )
        failed = circuit.all_of((unmet, app.applies.low, condition.refuted.low))
        return Requirement(applies, condition, lifted, unmet, failed)
