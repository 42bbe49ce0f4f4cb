"""What a rule changes, as an outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.explain.formats.outline import Entry, Outline, Section
from pow_options.messages import en, en_analysis
from pow_options.source import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pow_options.assessment.snapshot import Effect, RouteState

    from .model import CaseMove, Impact, RouteMove


def outline(data: Impact) -> Outline:
    """Return the outline of what moves when a rule is switched off."""
    words = en_analysis.IMPACT
    title = words["title"].format(rule=data.rule, article=data.article)
    looked = words["looked"].format(cases=data.cases, scenarios=data.scenarios, moved=len(data.moved))
    paragraphs = [looked]
    if data.skipped:
        paragraphs.append(words["skipped"].format(names=", ".join(data.skipped)))
    sections = [Section("", tuple(paragraphs))]
    sections += [Section(words[move.kind].format(case=move.case), (), tuple(_case(move))) for move in data.moved]
    if data.elsewhere is not None:
        other = data.elsewhere
        sections.append(Section(words["elsewhere"], (other.says,)))
        if other.case is not None and other.move is not None:
            lines = tuple(escape(line) for line in other.case.splitlines())
            sections.append(Section(words["made_up"].format(case=other.move.case), (), (), lines))
            sections.append(Section("", (), tuple(_case(other.move))))
    return Outline(title, tuple(sections))


def _case(move: CaseMove) -> Iterator[Entry]:
    for route in move.routes:
        below = tuple(_route(route))
        yield Entry(", ".join(en_analysis.MOVED[kind] for kind in route.moved), route.route, below)
    for kind in ("ranking", "criterion", "duties"):
        old, new = getattr(move.with_rule, kind), getattr(move.without, kind)
        if old != new:
            yield _change(kind, ", ".join(old), ", ".join(new))


def _route(move: RouteMove) -> Iterator[Entry]:
    old, new = move.with_rule, move.without
    if "status" in move.moved:
        if old.status is new.status:
            yield Entry(en_analysis.IMPACT["some_readings"], en_analysis.MOVED["status"])
        else:
            yield _change("status", en.STATUS[old.status], en.STATUS[new.status])
    for kind, before, after in (
        ("conditions", old.conditions, new.conditions),
        ("duty", tuple(_duty(old)), tuple(_duty(new))),
        ("reasons", tuple(map(_effect, old.reasons)), tuple(map(_effect, new.reasons))),
    ):
        if kind in move.moved:
            lost, gained = _less(before, after), _less(after, before)
            yield _change(kind, ", ".join(lost), ", ".join(gained))
    for name, value in old.criteria.items():
        if new.criteria[name] != value:
            yield Entry(en_analysis.IMPACT["change"].format(old=value, new=new.criteria[name]), name)


def _change(kind: str, old: str, new: str) -> Entry:
    shown = en_analysis.IMPACT["change"].format(old=old or en.NOTHING, new=new or en.NOTHING)
    return Entry(shown, en_analysis.MOVED[kind])


def _duty(state: RouteState) -> Iterator[str]:
    for rule, by in state.duty.items():
        yield rule + (f" ({en.SUSPENDED.format(by=', '.join(by))})" if by else "")


def _effect(item: Effect) -> str:
    return f"{item.rule} {en.OUTCOME[item.outcome].format(by=', '.join(item.by))}"


def _less(items: Iterable[str], others: Iterable[str]) -> list[str]:
    gone = set(others)
    return [item for item in items if item not in gone]
