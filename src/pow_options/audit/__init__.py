"""The quality of a pack and of a case: what the rules are, and what is wrong with the files."""

from . import outlines
from .graph import PackGraph, UnknownNodeError
from .graph import graph as pack_graph
from .impact import Impact, Influence, impact, influence
from .impact import outline as impact_outline
from .listing import Card, Listing, card, listing
from .report import Report, case_report, pack_report

__all__ = [
    "Card",
    "Impact",
    "Influence",
    "Listing",
    "PackGraph",
    "Report",
    "UnknownNodeError",
    "card",
    "case_report",
    "impact",
    "impact_outline",
    "influence",
    "listing",
    "outlines",
    "pack_graph",
    "pack_report",
]
