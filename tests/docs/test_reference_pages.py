"""The reference is complete: it names every key, function, warning and public name."""

import inspect
import re
from pathlib import Path
from typing import Any

import attrs
import pytest

import asn_appraisal
from asn_appraisal.document import known_keys
from asn_appraisal.errors.messages import MESSAGES
from asn_appraisal.formula import AGGREGATES, FUNCTIONS
from asn_appraisal.policy import section_shapes, shapes
from asn_appraisal.presets import presets
from asn_appraisal.record import (
    Appraisal,
    Assignment,
    Behaviour,
    Competency,
    CompetencyLevel,
    Employee,
    Feedback,
    Indicator,
    Judgement,
    Observation,
    Observations,
    Period,
    PeriodResult,
    Position,
    PositionStandard,
    Programme,
    Unit,
    WorkResult,
)
from asn_appraisal.scoring.cases import CaseShape, CasesShape

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
RECORD_NOUNS = (
    *(Appraisal, Assignment, Behaviour, CompetencyLevel, Employee, Feedback, Indicator, Judgement),
    *(Observation, Observations, Period, PeriodResult, Position, Unit, WorkResult),
)
FRAMEWORK_NOUNS = (Competency, PositionStandard, Programme)
SHAPES = [
    each
    for module in (shapes, section_shapes)
    for name, each in vars(module).items()
    if name.endswith("Shape") and attrs.has(each) and not name.startswith("_")
]


def in_code(page: str) -> set[str]:
    """Return every word that a page of the reference shows as code."""
    text = (REFERENCE / page).read_text("utf-8")
    spans = re.findall(r"`([^`\n]+)`", text)
    return {word for span in spans for word in re.findall(r"\w+", span)}


def lacking(page: str, classes: Any) -> set[str]:
    return {key for each in classes for key in known_keys(each)} - in_code(page)


def test_the_policy_language_names_every_key() -> None:
    assert lacking("policy-language.md", SHAPES) == set()


def test_the_policy_language_names_every_function_and_every_warning() -> None:
    warnings = {code for code in MESSAGES if code.startswith("ASN-W")}
    text = (REFERENCE / "policy-language.md").read_text("utf-8")

    assert {*FUNCTIONS, *AGGREGATES} - in_code("policy-language.md") == set()
    assert {code for code in warnings if f"| {code} |" not in text} == set()


def test_the_records_page_names_every_key() -> None:
    assert lacking("records.md", RECORD_NOUNS) == set()


def test_the_framework_page_names_every_key() -> None:
    assert lacking("framework.md", FRAMEWORK_NOUNS) == set()


def test_the_cases_page_names_every_key() -> None:
    assert lacking("cases.md", (CaseShape, CasesShape)) == set()


def test_the_page_of_public_names_has_the_whole_front_door() -> None:
    assert set(asn_appraisal.__all__) - in_code("api.md") == set()


def test_every_preset_has_a_page() -> None:
    pages = {page.stem for page in (REFERENCE / "presets").glob("*.md")}

    assert set(presets()) - pages == set()


FRONT_DOOR = [
    name for name in asn_appraisal.__all__ if inspect.isfunction(getattr(asn_appraisal, name))
]


@pytest.mark.parametrize("name", FRONT_DOOR)
def test_the_page_of_public_names_shows_the_signature(name: str) -> None:
    signature = inspect.signature(getattr(asn_appraisal, name))
    names = [each.replace(annotation=each.empty) for each in signature.parameters.values()]
    shown = signature.replace(parameters=names, return_annotation=inspect.Signature.empty)

    assert f"`{name}{shown}`" in (REFERENCE / "api.md").read_text("utf-8")
