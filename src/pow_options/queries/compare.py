"""``compare``: what differs between two cases, or two dates of one, and what of it explains the difference in result.

Schema ``pow-options/compare/1``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from pow_options.assessment.model import CaseRef, PackRef, Part

from .differing import Difference, because, differences
from .moving import Move, Place, look, moves, taken

if TYPE_CHECKING:
    from pow_options.assessment import Evaluation


class Side(Part):
    """One of the two, with its dates and its ranking."""

    case: CaseRef
    as_of: str
    law_on: str
    options: tuple[Place, ...]


class Comparison(Part):
    """Two results side by side.

    ``facts`` is everything that differs and could matter to the results, ``because`` the smallest part of it that gives
    the first case the statuses and the ranking of the second, verified by running it; ``complete`` says whether every
    smaller part was tried. ``moved`` is what is another in the second, ``taken`` the readings that are not those of the
    pack.
    """

    schema_: Literal["pow-options/compare/1"] = Field(default="pow-options/compare/1", alias="schema")
    sides: tuple[Side, Side]
    pack: PackRef
    readings: dict[str, str]
    taken: dict[str, str]
    assumed: dict[str, str]
    without: tuple[str, ...]
    same: bool
    facts: tuple[Difference, ...]
    because: tuple[Difference, ...]
    complete: bool
    moved: tuple[Move, ...]


def compare(left: Evaluation, right: Evaluation) -> Comparison:
    """Compare two evaluations under one pack, the same readings and the same hypotheses."""
    one, two = look(left), look(right)
    found = differences(left, right)
    reason = because(left, right, found)
    return Comparison(
        sides=(_side(left, one.ranking), _side(right, two.ranking)),
        pack=PackRef(version=left.pack.version, sha256=left.pack.sha256),
        readings=dict(left.worlds.chosen),
        taken=taken(left),
        assumed={
            **dict(sorted(left.assumed_facts.items())),
            **{k: "true" if v else "false" for k, v in sorted(left.assumed_conclusions.items())},
        },
        without=tuple(sorted(left.without)),
        same=not reason.parts,
        facts=found,
        because=reason.parts,
        complete=reason.complete,
        moved=moves(one, two),
    )


def _side(evaluation: Evaluation, ranking: tuple[Place, ...]) -> Side:
    case = evaluation.case
    return Side(
        case=CaseRef(id=case.id, title=case.title, sha256=case.sha256),
        as_of=evaluation.as_of.isoformat(),
        law_on=evaluation.law_on.isoformat(),
        options=ranking,
    )
