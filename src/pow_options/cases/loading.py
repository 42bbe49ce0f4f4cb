"""Reading a case file, and finding a bundled one by name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from pow_options.source import Diagnostic, InvalidData, examples_dir, nearest, parse, read, validate

from .checking import faults_beside
from .model import Case, CaseFile

if TYPE_CHECKING:
    from pow_options.law.pack import Pack

DEFAULT = "kursk/soldier-a"
"""The example that is taken when no case is named."""

MAX_NAME = 200
"""Characters a name of an example has at most."""

_NAME = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*")


def example_names() -> tuple[str, ...]:
    """Return the names of the bundled examples, sorted."""
    root = examples_dir()
    return tuple(sorted(str(item.relative_to(root).with_suffix("")) for item in root.rglob("*.yaml")))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name the system cannot even look up
        return False


def load_case(case: str | Path, pack: Pack | None = None) -> Case:
    """Read a case: a path if it exists or ends in ``.yaml``, else the name of a bundled example.

    With a ``pack`` a file that is at fault in its form is looked through for faults against the vocabulary as well.

    Raises:
        InvalidData: with every fault of the file, or if there is no such case.
    """
    path = Path(case)
    shown = str(case)
    if not (shown.endswith(".yaml") or _exists(path)):
        if len(shown) > MAX_NAME or not _NAME.fullmatch(shown) or not (examples_dir() / f"{shown}.yaml").is_file():
            close = nearest(shown, example_names())
            hint = close or "bundled examples: " + ", ".join(example_names())
            raise InvalidData([Diagnostic(shown, 1, 1, "there is no such file and no such example", hint)])
        path = examples_dir() / f"{shown}.yaml"
        shown = f"examples/{shown}.yaml"
    found: list[Diagnostic] = []
    try:
        document = read(path, display=shown)
    except InvalidData as error:
        if error.document is None:
            raise
        document, found = error.document, list(error.diagnostics)
    try:
        file = validate(CaseFile, document)
    except InvalidData as error:
        found += error.diagnostics
    if found:
        beside = faults_beside(document, pack) if pack is not None else ()
        raise InvalidData((*found, *beside))
    return Case(file, document.sha256, document)


def parse_case(text: str, name: str) -> Case:
    """Return the case in a text; ``name`` is what its faults are told of.

    Raises:
        InvalidData: with every fault of its form.
    """
    document = parse(text.encode(), name)
    return Case(validate(CaseFile, document), document.sha256, document)
