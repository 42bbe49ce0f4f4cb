"""Why a question is not answered."""

from __future__ import annotations


class NotUnderstood(ValueError):
    """A question was not understood as a whole; ``hint`` says what to do. Nothing is guessed and nothing left out."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep what is not understood and what to do."""
        super().__init__(message)
        self.message = message
        self.hint = hint
