"""From parse events to plain data and the place of every value; what our files may not hold is refused here.

The parser is asked for events, not for its node tree: nothing is built before it is bounded, an alias is seen
before it is followed, and the walk needs no recursion however deep the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from .bounds import MAX_DEPTH, MAX_FAULTS, MAX_NODES
from .diagnostic import quote
from .scalars import Scalar, UnusableError, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

Event = Any
"""A parse event; the stubs of its classes leave out tag, anchor, style and that marks are there."""

Data = Scalar | list[Any] | dict[str, Any]

_TAG = re.compile(r"!\S*")
_ANCHOR = re.compile(r"&\S+")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BOOLEAN_KEYS = frozenset({"true", "false"})
_KEY_KINDS = {bool: "a truth value", int: "a number", float: "a number"}


@dataclass(slots=True)
class Node:
    """Where a value stands: index of its first character and after its last, quoting style, and its parts.

    `style` is the empty string for a plain scalar, else one of `'"|>`. `keys` tells where each key of a
    mapping starts.
    """

    start: int
    end: int
    style: str = ""
    keys: dict[str, int] = field(default_factory=dict)
    parts: dict[str, Node] | list[Node] | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at the character `index`; the caller, which knows file and lines, makes it a diagnostic.

    `see` is the index of another place the hint speaks of, written as `{place}` there.
    """

    index: int
    message: str
    hint: str = ""
    see: int | None = None


@dataclass(slots=True)
class _Frame:
    """A mapping or list being filled. `waiting` is true while the value of `key` comes next."""

    data: dict[str, Any] | list[Any]
    node: Node
    key: str | None = None
    key_start: int = 0
    waiting: bool = False


class Stop(Exception):
    """Reading on makes no sense; the faults found so far are the answer."""


class Builder:
    """Builds data and node tree from events; collects faults and goes on where that makes sense."""

    def __init__(self, text: str) -> None:
        """Start with nothing read of `text`."""
        self.text = text
        self.faults: list[Fault] = []
        self.data: Data = None
        self.node: Node | None = None
        self._stack: list[_Frame] = []
        self._count = 0
        self._documents = 0

    def feed(self, events: Iterable[Event]) -> None:
        """Take in `events`; raise Stop when reading on makes no sense, besides what the parser raises."""
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close(event)
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._document(event)

    def opened(self) -> int | None:
        """Return the index of the last bracket or brace that is open still, None if there is none."""
        starts = (frame.node.start for frame in reversed(self._stack))
        return next((start for start in starts if self.text[start] in "[{"), None)

    def fault(self, index: int, message: str, hint: str = "", see: int | None = None) -> None:
        """Note a fault; raise Stop when there are enough of them."""
        self.faults.append(Fault(index, message, hint, see))
        if len(self.faults) == MAX_FAULTS:
            more = f"more than {MAX_FAULTS - 1} faults; the rest are not shown"
            self.faults[-1] = Fault(index, more)
            raise Stop

    def _document(self, event: Event) -> None:
        start = event.start_mark.index
        self._documents += 1
        if self._documents > 1:
            self.fault(start, "a file holds one document, this begins a second", "put it into a file of its own")
            raise Stop
        if event.version is not None and tuple(event.version) != (1, 2):
            self.fault(start, "only YAML 1.2 is read", "delete the `%YAML` line")
        if event.tags:
            self.fault(start, "tag directives are not allowed", "delete the `%TAG` line")

    def _scalar(self, event: Event) -> None:
        self._counted(event)
        start, end = self._properties(event), event.end_mark.index
        style = event.style if event.style in ("'", '"', "|", ">") else ""
        node = Node(start, end, style)
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.data, dict) and not frame.waiting:
            self._key(frame, event.value, node)
            return
        if style or event.tag is not None:
            if style == '"' and (bad := _CONTROL.search(event.value)):
                code = ord(bad.group())
                self.fault(start, f"character U+{code:04X} is not allowed, not even as an escape")
            self._put(event.value, node)
            return
        try:
            value = resolve(event.value)
        except UnusableError as error:
            value = None
            self.fault(start, str(error), "put it in quotes if it is text")
        self._put(value, node)

    def _key(self, frame: _Frame, text: str, node: Node) -> None:
        start = node.start
        if node.style == '"' and (bad := _CONTROL.search(text)):
            self.fault(start, f"character U+{ord(bad.group()):04X} is not allowed, not even as an escape")
        if not node.style:
            self._plain_key(text, start)
        frame.waiting, frame.key, frame.key_start = True, text, start
        if text in frame.node.keys:
            frame.key = None
            self.fault(
                start,
                f"key {quote(text)} is written twice",
                "first written at {place}",
                frame.node.keys[text],
            )

    def _plain_key(self, text: str, start: int) -> None:
        if text == "<<":
            self.fault(start, "merge keys are not allowed", "write the keys out")
            return
        if text in _BOOLEAN_KEYS:
            # A table with an entry per value of a yes-or-no fact has `true:`; as a key it is its own name.
            return
        try:
            value = resolve(text)
        except UnusableError:
            value = 0
        if value is None:
            message = f"key {quote(text)} is not text" if text else "key is missing before `:`"
            self.fault(start, message, f'put it in quotes: "{text}"' if text else "")
        elif not isinstance(value, str):
            hint = f'put it in quotes: "{text}"' if len(text) <= 40 else "put it in quotes"  # noqa: PLR2004
            self.fault(start, f"key {quote(text)} is {_KEY_KINDS[type(value)]}, not text", hint)

    def _open(self, event: Event) -> None:
        self._counted(event)
        start = self._properties(event)
        if len(self._stack) == MAX_DEPTH:
            self.fault(start, f"nested more than {MAX_DEPTH} levels deep")
            raise Stop
        mapping = isinstance(event, yaml.MappingStartEvent)
        node = Node(start, event.end_mark.index, parts={} if mapping else [])
        self._stack.append(_Frame({} if mapping else [], node))

    def _put(self, value: Data, node: Node) -> None:
        """Put a finished value where it belongs."""
        if not self._stack:
            self.data, self.node = value, node
            return
        frame = self._stack[-1]
        parts = frame.node.parts
        if isinstance(frame.data, list):
            frame.data.append(value)
            if isinstance(parts, list):
                parts.append(node)
        elif not frame.waiting:
            frame.waiting, frame.key = True, None
            if isinstance(value, dict | list):
                kind = "a mapping" if isinstance(value, dict) else "a list"
                hint = "text that begins with a bracket or a brace needs quotes"
                self.fault(node.start, f"a key must be text, not {kind}", hint)
        else:
            frame.waiting = False
            if frame.key is not None:
                if node.start == node.end:
                    # Nothing stands there; the key is the nearest thing to look at.
                    node.start = node.end = frame.key_start
                frame.data[frame.key] = value
                frame.node.keys[frame.key] = frame.key_start
                if isinstance(parts, dict):
                    parts[frame.key] = node

    def _close(self, event: Event) -> None:
        frame = self._stack.pop()
        frame.node.end = event.end_mark.index
        self._put(frame.data, frame.node)

    def _alias(self, event: Event) -> None:
        start = event.start_mark.index
        hint = "write the value out; text that begins with `*` needs quotes"
        self.fault(start, "aliases are not allowed", hint)
        self._put(None, Node(start, event.end_mark.index))

    def _counted(self, event: Event) -> None:
        self._count += 1
        if self._count > MAX_NODES:
            self.fault(event.start_mark.index, f"file holds more than {MAX_NODES:,} keys and values", "split it")
            raise Stop

    def _properties(self, event: Event) -> int:
        """Refuse an anchor or tag; return the index where the node starts."""
        start: int = event.start_mark.index
        if event.anchor is None and event.tag is None:
            return start
        head = self.text[start : start + 2_000]
        if event.anchor is not None and (match := _ANCHOR.search(head)):
            hint = "delete it; text that begins with `&` needs quotes"
            self.fault(start + match.start(), f"anchor {quote(match.group())} is not allowed", hint)
        if event.tag is not None and (match := _TAG.search(head)):
            hint = "delete it; text that begins with `!` needs quotes"
            self.fault(start + match.start(), f"tag {quote(match.group())} is not allowed", hint)
        return start
