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
