"""Ten mistakes that analysts make: each is told with its place and its cure."""

from pathlib import Path
from typing import Any

import pytest

CIRCULAR = "  dua:\n    formula: tiga + 1\n  tiga:\n    formula: dua + 1\n  nilai_akhir:\n"

MISTAKES = [
    # what, file, old, new, line of the message, code, cure
    (
        "unknown key",
        "policy",
        "    round: 2\n  perilaku",
        "    roud: 2\n  perilaku",
        47,
        "ASN-D020",
        "`round`",
    ),
    ("misspelt measure", "policy", "mean(capaian", "mean(capain", 46, "ASN-F009", "`capaian`"),
    (
        "missing polarity",
        "policy",
        "      lower: clip(100 * (2 - actual / target), 0, 120)\n",
        "",
        39,
        "ASN-P039",
        "Tambahkan setiap nilai",
    ),
    (
        "weights that sum to 99.99",
        "policy",
        "    actual: {from: 0}\n",
        "    actual: {from: 0}\n    weight: {total: 100}\n",
        None,
        "ASN-E004",
        "100",
    ),
    (
        "overlapping bands",
        "policy",
        "        - {level: baik, from: 90}\n        - {level: cukup, from: 70}\n",
        "        - {level: cukup, from: 70}\n        - {level: baik, from: 90}\n",
        66,
        "ASN-P050",
        "urutkan dari batas tertinggi",
    ),
    ("decimal comma", "policy", "from: 90}", "from: 90,5}", 65, "ASN-D033", "Tulis 90.5"),
    (
        "comma of a formula in braces",
        "policy",
        "    formula: mean(capaian, weight=weight)\n    round: 2\n  perilaku",
        "    lookup: {of: mean(capaian, weight=weight), values: {}}\n  perilaku",
        46,
        "ASN-D034",
        'of: "mean(capaian, weight=weight)"',
    ),
    (
        "decimal comma in a formula",
        "policy",
        "0.70 *",
        "0,70 *",
        54,
        "ASN-F005",
        "0.70, bukan 0,70",
    ),
    (
        "tab",
        "policy",
        "    label: Nilai akhir",
        "\tlabel: Nilai akhir",
        53,
        "ASN-D002",
        "dua spasi",
    ),
    (
        "wrong indentation",
        "policy",
        "    label: Nilai akhir",
        "   label: Nilai akhir",
        54,
        "ASN-D001",
        "indentasi",
    ),
    (
        "level of another scale",
        "policy",
        "{level: kurang}",
        "{level: butuh_perbaikan}",
        67,
        "ASN-P043",
        "`kurang`",
    ),
    (
        "circular measure",
        "policy",
        "  nilai_akhir:\n",
        CIRCULAR,
        53,
        "ASN-F029",
        "Pindahkan ke atas",
    ),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "code", "cure"),
    [pytest.param(*rest, id=name) for name, *rest in MISTAKES],
)
def test_a_mistake_is_told_with_its_place_and_its_cure(
    run: Any, loket: Path, file: str, old: str, new: str, line: int | None, code: str, cure: str
) -> None:
    path = loket / f"{file}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    if line is None:  # a fault of the data under this policy
        records = loket / "records.yaml"
        records.write_text(
            records.read_text("utf-8").replace("weight: 2", "weight: 98.99"), "utf-8"
        )
        found = run("score", "loket/policy.yaml", "loket/records.yaml")
        said = found.err
        assert "loket/records.yaml: appraisals[2025-sari]" in said
        assert "99.99" in said
    else:
        found = run("check", "loket")
        said = found.out
        assert f"loket/{file}.yaml:{line}:" in said
        assert "^" in said
    assert found.code == 1
    assert code in said
    assert cure in said


# The command line -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code", "indonesian", "english"),
    [
        ("skor loket", "ASN-B040", "Maksud Anda `score`?", "Did you mean `score`?"),
        ("check loket --formt csv", "ASN-B041", "Maksud Anda `--format`?", "Did you mean"),
        (
            "score loket",
            "ASN-B042",
            "Lihat `asn-appraisal score --help`",
            "`RECORDS...` is missing",
        ),
        ("check loket -f xlsx", "ASN-B043", "Yang dikenal: `text`", "Known: `text`"),
        ("verify loket --examples -5", "ASN-B043", "paling sedikit 0", "at least 0"),
        ("test loket --coverage-fail-under x", "ASN-B043", "dari 0 sampai 100", "from 0 to 100"),
        ("test loket --coverage=x", "ASN-B044", "tidak menerima nilai", "takes no value"),
        ("check loket -o", "ASN-B045", "memerlukan nilai", "needs a value"),
        ("new a b", "ASN-B046", "berlebih: `b`", "more than the command takes: `b`"),
        (
            "explain loket loket/records.yaml",
            "ASN-B013",
            "`--appraisal`. Yang dikenal: `2025-budi`",
            "Choose one with `--appraisal`. Known here: `2025-budi`",
        ),
    ],
)
def test_wrong_use_is_told_with_its_cure_in_the_language_of_the_run(
    run: Any, loket: Path, line: str, code: str, indonesian: str, english: str
) -> None:
    for language, words in (("id", indonesian), ("en", english)):
        found = run("--lang", language, *line.split())
        assert found.code == 2
        assert code in found.err
        assert words in found.err


def test_a_language_that_there_is_not_is_told_in_indonesian(run: Any) -> None:
    found = run("--lang", "fr", "presets")

    assert (found.code, "Yang dikenal: `id`, `en`." in found.err) == (2, True)


# Files ----------------------------------------------------------------------------------


def test_a_document_saved_as_unicode_by_notepad_is_told_of_not_passed_over(
    run: Any, loket: Path
) -> None:
    policy = loket / "policy.yaml"
    policy.write_bytes(policy.read_text("utf-8").encode("utf-16"))

    assert "policy.yaml:1:1: ASN-D003" in run("check", "loket").out
    assert "(UTF-16)" in run("score", "loket", "loket/records.yaml").err


@pytest.mark.parametrize("name", ["data.xlsx", "data.csv"])
def test_a_workbook_is_told_what_to_save_it_as(
    run: Any, loket: Path, folder: Path, name: str
) -> None:
    (folder / name).write_bytes(b"PK\x03\x04\x14\x00\x06\x00\x08\x00")

    assert "ASN-B029" in run("check", name).out
    found = run("score", "loket", name)
    assert (found.code, "CSV UTF-8" in found.err) == (1, True)


def test_a_policy_may_be_json_whatever_its_file_is_called(
    run: Any, loket: Path, folder: Path
) -> None:
    text = (
        '{"asn_appraisal": "policy/1", "id": "a", "evidence": {"behaviours": {}},'
        ' "measures": {"b": {"formula": "mean(behaviours.value)"}}, "result": "b"}'
    )
    for name in ("a.yaml", "a.json"):
        (folder / name).write_text(text, "utf-8")
        assert run("check", name).out.startswith(f"{name}: baik (policy)")


def test_lines_before_the_first_key_take_no_time(run: Any, folder: Path) -> None:
    (folder / "kosong.yaml").write_text("\n" * 1000 + "x", "utf-8")
    (folder / "jauh.yaml").write_bytes(b"\r\n # x\r\n" * 30 + b"---\r\nasn_appraisal: cases/1\r\n")

    assert "ASN-B005" in run("check", "kosong.yaml").out  # it took hours for fifty lines
    assert "Kunci `cases` wajib ada" in run("check", "jauh.yaml").out  # it was found to be cases


def test_a_link_that_leads_nowhere_is_not_suggested_to_itself(run: Any, folder: Path) -> None:
    (folder / "putus.yaml").symlink_to("tidak-ada.yaml")

    assert "Maksud Anda" not in run("check", "putus.yaml").err
