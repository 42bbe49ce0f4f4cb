"""Theories in few words, and what they come to."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from pow_options.reasoning import (
    Compiled,
    Holds,
    Is,
    Override,
    Rule,
    Theory,
    Three,
    Verb,
    compile_theory,
    enabled,
    excluded,
    position,
)

Possible = Mapping[str, frozenset[str]]

UNKNOWN = frozenset(("true", "false"))
BOOL = ("true", "false")


def fact(name: str) -> Is:
    """The boolean fact `name` is true."""
    return Is(name, frozenset(("true",)))


def lit(name: str) -> Holds:
    """The conclusion `name`."""
    return Holds(name)


def rule(name: str, verb: str, head: str, **parts: object) -> Rule:
    """A rule; ``not x`` as head of a conclusion is its opposite."""
    positive = not head.startswith("not ")
    return Rule(name, Verb(verb), head.removeprefix("not "), positive, **parts)  # type: ignore[arg-type]


def over(*pairs: str) -> tuple[Override, ...]:
    """Overrides, each written ``"superior > inferior"``."""
    ends = (pair.split(" > ") for pair in pairs)
    return tuple(Override(superior, inferior) for superior, inferior in ends)


@dataclass(frozen=True)
class Read:
    """A compiled theory at one point: every node is 0 or 1."""

    compiled: Compiled
    values: list[int]

    def three(self, nodes: Three) -> tuple[int, int, int]:
        """Value, lower and upper bound."""
        return self.values[nodes.value], self.values[nodes.low], self.values[nodes.high]

    def proved(self, atom: str) -> str:
        """What is proved: the literal, its opposite, or neither."""
        truth = self.compiled.literals[atom]
        yes, no = self.values[truth.established.value], self.values[truth.refuted.value]
        return {(1, 0): "yes", (0, 1): "no", (0, 0): "neither"}[yes, no]

    def status(self, target: str = "go") -> str:
        """The first of the five that holds (semantics, section 4)."""
        standing = self.compiled.targets[target]
        steps = {
            "barred": standing.barred,
            "contested": standing.collision,
            "open_if": standing.waiting,
            "required": standing.obliged,
        }
        return next((name for name, node in steps.items() if self.values[node]), "open")

    def standing(self, verb: str, target: str = "go") -> set[str]:
        """The forbids, obliges or pending prohibitions that stand."""
        nodes: Mapping[str, int] = getattr(self.compiled.targets[target], verb)
        return {key for key, node in nodes.items() if self.values[node]}

    def requirement(self, name: str, part: str, target: str = "go") -> bool:
        """Whether a requirement applies, is lifted, unmet or failed."""
        return bool(self.values[getattr(self.compiled.targets[target].requirements[name], part)])


def inputs(
    theory: Theory, possible: Possible, chosen: Mapping[str, str], off: frozenset[str] = frozenset()
) -> dict[Hashable, int]:
    """The inputs of a compiled theory in one world."""
    out: dict[Hashable, int] = {}
    for atom, domain in theory.facts.items():
        for value in domain:
            out[excluded(atom, value)] = int(value not in possible.get(atom, frozenset(domain)))
    for question, choices in theory.questions.items():
        for choice in choices:
            out[position(question, choice)] = int(chosen.get(question) == choice)
    for item in theory.rules:
        out[enabled(item.id)] = int(item.id not in off)
    return out


def theory_of(
    rules: list[Rule],
    overrides: tuple[Override, ...] = (),
    *,
    guarded: bool = False,
    derived: tuple[str, ...] = ("p", "q", "r"),
    questions: Mapping[str, tuple[str, ...]] | None = None,
    assumed: Mapping[str, bool] | None = None,
) -> Theory:
    """A theory with the facts a to e and u, v, w, the enum k, the target `go` and these rules."""
    facts = {**dict.fromkeys("abcdeuvw", BOOL), "k": ("low", "mid", "high")}
    return Theory(facts, derived, tuple(rules), overrides, {"go": guarded}, dict(questions or {}), dict(assumed or {}))


def read(
    theory: Theory,
    facts: Mapping[str, bool | str] | None = None,
    chosen: Mapping[str, str] | None = None,
    off: frozenset[str] = frozenset(),
) -> Read:
    """Compile and evaluate `theory`; facts not named are unknown, ``"low mid"`` leaves two values open."""
    possible = {
        atom: frozenset((str(value).lower(),)) if isinstance(value, bool) else frozenset(value.split())
        for atom, value in (facts or {}).items()
    }
    compiled = compile_theory(theory)
    return Read(compiled, compiled.circuit.evaluate(inputs(theory, possible, chosen or {}, off), 1))


def completions(theory: Theory, possible: Possible) -> Iterator[dict[str, frozenset[str]]]:
    """Every way of giving each fact one of the values still possible."""
    atoms = list(theory.facts)
    ranges = [[v for v in theory.facts[atom] if v in possible[atom]] for atom in atoms]
    for picks in itertools.product(*ranges):
        yield {atom: frozenset((pick,)) for atom, pick in zip(atoms, picks, strict=True)}
