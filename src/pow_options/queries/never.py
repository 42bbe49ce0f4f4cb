"""Combinations of facts that cannot hold together, as a diagram: the completions that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pow_options.cases import NONE, key_of, truth
from pow_options.law.condition import And, Compare, Holds, Not, Or, terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pow_options.law.condition import Condition

    from .diagrams import Diagrams


def allowed(diagrams: Diagrams) -> Any:  # noqa: ANN401 - a diagram of whichever package makes it
    """Return the choices that no combination ruled out by the vocabulary forbids.

    Only combinations in which every fact is open or established are looked at; one that also hangs on a fact no rule
    reads is ruled out by an answer to that fact, and rules out nothing here.
    """
    evaluation = diagrams.evaluation
    roles = evaluation.case.roles
    states = sorted({code for code in roles.values() if code != NONE})
    known = {k: v.possible for k, v in evaluation.resolved.items() if v.possible is not None}
    known |= {k: v for k, v in evaluation.possible.items() if k not in diagrams.choices}
    out = diagrams.manager.true
    for item in evaluation.pack.never:
        used = terms(item.when)
        for destination in states if "destination" in used else states[:1]:
            place = {**roles, "destination": destination, "bound": NONE}
            out &= ~_where(diagrams, item.when, place, known)
    return out


def _where(
    diagrams: Diagrams, condition: Condition, place: Mapping[str, str], known: Mapping[str, frozenset[str]]
) -> Any:  # noqa: ANN401 - as above
    """Return where a condition is established."""
    match condition:
        case And(items):
            return diagrams.every(_where(diagrams, item, place, known) for item in items)
        case Or(items):
            return diagrams.some(_where(diagrams, item, place, known) for item in items)
        case Not(Holds() | Compare() as leaf):
            return _leaf(diagrams, leaf, place, known, wanted=False)
        case Holds() | Compare():
            return _leaf(diagrams, condition, place, known, wanted=True)
        case _:
            return diagrams.manager.true if truth(condition, place, known) is True else diagrams.manager.false


def _leaf(
    diagrams: Diagrams,
    leaf: Holds | Compare,
    place: Mapping[str, str],
    known: Mapping[str, frozenset[str]],
    *,
    wanted: bool,
) -> Any:  # noqa: ANN401 - as above
    key = key_of(leaf.name.name, leaf.name.term, place)
    if key not in diagrams.choices:
        return diagrams.manager.true if truth(leaf, place, known) is wanted else diagrams.manager.false
    current = diagrams.evaluation.possible.get(key)
    fitting = []
    for choice in diagrams.choices[key]:
        possible = {**known, key: frozenset((choice,))} if choice else {**known, **({key: current} if current else {})}
        if truth(leaf, place, possible) is wanted:
            fitting.append(diagrams.chosen(key, choice))
    return diagrams.some(fitting)
