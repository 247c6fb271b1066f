"""How the demo prints: lines that fit, plain signs for old consoles, and its own few words."""

import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

#: For consoles that cannot show these signs.
SIGNS = str.maketrans(
    {"→": "->", "≥": ">=", "≤": "<=", "×": "x", "…": "...", "∞": "inf", "–": "-", "—": "-"}
)

WORDS = {
    "unit": ("1. Satu unit: {}", "1. One unit: {}"),
    "name": ("Nama", "Name"),
    "incomplete": ("belum lengkap", "incomplete"),
    "why": ("2. Mengapa demikian: {}", "2. Why: {}"),
    "next": ("3. Menuju tingkat berikutnya: {}", "3. What would reach the next level: {}"),
    "plan": ("4. Rencana kerja yang tidak jelas ditolak", "4. A plan that is not clear is refused"),
    "policy": ("5. Kebijakan yang rusak", "5. A broken policy"),
    "faults": ("{} kesalahan", "{} faults"),
    "calibrated": ("6. Unit dikalibrasi", "6. The unit calibrated"),
    "pattern": ("{} ({}): pola `{}`", "{} ({}): pattern `{}`"),
    "guide": (
        "Pola ini panduan: perpindahan berikut hanya usulan; tidak ada predikat yang berubah.",
        "The pattern is a guide: these moves are only proposed, and no level changes.",
    ),
    "level": ("Tingkat", "Level"),
    "before": ("sebelum", "before"),
    "after": ("sesudah", "after"),
    "no_moves": (
        "Pola sudah terpenuhi; tidak ada yang diusulkan berpindah.",
        "The pattern holds; nobody is proposed to move.",
    ),
    "objection": ("7. Satu keberatan diputuskan: {}", "7. One objection decided: {}"),
    "received": (
        "{}: dokumen diterima dengan hasil {}. Keberatan paling lambat {}.",
        "{}: document received with the result {}. An objection is possible until {}.",
    ),
    "objected": ("{}: keberatan kepada {}. {}", "{}: objection to {}. {}"),
    "decided": (
        "{}: {} memutuskan (paling lambat {}): {} menjadi {}. {} Rekomendasi: {}",
        "{}: {} decides (due {}): {} becomes {}. {} Recommendation: {}",
    ),
    "late": ("Keberatan yang terlambat: {}", "An objection that is late: {}"),
    "training": ("8. Kebutuhan pelatihan unit: {}", "8. Training needs of the unit: {}"),
    "whose": (
        "Tebing Tinggi tidak memiliki kerangka kompetensi; unit ini dari contoh `{}`.",
        "Tebing Tinggi has no competency framework; this unit is of the example `{}`.",
    ),
}


def word(name: str, lang: str, *values: object) -> str:
    """Return the words of the demo in one language."""
    return WORDS[name][lang == "en"].format(*values)


def say(text: str) -> None:
    """Print text in lines that fit, with plain signs where the console has no others."""
    if "utf" not in (sys.stdout.encoding or "").lower():
        text = text.translate(SIGNS)
    for line in text.split("\n"):
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        # A quoted line stands above the caret that points into it, so it is not broken.
        print(line if line[:6].isspace() else textwrap.fill(line, 100, subsequent_indent=indent))


def heading(name: str, lang: str, *values: object) -> None:
    """Print a heading."""
    text = word(name, lang, *values)
    say(f"\n{text}\n{'=' * len(text)}\n")


def shown(value: Any, lang: str) -> str:
    """Write a value of a card as people read it."""
    if hasattr(value, "label"):
        return str(value.label.in_language(lang))
    written = "-" if value is None else str(value)
    return written.replace(".", ",") if lang == "id" else written


def table(rows: Sequence[Sequence[str]], *, right: slice) -> Iterable[str]:
    """Yield the lines of a table; the first row is its head, and `right` is aligned there."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    numbers = set(range(len(widths))[right])
    ruled = [rows[0], ["-" * width for width in widths], *rows[1:]]
    for row in ruled:
        cells = (
            text.rjust(width) if at in numbers else text.ljust(width)
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
