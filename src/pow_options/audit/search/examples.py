"""An example of what the solver found: a day, States for the roles, readings, and as few facts as will do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pow_options.cases import DEFAULT, load_case, split_key
from pow_options.law.condition import ROLES
from pow_options.source import InvalidData

from .binding import UNLISTED
from .measures import labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from .setting import Setting


@dataclass(frozen=True, slots=True)
class Example:
    """Facts, roles, a day of law and readings under which two ground rules collide.

    ``facts`` gives, by key, the one value or the several left open. ``unknowing`` is whether rules collide only while
    something is unknown.
    """

    roles: Mapping[str, str]
    law_on: date
    readings: Mapping[str, str]
    facts: Mapping[str, tuple[str, ...]]
    unknowing: bool = False


def example(setting: Setting, literal: int, nodes: Sequence[int]) -> Example:
    """Return an example in which ``literal`` is true, which the solver says there is.

    The law of today is preferred to that of other days, default readings to others, familiar States to others, and
    facts are left unknown as far as that will do. ``nodes`` are those the literal was made from.
    """
    finding = _Finding(setting, literal, nodes)
    day = finding.day()
    readings = finding.readings()
    roles = finding.roles()
    unknowing = finding.unknowing()
    facts = finding.facts()
    names = _names(setting, roles)
    return Example(
        roles={role: names.get(code, code) for role, code in setting.roles.items()},
        law_on=day,
        readings=finding.needed(readings),
        facts={_named(atom, names): values for atom, values in facts.items()},
        unknowing=unknowing,
    )


class _Finding:
    """Narrows an example down, one choice after the other; what was chosen stays."""

    def __init__(self, setting: Setting, literal: int, nodes: Sequence[int]) -> None:
        self.setting = setting
        self.clauses = setting.clauses
        self.wanted = literal
        self.fixed: list[int] = [literal]
        below = setting.compiled.circuit.inputs_below(nodes)
        self.asked = {str(key[1]) for key in below if isinstance(key, tuple) and key[0] == "position"}
        self.read = {str(key[1]) for key in below if isinstance(key, tuple) and key[0] == "excluded"}

    def first(self, choices: Iterator[Sequence[int]]) -> int:
        """Take the first of the choices that can be, and return which it is."""
        for place, choice in enumerate(choices):
            if self.clauses.can(*self.fixed, *choice):
                self.fixed.extend(choice)
                return place
        message = "the solver takes back what it said"
        raise AssertionError(message)

    def day(self) -> date:
        days = self.setting.world.days
        today = self.setting.world.pack.recorded_on
        order = sorted(range(len(days)), key=lambda i: (days[i] != today, -i))
        return days[order[self.first(self.setting.binding.day(i) for i in order)]]

    def readings(self) -> dict[str, str]:
        found = {}
        for question in self.setting.pack.questions.values():
            if question.id in self.asked:
                ids = sorted(question.position_ids, key=lambda item: item != question.default)
                positions = self.setting.positions(question.id)
                found[question.id] = ids[self.first((positions[item],) for item in ids)]
        return found

    def needed(self, readings: Mapping[str, str]) -> dict[str, str]:
        """Return the readings that must be chosen: not the defaults, nor those that change nothing here."""
        found = {}
        for question, chosen in readings.items():
            default = self.setting.pack.questions[question].default
            if default == chosen:
                continue
            positions = self.setting.positions(question)
            rest = [item for item in self.fixed if item not in (self.wanted, positions[chosen])]
            others = [default] if default in positions else [name for name in positions if name != chosen]
            if any(self.clauses.can(*rest, positions[name], -self.wanted) for name in others):
                found[question] = chosen
            else:
                self.fixed = [item for item in self.fixed if item != positions[chosen]]
        return found

    def roles(self) -> dict[str, int]:
        """Return the kind of State that plays each role."""
        kinds, binding = self.setting.world.kinds, self.setting.binding
        familiar = _familiar()
        found = {}
        for role in self.setting.holders:
            if role in ROLES:
                order = sorted(range(len(kinds)), key=lambda i: familiar.get(role) not in kinds[i].codes)
                literals = list(binding.kind(role).values())
                found[role] = order[self.first((literals[i],) for i in order)]
        return found

    def unknowing(self) -> bool:
        """Whether nothing like it happens once everything is known."""
        known = []
        for atom in self.setting.stated():
            if atom not in self.read:
                continue
            excluded = list(self.setting.excluded(atom).values())
            left = [self.clauses.every(out for out in excluded if out != one) for one in excluded]
            known.append(self.clauses.some(left))
        return not self.clauses.can(self.wanted, *known)

    def facts(self) -> dict[str, tuple[str, ...]]:
        found = {}
        for atom in self.setting.stated():
            if atom in self.read:
                part = self.part(self.setting.excluded(atom))
                if len(part) < len(self.setting.excluded(atom)):
                    found[atom] = tuple(self.value(atom, value) for value in part)
        return found

    def part(self, excluded: Mapping[str, int]) -> tuple[str, ...]:
        """Return what is left open of a fact: all of it if that will do, else one value, else as much as can be."""
        for part in (tuple(excluded), *((value,) for value in excluded)):
            choice = [-out if value in part else out for value, out in excluded.items()]
            if self.clauses.can(*self.fixed, *choice):
                self.fixed += choice
                return part
        return tuple(value for value, out in excluded.items() if self.first(iter(((-out,), (out,)))) == 0)

    def value(self, atom: str, value: str) -> str:
        """Return a value as a case writes it."""
        scale = self.setting.ground.scales.get(split_key(atom)[0])
        return value if scale is None else labels(scale)[value]


def _familiar() -> Mapping[str, str]:
    """Return the States of the example that is shown by default: a reader knows them."""
    try:
        return load_case(DEFAULT).roles
    except InvalidData:
        return {}


def _names(setting: Setting, kinds: Mapping[str, int]) -> dict[str, str]:
    """Return the State or declared party for each role, all different."""
    familiar = _familiar()
    taken = {code for code in (setting.order,) if code is not None}
    found: dict[str, str] = {}
    for role, kind in kinds.items():
        codes = sorted(setting.world.kinds[kind].codes, key=lambda code: code != familiar.get(role))
        free = [code for code in codes if code not in taken]
        found[role] = free[0] if free else next(f"{UNLISTED}{i}" for i in range(1, 9) if f"{UNLISTED}{i}" not in taken)
        taken.add(found[role])
    return found


def _named(atom: str, names: Mapping[str, str]) -> str:
    name, state = split_key(atom)
    return atom if state is None else f"{name}({names.get(state, state)})"
