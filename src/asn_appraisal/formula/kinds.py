"""The kinds of value: numbers, flags, levels of a scale, and choices."""

from collections.abc import Iterator
from functools import total_ordering
from typing import Any

from attrs import field, frozen

from asn_appraisal.errors import Text


@total_ordering
@frozen(order=False)
class Level:
    """Tingkat (mis. predikat): one level of a scale; `str` gives its name.

    Levels of one scale are ordered, worst first; levels of two scales cannot be compared.
    """

    #: The name of the scale.
    scale: str
    #: The name of the level, e.g. `sangat_baik`.
    name: str
    #: The place on the scale, 0 for the worst.
    order: int
    #: The level as it is shown.
    label: Text = field(eq=False)

    def __str__(self) -> str:
        """Return the name of the level."""
        return self.name

    def __lt__(self, other: object) -> Any:
        """Compare with a level of the same scale."""
        if isinstance(other, Level) and other.scale == self.scale:
            return self.order < other.order
        return NotImplemented


@frozen
class Scale:
    """Skala: ordered levels, worst first."""

    #: The name of the scale.
    name: str
    #: Its levels, worst first.
    levels: tuple[Level, ...]

    @classmethod
    def of(cls, name: str, labels: dict[str, Text]) -> "Scale":
        """Make a scale of level names and labels, worst first."""
        rows = enumerate(labels.items())
        return cls(name, tuple(Level(name, level, at, label) for at, (level, label) in rows))

    def find(self, name: str) -> Level | None:
        """Return the level of that name, or None."""
        return next((level for level in self.levels if level.name == name), None)

    def names(self) -> list[str]:
        """Return the names of the levels, worst first."""
        return [level.name for level in self.levels]

    def __iter__(self) -> Iterator[Level]:
        """Iterate over the levels, worst first."""
        return iter(self.levels)


@frozen
class Kind:
    """Jenis nilai: number, flag, level of a scale, or choice between words."""

    #: `number`, `flag`, `level` or `choice`.
    name: str
    #: The scale of a level.
    scale: Scale | None = None
    #: The words of a choice; empty where any word is allowed.
    words: tuple[str, ...] = ()

    def describe(self) -> Text:
        """Return how the kind is called."""
        if self.scale is not None:
            return Text(f"tingkat skala `{self.scale.name}`", f"a level of `{self.scale.name}`")
        return _NAMES[self.name]


def both_kinds(expected: Kind, found: Kind) -> dict[str, object]:
    """Return the values with which a message names a kind that was expected, and one found."""
    wanted, given = expected.describe(), found.describe()
    return {
        "expected_id": wanted.id,
        "expected_en": wanted.en,
        "found_id": given.id,
        "found_en": given.en,
    }


_NAMES = {
    "number": Text("angka", "a number"),
    "flag": Text("ya/tidak (flag)", "a yes/no flag"),
    "choice": Text("pilihan kata", "a choice"),
    "level": Text("tingkat", "a level"),
}

NUMBER = Kind("number")
FLAG = Kind("flag")
#: Any word: for fields such as an id.
WORD = Kind("choice")


def level_of(scale: Scale) -> Kind:
    """Return the kind of the levels of a scale."""
    return Kind("level", scale)


def choice_of(*words: str) -> Kind:
    """Return the kind of a choice between words."""
    return Kind("choice", words=words)
