"""Faults in the vocabulary, the options, the readings, the ranking and the heads of the instruments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.source import nearest

from .condition import TERMS, Compare, ConditionError, Holds, parse, parse_name, walk
from .names import name_faults
from .pack import INTERNATIONAL, UNSETTLED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pow_options.source import Diagnostic, Document

    from .loading import Loaded
    from .pack import Pack

_WORDS = frozenset({"and", "or", "not", "in", "true", "false", "unknown", "disputed"})
_RESERVED = frozenset({*TERMS, *_WORDS, "days_since"})
BOOLEANS = ("true", "false")


def facts(pack: Pack, loaded: Loaded) -> list[Diagnostic]:
    """Faults of ``facts.yaml``."""
    document = loaded.facts[1]
    found: list[Diagnostic] = []
    for name, fact in pack.facts.items():
        path = ("facts", name)
        if name in _RESERVED:
            found.append(document.diagnostic(path, f"`{name}` has a meaning of its own in conditions", key=True))
        if name in pack.conclusions:
            message = f"`{name}` is both a fact and a conclusion"
            found.append(document.diagnostic(("conclusions", name), message, "a name is one or the other", key=True))
        values: tuple[str, ...] = BOOLEANS if fact.type == "bool" else tuple(fact.values or ())
        if (fact.type == "enum") != (fact.values is not None):
            hint = "list them as `value: meaning`" if fact.type == "enum" else "only an `enum` lists its values"
            found.append(document.diagnostic((*path, "type"), f"the values of `{name}` do not fit its type", hint))
        found.extend(
            document.diagnostic((*path, "values", value), f"`{value}` cannot be a value", key=True)
            for value in sorted(set(values) & _WORDS - {*BOOLEANS})
        )
        found.extend(_standards(name, values, fact.standard, document))
        if fact.risk and fact.type != "bool":
            found.append(document.diagnostic((*path, "risk"), "evidence of risk is a fact of type `bool`"))
        if fact.about is not None:
            subject = pack.facts.get(fact.about)
            if subject is None or subject.per_state is not fact.per_state:
                message = f"`{fact.about}` is not a fact that is asked as `{name}` is"
                found.append(document.diagnostic((*path, "about"), message, nearest(fact.about, pack.facts)))
        if fact.from_parties is not None:
            if fact.type != "bool" or not fact.per_state:
                message = "a fact taken from a table of parties is of type `bool` and per State"
                found.append(document.diagnostic((*path, "from_parties"), message))
            if fact.from_parties not in pack.instruments:
                message = f"the pack holds no instrument `{fact.from_parties}`; `{name}` stays unknown"
                found.append(document.diagnostic((*path, "from_parties"), message, severity="warning"))
    found.extend(_conclusions(pack, document))
    found.extend(_never(pack, loaded))
    return found


def _conclusions(pack: Pack, document: Document) -> Iterable[Diagnostic]:
    concluded = {rule.head.name for rule in pack.rules.values() if rule.head is not None}
    for name in pack.conclusions:
        if name not in concluded:
            message = f"no rule of this pack concludes `{name}`; it is never established"
            yield document.diagnostic(("conclusions", name), message, key=True, severity="warning")
    for name, conclusion in pack.conclusions.items():
        if name in _RESERVED:
            message = f"`{name}` has a meaning of its own in conditions"
            yield document.diagnostic(("conclusions", name), message, key=True)
        if conclusion.order != INTERNATIONAL and conclusion.order not in pack.states:
            message = f"`{conclusion.order}` is neither `international` nor a State"
            yield document.diagnostic(("conclusions", name, "order"), message)


def _never(pack: Pack, loaded: Loaded) -> Iterable[Diagnostic]:
    file, document = loaded.facts
    for index, item in enumerate(file.never):
        try:
            condition = parse(item.when)
        except ConditionError:
            continue  # reported where the pack is put together
        for fault in name_faults(condition, pack, facts_only=True):
            yield document.diagnostic(("never", index, "when"), fault.message, fault.hint, offset=fault.offset)
        for part in walk(condition):
            if isinstance(part, Compare) and part.days:
                message = "`days_since` depends on the day of the question; what can never hold together does not"
                yield document.diagnostic(("never", index, "when"), message, offset=part.name.offset)


def _standards(
    name: str, values: tuple[str, ...], standard: dict[str, str], document: Document
) -> Iterable[Diagnostic]:
    path = ("facts", name, "standard")
    missing = [value for value in values if value not in standard]
    if "default" not in standard and (missing or not values):
        shown = ", ".join(f"`{value}`" for value in missing) or "`default`"
        yield document.diagnostic(path, f"no standard of proof for {shown}", "give one for each value, or a `default`")
    for value in sorted(set(standard) - {*values, "default"}):
        message = f"`{value}` is not a value of `{name}`"
        yield document.diagnostic((*path, value), message, nearest(value, values), key=True)


def options(pack: Pack, loaded: Loaded) -> list[Diagnostic]:
    """Faults of ``options.yaml``."""
    document = loaded.options[1]
    found: list[Diagnostic] = []
    seen_options: set[str] = set()
    seen_routes: set[str] = set()
    for i, option in enumerate(pack.options):
        if option.id in seen_options:
            found.append(document.diagnostic(("options", i, "id"), f"the option `{option.id}` stands twice"))
        seen_options.add(option.id)
        for j, route in enumerate(option.routes):
            path = ("options", i, "routes", j)
            if route.id in seen_routes:
                found.append(document.diagnostic((*path, "id"), f"the route `{route.id}` stands twice"))
            seen_routes.add(route.id)
            if route.guarded is (option.id == "detaining_power"):
                message = "a route is guarded exactly if its destination is not the Detaining Power"
                found.append(document.diagnostic((*path, "guarded"), message))
            if route.needs is None:
                continue
            fact = pack.facts.get(route.needs)
            if fact is None or fact.type != "bool" or not fact.per_state:
                message = f"`{route.needs}` is not a fact of type `bool` that is asked per State"
                found.append(document.diagnostic((*path, "needs"), message, nearest(route.needs, pack.facts)))
    return found


def readings(loaded: Loaded) -> list[Diagnostic]:
    """Faults of ``readings.yaml``."""
    file, document = loaded.readings
    found: list[Diagnostic] = []
    seen: set[str] = set()
    for index, question in enumerate(file.questions):
        path = ("questions", index)
        if question.id in seen:
            found.append(document.diagnostic((*path, "id"), f"the question `{question.id}` stands twice"))
        seen.add(question.id)
        ids = question.position_ids
        for j, position in enumerate(ids):
            if position == UNSETTLED or position in ids[:j]:
                message = f"`{position}` cannot be used for this position"
                found.append(document.diagnostic((*path, "positions", j, "id"), message))
        if question.default not in {*ids, UNSETTLED}:
            message = f"`{question.default}` is not a position of `{question.id}`"
            hint = nearest(question.default, (*ids, UNSETTLED)) or "use one of its positions, or `unsettled`"
            found.append(document.diagnostic((*path, "default"), message, hint))
    return found


_CLASSES = {
    "status": {"required", "open", "open_if", "contested", "barred"},
    "reach": {"in", "out", "unknown"},
    "readiness": {"nothing_missing", "unknown_only", "some_false"},
    "reasons": {"support_only", "none", "mixed", "oppose_only"},
    "missing_count": set(),
    "table_order": set(),
}
_FIELDS = {
    "custodial": {"true", "false"},
    "guarded": {"true", "false"},
    "lasting": {"true", "false"},
    "undo": {"fully", "partly", "never"},
}


def ranking(pack: Pack, loaded: Loaded) -> list[Diagnostic]:
    """Faults of ``ranking.yaml``: each criterion sorts every value it can meet into exactly one class."""
    document = loaded.ranking[1]
    found: list[Diagnostic] = []
    routes = pack.routes()
    for index, criterion in enumerate(pack.criteria):
        path = ("criteria", index)
        expected = _CLASSES.get(criterion.measure)
        if criterion.measure == "route_field":
            expected = _FIELDS.get(criterion.of or "")
            if expected is None:
                hint = "one of " + ", ".join(sorted(_FIELDS))
                found.append(document.diagnostic((*path, "of"), "`of` names a field of the routes", hint))
        elif criterion.measure == "value":
            expected = _values(criterion.of, pack)
            if expected is None:
                message = "`of` names a boolean or enumerated fact, or a conclusion, for the `destination`"
                found.append(document.diagnostic((*path, "of"), message))
        if expected is not None:
            given = [value for group in criterion.classes for value in group]
            found.extend(
                document.diagnostic((*path, "classes"), f"no class holds `{value}`")
                for value in sorted(expected - set(given))
            )
            for value in sorted({v for v in given if v not in expected or given.count(v) > 1}):
                hint = nearest(value, expected) or "each value stands in one class"
                found.append(document.diagnostic((*path, "classes"), f"`{value}` does not fit here", hint))
        for j, limit in enumerate(criterion.counts):
            for route in limit.on_routes or ():
                if route not in routes:
                    message = f"there is no route `{route}`"
                    found.append(
                        document.diagnostic((*path, "counts", j, "on_routes"), message, nearest(route, routes))
                    )
            if limit.only_if is not None:
                try:
                    faults = name_faults(Holds(parse_name(limit.only_if)), pack)
                except ConditionError as error:
                    faults = [error]
                found.extend(
                    document.diagnostic((*path, "counts", j, "only_if"), f.message, f.hint, offset=f.offset)
                    for f in faults
                )
    return found


def _values(of: str | None, pack: Pack) -> set[str] | None:
    try:
        name = parse_name(of or "")
    except ConditionError:
        return None
    fact = pack.facts.get(name.name)
    unknown = {"unknown", "disputed"}
    per_state = fact.per_state if fact else name.name in pack.conclusions and pack.conclusions[name.name].per_state
    if per_state is not (name.term is not None):
        return None
    if fact is None:
        return {*BOOLEANS, *unknown} if name.name in pack.conclusions else None
    if fact.type not in {"bool", "enum"}:
        return None
    return {*(fact.values or BOOLEANS), *unknown}


_NEEDED = {"custom": "emerged", "practice": "emerged", "domestic": "in_force"}
"""A treaty need not say when it entered into force: the dates of its Parties do."""


def instruments(loaded: Loaded) -> list[Diagnostic]:
    """Faults in the heads of the law files."""
    found: list[Diagnostic] = []
    seen: dict[str, str] = {}
    states = loaded.states[0].states
    for file, document in loaded.law:
        item = file.instrument
        if item.id in seen:
            message = f"the instrument `{item.id}` is already in {seen[item.id]}"
            found.append(document.diagnostic(("instrument", "id"), message, "one file per instrument"))
        seen.setdefault(item.id, document.file)
        if not document.file.endswith(f"/{item.id}.yaml"):
            message = f"the instrument `{item.id}` stands in a file of another name"
            found.append(document.diagnostic(("instrument", "id"), message, f"call the file `{item.id}.yaml`"))
        needed = _NEEDED.get(item.kind)
        if needed is not None and getattr(item, needed) is None:
            message = f"an instrument of kind `{item.kind}` has a date `{needed}`"
            found.append(document.diagnostic(("instrument",), message))
        if (item.kind == "domestic") != (item.state is not None):
            message = "`state` says whose law a domestic instrument is, and belongs to no other kind"
            found.append(document.diagnostic(("instrument", "kind"), message))
        if item.kind != "treaty" and (item.parties or item.between):
            message = f"only a treaty has parties; this is of kind `{item.kind}`"
            found.append(document.diagnostic(("instrument", "kind"), message))
        named: list[tuple[tuple[str | int, ...], str]] = [
            (("instrument", "parties", code), code) for code in item.parties
        ]
        named += [(("instrument", "declarations", i, "by"), d.by) for i, d in enumerate(item.declarations)]
        for key in ("not_parties", "open_only_to"):
            named += [(("instrument", key, i), code) for i, code in enumerate(getattr(item, key))]
        if item.state is not None:
            named.append((("instrument", "state"), item.state))
        for path, code in named:
            if code not in states:
                message = f"`{code}` is not a State this pack knows"
                hint = nearest(code, states) or "use its ISO 3166-1 alpha-3 code, or declare it in `states.yaml`"
                found.append(document.diagnostic(path, message, hint, key=path[1] == "parties"))
    return found
