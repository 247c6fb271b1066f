"""Employees and appraisers who move (Lampiran IV.A.13 and IV.A.14)."""

from datetime import date
from typing import Any

import pytest

from asn_appraisal import RecordError, Records, parse_records
from asn_appraisal.policy import ProcessRules
from asn_appraisal.process import (
    Appraiser,
    Refusal,
    Window,
    appraiser_on,
    evaluation_window,
)
from asn_appraisal.record import Period

QUARTER_3 = Period("quarterly", date(2025, 7, 1), date(2025, 9, 30))
AUGUST = Period("monthly", date(2025, 8, 1), date(2025, 8, 31))
YEAR = Period("annual", date(2025, 1, 1), date(2025, 12, 31))


def directorate(moved: str, last_day: str, *, successor: bool = True) -> Records:
    """Return Purnama's directorate: Purnama moves on a day, and Bagus may follow."""
    new = [
        {
            "id": "bagus-tetap",
            "employee": "bagus",
            "position": "direktur-a",
            "unit": "direktorat-a",
            "from": moved,
        }
    ]
    return parse_records(
        {
            "asn_appraisal": "records/1",
            "units": [
                {"id": "ditjen", "head": "dirjen"},
                {"id": "direktorat-a", "parent": "ditjen", "head": "purnama"},
                {"id": "unit-x"},
            ],
            "positions": [
                {"id": "direktur-a", "title": "Direktur A", "unit": "direktorat-a"},
                {"id": "kepala-x", "title": "Kepala X", "unit": "unit-x"},
            ],
            "employees": [
                {"id": "dirjen", "name": "Dirjen"},
                {"id": "purnama", "name": "Purnama"},
                {"id": "bagus", "name": "Bagus"},
                {"id": "sari", "name": "Sari"},
            ],
            "assignments": [
                {
                    "id": "purnama-lama",
                    "employee": "purnama",
                    "position": "direktur-a",
                    "unit": "direktorat-a",
                    "from": "2023-01-01",
                    "until": last_day,
                },
                {
                    "id": "purnama-baru",
                    "employee": "purnama",
                    "position": "kepala-x",
                    "unit": "unit-x",
                    "from": moved,
                },
                *(new if successor else []),
                {"id": "sari-tetap", "employee": "sari", "unit": "direktorat-a"},
            ],
        }
    )


def ask(records: Records, on: date, **more: Any) -> Appraiser:
    found = appraiser_on(records, records.assignments["sari-tetap"], on, **more)
    assert isinstance(found, Appraiser), found
    return found


LATE_SEPTEMBER = date(2025, 9, 29)


def test_who_moves_on_25_august_does_not_appraise_quarter_3() -> None:
    """IV.A.14.

    "Pada tanggal 25 Agustus, Purnama dimutasikan ke Unit X Kementerian Y sesuai Surat Keputusan
    Mutasi. Dengan demikian, Purnama tidak melakukan evaluasi kinerja periodik triwulan 3 untuk
    Pegawainya di Direktorat A Kementerian B."
    """
    found = ask(directorate("2025-08-25", "2025-08-24"), LATE_SEPTEMBER, period=QUARTER_3)

    assert (found.employee, found.basis) == ("bagus", "unit_head")
    assert found.reason.en.startswith(
        "Purnama moved on 2025-08-25, outside the evaluation window (2025-09-01 – …)"
    )
    assert "IV.A.14" in found.article


def test_who_moves_on_25_september_appraises_quarter_3() -> None:
    """IV.A.14.

    "Apabila mutasi Purnama ke Unit X Kementerian Y terhitung tanggal 25 September, maka Purnama
    melakukan evaluasi kinerja periodik triwulan 3 untuk Pegawainya di Direktorat A Kementerian B."
    """
    found = ask(directorate("2025-09-25", "2025-09-24"), LATE_SEPTEMBER, period=QUARTER_3)

    assert (found.employee, found.basis, found.superior) == ("purnama", "leaver", "dirjen")
    assert "inside the evaluation window" in found.reason.en
    assert found.article == "PermenPANRB 6/2022, Lampiran IV.A.14"


def test_the_record_may_name_the_appraiser_who_moves() -> None:
    """IV.A.14.a and b, where the assignment still names the old appraiser."""
    for moved, last, wanted in (
        ("2025-08-25", "2025-08-24", "bagus"),
        ("2025-09-25", "2025-09-24", "purnama"),
    ):
        data = directorate(moved, last).to_plain()
        data["assignments"][-1]["appraiser"] = "purnama"

        assert ask(parse_records(data), LATE_SEPTEMBER, period=QUARTER_3).employee == wanted


def test_without_a_successor_the_superior_appraises() -> None:
    """IV.A.14.a with IV.A.2: the post is vacant, and the superior appraises."""
    records = directorate("2025-08-25", "2025-08-24", successor=False)

    assert ask(records, LATE_SEPTEMBER, period=QUARTER_3).employee == "dirjen"


def test_a_move_that_has_not_happened_yet_changes_nothing() -> None:
    records = directorate("2025-09-25", "2025-09-24")

    found = ask(records, date(2025, 9, 24), period=QUARTER_3)

    assert (found.employee, found.basis) == ("purnama", "unit_head")


@pytest.mark.parametrize(
    ("window", "wanted"),
    [
        (Window(date(2025, 8, 20), date(2025, 8, 31)), "purnama"),
        (Window(date(2025, 9, 20), date(2025, 10, 10)), "bagus"),
    ],
)
def test_the_window_that_the_agency_has_set_decides(window: Window, wanted: str) -> None:
    """IV.A.8.a: "... sesuai periode yang ditetapkan Instansi Pemerintah"."""
    records = directorate("2025-08-25", "2025-08-24")

    found = ask(records, LATE_SEPTEMBER, period=QUARTER_3, window=window)

    assert found.employee == wanted


def test_a_month_has_no_window_in_the_text_so_the_agencys_is_asked_for() -> None:
    """IV.A.14 has its example for quarters only."""
    records = directorate("2025-08-25", "2025-08-24")
    sari = records.assignments["sari-tetap"]

    no = appraiser_on(records, sari, date(2025, 8, 31), period=AUGUST)

    assert isinstance(no, Refusal)
    assert no.code == "ASN-T005"
    assert "Purnama moved on 2025-08-25" in no.what.en


def test_a_month_without_a_move_needs_no_window() -> None:
    records = directorate("2025-09-25", "2025-09-24")

    assert ask(records, date(2025, 8, 31), period=AUGUST).employee == "purnama"


def test_the_paragraph_is_about_periodic_evaluations_and_not_the_year() -> None:
    """IV.A.14.a-b: "... evaluasi kinerja periodik Pegawai ..."; of the year it says nothing."""
    records = directorate("2026-01-10", "2026-01-09")

    assert ask(records, date(2026, 1, 15), period=YEAR).employee == "bagus"


def test_of_two_who_move_inside_the_window_the_first_appraises() -> None:
    """IV.A.14.b makes it the duty of the one who moves; a second one finds it done."""
    data = directorate("2025-09-05", "2025-09-04").to_plain()
    data["assignments"][2]["until"] = "2025-09-19"

    found = ask(parse_records(data), LATE_SEPTEMBER, period=QUARTER_3)

    assert (found.employee, found.basis) == ("purnama", "leaver")


def test_who_cannot_appraise_any_more_does_not_after_moving() -> None:
    records = directorate("2025-09-25", "2025-09-24")

    found = ask(records, LATE_SEPTEMBER, period=QUARTER_3, absent=["purnama"])

    assert found.employee == "bagus"


def test_a_renewal_in_the_same_post_is_no_move() -> None:
    data = directorate("2025-09-25", "2025-09-24").to_plain()
    data["assignments"][1]["position"] = "direktur-a"
    del data["assignments"][2]

    found = ask(parse_records(data), LATE_SEPTEMBER, period=QUARTER_3)

    assert (found.employee, found.basis) == ("purnama", "unit_head")


def test_a_colleague_who_leaves_a_shared_post_is_no_appraiser_who_moves() -> None:
    records = parse_records("""
        asn_appraisal: records/1
        units: [{id: sekolah}]
        positions: [{id: guru, title: Guru, unit: sekolah}]
        employees: [{id: kepala}, {id: dewi}, {id: sari}]
        assignments:
          - {id: kepala-guru, employee: kepala, position: guru, from: 2020-01-01}
          - {id: dewi-guru, employee: dewi, position: guru, until: 2025-09-20}
          - {id: sari-guru, employee: sari, unit: sekolah, appraiser: kepala}
        """)
    found = appraiser_on(
        records, records.assignments["sari-guru"], LATE_SEPTEMBER, period=QUARTER_3
    )

    assert isinstance(found, Appraiser)
    assert found.employee == "kepala"


def test_somebody_who_moves_inside_the_window_appraises_even_where_nobody_follows() -> None:
    data = directorate("2025-09-25", "2025-09-24", successor=False).to_plain()
    data["units"][1].pop("parent")

    found = ask(parse_records(data), LATE_SEPTEMBER, period=QUARTER_3)

    assert (found.employee, found.superior) == ("purnama", None)


def test_a_refusal_stays_one_where_the_move_was_outside_the_window() -> None:
    data = directorate("2025-08-25", "2025-08-24", successor=False).to_plain()
    data["units"][1].pop("parent")
    records = parse_records(data)

    no = appraiser_on(records, records.assignments["sari-tetap"], LATE_SEPTEMBER, period=QUARTER_3)

    assert isinstance(no, Refusal)
    assert no.code == "ASN-T002"


def test_a_periodic_evaluation_without_anybody_above_is_refused() -> None:
    records = parse_records("""
        asn_appraisal: records/1
        employees: [{id: sari}]
        assignments: [{id: sari-tetap, employee: sari}]
        """)
    no = appraiser_on(records, records.assignments["sari-tetap"], LATE_SEPTEMBER, period=QUARTER_3)

    assert isinstance(no, Refusal)


# The employee moves -------------------------------------------------------------------------


MOVE = """
asn_appraisal: records/1
units: [{id: lama, head: kepala-lama}, {id: baru, head: kepala-baru}]
employees: [{id: kepala-lama}, {id: kepala-baru}, {id: sari, name: Sari}]
assignments:
  - {id: sari-lama, employee: sari, unit: lama, from: 2024-01-01, until: 2025-06-30}
  - {id: sari-baru, employee: sari, unit: baru, from: 2025-07-01}
"""


def moved(**more: Any) -> Appraiser:
    records = parse_records(MOVE)
    on = more.pop("on", date(2026, 1, 15))
    found = appraiser_on(records, records.assignments["sari-lama"], on, **more)
    assert isinstance(found, Appraiser), found
    return found


@pytest.mark.parametrize("period", [None, YEAR])
def test_after_a_transfer_the_new_appraiser_makes_the_annual_evaluation(
    period: Period | None,
) -> None:
    """IV.A.13.b.

    "untuk evaluasi kinerja tahunan Pegawai, dilakukan oleh Pejabat Penilai Kinerja yang baru
    berdasarkan capaian kinerja organisasi tahunan pada unit baru."
    """
    found = moved(period=period)

    assert found.employee == "kepala-baru"
    assert "Sari moved on 2025-07-01; the annual evaluation" in found.reason.en
    assert found.article.startswith("PermenPANRB 6/2022, Lampiran IV.A.13.b")


def test_after_a_transfer_the_new_appraiser_makes_the_periodic_evaluation() -> None:
    """IV.A.13.a.

    "... dilakukan oleh Pejabat Penilai Kinerja yang baru ... atau dapat menggunakan hasil evaluasi
    kinerja periodik Pegawai periode sebelumnya pada unit lama sesuai kesepakatan".
    """
    found = moved(on=LATE_SEPTEMBER, period=QUARTER_3)

    assert found.employee == "kepala-baru"
    assert "by agreement" in found.reason.en
    assert found.article.startswith("PermenPANRB 6/2022, Lampiran IV.A.13.a")


def test_until_the_transfer_the_old_appraiser_appraises() -> None:
    assert moved(on=date(2025, 6, 30)).employee == "kepala-lama"


def test_a_move_after_the_period_leaves_the_period_where_it_was() -> None:
    """IV.A.13 speaks of the period in which the move falls; nobody counts for days before it."""
    year = Period("annual", date(2024, 1, 1), date(2024, 12, 31))

    assert moved(on=date(2025, 7, 31), period=year).employee == "kepala-lama"


@pytest.mark.parametrize("rule", ["simple_mean", "by_months"])
def test_where_the_policy_takes_a_mean_each_unit_appraises_its_own_part(rule: str) -> None:
    assert moved(rules=ProcessRules(transfer_annual=rule)).employee == "kepala-lama"


# Windows ------------------------------------------------------------------------------------


def test_the_year_is_evaluated_from_the_end_of_december_to_the_end_of_january() -> None:
    """IV.A.8.b.

    "... setiap akhir Bulan Desember tahun berjalan dan paling lama akhir Bulan Januari tahun
    berikutnya."
    """
    assert evaluation_window(YEAR) == Window(date(2025, 12, 31), date(2026, 1, 31))


def test_of_a_month_the_text_gives_no_window() -> None:
    assert evaluation_window(AUGUST) == Window(None, None)


def test_a_window_upside_down_is_refused() -> None:
    with pytest.raises(RecordError) as error:
        Window(date(2026, 1, 31), date(2025, 12, 31))

    assert [each.code for each in error.value.problems] == ["ASN-R002"]


# Records ------------------------------------------------------------------------------------


def test_an_assignment_without_a_first_day_does_not_reach_into_later_circles() -> None:
    records = parse_records("""
        asn_appraisal: records/1
        employees: [{id: ani}, {id: budi}]
        assignments:
          - {id: ani-lama, employee: ani, until: 2024-12-31, appraiser: budi}
          - {id: budi-baru, employee: budi, from: 2025-01-01, appraiser: ani}
        """)

    assert len(records.assignments) == 2
