"""An outline: headings, paragraphs and nested entries, shown as plain text or as Markdown."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pow_options.source import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 110


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry with what stands under it. ``key`` is the word it begins with, if it has one."""

    text: str
    key: str = ""
    below: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with paragraphs, entries, and lines to be shown as they are; a heading may be empty."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A titled document."""

    title: str
    sections: tuple[Section, ...] = field(default_factory=tuple)


def text(outline: Outline) -> str:
    """Return an outline as plain text, wrapped, with a tree for nested entries."""
    lines = [escape(outline.title), "=" * min(len(outline.title), WIDTH)]
    for section in outline.sections:
        if section.heading:
            lines += ["", escape(section.heading)]
        for paragraph in section.paragraphs:
            lines += textwrap.wrap(escape(paragraph), WIDTH, break_long_words=False, break_on_hyphens=False)
        for index, entry in enumerate(section.entries):
            lines += _tree(entry, "", last=index == len(section.entries) - 1)
        lines += section.lines
    return "\n".join(lines) + "\n"


def _tree(entry: Entry, indent: str, *, last: bool) -> Iterator[str]:
    head, rest = ("└─ ", "   ") if last else ("├─ ", "│  ")
    words = f"{entry.key}: {entry.text}" if entry.key else entry.text
    room = max(WIDTH - len(indent) - len(head), 40)
    wrapped = textwrap.wrap(escape(words), room, break_long_words=False, break_on_hyphens=False) or [""]
    below = "│  " if entry.below else "   "
    for index, line in enumerate(wrapped):
        yield indent + (head if index == 0 else rest + (below if index and entry.below else "")) + line
    for index, item in enumerate(entry.below):
        yield from _tree(item, indent + rest, last=index == len(entry.below) - 1)


def markdown(outline: Outline) -> str:
    """Return an outline as Markdown."""
    lines = [f"# {md(outline.title)}"]
    for section in outline.sections:
        if section.heading:
            lines += ["", f"## {md(section.heading)}"]
        for paragraph in section.paragraphs:
            lines += ["", md(paragraph)]
        if section.entries:
            lines.append("")
        for entry in section.entries:
            lines += _bullets(entry, 0)
        if section.lines:
            lines += ["", "```", *section.lines, "```"]
    return "\n".join(lines) + "\n"


def _bullets(entry: Entry, depth: int) -> Iterator[str]:
    words = f"**{md(entry.key)}**: {md(entry.text)}" if entry.key else md(entry.text)
    yield "  " * depth + "- " + words
    for item in entry.below:
        yield from _bullets(item, depth + 1)


def md(words: str) -> str:
    """Escape what would be markup: the text comes from files of strangers."""
    out = escape(words)
    out = out.replace("&", "&amp;")
    for mark in "\\`*[]<>|#":
        out = out.replace(mark, "\\" + mark)
    return out.replace("_", "\\_")
