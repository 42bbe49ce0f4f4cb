"""Reading a file of ours: YAML 1.2 with the place of every value, or every fault at its place."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from typing import TYPE_CHECKING

import yaml

from .bounds import MAX_BYTES, decode, too_large
from .diagnostic import Diagnostic, InvalidData
from .document import Document
from .marks import line_starts, mark_in
from .syntax import explain
from .tree import Builder, Event, Fault, Stop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# libyaml is five times as fast; where PyYAML was built without it the pure parser gives the same events.
_LOADER: type[yaml.BaseLoader | yaml.CBaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_REASONS = {
    errno.ENOENT: "no such file",
    errno.ENOTDIR: "no such file",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ELOOP: "its links lead in a circle",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ENXIO: "it is not a regular file",
}


def read(path: Path, *, display: str | None = None) -> Document:
    """Return the document in the file at `path`, called `display` (default: the path) in diagnostics.

    Raises:
        InvalidData: the file cannot be read, is over a bound, or is not the YAML we take; with all faults.
    """
    file = str(path) if display is None else display
    return parse(_load(path, file), file)


def parse(raw: bytes, file: str) -> Document:
    """Return the document in `raw`, the bytes of `file`.

    Raises:
        InvalidData: the text is over a bound, or is not the YAML we take; with all faults.
    """
    text = decode(raw, file)
    starts = line_starts(text)
    builder = Builder(text)
    faults = builder.faults
    whole = False
    try:
        builder.feed(_events(text))
        whole = True
    except Stop:
        pass
    # Not only the parser's own errors: the pure parser trips over numbers out of range in escapes.
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        faults.append(explain(error, text, builder.opened()))
    if not faults and (builder.node is None or builder.data is None):
        faults.append(Fault(0, "file holds no data"))
    document = None
    if builder.node is not None:
        document = Document(file, builder.data, text, hashlib.sha256(raw).hexdigest(), builder.node, starts)
    if faults or document is None:
        found = InvalidData([_diagnostic(fault, starts, file) for fault in faults])
        # Where only keys stand twice, the file can be looked through for what else is wrong with it. Of anything worse
        # the consequences would be told as faults of their own.
        repeated = all(fault.see is not None for fault in faults)
        found.document = document if whole and repeated else None
        raise found
    return document


def _events(text: str) -> Iterator[Event]:
    loader = _LOADER(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


def _diagnostic(fault: Fault, starts: tuple[int, ...], file: str) -> Diagnostic:
    line, column = mark_in(starts, fault.index)
    hint = fault.hint
    if fault.see is not None:
        seen = mark_in(starts, fault.see)
        hint = hint.replace("{place}", f"line {seen.line}, column {seen.column}")
    return Diagnostic(file, line, column, fault.message, hint)


def _load(path: Path, file: str) -> bytes:
    """Return the bytes of a regular file within bounds; never waits, never reads more than the bound."""
    try:
        _check(path.stat(), file)
        # Not blocking: since the look, the name may have come to mean a pipe nobody writes to.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as stream:  # noqa: PTH123 - of a descriptor, not a path
            _check(os.fstat(stream.fileno()), file)
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, "the system refuses")
        message = reason if error.errno in (errno.ENOENT, errno.ENOTDIR) else f"file cannot be read: {reason}"
        raise InvalidData([Diagnostic(file, 1, 1, message)]) from None
    except ValueError:
        raise InvalidData([Diagnostic(file, 1, 1, "this cannot be the name of a file")]) from None
    if len(raw) > MAX_BYTES:
        raise too_large(file)
    return raw


def _check(status: os.stat_result, file: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise InvalidData([Diagnostic(file, 1, 1, "this is a directory, not a file")])
    if not stat.S_ISREG(status.st_mode):
        raise InvalidData([Diagnostic(file, 1, 1, "this is not a regular file")])
    if status.st_size > MAX_BYTES:
        raise too_large(file)
