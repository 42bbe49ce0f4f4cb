"""An example as a case file, and the engine's word on it."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from pow_options.assessment import Outcome, evaluate, outcomes
from pow_options.cases import Case, check_case, parse_case, split_key
from pow_options.messages import en_analysis as words
from pow_options.source import InvalidData

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pow_options.law import Pack

    from .examples import Example

MAX_NAME = 90
"""Characters of the name of a case."""


def case_name(prefix: str, rules: Iterable[str], taken: Iterable[str] = ()) -> str:
    """Return a name for a case about some rules, that is not taken."""
    name = re.sub(r"[^a-z0-9-]", "-", f"{prefix}-{'-and-'.join(rules)}")[:MAX_NAME].rstrip("-")
    others = set(taken)
    return next(item for item in (name, *(f"{name}-{n}" for n in range(2, 10_000))) if item not in others)


def command(example: Example, pack: Pack, file: str, directory: str | None) -> str:
    """Return the command that assesses the case of an example, in the file ``file``."""
    words = ["pow-options", "assess", file]
    if directory is not None and directory.isprintable():
        words += ["--pack", directory]
    if example.law_on != pack.recorded_on:
        words += ["--law-on", example.law_on.isoformat()]
    for question, position in example.readings.items():
        words += ["--reading", f"{question}={position}"]
    return shlex.join(words)


def case_text(pack: Pack, example: Example, name: str, says: str, run: str) -> str:
    """Return the case file of an example.

    Args:
        pack: the law.
        example: the roles and facts.
        name: the id of the case.
        says: what it shows, in a line.
        run: the command that shows it.
    """
    parties = [code for code in dict.fromkeys(example.roles.values()) if code not in pack.states and code != "none"]
    lines = [
        f"# {says}",
        f"# {run}",
        "schema: pow-options/case/1",
        f"id: {name}",
        f'title: "{words.EXAMPLE_TITLE}"',
        "roles:",
        *(f"  {role}: {code}" for role, code in example.roles.items()),
        *(["parties:"] if parties else []),
        *(f'  {code}: {{name: "{words.EXAMPLE_PARTY}"}}' for code in parties),
    ]
    settled = {key: values[0] for key, values in example.facts.items() if len(values) == 1}
    if settled:
        lines += ["facts:", *(f"  {key}: {_scalar(value)}" for key, value in settled.items())]
    left_open = {key: values for key, values in example.facts.items() if len(values) > 1}
    if left_open:
        lines.append("statements:")
        for index, (key, values) in enumerate(left_open.items(), start=1):
            lines += _statement(pack, index, key, values)
    return "\n".join(lines) + "\n"


def _scalar(value: str) -> str:
    return f'"{value}"' if value == "null" else value


def _statement(pack: Pack, index: int, key: str, values: tuple[str, ...]) -> Iterator[str]:
    yield f"  - id: part-{index}"
    yield f"    fact: {key}"
    yield f"    value: [{', '.join(_scalar(value) for value in values)}]"
    yield f"    known_on: {pack.recorded_on.isoformat()}"
    yield f'    source: "{words.EXAMPLE_SOURCE}"'
    yield "    grade: A1"
    if pack.facts[split_key(key)[0]].kind == "judgement":
        yield f'    judged_by: "{words.EXAMPLE_SOURCE}"'


def read_case(text: str, pack: Pack) -> Case:
    """Return the case in a text.

    Raises:
        InvalidData: if it is none, or does not fit the vocabulary.
    """
    case = parse_case(text, "example.yaml")
    check_case(case, pack)
    return case


def collide(pack: Pack, text: str, example: Example, pair: tuple[str, str]) -> bool:
    """Whether the engine, given the case in ``text``, finds that instances of two rules collide under every reading."""
    try:
        case = read_case(text, pack)
    except InvalidData:
        return False
    evaluation = evaluate(
        case,
        pack,
        as_of=pack.recorded_on,
        law_on=example.law_on,
        dated_by="pack",
        assume={},
        readings=example.readings,
        without=(),
    )
    one, other = pair
    rule_of = {name: item.rule.id for name, item in evaluation.ground.instances.items()}
    return any(
        rule_of[name] == one
        and found.outcome is Outcome.COLLIDES
        and found.worlds == evaluation.worlds.full
        and other in {rule_of[by] for by in found.by}
        for name, found in outcomes(evaluation).items()
    )
