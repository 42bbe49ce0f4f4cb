"""What may lawfully be done: status, duty and reach of every route, and the options ranked."""

from .assess import assess, reason
from .conditions import fill, show, who
from .evaluation import Evaluation, evaluate
from .measuring import measured
from .model import (
    AssessmentData,
    Condition,
    FactState,
    OptionResult,
    Outcome,
    Reach,
    Reason,
    RouteResult,
    Status,
)
from .outcomes import Became, outcomes
from .summary import counted

__all__ = [
    "AssessmentData",
    "Became",
    "Condition",
    "Evaluation",
    "FactState",
    "OptionResult",
    "Outcome",
    "Reach",
    "Reason",
    "RouteResult",
    "Status",
    "assess",
    "counted",
    "evaluate",
    "fill",
    "measured",
    "outcomes",
    "reason",
    "show",
    "who",
]
