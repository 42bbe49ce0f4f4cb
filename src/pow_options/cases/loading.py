"""Reading a case file, and finding a bundled one by name."""

from __future__ import annotations

import re
from pathlib import Path

from pow_options.source import Diagnostic, InvalidData, examples_dir, nearest, read, validate

from .model import Case, CaseFile

DEFAULT = "kursk/soldier-a"
"""The example that is taken when no case is named."""

_NAME = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*")


def example_names() -> tuple[str, ...]:
    """Return the names of the bundled examples, sorted."""
    root = examples_dir()
    return tuple(sorted(str(item.relative_to(root).with_suffix("")) for item in root.rglob("*.yaml")))


def load_case(case: str | Path) -> Case:
    """Read a case: a path if it exists or ends in ``.yaml``, else the name of a bundled example.

    Raises:
        InvalidData: with every fault of the file, or if there is no such case.
    """
    path = Path(case)
    shown = str(case)
    if not (shown.endswith(".yaml") or path.exists()):
        if not _NAME.fullmatch(shown) or not (examples_dir() / f"{shown}.yaml").is_file():
            close = nearest(shown, example_names())
            hint = close or "bundled examples: " + ", ".join(example_names())
            raise InvalidData([Diagnostic(shown, 1, 1, "there is no such file and no such example", hint)])
        path = examples_dir() / f"{shown}.yaml"
        shown = f"examples/{shown}.yaml"
    document = read(path, display=shown)
    file = validate(CaseFile, document)
    return Case(file, document.sha256, document)
