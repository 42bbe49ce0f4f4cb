"""What a pack that loads still has wrong with it: rules that cannot apply, collisions nobody foresaw, dead entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.assessment.model import Part
from pow_options.messages import en_analysis as words
from pow_options.reasoning.clauses import GivenUpError

from .search.applying import Applying
from .search.binding import World
from .search.clashes import Clash, Clashes
from .search.setting import settings
from .search.writing import case_name, case_text, collide, command
from .unused import unused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pow_options.law import Pack
    from pow_options.source import Diagnostic


class Bound(Part):
    """What was looked at. ``complete`` is whether every question was answered within it."""

    patterns: int
    states: int
    days: int
    first_day: str
    last_day: str
    readings: int
    complete: bool
    says: str


class Conflict(Part):
    """Two rules that can collide with no priority.

    ``on`` is the route, or the conclusion they draw and deny. ``declared`` is by what the collision is declared, null
    if it is a fault; only then there is a ``case`` with the ``command`` that shows it. ``only_while_unknown`` is
    whether they never collide once everything is known, ``confirmed`` whether the engine found the same.
    """

    rules: tuple[str, str]
    on: str
    declared: str | None
    only_while_unknown: bool
    readings: dict[str, str]
    law_on: str | None
    file: str | None
    command: str | None
    case: str | None
    confirmed: bool


class NeverApplies(Part):
    """A rule that applies in no case, and why as a code."""

    rule: str
    why: str


class UnusedEntry(Part):
    """A declaration nobody uses."""

    kind: str
    name: str


class Citations(Part):
    """How many provisions of an instrument cite something that was not checked, and how many citations that are."""

    instrument: str
    provisions: int
    unchecked_provisions: int
    citations: int
    unchecked: int


class Analysis(Part):
    """What was found in a pack that loads."""

    bound: Bound
    conflicts: tuple[Conflict, ...]
    never_applies: tuple[NeverApplies, ...]
    unused: tuple[UnusedEntry, ...]
    citations: tuple[Citations, ...]


def analyse(pack: Pack, directory: str | None = None) -> tuple[Analysis, tuple[Diagnostic, ...]]:
    """Return what is wrong with a pack that loads, as data and as diagnostics.

    Args:
        pack: the law.
        directory: where it was read from, for the commands shown.
    """
    world = World(pack)
    applying, clashes = Applying(pack), Clashes(pack)
    patterns: set[tuple[str, ...]] = set()
    complete = True
    for setting in settings(world, applying.left):
        if setting.order is None:
            patterns.add(tuple(setting.roles.values()))
        try:
            applying.look(setting)
            clashes.look(setting)
        except GivenUpError:
            complete = False
        setting.clauses.close()
    order = {name: index for index, name in enumerate(pack.rules)}
    found = sorted(
        (*clashes.faults.values(), *clashes.declared.values()),
        key=lambda clash: (clash.declared is not None, *(order[name] for name in clash.pair)),
    )
    dead = {name: seen.why for name, seen in applying.left.items()} if complete else {}
    idle = unused(pack)
    analysis = Analysis(
        bound=_bound(world, len(patterns), complete=complete),
        conflicts=tuple(_conflicts(pack, found, directory)),
        never_applies=tuple(NeverApplies(rule=name, why=why) for name, why in dead.items()),
        unused=tuple(UnusedEntry(kind=item.kind, name=item.name) for item in idle),
        citations=tuple(_citations(pack)),
    )
    diagnostics = [
        *_told_dead(pack, dead),
        *_told_conflicts(pack, analysis.conflicts),
        *_told_undue(pack, clashes, complete=complete),
        *(
            item.diagnostic(words.UNUSED[item.kind].format(name=item.name), words.UNUSED_HINT[item.kind])
            for item in idle
        ),
    ]
    return analysis, tuple(diagnostics)


def _bound(world: World, patterns: int, *, complete: bool) -> Bound:
    first, last = world.days[0].isoformat(), world.days[-1].isoformat()
    says = words.BOUND.format(
        patterns=patterns, states=world.states, days=len(world.days), first=first, last=last, readings=world.readings
    )
    return Bound(
        patterns=patterns,
        states=world.states,
        days=len(world.days),
        first_day=first,
        last_day=last,
        readings=world.readings,
        complete=complete,
        says=says if complete else f"{says} {words.INCOMPLETE}",
    )


def _conflicts(pack: Pack, found: Iterable[Clash], directory: str | None) -> Iterator[Conflict]:
    names: list[str] = []
    for clash in found:
        shown = clash.example
        file = run = text = None
        confirmed = False
        if shown is not None:
            names.append(case_name("conflict", clash.pair, names))
            file = f"{names[-1]}.yaml"
            run = command(shown, pack, file, directory)
            says = words.CASE_SAYS.format(one=clash.pair.one, other=clash.pair.other)
            text = case_text(pack, shown, names[-1], says, run)
            confirmed = collide(pack, text, shown, clash.pair)
        yield Conflict(
            rules=clash.pair,
            on=clash.on,
            declared=clash.declared,
            only_while_unknown=shown is not None and shown.unknowing,
            readings=dict(shown.readings) if shown is not None else {},
            law_on=shown.law_on.isoformat() if shown is not None else None,
            file=file if confirmed else None,
            command=run if confirmed else None,
            case=text if confirmed else None,
            confirmed=confirmed,
        )


def _told_conflicts(pack: Pack, conflicts: Iterable[Conflict]) -> Iterator[Diagnostic]:
    for item in conflicts:
        if item.declared is None:
            document, path = pack.rules[item.rules[0]].place
            verbs = [pack.rules[name].rule.verb for name in item.rules]
            message = words.CONFLICT["conclude" if "conclude" in verbs else "act"].format(
                one=item.rules[0], other=item.rules[1], on=item.on
            )
            if item.only_while_unknown:
                message += words.WHILE_UNKNOWN
            hint = words.CONFLICT_HINT if item.confirmed else words.NOT_CONFIRMED
            yield document.diagnostic((*path, "id"), message, hint)


def _told_undue(pack: Pack, clashes: Clashes, *, complete: bool) -> Iterator[Diagnostic]:
    """Yield a warning for each collision declared between rules that cannot collide."""
    if not complete:
        return
    met = {frozenset(pair) for pair in (*clashes.faults, *clashes.declared)}
    for rule in pack.rules.values():
        document, path = rule.place
        for index, other in enumerate(rule.rule.contested_with):
            if frozenset((rule.id, other)) not in met:
                message = words.UNDUE.format(one=rule.id, other=other)
                yield document.diagnostic((*path, "contested_with", index), message, severity="warning")


def _told_dead(pack: Pack, dead: dict[str, str]) -> Iterator[Diagnostic]:
    for name, why in dead.items():
        document, path = pack.rules[name].place
        yield document.diagnostic(
            (*path, "id"), words.NEVER_APPLIES.format(rule=name, why=words.DEAD[why]), words.DEAD_HINT[why]
        )


def _citations(pack: Pack) -> Iterator[Citations]:
    for instrument in pack.instruments.values():
        rules = [rule.rule for rule in pack.rules.values() if rule.instrument.id == instrument.id]
        checked = [
            [*(item.checked for item in rule.authority), *(item.checked for item in rule.overrides)] for rule in rules
        ]
        yield Citations(
            instrument=instrument.id,
            provisions=len(rules),
            unchecked_provisions=sum(not all(items) for items in checked),
            citations=sum(len(items) for items in checked),
            unchecked=sum(items.count(False) for items in checked),
        )
