"""What can still be read of a section with faults.

A fault in one part must neither hide a fault in another nor show there as a second one: a scale
with a faulty label still has its levels, and a source with a faulty key can still be cited. What
is read this way is never used as it is, because the faults stop the policy.
"""

from collections.abc import Mapping
from typing import Any

from asn_appraisal.document import LocatedList, LocatedMap, LocatedText, Shaper
from asn_appraisal.document.scalars import expected
from asn_appraisal.errors import Problem, Text

from .shapes import SourceShape

Labels = Mapping[LocatedText, Text]


def read_sources(
    value: Any, shaper: Shaper, problems: list[Problem]
) -> dict[LocatedText, SourceShape]:
    """Read the sources; one with a fault keeps its key."""
    found = {}
    for key, each in _entries(value, problems):
        made = shaper.attempt(each, SourceShape, problems)
        found[key] = SourceShape(str(key)) if made is None else made
    return found


def read_scales(value: Any, shaper: Shaper, problems: list[Problem]) -> dict[LocatedText, Labels]:
    """Read the scales; one with a fault keeps its levels, also where they are a list."""
    found: dict[LocatedText, Labels] = {}
    for name, each in _entries(value, problems):
        made = shaper.attempt(each, Mapping[LocatedText, Text], problems)  # type: ignore[type-abstract]
        found[name] = _levels(each) if made is None else made
    return found


def _levels(value: Any) -> Labels:
    words = value if isinstance(value, LocatedMap | LocatedList) else ()
    return {word: Text.same(word) for word in words if isinstance(word, LocatedText)}


def _entries(value: Any, problems: list[Problem]) -> list[tuple[LocatedText, Any]]:
    if isinstance(value, LocatedMap):
        return list(value.items())
    problems.extend(expected(value, LocatedMap).problems)
    return []
