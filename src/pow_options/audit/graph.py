"""What depends on what in a pack: facts, conclusions, rules and routes, and the edges between them.

Edges point the way influence runs: from what is read to the rule that reads it, from a rule to what it concludes, to
the routes it acts on and to the rules it prevails over. ``contested_with`` has no direction and carries no influence.
The graph is that of the pack, not of a case: a name stands once, whatever States it is asked of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from pow_options.assessment.model import Part
from pow_options.law.condition import names
from pow_options.source import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import networkx as nx

    from pow_options.law import LawRule, Pack
    from pow_options.law.condition import Condition

NodeKind = Literal["fact", "conclusion", "rule", "route"]
KINDS: tuple[NodeKind, ...] = ("fact", "conclusion", "rule", "route")

_ASKED = re.compile(r"(?:not\s+)?([a-z][a-z0-9_:-]*)(?:\([^()]*\))?")


class UnknownNodeError(ValueError):
    """Something asked for is not in the graph; ``hint`` names what may have been meant."""

    def __init__(self, asked: str, hint: str) -> None:
        """Keep what was asked for, and the hint."""
        super().__init__(asked)
        self.asked = asked
        self.hint = hint


class GraphNode(Part):
    """A fact, conclusion, rule or route. ``key`` is unique: its kind and its id.

    ``label`` is what it is in words. ``article``, ``verb`` and the ``reading`` under which it holds are those of a
    rule.
    """

    key: str
    kind: NodeKind
    id: str
    label: str
    article: str | None = None
    verb: str | None = None
    reading: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class GraphEdge(Part):
    """One dependency.

    ``kind`` is ``when``, ``unless`` or ``condition`` (a rule reads a name), ``needs`` (a route is out of reach without
    a fact), ``concludes`` or ``concludes_not``, the verb of a rule that acts on a route, ``overrides`` or
    ``contested_with``. ``of`` lists whom a name is asked of; ``reading`` is that of an override that holds under some
    positions only.
    """

    source: str
    target: str
    kind: str
    of: tuple[str, ...] = ()
    reading: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class PackGraph(Part):
    """The graph of a pack, or the part of it that can influence ``about`` or be influenced by it.

    ``depth`` is how many edges away from ``about`` were followed in either direction; ``None`` is all.
    """

    schema_: Literal["pow-options/graph/1"] = Field(default="pow-options/graph/1", alias="schema")
    version: str
    sha256: str
    about: tuple[str, ...]
    depth: int | None
    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]


def graph(pack: Pack, about: Sequence[str] = (), depth: int | None = None) -> PackGraph:
    """Return the graph of a pack.

    Args:
        pack: the pack.
        about: ids of rules, facts, conclusions or routes; the graph is cut down to what influences them and what they
            influence, with all edges among these. An id may be written as in a condition, ``wishes(destination)``, or
            with its kind, ``route:return``.
        depth: how many edges to follow from ``about`` in either direction.

    Raises:
        UnknownNodeError: if an id is not in the pack.
    """
    nodes = {node.key: node for node in _nodes(pack)}
    edges = tuple(_edges(pack))
    keys = tuple(dict.fromkeys(key for asked in about for key in _find(asked, nodes)))
    whole = PackGraph(
        version=pack.version, sha256=pack.sha256, about=keys, depth=depth, nodes=tuple(nodes.values()), edges=edges
    )
    if not keys:
        return whole
    kept = _cone(as_networkx(whole), keys, depth)
    return whole.model_copy(
        update={
            "nodes": tuple(node for node in whole.nodes if node.key in kept),
            "edges": tuple(edge for edge in edges if edge.source in kept and edge.target in kept),
        }
    )


def as_networkx(data: PackGraph) -> nx.MultiDiGraph[str]:
    """Return a graph as one of networkx, what is known of nodes and edges as text attributes."""
    import networkx as nx  # noqa: PLC0415 - heavy; only where it is used

    out: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in data.nodes:
        fields = {**node.model_dump(exclude={"key"}), "reading": shown_reading(node.reading)}
        out.add_node(node.key, **_attributes(fields))
    for edge in data.edges:
        more = {"kind": edge.kind, "of": ", ".join(edge.of), "reading": shown_reading(edge.reading)}
        out.add_edge(edge.source, edge.target, **_attributes(more))
    return out


def shown_reading(reading: Mapping[str, Sequence[str]]) -> str:
    """Return a reading as it is written for ``--reading``."""
    return ", ".join(f"{question}={' or '.join(positions)}" for question, positions in reading.items())


def _attributes(fields: Mapping[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}


def _nodes(pack: Pack) -> Iterator[GraphNode]:
    for name, fact in pack.facts.items():
        yield GraphNode(key=f"fact:{name}", kind="fact", id=name, label=fact.question)
    for name, conclusion in pack.conclusions.items():
        yield GraphNode(key=f"conclusion:{name}", kind="conclusion", id=name, label=conclusion.says)
    for rule in pack.rules.values():
        yield GraphNode(
            key=f"rule:{rule.id}",
            kind="rule",
            id=rule.id,
            label=rule.rule.title,
            article=f"{rule.instrument.short} {rule.rule.article}",
            verb=rule.rule.verb,
            reading=_reading(rule.rule.reading),
        )
    for name, (_, route) in pack.routes().items():
        yield GraphNode(key=f"route:{name}", kind="route", id=name, label=route.name)


def _edges(pack: Pack) -> Iterator[GraphEdge]:
    for rule in pack.rules.values():
        yield from _own_edges(rule, pack)
    for item in pack.superiority:
        reading, superior, inferior = _reading(item.entry.reading), f"rule:{item.superior}", f"rule:{item.inferior}"
        yield GraphEdge(source=superior, target=inferior, kind="overrides", reading=reading)
    pairs = {frozenset((rule.id, other)) for rule in pack.rules.values() for other in rule.rule.contested_with}
    place = {name: index for index, name in enumerate(pack.rules)}
    for first, *rest in sorted(sorted(pair, key=place.__getitem__) for pair in pairs):
        yield GraphEdge(source=f"rule:{first}", target=f"rule:{(rest or [first])[0]}", kind="contested_with")
    for name, (_, route) in pack.routes().items():
        if route.needs is not None:
            yield GraphEdge(source=f"fact:{route.needs}", target=f"route:{name}", kind="needs", of=("destination",))


def _reading(reading: Mapping[str, str | tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {question: (given,) if isinstance(given, str) else given for question, given in reading.items()}


def _own_edges(rule: LawRule, pack: Pack) -> Iterator[GraphEdge]:
    key = f"rule:{rule.id}"
    for kind, condition in (("when", rule.when), ("unless", rule.unless), ("condition", rule.condition)):
        if condition is not None:
            for name, of in _read(condition).items():
                source = f"{'fact' if name in pack.facts else 'conclusion'}:{name}"
                yield GraphEdge(source=source, target=key, kind=kind, of=of)
    if rule.head is not None:
        kind = "concludes" if rule.positive else "concludes_not"
        of = (rule.head.term,) if rule.head.term else ()
        yield GraphEdge(source=key, target=f"conclusion:{rule.head.name}", kind=kind, of=of)
    for route in dict.fromkeys(rule.rule.routes):
        yield GraphEdge(source=key, target=f"route:{route}", kind=rule.rule.verb)


def _read(condition: Condition) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for item in names(condition):
        of = found.setdefault(item.name, ())
        if item.term and item.term not in of:
            found[item.name] = (*of, item.term)
    return found


def _find(asked: str, nodes: Mapping[str, GraphNode]) -> list[str]:
    match = _ASKED.fullmatch(asked.strip())
    wanted = match[1] if match else asked
    found = [wanted] if wanted in nodes else [f"{kind}:{wanted}" for kind in KINDS if f"{kind}:{wanted}" in nodes]
    if not found:
        raise UnknownNodeError(asked, nearest(wanted, {node.id for node in nodes.values()}))
    return found


def _cone(whole: nx.MultiDiGraph[str], keys: Sequence[str], depth: int | None) -> set[str]:
    """Return what can influence ``keys`` and what they can influence, themselves included."""
    import networkx as nx  # noqa: PLC0415 - heavy; only where it is used

    influence: nx.DiGraph[str] = nx.DiGraph()
    influence.add_edges_from((a, b) for a, b, fields in whole.edges(data=True) if fields["kind"] != "contested_with")
    influence.add_nodes_from(keys)
    kept: set[str] = set()
    for way in (influence, influence.reverse(copy=False)):
        for key in keys:
            kept.update(nx.single_source_shortest_path_length(way, key, cutoff=depth))
    return kept
