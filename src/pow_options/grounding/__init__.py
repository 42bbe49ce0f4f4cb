"""Pack and roles to ground rules for reasoning: what ranges where, what is in force, and in which worlds."""

from .force import NotBinding, bound_state, not_declared, not_in_force, not_its_act, others_bound, party
from .grounding import Ground, GroundOption, GroundRoute, Instance, Superior, ground
from .intervals import Scale, point
from .making import asked_of_states
from .worlds import TooManyWorldsError, Worlds, inputs, still_possible, worlds

__all__ = [
    "Ground",
    "GroundOption",
    "GroundRoute",
    "Instance",
    "NotBinding",
    "Scale",
    "Superior",
    "TooManyWorldsError",
    "Worlds",
    "asked_of_states",
    "bound_state",
    "ground",
    "inputs",
    "not_declared",
    "not_in_force",
    "not_its_act",
    "others_bound",
    "party",
    "point",
    "still_possible",
    "worlds",
]
