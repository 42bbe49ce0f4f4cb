"""Where, among all answers to the open facts, a route or an option has which status, as diagrams.

What the ranking measures is read as in ``assessment.ranking``, criterion by criterion, up to the first that counts
conditions: numbers have no diagram of a useful size. Options that stand level before it are told apart by evaluating.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from pow_options.assessment import Reach, Status
from pow_options.assessment.ranking import ground_name, read
from pow_options.cases import split_key
from pow_options.reasoning import Verb

from .diagrams import AS_IS, Diagram

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pow_options.assessment import Evaluation
    from pow_options.law.model import Counts, Criterion

    from .diagrams import Diagrams


class Regions:
    """The statuses and ranks of a case as diagrams over its open facts."""

    def __init__(self, diagrams: Diagrams) -> None:
        """Build the statuses of all routes, from which everything else is made."""
        self.diagrams = diagrams
        self.evaluation = diagrams.evaluation
        self.true, self.false = diagrams.manager.true, diagrams.manager.false
        self._statuses = {route: self._over_all(route) for route in self.evaluation.compiled.targets}
        diagrams.keep_order()
        self._classes: dict[str, list[list[Diagram]]] = {}

    def statuses(self, route: str) -> Mapping[Status, Diagram]:
        """Return where a route has each status over all unsettled readings."""
        return self._statuses[route]

    def _over_all(self, route: str) -> dict[Status, Diagram]:
        standing = self.evaluation.compiled.targets[route]
        left = self.true
        some: dict[Status, Diagram] = {}
        for status, node in (
            (Status.BARRED, standing.barred),
            (Status.CONTESTED, standing.collision),
            (Status.OPEN_IF, standing.waiting),
            (Status.REQUIRED, standing.obliged),
        ):
            here = self.diagrams.at(node) & left
            some[status] = self.diagrams.in_some_reading(here)
            left &= ~here
        some[Status.OPEN] = self.diagrams.in_some_reading(left)
        others = some[Status.CONTESTED] | some[Status.OPEN_IF] | some[Status.OPEN] | some[Status.REQUIRED]
        out = {Status.BARRED: ~others, Status.CONTESTED: (some[Status.BARRED] & others) | some[Status.CONTESTED]}
        taken = out[Status.BARRED] | out[Status.CONTESTED]
        for status in (Status.OPEN_IF, Status.OPEN, Status.REQUIRED):
            out[status] = some[status] & ~taken
            taken |= out[status]
        return out

    # --- ranking ------------------------------------------------------------------------------------------

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria up to the first that counts conditions."""
        return tuple(itertools.takewhile(lambda c: c.measure != "missing_count", self.evaluation.pack.criteria))

    def classes(self, route: str) -> Sequence[Sequence[Diagram]]:
        """Return, for every criterion, where a route is in each of its classes."""
        found = self._classes.get(route)
        if found is None:
            found = self._classes[route] = [self._criterion(route, criterion) for criterion in self.criteria]
        return found

    def _criterion(self, route: str, criterion: Criterion) -> list[Diagram]:
        match criterion.measure:
            case "status":
                values = {str(status): where for status, where in self.statuses(route).items()}
            case "reach":
                values = self._reach(route)
            case "readiness":
                values = self._readiness(route)
            case "reasons":
                values = self._reasons(route)
            case "route_field":
                field = getattr(self.evaluation.ground.routes[route].route, str(criterion.of))
                values = {str(field).lower() if isinstance(field, bool) else str(field): self.true}
            case "value":
                values = self._value(route, criterion)
            case _:
                place = list(self.evaluation.compiled.targets).index(route)
                return [self.true if index == place else self.false for index in range(place + 1)]
        return [self._any(values[value] for value in group if value in values) for group in criterion.classes]

    def _any(self, items: Iterable[Diagram]) -> Diagram:
        return self.diagrams.some(items)

    def _reach(self, route: str) -> dict[str, Diagram]:
        item = self.evaluation.ground.routes[route]
        if item.route.needs is None:
            return {Reach.IN: self.true}
        found = self.values(f"{item.route.needs}({item.destination})")
        spelt = {"true": Reach.IN, "false": Reach.OUT}
        out: dict[str, Diagram] = {}
        for value, where in found.items():
            key = spelt.get(value, Reach.UNKNOWN)
            out[key] = out.get(key, self.false) | where
        return out

    def values(self, atom: str) -> dict[str, Diagram]:
        """Return where a fact or conclusion has each value, or is unknown, as the ranking reads it."""
        if atom in self.evaluation.compiled.literals:
            truth = self.evaluation.compiled.literals[atom]
            true = self.diagrams.in_all_readings(self.diagrams.at(truth.established.value))
            false = self.diagrams.in_all_readings(self.diagrams.at(truth.refuted.value)) & ~true
            return {"true": true, "false": false, "unknown": ~(true | false)}
        if atom not in self.diagrams.choices:
            return {read(self.evaluation, atom): self.true}
        out: dict[str, Diagram] = {}
        for choice in self.diagrams.choices[atom]:
            value = read(self.evaluation, atom) if choice == AS_IS else choice
            out[value] = out.get(value, self.false) | self.diagrams.chosen(atom, choice)
        return out

    def _value(self, route: str, criterion: Criterion) -> dict[str, Diagram]:
        atom = ground_name(self.evaluation, str(criterion.of), route)
        found = {"unknown": self.true} if atom is None else self.values(atom)
        out: dict[str, Diagram] = {}
        for value, where in found.items():
            counts = self.true
            for limit in criterion.counts:
                if value in limit.values:
                    counts &= self._counts(route, limit)
            out[value] = out.get(value, self.false) | (where & counts)
            out["unknown"] = out.get("unknown", self.false) | (where & ~counts)
        return out

    def _counts(self, route: str, limit: Counts) -> Diagram:
        item = self.evaluation.ground.routes[route].route
        if limit.unless_route is not None and any(getattr(item, k) is v for k, v in limit.unless_route.items()):
            return self.false
        if limit.on_routes is not None and route not in limit.on_routes:
            return self.true
        if limit.only_if is None:
            return self.true if limit.on_routes is None else self.false
        atom = ground_name(self.evaluation, limit.only_if, route)
        return self.false if atom is None else self.values(atom).get("true", self.false)

    def _readiness(self, route: str) -> dict[str, Diagram]:
        standing = self.evaluation.compiled.targets[route]
        blocking = {rule.id for rule in self.evaluation.ground.theory.rules if rule.blocking}
        some = self.diagrams.in_some_reading
        missing, failed = [some(self.diagrams.at(node)) for node in standing.pending.values()], []
        for name, item in standing.requirements.items():
            if name in blocking:
                unmet = some(self.diagrams.at(item.unmet))
                missing.append(unmet)
                failed.append(unmet & some(self.diagrams.at(item.failed)))
        lacking, lost = self._any(missing), self._any(failed)
        return {"nothing_missing": ~lacking, "some_false": lacking & lost, "unknown_only": lacking & ~lost}

    def _reasons(self, route: str) -> dict[str, Diagram]:
        def given(verb: Verb) -> Diagram:
            applications = self.evaluation.compiled.applications
            return self._any(
                self.diagrams.in_all_readings(self.diagrams.at(applications[rule.id].applies.value))
                for rule in self.evaluation.ground.theory.rules
                if rule.head == route and rule.verb is verb
            )

        support, oppose = given(Verb.SUPPORT), given(Verb.OPPOSE)
        return {
            "support_only": support & ~oppose,
            "oppose_only": oppose & ~support,
            "mixed": support & oppose,
            "none": ~(support | oppose),
        }

    def not_below(self, route: str, other: str) -> Diagram:
        """Return where a route stands above another, or level with it as far as the criteria read go."""
        above, level = self.false, self.true
        for mine, theirs in zip(self.classes(route), self.classes(other), strict=True):
            width = max(len(mine), len(theirs))
            one, two = ([*item, *[self.false] * (width - len(item))] for item in (mine, theirs))
            for index in range(width):
                above |= level & one[index] & self._any(two[index + 1 :])
            level &= self._any(a & b for a, b in zip(one, two, strict=True))
        return above | level

    def best(self, route: str, among: Iterable[str]) -> Diagram:
        """Return where no other route stands above this one as far as the criteria read go."""
        return self.diagrams.every(self.not_below(route, other) for other in among if other != route)

    def option(self, option: str) -> OptionRegions:
        """Return where an option has which status."""
        item = self.evaluation.option(option)
        found = dict.fromkeys(Status, self.false)
        for route in item.routes:
            best = self.best(route, item.routes)
            for status, where in self.statuses(route).items():
                found[status] |= best & where
        clear = self.diagrams.every(~(found[a] & found[b]) for a, b in itertools.combinations(Status, 2))
        return OptionRegions(option, found, clear)


@dataclass(frozen=True, slots=True)
class OptionRegions:
    """Where an option has each status; ``clear`` is where it has one, as far as the criteria read go."""

    option: str
    where: Mapping[Status, Diagram]
    clear: Diagram


Revise = Literal["nothing", "his_word", "all"]
"""Established facts that may be changed: none; what he says and how he was asked; or all."""


def open_facts(evaluation: Evaluation, *, as_is: bool, revise: Revise = "nothing") -> dict[str, tuple[str, ...]]:
    """Return the facts that are open, each with the values it may take, and ``AS_IS`` first if asked.

    Open is what the rules or the ranking read and what has more than one value still possible; and what may be
    revised, hypotheses and what is read from tables of Parties excepted.
    """
    facts = evaluation.pack.facts
    words = {fact.about for fact in facts.values() if fact.about is not None}

    def may_change(atom: str) -> bool:
        name = split_key(atom)[0]
        if atom in evaluation.assumed_facts or facts[name].from_parties is not None or revise == "nothing":
            return False
        return revise == "all" or name in words or facts[name].about is not None

    out: dict[str, tuple[str, ...]] = {}
    for atom, domain in sorted({**_read_directly(evaluation), **evaluation.ground.theory.facts}.items()):
        possible = evaluation.possible.get(atom) or _resolved(evaluation, atom) or frozenset(domain)
        free = may_change(atom)
        if len(possible) > 1 or free:
            values = tuple(value for value in domain if value in possible or free)
            out[atom] = (AS_IS, *values) if as_is else values
    return out


def _resolved(evaluation: Evaluation, atom: str) -> frozenset[str] | None:
    entry = evaluation.resolved.get(atom)
    return None if entry is None else entry.possible


def _read_directly(evaluation: Evaluation) -> dict[str, tuple[str, ...]]:
    """Return the facts the ranking reads and no rule does, with their values."""
    names = [str(item.of) for item in evaluation.pack.criteria if item.measure == "value"]
    names += [str(limit.only_if) for item in evaluation.pack.criteria for limit in item.counts if limit.only_if]
    atoms = {ground_name(evaluation, name, route) for name in names for route in evaluation.ground.routes}
    atoms |= {f"{p.route.needs}({p.destination})" for p in evaluation.ground.routes.values() if p.route.needs}
    found = {}
    for atom in sorted(atom for atom in atoms if atom is not None):
        fact = evaluation.pack.facts.get(split_key(atom)[0])
        if fact is not None:
            found[atom] = tuple(fact.values or ("true", "false"))
    return found
