"""What stands around the clauses of a question and supposes nothing by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .pieces import Around

if TYPE_CHECKING:
    from .asking import Asking
    from .joints import Joints
    from .lexicon import Lexicon
    from .matching import Matcher


class Surroundings:
    """Finds what stands around the clauses of one question."""

    def __init__(self, lexicon: Lexicon, matcher: Matcher, joints: Joints, asking: Asking) -> None:
        """Take the words of a pack, and what finds frames, what joins and what asks."""
        self._lexicon = lexicon
        self._matcher = matcher
        self._joints = joints
        self._asking = asking
        self._found: dict[int, tuple[Around, ...]] = {}

    def at(self, at: int) -> tuple[Around, ...]:
        """Return what may begin at a place and supposes nothing."""
        if at not in self._found:
            found = {Around(end, kind, (), 0): None for end, kind in self._joints.joins(at)}
            for runs in self._matcher.listed(self._lexicon.frames, at):
                for fit in self._matcher.fits(runs, at, close=True):
                    if not fit.denied:
                        implied = (item for place in range(at, fit.end) for item in self._asking.implied(at, place))
                        found[Around(fit.end, "frame", (*fit.mentions, *implied), 0)] = None
            for one in (*self._asking.run(at), *self._asking.fact(at), *self._asking.fragment(at)):
                found[one] = None
            self._found[at] = tuple(found)
        return self._found[at]
