"""The report: one file that needs nothing else, every picture with words, every value escaped."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from asn_appraisal import parse_policy, parse_records
from asn_appraisal.presets import preset, presets
from asn_appraisal.workbench.report import report_of, report_page
from asn_appraisal.workbench.report.rules import rules_of

EXAMPLES = Path(__file__).parents[2] / "examples"


class Page(HTMLParser):
    """What a page holds: tags with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [found for name, found in self.tags if name == tag]


def test_a_report_is_one_file_that_needs_nothing_else(run: Any, loket: Path, folder: Path) -> None:
    found = run("report", "--no-properties", "loket", "loket/records.yaml", "-o", "laporan.html")
    page = Page((folder / "laporan.html").read_text("utf-8"))

    assert found.code == 0
    assert page.all("script") == page.all("link") == page.all("iframe") == []
    assert page.all("html") == [{"lang": "id"}]
    addresses = [
        value for _, found in page.tags for key, value in found.items() if key in ("src", "href")
    ]
    assert addresses
    assert all((value or "").startswith(("data:image/svg+xml;base64,", "#")) for value in addresses)


def test_it_shows_people_distribution_rules_and_sources(
    run: Any, loket: Path, folder: Path
) -> None:
    run("report", "--no-properties", "loket", "loket/records.yaml", "-o", "laporan.html")
    text = Page((folder / "laporan.html").read_text("utf-8")).text

    assert "2lengkap" in text.replace(" ", "")
    assert "95,00" in text
    assert "Belum ada hasil" in text
    assert "Diktum kedua" in text
    assert "Pola ini panduan" in text
    assert "0,7 × hasil_kerja + 0,3 × perilaku" in text
    assert parse_policy((loket / "policy.yaml").read_text("utf-8")).fingerprint in text


def test_every_picture_is_told_in_words(run: Any, loket: Path, folder: Path) -> None:
    run("report", "--no-properties", "loket", "loket/records.yaml", "-o", "laporan.html")
    words = [
        each["alt"] or "" for each in Page((folder / "laporan.html").read_text("utf-8")).all("img")
    ]

    assert len(words) == 5  # everybody, one unit, two curves, one strip of bands
    assert (
        "Jumlah orang menurut Predikat kinerja: Kurang 0; Cukup 1; Baik 1; Sangat Baik 0." in words
    )
    assert any(
        each.startswith("Kurva Capaian indikator (makin rendah makin baik)") for each in words
    )
    assert any("Baik ≥ 90" in each for each in words)


def test_moves_of_a_comparison_flow_from_level_to_level(
    run: Any, loket: Path, folder: Path
) -> None:
    text = (loket / "policy.yaml").read_text("utf-8").replace("from: 90}", "from: 96}")
    (folder / "usulan.yaml").write_text(text, "utf-8")
    run(
        "report",
        "--no-properties",
        "usulan.yaml",
        "loket/records.yaml",
        "--compare",
        "loket",
        "-o",
        "l.html",
    )
    page = Page((folder / "l.html").read_text("utf-8"))

    flow = [each["alt"] for each in page.all("img") if "Perpindahan" in (each["alt"] or "")]
    assert flow == ["Perpindahan tingkat: 1 orang dari Cukup ke Cukup; 1 orang dari Baik ke Cukup."]
    assert "2025-sari: Baik → Cukup; karena predikat (-1)" in page.text


def test_what_people_write_is_never_markup(run: Any, loket: Path, folder: Path) -> None:
    records = (loket / "records.yaml").read_text("utf-8")
    (loket / "records.yaml").write_text(
        records.replace("name: Sari", "name: <script>x</script>"), "utf-8"
    )
    policy = (loket / "policy.yaml").read_text("utf-8")
    (loket / "policy.yaml").write_text(policy.replace("Nilai akhir", '"<b onload=1>&"'), "utf-8")
    run("report", "--no-properties", "loket", "loket/records.yaml", "-o", "l.html")
    page = Page((folder / "l.html").read_text("utf-8"))

    assert page.all("script") == []
    assert page.all("b") == [{}, {}, {}]  # the three tallies
    assert "<script>x</script>" in page.text
    assert "<b onload=1>&" in page.text


def test_the_same_report_twice_is_the_same_bytes(run: Any, loket: Path, folder: Path) -> None:
    for name in ("a.html", "b.html"):
        run("report", "--no-properties", "loket", "loket/records.yaml", "-o", name)

    assert (folder / "a.html").read_bytes() == (folder / "b.html").read_bytes()


def test_a_matrix_is_a_table_of_levels() -> None:
    rules = {each.name: each for each in rules_of(preset("permenpanrb-6-2022"), "id")}
    decision = next(each.decision for each in rules.values() if each.decision)

    assert len(decision.body) == 3
    assert {len(cells) for _, cells in decision.body} == {3}
    assert decision.body[0][1][-1].text == "Sangat Baik"


@pytest.mark.parametrize("name", presets())
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_preset_has_its_rules_shown(name: str, language: str) -> None:
    policy = preset(name)
    rules = rules_of(policy, language)

    assert [each.name for each in rules] == list(policy.measures)
    assert all(each.formula for each in rules)


@pytest.mark.parametrize(
    "folder_name", sorted(path.parent.name for path in EXAMPLES.glob("*/policy.yaml"))
)
def test_every_example_makes_a_report_in_english(folder_name: str) -> None:
    policy = parse_policy((EXAMPLES / folder_name / "policy.yaml").read_text("utf-8"))
    records = parse_records((EXAMPLES / folder_name / "records.yaml").read_text("utf-8"))
    page = Page(report_page(report_of(policy, records, language="en", verify=False)))

    assert page.all("html") == [{"lang": "en"}]
    assert all(each["alt"] for each in page.all("img"))
    assert len(page.all("h3")) >= len(policy.measures)


def test_verdicts_are_shown(
    run: Any, loket: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys  # noqa: PLC0415 - for this room alone
    from types import ModuleType, SimpleNamespace  # noqa: PLC0415

    name = "improvement-never-hurts"
    verdict = SimpleNamespace(
        property=name, status="violated", text=lambda language: f"saksi <{language}>"
    )
    report = SimpleNamespace(verdicts={name: verdict}, failing=(verdict,))
    room = ModuleType("asn_appraisal.fairness")
    room.verify = lambda policy: report  # type: ignore[attr-defined] # noqa: ARG005
    monkeypatch.setitem(sys.modules, "asn_appraisal.fairness", room)
    run("report", "loket", "loket/records.yaml", "-o", "l.html")
    text = Page((folder / "l.html").read_text("utf-8")).text

    assert "improvement-never-hurts" in text
    assert "dilanggar" in text
    assert "saksi <id>" in text
    assert "Ini bukan pernyataan bahwa kebijakan ini adil" in text
