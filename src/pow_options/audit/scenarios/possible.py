"""Which outcomes a rule can have at all, read off from what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.grounding import asked_of_states
from pow_options.law.condition import ROLES, And, Compare, Condition, Holds, Not, Or, Same, Truth

if TYPE_CHECKING:
    from pow_options.law import LawRule, Pack


def may_not_bind(rule: LawRule, pack: Pack) -> bool:
    """Whether there are roles or a date for which a rule does not bind."""
    instrument = rule.instrument
    binds = {rule.rule.binds, *instrument.between}
    # Every role but the first can be played by nobody: somebody detains him.
    if binds & set(ROLES[1:]) or rule.rule.only_for or rule.rule.not_for:
        return True
    if instrument.in_force is not None or instrument.emerged is not None or instrument.kind != "treaty":
        return True
    # Where the pack asks whether a State is bound, one that is not listed waits for the answer.
    listed = instrument.parties or instrument.not_parties or instrument.open_only_to
    return bool(listed) or instrument.id not in asked_of_states(pack)


def may_miss(rule: LawRule, pack: Pack) -> bool:
    """Whether the `when` of a rule can be without effect.

    A requirement stands until its `when` is refuted, so there it takes what can be refuted; with any other rule it is
    enough that something in it can be unknown.
    """
    rest = _without_roles(rule.when)
    return rest is not None and (rule.rule.verb != "require" or _can(rest, pack, holds=False))


def may_take_other_reading(rule: LawRule, pack: Pack) -> bool:
    """Whether there is a position under which a rule does not hold."""
    return any(
        set(pack.questions[question].position_ids) - set((chosen,) if isinstance(chosen, str) else chosen)
        for question, chosen in rule.rule.reading.items()
    )


def _without_roles(condition: Condition) -> Condition | None:
    """Return a condition without what is decided when the roles are bound; ``None`` if nothing is left.

    Comparisons between roles are taken to come out so that they leave the rest to decide: where they rule an
    instance out there is none, and so no outcome.
    """
    match condition:
        case Truth() | Same():
            return None
        case Not(item):
            rest = _without_roles(item)
            return None if rest is None else Not(rest)
        case And(items) | Or(items):
            left = tuple(rest for rest in map(_without_roles, items) if rest is not None)
            if len(left) <= 1:
                return left[0] if left else None
            return And(left) if isinstance(condition, And) else Or(left)
        case Holds() | Compare():
            return condition


def _can(condition: Condition, pack: Pack, *, holds: bool) -> bool:
    """Whether a condition can be established, or refuted: a conclusion only where some rule concludes it so."""
    match condition:
        case Not(item):
            return _can(item, pack, holds=not holds)
        case And(items) | Or(items):
            every = isinstance(condition, And) is holds
            return (all if every else any)(_can(item, pack, holds=holds) for item in items)
        case Holds(name) if name.name in pack.conclusions:
            return any(
                rule.head is not None and rule.head.name == name.name and rule.positive is holds
                for rule in pack.rules.values()
            )
        case _:
            return True
