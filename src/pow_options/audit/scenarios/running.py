"""Running scenarios: which expectations fail, and what each scenario showed of the law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pow_options.assessment import Outcome
from pow_options.grounding import TooManyWorldsError
from pow_options.law import UNSETTLED
from pow_options.messages import en_scenarios as words

from .answer import Answer, answer
from .expecting import failures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pow_options.law import Pack
    from pow_options.law.model import Overrides
    from pow_options.source import Diagnostic

    from .loading import Setup


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What a scenario showed.

    ``outcomes`` are the rules with an outcome they had, ``expected`` those of them that an expectation names,
    ``overrides`` the entries (rule and place among its overrides) that took effect, ``positions`` the positions taken.
    """

    outcomes: frozenset[tuple[str, Outcome]]
    expected: frozenset[tuple[str, Outcome]]
    overrides: frozenset[tuple[str, int]]
    positions: frozenset[tuple[str, str]]


NOTHING = Shown(frozenset(), frozenset(), frozenset(), frozenset())


@dataclass(frozen=True, slots=True, eq=False)
class Ran:
    """A scenario that was run: the expectations that failed, and what it showed; nothing if one failed."""

    setup: Setup
    failed: tuple[Diagnostic, ...]
    shown: Shown


def run(setups: Iterable[Setup], pack: Pack) -> Iterator[Ran]:
    """Run scenarios one after another; what none of them needs any more is let go."""
    for setup in setups:
        try:
            found = answer(setup, pack)
        except TooManyWorldsError as error:
            where = ("readings",) if setup.scenario.readings else ("id",)
            message = words.TOO_MANY.format(why=error)
            yield Ran(setup, (setup.entry.diagnostic(where, message, words.CHOOSE),), NOTHING)
            continue
        failed = tuple(failures(setup, found))
        # What a scenario shows is vouched for by its expectations only as long as they hold.
        yield Ran(setup, failed, NOTHING if failed else _shown(setup, found))


def _shown(setup: Setup, found: Answer) -> Shown:
    seen = {(found.law(item), became.outcome) for item, became in found.became.items()}
    expected = {
        (rule, outcome)
        for rule, wanted in setup.scenario.expect.rules.items()
        for outcome in (wanted if isinstance(wanted, tuple) else (wanted,))
    }
    chosen = found.evaluation.worlds.chosen
    return Shown(
        frozenset(seen),
        frozenset(expected),
        frozenset(_effective(found)),
        frozenset((question, position) for question, position in chosen.items() if position != UNSETTLED),
    )


def _effective(found: Answer) -> Iterator[tuple[str, int]]:
    """Yield the entries under which a rule was overridden or lifted, in a world where their reading is taken."""
    for item in found.evaluation.ground.superiors:
        became = found.became[item.inferior]
        if became.outcome not in {Outcome.OVERRIDDEN, Outcome.LIFTED} or item.superior not in became.by:
            continue
        entry = item.source.entry
        if _worlds(entry, found) & became.worlds:
            yield from (
                (item.source.superior, index)
                for index, other in enumerate(found.evaluation.pack.rules[item.source.superior].rule.overrides)
                if other is entry
            )


def _worlds(entry: Overrides, found: Answer) -> int:
    """Return the worlds in which the reading of an override is taken."""
    space = found.evaluation.worlds
    worlds = space.full
    reading: Mapping[str, str | tuple[str, ...]] = entry.reading
    for question, chosen in reading.items():
        taken = 0
        for position in (chosen,) if isinstance(chosen, str) else chosen:
            taken |= space.holding(question, position)
        worlds &= taken
    return worlds
