"""A file as data, with the place of everything in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .diagnostic import Diagnostic
from .marks import Mark, mark_in
from .offsets import index_of
from .tree import Data, Node

Path = tuple[str | int, ...]
"""Keys and list indices (from 0) from the top of a document down to a value."""

__all__ = ["Data", "Document", "Mark", "Path"]


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A file that was read.

    `file` is the name to show, `data` its content as plain mappings, lists, text, numbers, truth values and
    None, `text` the content as written, `sha256` the digest of its bytes in hexadecimal.
    """

    file: str
    data: Data
    text: str = field(repr=False)
    sha256: str
    tree: Node = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)

    def position(self, path: Path, *, key: bool = False) -> Mark:
        """Return where the value at `path` starts, or with `key` its key.

        Where there is no such value, the nearest existing one around it; for a value left empty, its key.
        """
        node, index = self.tree, self.tree.start
        for step in path:
            found = _part(node, step)
            if found is None:
                return mark_in(self.starts, node.start)
            index = node.keys[step] if isinstance(step, str) and key else found.start
            node = found
        return mark_in(self.starts, index)

    def position_in(self, path: Path, offset: int) -> Mark:
        """Return where character `offset` of the text at `path` stands; `position` if no text is there."""
        node, value = self.tree, self.data
        for step in path:
            found = _part(node, step)
            if found is None:
                return self.position(path)
            node = found
            value = value[step]  # type: ignore[index] # the tree has the shape of the data
        if not isinstance(value, str):
            return self.position(path)
        return mark_in(self.starts, index_of(self.text, node.start, node.end, node.style, value, offset))

    def diagnostic(
        self,
        path: Path,
        message: str,
        hint: str = "",
        *,
        offset: int | None = None,
        key: bool = False,
        severity: str = "error",
    ) -> Diagnostic:
        """Return a diagnostic at the value (or key, or character of the text) at `path`."""
        mark = self.position(path, key=key) if offset is None else self.position_in(path, offset)
        return Diagnostic(self.file, mark.line, mark.column, message, hint, severity)


def _part(node: Node, step: str | int) -> Node | None:
    if isinstance(node.parts, dict):
        return node.parts.get(step) if isinstance(step, str) else None
    if isinstance(node.parts, list) and isinstance(step, int) and 0 <= step < len(node.parts):
        return node.parts[step]
    return None
