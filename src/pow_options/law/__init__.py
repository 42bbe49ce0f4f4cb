"""The law as data: vocabulary, options, readings, instruments and rules, read from a directory into a pack."""

from .loading import load_pack
from .pack import INTERNATIONAL, UNSETTLED, LawRule, Pack, Superiority

__all__ = ["INTERNATIONAL", "UNSETTLED", "LawRule", "Pack", "Superiority", "load_pack"]
