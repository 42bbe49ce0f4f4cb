"""All words shown to people, per language. English is the only one so far."""

from . import en, en_analysis, en_book, en_scenarios

__all__ = ["en", "en_analysis", "en_book", "en_scenarios"]
