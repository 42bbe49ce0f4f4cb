"""A pack in memory: the files of a rule directory, parsed, checked against each other and indexed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from pow_options.source import Diagnostic, Document

    from .condition import Condition, Name
    from .model import (
        Conclusion,
        Criterion,
        Fact,
        Instrument,
        Option,
        Overrides,
        Question,
        Route,
        Rule,
        State,
    )

UNSETTLED = "unsettled"
INTERNATIONAL = "international"


class Place(NamedTuple):
    """Where in a file something stands."""

    document: Document
    path: tuple[str | int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class LawRule:
    """A rule with its instrument and its parsed conditions.

    ``head`` and ``positive`` are set for a rule that concludes, ``condition`` for one that requires.
    """

    rule: Rule
    instrument: Instrument
    place: Place
    when: Condition
    unless: Condition | None
    head: Name | None
    positive: bool
    condition: Condition | None

    @property
    def id(self) -> str:
        """The id of the rule."""
        return self.rule.id

    @property
    def domestic(self) -> bool:
        """Whether it is the law of one State."""
        return self.instrument.kind == "domestic"


class Superiority(NamedTuple):
    """Rule ``superior`` prevails over rule ``inferior``, for the reasons in ``entry``."""

    superior: str
    inferior: str
    entry: Overrides


class Impossible(NamedTuple):
    """A combination of facts that cannot hold together."""

    when: Condition
    because: str


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """The law as data. Rules keep the order of their files, files the order of their names."""

    version: str
    title: str
    recorded_on: date
    sha256: str
    facts: Mapping[str, Fact]
    conclusions: Mapping[str, Conclusion]
    never: tuple[Impossible, ...]
    options: tuple[Option, ...]
    questions: Mapping[str, Question]
    criteria: tuple[Criterion, ...]
    states: Mapping[str, State]
    instruments: Mapping[str, Instrument]
    rules: Mapping[str, LawRule]
    superiority: tuple[Superiority, ...]
    warnings: tuple[Diagnostic, ...]
    caveats: tuple[str, ...] = ()
    documents: tuple[Document, ...] = field(repr=False, default=())
    words: tuple[Path | None, str] = (None, "phrases")
    """The folder with the phrases of the facts, read when a question is asked, and how it is shown."""

    def routes(self) -> Mapping[str, tuple[Option, Route]]:
        """Every route by id, with the option it belongs to."""
        return {route.id: (option, route) for option in self.options for route in option.routes}

    def state_name(self, code: str) -> str:
        """The plain name of a State, or its code if the pack has none."""
        state = self.states.get(code)
        return state.name if state else code
