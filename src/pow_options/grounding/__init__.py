"""Pack and roles to ground rules for reasoning: what ranges where, what is in force, and in which worlds."""

from .force import NotBinding, bound_state, party
from .grounding import Ground, GroundOption, GroundRoute, Instance, Superior, ground
from .making import asked_of_states
from .worlds import TooManyWorldsError, Worlds, inputs, still_possible, worlds

__all__ = [
    "Ground",
    "GroundOption",
    "GroundRoute",
    "Instance",
    "NotBinding",
    "Superior",
    "TooManyWorldsError",
    "Worlds",
    "asked_of_states",
    "bound_state",
    "ground",
    "inputs",
    "party",
    "still_possible",
    "worlds",
]
