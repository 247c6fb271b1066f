"""Ranks by declared keys alone: equals share a rank, and stay equal whatever their names are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise
from typing import Any

from attrs import evolve, field, frozen

from asn_appraisal.document import exact
from asn_appraisal.errors import Text
from asn_appraisal.explanation.words import Words
from asn_appraisal.formula import Level
from asn_appraisal.record import FrozenMap
from asn_appraisal.record.values import bilingual

from .words import say


def _comparable(values: Mapping[str, Any]) -> Mapping[str, Any]:
    kept = {
        name: value if isinstance(value, Level | date | bool) else exact(value)
        for name, value in values.items()
    }
    kinds = {getattr(value, "scale", type(value)) for value in kept.values()}
    if len(kinds) > 1:
        raise TypeError("the values of a ranking key must be of one kind")
    return FrozenMap(kept)


@frozen
class Key:
    """Kunci urutan: a declared reason to come first.

    >>> Key("nilai", {"sari": 90, "budi": "87.5"}).values["budi"]
    Fraction(175, 2)
    """

    #: What the key is called.
    label: Text = field(converter=bilingual)
    #: Exact numbers, levels of one scale, dates or flags, by id; None and missing stay out.
    values: Mapping[str, Any] = field(converter=_comparable)
    #: Whether the highest comes first.
    highest_first: bool = True


@frozen
class Tier:
    """Peringkat: everybody who shares a rank. Their order among themselves means nothing."""

    #: The rank: one more than the number of people before.
    rank: int
    #: Who shares it, by id.
    ids: tuple[str, ...]
    #: The first key by which they come before the next tier; None for the last.
    decided_by: Key | None = None
    #: The value of that key here.
    mine: Any = None
    #: The value of that key in the next tier.
    next: Any = None

    @property
    def is_tie(self) -> bool:
        """Tell whether several share the rank."""
        return len(self.ids) > 1

    def names(self, language: str, named: Callable[[str], str] = str) -> str:
        """Write who shares the rank."""
        names = ", ".join(named(each) for each in self.ids)
        return say(language, "and_ties", names=names) if self.is_tie else names

    def reason(self, language: str = "id") -> str:
        """Say what puts them before the next; nothing for the last."""
        if self.decided_by is None:
            return ""
        words = Words(language)
        key = self.decided_by.label.in_language(language)
        mine, after = words.value(self.mine), words.value(self.next)
        return say(language, "decided_by", key=key, mine=mine, next=after)


def tiers(ids: Iterable[str], keys: Sequence[Key]) -> tuple[Tier, ...]:
    """Rank by the keys, first key first; who is equal by all of them shares a rank.

    A key orders equals only where each of them has a value of it.

    >>> marks = Key("nilai", {"ani": 80, "budi": 90, "citra": 80})
    >>> [(tier.rank, tier.ids) for tier in tiers(marks.values, [marks])]
    [(1, ('budi',)), (2, ('ani', 'citra'))]
    """
    found = [Tier(1, tuple(sorted(set(ids))))]
    for key in keys:
        found = [part for tier in found for part in _split(tier, key)]
    return tuple(tier for tier in found if tier.ids)


def _split(tier: Tier, key: Key) -> list[Tier]:
    """Split a tier by a key that all of them have; its last part keeps what followed the tier."""
    values = key.values
    if not all(each in values for each in tier.ids):
        return [tier]
    ordered = sorted(tier.ids, key=values.__getitem__, reverse=key.highest_first)
    parts = [tuple(sorted(part)) for _, part in groupby(ordered, key=values.__getitem__)]
    found, rank = [], tier.rank
    for ids, after in pairwise(parts):
        found.append(Tier(rank, ids, key, values[ids[0]], values[after[0]]))
        rank += len(ids)
    return [*found, *(evolve(tier, rank=rank, ids=ids) for ids in parts[-1:])]
