"""Exact numbers, from text and back."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_appraisal.document import exact, exact_text, parse_exact
from asn_appraisal.document.numbers import decimal_places, parse_whole


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", Fraction(0)),
        ("0.10", Fraction(1, 10)),
        ("-12.5", Fraction(-25, 2)),
        ("+3", Fraction(3)),
        ("1/7", Fraction(1, 7)),
        ("-1.5 / 0.5", Fraction(-3)),
        ("9" * 60, Fraction(10**60 - 1)),
    ],
)
def test_numbers_are_read_exactly(text: str, number: Fraction) -> None:
    assert number == parse_exact(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "012",
        "1_000",
        "1,5",
        "1e3",
        ".5",
        "5.",
        "1:30",
        "0x10",
        "1/0",
        "1/-2",
        "1/2/3",
        "NaN",
        "inf",
        "١",
        "1\n",
        " 1",
        "--1",
        "9" * 61,
    ],
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert parse_exact(text) is None


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("-7", -7), ("12", 12)])
def test_whole_numbers_are_read_one_way_only(text: str, number: int) -> None:
    assert number == parse_whole(text)


@pytest.mark.parametrize("text", ["", "+5", "-0", "007", "1.0", "1_0", "9" * 61, "٣"])
def test_other_ways_to_write_a_whole_number_are_none(text: str) -> None:
    assert parse_whole(text) is None


@given(st.fractions())
def test_an_exact_number_is_written_so_that_it_is_read_again(number: Fraction) -> None:
    text = exact_text(number)

    assert number == (parse_exact(text) if len(text) <= 60 else Fraction(text))


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=4
    )
)
def test_a_decimal_stays_what_it_was(number: Decimal) -> None:
    assert Fraction(number) == exact(number)
    assert Decimal(exact_text(exact(number))) == number


@pytest.mark.parametrize(
    ("number", "places"), [(Fraction(1, 8), 3), (Fraction(1, 3), None), (Fraction(7), 0)]
)
def test_decimal_places_are_counted_where_they_end(number: Fraction, places: int | None) -> None:
    assert places == decimal_places(number)


def test_every_exact_type_makes_an_exact_number() -> None:
    assert [Fraction(1, 2)] * 3 == [exact("0.5"), exact(Decimal("0.5")), exact(Fraction(1, 2))]
    assert Fraction(3) == exact(3)


@pytest.mark.parametrize("value", [0.5, True, None, [1], 1j])
def test_a_float_a_flag_or_nothing_is_no_exact_number(value: object) -> None:
    with pytest.raises(TypeError, match="exact"):
        exact(value)


@pytest.mark.parametrize(
    "value", ["x", "1,5", Decimal("NaN"), Decimal("Infinity"), Decimal("1e999999")]
)
def test_text_that_is_no_number_or_a_number_without_end_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"number|finite"):
        exact(value)
