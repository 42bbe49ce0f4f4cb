"""What is asked in a question: words that suppose nothing, with the States they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.law.wording import KIND

from .joints import ABOUT, CONDITIONAL, DOES, MARKS, MODAL, SUBJECTS, TIMES
from .matching import HAVE, Mention
from .pieces import Around
from .words import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .clauses import Clauses
    from .joints import Joints
    from .lexicon import Lexicon
    from .matching import Matcher
    from .places import Places
    from .words import Token

MAX_STRANGE = 8
"""Words not known to ask that may stand in one question."""
MAX_FRAGMENT = 4
"""Words of a question without a verb, such as `Handover to Moscow?`."""
_TOWARDS = frozenset({"to", "in", "with", "back", "at", "from", "for", "over"})
_OPEN = frozenset({"open", "available", "possible", "left", "permitted", "forbidden", "prohibited"})
"""Words before `to Kyiv`, to which nobody goes then."""
_NEVER_STRANGE = frozenset({"or", "nor", "unless", "except"})
_TELLS = frozenset({"who", "whose", "whom", "which", "that", "where", "when", "because", "since", "as"})
"""Words after which a question may say what it supposes."""
_RELATIVES = frozenset({"who", "whose", "whom", "which", "that"})
_BE = frozenset({"is", "are", "was"})
_LEADS = frozenset({"by", "under", "of", "with", "after"})
"""Words before a relative pronoun that goes on about something named."""
_ARTICLE = range(3, 5)
"""How far apart two words stand that had `a` or `an` between them."""


class Asking:
    """Finds what is asked in one question."""

    def __init__(
        self,
        lexicon: Lexicon,
        tokens: Sequence[Token],
        matcher: Matcher,
        places: Places,
        clauses: Clauses,
        joints: Joints,
    ) -> None:
        """Take the words of a pack, those of the question, what matches them, its clauses and what joins them."""
        self._lexicon = lexicon
        self._tokens = tokens
        self._matcher = matcher
        self._places = places
        self._clauses = clauses
        self._joints = joints
        self._holder = places.bound("detaining_power")
        self._before: dict[int, frozenset[tuple[str, str]]] = {}

    def run(self, at: int) -> Iterator[Around]:
        """Yield the ends of a run of words that only ask; it is `bare` while none of them says what is asked.

        Strange words may stand in a question up to where it ends, if none of them tells a fact; they are counted.
        """
        words = self._lexicon
        if self._tokens[at].text in CONDITIONAL and not self._joints.really_asks(at):
            return  # `should a new government come to power, ...`
        if [token.text for token in self._tokens[at : at + 2]] == ["how", "many"] and self._places.at(at + 2):
            return  # `how many North Korean prisoners are there` is nothing that is answered here
        end = at
        kind = "bare"
        strange = 0
        mentions: list[Mention] = []
        about = self._of_something(at)
        while end < len(self._tokens) and not self._joints.supposes(end):
            if end > at and self._goes_on_about(at, end, about=about):
                return
            places = [place for place in self._places.at(end) if place.states]
            if places:
                longest = max(places, key=lambda place: place.end)
                # A State he may go to or stay in can be pointed back to; one that is asked what to do is not.
                before = self._tokens[end - 1].text if end > at else ""
                open_to = before == "for" or (end > at + 1 and self._tokens[end - 2].text in _OPEN)
                towards = before in _TOWARDS and not (open_to and longest.states == (self._holder,))
                mentions.append(Mention("place" if towards else "state", longest.states))
                end = longest.end
            elif end > at and self._tokens[end].text == "not" and self._turns(at, end):
                end += 1
            elif self._matcher.free[end] or (self._joints.asks(end) and not self._weighs(at, end)):
                if self._tokens[end].stems & words.asking and not self._matcher.free[end]:
                    kind = "open"
                mentions.extend(self.implied(at, end))
                end += 1
            elif end > at and strange < MAX_STRANGE and self._strange(at, end):
                strange += 1
                end += 1
            else:
                return
            if not strange:
                if not (about and self._clauses.within(at + 1, end)):
                    yield Around(end, kind, (*mentions, *self._behind(at, end)), 0)
            elif self._only_asked(at, end):
                yield Around(end, "open", tuple(mentions), strange)

    def _goes_on_about(self, start: int, at: int, *, about: bool) -> bool:
        """Whether a word goes on about what was named, and so may suppose something of it."""
        word, before = self._tokens[at].text, self._tokens[at - 1].text
        if word in {"who", "whose"} and before == "he":
            return True  # `may he who would prefer Seoul go there`
        if word in _RELATIVES and (about or (at > start + 1 and before in _LEADS)):
            # `does a deal that names him change it`, `may he go, a ruling in force by which he may not`
            return True
        # `is it right that his return hangs on others` supposes that it does
        return at > start + 1 and word == "that" and self._says(at + 1)

    def _turns(self, start: int, at: int) -> bool:
        """Whether `not` follows a verb that begins a question, or who that is about: `must Kyiv not refuse`."""
        tokens = self._tokens
        if tokens[at - 1].raws & self._lexicon.inverted:
            return True  # `can't he stay` asks what `can he stay` does
        if not tokens[start].raws & self._lexicon.inverted:
            return False
        subject = {place.end for place in self._places.at(start + 1)}
        return at in subject or (at == start + 2 and self._joints.subject(start + 1))

    def _weighs(self, start: int, at: int) -> bool:
        """Whether a word belongs to a fact, and none was told before the question in which it stands."""
        stems = self._tokens[at].stems
        if not stems & self._lexicon.weighty:
            return False
        return not any(stems & self._lexicon.matters.get(fact, frozenset()) for fact, _ in self._told(start))

    def _told(self, start: int) -> frozenset[tuple[str, str]]:
        """Return what may have been told before a question begins."""
        if start not in self._before:
            self._before[start] = self._clauses.said(0, start)
        return self._before[start]

    def implied(self, start: int, at: int) -> Iterator[Mention]:
        """Yield the State that a word of what begins at a place implies: who is repatriated goes home."""
        stems, words = self._tokens[at].stems, self._lexicon
        roles = [role for role, implied in words.implied.items() if stems & implied]
        codes = list(map(self._places.bound, roles))
        served = self._places.bound("power_served")
        if stems & words.homeward and not self._goes_to(at) and served not in self._places.named(start, at):
            # Who served two Powers may be sent back to either.
            codes.extend(code for code in (served,) if code in self._places.named())
            codes.append(self._places.bound("state_of_origin"))
        yield from (Mention("place", (code,)) for code in codes if code is not None)

    def _goes_to(self, at: int) -> bool:
        """Whether a State follows a verb: `returned to Russia`."""
        at += 1
        while at < len(self._tokens) and not self._places.at(at) and self._matcher.free[at]:
            at += 1
        return bool(self._places.at(at))

    def _behind(self, start: int, at: int) -> Iterator[Mention]:
        """Yield the State implied by words that say nothing and follow a question: `send him back`."""
        for place in range(at, self._matcher.beyond(at)):
            yield from self.implied(start, place)

    def _of_something(self, at: int) -> bool:
        """Whether it is asked what something named would do, as in `does a release on parole change it`."""
        if not self._tokens[at].raws & self._lexicon.inverted or at + 1 >= len(self._tokens):
            return False
        subject = self._joints.past_not(at + 1)
        ends = {place.end for place in self._places.at(subject)}
        if ends:
            return any(end < len(self._tokens) and self._tokens[end].text == "'s" for end in ends)
        return subject < len(self._tokens) and self._tokens[subject].text not in ABOUT - {"his"}

    def _only_asked(self, at: int, end: int) -> bool:
        """Whether words that hold strange ones are a question to their end, and tell nothing besides."""
        if not self._ends_at(end) or any(self._joints.joins(place) for place in range(at + 1, end)):
            return False
        if any(token.text in _RELATIVES - {"that"} for token in self._tokens[at + 1 : end]):
            return False  # `may he go, with a ruling by which he is not to be sent home?`
        # What was told before may be taken up: `he is charged; may he be held for such a trial`.
        return self._clauses.said(at, end) <= self._told(at) or self._asks_leave(at, end)

    def _says(self, at: int) -> bool:
        """Whether a sentence begins at a place, with whom or what it is about."""
        about = self._joints.subject(at) and self._tokens[at].text != "that"
        return about or self._joints.after_article(at)

    def _asks_leave(self, at: int, end: int) -> bool:
        """Whether a question asks only what may be done, and with him alone: `may he be passed on to Moscow`.

        What a phrase would say elsewhere is then what is asked. Whatever could tell more of him must not stand there.
        """
        words = self._lexicon
        if self._tokens[at].text not in MODAL or not self._joints.subject(at + 1):
            return False
        return not any(
            token.text in _TELLS
            or token.text.endswith("ing")
            or token.stems & (words.added | words.named | (words.kind_stems - words.free - words.asking))
            or (token.start - before.end in _ARTICLE and before.text[-1].isalnum())
            for before, token in zip(self._tokens[at:end], self._tokens[at + 1 : end], strict=False)
        )

    def fact(self, at: int) -> Iterator[Around]:
        """Yield a question whether a fact is so: it supposes none, and alone asks nothing that is answered here."""
        if self._tokens[at].text not in DOES | HAVE | _BE or not self._tokens[at].raws & self._lexicon.inverted:
            return
        about = self._joints.past_not(at + 1)
        if self._joints.marks[at] != "?" or self._of_something(at):
            return  # `would Seoul's consent, now given, help` supposes it
        of_state = any(place.states for place in self._places.at(about))
        if about >= len(self._tokens) or not (of_state or self._tokens[about].text == "he"):
            return  # `is it lawful that his return depends on others` supposes that it does
        for clause in self._clauses.at(about):
            within = range(about, clause.end)
            if self._joints.pauses(clause.end) and not any(self._joints.supposes(place) for place in within):
                named = (item for item in clause.mentions if item.slot != KIND and item.states)
                yield Around(clause.end, "open", tuple(Mention("place", item.states) for item in named), 1)

    def fragment(self, at: int) -> Iterator[Around]:
        """Yield a short question with no verb, such as `Handover?`: nothing in it may tell or join anything."""
        if self._joints.starts[at] != at or self._joints.marks[at] != "?":
            return
        end = at
        while end < len(self._tokens) and self._tokens[end].text != "?":
            end += 1
        plain = all(self._strange(at, place) and not self._joints.joins(place) for place in range(at, end))
        told = any(token.text in SUBJECTS and "him" not in token.raws for token in self._tokens[at:end])
        if plain and not told and 0 < end - at <= MAX_FRAGMENT and not self._clauses.within(at, end):
            places = (place for item in range(at, end) for place in self._places.at(item) if place.states)
            mentions = tuple(dict.fromkeys(Mention("place", place.states) for place in places))
            yield Around(end, "fragment", mentions, end - at)

    def _ends_at(self, at: int) -> bool:
        if at == len(self._tokens) or self._tokens[at].text in STOPS or self._joints.supposes(at):
            return True
        return self._tokens[at].text == "," and at + 1 < len(self._tokens) and self._joints.supposes(at + 1)

    def _strange(self, start: int, at: int) -> bool:
        """Whether a word neither joins nor denies nor tells: a question that begins before it may then hold it."""
        token = self._tokens[at]
        if token.text in MARKS or self._matcher.denial[at] or token.text in _NEVER_STRANGE or self._joints.joins(at):
            return False
        if token.text.endswith("ing") and token.stems & self._lexicon.telling:
            return False  # `with him refusing`
        if token.text in TIMES and self._clauses.at(at):
            return False  # `before acting on it` asks, `before the war ends` supposes
        return not token.stems & self._lexicon.added and not self._weighs(start, at)

    def goes_on(self, at: int) -> bool:
        """Whether a question goes on: it says of what was named what it may do."""
        return (
            at < len(self._tokens)
            and self._joints.marks[at] == "?"
            and (self._strange(at, at) or self._joints.asks(at))
        )
