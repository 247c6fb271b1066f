"""CSV as Excel and other programs write it: encodings, delimiters, decimal signs, shapes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asn_appraisal.workbench.cells import english
from asn_appraisal.workbench.spreadsheets import AmbiguousError, Sheet
from asn_appraisal.workbench.table import in_csv, in_spreadsheet

WIDE = """\
id,employee,unit,facts.inovasi,behaviours.kesantunan,behaviours.kerja_sama,\
indicators.terbit.polarity,indicators.terbit.target,indicators.terbit.actual,indicators.terbit.weight
2025-sari,sari,loket,true,92,85,higher,480,512,2
2025-budi,budi,loket,,80.5,78,higher,480,390,2
"""
INDICATORS = """\
appraisal,id,polarity,target,actual,weight
2025-sari,terbit,higher,480,512,2
2025-budi,terbit,higher,480,390,2
2025-sari,lama,lower,5,6,1
2025-budi,lama,lower,5,7,1
"""
BEHAVIOURS = """\
appraisal,aspect,value
2025-budi,kesantunan,80
2025-budi,kerja_sama,78
2025-sari,kesantunan,92
2025-sari,kerja_sama,85
"""


@pytest.fixture
def scored(run: Any, loket: Path) -> Callable[..., list[dict[str, Any]]]:
    """Score files, and return the rows."""

    def rows(*paths: str, code: int = 0, more: tuple[str, ...] = ()) -> list[dict[str, Any]]:
        found = run("score", "loket/policy.yaml", *paths, "-f", "json", *more)
        assert found.code == code, found.err
        result: list[dict[str, Any]] = json.loads(found.out)["rows"]
        return result

    return rows


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding, newline="\n")
    return path


def totals(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {row["appraisal"]: row["nilai_akhir"] for row in rows}


# Shapes ---------------------------------------------------------------------------------


def test_one_row_an_appraisal_is_named_by_paths(scored: Any, folder: Path) -> None:
    write(folder / "data.csv", WIDE)
    rows = scored("data.csv")

    assert [row["employee"] for row in rows] == ["sari", "budi"]
    assert totals(rows) == {"2025-sari": "101.22", "2025-budi": "80.65"}


def test_tables_with_many_rows_need_no_order_and_give_what_yaml_gives(
    scored: Any, folder: Path
) -> None:
    write(folder / "tabel" / "indicators.csv", INDICATORS)
    write(folder / "tabel" / "behaviours.csv", BEHAVIOURS)

    assert totals(scored("tabel")) == {"2025-sari": "95.00", "2025-budi": "75.62"}
    assert totals(scored("tabel/indicators.csv", "tabel/behaviours.csv")) == totals(scored("tabel"))


def test_a_row_of_its_own_and_tables_add_up_and_nobody_is_lost(scored: Any, folder: Path) -> None:
    write(folder / "tabel" / "appraisals.csv", "id,facts.inovasi\n2025-budi,TRUE\n")
    write(folder / "tabel" / "indicators.csv", INDICATORS)
    write(folder / "tabel" / "behaviours.csv", BEHAVIOURS)

    assert list(totals(scored("tabel"))) == ["2025-budi", "2025-sari"]


def test_titles_may_be_indonesian(scored: Any, folder: Path) -> None:
    text = INDICATORS.replace("appraisal,id,polarity", "Penilaian,Indikator,Polarisasi")
    write(folder / "tabel" / "indikator.csv", text.replace("actual,weight", "Realisasi,Bobot"))
    marks = BEHAVIOURS.replace("appraisal,aspect,value", "Penilaian,Aspek,Nilai")
    write(folder / "tabel" / "perilaku.csv", marks)

    assert totals(scored("tabel")) == {"2025-sari": "95.00", "2025-budi": "75.62"}


def test_facts_judgements_periods_and_competencies_have_their_tables(
    run: Any, folder: Path
) -> None:
    write(
        folder / "p.yaml",
        """
asn_appraisal: policy/1
id: p
scales: {s: {rendah: Rendah, tinggi: Tinggi}}
evidence:
  competencies: {required: {above: 0}, attained: {from: 0}}
  periods: {measures: {nilai: {type: number, from: 0}}}
  facts: {luas: {type: number, from: 0}}
measures:
  match: {per: competencies, formula: attained / required}
  all_of_it: {formula: mean(match) + sum(periods.nilai) + luas, round: 2}
  decision: {scale: s, judgement: {override: [reason]}}
result: decision
""",
    )
    write(folder / "t" / "facts.csv", "appraisal;luas\na;1.234,5\n")
    write(folder / "t" / "kompetensi.csv", "penilaian;kompetensi;disyaratkan;dicapai\na;x;2;1\n")
    write(folder / "t" / "periode.csv", "penilaian;periode;bulan;nilai\na;tw1;3;7,25\na;tw2;3;8\n")
    write(
        folder / "t" / "pertimbangan.csv",
        "penilaian;ukuran;tingkat;oleh;alasan\na;decision;tinggi;b;c\n",
    )
    found = run("score", "p.yaml", "t", "-f", "csv")

    assert "a,a,1250.25,tinggi,complete," in found.out, found.err


def test_missing_is_an_empty_cell_and_a_reason_has_its_column(
    run: Any, loket: Path, folder: Path
) -> None:
    text = INDICATORS.replace("512", "").replace("weight\n", "weight,tidak_berlaku\n")
    text = text.replace("390,2\n", ",2,Dialihkan ke kecamatan\n")
    rows = [line if line.count(",") == 6 else f"{line}," for line in text.splitlines()]
    write(folder / "t" / "indicators.csv", "\n".join(rows) + "\n")
    write(folder / "t" / "behaviours.csv", BEHAVIOURS)
    found = json.loads(run("score", "loket/policy.yaml", "t", "-f", "json").out)["rows"]

    assert [row["status"] for row in found] == ["complete", "incomplete"]
    assert found[0]["hasil_kerja"] == "60.00"  # only the other indicator is left


def test_a_table_is_enough_to_calibrate_a_unit(run: Any, loket: Path, folder: Path) -> None:
    write(folder / "data.csv", WIDE)
    found = run("calibrate", "loket/policy.yaml", "data.csv", "-f", "csv")

    assert "loket,sari,baik" in found.out
    assert "loket,budi,cukup" in found.out


def test_units_and_assignments_may_have_tables_of_their_own(
    run: Any, loket: Path, folder: Path
) -> None:
    write(folder / "t" / "units.csv", "id,name,facts.capaian\nloket,Loket,baik\n")
    write(folder / "t" / "employees.csv", "id,name\ns,Sari\n")
    write(folder / "t" / "assignments.csv", "id,employee,unit,from\np,s,loket,2025-01-01\n")
    wide = WIDE.replace("id,employee,unit", "id,assignment").replace("2025-sari,sari,loket", "x,p")
    write(folder / "t" / "appraisals.csv", "\n".join(wide.splitlines()[:2]) + "\n")

    assert "loket,s,baik" in run("calibrate", "loket/policy.yaml", "t", "-f", "csv").out


# How it was saved -----------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_delimiter_gives_the_same(
    scored: Any, folder: Path, encoding: str, delimiter: str
) -> None:
    extra = "2025-andré,terbit,higher,480,480,1\n"
    marks = "2025-andré,kesantunan,90\n2025-andré,kerja_sama,90\n"
    for name, text in (("indicators", INDICATORS + extra), ("behaviours", BEHAVIOURS + marks)):
        write(folder / "t" / f"{name}.csv", text.replace(",", delimiter), encoding)

    assert totals(scored("t"))["2025-andré"] == "97.00"
    assert totals(scored("t"))["2025-sari"] == "95.00"


def test_excel_in_indonesia_is_read_as_it_is_meant(scored: Any, folder: Path) -> None:
    text = WIDE.replace(",", ";").replace("80.5", "80,5").replace("512", "1.234,50")
    write(folder / "data.csv", text, "utf-8-sig")
    rows = scored("data.csv")

    assert rows[0]["hasil_kerja"] == "120.00"
    assert rows[1]["perilaku"] == "79.25"


def test_a_number_that_could_mean_two_is_refused_until_somebody_says(
    run: Any, scored: Any, folder: Path
) -> None:
    write(
        folder / "data.csv", WIDE.replace(",", ";").replace("80.5", "80,5").replace("512", "1.234")
    )
    found = run("score", "loket/policy.yaml", "data.csv")

    assert found.code == 1
    assert (
        "data.csv:2:9: ASN-B022: `1.234` dapat dibaca sebagai 1234 atau sebagai 1.234" in found.err
    )
    assert scored("data.csv", more=("--decimal", "comma"))[0]["hasil_kerja"] == "120.00"
    point = scored("data.csv", more=("--decimal", "point"), code=1)
    assert point[0]["hasil_kerja"] == "0.26"


def test_cells_over_several_lines_and_a_file_without_end_of_line_are_fine(
    scored: Any, folder: Path
) -> None:
    text = INDICATORS.replace("weight\n", "weight,title\n").replace(
        "512,2\n", '512,2,"Izin\nterbit"\n'
    )
    write(
        folder / "t" / "indicators.csv",
        text.rstrip("\n").replace(",2\n", ",2,\n").replace(",1\n", ",1,\n") + ",",
    )
    write(folder / "t" / "behaviours.csv", BEHAVIOURS.rstrip("\n"))

    assert totals(scored("t")) == {"2025-sari": "95.00", "2025-budi": "75.62"}


# What is wrong, and where ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("92,85", "sembilan,85", "data.csv:2:5: ASN-D023"),
        ("92,85", "130,85", "data.csv:2:5: ASN-E001"),
        ("higher,480,512", "up,480,512", "data.csv:2:7: ASN-D027"),
        ("2025-budi,budi", ",budi", "data.csv:3:1: ASN-B026"),
        ("2025-budi,", "2025-sari,", "data.csv:3:1: ASN-B027"),
        ("80.5,78", "80.5,78,90,91", "data.csv:3:1: ASN-B023"),
    ],
)
def test_a_faulty_cell_is_named_by_file_row_and_column_and_the_others_are_scored(
    run: Any, loket: Path, folder: Path, old: str, new: str, said: str
) -> None:
    text = WIDE + "2025-dewi,dewi,loket,,90,90,higher,480,480,2\n"
    assert old in text
    write(folder / "data.csv", text.replace(old, new, 1))
    found = run("score", "loket/policy.yaml", "data.csv", "-f", "json")

    assert found.code == 1
    assert said in found.err
    good = [row for row in json.loads(found.out)["rows"] if row["status"] == "complete"]
    assert "2025-dewi" in {row["appraisal"] for row in good}
    assert len(good) == 2


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("data.csv", "id,facts.inovasi,fakta\na,true,1\n", "data.csv:1:3: ASN-B020"),
        ("indicators.csv", "appraisal,id,bobott\na,i,1\n", "indicators.csv:1:3: ASN-B020"),
        ("indicators.csv", "id,target\ni,1\n", "indicators.csv:1:2: ASN-B020"),
        ("data.csv", "x,y\n1,2\n", "ASN-B025"),
        ("data.csv", "id,id\n1,2\n", "data.csv:1:1: ASN-B024"),
        ("data.csv", "", "data.csv:1:1: ASN-B021"),
        ("facts.csv", "appraisal,a\nx," + "9" * 200_000 + "\n", "ASN-B028"),
    ],
)
def test_a_table_that_cannot_be_taken_says_why(
    run: Any, folder: Path, name: str, text: str, said: str
) -> None:
    write(folder / name, text)
    found = run("check", name)

    assert (found.code, said in found.out) == (1, True), found.out


def test_a_bad_table_among_good_ones_is_told_of_and_the_rest_is_done(
    run: Any, loket: Path, folder: Path
) -> None:
    write(folder / "t" / "data.csv", WIDE)
    write(folder / "t" / "lain.csv", "x,y\n1,2\n")
    found = run("score", "loket/policy.yaml", "t", "-f", "csv")

    assert found.code == 1
    assert "t/lain.csv: ASN-B025" in found.err
    assert "101.22" in found.out


def test_a_title_is_known_by_its_indonesian_name_too() -> None:
    assert english("Hasil kerja") == "result"
    assert english("nilai") == "value"
    assert english("facts.Nilai") == "facts.Nilai"


@given(st.decimals("-999999999", "999999999", places=3), st.booleans())
def test_a_number_written_for_excel_is_read_back_or_refused_never_another(
    number: Any, grouped: bool
) -> None:
    text = in_spreadsheet(number)
    if grouped:
        text = f"{number:,}".translate(str.maketrans(",.", ".,"))
    sheet = Sheet(Path("x"), "utf-8", ";", ("id",))
    try:
        read = sheet.number(text)
    except AmbiguousError:
        raise AssertionError(text) from None
    assert read == in_csv(number).lstrip("'")


def test_text_that_a_spreadsheet_would_run_is_disarmed() -> None:
    assert in_csv("=1+1") == "'=1+1"
    assert in_csv("-") == "-"


# Anything at all ------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *(";", ",", "\t", "\n", "\r\n", '"', "id", "appraisal", "facts.a", "indicators.a.actual"),
        *("behaviours.x.peer.b.c", "results.a.rating", "periods.q.nilai", "judgements.m.evidence"),
        *("1.234", "1,5", "31/12/2025", "TRUE", "\x00", "\ufeff", "=1", "a", " ", "missing", ""),
    ]
)


@pytest.mark.parametrize("name", ["data.csv", "indicators.csv", "facts.csv", "units.csv"])
@given(
    st.one_of(st.binary(max_size=60), st.lists(PIECES, max_size=30).map("".join).map(str.encode))
)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_is_read_or_refused_and_nothing_falls_over(
    run: Any, loket: Path, folder: Path, name: str, data: bytes
) -> None:
    (folder / name).write_bytes(data)

    assert run("check", name).code in (0, 1)
    assert run("score", "loket", name).code in (0, 1, 3)
    assert run("calibrate", "loket", name).code in (0, 1, 3)
