"""Evaluating one case many times over, facts forgotten or completed, under every combination of readings at once."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from pow_options.assessment.lanes import Lane, evaluate_lanes, known
from pow_options.cases import impossible
from pow_options.grounding import Worlds, inputs, worlds
from pow_options.law import UNSETTLED
from pow_options.reasoning import excluded
from tests.conformance.answers import ask, law, safe, verified

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from pow_options.assessment import Evaluation
    from pow_options.reasoning import NodeValues

Possible = dict[str, frozenset[str]]

DECIDED = {
    "admits:KOR": True,
    "medical_class": "none",
    "criminal_proceedings": "none",
    "tribunal_decision": "none",
    "release_on_parole": False,
    "release_is_real": True,
    "onward_to_origin:KOR": False,
    "onward_to_power_served:KOR": False,
    "onward_to_power_served:PRK": False,
    **verified("KOR"),
    **safe("KOR"),
}
"""All that travel of the two soldiers to the third State waits for, answered in its favour."""


SAMPLE = 256
"""Combinations of readings run where no questions are named: far fewer than there are, and every pair of positions."""


@dataclass(frozen=True)
class Explorer:
    """A compiled case, and the inputs that hold whatever its facts are, under many combinations of readings at once."""

    evaluation: Evaluation
    possible: Possible
    fixed: dict[Hashable, int]
    space: Worlds

    @property
    def full(self) -> int:
        """One bit set for each combination of readings."""
        return self.space.full

    @property
    def guarded(self) -> tuple[str, ...]:
        """The routes to another State."""
        return tuple(name for name, is_guarded in self.evaluation.ground.theory.targets.items() if is_guarded)

    def established(self) -> list[str]:
        """The facts of which the case rules out at least one value."""
        domains = self.evaluation.ground.theory.facts
        return sorted(atom for atom, values in self.possible.items() if len(values) < len(domains[atom]))

    def forget(self, possible: Possible, *facts: str) -> Possible:
        domains = self.evaluation.ground.theory.facts
        return {**possible, **{atom: frozenset(domains[atom]) for atom in facts}}

    def values(self, possible: Possible) -> Sequence[int]:
        """Return every node of the circuit, one bit per combination of readings."""
        given = dict(self.fixed)
        for atom, domain in self.evaluation.ground.theory.facts.items():
            for value in domain:
                given[excluded(atom, value)] = 0 if value in possible[atom] else self.full
        return self.evaluation.compiled.circuit.evaluate(given, self.full)

    def free(self, possible: Possible) -> dict[str, int]:
        """Return, for each route to another State, the combinations of readings under which it is open or required."""
        return self._free(self.values(possible))

    def free_each(self, base: Possible, changes: Iterable[Possible]) -> Iterator[dict[str, int]]:
        """Yield what `free` returns for each way of changing some facts, many in one pass."""
        compiled = self.evaluation.compiled
        given = dict(self.fixed)
        for atom, domain in self.evaluation.ground.theory.facts.items():
            given.update({excluded(atom, value): 0 if value in base[atom] else self.full for value in domain})
        left = iter(changes)
        while batch := list(itertools.islice(left, 64)):
            values = evaluate_lanes(compiled.circuit, given, self.space, [known(compiled, item) for item in batch])
            for index in range(len(batch)):
                yield self._free(Lane(values, index * len(self.space.combinations), self.full))

    def _free(self, values: NodeValues) -> dict[str, int]:
        out = {}
        for name in self.guarded:
            standing = self.evaluation.compiled.targets[name]
            stopped = values[standing.barred] | values[standing.collision] | values[standing.waiting]
            out[name] = self.full & ~stopped
        return out

    def classes(self, possible: Possible) -> dict[str, tuple[int, ...]]:
        """Return, for each route, the combinations under which it is barred, contested, required, else lawful."""
        values = self.values(possible)
        out: dict[str, tuple[int, ...]] = {}
        for name, standing in self.evaluation.compiled.targets.items():
            barred = values[standing.barred]
            contested = values[standing.collision] & ~barred
            required = values[standing.obliged] & ~(values[standing.waiting] | contested | barred)
            out[name] = (barred, contested, required, self.full & ~(barred | contested | required))
        return out

    def random(self, generator: Random, *, sets: bool = False) -> Possible:
        """Return facts that have one value each, or, with `sets`, any number of values still possible."""
        domains = self.evaluation.ground.theory.facts
        return {
            atom: frozenset(generator.sample(domain, generator.randint(1, len(domain)) if sets else 1))
            for atom, domain in domains.items()
        }

    def complete(self, possible: Possible, generator: Random) -> Possible:
        """Return one completion of what is unknown."""
        return {atom: frozenset((generator.choice(sorted(values)),)) for atom, values in possible.items()}

    def can_be(self, possible: Possible) -> bool:
        """Whether the facts established can hold together."""
        roles = self.evaluation.case.roles
        return not any(True for _ in impossible(possible, roles, self.evaluation.pack))


@cache
def explorer(
    case: str,
    as_of: str | None = None,
    law_on: str | None = None,
    assume: tuple[tuple[str, str], ...] = (),
    without: tuple[str, ...] = (),
    questions: tuple[str, ...] | None = None,
) -> Explorer:
    """Compile a case once; `assume` gives facts, as pairs, so that the answer can be remembered.

    Every combination of the positions of `questions` is run, the others keeping their defaults; or, if none are named,
    a fixed sample of the combinations of all.
    """
    if assume:
        # The circuit is the same whatever is assumed of facts; only what is possible changes.
        base = explorer(case, as_of, law_on, (), without, questions)
        fixed = {key: frozenset((value,)) for key, value in assume}
        assert set(fixed) <= set(base.possible)
        return replace(base, possible={**base.possible, **fixed})
    evaluation = ask(case, as_of=as_of, law_on=law_on, without=without).evaluation
    space = sample() if questions is None else worlds(law(), readings_open(questions))
    return Explorer(
        evaluation,
        dict(evaluation.possible),
        inputs(evaluation.ground, evaluation.possible, space),
        space,
    )


def readings_open(questions: Iterable[str]) -> dict[str, str]:
    """Return readings that leave these questions unsettled and give the others a position, their default if any."""
    items = law().questions
    closed = {key: item.position_ids[0] if item.default == UNSETTLED else item.default for key, item in items.items()}
    return {**closed, **dict.fromkeys(questions, UNSETTLED)}


@cache
def sample() -> Worlds:
    """Return a fixed sample of the combinations of readings in which every two positions meet."""
    generator = Random(0)
    items = {key: item.position_ids for key, item in sorted(law().questions.items())}
    drawn = dict.fromkeys(tuple(generator.choice(ids) for ids in items.values()) for _ in range(2 * SAMPLE))
    combinations = tuple(itertools.islice(drawn, SAMPLE))
    for (i, left), (j, right) in itertools.combinations(enumerate(items.values()), 2):
        assert {(c[i], c[j]) for c in combinations} == set(itertools.product(left, right))
    return Worlds(dict.fromkeys(items, UNSETTLED), tuple(items), combinations)


def mattering(machine: Explorer, route: str) -> tuple[str, ...]:
    """Return the questions on which the status of a route can depend, whatever the positions of the others."""
    compiled = machine.evaluation.compiled
    fixed: dict[Hashable, bool] = {
        key: value == machine.full
        for key, value in machine.fixed.items()
        if isinstance(key, tuple) and key[0] == "enabled"
    }
    for atom, domain in machine.evaluation.ground.theory.facts.items():
        for value in domain:
            if len(machine.possible[atom]) == 1 or value not in machine.possible[atom]:
                fixed[excluded(atom, value)] = value not in machine.possible[atom]
    standing = compiled.targets[route]
    nodes = (standing.barred, standing.collision, standing.waiting, standing.obliged)
    support = compiled.circuit.support(fixed)
    return tuple(
        sorted(
            {str(key[1]) for node in nodes for key in support[node] if isinstance(key, tuple) and key[0] == "position"}
        )
    )


def opened(before: Mapping[str, int], after: Mapping[str, int]) -> list[str]:
    """Return the routes that are free under some combination of readings under which they were not."""
    return [name for name in before if after[name] & ~before[name]]
