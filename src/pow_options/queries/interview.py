"""``interview``: asks only what can still matter, most decisive first, and writes the answers down as a case."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pow_options.assessment import who
from pow_options.assessment.conditions import fill_slots
from pow_options.assessment.measuring import ranked
from pow_options.cases import split_key
from pow_options.law.condition import ROLES
from pow_options.law.names import value_fault
from pow_options.messages import en_queries as words

from .counting import Counting
from .diagrams import MAX_NODES, Diagrams, TooLargeError
from .never import allowed
from .regions import Regions, open_facts
from .unknowns import DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pow_options.assessment import Evaluation

    from .asking import Question
    from .diagrams import Diagram

ORIGIN = "interview"
"""The origin all answers share: one interview is one voice."""


class Answer(NamedTuple):
    """A fact that was asked and its value; ``None`` where it is not known."""

    fact: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Asking:
    """A question to be put.

    ``values`` are the answers there can be, each with what it means; a date or number is asked for without any.
    ``share`` is the part of all that is still open which the answer decides, ``moves`` the States of the options whose
    status or rank it can move.
    """

    fact: str
    asks: str
    values: tuple[tuple[str, str], ...]
    kind: str
    who: str
    share: float
    moves: tuple[str, ...]


class Interview:
    """Answers so far, and what to ask next.

    It is over when no answer can change a status, or the order of the options as far as the criteria read that come
    before conditions are counted; or ``abandoned``, if what can matter takes more to work out than the budget allows.
    """

    def __init__(self, asked: Question, as_of: date, law_on: date, *, budget: int = MAX_NODES) -> None:
        """Begin with a case of which only the roles are known, judged as of a day under the law of a day."""
        self.budget = budget
        self.abandoned = False
        self.asked = asked
        self.as_of = as_of
        self.law_on = law_on
        self.answers: list[Answer] = []

    def evaluation(self) -> Evaluation:
        """Return the case with the answers given so far."""
        facts = {item.fact: item.value for item in self.answers if item.value is not None}
        return self.asked.supposing(facts).at(self.as_of, self.law_on)

    def answer(self, fact: str, value: str | None) -> None:
        """Note an answer; ``None`` is *I don't know*."""
        self.answers.append(Answer(fact, value))

    def fits(self, fact: str, value: str) -> bool:
        """Whether a value is one the vocabulary has for a fact."""
        name = split_key(fact)[0]
        return value_fault(value, name, self.asked.pack.facts[name]) is None

    def back(self) -> Answer | None:
        """Take the last answer back and return it; ``None`` if there is none."""
        return self.answers.pop() if self.answers else None

    def next(self) -> Asking | None:
        """Return what to ask next, or ``None`` if no answer can change anything."""
        evaluation = self.evaluation()
        put = {item.fact for item in self.answers}
        # First what decides between statuses; once none is open, what decides the order: by then little is unknown.
        for turning, as_is in ((_statuses, False), (_statuses, True), (_order, False), (_order, True)):
            choices = {k: v for k, v in open_facts(evaluation, as_is=as_is).items() if k not in put}
            if not choices:
                return None
            try:
                found = _most_decisive(Diagrams(evaluation, choices, budget=self.budget), turning)
            except TooLargeError:
                self.abandoned = True
                return None
            if found is not None:
                return _asking(evaluation, *found)
        return None

    def case(self, case_id: str, title: str) -> str:
        """Return the text of a case file with the answers as statements."""
        return "\n".join(_lines(self, case_id, title)) + "\n"


Turning = Callable[[Regions, list[str]], "Iterator[tuple[str, list[Diagram]]]"]
"""Yields options with regions that make up everything there can be."""


def _most_decisive(diagrams: Diagrams, turning: Turning) -> tuple[str, float, tuple[str, ...]] | None:
    """Return the fact that decides most, the part it decides, and the options it moves; ``None`` if none does."""
    evaluation = diagrams.evaluation
    regions = Regions(diagrams)
    possible = allowed(diagrams)
    counting = Counting(diagrams)
    now = [name for name, *_ in ranked(evaluation)]
    shares: dict[str, dict[str, float]] = {}
    for option, places in turning(regions, now):
        open_places = [place & possible for place in places]
        for fact in dict.fromkeys(f for place in open_places for f in diagrams.facts(place)):
            names = diagrams.variables["fact", fact]
            decided = diagrams.some(place & diagrams.manager.exist(names, possible & ~place) for place in open_places)
            if decided != regions.false:
                mine = shares.setdefault(fact, {})
                mine[option] = max(counting.part(decided), mine.get(option, 0.0))
    if not shares:
        return None
    fact = min(shares, key=lambda item: (-round(sum(shares[item].values()), DIGITS), item))
    whole = counting.part(possible)
    moved = tuple(option for option in now if option in shares[fact])
    return fact, round(max(shares[fact].values()) / whole, DIGITS), moved


def _statuses(regions: Regions, options: list[str]) -> Iterator[tuple[str, list[Diagram]]]:
    """Yield, for each option, where it has each status."""
    for option in options:
        yield option, list(regions.option(option).where.values())


def _order(regions: Regions, options: list[str]) -> Iterator[tuple[str, list[Diagram]]]:
    """Yield, for each option, where it stands above each of the others, and where not."""
    routes: dict[str, tuple[str, ...]] = {o.option.id: o.routes for o in regions.evaluation.ground.options}
    for place, option in enumerate(options):
        for other in options[place + 1 :]:
            above = regions.diagrams.some(regions.best(route, routes[other]) for route in routes[option])
            yield option, [above, ~above]


def _asking(evaluation: Evaluation, fact: str, share: float, moved: tuple[str, ...]) -> Asking:
    name, state = split_key(fact)
    entry = evaluation.pack.facts[name]
    slots = {role: evaluation.state_name(code) for role, code in evaluation.case.roles.items()}
    asks = fill_slots(entry.question, {**slots, "state": evaluation.state_name(state or "none")})
    states: dict[str, str] = {o.option.id: o.state for o in evaluation.ground.options}
    values: tuple[tuple[str, str], ...] = ()
    if entry.type == "bool":
        values = (("true", words.YES), ("false", words.NO))
    elif entry.values:
        values = tuple(entry.values.items())
    return Asking(
        fact, asks, values, entry.type, who(evaluation, fact), share, tuple(states[option] for option in moved)
    )


def _lines(interview: Interview, case_id: str, title: str) -> Iterator[str]:
    case, pack = interview.asked.case, interview.asked.pack
    yield "schema: pow-options/case/1"
    yield f"id: {case_id}"
    yield f"title: {json.dumps(title, ensure_ascii=False)}"
    yield f"# {words.INTERVIEWED.format(as_of=interview.as_of, law_on=interview.law_on)}"
    yield "roles:"
    yield from (f"  {role}: {case.roles[role]}" for role in ROLES)
    known = [item for item in interview.answers if item.value is not None]
    yield "statements:" if known else "statements: []"
    for number, item in enumerate(known, start=1):
        fact = pack.facts[split_key(item.fact)[0]]
        value = str(item.value)
        yield f"  - id: answer-{number}"
        yield f"    fact: {item.fact}"
        yield f"    value: {value}"
        yield f"    said_on: {interview.as_of}"
        yield f"    known_on: {interview.as_of}"
        yield f"    source: {words.ANSWERED}"
        # Whoever answers vouches for what the standard asks; a reader may grade it anew.
        yield f"    grade: {fact.standard_for(value)}"
        yield f"    derived_from: {ORIGIN}"
        if fact.kind == "judgement":
            yield f"    judged_by: {words.INTERVIEWEE}"
    asked = [item.fact for item in interview.answers if item.value is None]
    if asked:
        yield f"# {words.NOT_KNOWN.format(facts=', '.join(asked))}"
