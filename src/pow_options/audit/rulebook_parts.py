"""What every page of the rulebook is put together from: escaped text, links, sources, readings, dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import quote

from pow_options.assessment.conditions import fill_slots
from pow_options.explain.formats.outline import md
from pow_options.law import UNSETTLED
from pow_options.messages import en_book

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from pow_options.law import LawRule, Pack
    from pow_options.law.model import Authority, Overrides

INDEX, READINGS, TERMS = "README.md", "readings.md", "terms.md"

# Pages of the book, and pages people write beside it; file systems may not tell capitals from small letters.
_TAKEN = frozenset({"readme", "readings", "terms", "review", "contested"})
_LIST_MARK = re.compile(r"^(\d{1,9})([.)])")

Reading = Mapping[str, str | tuple[str, ...]]


def text(words: str, slots: Mapping[str, str] = en_book.SLOTS) -> str:
    """Return words of a pack on one line, slots put into plain words and everything that could be markup escaped."""
    out = md(" ".join(fill_slots(words, slots).split()))
    out = out.replace("$", "\\$").replace("~", "\\~")
    if out[:1] in {"-", "+", "="}:
        return "\\" + out
    return _LIST_MARK.sub(r"\1\\\2", out)


def capital(words: str, slots: Mapping[str, str] = en_book.SLOTS) -> str:
    """Return words of a pack beginning with a capital letter."""
    filled = fill_slots(words, slots).strip()
    return text(filled[:1].upper() + filled[1:], slots)


def sentence(words: str, slots: Mapping[str, str] = en_book.SLOTS) -> str:
    """Return words of a pack as a sentence, from its capital to its full stop."""
    out = capital(words, slots)
    return out if out.endswith((".", "!", "?")) else out + "."


def slots_of(rule: LawRule, pack: Pack) -> Mapping[str, str]:
    """Return the words for the slots of a rule: those of every rule, and whom it binds."""
    binds = rule.rule.binds
    return {**en_book.SLOTS, "bound": en_book.SLOTS.get(binds) or pack.state_name(binds)}


def day(on: date) -> str:
    """Return a date as it is written in prose."""
    return en_book.DAY.format(day=on.day, month=en_book.MONTHS[on.month - 1], year=on.year)


def page_of(instrument: str) -> str:
    """Return the name of the page of an instrument."""
    return f"{instrument}-law.md" if instrument in _TAKEN else f"{instrument}.md"


def anchor(name: str) -> str:
    """Return the place that links to ``name`` lead to; names are ids, which hold no markup."""
    return f'<a id="{name}"></a>'


def link(words: str, target: str) -> str:
    """Return a link between pages; ``words`` are escaped already."""
    return en_book.LINK.format(text=words, target=target)


def web(words: str, url: str | None) -> str:
    """Return words with a link to a web page; an address of any other kind is shown and leads nowhere."""
    if not url:
        return text(words)
    if not re.match(r"https?://", url, re.IGNORECASE):
        return f"{text(words)} {text(url)}"
    return link(text(words), quote(url, safe=":/?#@!$&'*+,;=%~").replace("&", "&amp;"))


def rule_link(rule: LawRule) -> str:
    """Return a link to a rule, by its provision and title."""
    words = f"{rule.instrument.short} {rule.rule.article}: {rule.rule.title}"
    return link(text(words), f"{page_of(rule.instrument.id)}#{rule.id}")


def article_links(rules: Iterable[str], pack: Pack) -> str:
    """Return links to rules by their provisions alone, for tables."""
    found = [pack.rules[name] for name in rules]
    return "; ".join(
        link(text(f"{rule.instrument.short} {rule.rule.article}"), f"{page_of(rule.instrument.id)}#{rule.id}")
        for rule in found
    )


def rule_links(rules: Iterable[str], pack: Pack) -> str:
    """Return links to rules, one after the other."""
    return "; ".join(rule_link(pack.rules[name]) for name in rules)


def source(entry: Authority | Overrides) -> str:
    """Return a source with its address, whether it was checked, and the note that goes with it."""
    mark = en_book.CHECKED if entry.checked else en_book.NOT_CHECKED
    note = f"; {text(entry.note)}" if entry.note else ""
    return en_book.SOURCE.format(source=web(entry.source, entry.url), mark=mark, note=note)


def sources(entries: Iterable[Authority]) -> list[str]:
    """Return sources as the entries of a list."""
    return [f"- {source(item)}" for item in entries]


def reading(chosen: Reading, pack: Pack, template: str) -> list[str]:
    """Return the readings something depends on, each put into ``template``."""
    out = []
    for question, given in chosen.items():
        entry = pack.questions[question]
        wanted = (given,) if isinstance(given, str) else given
        positions = [f"*{text(item.says)}*" for item in entry.positions if item.id in wanted]
        default = "unsettled" if entry.default == UNSETTLED else "yes" if entry.default in wanted else "no"
        out.append(
            template.format(
                positions=en_book.OR.join(positions),
                question=link(text(entry.question), f"{READINGS}#{question}"),
                contested=link(en_book.READING_LINK, f"{READINGS}#{question}"),
                default=en_book.DEFAULT[default],
            )
        )
    return out


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table; cells are escaped already."""
    return [*head, *("| " + " | ".join(row) + " |" for row in rows)]


def page(title: str, *blocks: Sequence[str]) -> str:
    """Return a page: blocks of lines, an empty line between them; blocks that are empty are left out."""
    parts = [en_book.MADE, f"# {title}", *("\n".join(block) for block in blocks if block)]
    return "\n\n".join(parts) + "\n"
