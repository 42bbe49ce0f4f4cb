"""One pattern of roles with the law put into it, for a solver that looks at every case in which roles fall so."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from pow_options.cases import NONE, split_key
from pow_options.grounding import ground
from pow_options.law.condition import ROLES, names
from pow_options.law.cycles import role_patterns
from pow_options.reasoning import compile_theory
from pow_options.reasoning.clauses import Clauses

from .binding import Binding, World
from .measures import labels
from .within import stay_within

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping

    from pow_options.law import LawRule, Pack


_DECIDING = frozenset({"forbid", "oblige", "permit", "excuse"})
"""Verbs that decide, or help to decide, whether a route is barred."""


_CLASHING = frozenset({"forbid", "oblige"})


class Setting:
    """The law in one pattern of roles.

    A role is bound to the first role of its group, to ``none``, or to the one State whose own law is looked at; so a
    fact reads ``wishes(third_state)`` here. The literals of the circuit are made as they are asked for.
    """

    def __init__(
        self, world: World, pack: Pack, roles: Mapping[str, str], order: str | None, *, bounds: bool = False
    ) -> None:
        """Ground the rules of a pack, international and of at most one State's ``order``, and compile them.

        With ``bounds`` what may and what surely applies is compiled as well.
        """
        self.world = world
        self.pack = pack
        self.roles = dict(roles)
        self.order = order
        day = world.pack.recorded_on
        self.ground = ground(pack, self.roles, law_on=day, as_of=day)
        self.compiled = compile_theory(self.ground.theory, bounds=bounds)
        self.clauses = Clauses()
        self.binding = Binding(world, self.clauses)
        self.binding.keep_apart(self.holders, order)
        self._literals: dict[int, int] = {}
        self._excluded: dict[str, Mapping[str, int]] = {}
        stay_within(self)

    @property
    def holders(self) -> tuple[str, ...]:
        """Who plays the roles: a role for each group, or the State whose own law is looked at."""
        return tuple(dict.fromkeys(code for code in self.roles.values() if code != NONE))

    def judges(self, rule: LawRule | None) -> bool:
        """Whether rules of this order are looked at here: international ones, or those of the one State's own law."""
        return rule is not None and (rule.instrument.state if rule.domestic else None) == self.order

    def knows(self, rule: LawRule) -> bool:
        """Whether a rule has effect here at all."""
        return not rule.domestic or rule.instrument.state == self.order

    def at(self, node: int) -> int:
        """Return the literal of a node of the circuit."""
        if node not in self._literals:
            self.compiled.circuit.evaluate_cone((node,), self.input, self.clauses, self._literals)
        return self._literals[node]

    def input(self, key: Hashable) -> int:
        """Return the literal of an input of the circuit."""
        match key:
            case ("excluded", str(atom), str(value)):
                return self.excluded(atom)[value]
            case ("position", str(question), str(choice)):
                return self.positions(question)[choice]
            case ("enabled", str(name)):
                return self.enabled(name)
        raise KeyError(key)

    def positions(self, question: str) -> Mapping[str, int]:
        """Return the literal of each position of a question: *this position is taken*."""
        return self.clauses.choice(("question", question), self.ground.theory.questions[question])

    def enabled(self, name: str) -> int:
        """Return the literal of *this ground rule is in force*; other States' own law is left out."""
        instance = self.ground.instances[name]
        if instance.rule.domestic and instance.rule.instrument.state != self.order:
            return self.clauses.some(())
        route = self.ground.routes[instance.route].route if instance.route else None
        return self.binding.enabled(instance, self.roles, route)

    def excluded(self, atom: str) -> Mapping[str, int]:
        """Return, for each value of a fact, the literal of *this value is ruled out*."""
        found = self._excluded.get(atom)
        if found is None:
            name, state = split_key(atom)
            source = self.pack.facts[name].from_parties
            found = self._excluded[atom] = (
                self._known(atom) if source is None or state is None else self._looked_up(source, state)
            )
        return found

    def _looked_up(self, source: str, state: str) -> Mapping[str, int]:
        """Return what the table of parties rules out; of a State it does not list, nothing."""
        instrument = self.world.pack.instruments.get(source)
        if instrument is None:
            return dict.fromkeys(("true", "false"), self.clauses.some(()))
        return {
            "true": self.binding.is_party(instrument, state, value=False),
            "false": self.binding.is_party(instrument, state, value=True),
        }

    def _known(self, atom: str) -> Mapping[str, int]:
        """Return what a case rules out. Of a number or a date it knows the value, or nothing; of others any part."""
        domain = self.ground.theory.facts[atom]
        excluded = {value: self.clauses.bit(("excluded", atom, value)) for value in domain}
        scale = self.ground.scales.get(split_key(atom)[0])
        self.clauses.add(-literal for literal in excluded.values())
        if scale is not None:
            known, values = self.clauses.bit(("known", atom)), labels(scale)
            self.clauses.add((-known, *(-excluded[value] for value in domain if value in values)))
            for value in domain:
                self.clauses.add((known, -excluded[value]))
            for left, right in itertools.combinations(excluded.values(), 2):
                self.clauses.add((-known, left, right))  # of two values at most one is left
        return excluded

    def stated(self) -> tuple[str, ...]:
        """Return the facts the rules read that a case can state, in the order of the vocabulary."""
        order = {name: index for index, name in enumerate(self.pack.facts)}
        atoms = (a for a in self.ground.theory.facts if self.pack.facts[split_key(a)[0]].from_parties is None)
        return tuple(sorted(atoms, key=lambda atom: (order[split_key(atom)[0]], atom)))


def settings(world: World, left: Collection[str]) -> Iterator[Setting]:
    """Yield every pattern of roles, distinct roles first: international law, then each State's own law.

    A pattern in which a State's own rules cannot meet is left out once all of them were seen to apply.

    Args:
        world: the pack, its States and its calendar.
        left: the rules not seen to apply so far; it is looked at again before each pattern.
    """
    pack = world.pack
    for roles in patterns():
        yield Setting(world, pack, roles, None)
    for order in dict.fromkeys(item.state for item in pack.instruments.values() if item.state is not None):
        part = _part(pack, order)
        own = [rule for rule in part.rules.values() if rule.instrument.state == order]
        for roles in _with(order):
            if _some_left(left, own) or _meet(pack, own, order, roles):
                yield Setting(world, part, roles, order)


def settings_of(world: World, order: str | None) -> Iterator[Setting]:
    """Yield every pattern of roles, for international law or for one State's own, with all bounds compiled."""
    part = world.pack if order is None else _part(world.pack, order)
    for roles in patterns() if order is None else _with(order):
        yield Setting(world, part, roles, order, bounds=True)


def _with(order: str) -> Iterator[dict[str, str]]:
    """Yield every pattern of roles with one State in every group in turn, and in none."""
    for roles in patterns():
        groups = dict.fromkeys(code for code in roles.values() if code != NONE)
        for place in (*groups, None):
            yield {role: order if code == place else code for role, code in roles.items()}


def _some_left(left: Collection[str], rules: Iterable[LawRule]) -> bool:
    """Whether some of the rules are still among those left."""
    return any(rule.id in left for rule in rules)


def _meet(pack: Pack, own: Iterable[LawRule], order: str, roles: Mapping[str, str]) -> bool:
    """Whether a State's own rules can collide: it draws opposite conclusions, or carries out a route they decide on."""
    concluding = {(rule.head.name, rule.positive) for rule in own if rule.head is not None}
    if any((name, not positive) in concluding for name, positive in concluding):
        return True
    routes = pack.routes()
    acts = {route for rule in own if rule.rule.verb in _CLASHING for route in rule.rule.routes}
    return any(roles[routes[route][1].actor] == order for route in acts)


def patterns() -> Iterator[dict[str, str]]:
    """Yield every way in which roles coincide or are played by nobody, the most different first."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for pattern in role_patterns():
        leaders = tuple(dict.fromkeys(pattern.values()))
        for absent in _subsets([leader for leader in leaders if leader != ROLES[0]]):
            roles = {role: NONE if leader in absent else leader for role, leader in pattern.items()}
            found.setdefault(tuple(roles[role] for role in ROLES), roles)
    yield from sorted(found.values(), key=lambda roles: (-len({*roles.values()} - {NONE}), NONE in roles.values()))


def _subsets(items: list[str]) -> Iterator[frozenset[str]]:
    for bits in range(1 << len(items)):
        yield frozenset(item for place, item in enumerate(items) if bits >> place & 1)


def _part(pack: Pack, order: str) -> Pack:
    """Return the pack with the rules that matter to one State's own law: those, what they read, and what they meet."""
    kept = {rule.id: rule for rule in pack.rules.values() if rule.instrument.state == order}
    routes = {route for rule in kept.values() if rule.rule.verb in _DECIDING for route in rule.rule.routes}
    kept |= {
        rule.id: rule
        for rule in pack.rules.values()
        if rule.rule.verb in _DECIDING and not routes.isdisjoint(rule.rule.routes)
    }
    todo = list(kept.values())
    while todo:
        read = set(_reads(todo.pop()))
        for rule in pack.rules.values():
            if rule.head is not None and rule.head.name in read and rule.id not in kept:
                kept[rule.id] = rule
                todo.append(rule)
    return replace(
        pack,
        rules={name: rule for name, rule in pack.rules.items() if name in kept},
        superiority=tuple(item for item in pack.superiority if item.superior in kept and item.inferior in kept),
    )


def _reads(rule: LawRule) -> Iterable[str]:
    if rule.head is not None:
        yield rule.head.name
    for condition in (rule.when, rule.unless, rule.condition):
        if condition is not None:
            yield from (name.name for name in names(condition))
