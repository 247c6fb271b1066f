"""Competency frameworks: what they hold, and what they refuse."""

from collections.abc import Callable
from typing import Any

import pytest

from asn_appraisal import Framework, PolicyError, RecordError, parse_framework
from asn_appraisal.errors import Text
from asn_appraisal.record import Competency, PositionStandard, Programme

TEXT = """\
asn_appraisal: framework/1
id: sofifi
version: "2"
title: {id: Kamus, en: Framework}
competencies:
  - {id: komunikasi, title: {id: Komunikasi, en: Communication}, cluster: managerial, levels: {1: Dasar, 2: Mahir}}
  - {id: data, description: Mengolah data}
positions:
  - {id: analis, title: Analis, kind: pelaksana, requires: {komunikasi: 2, data: 5}}
programmes:
  - {id: dasar, title: Pelatihan dasar, competency: komunikasi, from: 0, to: 1}
"""


def faults(old: str, new: str) -> list[tuple[str, str]]:
    assert 1 == TEXT.count(old)
    with pytest.raises(PolicyError) as caught:
        parse_framework(TEXT.replace(old, new))
    return [(str(each.place), each.code) for each in caught.value.problems]


def test_a_framework_is_read() -> None:
    framework = parse_framework(TEXT)

    assert ("sofifi", "2", Text("Kamus", "Framework")) == (
        framework.id,
        framework.version,
        framework.title,
    )
    assert {1: Text.same("Dasar"), 2: Text.same("Mahir")} == framework.competencies[
        "komunikasi"
    ].levels
    assert Text.same("Mengolah data") == framework.competencies["data"].description
    assert {"komunikasi": 2, "data": 5} == framework.positions["analis"].requires
    assert (0, 1) == (framework.programmes["dasar"].from_, framework.programmes["dasar"].to)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{komunikasi: 2, data: 5}", "{komunikasi: 3, data: 5}", [("9:73", "ASN-R012")]),
        ("{komunikasi: 2, data: 5}", "{komunikasy: 2, data: 5}", [("9:61", "ASN-R011")]),
        ("competency: komunikasi, from", "competency: komunikas, from", [("11:53", "ASN-R011")]),
        ("from: 0, to: 1", "from: 1, to: 1", [("11:78", "ASN-R014")]),
        ("from: 0, to: 1", "from: 0, to: 3", [("11:53", "ASN-R012")]),
        ("{id: data,", "{id: komunikasi,", [("7:10", "ASN-R001"), ("9:76", "ASN-R011")]),
        ("1: Dasar", "satu: Dasar", [("6:96", "ASN-D024")]),
        ("id: sofifi\n", "", [("1:1", "ASN-D021")]),
    ],
    ids=range(8),
)
def test_a_fault_stands_where_it_is_written(
    old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    assert expected == faults(old, new)


def test_shape_faults_hide_no_competency_that_is_not_there() -> None:
    broken = TEXT.replace("cluster: managerial", "clster: managerial")
    broken = broken.replace("{komunikasi: 2", "{komunikasy: 2").replace(
        "competency: kom", "competency: kum"
    )

    assert [("6:66", "ASN-D020"), ("9:61", "ASN-R011"), ("11:53", "ASN-R011")] == faults(
        TEXT, broken
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{komunikasi: 2, data: 5}", "[komunikasi]"),
        ("- {id: analis,", "- analis\n  - {id: analis,"),
        ("competency: komunikasi, from", "competency: [komunikasi], from"),
    ],
)
def test_what_has_the_wrong_shape_names_no_competency(old: str, new: str) -> None:
    assert ["ASN-D022"] == [code for _, code in faults(old, new)]


def test_competencies_that_are_no_list_are_one_fault() -> None:
    text = "asn_appraisal: framework/1\nid: x\ncompetencies: 5\npositions: [{id: a, requires: {b: 1}}]\n"
    with pytest.raises(PolicyError) as caught:
        parse_framework(text)

    assert ["ASN-D022"] == [each.code for each in caught.value.problems]


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: Framework("f", positions=[PositionStandard("p", requires={"x": 1})]), "ASN-R011"),
        (
            lambda: Framework(
                "f",
                competencies=[Competency("x", levels={1: Text.same("a")})],
                programmes=[Programme("p", "x", from_=0, to=2)],
            ),
            "ASN-R012",
        ),
        (lambda: Framework("f", competencies=[Competency("x"), Competency("x")]), "ASN-R001"),
        (lambda: Programme("p", "x", from_=2, to=1), "ASN-R014"),
    ],
    ids=range(4),
)
def test_a_framework_checks_itself_when_it_is_made(make: Callable[[], Any], expected: str) -> None:
    with pytest.raises(RecordError) as caught:
        make()

    assert [expected] == [each.code for each in caught.value.problems]
