"""Rules that can never apply: not in any case, under any readings, on any day, whoever plays the roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pow_options.law import Pack

    from .setting import Setting


@dataclass(slots=True)
class Seen:
    """What was seen of a rule that was not seen to apply."""

    placed: bool = False
    bound: bool = False
    met: bool = False
    undefeated: bool = False

    @property
    def why(self) -> str:
        """What keeps the rule from applying, as a code."""
        if not self.placed:
            return "nowhere"
        if not self.met:
            return "never_met"
        if not self.undefeated:
            return "always_defeated"
        return "together" if self.bound else "nobody_bound"


class Applying:
    """Keeps the rules that were not seen to apply in any setting so far."""

    def __init__(self, pack: Pack) -> None:
        """Start with all rules."""
        self.left: dict[str, Seen] = {name: Seen() for name in pack.rules}

    def look(self, setting: Setting) -> None:
        """Drop the rules that can apply in a setting."""
        mine = {
            name: [item.id for item in setting.ground.instances.values() if item.rule.id == name]
            for name in self.left
            if setting.judges(setting.pack.rules.get(name))
        }
        literals = {
            name: setting.clauses.some(
                setting.at(setting.compiled.applications[instance].applies.value) for instance in instances
            )
            for name, instances in mine.items()
        }
        while literals and setting.clauses.can(setting.clauses.some(literals.values())):
            for name in [name for name, literal in literals.items() if setting.clauses.holds(literal)]:
                del literals[name], self.left[name]
        for name in literals:
            self._note(setting, mine[name], self.left[name])

    def _note(self, setting: Setting, instances: list[str], seen: Seen) -> None:
        """Note how far a rule comes in a setting in which it cannot apply."""
        can = setting.clauses.can
        for instance in instances:
            seen.placed = True
            application = setting.compiled.applications[instance]
            met = setting.at(application.when.established.value)
            seen.bound = seen.bound or can(setting.at(application.guard))
            seen.met = seen.met or can(met)
            seen.undefeated = seen.undefeated or can(met, -setting.at(application.unless.established.value))
