"""The worlds an answer is computed in: every combination of positions of the unsettled questions, one bit each."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pow_options.law.pack import UNSETTLED
from pow_options.reasoning import enabled, excluded, position

from .intervals import point

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from pow_options.cases import Resolved
    from pow_options.law.pack import Pack

    from .grounding import Ground

MAX_WORLDS = 1 << 16
"""More combinations of readings than this are refused."""


class TooManyWorldsError(ValueError):
    """The unsettled questions have more combinations than can be run."""


@dataclass(frozen=True, slots=True)
class Worlds:
    """Combinations of readings. ``chosen`` gives each question's position, or ``unsettled``; bit i is world i."""

    chosen: Mapping[str, str]
    open_questions: tuple[str, ...]
    combinations: tuple[tuple[str, ...], ...]

    @property
    def full(self) -> int:
        """The integer with one bit set per world."""
        return (1 << len(self.combinations)) - 1

    def holding(self, question: str, choice: str) -> int:
        """Return the worlds in which ``choice`` is the position taken on ``question``."""
        if question not in self.open_questions:
            return self.full if self.chosen.get(question) == choice else 0
        place = self.open_questions.index(question)
        return sum(1 << i for i, combination in enumerate(self.combinations) if combination[place] == choice)


def worlds(pack: Pack, readings: Mapping[str, str]) -> Worlds:
    """Return the worlds of a pack under the readings chosen; questions not named have their default.

    Raises:
        TooManyWorldsError: if there are more than ``MAX_WORLDS``.
    """
    chosen = {key: readings.get(key, item.default) for key, item in sorted(pack.questions.items())}
    unsettled = tuple(key for key, choice in chosen.items() if choice == UNSETTLED)
    count = 1
    for key in unsettled:
        count *= len(pack.questions[key].positions)
    if count > MAX_WORLDS:
        message = f"the unsettled readings have {count} combinations; at most {MAX_WORLDS} are run"
        raise TooManyWorldsError(message)
    combinations = tuple(itertools.product(*(pack.questions[key].position_ids for key in unsettled)))
    return Worlds(chosen, unsettled, combinations)


def still_possible(
    ground: Ground, resolved: Mapping[str, Resolved], parties: Mapping[str, bool]
) -> dict[str, frozenset[str]]:
    """Return, for every fact the ground rules mention, the set of values still possible."""
    out: dict[str, frozenset[str]] = {}
    for atom, domain in ground.theory.facts.items():
        name = atom.partition("(")[0]
        entry = resolved.get(atom)
        if atom in parties:
            out[atom] = frozenset(("true" if parties[atom] else "false",))
        elif entry is None or entry.possible is None:
            out[atom] = frozenset(domain)
        elif name in ground.scales:
            scale = ground.scales[name]
            is_date = isinstance(scale.cuts[0], date)
            out[atom] = frozenset(scale.place(point(value, is_date=is_date)) for value in entry.possible)
        else:
            out[atom] = entry.possible & frozenset(domain)
    return out


def inputs(ground: Ground, possible: Mapping[str, frozenset[str]], space: Worlds) -> dict[Hashable, int]:
    """Return the value of every input of a compiled theory, one bit per world."""
    full = space.full
    values: dict[Hashable, int] = {}
    for atom, domain in ground.theory.facts.items():
        for value in domain:
            values[excluded(atom, value)] = 0 if value in possible[atom] else full
    for question, choices in ground.theory.questions.items():
        for choice in choices:
            values[position(question, choice)] = space.holding(question, choice)
    for instance in ground.instances.values():
        values[enabled(instance.id)] = full if instance.on else 0
    return values
