"""Searching: one piece of evidence goes from worse to better, and every result is looked at.

The values come from the policy itself: ordinary ones first, then each place at which a formula
bends or jumps, the places at which a measure meets a threshold, and the numbers next to them.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from attrs import define, evolve, frozen

from asn_appraisal.explanation.evidence import Piece, with_piece
from asn_appraisal.formula.tree import Bands, Compare, Constant, Curve
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal, Indicator
from asn_appraisal.scoring import Scorecard

from .cells import edges
from .inputs import Input
from .outcomes import place, scored
from .regions import forms_of

_CENT = Fraction(1, 100)
_TENTH = Fraction(1, 10)


@frozen
class Hit:
    """Temuan: two appraisals that differ in one piece of evidence, and what comes of them."""

    one: Input
    piece: Piece
    #: The worse value of the evidence, and the better one.
    values: tuple[Any, Any]
    appraisals: tuple[Appraisal, Appraisal]
    cards: tuple[Scorecard, Scorecard]
    #: The measure that shows it.
    outcome: str


@define
class Sweep:
    """Penelusuran: tries one input in one appraisal after another."""

    policy: Policy
    one: Input
    #: How many appraisals may still be scored.
    budget: int
    tried: int = 0

    def chains(
        self, appraisals: Iterable[Appraisal], *, fine: bool
    ) -> Iterator[list[tuple[Any, Appraisal, Scorecard, Piece]]]:
        """Yield for each appraisal the cards from the worst value of the input to the best.

        Args:
            appraisals: what everything else is.
            fine: False: ordinary values only; True: also those where formulas bend or jump.
        """
        places = self.bends() if fine else []
        for appraisal in appraisals:
            if self.tried >= self.budget:
                return
            piece = self._piece(appraisal)
            if piece is None or scored(self.policy, appraisal) is None:
                continue
            for values in self._ways(piece, appraisal, places):
                chain = []
                for value in values:
                    other = placed(appraisal, piece, value)
                    self.tried += 1
                    card = scored(self.policy, other)
                    if card is not None:
                        chain.append((value, other, card, piece))
                yield chain

    def _piece(self, appraisal: Appraisal) -> Piece | None:
        """Return the first piece of the appraisal that is of this input."""
        one = self.one
        if one.table in ("facts", "judgements"):
            rule = self.policy.evidence.facts.get(one.name) if one.table == "facts" else None
            words = tuple(rule.words) or rule.kind.words if rule is not None else ()
            return Piece(one.table, one.name, None, one.kind, one.range, "", words=words)
        for key, row in rows_of(appraisal, one.table):
            if all(getattr(row, field, None) == word for field, word in one.given):
                return Piece(one.table, one.name, key, one.kind, one.range, "")
        return None

    def _ways(
        self, piece: Piece, appraisal: Appraisal, places: Sequence[Fraction]
    ) -> Iterator[list[Any]]:
        """Yield values from worse to better."""
        if piece.kind.name == "number" and self.one.table == "indicators":
            yield from self._actuals(_indicator(appraisal, piece.key), places)
        else:
            rising = self._rising(piece, places)
            yield rising if self.one.better != -1 else rising[::-1]

    def _rising(self, piece: Piece, places: Sequence[Fraction]) -> list[Any]:
        """Return the values of anything but an actual, from low to high."""
        if piece.kind.scale is not None:
            return list(piece.kind.scale.names())
        if piece.kind.name == "flag":
            return [False, True]
        return list(piece.words) if piece.kind.name == "choice" else self._numbers(places)

    def _numbers(self, places: Sequence[Fraction]) -> list[Fraction]:
        low = self.one.range.low if self.one.range.low is not None else Fraction(-10)
        high = self.one.range.high if self.one.range.high is not None else Fraction(150)
        ordinary = {Fraction(each) for each in range(-10, 160, 10)} | {low, high}
        if high - low <= 20:  # noqa: PLR2004 - levels and months
            ordinary |= {low + each for each in range(int(high - low) + 1)}
        if self.one.range.high is None:
            ordinary |= {Fraction(1000), Fraction(10**6)}
        near = {edge + step for edge in places for step in (-_CENT, Fraction(0), _CENT)}
        return sorted(each for each in ordinary | near if self._is_lawful(each))

    def _is_lawful(self, value: Fraction) -> bool:
        rule = self.policy.evidence.facts.get(self.one.name) if self.one.table == "facts" else None
        whole = rule is not None and rule.whole
        return self.one.range.holds(value) and (not whole or value.denominator == 1)

    def _actuals(
        self, row: Indicator | None, places: Sequence[Fraction]
    ) -> Iterator[list[Fraction]]:
        if row is None or row.target is None:
            return
        low, high = row.target.from_, row.target.to
        unit = (high or Fraction(100)) / 100
        found = {unit * each for each in (*range(0, 210, 10), 1000, 10**6)}
        for edge in places:
            for end in (low, high):
                found |= {edge * end + step for step in (-unit * _CENT, 0, unit * _CENT)}
        found |= {low, high, *((low - unit, high + unit) if places else ())}
        lawful = sorted(each for each in found if self.one.range.holds(each))
        if self.one.better == 0:
            yield [each for each in lawful if each <= low]
            yield [each for each in lawful if each >= high][::-1]
        else:
            yield lawful if self.one.better != -1 else lawful[::-1]

    # Where formulas bend -----------------------------------------------------------------

    def bends(self) -> list[Fraction]:
        """Return the places (for an actual: ratios to the target) at which something happens."""
        found: set[Fraction] = set()
        thresholds = _thresholds(self.policy)
        for measure in self.policy.measures.values():
            body = measure.body
            if measure.kind.name != "number" or not any(map(self.one.is_leaf, body.walk())):
                continue
            for forms in forms_of(body, self.one):
                for form in forms:
                    found |= set(edges(form.segments or ()))
                    for segment in form.segments or ():
                        if segment.slope:
                            met = {(each - segment.start) / segment.slope for each in thresholds}
                            found |= {each for each in met if segment.span.holds(each)}
        if self.one.table != "indicators":
            found |= thresholds
        listed = sorted(found)
        middles = {(a + b) / 2 for a, b in pairwise(listed)} if len(listed) < 40 else set()  # noqa: PLR2004
        return sorted(found | middles)


def _thresholds(policy: Policy) -> set[Fraction]:
    """Return every number that something is compared with, or where a table changes."""
    found: set[Fraction] = set()
    for measure in policy.measures.values():
        for node in measure.body.walk():
            match node:
                case Bands():
                    found |= {band.edge for band in node.bands if band.edge is not None}
                case Curve():
                    ends = ((piece.low, piece.high) for piece in node.pieces)
                    found |= {end for pair in ends for end in pair if end is not None}
                case Compare():
                    sides = (node.left, node.right)
                    found |= {
                        side.value
                        for side in sides
                        if isinstance(side, Constant) and isinstance(side.value, Fraction)
                    }
    return found


def rows_of(appraisal: Appraisal, table: str) -> Iterator[tuple[Any, Any]]:
    """Yield the rows of a table with their keys."""
    match table:
        case "indicators":
            for result in appraisal.results:
                yield from (((result.id, each.id), each) for each in result.indicators)
        case "behaviours":
            yield from (((each.aspect, each.rater, each.by), each) for each in appraisal.behaviours)
        case "results":
            yield from ((each.id, each) for each in appraisal.results)
        case "competencies":
            yield from ((each.competency, each) for each in appraisal.competencies)
        case "periods":
            yield from ((each.period, each) for each in appraisal.periods)


def placed(appraisal: Appraisal, piece: Piece, value: Any) -> Appraisal:
    """Return the appraisal with one piece of evidence changed."""
    if piece.table != "periods":
        return with_piece(appraisal, piece, value)
    rows = [
        evolve(row, measures={**row.measures, piece.name: value})
        if row.period == piece.key
        else row
        for row in appraisal.periods
    ]
    return evolve(appraisal, periods=rows)


def _indicator(appraisal: Appraisal, key: Any) -> Indicator | None:
    for result in appraisal.results:
        for each in result.indicators:
            if (result.id, each.id) == key:
                return each
    return None


def falls(
    chain: Sequence[tuple[Any, Appraisal, Scorecard, Piece]], outcome: str
) -> Iterator[tuple[int, int]]:
    """Yield (before, after) for each place where an outcome is worse than before."""
    best: int | None = None
    for at, (_, _, card, _) in enumerate(chain):
        here = place(card[outcome])
        if here is None:
            continue
        there = None if best is None else place(chain[best][2][outcome])
        if there is not None and here < there:
            assert best is not None
            yield best, at
        else:
            best = at
