"""Covering every word of a question with clauses and what stands around them, the best way there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .around import Surroundings
from .asking import Asking
from .carrying import Carrying
from .clauses import Clauses
from .joints import ASKED, CONDITIONAL, DOES, MARKS, SUBJECTS, TIMES, Joints
from .pieces import Clause, Piece
from .words import STOPS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pow_options.law.model import Fact

    from .lexicon import Lexicon
    from .matching import Matcher
    from .places import Places
    from .words import Token

_REPORTING = (
    "know hear heard say says said tell tells told assume suppose imagine understand believe think learn find show "
    "settled decided established confirmed proven proved certain clear sure true"
)
_REPORTS = frozenset(_REPORTING.split())
_WOULD = frozenset({"would", "could", "might", "only"})
_KEPT = 4
"""Coverings kept of those that are equally good."""


class _Path(NamedTuple):
    cost: tuple[int, int, int, int, int]
    pieces: tuple[Clause | Piece, ...]


class _Here(NamedTuple):
    """Where a covering stands.

    ``last`` is the clause before, ``joint`` what joins the next one to it, ``asking`` whether something was asked in
    this sentence. ``owed`` is the place, from one, of a word such as `if` that no condition has followed yet;
    ``framed`` whether this sentence says what it supposes, or what it asks.
    """

    last: Clause | None
    joint: str
    asking: bool
    owed: int
    framed: bool


class _Step(NamedTuple):
    """One step on: to which place, how things stand there, what was found and at what price."""

    end: int
    then: _Here
    pieces: tuple[Clause | Piece, ...] = ()
    price: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Words not understood, words only a question may hold or a clause passes over, words that ask, and clauses."""


class Coverer:
    """Finds the coverings of one question."""

    def __init__(
        self, lexicon: Lexicon, tokens: Sequence[Token], matcher: Matcher, places: Places, facts: Mapping[str, Fact]
    ) -> None:
        """Take the words of a pack, those of the question, and what matches them."""
        self._lexicon = lexicon
        self._tokens = tokens
        self._matcher = matcher
        self._places = places
        self._clauses = Clauses(lexicon, tokens, matcher, places, facts)
        self._carrying = Carrying(lexicon, tokens, matcher, places, self._clauses, facts)
        self._joints = Joints(lexicon, tokens, matcher, places)
        self._asking = Asking(lexicon, tokens, matcher, places, self._clauses, self._joints)
        self._around = Surroundings(lexicon, matcher, self._joints, self._asking)
        self._stepped: dict[tuple[int, _Here], tuple[_Step, ...]] = {}

    def best(self, *, finest: bool = False) -> list[tuple[Clause | Piece, ...]]:
        """Return the best coverings, all of them should several be equally good.

        Of those that leave least over they have the fewest clauses; or the most, if the ``finest`` are asked for.
        """
        count = len(self._tokens)
        weight = -1 if finest else 1
        table: list[dict[_Here, list[_Path]]] = [{} for _ in range(count + 1)]
        table[0][_Here(None, "start", asking=False, owed=0, framed=False)] = [_Path((0, 0, 0, 0, 0), ())]
        for at in range(count):
            for here, paths in table[at].items():
                for step in self._onward(at, here):
                    for path in paths:
                        _keep(table[step.end].setdefault(step.then, []), _after(path, step, weight))
        ends = [
            _after(path, self._closed(count, here), weight) for here, paths in table[count].items() for path in paths
        ]
        best = min((path.cost for path in ends), default=None)
        return list(dict.fromkeys(path.pieces for path in ends if path.cost == best))

    def _onward(self, at: int, here: _Here) -> tuple[_Step, ...]:
        """Return the steps from a place; they are the same whatever covering is looked for."""
        if (at, here) not in self._stepped:
            self._stepped[at, here] = tuple(self._steps(at, here))
        return self._stepped[at, here]

    def _steps(self, at: int, here: _Here) -> Iterator[_Step]:
        text = self._tokens[at].text
        for clause in self._said(at, here):
            # `does his wish to stay count`: after what is supposed the question goes on.
            joint = "asked" if here.joint == "bare" else ""
            then = here._replace(last=clause, joint=joint, owed=0)
            yield _Step(clause.end, then, (clause,), (0, clause.restated, 0, 1))
        if text in MARKS:
            yield self._marked(at, here)
        if text == "or" and here.joint in {"open", "asked"}:
            yield _Step(at + 1, here._replace(joint="asked"))
        if text == "or" and here.last is not None and here.last.denied and here.joint == "":
            yield _Step(at + 1, here._replace(joint="or"))
        yield from self._passed(at, here)
        if self._matcher.free[at] and here.joint != "or" and not self._joints.inverts(at, here.joint):
            conjunction = text == "that" and here.joint == "if"
            subject = text in SUBJECTS and not conjunction and here.joint not in {"", *ASKED}
            yield _Step(at + 1, here._replace(joint="in" if subject else here.joint))
        yield _Step(at + 1, here._replace(joint="and", owed=0), (Piece(at, at + 1, "unknown"),), (1, 0, 0, 0))

    def _closed(self, at: int, here: _Here) -> _Step:
        """Return the end of a sentence, or of a part of one that has a subject: what was begun must have been said."""
        then = here._replace(joint="stop", asking=False, owed=0, framed=False)
        if here.owed or here.joint == "in":
            start = here.owed - 1 if here.owed else at - 1
            return _Step(at, then, (Piece(start, at, "unknown"),), (1, 0, 0, 0))
        return _Step(at, then)

    def _marked(self, at: int, here: _Here) -> _Step:
        if self._tokens[at].text in STOPS:
            if self._tokens[at].text == "?" and not here.framed and here.joint not in {"start", "stop", "in"}:
                # `Fit to travel?` asks for a fact and supposes none.
                here = here._replace(owed=here.owed or at)
            if self._tokens[at].text == "." and here.joint == "bare" and self._asked_of(at):
                here = here._replace(owed=here.owed or at)  # `Will Seoul.` asks nothing
            return self._closed(at, here)._replace(end=at + 1)
        inserted = self._joints.inserted(at) if here.joint == "in" else None
        if inserted is not None:
            return _Step(inserted, here)
        return self._joined(at, at + 1, here, "comma")

    def _joined(self, at: int, end: int, here: _Here, joint: str) -> _Step:
        """Return the step over what joins parts of one sentence."""
        if here.joint == "in":
            step = self._closed(at, here)
            return step._replace(end=end, then=step.then._replace(joint=joint, asking=here.asking, framed=here.framed))
        if here.joint in {"start", "stop"}:
            return _Step(end, here)
        return _Step(end, here._replace(joint="asked" if here.joint in ASKED else joint))

    def _passed(self, at: int, here: _Here) -> Iterator[_Step]:
        """Yield the steps over words that suppose nothing by themselves."""
        joint, text_at = here.joint, self._tokens[at].text
        for end, kind, mentions, strange in self._around.at(at):
            piece = Piece(at, end, kind, mentions, strange)
            price = (0, strange, end - at, 0)
            if kind == "and":
                # `no assurance, none at all`: what denies by itself goes on with what was said.
                if joint == "comma" or not any(self._matcher.denial[at:end]):
                    yield self._joined(at, end, here, "and")
            elif kind == "if" and not self._limits(at, here) and not (joint in ASKED and self._reports(at, end)):
                begun = self._closed(at, here) if joint == "in" else _Step(at, here)
                then = here._replace(joint="if", owed=0 if begun.pieces else here.owed, framed=True)
                then = then._replace(owed=then.owed or at + 1)
                yield _Step(end, then, begun.pieces, begun.price)
            elif kind == "frame":
                if joint in ASKED and self._reports(at, end):
                    continue  # `has he told us he refuses`
                if text_at == "'s":
                    continue  # `at the prisoner's request`
                apart = self._tokens[at - 1].text != "to" and (end > at + 1 or self._apart(end, joint))
                # `they would torture him and pass him on to the North` tells, and asks nothing.
                told = joint == "" and self._joints.marks[at] == "."
                told = told or (bool(mentions) and joint in {"", "and"} and self._joints.marks[at] != "?")
                if joint not in {"in", "if"} and apart and not told:
                    # What begins as a question is one: nothing is supposed right after it.
                    opens = self._joints.begins(at)
                    framed = here._replace(joint="open" if opens else "asked", asking=here.asking or opens, framed=True)
                    yield _Step(end, framed, (piece,), price)
            elif kind == "fragment":
                if joint in {"start", "stop"}:
                    then = here._replace(joint="asked", asking=True, framed=True)
                    yield _Step(end, then, (piece,), price)
            elif kind in ASKED:
                if self._joints.opens(at, joint, again=here.asking) and (not strange or self._joints.plainly(at)):
                    begun = self._closed(at, here) if here.owed else _Step(at, here)
                    # `what if` asks nothing that could go on.
                    what_if = [token.text for token in self._tokens[at : end + 1]] == ["what", "if"]
                    then = here._replace(joint=kind, asking=not what_if, owed=0, framed=True)
                    yield _Step(end, then, (*begun.pieces, piece), (begun.price[0], strange, end - at, 0))
                elif (not strange or joint == "asked") and self._goes_on(at, here):
                    yield _Step(end, here._replace(joint=kind), (piece,), price)

    def _limits(self, at: int, here: _Here) -> bool:
        """Whether a word limits what was said just before."""
        if here.last is None or here.joint not in {"", "comma", "and"}:
            return False
        if here.joint == "" and not here.framed and self._joints.postpones(at):
            return True
        alone = self._tokens[at - 1].text == "only"
        return (alone or not here.asking) and self._joints.limits(at, here.last.start)

    def _reports(self, at: int, end: int) -> bool:
        """Whether words that may stand for `if` are what is asked: `do we know the war is over`."""
        return any(token.text in _REPORTS for token in self._tokens[at:end])

    def _unreal(self, at: int) -> bool:
        """Whether what is reported from a place on was not: `he would have said he wants to go`."""
        said = self._tokens[self._matcher.behind(at) : at]
        return self._tokens[at].text in _REPORTS and any(token.text in _WOULD for token in said)

    def _apart(self, end: int, joint: str) -> bool:
        """Whether one word stands for itself: a mark, a conjunction or nothing on either side."""
        return joint in {"start", "stop", "comma", "asked", "and"} and self._joints.pauses(end)

    def _goes_on(self, at: int, here: _Here) -> bool:
        """Whether a question may go on here: after a condition put in between it does so with a verb, not a subject."""
        if not here.asking or here.joint not in {"", "comma", "asked"}:
            return False
        begun = self._matcher.behind(at)
        listed = begun > 0 and self._tokens[begun - 1].text == ","
        if listed and here.last is not None and not self._set_apart(here.last.start):
            return False  # `does a man who refuses to stay, go home or go to Russia ...`
        token = self._tokens[at]
        if token.text in SUBJECTS or token.text in CONDITIONAL or self._places.at(at) or token.text.endswith("ing"):
            return False
        if here.joint == "":
            return token.text == "be"  # `can a man who refuses be kept`
        return here.joint == "asked" or not self._matcher.free[at]

    def _asked_of(self, at: int) -> bool:
        """Whether what stands at a place is asked of him or of a State just named."""
        before = self._tokens[at - 1].text
        return before == "he" or (
            before != "'s" and any(place.end == at for start in range(at) for place in self._places.at(start))
        )

    def _of_another(self, at: int) -> bool:
        """Whether `who` goes on about somebody else: `separated from his comrades, who want to go home`."""
        if self._tokens[at].text not in {"who", "whose"} or at <= 1:
            return False
        before = at - 1 - (self._tokens[at - 1].text in {",", "and", "but"})
        before -= self._tokens[before].text == ","
        named = any(place.end == before + 1 for start in range(before + 1) for place in self._places.at(start))
        return not named and self._tokens[before].text != "he"

    def _set_apart(self, at: int) -> bool:
        """Whether a condition is put in between: `may he, if he refuses, go`."""
        return any(token.text in {",", "-", "("} for token in self._tokens[self._joints.starts[at] : at])

    def _said(self, at: int, here: _Here) -> Iterator[Clause]:
        last, joint = here.last, here.joint
        if at > 0 and self._tokens[at - 1].text in {"to", "into"} and self._places.at(at):
            return  # the State is where somebody goes, and not what the next clause is about
        within = at > 1 and self._tokens[at - 1].text == "in" and not self._joints.pauses(at - 2)
        if within and self._matcher.placed_last(at):
            return  # `has an embassy in Kyiv and has agreed`
        begun = self._matcher.behind(at)
        if begun > 0 and self._tokens[begun - 1].text == "nor":
            return  # what follows it is denied, and a clause that says so begins with it
        if last is not None and joint == "" and not here.framed and self._joints.postpones(at):
            return
        if any(self._of_another(place) for place in range(begun, at + 1)):
            return
        added = bool(self._tokens[at].stems & self._lexicon.added) or self._tokens[at].text in TIMES
        named = bool(self._tokens[at].stems & self._lexicon.named)
        if self._joints.inverts(at, joint) or (joint == "open" and not added) or self._unreal(at):
            return
        if joint == "bare" and "any" in {self._tokens[at - 1].text, self._tokens[at].text}:
            return  # `is any consent to return worth something` supposes none
        if joint == "bare" and self._asked_of(at):
            return  # `has Russia consented to take him`
        if joint == "bare" and not named:
            # `would torture awaiting him bar his return`: of what is named it is asked what it does.
            plain = self._tokens[at].text in SUBJECTS or bool(self._places.at(at))
            if self._tokens[at - 1].text in DOES and not plain and not self._tokens[at].text.endswith("ing"):
                yield from (one for one in self._clauses.at(at) if self._asking.goes_on(one.end))
            return
        if joint == "or":
            yield from self._clauses.denied(at)
            return
        yield from (one for one in self._clauses.at(at) if not one.closed or self._joints.pauses(one.end))
        if last is not None and (joint in {"and", "comma"} or (joint == "" and self._tokens[at].text == "nor")):
            yield from (clause for clause in self._carrying.joined(at, last) if self._joints.pauses(clause.end))
        if last is not None and joint in {"and", "comma", "if", "stop"}:
            yield from (clause for clause in self._carrying.verbal(at, last) if self._joints.pauses(clause.end))


def _after(path: _Path, step: _Step, weight: int) -> _Path:
    """Return a path with a step added; each of its clauses counts for or against it."""
    cost = (
        path.cost[0] + step.price[0],
        path.cost[1] + step.price[1],
        path.cost[2] + step.price[2],
        path.cost[3] + weight * step.price[3],
        path.cost[4] + len(step.pieces),
    )
    return _Path(cost, (*path.pieces, *step.pieces))


def _keep(paths: list[_Path], new: _Path) -> None:
    """Keep the best paths to a place."""
    if paths and new.cost > paths[0].cost:
        return
    if paths and new.cost < paths[0].cost:
        paths.clear()
    if len(paths) < _KEPT and new not in paths:
        paths.append(new)
