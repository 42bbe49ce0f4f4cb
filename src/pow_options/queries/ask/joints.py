"""What joins the clauses of a question, what says that something is supposed, and where a question begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .matching import HAVE
from .words import STOPS, marks_of, stems_of_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .lexicon import Lexicon
    from .matching import Matcher
    from .places import Places
    from .words import Token

MARKS = frozenset(".,;:?!()-–—\"'“”/&…")
SUBJECTS = frozenset({"he", "it", "there", "that", "this", "who", "which", "his"})
_OTHERS = "one we i you anyone anybody anything nobody nothing my these those"
ABOUT = SUBJECTS | set(_OTHERS.split())
"""What a question may be about, following its verb."""
ASKED = frozenset({"open", "bare"})
"""Kinds of words that ask; `bare` where they do not say yet what is asked."""
CONDITIONAL = frozenset({"should", "were", "had"})
"""Verbs that mean `if` when they come first; other forms of them do not."""
MODAL = frozenset({"may", "can", "could", "should", "must", "shall"})
"""Verbs with which one asks what may be done; with others one may ask what is so."""
_AUXILIARIES = "does do did would will"
DOES = frozenset(_AUXILIARIES.split())
"""Verbs with which it may be asked what something named would do."""
TIMES = frozenset({"before"})
"""Words with which a question may go on to suppose a time."""
_WH = frozenset({"what", "which", "where", "how", "whom", "whose", "why", "whither", "whether", "when", "who"})
_TAKES = stems_of_all("regard treat see view consider class")
"""Verbs that say what somebody is taken for."""
_TIME = frozenset({"when", "where", "while"})
_RELATIVE = frozenset({"which", "who", "whose", "whom", "where", "when"})
_PAST = frozenset({"was", "were", "had", "said", "did", "spoke", "chose"})
_LATER = frozenset({"when", "once", "after", "before", "until"})
_PROVISO = frozenset({"if", "provided", "providing"})


class Joints:
    """Finds what joins the clauses of one question, and where its questions begin."""

    def __init__(self, lexicon: Lexicon, tokens: Sequence[Token], matcher: Matcher, places: Places) -> None:
        """Take the words of a pack, those of the question, and what matches them."""
        self._lexicon = lexicon
        self._tokens = tokens
        self._matcher = matcher
        self._places = places
        self.marks = marks_of(tokens)
        """The mark the sentence of each word ends with."""
        self.starts = _starts(tokens)
        """Where the sentence of each word begins."""
        self._joined: dict[int, tuple[tuple[int, str], ...]] = {}

    def inserted(self, at: int) -> int | None:
        """Return where words end that say nothing and stand between commas, as in `he, on the other hand, refuses`."""
        if at + 2 >= len(self._tokens) or self._tokens[at].text != ",":
            return None
        ends = [end for end, kind in self.joins(at + 1) if kind == "and"]
        if self._matcher.free[at + 1]:
            ends.append(at + 2)
        return next((end + 1 for end in ends if end < len(self._tokens) and self._tokens[end].text == ","), None)

    def pauses(self, at: int) -> bool:
        """Whether something ends before a place: what goes on there is said by itself."""
        if at >= len(self._tokens) or self._tokens[at].text in MARKS or self.joins(at):
            return True
        return self._tokens[at].text in MODAL and self.subject(at + 1)

    def limits(self, at: int, last: int) -> bool:
        """Whether a word limits what was said from ``last`` on, as in `he wants to go if ...`, and supposes nothing."""
        word = self._tokens[at].text
        if self._tokens[at - 1].text == "only" and word in _PROVISO | _LATER:
            return last >= self.starts[at]  # `Seoul would take him, but only if Moscow agrees`
        conditional = word == "on" and [token.text for token in self._tokens[at : at + 2]] == ["on", "condition"]
        if self.marks[at] in {"", "?"} or (word not in _PROVISO and not conditional):
            return False
        return last >= self.starts[at]

    def postpones(self, at: int) -> bool:
        """Whether a statement goes on with a time, which need not have come: `he wants to go after the war`."""
        if self.marks[at] in {"", "?"} or self._tokens[at].text not in _LATER:
            return False
        following = [token.text for token in self._tokens[at + 1 : at + 3]]
        if following[:1] == ["he"]:
            following = following[1:]
        # `when he asked`, `after taking advice`: that time has come.
        return not any(word in _PAST or word.endswith(("ed", "ing")) for word in following[:1])

    def begins(self, at: int) -> bool:
        """Whether a word may begin a question."""
        token = self._tokens[at]
        return bool(token.stems & self._lexicon.openers or token.raws & self._lexicon.inverted)

    def asks(self, at: int) -> bool:
        """Whether a word asks: it begins a question, or goes on with one."""
        return self.begins(at) or bool(self._tokens[at].stems & self._lexicon.asking)

    def supposes(self, at: int) -> bool:
        """Whether words say here that what follows is supposed, and nothing else."""
        token, words = self._tokens[at], self._lexicon
        ends = [end for end, kind in self.joins(at) if kind == "if"]
        if ends and token.text in {"where", "when"}:
            # `who decides where he goes` asks; `is it lawful where the law forbids it` supposes.
            after = self._tokens[at + 1] if at + 1 < len(self._tokens) else token
            return not (after.text == "he" or after.raws & words.inverted)
        longer = any(end > at + 1 for end in ends)
        if self._matcher.free[at] or (longer and not self.begins(at)):
            return longer
        set_apart = at > 0 and self._tokens[at - 1].text == ","  # `is release lawful, given it would be real?`
        return bool(ends) and (set_apart or not self.asks(at))

    def opens(self, at: int, joint: str, *, again: bool) -> bool:
        """Whether a question may begin here; ``again`` if there was one in this sentence."""
        token, next_one = self._tokens[at], self.past_not(at + 1)
        if joint in {"in", "if", "or", *ASKED}:
            return False
        last = next_one >= len(self._tokens)
        contracted = next_one > at + 1
        subject = self.subject(next_one)
        asking = subject or (not last and bool(self._tokens[next_one].stems & self._lexicon.asking))
        first = joint in {"start", "stop"}
        late = joint in {"comma", "asked"} and self.marks[at] == "?"
        if token.raws & self._lexicon.inverted:
            if again and token.text in CONDITIONAL:
                return False  # `..., and were he willing`
            asking = asking or token.text in DOES
            if late and joint == "asked":
                # `... have ended and yet are still going on` asks nothing.
                asking = self.after_article(next_one)
            if subject or (asking and not contracted and (late or (first and self.marks[at] == "?"))):
                return True
        stated = token.text.endswith("ever") or token.text in _TIME
        stated = stated or (subject and first and token.text in _WH)
        if not token.stems & self._lexicon.openers or (stated and self.marks[at] == "."):
            return False  # `When he was asked, he ...` and `How Seoul treats him is followed.` ask nothing
        if token.text in _RELATIVE and not first:
            # In the middle of a sentence these go on about what was named, unless a verb before its subject follows.
            return (
                not last and bool(self._tokens[next_one].raws & self._lexicon.inverted) and self.subject(next_one + 1)
            )
        return first or token.text in _WH or late

    def plainly(self, at: int) -> bool:
        """Whether a question asks something of him, of a State, or of what was said: not of whom words describe."""
        return bool(self._tokens[at].stems & self._lexicon.openers) or self.subject(self.past_not(at + 1))

    def after_article(self, at: int) -> bool:
        """Whether `the`, `a` or `an` stood before a word."""
        return at < len(self._tokens) and self._tokens[at].start - self._tokens[at - 1].end > 1

    def past_not(self, at: int) -> int:
        """Return the place itself, or the next if the word there is `not`."""
        return at + 1 if at < len(self._tokens) and self._tokens[at].text == "not" else at

    def subject(self, at: int) -> bool:
        """Whether a question may be about what stands at a place: him, a State, or what was said."""
        return at < len(self._tokens) and (self._tokens[at].text in ABOUT or bool(self._places.at(at)))

    def inverts(self, at: int, joint: str) -> bool:
        """Whether a word begins a question here: one that would stand after who it is about, and stands before."""
        if joint in {"in", "if", *ASKED} or not self._tokens[at].raws & self._lexicon.inverted:
            return False
        after = self.past_not(at + 1)
        if joint in {"start", "stop", "asked"}:
            # `Was asked in private.` leaves out whom it is about.
            return self.marks[at] != "." or self.subject(after)
        if joint == "comma" and self.marks[at] == "?" and after == at + 1 and self._tokens[at].text not in HAVE:
            return True  # but not in `he won't go home, won't go to Russia`, or `Seoul, as he asks, has agreed`
        return after < len(self._tokens) and (self._tokens[after].text in SUBJECTS or bool(self._places.at(after)))

    def joins(self, at: int) -> tuple[tuple[int, str], ...]:
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
                    if kind == "if" and (self._only_asks(at) or self._passive(at) or self._takes_for(at)):
                        continue
                    if written and not fit.denied:
                        out[fit.end, kind] = None
        yield from out

    def _only_asks(self, at: int) -> bool:
        """Whether a word that may stand for `if` supposes nothing here."""
        before = self._tokens[at - 1] if at > 0 else self._tokens[at]
        if self._tokens[at].text in CONDITIONAL and before.text == "he" and "him" not in before.raws:
            return True  # `if he should so wish`
        doubted = at > 0 and bool(self._tokens[at - 1].stems & self._lexicon.doubting)
        return self.really_asks(at) or (doubted and self._tokens[at].text == "if")

    def _takes_for(self, at: int) -> bool:
        """Whether `as` says what somebody is taken for: `may Kyiv regard him as a danger`."""
        before = self._tokens[max(at - 2, 0) : at]
        return self._tokens[at].text == "as" and any(token.stems & _TAKES for token in before)

    def _passive(self, at: int) -> bool:
        """Whether a word that may stand for `if` is what is done with him: `may he be given up`."""
        return at > 0 and self._tokens[at - 1].text == "be" and self._tokens[at].text.endswith(("en", "ed"))

    def really_asks(self, at: int) -> bool:
        """Whether a word that may stand for `if` begins a question instead: one that goes on to its mark unbroken."""
        token = self._tokens[at]
        if not token.raws & self._lexicon.inverted:
            return False
        if token.text not in CONDITIONAL:
            return True
        start = self.starts[at]
        if at > start and self._tokens[at - 1].text == "," and self.begins(start):
            return False  # `may he stay, should he so wish?`
        begun = at
        while begun > start and self._tokens[begun - 1].text not in MARKS and not self.joins(begun - 1):
            begun -= 1
            if self._tokens[begun].raws & self._lexicon.inverted and self.subject(begun + 1):
                return False  # `may he stay should he so wish?`
        mark = next((token.text for token in self._tokens[at:] if token.text in MARKS), "?")
        return mark == "?"


def _starts(tokens: Sequence[Token]) -> list[int]:
    """Return for each word where its sentence begins."""
    out: list[int] = []
    start = 0
    for at, token in enumerate(tokens):
        out.append(start)
        if token.text in STOPS:
            start = at + 1
    return out
