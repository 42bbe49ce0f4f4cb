"""What stands around the clauses of a question and supposes nothing by itself: what joins them, and what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .matching import HAVE, Mention
from .words import STOPS, marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .clauses import Clauses
    from .lexicon import Lexicon
    from .matching import Matcher
    from .places import Places
    from .words import Token

MARKS = frozenset(".,;:?!()-–—\"'“”/&…")
SUBJECTS = frozenset({"he", "it", "there", "that", "this", "who", "which", "his"})
ASKED = frozenset({"open", "bare"})
"""Kinds of words that ask; `bare` where they do not say yet what is asked."""
MAX_STRANGE = 8
"""Words not known to ask that may stand in one question."""
_TOWARDS = frozenset({"to", "in", "with", "back", "at", "from", "for", "over"})
_OTHERS = "one we i you anyone anybody anything nobody nothing my these those"
_ABOUT = SUBJECTS | set(_OTHERS.split())
"""What a question may be about, following its verb."""
_WH = frozenset({"what", "which", "where", "how", "whom", "whose", "why", "whither", "whether", "when", "who"})
_RELATIVE = frozenset({"which", "who", "whose", "whom", "where", "when"})
CONDITIONAL = frozenset({"should", "were", "had"})
"""Verbs that mean `if` when they come first; other forms of them do not."""
_PROVISO = frozenset({"if", "provided", "providing"})
_NEVER_STRANGE = frozenset({"or", "nor", "unless", "except"})
_MODAL = frozenset({"may", "can", "could", "should", "must", "shall"})
"""Verbs with which one asks what may be done; with others one may ask what is so."""
_AUXILIARIES = "does do did would will"
DOES = frozenset(_AUXILIARIES.split())
"""Verbs with which it may be asked what something named would do."""
_TELLS = frozenset({"who", "whose", "whom", "which", "that", "where", "when", "because", "since", "as"})
"""Words after which a question may say what it supposes."""
_ARTICLE = range(3, 5)
"""How far apart two words stand that had `a` or `an` between them."""
MAX_FRAGMENT = 4
"""Words of a question without a verb, such as `Handover to Moscow?`."""


class Around(NamedTuple):
    """Words that suppose nothing by themselves.

    ``kind`` is ``and`` for what joins, ``if`` for what says that something is supposed, ``frame``, ``fragment`` for a
    question without a verb, or one of ``ASKED``;
    ``strange`` counts the words among them that are not known to ask.
    """

    end: int
    kind: str
    mentions: tuple[Mention, ...]
    strange: int


class Surroundings:
    """Finds what stands around the clauses of one question."""

    def __init__(
        self, lexicon: Lexicon, tokens: Sequence[Token], matcher: Matcher, places: Places, clauses: Clauses
    ) -> None:
        """Take the words of a pack, those of the question, what matches them, and the clauses."""
        self._lexicon = lexicon
        self._tokens = tokens
        self._matcher = matcher
        self._places = places
        self._clauses = clauses
        self._ends = marks_of(tokens)
        self._begins = _begins(tokens)
        self._found: dict[int, tuple[Around, ...]] = {}
        self._joined: dict[int, tuple[tuple[int, str], ...]] = {}

    def at(self, at: int) -> tuple[Around, ...]:
        """Return what may begin at a place and supposes nothing."""
        if at not in self._found:
            found = {Around(end, kind, (), 0): None for end, kind in self._joins(at)}
            for runs in self._matcher.listed(self._lexicon.frames, at):
                for fit in self._matcher.fits(runs, at, close=True):
                    if not fit.denied:
                        found[Around(fit.end, "frame", fit.mentions, 0)] = None
            for one in (*self._run_of_asking(at), *self._fragment(at)):
                found[one] = None
            self._found[at] = tuple(found)
        return self._found[at]

    def inserted(self, at: int) -> bool:
        """Whether one word that says nothing stands between commas, as in `he, however, refuses`."""
        if at + 2 >= len(self._tokens) or not self._tokens[at].text == self._tokens[at + 2].text == ",":
            return False
        return self._matcher.free[at + 1] or any(end == at + 2 and kind == "and" for end, kind in self._joins(at + 1))

    def pauses(self, at: int) -> bool:
        """Whether something ends before a place: what goes on there is said by itself."""
        if at >= len(self._tokens) or self._tokens[at].text in MARKS or self._joins(at):
            return True
        return self._tokens[at].text in _MODAL and self._subject(at + 1)

    def limits(self, at: int, last: int) -> bool:
        """Whether a word limits what was said from ``last`` on, as in `he wants to go if ...`, and supposes nothing."""
        if self._ends[at] in {"", "?"} or self._tokens[at].text not in _PROVISO:
            return False
        return last >= self._begins[at]

    def begins(self, at: int) -> bool:
        """Whether a word may begin a question."""
        token = self._tokens[at]
        return bool(token.stems & self._lexicon.openers or token.raws & self._lexicon.inverted)

    def opens(self, at: int, joint: str, *, again: bool) -> bool:
        """Whether a question may begin here; ``again`` if there was one in this sentence."""
        token, next_one = self._tokens[at], self._past_not(at + 1)
        if joint in {"in", "if", "or", *ASKED}:
            return False
        last = next_one >= len(self._tokens)
        contracted = next_one > at + 1
        subject = self._subject(next_one)
        asking = subject or (not last and bool(self._tokens[next_one].stems & self._lexicon.asking))
        first = joint in {"start", "stop"}
        late = joint in {"comma", "asked"} and self._ends[at] == "?"
        if token.raws & self._lexicon.inverted:
            if again and token.text in CONDITIONAL:
                return False  # `..., and were he willing`
            asking = asking or token.text in DOES
            if subject or (asking and not contracted and (late or (first and self._ends[at] == "?"))):
                return True
        if not token.stems & self._lexicon.openers:
            return False
        if token.text in _RELATIVE and not first:
            # In the middle of a sentence these go on about what was named, unless a verb before its subject follows.
            return (
                not last and bool(self._tokens[next_one].raws & self._lexicon.inverted) and self._subject(next_one + 1)
            )
        return first or token.text in _WH or late

    def plainly(self, at: int) -> bool:
        """Whether a question asks something of him, of a State, or of what was said: not of whom words describe."""
        return bool(self._tokens[at].stems & self._lexicon.openers) or self._subject(at + 1)

    def _past_not(self, at: int) -> int:
        """Return the place itself, or the next if the word there is `not`."""
        return at + 1 if at < len(self._tokens) and self._tokens[at].text == "not" else at

    def _subject(self, at: int) -> bool:
        return at < len(self._tokens) and (self._tokens[at].text in _ABOUT or bool(self._places.at(at)))

    def inverts(self, at: int, joint: str) -> bool:
        """Whether a word begins a question here: one that would stand after who it is about, and stands before."""
        if joint in {"in", "if", *ASKED} or not self._tokens[at].raws & self._lexicon.inverted:
            return False
        after = self._past_not(at + 1)
        if joint in {"start", "stop", "asked"}:
            return True
        if joint == "comma" and self._ends[at] == "?" and after == at + 1 and self._tokens[at].text not in HAVE:
            return True  # but not in `he won't go home, won't go to Russia`, or `Seoul, as he asks, has agreed`
        return after < len(self._tokens) and (self._tokens[after].text in SUBJECTS or bool(self._places.at(after)))

    def _joins(self, at: int) -> tuple[tuple[int, str], ...]:
        """Return where words end that join, and whether what follows them is supposed."""
        if at not in self._joined:
            self._joined[at] = tuple(self._joining(at))
        return self._joined[at]

    def _joining(self, at: int) -> Iterator[tuple[int, str]]:
        out: dict[tuple[int, str], None] = {}
        for table, kind in ((self._lexicon.joining, "and"), (self._lexicon.connectives, "if")):
            for runs in self._matcher.listed(table, at):
                for fit in self._matcher.fits(runs, at, close=True):
                    words = self._lexicon.join_words[id(runs)]
                    written = all(
                        self._matcher.free[place] or not self._tokens[place].raws.isdisjoint(words)
                        for place in range(at, fit.end)
                    )
                    if kind == "if" and (self._only_asks(at) or self._passive(at)):
                        continue
                    if written and not fit.denied:
                        out[fit.end, kind] = None
        yield from out

    def _only_asks(self, at: int) -> bool:
        """Whether a word that may stand for `if` supposes nothing here."""
        doubted = at > 0 and bool(self._tokens[at - 1].stems & self._lexicon.doubting)
        return self._really_asks(at) or (doubted and self._tokens[at].text == "if")

    def _passive(self, at: int) -> bool:
        """Whether a word that may stand for `if` is what is done with him: `may he be given up`."""
        return at > 0 and self._tokens[at - 1].text == "be" and self._tokens[at].text.endswith(("en", "ed"))

    def _really_asks(self, at: int) -> bool:
        """Whether a word that may stand for `if` begins a question instead: one that goes on to its mark unbroken."""
        token = self._tokens[at]
        if not token.raws & self._lexicon.inverted:
            return False
        if token.text not in CONDITIONAL:
            return True
        mark = next((token.text for token in self._tokens[at:] if token.text in MARKS), "?")
        return mark == "?"

    def _run_of_asking(self, at: int) -> Iterator[Around]:
        """Yield the ends of a run of words that only ask; it is `bare` while none of them says what is asked.

        Strange words may stand in a question up to where it ends, if none of them tells a fact; they are counted.
        """
        words = self._lexicon
        if self._tokens[at].text in CONDITIONAL and not self._really_asks(at):
            return  # `should a new government come to power, ...`
        end = at
        kind = "bare"
        strange = 0
        mentions: list[Mention] = []
        while end < len(self._tokens) and not self._supposes(end):
            places = [place for place in self._places.at(end) if place.states]
            if places:
                longest = max(places, key=lambda place: place.end)
                # A State he may go to or stay in can be pointed back to; one that is asked what to do is not.
                towards = end > at and self._tokens[end - 1].text in _TOWARDS
                mentions.append(Mention("place" if towards else "state", longest.states))
                end = longest.end
            elif end > at and self._tokens[end].text == "not" and self._tokens[end - 1].raws & words.inverted:
                end += 1  # `can't he stay` asks what `can he stay` does
            elif self._matcher.free[end] or (self._asks(end) and not self._tokens[end].stems & words.weighty):
                if self._tokens[end].stems & words.asking and not self._matcher.free[end]:
                    kind = "open"
                role = next((role for role, stems in words.implied.items() if self._tokens[end].stems & stems), None)
                code = None if role is None else self._places.bound(role)
                if code is not None:
                    mentions.append(Mention("place", (code,)))
                end += 1
            elif end > at and strange < MAX_STRANGE and self._strange(end):
                strange += 1
                end += 1
            else:
                return
            if not strange:
                if not (self._of_something(at) and self._clauses.within(at + 1, end)):
                    yield Around(end, kind, tuple(mentions), 0)
            elif self._only_asked(at, end):
                yield Around(end, "open", tuple(mentions), strange)

    def _of_something(self, at: int) -> bool:
        """Whether it is asked what something named would do, as in `does a release on parole change it`."""
        if not self._tokens[at].raws & self._lexicon.inverted or at + 1 >= len(self._tokens):
            return False
        ends = {place.end for place in self._places.at(at + 1)}
        if ends:
            return any(end < len(self._tokens) and self._tokens[end].text == "'s" for end in ends)
        return self._tokens[at + 1].text not in _ABOUT

    def _only_asked(self, at: int, end: int) -> bool:
        """Whether words that hold strange ones are a question to their end, and tell nothing besides."""
        if not self._ends_at(end) or any(self._joins(place) for place in range(at + 1, end)):
            return False
        return not self._clauses.within(at, end) or self._asks_leave(at, end)

    def _asks_leave(self, at: int, end: int) -> bool:
        """Whether a question asks only what may be done, and with him alone: `may he be passed on to Moscow`.

        What a phrase would say elsewhere is then what is asked. Whatever could tell more of him must not stand there.
        """
        words = self._lexicon
        if self._tokens[at].text not in _MODAL or not self._subject(at + 1):
            return False
        return not any(
            token.text in _TELLS
            or token.text.endswith("ing")
            or token.stems & (words.added | words.named | (words.kind_stems - words.free - words.asking))
            or (token.start - before.end in _ARTICLE and before.text[-1].isalnum())
            for before, token in zip(self._tokens[at:end], self._tokens[at + 1 : end], strict=False)
        )

    def _fragment(self, at: int) -> Iterator[Around]:
        """Yield a short question with no verb, such as `Handover?`: nothing in it may tell or join anything."""
        if self._begins[at] != at or self._ends[at] != "?":
            return
        end = at
        while end < len(self._tokens) and self._tokens[end].text != "?":
            end += 1
        plain = all(self._strange(place) and not self._joins(place) for place in range(at, end))
        told = any(self._tokens[place].text in SUBJECTS for place in range(at, end))
        if plain and not told and 0 < end - at <= MAX_FRAGMENT and not self._clauses.within(at, end):
            places = (place for item in range(at, end) for place in self._places.at(item) if place.states)
            mentions = tuple(dict.fromkeys(Mention("place", place.states) for place in places))
            yield Around(end, "fragment", mentions, end - at)

    def _ends_at(self, at: int) -> bool:
        if at == len(self._tokens) or self._tokens[at].text in STOPS or self._supposes(at):
            return True
        return self._tokens[at].text == "," and at + 1 < len(self._tokens) and self._supposes(at + 1)

    def _strange(self, at: int) -> bool:
        """Whether a word neither joins nor denies: it may then stand in a question, whatever it is."""
        token = self._tokens[at]
        if token.text in MARKS or self._matcher.denial[at] or token.text in _NEVER_STRANGE or self._joins(at):
            return False
        return not token.stems & (self._lexicon.added | self._lexicon.weighty)

    def _supposes(self, at: int) -> bool:
        """Whether words say here that what follows is supposed, and nothing else."""
        token, words = self._tokens[at], self._lexicon
        ends = [end for end, kind in self._joins(at) if kind == "if"]
        if ends and token.text in {"where", "when"}:
            # `who decides where he goes` asks; `is it lawful where the law forbids it` supposes.
            after = self._tokens[at + 1] if at + 1 < len(self._tokens) else token
            return not (after.text == "he" or after.raws & words.inverted)
        if self._matcher.free[at]:
            return any(end > at + 1 for end in ends)
        return bool(ends) and not self._asks(at)

    def asks_on(self, at: int) -> bool:
        """Whether a question goes on: it says of what was named what it may do."""
        return at < len(self._tokens) and self._ends[at] == "?" and (self._strange(at) or self._asks(at))

    def _asks(self, at: int) -> bool:
        return self.begins(at) or bool(self._tokens[at].stems & self._lexicon.asking)


def _begins(tokens: Sequence[Token]) -> list[int]:
    """Return for each word where its sentence begins."""
    out: list[int] = []
    start = 0
    for at, token in enumerate(tokens):
        out.append(start)
        if token.text in STOPS:
            start = at + 1
    return out
