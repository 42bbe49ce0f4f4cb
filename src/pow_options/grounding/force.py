"""Whether a rule binds: whose it is, from when to when, between whom, and with which declarations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pow_options.cases import NONE
from pow_options.law.condition import ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from pow_options.law.model import Instrument, Route
    from pow_options.law.pack import LawRule


@dataclass(frozen=True, slots=True)
class NotBinding:
    """Why a rule does not bind: a ``code``, the State meant, and the date it turns on, where there is one."""

    code: str
    state: str = ""
    on: str = ""


def bound_state(rule: LawRule, roles: Mapping[str, str]) -> str:
    """Return the State a rule binds, or ``none``."""
    binds = rule.rule.binds
    return roles[binds] if binds in ROLES else binds


def party(instrument: Instrument, state: str, law_on: date) -> bool | None:
    """Whether a treaty binds a State on a date; ``None`` if the pack does not say."""
    entry = instrument.parties.get(state)
    if entry is None:
        excluded = state in instrument.not_parties
        return False if excluded or (instrument.open_only_to and state not in instrument.open_only_to) else None
    if instrument.in_force is not None and law_on < instrument.in_force:
        return False
    return entry.in_force <= law_on and (entry.until is None or law_on < entry.until)


def not_looked_up(rule: LawRule, roles: Mapping[str, str], law_on: date, asked: frozenset[str]) -> tuple[str, ...]:
    """Return the States of which the pack does not say whether the rule's treaty binds them.

    ``asked`` are the treaties whose binding a State can be asked as a fact; for the others an unlisted State is none.
    """
    if rule.instrument.kind != "treaty" or rule.instrument.id not in asked:
        return ()
    states = dict.fromkeys((bound_state(rule, roles), *(roles[role] for role in rule.instrument.between)))
    return tuple(state for state in states if state != NONE and party(rule.instrument, state, law_on) is None)


def not_binding(
    rule: LawRule, roles: Mapping[str, str], law_on: date, route: Route | None, asked: frozenset[str] = frozenset()
) -> NotBinding | None:
    """Return why a rule does not bind in a case on a date (on a route, if it acts on one), or ``None`` if it does.

    ``asked`` as for ``not_looked_up``: there the rule stays, and waits for the answer.
    """
    state = bound_state(rule, roles)
    if state == NONE:
        return NotBinding("nobody")
    for code in (state, *(roles[role] for role in others_bound(rule))):
        reason = not_in_force(rule.instrument, code, law_on, asked)
        if reason is not None:
            return reason
    reason = not_declared(rule, state, law_on)
    if reason is not None:
        return reason
    return not_its_act(rule, roles, route)


def others_bound(rule: LawRule) -> tuple[str, ...]:
    """Return the roles whose States a treaty must bind beside the one the rule addresses."""
    return rule.instrument.between if rule.instrument.kind == "treaty" else ()


def not_in_force(instrument: Instrument, code: str, law_on: date, asked: frozenset[str]) -> NotBinding | None:
    """Return why an instrument is not in force for a State on a date, or ``None`` if it is."""
    if instrument.kind == "treaty":
        return _treaty(instrument, code, law_on, waits=instrument.id in asked)
    if instrument.kind == "domestic":
        if instrument.in_force is None or law_on < instrument.in_force:
            return NotBinding("not_yet_law", code, str(instrument.in_force))
    elif instrument.emerged is None or law_on < instrument.emerged:
        return NotBinding("not_yet_emerged", "", str(instrument.emerged))
    return None


def not_its_act(rule: LawRule, roles: Mapping[str, str], route: Route | None) -> NotBinding | None:
    """Return that a rule judges an act of another State than the one it binds, or ``None``."""
    state = bound_state(rule, roles)
    # A State's conduct is judged by the law that binds that State; others' law can only speak for or against.
    weighs = rule.rule.verb in {"conclude", "support", "oppose"}
    if route is not None and not weighs and roles[route.actor] != state:
        return NotBinding("not_its_act", state)
    return None


def _treaty(instrument: Instrument, code: str, law_on: date, *, waits: bool) -> NotBinding | None:
    if code == NONE:
        return NotBinding("no_other_side")
    if instrument.in_force is not None and law_on < instrument.in_force:
        return NotBinding("not_in_force", "", str(instrument.in_force))
    entry = instrument.parties.get(code)
    if entry is None:
        unknown = waits and party(instrument, code, law_on) is None
        return None if unknown else NotBinding("not_a_party", code)
    if law_on < entry.in_force:
        return NotBinding("not_yet_a_party", code, str(entry.in_force))
    if entry.until is not None and law_on >= entry.until:
        return NotBinding("no_longer_a_party", code, str(entry.until))
    return None


def not_declared(rule: LawRule, state: str, law_on: date) -> NotBinding | None:
    """Return which declaration a State made, or did not make, that keeps a rule from binding it, or ``None``."""
    made = {
        item.id
        for item in rule.instrument.declarations
        if item.by == state and item.on <= law_on and (item.withdrawn is None or law_on < item.withdrawn)
    }
    if rule.rule.only_for is not None and rule.rule.only_for not in made:
        return NotBinding("declaration_not_made", state)
    if rule.rule.not_for is not None and rule.rule.not_for in made:
        return NotBinding("declaration_made", state)
    return None
