"""Values back to the plain data of a document: what `from_data` and a `Shaper` read again."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from asn_appraisal.errors import Text

from .numbers import exact_text
from .shaping import key_of


def to_plain(value: Any) -> Any:
    """Turn a value into maps, lists, text and flags; exact numbers become text.

    A class that is written in a way of its own has a `to_plain` method. Fields that hold their
    default are left out, as a person would leave them out.

    >>> from fractions import Fraction
    >>> to_plain({"weight": Fraction(1, 7)})
    {'weight': '1/7'}
    """
    if hasattr(value, "to_plain"):
        return value.to_plain()
    match value:
        case Text():
            return value.id if value.id == value.en else {"id": value.id, "en": value.en}
        case Enum():
            return value.value
        case bool() | None:
            return value
        case Fraction() | int():
            return exact_text(value)
        case date():
            return value.isoformat()
        case str():
            return str(value)
        case Mapping():
            return {str(key): to_plain(item) for key, item in value.items()}
        case tuple() | list():
            return [to_plain(item) for item in value]
    return _fields(value)


def _fields(value: Any) -> dict[str, Any]:
    written = {}
    for attribute in attrs.fields(type(value)):
        held = getattr(value, attribute.name)
        if attribute.init and not _is_default(attribute, held):
            written[key_of(attribute)] = to_plain(held)
    return written


def _is_default(attribute: Any, held: Any) -> bool:
    default = attribute.default
    if hasattr(default, "factory"):
        default = default.factory()
    return default is not attrs.NOTHING and bool(held == default) and type(held) is type(default)
