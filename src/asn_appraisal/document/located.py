"""Data that knows its place: text, lists and maps as they stand in a document."""

import re
from collections.abc import Iterable
from typing import Any, Self

from attrs import define, evolve, field

from asn_appraisal.errors import Place, Problem, suggestion

#: Control characters, half characters, and a byte order mark inside the text.
NOT_TEXT = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
#: How deep a document may be nested, and how many values its text may hold.
DEEPEST = 40
MOST_NODES = 200_000


class LocatedText(str):
    """A scalar as it was written, with its place.

    `plain` tells whether it was written without quotes; `inner` says how many characters of the
    line come before the text itself (1 for a quote), or None where columns inside the text do not
    map to columns of the line (escapes). Text over several lines says where each line stands.
    """

    __slots__ = ("inner", "lines", "place", "plain")

    place: Place
    plain: bool
    inner: int | None
    lines: tuple[tuple[int, Place], ...]

    def __new__(
        cls,
        text: str,
        place: Place | None = None,
        *,
        plain: bool = True,
        inner: int | None = 0,
        lines: tuple[tuple[int, Place], ...] = (),
    ) -> Self:
        """Make a located text."""
        self = super().__new__(cls, text)
        self.place = place if place is not None else Place()
        self.plain = plain
        self.inner = inner
        self.lines = lines
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as plain text: places belong to the document, not to the value."""
        return (str, (str(self),))

    def part(self, start: int, width: int) -> Place:
        """Return the place of a part of the text."""
        for first, line in self.lines:
            if 0 <= start - first < line.width:
                return line.inside(start - first, min(width, line.width - (start - first)))
        if self.inner is None:
            return self.place
        return self.place.inside(self.inner + start, width)

    def piece(self, start: int, width: int) -> Self:
        """Return a part of the text, located on its own."""
        return type(self)(self[start : start + width], self.part(start, width), plain=self.plain)


class LocatedList(list[Any]):
    """A sequence with its place."""

    def __init__(self, items: Iterable[Any], place: Place) -> None:
        """Keep the items and the place."""
        super().__init__(items)
        self.place = place


class LocatedMap(dict[Any, Any]):
    """A mapping with its place; its keys are located texts."""

    def __init__(self, entries: Iterable[tuple[LocatedText, Any]], place: Place) -> None:
        """Keep the entries and the place."""
        super().__init__(entries)
        self.place = place

    def key(self, name: str) -> LocatedText:
        """Return the key `name` as it was written, with its place."""
        found: LocatedText = next(key for key in self if key == name)
        return found


class Faults(Exception):  # noqa: N818 - not an error of its own: it carries problems to the door
    """Problems found while a part of a document was read."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems."""
        self.problems = tuple(problems)
        super().__init__(self.problems)

    @classmethod
    def one(cls, code: str, value: Any, **values: object) -> Self:
        """Make a single fault at the place of `value`."""
        return cls([Problem(code, place_of(value), values)])


@define
class Document:
    """A located tree and the problems found on the way to it."""

    #: The root, or None where nothing could be read.
    root: Any
    #: Everything that was wrong so far.
    problems: list[Problem] = field(factory=list)


def unreadable(letter: str, place: Place) -> Problem:
    """Say that a text holds a character that it may not hold."""
    return Problem("ASN-D003", place, {"reason": f"U+{ord(letter):04X}"})


def place_of(value: Any) -> Place | None:
    """Return the place of located data, or None."""
    return getattr(value, "place", None)


def lacks_key(value: LocatedMap, key: str) -> Problem:
    """Say that a map lacks a key."""
    return Problem("ASN-D021", value.place, {"key": key, **_where(value)})


def unknown_key(value: LocatedMap, key: LocatedText, known: Iterable[str]) -> Problem:
    """Say that a map has a key that nothing reads; `{from: 90,5}` has such a key, `5`."""
    before = list(value)[: list(value).index(key)][-1:]
    whole = value[before[0]] if before else None
    if isinstance(whole, LocatedText) and whole.plain and value[key] == "":
        if key.isdigit() and whole.isdigit():
            text, point = f"{whole},{key}", f"{whole}.{key}"
            return Problem("ASN-D033", key.place, {"text": text, "point": point})
        if whole.count("(") > whole.count(")"):
            return Problem("ASN-D034", key.place, {"key": before[0], "text": f"{whole}, {key}"})
    return Problem("ASN-D020", key.place, {"key": key, **_where(value), **suggestion(key, known)})


def _where(value: LocatedMap) -> dict[str, str]:
    if not value.place.path:
        return {"where_id": "di tingkat teratas", "where_en": "at the top level"}
    return {"where_id": f"di `{value.place.path}`", "where_en": f"in `{value.place.path}`"}


def find(root: Any, path: str) -> Place | None:
    """Return the place of a path such as `assignments[3].appraiser`, as far as it leads."""
    here, place = root, place_of(root)
    for part in path.replace("[", ".[").split("."):
        if part.startswith("[") and isinstance(here, LocatedList):
            here = here[int(part[1:-1])]
            place = here.place
        elif isinstance(here, LocatedMap) and part in here:
            key, here = here.key(part), here[part]
            place = here.place if isinstance(here, LocatedText) else key.place
        else:
            return place
    return place


def located(problems: Iterable[Problem], root: Any) -> list[Problem]:
    """Give problems whose place is a path the line and column of that path in `root`."""
    return [
        evolve(each, place=find(root, each.place.path if each.place else "") or each.place)
        if each.place is None or each.place.line is None
        else each
        for each in problems
    ]
