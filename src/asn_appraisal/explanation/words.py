"""How numbers, levels and signs are written for people, in Indonesian and in English."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import frozen

from asn_appraisal.document import exact_text
from asn_appraisal.document.numbers import decimal_places
from asn_appraisal.formula import Level

#: A number that never ends is shown with this many places and an ellipsis.
SHOWN_PLACES = 6

_PHRASES = {
    "yes": ("ya", "yes"),
    "no": ("tidak", "no"),
    "missing": ("belum ada", "missing"),
    "result": ("Hasil", "Result"),
    "incomplete": ("Belum lengkap", "Incomplete"),
    "formula": ("rumus", "formula"),
    "numbers": ("hitungan", "in numbers"),
    "source": ("dasar", "source"),
    "reading": ("cara membaca", "reading"),
    "note": ("catatan", "note"),
    "inherited": ("sama dengan kebijakan dasar", "as in the policy it is based on"),
    "policy": ("Kebijakan", "Policy"),
    "version": ("versi", "version"),
    "appraisal": ("Penilaian", "Appraisal"),
    "decided_by": ("diputuskan oleh", "decided by"),
    "reason": ("alasan", "reason"),
    "evidence": ("bukti", "evidence"),
    "suggested": ("usulan kebijakan", "suggested by the policy"),
    "of": ("dari", "of"),
    "rounded": ("dibulatkan ke {places} desimal", "rounded to {places} places"),
    "half_up": ("setengah ke atas", "half up"),
    "half_even": ("setengah ke genap", "half to even"),
    "up": ("menjauhi nol", "away from zero"),
    "down": ("mendekati nol", "toward zero"),
    "why_not": ("Mengapa belum ada hasil", "Why there is no result"),
    "notes": ("Yang perlu diketahui", "What to know"),
    "not_computed": ("tidak dapat dihitung", "cannot be computed"),
    "next": ("Yang akan mencapai {level}", "What would reach {level}"),
    "top": ("Tingkat tertinggi sudah tercapai.", "The highest level has been reached."),
    "none": (
        "Tidak ada satu perubahan tunggal pun yang mencapai {level}.",
        "No single change of evidence reaches {level}.",
    ),
    "no_levels": ("Hasil kebijakan ini tidak bertingkat.", "The result has no levels."),
    "needs_complete": (
        "Lengkapi buktinya lebih dahulu; selama belum lengkap tidak ada hasil.",
        "Complete the evidence first; until then there is no result.",
    ),
    "decided": (
        "Hasil ini ditetapkan oleh {by}; hanya keputusan baru yang mengubahnya.",
        "This result was decided by {by}; only a new decision changes it.",
    ),
    "observed": ("catatan {combine}: {values}", "observed, {combine}: {values}"),
    "sum": ("dijumlah", "added up"),
    "mean": ("dirata-rata", "averaged"),
    "latest": ("yang terakhir", "the latest"),
    "change": (
        "{what}: {after} (sekarang {before}) → {level}",
        "{what}: {after} (now {before}) → {level}",
    ),
    "cannot": ("{what}: tidak dapat, berapa pun nilainya", "{what}: cannot, whatever its value"),
    "unknown": ("{what}: tidak dapat dipastikan", "{what}: could not be decided"),
    "each": (
        "Hanya satu bukti yang berubah, yang lain tetap.",
        "One thing changes, the rest stays.",
    ),
}

_OPERATORS = {
    "*": ("×", "×"),
    "/": ("/", "/"),
    "-": ("-", "-"),
    "+": ("+", "+"),
    "==": ("=", "="),
    "!=": ("≠", "≠"),
    "<=": ("≤", "≤"),
    ">=": ("≥", "≥"),
    "<": ("<", "<"),
    ">": (">", ">"),
    "and": ("dan", "and"),
    "or": ("atau", "or"),
    "not": ("bukan", "not"),
}

#: How the fields of the evidence are called.
_FIELDS = {
    "actual": ("realisasi", "actual"),
    "target": ("target", "target"),
    "target_from": ("batas bawah target", "lower end of the target"),
    "target_to": ("batas atas target", "upper end of the target"),
    "weight": ("bobot", "weight"),
    "rating": ("penilaian", "rating"),
    "value": ("nilai", "mark"),
    "kind": ("jenis", "kind"),
    "aspect": ("aspek", "aspect"),
    "rater": ("penilai", "rater"),
    "polarity": ("polarisasi", "polarity"),
    "at_maximum": ("target sudah maksimal", "target is the most"),
    "competency": ("kompetensi", "competency"),
    "cluster": ("rumpun", "cluster"),
    "required": ("level yang disyaratkan", "level required"),
    "attained": ("level yang dicapai", "level attained"),
    "period": ("periode", "period"),
    "months": ("bulan", "months"),
    "title": ("judul", "title"),
    "unit": ("satuan", "unit"),
    "indicators": ("indikator", "indicators"),
}


@frozen
class Words:
    """Kata: one language's way of writing values."""

    #: `id` or `en`.
    language: str

    def phrase(self, name: str, **values: object) -> str:
        """Return a fixed phrase."""
        text = _PHRASES[name][self.language == "en"]
        return text.format_map(values) if values else text

    def operator(self, sign: str) -> str:
        """Return how a sign is written."""
        return _OPERATORS[sign][self.language == "en"]

    def field(self, name: str) -> str:
        """Return how a field of the evidence is called; a name of the policy's own stays."""
        known = _FIELDS.get(name)
        return name if known is None else known[self.language == "en"]

    @property
    def separator(self) -> str:
        """Return what stands between the arguments of a function."""
        return ", " if self.language == "en" else "; "

    def number(self, value: Fraction | Decimal, places: int | None = None) -> str:
        """Write a number: 1.234,50 in Indonesian, 1,234.50 in English.

        >>> Words("id").number(Fraction("1234.5"), 2), Words("en").number(Fraction("1234.5"), 2)
        ('1.234,50', '1,234.50')
        """
        exact = Fraction(value)
        ends = decimal_places(exact)
        if ends is None:
            cut = Fraction(int(exact * 10**SHOWN_PLACES), 10**SHOWN_PLACES)
            sign = "-" if exact < 0 and cut == 0 else ""
            return f"{sign}{self._grouped(cut, SHOWN_PLACES)}…"
        return self._grouped(exact, max(ends, places or 0))

    def reported(self, value: Fraction) -> str:
        """Write a number as it was reported: one that never ends as a ratio, e.g. 1/7."""
        return exact_text(value) if decimal_places(value) is None else self.number(value)

    def _grouped(self, value: Fraction, places: int) -> str:
        text = exact_text(value)
        whole, _, decimals = text.partition(".")
        grouped = f"{int(whole):,}"
        if whole.startswith("-") and not grouped.startswith("-"):
            grouped = f"-{grouped}"
        full = f"{grouped}.{decimals.ljust(places, '0')}" if places else grouped
        return full if self.language == "en" else full.translate(str.maketrans(",.", ".,"))

    def value(self, value: Any, places: int | None = None) -> str:
        """Write any value of a measure or of evidence."""
        match value:
            case None:
                return self.phrase("missing")
            case bool():
                return self.phrase("yes" if value else "no")
            case Level():
                return value.label.in_language(self.language)
            case Fraction() | Decimal() | int():
                return self.number(Fraction(value), places)
        return str(value)
