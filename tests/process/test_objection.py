"""The objection and its decision (Lampiran V.B)."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from asn_appraisal import Appraisal, Policy, score
from asn_appraisal.process import (
    Appraiser,
    Owner,
    Refusal,
    Stage,
    State,
    WorkingDays,
    acknowledge,
    begin,
    decide,
    deliver,
    hand_over,
    object_to,
    receive,
    receive_objection,
    report,
    settle,
    sign,
)
from asn_appraisal.record import Period

CALENDAR = WorkingDays()
REASONS = "Capaian triwulan 4 belum dihitung"
BOTH = ("sari", "kasi")


def made(state: State | Refusal) -> State:
    assert isinstance(state, State), state
    return state


def refused(state: object) -> Refusal:
    assert isinstance(state, Refusal), state
    return state


@pytest.fixture
def delivered(policy: Policy, tuti: Appraiser, year: Period) -> State:
    draft = made(begin("2025-sari", "sari", tuti, policy, year))
    signed = made(sign(draft, date(2026, 1, 12), "butuh_perbaikan", by="kasi"))
    return made(deliver(signed, date(2026, 1, 28), CALENDAR))


@pytest.fixture
def received(delivered: State) -> State:
    return made(receive(delivered, date(2026, 1, 28)))


@pytest.fixture
def objected(received: State) -> State:
    day = date(2026, 2, 2)
    return made(object_to(received, day, REASONS, CALENDAR, received=day))


def judged(state: State, on: date, **more: Any) -> Any:
    values = {"by": "kabid", "heard": BOTH, **more}
    return decide(state, on, values.pop("reasons", "Bukti diperiksa"), CALENDAR, **values)


def test_an_objection_on_day_14_is_in_time_and_on_day_15_too_late(received: State) -> None:
    """V.B.2.

    "... paling lama 14 hari kerja sejak diterimanya dokumen evaluasi kinerja Pegawai."
    """
    day_14 = date(2026, 2, 17)
    days = [date(2026, 1, 28) + timedelta(days=each) for each in range(1, 21)]
    assert [day for day in days if CALENDAR.is_working_day(day)][13] == day_14

    in_time = made(object_to(received, day_14, REASONS, CALENDAR))
    no = refused(object_to(received, day_14 + timedelta(days=1), REASONS, CALENDAR))

    assert (in_time.stage, in_time.late_steps) == (Stage.OBJECTED, ())
    assert no.code == "ASN-T031"
    assert no.what.en == (
        "The objection was made on 2026-02-18, after its last day 2026-02-17 (14 working days)."
    )
    assert no.article == "PermenPANRB 6/2022, Lampiran V.B.2"


def test_a_holiday_on_day_14_leaves_the_day_after_it(received: State) -> None:
    """V.B.2: "14 hari kerja": 17 February 2026 is Tahun Baru Imlek."""
    calendar = WorkingDays([date(2026, 2, 17)])

    assert made(object_to(received, date(2026, 2, 18), REASONS, calendar)).stage is Stage.OBJECTED
    assert refused(object_to(received, date(2026, 2, 19), REASONS, calendar)).code == "ASN-T031"


def test_where_the_receipt_was_not_dated_no_objection_is_late(delivered: State) -> None:
    """V.B.2: "... sejak diterimanya dokumen"; without that date the clock has not started."""
    late = made(object_to(delivered, date(2027, 1, 4), REASONS, CALENDAR))

    assert late.log[-1].due is None


def test_returning_the_document_is_not_consent(received: State) -> None:
    """V.B.1.

    "Pegawai yang telah menerima dokumen evaluasi kinerja Pegawai dapat mengajukan keberatan".
    """
    returned = made(acknowledge(received, date(2026, 1, 30), CALENDAR))

    assert made(object_to(returned, date(2026, 2, 2), REASONS, CALENDAR)).superior == "kabid"


@pytest.mark.parametrize("reasons", ["", "  \n"])
def test_an_objection_needs_reasons(received: State, reasons: str) -> None:
    """V.B.2: "... diajukan beserta alasan-alasannya"."""
    no = refused(object_to(received, date(2026, 2, 2), reasons, CALENDAR))

    assert (no.code, no.what.en) == ("ASN-T032", "An objection needs reasons.")


def test_an_objection_goes_to_the_superior_of_the_appraiser(objected: State) -> None:
    """V.B.2: "... kepada atasan Pejabat Penilai Kinerja secara berjenjang"."""
    assert objected.owner(date(2026, 2, 2)) == Owner("appraiser_superior", "kabid")
    assert objected.log[-2].details == (("to", "kabid"),)


def test_a_closed_result_is_not_open_to_objection(received: State) -> None:
    closed = made(settle(received, date(2026, 2, 18), CALENDAR))

    no = refused(object_to(closed, date(2026, 2, 19), REASONS, CALENDAR))

    assert no.code == "ASN-T030"
    assert "ended on 2026-02-17" in no.what.en
    assert no.article.endswith("V.B.2")


def test_what_was_not_handed_over_is_not_objected_to(policy: Policy, year: Period) -> None:
    tuti = Appraiser("kasi", "named", (), "kabid")
    draft = made(begin("x", "sari", tuti, policy, year))

    assert refused(object_to(draft, date(2026, 2, 2), REASONS, CALENDAR)).code == "ASN-T021"


# The decision -------------------------------------------------------------------------------


def test_the_decision_upholds_the_result(objected: State) -> None:
    """V.B.5.

    "... keputusan ... yang sifatnya menguatkan atau mengubah hasil evaluasi kinerja Pegawai."
    """
    decided = made(judged(objected, date(2026, 2, 11)))

    assert (decided.stage, decided.result) == (Stage.DECIDED, "butuh_perbaikan")
    assert decided.late_steps == ()
    assert dict(decided.log[-1].details)["decision"] == "upheld"


def test_the_decision_changes_the_result_with_a_new_recommendation(objected: State) -> None:
    """V.B.7: "... maka atasan Pejabat Penilai Kinerja dimaksud memberikan rekomendasi baru"."""
    no = refused(judged(objected, date(2026, 2, 9), change_to="baik"))
    decided = made(
        judged(objected, date(2026, 2, 9), change_to="baik", recommendation="Pertahankan")
    )

    assert no.code == "ASN-T036"
    assert decided.result == "baik"
    assert dict(decided.log[-1].details) == {
        "decision": "changed",
        "before": "butuh_perbaikan",
        "heard": "kasi, sari",
        "recommendation": "Pertahankan",
    }
    assert [entry.result for entry in decided.log if entry.step == "sign"] == ["butuh_perbaikan"]


def test_a_change_to_the_same_result_is_refused(objected: State) -> None:
    no = refused(judged(objected, date(2026, 2, 9), change_to="butuh_perbaikan"))

    assert no.code == "ASN-T035"


def test_a_decision_on_day_7_is_in_time_and_on_day_8_recorded_as_late(objected: State) -> None:
    """V.B.6.

    "... harus ditetapkan ... paling lama 7 hari kerja sejak pengajuan keberatan diterima."; the
    text names no consequence, so the decision stands.
    """
    in_time = made(judged(objected, date(2026, 2, 11)))
    late = made(judged(objected, date(2026, 2, 12)))

    assert in_time.late_steps == ()
    assert late.late_steps == ("decide",)
    assert late.log[-1].due == date(2026, 2, 11)


def test_silence_decides_nothing(objected: State) -> None:
    """V.B.6 names no consequence; the superior still owes the decision."""
    assert refused(settle(objected, date(2027, 1, 4), CALENDAR)).code == "ASN-T021"
    assert objected.owner(date(2027, 1, 4)) == Owner("appraiser_superior", "kabid")


def test_the_days_for_the_decision_run_from_receipt_of_the_objection(received: State) -> None:
    """V.B.6: "... sejak pengajuan keberatan diterima."."""
    sent = made(object_to(received, date(2026, 2, 2), REASONS, CALENDAR))
    undated = made(judged(sent, date(2026, 4, 1)))
    came = made(receive_objection(sent, date(2026, 2, 9)))
    dated = made(judged(came, date(2026, 2, 18)))

    assert (undated.late_steps, undated.log[-1].due) == ((), None)
    assert dated.late_steps == ()
    assert refused(receive_objection(came, date(2026, 2, 10))).code == "ASN-T047"
    assert refused(receive_objection(received, date(2026, 2, 10))).code == "ASN-T021"


@pytest.mark.parametrize(("by", "code"), [("kadis", "ASN-T022"), ("kasi", "ASN-T037")])
def test_only_the_superior_decides_and_never_who_signed(
    objected: State, by: str, code: str
) -> None:
    """V.B.5: "Atasan Pejabat Penilai Kinerja dapat menetapkan keputusan"."""
    assert refused(judged(objected, date(2026, 2, 9), by=by)).code == code


@pytest.mark.parametrize(
    ("heard", "missing"), [((), "kasi, sari"), (("sari",), "kasi"), (("kasi",), "sari")]
)
def test_both_sides_are_asked_before_the_decision(
    objected: State, heard: tuple[str, ...], missing: str
) -> None:
    """V.B.4.

    "... dengan meminta penjelasan Pejabat Penilai Kinerja dan Pegawai yang bersangkutan."
    """
    no = refused(judged(objected, date(2026, 2, 9), heard=heard))

    assert no.code == "ASN-T034"
    assert missing in no.what.en


def test_the_new_appraiser_may_be_asked_where_the_old_one_has_gone(objected: State) -> None:
    passed = made(
        hand_over(objected, date(2026, 2, 3), Appraiser("agus", "direct_superior", (), "kabid"))
    )

    assert made(judged(passed, date(2026, 2, 9), heard=("agus", "sari"))).stage is Stage.DECIDED
    assert made(judged(passed, date(2026, 2, 9), heard=("kasi", "sari"))).stage is Stage.DECIDED


def test_a_decision_needs_reasons(objected: State) -> None:
    assert refused(judged(objected, date(2026, 2, 9), reasons=" ")).code == "ASN-T032"


def test_there_is_nothing_to_decide_without_an_objection(received: State) -> None:
    assert refused(judged(received, date(2026, 2, 9))).code == "ASN-T021"


def test_a_second_objection_is_refused(objected: State) -> None:
    """V.B knows one objection and one decision; of a second the text says nothing."""
    decided = made(judged(objected, date(2026, 2, 9)))
    closed = made(settle(decided, date(2026, 2, 9), CALENDAR))

    for state in (decided, closed):
        no = refused(object_to(state, date(2026, 2, 10), REASONS, CALENDAR))
        assert no.code == "ASN-T033"
        assert "decided on 2026-02-09" in no.what.en


def test_after_the_decision_the_superior_reports(objected: State) -> None:
    """V.B.8.

    "... dilaporkan secara berjenjang oleh atasan dari Pejabat Penilai Kinerja kepada PyB".
    """
    decided = made(judged(objected, date(2026, 2, 9)))
    reported = made(report(decided, date(2026, 3, 13), CALENDAR))
    closed = made(settle(reported, date(2026, 3, 13), CALENDAR))

    assert decided.owner(date(2026, 2, 9)) == Owner("appraiser_superior", "kabid")
    assert reported.log[-1].by == "kabid"
    assert (closed.finality, closed.late_steps) == ("decided", ())
    assert closed.why_final is not None
    assert "was decided" in closed.why_final.en


def test_an_objection_that_waits_is_not_reported(objected: State) -> None:
    assert refused(report(objected, date(2026, 2, 9), CALENDAR)).code == "ASN-T021"


def test_a_decision_with_a_result_that_is_not_there_is_refused(
    policy: Policy, objected: State
) -> None:
    empty = score(policy, Appraisal("2025-sari"))

    no = refused(judged(objected, date(2026, 2, 9), change_to=empty))

    assert no.code == "ASN-T028"


def test_the_state_before_an_objection_is_untouched(received: State) -> None:
    before = evolve(received)
    made(object_to(received, date(2026, 2, 2), REASONS, CALENDAR))

    assert received == before
