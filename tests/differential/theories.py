"""Small random rule packs and cases, in the format of the files under ``rules/``.

``generate(seed)`` gives a `Theory`, always the same for the same seed (only ``random.Random.random`` is
drawn on, whose sequence is fixed across Python versions; no set is iterated). ``facts``, ``options``,
``readings`` and ``instruments`` are plain dictionaries as in the files, dates as ISO text;
``conditions[rule id]`` has the tuples of `conditions.Cond` behind each text under ``when``, ``unless`` and
``condition``; ``roles`` binds each role to a State or to ``"none"``; ``values`` gives for each ground fact,
``name`` or ``name(STATE)``, the values still possible (``"true"``, ``"false"`` for a bool). A ground fact
not listed is wholly unknown.

``completions(theory)`` yields the theories in which each unknown fact has one of its possible values;
``pin`` first brings a theory down to few enough unknowns.

What is kept to: conclusions in layers, so no cycle however the roles coincide; superiority acyclic under
every choice of readings, though its direction may turn with a reading; only the override pairs that
semantics.md allows; domestic law concludes literals of its own order alone and overrides no other law.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.differential import conditions as c
from tests.differential.conditions import Cond

ROLES = ("detaining_power", "power_served", "state_of_origin", "third_state")
STATES = ("UKR", "RUS", "PRK", "KOR", "POL")
LAW_ON = dt.date(2025, 6, 1)
ENUM = ("low", "mid", "high")
ROUTE_VERBS = ("oblige", "forbid", "permit", "excuse", "require", "support", "oppose")
BINDING_VERBS = ("oblige", "forbid", "permit", "excuse", "require")
AUTHORITY = [{"source": "made up", "url": "https://example.org/", "checked": False}]

_LONG_AGO = "1950-10-21"
_T = TypeVar("_T")
Json = dict[str, Any]


@dataclass(frozen=True)
class Theory:
    """A pack and a case already resolved to sets of possible values; see the module."""

    facts: Json
    options: Json
    readings: Json
    instruments: list[Json]
    roles: dict[str, str]
    values: dict[str, frozenset[str]]
    conditions: dict[str, dict[str, Cond]]
    law_on: dt.date = LAW_ON
    name: str = ""

    @property
    def unknown(self) -> tuple[str, ...]:
        """Ground facts with more than one value possible, in order."""
        return tuple(key for key in sorted(self.values) if len(self.values[key]) > 1)

    def rules(self) -> Iterator[tuple[Json, Json]]:
        """Each instrument and rule, in order."""
        for law in self.instruments:
            for rule in law["rules"]:
                yield law["instrument"], rule


def verb(rule: Mapping[str, Any]) -> str:
    """The one verb of a rule."""
    return next(v for v in ("conclude", *ROUTE_VERBS) if v in rule)


def routes_of(rule: Mapping[str, Any]) -> tuple[str, ...]:
    """The routes a rule names, none for a ``conclude``."""
    what = verb(rule)
    if what == "conclude":
        return ()
    return tuple(rule["require"]["on"] if what == "require" else rule[what])


def head(rule: Mapping[str, Any]) -> tuple[bool, str, str | None]:
    """Sign, name and term of what a ``conclude`` rule concludes."""
    text = str(rule["conclude"])
    positive = not text.startswith("not ")
    name, _, term = text.removeprefix("not ").rstrip(")").partition("(")
    return positive, name, term or None


def may_override(over: Mapping[str, Any], under: Mapping[str, Any]) -> bool:
    """Whether the two rules are one of the pairs in which semantics.md allows an override."""
    pair = (verb(over), verb(under))
    if pair == ("conclude", "conclude"):
        mine, theirs = head(over), head(under)
        return mine[1] == theirs[1] and mine[0] != theirs[0]
    if pair[1] == "require":
        return pair[0] in ("oblige", "forbid", "permit", "excuse")
    return pair in (("forbid", "oblige"), ("oblige", "forbid"), ("permit", "forbid"), ("excuse", "oblige"))


def completions(theory: Theory, limit: int = 64) -> Iterator[Theory]:
    """Every way of giving each unknown fact one of its values; ValueError if more than `limit`."""
    keys = theory.unknown
    total = 1
    for key in keys:
        total *= len(theory.values[key])
    if total > limit:
        msg = f"{total} completions, more than {limit}"
        raise ValueError(msg)
    for picks in itertools.product(*(sorted(theory.values[key]) for key in keys)):
        chosen = {key: frozenset({value}) for key, value in zip(keys, picks, strict=True)}
        yield dataclasses.replace(theory, values={**theory.values, **chosen})


def pin(theory: Theory, unknowns: int = 6, seed: int = 0) -> Theory:
    """The same theory with at most `unknowns` unknown facts of two values each, the rest given one."""
    draw = _Draw(seed)
    keep = draw.order(theory.unknown)[:unknowns]
    values = dict(theory.values)
    for key in theory.unknown:
        some = draw.order(sorted(theory.values[key]))
        values[key] = frozenset(some[: 2 if key in keep else 1])
    return dataclasses.replace(theory, values=values)


def files(theory: Theory) -> dict[str, Json]:
    """The pack as files to write, by path; ``ranking.yaml`` and ``states.yaml`` are not made up."""
    made = {"facts.yaml": theory.facts, "options.yaml": theory.options, "readings.yaml": theory.readings}
    made |= {f"law/{law['instrument']['id']}.yaml": law for law in theory.instruments}
    return {"pack.yaml": {"schema": "pow-options/pack/1", "version": "0.0.1", "title": theory.name}, **made}


class _Draw:
    """Random choices that rest on ``Random.random`` alone."""

    def __init__(self, seed: int) -> None:
        self._next = random.Random(seed).random

    def chance(self, p: float) -> bool:
        return self._next() < p

    def number(self, low: int, high: int) -> int:
        return low + int(self._next() * (high - low + 1))

    def one(self, some: Sequence[_T]) -> _T:
        return some[int(self._next() * len(some))]

    def order(self, some: Sequence[_T]) -> list[_T]:
        keyed = sorted((self._next(), n) for n in range(len(some)))
        return [some[n] for _, n in keyed]

    def some(self, some: Sequence[_T], low: int, high: int) -> list[_T]:
        return self.order(some)[: self.number(low, min(high, len(some)))]


@dataclass
class _Making:
    """What has been made so far."""

    draw: _Draw
    facts: dict[str, Json] = field(default_factory=dict)
    conclusions: dict[str, Json] = field(default_factory=dict)
    layer: dict[str, int] = field(default_factory=dict)
    questions: list[Json] = field(default_factory=list)
    routes: dict[str, Json] = field(default_factory=dict)
    conditions: dict[str, dict[str, Cond]] = field(default_factory=dict)
    laws: list[Json] = field(default_factory=list)


def generate(seed: int) -> Theory:
    """The random theory of a seed."""
    m = _Making(_Draw(seed))
    _vocabulary(m)
    _questions(m)
    options = _options(m)
    _instruments(m)
    _rules(m)
    _overrides(m)
    roles = _roles(m.draw)
    return Theory(
        facts={"schema": "pow-options/facts/1", "facts": m.facts, "conclusions": m.conclusions, "never": []},
        options={"schema": "pow-options/options/1", "options": options},
        readings={"schema": "pow-options/readings/1", "questions": m.questions},
        instruments=m.laws,
        roles=roles,
        values=_values(m, roles),
        conditions=m.conditions,
        name=f"seed {seed}",
    )


def fact(*, per_state: bool, enum: bool = False) -> Json:
    """A fact as declared in ``facts.yaml``."""
    kind: Json = {"type": "enum", "values": {v: v for v in ENUM}} if enum else {"type": "bool"}
    rest = {"question": "What is so?", "who": "anyone", "standard": {"default": "C3"}}
    return {**kind, "per_state": per_state, "kind": "finding", **rest}


def conclusion(*, per_state: bool, order: str = "international") -> Json:
    """A conclusion as declared in ``facts.yaml``."""
    where = " in {state}" if per_state else ""
    return {
        "per_state": per_state,
        "order": order,
        "says": f"it is so{where}",
        "denies": f"it is not so{where}",
    }


def route(name: str, actor: str, *, guarded: bool, custodial: bool = False) -> Json:
    """A route as declared in ``options.yaml``."""
    flags = {
        "custodial": custodial,
        "guarded": guarded,
        "lasting": not custodial,
        "undo": "partly",
        "needs": None,
    }
    return {"id": name, "name": name.replace("_", " "), "actor": actor, **flags}


def question(name: str, positions: Sequence[str], default: str) -> Json:
    """A contested question as declared in ``readings.yaml``."""
    each = [{"id": p, "says": p, "holders": ["some"], "authority": AUTHORITY} for p in positions]
    return {"id": name, "question": "Is it so?", "default": default, "positions": each}


def _vocabulary(m: _Making) -> None:
    draw = m.draw
    for n in range(draw.number(2, 4)):
        m.facts[f"fact_{n}"] = fact(per_state=draw.chance(0.4))
    for n in range(draw.number(1, 2)):
        m.facts[f"kind_{n}"] = fact(per_state=draw.chance(0.3), enum=True)
    layers = draw.number(1, 3)
    for n in range(draw.number(2, 5)):
        name = f"lit_{n}"
        m.conclusions[name] = conclusion(per_state=draw.chance(0.4))
        m.layer[name] = draw.number(1, layers)
    if draw.chance(0.3):
        m.conclusions["dom_0"] = conclusion(per_state=draw.chance(0.4), order=draw.one(STATES[:4]))
        m.layer["dom_0"] = draw.number(1, layers)


def _questions(m: _Making) -> None:
    draw = m.draw
    worlds = 1
    for n in range(draw.one((0, 1, 1, 2, 2, 3))):
        positions = [f"pos_{k}" for k in range(draw.number(2, 3))]
        default = draw.one(positions)
        if draw.chance(0.5) and worlds * len(positions) <= 8:
            worlds *= len(positions)
            default = "unsettled"
        m.questions.append(question(f"ask_{n}", positions, default))


def _options(m: _Making) -> list[Json]:
    draw, options = m.draw, []
    for role in draw.order(ROLES) if draw.chance(0.5) else ROLES:
        routes = []
        for n in range(draw.one((1, 1, 1, 2))):
            actor = draw.one(("detaining_power", "detaining_power", "detaining_power", role, draw.one(ROLES)))
            made = route(f"{role}_{n}", actor, guarded=role != "detaining_power", custodial=draw.chance(0.3))
            routes.append(made)
            m.routes[made["id"]] = made
        options.append({"id": role, "name": role.replace("_", " "), "routes": routes})
    return options


def _day(draw: _Draw, early: float) -> str:
    """A date that is early enough with probability `early`; the law date itself and the next day come up."""
    if draw.chance(early):
        return draw.one((_LONG_AGO, "2001-02-03", LAW_ON.isoformat()))
    return draw.one(((LAW_ON + dt.timedelta(days=1)).isoformat(), "2031-12-31"))


def _instruments(m: _Making) -> None:
    draw = m.draw
    kinds = [
        "treaty",
        "custom",
        draw.one(("treaty", "practice")),
        *(["domestic"] if draw.chance(0.6) else []),
    ]
    if "dom_0" in m.conclusions and "domestic" not in kinds:
        kinds.append("domestic")
    for n, kind in enumerate(kinds):
        law: Json = {
            "id": f"law_{n}",
            "title": f"Law {n}",
            "short": f"L{n}",
            "kind": kind,
            "authority": AUTHORITY,
        }
        if kind == "treaty":
            _treaty(draw, law)
        elif kind == "domestic":
            order = m.conclusions["dom_0"]["order"] if "dom_0" in m.conclusions else draw.one(STATES[:4])
            law |= {"state": order, "adopted": _LONG_AGO, "in_force": _day(draw, 0.9)}
        else:
            law["emerged"] = _day(draw, 0.92)
        m.laws.append({"schema": "pow-options/law/1", "instrument": law, "rules": []})


def _treaty(draw: _Draw, law: Json) -> None:
    law["adopted"] = "1949-08-12"
    if draw.chance(0.8):
        law["in_force"] = _day(draw, 0.95)
    if draw.chance(0.2):
        law["between"] = draw.some(ROLES, 1, 2)
    law["parties"] = {}
    for state in STATES:
        if draw.chance(0.93):
            until = _day(draw, 0.3) if draw.chance(0.12) else None
            law["parties"][state] = {"in_force": _day(draw, 0.93), "until": until, "authority": AUTHORITY}
    if draw.chance(0.5):
        made = {
            "by": draw.one(STATES[:4]),
            "kind": draw.one(("declaration", "reservation")),
            "on": _day(draw, 0.85),
        }
        gone = _day(draw, 0.4) if draw.chance(0.3) else None
        more = {"withdrawn": gone, "article": "Art. 1", "says": "it declares", "authority": AUTHORITY}
        law["declarations"] = [{"id": f"{law['id']}_said", **made, **more}]


def _rules(m: _Making) -> None:
    draw = m.draw
    for name, declared in m.conclusions.items():
        home = [law for law in m.laws if (law["instrument"]["kind"] == "domestic") == (name == "dom_0")]
        for _ in range(draw.one((1, 2, 2, 3, 3, 4))):
            rule = _start(m, draw.one(home))
            term = draw.one(("destination", "destination", "bound", *ROLES)) if declared["per_state"] else None
            text = c.render(c.holds(name, term))
            rule["conclude"] = text if draw.chance(0.6) else f"not {text}"
            _body(m, rule, m.layer[name], ranges=term == "destination" or draw.chance(0.15))
    everywhere = sorted(m.routes)
    hot = draw.some(everywhere, 3, 4)
    verbs = ("oblige",) * 5 + ("forbid",) * 5 + ("permit",) * 4 + ("excuse",) * 3 + ("require",) * 4
    for _ in range(draw.number(10, 20)):
        law = draw.one(m.laws)
        rule = _start(m, law)
        what = draw.one((*verbs, "support", "oppose"))
        on = draw.some(hot if draw.chance(0.8) else everywhere, 1, 4)
        if "state" not in law["instrument"] and draw.chance(0.85):
            rule["binds"] = m.routes[on[0]]["actor"]
        if what == "require":
            rule["require"] = {"condition": "", "on": on}
            if draw.chance(0.6):
                rule["require"]["timing"] = "throughout" if draw.chance(0.25) else "before"
        else:
            rule[what] = on
        if what == "forbid" and draw.chance(0.2):
            rule["duty"] = True
        _body(m, rule, 9, ranges=True)


def _start(m: _Making, law: Json) -> Json:
    """An empty rule put into `law`, with the parts that any verb may have."""
    draw, home = m.draw, law["instrument"]
    rule: Json = {"id": f"{home['id']}-{len(law['rules']) + 1}", "article": f"Art. {len(law['rules']) + 1}"}
    rule |= {"title": "a rule", "says": "It is so.", "authority": AUTHORITY}
    rule["binds"] = home.get("state") or draw.one(("detaining_power", "detaining_power", *ROLES))
    if m.questions and draw.chance(0.25):
        rule["reading"] = _reading(m, draw.some(m.questions, 1, 2))
    if "declarations" in home and draw.chance(0.25):
        rule[draw.one(("only_for", "not_for"))] = home["declarations"][0]["id"]
    law["rules"].append(rule)
    return rule


def _reading(m: _Making, asked: Sequence[Json]) -> Json:
    wanted: Json = {}
    for q in asked:
        positions = [p["id"] for p in q["positions"]]
        some = m.draw.some(positions, 1, len(positions) - 1)
        wanted[q["id"]] = some[0] if len(some) == 1 and m.draw.chance(0.7) else some
    return wanted


def _body(m: _Making, rule: Json, layer: int, *, ranges: bool) -> None:
    """Give a rule its conditions, over facts and over conclusions of lower layers."""
    draw = m.draw
    own = rule["binds"] if rule["binds"] in STATES else None
    names = [*m.facts, *(n for n, low in m.layer.items() if low < layer and (n != "dom_0" or own))]
    weighted = [*names, *(n for n in names if n in m.layer for _ in range(2))]
    parts: dict[str, Cond] = {}
    if draw.chance(0.75):
        parts["when"] = _condition(m, weighted, draw.one((1, 1, 2, 2, 3)), ranges=ranges)
    if draw.chance(0.3):
        parts["unless"] = _condition(m, weighted, draw.one((1, 1, 2)), ranges=ranges)
    if "require" in rule:
        parts["condition"] = _condition(m, weighted, draw.one((1, 1, 2)), ranges=ranges)
        rule["require"]["condition"] = c.render(parts["condition"])
    for key in ("when", "unless"):
        if key in parts:
            rule[key] = c.render(parts[key])
    m.conditions[rule["id"]] = parts


def _condition(m: _Making, names: Sequence[str], leaves: int, *, ranges: bool) -> Cond:
    draw = m.draw
    if leaves == 1:
        return _leaf(m, names, ranges=ranges)
    left = draw.number(1, leaves - 1)
    kids = (_condition(m, names, k, ranges=ranges) for k in (left, leaves - left))
    made: Cond = (draw.one(("and", "or")), *kids)
    return c.no(made) if draw.chance(0.15) else made


def _leaf(m: _Making, names: Sequence[str], *, ranges: bool) -> Cond:
    draw = m.draw
    places = (*ROLES, "bound", *(("destination",) * 4 if ranges else ()))
    if draw.chance(0.08):
        return (draw.one(("same", "differ")), *draw.order(places)[:2])
    if draw.chance(0.02):
        return draw.one((c.TRUE, c.FALSE))
    name = draw.one(names)
    declared = m.facts.get(name) or m.conclusions[name]
    term = draw.one(places) if declared["per_state"] else None
    if declared.get("type") == "enum":
        tag = draw.one(("is", "isnt", "among"))
        return (tag, name, term, tuple(draw.some(ENUM, 1, 2)) if tag == "among" else draw.one(ENUM))
    leaf = c.holds(name, term)
    return c.no(leaf) if draw.chance(0.3) else leaf


@dataclass(frozen=True)
class _Ranks:
    """One order of all rules for each position of a question, so that superiority is acyclic under each."""

    asked: str | None
    by: dict[str, dict[str, int]]

    def above(self, over: Json, under: Json) -> list[str]:
        """The positions under which the one may override the other without closing a cycle."""
        if verb(over) in ("permit", "excuse") or verb(under) == "require":
            return list(self.by)
        return [p for p, rank in self.by.items() if rank[over["id"]] < rank[under["id"]]]


def _ranks(m: _Making, names: Sequence[str]) -> _Ranks:
    draw = m.draw
    pivot = draw.one(m.questions) if m.questions and draw.chance(0.4) else None
    positions = [p["id"] for p in pivot["positions"]] if pivot else ["any"]
    orders = [draw.order(names) for _ in positions[:2]]
    by = {p: {n: k for k, n in enumerate(orders[i == 1])} for i, p in enumerate(positions)}
    return _Ranks(pivot["id"] if pivot else None, by)


def _overrides(m: _Making) -> None:
    """Overrides of rules, and a few of whole instruments."""
    draw = m.draw
    flat = [(law["instrument"], rule) for law in m.laws for rule in law["rules"]]
    ranks = _ranks(m, [rule["id"] for _, rule in flat])
    for (home, over), (there, under) in itertools.permutations(flat, 2):
        shared = verb(over) == "conclude" or set(routes_of(over)) & set(routes_of(under))
        if shared and may_override(over, under) and _lawful(home, there) and draw.chance(0.4):
            _override(m, ranks, over, under)
    for home, over in flat:
        law = draw.one(m.laws)
        under_it = [r for r in law["rules"] if may_override(over, r)]
        other = law["instrument"] is not home and _lawful(home, law["instrument"])
        if draw.chance(0.06) and other and under_it:
            if any(len(ranks.above(over, r)) < len(ranks.by) for r in under_it):
                continue
            _entry(over, {"instrument": law["instrument"]["id"]}, {})


def _override(m: _Making, ranks: _Ranks, over: Json, under: Json) -> None:
    reading: Json = {}
    held = ranks.above(over, under)
    if not held:
        return
    if len(held) < len(ranks.by) and ranks.asked:
        reading = {ranks.asked: held if len(held) > 1 else held[0]}
    elif m.questions and m.draw.chance(0.2):
        reading = _reading(m, [m.draw.one(m.questions)])
    _entry(over, {"rule": under["id"]}, reading)


def _entry(over: Json, what: Json, reading: Json) -> None:
    entry = {**what, "ground": "it prevails", "source": "made up"}
    over.setdefault("overrides", []).append(entry | ({"reading": reading} if reading else {}))


def _lawful(over: Json, under: Json) -> bool:
    """Domestic law lifts no other law than its own."""
    return over["kind"] != "domestic" or over is under


def _roles(draw: _Draw) -> dict[str, str]:
    """Four States; or some roles coincide; or some, though not the captor's, are bound to none."""
    bound = dict(zip(ROLES, draw.order(STATES[:4]), strict=True))
    if draw.chance(0.35):
        for role in draw.some(ROLES, 1, 3):
            bound[role] = bound[draw.one(ROLES)]
    if draw.chance(0.25):
        for role in draw.some(ROLES[1:], 1, 2):
            bound[role] = "none"
    return bound


def _values(m: _Making, roles: Mapping[str, str]) -> dict[str, frozenset[str]]:
    draw = m.draw
    own = {law["instrument"].get("state") for law in m.laws}
    places = [s for s in STATES if s in roles.values() or s in own]
    unknown = draw.one((0.1, 0.25, 0.5))
    values: dict[str, frozenset[str]] = {}
    for name, declared in m.facts.items():
        every = ENUM if declared["type"] == "enum" else ("true", "false")
        for key in [f"{name}({s})" for s in places] if declared["per_state"] else [name]:
            least = 2 if draw.chance(unknown) else 1
            values[key] = frozenset(draw.some(every, least, len(every) if least > 1 else 1))
    return values
