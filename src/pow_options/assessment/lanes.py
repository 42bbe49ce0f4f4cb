"""Many variants of one case in one pass of the circuit: each has a lane of bits of its own."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pow_options.reasoning import excluded

from .model import Status

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from pow_options.grounding import Worlds
    from pow_options.reasoning import Circuit, Compiled, NodeValues, Standing


class Lane:
    """The value of every node in the worlds of one lane of a pass, cut out when asked for: few of the nodes are."""

    def __init__(self, values: NodeValues, shift: int, block: int) -> None:
        """Keep the values of the pass, the bit at which the lane begins, and one bit for each of its worlds."""
        self.values = values
        self.shift = shift
        self.block = block

    def __getitem__(self, node: int, /) -> int:
        """Return the value of a node, one bit for each world of the lane."""
        return (self.values[node] >> self.shift) & self.block


def known(compiled: Compiled, facts: Mapping[str, frozenset[str]]) -> dict[Hashable, bool]:
    """Return the inputs that say which values of some facts are still possible."""
    return {
        excluded(atom, value): value not in possible
        for atom, possible in facts.items()
        for value in compiled.theory.facts[atom]
    }


def evaluate_lanes(
    circuit: Circuit, given: Mapping[Hashable, int], space: Worlds, variants: Sequence[Mapping[Hashable, bool]]
) -> list[int]:
    """Return the value of every node in each variant, all in one pass.

    Args:
        circuit: the circuit.
        given: the inputs of the case as it stands, one bit per world.
        space: the worlds.
        variants: for each lane, the inputs that are other than in the case, in every world.

    The worlds of variant i begin at bit i times their number.
    """
    count = len(space.combinations)
    full = (1 << (count * len(variants))) - 1
    values = {key: value * (full // space.full) for key, value in given.items()}
    # One bit per lane first: small numbers, put in place once for each input.
    true: dict[Hashable, int] = {}
    false: dict[Hashable, int] = {}
    for index, variant in enumerate(variants):
        bit = 1 << index
        for key, value in variant.items():
            side = true if value else false
            side[key] = side.get(key, 0) | bit
    for key in true.keys() | false.keys():
        on, off = (_spread(side.get(key, 0), count) for side in (true, false))
        values[key] = (values[key] | on) & ~off
    return circuit.evaluate(values, full)


@lru_cache(maxsize=4096)
def _spread(lanes: int, count: int) -> int:
    """Return, for bits that stand for lanes, all bits of those lanes."""
    digits = f"{lanes:b}"
    return int("".join(("0" * count, "1" * count)[digit == "1"] for digit in digits), 2)


def lane_statuses(values: NodeValues, standing: Standing, count: int, lanes: int) -> dict[Status, int]:
    """Return, for every status, the lanes in which a route has it over all ``count`` worlds; bit i is lane i * count.

    It is ``status.over_all`` for all lanes at once.
    """
    full = (1 << (count * lanes)) - 1
    first = full // ((1 << count) - 1)
    left = full
    some: dict[Status, int] = {}
    for status, node in (
        (Status.BARRED, standing.barred),
        (Status.CONTESTED, standing.collision),
        (Status.OPEN_IF, standing.waiting),
        (Status.REQUIRED, standing.obliged),
    ):
        some[status] = _any_world(values[node] & left, count, first)
        left &= ~values[node]
    some[Status.OPEN] = _any_world(left, count, first)
    others = some[Status.CONTESTED] | some[Status.OPEN_IF] | some[Status.OPEN] | some[Status.REQUIRED]
    out = {Status.BARRED: some[Status.BARRED] & ~others}
    out[Status.CONTESTED] = (some[Status.BARRED] & others) | some[Status.CONTESTED]
    taken = out[Status.BARRED] | out[Status.CONTESTED]
    for status in (Status.OPEN_IF, Status.OPEN, Status.REQUIRED):
        out[status] = some[status] & ~taken
        taken |= out[status]
    return out


def _any_world(bits: int, count: int, first: int) -> int:
    """Return, at the first bit of every lane, whether any of its ``count`` bits is set."""
    out = 0
    for world in range(count):
        out |= bits >> world
    return out & first
