"""Faults of the engine that the prover's tests of soundness found; each stays found."""

import pytest

from asn_appraisal import Appraisal, RecordError, parse_policy, score
from asn_appraisal.record import Indicator, Target, WorkResult


def appraisal(indicator: Indicator) -> Appraisal:
    return Appraisal("a", results=[WorkResult("r", indicators=[indicator])])


def test_a_lower_limit_on_the_actual_is_none_on_its_ratio_to_the_target() -> None:
    policy = parse_policy("""
        asn_appraisal: policy/1
        id: small
        evidence: {indicators: {target: {above: 0}, actual: {from: 5}}}
        measures:
          achievement: {per: indicators, formula: "min(120, 100 * actual / target)", round: 2}
          total: {formula: mean(achievement), round: 2}
        result: total
    """)
    card = score(policy, appraisal(Indicator("i", target=100, actual=50)))

    assert str(card["total"]) == "50.00"
    assert policy.measures["achievement"].range is not None
    assert policy.measures["achievement"].range.low == 0


def test_a_range_is_refused_where_a_single_target_is_asked_for_though_nothing_reads_it() -> None:
    policy = parse_policy("""
        asn_appraisal: policy/1
        id: small
        evidence:
          indicators: {polarity: [within], single_target: [within], target: {above: 0}}
        measures: {total: {formula: mean(indicators.actual)}}
        result: total
    """)
    given = Indicator("i", polarity="within", target=Target(1, 2), actual=50)
    with pytest.raises(RecordError, match="ASN-E005"):
        score(policy, appraisal(given))
