import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from asn_appraisal.workbench.commands import VERBS
from asn_appraisal.workbench.verb import Verb

POLICY, RECORDS, CASES = "loket/policy.yaml", "loket/records.yaml", "loket/cases.yaml"


def change(path: Path, old: str, new: str) -> None:
    """Change one place of a file, as an analyst does."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


# Help -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_help_has_an_example_that_can_be_typed(run: Any, verb: Verb, language: str) -> None:
    found = run(verb.name, "--help", "--lang", language)

    assert found.code == 0
    assert verb.examples
    for line in verb.examples:
        assert f"  {line}\n" in found.out
        assert line.startswith(f"asn-appraisal {verb.name}")
    assert ("Contoh:" if language == "id" else "Examples:") in found.out
    assert verb.help.in_language(language).partition("\n")[0].split()[0] in found.out


def test_without_a_command_the_help_is_shown_and_the_use_is_wrong(run: Any) -> None:
    found = run()

    assert (found.code, "asn-appraisal new loket" in found.out) == (2, True)


def test_a_misspelt_command_is_answered_with_the_nearest(run: Any) -> None:
    found = run("scor", "--lang", "en")

    assert (found.code, found.out) == (2, "")
    assert "Did you mean `score`?" in found.err


def test_an_option_that_is_not_there_is_wrong_use(run: Any) -> None:
    assert run("check", "--warna", "x").code == 2


def test_without_the_extra_the_command_says_what_to_install(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "asn_appraisal.workbench.find_spec", lambda name: None if name == "rich" else 1
    )
    found = run("check", ".")

    assert found.code == 2
    assert 'python -m pip install "asn-appraisal[workbench]"' in found.err
    assert "rich" in found.err


# From new to a table --------------------------------------------------------------------


def test_what_new_makes_passes_check_and_test(run: Any, loket: Path) -> None:
    assert run("check", "loket", "--strict").code == 0
    tested = run("test", "loket", "--coverage", "--coverage-fail-under", "100")
    assert tested.code == 0
    assert "6 kasus cocok, 0 berbeda" in tested.out
    assert "6 dari 6 bagian" in tested.out
    assert "id: loket\n" in (loket / "policy.yaml").read_text("utf-8")


def test_new_overwrites_nothing(run: Any, loket: Path) -> None:
    (loket / "records.yaml").unlink()
    (loket / "policy.yaml").write_text("milik saya", "utf-8")
    found = run("new", "loket")

    assert (found.code, "ASN-B011" in found.err) == (2, True)
    assert (loket / "policy.yaml").read_text("utf-8") == "milik saya"
    assert not (loket / "records.yaml").exists()


def test_a_folder_that_cannot_name_a_policy_asks_for_an_id(run: Any) -> None:
    assert run("new", "2026!").code == 2
    assert run("new", "2026!", "--id", "usulan-2026").code == 0


# Scores ---------------------------------------------------------------------------------


def test_scores_are_a_table_with_numbers_as_indonesians_write_them(run: Any, loket: Path) -> None:
    found = run("score", POLICY, RECORDS)

    assert found.code == 0
    assert "95,00" in found.out
    assert "belum lengkap" in found.out
    assert "Nilai akhir" in found.out
    assert "lengkap: 2" in found.err


def test_scores_as_json_are_exact_text_and_nothing_is_null(run: Any, loket: Path) -> None:
    found = run("score", POLICY, RECORDS, "--format", "json")
    rows = json.loads(found.out)["rows"]

    assert [row["nilai_akhir"] for row in rows] == ["95.00", "75.62", None]
    assert [row["status"] for row in rows] == ["complete", "complete", "incomplete"]
    assert "ASN-S001" in rows[2]["reasons"]


def test_scores_as_csv_have_a_point_and_as_excel_a_comma_and_a_mark(run: Any, loket: Path) -> None:
    plain = list(csv.DictReader(StringIO(run("score", POLICY, RECORDS, "-f", "csv").out)))
    excel = run("score", POLICY, RECORDS, "-f", "excel").out

    assert plain[0]["nilai_akhir"] == "95.00"
    assert excel.startswith("\ufeffPenilaian;Pegawai;")
    assert ";95,00;baik;" in excel


def test_the_ending_of_the_output_says_the_format(run: Any, loket: Path, folder: Path) -> None:
    for name, beginning in (
        ("a.json", '{"format": 1'),
        ("a.csv", "appraisal,"),
        ("a.md", "| Penil"),
    ):
        assert run("score", POLICY, RECORDS, "-o", name).code == 0
        assert (folder / name).read_text("utf-8").startswith(beginning)


def test_only_the_measures_asked_for_are_shown_and_a_misspelt_one_is_answered(
    run: Any, loket: Path
) -> None:
    found = run("score", POLICY, RECORDS, "--measures", "predikat", "-f", "csv")
    wrong = run("score", POLICY, RECORDS, "--measures", "nilai_ahir", "--lang", "en")

    assert found.out.splitlines()[0] == "appraisal,employee,predikat,status,reasons"
    assert (wrong.code, "ASN-B030" in wrong.err) == (2, True)
    assert "Did you mean `nilai_akhir`?" in wrong.err


def test_evidence_that_breaks_the_policy_is_refused_and_the_others_are_scored(
    run: Any, loket: Path
) -> None:
    change(
        loket / "records.yaml", "aspect: kesantunan, value: 92", "aspect: kesantunan, value: 130"
    )
    found = run("score", POLICY, RECORDS, "-f", "json")
    rows = json.loads(found.out)["rows"]

    assert found.code == 1
    assert [row["status"] for row in rows] == ["refused", "complete", "incomplete"]
    assert rows[1]["nilai_akhir"] == "75.62"
    assert "appraisals[2025-sari]" in found.err


def test_a_preset_is_a_policy_too(run: Any, loket: Path) -> None:
    (loket / "r.yaml").write_text(
        "asn_appraisal: records/1\nappraisals:\n- id: a\n  facts: {predicate: baik, "
        "jf_level: ahli_pertama, months: 12}\n",
        "utf-8",
    )
    found = run("score", "bkn-3-2023-credit-points", "loket/r.yaml", "-f", "csv")

    assert "12.50" in found.out


def test_a_policy_that_is_not_there_is_answered_with_what_is(run: Any) -> None:
    found = run("score", "pp-30-2020", "x.yaml")

    assert (found.code, "ASN-B001" in found.err) == (2, True)
    assert "Maksud Anda `pp-30-2019`?" in found.err


def test_files_in_the_wrong_order_are_told_apart(run: Any, loket: Path) -> None:
    found = run("score", RECORDS, POLICY)

    assert (found.code, "ASN-B006" in found.err) == (2, True)


def test_a_folder_without_records_is_nothing_to_score(run: Any, loket: Path, folder: Path) -> None:
    (folder / "kosong").mkdir()

    assert run("score", POLICY, "kosong").code == 2
    (folder / "kosong" / "r.yaml").write_text(
        "asn_appraisal: records/1\nunits: [{id: u}]\n", "utf-8"
    )
    found = run("score", POLICY, "kosong")
    assert (found.code, "ASN-B007" in found.err) == (3, True)


# Explanations, calibration, comparison -----------------------------------------------------


def test_one_result_is_explained_in_either_language(run: Any, loket: Path) -> None:
    found = run("explain", POLICY, RECORDS, "-a", "2025-sari", "--contrast")
    english = run("explain", POLICY, RECORDS, "-a", "2025-sari", "--lang", "en", "-f", "markdown")
    data = run("explain", POLICY, RECORDS, "-a", "2025-sari", "-f", "json")

    assert "0,7 × 97,78 + 0,3 × 88,50 = 94,996" in found.out
    assert "Yang akan mencapai Sangat Baik" in found.out
    assert english.out.startswith("# ")
    assert "94.996" in english.out
    assert json.loads(data.out)["type"] == "Explanation"


def test_without_a_name_only_a_single_appraisal_is_explained(run: Any, loket: Path) -> None:
    found = run("explain", POLICY, RECORDS)
    assert (found.code, "ASN-B013" in found.err) == (2, True)
    assert "Maksud Anda `2025-sari`?" in run("explain", POLICY, RECORDS, "-a", "2025-sary").err


def test_every_unit_is_calibrated_and_a_broken_pattern_is_a_finding(run: Any, loket: Path) -> None:
    good = run("calibrate", POLICY, RECORDS)
    assert good.code == 0
    assert "sebagai panduan\n" in good.out
    assert "\n  Baik: 1 orang, sesudahnya 1" in good.out
    change(loket / "policy.yaml", "sangat_baik: {at_most: 50%}", "cukup: {at_most: 0%}")
    found = run("calibrate", POLICY, RECORDS, "--unit", "loket", "-f", "json")
    table = run("calibrate", POLICY, RECORDS, "-f", "csv")

    assert found.code == 1
    unit = json.loads(found.out)["units"][0]
    assert [move["employee"] for move in unit["moves"]] == ["budi"]
    assert "loket,budi,cukup,baik" in table.out


def test_a_policy_that_does_not_calibrate_says_so_once(run: Any, loket: Path) -> None:
    found = run("calibrate", "pp-46-2011", RECORDS)

    assert found.code == 1
    assert found.err.count("ASN-C050") == 1


def test_an_unknown_unit_is_wrong_use(run: Any, loket: Path) -> None:
    found = run("calibrate", POLICY, RECORDS, "--unit", "lokt")

    assert (found.code, "ASN-B010" in found.err) == (2, True)
    assert "Maksud Anda `loket`?" in found.err


def test_two_policies_are_compared_over_the_same_people(
    run: Any, loket: Path, folder: Path
) -> None:
    text = (loket / "policy.yaml").read_text("utf-8")
    usulan = text.replace("0.70 * hasil_kerja + 0.30", "0.60 * hasil_kerja + 0.40")
    (folder / "usulan.yaml").write_text(usulan.replace("from: 90", "from: 95"), "utf-8")
    found = run("compare", POLICY, "usulan.yaml", RECORDS)
    data = json.loads(run("compare", POLICY, "usulan.yaml", RECORDS, "-f", "json").out)

    assert found.code == 0
    assert "sari" in found.out
    assert data["matrix"] == [
        {"before": "cukup", "after": "cukup", "people": 1},
        {"before": "baik", "after": "cukup", "people": 1},
    ]
    assert data["apart"][0]["appraisal"] == "2025-dewi"


def test_presets_are_listed_and_written_out(run: Any, folder: Path) -> None:
    assert "permenpanrb-6-2022" in run("presets").out
    assert run("presets", "pp-30-2019", "-o", "pp.yaml").code == 0
    assert run("check", "pp.yaml").code == 0
    assert run("presets", "pp-30").code == 2


# Check and test -------------------------------------------------------------------------


def test_a_broken_policy_is_shown_with_file_line_column_and_cure(run: Any, loket: Path) -> None:
    change(loket / "policy.yaml", "mean(capaian", "mean(capaain")
    found = run("check", "loket")

    assert found.code == 1
    assert "loket/policy.yaml:46:19: ASN-F009" in found.out
    assert "Maksud Anda `capaian`?" in found.out
    assert "loket/records.yaml: baik" in found.out


def test_findings_go_to_junit_and_tables(run: Any, loket: Path, folder: Path) -> None:
    change(loket / "policy.yaml", "mean(capaian", "mean(capaain")
    assert run("check", "loket", "-o", "check.xml").code == 1
    suite = ET.parse(folder / "check.xml").getroot()  # noqa: S314 - our own file
    rows = json.loads(run("check", "loket", "-f", "json").out)["rows"]

    assert (suite.get("tests"), suite.get("failures")) == ("3", "1")
    assert [(row["code"], row["line"], row["column"]) for row in rows] == [("ASN-F009", 46, 19)]


def test_other_peoples_yaml_is_left_alone_unless_it_is_named(
    run: Any, loket: Path, folder: Path
) -> None:
    (loket / "compose.yaml").write_text("services: {}\n", "utf-8")

    assert run("check", "loket").code == 0
    found = run("check", "loket/compose.yaml")
    assert (found.code, "ASN-B005" in found.out) == (1, True)
    (folder / "kosong").mkdir()
    assert run("check", "kosong").code == 3


def test_warnings_stop_only_where_that_is_asked(run: Any, loket: Path) -> None:
    change(loket / "policy.yaml", ", when: inovasi}", "}")
    found = run("check", "loket/policy.yaml")

    assert (found.code, ": (peringatan) ASN-W005: `inovasi`" in found.out) == (0, True)
    assert run("check", "loket/policy.yaml", "--strict").code == 1


def test_a_failing_case_shows_place_caret_values_and_the_reason(run: Any, loket: Path) -> None:
    change(loket / "policy.yaml", "{level: baik, from: 90}", "{level: baik, above: 90}")
    found = run("test", "loket")

    assert found.code == 1
    assert "loket/cases.yaml:11:46: predikat: diharapkan baik, ternyata cukup" in found.out
    assert '        expect: {nilai_akhir: "90.00", predikat: baik}\n' in found.out
    assert f"\n    {' ' * 45}^^^^\n" in found.out
    assert "hitungan: 90,00 < 110; 90,00 ≤ 90; 90,00 ≥ 70 → Cukup" in found.out
    assert "Diktum ketiga, batas bawah termasuk" in found.out


def test_every_difference_of_a_case_is_shown_and_the_first_measure_explained(
    run: Any, loket: Path
) -> None:
    change(loket / "policy.yaml", "0.70 * hasil_kerja + 0.30", "0.50 * hasil_kerja + 0.50")
    change(loket / "cases.yaml", 'nilai_akhir: "115.00"', 'hasil_kerja: 1, nilai_akhir: "115.00"')
    rows = json.loads(run("test", "loket", "-f", "json").out)["rows"]
    wrong = [(row["what"], row["expected"], row["found"]) for row in rows if row["what"]]

    assert wrong == [
        ("nilai_akhir", "30.00", "50.00"),
        ("hasil_kerja", "1", "118.00"),
        ("nilai_akhir", "115.00", "113.00"),
    ]
    assert "Nilai hasil kerja (hasil_kerja) = 118,00" in run("test", "loket").out


def test_cases_are_picked_by_name_and_tag(run: Any, loket: Path) -> None:
    change(
        loket / "cases.yaml",
        "    because: Diktum ketiga",
        "    tags: [batas]\n    because: Diktum ketiga",
    )

    assert "1 kasus cocok" in run("test", "loket", "--tag", "batas").out
    assert "1 kasus cocok" in run("test", "loket", "--name", "BUKAN NOL").out
    assert run("test", "loket", "--name", "tidak ada yang bernama ini").code == 3


def test_a_change_is_tried_with_the_cases_of_the_policy_it_would_replace(
    run: Any, loket: Path, folder: Path
) -> None:
    usulan = (loket / "policy.yaml").read_text("utf-8").replace("from: 90}", "from: 85}")
    (folder / "usulan.yaml").write_text(usulan, "utf-8")
    found = run("test", CASES, "--policy", "usulan.yaml")

    assert found.code == 1
    assert "seperseratus di bawahnya masih Cukup" in found.out


def test_parts_that_no_case_reaches_are_named_with_their_lines(run: Any, loket: Path) -> None:
    text = (loket / "cases.yaml").read_text("utf-8")
    (loket / "cases.yaml").write_text(text.partition("  - name: lebih lambat")[0], "utf-8")
    found = run("test", "loket", "--coverage", "--coverage-fail-under", "75")

    assert found.code == 1
    assert "3 dari 6 bagian" in found.out
    assert "belum dicapai: 42: capaian: kasus rumus lower" in found.out
    assert "predikat: pita sangat_baik" in found.out
    assert run("test", "loket", "--coverage-fail-under", "50").code == 0


def test_cases_whose_policy_is_not_there_are_told_of_and_the_others_tried(
    run: Any, loket: Path
) -> None:
    (loket / "lain.yaml").write_text(
        "asn_appraisal: cases/1\npolicy: tidak-ada\ncases:\n"
        "  - {name: x, given: {facts: {}}, expect: {status: complete}}\n",
        "utf-8",
    )
    found = run("test", "loket")

    assert found.code == 1
    assert "ASN-B008" in found.err
    assert "6 kasus cocok, 0 berbeda, 1 berkas tidak dapat dibaca" in found.out


def test_evidence_that_cannot_be_read_fails_its_case_only(run: Any, loket: Path) -> None:
    change(loket / "cases.yaml", "actual: 89.99", "actual: banyak")
    found = run("test", "loket")

    assert found.code == 1
    assert "ASN-D023" in found.out
    assert "5 kasus cocok, 1 berbeda" in found.out


def test_junit_carries_policy_version_and_failure(run: Any, loket: Path, folder: Path) -> None:
    change(loket / "policy.yaml", "{level: baik, from: 90}", "{level: baik, above: 90}")
    assert run("test", "loket", "-o", "hasil.xml").code == 1
    suite = ET.parse(folder / "hasil.xml").getroot()[0]  # noqa: S314 - our own file
    first = suite[0]

    assert (suite.get("tests"), suite.get("failures")) == ("6", "1")
    assert (first.get("name"), first.get("line")) == ("nilai tepat 90 sudah Baik", "6")
    properties = {each.get("name"): each.get("value") for each in first.iter("property")}
    assert properties["policy"] == "loket"
    assert len(properties["fingerprint"] or "") == 64
    assert "ternyata cukup" in (first[1].text or "")


# Variants -------------------------------------------------------------------------------


def test_a_variant_finds_its_base_among_presets_and_beside_it(run: Any, loket: Path) -> None:
    (loket / "varian.yaml").write_text(
        "asn_appraisal: policy/1\nid: varian\nbased_on: loket\ntitle: Varian\n", "utf-8"
    )
    (loket / "nasional.yaml").write_text(
        "asn_appraisal: policy/1\nid: nasional\nbased_on: pp-30-2019\ntitle: Varian\n", "utf-8"
    )

    assert run("check", "loket/varian.yaml", "loket/nasional.yaml").code == 0


def test_variants_that_are_based_on_each_other_end_in_a_message(run: Any, loket: Path) -> None:
    for one, two in (("a", "b"), ("b", "a")):
        (loket / f"{one}.yaml").write_text(
            f"asn_appraisal: policy/1\nid: {one}\nbased_on: {two}\n", "utf-8"
        )

    found = run("check", "loket/a.yaml")
    assert (found.code, "ASN-P070" in found.out) == (1, True)


def test_a_fault_of_the_base_is_told_in_the_file_of_the_base(run: Any, loket: Path) -> None:
    change(loket / "policy.yaml", "mean(capaian", "mean(capaain")
    (loket / "varian.yaml").write_text(
        "asn_appraisal: policy/1\nid: varian\nbased_on: loket\ntitle: Varian\n", "utf-8"
    )
    for command in (("check", "loket/varian.yaml"), ("test", "loket")):
        found = run(*command)
        assert found.code == 1
        assert "loket/policy.yaml:46:19: ASN-F009" in found.out + found.err
