"""The only place that opens files: documents with the place of everything in them, and diagnostics."""

from .diagnostic import Diagnostic, InvalidData, escape, quote
from .document import Document, Mark, Path
from .pages import kept_pages, write_pages
from .resources import examples_dir, rules_dir, write_folder, write_whole
from .validate import sound_entries, validate
from .wording import nearest
from .yaml import parse, read

__all__ = [
    "Diagnostic",
    "Document",
    "InvalidData",
    "Mark",
    "Path",
    "escape",
    "examples_dir",
    "kept_pages",
    "nearest",
    "parse",
    "quote",
    "read",
    "rules_dir",
    "sound_entries",
    "validate",
    "write_folder",
    "write_pages",
    "write_whole",
]
