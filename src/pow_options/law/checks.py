"""Faults between the files of a pack: every name, value, route, reading and State that one part takes from another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import check_rules, check_vocabulary, cycles

if TYPE_CHECKING:
    from pow_options.source import Diagnostic

    from .loading import Loaded
    from .pack import Pack


def check(pack: Pack, loaded: Loaded, *, complete: bool) -> list[Diagnostic]:
    """Return the faults of a pack; cycles are looked for only where the rest holds.

    With ``complete`` false some files or rules could not be read, and a rule that is not found is not called unknown.
    """
    found = [
        *check_vocabulary.facts(pack, loaded),
        *check_vocabulary.options(pack, loaded),
        *check_vocabulary.readings(loaded),
        *check_vocabulary.ranking(pack, loaded),
        *check_vocabulary.instruments(loaded),
        *check_rules.rules(pack, complete=complete),
    ]
    if not any(item.severity == "error" for item in found):
        found.extend(cycles.conclusions(pack))
        found.extend(cycles.superiority(pack))
    return found
