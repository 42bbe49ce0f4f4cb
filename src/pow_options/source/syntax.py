"""What the parser says of text that is no YAML, in the user's terms and at the place to look at."""

from __future__ import annotations

import re
from typing import Any

import yaml

from .diagnostic import quote
from .tree import Fault

_QUOTE_IT = "put text in quotes if it begins with, or holds, a character that means something in YAML"
_INDENT = "all keys of one mapping, and all entries of one list, begin in the same column"

# In the order tried: what the parser says (pattern over "context | problem"), whether to look where the
# construct began rather than where the parser gave up, what to say, and the hint.
_KNOWN: tuple[tuple[str, bool, str, str], ...] = (
    (r"tab character", False, "tab where only spaces may indent", "indent with spaces"),
    (
        r"(mapping values|block mapping).* not allowed",
        False,
        "`:` is not allowed here",
        "text that holds `: ` needs quotes; or the line above lacks its `:`",
    ),
    (r"block sequence entries are not allowed", False, "a list entry is not allowed here", _INDENT),
    (r"could not find expected ':'", True, "`:` is missing after this key", "a key is followed by `: `"),
    (
        r"block mapping \|.*expected (key|<block end>)",
        False,
        "this does not fit into the mapping around it",
        _INDENT,
    ),
    (r"block collection \|.*expected", False, "this does not fit into the list around it", _INDENT),
    (r"flow sequence \|", True, "`[` is not closed, or `,` is missing in the list", _QUOTE_IT),
    (r"flow mapping \|", True, "`{` is not closed, or `,` is missing in the mapping", _QUOTE_IT),
    (r"quoted scalar \|.*(end of stream|document)", True, "quoted text is not closed", ""),
    (
        r"escape|hexade?cimal|Unicode",
        False,
        "this escape does not exist in double quotes",
        "use single quotes, or write `\\\\` for a backslash",
    ),
    (r"block scalar \|", False, "text after `|` or `>` begins on the next line", ""),
    (r"(anchor|alias) \|", True, "`*` and `&` mean something in YAML", "put the text in quotes"),
    (r"tag", True, "`!` means something in YAML", "put the text in quotes"),
    (
        r"directive",
        True,
        "a line that begins with `%` is not allowed",
        "put text that begins with `%` in quotes",
    ),
    (r"expected node content", False, "a value is missing here", _QUOTE_IT),
    (r"<document start>|<stream end>", False, "this does not belong to the data above it", _INDENT),
)
_NO_KEY = re.compile(r"block mapping \| did not find expected key|expected node content")
_CANNOT_BEGIN = re.compile(r"cannot start any token")


def explain(error: Exception, text: str, opened: int | None = None) -> Fault:
    """Return the fault a parser's `error` stands for; `opened` is the index of the last open bracket."""
    problem, context = _mark(error, "problem_mark"), _mark(error, "context_mark")
    index = next((i for i in (problem, context) if i is not None), 0)
    index = min(index, len(text))
    said = f"{getattr(error, 'context', None) or ''} | {getattr(error, 'problem', None) or error}"
    if _CANNOT_BEGIN.search(said):
        c = text[index : index + 1]
        if c == "\t":
            return Fault(index, "tab where only spaces may indent", "indent with spaces")
        return Fault(index, f"text cannot begin with {quote(c)}", "put it in quotes")
    if opened is not None and not text[index:].strip():
        message = "`[` is not closed" if text[opened] == "[" else "`{` is not closed"
        return Fault(opened, message)
    if text[index : index + 1] == ":" and _NO_KEY.search(said):
        return Fault(index, "key is missing before `:`")
    for pattern, at_context, message, hint in _KNOWN:
        if re.search(pattern, said):
            place = context if at_context and context is not None else index
            return Fault(place, message, hint)
    return Fault(index, "this is not valid YAML", _QUOTE_IT)


def _mark(error: Exception, name: str) -> int | None:
    mark: Any = getattr(error, name, None) if isinstance(error, yaml.MarkedYAMLError) else None
    return None if mark is None else int(mark.index)
