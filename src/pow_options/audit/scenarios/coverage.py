"""How much of the law the scenarios of a pack show: what there is to show, and which scenario shows it.

What there is to show is derived from the pack: the outcomes each rule can have, each override, each position. Only
scenarios all of whose expectations hold show anything, and that a rule applies they show only if they expect it by
name. A rule that *may apply* counts as not established: its `when` is not, as things stand, whatever its verb; that a
prohibition keeps a guarded route shut all the same is seen by the status expected of the route.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pow_options.assessment import Outcome
from pow_options.assessment.model import Part
from pow_options.law.pack import Place
from pow_options.messages import en_scenarios as words

from .keeping import quoted
from .possible import may_miss, may_not_bind, may_take_other_reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pow_options.law import LawRule, Pack

    from .running import Ran

_T = TypeVar("_T")

KINDS = (
    "applied",
    "set_aside",
    "not_binding",
    "not_established",
    "defeated",
    "reading_not_chosen",
    "overrides",
    "positions",
    "questions",
)
"""The kinds of things to show: outcomes of rules, then overrides, positions, and questions that some rule reads."""

_OUTCOMES = {
    "applied": (Outcome.APPLIED,),
    "set_aside": (Outcome.OVERRIDDEN, Outcome.LIFTED),
    "not_binding": (Outcome.NOT_BINDING,),
    "not_established": (Outcome.NOT_ESTABLISHED, Outcome.MAY_APPLY),
    "defeated": (Outcome.DEFEATED,),
    "reading_not_chosen": (Outcome.READING_NOT_CHOSEN,),
}


class Item(Part):
    """One thing to show, at its place in the pack.

    ``shown_by`` is the first scenario that shows it, or, of a question, a rule that reads it; null is a gap, and
    ``hint`` then says what scenario would close it.
    """

    kind: str
    subject: str
    file: str
    line: int
    column: int
    shown_by: str | None
    hint: str


class Fraction(Part):
    """How many of the things of one kind are shown."""

    shown: int
    wanted: int


class Coverage(Part):
    """How much of the law the scenarios show, by kind, and every single thing there is to show."""

    complete: bool
    kinds: dict[str, Fraction]
    items: tuple[Item, ...]

    @property
    def gaps(self) -> tuple[Item, ...]:
        """What no scenario shows."""
        return tuple(item for item in self.items if item.shown_by is None)


class _Seen(NamedTuple):
    """The first scenario that shows each thing."""

    outcomes: Mapping[tuple[str, Outcome], str]
    expected: Mapping[tuple[str, Outcome], str]
    overrides: Mapping[tuple[str, int], str]
    positions: Mapping[tuple[str, str], str]


def coverage(pack: Pack, ran: Sequence[Ran]) -> Coverage:
    """Return how much of a pack the scenarios that were run show."""
    seen = _Seen(
        _first(ran, lambda item: item.shown.outcomes),
        _first(ran, lambda item: item.shown.expected),
        _first(ran, lambda item: item.shown.overrides),
        _first(ran, lambda item: item.shown.positions),
    )
    items = [*_rules(pack, seen), *_overrides(pack, seen), *_positions(pack, seen), *_questions(pack)]
    kinds = {}
    for kind in KINDS:
        mine = [item for item in items if item.kind == kind]
        kinds[kind] = Fraction(shown=sum(item.shown_by is not None for item in mine), wanted=len(mine))
    return Coverage(complete=all(item.shown_by is not None for item in items), kinds=kinds, items=tuple(items))


def _first(ran: Sequence[Ran], what: Callable[[Ran], Iterable[_T]]) -> dict[_T, str]:
    found: dict[_T, str] = {}
    for item in ran:
        for key in what(item):
            found.setdefault(key, item.setup.scenario.id)
    return found


def _item(kind: str, subject: str, place: Place, shown_by: str | None, hint: str) -> Item:
    mark = place.document.position(place.path)
    return Item(
        kind=kind,
        subject=subject,
        file=place.document.file,
        line=mark.line,
        column=mark.column,
        shown_by=shown_by,
        hint="" if shown_by is not None else hint,
    )


def _rules(pack: Pack, seen: _Seen) -> Iterator[Item]:
    over: dict[str, list[str]] = {}
    for item in pack.superiority:
        over.setdefault(item.inferior, []).append(item.superior)
    for rule in pack.rules.values():
        place = rule.place._replace(path=(*rule.place.path, "id"))
        for kind, hint in _wanted(rule, pack, over.get(rule.id, ()), seen):
            by = seen.expected if kind == "applied" else seen.outcomes
            shown = next((by[rule.id, item] for item in _OUTCOMES[kind] if (rule.id, item) in by), None)
            yield _item(kind, rule.id, place, shown, hint)


def _wanted(rule: LawRule, pack: Pack, over: Sequence[str], seen: _Seen) -> Iterator[tuple[str, str]]:
    """Yield what there is to show of a rule, with what would show it."""
    met = seen.outcomes.get((rule.id, Outcome.APPLIED))
    unnamed = words.GAP["applied_unnamed"].format(rule=rule.id, scenario=met)
    yield "applied", words.GAP["applied"].format(rule=rule.id) if met is None else unnamed
    if over:
        yield "set_aside", words.GAP["set_aside"].format(rules=quoted(dict.fromkeys(over)))
    if may_not_bind(rule, pack):
        on = rule.instrument.emerged or rule.instrument.in_force
        yield "not_binding", words.GAP[f"not_binding_{rule.instrument.kind}"].format(on=on)
    if may_miss(rule, pack):
        required = rule.rule.verb == "require"
        words_for = "not_established_require" if required else "not_established"
        yield "not_established", words.GAP[words_for].format(when=rule.rule.when)
    if rule.unless is not None:
        yield "defeated", words.GAP["defeated"].format(unless=rule.rule.unless)
    if may_take_other_reading(rule, pack):
        yield "reading_not_chosen", words.GAP["reading_not_chosen"].format(readings=_other_readings(rule, pack))


def _other_readings(rule: LawRule, pack: Pack) -> str:
    found = []
    for question, chosen in rule.rule.reading.items():
        taken = (chosen,) if isinstance(chosen, str) else chosen
        found += [f"{question}: {item}" for item in pack.questions[question].position_ids if item not in taken]
    return words.OR.join(f"`{{{item}}}`" for item in found)


def _overrides(pack: Pack, seen: _Seen) -> Iterator[Item]:
    inferiors: dict[int, list[str]] = {}
    for item in pack.superiority:
        inferiors.setdefault(id(item.entry), []).append(item.inferior)
    for rule in pack.rules.values():
        for index, entry in enumerate(rule.rule.overrides):
            below = inferiors.get(id(entry), [])
            if not below:  # it names an instrument of which this rule can override nothing
                continue
            reading = _under(entry.reading)
            target = entry.rule or entry.instrument
            place = rule.place._replace(path=(*rule.place.path, "overrides", index))
            template = words.GAP["overrides" if len(below) == 1 else "overrides_several"]
            under = words.UNDER.format(reading=reading) if reading else ""
            hint = template.format(rule=rule.id, rules=quoted(below), under=under)
            subject = f"{rule.id} > {target}" + (f" [{reading}]" if reading else "")
            yield _item("overrides", subject, place, seen.overrides.get((rule.id, index)), hint)


def _under(reading: Mapping[str, str | tuple[str, ...]]) -> str:
    return ", ".join(f"{q}: {p if isinstance(p, str) else words.OR.join(p)}" for q, p in reading.items())


def _positions(pack: Pack, seen: _Seen) -> Iterator[Item]:
    for question, index, place in _places(pack):
        for at, position in enumerate(pack.questions[question].position_ids):
            here = place._replace(path=("questions", index, "positions", at, "id"))
            hint = words.GAP["positions"].format(question=question, position=position)
            yield _item("positions", f"{question}={position}", here, seen.positions.get((question, position)), hint)


def _questions(pack: Pack) -> Iterator[Item]:
    readers: dict[str, str] = {}
    for rule in pack.rules.values():
        for reading in (rule.rule.reading, *(entry.reading for entry in rule.rule.overrides)):
            for question in reading:
                readers.setdefault(question, rule.id)
    for question, index, place in _places(pack):
        here = place._replace(path=("questions", index, "id"))
        yield _item("questions", question, here, readers.get(question), words.GAP["questions"])


def _places(pack: Pack) -> Iterator[tuple[str, int, Place]]:
    """Yield each contested question with its place in the list and the file it stands in."""
    document = next(item for item in pack.documents if item.file.endswith("/readings.yaml"))
    for index, question in enumerate(pack.questions):
        yield question, index, Place(document, ())
