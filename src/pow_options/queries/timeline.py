"""``timeline``: the ranking at every date something became known, and what moved it.

Schema ``pow-options/timeline/1``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from pow_options.assessment.model import CaseRef, PackRef, Part
from pow_options.cases import Use
from pow_options.cases.resolving import values_of

from .differing import Difference, because, differences
from .moving import Move, Place, Seen, look, moves, taken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from .asking import Question


class Known(Part):
    """A statement that became known, and what became of it on that day."""

    statement: str
    fact: str
    value: tuple[str, ...]
    said_on: str | None
    source: str
    grade: str | None
    use: str
    by: tuple[str, ...]


class Point(Part):
    """The ranking as of a date.

    ``known`` are the statements that became known on that day, ``ranking`` the States of the options in order,
    ``moved`` what is another than at the date before, and ``because`` the smallest part of what differs that carries
    the statuses and the ranking of the date before into these; ``complete`` says whether every smaller part was tried.
    """

    date: str
    law_on: str
    known: tuple[Known, ...]
    ranking: tuple[str, ...]
    options: tuple[Place, ...]
    moved: tuple[Move, ...]
    because: tuple[Difference, ...]
    complete: bool


class Timeline(Part):
    """The ranking at every date something became known.

    ``taken`` are the readings that are not those of the pack; ``dated_by`` is ``pack`` of a case without statements.
    """

    schema_: Literal["pow-options/timeline/1"] = Field(default="pow-options/timeline/1", alias="schema")
    case: CaseRef
    pack: PackRef
    law_on: str | None
    dated_by: Literal["case", "pack"]
    readings: dict[str, str]
    taken: dict[str, str]
    assumed: dict[str, str]
    without: tuple[str, ...]
    points: tuple[Point, ...]


def timeline(asked: Question, law_on: date | None = None) -> Timeline:
    """Return the ranking at every date something became known.

    The law is that of each date, or always that of ``law_on``. A case without statements has one point, the day up to
    which the law of the pack was recorded.
    """
    days = sorted({item.known_on for item in asked.case.file.statements}) or [asked.pack.recorded_on]
    case, pack = asked.case, asked.pack
    points: list[Point] = []
    before: Seen | None = None
    for day in days:
        now = look(asked.at(day, law_on))
        points.append(_point(asked, day, before, now))
        before = now
    return Timeline(
        case=CaseRef(id=case.id, title=case.title, sha256=case.sha256),
        pack=PackRef(version=pack.version, sha256=pack.sha256),
        law_on=None if law_on is None else law_on.isoformat(),
        dated_by="case" if case.file.statements else "pack",
        readings=dict(now.evaluation.worlds.chosen),
        taken=taken(now.evaluation),
        assumed=dict(sorted(asked.assume.items())),
        without=tuple(sorted(asked.without)),
        points=tuple(points),
    )


def _point(asked: Question, day: date, before: Seen | None, now: Seen) -> Point:
    moved = () if before is None else moves(before, now)
    reason = None
    if before is not None and before.ranking != now.ranking:
        reason = because(before.evaluation, now.evaluation, differences(before.evaluation, now.evaluation))
    return Point(
        date=day.isoformat(),
        law_on=now.evaluation.law_on.isoformat(),
        known=tuple(_known(asked, day, now)),
        ranking=tuple(item.state for item in now.ranking),
        options=now.ranking,
        moved=moved,
        because=() if reason is None else reason.parts,
        complete=reason is None or reason.complete,
    )


def _known(asked: Question, day: date, now: Seen) -> Iterator[Known]:
    uses = {w.statement: w for item in now.evaluation.resolved.values() for w in item.weighed}
    for item in asked.case.file.statements:
        if item.known_on == day:
            weighed = uses.get(item.id)
            yield Known(
                statement=item.id,
                fact=item.fact,
                value=tuple(sorted(values_of(item))),
                said_on=None if item.said_on is None else item.said_on.isoformat(),
                source=item.source,
                grade=item.grade,
                use=str(weighed.use if weighed is not None else Use.SETTLED),
                by=() if weighed is None else weighed.by,
            )
