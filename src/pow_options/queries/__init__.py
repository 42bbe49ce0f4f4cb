"""The questions asked of a case beside its assessment, one file each, and what they are put with."""

from .asking import Question, UsageError, a_day, question
from .compare import Comparison, compare
from .timeline import Timeline, timeline

__all__ = ["Comparison", "Question", "Timeline", "UsageError", "a_day", "compare", "question", "timeline"]
