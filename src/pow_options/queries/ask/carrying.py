"""What carries the fact said last on to another State: `..., nor Seoul`, `Moscow has not`, `so will Seoul`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.law.wording import KIND

from .matching import FINITE, Mention
from .pieces import Clause
from .words import stems_of_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pow_options.law.model import Fact

    from .clauses import Clauses
    from .lexicon import Lexicon
    from .matching import Matcher
    from .places import Places
    from .words import Token

_ALSO = frozenset({"too", "also", "either"})
_FALSE = "false"
_BE = frozenset({"is", "was", "are", "were"})
_WITHIN = frozenset({"in", "to"})
_MOVES = stems_of_all("go return travel move stay remain settle live come hand send pass")
"""Verbs that say where he goes or stays."""


class Carrying:
    """Finds what carries the last clause of one question on."""

    def __init__(
        self,
        lexicon: Lexicon,
        tokens: Sequence[Token],
        matcher: Matcher,
        places: Places,
        clauses: Clauses,
        facts: Mapping[str, Fact],
    ) -> None:
        """Take the words of a pack, those of the question, what matches them, and its clauses."""
        self._lexicon = lexicon
        self._tokens = tokens
        self._matcher = matcher
        self._places = places
        self._clauses = clauses
        self._facts = facts

    def joined(self, at: int, last: Clause) -> Iterator[Clause]:
        """Yield what is joined to the last clause and says of another State, or of another kind, what it says."""
        if all(self._facts[name].per_state for name, _ in last.said):
            yield from self._again(at, last)
            yield from self._moving(at, last)
            yield from self._kind(at, last)

    def verbal(self, at: int, last: Clause) -> Iterator[Clause]:
        """Yield the last fact of another State that only a verb takes up: `..., Seoul has not`, `so will Moscow`."""
        if all(self._facts[name].per_state for name, _ in last.said):
            yield from self._likewise(at, last)
            yield from self._elliptic(at, last)

    def _again(self, at: int, last: Clause) -> Iterator[Clause]:
        """Yield the last fact of another State that is only named: `nor Seoul`, `Seoul too`."""
        if any(item.slot not in {"state", KIND} for item in last.mentions):
            return  # `not on to Russia, nor to the North` goes on about where to, not about another who sends
        turned = None if last.denied else self._clauses.turned(last.said)
        # `neither Russia nor the North, but Seoul` does not go on with what was said.
        same = None if self._tokens[at - 1].text == "but" else last.said
        for table, said in ((self._lexicon.same, same), (self._lexicon.opposite, turned)):
            if said is None:
                continue
            for runs in self._matcher.listed(table, at):
                for fit in self._matcher.fits(runs, at):
                    # `nor` goes on denying what was denied before.
                    clear = fit.denied == int(self._tokens[at].text == "nor" and last.denied)
                    if clear and all(item.states and item.text != "or" for item in fit.mentions):
                        yield Clause(at, fit.end, said, fit.mentions, last.denied, closed=True)

    def _moving(self, at: int, last: Clause) -> Iterator[Clause]:
        """Yield where else he goes or does not: `neither to go to Russia nor to return home`, `and not to go there`."""
        word = self._tokens[at].text
        plain = all(item.slot == "state" for item in last.mentions)
        moved = any(token.stems & _MOVES for token in self._tokens[last.start : last.end])
        if word not in {"nor", "not"} or not plain or not moved or (word == "nor") != last.denied:
            return
        said = last.said if last.denied else self._clauses.turned(last.said)
        verb = self._matcher.beyond(at + 1)
        if said is None or verb >= len(self._tokens) or not self._tokens[verb].stems & _MOVES:
            return
        for start in range(verb, self._matcher.beyond(verb + 1) + 1):
            for place in self._places.at(start):
                if place.kind == "plain" and len(place.states) == 1:
                    yield Clause(at, place.end, said, (Mention("state", place.states),), denied=True, closed=True)

    def _kind(self, at: int, last: Clause) -> Iterator[Clause]:
        """Yield another kind of the same, in another State: `torture in Russia and execution in the North`."""
        kinds = next((item.states for item in last.mentions if item.slot == KIND), ())
        if last.denied or len(kinds) != 1 or len(last.said) != 1:
            return
        name, value = last.said[0]
        family = name.removesuffix(kinds[0])
        for end, others in self._matcher.kinds_at(at):
            said = tuple((family + kind, value) for kind in others)
            after = self._matcher.beyond(end)
            led = after > 0 and self._tokens[after - 1].text in _WITHIN
            for place in self._places.at(after) if led and all(fact in self._facts for fact, _ in said) else ():
                if place.kind == "plain" and len(place.states) == 1:
                    mentions = (Mention(KIND, others), Mention("state", place.states))
                    yield Clause(at, place.end, said, mentions, denied=False, closed=True)

    def _elliptic(self, at: int, last: Clause) -> Iterator[Clause]:
        """Yield the last fact of a State of which a verb takes it up, or denies it."""
        inner = self._tokens[at].text in _WITHIN
        if not inner and not self._places.at(last.start):
            return
        if inner and not any(item.slot == KIND for item in last.mentions):
            return
        # `Seoul has not agreed, Moscow has`: the verb takes up what was denied. `Seoul has refused, Moscow has`: it
        # does not, and `Moscow has not` would leave open what it has done instead.
        plainly = any(self._matcher.denial[last.start : last.end])
        refused = not plainly and (last.denied or any(value == _FALSE for _, value in last.said))
        been = any(token.text in _BE or token.text == "'s" for token in self._tokens[last.start : last.end])
        for place in self._places.at(at + inner):
            end = place.end
            if place.kind != "plain" or not place.states or end + inner >= len(self._tokens):
                continue
            if inner and self._tokens[end].text != "he":
                continue  # `in Seoul he would not be`
            end += inner
            if self._tokens[end].text not in FINITE or (self._tokens[end].text in _BE and not been):
                continue
            end += 1
            denied = end < len(self._tokens) and self._tokens[end].text == "not"
            end += denied
            if inner and not denied:
                continue
            following = self._tokens[end].text if end < len(self._tokens) else ""
            end += following in (_ALSO if not inner else {"be"})
            if denied and refused and not inner:
                continue
            said = last.said if denied == plainly else self._clauses.turned(last.said)
            if said is not None:
                yield Clause(at, end, said, (Mention("state", place.states),), denied, closed=True)

    def _likewise(self, at: int, last: Clause) -> Iterator[Clause]:
        """Yield the last fact of another State that is said to do so too: `so will Seoul`, `nor has Moscow`."""
        if at + 2 >= len(self._tokens) or self._tokens[at + 1].text not in FINITE or not self._places.at(last.start):
            return
        denied = any(self._matcher.denial[last.start : last.end])
        if self._tokens[at].text not in ({"nor", "neither"} if denied else {"so"}):
            return
        for place in self._places.at(at + 2):
            if place.kind == "plain" and place.states:
                yield Clause(at, place.end, last.said, (Mention("state", place.states),), last.denied, closed=True)
