"""M1, the design first: who is tied to whom, and whether raters can be compared at all."""

from collections.abc import Hashable, Iterable
from typing import Any

from asn_appraisal.errors import Text

from .ratings import Rating, named
from .table import Row, Table

TITLE = Text("Susunan penilaian: siapa menilai siapa", "Design: who rates whom")
DISCONNECTED = Text(
    "Penilai dan yang dinilai terbagi dalam kelompok yang tidak saling terhubung: ketatnya penilai "
    "tidak dapat dipisahkan dari mutu orang yang dinilainya, dan tidak dibandingkan.",
    "Raters and ratees fall into groups that nothing ties together: how strict raters are cannot "
    "be told from how good their ratees are, and is not compared.",
)
NOBODY_NAMED = Text(
    "Tidak ada penilai yang disebut namanya (`by`), sehingga penilai tidak dapat dibandingkan.",
    "No rater is named (`by`), so raters cannot be compared.",
)


def components(ratings: Iterable[Rating]) -> list[set[tuple[str, str]]]:
    """Return the groups of raters and ratees that marks tie together, by union-find.

    >>> from fractions import Fraction
    >>> one = Rating("sari", "tuti", "superior", "komitmen", Fraction(90))
    >>> two = Rating("budi", "adi", "peer", "komitmen", Fraction(80))
    >>> len(components([one])), len(components([one, two]))
    (1, 2)
    """
    above: dict[Any, Any] = {}

    def top(node: Hashable) -> Any:
        above.setdefault(node, node)
        while above[node] != node:
            above[node] = node = above[above[node]]
        return node

    for each in ratings:
        above[top(("rater", each.rater))] = top(("ratee", each.ratee))
    groups: dict[Any, set[tuple[str, str]]] = {}
    for node in above:
        groups.setdefault(top(node), set()).add(node)
    return list(groups.values())


def design(ratings: tuple[Rating, ...], people: set[str]) -> Table:
    """Describe the design: counts of what stands in the way of comparing raters."""
    known = named(ratings)
    by_ratee: dict[str, set[str]] = {}
    for each in known:
        by_ratee.setdefault(each.ratee, set()).add(each.rater)
    pairs = {(each.rater, each.ratee) for each in known}
    raters = {rater for rater, _ in pairs}
    groups = len(components(known))
    single = sum(len(raters) == 1 for raters in by_ratee.values())
    both_ways = sum((ratee, rater) in pairs for rater, ratee in pairs) // 2
    own = sum(each.role == "self" or each.rater == each.ratee for each in ratings)
    rows = [
        _count("groups-that-nothing-ties-together", groups, len(raters) + len(by_ratee)),
        _count("raters", len(raters), len(raters)),
        _count("ratees", len(by_ratee), len(people)),
        _count("ratees-with-one-rater", single, len(by_ratee)),
        _count("pairs-that-rate-each-other", both_ways, len(pairs)),
        _count("raters-inside-the-pool", len(raters & people), len(raters)),
        _count("marks-of-oneself", own, len(ratings)),
        _count(
            "marks-without-a-named-rater", sum(not each.rater for each in ratings), len(ratings)
        ),
    ]
    note = NOBODY_NAMED if not known else DISCONNECTED if groups > 1 else Text("", "")
    return Table("design", TITLE, rows, note)


def _count(measure: str, k: int, n: int) -> Row:
    return Row(measure, "", n, k, method="count")
