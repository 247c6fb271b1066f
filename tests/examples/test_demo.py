"""The demo, run as its reader runs it: in a process of its own, also on an old console."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DEMO = Path(__file__).resolve().parents[2] / "examples" / "demo.py"
SOURCES = DEMO.parents[1] / "src"


def run(*arguments: str, encoding: str = "utf-8") -> str:
    """Run the demo with a console of the given encoding and return what it printed."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(SOURCES)}
    done = subprocess.run(  # noqa: S603 - the project's own script
        [sys.executable, "-W", "error", str(DEMO), *arguments],
        capture_output=True,
        env=environment,
        cwd=DEMO.parent,
        check=False,
    )
    assert (done.returncode, done.stderr.decode(encoding)) == (0, "")
    return done.stdout.decode(encoding).replace("\r\n", "\n")


@pytest.fixture(scope="module")
def indonesian() -> str:
    return run()


def row(output: str, name: str) -> list[str]:
    """Return the cells of one line of the table."""
    line = next(line for line in output.splitlines() if line.startswith(name))
    return re.split(r" {2,}", line.strip())


def section(output: str, number: int) -> str:
    """Return the text under one of the numbered headings."""
    found = re.split(r"^\d\. .*\n=+\n", output, flags=re.MULTILINE)
    return found[number]


def test_the_table_shows_the_unit_with_totals_and_predicates(indonesian: str) -> None:
    table = section(indonesian, 1)
    assert row(table, "Sri Handayani") == ["Sri Handayani", "90,00", "90,00", "90,00", "Baik"]
    assert row(table, "Dedi Kurniawan")[-1] == "Butuh Perbaikan"
    assert row(table, "Lina Marpaung")[-2:] == ["-", "belum lengkap"]


def test_the_columns_of_the_table_are_aligned(indonesian: str) -> None:
    lines = [line for line in section(indonesian, 1).splitlines() if line]
    ends = [match.end() for match in re.finditer("-+", lines[1])]
    for line in lines[2:]:
        for end in ends[1:-1]:
            assert line[end - 1] != " "
            assert line[end : end + 2] == "  "


def test_a_decision_other_than_suggested_is_explained_with_its_reason(indonesian: str) -> None:
    text = section(indonesian, 2)
    assert "usulan kebijakan: Butuh Perbaikan" in text
    assert "diputuskan oleh hendra" in text
    assert "alasan: Gangguan sistem selama tujuh pekan" in text
    assert "PP 30/2019, Pasal 41 ayat (5)" in text


def test_the_contrast_names_what_would_reach_the_next_level(indonesian: str) -> None:
    text = section(indonesian, 3)
    assert "Yang akan mencapai Baik" in text
    assert "izin.tepat (realisasi): 85,6 (sekarang 85,5) → Baik" in text


def test_the_unclear_plan_is_refused_with_every_gap(indonesian: str) -> None:
    text = " ".join(section(indonesian, 4).split())
    for gap in (
        "results[layanan].title",
        "results[layanan].indicators",
        "results[lain].weight",
        "indicators[cepat].target",
        "indicators[cepat].unit",
        "indicators[tepat].title",
        "indicators[tepat].polarity",
        "indicators[tugas].aspect",
        "jumlah bobot 65, padahal harus tepat 100",
    ):
        assert gap in text
    assert text.endswith("12 kesalahan")


def test_the_broken_policy_is_reported_fault_by_fault(indonesian: str) -> None:
    text = section(indonesian, 5)
    codes = re.findall(r"^\d+:\d+: (ASN-[A-Z]\d{3})", text, flags=re.MULTILINE)
    expected = "P010 P039 F026 D007 D020 F005 P035 F009 P050 F011 P003"
    assert [f"ASN-{code}" for code in expected.split()] == codes
    assert "Maksud Anda `plan_score`?" in text


def test_the_unit_is_calibrated_and_its_pattern_holds(indonesian: str) -> None:
    first, _ = section(indonesian, 6).split("\n\n")[:2]
    assert "pola `baik`" in first
    assert row(first, "Baik") == ["Baik", "9", "9"]
    assert "Kartu nilai `lina` belum lengkap" in first
    assert "tidak ada yang diusulkan berpindah" in first


def test_a_unit_whose_pattern_does_not_hold_has_moves_with_their_reason(indonesian: str) -> None:
    text = section(indonesian, 6).split("\n\n")[1]
    assert row(text, "Sangat Baik") == ["Sangat Baik", "2", "1"]
    assert row(text, "Baik") == ["Baik", "2", "4"]
    assert "ASN-C001: Baik: 2 dari 6 orang" in text
    assert "hanya usulan; tidak ada predikat yang berubah" in text
    joined = " ".join(text.split())
    for move in (
        "Nurul Husna: Sangat Baik ke Baik: Baik terlalu sedikit",
        "Mirza Fahlevi: Butuh Perbaikan ke Baik: Baik terlalu sedikit",
    ):
        assert move in joined


def test_an_objection_on_the_last_day_is_decided_by_the_superior(indonesian: str) -> None:
    text = " ".join(section(indonesian, 7).split())
    assert "dokumen diterima dengan hasil Butuh Perbaikan" in text
    assert "Keberatan paling lambat 2026-02-20." in text
    assert "2026-02-20: keberatan kepada Bonar Sitanggang. Rata-rata waktu jawaban" in text
    assert "Bonar Sitanggang memutuskan (paling lambat 2026-03-03)" in text
    assert "Butuh Perbaikan menjadi Baik. Catatan pengaduan menunjukkan 23 jam." in text
    assert "Rekomendasi: Umpan balik" in text


def test_an_objection_a_working_day_late_is_refused_with_the_paragraph(indonesian: str) -> None:
    text = section(indonesian, 7).partition("Keberatan yang terlambat")[2]
    assert "ASN-T031: Keberatan diajukan 2026-02-23, lewat dari tenggat 2026-02-20" in text
    assert "(14 hari kerja)" in text
    assert "(PermenPANRB 6/2022, Lampiran V.B.2)" in text


def test_the_training_needs_say_whose_unit_it_is_and_who_first(indonesian: str) -> None:
    text = section(indonesian, 8)
    assert "unit ini dari contoh `sofifi-kompetensi`" in text
    assert "1. Penanganan pengaduan: 2 orang, seluruhnya 3 level, terjauh 2" in text
    assert text.index("fitriani (kurang 2)") < text.index("maria (kurang 1)")
    assert "Pelatihan dasar komunikasi pelayanan" in text
    assert "fitriani (kurang 1), hasna (kurang 1) (setara)" in text


def test_the_output_is_the_same_each_time(indonesian: str) -> None:
    assert indonesian == run()


def test_the_demo_speaks_english() -> None:
    output = run("--lang", "en")
    assert "Mirza Fahlevi: Needs improvement to Good: Good has too few" in output
    assert "Bonar Sitanggang decides (due 2026-03-03): Needs improvement becomes Good." in output
    assert "The objection was made on 2026-02-23, after its last day 2026-02-20" in output
    assert "Training needs of pengaduan (people: 9)" in output
    assert row(output, "Dedi Kurniawan")[-1] == "Needs improvement"
    assert "89.99" in row(output, "Dedi Kurniawan")
    assert "suggested by the policy: Needs improvement" in output
    assert "Did you mean `plan_score`?" in output


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_the_demo_runs_on_an_old_console(encoding: str) -> None:
    output = run(encoding=encoding)
    assert "izin.tepat (realisasi): 85,6 (sekarang 85,5) -> Baik" in output
    assert output.count("?") == output.count("Maksud Anda")
