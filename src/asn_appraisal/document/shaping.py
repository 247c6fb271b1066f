"""Located data to attrs classes, with cattrs as the dispatcher on types.

cattrs decides which hook reads which type; the hooks here are strict (no text is taken for a
list, no `no` for a flag), and each reports its faults at their place.
"""

import types
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import attrs
from cattrs import Converter

from asn_appraisal.errors import Place, Problem, RecordError, Text, nearest

from .located import (
    Faults,
    LocatedList,
    LocatedMap,
    LocatedText,
    lacks_key,
    located,
    unknown_key,
)
from .scalars import (
    expected,
    read_date,
    read_each,
    read_enum,
    read_flag,
    read_literal,
    read_number,
    read_text,
    read_whole,
    scalar,
)

T = TypeVar("T")
Hook = Callable[[Any, Any], Any]


def key_of(attribute: Any) -> str:
    """Return the document key of an attrs field: its name without a trailing underscore."""
    return str(attribute.metadata.get("key", attribute.name.rstrip("_")))


@cache
def known_keys(shape: type) -> dict[str, Any]:
    """Return the fields of an attrs class by their document keys."""
    return {key_of(each): each for each in attrs.fields(shape) if each.init}


@cache
def _required_keys(shape: type) -> frozenset[str]:
    known = known_keys(shape).items()
    return frozenset(key for key, each in known if each.default is attrs.NOTHING)


@attrs.frozen
class Written:
    """A shape that knows where it was written."""

    #: Where it stands in its document; None where it was not read from one.
    place: Place | None = attrs.field(default=None, init=False, eq=False, repr=False)


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
        #: How each field of a class is read, found out once: asking cattrs each time takes longer
        #: than reading.
        self._fields: dict[type, dict[str, Hook]] = {}
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
            Fraction: read_number,
            int: read_whole,
            bool: read_flag,
            date: read_date,
            Text: read_text,
        }
        for kind, hook in hooks.items():
            self._converter.register_structure_hook(kind, hook)

    def _register_collections(self) -> None:
        register = self._converter.register_structure_hook_func
        # cattrs asks the hooks registered last first.
        register(attrs.has, self.shape_class)
        self._converter.register_structure_hook_factory(_made_of(tuple), self._tuple)
        register(_made_of(Mapping), self._mapping)
        register(_made_of(Literal), read_literal)
        register(lambda kind: isinstance(kind, type) and issubclass(kind, Enum), read_enum)
        self._converter.register_structure_hook_factory(_is_optional, self._optional)

    def _optional(self, kind: Any) -> Hook:
        inner = _present(kind)
        hook = self._converter.get_structure_hook(inner)
        return lambda value, _: hook(value, inner)

    def _tuple(self, kind: Any) -> Hook:
        inner = get_args(kind)[0]
        hook = self._converter.get_structure_hook(inner)

        def read(value: Any, _: Any) -> tuple[Any, ...]:
            if not isinstance(value, LocatedList):
                raise expected(value, LocatedList)
            return read_each(value, lambda each: hook(each, inner))

        return read

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
        hooks = self._fields.get(kind) or self._found_fields(kind)
        arguments = {}
        for attribute, item in self.given(value, kind):
            try:
                arguments[attribute.name] = hooks[attribute.name](item, attribute.type)
            except Faults as faults:
                problems.extend(faults.problems)
        if problems:
            raise Faults(problems)
        return _made(kind, arguments, value)

    def _found_fields(self, kind: type) -> dict[str, Hook]:
        hook = self._converter.get_structure_hook
        found = {each.name: hook(each.type) for each in known_keys(kind).values()}
        self._fields[kind] = found
        return found

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
        for attribute, item in self.given(value, kind):
            found = self._lenient_part(item, attribute.type, problems)
            if found is not None:
                arguments[attribute.name] = found
        made: T = _made(kind, arguments, value)
        return made

    def given(self, value: LocatedMap, kind: Any) -> Iterator[tuple[Any, Any]]:
        """Yield each field that is written, with its value; misspelt keys count too."""
        meant = self._meant(value, kind)
        for key, attribute in known_keys(kind).items():
            written = meant.get(key, key) if meant else key
            if written in value:
                yield attribute, value[written]

    def _meant(self, value: LocatedMap, kind: Any) -> dict[str, str]:
        """Return the misspelt key by the key that is lacking and was probably meant."""
        known = known_keys(kind)
        if known.keys() >= value.keys():
            return {}
        lacking = [key for key in known if key not in value]
        meant: dict[str, str] = {}
        for key in value:
            if key not in known and (kind.__name__, str(key)) not in self._retired:
                meant.setdefault(nearest(key, lacking), key)
        return meant

    def _lenient_part(self, value: Any, kind: Any, problems: list[Problem]) -> Any:
        if _is_optional(kind) and attrs.has(inner := _present(kind)):
            return self.lenient(value, inner, problems) or inner()
        if get_origin(kind) is Mapping and isinstance(value, LocatedMap):
            item_kind = get_args(kind)[1]
            read = {key: self.attempt(item, item_kind, problems) for key, item in value.items()}
            return {key: item for key, item in read.items() if item is not None}
        if get_origin(kind) is tuple and isinstance(value, LocatedList):
            word = get_args(kind)[0]
            words = (self.attempt(each, word, problems) or _meant(each, word) for each in value)
            return tuple(each for each in words if each is not None)
        return self.attempt(value, kind, problems)

    def key_problems(self, value: LocatedMap, kind: Any) -> list[Problem]:
        """Return the problems of the keys alone: unknown, retired or lacking."""
        known = known_keys(kind)
        if _required_keys(kind) <= value.keys() <= known.keys():
            return []
        meant = self._meant(value, kind)
        problems = [
            lacks_key(value, key)
            for key, attribute in known.items()
            if attribute.default is attrs.NOTHING and key not in value and key not in meant
        ]
        for key in value:
            if instead := self._retired.get((kind.__name__, str(key))):
                values = {"key": key, "instead_id": instead.id, "instead_en": instead.en}
                problems.append(Problem("ASN-D030", key.place, values))
            elif key not in known:
                problems.append(unknown_key(value, key, known))
        return problems


def _meant(value: Any, kind: Any) -> Any:
    """Return the word that was probably meant, where a word is one of a few."""
    known = get_args(kind) if get_origin(kind) is Literal else ()
    return nearest(value, known) or None if isinstance(value, LocatedText) else None


def _made(kind: Any, arguments: dict[str, Any], value: LocatedMap) -> Any:
    """Make the value; what its own validation refuses gets its place in the map."""
    try:
        made = kind(**arguments)
    except RecordError as error:
        raise Faults(located(error.problems, value)) from None
    if isinstance(made, Written):
        object.__setattr__(made, "place", value.place)
    return made


def _made_of(origin: Any) -> Callable[[Any], bool]:
    """Return whether a type is made of `origin`, as `tuple[int, ...]` is of `tuple`."""
    return lambda kind: get_origin(kind) is origin


def _present(kind: Any) -> Any:
    """Return what an optional type is where there is something."""
    return next(each for each in get_args(kind) if each is not type(None))


def _is_optional(kind: Any) -> bool:
    parts = set(get_args(kind)) - {type(None)}
    is_union = get_origin(kind) in (Union, types.UnionType)
    return is_union and len(parts) == 1 and type(None) in get_args(kind)
