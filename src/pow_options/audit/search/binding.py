"""What binds which State on which day: the States that play the roles and the day are open like everything else."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from pow_options.cases import NONE
from pow_options.grounding import asked_of_states, not_declared, not_in_force, not_its_act, others_bound, party
from pow_options.law.condition import ROLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from pow_options.grounding import Instance
    from pow_options.law import LawRule, Pack
    from pow_options.law.model import Instrument, Route
    from pow_options.reasoning.clauses import Clauses

UNLISTED = "PARTY"
"""With a number, a party that a case declares itself: no instrument of the pack lists it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """States that no instrument of the pack tells apart; ``many`` if a case can declare more of them."""

    codes: tuple[str, ...]
    many: bool


class World:
    """The States of a pack, sorted into kinds, and the calendar, cut into periods in which the same law binds."""

    def __init__(self, pack: Pack) -> None:
        """Sort the States and cut the calendar."""
        self.pack = _open_to_roles(pack)
        self.asked = asked_of_states(pack)
        self.days = _days(pack)
        self.kinds = _kinds(pack)
        self._found: dict[tuple[str, str], frozenset[int]] = {}

    @property
    def states(self) -> int:
        """How many States of the pack can play a role."""
        return sum(len(kind.codes) for kind in self.kinds)

    @property
    def readings(self) -> int:
        """How many combinations of readings there are."""
        return math.prod(len(question.positions) for question in self.pack.questions.values())

    def when(self, what: str, code: str, test: Callable[[str, date], bool]) -> frozenset[int]:
        """Return the periods in which a test of a State holds."""
        found = self._found.get((what, code))
        if found is None:
            found = self._found[what, code] = frozenset(i for i, day in enumerate(self.days) if test(code, day))
        return found


class Binding:
    """What binds the States that play the roles of one pattern, as literals."""

    def __init__(self, world: World, clauses: Clauses) -> None:
        """Leave the day and the States open."""
        self.world = world
        self.clauses = clauses
        self._tests: dict[tuple[str, str], int] = {}
        self._periods: dict[frozenset[int], int] = {}
        self._names = [kind.codes[0] if kind.codes else UNLISTED for kind in world.kinds]
        self._since = [clauses.bit(("since", place)) for place in range(1, len(world.days))]
        for earlier, later in itertools.pairwise(self._since):
            clauses.add((-later, earlier))

    def kind(self, role: str) -> Mapping[str, int]:
        """Return a literal for each kind of State, named by its first: *such a State plays this role*."""
        return self.clauses.choice(("kind", role), self._names)

    def day(self, place: int) -> tuple[int, ...]:
        """Return the literals that hold in a period and in no other."""
        return (*self._since[:place][-1:], *(-later for later in self._since[place:][:1]))

    def enabled(self, instance: Instance, roles: Mapping[str, str], route: Route | None) -> int:
        """Return the literal of *this ground rule is in force for its actor*."""
        rule = instance.rule
        if instance.bound == NONE or not_its_act(rule, roles, route) is not None:
            return self.clauses.some(())
        others = [roles[role] for role in others_bound(rule)]
        if NONE in others:
            return self.clauses.some(())
        in_force = (self.in_force(rule.instrument, holder) for holder in (instance.bound, *others))
        return self.clauses.every((*in_force, self.declared(rule, instance.bound)))

    def in_force(self, instrument: Instrument, holder: str) -> int:
        """Return the literal of *this instrument is in force for the State that plays this role*, or is named so."""
        what, asked = f"in force {instrument.id}", self.world.asked
        return self._over(what, holder, lambda code, day: not_in_force(instrument, code, day, asked) is None)

    def declared(self, rule: LawRule, holder: str) -> int:
        """Return the literal of *no declaration keeps the rule from binding*."""
        if rule.rule.only_for is None and rule.rule.not_for is None:
            return self.clauses.every(())
        return self._over(f"declared {rule.id}", holder, lambda code, day: not_declared(rule, code, day) is None)

    def is_party(self, instrument: Instrument, holder: str, *, value: bool) -> int:
        """Return the literal of *the table of parties answers so whether this State is bound*."""
        what = f"party {instrument.id} {value}"
        return self._over(what, holder, lambda code, day: party(instrument, code, day) is value)

    def _over(self, what: str, holder: str, test: Callable[[str, date], bool]) -> int:
        """Return the literal of a test on the State that plays a role (or is named) and on the day."""
        found = self._tests.get((what, holder))
        if found is None:
            found = self._tests[what, holder] = self._made(what, holder, test)
        return found

    def _made(self, what: str, holder: str, test: Callable[[str, date], bool]) -> int:
        if holder not in ROLES:
            return self._period(self.world.when(what, holder, test))
        alike: dict[frozenset[int], list[str]] = {}
        for name in self._names:
            alike.setdefault(self.world.when(what, name, test), []).append(name)
        if len(alike) == 1:
            return self._period(next(iter(alike)))
        kinds = self.kind(holder)
        return self.clauses.some(
            self.clauses.every((self._period(days), self.clauses.some(kinds[name] for name in names)))
            for days, names in alike.items()
        )

    def _period(self, days: frozenset[int]) -> int:
        """Return the literal of *the day lies in one of these periods*."""
        found = self._periods.get(days)
        if found is None:
            last = len(self.world.days) - 1
            runs = []
            for start in sorted(day for day in days if day - 1 not in days):
                end = next(day for day in range(start, last + 1) if day + 1 not in days)
                begun = [self._since[start - 1]] if start else []
                over = [-self._since[end]] if end < last else []
                runs.append(self.clauses.every((*begun, *over)))
            found = self._periods[days] = self.clauses.some(runs)
        return found

    def keep_apart(self, holders: Iterable[str], taken: str | None) -> None:
        """Demand that different States play the roles ``holders``, none of them the State ``taken``."""
        roles = [holder for holder in holders if holder in ROLES]
        for name, kind in zip(self._names, self.world.kinds, strict=True):
            left = len([code for code in kind.codes if code != taken])
            if not kind.many and left < len(roles):
                for crowd in itertools.combinations(roles, left + 1):
                    self.clauses.add(-self.kind(role)[name] for role in crowd)


def _open_to_roles(pack: Pack) -> Pack:
    """Return the pack with no treaty closed to whoever plays a role: here a role stands for any State."""
    opened = {
        item.id: item.model_copy(update={"open_only_to": (*item.open_only_to, *ROLES)}) if item.open_only_to else item
        for item in pack.instruments.values()
    }
    rules = {rule.id: replace(rule, instrument=opened[rule.instrument.id]) for rule in pack.rules.values()}
    return replace(pack, instruments=opened, rules=rules)


def _days(pack: Pack) -> tuple[date, ...]:
    """Return one day for each period in which the same law binds the same States; the day of record for its own."""
    changes: set[date] = set()
    for item in pack.instruments.values():
        changes.update(day for day in (item.in_force, item.emerged) if day is not None)
        for entry in item.parties.values():
            changes.update(day for day in (entry.in_force, entry.until) if day is not None)
        for made in item.declarations:
            changes.update(day for day in (made.on, made.withdrawn) if day is not None)
    before = min(changes, default=pack.recorded_on)
    if before > before.min:
        before -= timedelta(days=1)
    days = sorted({before, *changes})
    current = max((day for day in days if day <= pack.recorded_on), default=days[0])
    return tuple(pack.recorded_on if day == current else day for day in days)


def _kinds(pack: Pack) -> tuple[Kind, ...]:
    """Sort the States by what the instruments of the pack say of them; States that exist now come first."""
    own = {item.state for item in pack.instruments.values() if item.state is not None}
    listed = {code for item in pack.instruments.values() for code in item.parties}

    def now(code: str) -> bool:
        state = pack.states.get(code)
        if state is None:
            return True
        begun = state.from_ is None or state.from_ <= pack.recorded_on
        return begun and (state.until is None or state.until > pack.recorded_on)

    def treaty(item: Instrument, code: str) -> object:
        entry = item.parties.get(code)
        if entry is not None:
            return entry.in_force, entry.until
        return code in item.not_parties or bool(item.open_only_to and code not in item.open_only_to)

    def described(code: str) -> object:
        treaties = tuple(treaty(item, code) for item in pack.instruments.values() if item.kind == "treaty")
        made = tuple(made.id for item in pack.instruments.values() for made in item.declarations if made.by == code)
        return treaties, made, code if code in own else None

    codes = dict.fromkeys((*pack.states, *sorted(listed), *sorted(own - {None})))
    by_kind: dict[object, list[str]] = {}
    for code in [*sorted(codes, key=lambda code: not now(code)), UNLISTED]:
        by_kind.setdefault(described(code), []).append(code)
    return tuple(
        Kind(tuple(code for code in codes if code != UNLISTED), UNLISTED in codes) for codes in by_kind.values()
    )
