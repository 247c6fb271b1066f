"""Plain data, such as `json.loads` returns, to a located tree; floats are refused."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import define, field

from asn_appraisal.errors import Place, Problem

from .located import (
    DEEPEST,
    MOST_NODES,
    NOT_TEXT,
    Document,
    Faults,
    LocatedList,
    LocatedMap,
    LocatedText,
    unreadable,
)
from .numbers import LONGEST, exact_text

#: More bits than a number of `LONGEST` characters can have.
_MOST_BITS = 4 * LONGEST
#: How often, on average, one part of the data may be used again.
_MOST_REPEATS = 100


def from_data(data: Any) -> Document:
    """Turn the plain data of a document into a located tree; floats are refused.

    Places are paths, such as `appraisals[3].id`.
    """
    locating = _Locating()
    try:
        root = locating.located(data, Place(), 0)
    except Faults as stop:
        return Document(None, [*locating.problems, *stop.problems])
    return Document(root, locating.problems)


@define
class _Locating:
    problems: list[Problem] = field(factory=list)
    _seen: set[int] = field(factory=set)
    #: Values seen so far: those of each map and list once, and as often as it is used.
    _distinct: int = 0
    _total: int = 0

    def located(self, data: Any, place: Place, depth: int) -> Any:
        if type(data) is str:  # nearly everything is text, and asking what else it is takes time
            pass
        elif isinstance(data, Mapping):
            self._enter(data, place, depth)
            return LocatedMap(self._entries(data, place, depth + 1), place)
        elif isinstance(data, Sequence) and not isinstance(data, str | bytes | bytearray):
            self._enter(data, place, depth)
            items = (
                self.located(each, Place(f"{place.path}[{at}]"), depth + 1)
                for at, each in enumerate(data)
            )
            return LocatedList(items, place)
        text = self._text(data, place)
        # Only the empty text is written in quotes: `missing` is the word, as in YAML.
        return LocatedText(text, place, plain=data is None or text != "", inner=None)

    def _enter(self, data: Any, place: Place, depth: int) -> None:
        """Refuse what is nested without end, or used over and over to grow without end."""
        if depth >= DEEPEST:
            raise Faults([Problem("ASN-D005", place, {"limit": DEEPEST})])
        self._total += 1 + len(data)
        if id(data) not in self._seen:
            self._seen.add(id(data))
            self._distinct += 1 + len(data)
        if self._total > max(MOST_NODES, _MOST_REPEATS * self._distinct):
            raise Faults([Problem("ASN-D006", place, {"limit": MOST_NODES})])

    def _entries(
        self, data: Mapping[Any, Any], place: Place, depth: int
    ) -> Iterator[tuple[LocatedText, Any]]:
        for key, value in data.items():
            inner = Place(f"{place.path}.{key}" if place.path else str(key))
            is_whole = type(key) is int and str(key) not in data
            if isinstance(key, str) or is_whole:
                self._check_letters(str(key), place)
                yield LocatedText(str(key), inner, inner=None), self.located(value, inner, depth)
            else:
                self.problems.append(Problem("ASN-D010", inner))

    def _text(self, data: Any, place: Place) -> str:
        match data:
            case None:
                return ""
            case bool():
                return "true" if data else "false"
            case str():
                self._check_letters(data, place)
                return str(data)
            case date():
                return data.isoformat()
            case int() | Fraction() | Decimal():
                if (number := _number_text(data)) is not None:
                    return number
                self._report("ASN-D016", place, limit=LONGEST)
            case _ if type(data).__name__ == "float":
                self._report("ASN-D014", place, found=data)
            case _:
                self._report("ASN-D015", place, found=type(data).__name__)
        return "0"

    def _check_letters(self, text: str, place: Place) -> None:
        if text.isascii() and text.isprintable():  # as nearly all text is
            return
        if wrong := NOT_TEXT.search(text):
            self.problems.append(unreadable(wrong[0], place))

    def _report(self, code: str, place: Place, **values: object) -> None:
        self.problems.append(Problem(code, place, values))


def _number_text(number: int | Fraction | Decimal) -> str | None:
    """Write a number exactly; None where it is not finite or takes too many digits."""
    if isinstance(number, Decimal):
        if not number.is_finite() or abs(number.adjusted()) > LONGEST:
            return None
        text = format(number, "f")
    else:
        if max(number.numerator.bit_length(), number.denominator.bit_length()) > _MOST_BITS:
            return None
        text = exact_text(number)
    return text if len(text) <= LONGEST else None
