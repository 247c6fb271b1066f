"""What the cards of one period say."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from asn_appraisal.formula import Kind, Level
from asn_appraisal.record import FrozenMap, Period
from asn_appraisal.record.values import read_only
from asn_appraisal.scoring import Value


@frozen
class Point:
    """Titik perkembangan: one period, and the value of each of its cards."""

    #: The period.
    period: Period
    #: The values by appraisal id; None where a card is incomplete.
    values: Mapping[str, Value] = field(converter=read_only)
    #: What kinds of value they are.
    kinds: frozenset[Kind]
    #: The fingerprints of the policies that gave them.
    rules: frozenset[str]

    @property
    def value(self) -> Value:
        """Return the value where the period has one card; None for a unit or an incomplete card."""
        return next(iter(self.values.values())) if len(self.values) == 1 else None

    @property
    def known(self) -> tuple[Value, ...]:
        """Return the values that are there."""
        return tuple(value for value in self.values.values() if value is not None)

    @property
    def incomplete(self) -> tuple[str, ...]:
        """Return the appraisals without a value, by id."""
        return tuple(name for name, value in self.values.items() if value is None)

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many have which level or word, levels worst first; nothing for numbers.

        Levels are counted and never averaged: two levels apart is not twice one level apart.
        """
        words = [value for value in self.known if not isinstance(value, Decimal | Fraction)]
        found = Counter(word_of(value) for value in sorted(words, key=_by_place))
        return FrozenMap(found)

    @property
    def mean(self) -> Fraction | None:
        """Return the exact mean of the numbers; None where there are none."""
        numbers = [Fraction(value) for value in self.known if isinstance(value, Decimal | Fraction)]
        return sum(numbers, Fraction(0)) / len(numbers) if numbers else None

    def shown(self, word: str) -> Value:
        """Return the level, flag or word that `counts` counts under a word."""
        return next(value for value in self.known if word_of(value) == word)


def word_of(value: Any) -> str:
    """Return the name of a level, or a flag or word as policies write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _by_place(value: Any) -> tuple[int, str]:
    return (value.order if isinstance(value, Level) else 0, word_of(value))
