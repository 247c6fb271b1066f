import pickle
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_appraisal.development import Key, TrainingNeeds, training_needs
from asn_appraisal.errors import RecordError
from asn_appraisal.record import (
    Appraisal,
    Cohort,
    Competency,
    CompetencyLevel,
    Framework,
    Member,
    Programme,
)


def person(name: str, post: str = "2025", **levels: Any) -> Member:
    """Make a person of levels (required, attained) by competency."""
    rows = [
        CompetencyLevel(competency, required=required, attained=attained)
        for competency, (required, attained) in levels.items()
    ]
    return Member(name, Appraisal(f"{name}-{post}", competencies=rows))


BASIC = "Basic communication (Communication, level 0 to 2)"
UNIT = Cohort(
    "dpmptsp",
    [
        person("ani", komunikasi=(3, 1), data=(3, 3)),
        person("budi", komunikasi=(2, 1), data=(3, 2)),
        person("citra", komunikasi=(2, 1)),
        person("dewi", komunikasi=(2, None), data=(2, 2)),
    ],
)


def test_each_need_says_how_many_people_how_far_in_all_and_at_most(framework: Framework) -> None:
    needs = training_needs(framework, UNIT)

    assert needs.people == 4
    assert list(needs.needs) == ["komunikasi", "data"]
    need = needs.needs["komunikasi"]
    assert (len(need.people), need.rank) == (3, 1)
    assert need.in_all == 4
    assert need.at_most == 2
    assert needs.needs["data"].rank == 2


def test_who_lacks_most_comes_first_and_equals_share_a_rank(framework: Framework) -> None:
    first = training_needs(framework, UNIT).needs["komunikasi"].first

    assert [(tier.rank, tier.ids) for tier in first] == [(1, ("ani",)), (2, ("budi", "citra"))]


def test_a_declared_key_puts_those_with_equal_gaps_in_order(framework: Framework) -> None:
    service = Key("masa kerja", {"ani": 1, "budi": 2, "citra": 9})
    needs = training_needs(framework, UNIT, then_by=[service])

    assert [tier.ids for tier in needs.needs["komunikasi"].first] == [
        ("ani",),
        ("citra",),
        ("budi",),
    ]
    assert [tier.ids for tier in needs.programmes["dasar"].participants] == [
        ("ani",),
        ("citra",),
        ("budi",),
    ]


def test_what_is_not_known_is_no_need_and_is_listed(framework: Framework) -> None:
    needs = training_needs(framework, UNIT)

    assert "dewi" not in needs.needs["komunikasi"].people
    [unknown] = needs.unknown
    assert (unknown.employee, unknown.appraisal) == ("dewi", "dewi-2025")
    assert unknown.problem.code == "ASN-G002"


def test_a_programme_takes_those_who_are_where_it_starts(framework: Framework) -> None:
    needs = training_needs(framework, UNIT)
    dasar, lanjut = needs.programmes["dasar"], needs.programmes["lanjut"]

    assert [tier.ids for tier in dasar.participants] == [("ani",), ("budi", "citra")]
    assert dasar.seats == 3
    assert dasar.later == ()
    assert lanjut.participants == ()
    assert lanjut.later == ("ani",)
    assert list(needs.programmes) == ["dasar", "lanjut", "data-3"]


def test_a_need_names_its_programmes_and_those_whom_none_takes(framework: Framework) -> None:
    unit = Cohort("u", [person("ani", data=(2, 0)), person("budi", data=(3, 2))])
    need = training_needs(framework, unit).needs["data"]

    assert [programme.id for programme in need.programmes] == ["data-3"]
    assert need.without_programme == ("ani",)


def test_a_competency_without_programmes_is_still_a_need(framework: Framework) -> None:
    needs = training_needs(framework, Cohort("u", [person("ani", adat=(2, 0))]))

    assert needs.needs["adat"].programmes == ()
    assert needs.programmes == {}


def test_a_person_with_two_posts_counts_once_with_the_larger_gap(framework: Framework) -> None:
    posts = [person("ani", "plt", data=(3, 1)), person("ani", data=(2, 1))]
    for members in (posts, posts[::-1]):
        needs = training_needs(framework, Cohort("u", members))

        assert needs.people == 1
        assert needs.needs["data"].in_all == 2
        assert needs.needs["data"].people["ani"].appraisal == "ani-plt"


def test_of_two_posts_with_the_same_gap_the_list_does_not_decide(framework: Framework) -> None:
    posts = [person("ani", "b", data=(2, 1)), person("ani", "a", data=(2, 1))]

    found = {
        training_needs(framework, Cohort("u", members)).needs["data"].people["ani"].appraisal
        for members in (posts, posts[::-1])
    }

    assert found == {"ani-a"}


def test_a_gap_known_from_one_post_is_not_unknown_because_of_another(framework: Framework) -> None:
    posts = [person("ani", "plt", data=(3, None)), person("ani", data=(2, 1))]

    assert training_needs(framework, Cohort("u", posts)).unknown == ()


def test_positions_say_what_is_required_in_place_of_the_rows(framework: Framework) -> None:
    needs = training_needs(framework, UNIT, positions={"citra-2025": "tetua", "ani-2025": "analis"})

    assert needs.needs["komunikasi"].people["ani"].gap == 1
    assert "citra" not in needs.needs["komunikasi"].people
    assert ("citra", "ASN-G002") in [(each.employee, each.problem.code) for each in needs.unknown]


def test_every_unknown_competency_of_the_unit_is_named_at_once(framework: Framework) -> None:
    unit = Cohort("u", [person("ani", dta=(1, 1)), person("budi", komunikas=(1, 1))])

    with pytest.raises(RecordError) as caught:
        training_needs(framework, unit)

    assert len(caught.value.problems) == 2


def test_the_text_is_a_programme_list_for_the_unit(framework: Framework) -> None:
    assert training_needs(framework, UNIT).text("en").splitlines() == [
        "Training needs of dpmptsp (people: 4):",
        "1. Communication: people 3, levels in all 4, at most 2",
        "   1) ani (2 lacking)",
        "   2) budi (1 lacking), citra (1 lacking) (equal)",
        "   Programmes: Basic communication",
        "2. Data management: people 1, levels in all 1, at most 1",
        "   1) budi (1 lacking)",
        "   Programmes: data-3",
        "List of programmes:",
        f"  - {BASIC}: participants: ani; budi, citra (equal)",
        "  - lanjut (Communication, level 2 to 3): after reaching level 2: ani",
        "  - data-3 (Data management, level 2 to 3): participants: budi",
        "Not known yet:",
        "  - dewi: The level of the competency `komunikasi` has not been assessed.",
    ]


def test_the_text_says_whom_no_programme_takes(framework: Framework) -> None:
    needs = training_needs(framework, Cohort("u", [person("ani", data=(1, 0))]))

    assert "Belum ada program yang mulai dari levelnya: ani" in needs.text()


def test_a_unit_that_lacks_nothing_is_told_so(framework: Framework) -> None:
    needs = training_needs(framework, Cohort("u", [person("ani", data=(1, 1))]))

    assert needs.text("en").splitlines() == [
        "Training needs of u (people: 1):",
        "No level is lacking.",
    ]


def test_a_unit_of_which_nothing_is_known_is_not_told_that_it_lacks_nothing(
    framework: Framework,
) -> None:
    text = training_needs(framework, Cohort("u", [person("ani", data=(1, None))])).text("en")

    assert "No level is lacking." not in text


def test_training_needs_pickle(framework: Framework) -> None:
    needs = training_needs(framework, UNIT)

    assert pickle.loads(pickle.dumps(needs)) == needs


# Whatever the unit --------------------------------------------------------------------------

FRAMEWORK = Framework(
    "f",
    competencies=[Competency("a"), Competency("b")],
    programmes=[
        Programme("a-1", "a", from_=0, to=1),
        Programme("a-3", "a", from_=1, to=3),
        Programme("b-2", "b", from_=1, to=2),
    ],
)
level = st.one_of(st.none(), st.integers(0, 3), st.sampled_from([Fraction(3, 2)]))
rows = st.fixed_dictionaries({name: st.tuples(st.integers(1, 3), level) for name in "ab"})
units = st.lists(st.tuples(st.sampled_from(["ani", "budi", "citra"]), rows), max_size=6)


def unit_of(people: list[tuple[str, Mapping[str, Any]]]) -> Cohort:
    return Cohort("u", [person(name, str(at), **each) for at, (name, each) in enumerate(people)])


@given(units, st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(
    people: list[tuple[str, Mapping[str, Any]]], random: Any
) -> None:
    unit = unit_of(people)
    shuffled = list(unit.members)
    random.shuffle(shuffled)
    one, two = (training_needs(FRAMEWORK, each) for each in (unit, Cohort("u", shuffled)))

    assert one == two
    assert one.text() == two.text()


@given(units)
def test_everybody_who_lacks_a_level_is_in_the_need_and_in_a_programme_or_named_without(
    people: list[tuple[str, Mapping[str, Any]]],
) -> None:
    needs = training_needs(FRAMEWORK, unit_of(people))

    for competency in "ab":
        lacking = {
            name
            for name, each in people
            if each[competency][1] is not None and each[competency][1] < each[competency][0]
        }
        need = needs.needs.get(competency)
        assert lacking == set(need.people if need else ())
        if need:
            _check_programmes(needs, competency)


def _check_programmes(needs: TrainingNeeds, competency: str) -> None:
    need = needs.needs[competency]
    taken = {
        name
        for plan in needs.programmes.values()
        if plan.competency.id == competency
        for tier in plan.participants
        for name in tier.ids
    }
    assert set(need.people) == taken | set(need.without_programme)
    assert not taken & set(need.without_programme)
    assert need.in_all == sum(lack.gap for lack in need.people.values())
