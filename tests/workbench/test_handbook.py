"""The handbook: what is in the policy, and an example that the engine computed."""

from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from asn_appraisal import parse_policy, parse_records, score
from asn_appraisal.presets import preset, presets
from asn_appraisal.workbench.report import handbook_of, handbook_page

EXAMPLES = Path(__file__).parents[2] / "examples"


def headings(markdown: str) -> list[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    return [tokens[at + 1].content for at, each in enumerate(tokens) if each.type == "heading_open"]


def test_the_example_shows_the_numbers_of_the_engine(run: Any, loket: Path) -> None:
    found = run("handbook", "loket", "loket/records.yaml", "-a", "2025-budi")
    policy = parse_policy((loket / "policy.yaml").read_text("utf-8"))
    records = parse_records((loket / "records.yaml").read_text("utf-8"))
    card = score(policy, records.appraisals["2025-budi"])

    assert found.code == 0
    assert "Contoh hitungan: 2025-budi" in found.out
    for name in ("hasil_kerja", "perilaku", "nilai_akhir"):
        assert str(card[name]).replace(".", ",") in found.out
    assert "Yang akan mencapai Baik" in found.out
    assert "Izin terbit: target 480 izin, realisasi 390 izin" in found.out


def test_it_says_what_raises_a_result_and_from_where_on_nothing_changes(
    run: Any, loket: Path
) -> None:
    said = run("handbook", "loket").out

    assert "dari 0 pada 0 % target sampai 120 mulai 120 % target" in said
    assert "dari 120 sampai 80 % target ke 0 pada 200 % target" in said
    assert "0,7 × Nilai hasil kerja + 0,3 × Nilai perilaku kerja" in said
    assert "Sangat Baik ≥ 110 (Ide baru yang bermanfaat)" in said
    assert "Contoh hitungan" not in said  # there were no records to compute one from


def test_deadlines_and_readings_of_the_law_are_told(run: Any) -> None:
    said = run("handbook", "permenpanrb-6-2022").out

    assert "| SKP ditetapkan | paling lambat 31 Januari |" in said
    assert "| Pegawai dapat mengajukan keberatan | dalam 14 hari kerja |" in said
    assert 'cara membacanya: "Sebagian besar" dibaca lebih dari separuh' in said
    assert "rating: di bawah ekspektasi, sesuai ekspektasi, di atas ekspektasi" in said


def test_it_is_a_page_for_printing_too(run: Any, loket: Path, folder: Path) -> None:
    assert run("handbook", "loket", "loket/records.yaml", "-o", "pegangan.html").code == 0
    page = (folder / "pegangan.html").read_text("utf-8")

    assert "<script" not in page
    assert page.count("<img") == page.count('alt="') == 3
    assert "Nilai akhir</b>: 95,00" in page


def test_an_appraisal_that_is_not_there_is_wrong_use(run: Any, loket: Path) -> None:
    found = run("handbook", "loket", "loket/records.yaml", "-a", "2025-sary")

    assert (found.code, "ASN-B009" in found.err) == (2, True)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", presets())
def test_every_preset_has_a_handbook_with_its_measures_as_headings(
    name: str, language: str
) -> None:
    policy = preset(name)
    text = handbook_page(handbook_of(policy, language=language, draw=False), "markdown")

    for at, each in enumerate(policy.measures.values(), start=1):
        assert f"{at}. {each.label.in_language(language) or each.name} (`{each.name}`)" in headings(
            text
        )
    assert "<" not in text.replace("<br>", "").replace(" < ", "")


@pytest.mark.parametrize(
    "name", sorted(path.parent.name for path in EXAMPLES.glob("*/policy.yaml"))
)
@pytest.mark.parametrize("style", ["markdown", "html"])
def test_every_example_has_a_handbook_with_a_worked_example(name: str, style: str) -> None:
    policy = parse_policy((EXAMPLES / name / "policy.yaml").read_text("utf-8"))
    records = parse_records((EXAMPLES / name / "records.yaml").read_text("utf-8"))
    cards = [score(policy, each) for each in records.appraisals.values()]
    card = next(each for each in cards if each.status == "complete")
    text = handbook_page(handbook_of(policy, card, draw=style == "html"), style)

    assert f"Contoh hitungan: {card.appraisal.id}" in text
    assert policy.fingerprint in text
