"""Questions in plain English: what they suppose, read word for word or not at all."""

from .model import Asked, Spelling, Understood
from .reading import MAX_QUESTION, understand
from .refusal import NotUnderstood

__all__ = ["MAX_QUESTION", "Asked", "NotUnderstood", "Spelling", "Understood", "understand"]
