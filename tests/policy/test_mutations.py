"""Good documents with something wrong: read all the same, or refused with codes and lines."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_appraisal import AppraisalError, parse_framework, parse_policy, parse_records

ROOT = Path(__file__).parents[2]
GOOD = Path(__file__).parents[1] / "policies" / "good"
BASE = parse_policy((GOOD / "kinerja-pelaksana.yaml").read_text("utf-8"))
TOKEN = re.compile(r"\w+|[^\w\s]|\n *")
FRAMEWORK = """\
asn_appraisal: framework/1
id: kamus
competencies:
  - {id: komunikasi, title: {id: Komunikasi, en: Communication}, levels: {1: Dasar, 2: Mahir}}
positions:
  - {id: analis, kind: pelaksana, requires: {komunikasi: 2}}
programmes:
  - {id: dasar, competency: komunikasi, from: 0, to: 1}
"""
RECORDS = """\
asn_appraisal: records/1
units:
  - {id: dinas, facts: {organisation_achievement: baik}}
  - {id: bidang, parent: dinas, head: kadis}
positions: [{id: analis, title: Analis, unit: bidang, requires: {komunikasi: 3}}]
employees: [{id: kadis}, {id: sari, kind: pns, nip: 199001012015032001, born: 1990-01-01}]
assignments:
  - {id: a, employee: sari, position: analis, unit: bidang, from: 2025-01-01, appraiser: kadis}
appraisals:
  - id: sari-2025
    assignment: a
    period: {kind: annual, from: 2025-01-01, until: 2025-12-31}
    results:
      - id: izin
        weight: 60
        rating: meets
        indicators:
          - {id: terbit, polarity: higher, target: 480, actual: 512, weight: 1/7}
          - id: waktu
            target: [2, 8]
            observations:
              combine: latest
              values: [{on: 2025-03-31, value: 6}, {on: 2025-06-30, value: 4}]
    behaviours: [{aspect: komitmen, rater: peer, value: 88, by: budi}]
    competencies: [{competency: komunikasi, required: 3, attained: missing}]
    periods: [{period: tw1, months: 3, measures: {total: 88.5}}]
    facts: {innovation: true}
    judgements: {rating: {level: meets, by: kadis, reason: x, evidence: [y]}}
    feedback: [{on: 2025-03-01, by: kadis, text: Bagus}]
"""


def read_policy(text: Any) -> Any:
    return parse_policy(text, known={BASE.id: BASE})


DOCUMENTS: list[tuple[Callable[[Any], Any], str]] = [
    *((read_policy, path.read_text("utf-8")) for path in sorted(GOOD.glob("*.yaml"))),
    (parse_records, RECORDS),
    (parse_framework, FRAMEWORK),
]


def refuses_well(read: Callable[[Any], Any], source: Any) -> None:
    """Read a document; what refuses it must be a list of problems, each with code and place."""
    try:
        read(source)
    except AppraisalError as error:
        assert error.problems
        for problem in error.problems:
            assert problem.place is not None
            if isinstance(source, str) and not problem.place.path.startswith(inherited(source)):
                assert problem.place.line is not None
            assert problem.text("en")
            assert problem.text("id")


def inherited(source: str) -> tuple[str, ...]:
    """Return where a fault may lie in what a variant takes over, which has no lines."""
    return ("measures", "evidence", "scales", "sources") if "based_on" in source else ()


@pytest.mark.parametrize(("read", "text"), DOCUMENTS, ids=range(len(DOCUMENTS)))
def test_the_documents_are_good(read: Callable[[Any], Any], text: str) -> None:
    assert read(text)


@st.composite
def with_changed_lines(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 3))):
        at, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["delete", "twice", "swap", "indent", "outdent", "copy"])):
            case "delete":
                lines[at] = ""
            case "twice":
                lines[at] += "\n" + lines[at]
            case "swap":
                lines[at], lines[other] = lines[other], lines[at]
            case "indent":
                lines[at] = "  " + lines[at]
            case "outdent":
                lines[at] = lines[at].removeprefix("  ")
            case "copy":
                lines[at] = lines[other]
    return "\n".join(lines)


@st.composite
def with_changed_tokens(draw: st.DrawFn, text: str) -> str:
    tokens = [(found.start(), found.end()) for found in TOKEN.finditer(text)]
    words = sorted({text[start:end] for start, end in tokens})
    odd = [
        "",
        "0",
        "-1",
        "no",
        "[]",
        "{}",
        "''",
        "1/0",
        "{a: 1}",
        "[1, x]",
        ":",
        "- ",
        "'",
        '"',
        "&a",
        "~",
    ]
    for _ in range(draw(st.integers(1, 3))):
        start, end = draw(st.sampled_from(tokens))
        if end <= len(text):
            text = text[:start] + draw(st.sampled_from([*odd, *words])) + text[end:]
    return text


@pytest.mark.parametrize(("read", "text"), DOCUMENTS, ids=range(len(DOCUMENTS)))
@given(data=st.data())
def test_a_document_with_changed_lines_is_read_or_refused(
    read: Callable[[Any], Any], text: str, data: st.DataObject
) -> None:
    refuses_well(read, data.draw(with_changed_lines(text)))


@pytest.mark.parametrize(("read", "text"), DOCUMENTS, ids=range(len(DOCUMENTS)))
@given(data=st.data())
def test_a_document_with_changed_words_is_read_or_refused(
    read: Callable[[Any], Any], text: str, data: st.DataObject
) -> None:
    refuses_well(read, data.draw(with_changed_tokens(text)))
