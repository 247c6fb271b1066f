"""How numbers, levels, words and keys are written for people, in both languages."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_appraisal import parse_policy
from asn_appraisal.errors import Text
from asn_appraisal.explanation import words as module
from asn_appraisal.explanation.words import Words
from asn_appraisal.formula import Level
from asn_appraisal.formula.functions import FUNCTIONS
from asn_appraisal.policy.evidence import FIELDS

ID, EN = Words("id"), Words("en")


@pytest.mark.parametrize(
    ("number", "places", "indonesian", "english"),
    [
        ("0", None, "0", "0"),
        ("90", None, "90", "90"),
        ("90", 2, "90,00", "90.00"),
        ("1234.5", 2, "1.234,50", "1,234.50"),
        ("1234567", None, "1.234.567", "1,234,567"),
        ("999.995", 2, "999,995", "999.995"),
        ("-1234.5", None, "-1.234,5", "-1,234.5"),
        ("-0.5", None, "-0,5", "-0.5"),
        ("-0.05", 3, "-0,050", "-0.050"),
        ("1/3", None, "0,333333…", "0.333333…"),
        ("2/3", 2, "0,666666…", "0.666666…"),
        ("-1/3", None, "-0,333333…", "-0.333333…"),
        ("-4000/3", None, "-1.333,333333…", "-1,333.333333…"),
        ("-1/30000000", None, "-0,000000…", "-0.000000…"),
        ("1/30000000", None, "0,000000…", "0.000000…"),
        ("6/3", None, "2", "2"),
        ("300000000001/3", None, "100.000.000.000,333333…", "100,000,000,000.333333…"),
    ],
)
def test_numbers_have_the_signs_of_their_language(
    number: str, places: int | None, indonesian: str, english: str
) -> None:
    value = Fraction(number)
    assert (indonesian, english) == (ID.number(value, places), EN.number(value, places))


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4), st.integers(0, 6))
def test_a_number_that_ends_is_shown_in_full(number: Decimal, places: int) -> None:
    shown = EN.number(number, places)
    assert Fraction(number) == Fraction(shown.replace(",", ""))
    assert ID.number(number, places).translate(str.maketrans(".,", ",.")) == shown
    _, _, decimals = shown.partition(".")
    assert len(decimals) >= places


@given(st.fractions(min_value=-(10**6), max_value=10**6))
def test_a_number_that_never_ends_is_cut_and_never_rounded(number: Fraction) -> None:
    shown = EN.number(number)
    if shown.endswith("…"):
        cut = Fraction(shown.rstrip("…").replace(",", ""))
        assert abs(number) - Fraction(1, 10**6) < abs(cut) < abs(number)
        assert (number < 0) == shown.startswith("-")
    else:
        assert number == Fraction(shown.replace(",", ""))


def test_a_ratio_is_shown_as_it_was_reported() -> None:
    assert ("1/7", "2,5") == (ID.reported(Fraction(1, 7)), ID.reported(Fraction("2.5")))


def test_a_negative_part_stands_in_brackets() -> None:
    assert ("(-2,5)", "2,5") == (ID.bracketed(Fraction("-2.5")), ID.bracketed(Fraction("2.5")))


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (None, "belum ada", "missing"),
        (True, "ya", "yes"),
        (False, "tidak", "no"),
        (Level("predicate", "baik", 1, Text("Baik", "Good")), "Baik", "Good"),
        (Decimal("90.50"), "90,5", "90.5"),
        (Fraction(1, 3), "0,333333…", "0.333333…"),
        (1200, "1.200", "1,200"),
        ("superior", "atasan", "superior"),
        ("orientasi_pelayanan", "orientasi_pelayanan", "orientasi_pelayanan"),
    ],
)
def test_any_value_is_written_in_words(value: Any, indonesian: str, english: str) -> None:
    assert (indonesian, english) == (ID.value(value), EN.value(value))


@pytest.mark.parametrize(
    ("key", "indonesian", "english"),
    [
        (("izin", "terbit"), "izin.terbit", "izin.terbit"),
        (("komitmen", "superior", ""), "komitmen dari atasan", "komitmen from superior"),
        (("komitmen", "peer", "budi"), "komitmen dari rekan budi", "komitmen from peer budi"),
        ("izin", "izin", "izin"),
        ("peer", "rekan", "peer"),
    ],
)
def test_keys_of_rows_say_what_they_are_the_key_of(key: Any, indonesian: str, english: str) -> None:
    assert (indonesian, english) == (ID.key(key), EN.key(key))


def test_every_field_of_the_evidence_is_called_by_a_name_in_both_languages() -> None:
    fields = {name for table in FIELDS.values() for name in table} - {"id"}
    assert fields <= set(module._FIELDS)  # noqa: SLF001 - the table itself is what is checked
    assert ("realisasi", "actual") == (ID.field("actual"), EN.field("actual"))
    assert "total" == ID.field("total")


def test_every_word_that_the_evidence_itself_uses_is_called_by_a_name() -> None:
    kinds = [kind for table in FIELDS.values() for kind, _ in table.values()]
    words = {word for kind in kinds for word in kind.words}
    assert words <= set(module._WORDS)  # noqa: SLF001 - the table itself is what is checked


def test_a_function_is_called_by_a_name_that_people_know() -> None:
    assert {"clip": "batasi", "abs": "nilai mutlak"} == ID.functions()
    assert set(EN.functions()) <= set(FUNCTIONS)


def test_a_policy_gives_its_own_words_their_labels() -> None:
    policy = parse_policy(
        """
asn_appraisal: policy/1
id: kata
evidence:
  facts:
    one: {type: choice, values: {none: {id: Tidak ada, en: Nothing}, far: {id: Jauh, en: Far}}}
    two: {type: choice, values: {none: {id: Nihil, en: Nil}, far: {id: Jauh, en: Far}}}
measures:
  first: {lookup: {of: one, values: {none: 0, far: 1}}}
  total: {lookup: {of: two, values: {none: 0, far: 1}}}
result: total
"""
    )
    # What two facts call differently stands as it is.
    assert ("none", "Jauh") == tuple(map(Words.of(policy, "id").word, ("none", "far")))
    assert ("none", "Far") == tuple(map(Words.of(policy, "en").word, ("none", "far")))


def test_a_label_stands_before_the_name_that_formulas_use() -> None:
    assert "Ide baru (idea)" == ID.titled("idea", Text("Ide baru", "New idea"))
    assert "idea" == ID.titled("idea", Text.same("idea"))
    assert "idea" == ID.titled("idea", Text("", ""))


def test_every_phrase_is_there_in_both_languages_with_the_same_blanks() -> None:
    for indonesian, english in module._PHRASES.values():  # noqa: SLF001 - as above
        assert indonesian
        assert english
        assert _blanks(indonesian) == _blanks(english)


def _blanks(text: str) -> list[str]:
    return sorted(part.partition("}")[0] for part in text.split("{")[1:])
