"""What is weak about the evidence of a case, as far as it can be seen without asking what the law makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import split_key
from .persons import named
from .resolving import Ground, Use, resolve, values_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pow_options.law.pack import Pack
    from pow_options.source import Diagnostic

    from .model import Case, Statement
    from .resolving import Resolved

CAPTOR = frozenset({"captor", "detaining_power"})
"""How ``asked_by`` says that it was the captor who asked, beside the captor's State."""


def evidence_warnings(case: Case, pack: Pack) -> Iterator[Diagnostic]:
    """Yield warnings about a case that was checked, as of the newest day of its record.

    Undated and ungraded statements, text made by a machine, everything of one origin, a person named, a wish recorded
    by the captor alone, and facts that rest on an older statement than the newest.
    """
    resolved = resolve(case, pack, case.newest) if case.newest is not None else {}
    for index, item in enumerate(case.file.statements):
        yield from _statement(case, item, ("statements", index))
    yield from _persons(case)
    yield from _one_origin(case, resolved)
    yield from _same_page(case)
    yield from _after_the_law(case, pack)
    for key, entry in resolved.items():
        if entry.ground is Ground.STATEMENTS:
            mine = {i: item for i, item in enumerate(case.file.statements) if item.fact == key}
            yield from _captor_alone(case, pack, entry, mine)
            yield from _stale(case, pack, entry, mine)


def _statement(case: Case, item: Statement, path: tuple[str | int, ...]) -> Iterator[Diagnostic]:
    def warn(message: str, hint: str) -> Diagnostic:
        return case.document.diagnostic(path, message, hint, severity="warning")

    if item.said_on is None:
        yield warn(
            f"`{item.id}` does not say when it was said; it counts as said on {item.known_on}, when it became known",
            "add `said_on`; what was said first and published late must not pass for the newest word",
        )
    if item.grade is None:
        yield warn(
            f"`{item.id}` has no grade and counts as {item.graded}", "add `grade`: reliability A-F, credibility 1-6"
        )
    if item.generated:
        yield warn(
            f"the text of `{item.id}` was made by a machine and counts as {item.graded}",
            "record what it was made from; a summary is no witness",
        )


def _persons(case: Case) -> Iterator[Diagnostic]:
    """Warn of what looks like the name of a person in any text of the case."""
    texts: list[tuple[tuple[str | int, ...], str]] = [(("title",), case.title)]
    texts += [(("parties", code), party.name) for code, party in case.file.parties.items()]
    for index, asked in enumerate(case.file.questions):
        texts.append((("questions", index), asked if isinstance(asked, str) else f"{asked.ask} {asked.note or ''}"))
    for index, item in enumerate(case.file.statements):
        fields = {
            "source": item.source,
            "note": item.note,
            "judged_by": item.judged_by,
            "translation": item.translation,
            "derived_from": item.derived_from,
        }
        fields["asked_by"] = item.setting.asked_by if item.setting else None
        for field, text in fields.items():
            if text is not None:
                place = ("setting", field) if field == "asked_by" else (field,)
                texts.append((("statements", index, *place), text))
    for path, text in texts:
        for name in named(text):
            yield case.document.diagnostic(
                path,
                f"`{name}` looks like the name of a person",
                "write what they are to the case, not who they are: `soldier A`, `a lawmaker`",
                severity="warning",
            )


def _one_origin(case: Case, resolved: Mapping[str, Resolved]) -> Iterator[Diagnostic]:
    counting = {
        item.statement
        for entry in resolved.values()
        for item in entry.weighed
        if item.use in {Use.USED, Use.SAME_VOICE, Use.OUTWEIGHED, Use.DISPUTED}
    }
    heard = [item for item in case.file.statements if item.id in counting]
    origins = {item.derived_from for item in heard}
    if len(heard) > 1 and len(origins) == 1 and None not in origins:
        (only,) = origins
        message = f"every statement that counts is of one origin, `{only}`"
        hint = "one origin is one voice; look for a second source, or say which statements are not copies"
        yield case.document.diagnostic(("statements",), message, hint, key=True, severity="warning")


def _same_page(case: Case) -> Iterator[Diagnostic]:
    """Warn where two statements about one fact cite one page and count as two voices."""
    seen: dict[tuple[str, str], Statement] = {}
    for index, item in enumerate(case.file.statements):
        if item.url is None:
            continue
        first = seen.setdefault((item.fact, item.url), item)
        if first is not item and (item.derived_from is None or item.derived_from != first.derived_from):
            message = f"`{item.id}` cites the page `{first.id}` cites, and counts as a second voice"
            hint = "give both one `derived_from` unless two sources speak on that page"
            yield case.document.diagnostic(("statements", index, "url"), message, hint, severity="warning")


def _after_the_law(case: Case, pack: Pack) -> Iterator[Diagnostic]:
    for index, item in enumerate(case.file.statements):
        if item.known_on > pack.recorded_on:
            message = f"{item.known_on} lies after {pack.recorded_on}, up to which the law of this pack was recorded"
            path = ("statements", index, "known_on")
            yield case.document.diagnostic(path, message, "check the date", severity="warning")


def _captor_alone(case: Case, pack: Pack, entry: Resolved, mine: Mapping[int, Statement]) -> Iterator[Diagnostic]:
    name = split_key(entry.key)[0]
    if not any(fact.about == name for fact in pack.facts.values()):
        return  # nothing is asked about how it came to be said: it is no word of his
    counting = {item.statement for item in entry.weighed if item.use in {Use.USED, Use.SAME_VOICE, Use.DISPUTED}}
    heard = {index: item for index, item in mine.items() if item.id in counting}
    if heard and all(_by_captor(case, item) for item in heard.values()):
        path = ("statements", min(heard), "fact")
        message = f"`{entry.key}` is recorded by the captor alone, or in the captor's presence"
        yield case.document.diagnostic(path, message, "look for a word heard by somebody else", severity="warning")


def _by_captor(case: Case, item: Statement) -> bool:
    setting = item.setting
    captor = CAPTOR | {case.roles.get("detaining_power", "")}
    return setting is not None and (setting.asked_by in captor or setting.captor_present is True)


def _stale(case: Case, pack: Pack, entry: Resolved, mine: Mapping[int, Statement]) -> Iterator[Diagnostic]:
    """Warn where a newer statement that says otherwise does not count."""
    if not pack.facts[split_key(entry.key)[0]].changes:
        return
    use = {item.statement: item.use for item in entry.weighed}
    counting = [item for item in mine.values() if use[item.id] in {Use.USED, Use.DISPUTED}]
    if not counting:
        return
    newest = max(item.said_on or item.known_on for item in counting)
    for index, item in mine.items():
        said = item.said_on or item.known_on
        otherwise = any(values_of(item) != values_of(other) for other in counting)
        if said > newest and otherwise and use[item.id] is Use.TOO_WEAK:
            names = ", ".join(f"`{other.id}`" for other in counting)
            yield case.document.diagnostic(
                ("statements", index),
                f"`{item.id}` is newer than what `{entry.key}` rests on ({names}, {newest}) and does not count",
                f"its grade, {item.graded}, is below the standard of proof; look for better evidence of it",
                severity="warning",
            )
