"""What a rule changes: in the bundled cases and the scenarios, or in any case at all."""

from .model import Impact, Influence
from .outline import outline
from .running import impact, influence

__all__ = ["Impact", "Influence", "impact", "influence", "outline"]
