"""Cells of a line: every place that can be reached lies in just one of them."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from asn_appraisal.fairness.cells import Segment, image
from asn_appraisal.fairness.tables import cells_of, inside
from asn_appraisal.formula import Range

HALVES = st.integers(-6, 6).map(lambda each: Fraction(each, 2))
ENDS = st.none() | HALVES
RANGES = st.builds(
    lambda low, high, low_open, high_open, grid: Range(
        low, high, low is not None and low_open, high is not None and high_open, grid=grid
    ),
    ENDS,
    ENDS,
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, Fraction(1), Fraction(1, 3)]),
)
#: Where cells are looked at: on every grid, at every edge, between them, and far out.
TRIED = sorted({*(Fraction(each, 12) for each in range(-48, 49)), Fraction(-99), Fraction(99)})


def can_be(reach: Range, value: Fraction) -> bool:
    return reach.holds(value) and (reach.grid is None or value % reach.grid == 0)


@given(RANGES, st.lists(HALVES, max_size=4))
def test_every_place_that_can_be_reached_lies_in_one_cell(
    reach: Range, edges: list[Fraction]
) -> None:
    cells = list(cells_of(reach, edges))

    for value in TRIED:
        here = [cell for cell in cells if can_be(cell, value)]
        assert len(here) == can_be(reach, value), (value, here)


@given(RANGES, st.lists(HALVES, max_size=4))
def test_what_lies_inside_a_cell_stands_for_it_on_the_same_side_of_every_edge(
    reach: Range, edges: list[Fraction]
) -> None:
    for cell in cells_of(reach, edges):
        at = inside(cell)
        assert cell.holds(at)
        for edge in edges:
            sides = {(value > edge) - (value < edge) for value in TRIED if can_be(cell, value)}
            assert sides <= {(at > edge) - (at < edge)}


@given(st.builds(Segment, RANGES.filter(lambda each: not each.is_empty), HALVES, HALVES))
def test_the_image_of_a_straight_piece_is_what_it_gives_and_no_more(segment: Segment) -> None:
    found = image([segment])
    given_ = [segment.at(value) for value in TRIED if segment.span.holds(value)]

    assert all(found.holds(each) for each in given_)
    for end, is_open in ((found.low, found.low_open), (found.high, found.high_open)):
        if end is not None and segment.slope:
            place = (end - segment.at(Fraction(0))) / segment.slope
            assert segment.span.holds(place) is not is_open
