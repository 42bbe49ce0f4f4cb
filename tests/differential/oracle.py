"""The second encoding of the semantics: an answer set program, run by clingo.

``solve(theories)`` translates each `theories.Theory` to facts, from its dictionaries and condition tuples
alone, and runs ``asp/semantics.lp`` on many at a time; grounding, what is in force, the superiority of
whole instruments and all values are worked out there. One `Answer` for each theory, in order:

* ``answer.routes[route id]``: the status over all readings; a route whose destination is bound to none is
  not listed;
* ``answer.worlds[key]``: a `World`, ``key`` being ``((question, position), ...)`` over the unsettled
  questions in the order of the file, ``()`` if there are none; settled questions stand at their default;
* ``world.routes[route id]``: the status in that world;
* ``world.obliges``, ``forbids``, ``suspended``, ``missing``, ``reasons``: by route id, the ids of the
  obliges and the forbids that stand, the standing obliges that a standing forbid overrides, the rules a
  route waits for (unmet requirements; on guarded routes also prohibitions that may apply) whatever its
  status, and the supports and opposes that apply; every route has an entry, often empty;
* ``world.literals["name"]`` or ``["name(STATE)"]``: a `Literal`; every declared conclusion is listed, for
  each State bound to a role and each State whose domestic law is in the pack.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import clingo

from tests.differential import theories as th
from tests.differential.conditions import Cond, terms

PROGRAM = Path(__file__).with_name("asp") / "semantics.lp"
LISTS = ("obliges", "forbids", "suspended", "missing", "reason")

WorldKey = tuple[tuple[str, str], ...]


class Literal(NamedTuple):
    """Whether a literal and its opposite are proved, and the lower and upper bounds of both."""

    proved_pos: bool
    proved_neg: bool
    low_pos: bool
    up_pos: bool
    low_neg: bool
    up_neg: bool


@dataclass(frozen=True)
class World:
    """What follows under one choice of positions."""

    routes: dict[str, str]
    obliges: dict[str, frozenset[str]]
    forbids: dict[str, frozenset[str]]
    suspended: dict[str, frozenset[str]]
    missing: dict[str, frozenset[str]]
    reasons: dict[str, frozenset[str]]
    literals: dict[str, Literal]


@dataclass(frozen=True)
class Answer:
    """Statuses over all readings, and what follows under each."""

    routes: dict[str, str]
    worlds: dict[WorldKey, World]


def solve(theories: Sequence[th.Theory], batch: int = 50) -> list[Answer]:
    """The answers to `theories`, `batch` of them for each run of the solver."""
    answers: list[Answer] = []
    for start in range(0, len(theories), batch):
        answers += _run(theories[start : start + batch])
    return answers


def explain(theory: th.Theory) -> str:
    """All atoms derived for one theory, one a line, after what its numbers mean; to look into a fault."""
    coded = _Coder()
    coded.theory(theory)
    names = [f"% {n} {coded.names[n]}" for n in sorted(coded.names)]
    return "\n".join(names + sorted(str(atom) for atom in _model(coded.lines, everything=True)))


def _run(theories: Sequence[th.Theory]) -> list[Answer]:
    coder = _Coder()
    for theory in theories:
        coder.theory(theory)
    return coder.read(_model(coder.lines), theories)


def _model(lines: Sequence[str], *, everything: bool = False) -> list[clingo.Symbol]:
    control = clingo.Control(["--models=2", "--warn=none", "--sat-prepro=0", "--eq=0"])
    control.load(str(PROGRAM))
    control.add("base", [], "\n".join(lines))
    control.ground([("base", [])])
    with control.solve(yield_=True) as handle:
        models = []
        for model in handle:
            models.append(list(model.symbols(atoms=everything, shown=not everything)))
            if model.number > 1:
                break
    if len(models) != 1:
        msg = f"{len(models)} answer sets where there must be one: a theory has a cycle"
        raise RuntimeError(msg)
    return models[0]


def _term(term: str | None) -> str:
    return "nil" if term is None else term


def _day(date: object) -> int:
    return dt.date.fromisoformat(str(date)).toordinal()


def _listed(wanted: object) -> list[str]:
    return [str(w) for w in wanted] if isinstance(wanted, list) else [str(wanted)]


class _Coder:
    """Facts for the program; rules, routes, worlds, nodes and overrides are numbered across theories."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.names: dict[int, str] = {}
        self.homes: dict[int, tuple[int, WorldKey]] = {}
        self.routes: list[dict[str, int]] = []
        self._numbers = itertools.count(1)
        self._states: dict[str, int] = {}

    def _say(self, text: str) -> None:
        self.lines.append(text)

    def _name(self, name: str) -> int:
        number = next(self._numbers)
        self.names[number] = name
        return number

    def _state(self, state: str) -> str:
        """A State's number in the theory at hand; a State outside the theory has one too."""
        if state in ("none", ""):
            return state or "nil"
        if state not in self._states:
            self._states[state] = self._name(state)
        return str(self._states[state])

    def theory(self, theory: th.Theory) -> None:
        """Add the facts of one theory."""
        t = len(self.routes)
        self._states = {}
        for role, state in theory.roles.items():
            self._say(f"role({t},{role},{self._state(state)}).")
        routes = {}
        for option in theory.options["options"]:
            for route in option["routes"]:
                routes[route["id"]] = x = self._name(route["id"])
                self._say(f"route({t},{x},{option['id']},{route['actor']}).")
                if route["guarded"]:
                    self._say(f"guarded({x}).")
        self.routes.append(routes)
        self._worlds(t, theory)
        words = {name: self._name(name) for part in ("facts", "conclusions") for name in theory.facts[part]}
        for name, state, values in _possible(theory):
            self._say(f"possible({words[name]},{self._state(state)},({';'.join(values)})).")
        numbers = {rule["id"]: self._name(rule["id"]) for _, rule in theory.rules()}
        laws = {law["instrument"]["id"]: self._instrument(t, theory, law["instrument"]) for law in theory.instruments}
        for home, rule in theory.rules():
            r = numbers[rule["id"]]
            self._rule(t, r, laws[home["id"]], rule, routes | words)
            self._conditions(r, theory, rule, words)
            self._superiority(r, rule, numbers, laws)

    def _worlds(self, t: int, theory: th.Theory) -> None:
        choices = []
        for q in theory.readings["questions"]:
            every = [p["id"] for p in q["positions"]]
            choices.append([(q["id"], p) for p in (every if q["default"] == "unsettled" else [q["default"]])])
        unsettled = {q["id"] for q in theory.readings["questions"] if q["default"] == "unsettled"}
        for world in itertools.product(*choices):
            w = next(self._numbers)
            self.homes[w] = (t, tuple(pair for pair in world if pair[0] in unsettled))
            self._say(f"world({t},{w}).")
            for asked, position in world:
                self._say(f"chosen({t},{w},{asked},{position}).")

    def _instrument(self, t: int, theory: th.Theory, law: th.Json) -> int:
        i = self._name(law["id"])
        self._say(f"instrument({t},{i}). kind({i},{law['kind']}). law_on({i},{theory.law_on.toordinal()}).")
        begins = law.get("in_force" if law["kind"] in ("treaty", "domestic") else "emerged")
        if begins is not None:
            self._say(f"begins({i},{_day(begins)}).")
        if "state" in law:
            self._say(f"order_of({i},{self._state(law['state'])}).")
        for role in law.get("between") or ():
            self._say(f"between({i},{role}).")
        for state, party in (law.get("parties") or {}).items():
            self._say(f"joins({i},{self._state(state)},{_day(party['in_force'])}).")
            if party.get("until") is not None:
                self._say(f"leaves({i},{self._state(state)},{_day(party['until'])}).")
        for said in law.get("declarations") or ():
            self._say(f"declared({i},{said['id']},{self._state(said['by'])},{_day(said['on'])}).")
            if said.get("withdrawn") is not None:
                self._say(f"withdrawn({i},{said['id']},{_day(said['withdrawn'])}).")
        return i

    def _rule(self, t: int, r: int, i: int, rule: th.Json, numbers: dict[str, int]) -> None:
        what = th.verb(rule)
        self._say(f"rule({t},{r},{i},{what}). verb({r},{what}).")
        if rule["binds"] in th.ROLES:
            self._say(f"binds_role({r},{rule['binds']}).")
        else:
            self._say(f"binds_state({r},{self._state(rule['binds'])}).")
        for route in th.routes_of(rule):
            self._say(f"names({r},{numbers[route]}).")
        if what == "conclude":
            positive, name, term = th.head(rule)
            self._say(f"head({r},{'pos' if positive else 'neg'},{numbers[name]},{_term(term)}).")
            self._say(f"mentions({r},{_term(term)}).")
        if what == "require" and rule["require"].get("timing", "before") == "before":
            self._say(f"safeguard({r}).")
        for key in ("only_for", "not_for"):
            if key in rule:
                self._say(f"{key}({r},{rule[key]}).")
        for asked, wanted in (rule.get("reading") or {}).items():
            self._say(f"asks({r},{asked}). answers({r},{asked},({';'.join(_listed(wanted))})).")

    def _conditions(self, r: int, theory: th.Theory, rule: th.Json, words: dict[str, int]) -> None:
        parts = theory.conditions[rule["id"]]
        texts = {"when": rule.get("when"), "unless": rule.get("unless")}
        texts["condition"] = rule["require"]["condition"] if "require" in rule else None
        for part, text in texts.items():
            if (text is None) != (part not in parts):
                msg = f"{theory.name}: text and tuple of `{part}` of {rule['id']} do not go together"
                raise ValueError(msg)
        facts = set(theory.facts["facts"])
        for part, cond in {"when": ("true",), **parts}.items():
            self._say(f"{part}({r},{self._node(r, cond, words, facts)}).")
            for term in terms(cond):
                self._say(f"mentions({r},{term}).")

    def _node(self, r: int, cond: Cond, words: dict[str, int], facts: set[str]) -> int:
        n = next(self._numbers)
        tag = cond[0]
        if tag in ("true", "false"):
            self._say(f"constant({r},{n},{tag[0]}).")
        elif tag == "same":
            self._say(f"compare({r},{n},{cond[1]},{cond[2]}).")
        elif tag in ("differ", "isnt"):
            positive = ("same", *cond[1:]) if tag == "differ" else ("is", *cond[1:])
            self._say(f"negation({n},{self._node(r, positive, words, facts)}).")
        elif tag == "not":
            self._say(f"negation({n},{self._node(r, cond[1], words, facts)}).")
        elif tag in ("and", "or"):
            kid = self._node(r, cond[1], words, facts)
            rest = self._node(r, cond[2] if len(cond) == 3 else (tag, *cond[2:]), words, facts)
            self._say(f"{tag}({n},{kid},{rest}).")
        else:
            self._leaf(r, n, cond, words, facts)
        return n

    def _leaf(self, r: int, n: int, cond: Cond, words: dict[str, int], facts: set[str]) -> None:
        tag, name, term = cond[:3]
        self._say(f"leaf({r},{n},{words[name]},{_term(term)}).")
        if name in facts:
            values = {"holds": ("true",), "is": cond[3:], "among": cond[3] if tag == "among" else ()}[tag]
            self._say(f"fact({n}). accepts({n},({';'.join(values)})).")
        else:
            self._say(f"literal({n}).")

    def _superiority(self, r: int, rule: th.Json, numbers: dict[str, int], laws: dict[str, int]) -> None:
        for entry in rule.get("overrides") or ():
            o = next(self._numbers)
            if "rule" in entry:
                self._say(f"overrides({o},{r},{numbers[entry['rule']]}).")
            else:
                self._say(f"overrides_law({o},{r},{laws[entry['instrument']]}).")
            for asked, wanted in (entry.get("reading") or {}).items():
                answers = ";".join(_listed(wanted))
                self._say(f"override_asks({o},{asked}). override_answers({o},{asked},({answers})).")

    def read(self, atoms: Sequence[clingo.Symbol], theories: Sequence[th.Theory]) -> list[Answer]:
        """The answers in the order of the theories."""
        answers = [Answer({}, {}) for _ in theories]
        names = [_literals(theory) for theory in theories]
        owner = {x: t for t, routes in enumerate(self.routes) for x in routes.values()}
        proved: dict[int, set[tuple[str, str, str]]] = {w: set() for w in self.homes}
        worlds: dict[int, World] = {}
        for w, (t, key) in self.homes.items():
            worlds[w] = answers[t].worlds[key] = World({}, {}, {}, {}, {}, {}, {})
        found: list[tuple[str, int, str, int]] = []
        for atom in atoms:
            args = atom.arguments
            if atom.name == "status":
                _put(worlds[args[0].number].routes, self.names[args[1].number], args[2].name)
            elif atom.name == "combined":
                x = args[0].number
                _put(answers[owner[x]].routes, self.names[x], args[1].name)
            elif atom.name == "proved":
                place = self.names[args[4].number] if args[4].type == clingo.SymbolType.Number else ""
                name = self.names[args[3].number]
                key_ = f"{name}({place})" if place else name
                proved[args[0].number].add((args[1].name, args[2].name, key_))
            else:
                found.append((atom.name, args[0].number, self.names[args[1].number], args[2].number))
        for w, world in worlds.items():
            for lists in (world.obliges, world.forbids, world.suspended, world.missing, world.reasons):
                lists.update(dict.fromkeys(world.routes, frozenset()))
            have = proved[w]
            for name in names[self.homes[w][0]]:
                read = [(m, s, name) in have for m, s in _ORDER]
                world.literals[name] = Literal(*read)
        for what, w, rule, x in found:
            world = worlds[w]
            lists = (world.obliges, world.forbids, world.suspended, world.missing, world.reasons)[LISTS.index(what)]
            lists[self.names[x]] |= {rule}
        return answers


_ORDER = (("pt", "pos"), ("pt", "neg"), ("lo", "pos"), ("up", "pos"), ("lo", "neg"), ("up", "neg"))


def _put(statuses: dict[str, str], route: str, status: str) -> None:
    if route in statuses:
        msg = f"route {route} has two statuses, {statuses[route]} and {status}"
        raise RuntimeError(msg)
    statuses[route] = status


def _places(theory: th.Theory) -> list[str]:
    own = [law["instrument"]["state"] for law in theory.instruments if "state" in law["instrument"]]
    return sorted({s for s in (*theory.roles.values(), *own) if s != "none"})


def _literals(theory: th.Theory) -> list[str]:
    declared: dict[str, Any] = theory.facts["conclusions"]
    made = []
    for name, kind in declared.items():
        made += [f"{name}({s})" for s in _places(theory)] if kind["per_state"] else [name]
    return made


def _possible(theory: th.Theory) -> Iterator[tuple[str, str, list[str]]]:
    """Name, State and values still possible of each ground fact; all values where the theory lists none."""
    for name, kind in theory.facts["facts"].items():
        every = list(kind["values"]) if kind["type"] == "enum" else ["true", "false"]
        if not kind["per_state"]:
            yield name, "", sorted(theory.values.get(name, every))
            continue
        for state in _places(theory):
            yield name, state, sorted(theory.values.get(f"{name}({state})", every))
