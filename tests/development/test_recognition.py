from typing import Any

import pytest

from asn_appraisal.development import recognitions
from asn_appraisal.errors import AppraisalError
from asn_appraisal.policy import parse_policy
from asn_appraisal.record import Appraisal, Behaviour
from asn_appraisal.scoring import Scorecard, UnknownMeasureError, score

POLICY = parse_policy(
    """
asn_appraisal: policy/1
id: sofifi
scales: {award: {none: {id: Tidak ada, en: None}, letter: {id: Piagam, en: Letter}}}
evidence:
  behaviours: {value: {from: 0, to: 100}}
  facts: {solved: {type: whole, from: 0}}
measures:
  marks: {per: behaviours.aspect, formula: mean(value)}
  initiative:
    label: {id: Inisiatif memecahkan masalah, en: Initiative in solving problems}
    formula: highest(marks) >= 90 and solved >= 2
  award:
    scale: award
    formula: "'letter' if initiative else 'none'"
result: award
"""
)


def card(name: str, mark: Any = 95, solved: int = 2) -> Scorecard:
    marks = [Behaviour("inisiatif", value=mark)]
    return score(POLICY, Appraisal(name, behaviours=marks, facts={"solved": str(solved)}))


def test_whom_a_flag_of_the_policy_names_is_recognised_with_its_numbers() -> None:
    """Sofifi: a person who shows initiative in solving problems is recognised."""
    found = recognitions([card("b"), card("c", mark=80), card("a")], measure="initiative")

    assert [each.appraisal for each in found.named] == ["a", "b"]
    assert found.named[0].value is True
    assert found.named[0].card == card("a")
    assert found.text("en").splitlines()[0] == "Recognition by Initiative in solving problems:"
    assert "a: yes (" in found.text("en")
    assert "95" in found.named[0].text("en")


def test_a_level_recognises_from_the_level_that_is_asked_for() -> None:
    cards = [card("a"), card("b", solved=1)]

    assert [r.appraisal for r in recognitions(cards, measure="award", at_least="letter").named] == [
        "a"
    ]
    assert len(recognitions(cards, measure="award", at_least="none").named) == 2


def test_an_incomplete_card_is_neither_named_nor_passed_over() -> None:
    found = recognitions([card("a", mark=None)], measure="initiative")

    assert found.named == ()
    assert [each.appraisal.id for each in found.undecided] == ["a"]
    assert found.text("en").splitlines() == [
        "Recognition by Initiative in solving problems:",
        "  Nobody yet.",
        "  Incomplete: a",
    ]


def test_nobody_is_named_among_nobody() -> None:
    found = recognitions([], measure="initiative")

    assert found.text().splitlines() == ["Pengakuan menurut initiative:", "  Belum ada."]


def test_a_measure_that_is_not_there_names_the_nearest_one() -> None:
    with pytest.raises(UnknownMeasureError):
        recognitions([card("a")], measure="initiatif")


@pytest.mark.parametrize(
    ("measure", "at_least", "code"),
    [
        ("marks", None, "ASN-G007"),
        ("award", None, "ASN-G007"),
        ("initiative", "letter", "ASN-G007"),
        ("award", "leter", "ASN-G008"),
    ],
)
def test_a_measure_that_cannot_name_anybody_is_refused(
    measure: str, at_least: str | None, code: str
) -> None:
    with pytest.raises(AppraisalError) as caught:
        recognitions([card("a")], measure=measure, at_least=at_least)

    assert [problem.code for problem in caught.value.problems] == [code]
