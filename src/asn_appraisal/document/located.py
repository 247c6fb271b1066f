"""Data that knows its place: text, lists and maps as they stand in a document."""

from collections.abc import Iterable
from typing import Any, Self

from asn_appraisal.errors import Place, Problem


class LocatedText(str):
    """A scalar as it was written, with its place.

    `plain` tells whether it was written without quotes; `inner` says how many characters of the
    line come before the text itself (1 for a quote), or None where columns inside the text do not
    map to columns of the line (block scalars, escapes).
    """

    __slots__ = ("inner", "place", "plain")

    place: Place
    plain: bool
    inner: int | None

    def __new__(
        cls, text: str, place: Place | None = None, *, plain: bool = True, inner: int | None = 0
    ) -> Self:
        """Make a located text."""
        self = super().__new__(cls, text)
        self.place = place if place is not None else Place()
        self.plain = plain
        self.inner = inner
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as plain text: places belong to the document, not to the value."""
        return (str, (str(self),))

    def part(self, start: int, width: int) -> Place:
        """Return the place of a part of the text."""
        if self.inner is None:
            return self.place
        return self.place.inside(self.inner + start, width)


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


def place_of(value: Any) -> Place | None:
    """Return the place of located data, or None."""
    return getattr(value, "place", None)
