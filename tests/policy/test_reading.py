"""Policies as they are read: every fault at once, no fault twice, and what is odd."""

from typing import Any

import pytest

from asn_appraisal import Policy, PolicyError, parse_policy

GOOD = """\
asn_appraisal: policy/1
id: p
in_force: {from: 2025-01-01, until: 2025-12-31}
sources:
  rule: {act: Perbup 12/2025}
scales:
  predicate: {kurang: Kurang, cukup: Cukup, baik: Baik}
evidence:
  indicators: {polarity: [higher, lower], target: {above: 0}, actual: {from: 0}}
  behaviours: {aspects: [komitmen], value: {from: 0, to: 100}}
  facts: {innovation: {type: flag}}
measures:
  achievement:
    per: indicators
    by: polarity
    cases: {higher: "min(120, 100 * actual / target)", lower: "100 * target / (actual + 1)"}
    round: 2
  plan: {formula: mean(achievement), round: 2}
  behaviour: {formula: mean(behaviours.value), round: 2, cites: [rule]}
  total: {formula: 0.7 * plan + 0.3 * behaviour, round: 2}
  predicate:
    scale: predicate
    bands: {of: total, levels: [{level: baik, from: 90, when: innovation}, {level: cukup, from: 60}, {level: kurang}]}
result: predicate
calibration: {of: predicate, rank_by: [total], patterns: {any: {baik: {at_most: 70%}}}}
process: {deliver_within: 14 working days}
fairness:
  waive: [{property: rank-is-kept, measure: total, because: Aturan, authority: rule}]
"""


def with_faults(*faults: tuple[str, str], text: str = GOOD) -> list[str]:
    """Return the codes of the problems of the good policy with something else in each place."""
    for old, new in faults:
        assert 1 == text.count(old), old
        text = text.replace(old, new)
    with pytest.raises(PolicyError) as caught:
        parse_policy(text)
    return [each.code for each in caught.value.problems]


def warned(text: str, **known: Policy) -> list[tuple[str, str]]:
    policy = parse_policy(text, known=known)
    return [(each.code, dict(each.values).get("name", "")) for each in policy.warnings]


def test_the_good_policy_is_good() -> None:
    assert [] == warned(GOOD)


FAULTS = {
    "head": (
        ("in_force: {from: 2025-01-01, until: 2025-12-31}", "in_force: {from: 2025-13-01}"),
        "ASN-D026",
    ),
    "sources": (("{act: Perbup 12/2025}", "{act: [x]}"), "ASN-D022"),
    "scales": (("cukup: Cukup, baik", "cukup: [], baik"), "ASN-D022"),
    "evidence": (("value: {from: 0, to: 100}", "value: {from: 0, to: x}"), "ASN-D023"),
    "facts": (("innovation: {type: flag}", "innovation: {type: flg}"), "ASN-D027"),
    "row measure": (("actual / target)", "actul / target)"), "ASN-F009"),
    "measure": (("0.3 * behaviour,", "0.3 * behavior,"), "ASN-F009"),
    "citation": (("cites: [rule]", "cites: [rle]"), "ASN-P035"),
    "bands": (("{level: kurang}]", "{level: krang}]"), "ASN-P043"),
    "calibration": (("rank_by: [total]", "rank_by: [totl]"), "ASN-P065"),
    "process": (("14 working days", "2 weeks"), "ASN-P003"),
    "fairness": (("property: rank-is-kept", "property: rank-is-kep"), "ASN-P068"),
    "result": (("result: predicate", "reslt: predicate"), "ASN-D020"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_in_one_section_shows_as_one_fault(name: str) -> None:
    fault, code = FAULTS[name]

    assert [code] == with_faults(fault)


def test_faults_in_every_section_are_all_found_at_once() -> None:
    codes = with_faults(*(fault for fault, _ in FAULTS.values()))

    assert sorted(code for _, code in FAULTS.values()) == sorted(codes)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (("indicators: {polarity", "indicator: {polarity"), ["ASN-D020"]),
        (
            ("  behaviours: {aspects: [komitmen], value: {from: 0, to: 100}}", "  behaviours: 5"),
            ["ASN-D022"],
        ),
        (
            (
                "behaviours: {aspects: [komitmen], value: {from: 0, to: 100}}",
                "behaviours: {value: 5}",
            ),
            ["ASN-D022"],
        ),
        (
            (
                "predicate: {kurang: Kurang, cukup: Cukup, baik: Baik}",
                "predicate: [kurang, cukup, baik]",
            ),
            ["ASN-D022"],
        ),
        (
            ("predicate: {kurang: Kurang, cukup: Cukup, baik: Baik}", "predicate: 5"),
            ["ASN-D022", "ASN-P043", "ASN-P043", "ASN-P043"],
        ),
        (
            ("scales:\n  predicate: {kurang: Kurang, cukup: Cukup, baik: Baik}", "scales: 5"),
            ["ASN-D022", "ASN-P020"],
        ),
        (
            ("sources:\n  rule: {act: Perbup 12/2025}", "sources: 5"),
            ["ASN-D022", "ASN-P035", "ASN-P035"],
        ),
        (("evidence:\n", "evidense:\n"), ["ASN-D020"]),
        (("    per: indicators\n", "    per: indicatrs\n"), ["ASN-P030"]),
        (("    scale: predicate\n", "    scale: predicat\n"), ["ASN-P020"]),
        (
            (
                "  plan: {formula: mean(achievement), round: 2}",
                "  plan: {formla: mean(achievement), round: 2}",
            ),
            ["ASN-D020"],
        ),
        (("  plan: {formula: mean(achievement), round: 2}", "  plan: 5"), ["ASN-D022"]),
        (("target: {above: 0}", "target: {abov: 0}"), ["ASN-D020"]),
        (("target: {above: 0}", "target: {above: 0, below: x}"), ["ASN-D023"]),
        (("target: {above: 0}", "target: {above: 5, below: 3}"), ["ASN-P012"]),
    ],
    ids=range(15),
)
def test_a_fault_shows_where_it_is_and_not_where_it_matters(
    fault: tuple[str, str], expected: list[str]
) -> None:
    assert expected == with_faults(fault)


def test_a_protected_fact_hides_no_other_fault() -> None:
    assert ["ASN-P010", "ASN-F026"] == with_faults(
        ("innovation: {type: flag}", "innovation: {type: flag}, umur: {type: whole}"),
        ("(actual + 1)", "(actual - 1)"),
    )


def test_a_measure_with_a_fault_makes_no_other_measure_faulty() -> None:
    assert ["ASN-F009"] == with_faults(("mean(achievement)", "mean(achievment)"))


def test_measures_may_be_a_list_by_mistake() -> None:
    text = "asn_appraisal: policy/1\nid: p\nmeasures: [total]\nresult: total\n"

    assert "ASN-D022" in with_faults(text=text)


@pytest.mark.parametrize("keys", ["measures: {}", "measures:"])
def test_a_policy_has_measures(keys: str) -> None:
    assert with_faults(text=f"asn_appraisal: policy/1\nid: p\n{keys}\nresult: total\n")


# What is odd ----------------------------------------------------------------------------

ROWS = "evidence: {indicators: {target: {above: 0}, actual: {from: 0}}}"


def odd(
    measures: str, *, head: str = ROWS, tail: str = "", result: str = "total"
) -> list[tuple[str, str]]:
    return warned(
        f"asn_appraisal: policy/1\nid: p\n{head}\nmeasures:\n{measures}\nresult: {result}\n{tail}"
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("100 * actual / target", []),
        ("min(100, 100 * actual / target)", []),
        ("100 if actual >= target else 50", [("ASN-W001", "row")]),
        ("100 if actual <= target else 150 - 100 * actual / target", [("ASN-W001", "row")]),
        ("abs(100 * actual / target - 100)", [("ASN-W003", "row")]),
        (
            "100 * actual / target if actual <= target else 50",
            [("ASN-W001", "row"), ("ASN-W003", "row")],
        ),
        ("5", []),
    ],
)
def test_jumps_and_falls_of_a_row_formula_are_noted(
    row: str, expected: list[tuple[str, str]]
) -> None:
    assert expected == odd(
        f"  row: {{per: indicators, formula: '{row}'}}\n  total: {{formula: mean(row)}}"
    )


@pytest.mark.parametrize(("points", "expected"), [(49, [("ASN-W001", "row")]), (50, []), (60, [])])
def test_a_jump_that_is_declared_is_not_odd(points: int, expected: list[tuple[str, str]]) -> None:
    measures = "  row: {per: indicators, formula: 100 if actual >= target else 50}\n  total: {formula: mean(row)}"

    assert expected == odd(measures, tail=f"fairness: {{limits: {{cliff_points: {points}}}}}")


def test_a_curve_may_jump_and_fall() -> None:
    pieces = "{from: 0, to: 50, value: [0, 50]}, {above: 50, to: 80, value: [60, 40]}, {above: 80, to: 100, value: [40, 90]}"

    assert [("ASN-W001", "total"), ("ASN-W003", "total")] == odd(
        f"  total: {{curve: {{of: x, pieces: [{pieces}]}}}}",
        head="evidence: {facts: {x: {type: number, from: 0, to: 100}}}",
    )


def test_each_case_is_looked_at_alone() -> None:
    cases = "{higher: 100 if actual >= target else 50, lower: '5', within: '7'}"

    assert [("ASN-W001", "row")] == odd(
        f"  row: {{per: indicators, by: polarity, cases: {cases}}}\n  total: {{formula: mean(row)}}"
    )


@pytest.mark.parametrize(
    ("formula", "places", "expected"),
    [
        ("round(x, 2)", 2, [("ASN-W004", "total")]),
        ("round(x, 3) + 1", 2, [("ASN-W004", "total")]),
        ("round(x, 1)", 2, []),
        ("round(x)", 0, [("ASN-W004", "total")]),
        ("x", 2, []),
    ],
)
def test_rounding_twice_is_noted(
    formula: str, places: int, expected: list[tuple[str, str]]
) -> None:
    assert expected == odd(
        f"  total: {{formula: '{formula}', round: {places}}}",
        head="evidence: {facts: {x: {type: number, from: 0, to: 100}}}",
    )


def test_what_nothing_uses_is_noted() -> None:
    assert [
        ("ASN-W005", "idle"),
        ("ASN-W005", "spare"),
        ("ASN-W006", "old"),
        ("ASN-W005", "colours"),
    ] == odd(
        "  idle: {formula: '1'}\n  total: {formula: '2'}",
        head=(
            "sources: {old: {act: PP 46/2011}}\n"
            "scales: {colours: {red: Merah, green: Hijau}}\n"
            "evidence: {facts: {spare: {type: flag}}}"
        ),
    )


def test_a_level_that_no_band_gives_is_noted() -> None:
    text = GOOD.replace("{level: cukup, from: 60}, ", "")

    assert [("ASN-W002", "")] == warned(text)


def test_a_scale_may_be_used_by_the_names_of_patterns_alone() -> None:
    assert [] == warned(
        GOOD.replace(
            "scales:\n", "scales:\n  organisation: {biasa: Biasa, istimewa: Istimewa}\n"
        ).replace(
            "patterns: {any:",
            "choose_by: capaian, patterns: {biasa: {baik: {most: true}}, istimewa:",
        )
    )


# From what source -----------------------------------------------------------------------


def test_a_policy_knows_the_line_of_each_part() -> None:
    lines = parse_policy(GOOD).lines

    assert (1, 12, 17, 23) == (
        1,
        lines["measures"],
        lines["measures.plan"] - 1,
        lines["measures.predicate.bands.levels[0]"],
    )
    assert {} == parse_policy(parse_policy(GOOD).document).lines


def test_a_policy_is_read_from_bytes_too() -> None:
    assert parse_policy(GOOD) == parse_policy(GOOD.encode())


def test_a_document_of_another_kind_is_one_problem() -> None:
    assert ["ASN-D013"] == with_faults(text="asn_appraisal: records/1\nunits: []\nappraisals: []\n")


def test_defaults_are_those_of_a_short_policy() -> None:
    policy = parse_policy(GOOD.replace("in_force: {from: 2025-01-01, until: 2025-12-31}\n", ""))
    found: Any = (policy.version, str(policy.title), policy.from_, policy.until, policy.base)

    assert ("1", "p", None, None, None) == found
    assert "Perbup 12/2025" == str(policy.sources["rule"])


def calibration_warnings(changes: str) -> list[str]:
    old = "calibration: {of: predicate, rank_by: [total], patterns: {any: {baik: {at_most: 70%}}}}"
    policy = parse_policy(GOOD.replace(old, f"calibration: {{of: predicate, {changes}}}"))
    return [each.text("en") for each in policy.warnings if each.code in ("ASN-W007", "ASN-W008")]


def test_a_pattern_that_some_pools_cannot_meet_is_noted_with_their_sizes() -> None:
    pattern = "patterns: {any: {kurang: {at_least: 60%}, cukup: {at_least: 10%}}}"
    (warning,) = calibration_warnings(pattern)

    assert "A pool of 1, 2 cannot meet the pattern `any` (looked at up to 40 people)." in warning
    assert [] == calibration_warnings(f"smallest_pool: 3, {pattern}")


def test_shares_that_are_not_seated_cumulatively_are_noted() -> None:
    shares = "patterns: {any: {baik: {share: 20%}, cukup: {share: 60%}, kurang: {share: 20%}}}"
    (warning,) = calibration_warnings(f"seats: largest_remainder, {shares}")

    assert "demoted because a worse colleague joins" in warning
    assert [] == calibration_warnings(f"seats: cumulative, {shares}")
    assert [] == calibration_warnings("seats: floor, patterns: {any: {baik: {at_most: 70%}}}")
