"""The score interval of a ratio of two rates, after Koopman, and Miettinen and Nurminen.

Written out here because the ones in libraries that were looked at give complex ends, or leave
the estimate itself out, where a rate is 0 or 1; in small units that is every other group.
"""

from math import inf, sqrt

#: How many count, of how many.
Counts = tuple[int, int]

#: So often is the way to an end halved: more than binary numbers can tell apart.
_HALVINGS = 200
#: A ratio beyond this is as good as none.
_FARTHEST = 1e12


def ratio_ends(one: Counts, two: Counts, limit: float) -> tuple[float, float | None]:
    """Return the ratios at which the score statistic reaches a limit, on either side.

    Args:
        one: how many count, of how many; with `two`, somebody must count.
        two: the same of the second.
        limit: the square of the normal quantile, e.g. 3.8415 for 95 per cent.

    Returns:
        The ends; 0 below where nobody of the first counts, None above where nobody of the
        second does.

    >>> low, high = ratio_ends((36, 40), (16, 80), 3.8415)
    >>> round(low, 2), round(high or 0, 2)
    (2.94, 7.15)
    """
    (k, n), (other, many) = one, two
    if not other:
        return _end(one, two, _FARTHEST, 1 / _FARTHEST, limit), None
    estimate = k / n / (other / many)
    if not k:
        return 0.0, _end(one, two, 1 / _FARTHEST, _FARTHEST, limit)
    low = _end(one, two, estimate, 1 / _FARTHEST, limit)
    return low, _end(one, two, estimate, _FARTHEST, limit)


def _end(one: Counts, two: Counts, inside: float, outside: float, limit: float) -> float:
    """Halve the way between a ratio inside the interval and one outside, as ratios are."""
    for _ in range(_HALVINGS):
        middle = sqrt(inside * outside)
        if score_statistic(one, two, middle) <= limit:
            inside = middle
        else:
            outside = middle
    return inside


def score_statistic(one: Counts, two: Counts, ratio: float) -> float:
    """Return the score statistic of the hypothesis that the first rate is `ratio` of the second."""
    (k, n), (other, many) = one, two
    # The likeliest rates under the hypothesis solve a quadratic equation.
    square, middle, last = (n + many) * ratio, -(n * ratio + k + many + other * ratio), k + other
    rate = (-middle - sqrt(max(0, middle**2 - 4 * square * last))) / (2 * square)
    first = min(1, rate * ratio)
    spread = first * (1 - first) / n + ratio**2 * rate * (1 - rate) / many
    apart = k / n - ratio * other / many
    if spread <= 0:
        return 0 if abs(apart) < 1 / _FARTHEST else inf
    return apart**2 / spread
