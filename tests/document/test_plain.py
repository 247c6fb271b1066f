"""Values back to the plain data of a document."""

from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

import pytest
from attrs import field, frozen

from asn_appraisal.document import to_plain
from asn_appraisal.errors import Text
from asn_appraisal.record import MISSING


class Colour(Enum):
    RED = "red"


@frozen
class Example:
    id: str
    from_: int = 0
    names: tuple[str, ...] = ()
    facts: dict[str, Any] = field(factory=dict)
    made: int = field(default=3, init=False)


@frozen
class Terse:
    def to_plain(self) -> str:
        return "terse"


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Text("a", "b"), {"id": "a", "en": "b"}),
        (Text("a", "a"), "a"),
        (Colour.RED, "red"),
        (True, True),
        (None, None),
        (Fraction(1, 7), "1/7"),
        (12, "12"),
        (date(2025, 1, 31), "2025-01-31"),
        ("x", "x"),
        ({1: [Fraction(1, 2)]}, {"1": ["0.5"]}),
        (("a", Terse()), ["a", "terse"]),
        ([MISSING], ["missing"]),
        (Example("x"), {"id": "x"}),
        (
            Example("x", 5, ("a",), {"b": 1}),
            {"id": "x", "from": "5", "names": ["a"], "facts": {"b": "1"}},
        ),
        (Example("x", names=("a", "b")), {"id": "x", "names": ["a", "b"]}),
        (Example("x", from_=False), {"id": "x", "from": False}),
    ],
)
def test_a_value_is_written_as_a_person_would_write_it(value: Any, plain: Any) -> None:
    assert plain == to_plain(value)
