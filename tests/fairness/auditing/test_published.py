"""Every method against an example that was published with its answer."""

from fractions import Fraction
from math import comb

import pytest

from asn_appraisal.fairness.auditing.agreement import _icc_ends as icc_ends
from asn_appraisal.fairness.auditing.agreement import (
    alpha,
    icc,
    typical_raters,
)
from asn_appraisal.fairness.auditing.intervals import Intervals

pytest.importorskip("scipy")
AT_95 = Intervals(95, installed=True)

#: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: four observers.
OBSERVERS = [
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
]
UNITS = [
    [Fraction(mark) for mark in marks if mark != "."]
    for marks in zip(*(each.split() for each in OBSERVERS), strict=True)
]
#: Shrout and Fleiss, Intraclass Correlations (1979), table 2: six people, four judges.
JUDGED = [
    [Fraction(mark) for mark in marks]
    for marks in [
        (9, 2, 5, 8),
        (6, 1, 3, 2),
        (8, 4, 6, 8),
        (7, 1, 2, 6),
        (10, 5, 6, 9),
        (6, 2, 4, 7),
    ]
]


@pytest.mark.parametrize(("ordinal", "published"), [(True, 0.815), (False, 0.849)])
def test_alpha_is_that_of_krippendorff(ordinal: bool, published: float) -> None:
    """Krippendorff (2011), section C: ordinal 0.815, interval 0.849, a unit of one mark unused."""
    found = alpha(UNITS, ordinal=ordinal)

    assert isinstance(found, Fraction)
    assert round(float(found), 3) == published


def test_icc_is_that_of_shrout_and_fleiss() -> None:
    """Shrout and Fleiss (1979), table 4: ICC(1,1) = .17, with F = 11.24 / 6.26."""
    found = icc(JUDGED)
    assert found is not None
    estimate, ratio = found

    assert round(float(estimate), 2) == 0.17
    assert float(ratio) == pytest.approx(11.24 / 6.26, abs=0.002)
    low, high = icc_ends(ratio, typical_raters(JUDGED), 6, 24, AT_95)
    assert low is not None
    assert high is not None
    assert (round(low, 2), round(high, 2)) == (Fraction("-0.13"), Fraction("0.72"))


def test_fishers_p_is_that_of_the_tea_tasting() -> None:
    """Fisher, The Design of Experiments (1935): three of four right, 34 of 70 as far or farther."""
    assert AT_95.fisher((3, 4), (1, 4)) == pytest.approx(34 / 70)


def test_the_interval_of_a_rate_is_that_of_wilson() -> None:
    """Newcombe, Statistics in Medicine 17 (1998) 857: 81 of 263, Wilson 0.2553 to 0.3662."""
    low, high = AT_95.rate(81, 263)

    assert low == pytest.approx(0.2553, abs=5e-5)
    assert high == pytest.approx(0.3662, abs=5e-5)


def test_the_interval_of_a_difference_is_that_of_newcombe() -> None:
    """Newcombe, Statistics in Medicine 17 (1998) 873, method 10, case a: 56/70 against 48/80."""
    low, high = AT_95.difference((56, 70), (48, 80))

    assert low == pytest.approx(0.0524, abs=5e-5)
    assert high == pytest.approx(0.3339, abs=5e-5)


def test_the_interval_of_a_ratio_is_that_of_koopman() -> None:
    """Koopman, Biometrics 40 (1984) 513: 36/40 against 16/80, 2.94 to 7.15."""
    low, high = AT_95.ratio((36, 40), (16, 80))

    assert low is not None
    assert high is not None
    assert (round(low, 2), round(high, 2)) == (Fraction("2.94"), Fraction("7.15"))


def test_tau_b_is_that_of_a_small_table_with_ties() -> None:
    """By hand: of ten pairs one is tied in both, eight are alike and one is not: 7 / sqrt(9 * 9)."""
    assert AT_95.tau_b([1, 2, 3, 4, 4], [1, 3, 2, 4, 4]) == pytest.approx(7 / 9)


def test_four_fifths_alone_alarms_by_chance_as_the_how_to_says() -> None:
    """Four top places for twenty people, ten of either group, given blindly: exact counting."""
    both = comb(20, 4)
    silent = sum(
        comb(10, k) * comb(10, 4 - k)
        for k in range(5)
        if Fraction(min(k, 4 - k), max(k, 4 - k)) >= Fraction(4, 5)
    )

    assert round(100 * (1 - silent / both)) == 58
