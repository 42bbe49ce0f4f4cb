"""Checking a case against the vocabulary of a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.law.condition import ROLES
from pow_options.law.names import value_fault, values_hint
from pow_options.source import InvalidData, nearest, sound_entries

from .model import NONE, Case, CaseFile, CaseParty, Statement, Value, spell, split_key
from .never import impossible
from .resolving import values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pow_options.law.pack import Pack
    from pow_options.source import Diagnostic, Document


def check_case(case: Case, pack: Pack) -> tuple[Diagnostic, ...]:
    """Return the warnings about a case.

    Raises:
        InvalidData: with every fault of the case against the vocabulary.
    """
    found = [*_roles(case, pack), *_facts(case, pack), *_statements(case, list(enumerate(case.file.statements)), pack)]
    if not any(item.severity == "error" for item in found):
        found.extend(_never(case, pack))
    errors = [item for item in found if item.severity == "error"]
    if errors:
        raise InvalidData(errors)
    return tuple(sorted(set(found)))


def faults_beside(document: Document, pack: Pack) -> tuple[Diagnostic, ...]:
    """Return the faults against the vocabulary in those parts of a case file that are sound in form.

    For a file whose form is already known to be at fault elsewhere, so that all its faults are told at once.
    """
    data = document.data if isinstance(document.data, dict) else {}
    roles, facts = data.get("roles"), data.get("facts")
    parties = data.get("parties")
    statements = sound_entries(Statement, document, ("statements",))
    file = CaseFile.model_construct(
        schema_="pow-options/case/1",
        id="unsound",
        title="unsound",
        roles={k: v for k, v in roles.items() if k in ROLES and isinstance(v, str)} if isinstance(roles, dict) else {},
        parties={code: CaseParty(name=code) for code in (parties if isinstance(parties, dict) else ())},
        facts={k: v for k, v in facts.items() if isinstance(v, Value)} if isinstance(facts, dict) else {},
        statements=tuple(item for _, item in statements),
    )
    case = Case(file, document.sha256, document)
    found = [*_facts(case, pack), *_statements(case, statements, pack)]
    if len(file.roles) == len(ROLES):
        found += _roles(case, pack)
    return tuple(item for item in found if item.severity == "error")


def _roles(case: Case, pack: Pack) -> Iterable[Diagnostic]:
    document = case.document
    for role in ROLES:
        code = case.roles.get(role)
        if code is None:
            message = f"the role `{role}` is not bound"
            yield document.diagnostic(("roles",), message, "bind it to a State, a declared party, or `none`")
        elif code != NONE and not _known(code, case, pack):
            yield document.diagnostic(("roles", role), *_undeclared(code, pack))
    if case.roles.get("detaining_power") == NONE:
        message = "somebody detains him: `detaining_power` cannot be `none`"
        yield document.diagnostic(("roles", "detaining_power"), message)


def _known(code: str, case: Case, pack: Pack) -> bool:
    return code in pack.states or code in case.file.parties


def _undeclared(code: str, pack: Pack) -> tuple[str, str]:
    hint = nearest(code, pack.states) or "use an ISO 3166-1 alpha-3 code, or declare the party under `parties`"
    return f"`{code}` is not a State this pack knows, nor a party declared in the case", hint


def key_fault(key: str, pack: Pack) -> tuple[str, str] | None:
    """Say what is wrong with a fact key that a case states, and a hint; ``None`` if nothing is."""
    name, state = split_key(key)
    if name in pack.conclusions:
        message = f"`{name}` is a conclusion of rules; a case does not state it"
        return message, "state the facts it follows from; `--if` may assume a conclusion, and says so"
    fact = pack.facts.get(name)
    if fact is None:
        return f"`{name}` is not a fact of this pack", nearest(name, pack.facts) or "see `pow-options case schema`"
    if fact.from_parties is not None:
        return f"`{name}` is read from the table of parties; a case does not state it", ""
    if fact.per_state and state is None:
        return f"`{name}` is asked per State", f"write `{name}(KOR)`, with the code of the State meant"
    if not fact.per_state and state is not None:
        return f"`{name}` is not asked per State", f"write `{name}`"
    return None


def _key(key: str, path: tuple[str | int, ...], case: Case, pack: Pack, *, is_key: bool) -> Iterable[Diagnostic]:
    fault = key_fault(key, pack)
    if fault is not None:
        yield case.document.diagnostic(path, *fault, key=is_key)
        return
    state = split_key(key)[1]
    if state is None:
        return
    if not _known(state, case, pack):
        yield case.document.diagnostic(path, *_undeclared(state, pack), key=is_key)
    elif state not in case.roles.values():
        message = f"no role is bound to {state}; `{key}` changes nothing"
        yield case.document.diagnostic(path, message, key=is_key, severity="warning")


def _facts(case: Case, pack: Pack) -> Iterable[Diagnostic]:
    for key, value in case.file.facts.items():
        path = ("facts", key)
        faults = list(_key(key, path, case, pack, is_key=True))
        yield from faults
        if not faults and pack.facts[split_key(key)[0]].kind == "judgement":
            said = f"`{key}` is a judgement, settled without saying whose"
            advice = (
                "record it as a statement with `judged_by`; answers call it the judgement of the author of the case"
            )
            yield case.document.diagnostic(path, said, advice, key=True, severity="warning")
        name, _ = split_key(key)
        if name in pack.facts and not any(item.severity == "error" for item in faults):
            fact = pack.facts[name]
            message = value_fault(spell(value), name, fact)
            if message is not None:
                hint = nearest(spell(value), fact.values or ()) or values_hint(fact)
                yield case.document.diagnostic(path, message, hint)


def _statements(case: Case, statements: Sequence[tuple[int, Statement]], pack: Pack) -> Iterable[Diagnostic]:
    seen: dict[str, int] = {}
    by_id = {item.id: item for _, item in statements}
    for index, item in statements:
        path = ("statements", index)
        if item.id in seen:
            message = f"the statement id `{item.id}` is taken by statement {seen[item.id] + 1}"
            yield case.document.diagnostic((*path, "id"), message, "give each statement an id of its own")
        seen.setdefault(item.id, index)
        if item.said_on is not None and item.known_on < item.said_on:
            message = f"known on {item.known_on}, before it was said on {item.said_on}"
            yield case.document.diagnostic((*path, "known_on"), message, "check the two dates")
        yield from _disputes(item, by_id, (*path, "disputes"), case)
        if item.fact in case.file.facts:
            message = f"`{item.fact}` is settled under `facts`; this statement does not count"
            yield case.document.diagnostic((*path, "fact"), message, severity="warning")
        faults = list(_key(item.fact, (*path, "fact"), case, pack, is_key=False))
        yield from faults
        if not any(fault.severity == "error" for fault in faults):
            yield from _value(item, path, case, pack)


def _disputes(
    item: Statement, by_id: Mapping[str, Statement], path: tuple[str | int, ...], case: Case
) -> Iterable[Diagnostic]:
    if item.disputes is None:
        return
    other = by_id.get(item.disputes)
    if other is None:
        message = f"there is no statement `{item.disputes}` to dispute"
        yield case.document.diagnostic(path, message, nearest(item.disputes, by_id))
    elif other is item:
        yield case.document.diagnostic(path, "a statement does not dispute itself")
    elif other.fact != item.fact:
        message = f"`{other.id}` is about `{other.fact}`, not about `{item.fact}`"
        yield case.document.diagnostic(path, message, "a statement disputes another about the same fact")
    elif values_of(other) & values_of(item):
        message = f"`{other.id}` leaves open what this statement says, so they do not contradict each other"
        yield case.document.diagnostic(path, message, "give the value that contradicts it")


def _value(item: Statement, path: tuple[str | int, ...], case: Case, pack: Pack) -> Iterable[Diagnostic]:
    name, _ = split_key(item.fact)
    fact = pack.facts[name]
    values = item.value if isinstance(item.value, tuple) else (item.value,)
    if isinstance(item.value, tuple) and fact.type != "enum":
        message = f"`{name}` takes one value; only an enumerated fact can be left open between several"
        yield case.document.diagnostic((*path, "value"), message)
        return
    for position, value in enumerate(values):
        wrong = value_fault(spell(value), name, fact)
        if wrong is not None:
            hint = nearest(spell(value), fact.values or ()) or values_hint(fact)
            where = (*path, "value", position) if isinstance(item.value, tuple) else (*path, "value")
            yield case.document.diagnostic(where, wrong, hint)
    if fact.kind == "judgement" and item.judged_by is None:
        message = f"`{name}` is a judgement; say whose"
        yield case.document.diagnostic(path, message, "add `judged_by: ...`")


def _never(case: Case, pack: Pack) -> Iterable[Diagnostic]:
    possible = {key: frozenset((spell(value),)) for key, value in case.file.facts.items()}
    for because, keys in impossible(possible, case.roles, pack):
        where = next((key for key in case.file.facts if key in keys), None)
        path = ("facts", where) if where else ("facts",)
        shown = ", ".join(f"`{key}`" for key in sorted(keys))
        yield case.document.diagnostic(path, f"{shown} cannot hold together: {because}", key=where is not None)
