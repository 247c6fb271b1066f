"""The report: its shape, waivers and stale waivers, limits, promises, and the same answer again."""

import os
import pickle
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from verified import policies

from asn_appraisal import Policy, parse_policy
from asn_appraisal.fairness import UnknownPropertyError, verify
from asn_appraisal.fairness.conflicts import CONFLICTS, conflicts_of
from asn_appraisal.policy import ENTRIES, REQUIRED

SMALL = """
asn_appraisal: policy/1
id: small
sources: {act: {act: SK 12/2026}}
scales: {predicate: {kurang: Kurang, baik: Baik, sangat_baik: Sangat Baik}}
evidence:
  indicators: {polarity: [higher], target: {above: 0}, actual: {from: 0}, weight: {above: 0}}
  behaviours: {rater: [superior, peer], value: {from: 0, to: 100}}
measures:
  achievement: {per: indicators, formula: FORMULA, round: 2}
  work: {formula: "mean(achievement, weight=weight)", round: 2}
  behaviour: {formula: mean(behaviours.value), round: 2}
  total: {formula: 0.70 * work + 0.30 * behaviour, round: 2}
  predicate:
    scale: predicate
    bands: {of: total, levels: [{level: sangat_baik, from: 90}, {level: baik, from: 60}, {level: kurang}]}
result: predicate
"""
GOOD = "min(100, 100 * actual / target)"
FALLS = "clip(200 - 100 * actual / target, 0, 100)"
NOT_HURT = "improvement-never-hurts"


def small(formula: str = GOOD, fairness: Any = None) -> Policy:
    document = yaml.safe_load(SMALL.replace("FORMULA", repr(formula)))
    plain = yaml.load(yaml.safe_dump(document), yaml.BaseLoader)  # noqa: S506 - text of this file
    plain["measures"] = {name: plain["measures"][name] for name in document["measures"]}
    scales = document["scales"]["predicate"]
    plain["scales"] = {"predicate": scales}
    if fairness is not None:
        plain["fairness"] = fairness
    return parse_policy({"asn_appraisal": "policy/1", **plain})


def waiver(**more: str) -> dict[str, Any]:
    return {"property": NOT_HURT, "because": "Karena SK.", "authority": "act", **more}


def test_only_what_is_asked_for_is_decided() -> None:
    report = verify(small(), properties=[NOT_HURT, "within-bounds"])

    assert ["within-bounds", NOT_HURT] == list(report.verdicts)
    assert report.ok


def test_an_unknown_property_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownPropertyError, match=NOT_HURT):
        verify(small(), properties=["improvement-never-hurt"])
    with pytest.raises(KeyError):
        verify(small(), properties=["fair"])


def test_a_violation_names_the_rule_and_fails_the_run() -> None:
    report = verify(small(FALLS), properties=[NOT_HURT])
    verdict = report[NOT_HURT]

    assert verdict.status == "violated"
    assert not report.ok
    assert verdict.witness is not None
    assert verdict.witness.measure == "achievement"


def test_a_waiver_lets_the_run_pass_and_the_example_is_still_shown() -> None:
    policy = small(FALLS, {"waive": [waiver(measure="achievement")]})
    report = verify(policy, properties=[NOT_HURT])

    assert report[NOT_HURT].status == "waived"
    assert report[NOT_HURT].witness is not None
    assert report.ok
    assert "SK 12/2026" in report[NOT_HURT].text("id")


def test_a_waiver_for_another_measure_does_not_cover_the_violation() -> None:
    policy = small(FALLS, {"waive": [waiver(measure="behaviour")]})

    assert verify(policy, properties=[NOT_HURT])[NOT_HURT].status == "violated"


def test_a_waiver_that_nothing_needs_is_stale_and_fails_the_run() -> None:
    report = verify(small(GOOD, {"waive": [waiver()]}), properties=[NOT_HURT])

    assert report[NOT_HURT].status == "stale_waiver"
    assert not report.ok
    assert "hapus pengecualiannya" in report[NOT_HURT].text("id")


def test_one_waiver_too_many_is_stale_beside_one_that_is_needed() -> None:
    waivers = [waiver(measure="achievement"), waiver(measure="behaviour")]
    report = verify(small(FALLS, {"waive": waivers}), properties=[NOT_HURT])

    assert report[NOT_HURT].status == "stale_waiver"


def test_a_declared_cliff_is_none() -> None:
    steps = "100 if actual >= target else 96 * actual / target"
    name = "no-undeclared-cliff"

    assert verify(small(steps), properties=[name])[name].status == "violated"
    declared = small(steps, {"limits": {"cliff_points": "5"}})
    assert verify(declared, properties=[name])[name].status == "proved"


FACTS = """
asn_appraisal: policy/1
id: facts
scales: {predicate: {kurang: Kurang, cukup: Cukup, baik: Baik}}
evidence:
  behaviours: {value: {from: 0, to: 100}}
  periods: {measures: {total: {type: number, from: 0, to: 100, better: higher}}}
  facts:
    days_late: {type: whole, from: 0, to: 30, better: BETTER}
    pelanggaran: {type: level, scale: predicate, better: lower}
measures:
  behaviour: {formula: "mean(behaviours.value)", round: 2}
  before: {formula: mean(periods.total), round: 2}
  total: {formula: "0.5 * behaviour + 0.5 * before - days_late", round: 2}
  predicate:
    scale: predicate
    formula: >-
      'kurang' if pelanggaran >= 'cukup'
      else 'baik' if total >= 80
      else 'cukup' if total >= 50
      else 'kurang'
result: predicate
"""


def test_facts_and_earlier_periods_are_held_against_the_way_that_the_policy_calls_better() -> None:
    lower, higher = (parse_policy(FACTS.replace("BETTER", way)) for way in ("lower", "higher"))

    assert verify(lower, properties=[NOT_HURT])[NOT_HURT].status == "proved"
    broken = verify(higher, properties=[NOT_HURT])[NOT_HURT]
    assert broken.status == "violated"
    assert "`days_late`" in broken.text("en")
    assert broken.witness is not None
    late = [Fraction(str(each.facts["days_late"])) for each in broken.witness.appraisals]
    assert late[0] < late[1]


def test_a_heavier_finding_only_lowers_whichever_way_its_scale_is_written() -> None:
    name = "heavier-sanction-never-helps"
    lower = FACTS.replace("BETTER", "lower")

    assert verify(parse_policy(lower), properties=[name])[name].status == "proved"
    helps = parse_policy(lower.replace("pelanggaran >= 'cukup'", "pelanggaran <= 'cukup'"))
    assert verify(helps, properties=[name])[name].status == "undecided"


def test_a_limit_on_one_rater_is_held_against_the_bound_and_then_against_an_example() -> None:
    name = "one-rater-moves-little"
    loose = small(GOOD, {"limits": {"one_rater_points": "31"}})
    tight = small(GOOD, {"limits": {"one_rater_points": "10"}})

    assert verify(loose, properties=[name])[name].status == "proved"
    assert verify(tight, properties=[name])[name].status == "violated"


def test_a_promise_is_proved_or_broken_by_an_example() -> None:
    name = "promises-are-kept"
    kept = {
        "if": "all indicators met and all behaviours at least 80",
        "then": "predicate at least sangat_baik",
    }
    broken = {
        "if": "all indicators met and all behaviours at least 50",
        "then": "predicate at least sangat_baik",
    }
    unread = {"if": "everybody works hard", "then": "predicate at least baik"}

    assert verify(small(GOOD, {"promise": [kept]}), properties=[name])[name].status == "proved"
    assert verify(small(GOOD, {"promise": [broken]}), properties=[name])[name].status == "violated"
    assert verify(small(GOOD, {"promise": [unread]}), properties=[name])[name].status == "undecided"


def test_an_impossibility_is_named_until_one_of_its_sides_is_waived() -> None:
    policy = policies()["pp-30-2019"]
    numbers = [each.number for each in conflicts_of(policy, ["partition-changes-nothing"])]

    assert numbers == ["N8"]
    assert conflicts_of(policy, []) == ()
    assert any("N6" in each.en for each in verify(policy, examples=50).conflicts)


def test_what_is_required_is_in_the_catalogue() -> None:
    assert set(REQUIRED) <= set(ENTRIES)
    assert len({each.number for each in CONFLICTS}) == 21


def test_the_same_seed_gives_the_same_report() -> None:
    policy = policies()["lhokseumawe-kompetensi"]
    names = ["newcomer-demotes-nobody", "quota-is-met", NOT_HURT]
    one, two = (verify(policy, properties=names, seed=7, examples=100) for _ in range(2))

    assert one.text("en") == two.text("en")


def test_the_report_does_not_hang_on_the_hash_seed() -> None:
    code = (
        "from asn_appraisal.fairness import verify; from asn_appraisal.presets import preset;"
        "print(verify(preset('pp-46-2011'), examples=200).text('en'))"
    )
    source = str(Path(__file__).parents[2] / "src")
    said = {
        subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": source},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_a_report_pickles() -> None:
    report = verify(small(FALLS), properties=[NOT_HURT])

    assert pickle.loads(pickle.dumps(report)).text("id") == report.text("id")


def test_three_hundred_measured_facts_are_proved() -> None:
    count = 300
    facts = {f"a{at}": {"type": "number", "from": "0", "to": "200"} for at in range(count)}
    measures: dict[str, Any] = {
        f"i{at}": {"formula": f"min(120, a{at})", "round": "2"} for at in range(count)
    }
    parts = [range(start, start + 20) for start in range(0, count, 20)]
    for part in parts:
        measures[f"s{part[0]}"] = {"formula": " + ".join(f"i{at}" for at in part)}
    whole = " + ".join(f"s{part[0]}" for part in parts)
    measures["total"] = {"formula": f"({whole}) / {count}", "round": "2"}
    policy = parse_policy(
        {
            "asn_appraisal": "policy/1",
            "id": "large",
            "evidence": {"facts": facts},
            "measures": measures,
            "result": "total",
        }
    )
    report = verify(policy)

    assert report["within-bounds"].status == "proved"
    assert report["no-undeclared-cliff"].status == "proved"
