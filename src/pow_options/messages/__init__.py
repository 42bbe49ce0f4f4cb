"""All words shown to people, per language. English is the only one so far."""

from . import en

__all__ = ["en"]
