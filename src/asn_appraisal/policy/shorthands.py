"""What may be written shorter than its shape: a single value, or a list in place of a map."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from asn_appraisal.document import Faults, LocatedList, LocatedMap, LocatedText, parse_exact
from asn_appraisal.document.numbers import parse_whole
from asn_appraisal.document.scalars import expected, scalar
from asn_appraisal.errors import Text

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
        return Words(tuple(value), {str(key): _label(text) for key, text in value.items()})
    if not isinstance(value, LocatedList):
        raise expected(value, LocatedList)
    return Words(tuple(scalar(each) for each in value))


def _label(value: Any) -> Text:
    if isinstance(value, LocatedMap):
        words = {str(key): str(scalar(text)) for key, text in value.items()}
        first = next(iter(words.values()), "")
        return Text(words.get("id", first), words.get("en", first))
    return Text.same(str(scalar(value)))


def read_ends(value: Any, _: Any) -> Ends:
    """Read `120` or `[110, 120]`."""
    if isinstance(value, LocatedList):
        return Ends(tuple(_number(each) for each in value))
    return Ends((_number(value),))


def _number(value: Any) -> Fraction:
    text = scalar(value)
    number = parse_exact(text)
    if number is None:
        cure = {"cure_id": "Tulis angka seperti 97.50.", "cure_en": "Write a number such as 97.50."}
        raise Faults.one("ASN-D023", text, text=text, **cure)
    return number


def read_places(value: Any, _: Any) -> Places:
    """Read `2` or `{places: 0, mode: half_even}`."""
    if not isinstance(value, LocatedMap):
        return Places(_places(value))
    modes = ("half_up", "half_even", "up", "down")
    for key in value:
        if key not in ("places", "mode"):
            raise Faults.one("ASN-D020", key, key=key, where="`round`", near_id="", near_en="")
    mode = scalar(value.get("mode", LocatedText("half_up")))
    if mode not in modes:
        known = ", ".join(f"`{each}`" for each in modes)
        near = {"near_id": f"Pilihannya: {known}.", "near_en": f"Choose from {known}."}
        raise Faults.one("ASN-D027", mode, text=mode, **near)
    return Places(_places(value.get("places", LocatedText("", value.place))), str(mode))


def _places(value: Any) -> int:
    text = scalar(value)
    places = parse_whole(text)
    if places is None or not 0 <= places <= MOST_PLACES:
        raise Faults.one("ASN-F022", text, most=MOST_PLACES)
    return places
