"""The graph of a pack as DOT (Graphviz), Mermaid and GraphML.

Every text comes from a pack, and packs come from strangers: each writer escapes what its format would take for markup.
Colour carries no meaning: kinds of node differ in shape, kinds of edge in their words.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from pow_options.assessment.conditions import fill_slots
from pow_options.messages import en_book
from pow_options.source import escape

from .graph import as_networkx, shown_reading

if TYPE_CHECKING:
    from .graph import GraphEdge, GraphNode, PackGraph

MERMAID_EDGES = 500
"""Edges a Mermaid viewer draws with its default settings; more it refuses."""

_DOT_SHAPES = {"fact": "ellipse", "conclusion": "hexagon", "rule": "box", "route": "house"}
_DOT_STYLES = {"overrides": "bold", "contested_with": "dotted", "unless": "dashed", "concludes_not": "dashed"}
_MERMAID_SHAPES = {"fact": "([{}])", "conclusion": "{{{{{}}}}}", "rule": "[{}]", "route": "[[{}]]"}
_MERMAID_LINKS = {"overrides": "==>", "contested_with": "-.-", "unless": "-.->", "concludes_not": "-.->"}
_MERMAID_SAFE = frozenset(" .,:;()=-_/'?!+")


def dot(data: PackGraph) -> str:
    """Return a graph in the DOT language."""
    lines = ["digraph rules {", "  rankdir=LR;", f"  label={_dot(_title(data))};", '  node [fontname="sans-serif"];']
    for node in data.nodes:
        label = "\\n".join(_dot_text(line) for line in _lines(node))
        lines.append(f'  {_dot(node.key)} [shape={_DOT_SHAPES[node.kind]}, label="{label}"];')
    for edge in data.edges:
        style = f", style={_DOT_STYLES[edge.kind]}" if edge.kind in _DOT_STYLES else ""
        # An edge without direction must not pull its ends into an order.
        free = ", dir=none, constraint=false" if edge.kind == "contested_with" else ""
        lines.append(f"  {_dot(edge.source)} -> {_dot(edge.target)} [label={_dot(_words(edge))}{style}{free}];")
    return "\n".join([*lines, "}"]) + "\n"


def mermaid(data: PackGraph) -> str:
    """Return a graph as a Mermaid flowchart."""
    lines = [f"%% {_one_line(_title(data))}", "flowchart LR"]
    for node in data.nodes:
        label = "<br>".join(_mermaid(line) for line in _lines(node))
        shape = _MERMAID_SHAPES[node.kind].format(f'"{label}"')
        lines.append(f"  {_mermaid_id(node.key)}{shape}")
    for edge in data.edges:
        link = _MERMAID_LINKS.get(edge.kind, "-->")
        words = _mermaid(_words(edge))
        lines.append(f'  {_mermaid_id(edge.source)} {link}|"{words}"| {_mermaid_id(edge.target)}')
    return "\n".join(lines) + "\n"


def graphml(data: PackGraph) -> str:
    """Return a graph as GraphML."""
    import networkx as nx  # noqa: PLC0415 - heavy; only where it is used

    plain = as_networkx(data)
    for _, fields in plain.nodes(data=True):
        fields.update({name: _characters(value) for name, value in fields.items()})
    plain.graph["title"] = _title(data)
    return "\n".join(nx.generate_graphml(plain)) + "\n"


def _title(data: PackGraph) -> str:
    title = en_book.GRAPH_TITLE.format(version=data.version, digest=data.sha256[:12])
    if not data.about:
        return title
    about = ", ".join(key.partition(":")[2] for key in data.about)
    return (
        title
        + en_book.GRAPH_ABOUT.format(about=about)
        + ("" if data.depth is None else en_book.GRAPH_DEPTH.format(n=data.depth))
    )


def _lines(node: GraphNode) -> tuple[str, ...]:
    """Return what a node shows: what it is in words, and its id."""
    words = fill_slots(node.label, en_book.SLOTS)
    last = f"{node.id} [{shown_reading(node.reading)}]" if node.reading else node.id
    return (node.article, words, last) if node.article else (words, last)


def _words(edge: GraphEdge) -> str:
    words = en_book.EDGES[edge.kind]
    if edge.of:
        words += f" ({', '.join(edge.of)})"
    if edge.reading:
        words += f" [{shown_reading(edge.reading)}]"
    return words


def _one_line(text: str) -> str:
    return _characters(" ".join(text.split()))


def _dot(text: str) -> str:
    return f'"{_dot_text(text)}"'


def _dot_text(text: str) -> str:
    # Graphviz reads backslashes as escapes and resolves entities, in quoted text too.
    return _one_line(text).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")


def _mermaid(text: str) -> str:
    """Return text for a quoted label: whatever could be markup there, as a character code."""
    return "".join(c if c.isalnum() or c in _MERMAID_SAFE else f"#{ord(c)};" for c in _one_line(text))


def _mermaid_id(key: str) -> str:
    """Return an id that no keyword begins and no arrow hides in; different keys get different ids."""
    return key.replace("_", "__").replace("-", "_h").replace(":", "_")


def _characters(text: str) -> str:
    # XML, which is what pictures are drawn in, has no way to write a character that is not one.
    return "".join(f"\\u{ord(c):04x}" if unicodedata.category(c) == "Cn" else c for c in escape(text))
