"""Hostile text and data end in problems: never in another exception, never without end."""

import threading
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_appraisal import (
    AppraisalError,
    PolicyError,
    RecordError,
    parse_framework,
    parse_policy,
    parse_records,
)
from asn_appraisal.errors import Problem

RECORDS = "asn_appraisal: records/1\n"
POLICY = "asn_appraisal: policy/1\nid: p\n"


def problems_of(read: Callable[[Any], Any], source: Any) -> list[Problem]:
    """Return the problems with which `source` is refused; it must be refused soon."""
    caught: list[BaseException] = []

    def attempt() -> None:
        try:
            read(source)
        except BaseException as error:  # noqa: BLE001 - what is not a refusal is shown below
            caught.append(error)

    worker = threading.Thread(target=attempt, daemon=True)
    worker.start()
    worker.join(timeout=300)  # a second is meant; what never ends is found all the same

    assert not worker.is_alive()
    assert [True] == [isinstance(error, AppraisalError) for error in caught], caught
    problems: list[Problem] = list(caught[0].problems)  # type: ignore[attr-defined]
    return problems


def codes(read: Callable[[Any], Any], source: Any) -> list[str]:
    return [each.code for each in problems_of(read, source)]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "\n".join(" " * depth + "a:" for depth in range(1000)),
        RECORDS + "units: " + "[" * 1000 + "]" * 1000,
    ],
    ids=range(6),
)
def test_deep_nesting_is_refused(text: str) -> None:
    assert ["ASN-D005"] == codes(parse_records, text)


def test_an_alias_bomb_never_grows() -> None:
    lines = ["a0: &a0 [lol, lol]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]

    assert {"ASN-D008", "ASN-D020"} == set(codes(parse_records, RECORDS + "\n".join(lines)))


def test_a_chain_of_merge_keys_never_merges() -> None:
    lines = [
        "a0: &a0 {x: 1}",
        *(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 60)),
    ]

    assert {"ASN-D008", "ASN-D020"} == set(codes(parse_records, RECORDS + "\n".join(lines)))


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system ['true']",
        "!!python/name:os.system",
        "!!int 1",
        "!!set {a}",
        "!x a",
    ],
)
def test_no_tag_makes_anything(tag: str) -> None:
    assert "ASN-D009" in codes(parse_records, f"{RECORDS}units: {tag}\n")


def test_identifiers_and_words_stay_what_they_are() -> None:
    text = f"{RECORDS}employees: [{{id: no, name: 012, nip: 199001012015032001}}]"
    found = parse_records(text).employees["no"]

    assert ("no", "012", "199001012015032001") == (found.id, found.name, found.nip)


@pytest.mark.parametrize(
    "number",
    ["012", "1_000", "1:30", "1e999999", ".5", "0x1F", "NaN", ".inf", "9" * 10_000, "1/0", "no"],
)
def test_what_yaml_would_take_for_a_number_is_refused(number: str) -> None:
    text = f"{RECORDS}appraisals: [{{id: a, indicators: [{{id: b, target: {number}}}]}}]"

    assert ["ASN-D023"] == codes(parse_records, text)


@pytest.mark.parametrize("letter", ["\0", "\ud800", "\x07", "\x1b", "\ufffe", "\x7f"])
def test_a_letter_that_no_text_holds_is_refused_where_it_stands(letter: str) -> None:
    (problem,) = problems_of(parse_records, f"{RECORDS}units: [a{letter}]\n")

    assert ("ASN-D003", "2:10") == (problem.code, str(problem.place))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_bytes_in_another_encoding_are_refused(encoding: str) -> None:
    assert ["ASN-D003"] == codes(parse_records, f"{RECORDS}# café\n".encode(encoding))


@pytest.mark.parametrize("source", ["a" * 10_000_000, b"a" * 10_000_000], ids=["text", "bytes"])
def test_ten_megabytes_are_refused(source: Any) -> None:
    assert ["ASN-D004"] == codes(parse_records, source)


def test_too_many_values_are_refused() -> None:
    assert ["ASN-D006"] == codes(parse_records, RECORDS + "units: [" + "a," * 200_001 + "]")


def test_thousands_of_keys_given_twice_are_found_soon() -> None:
    keys = "".join(f"k{number}: 1\n" for number in range(3000))

    assert 6000 == len(problems_of(parse_records, RECORDS + keys + "k2999: 1\n" * 3000))


def test_thousands_of_references_to_nothing_are_found_soon() -> None:
    people = ",".join(f"{{id: e{number}}}" for number in range(2000))
    posts = ",".join(f"{{id: a{number}, employee: x{number}}}" for number in range(2000))
    text = f"{RECORDS}employees: [{people}]\nassignments: [{posts}]"

    assert ["ASN-R007"] * 2000 == codes(parse_records, text)


def test_a_long_chain_of_units_is_no_circle() -> None:
    units = ",".join(f"{{id: u{number}, parent: u{number + 1}}}" for number in range(3000))

    assert 3001 == len(parse_records(f"{RECORDS}units: [{units}, {{id: u3000}}]").units)


def test_the_report_of_a_long_line_is_short() -> None:
    units = ",".join(f"{{id: u{number}, x: 1}}" for number in range(1000))
    problems = problems_of(parse_records, f"{RECORDS}units: [{units}]")

    assert all(len(each.text("en")) < 400 for each in problems)


def test_a_name_without_end_is_refused_soon() -> None:
    facts = ", ".join(f'? "{letter * 300_000}"\n: {{type: flag}}' for letter in "ab")
    text = (
        f"{POLICY}evidence: {{facts: {{{facts}}}}}\nmeasures: {{m: {{formula: '1'}}}}\nresult: m\n"
    )

    assert {"ASN-D029"} == set(codes(parse_policy, text))


# Plain data -----------------------------------------------------------------------------


def holding(value: Any) -> dict[str, Any]:
    return {"asn_appraisal": "records/1", "appraisals": value}


def recursive() -> list[Any]:
    found: list[Any] = []
    found.extend([found, found])
    return found


def growing() -> list[Any]:
    found: list[Any] = ["lol"]
    for _ in range(38):
        found = [found, found]
    return found


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (holding(recursive()), ["ASN-D005"]),
        (holding(growing()), ["ASN-D006"]),
        (holding([{"id": 1.5}]), ["ASN-D014"]),
        (holding([{"id": float("nan")}]), ["ASN-D014"]),
        (holding([{"id": 10**5000}]), ["ASN-D016"]),
        (holding([{"id": Decimal("NaN")}]), ["ASN-D016"]),
        (holding([{"id": Decimal("1e999999999")}]), ["ASN-D016"]),
        (holding([{"id": Fraction(1, 10**5000)}]), ["ASN-D016"]),
        (holding(b"abc"), ["ASN-D015"]),
        (holding(object()), ["ASN-D015"]),
        (holding({1, 2}), ["ASN-D015"]),
        (holding([{None: "a", "id": "b"}]), ["ASN-D010"]),
        (holding([{"id": "\ud800"}]), ["ASN-D003"]),
        (holding(None), ["ASN-D028"]),
        (None, ["ASN-D012"]),
        ({}, ["ASN-D012"]),
        ([], ["ASN-D012"]),
        ([1], ["ASN-D022"]),
        (5, ["ASN-D022"]),
        ({"asn_appraisal": "policy/1"}, ["ASN-D013"]),
        ({"asn_appraisal": ["records/1"]}, ["ASN-D013"]),
    ],
    ids=range(21),
)
def test_hostile_data_is_refused(data: Any, expected: list[str]) -> None:
    assert expected == codes(parse_records, data)


# Formulas -------------------------------------------------------------------------------


def policy_with(formula: str) -> str:
    quoted = formula.replace("'", "''")
    return f"""{POLICY}evidence: {{indicators: {{target: {{above: 0}}, actual: {{from: 0}}}}}}
measures:
  row: {{per: indicators, formula: '{quoted}'}}
  total: {{formula: sum(row)}}
result: total
"""


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("(" * 2000 + "1" + ")" * 1999, "ASN-F003"),
        ("(" * 101 + "1" + ")" * 101, "ASN-F003"),
        ("-" * 3999 + "1", "ASN-F003"),
        ("not " * 950 + "true", "ASN-F003"),
        ("+".join(["1"] * 1500), "ASN-F003"),
        ("1 if true else " * 200 + "1", "ASN-F003"),
        ("a" + ".b" * 1900, "ASN-F003"),
        ("1" * 4001, "ASN-F002"),
        ("9" * 3000, "ASN-F004"),
        ("1e999999", "ASN-F004"),
        ("0xff", "ASN-F004"),
        ("1_000", "ASN-F004"),
        ("None", "ASN-F004"),
        ("...", "ASN-F004"),
        ("b'x'", "ASN-F004"),
        ("2**9**9**9", "ASN-F007"),
        ("lambda: 1", "ASN-F007"),
        ("f'{1}'", "ASN-F007"),
        ("(x := 1)", "ASN-F007"),
        ("actual[0]", "ASN-F007"),
        ("[x for x in y]", "ASN-F007"),
        ("{1: 2}", "ASN-F007"),
        ("min(*actual, 1)", "ASN-F007"),
        ("actual.__class__.__mro__", "ASN-F007"),
        ("actual.min(1)", "ASN-F007"),
        ("min(1, 2)(3)", "ASN-F007"),
        ("1 in 2", "ASN-F007"),
        ("1 is 2", "ASN-F007"),
        ("await x", "ASN-F007"),
        ("(yield)", "ASN-F007"),
        ("__import__('os')", "ASN-F020"),
        ("open('/etc/passwd')", "ASN-F020"),
        ("eval('1')", "ASN-F020"),
        ("actual.__class__", "ASN-F016"),
        ("sum(actual, **x)", "ASN-F024"),
        ("\u0430ctual", "ASN-F030"),
        ("\uff41ctual", "ASN-F030"),
        ("actual\u200b", "ASN-F001"),
        ("actual \\ 2", "ASN-F001"),
        ("1; 2", "ASN-F001"),
        ("import os", "ASN-F001"),
        ("", "ASN-F001"),
        (" ", "ASN-F001"),
        ("actual = 5", "ASN-F001"),
        ("1 / 0", "ASN-F026"),
        ("1 / (actual - actual)", "ASN-F026"),
        ("1 / actual if actual > 0 and actual <= 0 else 0", None),
    ],
    ids=range(47),
)
def test_a_hostile_formula_is_refused(formula: str, code: str | None) -> None:
    if code is None:
        try:
            parse_policy(policy_with(formula))
        except PolicyError as error:
            assert {"ASN-F026"} == {each.code for each in error.problems}
        return
    (problem,) = problems_of(parse_policy, policy_with(formula))

    assert code == problem.code
    assert problem.place is not None
    assert 5 == problem.place.line


@pytest.mark.parametrize("escape", ["\\0", "\\x07", "\\e"])
def test_an_escaped_control_character_is_refused_in_a_formula(escape: str) -> None:
    text = f'{POLICY}measures: {{m: {{formula: "1 {escape} + 2"}}}}\nresult: m\n'

    assert "ASN-D003" in codes(parse_policy, text)


# Anything at all ------------------------------------------------------------------------

PARSERS = [
    (parse_policy, "policy/1", PolicyError),
    (parse_records, "records/1", RecordError),
    (parse_framework, "framework/1", PolicyError),
]


@pytest.mark.parametrize(("read", "kind", "error"), PARSERS)
@given(text=st.text(max_size=60) | st.text("abc: -[]{}'\"#\n&*!|>?<,", max_size=60))
def test_any_text_is_read_or_refused_with_a_code_and_a_line(
    read: Callable[[Any], Any], kind: str, error: type[AppraisalError], text: str
) -> None:
    for source in (text, f"asn_appraisal: {kind}\n{text}"):
        try:
            read(source)
        except error as refused:
            assert refused.problems
            assert all(each.place and each.place.line for each in refused.problems)
            assert refused.text("en")
            assert refused.text("id")


@pytest.mark.parametrize(("read", "kind", "error"), PARSERS)
@given(
    data=st.dictionaries(
        st.sampled_from(
            [
                "id",
                "evidence",
                "measures",
                "result",
                "units",
                "appraisals",
                "positions",
                "remove",
                "scales",
            ]
        ),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats(),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["id", "formula", "per", "facts", "a"]) | st.integers(),
                    inner,
                    max_size=3,
                )
            ),
            max_leaves=8,
        ),
    )
)
def test_any_data_is_read_or_refused(
    read: Callable[[Any], Any], kind: str, error: type[AppraisalError], data: dict[str, Any]
) -> None:
    try:
        read({"asn_appraisal": kind, **data})
    except error as refused:
        assert refused.text("en")
        assert refused.text("id")
