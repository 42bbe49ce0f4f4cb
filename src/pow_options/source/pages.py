"""A directory of pages made by the program, in which people keep pages of their own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .diagnostic import Diagnostic, InvalidData
from .resources import write_whole

_HEAD = 4096
"""Bytes of a page looked at for its first line and its title."""


def write_pages(directory: Path, pages: Mapping[str, str], mark: str) -> None:
    """Write pages to a directory, which is made if it is not there; each begins with the line ``mark``.

    A page that stands there already is replaced if its first line is ``mark``; if one is not so, nothing is written.

    Raises:
        InvalidData: a page stands there that was not made so, or something cannot be written.
    """
    found = [_fault(directory / name) for name in pages if _foreign(directory / name, mark)]
    if found:
        raise InvalidData(found)
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError):
        raise InvalidData([Diagnostic(str(directory), 1, 1, "this directory cannot be made")]) from None
    for name, text in pages.items():
        write_whole(directory / name, text)


def kept_pages(directory: Path, mark: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the pages in a directory: those written by hand with their titles, and the names of those made before."""
    by_hand: dict[str, str] = {}
    made: list[str] = []
    try:
        names = sorted(path.name for path in directory.iterdir() if path.suffix == ".md")
    except (OSError, ValueError):
        names = []  # no directory yet, or none that can be read: then nothing is kept in it
    for name in names:
        lines = _head(directory / name)
        if lines is None:
            continue
        if lines[:1] == [mark]:
            made.append(name)
        else:
            titles = (line.removeprefix("# ").strip() for line in lines if line.startswith("# "))
            by_hand[name] = next(titles, "") or name
    return by_hand, tuple(made)


def _foreign(path: Path, mark: str) -> bool:
    """Whether something stands at ``path`` that was not made by the program."""
    try:
        there = path.exists() or path.is_symlink()
    except (OSError, ValueError):
        return False  # writing will say why it cannot be
    return there and (_head(path) or [])[:1] != [mark]


def _head(path: Path) -> list[str] | None:
    """Return the first lines of a regular file, or ``None``."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            return stream.read(_HEAD).decode("utf-8", errors="replace").splitlines()
    except (OSError, ValueError):
        return None


def _fault(path: Path) -> Diagnostic:
    message = "this page was not made by the program and is left as it is"
    return Diagnostic(str(path), 1, 1, message, "move it away, or name another directory; nothing was written")
