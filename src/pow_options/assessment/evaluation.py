"""One case under one law, evaluated: the ground theory, the circuit and the value of every node in every world."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pow_options.cases import Ground as FactGround
from pow_options.cases import Resolved, Standing, resolve, split_key
from pow_options.grounding import Ground, Worlds, ground, inputs, party, still_possible, worlds
from pow_options.reasoning import Compiled, compile_theory, enabled, excluded, position

from .lanes import evaluate_lanes, known

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence
    from datetime import date

    from pow_options.cases import Case
    from pow_options.grounding import GroundOption
    from pow_options.law.pack import Pack
    from pow_options.reasoning import NodeValues, Three


@dataclass(frozen=True, slots=True, eq=False)
class Single:
    """Every unknown fact given each of its values, one at a time; ``lanes`` says at which bit its worlds begin."""

    lanes: Mapping[tuple[str, str], int]
    values: Sequence[int]


@dataclass(frozen=True, eq=False)  # without slots, as what few answers ask for is worked out when asked for, and kept
class Evaluation:
    """Everything an answer is read off from."""

    pack: Pack
    case: Case
    as_of: date
    law_on: date
    dated_by: str
    assumed_facts: Mapping[str, str]
    assumed_conclusions: Mapping[str, bool]
    without: frozenset[str]
    resolved: Mapping[str, Resolved]
    possible: Mapping[str, frozenset[str]]
    ground: Ground
    compiled: Compiled
    worlds: Worlds
    values: NodeValues

    @cached_property
    def support(self) -> Sequence[frozenset[Hashable]]:
        """For every node, the inputs it may still depend on, what is known being put in."""
        return self.compiled.circuit.support(_constants(self.ground, self.possible, self.worlds))

    @cached_property
    def single(self) -> Single:
        """The case with every unknown fact given each of its values, one at a time."""
        return _one_at_a_time(
            self.compiled, self.possible, self.worlds, inputs(self.ground, self.possible, self.worlds)
        )

    def state_name(self, code: str) -> str:
        """Return the plain name of a State or party of the case; ``none`` is nobody."""
        declared = self.case.file.parties.get(code)
        if declared is not None:
            return declared.name
        return "nobody" if code == "none" else self.pack.state_name(code)

    def option(self, option: str) -> GroundOption:
        """Return the option with this id."""
        return next(item for item in self.ground.options if item.option.id == option)

    def bits(self, node: int) -> int:
        """Return the worlds in which a node is true."""
        return self.values[node]

    def everywhere(self, node: int) -> bool:
        """Whether a node is true under every reading run."""
        return self.values[node] == self.worlds.full

    def hangs_on(self, node: int) -> frozenset[str]:
        """Return the unknown facts a node may still depend on; a fact that is not among them cannot matter to it."""
        keys = self.support[node]
        return frozenset(str(key[1]) for key in keys if isinstance(key, tuple) and key[0] == "excluded")

    def settling(self, node: int) -> tuple[str, ...]:
        """Return the unknown facts of which one value, all else staying as it is, makes a node false in every world."""
        reached, full, values = self.hangs_on(node), self.worlds.full, self.single.values[node]
        found = (a for (a, _), shift in self.single.lanes.items() if a in reached and not (values >> shift) & full)
        return tuple(dict.fromkeys(found))

    def unknown_facts(self) -> frozenset[str]:
        """Return the facts the law mentions of which more than one value is possible."""
        return frozenset(atom for atom, values in self.possible.items() if len(values) > 1)

    def fact_value(self, atom: str) -> str:
        """Return how a fact stands in a word: its value, ``unknown``, ``disputed``, or the values left open."""
        entry = self.resolved.get(atom)
        if entry is None:
            values = self.possible.get(atom, frozenset())
            return next(iter(values)) if len(values) == 1 else "unknown"
        if entry.value is not None:
            return entry.value
        if entry.standing is Standing.PARTIAL and entry.possible is not None:
            domain = tuple(self.pack.facts[split_key(atom)[0]].values or ())
            return " or ".join(sorted(entry.possible, key=domain.index))
        return "disputed" if entry.standing is Standing.DISPUTED else "unknown"

    def literal_value(self, atom: str) -> str:
        """Return whether a conclusion is ``true`` or ``false`` under every reading run, or else ``unknown``."""
        truth = self.compiled.literals[atom]
        if self.everywhere(truth.established.value):
            return "true"
        return "false" if self.everywhere(truth.refuted.value) else "unknown"

    def three(self, nodes: Three) -> tuple[int, int, int]:
        """Return the worlds of a value and its bounds."""
        return self.values[nodes.value], self.values[nodes.low], self.values[nodes.high]


MAX_KEPT = 32
"""Compiled circuits kept: cases that differ in facts and readings alone share one."""


class Prepared(NamedTuple):
    """The law grounded for the roles of a case and compiled: what cases that differ in facts and readings share."""

    ground: Ground
    compiled: Compiled


@dataclass(frozen=True, slots=True)
class Setting:
    """What a circuit is compiled for; hashable, so that cases with the same setting can share one."""

    roles: tuple[tuple[str, str], ...]
    law_on: date
    as_of: date
    without: frozenset[str]
    assumed: tuple[tuple[str, bool], ...]


@lru_cache(maxsize=MAX_KEPT)
def prepare(pack: Pack, setting: Setting) -> Prepared:
    """Return the law grounded and compiled for a setting; what was made last is kept."""
    grounded = ground(
        pack,
        dict(setting.roles),
        law_on=setting.law_on,
        as_of=setting.as_of,
        without=setting.without,
        assumed=dict(setting.assumed),
    )
    return Prepared(grounded, compile_theory(grounded.theory))


def evaluate(  # noqa: PLR0913 - one argument per thing that can be varied
    case: Case,
    pack: Pack,
    *,
    as_of: date,
    law_on: date,
    dated_by: str,
    assume: Mapping[str, str],
    readings: Mapping[str, str],
    without: Iterable[str],
) -> Evaluation:
    """Evaluate a case that was checked against the pack.

    ``assume`` maps fact keys to values, and keys of conclusions to ``true`` or ``false``.

    Raises:
        TooManyWorldsError: if the unsettled readings have too many combinations.
    """
    conclusions = {k: v == "true" for k, v in assume.items() if split_key(k)[0] in pack.conclusions}
    facts = {k: v for k, v in assume.items() if k not in conclusions}
    return evaluate_resolved(
        case,
        pack,
        resolve(case, pack, as_of, facts),
        as_of=as_of,
        law_on=law_on,
        dated_by=dated_by,
        facts=facts,
        conclusions=conclusions,
        readings=readings,
        without=frozenset(without),
    )


def evaluate_resolved(  # noqa: PLR0913 - one argument per thing that can be varied
    case: Case,
    pack: Pack,
    resolved: Mapping[str, Resolved],
    *,
    as_of: date,
    law_on: date,
    dated_by: str,
    facts: Mapping[str, str],
    conclusions: Mapping[str, bool],
    readings: Mapping[str, str],
    without: frozenset[str],
) -> Evaluation:
    """Evaluate the roles of a case with facts resolved already; ``facts`` are those of them that are hypotheses.

    Raises:
        TooManyWorldsError: if the unsettled readings have too many combinations.
    """
    setting = Setting(tuple(case.roles.items()), law_on, as_of, without, tuple(conclusions.items()))
    grounded, compiled = prepare(pack, setting)
    listed = _parties(pack, grounded, facts, law_on)
    found = {key: item for key, item in resolved.items() if item.ground is not FactGround.PARTIES}
    for key, value in listed.items():
        text = frozenset(("true" if value else "false",))
        found[key] = Resolved(key, Standing.KNOWN, FactGround.PARTIES, text)
    possible = still_possible(grounded, found, listed)
    space = worlds(pack, readings)
    values = compiled.circuit.evaluate(inputs(grounded, possible, space), space.full)
    return Evaluation(
        pack=pack,
        case=case,
        as_of=as_of,
        law_on=law_on,
        dated_by=dated_by,
        assumed_facts=facts,
        assumed_conclusions=conclusions,
        without=without,
        resolved=found,
        possible=possible,
        ground=grounded,
        compiled=compiled,
        worlds=space,
        values=tuple(values),
    )


def with_facts(evaluation: Evaluation, resolved: Mapping[str, Resolved]) -> Evaluation:
    """Return the same case under the same law with some facts resolved otherwise."""
    facts = {**evaluation.resolved, **resolved}
    listed = {key: item.value == "true" for key, item in facts.items() if item.ground is FactGround.PARTIES}
    possible = still_possible(evaluation.ground, facts, listed)
    given = inputs(evaluation.ground, possible, evaluation.worlds)
    values = evaluation.compiled.circuit.evaluate(given, evaluation.worlds.full)
    return replace(evaluation, resolved=facts, possible=possible, values=tuple(values))


def _one_at_a_time(
    compiled: Compiled, possible: Mapping[str, frozenset[str]], space: Worlds, given: Mapping[Hashable, int]
) -> Single:
    """Evaluate the case once for every value of every unknown fact, all in one pass."""
    domains = compiled.theory.facts
    picks = [
        (atom, value)
        for atom in domains
        if len(possible[atom]) > 1
        for value in domains[atom]
        if value in possible[atom]
    ]
    lanes = {pick: index * len(space.combinations) for index, pick in enumerate(picks)}
    variants = [known(compiled, {atom: frozenset((value,))}) for atom, value in picks]
    return Single(lanes, evaluate_lanes(compiled.circuit, given, space, variants))


def _constants(grounded: Ground, possible: Mapping[str, frozenset[str]], space: Worlds) -> dict[Hashable, bool]:
    """Return the inputs that no completion changes: what is known, what is in force, and the readings chosen."""
    fixed: dict[Hashable, bool] = {}
    for atom, domain in grounded.theory.facts.items():
        for value in domain:
            if value not in possible[atom]:
                fixed[excluded(atom, value)] = True
            elif len(possible[atom]) == 1:
                fixed[excluded(atom, value)] = False
    for question, choices in grounded.theory.questions.items():
        if question not in space.open_questions:
            fixed.update({position(question, choice): choice == space.chosen[question] for choice in choices})
    fixed.update({enabled(item.id): item.on for item in grounded.instances.values()})
    return fixed


def _parties(pack: Pack, grounded: Ground, assumed: Mapping[str, str], law_on: date) -> dict[str, bool]:
    """Return the facts read from tables of parties; a State the table does not list stays unknown."""
    out: dict[str, bool] = {}
    for atom in grounded.theory.facts:
        name, state = split_key(atom)
        source = pack.facts[name].from_parties
        if source is None or state is None or atom in assumed or source not in pack.instruments:
            continue
        listed = party(pack.instruments[source], state, law_on)
        if listed is not None:
            out[atom] = listed
    return out
