"""One rule of the rulebook, in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pow_options.law.condition import ROLES, Truth
from pow_options.messages import en_book

from .condition_words import bullets, words
from .rulebook_parts import (
    anchor,
    article_links,
    day,
    link,
    reading,
    rule_link,
    rule_links,
    sentence,
    slots_of,
    source,
    sources,
    table,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pow_options.law import LawRule, Pack, Superiority
    from pow_options.law.condition import Condition
    from pow_options.law.model import Overrides

Block = list[str]


def blocks(rule: LawRule, pack: Pack) -> list[Block]:
    """Return everything recorded of a rule, as blocks of lines."""
    law, slots = rule.rule, slots_of(rule, pack)
    says = f"{law.says}; {law.norm}" if law.norm else law.says
    above = [item for item in pack.superiority if item.inferior == rule.id]
    found: list[Block] = [
        [anchor(rule.id), "", f"#### {text(law.title)}"],
        [en_book.RULE_ID.format(id=rule.id, who=_who(rule, pack))],
        [f"> {sentence(says, slots)}"],
        *([item] for item in reading(law.reading, pack, en_book.READING)),
        *_declarations(rule, pack),
        *_when(rule, pack, slots),
        *_then(rule, pack, slots, above),
        _prevails(rule, pack),
        _yields(above, pack),
    ]
    if law.contested_with:
        found.append([en_book.CONTESTED.format(rules=rule_links(law.contested_with, pack))])
    for template, value in (
        (en_book.OPEN_NORM, law.open_norm),
        (en_book.RULE_NOT_ENCODED, law.not_encoded),
        (en_book.NOTE, law.notes),
    ):
        if value:
            found.append([template.format(text=sentence(value, slots))])
    found.append([en_book.RULE_SOURCES, "", *sources(law.authority)])
    return [block for block in found if block]


def _who(rule: LawRule, pack: Pack) -> str:
    if rule.rule.binds in ROLES:
        return en_book.SLOTS[rule.rule.binds]
    return en_book.WHO_DOMESTIC.format(state=text(pack.state_name(rule.rule.binds)))


def _declarations(rule: LawRule, pack: Pack) -> Iterable[Block]:
    made = {item.id: item for item in rule.instrument.declarations}
    for template, name in ((en_book.ONLY_FOR, rule.rule.only_for), (en_book.NOT_FOR, rule.rule.not_for)):
        if name is not None:
            item = made[name]
            yield [
                template.format(
                    who=en_book.SLOTS.get(rule.rule.binds) or text(pack.state_name(rule.rule.binds)),
                    kind=item.kind,
                    state=text(pack.state_name(item.by)),
                    article=text(item.article),
                    on=day(item.on),
                    link=link(en_book.HERE, f"#declared-{name}"),
                )
            ]


def _when(rule: LawRule, pack: Pack, slots: Mapping[str, str]) -> Iterable[Block]:
    if rule.when == Truth(value=True):
        yield [en_book.ALWAYS]
    else:
        yield from _condition("when", rule.when, rule.rule.when, pack, slots)
    if rule.unless is not None and rule.rule.unless is not None:
        yield from _condition("unless", rule.unless, rule.rule.unless, pack, slots)
    require = rule.rule.require
    if rule.condition is not None and require is not None:
        lead = "throughout" if require.timing == "throughout" else "condition"
        yield from _condition(lead, rule.condition, require.condition, pack, slots)


def _condition(lead: str, condition: Condition, written: str, pack: Pack, slots: Mapping[str, str]) -> Iterable[Block]:
    group = words(condition, pack, slots)
    alone = len(group.parts) == 1 and lead in en_book.ONE
    yield [en_book.ONE[lead] if alone else en_book.LEAD[lead][group.how]]
    yield list(bullets(group))
    yield [en_book.AS_WRITTEN.format(text=" ".join(written.split()))]


def _then(rule: LawRule, pack: Pack, slots: Mapping[str, str], above: Iterable[Superiority]) -> Iterable[Block]:
    if rule.head is not None:
        entry = pack.conclusions[rule.head.name]
        about = slots if rule.head.term is None else {**slots, "state": slots[rule.head.term]}
        yield [en_book.CONCLUDES.format(says=text(entry.says if rule.positive else entry.denies, about))]
        return
    routes = pack.routes()
    rows = []
    for name in dict.fromkeys(rule.rule.routes):
        option, route = routes[name]
        over = [item.superior for item in above if name in pack.rules[item.superior].rule.routes]
        rows.append(
            (
                text(route.name),
                en_book.SLOTS[option.id],
                en_book.EFFECT[effect(rule)],
                article_links(dict.fromkeys(over), pack) or en_book.NOBODY,
            )
        )
    yield table(en_book.ROUTES_HEAD, rows)


def effect(rule: LawRule) -> str:
    """Return which kind of effect a rule has on the routes it acts on."""
    law = rule.rule
    if law.require is not None:
        return law.require.timing
    return "duty" if law.duty else law.verb


def _prevails(rule: LawRule, pack: Pack) -> Block:
    """Return what a rule prevails over; rules beaten on the same ground stand together."""
    groups: dict[str, list[str]] = {}
    for entry in rule.rule.overrides:
        target = rule_link(pack.rules[entry.rule]) if entry.rule is not None else _whole(rule, entry, pack)
        groups.setdefault(_ground(entry, pack), []).append(target)
    return _grounds(en_book.PREVAILS, groups)


def _yields(above: Iterable[Superiority], pack: Pack) -> Block:
    groups: dict[str, list[str]] = {}
    for item in above:
        groups.setdefault(_ground(item.entry, pack), []).append(rule_link(pack.rules[item.superior]))
    return _grounds(en_book.YIELDS, groups)


def _whole(rule: LawRule, entry: Overrides, pack: Pack) -> str:
    met = [item.inferior for item in pack.superiority if item.superior == rule.id and item.entry is entry]
    name = text(pack.instruments[entry.instrument or ""].short)
    if not met:
        return en_book.WHOLE_NONE.format(instrument=name)
    return en_book.WHOLE.format(instrument=name, rules=rule_links(met, pack))


def _ground(entry: Overrides, pack: Pack) -> str:
    under = "".join(f"; {item}" for item in reading(entry.reading, pack, en_book.READING_SHORT))
    return en_book.GROUND.format(ground=text(entry.ground), reading=under, source=source(entry))


def _grounds(lead: str, groups: Mapping[str, list[str]]) -> Block:
    if not groups:
        return []
    return [lead, "", *(f"- {'; '.join(dict.fromkeys(rules))}: {ground}" for ground, rules in groups.items())]
