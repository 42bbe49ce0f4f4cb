"""Where a phrase fits the words of a question: every way it does, with the States it names and what denies it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pow_options.law.wording import KIND, Slot

from .dates import day_at
from .lexicon import STATE, Choice
from .words import marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .lexicon import Lexicon, Phrase, Run, Way
    from .places import Places
    from .words import Token

JOINS = frozenset({",", ";", ":", "-", "\u2013", "\u2014", "and", "or", "nor", "&", "/"})
"""What a phrase may be carried over."""
_TO = frozenset({"to", "into", "for", "towards", "toward", "onto", "home", "back"})
_TO_BE = "be have exist remain will would appear seem"
_EXISTS = frozenset(_TO_BE.split())
_AUXILIARIES = "has have is are was will would does did"
FINITE = frozenset(_AUXILIARIES.split())
"""Verbs that go on about what was named before them."""
_SINGULAR = frozenset({"has", "is", "was", "does", "'s"})
_ENDS = frozenset({"and", "or", "nor", "but", "too", "either", "alike", "if", "when", "while", "not"})
"""Words after which a State named last has not gone on to do something."""
_TURNS = frozenset({"him", "with"})
HAVE = frozenset({"has", "have", "had"})
"""Verbs after which a clause may go on as well as begin a question."""
_GOES_ON = frozenset({"been", "being"})
"""Verbs with which nothing ends: `his wish to go home has not been | heard`."""
_SUBJECTS = frozenset({"he", "it", "this", "that", "his"})
_POINTS = frozenset({"it", "this", "that"})
_LONGEST = 12
"""Words a list of States may take."""
MAX_STEPS = 12_000
"""Steps taken to fit one phrase from one place on; what takes more is not found."""
MAX_RESTATED = 6
"""Words that a phrase may pass over because they only say it again."""
MAX_STEPS_IN_ALL = 300_000
"""Steps taken for one question, which is not understood if it takes more; an ordinary one takes some thousand."""


class Mention(NamedTuple):
    """What a slot was filled with: the States or kinds named, none for a word that points back; or a date."""

    slot: str
    states: tuple[str, ...]
    text: str = ""


class Fit(NamedTuple):
    """One way a phrase fits: where it ends, how often it is denied, and what its slots hold."""

    end: int
    denied: int
    mentions: tuple[Mention, ...]
    restated: int = 0
    """Words that only say again what the phrase says."""
    closed: bool = False
    """Whether nothing may go on after it: it ends with what was denied once more."""


class _Reached(NamedTuple):
    """Where words of one term end, what its slots hold, and whether they deny."""

    end: int
    mentions: tuple[Mention, ...]
    denied: bool


class Topic(NamedTuple):
    """Stems a phrase may pass over: those said of its value elsewhere, and those said of its fact at all."""

    value: frozenset[str]
    fact: frozenset[str]


class _At(NamedTuple):
    """How far a fit has got: the next word, the run, which of its terms are there, and what was passed.

    ``spent`` is whether a word that denies was taken for one of its own, ``again`` whether one was passed over as
    denying once more.
    """

    place: int
    run: int
    filled: int
    denied: int
    joined: bool
    open: bool
    spent: bool
    mentions: tuple[Mention, ...]
    restated: int = 0
    apart: bool = False
    again: bool = False


class Matcher:
    """Fits phrases to places of one question."""

    def __init__(
        self,
        tokens: Sequence[Token],
        lexicon: Lexicon,
        places: Places,
        roles: Mapping[str, str],
        *,
        loose: frozenset[int] = frozenset(),
    ) -> None:
        """Take the question, the words of the pack, the names of States, and who plays which role.

        At the ``loose`` places a phrase passes over words that other phrases of the same value hold: they say it again.
        """
        self.tokens = tokens
        self.loose = loose
        self._lexicon = lexicon
        self._places = places
        self._roles = roles
        self.free = [bool(token.stems & lexicon.free) for token in tokens]
        for at, token in enumerate(tokens):
            if token.text == "either" and (at + 1 == len(tokens) or not tokens[at + 1].text[0].isalnum()):
                self.free[at] = True  # `he does not want to go home either`
            if token.text == "there":  # it names a place unless something is said to be
                self.free[at] = at + 1 < len(tokens) and bool(tokens[at + 1].stems & _EXISTS)
        self._inverts = list(self._inverting())
        self.denial = [token.text in lexicon.denials for token in tokens]
        self._left = MAX_STEPS_IN_ALL
        self._beginning = [lexicon.slotted | lexicon.beginning(token.stems) for token in tokens]
        self._reached: dict[tuple[int, int], tuple[_Reached, ...]] = {}
        self._kinds = [tuple(self._kinds_at(at)) for at in range(len(tokens))]
        self._kinds = [(*found, *self._against_it(at)) for at, found in enumerate(self._kinds)]

    def _inverting(self) -> Iterator[bool]:
        """Yield for each word whether it is a verb that begins a question after a comma."""
        for at, (token, mark) in enumerate(zip(self.tokens, marks_of(self.tokens), strict=True)):
            after = at > 0 and self.tokens[at - 1].text in {",", ";"}
            # What the verb is about follows: a State, he, or something with an article, which left a gap.
            plain = at + 1 < len(self.tokens) and (
                self.tokens[at + 1].start - token.end > 1
                or self.tokens[at + 1].text in _SUBJECTS
                or bool(self._places.at(at + 1))
                or bool(self.tokens[at + 1].stems & self._lexicon.asking)
            )
            yield mark == "?" and after and plain and token.text in self._lexicon.inverted and token.text not in HAVE

    @property
    def exhausted(self) -> bool:
        """Whether so much was tried that no more is: what was found is then not all there is."""
        return self._left <= 0

    def behind(self, at: int) -> int:
        """Return where the words begin that say nothing and stand before a place."""
        while at > 0 and self.free[at - 1]:
            at -= 1
        return at

    def beyond(self, at: int) -> int:
        """Return where the words end that say nothing and stand from a place on."""
        while at < len(self.free) and self.free[at]:
            at += 1
        return at

    def phrase(self, phrase: Phrase, at: int) -> list[Fit]:
        """Return every way a phrase fits from a place on; nothing if a word that may not stand there does."""
        topic = None
        if self.loose:
            topic = Topic(self._lexicon.topics[phrase.fact, phrase.value], self._lexicon.matters[phrase.fact])
        fits = [
            fit
            for fit in self.fits(phrase.runs, at, topic=topic)
            if not self._takes_subject(fit.end) and self.tokens[fit.end - 1].text not in _GOES_ON
        ]
        if not phrase.without or not fits:
            return fits
        start = self.behind(at)
        while any(self._places.at(place) for place in range(start, at)):
            start += 1
        if start > 0 and [token.text for token in self.tokens[start - 1 : start + 1]] == ["what", "about"]:
            start += 1
        # Some words turn what is before them into something else: `they refused him`, `threatened with execution`.
        return [
            fit
            for fit in fits
            if not any(token.raws & phrase.without for token in self.tokens[start : fit.end])
            and not any(_TURNS & token.raws & phrase.without for token in self._after(fit.end))
        ]

    def _after(self, end: int) -> Sequence[Token]:
        """Return the word after a phrase, or the two if the first is `for`: `the war is over for him`."""
        led = end < len(self.tokens) and self.tokens[end].text == "for"
        return self.tokens[end : end + 1 + led]

    def _takes_subject(self, end: int) -> bool:
        """Whether words end with States of which the last goes on: `he refuses Russia, and Seoul has agreed`."""
        if end >= len(self.tokens):
            return False
        following = self.tokens[end].text
        finite = following in FINITE
        # After `and` or a comma whatever goes on belongs to the State: `he won't go, Seoul agreed`.
        goes_on = finite or (following[0].isalpha() and following not in _ENDS and not self.free[end])
        return any(
            place.end == end and ((finite and len(place.states) > 1) or (goes_on and self._joined(at - 1, at)))
            for at in range(max(end - _LONGEST, 1), end)
            for place in self._places.at(at)
        )

    def placed_last(self, at: int) -> bool:
        """Whether a State named at a place is the last word of what is said there: something is joined to it."""
        ends = {place.end for place in self._places.at(at) if len(place.states) == 1}
        return any(end < len(self.tokens) and self.tokens[end].text in JOINS for end in ends)

    def listed(self, table: Mapping[str, list[tuple[Run, ...]]], at: int) -> list[tuple[Run, ...]]:
        """Return the runs of a table that may begin at a place."""
        keys = [*sorted(self.tokens[at].stems), *([STATE] if self._places.at(at) else [])]
        return list({id(runs): runs for key in keys for runs in table.get(key, ())}.values())

    def fits(self, runs: tuple[Run, ...], at: int, *, close: bool = False, topic: Topic | None = None) -> list[Fit]:
        """Return every way some runs of terms fit from a place on; if ``close``, with no other words between.

        Words of the ``topic`` are passed over, and counted.
        """
        out: dict[Fit, None] = {}
        stack = [_At(at, 0, 0, 0, joined=False, open=False, spent=False, mentions=())]
        steps = 0
        while stack and steps < MAX_STEPS and not self.exhausted:
            steps += 1
            self._left -= 1
            here = stack.pop()
            if here.place >= len(self.tokens):
                continue
            if not close:
                stack.extend(self._passed(here, at))
            # Beyond a semicolon or a full stop nothing is only said once more.
            again = () if topic is None or here.apart else self._said_again(runs, here, topic)
            for then in (*again, *self._taken(runs, here)):
                stack.append(then)
                if self._clear(then) and not self._needed(runs, then):
                    out[Fit(then.place, then.denied, then.mentions, then.restated, then.again)] = None
        return list(out)

    @staticmethod
    def _clear(here: _At) -> bool:
        """Whether it is clear what is denied: a phrase that holds its own denial is not denied once more."""
        return not (here.open and not here.denied) and not (here.spent and here.denied)

    def _said_again(self, runs: tuple[Run, ...], here: _At, topic: Topic) -> Iterator[_At]:
        """Yield where a fit goes on past words that say once more what it says, or deny once more what it denies."""
        at, left = here.place, MAX_RESTATED - here.restated
        listed = (place for start in range(max(at - _LONGEST, 0), at) for place in self._places.at(start))
        if any(place.end == at and len(place.states) > 1 for place in listed):
            return  # `he refuses to go home, and the South Korean president resigns`
        word = self.tokens[at].text
        whole = not self._needed(runs, here)
        open_to = not here.denied or (whole and not here.joined)
        if left > 0 and open_to and self._restates(at, topic.value):
            before = self.behind(at)
            if before == 0 or not self.denial[before - 1]:  # else it is what is denied
                yield here._replace(place=at + 1, restated=here.restated + 1)
        if not whole:
            return
        following = self.beyond(at + 1)
        if following == len(self.tokens):
            return
        denies = (here.denied or here.spent) and at in self.loose and self.denial[at]
        if denies and left > 1 and (word == "nor" or self.tokens[at - 1].text in JOINS):
            if self._restates(following, topic.fact):  # `no pressure, no fear for his family`
                yield here._replace(place=following + 1, restated=here.restated + 2, again=True)
        elif word == "or" and left > 0 and self._restates(following, topic.value):  # `surer or quicker`
            yield here._replace(place=following + 1, restated=here.restated + 1, joined=True)

    def _restates(self, at: int, topic: frozenset[str]) -> bool:
        """Whether a word was left over and belongs to a topic; it neither denies nor names a State."""
        token = self.tokens[at]
        if at not in self.loose or self.denial[at] or not token.text[0].isalpha() or self._places.at(at):
            return False
        return token.stems <= topic

    @staticmethod
    def _needed(runs: tuple[Run, ...], here: _At) -> bool:
        """Whether something that is needed is not there yet."""
        return bool(runs[here.run].needed & ~here.filled) or any(run.needed for run in runs[here.run + 1 :])

    def _passed(self, here: _At, start: int) -> Iterator[_At]:
        """Yield where a fit goes on without having taken the word: one that says nothing, joins, or denies."""
        begun = here.filled or here.run
        word = self.tokens[here.place].text
        if self.denial[here.place]:
            # `neither` and `nor` deny once, however many they are; after a comma it is something else that is denied.
            again = word == "nor" and here.denied
            if again and self._verb_first(here.place + 1):
                return  # `not asked in private, nor was he asked in his own language`
            if again or not (here.joined or here.denied):
                yield here._replace(place=here.place + 1, denied=here.denied + (not again))
        elif here.place > start and self.free[here.place]:
            # After `and` or a comma a subject begins something else, and after a comma a verb a question.
            subject = word == "he" and "him" not in self.tokens[here.place].raws
            fronted = self._fronted(start, here.place - 1)  # `in the North, he would be tortured`
            apart = subject and self.tokens[here.place - 1].text in JOINS and not fronted
            if not apart and not self._inverts[here.place]:
                yield here._replace(place=here.place + 1)
        elif begun and word in JOINS and not (here.denied and self._denies_no_further(here.place)):
            apart = here.apart or word == ";"
            yield here._replace(place=here.place + 1, joined=True, open=here.open or word == "or", apart=apart)
        elif begun and word == "." and not here.denied and self._goes_on(here.place + 1):
            yield here._replace(place=here.place + 2, joined=True, apart=True)

    def _fronted(self, start: int, comma: int) -> bool:
        """Whether nothing but `in` a State stands before a comma; `he refuses Russia, he wants to stay` ends there."""
        led = start > 0 and self.tokens[start - 1].text == "in" and self.tokens[comma].text == ","
        return led and any(place.end == comma for place in self._places.at(start))

    def _denies_no_further(self, at: int) -> bool:
        """Whether what is denied ends at a mark: `not by Pyongyang, which has agreed`."""
        if self.tokens[at].text == ";":
            return True
        following = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
        return self.tokens[at].text == "," and following in {"which", "who"}

    def _verb_first(self, at: int) -> bool:
        """Whether a verb stands before who it is about."""
        if at + 1 >= len(self.tokens) or self.tokens[at].text not in FINITE:
            return False
        return self.tokens[at + 1].text in _SUBJECTS or bool(self._places.at(at + 1))

    def _goes_on(self, at: int) -> bool:
        """Whether a sentence goes on about what was said in the one before: `It is binding`."""
        following = [token.text for token in self.tokens[at : at + 2]]
        return following in (["it", "is"], ["it", "'s"])

    def _taken(self, runs: tuple[Run, ...], here: _At) -> Iterator[_At]:
        """Yield where a fit goes on having taken words for one of its terms."""
        number, filled = here.run, here.filled
        if self._inverts[here.place] and (filled or number):
            return  # `through his father, is Seoul ...`
        beginning = self._beginning[here.place]
        while True:
            run = runs[number]
            for place, choice in enumerate(run.choices):
                bit = 1 << place
                if filled & bit or choice.number not in beginning:
                    continue
                for end, mentions, denied in self._reach(choice, here.place):
                    # `neither A nor B`, said of States, denies by itself.
                    neither = any(item.text == "none" for item in mentions)
                    yield here._replace(
                        place=end,
                        run=number,
                        filled=filled | bit,
                        denied=here.denied + denied + neither,
                        spent=here.spent or (not (denied or neither) and any(self.denial[here.place : end])),
                        mentions=here.mentions + mentions,
                    )
            if run.needed & ~filled or number + 1 == len(runs):
                return
            number, filled = number + 1, 0

    def _reach(self, choice: Choice, at: int) -> tuple[_Reached, ...]:
        """Return where the ways of a term end that begin at a place."""
        key = choice.number, at
        if key not in self._reached:
            found = (one for way in self._ways(choice, at) for one in self._along(way, at))
            self._reached[key] = tuple(dict.fromkeys(found))
        return self._reached[key]

    def _ways(self, choice: Choice, at: int) -> list[Way]:
        """Return the ways of a term that may begin at a place."""
        stems = self.tokens[at].stems
        out = list(choice.slots)
        for key in stems:
            out.extend(choice.firsts.get(key, ()))
        out.extend(way for part, way in choice.parts if part.slotted or not stems.isdisjoint(part.starts))
        return out

    def _along(self, way: Way, at: int) -> list[_Reached]:
        """Return where words that follow each other end, words that say nothing between them passed over."""
        ends = [_Reached(at, (), way.denied)]
        for number, item in enumerate(way.items):
            longer: list[_Reached] = []
            for end, mentions, denied in ends:
                place = end
                while place < len(self.tokens):
                    if isinstance(item, Slot):
                        found = self._slot(item.name, place)
                        longer.extend(_Reached(then, (*mentions, said), denied) for then, said in found)
                    elif isinstance(item, Choice):
                        longer.extend(
                            _Reached(one.end, mentions + one.mentions, denied != one.denied)
                            for one in self._reach(item, place)
                        )
                    elif item in self.tokens[place].stems:
                        longer.append(_Reached(place + 1, mentions, denied))
                        break
                    if not number or not self.free[place]:
                        break
                    place += 1
            ends = longer
            if not ends:
                break
        return ends

    def _slot(self, name: str, at: int) -> Iterator[tuple[int, Mention]]:
        if name == "date":
            yield from ((end, Mention("date", (), day)) for end, day in day_at(self.tokens, at))
        elif name == KIND:
            for end, kinds, joint in self._kinds[at]:
                yield end, Mention(KIND, kinds, joint)
        else:
            bare = name.removeprefix("to_")
            if bare != name and not self._towards(at):
                return
            for place in self._places.at(at):
                if place.kind == "plain" and len(place.states) > 1 and self._singular(place.end):
                    continue  # `he refuses Russia, and Seoul has agreed`: what goes on is said of one State
                if bare == "state":
                    # Of a choice between States something is said only where it is denied of each.
                    joint = {"or": "or", "none": "none"}.get(place.kind, "")
                    yield place.end, Mention("state", place.states, joint)
                elif place.kind == "plain" and (place.states == (self._roles.get(bare),) or not place.states):
                    yield place.end, Mention(bare, place.states)

    def _singular(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].text in _SINGULAR

    def _towards(self, at: int) -> bool:
        return self.tokens[at].text in _TO or (at > 0 and self.tokens[at - 1].text in _TO)

    def _kinds_at(self, at: int) -> Iterator[tuple[int, tuple[str, ...], str]]:
        """Yield the kinds named from a place on, one or several, and what joins the last of them."""
        ends: list[tuple[int, tuple[str, ...], str]] = [(end, (kind,), "") for end, kind in self._kind(at)]
        while ends:
            yield from ends
            longer: list[tuple[int, tuple[str, ...], str]] = []
            for end, kinds, joint in ends:
                place, mark = end, ""
                while place < len(self.tokens) and (self.tokens[place].text in JOINS or self.free[place]):
                    mark = self.tokens[place].text if self.tokens[place].text in JOINS - {","} else mark or ","
                    place += 1
                if place == end or place >= len(self.tokens) or not self._joined(end, place):
                    continue
                longer.extend(
                    (then, (*kinds, kind), "or" if mark == "or" else joint)
                    for then, kind in self._kind(place)
                    if kind not in kinds
                )
            ends = longer

    def _against_it(self, at: int) -> Iterator[tuple[int, tuple[str, ...], str]]:
        """Yield the one kind named before that `against it` means."""
        if at > 0 and self.tokens[at].text in _POINTS and self.tokens[at - 1].text == "against":
            named = {kind for found in self._kinds[:at] for _, kinds, _ in found for kind in kinds}
            if len(named) == 1:
                yield at + 1, tuple(named), ""

    def kinds_at(self, at: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield where kinds end that are named from a place on, and which."""
        yield from ((end, kinds) for end, kinds, joint in self._kinds[at] if joint != "or")

    def _joined(self, start: int, end: int) -> bool:
        return any(token.text in JOINS for token in self.tokens[start:end])

    def _kind(self, at: int) -> Iterator[tuple[int, str]]:
        stems = self.tokens[at].stems
        for kind, ways in self._lexicon.kinds.items():
            for way in ways:
                if way.items[0] in stems:
                    yield from ((one.end, kind) for one in self._along(way, at))
