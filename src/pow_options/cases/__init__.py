"""Cases: the people and Powers bound to roles, settled facts, dated statements, and what they establish."""

from .checking import check_case, key_fault
from .evidence import evidence_warnings
from .loading import DEFAULT, example_names, load_case, parse_case
from .model import NONE, Case, CaseFile, Statement, spell, split_key
from .never import impossible, key_of, truth
from .resolving import Ground, Resolved, Standing, Use, Weighed, resolve, unknown
from .scaffold import scaffold

__all__ = [
    "DEFAULT",
    "NONE",
    "Case",
    "CaseFile",
    "Ground",
    "Resolved",
    "Standing",
    "Statement",
    "Use",
    "Weighed",
    "check_case",
    "evidence_warnings",
    "example_names",
    "impossible",
    "key_fault",
    "key_of",
    "load_case",
    "parse_case",
    "resolve",
    "scaffold",
    "spell",
    "split_key",
    "truth",
    "unknown",
]
