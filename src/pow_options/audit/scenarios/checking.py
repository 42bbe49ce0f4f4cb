"""Faults of scenarios against the pack: every name, value, State and scenario that one takes from elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from pow_options.cases import NONE, example_names, key_fault, spell, split_key
from pow_options.law import UNSETTLED
from pow_options.law.condition import ROLES
from pow_options.law.names import value_fault, values_hint
from pow_options.source import nearest, quote

from .entries import MAX_CHAIN, Entry, lineage

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pow_options.law import Pack
    from pow_options.source import Diagnostic

_STATE = re.compile(r"[A-Z][A-Z0-9]{2,7}")
UNKNOWN = "unknown"


class Context(NamedTuple):
    """What a scenario is looked at against. ``whole`` is false if a file with more scenarios could not be read."""

    pack: Pack
    by_id: Mapping[str, Entry]
    whole: bool


def faults(entry: Entry, context: Context) -> Iterator[Diagnostic]:
    """Yield the faults and warnings of one scenario, as far as it is sound in form; the rest was told already."""
    line = lineage(entry, context.by_id)
    yield from _identity(entry, context)
    yield from _from(entry, line, context)
    yield from _basis(entry, line)
    yield from _roles(entry, line, context.pack)
    yield from _facts(entry, line, context.pack)
    yield from _readings(entry, context.pack)
    yield from _rules(entry, ("without",), entry.raw.get("without"), context.pack)
    yield from _expected(entry, line, context.pack)


def states_of(line: Iterable[Entry], pack: Pack) -> set[str]:
    """Return the States a scenario may name: those of the pack, and the parties it declares."""
    return {*pack.states, *(code for entry in line for code in entry.mapping("parties"))}


def _identity(entry: Entry, context: Context) -> Iterator[Diagnostic]:
    first = context.by_id.get(entry.id or "")
    if first is not None and first is not entry:
        where = first.place.document.position((*first.place.path, "id"))
        message = f"the scenario id {quote(str(entry.id))} is taken: {first.place.document.file}, line {where.line}"
        yield entry.diagnostic(("id",), message, "give each scenario an id of its own")


def _from(entry: Entry, line: tuple[Entry, ...], context: Context) -> Iterator[Diagnostic]:
    name = entry.text("from")
    if name is None:
        return
    if name not in context.by_id:
        if context.whole:
            message = f"there is no scenario {quote(name)}"
            hint = nearest(name, context.by_id) or "`from` takes the id of a scenario of this pack"
            yield entry.diagnostic(("from",), message, hint)
    elif len(line) > MAX_CHAIN:
        message = f"more than {MAX_CHAIN} scenarios take over from one another in a row"
        yield entry.diagnostic(("from",), message, "say more in the scenario itself")
    elif line[-1].text("from") == entry.id and all(str(entry.id) <= str(other.id) for other in line):
        # A circle is told once, at the first of its ids.
        circle = " -> ".join(quote(str(item.id)) for item in (*line, entry))
        yield entry.diagnostic(("from",), f"`from` runs in a circle: {circle}", "one of these must stand on its own")


def _basis(entry: Entry, line: tuple[Entry, ...]) -> Iterator[Diagnostic]:
    """Look whether a scenario stands on a bundled case or on roles: on one, not on both."""
    case = entry.text("case")
    if case is not None and case not in example_names():
        names = example_names()
        hint = nearest(case, names) or "bundled cases: " + ", ".join(names)
        yield entry.diagnostic(("case",), f"there is no bundled case {quote(case)}", hint)
    ends = line[-1].text("from")
    if ends is None and not any("case" in item.raw or "roles" in item.raw for item in line):
        message = "the scenario says neither `roles` nor `case`"
        yield entry.diagnostic((), message, "bind the four roles, name a bundled case, or take over `from` a scenario")
    if "case" not in entry.raw and not {"roles", "parties"} & set(entry.raw):
        return
    with_case = next((item for item in line if "case" in item.raw), None)
    for key in ("roles", "parties"):
        with_key = next((item for item in line if key in item.raw), None)
        if with_case is None or with_key is None:
            continue
        here = key if with_key is entry else "case"
        other = "case" if here == key else key
        taken = "" if with_case is with_key else f", which it has from {quote(str(line[1].id))}"
        message = f"`{here}` does not go with `{other}`{taken}: a bundled case has its own"
        yield entry.diagnostic((here,), message, "leave one of them out", key=True)


def _roles(entry: Entry, line: tuple[Entry, ...], pack: Pack) -> Iterator[Diagnostic]:
    known = states_of(line, pack)
    for role, code in entry.mapping("roles").items():
        if role not in ROLES:
            hint = nearest(role, ROLES) or "roles: " + ", ".join(ROLES)
            yield entry.diagnostic(("roles", role), f"{quote(role)} is not a role", hint, key=True)
        elif isinstance(code, str) and code != NONE and _STATE.fullmatch(code) and code not in known:
            yield entry.diagnostic(("roles", role), *_undeclared(code, known))
    if entry.mapping("roles").get("detaining_power") == NONE:
        message = "somebody detains him: `detaining_power` cannot be `none`"
        yield entry.diagnostic(("roles", "detaining_power"), message)
    # Where the line does not end, or ends at a bundled case, other faults were told.
    if "roles" not in entry.raw or line[-1].text("from") is not None or any("case" in item.raw for item in line):
        return
    bound = {role for item in line for role in item.mapping("roles")}
    for role in ROLES:
        if role not in bound:
            message = f"the role `{role}` is not bound"
            yield entry.diagnostic(("roles",), message, "bind it to a State, a declared party, or `none`")


def _undeclared(code: str, known: Collection[str]) -> tuple[str, str]:
    hint = nearest(code, known) or "use an ISO 3166-1 alpha-3 code, or declare the party under `parties`"
    return f"{quote(code)} is not a State this pack knows, nor a party declared in the scenario", hint


def _facts(entry: Entry, line: tuple[Entry, ...], pack: Pack) -> Iterator[Diagnostic]:
    hypotheses = any("case" in item.raw for item in line)
    known = states_of(line, pack)
    for key, value in entry.mapping("facts").items():
        if not isinstance(value, bool | int | float | str):
            continue
        name, state = split_key(key)
        path = ("facts", key)
        fault = _hypothesis_fault(key, pack) if hypotheses else key_fault(key, pack)
        if name in pack.conclusions and not hypotheses:
            fault = f"`{name}` is a conclusion of rules; a scenario states facts", "state those it follows from"
        if fault is not None:
            yield entry.diagnostic(path, *fault, key=True)
            continue
        if state is not None and state not in known:
            yield entry.diagnostic(path, *_undeclared(state, known), key=True)
        text = spell(value)
        fact = pack.facts.get(name)
        if fact is None:
            if text not in {"true", "false"}:
                message = f"{quote(text)} is not a value of the conclusion `{name}`"
                yield entry.diagnostic(path, message, "use `true` or `false`")
        elif text != UNKNOWN:
            wrong = value_fault(text, name, fact)
            if wrong is not None:
                yield entry.diagnostic(path, wrong, nearest(text, fact.values or ()) or values_hint(fact))


def _hypothesis_fault(key: str, pack: Pack) -> tuple[str, str] | None:
    """Say what is wrong with the key of a hypothesis, which may fix a conclusion or who is a Party as well."""
    name, state = split_key(key)
    entry = pack.facts.get(name) or pack.conclusions.get(name)
    if entry is None or entry.per_state == (state is not None):
        listed = name in pack.conclusions or (name in pack.facts and pack.facts[name].from_parties is not None)
        return None if listed else key_fault(key, pack)
    hint = f"write `{name}(STATE)`, with the code of the State meant" if entry.per_state else f"write `{name}`"
    return f"`{name}` is {'' if entry.per_state else 'not '}asked per State", hint


def _readings(entry: Entry, pack: Pack) -> Iterator[Diagnostic]:
    for question, position in entry.mapping("readings").items():
        if question not in pack.questions:
            message = f"{quote(question)} is not a contested question of this pack"
            hint = nearest(question, pack.questions) or "questions: " + ", ".join(pack.questions)
            yield entry.diagnostic(("readings", question), message, hint, key=True)
        elif isinstance(position, str):
            known = (*pack.questions[question].position_ids, UNSETTLED)
            if position not in known:
                message = f"{quote(position)} is not a position of `{question}`"
                hint = nearest(position, known) or "positions: " + ", ".join(known)
                yield entry.diagnostic(("readings", question), message, hint)


def _rules(entry: Entry, path: tuple[str, ...], names: object, pack: Pack) -> Iterator[Diagnostic]:
    for index, name in enumerate(names if isinstance(names, list) else ()):
        if isinstance(name, str):
            yield from _rule(entry, (*path, index), name, pack)


def _rule(
    entry: Entry, path: tuple[str | int, ...], name: str, pack: Pack, *, key: bool = False
) -> Iterator[Diagnostic]:
    if name not in pack.rules:
        hint = nearest(name, pack.rules) or "see `pow-options rules list`"
        yield entry.diagnostic(path, f"there is no rule {quote(name)}", hint, key=key)


def _expected(entry: Entry, line: tuple[Entry, ...], pack: Pack) -> Iterator[Diagnostic]:
    expect = entry.mapping("expect")
    routes, options = pack.routes(), [item.id for item in pack.options]
    for key, known, kind in (
        ("status", [*options, *routes], "option or route"),
        ("duty", list(routes), "route"),
        ("reach", list(routes), "route"),
        ("conditions", list(routes), "route"),
        ("turns_on", options, "option"),
    ):
        for name in entry.mapping("expect", key):
            if name not in known:
                hint = nearest(name, known) or f"{kind}s: " + ", ".join(known)
                yield entry.diagnostic(("expect", key, name), f"there is no {kind} {quote(name)}", hint, key=True)
    for name in entry.mapping("expect", "rules"):
        yield from _rule(entry, ("expect", "rules", name), name, pack, key=True)
    yield from _conclusions(entry, states_of(line, pack), pack)
    yield from _rules(entry, ("expect", "duties"), expect.get("duties"), pack)
    yield from _acting(entry, pack)
    for option, questions in entry.mapping("expect", "turns_on").items():
        for index, question in enumerate(questions if isinstance(questions, list) else ()):
            if isinstance(question, str) and question not in pack.questions:
                message = f"{quote(question)} is not a contested question of this pack"
                hint = nearest(question, pack.questions) or "questions: " + ", ".join(pack.questions)
                yield entry.diagnostic(("expect", "turns_on", option, index), message, hint)


def _conclusions(entry: Entry, known: Collection[str], pack: Pack) -> Iterator[Diagnostic]:
    for key in entry.mapping("expect", "conclusions"):
        name, state = split_key(key)
        path = ("expect", "conclusions", key)
        conclusion = pack.conclusions.get(name)
        if conclusion is None:
            hint = nearest(name, pack.conclusions) or "conclusions are declared in `facts.yaml`"
            if name in pack.facts:
                hint = "it is a fact: what is given is not expected"
            yield entry.diagnostic(path, f"{quote(name)} is not a conclusion of this pack", hint, key=True)
        elif conclusion.per_state != (state is not None):
            hint = f"write `{name}(STATE)`, with the code of the State meant" if state is None else f"write `{name}`"
            message = f"`{name}` is {'' if conclusion.per_state else 'not '}concluded per State"
            yield entry.diagnostic(path, message, hint, key=True)
        elif state is not None and state not in known:
            yield entry.diagnostic(path, *_undeclared(state, known), key=True)


def _acting(entry: Entry, pack: Pack) -> Iterator[Diagnostic]:
    """Look whether the rules expected of a route are rules that can stand there."""
    routes = pack.routes()
    for index, name in enumerate(_listed(entry.mapping("expect").get("duties"))):
        if name in pack.rules and not pack.rules[name].rule.duty:
            message = f"`{name}` is not among the duties that name no one route"
            hint = "those are marked `duty: true`; the obligation shown on a route is expected under `duty`"
            yield entry.diagnostic(("expect", "duties", index), message, hint)
    for route, name in entry.mapping("expect", "duty").items():
        if not isinstance(name, str) or name == NONE:
            continue
        yield from _rule(entry, ("expect", "duty", route), name, pack)
        if name in pack.rules and route in routes and route not in (pack.rules[name].rule.oblige or ()):
            known = [rule.id for rule in pack.rules.values() if route in (rule.rule.oblige or ())]
            hint = "rules that do: " + ", ".join(known) if known else "no rule does"
            yield entry.diagnostic(("expect", "duty", route), f"`{name}` does not oblige `{route}`", hint)
    for route, names in entry.mapping("expect", "conditions").items():
        for index, name in enumerate(_listed(names)):
            if not name:
                continue
            path = ("expect", "conditions", route, index)
            yield from _rule(entry, path, name, pack)
            rule = pack.rules.get(name)
            if rule is None or route not in routes:
                continue
            if rule.rule.verb not in {"require", "forbid"} or route not in rule.rule.routes:
                message = f"`{name}` is no condition of `{route}`: it neither requires nor forbids it"
                yield entry.diagnostic(path, message, "look at its verb with `pow-options rules show`")


def _listed(value: Any) -> list[str]:  # noqa: ANN401 - whatever a file can hold
    """Return a list of text as it is; of anything else, what would keep the places of its text."""
    return [item if isinstance(item, str) else "" for item in value] if isinstance(value, list) else []
