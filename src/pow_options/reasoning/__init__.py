"""Pure logic: ground defeasible theories, compiled to circuits. It knows no law and no person."""

from .circuit import Circuit
from .compiled import Compiled, compile_theory, enabled, excluded, position
from .formula import FALSE, TRUE, And, Const, Formula, Holds, Is, Not, Or, atoms
from .nodes import NodeValues, Standing, Three, Truth
from .theory import CyclicTheoryError, Guard, Override, Rule, Theory, Verb, order

__all__ = [
    "FALSE",
    "TRUE",
    "And",
    "Circuit",
    "Compiled",
    "Const",
    "CyclicTheoryError",
    "Formula",
    "Guard",
    "Holds",
    "Is",
    "NodeValues",
    "Not",
    "Or",
    "Override",
    "Rule",
    "Standing",
    "Theory",
    "Three",
    "Truth",
    "Verb",
    "atoms",
    "compile_theory",
    "enabled",
    "excluded",
    "order",
    "position",
]
