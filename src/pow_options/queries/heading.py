"""What every answer says first: which case, which dates, which law, which readings and hypotheses."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from pydantic import Field

from pow_options.assessment.model import CaseRef, PackRef, Part

from .moving import taken

if TYPE_CHECKING:
    from pow_options.assessment import Evaluation


class About(Part):
    """What an answer is about; ``taken`` are the readings that are not those of the pack.

    Each kind of answer names its own schema.
    """

    schema_: str = Field(alias="schema")
    case: CaseRef
    as_of: str
    law_on: str
    pack: PackRef
    readings: dict[str, str]
    taken: dict[str, str]
    assumed: dict[str, str]
    without: tuple[str, ...]


class Heading(TypedDict):
    """The same, to make an answer of."""

    case: CaseRef
    as_of: str
    law_on: str
    pack: PackRef
    readings: dict[str, str]
    taken: dict[str, str]
    assumed: dict[str, str]
    without: tuple[str, ...]


def heading(evaluation: Evaluation) -> Heading:
    """Return what an answer read off from an evaluation is about."""
    return Heading(
        case=CaseRef(id=evaluation.case.id, title=evaluation.case.title, sha256=evaluation.case.sha256),
        as_of=evaluation.as_of.isoformat(),
        law_on=evaluation.law_on.isoformat(),
        pack=PackRef(version=evaluation.pack.version, sha256=evaluation.pack.sha256),
        readings=dict(evaluation.worlds.chosen),
        taken=taken(evaluation),
        assumed={
            **dict(sorted(evaluation.assumed_facts.items())),
            **{k: "true" if v else "false" for k, v in sorted(evaluation.assumed_conclusions.items())},
        },
        without=tuple(sorted(evaluation.without)),
    )
