"""Faults of the rules: names, routes, readings, declarations, overrides, and whom a rule may bind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pow_options.source import nearest

from .condition import ROLES, TERMS, names
from .names import name_faults
from .pack import INTERNATIONAL
from .priority import allowed_pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pow_options.source import Diagnostic, Document

    from .condition import Condition
    from .pack import LawRule, Pack

_SLOT = re.compile(r"\{([^{}]*)\}")


def rules(pack: Pack, *, complete: bool) -> list[Diagnostic]:
    """Faults of every rule of the pack."""
    found: list[Diagnostic] = []
    routes = pack.routes()
    for rule in pack.rules.values():
        found.extend(_identity(rule, pack))
        found.extend(_conditions(rule, pack))
        found.extend(_routes(rule, routes))
        found.extend(_reading(rule, rule.rule.reading, ("reading",), pack))
        found.extend(_addressee(rule, pack))
        found.extend(_orders(rule, pack))
        found.extend(_overrides(rule, pack, complete=complete))
    return found


def _identity(rule: LawRule, pack: Pack) -> Iterable[Diagnostic]:
    document, path = rule.place
    if not rule.id.startswith(f"{rule.instrument.id}-"):
        hint = f"call it `{rule.instrument.id}-...`"
        yield document.diagnostic((*path, "id"), f"`{rule.id}` does not start with the id of its instrument", hint)
    for slot in _SLOT.findall(rule.rule.says):
        if slot not in TERMS:
            hint = "use one of " + ", ".join(f"{{{term}}}" for term in TERMS)
            yield document.diagnostic((*path, "says"), f"`{{{slot}}}` is not a slot", hint)
    declared = {item.id for item in rule.instrument.declarations}
    for key in ("only_for", "not_for"):
        name = getattr(rule.rule, key)
        if name is not None and name not in declared:
            message = f"`{name}` is not a declaration listed with this instrument"
            yield document.diagnostic((*path, key), message, nearest(name, declared))
    for index, other in enumerate(rule.rule.contested_with):
        if other not in pack.rules:
            yield _absent(document, (*path, "contested_with", index), other, "the declaration", pack)


def _absent(document: Document, path: tuple[str | int, ...], name: str, what: str, pack: Pack) -> Diagnostic:
    """Return what is wrong with naming a rule that is not there: little, if its instrument is not there either."""
    if name.split("-", 1)[0] in pack.instruments:
        return document.diagnostic(path, f"there is no rule `{name}`", nearest(name, pack.rules))
    message = f"`{name}` belongs to no instrument of this pack; {what} does nothing"
    return document.diagnostic(path, message, nearest(name, pack.rules), severity="warning")


def _conditions(rule: LawRule, pack: Pack) -> Iterable[Diagnostic]:
    document, path = rule.place
    parts: list[tuple[tuple[str, ...], Condition | None]] = [
        (("when",), rule.when),
        (("unless",), rule.unless),
        (("require", "condition"), rule.condition),
    ]
    for key, condition in parts:
        if condition is None:
            continue
        for fault in name_faults(condition, pack):
            yield document.diagnostic((*path, *key), fault.message, fault.hint, offset=fault.offset)
    if rule.head is None:
        return
    name = rule.head
    if name.name in pack.facts:
        message = f"`{name.name}` is a fact; rules do not conclude facts"
        hint = "a fact is stated in a case; declare a conclusion of another name"
        yield document.diagnostic((*path, "conclude"), message, hint, offset=name.offset)
    elif name.name not in pack.conclusions:
        message = f"`{name.name}` is not a conclusion of this pack"
        hint = nearest(name.name, pack.conclusions) or "declare it under `conclusions` in `facts.yaml`"
        yield document.diagnostic((*path, "conclude"), message, hint, offset=name.offset)
    elif pack.conclusions[name.name].per_state is not (name.term is not None):
        per_state = pack.conclusions[name.name].per_state
        message = f"`{name.name}` is {'' if per_state else 'not '}concluded per State"
        hint = f"write `{name.name}(destination)`" if per_state else f"write `{name.name}`"
        yield document.diagnostic((*path, "conclude"), message, hint, offset=name.offset)


def _routes(rule: LawRule, routes: Mapping[str, object]) -> Iterable[Diagnostic]:
    document, path = rule.place
    key: tuple[str, ...] = ("require", "on") if rule.rule.require is not None else (rule.rule.verb,)
    for index, route in enumerate(rule.rule.routes):
        if route not in routes:
            yield document.diagnostic((*path, *key, index), f"there is no route `{route}`", nearest(route, routes))


def _reading(
    rule: LawRule, reading: Mapping[str, str | tuple[str, ...]], key: tuple[str | int, ...], pack: Pack
) -> Iterable[Diagnostic]:
    document, path = rule.place
    for question, chosen in reading.items():
        if question not in pack.questions:
            message = f"`{question}` is not a contested question of this pack"
            yield document.diagnostic((*path, *key, question), message, nearest(question, pack.questions), key=True)
            continue
        positions = pack.questions[question].position_ids
        for index, choice in enumerate((chosen,) if isinstance(chosen, str) else chosen):
            if choice not in positions:
                message = f"`{choice}` is not a position of `{question}`"
                where = (*path, *key, question) if isinstance(chosen, str) else (*path, *key, question, index)
                yield document.diagnostic(where, message, nearest(choice, positions))


def _addressee(rule: LawRule, pack: Pack) -> Iterable[Diagnostic]:
    document, path = rule.place
    binds = rule.rule.binds
    if rule.domestic:
        if binds != rule.instrument.state:
            message = f"law of {rule.instrument.state} cannot bind `{binds}`: domestic law binds its own State only"
            hint = f"write `binds: {rule.instrument.state}`; on other States' acts it can conclude, support or oppose"
            yield document.diagnostic((*path, "binds"), message, hint)
    elif binds not in ROLES:
        message = f"international law binds a role, not `{binds}` by name"
        yield document.diagnostic((*path, "binds"), message, "use one of " + ", ".join(f"`{r}`" for r in ROLES))
    _ = pack


def _orders(rule: LawRule, pack: Pack) -> Iterable[Diagnostic]:
    document, path = rule.place
    own = rule.instrument.state if rule.domestic else INTERNATIONAL
    parts: list[tuple[tuple[str, ...], Condition | None]] = [
        (("when",), rule.when),
        (("unless",), rule.unless),
        (("require", "condition"), rule.condition),
    ]
    for key, condition in parts:
        for name in names(condition) if condition is not None else ():
            conclusion = pack.conclusions.get(name.name)
            if conclusion is not None and conclusion.order not in {own, INTERNATIONAL}:
                message = (
                    f"`{name.name}` is a conclusion of the law of {conclusion.order}, which this rule may not read"
                )
                hint = "a rule of international law, or of another State, does not rest on it"
                yield document.diagnostic((*path, *key), message, hint, offset=name.offset)
    if rule.head is not None and rule.head.name in pack.conclusions:
        order = pack.conclusions[rule.head.name].order
        if order != own:
            message = f"`{rule.head.name}` belongs to the order `{order}`, this rule to `{own}`"
            hint = "a rule concludes what belongs to its own order"
            yield document.diagnostic((*path, "conclude"), message, hint, offset=rule.head.offset)


def _overrides(rule: LawRule, pack: Pack, *, complete: bool) -> Iterable[Diagnostic]:
    document, path = rule.place
    for index, entry in enumerate(rule.rule.overrides):
        here = (*path, "overrides", index)
        yield from _reading(rule, entry.reading, ("overrides", index, "reading"), pack)
        if entry.instrument is not None:
            yield from _overridden_instrument(rule, entry.instrument, here, pack, complete=complete)
            continue
        name = str(entry.rule)
        other = pack.rules.get(name)
        if other is None:
            if not complete:
                continue
            yield _absent(document, (*here, "rule"), name, "the override", pack)
            continue
        if not allowed_pair(rule, other):
            message = f"a rule that `{rule.rule.verb}`s does not prevail over `{name}`, which `{other.rule.verb}`s"
            if rule.rule.routes and other.rule.routes and not set(rule.rule.routes) & set(other.rule.routes):
                message = f"this rule and `{name}` act on no route in common; neither can prevail over the other"
            hint = (
                "allowed: a conclusion over its opposite; on a shared route forbid over oblige, oblige over forbid, "
                "permit over forbid, excuse over oblige, and each of these over require"
            )
            yield document.diagnostic((*here, "rule"), message, hint)
        elif rule.domestic and (not other.domestic or other.instrument.state != rule.instrument.state):
            message = f"law of {rule.instrument.state} does not prevail over `{name}`, which is not its own law"
            hint = "a State's law lifts no international duty or bar (VCLT Art. 27)"
            yield document.diagnostic((*here, "rule"), message, hint)


def _overridden_instrument(
    rule: LawRule, instrument: str, here: tuple[str | int, ...], pack: Pack, *, complete: bool
) -> Iterable[Diagnostic]:
    document, _ = rule.place
    target = pack.instruments.get(instrument)
    if target is None:
        if complete:
            message = f"this pack holds no instrument `{instrument}`; the override does nothing"
            hint = nearest(instrument, pack.instruments)
            yield document.diagnostic((*here, "instrument"), message, hint, severity="warning")
    elif rule.domestic and target.state != rule.instrument.state:
        message = f"law of {rule.instrument.state} does not prevail over `{instrument}`, which is not its own law"
        yield document.diagnostic((*here, "instrument"), message, "VCLT Art. 27")
