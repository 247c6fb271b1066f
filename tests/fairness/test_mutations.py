"""A library of broken policies: each is detected, with the guilty rule named.

A weaker prover would let one of them through, and then this test says which.
"""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from asn_appraisal import Policy, PolicyError, parse_policy
from asn_appraisal.fairness import verify
from asn_appraisal.policy import REQUIRED

SOUND = """
asn_appraisal: policy/1
id: sound
scales:
  predicate: {kurang: Kurang, cukup: Cukup, baik: Baik, sangat_baik: Sangat Baik}
  expectation: {below: Di bawah, meets: Sesuai, above: Di atas}
evidence:
  indicators: {polarity: [higher, lower], target: {above: 0}, actual: {from: 0}, weight: {above: 0}}
  behaviours: {rater: [superior, peer, subordinate], value: {from: 0, to: 120}}
measures:
  achievement:
    per: indicators
    by: polarity
    cases:
      higher: min(120, 100 * actual / target)
      lower: clip(100 * (2 - actual / target), 0, 120)
    round: 2
  value:
    per: indicators
    curve:
      of: achievement
      pieces:
        - {from: 0, below: 80, value: [0, 70]}
        - {from: 80, below: 100, value: [70, 100]}
        - {from: 100, to: 120, value: [100, 120]}
    round: 2
  work: {formula: "mean(value, weight=weight)", round: 2}
  behaviour: {formula: mean(behaviours.value), round: 2}
  total: {formula: 0.70 * work + 0.30 * behaviour, round: 2}
  work_rating:
    scale: expectation
    bands: {of: work, levels: [{level: above, from: 110}, {level: meets, from: 90}, {level: below}]}
  behaviour_rating:
    scale: expectation
    bands: {of: behaviour, levels: [{level: above, from: 110}, {level: meets, from: 90}, {level: below}]}
  predicate:
    scale: predicate
    matrix:
      rows: work_rating
      columns: behaviour_rating
      cells:
        below: {below: kurang, meets: cukup, above: cukup}
        meets: {below: cukup, meets: baik, above: baik}
        above: {below: cukup, meets: baik, above: sangat_baik}
  level:
    scale: predicate
    bands:
      of: total
      levels:
        - {level: sangat_baik, from: 110}
        - {level: baik, from: 90}
        - {level: cukup, from: 70}
        - {level: kurang}
result: level
fairness: {limits: {cliff_points: 0}}
"""

Document = dict[str, Any]
Change = Callable[[Document], None]


def changed(change: Change) -> Document:
    document: Document = yaml.load(SOUND, yaml.BaseLoader)  # noqa: S506 - text of this file
    change(document)
    return document


def at(path: str, value: Any) -> Change:
    """Return a change that puts a value at a path of the document."""

    def change(document: Document) -> None:
        here: Any = document
        *names, last = path.split(".")
        for name in names:
            here = here[int(name)] if isinstance(here, list) else here[name]
        here[last] = value

    return change


def pieces(*rows: Document) -> Change:
    return at("measures.value.curve.pieces", list(rows))


def piece(low: str, high: str, first: str, last: str, *, to: str = "below") -> Document:
    return {"from": low, to: high, "value": [first, last]}


def both(*changes: Change) -> Change:
    def change(document: Document) -> None:
        for each in changes:
            each(document)

    return change


#: name -> (change, property, guilty measure)
MUTATIONS: dict[str, tuple[Change, str, str]] = {
    "falling curve piece": (
        pieces(
            piece("0", "80", "0", "70"),
            piece("80", "100", "70", "100"),
            piece("100", "110", "100", "98"),
            piece("110", "120", "98", "120", to="to"),
        ),
        "improvement-never-hurts",
        "value",
    ),
    "dip of 0.5 in a 1 % window": (
        pieces(
            piece("0", "80", "0", "70"),
            piece("80", "95", "70", "92"),
            piece("95", "96", "92", "91.5"),
            piece("96", "100", "91.5", "100"),
            piece("100", "120", "100", "120", to="to"),
        ),
        "improvement-never-hurts",
        "value",
    ),
    "negative weight": (
        at("measures.total.formula", "0.70 * work + 0.31 * behaviour - 0.01 * work - 0.70 * work"),
        "improvement-never-hurts",
        "total",
    ),
    "negative weight of behaviour": (
        at("measures.total.formula", "1.01 * work - 0.01 * behaviour"),
        "improvement-never-hurts",
        "total",
    ),
    "inverted matrix cell": (
        both(
            at("measures.predicate.matrix.cells.above.meets", "cukup"),
            at("result", "predicate"),
        ),
        "improvement-never-hurts",
        "predicate",
    ),
    "swapped polarity": (
        at(
            "measures.achievement.cases",
            {
                "higher": "clip(100 * (2 - actual / target), 0, 120)",
                "lower": "min(120, 100 * actual / target)",
            },
        ),
        "improvement-never-hurts",
        "achievement",
    ),
    "raters that drop outliers": (
        both(
            at("measures.middle", {"formula": "median(behaviours.value)"}),
            at(
                "measures.behaviour.formula",
                "mean(behaviours.value, where=abs(behaviours.value - middle) <= 20, default=middle)",
            ),
            lambda document: document.update(
                measures={
                    "middle": document["measures"].pop("middle"),
                    **document["measures"],
                }
            ),
        ),
        "improvement-never-hurts",
        "behaviour",
    ),
    "missing counted as zero": (
        at("evidence.behaviours.missing", {"count_as": "0"}),
        "missing-is-not-zero",
        "evidence.behaviours.missing",
    ),
    "absent raters counted as zero": (
        at(
            "measures.behaviour.formula",
            "0.5 * mean(behaviours.value, where=behaviours.rater == 'superior')"
            " + 0.5 * mean(behaviours.value, where=behaviours.rater != 'superior', default=0)",
        ),
        "missing-is-not-zero",
        "behaviour",
    ),
    "a cliff that nobody declared": (
        pieces(
            piece("0", "50", "0", "25"),
            piece("50", "100", "60", "100"),
            piece("100", "120", "100", "120", to="to"),
        ),
        "no-undeclared-cliff",
        "value",
    ),
    "raw numbers": (
        at("measures.achievement.cases.higher", "min(120, actual)"),
        "units-do-not-matter",
        "achievement",
    ),
    "equal weights": (
        at("measures.work.formula", "mean(value)"),
        "splitting-changes-nothing",
        "work",
    ),
    "a level in no cell": (
        both(at("measures.predicate.matrix.cells.above.above", "baik"), at("result", "predicate")),
        "every-level-reachable",
        "predicate",
    ),
    "no cap": (
        both(
            at("measures.achievement.cases.higher", "100 * actual / target"),
            at("measures.work.formula", "mean(achievement, weight=weight)"),
            lambda document: document["measures"].pop("value"),
        ),
        "within-bounds",
        "total",
    ),
}


def policy_of(change: Change) -> Policy:
    return parse_policy(changed(change))


def test_the_policy_that_is_broken_in_each_way_is_sound_by_itself() -> None:
    report = verify(policy_of(lambda _: None), properties=REQUIRED)

    failing = {
        name: each.text("en")
        for name, each in report.verdicts.items()
        if each.status not in ("proved", "not_applicable")
    }
    assert failing == {}
    assert report.ok


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_detected_and_its_rule_is_named(name: str) -> None:
    change, wanted, guilty = MUTATIONS[name]
    policy = policy_of(change)
    verdict = verify(policy, properties=[wanted]).verdicts[wanted]

    assert verdict.status == "violated", verdict.text("en")
    assert verdict.witness is not None
    assert guilty in (verdict.witness.measure, *verdict.text("en").split("`")), verdict.text("en")
    assert verdict.witness.replay(policy)


HOLES = {
    "hole at exactly 50": [
        {"from": "0", "below": "50", "value": ["0", "40"]},
        {"above": "50", "to": "120", "value": ["41", "120"]},
    ],
    "hole between integer bands": [
        {"from": "0", "to": "90", "value": ["0", "90"]},
        {"from": "91", "to": "120", "value": ["91", "120"]},
    ],
    "hole at 89.99": [
        {"from": "0", "to": "89.98", "value": ["0", "90"]},
        {"from": "90", "to": "120", "value": ["90", "120"]},
    ],
}


@pytest.mark.parametrize("name", HOLES)
def test_a_hole_is_refused_when_the_policy_is_read_with_its_place(name: str) -> None:
    document = changed(pieces(*HOLES[name]))
    with pytest.raises(PolicyError) as refused:
        parse_policy(yaml.safe_dump(document, sort_keys=False))

    assert any(
        "measures.value.curve" in str(each.place.path)
        for each in refused.value.problems
        if each.place
    )
