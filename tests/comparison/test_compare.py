import pickle
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_appraisal.comparison import Comparison, compare
from asn_appraisal.errors import PolicyError, RecordError
from asn_appraisal.policy import Policy, parse_policy
from asn_appraisal.presets import preset
from asn_appraisal.record import Appraisal, Behaviour, Cohort, Indicator, Member, WorkResult
from asn_appraisal.scoring import score

Document = dict[str, Any]
LEVELS = {
    "kurang": "Kurang",
    "baik": "Baik",
    "sangat_baik": {"id": "Sangat baik", "en": "Very good"},
}
BASE: Document = {
    "asn_appraisal": "policy/1",
    "id": "before",
    "title": {"id": "Semula", "en": "Before"},
    "scales": {"predicate": LEVELS},
    "evidence": {
        "indicators": {"target": {"above": 0}, "actual": {"from": 0}},
        "behaviours": {"value": {"from": 0, "to": 120}},
    },
    "measures": {
        "achievement": {"per": "indicators", "formula": "min(120, 100 * actual / target)"},
        "skp": {"formula": "mean(achievement)", "round": 2},
        "behaviour": {"formula": "mean(behaviours.value)"},
        "total": {"formula": "0.70 * skp + 0.30 * behaviour", "round": 2},
        "predicate": {
            "scale": "predicate",
            "bands": {
                "of": "total",
                "levels": [
                    {"level": "sangat_baik", "from": 100},
                    {"level": "baik", "from": 80},
                    {"level": "kurang"},
                ],
            },
        },
    },
    "result": "predicate",
}


def policy(measures: Mapping[str, Any] | None = None, **changes: Any) -> Policy:
    """Make a policy that differs from the base in some measures and sections."""
    replaced = {**BASE["measures"], **(measures or {})}
    kept = {name: body for name, body in replaced.items() if body is not None}
    return parse_policy({**BASE, "measures": kept, **changes})


def person(name: str, *actuals: Any, marks: tuple[Any, ...] = (90,), **facts: Any) -> Appraisal:
    """Make an appraisal with a target of 100 for each actual, and one mark an aspect."""
    indicators = [
        Indicator(f"i{at}", target=100, actual=actual) for at, actual in enumerate(actuals)
    ]
    behaviours = [Behaviour(f"b{at}", value=mark) for at, mark in enumerate(marks)]
    results = [WorkResult("work", indicators=indicators)]
    return Appraisal(name, results=results, behaviours=behaviours, facts=facts)


LOWEST = {"skp": {"formula": "lowest(achievement)", "round": 2}}
EVEN = {"total": {"formula": "0.50 * skp + 0.50 * behaviour", "round": 2}}


# What a comparison says ---------------------------------------------------------------------


def test_who_moves_from_which_level_to_which_and_by_which_measure() -> None:
    found = compare(policy(), policy(LOWEST), [person("sari", 110, 60), person("budi", 100, 100)])

    [change] = found.changes
    assert (change.appraisal, change.employee) == ("sari", "sari")
    assert (str(change.before), str(change.after)) == ("baik", "kurang")
    assert change.difference == -1
    assert change.by_measure == {"skp": Fraction(-1)}
    assert change.made_by == ("skp",)
    assert [each.appraisal for each in found.compared] == ["budi", "sari"]


def test_the_matrix_counts_everybody_compared_from_level_to_level() -> None:
    found = compare(policy(), policy(LOWEST), [person("sari", 110, 60), person("budi", 100, 100)])

    assert found.matrix["baik", "kurang"] == 1
    assert found.matrix["baik", "baik"] == 1
    assert found.matrix["sangat_baik", "kurang"] == 0
    assert len(found.matrix) == 9
    with pytest.raises(TypeError):
        found.matrix["baik", "baik"] = 0  # type: ignore[index]


def test_for_a_number_the_parts_are_exact_and_add_up_to_the_difference() -> None:
    before, after = policy(result="total"), policy({**LOWEST, **EVEN}, result="total")
    [change] = compare(before, after, [person("sari", 110, 60)]).changes

    # 0.7 * 85 + 0.3 * 90 = 86.5; then 0.7 * 60 + 27 = 69; then 0.5 * 60 + 45 = 75.
    assert change.by_measure == {"skp": Fraction("-17.5"), "total": Fraction(6)}
    assert change.difference == Fraction("-11.5")
    assert list(change.by_measure) == ["skp", "total"]


def test_a_number_that_changes_has_no_matrix() -> None:
    assert compare(policy(result="total"), policy(EVEN, result="total"), []).matrix == {}


def test_the_effect_of_a_measure_says_whom_it_moves_up_and_down() -> None:
    before, after = policy(result="total"), policy(EVEN, result="total")
    people = [person("a", 110), person("b", 60), person("c", 90)]
    found = compare(before, after, people)

    effect = found.effects["total"]
    assert (effect.parts, effect.people) == (("total",), 2)
    assert [effect.up, effect.down, effect.net] == [6, -4, 2]
    assert found.by_measure == {"total": 2}


def test_parts_that_cancel_out_for_somebody_are_still_there() -> None:
    higher = {"skp": {"formula": "mean(achievement) + 3", "round": 2}}
    before, after = policy(result="total"), policy({**higher, **EVEN}, result="total")
    found = compare(before, after, [person("sari", 100, marks=("89.5",))])

    # 0.7 * 100 + 0.3 * 89.5 = 96.85; with 103 it is 98.95; halves of 103 and 89.5 are 96.25.
    assert found.compared[0].by_measure == {"skp": Fraction("2.1"), "total": Fraction("-2.7")}
    assert found.compared[0].difference == Fraction("-0.6")


def test_a_flag_that_becomes_true_counts_one() -> None:
    flag = {"passes": {"formula": "total >= 80"}}
    higher = {"passes": {"formula": "total >= 95"}}
    found = compare(
        policy(flag, result="passes"), policy(higher, result="passes"), [person("sari", 90)]
    )

    assert found.changes[0].difference == -1
    assert found.matrix == {}


def test_a_result_in_words_changes_without_a_difference() -> None:
    words = {"type": "choice", "values": ["a", "b"]}
    evidence = {**BASE["evidence"], "facts": {"word": words, "other": words}}
    one = policy({"said": {"formula": "word"}}, result="said", evidence=evidence)
    two = policy({"said": {"formula": "other"}}, result="said", evidence=evidence)
    found = compare(one, two, [person("sari", 90, word="a", other="b")])

    assert found.changes[0].difference is None
    assert found.changes[0].text() == "sari: a → b"
    assert found.by_measure == {}
    assert "no difference is" in found.text("en")


def test_scales_of_one_length_are_set_side_by_side_by_place() -> None:
    renamed = {"kurang": "Kurang", "cukup": "Cukup", "sangat_baik": "Sangat baik"}
    bands = {
        "of": "total",
        "levels": [
            {"level": "sangat_baik", "from": 100},
            {"level": "cukup", "from": 80},
            {"level": "kurang"},
        ],
    }
    after = policy(
        {"predicate": {"scale": "predicate", "bands": bands}}, scales={"predicate": renamed}
    )
    found = compare(policy(), after, [person("sari", 90)])

    assert found.is_by_place
    assert [each.difference for each in found.changes] == [0]
    assert found.matrix["baik", "cukup"] == 1
    assert "by their place" in found.text("en")
    assert [step.parts for step in found.steps] == [("scales:", "predicate")]


def test_scales_of_other_lengths_have_no_difference() -> None:
    two = {"kurang": "Kurang", "baik": "Baik"}
    bands = {"of": "total", "levels": [{"level": "baik", "from": 80}, {"level": "kurang"}]}
    after = policy({"predicate": {"scale": "predicate", "bands": bands}}, scales={"predicate": two})
    found = compare(policy(), after, [person("sari", 90), person("budi", 120, marks=(120,))])

    assert not found.is_alike
    assert [each.appraisal for each in found.changes] == ["budi"]
    assert found.changes[0].difference is None
    assert found.steps == ()
    assert len(found.matrix) == 6


# Who is not compared ------------------------------------------------------------------------


def test_whoever_has_no_result_under_one_policy_is_listed_with_the_problems() -> None:
    after = policy(
        evidence={**BASE["evidence"], "behaviours": {"value": {"from": 0, "to": 100}}},
    )
    people = [person("sari", None), person("budi", 90, marks=(110,)), person("citra", 90)]
    found = compare(policy(), after, people)

    assert [(a.appraisal, a.policy, a.status, a.problems[0].code) for a in found.apart] == [
        ("budi", "after", "refused", "ASN-E001"),
        ("sari", "before", "incomplete", "ASN-S001"),
        ("sari", "after", "incomplete", "ASN-S001"),
    ]
    assert [each.appraisal for each in found.compared] == ["citra"]


def test_an_appraisal_that_stands_twice_is_refused() -> None:
    with pytest.raises(RecordError) as caught:
        compare(policy(), policy(), [person("sari", 1), person("sari", 2)])

    assert [problem.code for problem in caught.value.problems] == ["ASN-R001"]


def test_people_may_be_a_cohort_a_mapping_members_or_appraisals() -> None:
    sari = person("sari-2025", 90)
    member = Member("sari", sari)

    for people in (Cohort("u", [member]), [member]):
        assert compare(policy(), policy(), people).compared[0].employee == "sari"
    for appraisals in ({"sari-2025": sari}, [sari]):
        assert compare(policy(), policy(), appraisals).compared[0].employee == "sari-2025"


METHOD = (
    "Measures are replaced one at a time in the order of the policy after; another order may"
    " divide the same change in another way."
)
NOT_REPORTED = "results[work].indicators[i0]: `actual` has not been reported."


# Words --------------------------------------------------------------------------------------


def test_the_text_says_everything_in_order() -> None:
    after = policy({**LOWEST, **EVEN}, id="after", version="2", title={"id": "Baru", "en": "After"})
    people = [person("sari", 110, 60), person("budi", 90, marks=(120,)), person("citra", None)]

    assert compare(policy(), after, people).text("en").splitlines() == [
        "Before (version 1) → After (version 2): 2 compared, 2 changed",
        "  - budi: Baik → Very good; by total (+1)",
        "  - sari: Baik → Kurang; by skp (-1)",
        "From level to level:",
        "  - Baik → Kurang: 1",
        "  - Baik → Very good: 1",
        "By the measure that changed:",
        "  - skp: changes 1, up 0, down -1, in all -1",
        "  - total: changes 1, up +1, down 0, in all +1",
        METHOD,
        "Not compared:",
        f"  - citra, under the policy before: {NOT_REPORTED}",
        f"  - citra, under the policy after: {NOT_REPORTED}",
    ]


def test_the_text_of_no_change_is_one_line() -> None:
    assert compare(policy(), policy(), []).text() == (
        "Semula (before, versi 1) → Semula (before, versi 1): 0 dibandingkan, 0 berubah"
    )


def test_a_comparison_pickles() -> None:
    found = compare(policy(), policy(EVEN), [person("sari", 110, 60)])

    assert pickle.loads(pickle.dumps(found)) == found


# Real policies ------------------------------------------------------------------------------


def test_a_variant_is_compared_with_the_policy_it_starts_from() -> None:
    base = preset("pp-30-2019")
    text = """
asn_appraisal: policy/1
id: local
based_on: pp-30-2019
version: "2"
measures:
  predicate:
    bands:
      of: total
      levels:
        - {level: sangat_baik, from: 110, when: innovation}
        - {level: baik, from: 85}
        - {level: cukup, from: 70}
        - {level: kurang, from: 50}
        - {level: sangat_kurang}
"""
    variant = parse_policy(text, known={"pp-30-2019": base})
    found = compare(base, variant, [])

    assert [step.parts for step in found.steps] == [("predicate",)]
    assert found.steps[0].policy == variant


def test_a_distribution_alone_changes_no_appraisal() -> None:
    found = compare(preset("permenpanrb-6-2022"), preset("se-3-2023"), [])

    assert found.steps == ()


# Whatever changes ---------------------------------------------------------------------------

ACHIEVEMENTS = ["min(120, 100 * actual / target)", "min(100, 100 * actual / target)"]
SKPS = ["mean(achievement)", "lowest(achievement)", "trimmed_mean(achievement)"]
BEHAVIOURS = ["mean(behaviours.value)", "highest(behaviours.value) - 1/7", "bonus * 20"]
TOTALS = ["0.70 * skp + 0.30 * behaviour", "skp + bonus", "behaviour if innovation else skp"]
SCALES = [
    {"kurang": "K", "baik": "B", "sangat_baik": "S"},
    {"buruk": "K", "cukup": "C", "unggul": "S"},
]


@st.composite
def changed(draw: Any) -> Policy:
    """Draw a policy in which each part is one of a few."""
    scale = draw(st.sampled_from(SCALES))
    low, middle, high = scale
    edges = sorted(draw(st.sets(st.integers(50, 110), min_size=2, max_size=2)))
    total, behaviour = draw(st.sampled_from(TOTALS)), draw(st.sampled_from(BEHAVIOURS))
    measures: Document = {
        "achievement": {"per": "indicators", "formula": draw(st.sampled_from(ACHIEVEMENTS))},
        "skp": {"formula": draw(st.sampled_from(SKPS)), "round": draw(st.integers(0, 2))},
    }
    if "bonus" in total + behaviour:
        measures["bonus"] = {"formula": draw(st.sampled_from(["5 if innovation else 0", "3"]))}
    measures["behaviour"] = {"formula": behaviour}
    measures["total"] = {"formula": total, "round": 2}
    levels = [
        {"level": high, "from": edges[1]},
        {"level": middle, "from": edges[0]},
        {"level": low},
    ]
    measures["predicate"] = {"scale": "predicate", "bands": {"of": "total", "levels": levels}}
    missing = draw(st.sampled_from(["incomplete", "leave_out", {"count_as": "0"}]))
    evidence = {
        "indicators": {**BASE["evidence"]["indicators"], "missing": missing},
        "behaviours": BASE["evidence"]["behaviours"],
        "facts": {"innovation": {"type": "flag", "default": draw(st.booleans())}},
    }
    result = draw(st.sampled_from(["total", "predicate"]))
    try:
        return policy(measures, scales={"predicate": scale}, evidence=evidence, result=result)
    except PolicyError:  # a level that no total reaches
        return policy(result=result)


numbers = st.one_of(st.none(), st.integers(0, 150), st.sampled_from(["99.995", "1/7"]))
person_data = st.tuples(
    st.lists(numbers, max_size=4), st.lists(st.integers(0, 120), max_size=3), st.booleans()
)
crowds = st.lists(person_data, max_size=5)


def crowd_of(data: list[tuple[list[Any], list[int], bool]]) -> list[Appraisal]:
    return [
        person(f"p{at}", *actuals, marks=tuple(marks), **({"innovation": "true"} if good else {}))
        for at, (actuals, marks, good) in enumerate(data)
    ]


def places(one: Policy, people: list[Appraisal]) -> dict[str, Fraction]:
    """Return where everybody with a result stands, worked out without the comparison."""
    found = {}
    for appraisal in people:
        result = score(one, appraisal).result
        if result is not None:
            found[appraisal.id] = Fraction(getattr(result, "order", result))
    return found


@given(changed(), changed(), crowds)
def test_parts_add_up_to_the_whole_change_and_belong_to_changed_measures_alone(
    before: Policy, after: Policy, data: list[Any]
) -> None:
    people = crowd_of(data)
    found = compare(before, after, people)

    first, second = places(before, people), places(after, people)
    assert {each.appraisal for each in found.compared} == first.keys() & second.keys()
    assert {each.appraisal for each in found.apart} == {p.id for p in people} - (
        first.keys() & second.keys()
    )
    if found.is_alike:
        _check_parts(found, first, second)
    old, new = before.document["measures"], after.document["measures"]
    moved = {part for name in found.by_measure for part in name.split(" + ")}
    assert not {name for name in new if old.get(name) == new[name]} & moved


def _check_parts(
    found: Comparison, first: Mapping[str, Fraction], second: Mapping[str, Fraction]
) -> None:
    for each in found.compared:
        assert each.difference == second[each.appraisal] - first[each.appraisal]
        assert sum(each.by_measure.values()) == each.difference
    differences = sum(each.difference or 0 for each in found.compared)
    assert sum(found.by_measure.values()) == differences
    assert sum(found.matrix.values()) in (0, len(found.compared))


@settings(max_examples=40)
@given(changed(), changed(), crowds, st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(
    before: Policy, after: Policy, data: list[Any], random: Any
) -> None:
    people = crowd_of(data)
    shuffled = list(people)
    random.shuffle(shuffled)

    assert compare(before, after, people) == compare(before, after, shuffled)


@given(changed(), crowds)
def test_nobody_moves_where_nothing_changes(one: Policy, data: list[Any]) -> None:
    found = compare(one, one, crowd_of(data))

    assert found.changes == ()
    assert found.by_measure == {}


@settings(max_examples=40)
@given(changed(), changed(), crowds)
def test_the_way_back_is_the_way_there_reversed(
    before: Policy, after: Policy, data: list[Any]
) -> None:
    people = crowd_of(data)
    there, back = compare(before, after, people), compare(after, before, people)

    assert [each.appraisal for each in there.changes] == [each.appraisal for each in back.changes]
    for one, two in zip(there.compared, back.compared, strict=True):
        assert (one.difference is None) == (two.difference is None)
        assert (one.difference or 0) == -(two.difference or 0)
