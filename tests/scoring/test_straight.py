"""The straight-line code gives what the general program gives, or nothing."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from strategies import scored

from asn_appraisal import Appraisal, Policy, RecordError, Scorecard, parse_policy, score
from asn_appraisal.record import Behaviour, CompetencyLevel, Indicator, Target, WorkResult
from asn_appraisal.scoring import program_of
from asn_appraisal.scoring.score import general
from asn_appraisal.scoring.statements import NotStraightError
from asn_appraisal.scoring.straight import straight_source

HEAD = """
asn_appraisal: policy/1
id: small
scales:
  predicate: {kurang: Kurang, cukup: Cukup, baik: Baik}
evidence:
  indicators: {target: {above: 0}, actual: {from: 0}}
  behaviours: {aspects: [a, b], only_when: {b: leads}, value: {from: 0, to: 100}}
  competencies: {required: {from: 1}}
  results: {}
  facts:
    leads: {type: flag}
    grade: {type: level, scale: predicate}
    work: {type: choice, values: [office, field]}
measures:
"""


def test_a_column_that_is_first_read_on_a_branch_is_read_on_that_branch_alone() -> None:
    policy = parse_policy("""
asn_appraisal: policy/1
id: cabang
evidence: {behaviours: {}, facts: {idea: {type: flag}}}
measures:
  total: {formula: "sum(behaviours.value) if idea else 1", round: 0}
result: total
""")
    marks = [Behaviour("a", value=3), Behaviour("b", value=4)]
    for idea, total in ((True, 7), (False, 1)):
        card = straightly(policy, Appraisal("x", behaviours=marks, facts={"idea": idea}))
        assert card is not None
        assert total == card.result


def policy_of(measures: str, *, result: str = "total") -> Policy:
    return parse_policy(f"{HEAD}{measures}\nresult: {result}\n")


def appraisal(**changes: Any) -> Appraisal:
    indicators = [
        Indicator("a", polarity="higher", target=3, actual=2, weight="1/7", aspect="time"),
        Indicator("b", polarity="lower", target="0.5", actual="0.25", weight=2, aspect="cost"),
        Indicator("c", polarity="lower", target=4, actual=9, weight=1, aspect="time"),
    ]
    values: dict[str, Any] = {
        "results": [WorkResult("work", rating="meets", weight=1, indicators=indicators)],
        "behaviours": [Behaviour("a", value="88.5"), Behaviour("b", value=70)],
        "competencies": [CompetencyLevel("c", required=3, attained=2, cluster="technical")],
        "facts": {"leads": True, "grade": "cukup", "work": "field"},
    }
    return Appraisal("x", **{**values, **changes})


def straightly(policy: Policy, one: Appraisal) -> Scorecard | None:
    straight = program_of(policy).straight
    assert straight is not None
    values = straight(one)
    return None if values is None else Scorecard(policy, one, values)


def scales_of(policy: Policy) -> dict[str, int | None]:
    return {name: step.scale for name, step in program_of(policy).by_name.items()}


WRITTEN = {
    "rounded mean by weight": """
  each: {per: indicators, formula: "min(120, 100 * actual / target)", round: 2}
  total: {formula: "mean(each, weight=weight)", round: 2}""",
    "rounded sum by weight": """
  each: {per: indicators, formula: "100 * actual / target", round: 2}
  total: {formula: "sum(each, weight=weight) + sum(indicators.actual, weight=weight) / 3", round: 2}""",
    "a falling line, cut at both ends": """
  each: {per: indicators, formula: "clip(100 * (2 - actual / target), 0, 120)", round: 1}
  total: {formula: sum(each), round: 0}""",
    "a line that goes below zero": """
  each: {per: indicators, formula: "100 * (1.5 - actual / target)", round: 2}
  total: {formula: mean(each), round: 2}""",
    "a case for each word": """
  each:
    per: indicators
    by: polarity
    cases: {higher: 100 * actual / target, lower: "max(0, 200 - 100 * actual / target)",
            within: "100 if actual <= target_to else 50"}
    round: 2
  total: {formula: mean(each), round: 2}""",
    "a formula with no normal form": """
  each: {per: indicators, formula: "abs(actual - target) * weight", round: 3}
  total: {formula: "mean(each) / 3 + sum(indicators.weight) / 7", round: {places: 2, mode: half_even}}""",
    "a row measure of a row measure": """
  each: {per: indicators, formula: 100 * actual / target, round: 2}
  more: {per: indicators, formula: "each + 1 if aspect == 'time' else each * 2", round: 1}
  total: {formula: mean(more), round: 2}""",
    "levels of rows and flags of rows": """
  met: {per: indicators, formula: actual >= target}
  level: {per: results, formula: "'baik' if rating >= 'meets' else 'kurang'", scale: predicate}
  total: {formula: count(results) + count(indicators)}""",
    "choices, conditions and a matrix": """
  one: {formula: "1 if leads and not work == 'office' or grade == 'baik' else 2 / 3"}
  two: {formula: "one + 0.5 if true else 3"}
  level: {scale: predicate, formula: "'baik' if two > 1 else grade"}
  cell:
    scale: predicate
    matrix:
      rows: level
      columns: grade
      cells:
        kurang: {kurang: kurang, cukup: kurang, baik: cukup}
        cukup: {kurang: kurang, cukup: cukup, baik: baik}
        baik: {kurang: cukup, cukup: baik, baik: baik}
  total: {formula: "round(one + two, 1)"}""",
    "lookups and bands": """
  pay: {lookup: {of: grade, values: {kurang: 1, cukup: 2.5, baik: 4}}}
  word: {scale: predicate, lookup: {of: work, values: {office: kurang, field: baik}}}
  total: {formula: "100 * sum(attained) / sum(required) - pay", round: 2}
  predicate:
    scale: predicate
    bands: {of: total, levels: [{level: baik, from: 90, when: leads}, {level: cukup, above: 50.5},
            {level: kurang}]}""",
    "behaviour": """
  total: {formula: mean(behaviours.value), round: 2}""",
    "a band by condition alone": """
  each: {formula: sum(behaviours.value), round: 0}
  total: {scale: predicate, bands: {of: each, levels: [{level: baik, when: leads}, {level: kurang}]}}""",
}


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"facts": {"leads": "false", "grade": "baik", "work": "office"}},
        {
            "facts": {"leads": False, "grade": "kurang", "work": "field"},
            "behaviours": [Behaviour("a", value=Decimal("99.995"))],
        },
    ],
)
def test_what_is_written_out_gives_what_the_program_gives(
    name: str, changes: dict[str, Any]
) -> None:
    policy = policy_of(WRITTEN[name])
    one = appraisal(**changes)
    card = straightly(policy, one)
    general_card = general(program_of(policy), policy, one)
    if card is not None:
        assert dict(general_card) == dict(card)
    assert dict(general_card) == dict(score(policy, one))


@pytest.mark.parametrize("name", WRITTEN)
def test_an_ordinary_appraisal_needs_no_more(name: str) -> None:
    assert straightly(policy_of(WRITTEN[name]), appraisal()) is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"results": []},
        {"results": [WorkResult("w", indicators=[Indicator("a", target=3, weight=1)])]},
        {"results": [WorkResult("w", indicators=[Indicator("a", target=3, actual=-1, weight=1)])]},
        {
            "results": [
                WorkResult(
                    "w", indicators=[Indicator("a", target=Target(1, 2), actual=1, weight=1)]
                )
            ]
        },
        {"results": [WorkResult("w", indicators=[Indicator("a", target=3, actual=1, weight=0)])]},
        {"behaviours": [Behaviour("a", value=101), Behaviour("b", value=1)]},
        {"behaviours": [Behaviour("a", value=1)]},
        {"facts": {"leads": "perhaps", "grade": "baik", "work": "office"}},
        {"facts": {}},
    ],
)
def test_at_the_first_doubt_it_gives_up(changes: dict[str, Any]) -> None:
    policy = policy_of(WRITTEN["rounded mean by weight"])
    assert straightly(policy, appraisal(**changes)) is None


@pytest.mark.parametrize(
    "measures",
    [
        "  each: {per: behaviours.aspect, formula: mean(value), round: 2}\n"
        "  total: {formula: mean(each), round: 2}",
        "  each: {per: indicators, formula: actual / target}\n  total: {formula: mean(each), round: 2}",
        "  each: {per: indicators, formula: 1, round: 0}\n  total: {formula: mean(each), round: 2}",
        "  each: {per: indicators, formula: weight + sum(weight), round: 2}\n"
        "  total: {formula: mean(each), round: 2}",
        "  each: {per: indicators, formula: results.weight * actual, round: 2}\n"
        "  total: {formula: mean(each), round: 2}",
        "  total: {formula: median(behaviours.value), round: 2}",
        "  total: {by: work, cases: {office: 1, field: mean(behaviours.value)}, round: 2}",
        "  total: {by: work, cases: {office: leads, field: true}}",
        "  total: {formula: mean(indicators.actual / indicators.target), round: 2}",
        '  each: {per: results, formula: "mean(indicators.actual, where=results.weight > 1)", round: 2}\n'
        "  total: {formula: mean(each), round: 2}",
    ],
)
def test_what_cannot_be_written_out_is_left_to_the_program(measures: str) -> None:
    policy = policy_of(measures)
    assert program_of(policy).straight is None
    with pytest.raises(NotStraightError):
        straight_source(policy, scales_of(policy))


@pytest.mark.parametrize(
    "evidence",
    [
        "indicators: {required: [title], target: {above: 0}}",
        "indicators: {weight: {total: 100}}",
        "indicators: {}\n  periods: {}",
        "indicators: {}\n  behaviours: {aspects: [a, b], only_when: {a: f, b: g}}\n"
        "  facts: {f: {type: flag}, g: {type: flag}}",
    ],
)
def test_rules_that_need_the_rows_one_by_one_are_left_to_the_program(evidence: str) -> None:
    policy = parse_policy(
        f"asn_appraisal: policy/1\nid: small\nevidence:\n  {evidence}\n"
        "measures: {total: {formula: sum(weight), round: 0}}\nresult: total\n"
    )
    assert program_of(policy).straight is None


def test_the_source_holds_no_text_of_the_policy() -> None:
    policy = policy_of(
        WRITTEN["lookups and bands"]
        + "\n  evil: {lookup: {of: work, values: {office: 1, field: 2}}}"
    )
    source, objects = straight_source(policy, scales_of(policy))
    assert "office" not in source
    assert "leads" not in source
    assert any("office" in str(value) for value in objects.values())


RULES = """
asn_appraisal: policy/1
id: rules
evidence:
  indicators: {single_target: [lower], polarity: [higher, lower], weight: {from: 0}}
  behaviours: {aspects: [a, b, c], rater: [superior, peer], value: {above: 0.5, below: 100}}
  competencies: {cluster: [technical, managerial], attained: {to: 5}}
measures:
  total: {formula: mean(behaviours.value), round: 2}
result: total
"""


def rated(*aspects: str, value: Any = 80, rater: Any = "superior") -> dict[str, Any]:
    return {"behaviours": [Behaviour(each, rater, value=value) for each in aspects]}


def one_indicator(polarity: Any, target: Any = 1, weight: Any = 1) -> dict[str, Any]:
    made = Indicator("a", polarity=polarity, target=target, actual=1, weight=weight)
    return {"results": [WorkResult("w", indicators=[made])]}


def one_competency(cluster: str, attained: Any) -> dict[str, Any]:
    return {"competencies": [CompetencyLevel("c", cluster, attained=attained)]}


ORDINARY = {
    **one_indicator("higher"),
    **rated("a", "b", "c"),
    **one_competency("technical", 5),
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "complete"),
        (rated("c", "a", "b"), "complete"),
        (
            {"behaviours": [*rated("a", "b", "c")["behaviours"], Behaviour("a", "peer", 3)]},
            "complete",
        ),
        (rated("a", "b"), "incomplete"),
        (rated("a", "b", "c", "d"), "refused"),
        (rated("a", "b", "c", rater="subordinate"), "refused"),
        (rated("a", "b", "c", value="0.51"), "complete"),
        (rated("a", "b", "c", value="0.5"), "refused"),
        (rated("a", "b", "c", value="99.99"), "complete"),
        (rated("a", "b", "c", value=100), "refused"),
        (one_indicator("higher", Target(1, 2)), "complete"),
        (one_indicator("lower", Target(1, 2)), "refused"),
        (one_indicator("lower", Target(2, 2)), "complete"),
        (one_indicator("within"), "refused"),
        (one_indicator("lower", weight=None), "complete"),
        (one_competency("managerial", None), "complete"),
        (one_competency("managerial", "5.01"), "refused"),
        (one_competency("social", 3), "refused"),
    ],
)
def test_a_rule_is_asked_of_every_row_though_no_row_is_looked_at(
    changes: dict[str, Any], expected: str
) -> None:
    policy = parse_policy(RULES)
    one = Appraisal("x", **{**ORDINARY, **changes})
    card = straightly(policy, one)
    assert (expected == "complete") == (card is not None)
    try:
        general_card = general(program_of(policy), policy, one)
    except RecordError:
        assert expected == "refused"
    else:
        assert expected == general_card.status
        assert card is None or dict(general_card) == dict(card)


def test_a_card_cannot_be_changed() -> None:
    card = score(policy_of(WRITTEN["behaviour"]), appraisal())
    for name in ("policy", "appraisal", "problems", "notes", "result", "status"):
        with pytest.raises(AttributeError):
            setattr(card, name, None)


@settings(max_examples=40)
@given(scored())
def test_generated_policies_give_the_same_both_ways(case: tuple[Policy, Appraisal]) -> None:
    policy, one = case
    program = program_of(policy)
    values = program.straight(one) if program.straight is not None else None
    if values is not None:
        card = general(program, policy, one)
        assert dict(card) == dict(Scorecard(policy, one, values))
        assert card.status == "complete"
        assert not card.notes
