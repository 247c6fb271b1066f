"""What `verify` says of the national policies."""

import pytest
from verified import policies, report_of

from asn_appraisal import parse_policy
from asn_appraisal.fairness import STATUSES, verify
from asn_appraisal.policy import PROPERTIES
from asn_appraisal.presets import known
from asn_appraisal.scoring import check_case, parse_cases

PRESETS = tuple(known())


@pytest.mark.parametrize("name", PRESETS)
def test_every_property_gets_a_verdict_in_both_languages(name: str) -> None:
    report = report_of(name)

    assert list(PROPERTIES) == list(report.verdicts)
    for verdict in report.verdicts.values():
        assert verdict.status in STATUSES
        assert verdict.text("id").startswith(f"{verdict.property} [{verdict.entry}]: ")
        assert verdict.because.id
        assert verdict.because.en


def test_the_formula_of_perka_bkn_1_2013_is_waived_with_its_authority() -> None:
    """Perka BKN 1/2013: a saving of more than 24 per cent scores less than one of 24 per cent."""
    verdict = report_of("pp-46-2011").verdicts["improvement-never-hurts"]

    assert verdict.status == "waived"
    assert verdict.waiver is not None
    assert verdict.waiver.authority == "efficiency"
    assert verdict.witness is not None
    assert verdict.witness.measure == "aspect_score"
    assert "Perka BKN 1/2013" in verdict.text("en")


def test_its_example_is_in_ordinary_numbers_and_shows_it_in_the_predicate() -> None:
    verdict = report_of("pp-46-2011").verdicts["improvement-never-hurts"]

    assert verdict.witness is not None
    said = verdict.witness.text("en")
    assert "A: 80 against a target of 100" in said
    assert "B: 70 against a target of 100" in said
    assert "Work achievement predicate Very good" in said
    assert "Work achievement predicate Good" in said


def test_without_its_waiver_the_same_formula_is_violated() -> None:
    document = dict(policies()["pp-46-2011"].document)
    del document["fairness"]
    report = verify(parse_policy(document), properties=["improvement-never-hurts"])

    assert report.verdicts["improvement-never-hurts"].status == "violated"
    assert not report.ok


@pytest.mark.parametrize("name", ["permenpanrb-6-2022", "pp-30-2019"])
def test_no_evidence_that_gets_better_lowers_a_result(name: str) -> None:
    verdict = report_of(name).verdicts["improvement-never-hurts"]

    assert verdict.status == "proved"
    assert verdict.method == "composition"


@pytest.mark.parametrize("name", sorted(policies()))
def test_every_example_gives_what_it_shows_and_reads_as_cases(name: str) -> None:
    policy = policies()[name]
    for verdict in report_of(name).verdicts.values():
        if verdict.witness is None:
            continue
        assert verdict.witness.replay()
        written = verdict.witness.as_case()
        cases = parse_cases(written).cases if written else ()
        unit = verdict.witness.unit
        people = len(verdict.witness.people) + (0 if unit is None else len(unit.appraisals))
        assert len(cases) == people
        for case in cases:
            assert check_case(policy, case) == ()


def test_nothing_is_ever_called_fair() -> None:
    for name in policies():
        for language in ("id", "en"):
            said = report_of(name).text(language).lower()
            for word in ("adil", "unbiased", "objective", "objektif", " fair ", "fair."):
                assert word not in said.replace("fair,", "").replace("cukup", "")
