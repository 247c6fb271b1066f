"""The score interval of a ratio of two rates, after Koopman, and Miettinen and Nurminen.

Written out here because the ones in libraries that were looked at give complex ends, or leave
the estimate itself out, where a rate is 0 or 1; in small units that is every other group.
"""

from fractions import Fraction

from .approximate import root

#: How many count, of how many.
Counts = tuple[int, int]

#: So often is the way to an end halved: beyond what any estimate can tell.
_HALVINGS = 48
#: A ratio beyond this is as good as none.
_FARTHEST = Fraction(10**9)
_ZERO = Fraction(0)


def ratio_ends(one: Counts, two: Counts, limit: Fraction) -> tuple[Fraction, Fraction | None]:
    """Return the ratios at which the score statistic reaches a limit, on either side.

    Args:
        one: how many count, of how many; with `two`, somebody must count.
        two: the same of the second.
        limit: the square of the normal quantile, e.g. 3.8415 for 95 per cent.

    Returns:
        The ends; 0 below where nobody of the first counts, None above where nobody of the
        second does.

    >>> low, high = ratio_ends((36, 40), (16, 80), Fraction("3.8415"))
    >>> round(low, 2), round(high or 0, 2)
    (Fraction(147, 50), Fraction(143, 20))
    """
    (k, _), (other, _) = one, two
    if not other:
        return _end(one, two, _FARTHEST, 1 / _FARTHEST, limit), None
    if not k:
        return _ZERO, _end(one, two, 1 / _FARTHEST, _FARTHEST, limit)
    estimate = Fraction(*one) / Fraction(*two)
    low = _end(one, two, estimate, 1 / _FARTHEST, limit)
    return low, _end(one, two, estimate, _FARTHEST, limit)


def _end(
    one: Counts, two: Counts, inside: Fraction, outside: Fraction, limit: Fraction
) -> Fraction:
    """Halve the way between a ratio inside the interval and one outside, as ratios are."""
    for _ in range(_HALVINGS):
        middle = root(inside * outside)
        if _is_inside(one, two, middle, limit):
            inside = middle
        else:
            outside = middle
    return inside


def _is_inside(one: Counts, two: Counts, ratio: Fraction, limit: Fraction) -> bool:
    """Tell whether a ratio lies in the interval."""
    found = score_statistic(one, two, ratio)
    return found is not None and found <= limit


def score_statistic(one: Counts, two: Counts, ratio: Fraction) -> Fraction | None:
    """Return the score statistic of the hypothesis that the first rate is `ratio` of the second.

    None where the hypothesis cannot be: it is infinitely far.
    """
    (k, n), (other, many) = one, two
    # The likeliest rates under the hypothesis solve a quadratic equation.
    square, middle, last = (n + many) * ratio, -(n * ratio + k + many + other * ratio), k + other
    rate = (-middle - root(max(_ZERO, middle**2 - 4 * square * last))) / (2 * square)
    first = min(Fraction(1), rate * ratio)
    spread = first * (1 - first) / n + ratio**2 * rate * (1 - rate) / many
    apart = Fraction(k, n) - ratio * Fraction(other, many)
    if spread <= 0:
        return _ZERO if abs(apart) < 1 / _FARTHEST else None
    return apart**2 / spread
