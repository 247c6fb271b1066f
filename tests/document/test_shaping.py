"""Located trees to attrs classes, strictly, with every fault at its place."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, Literal

import pytest
from attrs import field, frozen

from asn_appraisal.document import (
    Faults,
    LocatedText,
    Shaper,
    compose,
    from_data,
    key_of,
    known_keys,
    to_plain,
)
from asn_appraisal.document.shaping import Written
from asn_appraisal.errors import Place, Problem, RecordError, Text


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


@frozen
class Inner(Written):
    from_: Fraction
    to: int = 0


@frozen
class Outer:
    name: str
    word: Literal["one", "two"] = "one"
    colour: Colour | None = None
    flag: bool = False
    day: date | None = None
    text: Text = Text("", "")
    inner: Inner | None = None
    items: tuple[Inner, ...] = ()
    levels: Mapping[int, Fraction] = field(factory=dict)
    located: LocatedText = LocatedText("")
    hidden: int = field(default=7, init=False)


SHAPER = Shaper(retired={("Outer", "nama"): Text("tulis `name`", "write `name`")})


def shaped(text: str) -> Any:
    return SHAPER.shape(compose(text).root, Outer)


def problems(text: str, kind: Any = Outer) -> list[tuple[str, str]]:
    found: list[Problem] = []
    assert SHAPER.attempt(compose(text).root, kind, found) is None
    return [(str(each.place), each.code) for each in found]


def test_a_map_becomes_a_class() -> None:
    made = shaped(
        """
name: x
word: two
colour: blue
flag: true
day: 2025-01-31
text: {id: Kinerja, en: Performance}
inner: {from: 1/7, to: 3}
items: [{from: 0.10}]
levels: {1: 0.5, 2: "3"}
located: 'y'
"""
    )

    assert (
        Outer(
            "x",
            "two",
            Colour.BLUE,
            True,
            date(2025, 1, 31),
            Text("Kinerja", "Performance"),
            Inner(Fraction(1, 7), 3),
            (Inner(Fraction(1, 10)),),
            {1: Fraction(1, 2), 2: Fraction(3)},
            LocatedText("y"),
        )
        == made
    )
    assert "8:8" == str(made.inner.place)
    assert "11:10" == str(made.located.place)


def test_what_is_written_again_is_what_was_read() -> None:
    made = shaped("name: x\nday: 2025-01-31\ninner: {from: 1/7, to: 3}\nlevels: {1: 0.5}\n")

    assert made == SHAPER.shape(from_data(to_plain(made)).root, Outer)


def test_every_fault_of_a_map_is_found_at_once() -> None:
    text = """
nmae: x
word: three
colour: green
flag: yes
day: 2025-1-31
text: [x]
inner: {from: x, to: 1.5}
items: {from: 1}
levels: {one: 0}
"""

    assert [
        ("10:10", "ASN-D024"),
        ("2:1", "ASN-D020"),
        ("3:7", "ASN-D027"),
        ("4:9", "ASN-D027"),
        ("5:7", "ASN-D025"),
        ("6:6", "ASN-D026"),
        ("7:7", "ASN-D022"),
        ("8:15", "ASN-D023"),
        ("8:22", "ASN-D024"),
        ("9:8", "ASN-D022"),
    ] == sorted(problems(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{name: x, word: three}", [("1:17", "ASN-D027")]),
        ("{name: x, colour: green}", [("1:19", "ASN-D027")]),
        ("{name: x, flag: yes}", [("1:17", "ASN-D025")]),
        ("{name: x, flag: 'True'}", [("1:17", "ASN-D025")]),
        ("{name: x, day: 2025-1-31}", [("1:16", "ASN-D026")]),
        ("{name: x, day: ２０２５-01-31}", [("1:16", "ASN-D026")]),
        ("{name: x, text: [x]}", [("1:17", "ASN-D022")]),
        ("{name: x, text: {}}", [("1:17", "ASN-D021")]),
        ("{name: x, text: {fr: y}}", [("1:18", "ASN-D020")]),
        ("{name: x, text: {id: [], en: {}}}", [("1:22", "ASN-D022"), ("1:30", "ASN-D022")]),
        ("{name: x, inner: {from: x, to: 1.5}}", [("1:25", "ASN-D023"), ("1:32", "ASN-D024")]),
        ("{name: x, inner: {to: 1}}", [("1:18", "ASN-D021")]),
        ("{name: x, inner: []}", [("1:18", "ASN-D022")]),
        ("{name: x, items: {from: 1}}", [("1:18", "ASN-D022")]),
        ("{name: x, items: [{from: x}, 5]}", [("1:26", "ASN-D023"), ("1:30", "ASN-D022")]),
        (
            "{name: x, levels: {a: 1, 01: x}}",
            [("1:20", "ASN-D024"), ("1:26", "ASN-D024"), ("1:30", "ASN-D023")],
        ),
        ("{name: x, levels: []}", [("1:19", "ASN-D022")]),
        ("{name: [x]}", [("1:8", "ASN-D022")]),
        ("{name: x, located: }", [("1:11", "ASN-D028")]),
        ("{name: x, hidden: 3}", [("1:11", "ASN-D020")]),
        ("{}", [("1:1", "ASN-D021")]),
        ("[]", [("1:1", "ASN-D022")]),
        ("x", [("1:1", "ASN-D022")]),
    ],
)
def test_each_type_is_taken_strictly(text: str, expected: list[tuple[str, str]]) -> None:
    assert expected == problems(text)


def test_a_misspelt_key_is_one_fault_and_is_read_as_what_was_meant() -> None:
    assert [("1:2", "ASN-D020"), ("1:11", "ASN-D020"), ("1:24", "ASN-D023")] == problems(
        "{nmae: x, innr: {from: a}}"
    )


def test_a_key_far_from_any_other_leaves_the_required_one_lacking() -> None:
    assert [("1:1", "ASN-D021"), ("1:2", "ASN-D020")] == sorted(problems("{zzzzzz: x}"))


def test_a_retired_key_says_what_replaced_it() -> None:
    found: list[Problem] = []
    SHAPER.attempt(compose("{name: x, nama: y}").root, Outer, found)

    assert ["The key `nama` is retired: write `name`."] == [each.what.en for each in found]


def test_one_text_is_a_text_in_both_languages() -> None:
    assert Text("Kinerja", "Kinerja") == shaped("{name: x, text: Kinerja}").text
    assert Text("Kinerja", "Kinerja") == shaped("{name: x, text: {id: Kinerja}}").text
    assert Text("Performance", "Performance") == shaped("{name: x, text: {en: Performance}}").text


def test_empty_text_is_written_in_quotes() -> None:
    assert "" == shaped("name: ''").name
    assert [("1:1", "ASN-D028")] == problems("name:")


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("97,50", "Write 97.50 (with a decimal point)."),
        ("1.000,5", "Write 1000.5 (with a decimal point)."),
        (
            "1,000",
            "Write 1000 if the comma separates thousands, or 1.000 if it is a decimal comma.",
        ),
        ("1,000,000", "Write 1000000."),
        ("1.000.000", "Write 1000000."),
        ("1_000", "Write 1000."),
        ("1 000", "Write 1000."),
        ("012", "Write 12."),
        ("-007.5", "Write -7.5."),
        ("70%", "Write 0.7."),
        ("12,5 %", "Write a number such as 97.50 or 1/7."),
        ("1e3", "Write a number such as 97.50 or 1/7."),
        ("1/0", "Write a number such as 97.50 or 1/7."),
        ("tujuh", "Write a number such as 97.50 or 1/7."),
        ("9" * 61, "Use at most 60 characters."),
    ],
)
def test_a_number_written_another_way_is_shown_how_to_write_it(text: str, cure: str) -> None:
    found: list[Problem] = []
    SHAPER.attempt(LocatedText(text), Fraction, found)

    assert [("ASN-D023", cure)] == [(each.code, each.hint.en) for each in found]


# Reading on past a fault ----------------------------------------------------------------


@frozen
class Section:
    inner: Inner | None = None
    limits: Inner = Inner(Fraction(0))
    words: tuple[Literal["higher", "lower"], ...] = ()
    names: tuple[str, ...] = ()
    by_name: Mapping[str, Fraction] = field(factory=dict)


@frozen
class Whole:
    section: Section | None = None


def leniently(text: str) -> tuple[Any, list[tuple[str, str]]]:
    found: list[Problem] = []
    made = SHAPER.lenient(compose(text).root, Whole, found)
    return made, [(str(each.place), each.code) for each in found]


def test_what_is_sound_is_read_although_a_part_beside_it_is_not() -> None:
    made, found = leniently(
        "section: {by_name: {a: 1, b: x}, words: [higher, lowr, zzz], names: [a, []]}"
    )

    assert [
        ("1:30", "ASN-D023"),
        ("1:50", "ASN-D027"),
        ("1:56", "ASN-D027"),
        ("1:73", "ASN-D022"),
    ] == sorted(found)
    assert {"a": Fraction(1)} == made.section.by_name
    assert ("higher", "lower") == made.section.words
    assert ("a",) == made.section.names


@pytest.mark.parametrize("text", ["section: 5", "section: []", "section:"])
def test_a_section_that_is_no_map_is_read_as_an_empty_one(text: str) -> None:
    made, found = leniently(text)

    assert Whole(Section()) == made
    assert 1 == len(found)


def test_a_faulty_part_leaves_its_default() -> None:
    made, found = leniently("section: {limits: {from: x}, words: 5, by_name: 5}")

    assert Whole(Section()) == made
    assert ["ASN-D023", "ASN-D022", "ASN-D022"] == [code for _, code in found]


def test_what_is_no_map_at_all_is_nothing() -> None:
    assert (None, [("1:1", "ASN-D022")]) == leniently("[]")


# What a class refuses by itself ---------------------------------------------------------


@frozen
class Choosy:
    id: str
    parts: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        values = {"id": self.id, "collection": "parts"}
        raise RecordError(
            [
                Problem("ASN-R001", Place("parts[1]"), values),
                Problem("ASN-R001", Place("id"), values),
                Problem("ASN-R001", None, values),
                Problem("ASN-R001", Place("", 9, 9), values),
            ]
        )


def test_what_a_class_refuses_gets_its_place_in_the_map() -> None:
    found = problems("{id: x, parts: [abcd, e]}", Choosy)

    assert ["9:9", "1:23", "1:6", "1:1"] == [place for place, _ in found]


def test_fields_are_called_like_their_keys() -> None:
    assert ["from", "to"] == list(known_keys(Inner))
    assert "from" == key_of(known_keys(Inner)["from"])


def test_a_single_fault_is_made_at_the_place_of_a_value() -> None:
    fault = Faults.one("ASN-D010", LocatedText("x", Place("a")))

    assert (Problem("ASN-D010", Place("a")),) == fault.problems
    assert (Problem("ASN-D010"),) == Faults.one("ASN-D010", "x").problems
