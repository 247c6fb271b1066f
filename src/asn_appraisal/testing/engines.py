"""Conformance: another engine beside this one, on drawn records, and where they differ."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from asn_appraisal.document import exact_text, parse_exact
from asn_appraisal.errors import Text
from asn_appraisal.formula import Level
from asn_appraisal.record import Appraisal, Cohort

#: What an engine says of one appraisal: measures by name, rows as mappings.
Answer = Mapping[str, Any]


@frozen
class Engine:
    """Mesin penilai lain: two callables, as an agency writes them around its own system.

    >>> engine = Engine("e-kinerja", score=lambda appraisal: {"total": 90})
    >>> engine.name
    'e-kinerja'
    """

    #: How it is called in reports.
    name: str
    #: Takes an appraisal (`to_dict(appraisal)` makes plain data of it) and returns measures by
    #: name. Numbers may be int, Decimal, Fraction, text, or float, which is read as it prints;
    #: levels are names; a measure of rows is a mapping by row key (a tuple, or its parts joined by
    #: dots). Measures that it does not name are not compared. It raises for, or gives None as the
    #: result of, an appraisal that it refuses or cannot finish.
    score: Callable[[Appraisal], Answer]
    #: Takes a cohort and returns the name of the final level by employee; None: not tried.
    calibrate: Callable[[Cohort], Mapping[str, Any]] | None = None


@frozen
class Difference:
    """Perbedaan: one thing on which two engines do not agree, with an example."""

    #: `value`, `missing`, `refused`, `raised`, `unsteady`, `order` or `level`.
    kind: str
    #: What differs: a measure, with the key of its row; or an employee.
    what: str
    #: What this library says.
    expected: str
    #: What the other engine says.
    found: str
    #: The example: an appraisal or a cohort, with little in it that does not matter.
    example: Appraisal | Cohort = field(repr=False)
    #: Measures that it reads and that differ as well, so that it may only follow from them.
    follows: tuple[str, ...] = ()

    def text(self, language: str = "id") -> str:
        """Say what differs, in one language."""
        sentence = _KINDS[self.kind].in_language(language)
        told = f"{self.what}: {sentence} ({self.expected} ≠ {self.found})"
        if not self.follows:
            return told
        because = Text("mungkin akibat", "may follow from").in_language(language)
        return f"{told}; {because} {', '.join(self.follows)}"


_KINDS = {
    "value": Text("nilainya berbeda", "the values differ"),
    "missing": Text(
        "hasilnya seharusnya tidak ada karena bukti belum lengkap",
        "there should be no result, because evidence is missing",
    ),
    "refused": Text(
        "bukti yang melanggar aturan diterima", "evidence that breaks a rule is accepted"
    ),
    "raised": Text("galat untuk data yang sah", "an error for a lawful record"),
    "unsteady": Text("jawaban kedua berbeda", "the second answer is another one"),
    "order": Text("urutan baris mengubah jawaban", "the order of rows changes the answer"),
    "level": Text("tingkat akhir berbeda", "the final levels differ"),
}


def agree(expected: Any, found: Any) -> bool:
    """Tell whether a value of another engine says the same as ours.

    >>> agree(Decimal("89.50"), 89.5), agree(Decimal("0.1"), 0.1), agree(Fraction(1, 3), "1/3")
    (True, True, True)
    >>> agree(Decimal("89.5"), 89.50001), agree(None, 0), agree(True, 1)
    (False, False, False)
    """
    match expected:
        case None:
            return found is None
        case bool():
            return isinstance(found, bool) and found is expected
        case Level():
            return str(getattr(found, "name", found)) == expected.name
        case Decimal() | Fraction():
            number = _number(found)
            return number is not None and number == Fraction(expected)
        case Mapping():
            return isinstance(found, Mapping) and _rows_agree(expected, found)
    return bool(expected == found)


def _number(found: Any) -> Fraction | None:
    if isinstance(found, bool) or found is None:
        return None
    if isinstance(found, int | Decimal | Fraction):
        return Fraction(found) if not isinstance(found, Decimal) or found.is_finite() else None
    # A binary number is read as it prints: that is the number that its engine shows to people.
    return parse_exact(str(found))


def _rows_agree(expected: Mapping[Any, Any], found: Mapping[Any, Any]) -> bool:
    theirs = {_key(key): value for key, value in found.items()}
    ours = {_key(key): value for key, value in expected.items()}
    return ours.keys() == theirs.keys() and all(agree(ours[key], theirs[key]) for key in ours)


def _key(key: Any) -> str:
    return ".".join(str(part) for part in key if part) if isinstance(key, tuple) else str(key)


def written(value: Any) -> str:
    """Write a value of either engine."""
    match value:
        case Mapping():
            return ", ".join(f"{_key(key)}: {written(each)}" for key, each in value.items())
        case Fraction():
            return exact_text(value)
        case Level():
            return value.name
    return str(value)
