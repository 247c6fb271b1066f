"""Located scalars to numbers, flags, dates, words and texts, each with its fault at its place."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, TypeVar, get_args

from asn_appraisal.errors import Problem, Text, suggestion

from .located import Faults, LocatedList, LocatedMap, LocatedText, lacks_key, unknown_key
from .numbers import LONGEST, exact_text, parse_exact, parse_whole

T = TypeVar("T")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2}(?:,[0-9]{3})+\Z")
_LEADING_ZEROS = re.compile(r"^([-+]?)0+(?=[0-9])")
_KINDS: dict[Any, tuple[str, str]] = {
    LocatedMap: ("peta (`kunci: nilai`)", "a mapping (`key: value`)"),
    LocatedList: ("daftar", "a list"),
    LocatedText: ("satu nilai", "a single value"),
}


def is_empty(value: Any) -> bool:
    """Tell whether nothing was written; empty text is written in quotes."""
    return isinstance(value, LocatedText) and value == "" and value.plain


def expected(value: Any, kind: type) -> Faults:
    """Say that `value` should have been a map, a list or a scalar, and is another or empty."""
    if is_empty(value):
        return Faults.one("ASN-D028", value, key=value.place.path.rpartition(".")[2])
    wanted, found = _KINDS[kind], _KINDS[type(value)]
    return Faults.one(
        "ASN-D022",
        value,
        expected_id=wanted[0],
        expected_en=wanted[1],
        found_id=found[0],
        found_en=found[1],
    )


def scalar(value: Any) -> LocatedText:
    """Return `value` as a scalar that holds something."""
    if not isinstance(value, LocatedText) or is_empty(value):
        raise expected(value, LocatedText)
    return value


def read_each(values: Iterable[Any], read: Callable[[Any], T]) -> tuple[T, ...]:
    """Read each value.

    Raises:
        Faults: with the problems of all.
    """
    found: list[T] = []
    problems: list[Problem] = []
    for each in values:
        try:
            found.append(read(each))
        except Faults as faults:
            problems.extend(faults.problems)
    if problems:
        raise Faults(problems)
    return tuple(found)


def read_number(value: Any, _: Any) -> Fraction:
    """Read an exact number."""
    text = scalar(value)
    number = parse_exact(text)
    if number is None:
        cure_id, cure_en = _number_cure(text)
        raise Faults.one("ASN-D023", text, text=text, cure_id=cure_id, cure_en=cure_en)
    return number


def _number_cure(text: str) -> tuple[str, str]:
    if len(text) > LONGEST:
        return f"Pakai paling banyak {LONGEST} karakter.", f"Use at most {LONGEST} characters."
    whole = text.replace(",", "")
    point = text.replace(".", "").replace(",", ".")
    if _THOUSANDS.match(text) and parse_exact(point) is not None:
        return (
            f"Tulis {whole} bila koma memisahkan ribuan, atau {point} bila itu koma desimal.",
            f"Write {whole} if the comma separates thousands, or {point} if it is a decimal comma.",
        )
    if "," in text and parse_exact(point) is not None:
        return f"Tulis {point} (titik desimal).", f"Write {point} (with a decimal point)."
    bare = _LEADING_ZEROS.sub(r"\1", text.replace("_", "").replace(" ", ""))
    if bare.endswith("%") and (percent := parse_exact(bare[:-1])) is not None:
        bare = exact_text(percent / 100)
    for cure in (bare, whole, bare.replace(".", "")):
        if parse_exact(cure) is not None:
            return f"Tulis {cure}.", f"Write {cure}."
    return "Tulis angka seperti 97.50 atau 1/7.", "Write a number such as 97.50 or 1/7."


def read_whole(value: Any, _: Any) -> int:
    """Read a whole number."""
    text = scalar(value)
    number = parse_whole(text)
    if number is None:
        raise Faults.one("ASN-D024", text, text=text)
    return number


def read_flag(value: Any, _: Any) -> bool:
    """Read `true` or `false`."""
    text = scalar(value)
    if text not in ("true", "false"):
        raise Faults.one("ASN-D025", text, text=text)
    return text == "true"


def read_date(value: Any, _: Any) -> date:
    """Read a date."""
    text = scalar(value)
    try:
        day = date.fromisoformat(text) if _DAY.match(text) else None
    except ValueError:
        day = None
    if day is None:
        raise Faults.one("ASN-D026", text, text=text)
    return day


def read_text(value: Any, _: Any) -> Text:
    """Read a text in one language, or in both."""
    if isinstance(value, LocatedMap):
        return _both_languages(value)
    return Text.same(str(scalar(value)))


def _both_languages(value: LocatedMap) -> Text:
    languages = ("id", "en")
    problems = [unknown_key(value, key, languages) for key in value if key not in languages]
    if not value:
        problems.append(lacks_key(value, "id"))
    if problems:
        raise Faults(problems)
    texts = read_each(value.values(), lambda each: str(scalar(each)))
    words = dict(zip(map(str, value), texts, strict=True))
    first = texts[0]
    return Text(words.get("id", first), words.get("en", first))


def read_literal(value: Any, kind: Any) -> str:
    """Read one of the words of a type."""
    text = scalar(value)
    allowed = [str(each) for each in get_args(kind)]
    if text not in allowed:
        raise Faults.one("ASN-D027", text, text=text, **suggestion(text, allowed))
    return str(text)


def read_enum(value: Any, kind: Any) -> Enum:
    """Read one of the words of an enumeration."""
    text = scalar(value)
    allowed = {each.value: each for each in kind}
    if text not in allowed:
        raise Faults.one("ASN-D027", text, text=text, **suggestion(text, allowed))
    found: Enum = allowed[str(text)]
    return found
