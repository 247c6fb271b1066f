"""The national policies: read, cited, documented, and giving what the law and BKN print."""

import re
from pathlib import Path
from typing import Any

import pytest

from asn_appraisal import Policy, PolicyError, RecordError, parse_cases, parse_policy, score
from asn_appraisal.presets import known, preset, preset_text, presets
from asn_appraisal.record import Appraisal, Behaviour, Indicator, Target, WorkResult
from asn_appraisal.scoring import Case, check_case

CASES = Path(__file__).parent / "cases"
PAGES = Path(__file__).parents[2] / "docs" / "reference" / "presets"

#: The warnings of each preset, as (code, measure), and why they stand.
WARNINGS = {
    "pp-46-2011": [
        # The 1.76 formula falls from 100 to just under 76 past a saving of 24 per cent, and goes
        # on falling: set by Perka BKN 1/2013, and waived in the policy itself.
        ("ASN-W001", "aspect_score"),
        ("ASN-W001", "aspect_score"),
        ("ASN-W003", "aspect_score"),
        ("ASN-W003", "aspect_score"),
    ],
    "permenpanrb-8-2021-jpt": [
        # The printed table jumps from 89 to 109 at exactly 100, and to 120 where the target is at
        # its maximum; above 100 that target then gives less.
        ("ASN-W001", "value"),
        ("ASN-W001", "value"),
        ("ASN-W003", "value"),
        # The category of an indicator is asked for by the regulation, and is no part of the result.
        ("ASN-W005", "category"),
    ],
    "job-person-match": [
        # One agency's second reading of the same number, for mapping; selection uses suitability.
        ("ASN-W005", "mapping"),
    ],
}


def cases_of(name: str) -> list[Case]:
    return list(parse_cases((CASES / f"{name}.cases.yaml").read_text(encoding="utf-8")).cases)


@pytest.fixture(scope="module")
def policies() -> dict[str, Policy]:
    return {name: preset(name) for name in presets()}


# The text -------------------------------------------------------------------------------


def test_the_presets_are_those_of_the_contract() -> None:
    expected = {
        "pp-46-2011",
        "pp-30-2019",
        "permenpanrb-8-2021-jpt",
        "permenpanrb-6-2022",
        "se-3-2023",
        "bkn-3-2023-credit-points",
        "job-person-match",
        "talent-box",
    }
    assert expected == set(presets())
    assert len(expected) == len(presets())


@pytest.mark.parametrize("name", presets())
def test_a_preset_is_read_and_has_the_name_it_is_asked_for_by(
    name: str, policies: dict[str, Policy]
) -> None:
    policy = policies[name]
    assert name == policy.id
    assert policy.result in policy.measures
    assert policy.fingerprint == parse_policy(preset_text(name), known=policies).fingerprint


@pytest.mark.parametrize("name", presets())
def test_a_preset_warns_of_nothing_but_what_is_listed_here(
    name: str, policies: dict[str, Policy]
) -> None:
    found = [(each.code, dict(each.values)["name"]) for each in policies[name].warnings]
    assert WARNINGS.get(name, []) == sorted(found)


@pytest.mark.parametrize("name", presets())
def test_every_measure_and_section_cites_its_source(name: str, policies: dict[str, Policy]) -> None:
    policy = policies[name]
    for measure in policy.measures.values():
        assert measure.cites, measure.name
        assert set(measure.cites) <= set(policy.sources)
    for section in (policy.calibration, policy.process):
        assert section is None or section.cites
    for source in policy.sources.values():
        assert source.act
        assert source.place


@pytest.mark.parametrize("name", presets())
def test_every_label_reading_and_note_is_there_in_both_languages(
    name: str, policies: dict[str, Policy]
) -> None:
    policy = policies[name]
    labels = [policy.title, *(each.label for each in policy.measures.values())]
    labels += [rule.label for rule in policy.evidence.facts.values()]
    labels += [word for rule in policy.evidence.facts.values() for word in rule.words.values()]
    said = [text for source in policy.sources.values() for text in (source.reading, source.note)]
    for text in [*labels, *(each for each in said if each is not None)]:
        assert text.id.strip()
        assert text.en.strip()
        assert text.id != text.en, text
    levels = [level.label for scale in policy.scales.values() for level in scale]
    assert all(label.id.strip() and label.en.strip() for label in levels)


@pytest.mark.parametrize("name", presets())
def test_a_preset_is_in_force_from_a_day(name: str, policies: dict[str, Policy]) -> None:
    policy = policies[name]
    assert policy.from_ is not None
    assert policy.until is None or policy.from_ < policy.until


@pytest.mark.parametrize("name", presets())
def test_a_preset_has_a_page_that_names_its_measures_and_readings(
    name: str, policies: dict[str, Policy]
) -> None:
    page = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    policy = policies[name]
    for measure in policy.measures.values():
        named = re.search(rf"\b{measure.name}\b", page)
        assert measure.inherited is not None or named, measure.name
    for source in policy.sources.values():
        inherited = policy.base is not None and source.key in policy.base.sources
        number = re.search(r"[0-9]+/[0-9]{4}", source.act)
        assert inherited or number is None or number[0] in page, source.act
    assert name in (PAGES / "index.md").read_text(encoding="utf-8")


# What they give -------------------------------------------------------------------------


def test_every_preset_has_cases_and_every_case_a_preset() -> None:
    files = {path.name.removesuffix(".cases.yaml") for path in CASES.iterdir()}
    assert files == set(presets())
    for name in files:
        assert name == parse_cases((CASES / f"{name}.cases.yaml").read_text("utf-8")).policy


@pytest.mark.parametrize(
    ("name", "case"),
    [
        pytest.param(name, case, id=f"{name}: {case.name}")
        for name in presets()
        for case in cases_of(name)
    ],
)
def test_a_case_of_a_preset_holds(name: str, case: Case, policies: dict[str, Policy]) -> None:
    found = check_case(policies[name], case)
    assert [] == [f"{each.place} {each}" for each in found]


@pytest.mark.parametrize("name", presets())
def test_every_case_of_a_preset_says_where_it_comes_from(name: str) -> None:
    for case in cases_of(name):
        assert case.because is not None, case.name
        assert case.because.id.strip()


@pytest.mark.parametrize("polarity", ["higher", "lower"])
def test_a_target_range_needs_the_polarity_within(
    polarity: Any, policies: dict[str, Policy]
) -> None:
    """PermenPANRB 8/2021, Lampiran Bab VI: only an indicator kept within a range has one."""

    def given(kind: Any) -> Appraisal:
        indicator = Indicator("a", polarity=kind, target=Target(2, 8), actual=5, weight=1)
        aspects = ("orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama")
        return Appraisal(
            "sari",
            results=[WorkResult("work", indicators=[indicator])],
            behaviours=[Behaviour(aspect, value=90) for aspect in aspects],
            facts={"innovation": False, "peers_heard": False, "leads_people": False},
        )

    policy = policies["pp-30-2019"]
    with pytest.raises(RecordError) as caught:
        score(policy, given(polarity))
    (problem,) = caught.value.problems
    assert "ASN-E005" == problem.code
    assert f"polarisasi `{polarity}` memerlukan satu angka" in problem.what.id
    assert "appraisals[sari].results[work].indicators[a].target" == str(problem.place)
    assert "97.00" == str(score(policy, given("within"))["total"])


# Asking for them ------------------------------------------------------------------------


def test_known_serves_the_presets_to_variants() -> None:
    assert set(presets()) == set(known())
    variant = parse_policy(
        """
asn_appraisal: policy/1
id: pemkot-talenta
based_on: talent-box
sources: {sk: {act: SK Wali Kota 7/2025, place: Lampiran}}
measures:
  potential_level:
    cites: [sk]
    bands: {of: potential, levels: [{level: tinggi, from: 85}, {level: menengah, from: 65}, {level: rendah}]}
""",
        known=known(),
    )
    given = Appraisal("a", facts={"performance": "above", "potential": 82})
    assert ("box_9", "box_7") == tuple(
        score(policy, given).result.name for policy in (preset("talent-box"), variant)
    )
    assert "talent-box" == variant.measures["box"].inherited
    assert variant.measures["potential_level"].inherited is None


def test_a_variant_of_a_variant_can_be_served_too() -> None:
    variant = parse_policy(
        "asn_appraisal: policy/1\nid: pemda\nbased_on: se-3-2023\nversion: '2'\ntitle: Pemda\n",
        known=known(),
    )
    assert "permenpanrb-6-2022" == (variant.base and variant.base.based_on)
    assert preset("permenpanrb-6-2022").measures.keys() == variant.measures.keys()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("pp-30-2020", "Did you mean `pp-30-2019`?"),
        ("permenpanrb-6-2023", "Did you mean `permenpanrb-6-2022`?"),
        ("PP-46-2011", "Did you mean `pp-46-2011`?"),
        ("", "Known here:"),
        ("../pp-30-2019", "Did you mean `pp-30-2019`?"),
        ("__init__.py", "Known here:"),
    ],
)
@pytest.mark.parametrize("ask", [preset, preset_text])
def test_an_unknown_preset_is_refused_with_the_nearest_name(ask: Any, name: str, hint: str) -> None:
    with pytest.raises(PolicyError) as caught:
        ask(name)
    assert ["ASN-P073"] == [each.code for each in caught.value.problems]
    assert hint in caught.value.text("en")


def test_an_unknown_base_is_refused_with_the_nearest_preset() -> None:
    with pytest.raises(PolicyError) as caught:
        parse_policy("asn_appraisal: policy/1\nid: x\nbased_on: pp-30-2018\n", known=known())
    assert "Did you mean `pp-30-2019`?" in caught.value.text("en")


def test_a_preset_gives_the_same_policy_every_time() -> None:
    assert preset("pp-30-2019") == preset("pp-30-2019")
