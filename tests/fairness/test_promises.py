"""What a policy promises: proved at the worst corner, broken by an example, or not read."""

from typing import Any

import pytest
import yaml

from asn_appraisal import parse_policy
from asn_appraisal.fairness import Verdict, verify

FRAME = """
asn_appraisal: policy/1
id: promising
scales: {grade: {c: C, b: B, a: A}}
evidence:
  results: {rating: [below, meets, above]}
  indicators: {polarity: [POLARITY], target: {from: 0}, actual: {from: 0}}
  behaviours: {value: {from: 0, to: 100}, rating: [below, meets, above]}
  competencies: {attained: {from: 0, to: 5}}
measures:
  row: {per: indicators, formula: ROW}
  work: {formula: lowest(row)}
  marks: {formula: lowest(behaviours.value)}
  attained: {formula: lowest(competencies.attained)}
  manner: {scale: expectation, formula: lowest(behaviours.rating)}
  results_rating: {scale: expectation, formula: lowest(results.rating)}
  grade:
    scale: grade
    bands: {of: marks, levels: [{level: a, from: 90}, {level: b, from: 60}, {level: c}]}
  judged: {scale: grade, judgement: {suggest: grade}}
  found: {formula: "work if marks > 0 and attained > 0 else 0"}
  wanted: {formula: "results_rating >= 'meets' and manner >= 'meets' and judged >= 'b' and found > 0"}
result: wanted
"""


def kept(promise: str, polarity: str = "higher", row: str = "100") -> Verdict:
    """Return the verdict on one promise, `condition -> what follows`."""
    text = FRAME.replace("POLARITY", polarity).replace("ROW", repr(row))
    document: dict[str, Any] = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - text of this file
    condition, then = promise.split(" -> ")
    document["fairness"] = {"promise": [{"if": condition, "then": then}]}
    name = "promises-are-kept"
    return verify(parse_policy(document), properties=[name])[name]


RATIO = "100 * actual / target if target > 0 else 100"
OTHER = "100 * actual / target if target > 0 else 40"
LESS = "100 * (2 - actual / target) if target > 0 else 100 if actual == 0 else 0"
INSIDE = "100 if target_from <= actual and actual <= target_to else 50"

#: (polarity, formula of a row, what is promised of it where all targets are met) -> verdict
OF_A_TARGET_THAT_IS_MET = {
    ("higher", RATIO, 100): "proved",
    ("higher", RATIO, 101): "violated",
    ("higher", OTHER, 40): "proved",
    ("higher", OTHER, 41): "violated",
    ("higher", f"min(90, {RATIO})", 90): "proved",
    ("higher", f"max(50, {RATIO}) + abs(actual - target)", 50): "proved",
    ("higher", "actual", 0): "proved",
    ("higher", "actual", 10): "violated",
    ("lower", LESS, 100): "proved",
    ("lower", LESS, 101): "violated",
    ("lower", RATIO, 1): "not_found",
    ("lower", "100 - actual", 50): "violated",
    ("within", INSIDE, 100): "proved",
    ("within", INSIDE, 101): "violated",
    ("within", RATIO.replace("target", "target_from"), 100): "proved",
    ("within", RATIO.replace("target", "target_from"), 101): "violated",
    ("within", RATIO.replace("target", "target_to"), 100): "violated",
}


@pytest.mark.parametrize("case", OF_A_TARGET_THAT_IS_MET)
def test_a_promise_about_targets_that_are_met(case: tuple[str, str, int]) -> None:
    polarity, row, least = case
    verdict = kept(f"all indicators met -> work at least {least}", polarity, row)

    assert OF_A_TARGET_THAT_IS_MET[case] == verdict.status, verdict.text("en")


#: What is promised -> verdict
OF_MARKS_AND_RATINGS = {
    "all behaviours at least 80 -> marks at least 80": "proved",
    "all behaviours at least 80 -> marks at least 80.5": "violated",
    "all behaviours at least 80 -> grade at least b": "proved",
    "all behaviours at least 80 -> grade at least a": "violated",
    "all behaviours at least 80 -> judged at least b": "proved",
    "all behaviours at least 80 -> judged at least a": "violated",
    "all behaviours at least meets -> manner at least meets": "proved",
    "all behaviours at least meets -> manner at least above": "violated",
    "all behaviours at least 80 -> manner at least meets": "not_found",
    "all results at least meets -> results_rating at least meets": "proved",
    "all results at least meets -> results_rating at least above": "violated",
    "all competencies at least 3 -> attained at least 3": "proved",
    "all competencies at least 3 -> attained at least 4": "violated",
    "all behaviours at least 80 and all competencies at least 3 -> attained at least 3": "proved",
    "all behaviours at least 80 -> attained at least 3": "violated",
}


@pytest.mark.parametrize("promise", OF_MARKS_AND_RATINGS)
def test_a_promise_about_marks_and_ratings(promise: str) -> None:
    verdict = kept(promise)

    assert OF_MARKS_AND_RATINGS[promise] == verdict.status, verdict.text("en")
    if verdict.status == "violated":
        assert promise.split(" -> ", maxsplit=1)[0] in verdict.text("en")
        assert verdict.witness is not None
        assert verdict.witness.replay()


@pytest.mark.parametrize(
    "promise",
    [
        "all behaviours at least hebat -> marks at least 80",
        "all results at least 80 -> marks at least 80",
        "all competencies at least meets -> marks at least 80",
        "all behaviours met -> marks at least 80",
        "all indicators at least 80 -> marks at least 80",
        "all behaviours at least 80 -> grade at least z",
        "all behaviours at least 80 -> grade at least 2",
        "all behaviours at least 80 -> marks at least b",
        "all behaviours at least 80 -> wanted at least true",
        "all behaviours at least 80 -> nothing at least 80",
        "all behaviours at least 80 -> marks above 80",
        "some behaviours at least 80 -> marks at least 80",
    ],
)
def test_what_is_not_read_is_said_to_be_so(promise: str) -> None:
    verdict = kept(promise)

    assert "undecided" == verdict.status
    assert promise.split(" -> ", maxsplit=1)[0] in verdict.text("en")
