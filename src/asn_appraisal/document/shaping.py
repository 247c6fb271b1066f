"""Located data to attrs classes, with cattrs as the dispatcher on types.

cattrs decides which hook reads which type; the hooks here are strict (no text is taken for a
list, no `no` for a flag), and each reports its faults at their place.
"""

import re
import types
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import attrs
from cattrs import Converter

from asn_appraisal.errors import Place, Problem, RecordError, Text, suggestion

from .located import Faults, LocatedList, LocatedMap, LocatedText, place_of
from .numbers import parse_exact, parse_whole

T = TypeVar("T")
Hook = Callable[[Any, Any], Any]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")

_KINDS: dict[Any, tuple[str, str]] = {
    LocatedMap: ("peta (`kunci: nilai`)", "a mapping (`key: value`)"),
    LocatedList: ("daftar", "a list"),
    LocatedText: ("satu nilai", "a single value"),
}


def key_of(attribute: Any) -> str:
    """Return the document key of an attrs field: its name without a trailing underscore."""
    return str(attribute.metadata.get("key", attribute.name.rstrip("_")))


def known_keys(shape: type) -> list[str]:
    """Return the document keys of an attrs class."""
    return [key_of(each) for each in attrs.fields(shape) if each.init]


def expected(value: Any, kind: type) -> Faults:
    """Say that `value` should have been a map, a list or a scalar."""
    wanted = _KINDS[kind]
    if isinstance(value, LocatedText) and value == "" and value.plain:
        found = ("nilai kosong", "an empty value")
    else:
        found = _KINDS.get(type(value), ("nilai", "a value"))
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
    if not isinstance(value, LocatedText) or (value == "" and value.plain):
        raise expected(value, LocatedText)
    return value


class Shaper:
    """Reads located data into attrs classes.

    Args:
        hooks: how to read a type of the caller's own, by type.
        retired: keys that were replaced, by (class name, key), with the sentence that says so.
    """

    def __init__(
        self,
        hooks: Mapping[Any, Hook] | None = None,
        retired: Mapping[tuple[str, str], Text] | None = None,
    ) -> None:
        """Register the strict hooks, then the caller's."""
        self._retired = dict(retired or {})
        self._converter = Converter()
        self._register_scalars()
        self._register_collections()
        for kind, hook in (hooks or {}).items():
            self._converter.register_structure_hook(kind, hook)

    def shape(self, value: Any, kind: type[T]) -> T:
        """Read `value` as `kind`.

        Raises:
            Faults: with every problem of `value`.
        """
        return self._converter.structure(value, kind)

    def attempt(self, value: Any, kind: type[T], problems: list[Problem]) -> T | None:
        """Read `value` as `kind`, adding its problems to `problems`."""
        try:
            return self.shape(value, kind)
        except Faults as faults:
            problems.extend(faults.problems)
            return None

    def _register_scalars(self) -> None:
        hooks: dict[Any, Hook] = {
            LocatedText: lambda value, _: scalar(value),
            str: lambda value, _: str(scalar(value)),
            Fraction: _number,
            int: _whole,
            bool: _flag,
            date: _date,
            Text: _text,
        }
        for kind, hook in hooks.items():
            self._converter.register_structure_hook(kind, hook)

    def _register_collections(self) -> None:
        register = self._converter.register_structure_hook_func
        # cattrs asks the hooks registered last first.
        register(attrs.has, self.shape_class)
        register(_made_of(tuple), self._tuple)
        register(_made_of(Mapping), self._mapping)
        register(_made_of(Literal), _literal)
        register(lambda kind: isinstance(kind, type) and issubclass(kind, Enum), _enum)
        register(_is_optional, self._optional)

    def _optional(self, value: Any, kind: Any) -> Any:
        return self.shape(value, next(each for each in get_args(kind) if each is not type(None)))

    def _tuple(self, value: Any, kind: Any) -> tuple[Any, ...]:
        if not isinstance(value, LocatedList):
            raise expected(value, LocatedList)
        problems: list[Problem] = []
        items = tuple(self.attempt(each, get_args(kind)[0], problems) for each in value)
        if problems:
            raise Faults(problems)
        return items

    def _mapping(self, value: Any, kind: Any) -> dict[Any, Any]:
        if not isinstance(value, LocatedMap):
            raise expected(value, LocatedMap)
        key_kind, item_kind = get_args(kind)
        problems: list[Problem] = []
        entries = {
            self.attempt(key, key_kind, problems): self.attempt(item, item_kind, problems)
            for key, item in value.items()
        }
        if problems:
            raise Faults(problems)
        return entries

    def shape_class(self, value: Any, kind: Any) -> Any:
        """Read a map as an attrs class, passing over any hook of the class's own."""
        if not isinstance(value, LocatedMap):
            raise expected(value, LocatedMap)
        problems = self.key_problems(value, kind)
        arguments = {}
        for attribute in attrs.fields(kind):
            key = key_of(attribute)
            if attribute.init and key in value:
                arguments[attribute.name] = self.attempt(value[key], attribute.type, problems)
        if problems:
            raise Faults(problems)
        return _made(kind, arguments, value)

    def lenient(self, value: Any, kind: type[T], problems: list[Problem]) -> T | None:
        """Read a map as an attrs class, with the default in place of each part that is faulty.

        What is read this way is never used as it is: the problems stop it. It lets the rest of
        the document be checked without a fault here showing as a second one there.
        """
        if not isinstance(value, LocatedMap):
            problems.extend(expected(value, LocatedMap).problems)
            return None
        problems.extend(self.key_problems(value, kind))
        arguments = {}
        for attribute in attrs.fields(kind):  # type: ignore[arg-type]
            key = key_of(attribute)
            if attribute.init and key in value:
                found = self._lenient_part(value[key], attribute.type, problems)
                if found is not None:
                    arguments[attribute.name] = found
        return kind(**arguments)

    def _lenient_part(self, value: Any, kind: Any, problems: list[Problem]) -> Any:
        inner = next((each for each in get_args(kind) if each is not type(None)), kind)
        if _is_optional(kind) and attrs.has(inner) and isinstance(value, LocatedMap):
            return self.lenient(value, inner, problems)
        if get_origin(kind) is Mapping and isinstance(value, LocatedMap):
            item_kind = get_args(kind)[1]
            read = {key: self.attempt(item, item_kind, problems) for key, item in value.items()}
            return {key: item for key, item in read.items() if item is not None}
        return self.attempt(value, kind, problems)

    def key_problems(self, value: LocatedMap, kind: Any) -> list[Problem]:
        """Return the problems of the keys alone: unknown, retired or lacking."""
        known = known_keys(kind)
        problems = []
        for attribute in attrs.fields(kind):
            key = key_of(attribute)
            if attribute.init and attribute.default is attrs.NOTHING and key not in value:
                values = {"key": key, "where": _where(value.place)}
                problems.append(Problem("ASN-D021", value.place, values))
        for key in value:
            if instead := self._retired.get((kind.__name__, str(key))):
                values = {"key": key, "instead_id": instead.id, "instead_en": instead.en}
                problems.append(Problem("ASN-D030", key.place, values))
            elif key not in known and key != "?":
                near = suggestion(key, known)
                values = {"key": key, "where": _where(value.place), **near}
                problems.append(Problem("ASN-D020", key.place, values))
        return problems


def _where(place: Place) -> str:
    return f"`{place.path}`" if place.path else "`/`"


def _made(kind: Any, arguments: dict[str, Any], value: LocatedMap) -> Any:
    """Make the value; what its own validation refuses gets the place of the map."""
    try:
        return kind(**arguments)
    except RecordError as error:
        raise Faults(problem.at(value.place) for problem in error.problems) from None


def _made_of(origin: Any) -> Callable[[Any], bool]:
    """Return whether a type is made of `origin`, as `tuple[int, ...]` is of `tuple`."""
    return lambda kind: get_origin(kind) is origin


def _is_optional(kind: Any) -> bool:
    parts = set(get_args(kind)) - {type(None)}
    is_union = get_origin(kind) in (Union, types.UnionType)
    return is_union and len(parts) == 1 and type(None) in get_args(kind)


def _number(value: Any, _: Any) -> Fraction:
    text = scalar(value)
    number = parse_exact(text)
    if number is None:
        cure_id, cure_en = _number_cure(text)
        raise Faults.one("ASN-D023", text, text=text, cure_id=cure_id, cure_en=cure_en)
    return number


def _number_cure(text: str) -> tuple[str, str]:
    point = text.replace(".", "").replace(",", ".") if "," in text else text.replace("_", "")
    point = re.sub(r"^([-+]?)0+(?=\d)", r"\1", point)
    if point != text and parse_exact(point) is not None:
        return f"Tulis {point} (titik desimal).", f"Write {point} (with a decimal point)."
    return "Tulis angka seperti 97.50 atau 1/7.", "Write a number such as 97.50 or 1/7."


def _whole(value: Any, _: Any) -> int:
    text = scalar(value)
    number = parse_whole(text)
    if number is None:
        raise Faults.one("ASN-D024", text, text=text)
    return number


def _flag(value: Any, _: Any) -> bool:
    text = scalar(value)
    if text not in ("true", "false"):
        raise Faults.one("ASN-D025", text, text=text)
    return text == "true"


def _date(value: Any, _: Any) -> date:
    text = scalar(value)
    try:
        day = date.fromisoformat(text) if _DAY.match(text) else None
    except ValueError:
        day = None
    if day is None:
        raise Faults.one("ASN-D026", text, text=text)
    return day


def _text(value: Any, _: Any) -> Text:
    if isinstance(value, LocatedMap):
        return _both_languages(value)
    return Text.same(str(scalar(value)))


def _both_languages(value: LocatedMap) -> Text:
    problems = []
    for key in value:
        if key not in ("id", "en"):
            values = {"key": key, "where": _where(value.place), **suggestion(key, ("id", "en"))}
            problems.append(Problem("ASN-D020", key.place, values))
    words = {}
    for key, item in value.items():
        try:
            words[str(key)] = str(scalar(item))
        except Faults as faults:
            problems.extend(faults.problems)
    if not words:
        problems.append(
            Problem("ASN-D021", value.place, {"key": "id", "where": _where(value.place)})
        )
    if problems:
        raise Faults(problems)
    first = words.get("id", words.get("en", ""))
    return Text(words.get("id", first), words.get("en", first))


def _literal(value: Any, kind: Any) -> str:
    text = scalar(value)
    allowed = [str(each) for each in get_args(kind)]
    if text not in allowed:
        raise Faults.one("ASN-D027", text, text=text, **suggestion(text, allowed))
    return str(text)


def _enum(value: Any, kind: Any) -> Enum:
    text = scalar(value)
    allowed = {each.value: each for each in kind}
    if text not in allowed:
        raise Faults.one("ASN-D027", text, text=text, **suggestion(text, allowed))
    found: Enum = allowed[str(text)]
    return found


def faulty(value: Any, code: str, **values: object) -> Problem:
    """Make a problem at the place of `value`."""
    return Problem(code, place_of(value), values)
