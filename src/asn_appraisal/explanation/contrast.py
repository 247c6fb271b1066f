"""Contrast: the nearest change of each single piece of evidence that reaches the next level.

For a number the search goes outward from the value it has, in steps of its own last decimal
place. A span that the ranges reading rules out is skipped whole; what remains is halved down to
single values, and each answer is verified by scoring it. So the answer is the nearest one, also
where a rule rises and falls.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from attrs import define, evolve, frozen

from asn_appraisal.errors import RecordError
from asn_appraisal.formula import Level, Range
from asn_appraisal.formula.tree import Judgement
from asn_appraisal.scoring import Inspection, Scorecard, score

from .evidence import Piece, pieces, with_piece
from .whatif import WhatIf
from .words import Words

#: After so many looks at spans of one piece the search gives up and says so.
MOST_LOOKS = 4000


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
    #: False where the search gave up before it could tell.
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
    words = Words(language)
    result = card.result
    if card.status == "incomplete":
        return Contrast(None, (), words.phrase("needs_complete"))
    if not isinstance(result, Level):
        return Contrast(None, (), words.phrase("no_levels"))
    body = card.policy.measures[card.policy.result].body
    given = card.appraisal.judgements.get(card.policy.result)
    if isinstance(body, Judgement) and given is not None:
        return Contrast(None, (), words.phrase("decided", by=given.by or "?"))
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
    yield f"{words.phrase('next', level=level)}: {words.phrase('each')}"
    if not any(change.after is not None for change in changes):
        yield words.phrase("none", level=level)
    for change in changes:
        if change.after is not None:
            before, after = words.value(change.before), words.value(change.after)
            reached = words.value(change.level)
            values = {"what": change.what, "before": before, "after": after, "level": reached}
            yield f"  - {words.phrase('change', **values)}"
        else:
            name = "cannot" if change.decided else "unknown"
            yield f"  - {words.phrase(name, what=change.what)}"


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
    """A search outward from the value a number has, both ways."""

    card: Scorecard
    whatif: WhatIf
    piece: Piece
    goal: Level
    looks: int = 0

    def run(self, label: str) -> Change:
        """Return the nearest change either way."""
        start = self.piece.value / self.piece.step
        up = self._outward(start, 1)
        down = self._outward(start, -1)
        found = [each for each in (up, down) if each is not None]
        before = self.piece.value
        if not found:
            return Change(label, before, None, None, decided=self.looks < MOST_LOOKS)
        number, level = min(found, key=lambda each: (abs(each[0] - start), each[0] < start))
        return Change(label, before, number * self.piece.step, level)

    def _outward(self, start: Fraction, way: int) -> tuple[Fraction, Level] | None:
        """Search away from `start` in spans that double, until no further value can do."""
        near, width = 1, 1
        while self.looks < MOST_LOOKS:
            if not self._can_reach(start, way, near, None):
                return None
            found = self._inside(start, way, near, near + width - 1)
            if found is not None:
                return found
            near, width = near + width, width * 2
        return None

    def _inside(
        self, start: Fraction, way: int, near: int, far: int
    ) -> tuple[Fraction, Level] | None:
        """Return the nearest step between `near` and `far` that reaches the goal."""
        if self.looks >= MOST_LOOKS or not self._can_reach(start, way, near, far):
            return None
        if near == far:
            number = start + way * near
            level = _scored(self.card, self.piece, number * self.piece.step)
            return (number, level) if level is not None and level >= self.goal else None
        middle = (near + far) // 2
        first = self._inside(start, way, near, middle)
        return first or self._inside(start, way, middle + 1, far)

    def _can_reach(self, start: Fraction, way: int, near: int, far: int | None) -> bool:
        self.looks += 1
        step = self.piece.step
        ends = [(start + way * near) * step, None if far is None else (start + way * far) * step]
        low, high = ends if way > 0 else reversed(ends)
        span = Range(low, high).within(evolve(self.piece.range, grid=None))
        if span.is_empty:
            return False
        levels = self.whatif.result(self.card.policy.result, span)
        return any(level >= self.goal for level in levels)
