"""By when: dates from the policy's periods and a calendar of working days (Lampiran V)."""

import sys
from datetime import date

import pytest
from attrs import evolve

from asn_appraisal import Policy
from asn_appraisal.policy import Days, Overdue, ProcessRules
from asn_appraisal.process import (
    CalendarError,
    Deadline,
    Events,
    Window,
    WorkingDays,
    calendar_from_holidays,
    deadlines,
    evaluation_window,
    last_day,
)
from asn_appraisal.record import Period

YEAR = Period("annual", date(2025, 1, 1), date(2025, 12, 31))
FULL = Events(
    YEAR,
    evaluation_window(YEAR),
    plan_set=date(2025, 1, 30),
    signed=date(2026, 1, 12),
    delivered=date(2026, 1, 20),
    received=date(2026, 1, 20),
    objected=date(2026, 1, 28),
    objection_received=date(2026, 1, 28),
)


def test_the_deadlines_of_the_regulation_are_counted_from_their_own_events(
    policy: Policy, weekdays: WorkingDays
) -> None:
    """V.A.5.

    "paling lama 14 (empat belas) hari kerja sejak ditandatangani"; V.A.6: "... sejak tanggal
    diterimanya dokumen evaluasi kinerja Pegawai"; V.A.7: "30 (tiga puluh) hari kerja sejak jangka
    waktu evaluasi kinerja Pegawai berakhir"; V.B.6: "7 hari kerja sejak pengajuan keberatan
    diterima"; Pasal 14 ayat (1): "paling lambat akhir bulan Januari".
    """
    found = deadlines(policy, FULL, weekdays)

    assert {name: each.due for name, each in found.items()} == {
        "plan": date(2025, 1, 31),
        "evaluate": date(2026, 1, 31),
        "deliver": date(2026, 1, 30),
        "acknowledge": date(2026, 2, 9),
        "object": date(2026, 2, 9),
        "decide": date(2026, 2, 6),
        "report": date(2026, 3, 13),
    }
    assert found["deliver"].article == "PermenPANRB 6/2022, Lampiran V.A.5"
    assert found["decide"].counted_from == "objection_received"
    assert "PermenPANRB 6/2022, Pasal 14 ayat (1)" in found["plan"].citations


def test_after_an_escalation_the_days_are_shorter_and_nothing_is_open_to_objection(
    policy: Policy, weekdays: WorkingDays
) -> None:
    """V.A.8-10.

    the superior signs within 14 working days of the end of the window, it is handed over within 7
    of signing and returned within 7 of receipt.
    """
    events = Events(
        YEAR,
        evaluation_window(YEAR),
        signed=date(2026, 2, 16),
        escalated=True,
        received=date(2026, 2, 18),
    )
    found = deadlines(policy, events, weekdays)

    assert found["sign_overdue"].due == date(2026, 2, 19)
    assert found["deliver"].due == date(2026, 2, 25)
    assert found["acknowledge"].due == date(2026, 2, 27)
    assert found["acknowledge"].article.endswith("V.A.10")
    assert "object" not in found


def test_an_event_without_a_date_has_not_started_its_clock(
    policy: Policy, weekdays: WorkingDays
) -> None:
    found = deadlines(policy, Events(), weekdays)

    assert {name: each.due for name, each in found.items()} == {
        "evaluate": None,
        "sign_overdue": None,
        "deliver": None,
        "acknowledge": None,
        "object": None,
        "decide": None,
        "report": None,
    }
    assert {each.status(date(2030, 1, 1)) for each in found.values()} == {"not_started"}


def test_a_receipt_that_nobody_dated_starts_no_clock(policy: Policy, weekdays: WorkingDays) -> None:
    """V.B.2 counts "sejak diterimanya dokumen", not from sending it."""
    events = evolve(FULL, received=None)

    assert deadlines(policy, events, weekdays)["object"].due is None


def test_a_policy_without_a_process_has_no_deadlines(policy: Policy, weekdays: WorkingDays) -> None:
    assert deadlines(evolve(policy, process=None), FULL, weekdays) == {}


def test_only_the_periods_that_a_policy_has_become_deadlines(
    policy: Policy, weekdays: WorkingDays
) -> None:
    rules = ProcessRules(
        object_within=Days(14, working=False),
        overdue_appraiser=Overdue(result="open"),
        plan_set_by=(2, 30),
    )
    events = evolve(FULL, escalated=True)
    found = deadlines(evolve(policy, process=rules), events, weekdays)

    assert list(found) == ["plan", "evaluate", "object"]
    assert found["plan"].due == date(2025, 2, 28)
    assert found["object"].due == date(2026, 2, 3)


def test_after_an_escalation_the_ordinary_days_stand_where_a_policy_names_no_others(
    policy: Policy, weekdays: WorkingDays
) -> None:
    rules = ProcessRules(deliver_within=Days(1, working=True), overdue_appraiser=Overdue())
    events = Events(signed=date(2026, 2, 16), escalated=True)

    found = deadlines(evolve(policy, process=rules), events, weekdays)

    assert found["deliver"].due == date(2026, 2, 17)


def test_who_begins_after_january_has_no_date_for_the_plan(
    policy: Policy, weekdays: WorkingDays
) -> None:
    """II.C.4 sets the end of January "untuk perencanaan awal"; the text names no day for others."""
    joined = Period("annual", date(2025, 3, 1), date(2025, 12, 31))

    assert "plan" not in deadlines(policy, Events(joined), weekdays)


@pytest.mark.parametrize(
    ("done", "today", "status"),
    [
        (None, date(2026, 2, 9), "running"),
        (None, date(2026, 2, 10), "overdue"),
        (date(2026, 2, 9), date(2026, 3, 1), "met"),
        (date(2026, 2, 10), date(2026, 3, 1), "late"),
    ],
)
def test_a_deadline_says_where_it_stands_on_a_day(
    done: date | None, today: date, status: str
) -> None:
    start, due = date(2026, 1, 20), date(2026, 2, 9)
    deadline = Deadline("object", "received", start, Days(14, working=True), due, done, "V.B.2")

    assert deadline.status(today) == status


# Calendars ----------------------------------------------------------------------------------


def test_the_day_of_the_event_is_not_counted(weekdays: WorkingDays) -> None:
    """The text says "sejak"; counting begins on the next working day."""
    friday = date(2026, 2, 6)

    assert last_day(friday, Days(1, working=True), weekdays) == date(2026, 2, 9)


def test_a_holiday_on_the_last_day_moves_it_to_the_next_working_day() -> None:
    """V.B.2.

    "paling lama 14 hari kerja": a holiday is no working day, so it is not the last one.
    """
    start = date(2026, 1, 28)
    without = last_day(start, Days(14, working=True), WorkingDays())
    holiday = last_day(start, Days(14, working=True), WorkingDays([date(2026, 2, 17)]))

    assert (without, holiday) == (date(2026, 2, 17), date(2026, 2, 18))


def test_joint_leave_and_a_long_holiday_do_not_use_up_days() -> None:
    """V.B.2: Idul Fitri 2025 with its joint leave, 28 March to 7 April, and 18 April."""
    calendar = calendar_from_holidays([2025])

    assert last_day(date(2025, 3, 20), Days(14, working=True), calendar) == date(2025, 4, 21)


def test_a_week_of_six_days_counts_saturdays() -> None:
    six = WorkingDays(weekend=[6])

    assert last_day(date(2026, 2, 6), Days(1, working=True), six) == date(2026, 2, 7)


def test_calendar_days_count_every_day() -> None:
    start = date(2026, 2, 2)

    assert last_day(start, Days(14, working=False), WorkingDays()) == date(2026, 2, 16)


def test_any_object_that_knows_working_days_is_a_calendar() -> None:
    class EveryDay:
        def is_working_day(self, day: date, /) -> bool:
            return day != date(2026, 2, 3)

    assert last_day(date(2026, 2, 2), Days(1, working=True), EveryDay()) == date(2026, 2, 4)


def test_a_calendar_refuses_to_answer_for_a_year_that_it_does_not_know() -> None:
    calendar = WorkingDays(years=[2026])

    with pytest.raises(CalendarError, match="ASN-T015"):
        last_day(date(2026, 12, 31), Days(1, working=True), calendar)


def test_a_calendar_without_a_working_day_is_refused() -> None:
    with pytest.raises(CalendarError, match="ASN-T016"):
        last_day(date(2026, 1, 1), Days(1, working=True), WorkingDays(weekend=range(7)))


def test_the_library_holidays_makes_a_calendar_with_joint_leave() -> None:
    calendar = calendar_from_holidays([2025], also=[date(2025, 3, 3)])
    without = calendar_from_holidays([2025], joint_leave=False, weekend=[6])

    assert calendar.years == frozenset({2025})
    assert not calendar.is_working_day(date(2025, 4, 7))
    assert not calendar.is_working_day(date(2025, 3, 3))
    assert without.is_working_day(date(2025, 4, 7))
    assert without.is_working_day(date(2025, 3, 8))
    assert not without.is_working_day(date(2025, 12, 25))


def test_a_year_whose_joint_leave_is_not_known_is_refused() -> None:
    with pytest.raises(CalendarError, match="ASN-T018") as error:
        calendar_from_holidays([2025, 2099])

    assert "2099" in str(error.value)
    assert calendar_from_holidays([2099], also=[date(2099, 3, 2)]).years == frozenset({2099})


def test_without_the_library_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)

    with pytest.raises(CalendarError, match=r"asn-appraisal\[process\]"):
        calendar_from_holidays([2025])


def test_a_window_that_does_not_close_starts_no_clock(
    policy: Policy, weekdays: WorkingDays
) -> None:
    events = Events(YEAR, Window(date(2025, 9, 1)))

    assert deadlines(policy, events, weekdays)["report"].due is None
