"""How shares of a pool become whole people."""

from collections.abc import Sequence
from fractions import Fraction


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
    return _METHODS[method](shares, size)


def _cumulative(shares: Sequence[Fraction], size: int) -> tuple[int, ...]:
    total, seated, given = Fraction(0), 0, []
    for share in shares:
        total += share
        # Half-up on whole numbers: floor(total * size + 1/2).
        upto = (2 * total.numerator * size + total.denominator) // (2 * total.denominator)
        given.append(upto - seated)
        seated = upto
    return tuple(given)


def _largest_remainder(shares: Sequence[Fraction], size: int) -> tuple[int, ...]:
    # What the shares leave open takes part like a level of its own, below the others.
    parties = [*shares, 1 - sum(shares)]
    given = [size * share.numerator // share.denominator for share in parties]
    remainders = [share * size - whole for share, whole in zip(parties, given, strict=True)]
    ranked = sorted(range(len(parties)), key=lambda at: (-remainders[at], at))
    for at in ranked[: size - sum(given)]:
        given[at] += 1
    return tuple(given[:-1])


def _floor(shares: Sequence[Fraction], size: int) -> tuple[int, ...]:
    return tuple(size * share.numerator // share.denominator for share in shares)


def _ceil(shares: Sequence[Fraction], size: int) -> tuple[int, ...]:
    return tuple(-(-size * share.numerator // share.denominator) for share in shares)


_METHODS = {
    "cumulative": _cumulative,
    "largest_remainder": _largest_remainder,
    "floor": _floor,
    "ceil": _ceil,
}
