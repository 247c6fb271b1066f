"""Small pools: a level and a place in the rank for each person, and a pattern."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import pytest
from hypothesis import settings

from asn_appraisal import Appraisal, Policy, Scorecard, parse_policy, score
from asn_appraisal.calibration import ScoredCohort

#: Levels, worst first; a policy with fewer takes the best of them.
LEVELS = ("sk", "k", "bp", "b", "sb")
LABELS = {"sk": "Sangat Kurang", "k": "Kurang", "bp": "Butuh Perbaikan", "b": "Baik"}

POLICY = """
asn_appraisal: policy/1
id: small
scales:
  predicate: {%s}
evidence:
  facts:
    given: {type: level, scale: predicate}
    place: {type: number, from: 0}
    extra: {type: number, default: 0, from: 0}
measures:
  total: {formula: place}
  second: {formula: extra}
  predicate: {scale: predicate, formula: given}
result: predicate
calibration: {of: predicate, patterns: {%s}%s}
"""


@cache
def _policy(pattern: str, depth: int, more: str) -> Policy:
    scale = ", ".join(f"{name}: {LABELS.get(name, 'Sangat Baik')}" for name in LEVELS[-depth:])
    patterns = pattern if "choose_by" in more else f"any: {{{pattern}}}"
    return parse_policy(POLICY % (scale, patterns, more))


@cache
def _card(policy: Policy, level: str, place: str) -> Scorecard:
    facts = {"given": level, "place": place}
    return score(policy, Appraisal(f"{level}-{place}", facts=facts))


@pytest.fixture(scope="session")
def ruled() -> Callable[..., Policy]:
    """Make a policy of one pattern: `ruled("b: {most: true}", ties="up")`.

    With `choose_by` the text holds several patterns: `x: {b: {most: true}}, y: {k: {most: true}}`.
    """

    def make(pattern: str, depth: int = 5, **more: Any) -> Policy:
        keys = {"rank_by": "[total]", **more}
        return _policy(pattern, depth, "".join(f", {key}: {keys[key]}" for key in keys))

    return make


@pytest.fixture(scope="session")
def pooled() -> Callable[..., ScoredCohort]:
    """Make a cohort of levels from the best rank down: `pooled(policy, "sb sb b")`.

    `places` gives the rank by hand (higher is better), equals alike; people are p1, p2, ...
    """

    def make(
        policy: Policy, given: str, places: Sequence[int] | None = None, **more: Any
    ) -> ScoredCohort:
        levels = given.split()
        if places is None:
            places = range(len(levels), 0, -1)
        people = zip(levels, places, strict=True)
        cards = {
            f"p{at}": _card(policy, level, str(place))
            for at, (level, place) in enumerate(people, 1)
        }
        return ScoredCohort(more.pop("unit", "u"), cards, **more)

    return make


@pytest.fixture(scope="session")
def thorough() -> bool:
    """Tell whether everything is gone through: `--hypothesis-profile=thorough`."""
    return settings().max_examples >= 5000
