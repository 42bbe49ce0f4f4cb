"""``flip``: the smallest changes of facts that put another option first. Schema ``pow-options/flip/1``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from pow_options.assessment.measuring import ranked
from pow_options.assessment.model import Part

from .changing import Supposed, smallest, told
from .diagrams import Diagrams, TooLargeError
from .heading import About, heading
from .never import allowed
from .regions import Regions, open_facts

if TYPE_CHECKING:
    from pow_options.assessment import Evaluation


class Flip(Part):
    """Changes that put another option first."""

    changes: tuple[Supposed, ...]
    first: str
    state: str


class Flips(About):
    """The smallest changes that put another option first, all of one size, each run again."""

    schema_: Literal["pow-options/flip/1"] = Field(default="pow-options/flip/1", alias="schema")
    first: str
    state: str
    revise: bool
    sets: tuple[Flip, ...]
    complete: bool


def flip(evaluation: Evaluation, *, revise: bool, most: int, budget: int) -> Flips:
    """Return the smallest changes of facts that put another option first."""
    first = ranked(evaluation)[0][0]
    states: dict[str, str] = {o.option.id: o.state for o in evaluation.ground.options}
    sets: tuple[Flip, ...] = ()
    complete = False
    try:
        choices = open_facts(evaluation, as_is=True, revise="all" if revise else "nothing")
        diagrams = Diagrams(evaluation, choices, budget=budget)
        regions = Regions(diagrams)
        # The first falls as soon as one route of another option stands above, or level with, all its own.
        mine = [route for o in evaluation.ground.options if o.option.id == first for route in o.routes]
        others = [route for o in evaluation.ground.options if o.option.id != first for route in o.routes]
        target = diagrams.some(regions.best(route, mine) for route in others) & allowed(diagrams)
        found = smallest(evaluation, diagrams, target, lambda then: ranked(then)[0][0] != first, most)
        complete = found.complete
        sets = tuple(
            Flip(changes=told(evaluation, choice), first=name, state=states[name])
            for choice, then in found.sets
            for name in (ranked(then)[0][0],)
        )
    except TooLargeError:
        pass
    return Flips(**heading(evaluation), first=first, state=states[first], revise=revise, sets=sets, complete=complete)
