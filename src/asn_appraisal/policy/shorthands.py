"""What may be written shorter than its shape: a single value, or a list in place of a map."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from asn_appraisal.document import Faults, LocatedList, LocatedMap, LocatedText
from asn_appraisal.document.located import lacks_key, unknown_key
from asn_appraisal.document.numbers import parse_whole
from asn_appraisal.document.scalars import expected, read_each, read_number, read_text, scalar
from asn_appraisal.errors import Text, suggestion
from asn_appraisal.formula import MODES

MOST_PLACES = 12


@frozen
class Words:
    """Pilihan kata: the words of a choice, with labels where they are given."""

    #: The words, in order.
    words: tuple[LocatedText, ...]
    #: How each is shown.
    labels: Mapping[str, Text] = field(factory=dict)


@frozen
class Ends:
    """Nilai di kedua ujung: the value at the start and at the end of a piece."""

    #: One value, or the values at the two ends.
    values: tuple[Fraction, ...]


@frozen
class Places:
    """Pembulatan: decimal places and the way to round."""

    #: Decimal places.
    places: int
    #: `half_up`, `half_even`, `up` or `down`.
    mode: str = "half_up"


def read_words(value: Any, _: Any) -> Words:
    """Read `[none, unit]` or `{none: Tidak ada, unit: {id: ..., en: ...}}`."""
    if isinstance(value, LocatedMap):
        labels = read_each(value.values(), lambda each: read_text(each, Text))
        names = (str(key) for key in value)
        return Words(tuple(value), dict(zip(names, labels, strict=True)))
    if not isinstance(value, LocatedList):
        raise expected(value, LocatedList)
    return Words(read_each(value, scalar))


def read_ends(value: Any, _: Any) -> Ends:
    """Read `120` or `[110, 120]`."""
    given = value if isinstance(value, LocatedList) else [value]
    return Ends(read_each(given, lambda each: read_number(each, Fraction)))


def read_places(value: Any, _: Any) -> Places:
    """Read `2` or `{places: 0, mode: half_even}`."""
    if not isinstance(value, LocatedMap):
        return Places(_places(value))
    known = ("places", "mode")
    problems = [unknown_key(value, key, known) for key in value if key not in known]
    if "places" not in value:
        problems.append(lacks_key(value, "places"))
    if problems:
        raise Faults(problems)
    mode = scalar(value.get("mode", LocatedText("half_up")))
    if mode not in MODES:
        raise Faults.one("ASN-D027", mode, text=mode, **suggestion(mode, MODES))
    return Places(_places(value["places"]), str(mode))


def _places(value: Any) -> int:
    text = scalar(value)
    places = parse_whole(text)
    if places is None or not 0 <= places <= MOST_PLACES:
        raise Faults.one("ASN-F022", text, most=MOST_PLACES)
    return places
