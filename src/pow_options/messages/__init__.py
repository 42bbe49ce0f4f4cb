"""All words shown to people, per language. English is the only one so far."""

from . import en, en_analysis

__all__ = ["en", "en_analysis"]
