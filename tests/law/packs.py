"""Rule directories for tests: copies of the bundled one with edits, and tiny ones written from scratch."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pow_options.law import Pack, load_pack
from pow_options.source import InvalidData, rules_dir

AUTHORITY = [{"source": "made up", "checked": False}]


class Fault(NamedTuple):
    """A diagnostic, placed at `marker` (and `shift` characters on) in `file` as it stands after the edit."""

    file: str
    marker: str
    message: str
    hint: str = ""
    shift: int = 0


def copied(to: Path) -> Path:
    """Copy the bundled rules to a directory below `to`, and return it."""
    root = to / "rules"
    shutil.copytree(rules_dir(), root)
    return root


def edit(root: Path, file: str, after: str, old: str, new: str) -> None:
    """Replace the first `old` after `after`, which occurs once."""
    text = (root / file).read_text(encoding="utf-8")
    assert text.count(after) == 1, f"`{after}` occurs {text.count(after)} times in {file}"
    head, tail = text.split(after)
    assert old in tail
    (root / file).write_text(head + after + tail.replace(old, new, 1), encoding="utf-8")


def place(root: Path, file: str, marker: str, shift: int = 0) -> tuple[int, int]:
    """Return line and column, counted from 1, of the one place where `marker` stands in a file."""
    text = (root / file).read_text(encoding="utf-8")
    assert text.count(marker) == 1, f"`{marker}` occurs {text.count(marker)} times in {file}"
    index = text.index(marker) + shift
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


def norm(name: str, *lines: str, binds: str = "detaining_power") -> str:
    """A rule as it is written in a file, with `lines` of its own."""
    parts = [
        f"  - id: {name}",
        "    article: Art. 1",
        "    title: made up",
        '    says: "it is so"',
        "    authority: [{source: made up, checked: false}]",
        f"    binds: {binds}",
        *(f"    {line}" for line in lines),
    ]
    return "\n".join(parts) + "\n"


def law(*rules: str, name: str = "extra", kind: str = "custom", head: Sequence[str] = ()) -> str:
    """A law file as text; domestic law is that of KOR."""
    dates = {"custom": "emerged: 1949-08-12", "practice": "emerged: 1949-08-12"}
    own = ["state: KOR"] if kind == "domestic" else []
    lines = [
        "schema: pow-options/law/1",
        "instrument:",
        f"  id: {name}",
        "  title: made up",
        "  short: made up",
        f"  kind: {kind}",
        *(f"  {line}" for line in (dates.get(kind, "in_force: 1950-10-21"), *own, *head)),
        "  authority: [{source: made up, checked: false}]",
        "rules:" if rules else "rules: []",
    ]
    return "\n".join(lines) + "\n" + "".join(rules)


def add(root: Path, file: str, text: str) -> None:
    """Write a new file."""
    path = root / file
    assert not path.exists()
    path.write_text(text, encoding="utf-8")


def faults(root: Path) -> list[tuple[str, int, int, str, str]]:
    """What is wrong with a rule directory: file, line, column, message, hint."""
    try:
        load_pack(root)
    except InvalidData as error:
        return [
            (item.file.removeprefix(f"{root}/"), item.line, item.column, item.message, item.hint)
            for item in error.diagnostics
        ]
    return []


def placed(root: Path, expected: Sequence[Fault]) -> list[tuple[str, int, int, str, str]]:
    """The same for what is expected."""
    found = [
        (item.file, *place(root, item.file, item.marker, item.shift), item.message, item.hint) for item in expected
    ]
    return sorted(found)


# --- tiny packs -------------------------------------------------------------------------------------------

Json = dict[str, Any]
STATES = {"UKR": "Ukraine", "RUS": "Russia", "PRK": "the DPRK", "KOR": "the ROK", "JPN": "Japan"}
ROLES = {"detaining_power": "UKR", "power_served": "RUS", "state_of_origin": "PRK", "third_state": "KOR"}

# route id -> destination, fields that differ from: carried out by the captor, not custodial, lasting, undo partly
TABLE: dict[str, tuple[str, Json]] = {
    "stay": ("detaining_power", {"custodial": True, "lasting": False}),
    "free": ("detaining_power", {}),
    "travel": ("third_state", {"needs": "admits"}),
    "transfer": ("third_state", {"custodial": True, "lasting": False, "needs": "admits"}),
    "handover": ("power_served", {"undo": "never"}),
    "return": ("state_of_origin", {"undo": "never"}),
}
STATUS_CLASSES = [["required"], ["open", "open_if"], ["contested"], ["barred"]]
BY_STATUS: list[Json] = [
    {"id": "lawfulness", "measure": "status", "classes": STATUS_CLASSES, "says": "is the more lawful"},
    {"id": "table_order", "measure": "table_order", "says": "comes first"},
]


def fact(type_: str = "bool", **parts: Any) -> Json:
    """A fact as declared in facts.yaml."""
    rest = {"kind": "finding", "question": "Is it so?", "who": "anyone", "standard": {"default": "F6"}}
    values = {"values": {v: v for v in ("low", "mid", "high")}} if type_ == "enum" else {}
    return {"type": type_, **values, **rest, **parts}


def conclusion(**parts: Any) -> Json:
    """A conclusion as declared in facts.yaml."""
    return {"per_state": False, "order": "international", "says": "so", "denies": "not so", **parts}


def rule(name: str, **parts: Any) -> Json:
    """A rule of the tiny instrument `law`, as in its file, with ``over`` a list of rules it overrides."""
    entries = [
        {"ground": "it prevails", "source": "made up", **(o if isinstance(o, dict) else {"rule": f"law-{o}"})}
        for o in parts.pop("over", [])
    ]
    made: Json = {"id": f"law-{name}", "article": "Art. 1", "title": name, "says": f"it is {name}"}
    made |= {"authority": AUTHORITY, "binds": "detaining_power", **parts}
    return {**made, **({"overrides": entries} if entries else {})}


def instrument(name: str, rules: Sequence[Json], **parts: Any) -> Json:
    """A law file; custom unless said otherwise."""
    head = {"id": name, "title": name, "short": name, "authority": AUTHORITY}
    kind = {"kind": "custom", "emerged": "1949-08-12"} if "kind" not in parts else {}
    return {"schema": "pow-options/law/1", "instrument": {**head, **kind, **parts}, "rules": list(rules)}


def question(name: str, positions: Sequence[str] = ("x", "y"), default: str = "unsettled") -> Json:
    """A contested question."""
    each = [{"id": p, "says": p, "holders": ["some"], "authority": AUTHORITY} for p in positions]
    return {"id": name, "question": "Is it so?", "default": default, "positions": each}


def tiny(
    to: Path,
    rules: Sequence[Json] = (),
    *,
    facts: Mapping[str, Json] | None = None,
    conclusions: Mapping[str, Json] | None = None,
    never: Sequence[Json] = (),
    routes: Mapping[str, tuple[str, Json]] | None = None,
    questions: Sequence[Json] = (),
    criteria: Sequence[Json] = (),
    laws: Sequence[Json] = (),
) -> Pack:
    """Write a small pack below `to` and load it: facts a, b, u, v, admits(State), and what is asked for."""
    root = to / "tiny"
    words = {**{name: fact() for name in "abuv"}, "admits": fact(per_state=True, kind="decision", changes=True)}
    options = []
    for role in ("detaining_power", "third_state", "power_served", "state_of_origin"):
        mine = [_route(n, p) for n, (r, p) in (routes or TABLE).items() if r == role]
        options.append({"id": role, "name": role.replace("_", " "), "routes": mine})
    files: dict[str, Json] = {
        "pack": {"version": "0.1.0", "title": "tiny", "recorded_on": "2026-01-01"},
        "facts": {"facts": {**words, **(facts or {})}, "conclusions": dict(conclusions or {}), "never": list(never)},
        "options": {"options": options},
        "readings": {"questions": list(questions)},
        "ranking": {"criteria": list(criteria or BY_STATUS)},
        "states": {"states": {code: {"name": name} for code, name in STATES.items()}},
    }
    (root / "law").mkdir(parents=True)
    for name, content in files.items():
        _write(root / f"{name}.yaml", {"schema": f"pow-options/{name}/1", **content})
    for item in [instrument("law", rules), *laws]:
        _write(root / "law" / f"{item['instrument']['id']}.yaml", item)
    return load_pack(root)


def _route(name: str, parts: Json) -> Json:
    role = TABLE[name][0] if name in TABLE else "detaining_power"
    fields: Json = {"actor": "detaining_power", "custodial": False, "guarded": role != "detaining_power"}
    return {"id": name, "name": name, **fields, "lasting": True, "undo": "partly", "needs": None, **parts}


def _write(path: Path, content: Json) -> None:
    # JSON is YAML, and knows no aliases, which a rule file may not hold.
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
