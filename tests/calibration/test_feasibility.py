from collections.abc import Callable, Iterator
from itertools import product

import pytest

from asn_appraisal import Policy, calibrate
from asn_appraisal.calibration import ScoredCohort, feasible_from, feasible_sizes
from asn_appraisal.policy import CalibrationRules
from asn_appraisal.policy.distribution.demands import demands_of

Ruled = Callable[..., Policy]
Pooled = Callable[..., ScoredCohort]


def sizes_of(policy: Policy, largest: int) -> tuple[int, ...]:
    rules = policy.calibration
    assert rules is not None
    found: tuple[int, ...] = feasible_sizes(
        rules, policy.scales["predicate"].names(), range(1, largest + 1)
    )["any"]
    return found


def every_count(size: int, depth: int) -> Iterator[tuple[int, ...]]:
    for counts in product(range(size + 1), repeat=depth - 1):
        if sum(counts) <= size:
            yield (*counts, size - sum(counts))


def counted(policy: Policy, depth: int, largest: int) -> tuple[int, ...]:
    """Find the feasible sizes by going through all head counts."""
    rules = policy.calibration
    assert rules is not None
    names = policy.scales["predicate"].names()[::-1]
    return tuple(
        size
        for size in range(1, largest + 1)
        if any(
            all(
                demand.holds(counts)
                for demand in demands_of(rules, rules.patterns["any"], names, size)
            )
            for counts in every_count(size, depth)
        )
    )


@pytest.mark.parametrize("most", ["majority", "plurality"])
@pytest.mark.parametrize(
    ("pattern", "depth"),
    [
        ("b: {most: true, at_most: 70%}", 3),
        ("sb: {share: 20%}, b: {share: 60%}, bp: {share: 20%}", 3),
        ("sb: {at_least: 20%, at_most: 20%}", 3),
        ("sb|k: {at_most: 20%}, b: {at_most: 30%}, bp: {most: true}", 4),
        ("sb|bp: {at_least: 60%, at_most: 60%}, sb|b: {at_least: 70%, at_most: 70%}", 4),
        ("b|bp: {most: true, at_most: 60%}, bp: {at_least: 2 persons}, k: {at_least: 20%}", 4),
    ],
)
def test_feasible_sizes_are_those_that_some_head_counts_satisfy(
    ruled: Ruled, most: str, pattern: str, depth: int
) -> None:
    policy = ruled(pattern, depth, most=most)

    assert sizes_of(policy, 16) == counted(policy, depth, 16)


def test_twenty_sixty_twenty_read_as_limits_cannot_fit_eight_small_sizes(ruled: Ruled) -> None:
    """The rule from memory in fairness.md 1.9: impossible for 1-4, 7-9 and 14."""
    policy = ruled("sb: {at_most: 20%}, b: {at_least: 60%, at_most: 70%}, bp: {at_most: 20%}", 3)

    assert {*range(1, 41)} - {*sizes_of(policy, 40)} == {1, 2, 3, 4, 7, 8, 9, 14}


def test_an_exact_percentage_fits_only_multiples_and_is_not_proved_for_all(ruled: Ruled) -> None:
    policy = ruled("sb: {at_least: 20%, at_most: 20%}", 3)
    rules = policy.calibration
    assert rules is not None

    assert sizes_of(policy, 21) == (5, 10, 15, 20)
    assert feasible_from(rules, policy.scales["predicate"].names()) == {"any": None}


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("sb: {at_most: 10%}, b: {at_most: 80%}", 1),
        ("sb: {at_least: 3 persons, at_most: 10%}", 30),
        ("sb: {at_least: 60%}, b: {at_least: 60%}", None),
        ("sb: {at_most: 2 persons}, b: {at_most: 2 persons}, bp: {at_most: 2 persons}", None),
        ("sb: {share: 60%}, b: {share: 60%}", None),
        ("sb: {share: 40%}, sb|b: {share: 60%}", None),
        ("b: {most: true}, sb: {at_least: 1 person}", 3),
    ],
)
def test_from_which_size_on_a_pattern_always_holds(
    ruled: Ruled, pattern: str, first: int | None
) -> None:
    policy = ruled(pattern, 3)
    rules = policy.calibration
    assert rules is not None

    assert feasible_from(rules, policy.scales["predicate"].names()) == {"any": first}


def test_what_is_proved_for_all_sizes_holds_for_the_first_three_hundred(ruled: Ruled) -> None:
    pattern = (
        "sb: {at_least: 5%, at_most: 15%}, b: {most: true, at_most: 55%}, bp: {at_least: 2 persons}"
    )
    policy = ruled(pattern, 4, most="plurality")
    rules = policy.calibration
    assert rules is not None
    first = feasible_from(rules, policy.scales["predicate"].names())["any"]

    assert isinstance(first, int)
    assert first - 1 not in sizes_of(policy, 300)
    assert [size for size in sizes_of(policy, 300) if size >= first] == [*range(first, 301)]


@pytest.mark.parametrize(
    ("pattern", "given", "said"),
    [
        (
            "k: {at_least: 60%}, bp: {at_least: 10%}",
            "b b",
            "ASN-C010: The pattern `any` is impossible for a pool of 2: 60% + 10% of 2 is 2 + 1",
        ),
        (
            "b: {at_least: 3 persons}",
            "b b",
            "ASN-C010: The pattern `any` is impossible for a pool of 2: 3 people of 2 is 3.",
        ),
        (
            "b: {most: true, at_most: 70%}",
            "b b b b",
            "ASN-C011: Baik: more than half (3 people); Baik: at most 70% (2 people).",
        ),
        (
            "b: {most: true, at_most: 70%}",
            "b",
            "ASN-C011: Baik: more than half (1 person); Baik: at most 70% (0 people).",
        ),
        (
            "sb: {at_most: 0%}, k: {most: true}, b: {at_least: 50%}",
            "b b b b",
            "ASN-C010: more than half + 50% of 4 is 3 + 2 = 5.",
        ),
    ],
)
def test_an_impossible_pattern_is_explained_by_the_rows_that_collide(
    ruled: Ruled, pooled: Pooled, pattern: str, given: str, said: str
) -> None:
    policy = ruled(pattern, mode="bind")
    found = calibrate(policy, pooled(policy, given))

    assert not found.feasible
    assert found.moves == ()
    code, words = said.split(": ", 1)
    assert found.findings[-1].code == code
    assert words in found.findings[-1].what.en
    assert set(map(str, found.final.values())) == {"b"}


def test_only_the_rows_that_collide_are_named(ruled: Ruled, pooled: Pooled) -> None:
    policy = ruled(
        "sb: {at_most: 50%}, k: {at_least: 60%}, bp: {at_least: 50%}, sk: {at_most: 30%}"
    )
    what = calibrate(policy, pooled(policy, "b b b b")).findings[-1].what.en

    assert "Kurang: at least 60% (3 people)" in what
    assert "Butuh Perbaikan: at least 50% (2 people)" in what
    assert "Sangat" not in what


def test_a_collision_of_plurality_says_so_in_words(ruled: Ruled, pooled: Pooled) -> None:
    policy = ruled("b: {most: true, at_most: 1 person}", 3, most="plurality")
    what = calibrate(policy, pooled(policy, "b b b b")).findings[-1].what.en

    assert "Baik: more than any other level; Baik: at most 1 person" in what


def test_rules_without_a_share_that_is_a_share_ask_for_nothing() -> None:
    rules = CalibrationRules("predicate", {"any": ()})

    assert feasible_sizes(rules, ["b"], [3, 1, 3]) == {"any": (1, 3)}
