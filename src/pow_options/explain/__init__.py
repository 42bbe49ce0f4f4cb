"""Traces as data, and answers in words. It does not know how to prove."""

from .building import build
from .trace import Trace

__all__ = ["Trace", "build"]
