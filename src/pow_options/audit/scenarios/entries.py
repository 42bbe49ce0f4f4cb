"""Scenario files as they are written: each scenario with its place, sound or not, and those it takes over from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pow_options.law.pack import Place
from pow_options.source import Diagnostic, InvalidData, read, validate

from .model import ScenarioFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pow_options.source import Document

    from .model import Scenario

FOLDER = "scenarios"
"""Where in a pack its scenarios are."""

MAX_FILES = 500
"""Scenario files in a pack."""

MAX_CHAIN = 20
"""Scenarios that take over from one another in a row."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One scenario as written. ``scenario`` is there if its whole file is sound in form."""

    place: Place
    raw: Mapping[str, Any]
    scenario: Scenario | None

    @property
    def id(self) -> str | None:
        """Its id, if that is text."""
        return self.text("id")

    def text(self, key: str) -> str | None:
        """Return the value of a key, if it is text."""
        value = self.raw.get(key)
        return value if isinstance(value, str) else None

    def mapping(self, *keys: str) -> Mapping[str, Any]:
        """Return the mapping at a path of keys; an empty one if there is none."""
        value: object = self.raw
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        return value if isinstance(value, dict) else {}

    def diagnostic(
        self, path: tuple[str | int, ...], message: str, hint: str = "", *, key: bool = False, severity: str = "error"
    ) -> Diagnostic:
        """Return a diagnostic at a path below the scenario."""
        document, above = self.place
        return document.diagnostic((*above, *path), message, hint, key=key, severity=severity)


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """Every scenario file of a pack. ``whole`` is false if a file could not be read to its end."""

    files: tuple[str, ...]
    entries: tuple[Entry, ...]
    faults: tuple[Diagnostic, ...]
    whole: bool

    def by_id(self) -> dict[str, Entry]:
        """Return the scenarios by id; of several with one id, the first."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            if entry.id is not None:
                found.setdefault(entry.id, entry)
        return found


def written(root: Path, prefix: str) -> Written:
    """Return the scenario files of the pack in ``root``, called ``prefix`` in what is shown; it may have none."""
    folder = root / FOLDER
    names = sorted(item.name for item in folder.glob("*.yaml")) if folder.is_dir() else []
    faults = [
        Diagnostic(f"{prefix}/{FOLDER}/{item.name}", 1, 1, "this file is not read: scenario files end in `.yaml`",
                   f"call it `{item.stem}.yaml`")
        for item in (sorted(folder.glob("*.yml")) if folder.is_dir() else ())
    ]  # fmt: skip
    if len(names) > MAX_FILES:
        message = f"the pack has {len(names)} scenario files; at most {MAX_FILES} are read"
        return Written((), (), (Diagnostic(f"{prefix}/{FOLDER}", 1, 1, message),), whole=False)
    entries: list[Entry] = []
    whole = True
    for name in names:
        document, file, found = _file(folder / name, f"{prefix}/{FOLDER}/{name}")
        faults += found
        if document is None:
            whole = False
        else:
            entries += _entries(document, file)
    return Written(tuple(names), tuple(entries), tuple(faults), whole)


def _file(path: Path, shown: str) -> tuple[Document | None, ScenarioFile | None, Iterable[Diagnostic]]:
    found: list[Diagnostic] = []
    try:
        document = read(path, display=shown)
    except InvalidData as error:
        found += error.diagnostics
        if error.document is None:
            return None, None, found
        document = error.document
    try:
        return document, validate(ScenarioFile, document), found
    except InvalidData as error:
        return document, None, (*found, *error.diagnostics)


def _entries(document: Document, file: ScenarioFile | None) -> Iterable[Entry]:
    items = document.data.get("scenarios") if isinstance(document.data, dict) else None
    for index, raw in enumerate(items if isinstance(items, list) else ()):
        if isinstance(raw, dict):
            yield Entry(Place(document, ("scenarios", index)), raw, file.scenarios[index] if file else None)


def lineage(entry: Entry, by_id: Mapping[str, Entry]) -> tuple[Entry, ...]:
    """Return a scenario and those it takes over from, its own first.

    The line ends where a scenario is unknown, comes again, or the chain is too long.
    """
    line = [entry]
    while len(line) <= MAX_CHAIN:
        above = by_id.get(line[-1].text("from") or "")
        if above is None or above in line:
            break
        line.append(above)
    return tuple(line)
