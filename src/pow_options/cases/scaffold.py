"""The scaffold of a case: every fact of the vocabulary with its question, none of them answered."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from pow_options.law.condition import ROLES

from .model import NONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pow_options.law.model import Fact
    from pow_options.law.pack import Pack

_HEAD = """\
schema: pow-options/case/1
id: {id}
title: {title}
# No names, faces or family details of real prisoners (GC III Art. 13): write `soldier A`.
roles:
{roles}
# Uncomment `facts:` and what nobody disputes. What is left out is unknown; unknown is never false.
#facts:
{facts}
# Uncomment `statements:` and write down what somebody said,
# with dates, source and Admiralty grade (reliability A-F, credibility 1-6).
#statements:
#  - id: letter
#    fact: {example}
#    value: {value}
#    said_on: 2025-10-28
#    known_on: 2025-12-24
#    source: signed letter released by an NGO
#    grade: B2
#    derived_from: letter-2025-10      # statements of one origin are one voice
#    setting: {{asked_by: ngo, private: unknown, captor_present: unknown}}
#    judged_by: who judged             # where the fact is a judgement
"""


def scaffold(pack: Pack, roles: Mapping[str, str], *, case_id: str, title: str) -> str:
    """Return the text of a new case file for ``roles`` (a State code or ``none`` each)."""
    states = list(dict.fromkeys(code for code in (roles[role] for role in ROLES) if code != NONE))
    asked = "  # who? leave `none` only if nobody plays this role"
    lines = [f"  {role}: {roles[role]}" + (asked if roles[role] == NONE else "") for role in ROLES]
    facts = "\n".join(_facts(pack, states))
    example, value = _example(pack, states)
    return _HEAD.format(
        id=case_id, title=_quoted(title), roles="\n".join(lines), facts=facts, example=example, value=value
    )


def _example(pack: Pack, states: list[str]) -> tuple[str, str]:
    """Return a fact a statement may be about, and a value: his own word, if the vocabulary has one."""
    words = {fact.about for fact in pack.facts.values()}
    told = [name for name, fact in pack.facts.items() if fact.from_parties is None]
    name = next((item for item in told if item in words), told[0] if told else "fact")
    fact = pack.facts.get(name)
    key = f"{name}({states[-1]})" if fact is not None and fact.per_state and states else name
    return key, next(iter(fact.values or ("true",))) if fact is not None else "true"


def _quoted(text: str) -> str:
    """Return text as a double-quoted scalar of one line."""
    return '"' + " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _facts(pack: Pack, states: list[str]) -> Iterator[str]:
    for name, fact in pack.facts.items():
        if fact.from_parties is not None:
            continue
        question = fact.question.replace("{state}", "each State")
        for role in ROLES:
            question = question.replace("{" + role + "}", role.replace("_", " "))
        yield from textwrap.wrap(question, 108, initial_indent="#  # ", subsequent_indent="#  # ")
        keys = [f"{name}({state})" for state in states] if fact.per_state else [name]
        yield from (f"#  {key}: {_values(fact)}" for key in keys)


def _values(fact: Fact) -> str:
    if fact.type == "bool":
        return "true | false"
    if fact.type == "enum":
        return " | ".join(fact.values or ())
    return "YYYY-MM-DD" if fact.type == "date" else "a number"
