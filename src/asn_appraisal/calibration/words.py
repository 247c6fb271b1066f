"""How levels and amounts are called, in both languages."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from asn_appraisal.document import exact_text
from asn_appraisal.errors import Text
from asn_appraisal.formula import Level
from asn_appraisal.policy import Amount

#: What a row of a pattern asks for; `{}` stands for the amount.
ASKED = {
    "at_least": Text("sedikitnya {}", "at least {}"),
    "at_most": Text("paling banyak {}", "at most {}"),
    "share": Text("kuota {}", "a share of {}"),
    "majority": Text("lebih dari separuh", "more than half"),
    "plurality": Text("lebih banyak dari setiap tingkat lain", "more than any other level"),
}
_PEOPLE = {True: "person", False: "people"}
#: Which way equals go.
WAYS = {"up": Text("naik", "up"), "down": Text("turun", "down")}


def asked(kind: str, amount: Amount | None = None) -> Text:
    """Return what a row asks for, e.g. `sedikitnya 60%`."""
    words, bare = ASKED[kind], written(amount)
    return Text(words.id.format(bare.id), words.en.format(bare.en))


def written(amount: Amount | None) -> Text:
    """Return an amount by itself, e.g. `60%`."""
    if amount is None:
        return Text("", "")
    if amount.share is not None:
        return Text.same(percent(amount.share))
    return Text(f"{amount.people} orang", f"{amount.people} {_PEOPLE[amount.people == 1]}")


def percent(share: Fraction) -> str:
    """Write a share as a percentage, exactly."""
    return f"{exact_text(share * 100)}%"


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
