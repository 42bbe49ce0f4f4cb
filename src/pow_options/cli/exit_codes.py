"""Exit statuses, a contract of the command line."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the exit status says."""

    ANSWERED = 0
    """The question was answered."""
    NO = 1
    """Answered, and the answer is no, where the verb asks a question of yes or no."""
    USAGE = 2
    """The command was put wrongly."""
    INVALID = 3
    """A case or a rule pack cannot be used."""
    INCOMPLETE = 4
    """A bound was reached, or rows were rejected."""
    INTERNAL = 5
    """A fault of the program."""
    INTERRUPTED = 130
    """The user interrupted it."""
