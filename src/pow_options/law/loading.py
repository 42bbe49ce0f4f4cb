"""Reading a rule directory into a pack."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pow_options.source import Diagnostic, InvalidData, read, rules_dir, sound_entries, validate
from pow_options.source.bounds import MAX_BYTES

from .model import FactsFile, Instrument, LawFile, OptionsFile, PackFile, RankingFile, ReadingsFile, Rule, StatesFile

if TYPE_CHECKING:
    from pydantic import BaseModel

    from pow_options.source import Document

    from .pack import Pack

MAX_LAW_FILES = 500
"""A pack with more instruments than this is refused."""
MAX_PHRASE_FILES = 100
"""A pack with more files of phrases than this is refused."""

_M = TypeVar("_M", bound="BaseModel")


class Loaded(NamedTuple):
    """The files of a pack, each valid by itself, with the documents they came from."""

    pack: tuple[PackFile, Document]
    facts: tuple[FactsFile, Document]
    options: tuple[OptionsFile, Document]
    readings: tuple[ReadingsFile, Document]
    ranking: tuple[RankingFile, Document]
    states: tuple[StatesFile, Document]
    law: tuple[tuple[LawFile, Document], ...]


def load_pack(directory: str | Path | None = None) -> Pack:
    """Read the pack in ``directory``, or the bundled one.

    Raises:
        InvalidData: with every fault of every file that could be read.
    """
    if directory is None:
        return _bundled(rules_dir(), _stamp(rules_dir()))
    return _read(Path(directory), str(directory))


@lru_cache(maxsize=1)
def _bundled(root: Path, stamp: tuple[tuple[str, int, int], ...]) -> Pack:
    """Return the bundled pack, which a running program reads once while its files stay as they are."""
    _ = stamp
    # Shown paths are short: they are the same from a wheel and from a checkout.
    return _read(root, "rules")


def _stamp(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Return the name, time of change and size of every file of a pack."""
    files = sorted((*root.glob("*.yaml"), *root.glob("law/*"), *root.glob("phrases/*")))
    return tuple((str(item), item.stat().st_mtime_ns, item.stat().st_size) for item in files)


def _read(root: Path, prefix: str) -> Pack:
    from .assembly import assemble  # noqa: PLC0415 - keeps the models importable without the checks

    if not _is_directory(root):
        raise InvalidData(
            [Diagnostic(prefix, 1, 1, "no such rule directory", "name a directory that holds `pack.yaml`")]
        )
    faults: list[Diagnostic] = []
    documents: dict[str, Document] = {}

    def one(model: type[_M], relative: str) -> tuple[_M, Document] | None:
        before = len(faults)
        try:
            document: Document | None = read(root / relative, display=f"{prefix}/{relative}")
        except InvalidData as error:
            faults.extend(error.diagnostics)
            document = error.document
        if document is None:
            return None
        documents[relative] = document
        try:
            file = validate(model, document)
        except InvalidData as error:
            faults.extend(error.diagnostics)
            return None
        return (file, document) if len(faults) == before else None

    pack = one(PackFile, "pack.yaml")
    facts = one(FactsFile, "facts.yaml")
    options = one(OptionsFile, "options.yaml")
    readings = one(ReadingsFile, "readings.yaml")
    ranking = one(RankingFile, "ranking.yaml")
    states = one(StatesFile, "states.yaml")
    files = sorted(item.name for item in (root / "law").glob("*.yaml")) if (root / "law").is_dir() else []
    if len(files) > MAX_LAW_FILES:
        message = f"the pack has {len(files)} instruments; at most {MAX_LAW_FILES} are read"
        raise InvalidData([Diagnostic(f"{prefix}/law", 1, 1, message)])
    law = [one(LawFile, f"law/{name}") or _sound_rules(documents.get(f"law/{name}")) for name in files]
    for item in sorted((root / "law").glob("*.yml")) if (root / "law").is_dir() else ():
        message = "this file is not read: files of a pack end in `.yaml`"
        faults.append(Diagnostic(f"{prefix}/law/{item.name}", 1, 1, message, f"call it `{item.stem}.yaml`"))
    if not files:
        faults.append(Diagnostic(f"{prefix}/law", 1, 1, "the pack holds no law", "put one file per instrument there"))
    if pack and facts and options and readings and ranking and states:
        whole = Loaded(pack, facts, options, readings, ranking, states, tuple(item for item in law if item))
        # Rules that could not be read would look missing to those that name them.
        assembled, found = assemble(whole, digest(whole, prefix, root / "phrases"), complete=not faults)
        if not faults and assembled is not None and not any(item.severity == "error" for item in found):
            return replace(assembled, words=(root / "phrases", f"{prefix}/phrases"))
        faults.extend(item for item in found if item.severity == "error")
    raise InvalidData(faults)


def _is_directory(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name the system cannot even look up
        return False


def _sound_rules(document: Document | None) -> tuple[LawFile, Document] | None:
    """Return what is sound in form of a law file that has faults, so that the rest of it is looked at as well."""
    if document is None:
        return None
    try:
        instrument = validate(Instrument, document, ("instrument",))
    except InvalidData:
        return None
    return LawFile.sound_part(instrument, sound_entries(Rule, document, ("rules",))), document


def digest(loaded: Loaded, prefix: str, phrases: Path) -> str:
    """Return the SHA-256 of a pack: over the name and digest of each of its files, sorted."""
    documents = [item[1] for item in loaded[:6]] + [document for _, document in loaded.law]
    lines = [f"{document.file.removeprefix(prefix + '/')} {document.sha256}\n" for document in documents]
    # The phrases are not read yet; what cannot be is told when they are.
    for item in sorted(phrases.glob("*.yaml"))[: MAX_PHRASE_FILES + 1]:
        with suppress(OSError), item.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
            lines.append(f"phrases/{item.name} {hashlib.sha256(raw).hexdigest()}\n")
    lines.sort()
    return hashlib.sha256("".join(lines).encode()).hexdigest()
