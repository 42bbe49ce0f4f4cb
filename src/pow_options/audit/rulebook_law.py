"""The page of one instrument in the rulebook: what it is, whom it binds, its rules, and what is not encoded of it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from pow_options.messages import en_book

from . import rulebook_rule
from .rulebook_parts import (
    INDEX,
    READINGS,
    TERMS,
    anchor,
    capital,
    day,
    link,
    page,
    sentence,
    source,
    sources,
    table,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pow_options.law import LawRule, Pack
    from pow_options.law.model import Declaration, Instrument

Block = list[str]


def law_page(instrument: Instrument, pack: Pack) -> str:
    """Return the page of an instrument."""
    see = (link(en_book.BOOK_TITLE, INDEX), link(en_book.READINGS_TITLE, READINGS), link(en_book.TERMS_TITLE, TERMS))
    return page(
        en_book.INSTRUMENT_TITLE.format(short=text(instrument.short.rstrip(":")), title=text(instrument.title)),
        [en_book.SEE.format(links=" · ".join(see))],
        *_head(instrument, pack),
        *_parties(instrument, pack),
        *_declarations(instrument, pack),
        *_rules(instrument, pack),
        *_not_encoded(instrument),
    )


def kind(instrument: Instrument, pack: Pack) -> str:
    """Return what an instrument is."""
    return en_book.KIND[instrument.kind].format(state=text(pack.state_name(instrument.state or "")))


def in_force(instrument: Instrument) -> str:
    """Return when an instrument entered into force, or when custom or practice is taken to have emerged."""
    if instrument.in_force is not None:
        return day(instrument.in_force)
    return (
        en_book.EMERGED_SHORT.format(on=day(instrument.emerged)) if instrument.emerged is not None else en_book.NOBODY
    )


def _head(instrument: Instrument, pack: Pack) -> Iterator[Block]:
    dates = [kind(instrument, pack)]
    if instrument.adopted is not None:
        dates.append(en_book.ADOPTED.format(on=day(instrument.adopted)))
    if instrument.in_force is not None:
        dates.append(en_book.IN_FORCE.format(on=day(instrument.in_force)))
    if instrument.emerged is not None:
        dates.append(en_book.EMERGED.format(on=day(instrument.emerged)))
    described = ", ".join(dates)
    lines = [described[:1].upper() + described[1:] + "."]
    if instrument.between:
        roles = en_book.AND.join(en_book.SLOTS[role] for role in instrument.between)
        lines.append(en_book.BETWEEN.format(roles=roles))
    if instrument.state is not None:
        lines.append(en_book.DOMESTIC.format(state=text(pack.state_name(instrument.state))))
    yield [" ".join(lines)]
    if instrument.notes:
        yield [en_book.NOTE.format(text=sentence(instrument.notes))]
    yield [f"## {en_book.SOURCES}", "", *sources(instrument.authority)]


def _parties(instrument: Instrument, pack: Pack) -> Iterator[Block]:
    if not (instrument.parties or instrument.not_parties or instrument.open_only_to):
        return
    yield [f"## {en_book.PARTIES}"]
    rows = []
    for code, party in instrument.parties.items():
        shown = [source(item) for item in party.authority] + ([text(party.note)] if party.note else [])
        until = day(party.until) if party.until is not None else en_book.NOBODY
        rows.append((text(pack.state_name(code)), day(party.in_force), until, "; ".join(shown) or en_book.NOBODY))
    if rows:
        yield table(en_book.PARTIES_HEAD, rows)
    notes = [
        template.format(states=", ".join(text(pack.state_name(code)) for code in codes))
        for template, codes in (
            (en_book.NOT_PARTIES, instrument.not_parties),
            (en_book.OPEN_ONLY, instrument.open_only_to),
        )
        if codes
    ]
    yield [" ".join([*notes, en_book.NOT_LOOKED_UP])]


def _declarations(instrument: Instrument, pack: Pack) -> Iterator[Block]:
    if not instrument.declarations:
        return
    yield [f"## {en_book.DECLARATIONS}"]
    for item in instrument.declarations:
        yield from _declaration(item, pack)


def _declaration(item: Declaration, pack: Pack) -> Iterator[Block]:
    state = text(pack.state_name(item.by))
    title = en_book.DECLARED.format(
        kind=en_book.DECLARATION_KIND[item.kind], state=state, article=text(item.article), on=day(item.on)
    )
    if item.withdrawn is not None:
        title += ", " + en_book.WITHDRAWN.format(on=day(item.withdrawn))
    yield [anchor(f"declared-{item.id}"), "", f"### {title}"]
    yield ["> " + sentence(en_book.DECLARES.format(state=pack.state_name(item.by), says=item.says))]
    if item.note:
        yield [en_book.NOTE.format(text=sentence(item.note))]
    yield sources(item.authority)


def _rules(instrument: Instrument, pack: Pack) -> Iterator[Block]:
    yield [f"## {en_book.RULES}"]
    mine = [rule for rule in pack.rules.values() if rule.instrument.id == instrument.id]
    if not mine:
        yield [en_book.NO_RULES]
    for article, rules in itertools.groupby(mine, key=_article):
        yield [f"### {capital(article)}"]
        for rule in rules:
            yield from rulebook_rule.blocks(rule, pack)


def _article(rule: LawRule) -> str:
    return rule.rule.article


def _not_encoded(instrument: Instrument) -> Iterator[Block]:
    yield [f"## {en_book.NOT_ENCODED}"]
    entries = [f"- **{text(item.article)}**: {sentence(item.why)}" for item in instrument.not_encoded]
    yield entries or [en_book.NOT_ENCODED_NONE]
