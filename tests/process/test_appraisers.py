"""Who appraises on a date (Lampiran IV.A)."""

from datetime import date
from typing import Any

import pytest

from asn_appraisal import RecordError, Records, parse_records
from asn_appraisal.process import Appraiser, Delegation, Refusal, appraiser_on

END = date(2025, 12, 31)


def office_with(office: Records, **extra: list[dict[str, Any]]) -> Records:
    """Return the office with rows added; a row whose id is there already replaces it."""
    data = office.to_plain()
    for name, rows in extra.items():
        ids = {row["id"] for row in rows}
        data[name] = [row for row in data.get(name, []) if row["id"] not in ids] + rows
    return parse_records(data)


def ask(records: Records, assignment: str, on: date = END, **more: Any) -> Appraiser:
    found = appraiser_on(records, records.assignments[assignment], on, **more)
    assert isinstance(found, Appraiser), found
    return found


def refused(records: Records, assignment: str, on: date = END, **more: Any) -> Refusal:
    found = appraiser_on(records, records.assignments[assignment], on, **more)
    assert isinstance(found, Refusal), found
    return found


# The direct superior ----------------------------------------------------------------------


def test_the_holder_of_the_post_above_appraises(office: Records) -> None:
    """IV.A.2.

    "Pejabat Penilai Kinerja adalah atasan langsung atau pejabat lain yang diberi pendelegasian
    kewenangan."
    """
    found = ask(office, "sari-tetap")

    assert (found.employee, found.basis, found.superior) == ("kasi", "direct_superior", "kabid")
    assert found.reason.id == "Tuti menduduki Kepala Seksi, atasan langsung Sari."
    assert found.reason.en == "Tuti holds Kepala Seksi, the direct superior of Sari."
    assert found.article == "PermenPANRB 6/2022, Lampiran IV.A.2"


def test_the_named_appraiser_goes_before_the_post_above(office: Records) -> None:
    row = {"id": "sari-tetap", "employee": "sari", "position": "analis", "unit": "bidang"}
    records = office_with(office, assignments=[{**row, "appraiser": "kabid"}])

    found = ask(records, "sari-tetap")

    assert (found.employee, found.basis, found.superior) == ("kabid", "named", "kadis")
    assert "recorded as the appraiser" in found.reason.en


def test_without_a_post_above_the_lead_of_the_unit_appraises(office: Records) -> None:
    row = {"id": "joko-tetap", "employee": "joko", "unit": "bidang"}
    records = office_with(office, employees=[{"id": "joko"}], assignments=[row])

    found = ask(records, "joko-tetap")

    assert (found.employee, found.basis, found.superior) == ("kabid", "unit_head", "kadis")
    assert found.reason.en == "Wayan leads Bidang Layanan, and so is the direct superior of joko."


def test_the_lead_of_a_unit_is_appraised_by_the_lead_of_the_unit_above(office: Records) -> None:
    rows = [{"id": "kepala-bidang", "title": "Kepala Bidang", "unit": "bidang"}]

    found = ask(office_with(office, positions=rows), "kabid-tetap")

    assert (found.employee, found.basis, found.superior) == ("kadis", "unit_head", None)


def test_a_unit_without_a_lead_passes_the_question_to_the_unit_above(office: Records) -> None:
    records = office_with(
        office,
        units=[{"id": "bidang", "parent": "dinas"}],
        employees=[{"id": "joko"}],
        assignments=[{"id": "joko-tetap", "employee": "joko", "unit": "bidang"}],
    )

    assert ask(records, "joko-tetap").employee == "kadis"


def test_a_lead_without_a_post_in_the_records_is_taken_at_their_name() -> None:
    records = parse_records("""
        asn_appraisal: records/1
        units: [{id: dinas, head: bupati}]
        employees: [{id: bupati}, {id: sari}]
        assignments: [{id: sari-tetap, employee: sari, unit: dinas}]
        """)

    assert ask(records, "sari-tetap").employee == "bupati"


def test_a_lead_whose_only_post_has_ended_has_left() -> None:
    records = parse_records("""
        asn_appraisal: records/1
        units: [{id: pemda, head: bupati}, {id: dinas, name: Dinas, parent: pemda, head: kadis}]
        positions: [{id: staf-ahli}]
        employees: [{id: bupati}, {id: kadis}, {id: sari}]
        assignments:
          - {id: sari-tetap, employee: sari, unit: dinas}
          - {id: kadis-dulu, employee: kadis, position: staf-ahli, until: 2025-06-30}
        """)
    found = ask(records, "sari-tetap")

    assert (found.employee, found.basis) == ("bupati", "superior")
    assert "kadis does not hold the lead of Dinas on 2025-12-31." in found.reason.en


def test_a_named_appraiser_without_a_post_in_the_records_is_taken_at_their_name() -> None:
    records = parse_records("""
        asn_appraisal: records/1
        units: [{id: dinas, head: kadis}]
        employees: [{id: pembina}, {id: kadis}, {id: sari}]
        assignments: [{id: sari-tetap, employee: sari, unit: dinas, appraiser: pembina}]
        """)
    found = ask(records, "sari-tetap")

    assert (found.employee, found.basis, found.superior) == ("pembina", "named", "kadis")


def test_a_named_appraiser_from_elsewhere_has_their_own_superior(office: Records) -> None:
    records = office_with(
        office,
        units=[{"id": "lain", "head": "katim-lain"}],
        positions=[
            {"id": "ketua-tim", "unit": "lain"},
            {"id": "kepala-lain", "title": "Kepala Lain", "unit": "lain"},
        ],
        employees=[{"id": "ketua"}, {"id": "katim-lain"}, {"id": "joko"}],
        assignments=[
            {"id": "ketua-tetap", "employee": "ketua", "position": "ketua-tim", "unit": "lain"},
            {"id": "joko-tetap", "employee": "joko", "unit": "bidang", "appraiser": "ketua"},
        ],
    )

    found = ask(records, "joko-tetap")

    assert (found.employee, found.basis, found.superior) == ("ketua", "named", "katim-lain")


def test_a_named_appraiser_from_elsewhere_who_has_left_is_passed_over(office: Records) -> None:
    records = office_with(
        office,
        units=[{"id": "lain", "head": "kadis"}],
        positions=[{"id": "ketua-tim", "unit": "lain"}],
        employees=[{"id": "ketua"}, {"id": "joko"}],
        assignments=[
            {
                "id": "ketua-tetap",
                "employee": "ketua",
                "position": "ketua-tim",
                "unit": "lain",
                "until": "2025-06-30",
            },
            {"id": "joko-tetap", "employee": "joko", "unit": "bidang", "appraiser": "ketua"},
        ],
    )

    found = ask(records, "joko-tetap")

    assert (found.employee, found.basis) == ("kadis", "superior")
    assert "ketua does not hold the post on 2025-12-31." in found.reason.en


def test_a_named_colleague_in_the_unit_appraises_below_the_lead(office: Records) -> None:
    records = office_with(
        office,
        positions=[{"id": "ketua-tim", "title": "Ketua Tim", "unit": "bidang"}],
        employees=[{"id": "ketua"}, {"id": "joko"}],
        assignments=[
            {"id": "ketua-tetap", "employee": "ketua", "position": "ketua-tim"},
            {"id": "joko-tetap", "employee": "joko", "unit": "bidang", "appraiser": "ketua"},
        ],
    )

    found = ask(records, "joko-tetap")

    assert (found.employee, found.basis, found.superior) == ("ketua", "named", "kabid")


def test_a_post_with_two_holders_needs_a_name(office: Records) -> None:
    rows = [
        {"id": "agus-tetap", "employee": "agus", "position": "kepala-seksi", "unit": "bidang"},
    ]
    records = office_with(office, employees=[{"id": "agus", "name": "Agus"}], assignments=rows)

    no = refused(records, "sari-tetap")

    assert no.code == "ASN-T012"
    assert "Agus, Tuti" in no.what.en


def test_above_a_post_with_two_holders_the_superior_is_not_known(office: Records) -> None:
    rows = [{"id": "agus-tetap", "employee": "agus", "position": "kepala-bidang", "unit": "bidang"}]
    records = office_with(office, employees=[{"id": "agus"}], assignments=rows)

    assert ask(records, "sari-tetap").superior is None


def test_an_assignment_has_no_appraiser_before_it_begins(office: Records) -> None:
    no = refused(office, "sari-tetap", date(2023, 12, 31))

    assert no.code == "ASN-T001"
    assert "begins on 2024-01-01" in no.what.en


def test_nobody_above_is_said_and_what_to_fill_in() -> None:
    records = parse_records("""
        asn_appraisal: records/1
        employees: [{id: sari, name: Sari}]
        assignments: [{id: sari-tetap, employee: sari}]
        """)
    no = refused(records, "sari-tetap")

    assert no.code == "ASN-T002"
    assert no.what.en == "The records name nobody above Sari on 2025-12-31."
    assert "`reports_to`" in no.hint.en


# Absence, upwards ---------------------------------------------------------------------------


def test_where_the_direct_superior_is_permanently_absent_the_next_one_appraises(
    office: Records,
) -> None:
    """IV.A.2.

    "Dalam hal atasan langsung berhalangan tetap, maka evaluasi kinerja Pegawai dilakukan oleh
    atasan dari Pejabat Penilai Kinerja secara berjenjang."
    """
    found = ask(office, "sari-tetap", absent=["kasi"])

    assert (found.employee, found.basis, found.superior) == ("kabid", "superior", "kadis")
    assert found.reason.en == (
        "Tuti is permanently absent. Wayan appraises as the next superior upwards."
    )


def test_the_way_goes_on_upwards_while_superiors_are_absent(office: Records) -> None:
    """IV.A.2: "... secara berjenjang."."""
    assert ask(office, "sari-tetap", absent=["kasi", "kabid"]).employee == "kadis"


def test_where_all_superiors_are_absent_nobody_appraises(office: Records) -> None:
    no = refused(office, "sari-tetap", absent=["kasi", "kabid", "kadis"])

    assert no.code == "ASN-T002"
    assert "Rahmat is permanently absent." in no.what.en


def test_a_vacant_post_is_passed_over(office: Records) -> None:
    rows = [
        {"id": "kasi-tetap", "employee": "kasi", "position": "kepala-seksi", "until": "2025-03-31"}
    ]

    found = ask(office_with(office, assignments=rows), "sari-tetap")

    assert (found.employee, found.basis) == ("kabid", "superior")
    assert found.reason.en.startswith("Nobody holds Kepala Seksi on 2025-12-31.")


def test_past_dates_are_answered_by_who_held_the_post_then(office: Records) -> None:
    rows = [
        {"id": "kasi-tetap", "employee": "kasi", "position": "kepala-seksi", "until": "2025-03-31"},
        {"id": "agus-tetap", "employee": "agus", "position": "kepala-seksi", "from": "2025-04-01"},
    ]
    records = office_with(office, employees=[{"id": "agus"}], assignments=rows)

    assert ask(records, "sari-tetap", date(2025, 3, 31)).employee == "kasi"
    assert ask(records, "sari-tetap", date(2025, 4, 1)).employee == "agus"


def test_the_successor_of_a_lead_who_left_appraises(office: Records) -> None:
    records = office_with(
        office,
        employees=[{"id": "agus", "name": "Agus"}, {"id": "joko"}],
        assignments=[
            {"id": "joko-tetap", "employee": "joko", "unit": "bidang"},
            {
                "id": "kabid-tetap",
                "employee": "kabid",
                "position": "kepala-bidang",
                "unit": "bidang",
                "until": "2025-05-31",
            },
            {
                "id": "agus-tetap",
                "employee": "agus",
                "position": "kepala-bidang",
                "unit": "bidang",
                "from": "2025-06-01",
            },
        ],
    )

    found = ask(records, "joko-tetap")

    assert (found.employee, found.basis) == ("agus", "unit_head")
    assert "Wayan does not hold Kepala Bidang on 2025-12-31." in found.reason.en


# Plt. and Plh. ------------------------------------------------------------------------------


ACTING_HEAD = [
    {"id": "kasi-tetap", "employee": "kasi", "position": "kepala-seksi", "until": "2025-03-31"},
    {
        "id": "agus-plt",
        "employee": "agus",
        "position": "kepala-seksi",
        "unit": "bidang",
        "kind": "acting",
        "from": "2025-04-01",
    },
]


def test_an_acting_holder_appraises_only_with_a_delegation(office: Records) -> None:
    """IV.A.3.

    "Atasan dari Pejabat Penilai Kinerja ... dapat mendelegasikan kewenangan evaluasi kinerja
    Pegawai kepada Pelaksana Tugas (Plt.) atau Pelaksana Harian (Plh.)."
    """
    records = office_with(
        office, employees=[{"id": "agus", "name": "Agus"}], assignments=ACTING_HEAD
    )
    given = Delegation("agus", "kabid", date(2025, 4, 1), unit="bidang", decree="SP 12/2025")

    without = ask(records, "sari-tetap")
    found = ask(records, "sari-tetap", delegations=[given])

    assert (without.employee, without.basis) == ("kabid", "superior")
    assert "Agus is Plt. of Kepala Seksi" in without.reason.en
    assert without.article == (
        "PermenPANRB 6/2022, Lampiran IV.A.3; PermenPANRB 6/2022, Lampiran IV.A.2"
    )
    assert (found.employee, found.basis, found.superior) == ("agus", "delegate", "kabid")
    assert found.reason.en == "Agus was given the authority by Wayan (SP 12/2025)."
    assert found.article == "PermenPANRB 6/2022, Lampiran IV.A.3"


def test_an_acting_holder_whom_the_assignment_names_appraises(office: Records) -> None:
    row = {"id": "sari-tetap", "employee": "sari", "position": "analis", "unit": "bidang"}
    rows = [*ACTING_HEAD, {**row, "appraiser": "agus"}]
    records = office_with(office, employees=[{"id": "agus"}], assignments=rows)

    found = ask(records, "sari-tetap")

    assert (found.employee, found.basis, found.superior) == ("agus", "named", "kabid")


def test_an_absent_acting_holder_is_not_proposed_for_a_delegation(office: Records) -> None:
    records = office_with(office, employees=[{"id": "agus"}], assignments=ACTING_HEAD)

    assert "Plt." not in ask(records, "sari-tetap", absent=["agus"]).reason.en


def test_acting_work_is_appraised_where_the_acting_official_reports(office: Records) -> None:
    """IV.A.5.

    "Evaluasi kinerja bagi Pegawai yang mendapat penugasan sebagai Pelaksana Tugas (Plt.) dilakukan
    oleh pimpinan unit kerja dimana Pegawai melaporkan kinerja sebagai Plt."
    """
    rows = [
        {
            "id": "sari-plt",
            "employee": "sari",
            "position": "kepala-seksi",
            "unit": "bidang",
            "kind": "acting",
            "from": "2025-02-01",
            "until": "2025-03-31",
        }
    ]
    records = office_with(office, assignments=rows)

    found = ask(records, "sari-plt", date(2025, 3, 31))

    assert (found.employee, found.superior) == ("kabid", "kadis")
    assert "Work as acting official is appraised" in found.reason.en
    assert found.article.startswith("PermenPANRB 6/2022, Lampiran IV.A.5")


def test_the_acting_lead_of_a_unit_reports_to_the_unit_above() -> None:
    """IV.A.5: "... pimpinan unit kerja dimana Pegawai melaporkan kinerja sebagai Plt."."""
    records = parse_records("""
        asn_appraisal: records/1
        units: [{id: dinas, head: kadis}, {id: bidang, parent: dinas, head: sari}]
        employees: [{id: kadis}, {id: sari}]
        assignments:
          - {id: sari-plt, employee: sari, unit: bidang, kind: acting, from: 2025-02-01}
        """)

    assert ask(records, "sari-plt").employee == "kadis"


def test_after_the_acting_assignment_the_definitive_post_counts(office: Records) -> None:
    """IV.A.6.

    "Dalam hal penugasan sebagai Pelaksana Tugas (Plt.) berakhir, maka kewenangan Pejabat Penilai
    Kinerja dapat disesuaikan dengan kedudukan definitif penempatan Pegawai."
    """
    rows = [
        {
            "id": "sari-plt",
            "employee": "sari",
            "position": "kepala-bidang",
            "kind": "acting",
            "from": "2025-02-01",
            "until": "2025-03-31",
        }
    ]
    found = ask(office_with(office, assignments=rows), "sari-plt")

    assert found.employee == "kasi"
    assert "ended on 2025-03-31" in found.reason.en
    assert found.article.startswith("PermenPANRB 6/2022, Lampiran IV.A.6")


def test_an_ended_acting_assignment_without_a_definitive_post_stays_where_it_was() -> None:
    records = parse_records("""
        asn_appraisal: records/1
        units: [{id: dinas, head: kadis}]
        employees: [{id: kadis}, {id: sari}]
        assignments:
          - {id: sari-plt, employee: sari, unit: dinas, kind: acting, until: 2025-03-31}
        """)
    found = ask(records, "sari-plt")

    assert found.employee == "kadis"
    assert "IV.A.5" in found.article


def test_daily_acting_work_stays_with_the_appraiser_of_the_definitive_post(
    office: Records,
) -> None:
    """IV.A.5 names the Plt. only; of the appraiser of a Plh. the text says nothing."""
    plh = {
        "id": "sari-plh",
        "employee": "sari",
        "position": "kepala-bidang",
        "unit": "bidang",
        "kind": "daily_acting",
        "from": "2025-02-01",
        "until": "2025-02-07",
    }

    found = ask(office_with(office, assignments=[plh]), "sari-plh")
    named = ask(office_with(office, assignments=[{**plh, "appraiser": "kadis"}]), "sari-plh")

    assert found.employee == "kasi"
    assert found.article.startswith("Naskah diam")
    assert (named.employee, named.basis) == ("kadis", "named")


# Study leave, secondment, leave -------------------------------------------------------------


def test_study_leave_is_appraised_in_the_home_agency(office: Records) -> None:
    """IV.A.16.

    "Evaluasi kinerja bagi Pegawai yang melaksanakan tugas belajar dilakukan oleh Pejabat Penilai
    Kinerja pada instansi induknya".
    """
    rows = [
        {
            "id": "sari-tetap",
            "employee": "sari",
            "position": "analis",
            "unit": "bidang",
            "until": "2025-06-30",
        },
        {"id": "sari-belajar", "employee": "sari", "kind": "study", "from": "2025-07-01"},
    ]
    found = ask(office_with(office, assignments=rows), "sari-belajar")

    assert (found.employee, found.superior) == ("kasi", "kabid")
    assert "study leave" in found.reason.en
    assert "IV.A.16" in found.article


def test_secondment_is_appraised_at_home_or_by_an_official_appointed(office: Records) -> None:
    """IV.A.15.

    "... dilakukan oleh Pejabat Penilai Kinerja pada instansi induknya atau pejabat lain yang
    ditunjuk berdasarkan umpan balik ..."
    """
    away = {"id": "sari-dpk", "employee": "sari", "kind": "secondment", "from": "2025-07-01"}

    home = ask(office_with(office, assignments=[away]), "sari-dpk")
    named = ask(office_with(office, assignments=[{**away, "appraiser": "kadis"}]), "sari-dpk")

    assert home.employee == "kasi"
    assert named.employee == "kadis"
    assert "IV.A.15" in named.article


def test_a_home_agency_that_nobody_recorded_is_asked_for() -> None:
    records = parse_records("""
        asn_appraisal: records/1
        employees: [{id: sari, name: Sari}]
        assignments: [{id: sari-belajar, employee: sari, kind: study}]
        """)
    no = refused(records, "sari-belajar")

    assert no.code == "ASN-T009"
    assert no.article.endswith("IV.A.16")


def test_unpaid_leave_is_not_appraised(office: Records) -> None:
    """II.C.8.

    "Ketentuan perencanaan kinerja tidak berlaku bagi Pegawai yang: ... c) menjalani cuti di luar
    tanggungan negara".
    """
    rows = [{"id": "sari-cltn", "employee": "sari", "kind": "leave", "from": "2025-01-01"}]

    no = refused(office_with(office, assignments=rows), "sari-cltn")

    assert no.code == "ASN-T010"
    assert no.article == "PermenPANRB 6/2022, Lampiran II.C.8.c"


# Delegation ---------------------------------------------------------------------------------


def test_a_delegation_holds_between_its_days_only(office: Records) -> None:
    given = Delegation(
        "kadis", "kabid", date(2025, 4, 1), date(2025, 6, 30), assignment="sari-tetap"
    )
    days = [date(2025, 3, 31), date(2025, 4, 1), date(2025, 6, 30), date(2025, 7, 1)]

    found = [ask(office, "sari-tetap", day, delegations=[given]).employee for day in days]

    assert found == ["kasi", "kadis", "kadis", "kasi"]


def test_a_delegation_for_one_assignment_goes_before_one_for_the_unit(office: Records) -> None:
    given = [
        Delegation("kabid", "kadis", date(2025, 1, 1), unit="bidang"),
        Delegation("kadis", "kadis", date(2025, 1, 1), assignment="sari-tetap"),
    ]
    for order in (given, given[::-1]):
        assert ask(office, "sari-tetap", delegations=order).employee == "kadis"


def test_two_delegations_of_the_same_rank_are_not_chosen_between(office: Records) -> None:
    given = [
        Delegation("kabid", "kadis", date(2025, 1, 1), unit="bidang"),
        Delegation("kadis", "kadis", date(2025, 1, 1), unit="bidang"),
    ]
    no = refused(office, "sari-tetap", delegations=given)

    assert no.code == "ASN-T007"
    assert "Rahmat, Wayan" in no.what.en


def test_a_delegation_over_a_unit_is_over_its_staff_and_not_its_lead(office: Records) -> None:
    given = [Delegation("kasi", "kadis", date(2025, 1, 1), unit="bidang")]

    assert ask(office, "kabid-tetap", delegations=given).employee == "kadis"
    assert ask(office, "kasi-tetap", delegations=given).employee == "kabid"


def test_a_delegation_to_somebody_absent_does_not_count(office: Records) -> None:
    given = [Delegation("kadis", "kabid", date(2025, 1, 1), unit="bidang")]

    found = ask(office, "sari-tetap", delegations=given, absent=["kadis"])

    assert found.employee == "kasi"


def test_a_functional_official_needs_a_unit_to_lead(office: Records) -> None:
    """IV.A.7.

    "Pejabat fungsional dapat memperoleh delegasi kewenangan sebagai Pejabat Penilai Kinerja
    sepanjang pejabat fungsional dimaksud memimpin unit kerja atau unit kerja mandiri."
    """
    rows = [{"id": "guru-tetap", "employee": "guru", "position": "guru-madya"}]
    extra: dict[str, Any] = {
        "employees": [{"id": "guru", "name": "Dewi"}],
        "positions": [{"id": "guru-madya", "kind": "fungsional"}],
        "assignments": rows,
    }
    given = [Delegation("guru", "kadis", date(2025, 1, 1), assignment="sari-tetap")]
    records = office_with(office, **extra)
    leading = office_with(office, units=[{"id": "sekolah", "head": "guru"}], **extra)

    no = refused(records, "sari-tetap", delegations=given)
    found = ask(leading, "sari-tetap", delegations=given)

    assert no.code == "ASN-T006"
    assert (found.employee, found.article) == ("guru", "PermenPANRB 6/2022, Lampiran IV.A.7")


def test_a_delegation_that_says_over_whom_nothing_is_refused() -> None:
    with pytest.raises(RecordError) as error:
        Delegation("agus", "kabid", date(2025, 4, 1), date(2025, 3, 1))

    assert [each.code for each in error.value.problems] == ["ASN-R002", "ASN-T011"]


def test_a_delegate_of_the_employee_has_no_superior_from_that(office: Records) -> None:
    given = [Delegation("kadis", "sari", date(2025, 1, 1), assignment="sari-tetap")]

    assert ask(office, "sari-tetap", delegations=given).superior is None


# Self-appraisal and circles -----------------------------------------------------------------


def test_nobody_is_given_authority_over_themself(office: Records) -> None:
    given = [Delegation("sari", "kabid", date(2025, 1, 1), assignment="sari-tetap")]

    no = refused(office, "sari-tetap", delegations=given)

    assert no.code == "ASN-T003"
    assert no.what.en == "Sari would appraise themself on 2025-12-31."


def test_who_acts_in_the_post_above_is_appraised_by_the_one_above_that(office: Records) -> None:
    rows = [
        {"id": "kasi-tetap", "employee": "kasi", "position": "kepala-seksi", "until": "2025-03-31"},
        {"id": "sari-plt", "employee": "sari", "position": "kepala-seksi", "kind": "acting"},
    ]
    found = ask(office_with(office, assignments=rows), "sari-tetap")

    assert (found.employee, found.basis) == ("kabid", "superior")
    assert "Sari holds Kepala Seksi themself, and nobody appraises themself." in found.reason.en


def test_who_holds_two_posts_one_above_the_other_is_not_their_own_superior(
    office: Records,
) -> None:
    rows = [{"id": "sari-dua", "employee": "sari", "position": "kepala-seksi"}]
    records = office_with(
        office,
        assignments=[
            *rows,
            {
                "id": "kasi-tetap",
                "employee": "kasi",
                "position": "kepala-seksi",
                "until": "2025-03-31",
            },
        ],
    )

    assert ask(records, "sari-tetap").employee == "kabid"


def test_where_only_the_employee_is_left_the_refusal_says_so() -> None:
    records = parse_records("""
        asn_appraisal: records/1
        positions: [{id: kepala, title: Kepala}, {id: staf, title: Staf, reports_to: kepala}]
        employees: [{id: sari, name: Sari}]
        assignments:
          - {id: sari-kepala, employee: sari, position: kepala}
          - {id: sari-staf, employee: sari, position: staf}
        """)
    no = refused(records, "sari-staf")

    assert no.code == "ASN-T003"
    assert "Sari holds Kepala themself" in no.what.en
    assert no.text("en").endswith("(PermenPANRB 6/2022, Lampiran IV.A.2)")


def test_a_circle_is_refused_and_named(office: Records) -> None:
    given = [Delegation("sari", "kadis", date(2025, 1, 1), assignment="kabid-tetap")]

    no = refused(office, "kabid-tetap", delegations=given)

    assert no.code == "ASN-T004"
    assert "Wayan → Sari → Tuti → Wayan" in no.what.en


def test_a_circle_that_does_not_pass_the_employee_does_not_stop_the_search(
    office: Records,
) -> None:
    given = [Delegation("kasi", "kadis", date(2025, 1, 1), assignment="kabid-tetap")]

    assert ask(office, "sari-tetap", delegations=given).employee == "kasi"


def test_appraisers_that_swap_between_years_are_no_circle() -> None:
    records = parse_records("""
        asn_appraisal: records/1
        employees: [{id: ani}, {id: budi}]
        assignments:
          - {id: ani-2024, employee: ani, until: 2024-12-31, appraiser: budi}
          - {id: budi-2024, employee: budi, until: 2024-12-31}
          - {id: budi-2025, employee: budi, from: 2025-01-01, appraiser: ani}
        """)

    assert ask(records, "ani-2024", date(2024, 12, 31)).employee == "budi"


# Officials whom the regulation names --------------------------------------------------------


def region(post: str, government: str = "regional", /, **head: Any) -> Records:
    facts = {"government": government} if government else {}
    return parse_records(
        {
            "asn_appraisal": "records/1",
            "units": [
                {"id": "pemda", "name": "Kabupaten", "head": "bupati", "facts": facts},
                {"id": "setda", "parent": "pemda", "head": "sekda"},
                {"id": "dinas", "parent": "setda", "head": "kadis"},
            ],
            "positions": [{"id": "kepala-dinas", "title": "Kepala Dinas", "kind": post}],
            "employees": [
                {"id": "bupati", "name": "Ibu Bupati"},
                {"id": "sekda"},
                {"id": "kadis", "name": "Rahmat"},
            ],
            "assignments": [
                {"id": "tetap", "employee": "kadis", "position": "kepala-dinas", "unit": "dinas"}
                | head
            ],
        }
    )


@pytest.mark.parametrize("kind", ["jpt_madya", "jpt_pratama"])
def test_high_officials_of_a_region_are_appraised_by_its_head_and_finally(kind: str) -> None:
    """IV.A.12.c.

    "pejabat pimpinan tinggi madya dan pratama pada instansi daerah yang evaluasinya dilakukan oleh
    kepala daerah" (the result is final).
    """
    found = ask(region(kind), "tetap")

    assert (found.employee, found.basis, found.final) == ("bupati", "official", True)
    assert found.reason.en == "Ibu Bupati appraises as the head of the region; the result is final."
    assert found.article == "PermenPANRB 6/2022, Lampiran IV.A.12"


@pytest.mark.parametrize("government", ["central", ""])
def test_a_jpt_madya_is_appraised_by_the_head_of_the_agency_and_finally(government: str) -> None:
    """IV.A.12.b.

    "pejabat pimpinan tinggi madya pada instansi pusat yang evaluasinya dilakukan oleh pimpinan
    Instansi Pemerintah".
    """
    found = ask(region("jpt_madya", government), "tetap")

    assert (found.employee, found.final) == ("bupati", True)
    assert "the head of the agency" in found.reason.en


def test_a_jpt_utama_is_appraised_by_the_coordinating_minister_who_must_be_named() -> None:
    """IV.A.12.a.

    "pejabat pimpinan tinggi utama yang evaluasinya dilakukan oleh menteri yang mengoordinasikan".
    """
    no = refused(region("jpt_utama", "central"), "tetap")
    found = ask(region("jpt_utama", "central", appraiser="bupati"), "tetap")

    assert no.code == "ASN-T008"
    assert "the coordinating minister" in no.what.en
    assert (found.employee, found.final) == ("bupati", True)


@pytest.mark.parametrize("government", ["central", ""])
def test_a_jpt_pratama_outside_a_region_is_appraised_in_the_ordinary_way(government: str) -> None:
    """IV.A.12.c speaks of "instansi daerah" only."""
    found = ask(region("jpt_pratama", government), "tetap")

    assert (found.employee, found.final, found.superior) == ("sekda", False, "bupati")


def test_who_is_not_the_official_appraises_without_finality() -> None:
    """IV.A.12.

    final is what the official named there has evaluated ("yang evaluasinya dilakukan oleh ...").
    """
    found = ask(region("jpt_pratama", appraiser="sekda"), "tetap")

    assert (found.employee, found.basis, found.final) == ("sekda", "named", False)


def test_acting_work_in_a_high_post_is_not_final() -> None:
    """IV.A.12 names "pejabat pimpinan tinggi"; a Plt. is not one (IV.A.5 applies)."""
    found = ask(region("jpt_pratama", kind="acting", **{"from": "2025-01-01"}), "tetap")

    assert (found.final, found.basis) == (False, "unit_head")


def test_an_official_whom_the_records_do_not_have_is_asked_for() -> None:
    records = parse_records("""
        asn_appraisal: records/1
        positions: [{id: sekjen, kind: jpt_madya}]
        employees: [{id: sekjen, name: Nur}]
        assignments: [{id: tetap, employee: sekjen, position: sekjen}]
        """)
    no = refused(records, "tetap")

    assert no.code == "ASN-T008"
    assert "the head of the agency" in no.what.en


def test_the_top_official_is_not_their_own_named_official() -> None:
    records = parse_records("""
        asn_appraisal: records/1
        units: [{id: badan, head: kepala}]
        positions: [{id: kepala-badan, kind: jpt_madya}]
        employees: [{id: kepala}]
        assignments: [{id: tetap, employee: kepala, position: kepala-badan, unit: badan}]
        """)

    assert refused(records, "tetap").code == "ASN-T008"


def independent(government: str, parent_head: str, flag: str = "true") -> Records:
    return parse_records(
        {
            "asn_appraisal": "records/1",
            "units": [
                {"id": "pemda", "head": "bupati", "facts": {"government": government}},
                {"id": "dinas", "parent": "pemda", "head": parent_head},
                {
                    "id": "rsud",
                    "parent": "dinas",
                    "head": "direktur",
                    "facts": {"independent": flag},
                },
            ],
            "employees": [{"id": "bupati"}, {"id": "kadis"}, {"id": "direktur"}],
            "assignments": [{"id": "tetap", "employee": "direktur", "unit": "rsud"}],
        }
    )


@pytest.mark.parametrize(
    ("government", "parent_head", "flag", "final"),
    [
        ("regional", "bupati", "true", True),
        ("regional", "kadis", "true", False),
        ("regional", "bupati", "false", False),
        ("central", "bupati", "true", False),
    ],
)
def test_the_lead_of_an_independent_unit_is_final_where_the_head_of_the_region_appraises(
    government: str, parent_head: str, flag: str, *, final: bool
) -> None:
    """IV.A.12.e.

    "pimpinan unit kerja mandiri pada instansi daerah yang evaluasinya dilakukan oleh kepala
    daerah".
    """
    found = ask(independent(government, parent_head, flag), "tetap")

    assert (found.employee, found.final) == (parent_head, final)


def test_a_refusal_is_a_value_with_both_languages_and_its_article(office: Records) -> None:
    no = refused(office, "sari-tetap", date(2023, 12, 31))

    assert no == refused(office, "sari-tetap", date(2023, 12, 31))
    assert str(no) == no.text("id")
    assert no.text("id").startswith("ASN-T001: Penempatan `sari-tetap` baru mulai")
    assert no.problem.code == "ASN-T001"
