"""Traces as data, and answers in words. It does not know how to prove."""

from .building import build, stand, why_not
from .trace import Trace

__all__ = ["Trace", "build", "stand", "why_not"]
