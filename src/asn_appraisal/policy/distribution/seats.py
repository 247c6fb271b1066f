"""How shares of a pool become whole people."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from math import lcm


def seats(shares: Sequence[Fraction], size: int, method: str = "cumulative") -> tuple[int, ...]:
    """Bagikan tempat: make shares of `size` people whole.

    Args:
        shares: shares of the pool, from the best level down; together at most 1. What they leave
            open belongs to levels without a share.
        size: how many people there are.
        method: `cumulative` rounds the running total half-up, so that who keeps their rank never
            falls because somebody worse joins; `largest_remainder` gives the seats that are left
            to the largest remainders, of equal ones to the better level; `floor` and `ceil`
            round each share by itself, and may leave seats empty or ask for too many.

    >>> from fractions import Fraction
    >>> shares = [Fraction(part, 100) for part in (10, 20, 40, 20, 10)]
    >>> seats(shares, 19)
    (2, 4, 7, 4, 2)
    """
    whole = lcm(*(share.denominator for share in shares))
    parts = [share.numerator * (whole // share.denominator) for share in shares]
    return tuple(_METHODS[method](parts, whole, size))


# Each takes shares as parts of a whole, so that all arithmetic is on whole numbers.


def _cumulative(parts: Sequence[int], whole: int, size: int) -> Iterator[int]:
    seated = 0
    for total in accumulate(parts):
        upto = (2 * total * size + whole) // (2 * whole)  # half-up
        yield upto - seated
        seated = upto


def _largest_remainder(parts: Sequence[int], whole: int, size: int) -> Sequence[int]:
    # What the shares leave open takes part like a level of its own, below the others.
    parties = [*parts, whole - sum(parts)]
    given = [size * part // whole for part in parties]
    ranked = sorted(range(len(parties)), key=lambda at: (-(size * parties[at] % whole), at))
    for at in ranked[: size - sum(given)]:
        given[at] += 1
    return given[:-1]


def _floor(parts: Sequence[int], whole: int, size: int) -> Iterator[int]:
    return (size * part // whole for part in parts)


def _ceil(parts: Sequence[int], whole: int, size: int) -> Iterator[int]:
    return (-(-size * part // whole) for part in parts)


_METHODS: Mapping[str, Callable[[Sequence[int], int, int], Iterable[int]]] = {
    "cumulative": _cumulative,
    "largest_remainder": _largest_remainder,
    "floor": _floor,
    "ceil": _ceil,
}
