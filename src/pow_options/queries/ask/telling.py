"""What a covering says: which fact of which State, with every conflict and every doubt told."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pow_options.law.wording import KIND
from pow_options.messages import en_ask as says
from pow_options.source import quote

from .matching import FINITE
from .model import Understood
from .pieces import Clause, Piece
from .words import STOPS, stems_of_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pow_options.law import Pack

    from .places import Places
    from .words import Token

_BOTH = 2
"""How many States `both` stands for."""
_WISH = frozenset({"wish", "desire", "preference", "request"})
_FOR = frozenset({"for", "to"})
"""What follows a wish that goes somewhere: `his wish for Seoul`."""
_POINTING = frozenset({"there", "it"})
"""Words that point to a State named before, and to none named later."""
_GOES = frozenset({"go", "going", "sent", "send", "move", "moved", "travel", "transferred", "settle"})
"""Verbs after which `there` is where he goes, which may be named later."""
_TOWARDS = frozenset({"to", "into", "back", "for", "home"})
_WITHIN = frozenset({"in", "at", "with"})
_NOWHERE = ("",)
"""What is asked sends him nowhere."""
_STAYS = stems_of_all("stay remain live settle release free keep hold")
"""Verbs after which a State he is `in` is where he would be."""
_KEPT = stems_of_all("stay remain keep hold")
"""Verbs that leave him where he is, unless a State is named."""
_ADDRESSES = stems_of_all("write talk speak complain appeal apply call")
"""Verbs after which nobody goes `to Seoul`."""
_MOVES = stems_of_all("go return travel move send hand give surrender transfer deliver leave")
"""Verbs by which he leaves."""
_RECEIVES = stems_of_all("take receive admit accept")
"""Verbs of a State to which he would come."""
_LAST = frozenset({"where", "which", "latter"})
"""Words that point to the State named last, whatever else was named before it."""


class Unclear(NamedTuple):
    """What is unclear of a question, and what to do."""

    message: str
    hint: str


class _Here(NamedTuple):
    """How far telling has got.

    ``before`` are the States last told of, ``spoken`` those last named, ``asked`` what was asked just before, ``facts``
    what the last clause said and ``states`` of which States, ``played`` whether it named States only for their role.
    """

    before: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    asked: Piece | None = None
    facts: frozenset[str] = frozenset()
    states: tuple[str, ...] = ()
    played: bool = False


class Telling:
    """Tells of one covering which fact is said of which State."""

    def __init__(
        self,
        pack: Pack,
        roles: Mapping[str, str],
        question: str,
        read: Sequence[Token],
        covering: Sequence[Clause | Piece],
        places: Places,
    ) -> None:
        self._pack = pack
        self._places = places
        self._question = question
        self._read = read
        self._covering = [piece for piece in covering if isinstance(piece, Clause) or piece.mentions]
        self._roles = roles
        self._holder = roles.get("detaining_power", "")
        self._states = sorted({code for code in roles.values() if code != "none"})
        self._values: dict[str, str] = {}
        self._out: dict[str, Understood] = {}

    def told(self) -> tuple[Understood, ...] | Unclear:
        """Return the facts, or what is unclear about them."""
        here = _Here()
        for piece in self._covering:
            for code in _named(piece):
                if code not in self._states:
                    return Unclear(
                        says.NO_ROLE.format(state=self._pack.state_name(code)),
                        says.STATES.format(states=", ".join(self._states)),
                    )
            if isinstance(piece, Clause):
                states = self._states_of(piece, self._before(piece, here), here.states)
                if states is None or not self._played(piece, here.before, here.spoken) or self._elsewhere(piece, here):
                    return Unclear(
                        says.WHICH_STATE.format(words=quote(self._words(piece))),
                        says.NAME_STATE.format(states=", ".join(self._states)),
                    )
                fault = self._tell(piece, states)
                if fault is not None:
                    return fault
                here = self._past_clause(piece, states, here)
            else:
                here = self._past_asked(piece, here)
        return self._spoken_of() or tuple(self._out.values())

    def _before(self, piece: Clause, here: _Here) -> tuple[str, ...]:
        """Return the States a clause may point back to."""
        if not piece.closed or piece.mentions:
            return here.before
        spelt = {token.text for token in self._read[piece.start : piece.end]}
        if here.asked is not None and "there" not in spelt:
            sent = self._sent(here.asked, here)
            goes = any(token.stems & _MOVES for token in self._read[piece.start : piece.end])
            return here.before if sent == _NOWHERE and goes else sent
        # `Russian law allows parole and he would accept it`: the State of a law is not what he accepts.
        return _NOWHERE if here.played and "it" in spelt else here.before

    def _elsewhere(self, piece: Clause, here: _Here) -> bool:
        """Whether a Power on whose side he fought only `agrees`, and it is about his going to another State.

        To that it may agree, or not, without being asked to take him itself.
        """
        named = {code for item in piece.mentions if item.slot == "state" for code in item.states}
        powers = {self._roles.get("power_served"), self._roles.get("state_of_origin")}
        if not piece.closed or not named or not named <= powers or any(item.slot == KIND for item in piece.mentions):
            return False
        if here.facts == {name for name, _ in piece.said}:
            return False
        asked = [one for one in self._covering if isinstance(one, Piece)]
        goes = {*here.states, *(code for one in asked for code in self._sent(one, _Here()))} - {*_NOWHERE}
        return bool(goes) and not named <= goes

    def _past_clause(self, piece: Clause, states: tuple[str, ...], here: _Here) -> _Here:
        # Whoever holds him is named for what he does or whose law it is, not as a place to go.
        played = (code for item in piece.mentions for code in item.states if item.slot in self._roles)
        within = self._within(piece)
        named = tuple(dict.fromkeys((*states, *(code for code in played if code != self._holder or within))))
        facts = {name for name, _ in piece.said}
        if piece.closed and piece.mentions and here.facts == facts:
            named = tuple(dict.fromkeys((*here.before, *named)))  # `Seoul has agreed and Moscow too`: `there` is either
        return _Here(
            before=named or here.before,
            spoken=_named(piece) or here.spoken,
            facts=frozenset(facts),
            states=states,
            played=bool(named) and not states,
        )

    def _past_asked(self, piece: Piece, here: _Here) -> _Here:
        # Whoever is asked what to do is not what `there` points back to.
        named = self._pointed(piece)
        if here.asked is not None and not self._says_where(piece):
            named = tuple(dict.fromkeys((*here.before, *named)))  # `release in Seoul or repatriation`
        return here._replace(
            before=named or here.before, spoken=_named(piece) or here.spoken, asked=piece, played=False
        )

    def _spoken_of(self) -> Unclear | None:
        """Return what words speak of and nobody said: `his wish for Seoul can be taken back`."""
        for piece in self._covering:
            names = (name for name, _ in piece.said) if isinstance(piece, Clause) else self._pack.facts
            about = {self._pack.facts[name].about for name in names} - {None}
            spoken = [
                self._read[at : at + 2]
                for at in range(piece.start, piece.end - 1)
                if self._read[at].text in _WISH and self._read[at + 1].text in _FOR
            ]
            told = {key.partition("(")[0] for key in self._values}
            if about and spoken and not about & told:
                message = says.WHAT_HE_WISHES.format(words=quote(" ".join(token.text for token in spoken[0])))
                return Unclear(message, says.SAY_PLAINLY)
        return None

    def _tell(self, piece: Clause, states: tuple[str, ...]) -> Unclear | None:
        for name, value in piece.said:
            per_state = self._pack.facts[name].per_state
            for key in (f"{name}({code})" for code in states) if per_state else (name,):
                if self._values.setdefault(key, value) != value:
                    message = says.TWO_VALUES.format(fact=key, one=self._values[key], other=value)
                    return Unclear(message, says.ONE_VALUE)
                self._out.setdefault(key, Understood(fact=key, value=value, words=self._words(piece)))
        return None

    def _within(self, piece: Clause) -> bool:
        """Whether the State that holds him is named as a place: `he asked for asylum in Ukraine`."""
        return any(
            place.states == (self._holder,) and self._read[at - 1].text == "in"
            for at in range(piece.start + 1, piece.end)
            for place in self._places.at(at)
        )

    def _words(self, piece: Clause) -> str:
        return self._question[self._read[piece.start].start : self._read[piece.end - 1].end]

    def _states_of(self, piece: Clause, before: tuple[str, ...], last: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return the States a clause is about: those it names, or the one it points to; ``None`` if that is unclear."""
        facts = [self._pack.facts[name] for name, _ in piece.said]
        if not any(fact.per_state for fact in facts):
            return ()
        mentioned = [item for item in piece.mentions if item.slot == "state"]
        given = {item.states for item in mentioned if item.states}
        about = next((fact.about for fact in facts if fact.about is not None), None)
        meant = None if about is None else self._of_wish(piece, about)
        if given:
            # Whoever holds him presses him or hears him; of a wish to stay that says nothing.
            # So does his return to the one that holds him, of how he is treated `there`.
            captor = given == {(self._holder,)} and (
                meant not in {None, (self._holder,)} or any(not item.states for item in mentioned)
            )
            return next(iter(given)) if len(given) == 1 and not captor else None
        if meant is not None and not mentioned:
            return meant
        words = {token.text for token in self._read[max(piece.start - 1, 0) : piece.end]}
        # The word says nothing by itself, and may stand just behind a clause.
        if "both" in words or "both" in {token.text for token in self._read[piece.end : piece.end + 1]}:
            return before if len(before) == _BOTH else None
        if before == _NOWHERE:
            return None
        if before and (len(before) == 1 or words & _LAST):
            return before[-1:]
        if before:
            return self._same_subject(piece, last)
        # Whoever holds him is asked what to do; that does not make him what is spoken of. `There` points back only.
        pointing = bool(words & _POINTING)
        end = self._sentence(piece)[1] if pointing and self._goes(piece) else piece.start
        told = (other for other in self._covering if not pointing or other.start < end)
        # What he would `so` wish is what is asked; else who holds him is not meant.
        left_out = frozenset() if "so" in words else {self._holder}
        everywhere = {code for other in told for code in self._pointed(other)} - left_out
        stems = {stem for token in self._read[piece.start : piece.end] for stem in token.stems}
        if not everywhere and pointing and stems & _KEPT and self._holder in self._places.named(0, piece.start):
            return (self._holder,)
        return tuple(everywhere) if len(everywhere) == 1 else None

    def _pointed(self, piece: Clause | Piece) -> tuple[str, ...]:
        """Return the States words may point back to: the one that holds him only as a place to go to or stay in."""
        return tuple(
            dict.fromkeys(
                code
                for item in piece.mentions
                for code in item.states
                if item.slot == "place" or (code != self._holder and item.slot != KIND)
            )
        )

    def _sent(self, piece: Piece, here: _Here) -> tuple[str, ...]:
        """Return where he would be if what is asked were done: that is what he agrees to `if he agrees`."""
        tokens = self._read[piece.start : piece.end]
        stems = {stem for token in tokens for stem in token.stems}
        if stems & _ADDRESSES:
            return _NOWHERE
        if any(token.text == "there" for token in tokens):
            return here.before
        leading = _TOWARDS | (_WITHIN if stems & _STAYS else frozenset())
        named: set[str] = set()
        led: list[str] = []
        for at in range(piece.start, piece.end):
            for place in self._places.at(at):
                named.update(place.states)
                before = self._read[at - 1] if at > 0 else self._read[at]
                if self._read[at].text in _TOWARDS or before.text in leading or before.stems & _MOVES:
                    led.extend(place.states)
        if stems & _RECEIVES:
            led.extend(code for code in sorted(named) if code != self._holder)
        if not led and stems & _KEPT:
            led.append(self._holder)
        implied = (code for item in piece.mentions for code in item.states if code not in named)
        sent = tuple(dict.fromkeys((*led, *implied)))
        if not sent and stems & _MOVES and named <= {self._holder}:
            return here.before  # `can Ukraine hand him over if he is willing?`
        return sent or _NOWHERE

    def _says_where(self, piece: Piece) -> bool:
        """Whether words name a State themselves, and do not only imply one as `repatriation` does."""
        return any(place.states for at in range(piece.start, piece.end) for place in self._places.at(at))

    def _goes(self, piece: Clause) -> bool:
        """Whether a clause says of somebody that he goes `there`, which may be named after it in its sentence."""
        words = [token.text for token in self._read[piece.start : piece.end]]
        return any(word == "there" and before in _GOES for before, word in pairwise(words))

    def _same_subject(self, piece: Clause, told: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return the State the clause before begins with or told of, if this one goes on with a verb and no subject."""
        start = piece.start - (self._read[piece.start].text not in FINITE)
        if start > 0 and self._read[start - 1].text == "it":
            start -= 1
        verb = self._read[start + (self._read[start].text == "it")].text
        if start < 1 or (verb not in FINITE and verb != "'s") or self._read[start - 1].text not in {"and", ","}:
            return None
        last = next((one for one in reversed(self._covering) if isinstance(one, Clause) and one.start < start), None)
        if last is None or last.end < start - 2:
            return None
        # `nothing suggests that Seoul would pass him on to the North, and it has agreed`
        named = next((place.states for place in self._places.at(last.start) if place.states), told)
        return named if len(named) == 1 else None

    def _of_wish(self, piece: Clause, about: str) -> tuple[str, ...] | None:
        """Return the State of what a clause qualifies: the one it is said of in its sentence, or else at all."""
        for start, end in (self._sentence(piece), (0, len(self._read))):
            found = {
                code
                for other in self._covering
                if isinstance(other, Clause) and start <= other.start < end
                for name, _ in other.said
                if name == about or self._pack.facts[name].about == about
                for item in other.mentions
                if item.slot == "state"
                for code in item.states
            }
            if len(found) == 1:
                return tuple(found)
        return None

    def _sentence(self, piece: Clause) -> tuple[int, int]:
        stops = [at for at, token in enumerate(self._read) if token.text in STOPS]
        start = max((at for at in stops if at < piece.start), default=0)
        return start, min((at for at in stops if at >= piece.end), default=len(self._read))

    def _played(self, piece: Clause, before: tuple[str, ...], spoken: tuple[str, ...]) -> bool:
        """Whether words that point back stand for the State that plays the role they are used for."""
        meant = {*before[-1:], *spoken[-1:]}
        return all(
            item.states or item.slot not in self._roles or self._roles[item.slot] in meant for item in piece.mentions
        )


def _named(piece: Clause | Piece) -> tuple[str, ...]:
    return tuple(code for item in piece.mentions if item.slot != KIND for code in item.states)
