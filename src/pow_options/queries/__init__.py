"""The questions asked of a case beside its assessment, one file each, and what they are put with."""

from .asking import Question, UsageError, a_day, question
from .compare import Comparison, compare
from .flip import Flips, flip
from .readings import Readings, readings
from .require import Requirement, require
from .timeline import Timeline, timeline
from .unknowns import Unknowns, unknowns

__all__ = [
    "Comparison",
    "Flips",
    "Question",
    "Readings",
    "Requirement",
    "Timeline",
    "Unknowns",
    "UsageError",
    "a_day",
    "compare",
    "flip",
    "question",
    "readings",
    "require",
    "timeline",
    "unknowns",
]
