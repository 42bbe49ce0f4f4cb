"""The clauses of a question: where a phrase fits, what it says, and what is denied of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.law.wording import KIND

from .matching import JOINS, Mention
from .pieces import Clause

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pow_options.law.model import Fact

    from .lexicon import Lexicon, Phrase
    from .matching import Fit, Matcher
    from .places import Places
    from .words import Token

_BOOL = {"true": "false", "false": "true"}

Said = tuple[tuple[str, str], ...]
"""Facts with their values."""


class Clauses:
    """Finds the clauses of one question."""

    def __init__(
        self, lexicon: Lexicon, tokens: Sequence[Token], matcher: Matcher, places: Places, facts: Mapping[str, Fact]
    ) -> None:
        """Take the words of a pack, those of the question, and what matches them."""
        self._lexicon = lexicon
        self._tokens = tokens
        self._matcher = matcher
        self._places = places
        self._facts = facts
        self._possible = lexicon.possible({stem for token in tokens for stem in token.stems})
        self._found: dict[int, tuple[Clause, ...]] = {}

    def at(self, at: int) -> tuple[Clause, ...]:
        """Return the clauses that begin at a place."""
        if at not in self._found:
            found: dict[Clause, None] = {}
            for phrase in self._beginning(at):
                for fit in self._matcher.phrase(phrase, at):
                    clause = self._clause(phrase, at, fit)
                    if clause is not None:
                        found[clause] = None
            self._found[at] = tuple(found)
        return self._found[at]

    def within(self, start: int, end: int) -> bool:
        """Whether some phrase fits between two places."""
        return any(clause.end <= end for at in range(start, end) for clause in self.at(at))

    def said(self, start: int, end: int) -> frozenset[tuple[str, str]]:
        """Return the facts that some phrase says between two places, with their values."""
        return frozenset(
            item for at in range(start, end) for clause in self.at(at) if clause.end <= end for item in clause.said
        )

    def denied(self, at: int) -> Iterator[Clause]:
        """Yield clauses that go on with what was denied before: `not A or B`, if nobody else is brought in."""
        for clause in self.at(at):
            turned = None if clause.denied else self.turned(clause.said)
            if turned is not None:
                yield clause._replace(said=turned, denied=True)

    def _placed(self, said: Said, mentions: tuple[Mention, ...]) -> bool:
        """Whether words of which some are passed over say by themselves what State they are about."""
        facts = [self._facts[name] for name, _ in said]
        if not any(fact.per_state and fact.about is None for fact in facts):
            return True
        return any(item.slot == "state" and item.states for item in mentions)

    def turned(self, said: Said) -> Said | None:
        """Return what is said when it is denied, if that is clear."""
        out: list[tuple[str, str]] = []
        for name, value in said:
            fact = self._facts[name]
            turned = _BOOL.get(value) if fact.type == "bool" else self._lexicon.denied.get(name, {}).get(value)
            if turned is None:
                return None
            out.append((name, turned))
        return tuple(out)

    def _beginning(self, at: int) -> list[Phrase]:
        """Return the phrases that may begin at a place."""
        first = self._first(at)
        beginning = self._lexicon.beginning(first)
        return [
            phrase
            for phrase in self._possible
            if not phrase.choices.isdisjoint(beginning)
            or (at in self._matcher.loose and self._tokens[at].stems <= self._lexicon.topics[phrase.fact, phrase.value])
            or (phrase.family and not first.isdisjoint(self._lexicon.kind_stems))
        ]

    def _first(self, at: int) -> frozenset[str]:
        """Return what the first word of a phrase may be: past what denies, and past a State named first."""
        stems: set[str] = set()
        seen = {at}
        stack = [at]
        while stack:
            place = stack.pop()
            if place >= len(self._tokens):
                continue
            onward = {item.end for item in self._places.at(place)}
            stems |= self._tokens[place].stems
            passed = self._matcher.free[place] or self._tokens[place].text in JOINS
            if self._matcher.denial[place] or (place > at and passed):
                onward.add(place + 1)
            stack.extend(onward - seen)
            seen |= onward
        return frozenset(stems)

    def _clause(self, phrase: Phrase, at: int, fit: Fit) -> Clause | None:
        if fit.denied > 1 or (fit.denied and phrase.also):
            return None
        kinds = next((item for item in fit.mentions if item.slot == KIND), None)
        if phrase.family:
            if kinds is None or (kinds.text == "or" and not fit.denied):
                return None
            said: Said = tuple((f"{phrase.fact}_{kind}", phrase.value) for kind in kinds.states)
            if any(name not in self._facts for name, _ in said):
                return None
        elif self._facts[phrase.fact].type == "date":
            said = ((phrase.fact, next((item.text for item in fit.mentions if item.slot == "date"), "")),)
        else:
            said = ((phrase.fact, phrase.value),)
        mentions = fit.mentions
        if fit.denied:
            turned = self.turned(said)
            if turned is None:
                return None
            said = turned
        elif any(item.text == "or" and item.slot == "state" for item in mentions):
            return None
        if phrase.silent and not any(item.slot == "state" for item in mentions):
            code = self._places.bound(phrase.silent)
            if code is None:
                return None
            mentions = (*mentions, Mention("state", (code,)))
        if fit.restated and not self._placed(said, mentions):
            return None
        closed = phrase.closed or fit.closed
        return Clause(at, fit.end, (*said, *phrase.also), mentions, bool(fit.denied), fit.restated, closed)
