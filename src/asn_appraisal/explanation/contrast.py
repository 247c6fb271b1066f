"""Contrast: the nearest change of each single piece of evidence that reaches the next level.

For a number the search goes outward from the value it has, in steps of its own last decimal
place. A span that the ranges reading rules out is skipped whole; what remains is halved down to
single values, and each answer is verified by scoring it. So the answer is the nearest one, also
where a rule rises and falls.
"""

from collections.abc import Iterable
from math import ceil, floor
from typing import Any

from attrs import define, evolve, frozen

from asn_appraisal.errors import RecordError
from asn_appraisal.formula import Level, Range
from asn_appraisal.formula.tree import Judgement
from asn_appraisal.scoring import Inspection, Scorecard, score

from .evidence import Piece, pieces, with_piece
from .whatif import WhatIf
from .words import Words

#: After so many looks at spans of one piece, each way, the search gives up and says so.
MOST_LOOKS = 1000
#: A span of so few values is scored value by value: that is quicker than another look.
FEW = 8


@frozen
class Change:
    """Perubahan: one piece of evidence, and the nearest value of it that reaches the level."""

    #: The piece, as it is called.
    what: str
    #: The value now: an exact number, or a word.
    before: Any
    #: The nearest value that reaches the level; None where no value does.
    after: Any
    #: The level reached; None where no value does.
    level: Level | None
    #: False where the search gave up: there may be a value, or a nearer one.
    decided: bool = True


@frozen
class Contrast:
    """Kontras: what would reach the next level, one change at a time."""

    #: The level that is reached for; None where there is none above.
    goal: Level | None
    #: The changes that reach it, then the pieces that cannot.
    changes: tuple[Change, ...]
    #: The whole as text.
    text: str

    @property
    def reachable(self) -> tuple[Change, ...]:
        """Return the changes that reach the goal."""
        return tuple(change for change in self.changes if change.after is not None)


def contrast(card: Scorecard, language: str = "id") -> Contrast:
    """Find the nearest change of each single piece of evidence that reaches the next level."""
    words = Words.of(card.policy, language)
    result = card.result
    if card.status == "incomplete":
        return Contrast(None, (), words.phrase("needs_complete"))
    if not isinstance(result, Level):
        return Contrast(None, (), words.phrase("no_levels"))
    body = card.policy.measures[card.policy.result].body
    given = card.appraisal.judgements.get(card.policy.result)
    if isinstance(body, Judgement) and given is not None:
        by = given.by or words.phrase("appraiser")
        return Contrast(None, (), words.phrase("decided", by=by))
    scale = body.kind.scale
    assert scale is not None
    if result.order + 1 == len(scale.levels):
        return Contrast(None, (), words.phrase("top"))
    goal = scale.levels[result.order + 1]
    inspection = Inspection.of(card.policy, card.appraisal)
    found = [
        _nearest(card, inspection, piece, goal, words) for piece in pieces(card.policy, inspection)
    ]
    found.sort(key=lambda change: (change.after is None, change.decided))
    return Contrast(goal, tuple(found), "\n".join(_lines(found, goal, words)))


def _lines(changes: list[Change], goal: Level, words: Words) -> Iterable[str]:
    level = goal.label.in_language(words.language)
    yield words.phrase("next", level=level)
    reaching = [change for change in changes if change.after is not None]
    if not reaching:
        yield words.phrase("none", level=level)
    for change in reaching:
        shown = {
            "what": change.what,
            "before": words.value(change.before),
            "after": words.value(change.after),
            "level": words.value(change.level),
        }
        line = words.phrase("change", **shown)
        yield f"  - {line if change.decided else words.phrase('perhaps_nearer', change=line)}"
    for name, decided in (("unknown", False), ("cannot", True)):
        others = [each.what for each in changes if each.after is None and each.decided is decided]
        if others:
            yield words.phrase(name, what="; ".join(others))


def _nearest(
    card: Scorecard, inspection: Inspection, piece: Piece, goal: Level, words: Words
) -> Change:
    label = piece.label(words)
    if piece.kind.name == "number":
        return _Search(card, WhatIf(inspection, piece), piece, goal).run(label)
    for other in piece.others():
        level = _scored(card, piece, other)
        if level is not None and level >= goal:
            return Change(label, _shown(piece, piece.value), _shown(piece, other), level)
    return Change(label, _shown(piece, piece.value), None, None)


def _shown(piece: Piece, value: Any) -> Any:
    if piece.kind.scale is not None:
        return piece.kind.scale.find(str(value)) or value
    return value


def _scored(card: Scorecard, piece: Piece, value: Any) -> Level | None:
    """Score the appraisal with one piece changed; None where it has no result."""
    try:
        changed = score(card.policy, with_piece(card.appraisal, piece, value))
    except RecordError:
        return None
    result: Level | None = changed.result
    return result


@define
class _Search:
    """A search outward from the value a number has, both ways, over the grid of its steps."""

    card: Scorecard
    whatif: WhatIf
    piece: Piece
    goal: Level
    looks: int = 0
    #: Whether a way was left before it was searched to its end.
    cut: bool = False

    def run(self, label: str) -> Change:
        """Return the nearest change either way; upward where both are as near."""
        start = self.piece.value / self.piece.step
        found = self._outward(floor(start), 1, None)
        nearer = None if found is None else found[0] - start
        # The other way only what is nearer still is of interest.
        last = None if nearer is None else ceil(nearer + ceil(start) - start) - 1
        found = self._outward(ceil(start), -1, last) or found
        after, level = found if found is not None else (None, None)
        value = None if after is None else after * self.piece.step
        return Change(label, self.piece.value, value, level, decided=not self.cut)

    def _outward(self, start: int, way: int, last: int | None) -> tuple[int, Level] | None:
        """Search away from `start` in spans that double, until no further value can do."""
        self.looks = 0
        near, width = 1, 1
        while last is None or near <= last:
            if not self._can_reach(start, way, near, last):
                return None
            far = near + width - 1 if last is None else min(near + width - 1, last)
            found = self._inside(start, way, near, far)
            if found is not None or self.looks > MOST_LOOKS:
                return found
            near, width = near + width, width * 2
        return None

    def _inside(self, start: int, way: int, near: int, far: int) -> tuple[int, Level] | None:
        """Return the nearest step between `near` and `far` that reaches the goal."""
        if not self._can_reach(start, way, near, far):
            return None
        if far - near < FEW:
            return self._scored(start + way * each for each in range(near, far + 1))
        middle = (near + far) // 2
        first = self._inside(start, way, near, middle)
        return first or self._inside(start, way, middle + 1, far)

    def _scored(self, numbers: Iterable[int]) -> tuple[int, Level] | None:
        """Return the first number whose score reaches the goal."""
        for number in numbers:
            level = _scored(self.card, self.piece, number * self.piece.step)
            if level is not None and level >= self.goal:
                return number, level
        return None

    def _can_reach(self, start: int, way: int, near: int, far: int | None) -> bool:
        """Tell whether a value between two steps may reach the goal; past the budget, none may."""
        self.looks += 1
        if self.looks > MOST_LOOKS:
            self.cut = True
            return False
        step = self.piece.step
        ends = [(start + way * near) * step, None if far is None else (start + way * far) * step]
        low, high = ends if way > 0 else reversed(ends)
        span = Range(low, high).within(evolve(self.piece.range, grid=None))
        if span.is_empty:
            return False
        levels = self.whatif.result(self.card.policy.result, span)
        return any(level >= self.goal for level in levels)
