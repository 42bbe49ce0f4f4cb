"""The words of a pack: how people put its facts, and what stands around them in a question.

They are read where a question in plain English is asked, and by ``rules check``; no other answer rests on them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import Field

from pow_options.source import Diagnostic, InvalidData, read, validate

from .loading import MAX_PHRASE_FILES
from .model import FactId, StateCode, Strict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pow_options.source import Document

    from .pack import Pack
    from .wording import Alternative, Written

COMMON = "common.yaml"
"""The file whose parts all others may name, and which says what stands around the phrases."""

Words = Annotated[str, Field(min_length=1, max_length=200_000)]
Alternatives = Annotated[str, Field(min_length=1, max_length=20_000)]


class Wording(Strict):
    """What stands around the phrases of a question.

    ``free`` words say nothing by themselves and may stand anywhere; ``denials`` turn round what is said. ``joining``
    words stand between phrases, ``connectives`` before what is supposed; ``added`` words begin it without any.
    ``frames`` ask and suppose nothing. ``openers`` and ``inverted`` verbs begin a question, which ``asking`` words go
    on; of those ``implied`` name a State by the role it plays in them, and ``homeward`` ones the State of origin if the
    Power served is not named. After ``doubting`` words `if` supposes nothing;
    with ``named`` nouns a question begins what it supposes, as in `does his wish to stay count`.
    ``persons``, with ``person_marks`` before them, mean him. ``roles`` are names of whoever plays a role, ``organs``
    what may follow the name of a State, ``pointers`` what stands for one named before, ``groups`` names of several.
    ``same`` and ``opposite`` say that the last fact holds, or does not, of another State too. ``telling`` words say
    something by themselves: no phrase passes over them as saying once more what it says. ``weighty`` ones are never
    merely asked about unless a frame says so.
    """

    free: Words
    denials: Words
    joining: Words
    connectives: Words
    added: Words
    frames: Words
    openers: Words
    inverted: Words
    asking: Words
    doubting: Words
    telling: Words
    weighty: Words
    named: Words
    homeward: Words
    persons: Words
    person_marks: Words
    organs: Words
    pointers: Words
    same: Words
    opposite: Words
    roles: dict[str, Words]
    implied: dict[str, Words]
    groups: dict[str, tuple[StateCode, ...]]


class PhrasesFile(Strict):
    """``phrases/*.yaml``: the phrases of some facts, by value; the key of a date is ``date``.

    ``parts`` are named ways of saying something, which the phrases of the same file may use. Facts that differ in kind
    only, such as the risks, share the phrases of their ``families``, which name a kind. ``denied`` says for values of a
    fact which other value is meant where they are denied.
    """

    schema_: Literal["pow-options/phrases/1"] = Field(alias="schema")
    wording: Wording | None = None
    parts: dict[FactId, Alternatives] = Field(default_factory=dict)
    kinds: dict[FactId, Alternatives] = Field(default_factory=dict)
    families: dict[FactId, dict[str, Words]] = Field(default_factory=dict)
    facts: dict[FactId, dict[str, Words]] = Field(default_factory=dict)
    denied: dict[FactId, dict[FactId, FactId]] = Field(default_factory=dict)


class Phrases(NamedTuple):
    """All words of a pack.

    ``written`` are its phrases in the order of the files, ``kinds`` the ways of naming each kind, and ``denied`` the
    value that is meant where another is denied, by fact.
    """

    wording: Wording
    written: tuple[Written, ...]
    kinds: Mapping[str, tuple[Alternative, ...]]
    denied: Mapping[str, Mapping[str, str]]


def has_phrases(pack: Pack) -> bool:
    """Whether a pack says how questions about its facts are put."""
    folder, _ = pack.words
    return folder is not None and any(folder.glob("*.yaml"))


@lru_cache(maxsize=4)
def read_phrases(pack: Pack) -> Phrases:
    """Return the words of a pack.

    Raises:
        InvalidData: with every fault of every file that could be read, or if the pack has none.
    """
    from .check_phrases import examine  # noqa: PLC0415 - it checks what is read here

    folder, shown = pack.words
    names = () if folder is None else sorted(item.name for item in folder.glob("*.yaml"))
    if folder is None or COMMON not in names:
        hint = "see docs/ask.md, or suppose facts by name with `--if`"
        raise InvalidData([Diagnostic(f"{shown}/{COMMON}", 1, 1, "this pack has no phrases for questions", hint)])
    if len(names) > MAX_PHRASE_FILES:
        message = f"the pack has {len(names)} files of phrases; at most {MAX_PHRASE_FILES} are read"
        raise InvalidData([Diagnostic(shown, 1, 1, message)])
    faults: list[Diagnostic] = []
    files: list[tuple[PhrasesFile, Document]] = []
    for name in (COMMON, *(name for name in names if name != COMMON)):
        try:
            document = read(folder / name, display=f"{shown}/{name}")
            file = validate(PhrasesFile, document)
        except InvalidData as error:
            faults.extend(error.diagnostics)
            continue
        if (file.wording is None) == (name == COMMON):
            message = "the common file says what stands around phrases" if name == COMMON else "this belongs elsewhere"
            faults.append(document.diagnostic(("wording",) if file.wording else (), message, f"put it into {COMMON}"))
            continue
        files.append((file, document))
    wording = next((file.wording for file, _ in files if file.wording is not None), None)
    if wording is None:
        raise InvalidData(faults)
    found = examine(pack, files)
    faults.extend(found.faults)
    if faults:
        raise InvalidData(faults)
    denied = {fact: values for file, _ in files for fact, values in file.denied.items()}
    return Phrases(wording, found.written, found.kinds, denied)
