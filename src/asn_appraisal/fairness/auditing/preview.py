"""M6, a preview: how far marks would move if the distance of their raters were taken out."""

from fractions import Fraction

from asn_appraisal.errors import Text

from .connecting import DISCONNECTED, components
from .ratings import Rating, named
from .severity import distances, mean
from .table import Row, Table

TITLE = Text(
    "Pratinjau: selisih penilai setelah disusutkan", "Preview: distances of raters, shrunken"
)
NOTE = Text(
    "Hanya untuk dilihat. Penilai dengan sedikit orang ditarik lebih dekat ke nol. Memakainya "
    "untuk mengubah nilai memerlukan aturan yang tertulis; nilai seseorang lalu bergantung pada "
    "siapa lagi yang dinilai penilainya.",
    "To look at only. Raters of few people are drawn nearer to nothing. Using it to change marks "
    "needs a written rule; what somebody gets then depends on whom else their rater rates.",
)


def preview(ratings: tuple[Rating, ...], smallest: int) -> Table:
    """Shrink each rater's distance by how little is known of it: n / (n + s2 / t2)."""
    known = named(ratings)
    if len(components(known)) > 1:
        return Table("preview", TITLE, (), DISCONNECTED)
    apart = {
        rater: list(people.values())
        for rater, people in sorted(distances(known).items())
        if len(people) >= smallest
    }
    rows = [
        Row("shrunken-distance", rater, len(apart[rater]), None, each, method="shrunken")
        for rater, each in shrunken(apart).items()
    ]
    return Table("preview", TITLE, rows, NOTE)


def shrunken(apart: dict[str, list[Fraction]]) -> dict[str, Fraction]:
    """Return each rater's mean distance, drawn to nothing as empirical Bayes would.

    The spread within raters (s2) is pooled; that between them (t2) is what their means vary more
    than s2 explains, and nothing where they vary less. Everything is exact.

    >>> ones = [Fraction(1)] * 5
    >>> found = shrunken({"a": ones, "b": [-each for each in ones]})
    >>> found["a"], found["b"]
    (Fraction(1, 1), Fraction(-1, 1))
    """
    many = sum(map(len, apart.values()))
    if len(apart) < 2 or many <= len(apart):  # noqa: PLR2004 - two raters, one of them twice
        return {}
    means = {rater: mean(each) for rater, each in apart.items()}
    squares = ((x - means[rater]) ** 2 for rater, each in apart.items() for x in each)
    within = sum(squares, Fraction(0)) / (many - len(apart))
    raw = mean([each**2 for each in means.values()])
    noise = mean([within / len(each) for each in apart.values()])
    between = max(Fraction(0), raw - noise)
    return {
        rater: means[rater] * _weight(len(each), within, between) for rater, each in apart.items()
    }


def _weight(n: int, within: Fraction, between: Fraction) -> Fraction:
    """Return n / (n + s2 / t2), with nothing known of raters who do not differ."""
    total = n * between + within
    return n * between / total if total else Fraction(0)
