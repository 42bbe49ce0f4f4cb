"""Names of people in running text, as far as their form gives them away.

A case may name offices, bodies and places, never a prisoner or his family (GC III Art. 13). Only what is plainly formed
like a personal name is found: a title with a name, a Korean surname with a given name, a Slavic patronymic, and what
follows "named". A name of another form is missed, and a place may be taken for a name; so this only ever warns.
"""

from __future__ import annotations

import re

_WORD = r"[A-Z][a-z]+(?:-[A-Za-z][a-z]+)?"
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Pvt|Cpl|Corporal|Sgt|Sergeant|Lt|Lieutenant|Capt|Captain|Maj|Col|Colonel)\.?"

# The surnames most Koreans bear, as they are romanised in both Koreas.
_SURNAME = (
    "(?:Kim|Lee|Yi|Ri|Rhee|Park|Pak|Choi|Choe|Jung|Jeong|Chung|Kang|Cho|Jo|Yoon|Yun|Jang|Chang|Lim|Rim|Oh|Shin|Sin|Seo|"
    "Suh|Kwon|Hwang|Ahn|Ryu|Yoo|Yu|Hong|Jeon|Jon|Ko|Moon|Mun|Yang|Son|Bae|Pae|Paek|Baek|Heo|Ho|Nam|Sim|Shim|Noh|Ro|"
    "Ha|Han|Kwak|Song|Cha|Joo|Ju|Woo|Koo|Ku|Min|Jin|Ji|Chae)"
)
_PLACE = "(?:University|Square|Museum|Institute|Dynasty|River|Times|Ilbo|Party|Military|Office|Ministry|News|Agency)"
_GIVEN = rf"(?!{_PLACE}\b)[A-Z][a-z]{{0,7}}"

_PATTERNS = (
    re.compile(rf"\b{_TITLE} {_WORD}(?: {_WORD})?\b"),
    re.compile(rf"\b{_SURNAME} {_GIVEN}(?:-[A-Za-z][a-z]{{0,7}}| {_GIVEN})?\b(?! {_PLACE})"),
    re.compile(r"\b[А-ЯІЇЄҐ][а-яіїєґ']+ [А-ЯІЇЄҐ][а-яіїєґ']+ [А-ЯІЇЄҐ][а-яіїєґ']+(?:вич|вна|ївна)\b"),  # noqa: RUF001 - Cyrillic is meant
    re.compile(rf"\b{_WORD} {_WORD}(?:ovich|evich|ovych|evych|ovna|evna|ivna)\b(?: {_WORD})?"),
    re.compile(rf"\b(?:named|whose name is|surname is|first name is) ({_WORD}(?: {_WORD})*)"),
)


def named(text: str) -> tuple[str, ...]:
    """Return what looks like the name of a person, in the order of the text."""
    found: list[tuple[int, int, str]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span(pattern.groups)
            if not any(start < other_end and other < end for other, other_end, _ in found):
                found.append((start, end, match[pattern.groups]))
    return tuple(dict.fromkeys(name for *_, name in sorted(found)))
