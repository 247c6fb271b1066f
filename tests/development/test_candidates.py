from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_appraisal.development import Key, job_person_match, rank_candidates
from asn_appraisal.errors import AppraisalError, RecordError
from asn_appraisal.presets import preset
from asn_appraisal.record import (
    Appraisal,
    Cohort,
    Competency,
    CompetencyLevel,
    Framework,
    Member,
    PositionStandard,
)

JPM = preset("job-person-match")
PEOPLE = {
    "ani": {"komunikasi": 2, "data": 3},
    "budi": {"komunikasi": 3, "data": 2},
    "citra": {"komunikasi": 1, "data": 3},
    "dewi": {"komunikasi": 1},
}


def appraisal(name: str, **levels: int) -> Appraisal:
    rows = [CompetencyLevel(each, attained=level) for each, level in levels.items()]
    return Appraisal(name, competencies=rows)


def test_the_best_match_comes_first_and_equal_matches_share_a_rank(framework: Framework) -> None:
    ranking = rank_candidates(framework, "analis", PEOPLE)

    assert [(tier.rank, tier.ids) for tier in ranking.tiers] == [
        (1, ("ani", "budi")),
        (3, ("citra",)),
    ]
    assert (ranking.rank("budi"), ranking.rank("citra"), ranking.rank("dewi")) == (1, 3, None)
    assert ranking.matches["citra"] == job_person_match(framework, PEOPLE["citra"], "analis")


def test_who_lacks_a_level_stands_apart_with_what_is_missing(framework: Framework) -> None:
    [apart] = rank_candidates(framework, "analis", PEOPLE).apart

    assert apart.candidate == "dewi"
    assert [problem.code for problem in apart.problems] == ["ASN-G002"]
    assert apart.match.gaps["data"].gap is None


def test_fewest_levels_lacking_is_a_key_of_its_own(framework: Framework) -> None:
    ranking = rank_candidates(framework, "analis", PEOPLE, by=["match", "lacking"])

    assert [tier.ids for tier in ranking.tiers] == [("ani",), ("budi",), ("citra",)]
    assert ranking.tiers[0].reason("en") == "ahead of the next by levels lacking: 0, then 1"


def test_a_key_of_ones_own_decides_where_it_is_declared(framework: Framework) -> None:
    total = Key("nilai kinerja", {"ani": "90.5", "budi": "91", "citra": 99, "dewi": 100})
    ranking = rank_candidates(framework, "analis", PEOPLE, by=["match", total])

    assert [tier.ids for tier in ranking.tiers] == [("budi",), ("ani",), ("citra",)]


def test_who_lacks_a_declared_key_is_not_ranked(framework: Framework) -> None:
    total = Key("nilai kinerja", {"ani": 90, "citra": 99})
    ranking = rank_candidates(framework, "analis", PEOPLE, by=[total])

    assert [tier.ids for tier in ranking.tiers] == [("citra",), ("ani",)]
    assert [(each.candidate, each.problems[0].code) for each in ranking.apart] == [
        ("budi", "ASN-G006"),
        ("dewi", "ASN-G002"),
    ]


def test_suitability_is_a_key_where_a_policy_says_what_it_is(framework: Framework) -> None:
    ranking = rank_candidates(framework, "analis", PEOPLE, by=["suitability"], policy=JPM)

    # 100 % and 80 % both qualify.
    assert [tier.ids for tier in ranking.tiers] == [("ani", "budi", "citra")]
    assert "Suitability for the post" in ranking.text("en")


def test_suitability_without_a_value_keeps_somebody_apart(framework: Framework) -> None:
    policy = preset("pp-30-2019")
    ranking = rank_candidates(
        framework, "analis", {"ani": PEOPLE["ani"]}, by=["suitability"], policy=policy
    )

    assert [each.problems[0].code for each in ranking.apart] == ["ASN-G006"]


@pytest.mark.parametrize("key", ["suitability", "mach"])
def test_a_key_that_is_not_known_here_is_refused(framework: Framework, key: str) -> None:
    with pytest.raises(AppraisalError) as caught:
        rank_candidates(framework, "analis", PEOPLE, by=[key])

    [problem] = caught.value.problems
    assert problem.code == "ASN-G005"
    assert "`match`" in problem.text("en")


def test_without_keys_nobody_is_put_before_anybody(framework: Framework) -> None:
    ranking = rank_candidates(framework, "analis", PEOPLE, by=[])

    assert [tier.ids for tier in ranking.tiers] == [("ani", "budi", "citra")]
    assert "by no key" in ranking.text("en")


def test_nobody_to_rank_is_an_empty_ranking(framework: Framework) -> None:
    ranking = rank_candidates(framework, "analis", {}, by=["suitability"], policy=JPM)

    assert ranking.tiers == ()
    assert ranking.apart == ()


def test_the_cap_counts_in_the_ranking(framework: Framework) -> None:
    ranking = rank_candidates(framework, "analis", PEOPLE, capped=True)

    assert [tier.ids for tier in ranking.tiers] == [("ani",), ("budi", "citra")]


def test_candidates_may_be_appraisals_members_or_a_cohort(framework: Framework) -> None:
    one, two = appraisal("a-2025", komunikasi=2, data=3), appraisal("b-2025", komunikasi=1, data=1)
    members = [Member("ani", one), Member("budi", two)]

    assert list(rank_candidates(framework, "analis", [one, two]).matches) == ["a-2025", "b-2025"]
    assert list(rank_candidates(framework, "analis", members).matches) == ["ani", "budi"]
    assert rank_candidates(framework, "analis", Cohort("u", members)).rank("budi") == 2


def test_a_candidate_who_stands_twice_is_refused(framework: Framework) -> None:
    members = [Member("ani", appraisal("a")), Member("ani", appraisal("b"))]

    with pytest.raises(RecordError) as caught:
        rank_candidates(framework, "analis", members)

    assert "`ani`" in caught.value.text("en")


def test_the_text_gives_order_reasons_keys_and_who_is_apart(framework: Framework) -> None:
    assert rank_candidates(framework, "analis", PEOPLE).text("en").splitlines() == [
        "Candidates for Analyst, in order, by match (per cent):",
        "1. ani (100), budi (100) (equal): ahead of the next by match (per cent): 100, then 80",
        "3. citra (80)",
        "Equals are not put in order; only the keys that are named decide.",
        "Not ranked yet:",
        "  - dewi: The level of the competency `data` has not been assessed.",
    ]


def test_the_text_of_a_ranking_without_keys_has_names_only(framework: Framework) -> None:
    assert rank_candidates(framework, "tetua", {"ani": {"adat": 1}}, by=[]).text(
        "en"
    ).splitlines() == [
        "Candidates for tetua, in order, by no key:",
        "1. ani",
        "Equals are not put in order; only the keys that are named decide.",
    ]


FRAMEWORK = Framework(
    "f",
    competencies=[Competency("a"), Competency("b")],
    positions=[PositionStandard("p", requires={"a": 2, "b": 3})],
)
people = st.dictionaries(
    st.sampled_from(["ani", "budi", "citra", "dewi"]),
    st.dictionaries(st.sampled_from(["a", "b"]), st.integers(0, 4)),
)


@given(people, st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_candidates_changes_nothing(
    given_people: dict[str, dict[str, int]],
    random: Any,
    capped: bool,
) -> None:
    shuffled = list(given_people.items())
    random.shuffle(shuffled)
    one = rank_candidates(FRAMEWORK, "p", given_people, by=["match", "lacking"], capped=capped)
    two = rank_candidates(FRAMEWORK, "p", dict(shuffled), by=["match", "lacking"], capped=capped)

    assert one == two
    assert one.text() == two.text()


@given(people)
def test_new_names_change_no_rank(given_people: dict[str, dict[str, int]]) -> None:
    mirrored = {name[::-1]: levels for name, levels in given_people.items()}
    one, two = (rank_candidates(FRAMEWORK, "p", each) for each in (given_people, mirrored))

    assert {name: one.rank(name) for name in given_people} == {
        name: two.rank(name[::-1]) for name in given_people
    }
