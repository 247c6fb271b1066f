"""What a number can be: an interval of exact numbers, its grid, and whether it can be zero."""

from fractions import Fraction
from math import gcd, lcm

from attrs import evolve, frozen


@frozen
class Range:
    """Rentang: every number a value can take lies in it; None stands for no limit."""

    #: The lower end, or None.
    low: Fraction | None = None
    #: The upper end, or None.
    high: Fraction | None = None
    #: Whether the lower end itself cannot be taken.
    low_open: bool = False
    #: Whether the upper end itself cannot be taken.
    high_open: bool = False
    #: All values are multiples of it; None where they can lie anywhere.
    grid: Fraction | None = None
    #: Zero cannot be taken although it lies inside.
    never_zero: bool = False

    @classmethod
    def only(cls, number: Fraction) -> "Range":
        """Make the range of a single number."""
        return cls(number, number, grid=abs(number) or None)

    @property
    def is_single(self) -> bool:
        """Tell whether just one number is possible."""
        return self.low is not None and self.low == self.high

    @property
    def can_be_zero(self) -> bool:
        """Tell whether zero is possible."""
        return not self.never_zero and self.holds(Fraction(0))

    @property
    def is_empty(self) -> bool:
        """Tell whether no number is possible."""
        if self.low is None or self.high is None:
            return False
        if self.low == self.high:
            return self.low_open or self.high_open
        return self.low > self.high

    @property
    def has_value(self) -> bool:
        """Tell whether a number of the grid is possible."""
        if self.is_empty:
            return False
        if self.grid is None or self.low is None or self.high is None:
            return True
        first = -(-self.low // self.grid) * self.grid
        if first == self.low and self.low_open:
            first += self.grid
        return self.holds(first)

    def holds(self, number: Fraction) -> bool:
        """Tell whether the number lies between the ends."""
        above = self.low is None or (number > self.low if self.low_open else number >= self.low)
        below = self.high is None or (number < self.high if self.high_open else number <= self.high)
        return above and below

    def never_below(self, number: int = 0) -> bool:
        """Tell whether every value is at least `number`."""
        return self.low is not None and self.low >= number

    def within(self, other: "Range") -> "Range":
        """Return the part that both share, keeping the finer knowledge of this one."""
        low, low_open = _upper_of((self.low, self.low_open), (other.low, other.low_open))
        high, high_open = _lower_of((self.high, self.high_open), (other.high, other.high_open))
        never_zero = self.never_zero or other.never_zero
        return Range(low, high, low_open, high_open, self.grid or other.grid, never_zero)

    def join(self, other: "Range") -> "Range":
        """Return a range that holds all values of both."""
        if self.is_empty:
            return other
        if other.is_empty:
            return self
        low, low_open = self.low, self.low_open
        if other.low is None or (low is not None and _starts_before(other, self)):
            low, low_open = other.low, other.low_open
        high, high_open = self.high, self.high_open
        if other.high is None or (high is not None and _ends_after(other, self)):
            high, high_open = other.high, other.high_open
        never_zero = not (self.can_be_zero or other.can_be_zero)
        return Range(low, high, low_open, high_open, join_grids(self, other), never_zero)

    def closed(self) -> "Range":
        """Return the range with its ends included and nothing known about zero."""
        return evolve(self, low_open=False, high_open=False, never_zero=False)


ANY = Range()


def _starts_before(one: Range, two: Range) -> bool:
    assert one.low is not None
    assert two.low is not None
    return one.low < two.low or (one.low == two.low and two.low_open and not one.low_open)


def _ends_after(one: Range, two: Range) -> bool:
    assert one.high is not None
    assert two.high is not None
    return one.high > two.high or (one.high == two.high and two.high_open and not one.high_open)


#: An end of a range, and whether it is open.
_End = tuple[Fraction | None, bool]


def _upper_of(one: _End, two: _End) -> _End:
    """Return the higher of two lower ends."""
    if one[0] is None or two[0] is None:
        return two if one[0] is None else one
    if one[0] == two[0]:
        return one[0], one[1] or two[1]
    return one if one[0] > two[0] else two


def _lower_of(one: _End, two: _End) -> _End:
    """Return the lower of two upper ends."""
    if one[0] is None or two[0] is None:
        return two if one[0] is None else one
    if one[0] == two[0]:
        return one[0], one[1] or two[1]
    return one if one[0] < two[0] else two


def join_grids(one: Range, two: Range) -> Fraction | None:
    """Return the widest grid on which all values of both ranges lie."""
    if _is_zero(one):
        return two.grid
    if _is_zero(two):
        return one.grid
    if one.grid is None or two.grid is None:
        return None
    return common_grid(one.grid, two.grid)


def _is_zero(one: Range) -> bool:
    return one.is_single and one.low == 0


def common_grid(one: Fraction, two: Fraction) -> Fraction:
    """Return the widest grid of which both are multiples.

    >>> common_grid(Fraction(1, 2), Fraction(1, 3))
    Fraction(1, 6)
    """
    below = lcm(one.denominator, two.denominator)
    tops = (one.numerator * (below // one.denominator), two.numerator * (below // two.denominator))
    return Fraction(gcd(*tops), below)
