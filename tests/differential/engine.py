"""The engine's answer to a random theory, in the form of the oracle's.

The pack is put together from the theory's dictionaries by the same code that puts together the files, checks
included; only the reading of YAML is left out, which would cost more than everything else.
"""

from __future__ import annotations

from typing import Any

from pow_options.assessment.status import combined, per_world
from pow_options.cases import Ground, Resolved, Standing
from pow_options.grounding import ground, inputs, still_possible, worlds
from pow_options.law.assembly import assemble
from pow_options.law.loading import Loaded
from pow_options.law.model import (
    FactsFile,
    LawFile,
    OptionsFile,
    PackFile,
    RankingFile,
    ReadingsFile,
    StatesFile,
)
from pow_options.law.pack import Pack
from pow_options.reasoning import compile_theory
from pow_options.source import parse
from tests.differential import oracle, theories

EMPTY = parse(b"nothing: here\n", "theory/law/x.yaml")
RANKING = {
    "schema": "pow-options/ranking/1",
    "criteria": [{"id": "table_order", "measure": "table_order", "says": "comes first"}],
}
STATES = {"schema": "pow-options/states/1", "states": {code: {"name": code} for code in theories.STATES}}


def pack_of(theory: theories.Theory) -> Pack:
    """Return the theory as a pack; fail with the diagnostics if the loader finds a fault in it."""
    head = {"schema": "pow-options/pack/1", "version": "0.0.1", "title": "t", "recorded_on": str(theory.law_on)}
    law = []
    for file in theory.instruments:
        document = parse(b"nothing: here\n", f"theory/law/{file['instrument']['id']}.yaml")
        law.append((LawFile.model_validate(file), document))
    loaded = Loaded(
        (PackFile.model_validate(head), EMPTY),
        (FactsFile.model_validate(theory.facts), EMPTY),
        (OptionsFile.model_validate(theory.options), EMPTY),
        (ReadingsFile.model_validate(theory.readings), EMPTY),
        (RankingFile.model_validate(RANKING), EMPTY),
        (StatesFile.model_validate(STATES), EMPTY),
        tuple(law),
    )
    pack, found = assemble(loaded, "0" * 64, complete=True)
    assert pack is not None, [item.message for item in found]
    return pack


def answer(theory: theories.Theory) -> oracle.Answer:
    """Return what the engine says of a theory."""
    pack = pack_of(theory)
    grounded = ground(pack, theory.roles, law_on=theory.law_on, as_of=theory.law_on)
    resolved = {key: Resolved(key, Standing.PARTIAL, Ground.SETTLED, values) for key, values in theory.values.items()}
    compiled = compile_theory(grounded.theory)
    space = worlds(pack, {})
    bits = compiled.circuit.evaluate(inputs(grounded, still_possible(grounded, resolved, {}), space), space.full)
    routes: dict[str, str] = {}
    found: dict[oracle.WorldKey, oracle.World] = {}
    statuses: dict[str, tuple[Any, ...]] = {}
    for route, standing in compiled.targets.items():
        statuses[route] = per_world(bits, standing, len(space.combinations))
        routes[route] = str(combined(statuses[route]))
    for index, combination in enumerate(space.combinations):
        bit = 1 << index
        key = tuple(zip(space.open_questions, combination, strict=True))
        literals = {}
        for atom, truth in compiled.literals.items():
            yes, no = truth
            nodes = (yes.value, no.value, yes.low, yes.high, no.low, no.high)
            literals[atom] = oracle.Literal(*(bool(bits[node] & bit) for node in nodes))
        found[key] = oracle.World(
            routes={route: str(values[index]) for route, values in statuses.items()},
            obliges={
                route: frozenset(
                    grounded.instances[rule].rule.id for rule, node in standing.obliges.items() if bits[node] & bit
                )
                for route, standing in compiled.targets.items()
            },
            forbids={
                route: frozenset(
                    grounded.instances[rule].rule.id for rule, node in standing.forbids.items() if bits[node] & bit
                )
                for route, standing in compiled.targets.items()
            },
            suspended={},
            missing={},
            reasons={},
            literals=literals,
        )
    return oracle.Answer(routes, found)
