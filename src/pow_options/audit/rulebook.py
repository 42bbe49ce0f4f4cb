"""The rulebook: the law of a pack as pages for readers of law, made from the rules and from nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.law import INTERNATIONAL, UNSETTLED
from pow_options.law.condition import names
from pow_options.messages import en_book

from .rulebook_law import in_force, kind, law_page
from .rulebook_parts import (
    INDEX,
    READINGS,
    TERMS,
    anchor,
    capital,
    day,
    link,
    page,
    page_of,
    rule_link,
    rule_links,
    sentence,
    source,
    table,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pow_options.law import LawRule, Pack
    from pow_options.law.model import Fact, Instrument, Position, Question

Block = list[str]


def rulebook(pack: Pack, beside: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the pages of the rulebook, by file name.

    Args:
        pack: the pack.
        beside: titles of pages written by hand in the same directory, by file name; the index links to them.
    """
    book = {INDEX: _index(pack, beside or {}), READINGS: _readings(pack), TERMS: _terms(pack)}
    return book | {page_of(name): law_page(item, pack) for name, item in pack.instruments.items()}


def _index(pack: Pack, beside: Mapping[str, str]) -> str:
    head = en_book.BOOK_HEAD.format(title=text(pack.title), version=pack.version, recorded=day(pack.recorded_on))
    see = [link(en_book.READINGS_TITLE, READINGS), link(en_book.TERMS_TITLE, TERMS)]
    by_hand = [link(text(title), name) for name, title in sorted(beside.items())]
    caveats = [f"- {sentence(item)}" for item in pack.caveats]
    return page(
        en_book.BOOK_TITLE,
        [head],
        [en_book.BOOK_READING],
        [en_book.SEE.format(links=", ".join(see))],
        [en_book.BY_HAND.format(links=", ".join(by_hand))] if by_hand else [],
        [en_book.BOOK_CAVEATS, "", *caveats] if caveats else [],
        [f"## {en_book.INSTRUMENTS}"],
        [en_book.INSTRUMENTS_HEAD[0]],
        _instruments(pack),
        [f"## {en_book.WAYS}"],
        [en_book.WAYS_HEAD[0]],
        _ways(pack),
        [f"## {en_book.EFFECTS_TITLE}"],
        [f"- **{en_book.EFFECT_NAMES[name]}**: {words}" for name, words in en_book.EFFECT.items()],
    )


def _instruments(pack: Pack) -> Block:
    rows, sums = [], [0, 0, 0, 0, 0, 0]
    for name, item in pack.instruments.items():
        counts = _counts(item, pack)
        sums = [a + b for a, b in zip(sums, counts, strict=True)]
        title = link(text(item.title), page_of(name))
        rows.append((title, text(item.short.rstrip(":")), kind(item, pack), in_force(item), *_cells(counts)))
    return table(en_book.INSTRUMENTS_HEAD[1:], [*rows, (en_book.TOTAL, "", "", "", *_cells(sums))])


def _counts(item: Instrument, pack: Pack) -> list[int]:
    """Count rules, citations checked and not, dates checked and given, and provisions not encoded."""
    rules = [rule.rule for rule in pack.rules.values() if rule.instrument.id == item.id]
    cited = [entry.checked for rule in rules for entry in rule.authority]
    cited += [entry.checked for rule in rules for entry in rule.overrides]
    dated = [bool(party.authority) and all(a.checked for a in party.authority) for party in item.parties.values()]
    return [len(rules), cited.count(True), cited.count(False), dated.count(True), len(dated), len(item.not_encoded)]


def _cells(counts: list[int]) -> Iterator[str]:
    rules, checked, unchecked, dates, parties, missing = counts
    yield from (str(rules), str(checked), str(unchecked))
    yield en_book.OF.format(n=dates, all=parties) if parties else en_book.NOBODY
    yield str(missing)


def _ways(pack: Pack) -> Block:
    return table(
        en_book.WAYS_HEAD[1:],
        [
            (
                text(option.name),
                text(route.name),
                en_book.SLOTS[route.actor],
                en_book.YES_NO[route.custodial],
                en_book.UNDO[route.undo],
            )
            for option, route in pack.routes().values()
        ],
    )


def _readings(pack: Pack) -> str:
    blocks: list[Block] = []
    for question in pack.questions.values():
        default = en_book.UNSETTLED
        if question.default != UNSETTLED:
            default = next(f"*{text(p.says)}*" for p in question.positions if p.id == question.default)
        blocks += [[anchor(question.id), "", f"## {text(question.question)}"]]
        blocks += [[en_book.DEFAULT_IS.format(default=default)]]
        if question.note:
            blocks.append([en_book.NOTE.format(text=sentence(question.note))])
        for position in question.positions:
            blocks += _position(position, question, pack)
    see = (link(en_book.BOOK_TITLE, INDEX), link(en_book.TERMS_TITLE, TERMS))
    return page(en_book.READINGS_TITLE, [en_book.SEE.format(links=" · ".join(see))], [en_book.READINGS_HEAD], *blocks)


def _position(position: Position, question: Question, pack: Pack) -> Iterator[Block]:
    default = en_book.POSITION_DEFAULT if position.id == question.default else ""
    yield [en_book.POSITION.format(says=text(position.says), id=position.id, default=default)]
    wanted = {rule.id: _chosen(rule.rule.reading.get(question.id)) for rule in pack.rules.values()}
    rules = [name for name, chosen in wanted.items() if position.id in chosen]
    pairs = [
        en_book.OVER.format(
            superior=rule_link(pack.rules[item.superior]), inferior=rule_link(pack.rules[item.inferior])
        )
        for item in pack.superiority
        if position.id in _chosen(item.entry.reading.get(question.id))
    ]
    entries = [
        en_book.HELD_BY.format(holders="; ".join(text(item) for item in position.holders)),
        en_book.AUTHORITY.format(sources="; ".join(source(item) for item in position.authority)),
    ]
    if rules:
        entries.append(en_book.HOLDS_RULES.format(rules=rule_links(rules, pack)))
    if pairs:
        entries.append(en_book.HOLDS_OVERRIDES.format(pairs="; ".join(dict.fromkeys(pairs))))
    if not rules and not pairs:
        entries.append(en_book.HOLDS_NOTHING)
    yield [f"- {item}" for item in entries]


def _chosen(given: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return () if given is None else (given,) if isinstance(given, str) else given


def _terms(pack: Pack) -> str:
    reading: dict[str, dict[str, None]] = {}
    for rule in pack.rules.values():
        for condition in (rule.when, rule.unless, rule.condition):
            for item in names(condition) if condition is not None else ():
                reading.setdefault(item.name, {})[rule.id] = None
    read = {name: en_book.READ_BY.format(rules=rule_links(rules, pack)) for name, rules in reading.items()}
    blocks: list[Block] = [[f"## {en_book.CONCLUSIONS}"]]
    for name in pack.conclusions:
        blocks += _conclusion(name, read.get(name, en_book.READ_BY_NOBODY), pack)
    blocks.append([f"## {en_book.FACTS}"])
    for name, fact in pack.facts.items():
        blocks += _fact(name, fact, read.get(name, en_book.READ_BY_NOBODY), pack)
    see = (link(en_book.BOOK_TITLE, INDEX), link(en_book.READINGS_TITLE, READINGS))
    return page(en_book.TERMS_TITLE, [en_book.SEE.format(links=" · ".join(see))], [en_book.TERMS_HEAD], *blocks)


def _conclusion(name: str, read: str, pack: Pack) -> Iterator[Block]:
    entry = pack.conclusions[name]
    for_, against = (_concluding(name, pack, positive=positive) for positive in (True, False))
    yield [anchor(name), "", f"### {capital(entry.says)}"]
    entries = [f"`{name}`"]
    if entry.order != INTERNATIONAL:
        entries.append(en_book.ORDER.format(state=text(pack.state_name(entry.order))))
    entries.append(en_book.CONCLUDED_BY.format(rules=rule_links(for_, pack) or en_book.NOBODY))
    if against:
        entries.append(en_book.DENIED_BY.format(denies=text(entry.denies), rules=rule_links(against, pack)))
    yield [f"- {item}" for item in (*entries, read)]


def _concluding(name: str, pack: Pack, *, positive: bool) -> list[str]:
    def draws(rule: LawRule) -> bool:
        return rule.head is not None and rule.head.name == name and rule.positive is positive

    return [rule.id for rule in pack.rules.values() if draws(rule)]


def _fact(name: str, fact: Fact, read: str, pack: Pack) -> Iterator[Block]:
    yield [anchor(name), "", f"### {text(fact.question)}"]
    kind_ = en_book.FACT_KIND[fact.kind]
    entries = [f"`{name}`"]
    if fact.from_parties is not None:
        entries.append(en_book.FACT_PARTIES.format(instrument=text(pack.instruments[fact.from_parties].short)))
    else:
        entries.append(en_book.FACT_WHO.format(kind=kind_, who=text(fact.who)))
    entries += [en_book.FACT_ANSWER.format(means=text(means), value=v) for v, means in (fact.values or {}).items()]
    if fact.about is not None:
        entries.append(en_book.FACT_ABOUT.format(question=text(pack.facts[fact.about].question)))
    yield [f"- {item}" for item in (*entries, read)]
