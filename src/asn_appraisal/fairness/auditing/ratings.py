"""Who rated whom: the behaviour marks of a cohort, one row a mark."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from attrs import frozen

from asn_appraisal.document import exact_text
from asn_appraisal.record import Appraisal
from asn_appraisal.record.values import RATINGS


@frozen
class Rating:
    """Satu penilaian: one rater's mark of one aspect of one person."""

    #: Who is rated, by employee id.
    ratee: str
    #: Who rates, by the name in `Behaviour.by`; empty where the record names nobody.
    rater: str
    #: Superior, peer, subordinate, self or stakeholder.
    role: str
    #: The behaviour aspect.
    dimension: str
    #: The mark; of a rating its place, worst 0.
    rating: Fraction

    def to_plain(self) -> dict[str, Any]:
        """Write as plain data, the mark as exact text."""
        return {
            "ratee": self.ratee,
            "rater": self.rater,
            "role": self.role,
            "dimension": self.dimension,
            "rating": exact_text(self.rating),
        }


def ratings_of(people: Iterable[tuple[str, Appraisal]]) -> tuple[Rating, ...]:
    """Return every mark that was given; where any is a number, the numbers only.

    Marks and ratings are never mixed: a place among three words is no mark out of a hundred.
    """
    members = list(people)
    marks = tuple(_marks(members, numbers=True))
    return marks or tuple(_marks(members, numbers=False))


def _marks(people: list[tuple[str, Appraisal]], *, numbers: bool) -> Iterator[Rating]:
    for employee, appraisal in people:
        for row in appraisal.behaviours:
            mark: Any = row.value if numbers else _place(row.rating)
            if isinstance(mark, Fraction):
                yield Rating(employee, row.by, row.rater, row.aspect, mark)


def _place(rating: object) -> Fraction | None:
    return Fraction(RATINGS.index(rating)) if rating in RATINGS else None


def named(ratings: Iterable[Rating]) -> tuple[Rating, ...]:
    """Return the marks whose rater is known and is somebody else."""
    return tuple(
        each for each in ratings if each.rater and each.role != "self" and each.rater != each.ratee
    )
