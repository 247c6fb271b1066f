"""Classes to JSON Schema (draft-07): what the hooks of the shapers accept, and nothing else."""

import types
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, Literal, Union, get_args, get_origin

import attrs
from attrs import define, field

from asn_appraisal.document import LocatedMap, LocatedText, known_keys
from asn_appraisal.errors import Text
from asn_appraisal.formula import MODES
from asn_appraisal.policy import Absence, Amount, Days
from asn_appraisal.policy.shorthands import MOST_PLACES, Ends, Places, Words
from asn_appraisal.record import RATINGS, Quantity, Rating, Target
from asn_appraisal.record.values import FactValue

from .words import SAID

Schema = dict[str, Any]

_DIGITS = r"(0|[1-9][0-9]*)(\.[0-9]+)?"
#: A number as it is written: `12`, `0.10`, `1/7`.
NUMBER = rf"^[-+]?{_DIGITS}(\s*/\s*{_DIGITS})?$"
_WHOLE = r"^(0|-?[1-9][0-9]*)$"
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_DAYS = r"^[1-9][0-9]{0,3} ((working )?days?|hari( kerja)?)$"
_PERSONS = r"^(0|[1-9][0-9]{0,6}) (persons?|orang)$"
_SHARE = r"^(\+?(0|[1-9][0-9]?)(\.[0-9]+)?|\+?100(\.0+)?|-0(\.0+)?)\s*%$"
_PLACES = "|".join(map(str, range(MOST_PLACES + 1)))

SCALAR: Schema = {"type": ["string", "number", "boolean"]}
_NUMBER: Schema = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": NUMBER}]}
_ACTION: Schema = {
    "anyOf": [
        {"enum": ["incomplete", "leave_out"]},
        {
            "type": "object",
            "properties": {"count_as": {"anyOf": [*_NUMBER["anyOf"], {"enum": list(RATINGS)}]}},
            "required": ["count_as"],
            "additionalProperties": False,
        },
    ]
}
_NOT_APPLICABLE: Schema = {
    "type": "object",
    "properties": {"not_applicable": SCALAR},
    "required": ["not_applicable"],
    "additionalProperties": False,
}
_ABSENT: list[Schema] = [{"enum": ["missing", None]}, _NOT_APPLICABLE]
_TEXT: Schema = {
    "anyOf": [
        SCALAR,
        {
            "type": "object",
            "properties": {"id": SCALAR, "en": SCALAR},
            "minProperties": 1,
            "additionalProperties": False,
        },
    ]
}


def _whole(least: int | None = None, most: int | None = None, pattern: str = _WHOLE) -> Schema:
    number: Schema = {"type": "integer"}
    if least is not None and most is not None:
        number |= {"minimum": least, "maximum": most}
    return {"anyOf": [number, {"type": "string", "pattern": pattern}]}


def _places() -> Schema:
    whole = _whole(0, MOST_PLACES, rf"^({_PLACES})$")
    mode = {"enum": sorted(MODES)}
    both = {
        "type": "object",
        "properties": {"places": whole, "mode": mode},
        "required": ["places"],
        "additionalProperties": False,
    }
    return {"anyOf": [*whole["anyOf"], both]}


def _absence() -> Schema:
    by_value = {"type": "object", "additionalProperties": _ACTION}
    by_field = {
        "type": "object",
        "additionalProperties": by_value,
        "not": {"required": ["count_as"]},
    }
    return {"anyOf": [*_ACTION["anyOf"], by_field]}


#: What the types with hooks of their own take.
_OWN: dict[Any, Schema] = {
    str: SCALAR,
    LocatedText: SCALAR,
    FactValue: SCALAR,
    Fraction: _NUMBER,
    int: _whole(),
    bool: {"enum": [True, False, "true", "false"]},
    date: {"type": "string", "pattern": _DAY, "format": "date"},
    Text: _TEXT,
    LocatedMap: {"type": "object"},
    LocatedMap | LocatedText | None: {},  # what a case expects is written by hand
    Absence: _absence(),
    Amount: {"type": "string", "anyOf": [{"pattern": _PERSONS}, {"pattern": _SHARE}]},
    Days: {"type": "string", "pattern": _DAYS},
    Ends: {"anyOf": [*_NUMBER["anyOf"], {"type": "array", "items": _NUMBER}]},
    Places: _places(),
    Words: {
        "anyOf": [
            {"type": "array", "items": SCALAR},
            {"type": "object", "additionalProperties": _TEXT},
        ]
    },
    Quantity: {"anyOf": [*_ABSENT, *_NUMBER["anyOf"]]},
    Rating: {"anyOf": [*_ABSENT, {"enum": list(RATINGS)}]},
    Target: {
        "anyOf": [
            *_NUMBER["anyOf"],
            {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2},
        ]
    },
}


@define
class Shapes:
    """Turns classes into schemas, each class once, under `definitions`."""

    #: What a class is called among the definitions, and what it takes.
    definitions: dict[str, Schema] = field(factory=dict)
    #: Schemas that are written by hand, by class.
    own: Mapping[Any, Callable[["Shapes"], Schema]] = field(factory=dict)
    #: A variant gives only what it changes: nothing is required outside lists.
    is_partial: bool = False

    def schema(self, kind: Any) -> Schema:
        """Return the schema of a type.

        Raises:
            TypeError: no hook reads such a type, so that none can be forgotten here.
        """
        if kind in self.own:
            return self.own[kind](self)
        if (known := _find(kind)) is not None:
            return known
        inner = [each for each in get_args(kind) if each is not type(None)]
        if get_origin(kind) in (Union, types.UnionType) and len(inner) == 1:
            return self.schema(inner[0])
        if get_origin(kind) is Literal:
            return {"enum": [str(each) for each in get_args(kind)]}
        if get_origin(kind) is tuple:
            whole = Shapes(self.definitions, self.own)
            return {"type": "array", "items": whole.schema(inner[0])}
        if get_origin(kind) is Mapping:
            return self._map(*inner)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {"enum": [each.value for each in kind]}
        if attrs.has(kind):
            return self._reference(kind)
        raise TypeError(f"no schema for {kind}")

    def _map(self, key: Any, item: Any) -> Schema:
        found = {"type": "object", "additionalProperties": self.schema(item)}
        if key is int:
            found["propertyNames"] = {"pattern": _WHOLE}
        return found

    def _reference(self, kind: Any) -> Schema:
        name = f"{title_of(kind)}{' (varian)' if self.is_partial else ''}"
        if name not in self.definitions:
            self.definitions[name] = {}  # a class may hold itself
            self.definitions[name] = self.class_schema(kind)
        return {"$ref": f"#/definitions/{name}"}

    def class_schema(self, kind: Any) -> Schema:
        """Return the schema of an attrs class, written out."""
        keys = known_keys(kind)
        required = [key for key, each in keys.items() if each.default is attrs.NOTHING]
        found: Schema = {
            "type": "object",
            "description": SAID[f"{kind.__name__.lstrip('_')}."],
            "properties": {key: self._field(kind, key, each) for key, each in keys.items()},
            "additionalProperties": False,
        }
        if required and not self.is_partial:
            found["required"] = required
        return found

    def _field(self, kind: Any, key: str, attribute: Any) -> Schema:
        said = said_of(kind, key)
        found = self.schema(attribute.type)
        # Beside `$ref` draft-07 reads nothing, so the description stands around it.
        return (
            {"description": said, "allOf": [found]}
            if "$ref" in found
            else {
                "description": said,
                **found,
            }
        )


def _find(kind: Any) -> Schema | None:
    """Return what a type with a hook of its own takes; unions are looked up whole."""
    return next((dict(schema) for each, schema in _OWN.items() if each == kind), None)


def title_of(kind: Any) -> str:
    """Return what a class is called among the definitions: its Indonesian name.

    >>> from asn_appraisal.record import Appraisal
    >>> title_of(Appraisal)
    'Penilaian'
    """
    first: str = (kind.__doc__ or kind.__name__).strip().partition("\n")[0]
    return first.partition(":")[0].rstrip(".").replace("/", " ")


def said_of(kind: Any, key: str) -> str:
    """Return what a key is for, in Indonesian: said for its class, or for all that have it.

    Raises:
        KeyError: nothing is said about it.
    """
    own: str = f"{kind.__name__.lstrip('_')}.{key}"
    if own in SAID:
        return SAID[own]
    for base in kind.__mro__[1:]:
        if (inherited := f"{base.__name__.lstrip('_')}.{key}") in SAID:
            return SAID[inherited]
    shared: str = SAID[f".{key}"]
    return shared
