"""The command line: one file per verb, each a thin shell over the API."""

from .app import main

__all__ = ["main"]
