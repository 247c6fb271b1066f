"""How numbers, levels and signs are written for people, in Indonesian and in English."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from asn_appraisal.document import exact_text
from asn_appraisal.document.numbers import decimal_places
from asn_appraisal.errors import Text
from asn_appraisal.formula import Level
from asn_appraisal.policy import Policy

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
    "inherited": ("diambil tanpa perubahan dari {base}", "taken unchanged from {base}"),
    "policy": ("Kebijakan", "Policy"),
    "version": ("versi", "version"),
    "appraisal": ("Penilaian", "Appraisal"),
    "facts": ("Fakta yang dipakai", "Facts used"),
    "because": ("{numbers} (karena {reasons})", "{numbers} (because {reasons})"),
    "decided_by": ("diputuskan oleh {by}: {level}", "decided by {by}: {level}"),
    "appraiser": ("pejabat penilai", "the appraiser"),
    "decision": ("keputusan pejabat penilai", "the appraiser's decision"),
    "decision_or": (
        "keputusan pejabat penilai; usulan kebijakan: {suggest}",
        "the appraiser's decision; the policy suggests: {suggest}",
    ),
    "reason": ("alasan", "reason"),
    "evidence": ("bukti", "evidence"),
    "suggested": ("usulan kebijakan: {level}", "suggested by the policy: {level}"),
    "suggestion_used": (
        "belum ada keputusan; usulan kebijakan yang dipakai: {level}",
        "not decided yet; the policy's suggestion is used: {level}",
    ),
    "from_rater": ("{aspect} dari {rater}", "{aspect} from {rater}"),
    "many_rows": ("({called} {count} baris = {value})", "({called} of {count} rows = {value})"),
    "no_rows": ("{value} (tidak ada baris)", "{value} (no rows)"),
    "rounded": ("dibulatkan ke {places} desimal ({way})", "rounded to {places} places ({way})"),
    "rounded_1": ("dibulatkan ke 1 desimal ({way})", "rounded to 1 place ({way})"),
    "rounded_0": ("dibulatkan ke bilangan bulat ({way})", "rounded to a whole number ({way})"),
    "half_up": ("setengah ke atas", "half up"),
    "half_even": ("setengah ke genap", "half to even"),
    "up": ("menjauhi nol", "away from zero"),
    "down": ("mendekati nol", "toward zero"),
    "why_not": ("Mengapa belum ada hasil", "Why there is no result"),
    "notes": ("Yang perlu diketahui", "What to know"),
    "not_computed": ("belum dapat dihitung", "cannot be computed yet"),
    "withheld": ("belum ada hasil", "no result yet"),
    "next": (
        "Yang akan mencapai {level}, bila hanya satu bukti berubah dan yang lain tetap:",
        "What would reach {level}, if one piece of evidence changes and the rest stays:",
    ),
    "top": ("Tingkat tertinggi sudah tercapai.", "The highest level has been reached."),
    "none": (
        "Tidak ada satu perubahan tunggal pun yang mencapai {level}.",
        "No single change of evidence reaches {level}.",
    ),
    "no_levels": (
        "Hasil kebijakan ini tidak bertingkat.",
        "The result of this policy has no levels.",
    ),
    "needs_complete": (
        "Lengkapi buktinya lebih dahulu; selama belum lengkap tidak ada hasil.",
        "Complete the evidence first; until then there is no result.",
    ),
    "decided": (
        "Hasil ini ditetapkan oleh {by}; hanya keputusan baru yang mengubahnya.",
        "This result was decided by {by}; only a new decision changes it.",
    ),
    "observed": (
        "catatan capaian, {combine}: {values}",
        "observations, {combine}: {values}",
    ),
    "sum": ("dijumlah", "added up"),
    "mean": ("dirata-rata", "averaged"),
    "latest": ("yang terakhir", "the latest"),
    "change": (
        "{what}: {after} (sekarang {before}) → {level}",
        "{what}: {after} (now {before}) → {level}",
    ),
    "perhaps_nearer": (
        "{change} (mungkin ada yang lebih dekat)",
        "{change} (there may be a nearer one)",
    ),
    "cannot": (
        "Tidak dapat mencapainya sendiri, apa pun nilainya: {what}.",
        "Cannot reach it alone, whatever the value: {what}.",
    ),
    "unknown": (
        "Belum dapat dipastikan, karena pencariannya terlalu panjang: {what}.",
        "Could not be decided, because the search is too long: {what}.",
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
    "rating": ("rating", "rating"),
    "value": ("nilai", "mark"),
    "kind": ("jenis", "kind"),
    "aspect": ("aspek", "aspect"),
    "rater": ("penilai", "rater"),
    "polarity": ("polarisasi", "polarity"),
    "at_maximum": ("target sudah maksimal", "target is at its maximum"),
    "competency": ("kompetensi", "competency"),
    "cluster": ("rumpun", "cluster"),
    "required": ("level yang disyaratkan", "level required"),
    "attained": ("level yang dicapai", "level attained"),
    "period": ("periode", "period"),
    "months": ("bulan", "months"),
    "title": ("judul", "title"),
    "unit": ("satuan", "unit"),
    "indicators": ("indikator", "indicators"),
    "result": ("hasil kerja", "result"),
    "by": ("penilai yang mana", "which rater"),
}

#: How the words that the evidence itself uses are called; a policy's own words have its labels.
_WORDS = {
    "quantity": ("kuantitas", "quantity"),
    "quality": ("kualitas", "quality"),
    "time": ("waktu", "time"),
    "cost": ("biaya", "cost"),
    "higher": ("makin tinggi makin baik", "higher is better"),
    "lower": ("makin rendah makin baik", "lower is better"),
    "within": ("dijaga dalam rentang", "kept within a range"),
    "main": ("utama", "main"),
    "additional": ("tambahan", "additional"),
    "superior": ("atasan", "superior"),
    "peer": ("rekan", "peer"),
    "subordinate": ("bawahan", "subordinate"),
    "self": ("diri sendiri", "self"),
    "stakeholder": ("pemangku kepentingan", "stakeholder"),
    "technical": ("teknis", "technical"),
    "managerial": ("manajerial", "managerial"),
    "sociocultural": ("sosial kultural", "sociocultural"),
}

#: How the functions of numbers are called, where people would not know the name.
_FUNCTIONS = {"clip": ("batasi", "limit"), "abs": ("nilai mutlak", "absolute value")}


@frozen
class Words:
    """Kata: one language's way of writing values."""

    #: `id` or `en`.
    language: str
    #: How a policy calls the words of its choices.
    called: Mapping[str, Text] = field(factory=dict, repr=False)

    @classmethod
    def of(cls, policy: Policy, language: str) -> "Words":
        """Return the words of a language, with what a policy calls its own."""
        called: dict[str, Text | None] = {}
        for rule in policy.evidence.facts.values():
            for word, label in rule.words.items():
                # Two facts may call one word differently; then it stands as it is.
                called[word] = label if called.get(word, label) == label else None
        return cls(language, {word: label for word, label in called.items() if label is not None})

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

    def word(self, word: str) -> str:
        """Return how a word of the evidence, or of a policy's choice, is called."""
        if word in self.called:
            return self.called[word].in_language(self.language)
        known = _WORDS.get(word)
        return word if known is None else known[self.language == "en"]

    def titled(self, name: str, label: Text) -> str:
        """Return a label with the name that formulas use; a name that has no label stands alone."""
        shown = label.in_language(self.language)
        return name if shown in ("", name) else f"{shown} ({name})"

    def functions(self) -> dict[str, str]:
        """Return how the functions of numbers are called."""
        return {name: words[self.language == "en"] for name, words in _FUNCTIONS.items()}

    def key(self, key: Any) -> str:
        """Write the key of a row.

        >>> Words("id").key(("izin", "terbit")), Words("id").key(("komitmen", "peer", "budi"))
        ('izin.terbit', 'komitmen dari rekan budi')
        """
        match key:
            case (aspect, rater, by):
                who = f"{self.word(rater)} {by}".rstrip()
                return self.phrase("from_rater", aspect=aspect, rater=who)
            case (result, indicator):
                return f"{result}.{indicator}"
        return self.word(str(key))

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

    def reported(self, value: Fraction, places: int | None = None) -> str:
        """Write a number as it was reported: one that never ends as a ratio, e.g. 1/7."""
        return exact_text(value) if decimal_places(value) is None else self.number(value, places)

    def bracketed(self, value: Fraction) -> str:
        """Write a number as a part of a sum or product: a negative one in brackets."""
        return f"({self.number(value)})" if value < 0 else self.number(value)

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
        return self.word(str(value))
