"""Which verb can prevail over which."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .pack import LawRule

_OVERRIDABLE = {
    "forbid": ("oblige", "require"),
    "oblige": ("forbid", "require"),
    "permit": ("forbid", "require"),
    "excuse": ("oblige", "require"),
}


def allowed_pair(superior: LawRule, inferior: LawRule) -> bool:
    """Whether the verbs of two rules are such that one can prevail over the other (semantics, section 3)."""
    if superior.head is not None and inferior.head is not None:
        same = superior.head.name == inferior.head.name
        return same and superior.positive is not inferior.positive
    if inferior.rule.verb not in _OVERRIDABLE.get(superior.rule.verb, ()):
        return False
    return bool(set(superior.rule.routes) & set(inferior.rule.routes))
