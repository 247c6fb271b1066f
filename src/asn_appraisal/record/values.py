"""What a reported value can be: present, missing, or not applicable; and exact numbers."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from attrs import frozen

from asn_appraisal.document import exact, exact_text
from asn_appraisal.errors import Text


@frozen
class Missing:
    """Belum dilaporkan: a value that should be there and is not. Missing is not zero."""

    def to_plain(self) -> str:
        """Write as the word that records use."""
        return "missing"


@frozen
class NotApplicable:
    """Tidak berlaku: a value that cannot be there, with the reason."""

    #: Why there can be no value.
    reason: str

    def to_plain(self) -> dict[str, str]:
        """Write as records do."""
        return {"not_applicable": self.reason}


#: The one missing value.
MISSING = Missing()

#: A number that is present, missing or not applicable.
Quantity = Fraction | Missing | NotApplicable
#: A rating (below, meets, above) that is present, missing or not applicable.
Rating = str | Missing | NotApplicable

#: A fact as an application gives it: a word, a flag or an exact number. Records hold it as text,
#: and a policy says which it is.
FactValue = str | bool | int | Decimal | Fraction

#: Whose view of a behaviour it is.
Rater = Literal["superior", "peer", "subordinate", "self", "stakeholder"]

#: The levels of a rating, worst first.
RATINGS = ("below", "meets", "above")


def quantity(value: object) -> Quantity:
    """Make a quantity: an exact number, or one of the two absences; None is missing."""
    if value is None:
        return MISSING
    if isinstance(value, Missing | NotApplicable):
        return value
    return exact(value)


def rating(value: object) -> Rating:
    """Make a rating; None is missing."""
    if value is None:
        return MISSING
    if isinstance(value, Missing | NotApplicable):
        return value
    return str(value)


def optional_exact(value: object) -> Fraction | None:
    """Make an exact number, or leave None."""
    return None if value is None else exact(value)


def bilingual(value: Any) -> Text:
    """Make a text in both languages of a text in one."""
    return value if isinstance(value, Text) else Text.same(str(value))


def as_tuple(values: Iterable[Any]) -> tuple[Any, ...]:
    """Make a tuple of any collection."""
    return tuple(values)


def facts(values: Mapping[str, FactValue]) -> Mapping[str, FactValue]:
    """Make facts, as text; a binary float is refused."""
    return FrozenMap((name, _fact_text(value)) for name, value in values.items())


def _fact_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str) else exact_text(exact(value))


def read_only(value: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """Make a mapping that nobody can change, and that pickles."""
    return FrozenMap(value)


class FrozenMap(dict[Any, Any]):
    """A mapping that cannot be changed; equal to a dict with the same entries, and hashable."""

    def _refuse(self, *_: object, **__: object) -> Any:
        raise TypeError("this mapping cannot be changed")

    __setitem__ = __delitem__ = _refuse
    update = pop = popitem = clear = setdefault = _refuse
    __ior__ = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        """Hash by the keys; values may be unhashable."""
        return hash(frozenset(self))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as a copy."""
        return (FrozenMap, (dict(self),))
