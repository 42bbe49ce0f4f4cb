"""Answers as text and Markdown."""

from .assessment import assessment
from .outline import Outline, markdown, text
from .trace import trace

__all__ = ["Outline", "assessment", "markdown", "text", "trace"]
