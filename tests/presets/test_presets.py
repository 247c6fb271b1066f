"""The national policies, against examples that the law, BKN or other public sources print."""

from pathlib import Path

import pytest

from asn_appraisal import PolicyError, parse_cases
from asn_appraisal.presets import known, preset, presets
from asn_appraisal.scoring import Case, check_case

ROOT = Path(__file__).parents[2]
CASES = [
    pytest.param(cases.policy, case, id=f"{cases.policy}: {case.name}")
    for path in sorted(Path(__file__).parent.glob("cases/*.cases.yaml"))
    for cases in [parse_cases(path.read_text("utf-8"))]
    for case in cases.cases
]


@pytest.mark.parametrize(("policy", "case"), CASES)
def test_a_printed_example_comes_out_as_printed(policy: str, case: Case) -> None:
    assert check_case(preset(policy), case) == ()


@pytest.mark.parametrize("name", presets())
def test_every_measure_cites_its_source(name: str) -> None:
    assert [] == [each.name for each in preset(name).measures.values() if not each.cites]


@pytest.mark.parametrize("name", presets())
def test_every_preset_has_its_page(name: str) -> None:
    assert (ROOT / "docs" / "reference" / "presets" / f"{name}.md").is_file()


def test_every_preset_is_at_hand_for_variants() -> None:
    assert presets() == tuple(known())


def test_an_unknown_preset_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(PolicyError) as caught:
        preset("pp-30-2018")
    assert ["ASN-P073"] == [problem.code for problem in caught.value.problems]
    assert "pp-30-2019" in caught.value.text("en")
