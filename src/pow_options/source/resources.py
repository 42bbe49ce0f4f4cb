"""Where the bundled rules and examples are, and how a file is written."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from .diagnostic import Diagnostic, InvalidData

if TYPE_CHECKING:
    from collections.abc import Mapping

_PACKAGE = Path(__file__).resolve().parents[1]

_REASONS = {
    errno.ENOENT: "no such directory",
    errno.ENOTDIR: "no such directory",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EROFS: "the disk is read-only",
    errno.ENOSPC: "no space left on the disk",
    errno.EDQUOT: "no space left on the disk",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ELOOP: "its links lead in a circle",
}


def rules_dir() -> Path:
    """Return the directory of the bundled rule pack; raise InvalidData if the installation lacks it."""
    return _bundled("rules", _PACKAGE)


def examples_dir() -> Path:
    """Return the directory of the bundled example cases; raise InvalidData if the installation lacks it."""
    return _bundled("examples", _PACKAGE)


def write_whole(path: Path, text: str) -> None:
    """Write `text` as UTF-8 to `path`, wholly or not at all.

    What stood there before stays until the new file is complete, and stays where writing fails.

    Raises:
        InvalidData: the file cannot be written.
    """
    try:
        # Through a link, so that the link stays and what it leads to is replaced.
        target = Path(os.path.realpath(path))
        mode = _mode(target, path)
        _replace(target, text.encode("utf-8"), mode)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, "the system refuses")
        raise InvalidData([Diagnostic(str(path), 1, 1, f"file cannot be written: {reason}")]) from None
    except UnicodeEncodeError:
        raise InvalidData([Diagnostic(str(path), 1, 1, "text cannot be written as UTF-8")]) from None
    except ValueError:
        raise InvalidData([Diagnostic(str(path), 1, 1, "this cannot be the name of a file")]) from None


def write_folder(path: Path, files: Mapping[str, str]) -> None:
    """Write `files`, texts by name, into a folder of their own at `path`: all of them, or none.

    Raises:
        InvalidData: there is something at `path` already other than an empty folder, or it cannot be written.
    """
    draft = None
    try:
        target = Path(os.path.realpath(path))
        _see_that_free(target, path)
        made = target.with_name(f".{secrets.token_hex(8)}.tmp")
        made.mkdir()
        draft = made
        for name, text in files.items():
            (draft / name).write_text(text, encoding="utf-8", newline="\n")
        if target.exists():
            target.rmdir()
        draft.replace(target)
    except BaseException as error:
        if draft is not None and draft.exists():
            shutil.rmtree(draft, ignore_errors=True)
        if isinstance(error, OSError):
            reason = _REASONS.get(error.errno or 0, "the system refuses")
            raise InvalidData([Diagnostic(str(path), 1, 1, f"folder cannot be written: {reason}")]) from None
        if isinstance(error, ValueError):
            raise InvalidData([Diagnostic(str(path), 1, 1, "this cannot be the name of a folder")]) from None
        raise


def _see_that_free(target: Path, shown: Path) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        message = "there is something here already"
        raise InvalidData([Diagnostic(str(shown), 1, 1, message, "name a folder that is empty or not there yet")])


def _bundled(name: str, package: Path) -> Path:
    """Return the directory `name` of a wheel (inside the package) or of a checkout (beside `src`)."""
    installed = package / "_data" / name
    if installed.is_dir():
        return installed
    checkout = package.parents[1] / name
    if package.parent.name == "src" and checkout.is_dir():
        return checkout
    message = f"the bundled `{name}` are missing from this installation"
    raise InvalidData([Diagnostic(str(installed), 1, 1, message, "install pow-options again")])


def _mode(target: Path, shown: Path) -> int | None:
    """Return the permissions of the regular file to be replaced, None where there is none."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise InvalidData([Diagnostic(str(shown), 1, 1, "this is a directory, not a file")])
    if not stat.S_ISREG(mode):
        # Replacing a device such as /dev/null by a file would harm more than this run.
        raise InvalidData([Diagnostic(str(shown), 1, 1, "this is not a regular file")])
    return stat.S_IMODE(mode)


def _replace(target: Path, raw: bytes, mode: int | None) -> None:
    draft = target.with_name(f".{secrets.token_hex(8)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(draft, flags, 0o666)
    try:
        with open(descriptor, "wb") as stream:  # noqa: PTH123 - of a descriptor, not a path
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            draft.chmod(mode)
        draft.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
