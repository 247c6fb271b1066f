"""A result is never changed: it is superseded (edge case 14; the regulation has no paragraph)."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from asn_appraisal import Appraisal, Policy, Scorecard, parse_policy, score
from asn_appraisal.process import (
    Appraiser,
    Change,
    Correction,
    Owner,
    Refusal,
    Stage,
    State,
    WorkingDays,
    begin,
    changes_between,
    correct,
    deliver,
    escalate,
    object_to,
    receive,
    settle,
    sign,
)
from asn_appraisal.record import Indicator, Period, WorkResult

CALENDAR = WorkingDays()
ON = date(2026, 3, 2)

MARKS = """
asn_appraisal: policy/1
id: marks
scales: {predicate: {kurang: Kurang, baik: Baik}}
evidence: {indicators: {target: {above: 0}, actual: {from: 0}}}
measures:
  achievement: {per: indicators, formula: "min(120, 100 * actual / target)", round: 2}
  total: {formula: mean(achievement), round: 2}
  predicate:
    scale: predicate
    bands: {of: total, levels: [{level: baik, from: 90}, {level: kurang}]}
result: predicate
process: {object_within: 14 working days}
"""


def made(state: State | Refusal) -> State:
    assert isinstance(state, State), state
    return state


def corrected(state: State, **more: Any) -> Correction:
    found = attempt(state, **more)
    assert isinstance(found, Correction), found
    return found


def refused(state: State, **more: Any) -> Refusal:
    found = attempt(state, **more)
    assert isinstance(found, Refusal), found
    return found


def attempt(state: State, **more: Any) -> Correction | Refusal:
    values: dict[str, Any] = {
        "successor": "2025-sari-2",
        "by": "kadis",
        "authority": "SK Kepala Dinas 7/2026",
        "outcome": "baik",
        **more,
    }
    reasons = values.pop("reasons", "Realisasi triwulan 4 tidak terbaca")
    return correct(state, values.pop("on", ON), reasons, **values)


@pytest.fixture
def signed(policy: Policy, tuti: Appraiser, year: Period) -> State:
    draft = made(begin("2025-sari", "sari", tuti, policy, year))
    return made(sign(draft, date(2026, 1, 12), "butuh_perbaikan", by="kasi"))


@pytest.fixture
def final(signed: State) -> State:
    delivered = made(deliver(signed, date(2026, 1, 20), CALENDAR))
    received = made(receive(delivered, date(2026, 1, 20)))
    return made(settle(received, date(2026, 2, 10), CALENDAR))


def test_a_correction_supersedes_a_final_result_and_loses_nothing(final: State) -> None:
    found = corrected(final)

    assert (found.before.stage, found.before.result) == (Stage.SUPERSEDED, "butuh_perbaikan")
    assert found.before.finality == "undisputed"
    assert found.before.log[:-1] == final.log
    assert found.before.superseded_by == found.after.id == "2025-sari-2"
    assert (found.after.stage, found.after.result) == (Stage.SIGNED, "baik")
    assert found.after.supersedes == "2025-sari"
    assert found.changes == (Change("predicate", "butuh_perbaikan", "baik"),)
    assert dict(found.after.log[0].details)["authority"] == "SK Kepala Dinas 7/2026"
    assert found.reasons == found.after.log[0].reasons == "Realisasi triwulan 4 tidak terbaca"


def test_a_correction_names_everything_downstream_that_changes(final: State) -> None:
    found = corrected(
        final,
        downstream=[
            Change("credit_points", "18.75", "25"),
            Change("allowance", "75 %", "100 %"),
            Change("rank", "III/c", "III/c"),
        ],
    )

    assert [each.name for each in found.changes] == ["predicate", "credit_points", "allowance"]


def test_a_corrected_result_is_handed_over_and_open_to_objection(final: State) -> None:
    after = corrected(final).after
    delivered = made(deliver(after, date(2026, 3, 3), CALENDAR))
    received = made(receive(delivered, date(2026, 3, 3)))

    assert after.signer == "kadis"
    assert after.owner(ON) == Owner("appraiser", "kasi")
    assert made(object_to(received, date(2026, 3, 4), "Tetap", CALENDAR)).superior == "kabid"


def test_a_superseded_record_takes_no_further_step(final: State) -> None:
    before = corrected(final).before

    assert refused(before, successor="2025-sari-3").code == "ASN-T043"
    no = object_to(before, ON, "-", CALENDAR)
    assert isinstance(no, Refusal)
    assert no.code == "ASN-T043"
    assert "2025-sari-2" in no.what.en
    assert before.owner(ON) == Owner("authorised_official")


def test_what_was_final_because_of_who_made_it_stays_final(
    policy: Policy, tuti: Appraiser, year: Period
) -> None:
    """IV.A.11: the result of an escalation is final; a correction does not open it."""
    draft = made(begin("2025-sari", "sari", tuti, policy, year))
    done = made(escalate(draft, date(2026, 2, 3), "kurang", by="kabid", calendar=CALENDAR))

    after = corrected(done, by="kabid").after
    delivered = made(deliver(after, date(2026, 3, 3), CALENDAR))
    no = object_to(delivered, date(2026, 3, 4), "-", CALENDAR)

    assert after.finality == "escalated"
    assert isinstance(no, Refusal)
    assert no.code == "ASN-T030"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"reasons": " "}, "ASN-T032"),
        ({"authority": ""}, "ASN-T041"),
        ({"successor": "2025-sari"}, "ASN-T044"),
        ({"by": "sari"}, "ASN-T040"),
        ({"by": "kabid"}, "ASN-T037"),
        ({"superior": "sari"}, "ASN-T040"),
        ({"outcome": None}, "ASN-T028"),
        ({"outcome": "butuh_perbaikan"}, "ASN-T042"),
        ({"downstream": [Change("predicate", 1, 2)]}, "ASN-T045"),
        ({"on": date(2026, 1, 1)}, "ASN-T023"),
    ],
)
def test_a_correction_without_its_ground_is_refused(
    final: State, more: dict[str, Any], code: str
) -> None:
    assert refused(final, **more).code == code


def test_the_superior_may_correct_where_another_then_decides(final: State) -> None:
    assert corrected(final, by="kabid", superior="kadis").after.superior == "kadis"


def test_a_draft_and_a_waiting_objection_are_not_corrected(
    policy: Policy, tuti: Appraiser, year: Period, signed: State
) -> None:
    draft = made(begin("x", "sari", tuti, policy, year))
    delivered = made(deliver(signed, date(2026, 1, 20), CALENDAR))
    objected = made(object_to(delivered, date(2026, 1, 21), "-", CALENDAR))

    assert refused(draft).code == "ASN-T021"
    assert refused(objected).code == "ASN-T021"


# Scorecards ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def marks() -> Policy:
    return parse_policy(MARKS)


def card(policy: Policy, **actuals: int) -> Scorecard:
    indicators = [Indicator(name, target=100, actual=value) for name, value in actuals.items()]
    return score(
        policy, Appraisal("2025-sari", results=[WorkResult("izin", indicators=indicators)])
    )


def test_two_cards_say_by_themselves_what_changes(
    marks: Policy, tuti: Appraiser, year: Period
) -> None:
    draft = made(begin("2025-sari", "sari", tuti, marks, year))
    done = made(sign(draft, date(2026, 1, 12), card(marks, a=100, b=70), by="kasi"))

    found = corrected(done, outcome=card(marks, a=100, b=90))

    assert [(each.name, str(each.before), str(each.after)) for each in found.changes] == [
        ("predicate", "kurang", "baik"),
        ("achievement[izin.b]", "70.00", "90.00"),
        ("total", "85.00", "95.00"),
    ]


def test_rows_that_only_one_card_has_are_named(marks: Policy) -> None:
    found = changes_between(card(marks, a=100), card(marks, a=100, b=100))

    assert [(each.name, each.before, str(each.after)) for each in found] == [
        ("achievement[izin.b]", None, "100.00")
    ]


def test_measures_that_only_one_policy_has_are_named(marks: Policy) -> None:
    other = parse_policy(
        MARKS.replace("evidence: {", "evidence: {results: {}, ").replace(
            "  predicate:\n    scale",
            "  worst: {per: results, formula: lowest(achievement)}\n  predicate:\n    scale",
        )
    )

    found = changes_between(card(marks, a=100), card(other, a=100))

    assert [(each.name, each.before, str(each.after)) for each in found] == [
        ("worst[izin]", None, "100")
    ]


def test_the_wrong_policy_is_put_right_and_named(
    marks: Policy, tuti: Appraiser, year: Period
) -> None:
    draft = made(begin("2025-sari", "sari", tuti, marks, year))
    done = made(sign(draft, date(2026, 1, 12), card(marks, a=85), by="kasi"))
    lower = parse_policy(MARKS.replace("from: 90", "from: 80"))

    found = corrected(done, outcome=card(lower, a=85))

    assert [each.name for each in found.changes] == ["predicate", "policy"]
    assert found.changes[1].before.startswith("marks 1 (")
    assert found.after.policy is lower


def test_a_policy_without_a_process_cannot_correct(
    marks: Policy, tuti: Appraiser, year: Period
) -> None:
    draft = made(begin("2025-sari", "sari", tuti, marks, year))
    done = made(sign(draft, date(2026, 1, 12), card(marks, a=85), by="kasi"))

    assert refused(done, outcome=card(evolve(marks, process=None), a=95)).code == "ASN-T020"
