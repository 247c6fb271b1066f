"""How levels and amounts are called, in both languages."""

from collections.abc import Iterable, Sequence
from typing import Any

from asn_appraisal.errors import Text
from asn_appraisal.formula import Level

#: Which way equals go.
WAYS = {"up": Text("naik", "up"), "down": Text("turun", "down")}


def name_of(level: Level) -> Text:
    """Return a level as it is shown."""
    return level.label if level.label.id else Text.same(level.name)


def names_of(levels: Iterable[Level]) -> Text:
    """Return levels that count together as they are shown."""
    names = [name_of(level) for level in levels]
    return Text(" + ".join(each.id for each in names), " + ".join(each.en for each in names))


def joined(texts: Sequence[Text], separator: str = "; ") -> Text:
    """Join texts, each language by itself."""
    return Text(
        separator.join(each.id for each in texts), separator.join(each.en for each in texts)
    )


def values(**parts: Any) -> dict[str, Any]:
    """Return the values of a message; a text gives one for each language."""
    found: dict[str, Any] = {}
    for name, part in parts.items():
        if isinstance(part, Text):
            found |= {f"{name}_id": part.id, f"{name}_en": part.en}
        else:
            found[name] = part
    return found
