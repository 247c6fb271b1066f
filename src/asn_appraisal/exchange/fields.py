"""Results of the rooms that follow a score, field by field, as their types say."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from asn_appraisal.document import exact_text, parse_exact
from asn_appraisal.record import FrozenMap

from .form import KINDS, Data, Form, damaged, part, to_dict, value, written


def fields(kind: type, name: str = "") -> Form:
    """Return the form of an attrs class: its fields, each written and read by its type."""
    return Form(
        kind, lambda one: _write_fields(one, kind), lambda data: _read_fields(data, kind), name
    )


def _write_fields(one: Any, kind: type) -> dict[str, Any]:
    return {each.name: _write(getattr(one, each.name), each.type) for each in attrs.fields(kind)}


def _read_fields(data: Data, kind: type) -> Any:
    given = {}
    for each in attrs.fields(kind):
        if each.name not in data:
            raise damaged(each.name, *_SOMETHING)
        given[each.alias] = _read(data[each.name], each.type, each.name)
    return kind(**given)


_SOMETHING = ("nilai", "a value")
#: Types of which there is a value for each; what they are made of follows.
_LISTS = (tuple, frozenset)


def _write(found: Any, kind: Any) -> Any:
    if _only(kind) is not None:
        return None if found is None else _write(found, _only(kind))
    if _is_open(kind):
        return _write_tagged(found)
    if get_origin(kind) in _LISTS:
        rows = [_write(each, one) for each, one in zip(found, _of_each(kind, found), strict=True)]
        return sorted(rows, key=written) if get_origin(kind) is frozenset else rows
    if get_origin(kind) is Mapping:
        return {key: _write(each, get_args(kind)[1]) for key, each in found.items()}
    if _has_form(kind):
        return to_dict(found)
    match found:
        case Fraction():
            return exact_text(found)
        case date():
            return found.isoformat()
        case Enum():
            return found.value
    return _write_fields(found, kind) if attrs.has(type(found)) else found


def _read(data: Any, kind: Any, key: str) -> Any:
    if _only(kind) is not None:
        return None if data is None else _read(data, _only(kind), key)
    if _is_open(kind):
        return _read_tagged(data, key)
    origin = get_origin(kind)
    if origin is Literal:
        return _read_word(data, {word: word for word in get_args(kind)}, key)
    if origin in _LISTS:
        rows = part({key: data}, key, list)
        kinds = _of_each(kind, rows)
        if len(kinds) != len(rows):
            raise damaged(key, *_SOMETHING)
        return origin(_read(each, one, key) for each, one in zip(rows, kinds, strict=True))
    if origin is Mapping:
        given = part({key: data}, key, Mapping)
        return FrozenMap(
            (name, _read(each, get_args(kind)[1], key)) for name, each in given.items()
        )
    return _read_one(data, kind, key)


def _read_one(data: Any, kind: type, key: str) -> Any:
    """Read a value of a plain class."""
    if _has_form(kind):
        found = value(part({key: data}, key, Mapping))
        if not isinstance(found, kind):
            raise damaged(key, kind.__name__, kind.__name__)
        return found
    if attrs.has(kind):
        return _read_fields(part({key: data}, key, Mapping), kind)
    if kind in (str, bool, int):
        return part({key: data}, key, kind)
    if issubclass(kind, Enum):
        return _read_word(data, {each.value: each for each in kind}, key)
    return _parsed(part({key: data}, key, str), kind, key)


def _read_word(data: Any, known: Mapping[Any, Any], key: str) -> Any:
    if not isinstance(data, str) or data not in known:
        raise damaged(key, *[" | ".join(map(str, known))] * 2)
    return known[data]


# Kinds ----------------------------------------------------------------------------------


def _only(kind: Any) -> Any:
    """Return X of `X | None`, or None where the type is no such type."""
    parts = get_args(kind) if get_origin(kind) in (Union, UnionType) else ()
    others = [each for each in parts if each is not NoneType]
    return others[0] if len(others) == 1 < len(parts) else None


def _is_open(kind: Any) -> bool:
    """Tell whether a value has to say itself what it is."""
    return kind is Any or get_origin(kind) in (Union, UnionType)


def _of_each(kind: Any, rows: Any) -> list[Any]:
    """Return the type of each part of a tuple or set."""
    kinds = get_args(kind)
    if get_origin(kind) is frozenset or kinds[1:] == (...,):
        return [kinds[0]] * len(rows)
    return list(kinds)


def _has_form(kind: Any) -> bool:
    return isinstance(kind, type) and kind in KINDS


# Values that may be anything ------------------------------------------------------------


def _write_tagged(found: Any) -> Any:
    match found:
        case None | bool() | str():
            return found
        case int():
            return {"whole": str(found)}
        case Decimal():
            return {"decimal": str(found)}
        case Fraction():
            return {"number": exact_text(found)}
        case date():
            return {"date": found.isoformat()}
        case tuple():
            return [_write_tagged(each) for each in found]
    return to_dict(found)


def _read_tagged(data: Any, key: str) -> Any:
    if data is None or isinstance(data, bool | str):
        return data
    if isinstance(data, list | tuple):
        return tuple(_read_tagged(each, key) for each in data)
    given = part({key: data}, key, Mapping)
    for tag, kind in _TAGS.items():
        if tag in given:
            return _parsed(part(given, tag, str), kind, tag)
    return value(given)


def _parsed(text: str, kind: type, key: str) -> Any:
    """Read the text of a number or date."""
    try:
        found = None if kind is not date and parse_exact(text) is None else _PARSED[kind](text)
    except (ArithmeticError, ValueError):
        found = None
    if found is None:
        raise damaged(key, kind.__name__, kind.__name__)
    return found


_PARSED: Mapping[type, Any] = {
    Fraction: parse_exact,
    Decimal: Decimal,
    int: int,
    date: date.fromisoformat,
}
_TAGS: Mapping[str, type] = {"whole": int, "decimal": Decimal, "number": Fraction, "date": date}
