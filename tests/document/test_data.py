"""Plain data, such as `json.loads` returns, to a located tree."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_appraisal.document import compose, from_data, read


def faults(data: Any) -> list[tuple[str, str]]:
    return [(str(each.place), each.code) for each in from_data(data).problems]


def test_plain_data_becomes_text_exactly() -> None:
    data = {
        "text": "0.10",
        "whole": 18,
        "nip": 199001012015032001,
        "decimal": Decimal("0.10"),
        "tiny": Decimal("1E-7"),
        "ratio": Fraction(1, 7),
        "flag": True,
        "not": False,
        "nothing": None,
        "day": date(2025, 1, 31),
    }
    document = from_data(data)

    assert [] == document.problems
    assert {
        "text": "0.10",
        "whole": "18",
        "nip": "199001012015032001",
        "decimal": "0.10",
        "tiny": "0.0000001",
        "ratio": "1/7",
        "flag": "true",
        "not": "false",
        "nothing": "",
        "day": "2025-01-31",
    } == document.root


def test_places_are_paths() -> None:
    root = read({"units": [{"id": "a"}, {"id": "b", "facts": {"x": "1"}}]}).root

    assert "units[1].facts.x" == str(root["units"][1]["facts"]["x"].place)
    assert "units[0].id" == str(root["units"][0].key("id").place)
    assert "units" == str(root["units"].place)


def test_nothing_and_empty_text_are_told_apart() -> None:
    root = from_data([None, "", "missing"]).root

    assert [True, False, True] == [each.plain for each in root]


def test_any_mapping_and_any_sequence_is_taken() -> None:
    assert {"a": ["1", "2"]} == from_data(MappingProxyType({"a": (1, 2)})).root


def test_whole_numbers_may_be_keys_unless_the_same_text_is_one() -> None:
    assert {"1": "a", "2": "b"} == from_data({1: "a", "2": "b"}).root
    assert [("1", "ASN-D010")] == faults({1: "a", "1": "b"})


@pytest.mark.parametrize("key", [None, True, (1, 2), 1.5, b"a", date(2025, 1, 1)])
def test_other_keys_are_refused(key: Any) -> None:
    assert [(f"a.{key}", "ASN-D010")] == faults({"a": {key: 1, "b": 2}})


@pytest.mark.parametrize("number", [0.1, float("nan"), float("inf"), 1e308])
def test_a_binary_float_is_refused(number: float) -> None:
    assert [("a[0]", "ASN-D014")] == faults({"a": [number]})


@pytest.mark.parametrize("value", [b"a", object(), {1, 2}, (x for x in "a"), 1j, bytearray(b"a")])
def test_a_value_of_another_type_is_refused(value: Any) -> None:
    assert [("a", "ASN-D015")] == faults({"a": value})


@pytest.mark.parametrize(
    "number",
    [
        10**60,
        -(10**60),
        2**100_000,
        Decimal("NaN"),
        Decimal("sNaN"),
        Decimal("Infinity"),
        Decimal("1e999999"),
        Decimal("1e-999999"),
        Decimal("0." + "1" * 10_000),
        Fraction(1, 3**9000),
        Fraction(10**5000, 3),
        Fraction(1, 2**200),
    ],
    ids=range(12),
)
def test_a_number_without_end_is_refused(number: Any) -> None:
    assert [("a", "ASN-D016")] == faults({"a": number})


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "\x1b[31m", "a\ufeff", "\uffff"])
def test_text_holds_what_yaml_text_holds(text: str) -> None:
    assert [("a", "ASN-D003")] == faults({"a": text})
    assert [("a", "ASN-D003")] == faults({"a": {text: "b"}})


def test_data_that_holds_itself_is_refused() -> None:
    alone: list[Any] = []
    alone.append(alone)
    twice: dict[str, Any] = {}
    twice.update(a=twice, b=twice)

    assert ["ASN-D005"] == [code for _, code in faults(alone)]
    assert ["ASN-D005"] == [code for _, code in faults(twice)]


def test_data_that_grows_without_end_is_refused() -> None:
    bomb: Any = ["lol"] * 10
    for _ in range(30):
        bomb = [bomb] * 10

    assert ["ASN-D006"] == [code for _, code in faults(bomb)]


def test_parts_may_be_shared_as_applications_share_them(monkeypatch: pytest.MonkeyPatch) -> None:
    most = 2_000
    monkeypatch.setattr("asn_appraisal.document.data.MOST_NODES", most)
    shared = {"kind": "annual", "from": "2025-01-01", "until": "2025-12-31"}
    data = [{"id": str(number), "period": shared} for number in range(most // 2)]

    assert [] == faults(data)


@given(
    st.recursive(
        st.text("abc \n'\"#:-{}[]&*!|>%@`0_.", max_size=8) | st.integers() | st.booleans(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.text("ab?:", max_size=3), inner, max_size=3)
        ),
        max_leaves=12,
    )
)
def test_json_is_read_alike_as_text_and_as_data(data: Any) -> None:
    text, plain = compose(json.dumps(data)), from_data(data)

    assert plain.problems == []
    assert plain.root == text.root or any(each.code == "ASN-D008" for each in text.problems)
