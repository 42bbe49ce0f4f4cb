"""What theories made by hand are built with.

Each `Case` holds a theory in the same form as the random ones, so that any engine can be held to it, the
statuses of some or all of its routes, and the values of some literals: six digits in the order of
`oracle.Literal` (value and value of the opposite; lower and upper bound; lower and upper bound of the
opposite), the same in every world.

All have these routes; the captor carries each out, but for ``fly``, which the State of origin does:

=========  =================  =======
route      destination        guarded
=========  =================  =======
``stay``   detaining_power    no
``third``  third_state        yes
``hand``   power_served       yes
``home``   state_of_origin    yes
``fly``    state_of_origin    yes
=========  =================  =======

A fact whose name begins with `k` is an enum; one that ends in ``_s`` is per State. Conclusions are ``p``,
``q``, ``r`` and, per State, ``c`` and ``d``. Facts without a value are unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.differential import conditions as c
from tests.differential import theories as th
from tests.differential.conditions import Cond
from tests.differential.theories import Json, Theory

APART = {"detaining_power": "UKR", "power_served": "RUS", "state_of_origin": "PRK", "third_state": "KOR"}
CUSTOM: Json = {"kind": "custom", "emerged": "1949-08-12"}
FACTS = ("a", "b", "u", "v", "k", "w_s", "k_s")
BEFORE, ON_THE_DAY, AFTER = "1999-01-01", "2025-06-01", "2025-06-02"


@dataclass(frozen=True)
class Case:
    """A theory and what must follow from it."""

    name: str
    theory: Theory
    routes: dict[str, str]
    literals: dict[str, str] = field(default_factory=dict)
    missing: dict[str, set[str]] = field(default_factory=dict)


def rule(name: str, **parts: Any) -> Json:
    """A rule ``<law>-<name>``, with conditions as tuples under ``when``, ``unless``, ``condition``."""
    return {"name": name, **parts}


def make(
    name: str,
    rules: Sequence[Json],
    values: Mapping[str, object] | None = None,
    *,
    roles: Mapping[str, str] | None = None,
    asks: Mapping[str, str] | None = None,
    laws: Mapping[str, Json] | None = None,
) -> Theory:
    """A theory of `rules`; ``asks`` gives the defaults of questions with positions ``x``, ``y`` and ``z``."""
    conditions: dict[str, dict[str, Cond]] = {}
    kinds = {"base": CUSTOM, **(laws or {})}
    files = {law: _file(law, kind) for law, kind in kinds.items()}
    for given in rules:
        law = given.get("law", "base")
        made, parts = _rule(law, given)
        files[law]["rules"].append(made)
        conditions[made["id"]] = parts
    facts = {n: th.fact(per_state=n.endswith("_s"), enum=n.startswith("k")) for n in FACTS}
    literals = {n: th.conclusion(per_state=n in "cd") for n in "pqrcd"}
    words = {"facts": facts, "conclusions": literals, "never": []}
    questions = [th.question(q, ("x", "y", "z"), default) for q, default in (asks or {}).items()]
    return Theory(
        facts={"schema": "pow-options/facts/1", **words},
        options={"schema": "pow-options/options/1", "options": _options()},
        readings={"schema": "pow-options/readings/1", "questions": questions},
        instruments=list(files.values()),
        roles={**APART, **(roles or {})},
        values={key: _values(value) for key, value in (values or {}).items()},
        conditions=conditions,
        name=name,
    )


def _values(value: object) -> frozenset[str]:
    if isinstance(value, bool):
        return frozenset({str(value).lower()})
    return frozenset(str(value).split())


def _file(law: str, kind: Json) -> Json:
    home = {"id": law, "title": law, "short": law, "adopted": "1949-08-12", "authority": th.AUTHORITY, **kind}
    return {"schema": "pow-options/law/1", "instrument": home, "rules": []}


def _rule(law: str, given: Json) -> tuple[Json, dict[str, Cond]]:
    keys = ("when", "unless", "condition")
    parts: dict[str, Cond] = {key: given[key] for key in keys if key in given}
    made: Json = {
        "id": f"{law}-{given['name']}",
        "article": "Art. 1",
        "title": given["name"],
        "says": "It is so.",
    }
    made |= {"authority": th.AUTHORITY, "binds": "detaining_power"}
    made |= {k: v for k, v in given.items() if k not in ("name", "law", "condition", "over", "on", "timing")}
    made |= {key: c.render(parts[key]) for key in ("when", "unless") if key in parts}
    if "condition" in parts:
        made["require"] = {"condition": c.render(parts["condition"]), "on": given["on"]}
        made["require"] |= {"timing": given["timing"]} if "timing" in given else {}
    over = [o if isinstance(o, dict) else {"rule": o if "-" in o else f"{law}-{o}"} for o in given.get("over", ())]
    if over:
        made["overrides"] = [{"ground": "it prevails", "source": "made up", **entry} for entry in over]
    return made, parts


def _options() -> list[Json]:
    places = {"detaining_power": ["stay"], "third_state": ["third"], "power_served": ["hand"]}
    places["state_of_origin"] = ["home", "fly"]
    options = []
    for role, names in places.items():
        actors = {name: "state_of_origin" if name == "fly" else "detaining_power" for name in names}
        routes = [th.route(n, actors[n], guarded=role != "detaining_power") for n in names]
        options.append({"id": role, "name": role.replace("_", " "), "routes": routes})
    return options
