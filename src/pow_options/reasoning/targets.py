"""What can be done and what not: prohibitions, obligations and requirements on each target, as circuit nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .circuit import ZERO
from .nodes import Application, Bound, Bounds, Requirement, Standing, Truth
from .theory import Rule, Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .circuit import Circuit
    from .formula import Formula


_LIFTING = {Verb.FORBID: Verb.PERMIT, Verb.OBLIGE: Verb.EXCUSE}
_OPPOSITE = (0, 2, 1)
"""For the value, the low and the high bound of a node: at which of them what counts against it is taken."""


def beaten_by(
    circuit: Circuit,
    applications: Mapping[str, Application],
    over: Mapping[str, Sequence[tuple[str, int]]],
    inferior: str,
    among: Iterable[str],
    bound: int,
) -> int:
    """Return the node for *one of the rules ``among`` applies, at this bound, and prevails over ``inferior``*."""
    wanted = set(among)
    return circuit.any_of(
        circuit.all_of((node, applications[superior].applies[bound]))
        for superior, node in over.get(inferior, ())
        if superior in wanted
    )


class Targets:
    """Compiles what the rules that act on a target come to."""

    def __init__(
        self,
        circuit: Circuit,
        truth: Callable[[Formula], Truth],
        applications: Mapping[str, Application],
        over: Mapping[str, Sequence[tuple[str, int]]],
    ) -> None:
        """Work on the tables of the compiler, in which the conclusions stand already."""
        self.circuit = circuit
        self.truth = truth
        self.applications = applications
        self.over = over

    def beaten_by(self, inferior: str, among: Iterable[str], bound: int) -> int:
        """Return the node for *one of the rules ``among`` applies, at this bound, and prevails over ``inferior``*."""
        return beaten_by(self.circuit, self.applications, self.over, inferior, among, bound)

    def stands(self, of: Mapping[Verb, list[str]], verb: Verb, bound: int) -> dict[str, int]:
        """Return, for each prohibition or obligation, the node for *it stands*, at this bound.

        What would lift it is taken at the opposite bound.
        """
        return {
            rule: self.circuit.all_of(
                (
                    self.applications[rule].applies[bound],
                    self.circuit.negation(self.beaten_by(rule, of[_LIFTING[verb]], _OPPOSITE[bound])),
                )
            )
            for rule in of[verb]
        }

    def overridden(self, rule: str, standing: Mapping[str, int]) -> int:
        """Return the node for *one of the rules in ``standing`` stands and prevails over ``rule``*."""
        return self.circuit.any_of(
            self.circuit.all_of((node, standing[superior]))
            for superior, node in self.over.get(rule, ())
            if superior in standing
        )

    def only_standing(self, rules: list[Rule]) -> Standing:
        """Return which prohibitions and obligations stand on a target, and nothing else of it."""
        of = {verb: [rule.id for rule in rules if rule.verb is verb] for verb in Verb}
        nothing = Bound(ZERO, ZERO)
        return Standing(
            forbids=self.stands(of, Verb.FORBID, 0),
            obliges=self.stands(of, Verb.OBLIGE, 0),
            pending={},
            requirements={},
            barred=ZERO,
            collision=ZERO,
            obliged=ZERO,
            waiting=ZERO,
            bounds=Bounds(nothing, nothing, nothing, nothing),
        )

    def standing(self, rules: list[Rule], *, guarded: bool) -> Standing:
        """Return the nodes of a target from the rules that act on it."""
        circuit = self.circuit
        of = {verb: [rule.id for rule in rules if rule.verb is verb] for verb in Verb}
        apps = self.applications

        forbids, obliges = self.stands(of, Verb.FORBID, 0), self.stands(of, Verb.OBLIGE, 0)
        surely_obliges = self.stands(of, Verb.OBLIGE, 1)
        overridden = self.overridden

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
                answered = circuit.any_of(
                    (self.beaten_by(f, of[Verb.PERMIT], 1), overridden(f, surely_obliges), acts_now)
                )
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
            bounds=self.bounds(rules, of),
        )

    def bounds(self, rules: list[Rule], of: Mapping[Verb, list[str]]) -> Bounds:
        """Return the bounds of a target; 1 and 2 are the places of `low` and `high` in a node's three values."""
        circuit = self.circuit
        forbids = {bound: self.stands(of, Verb.FORBID, bound) for bound in (1, 2)}
        obliges = {bound: self.stands(of, Verb.OBLIGE, bound) for bound in (1, 2)}

        def answered(rules: Mapping[int, Mapping[str, int]], by: Mapping[int, Mapping[str, int]], bound: int) -> int:
            """Return whether each of ``rules`` that stands is overridden by one of ``by`` that stands."""
            return circuit.all_of(
                circuit.any_of((circuit.negation(stands), self.overridden(rule, by[bound])))
                for rule, stands in rules[_OPPOSITE[bound]].items()
            )

        barred, beaten, obliged, waiting = [], [], [], []
        for bound in (1, 2):
            some = circuit.any_of(forbids[bound].values())
            barred.append(circuit.all_of((some, answered(obliges, forbids, bound))))
            beaten.append(answered(forbids, obliges, bound))
            obliged.append(circuit.any_of(obliges[bound].values()))
            waiting.append(
                circuit.any_of(
                    self.unmet(rule, of, obliges[_OPPOSITE[bound]], _OPPOSITE[bound])
                    for rule in rules
                    if rule.verb is Verb.REQUIRE and rule.blocking
                )
            )
        collision = [circuit.all_of((circuit.negation(barred[1 - i]), circuit.negation(beaten[1 - i]))) for i in (0, 1)]
        return Bounds(Bound(*barred), Bound(*collision), Bound(*obliged), Bound(*waiting))

    def unmet(
        self,
        rule: Rule,
        of: Mapping[Verb, list[str]],
        obliges: Mapping[str, int],
        opposite: int,
    ) -> int:
        """Return the bound of *this requirement applies, is not met and is not lifted*."""
        circuit = self.circuit
        app = self.applications[rule.id]
        excluding = (
            app.when.refuted[opposite],
            app.unless.established[opposite],
            self.truth(rule.condition).established[opposite],
            self.requirement_lifted(rule, of, obliges, opposite),
        )
        return circuit.all_of((app.guard, *(circuit.negation(node) for node in excluding)))

    def requirement_lifted(
        self, rule: Rule, of: Mapping[Verb, list[str]], obliges: Mapping[str, int], bound: int
    ) -> int:
        """Return the node for *an obligation that stands, or another rule that applies, prevails over this one*."""
        others = [name for verb in (Verb.FORBID, Verb.PERMIT, Verb.EXCUSE) for name in of[verb]]
        return self.circuit.any_of((self.overridden(rule.id, obliges), self.beaten_by(rule.id, others, bound)))

    def requirement(
        self,
        rule: Rule,
        of: Mapping[Verb, list[str]],
        obliges: Mapping[str, int],
        surely_obliges: Mapping[str, int],
        *,
        guarded: bool,
    ) -> Requirement:
        """Return the nodes of one requirement, on a guarded target at its cautious bounds."""
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
        lifted = self.requirement_lifted(rule, of, standing_obliges, bound)
        unmet = circuit.all_of(
            (applies, circuit.negation(condition.established[bound]), circuit.negation(lifted)),
        )
        failed = circuit.all_of((unmet, app.applies.low, condition.refuted.low))
        return Requirement(applies, condition, lifted, unmet, failed)
