"""One appraisal, step by step, and the one that is overdue (Lampiran IV.A.11 and V.A)."""

from datetime import date, datetime
from typing import Any

import pytest
from attrs import evolve

from asn_appraisal import Appraisal, Policy, Scorecard, score
from asn_appraisal.policy import Overdue, ProcessRules
from asn_appraisal.process import (
    Appraiser,
    Owner,
    Refusal,
    Stage,
    State,
    Window,
    WorkingDays,
    acknowledge,
    begin,
    deliver,
    escalate,
    hand_over,
    object_to,
    receive,
    report,
    settle,
    sign,
)
from asn_appraisal.record import Judgement, Period, WorkResult

CALENDAR = WorkingDays()
MINISTER = Appraiser("menteri", "official", (), None, final=True)


def made(state: State | Refusal) -> State:
    assert isinstance(state, State), state
    return state


def refused(state: object) -> Refusal:
    assert isinstance(state, Refusal), state
    return state


@pytest.fixture
def draft(policy: Policy, tuti: Appraiser, year: Period) -> State:
    return made(begin("2025-sari", "sari", tuti, policy, year))


@pytest.fixture
def signed(draft: State) -> State:
    return made(sign(draft, date(2026, 1, 12), "baik", by="kasi"))


@pytest.fixture
def received(signed: State) -> State:
    delivered = made(deliver(signed, date(2026, 1, 20), CALENDAR))
    return made(receive(delivered, date(2026, 1, 20)))


def test_an_appraisal_goes_its_ordinary_way(received: State) -> None:
    """V.A.4-7: signed, handed over, returned, reported."""
    returned = made(acknowledge(received, date(2026, 1, 30), CALENDAR))
    reported = made(report(returned, date(2026, 2, 20), CALENDAR))
    closed = made(settle(reported, date(2026, 2, 20), CALENDAR))

    assert [entry.step for entry in closed.log] == [
        "sign",
        "deliver",
        "receive",
        "acknowledge",
        "report",
        "settle",
    ]
    assert (closed.stage, closed.result, closed.finality) == (Stage.FINAL, "baik", "undisputed")
    assert closed.late_steps == ()
    assert closed.why_final is not None
    assert closed.why_final.en == "The time for an objection ended on 2026-02-09 without one."


def test_a_step_leaves_the_state_before_as_it_is(signed: State) -> None:
    before = evolve(signed)
    made(deliver(signed, date(2026, 1, 20), CALENDAR))

    assert signed == before


def test_late_steps_are_recorded_and_stand(signed: State) -> None:
    """V.A.5-7 name days and no consequence."""
    late = made(deliver(signed, date(2026, 2, 2), CALENDAR))
    late = made(receive(late, date(2026, 2, 2)))
    late = made(acknowledge(late, date(2026, 3, 2), CALENDAR))
    late = made(report(late, date(2026, 3, 16), CALENDAR))

    assert late.late_steps == ("deliver", "acknowledge", "report")


# Beginning ----------------------------------------------------------------------------------


def test_an_appraisal_needs_a_policy_with_a_process(
    policy: Policy, tuti: Appraiser, year: Period
) -> None:
    no = refused(begin("x", "sari", tuti, evolve(policy, process=None), year))

    assert no.code == "ASN-T020"


@pytest.mark.parametrize("person", ["kasi", "kabid"])
def test_nobody_is_appraiser_or_superior_in_their_own_case(
    policy: Policy, tuti: Appraiser, year: Period, person: str
) -> None:
    assert refused(begin("x", person, tuti, policy, year)).code == "ASN-T040"


@pytest.mark.parametrize("superior", [None, "kasi"])
def test_an_appraisal_needs_somebody_above_the_appraiser(
    policy: Policy, year: Period, superior: str | None
) -> None:
    """V.B.2: objections go "kepada atasan Pejabat Penilai Kinerja"; there must be one."""
    alone = Appraiser("kasi", "named", (), superior)

    no = refused(begin("x", "sari", alone, policy, year))
    named = made(begin("x", "sari", alone, policy, year, superior="kabid"))

    assert no.code == "ASN-T038"
    assert named.superior == "kabid"


# Signing ------------------------------------------------------------------------------------


def test_only_the_appraiser_signs(draft: State) -> None:
    """V.A.4: "... ditandatangani oleh Pejabat Penilai Kinerja."."""
    no = refused(sign(draft, date(2026, 1, 12), "baik", by="kabid"))

    assert no.code == "ASN-T022"
    assert "Signing is done by `kasi`, not by `kabid`." in no.what.en


def test_a_year_is_not_evaluated_before_its_end(draft: State) -> None:
    """IV.A.8.b: "... setiap akhir Bulan Desember tahun berjalan"."""
    no = refused(sign(draft, date(2025, 12, 30), "baik", by="kasi"))

    assert no.code == "ASN-T024"
    assert made(sign(draft, date(2025, 12, 31), "baik", by="kasi")).result == "baik"


def test_without_a_known_window_the_period_must_have_begun(policy: Policy, tuti: Appraiser) -> None:
    august = Period("monthly", date(2025, 8, 1), date(2025, 8, 31))
    draft = made(begin("x", "sari", tuti, policy, august))

    assert refused(sign(draft, date(2025, 7, 31), "baik", by="kasi")).code == "ASN-T024"
    assert made(sign(draft, date(2026, 5, 1), "baik", by="kasi")).late_steps == ()


def test_after_the_window_the_authority_has_passed(draft: State) -> None:
    """IV.A.11.

    "... hingga melebihi jangka waktu evaluasi ... maka evaluasi kinerja Pegawai dilakukan oleh
    atasan dari Pejabat Penilai Kinerja".
    """
    assert made(sign(draft, date(2026, 1, 31), "baik", by="kasi")).stage is Stage.SIGNED
    assert refused(sign(draft, date(2026, 2, 1), "baik", by="kasi")).code == "ASN-T025"


def test_where_the_policy_passes_nothing_on_a_late_signature_stands(
    policy: Policy, tuti: Appraiser, year: Period
) -> None:
    open_ended = evolve(policy, process=ProcessRules())
    draft = made(begin("x", "sari", tuti, open_ended, year))

    late = made(sign(draft, date(2026, 2, 2), "baik", by="kasi"))

    assert late.late_steps == ("sign",)


def test_there_is_no_signature_without_a_result(draft: State) -> None:
    assert refused(sign(draft, date(2026, 1, 12), None, by="kasi")).code == "ASN-T028"


def card_of(policy: Policy, **ratings: str) -> Scorecard:
    work = WorkResult("izin", rating=ratings["result"])
    judged = {name: Judgement(level, reason="-", evidence=["-"]) for name, level in ratings.items()}
    judgements = {
        f"{name}_rating": judgement for name, judgement in judged.items() if judgement.level
    }
    return score(policy, Appraisal("2025-sari", results=[work], judgements=judgements))


def test_a_card_is_kept_as_it_was_signed(policy: Policy, draft: State) -> None:
    card = card_of(policy, result="meets", behaviour="meets")
    done = made(sign(draft, date(2026, 1, 12), card, by="kasi"))

    assert str(done.result) == "baik"
    assert done.card is card


def test_an_incomplete_card_is_not_signed(policy: Policy, draft: State) -> None:
    card = card_of(policy, result="meets", behaviour="")

    assert card.status == "incomplete"
    assert refused(sign(draft, date(2026, 1, 12), card, by="kasi")).code == "ASN-T028"
    assert refused(escalate_on(draft, date(2026, 2, 3), card)).code == "ASN-T028"


def test_a_card_of_another_policy_is_not_signed(policy: Policy, draft: State) -> None:
    other = card_of(evolve(policy, version="2"), result="meets", behaviour="meets")

    assert refused(sign(draft, date(2026, 1, 12), other, by="kasi")).code == "ASN-T029"


def test_what_a_named_official_signs_is_final_at_once(policy: Policy, year: Period) -> None:
    """IV.A.12: "Hasil evaluasi kinerja Pegawai juga bersifat final bagi: ..."."""
    draft = made(begin("x", "sekjen", MINISTER, policy, year))
    done = made(sign(draft, date(2026, 1, 12), "baik", by="menteri"))
    received = made(receive(made(deliver(done, date(2026, 1, 13), CALENDAR)), date(2026, 1, 13)))
    closed = made(settle(received, date(2026, 1, 13), CALENDAR))
    no = refused(object_to(received, date(2026, 1, 14), "-", CALENDAR))

    assert (done.is_final, closed.finality) == (True, "named_official")
    assert no.code == "ASN-T030"
    assert no.article.endswith("IV.A.12")


def test_a_named_official_has_nobody_to_whom_a_late_appraisal_passes(
    policy: Policy, year: Period
) -> None:
    draft = made(begin("x", "sekjen", MINISTER, policy, year))

    late = made(sign(draft, date(2026, 2, 3), "baik", by="menteri"))

    assert draft.owner(date(2026, 2, 3)) == Owner("appraiser", "menteri")
    assert late.late_steps == ("sign",)


# Escalation ---------------------------------------------------------------------------------


def escalate_on(draft: State, on: date, outcome: Any = "baik", by: str = "kabid") -> Any:
    return escalate(draft, on, outcome, by=by, calendar=CALENDAR)


def test_an_overdue_appraisal_is_made_by_the_superior_and_is_final(draft: State) -> None:
    """IV.A.11.

    "... maka evaluasi kinerja Pegawai dilakukan oleh atasan dari Pejabat Penilai Kinerja dan hasil
    evaluasi dimaksud bersifat final."
    """
    done = made(escalate_on(draft, date(2026, 2, 3)))

    assert draft.owner(date(2026, 1, 31)) == Owner("appraiser", "kasi")
    assert draft.owner(date(2026, 2, 1)) == Owner("appraiser_superior", "kabid")
    assert (done.stage, done.signer, done.finality) == (Stage.SIGNED, "kabid", "escalated")
    assert done.owner(date(2026, 2, 4)) == Owner("appraiser_superior", "kabid")
    assert done.why_final is not None
    assert "because the appraiser was late" in done.why_final.en


def test_after_escalation_an_objection_is_refused_with_the_reason(draft: State) -> None:
    """IV.A.11: "... bersifat final."; the objection of V.B is then not open."""
    done = made(escalate_on(draft, date(2026, 2, 3)))
    delivered = made(deliver(done, date(2026, 2, 12), CALENDAR))
    received = made(receive(delivered, date(2026, 2, 12)))

    no = refused(object_to(received, date(2026, 2, 13), "Tidak setuju", CALENDAR))

    assert no.code == "ASN-T030"
    assert no.article == "PermenPANRB 6/2022, Lampiran IV.A.11"
    assert "final" in no.what.id
    assert made(settle(received, date(2026, 2, 13), CALENDAR)).finality == "escalated"


def test_the_superior_who_signs_late_is_recorded_as_late(draft: State) -> None:
    """V.A.8.

    "paling lama 14 (empat belas) hari kerja sejak jangka waktu evaluasi kinerja Pegawai berakhir."
    """
    assert made(escalate_on(draft, date(2026, 2, 19))).late_steps == ()
    assert made(escalate_on(draft, date(2026, 2, 20))).late_steps == ("escalate",)


def test_an_appraisal_is_not_escalated_inside_its_window(draft: State) -> None:
    no = refused(escalate_on(draft, date(2026, 1, 31)))

    assert no.code == "ASN-T026"
    assert "the window closes on 2026-01-31" in no.what.en


def test_an_appraisal_without_an_end_of_its_window_is_never_overdue(
    policy: Policy, tuti: Appraiser, year: Period
) -> None:
    draft = made(begin("x", "sari", tuti, policy, year, window=Window(date(2025, 12, 31))))

    no = refused(escalate_on(draft, date(2027, 1, 1)))

    assert "is not known" in no.what.en


def test_only_the_superior_escalates(draft: State) -> None:
    assert refused(escalate_on(draft, date(2026, 2, 3), by="kadis")).code == "ASN-T022"


def test_a_policy_without_the_rule_escalates_nothing(
    policy: Policy, tuti: Appraiser, year: Period
) -> None:
    draft = made(begin("x", "sari", tuti, evolve(policy, process=ProcessRules()), year))

    assert refused(escalate_on(draft, date(2026, 2, 3))).code == "ASN-T027"


def test_a_signed_appraisal_is_not_escalated(signed: State) -> None:
    no = refused(escalate_on(signed, date(2026, 2, 3)))

    assert no.code == "ASN-T021"
    assert "appraisal `2025-sari` is signed" in no.what.en
    assert "when the appraisal is not signed yet" in no.hint.en


def test_where_the_policy_leaves_it_open_an_escalated_result_needs_another_judge(
    policy: Policy, tuti: Appraiser, year: Period
) -> None:
    """V.B.2: "secara berjenjang": who signed does not decide on an objection to it."""
    rules = ProcessRules(overdue_appraiser=Overdue(result="open"))
    draft = made(begin("x", "sari", tuti, evolve(policy, process=rules), year))
    done = made(escalate_on(draft, date(2026, 2, 3)))
    delivered = made(deliver(done, date(2026, 2, 4), CALENDAR))
    above = Appraiser("kabid", "superior", (), "kadis")

    no = refused(object_to(delivered, date(2026, 2, 5), "Tidak setuju", CALENDAR))
    passed = made(hand_over(delivered, date(2026, 2, 5), above))
    objected = made(object_to(passed, date(2026, 2, 5), "Tidak setuju", CALENDAR))

    assert no.code == "ASN-T037"
    assert objected.owner(date(2026, 2, 5)) == Owner("appraiser_superior", "kadis")


# Passing on ---------------------------------------------------------------------------------


def test_a_draft_passes_to_the_new_appraiser(draft: State) -> None:
    """IV.A.2: the superior appraises, where the appraiser is permanently absent."""
    passed = made(hand_over(draft, date(2026, 1, 5), Appraiser("kabid", "superior", (), "kadis")))
    done = made(sign(passed, date(2026, 1, 12), "baik", by="kabid"))

    assert (done.signer, done.superior) == ("kabid", "kadis")
    assert done.log[0].details == (("appraiser", "kabid"), ("superior", "kadis"))


def test_a_draft_may_pass_to_a_named_official(draft: State) -> None:
    passed = made(hand_over(draft, date(2026, 1, 5), MINISTER))

    assert made(sign(passed, date(2026, 1, 12), "baik", by="menteri")).is_final


def test_an_appraisal_does_not_pass_to_the_employee(draft: State) -> None:
    own = Appraiser("sari", "superior", (), "kadis")

    assert refused(hand_over(draft, date(2026, 1, 5), own)).code == "ASN-T040"


def test_an_appraisal_does_not_pass_to_where_nobody_is_above(draft: State) -> None:
    top = Appraiser("kadis", "superior", (), None)

    assert refused(hand_over(draft, date(2026, 1, 5), top)).code == "ASN-T038"


def test_a_promoted_appraiser_does_not_become_the_judge_of_their_own_result(
    signed: State,
) -> None:
    """V.B.3: "Atasan Pejabat Penilai Kinerja melakukan pemeriksaan dengan seksama"."""
    promoted = Appraiser("agus", "direct_superior", (), "kasi")

    assert refused(hand_over(signed, date(2026, 1, 19), promoted)).code == "ASN-T037"


def test_what_the_superior_signed_needs_a_superior_to_hand_it_over(draft: State) -> None:
    """V.A.9-11.

    The superior who signed hands it over and reports it; a successor must exist.
    """
    done = made(escalate_on(draft, date(2026, 2, 3)))
    top = Appraiser("kadis", "superior", (), None)
    same = Appraiser("agus", "direct_superior", (), "kabid")

    assert refused(hand_over(done, date(2026, 2, 4), top)).code == "ASN-T038"
    assert made(hand_over(done, date(2026, 2, 4), same)).superior == "kabid"


def test_a_closed_appraisal_may_still_need_somebody_to_report_it(received: State) -> None:
    closed = made(settle(received, date(2026, 2, 10), CALENDAR))
    passed = made(hand_over(closed, date(2026, 2, 11), Appraiser("kabid", "superior", (), "kadis")))

    assert passed.owner(date(2026, 2, 11)) == Owner("appraiser", "kabid")
    assert (passed.stage, passed.result, passed.signer) == (Stage.FINAL, "baik", "kasi")


# Receipt, return, closing, reporting --------------------------------------------------------


def test_a_document_that_nobody_received_never_becomes_final_by_silence(signed: State) -> None:
    """V.B.2 counts "sejak diterimanya dokumen evaluasi kinerja Pegawai"."""
    delivered = made(deliver(signed, date(2026, 1, 20), CALENDAR))

    assert refused(settle(delivered, date(2030, 1, 1), CALENDAR)).code == "ASN-T021"
    assert delivered.owner(date(2030, 1, 1)) == Owner("employee", "sari")


def test_it_is_not_closed_while_an_objection_is_possible(received: State) -> None:
    no = refused(settle(received, date(2026, 2, 9), CALENDAR))

    assert no.code == "ASN-T039"
    assert "until 2026-02-09" in no.what.en
    assert made(settle(received, date(2026, 2, 10), CALENDAR)).stage is Stage.FINAL


def test_without_days_for_an_objection_silence_closes_nothing(
    policy: Policy, tuti: Appraiser, year: Period
) -> None:
    draft = made(begin("x", "sari", tuti, evolve(policy, process=ProcessRules()), year))
    done = made(sign(draft, date(2026, 1, 12), "baik", by="kasi"))
    received = made(receive(made(deliver(done, date(2026, 1, 13), CALENDAR)), date(2026, 1, 13)))

    assert "…" in refused(settle(received, date(2027, 1, 1), CALENDAR)).what.en
    assert made(object_to(received, date(2027, 1, 1), "-", CALENDAR)).stage is Stage.OBJECTED


def test_an_employee_who_does_not_return_it_stops_nothing(received: State) -> None:
    """V.A.6 asks for the return within 14 working days; of silence the text says nothing."""
    reported = made(report(received, date(2026, 3, 2), CALENDAR))
    closed = made(settle(reported, date(2026, 3, 2), CALENDAR))
    returned = made(acknowledge(closed, date(2026, 3, 3), CALENDAR))

    assert returned.stage is Stage.FINAL
    assert returned.late_steps == ("acknowledge",)
    assert refused(acknowledge(returned, date(2026, 3, 4), CALENDAR)).code == "ASN-T048"


def test_it_is_reported_once(received: State) -> None:
    reported = made(report(received, date(2026, 3, 2), CALENDAR))

    assert refused(report(reported, date(2026, 3, 3), CALENDAR)).code == "ASN-T046"
    assert made(acknowledge(reported, date(2026, 3, 3), CALENDAR)).owner(date(2026, 3, 3)) == Owner(
        "authorised_official"
    )


def test_a_history_only_grows_forwards(signed: State) -> None:
    no = refused(deliver(signed, date(2026, 1, 11), CALENDAR))

    assert no.code == "ASN-T023"
    assert "2026-01-12" in no.what.en


def test_a_step_has_a_date_without_a_time(draft: State) -> None:
    with pytest.raises(TypeError, match="without a time"):
        sign(draft, datetime(2026, 1, 12, 23, 30), "baik", by="kasi")  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize("step", [receive, acknowledge])
def test_a_step_out_of_turn_is_refused(signed: State, step: Any) -> None:
    more = () if step is receive else (CALENDAR,)

    assert refused(step(signed, date(2026, 2, 1), *more)).code == "ASN-T021"


@pytest.mark.parametrize("step", [settle, report, deliver])
def test_a_draft_is_signed_first(draft: State, step: Any) -> None:
    assert refused(step(draft, date(2026, 2, 1), CALENDAR)).code == "ASN-T021"
