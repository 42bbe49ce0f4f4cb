"""What can be done and what not: prohibitions, obligations and requirements on each target, as circuit nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .nodes import Application, Bound, Bounds, Requirement, Standing, Truth
from .theory import Rule, Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .circuit import Circuit
    from .formula import Formula


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

    def standing(self, rules: list[Rule], *, guarded: bool) -> Standing:
        """Return the nodes of a target from the rules that act on it."""
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
            bounds=self.bounds(rules, of),
        )

    def bounds(self, rules: list[Rule], of: Mapping[Verb, list[str]]) -> Bounds:
        """Return the bounds of a target; 1 and 2 are the places of `low` and `high` in a node's three values."""
        circuit = self.circuit
        apps = self.applications
        stands: dict[int, dict[str, int]] = {}
        for bound, opposite in ((1, 2), (2, 1)):
            stands[bound] = {
                rule: circuit.all_of(
                    (apps[rule].applies[bound], circuit.negation(self.beaten_by(rule, of[lifting], opposite)))
                )
                for verb, lifting in ((Verb.FORBID, Verb.PERMIT), (Verb.OBLIGE, Verb.EXCUSE))
                for rule in of[verb]
            }

        def answered(rules: list[str], by: list[str], bound: int, opposite: int) -> int:
            """Return whether each of ``rules`` that stands is overridden by one of ``by`` that stands."""
            return circuit.all_of(
                circuit.any_of(
                    (
                        circuit.negation(stands[opposite][rule]),
                        *(
                            circuit.all_of((node, stands[bound][superior]))
                            for superior, node in self.over.get(rule, ())
                            if superior in by
                        ),
                    )
                )
                for rule in rules
            )

        forbids, obliges = of[Verb.FORBID], of[Verb.OBLIGE]
        barred, beaten, obliged, waiting = [], [], [], []
        for bound, opposite in ((1, 2), (2, 1)):
            some = circuit.any_of(stands[bound][rule] for rule in forbids)
            barred.append(circuit.all_of((some, answered(obliges, forbids, bound, opposite))))
            beaten.append(answered(forbids, obliges, bound, opposite))
            obliged.append(circuit.any_of(stands[bound][rule] for rule in obliges))
            waiting.append(
                circuit.any_of(
                    self.unmet(rule, of, stands, opposite)
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
        stands: Mapping[int, Mapping[str, int]],
        opposite: int,
    ) -> int:
        """Return the bound of *this requirement applies, is not met and is not lifted*."""
        circuit = self.circuit
        app = self.applications[rule.id]
        lifting = [
            circuit.all_of((node, stands[opposite][superior]))
            for superior, node in self.over.get(rule.id, ())
            if superior in of[Verb.OBLIGE]
        ]
        others = [name for verb in (Verb.FORBID, Verb.PERMIT, Verb.EXCUSE) for name in of[verb]]
        excluding = (
            app.when.refuted[opposite],
            app.unless.established[opposite],
            self.truth(rule.condition).established[opposite],
            *lifting,
            self.beaten_by(rule.id, others, opposite),
        )
        return circuit.all_of((app.guard, *(circuit.negation(node) for node in excluding)))

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
