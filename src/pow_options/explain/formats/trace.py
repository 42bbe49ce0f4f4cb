"""A trace as an outline: conclusion, provision, premises and the statements they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.assessment import Outcome
from pow_options.explain.trace import (
    ConclusionNode,
    FactNode,
    OptionNode,
    ReadingNode,
    RouteNode,
    RuleNode,
    StatementNode,
)
from pow_options.messages import en

from .assessment import grouped
from .outline import Entry, Outline, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pow_options.explain.trace import Node, Priority, Trace


def trace(data: Trace, notes: Sequence[str] = ()) -> Outline:
    """Return the outline of a trace; ``notes`` are lines to show first."""
    return _Writer(data).outline(notes)


class _Writer:
    """Writes a node in full where it first stands, and refers back to it afterwards."""

    def __init__(self, data: Trace) -> None:
        self.data = data
        self.nodes: dict[str, Node] = {node.id: node for node in data.nodes}
        self.written: set[str] = set()

    def outline(self, notes: Sequence[str]) -> Outline:
        data = self.data
        root = self.nodes[data.root]
        if not isinstance(root, OptionNode):
            raise TypeError(data.root)
        dates = en.DATES.format(
            as_of=data.as_of, law_on=data.law_on, version=data.pack.version, digest=data.pack.sha256[:12]
        )
        paragraphs = [dates, en.NOT_ADVICE, *notes]
        if data.assumed:
            paragraphs.append(en.NOTES["assumed"].format(what=", ".join(f"{k} = {v}" for k, v in data.assumed.items())))
        if data.without:
            paragraphs.append(en.NOTES["switched_off"].format(rules=", ".join(data.without)))
        title = en.WHY_TITLE.format(state=root.state, status=en.STATUS[root.status], case=data.case.title)
        order = tuple(Entry(item) for item in root.ranking)
        sections = [Section("", (*paragraphs, root.says)), Section(en.HEADINGS["order"], (), order)]
        for key in root.because:
            node = self.nodes[key]
            if isinstance(node, RouteNode):
                sections.append(self.route(node))
        return Outline(title, tuple(sections))

    def route(self, node: RouteNode) -> Section:
        entries = []
        if node.duty is not None:
            says = en.SUSPENDED.format(by=", ".join(node.suspended_by)) if node.suspended_by else en.DUTY
            entries.append(Entry(f"{node.duty}; {says}", en.LABELS["duty"]))
        if node.reach != "in":
            entries.append(Entry(en.REACH_SAYS[node.reach], en.LABELS["reach"]))
        # What acted comes first, then what the route waits for, then what may still apply.
        acting = [key for key in node.because if not self.waits(key)]
        entries.extend(self.entry(key) for key in acting)
        if node.conditions:
            entries.append(Entry(en.LABELS["waits"], "", tuple(grouped(node.conditions, self.titles()))))
        held = tuple(Entry(en.HELD_BACK.format(statement=item)) for item in node.held_by)
        if held:
            entries.append(Entry(en.LABELS["held_by"], "", held))
        measures = tuple(Entry(item.says, item.criterion) for item in node.measures)
        entries.append(Entry(en.LABELS["measures"], "", measures))
        statuses = {item.status for item in node.under}
        if len(statuses) > 1:
            rows = tuple(
                Entry(en.STATUS[item.status], ", ".join(f"{q}={p}" for q, p in item.readings.items()))
                for item in node.under
            )
            entries.append(Entry(en.LABELS["under"], "", rows))
        entries.extend(self.entry(key) for key in node.because if self.waits(key))
        return Section(f"{node.name}: {en.STATUS[node.status]}", (), tuple(entries))

    def titles(self) -> dict[str, str]:
        rules = (node for node in self.nodes.values() if isinstance(node, RuleNode))
        return {node.rule: f"{node.article}: {node.title}" for node in rules}

    def waits(self, key: str) -> bool:
        node = self.nodes[key]
        return isinstance(node, RuleNode) and node.outcome is Outcome.MAY_APPLY

    def entry(self, key: str) -> Entry:
        node = self.nodes[key]
        match node:
            case RuleNode():
                return self.rule(node)
            case ConclusionNode():
                return self.conclusion(node)
            case FactNode():
                return self.fact(node)
            case StatementNode():
                return _statement(node, "")
            case ReadingNode():
                return self.reading(node)
            case _:
                raise TypeError(key)

    def rule(self, node: RuleNode) -> Entry:
        by = ", ".join(item.removeprefix("rule:").partition("@")[0] for item in node.by)
        outcome = en.OUTCOME[node.outcome].format(by=by)
        if node.why_not:
            outcome += f": {node.why_not}"
        words = f"{node.says} ({node.rule}, {en.VERB[node.verb]}) [{outcome}]"
        if node.id in self.written:
            return Entry(f"{words} {en.SEE_ABOVE}", node.article)
        self.written.add(node.id)
        silent = {Outcome.NOT_BINDING, Outcome.READING_NOT_CHOSEN, Outcome.SWITCHED_OFF}
        below = [] if node.outcome in silent else [self.entry(key) for key in node.because]
        return Entry(words, node.article, (*self.particulars(node), *below))

    def particulars(self, node: RuleNode) -> Iterator[Entry]:
        yield Entry(f"{node.when}" + (f", {en.LABELS['unless']} {node.unless}" if node.unless else ""), en.LABELS["if"])
        if node.condition is not None:
            yield Entry(node.condition, en.LABELS["condition"])
        if node.domestic:
            yield Entry(en.DOMESTIC.format(state=node.binds), en.LABELS["scope"])
        for item in node.priorities:
            if not (self.data.full or self.acted(node, item)):
                continue
            under = "".join(f", {en.LABELS['under_reading']} {q}={' or '.join(p)}" for q, p in item.reading.items())
            mark = "" if item.checked else f" {en.UNCHECKED}"
            yield Entry(
                en.PREVAILS.format(
                    superior=item.superior, inferior=item.inferior, ground=item.ground, source=item.source
                )
                + under
                + mark,
                en.LABELS["priority"],
            )
        for source in node.authority:
            mark = "" if source.checked else f" {en.UNCHECKED}"
            link = f" <{source.url}>" if source.url else ""
            yield Entry(f"{source.source}{mark}{link}", en.LABELS["source"])
        if node.open_norm:
            yield Entry(node.open_norm, en.LABELS["judgement"])

    def acted(self, node: RuleNode, item: Priority) -> bool:
        """Whether a priority is what settled a rule's fate, or that of a rule it prevailed over."""
        if item.inferior == node.rule:
            return any(name.startswith(f"rule:{item.superior}@") or name == f"rule:{item.superior}" for name in node.by)
        return any(isinstance(other, RuleNode) and node.id in other.by for other in self.nodes.values())

    def conclusion(self, node: ConclusionNode) -> Entry:
        words = node.says + (f" {en.ASSUMED}" if node.assumed else "")
        key = f"{node.conclusion} {node.value}"
        if node.id in self.written:
            return Entry(f"{words} {en.SEE_ABOVE}", key)
        self.written.add(node.id)
        judged = (
            Entry(en.JUDGED_BY.format(fact=item.fact, value=item.value, by=en.AND.join(item.by)), en.LABELS["judged"])
            for item in node.judged
        )
        return Entry(words, key, (*judged, *(self.entry(item) for item in node.because)))

    def fact(self, node: FactNode) -> Entry:
        key = f"{node.fact} = {node.value}"
        words = en.FACT_GROUND.get(node.ground, "")
        if node.id in self.written:
            return Entry(f"{words} {en.SEE_ABOVE}".strip(), key)
        self.written.add(node.id)
        below = []
        for item in node.weighed:
            statement = self.nodes[f"statement:{item.statement}"]
            if isinstance(statement, StatementNode):
                plain = item.use in {"used", "settled", "assumed"}
                below.append(_statement(statement, en.USE[item.use] + ("" if plain else f": {item.why}")))
        if node.value in {"unknown", "disputed"} or " or " in node.value:
            words = en.ASK.format(question=node.question, who=node.who)
        elif node.nature == "judgement" and not node.weighed:
            words += en.OWN_JUDGEMENT
        return Entry(words, key, tuple(below))

    def reading(self, node: ReadingNode) -> Entry:
        words = f"{node.asks} [{node.chosen}]"
        if node.id in self.written:
            return Entry(f"{words} {en.SEE_ABOVE}", node.question)
        self.written.add(node.id)
        rows = tuple(
            Entry(f"{says} ({'; '.join(node.holders[position])})", position)
            for position, says in node.positions.items()
        )
        return Entry(words, f"{en.LABELS['reading']} {node.question}", rows)


def _statement(node: StatementNode, use: str) -> Entry:
    dates = en.SAID.format(said=node.said_on or en.UNDATED, known=node.known_on)
    parts = [f"{' or '.join(node.value)}; {node.source}; {dates}; {en.LABELS['grade']} {node.grade or en.NONE_GIVEN}"]
    if node.generated:
        parts.append(en.GENERATED)
    if node.translation:
        parts.append(en.TRANSLATED.format(how=node.translation))
    if node.disputes:
        parts.append(en.DISPUTES.format(statement=node.disputes))
    if node.judged_by:
        parts.append(en.JUDGED.format(by=node.judged_by))
    if node.setting:
        parts.append(", ".join(f"{k.replace('_', ' ')} {v}" for k, v in sorted(node.setting.items())))
    if use:
        parts.append(f"[{use}]")
    if node.url:
        parts.append(f"<{node.url}>")
    note = (Entry(node.note, en.LABELS["note"]),) if node.note else ()
    return Entry("; ".join(parts), f"{en.LABELS['statement']} {node.statement}", note)
