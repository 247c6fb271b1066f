"""What the rows of a pattern ask of a pool of a given size, in whole people."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from attrs import frozen

from asn_appraisal.errors import Text
from asn_appraisal.policy.amounts import Amount
from asn_appraisal.policy.sections import CalibrationRules, PatternRow

from .seats import seats
from .words import asked, written


@frozen
class Demand:
    """Tuntutan: what one word of one row asks for.

    >>> row = PatternRow(("baik",), at_most=Amount(people=14))
    >>> demand = Demand(row, "at_most", row.at_most, (3,), 0, 14)
    >>> demand.holds([1, 2, 3, 14, 0]), demand.holds([1, 2, 2, 15, 0])
    (True, False)
    """

    #: The row.
    row: PatternRow
    #: `at_least`, `at_most`, `share`, `majority` or `plurality`.
    kind: str
    #: What the row says; None for most.
    said: Amount | None
    #: The levels that count together, 0 for the best.
    levels: tuple[int, ...]
    #: The fewest people it allows.
    low: int
    #: The most people it allows.
    high: int

    @property
    def amount(self) -> Text:
        """Return what it asks for, e.g. `sedikitnya 60%`."""
        return asked(self.kind, self.said)

    @property
    def whole(self) -> Text:
        """Return what it asks for with the number of people, e.g. `sedikitnya 60% (12 orang)`."""
        if self.kind == "plurality" or (self.said is not None and self.said.people is not None):
            return self.amount
        people = written(Amount(people=self.high if self.kind == "at_most" else self.low))
        amount = self.amount
        return Text(f"{amount.id} ({people.id})", f"{amount.en} ({people.en})")

    @property
    def bare(self) -> Text:
        """Return the amount by itself, e.g. `60%`."""
        return self.amount if self.said is None else written(self.said)

    def people(self, counts: Sequence[int]) -> int:
        """Return how many people are at its levels."""
        return sum(counts[level] for level in self.levels)

    def rival(self, counts: Sequence[int]) -> int:
        """Return how many people are at the fullest of the other levels."""
        others = [count for level, count in enumerate(counts) if level not in self.levels]
        return max(others, default=-1)

    def lacking(self, counts: Sequence[int]) -> int:
        """Return how many people are too few (positive) or too many (negative); 0 if it holds."""
        people = self.people(counts)
        if self.kind == "plurality":
            return max(0, self.rival(counts) + 1 - people)
        return max(0, self.low - people) or min(0, self.high - people)

    def holds(self, counts: Sequence[int]) -> bool:
        """Tell whether it is satisfied."""
        return self.lacking(counts) == 0


def demands_of(
    rules: CalibrationRules, rows: Iterable[PatternRow], names: Sequence[str], size: int
) -> list[Demand]:
    """Return what the rows of a pattern ask of `size` people.

    Args:
        rules: how shares become seats, and what `most` means.
        rows: the rows of the pattern.
        names: the names of the levels, best first.
        size: how many people there are.
    """
    rows = tuple(rows)
    quotas = _quotas(rules, rows, names, size)
    found = []
    for row in rows:
        levels = tuple(sorted({names.index(name) for name in row.levels}))
        for kind, amount, low, high in _asked_by(row, rules.most, quotas, size):
            found.append(Demand(row, kind, amount, levels, low, high))
    return found


def _asked_by(row: PatternRow, most: str, quotas: dict[PatternRow, int], size: int) -> Any:
    """Yield each word of a row: its kind, its amount, the fewest and the most people."""
    if row.most:
        yield most, None, size // 2 + 1 if most == "majority" else 1, size
    if row.at_least is not None:
        yield "at_least", row.at_least, _ceil(row.at_least, size), size
    if row.at_most is not None:
        yield "at_most", row.at_most, 0, _floor(row.at_most, size)
    if row in quotas:
        yield "share", row.share, quotas[row], quotas[row]


def _ceil(amount: Amount, size: int) -> int:
    if amount.share is None:
        return amount.people or 0
    return -(-size * amount.share.numerator // amount.share.denominator)


def _floor(amount: Amount, size: int) -> int:
    if amount.share is None:
        return amount.people or 0
    return size * amount.share.numerator // amount.share.denominator


def sharing(rows: Iterable[PatternRow], names: Sequence[str]) -> list[tuple[PatternRow, Fraction]]:
    """Return the rows that have a share, from the best level down, each with its share."""
    found = [(row, row.share.share) for row in rows if row.share and row.share.share is not None]
    return sorted(found, key=lambda each: min(names.index(name) for name in each[0].levels))


def _quotas(
    rules: CalibrationRules, rows: Iterable[PatternRow], names: Sequence[str], size: int
) -> dict[PatternRow, int]:
    found = sharing(rows, names)
    given = seats([share for _, share in found], size, rules.seats)
    return {row: people for (row, _), people in zip(found, given, strict=True)}
