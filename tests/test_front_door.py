import pytest

import asn_appraisal

CONTRACT = [
    "parse_policy",
    "parse_framework",
    "parse_records",
    "parse_cases",
    "score",
    "explain",
    "calibrate",
    "compare",
    "to_dict",
    "from_dict",
    "Policy",
    "Records",
    "Employee",
    "Unit",
    "Position",
    "Assignment",
    "Framework",
    "Appraisal",
    "Cohort",
    "Scorecard",
    "Calibration",
    "Level",
    "AppraisalError",
    "PolicyError",
    "RecordError",
]


@pytest.mark.parametrize("name", CONTRACT)
def test_every_name_of_the_contract_is_at_the_front_door(name: str) -> None:
    assert name in asn_appraisal.__all__
    assert getattr(asn_appraisal, name).__name__ == name


def test_nothing_else_is_at_the_front_door() -> None:
    assert sorted(CONTRACT) == sorted(asn_appraisal.__all__)
    assert set(asn_appraisal.__all__) <= set(dir(asn_appraisal))


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="parse_polici"):
        asn_appraisal.parse_polici  # type: ignore[attr-defined] # noqa: B018 - asking is the test


@pytest.mark.parametrize(
    ("room", "names"),
    [
        ("process", "appraiser_on deadlines object_to decide correct"),
        ("development", "competency_gaps training_needs job_person_match rank_candidates"),
        ("presets", "preset presets"),
    ],
)
def test_the_rooms_have_the_names_of_the_contract(room: str, names: str) -> None:
    module = __import__(f"asn_appraisal.{room}", fromlist=["*"])
    for name in names.split():
        assert callable(getattr(module, name))
