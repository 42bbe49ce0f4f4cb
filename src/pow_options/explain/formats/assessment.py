"""An assessment as an outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.assessment import Outcome, counted
from pow_options.assessment.resting import resting
from pow_options.cases import Use
from pow_options.messages import en

from .outline import Entry, Outline, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pow_options.assessment import (
        AssessmentData,
        Condition,
        Evaluation,
        OptionResult,
        Reason,
        RouteResult,
    )
    from pow_options.law import Pack


def assessment(data: AssessmentData, evaluation: Evaluation, notes: Sequence[str] = ()) -> Outline:
    """Return the outline of an assessment; ``notes`` are lines to show first."""
    supposed = tuple(item.says for item in data.diagnostics if item.code in {"assumed", "switched_off"})
    taken = taken_readings(data.readings, evaluation.pack)
    sections = [
        Section("", (dates(data, evaluation), en.NOT_ADVICE, *notes, *supposed, *taken)),
        Section(en.HEADINGS["short"], (), tuple(_short(data, evaluation))),
    ]
    sections.extend(_option(option, evaluation) for option in data.options)
    sections.append(Section(en.HEADINGS["order"], (), tuple(_order(data))))
    if data.duties:
        duties = tuple(Entry(item.says, item.rule) for item in data.duties)
        sections.append(Section(en.HEADINGS["duties"], (), duties))
    open_questions = [key for key, choice in data.readings.items() if choice == "unsettled"]
    chosen = [f"{key}={choice}" for key, choice in data.readings.items() if choice != "unsettled"]
    sections.append(
        Section(
            en.HEADINGS["readings"],
            (),
            (
                Entry(", ".join(open_questions) or en.NOTHING, en.LABELS["unsettled"]),
                Entry(", ".join(chosen) or en.NOTHING, en.LABELS["chosen"]),
            ),
        )
    )
    sections.append(Section(en.HEADINGS["unknown"], (), tuple(_unknown(data))))
    if data.diagnostics:
        rest = tuple(Entry(item.says) for item in data.diagnostics if item.says not in supposed)
        sections.append(Section(en.HEADINGS["notes"], (), rest))
    return Outline(f"{data.case.title} ({data.case.id})", tuple(sections))


def _short(data: AssessmentData, evaluation: Evaluation) -> Iterator[Entry]:
    deciding = resting(evaluation)
    for option in data.options:
        if option.distinct:
            route = evaluation.ground.routes[option.route].route.name
            option_name = next(o.option.name for o in evaluation.ground.options if o.option.id == option.id)
            status = en.STATUS_MEANS[option.status]
            rests = deciding[option.route]
            if rests:
                status += en.ON_READING.format(readings=", ".join(rests))
            yield Entry(f"{option_name}, by {route}: {status}", f"{option.rank}. {option.state}")


def taken_readings(readings: Mapping[str, str], pack: Pack) -> tuple[str, ...]:
    """Return, as a line or none, the readings taken that are not those of the pack."""
    other = [f"{q}={p}" for q, p in readings.items() if q in pack.questions and p != pack.questions[q].default]
    return (en.TAKEN.format(readings=", ".join(other)),) if other else ()


def dates(data: AssessmentData, evaluation: Evaluation) -> str:
    """Return the three dates of an answer: whose knowledge counts, whose law, and from when the evidence is."""
    says = en.DATES.format(
        as_of=data.as_of, law_on=data.law_on, version=data.pack.version, digest=data.pack.sha256[:12]
    )
    counting = {w.statement for item in evaluation.resolved.values() for w in item.weighed if w.use is Use.USED}
    said = sorted(item.said_on or item.known_on for item in evaluation.case.file.statements if item.id in counting)
    if not said:
        return says
    span = en.SAID_ON if said[0] == said[-1] else en.SAID_BETWEEN
    return f"{says} {span.format(first=said[0], last=said[-1])}"


def _option(option: OptionResult, evaluation: Evaluation) -> Section:
    item = next(o for o in evaluation.ground.options if o.option.id == option.id)
    heading = en.OPTION_HEADING.format(
        rank=option.rank,
        code=option.state,
        state=evaluation.state_name(option.state),
        name=item.option.name,
        status=en.STATUS[option.status].upper(),
    )
    if not option.distinct:
        same = en.SAME_AS.format(other=option.same_as)
        return Section(heading, (same,))
    entries: list[Entry] = []
    shown = option.routes[0]
    entries.extend(_route_entries(shown, evaluation))
    others = [Entry(_other(route, evaluation), "", tuple(_bars(route, evaluation))) for route in option.routes[1:]]
    if others:
        entries.append(Entry(en.LABELS["other_routes"], "", tuple(others)))
    flags = [en.ONLY_LAWFUL] if option.only_lawful else []
    if option.turns_on:
        flags.append(en.TURNS_ON.format(questions=", ".join(option.turns_on)))
    flags.append(en.SETTLED[option.settled])
    return Section(heading, (option.says, " ".join(flags)), tuple(entries))


def _route_entries(route: RouteResult, evaluation: Evaluation) -> Iterator[Entry]:
    if route.duty is not None:
        suspended = ", ".join(route.duty.suspended_by)
        now = en.DUTY_NOW if route.status == "required" else en.DUTY
        says = en.SUSPENDED.format(by=suspended) if suspended else now
        yield Entry(f"{route.duty.rule}; {says}", en.LABELS["duty"])
    if route.rival_duty:
        yield Entry(", ".join(route.rival_duty), en.LABELS["rival_duty"])
    if route.reach != "in":
        yield Entry(en.REACH_SAYS[route.reach], en.LABELS["reach"])
    if route.conditions and route.status != "barred":
        yield Entry(en.LABELS["waits"], "", tuple(grouped(route.conditions, _titles(evaluation))))
    kinds: dict[str, list[Entry]] = {kind: [] for kind in en.REASON_KINDS}
    lifting = {by for item in route.reasons for by in item.by}
    waiting = {item.rule for item in route.conditions}
    for item in route.reasons:
        kind = _kind(item, evaluation)
        idle = kind in {"permit", "excuse"} and item.rule not in lifting
        if kind in kinds and not idle and not (kind == "met" and item.rule in waiting):
            kinds[kind].append(_reason(item, evaluation))
    for kind, found in kinds.items():
        if found:
            yield Entry(en.LABELS[kind], "", tuple(found))
    if route.conditions and route.status == "barred":
        yield Entry(en.BARRED_WAITS.format(count=counted(route)))


def _titles(evaluation: Evaluation) -> dict[str, str]:
    return {
        rule.id: f"{rule.instrument.short} {rule.rule.article}: {rule.rule.title}"
        for rule in evaluation.pack.rules.values()
    }


def _kind(reason: Reason, evaluation: Evaluation) -> str:
    """Return the heading a reason stands under; what may apply stands among the conditions."""
    if reason.outcome in {Outcome.LIFTED, Outcome.OVERRIDDEN, Outcome.DEFEATED}:
        return "set_aside"
    if reason.outcome is Outcome.MAY_APPLY:
        return "waits"
    require = evaluation.pack.rules[reason.rule].rule.require
    if require is not None:
        return "throughout" if require.timing == "throughout" else "met"
    return reason.verb


def _reason(reason: Reason, evaluation: Evaluation) -> Entry:
    became = ""
    if reason.outcome is not Outcome.APPLIED:
        became = f" [{en.OUTCOME[reason.outcome].format(by=', '.join(reason.by))}]"
    reading = evaluation.pack.rules[reason.rule].rule.reading
    shown = [f"{q}={p if isinstance(p, str) else ' or '.join(p)}" for q, p in reading.items()]
    under = f" [{en.LABELS['under_reading']} {', '.join(shown)}]" if shown else ""
    return Entry(f"{reason.says} ({reason.rule}){under}{became}", reason.article)


def grouped(conditions: Sequence[Condition], titles: Mapping[str, str]) -> Iterator[Entry]:
    """Yield conditions, those that hang on the same facts together; several rules are then named by their titles."""
    groups: dict[tuple[str, ...], list[Condition]] = {}
    for item in conditions:
        groups.setdefault(tuple(sorted(fact.fact for fact in item.facts)), []).append(item)
    for members in groups.values():
        askable: dict[tuple[str, str], list[str]] = {}
        for fact in members[0].facts:
            askable.setdefault((fact.value, fact.who), []).append(fact.fact)
        facts = tuple(
            Entry(en.FACT_STATE.format(facts=", ".join(names), who=who), value)
            for (value, who), names in askable.items()
        )
        if len({item.says for item in members}) == 1:
            yield Entry(f"{members[0].says} ({', '.join(item.rule for item in members)})", "", facts)
        else:
            rules = tuple(Entry(f"{titles.get(item.rule, item.says)} ({item.rule})") for item in members)
            yield Entry(en.SEVERAL.format(n=len(members)), "", (*facts, *rules))


def _other(route: RouteResult, evaluation: Evaluation) -> str:
    name = evaluation.ground.routes[route.id].route.name
    waits = ""
    if route.conditions and route.status == "open_if":
        waits = f" ({counted(route)} missing)"
    return f"{name}: {en.STATUS[route.status]}{waits}"


def _bars(route: RouteResult, evaluation: Evaluation) -> Iterator[Entry]:
    if route.status in {"barred", "contested"}:
        for item in route.reasons:
            if item.verb == "forbid" and item.outcome in {Outcome.APPLIED, Outcome.COLLIDES}:
                yield _reason(item, evaluation)


def _order(data: AssessmentData) -> Iterator[Entry]:
    for item in data.ranking:
        yield Entry(item.says, item.criterion)


def _unknown(data: AssessmentData) -> Iterator[Entry]:
    """Yield the unknown facts the options not barred wait for; the rest is counted."""
    waited = [
        fact.fact
        for option in data.options
        if option.status != "barred"
        for item in option.conditions
        for fact in item.facts
        if fact.fact in data.unknown
    ]
    first = tuple(dict.fromkeys(waited))
    more = len(data.unknown) - len(first)
    yield Entry(", ".join(first) or en.NOTHING, en.LABELS["awaited"])
    if more:
        yield Entry(en.MORE_UNKNOWN.format(n=more), en.LABELS["unknown"])
    if data.disputed:
        yield Entry(", ".join(data.disputed), en.LABELS["disputed"])
