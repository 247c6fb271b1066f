"""Where scipy is used: intervals and exact tests, if the extra is there."""

from fractions import Fraction
from typing import Any

from attrs import frozen

from asn_appraisal.errors import Text

from .approximate import of_library, root
from .score_interval import Counts, ratio_ends

NO_EXTRA = Text(
    "Tanpa selang dan tanpa p: keduanya memerlukan `pip install asn-appraisal[audit]`.",
    "No intervals and no p: both need `pip install asn-appraisal[audit]`.",
)

#: An interval; None twice where there is none.
Ends = tuple[Fraction | None, Fraction | None]
NONE: Ends = (None, None)


def available() -> bool:
    """Tell whether the extra `audit` is installed."""
    try:
        import scipy.stats  # noqa: F401, PLC0415 - behind the extra, and slow to load
    except ImportError:
        return False
    return True


@frozen
class Intervals:
    """Selang: makes intervals of one confidence; without the extra it makes none.

    The methods are those that hold up in small samples: Wilson for a rate, Newcombe for a
    difference, the score interval (Koopman, Miettinen and Nurminen) for a ratio, Fisher's exact p.
    """

    #: The confidence, in per cent.
    percent: int
    #: Whether the extra is installed.
    installed: bool

    @property
    def _upper(self) -> Any:
        """Return the share below the upper quantile, in the binary numbers that scipy takes."""
        return (100 + self.percent) / 200

    def rate(self, k: int, n: int) -> Ends:
        """Return the Wilson interval of k of n."""
        if not self.installed or not n:
            return NONE
        from scipy.stats import binomtest  # noqa: PLC0415 - behind the extra

        found = binomtest(k, n).proportion_ci(self.percent / 100, method="wilson")
        return of_library(found.low), of_library(found.high)

    def difference(self, one: Counts, two: Counts) -> Ends:
        """Return Newcombe's interval of the difference of two rates, each (k, n)."""
        (low_one, high_one), (low_two, high_two) = self.rate(*one), self.rate(*two)
        if low_one is None or high_one is None or low_two is None or high_two is None:
            return NONE
        rate_one, rate_two = Fraction(*one), Fraction(*two)
        apart = rate_one - rate_two
        below = root((rate_one - low_one) ** 2 + (high_two - rate_two) ** 2)
        above = root((high_one - rate_one) ** 2 + (rate_two - low_two) ** 2)
        return apart - below, apart + above

    def ratio(self, one: Counts, two: Counts) -> Ends:
        """Return the score interval of the ratio of two rates, each (k, n).

        The upper end is None where nobody of the second counts: it lies nowhere.
        """
        if not self.installed or not one[1] or not two[1] or not (one[0] or two[0]):
            return NONE
        from scipy.stats import norm  # noqa: PLC0415 - behind the extra

        return ratio_ends(one, two, of_library(norm.ppf(self._upper)) ** 2)

    def fisher(self, one: tuple[int, int], two: tuple[int, int]) -> Fraction | None:
        """Return Fisher's exact p, two-sided, of two rates, each (k, n)."""
        if not self.installed:
            return None
        from scipy.stats import fisher_exact  # noqa: PLC0415 - behind the extra

        table = [[one[0], one[1] - one[0]], [two[0], two[1] - two[0]]]
        return of_library(fisher_exact(table).pvalue)

    def mean(self, estimate: Fraction, error: Fraction, freedom: int) -> Ends:
        """Return the t interval of a mean with its standard error."""
        if not self.installed or freedom < 1:
            return NONE
        from scipy.stats import t  # noqa: PLC0415 - behind the extra

        half = of_library(t.ppf(self._upper, freedom)) * error
        return estimate - half, estimate + half

    def variance_ratio(self, between: int, within: int) -> tuple[Fraction, Fraction] | None:
        """Return the two quantiles of F that an interval of an ICC needs."""
        if not self.installed or between < 1 or within < 1:
            return None
        from scipy.stats import f  # noqa: PLC0415 - behind the extra

        one, two = f.ppf(self._upper, between, within), f.ppf(self._upper, within, between)
        return of_library(one), of_library(two)

    def tau_b(self, one: list[int], two: list[int]) -> Fraction | None:
        """Return Kendall's tau-b of two rankings; None where one of them has a single value."""
        if not self.installed or len(set(one)) < 2 or len(set(two)) < 2:  # noqa: PLR2004 - two differ
            return None
        from scipy.stats import kendalltau  # noqa: PLC0415 - behind the extra

        return of_library(kendalltau(one, two).statistic)
