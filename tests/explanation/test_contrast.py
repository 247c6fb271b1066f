"""What would reach the next level: found exactly, and the same as by trying every value."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from strategies import appraisals, policies

from asn_appraisal import Level, Policy, Scorecard, explain, parse_policy, score
from asn_appraisal.errors import RecordError
from asn_appraisal.explanation import Change, Contrast
from asn_appraisal.explanation import contrast as contrasting
from asn_appraisal.explanation.evidence import Piece, pieces, with_piece
from asn_appraisal.explanation.words import Words
from asn_appraisal.presets import preset
from asn_appraisal.record import (
    Appraisal,
    Behaviour,
    CompetencyLevel,
    Indicator,
    Judgement,
    NotApplicable,
    Observation,
    Observations,
    Target,
    WorkResult,
)
from asn_appraisal.scoring import Inspection

PP30 = preset("pp-30-2019")
PP46 = preset("pp-46-2011")
RATINGS = preset("permenpanrb-6-2022")
#: How many steps the scan takes, each way.
SPAN = 150


def pp30(
    actuals: tuple[Any, ...] = (97, "4.5", 5),
    marks: tuple[Any, ...] = (92, 90, "88.5", 91),
    **facts: bool,
) -> Scorecard:
    """Score three indicators (higher, lower, within) and the behaviour of somebody."""
    targets: list[Any] = [100, 5, (2, 8)]
    rows = zip(("higher", "lower", "within"), targets, actuals, strict=True)
    indicators = [
        Indicator(f"i{at}", polarity=polarity, target=target, actual=actual, weight=at + 1)  # type: ignore[arg-type]
        for at, (polarity, target, actual) in enumerate(rows)
    ]
    aspects = ("orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama")
    behaviours = [
        Behaviour(aspect, value=mark) for aspect, mark in zip(aspects, marks, strict=True)
    ]
    given = {"innovation": False, "peers_heard": False, "leads_people": False, **facts}
    work = [WorkResult("work", indicators=indicators)]
    return score(PP30, Appraisal("sari", results=work, behaviours=behaviours, facts=given))


def pp46(actuals: tuple[Any, ...], mark: Any = 80, **facts: Any) -> Scorecard:
    """Score the four aspects of one activity; what is saved of time and cost scores unevenly."""
    targets = (50, 100, 12, 20)
    rows = zip(("quantity", "quality", "time", "cost"), targets, actuals, strict=True)
    indicators = [
        Indicator(aspect, aspect=aspect, target=target, actual=actual)  # type: ignore[arg-type]
        for aspect, target, actual in rows
    ]
    aspects = ("orientasi_pelayanan", "integritas", "komitmen", "disiplin", "kerja_sama")
    behaviours = [Behaviour(aspect, value=mark) for aspect in aspects]
    given = {"leads_people": False, "additional_tasks": 0, "creativity": "none", **facts}
    work = [WorkResult("kegiatan", indicators=indicators)]
    return score(PP46, Appraisal("sari", results=work, behaviours=behaviours, facts=given))


def rated(*ratings: str, **judgements: Any) -> Scorecard:
    """Score results by their ratings, with the decisions of the appraiser."""
    results = [WorkResult(f"r{at}", rating=each) for at, each in enumerate(ratings)]
    decided = {"behaviour_rating": Judgement("meets", by="kadis"), **judgements}
    return score(RATINGS, Appraisal("sari", results=results, judgements=decided))


def reached(card: Scorecard, piece: Piece, value: Any) -> Level | None:
    """Return the level that a changed piece gives, if any."""
    try:
        found = score(card.policy, with_piece(card.appraisal, piece, value)).result
    except RecordError:
        return None
    return found if isinstance(found, Level) else None


def values_near(piece: Piece, span: int) -> Iterator[Any]:
    """Yield the values a piece could have, nearest first, upward before downward."""
    if piece.kind.name != "number":
        yield from piece.others()
        return
    start = piece.value / piece.step
    below, above = floor(start), ceil(start)
    places = [(below + each, 1) for each in range(1, span)]
    places += [(above - each, 0) for each in range(1, span)]
    places.sort(key=lambda place: (abs(place[0] - start), -place[1]))
    for place, _ in places:
        if piece.range.holds(place * piece.step):
            yield place * piece.step


def by_trying(card: Scorecard, piece: Piece, goal: Level, span: int) -> Any:
    """Return the nearest value that reaches the goal, found by trying one value after another."""
    for value in values_near(piece, span):
        level = reached(card, piece, value)
        if level is not None and level >= goal:
            return value
    return None


def check_against_trying(card: Scorecard, span: int = SPAN) -> Contrast:
    """Compare each change with what trying finds, and verify it by scoring."""
    found = explain(card).contrast()
    assert found.goal is not None
    inspection = Inspection.of(card.policy, card.appraisal)
    words = Words.of(card.policy, "id")
    by_label = {change.what: change for change in found.changes}
    evidence = pieces(card.policy, inspection)
    assert len(by_label) == len(found.changes) == len(evidence)
    for piece in evidence:
        change = by_label[piece.label(words)]
        tried = by_trying(card, piece, found.goal, span)
        assert change.decided
        if change.after is None:
            assert tried is None, (change, tried)
            continue
        after = change.after.name if isinstance(change.after, Level) else change.after
        assert change.level == reached(card, piece, after)
        assert change.level is not None
        assert change.level >= found.goal
        beyond = piece.kind.name == "number" and abs(after - piece.value) >= (span - 1) * piece.step
        assert tried == (None if beyond else after), (change, tried)
    return found


def values(found: Contrast) -> dict[str, tuple[str, str]]:
    """Return before and after by the name of the piece, as text."""
    return {each.what: (str(each.before), str(each.after)) for each in found.reachable}


# The presets ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "card",
    [
        pp30(),
        pp30(actuals=(70, 5, 9)),
        pp30(actuals=("89.5", "5.25", "8.125"), marks=(70, 70, 70, 70)),
        pp30(actuals=(0, 12, 0), marks=(0, 120, 60, 60)),
        pp30(actuals=(108, "4.9", 5), marks=(115, 115, 115, 118), innovation=True),
        pp30(actuals=(118, 3, 5), marks=(118, 119, 120, 118), peers_heard=True),
        pp30(actuals=("89.97", "5", "5"), marks=(65, "64.75", 65, 65)),
    ],
)
def test_the_nearest_changes_under_pp_30_2019_are_those_found_by_trying(card: Scorecard) -> None:
    check_against_trying(card)


@pytest.mark.parametrize(
    "card",
    [
        pp46((50, 90, 12, 20)),
        pp46((50, 90, 8, 15)),
        pp46((50, 70, "9.1", "15.5"), mark=95),
        pp46((40, 60, 3, 1), mark=70, additional_tasks=2),
        pp46((20, 30, 24, 40), mark=40),
        pp46((50, 98, "9.2", "15.3"), mark=71, additional_tasks=6),
    ],
)
def test_the_nearest_changes_under_pp_46_2011_are_those_found_by_trying(card: Scorecard) -> None:
    """Perka BKN 1/2013: past a saving of 24 per cent the score of time and cost falls again."""
    check_against_trying(card)


@pytest.mark.parametrize(
    "card",
    [
        rated("meets", "meets", "above"),
        rated("below", "meets"),
        rated("below", "below", "below"),
        rated("above", "above", "meets"),
        rated("below", result_rating=Judgement("meets", reason="Bencana", evidence=["ba-1"])),
        rated("above", behaviour_rating=Judgement("below")),
        rated("above", behaviour_rating=Judgement("meets")),
    ],
)
def test_the_nearest_ratings_and_decisions_are_those_found_by_trying(card: Scorecard) -> None:
    check_against_trying(card)


def test_time_saved_past_the_24_per_cent_is_reached_again_by_taking_more_time() -> None:
    """Perka BKN 1/2013: a saving above 24 per cent lowers the score, so more time scores more."""
    card = pp46((50, 90, 6, 20), mark=66)
    assert "cukup" == card.result.name
    assert ("6", "8") == values(check_against_trying(card))["kegiatan.time (realisasi)"]


def test_of_several_choices_that_reach_the_level_the_first_that_the_policy_lists_is_said() -> None:
    found = explain(pp46((50, 90, 6, 20), mark=71)).contrast()
    assert ("none", "unit") == values(found)["Kreativitas (creativity)"]
    assert "Bermanfaat bagi unit kerja (sekarang Tidak ada)" in found.text


# Small policies -------------------------------------------------------------------------

LEVELS = """
asn_appraisal: policy/1
id: kecil
scales:
  predicate: {kurang: Kurang, cukup: Cukup, baik: Baik}
evidence:
  behaviours: {value: {from: 0, to: 100}}
  facts: {number: {type: number, from: -50, to: 150}, steps: {type: whole, from: 0, to: 20},
          helper: {type: flag, default: false}}
measures:
  mark: {formula: MARK, round: 2}
  predicate:
    scale: predicate
    bands: {of: mark, levels: [{level: baik, from: 60}, {level: cukup, from: 40}, {level: kurang}]}
result: predicate
"""


def small(mark: str, value: Any, **facts: Any) -> Scorecard:
    """Score one mark under a small policy whose only formula is given."""
    policy = parse_policy(LEVELS.replace("MARK", f"'{mark}'"))
    behaviours = [Behaviour("komitmen", value=value)]
    given = {"number": 0, "steps": 0, **facts}
    return score(policy, Appraisal("a", behaviours=behaviours, facts=given))


@pytest.mark.parametrize(
    ("mark", "value", "facts"),
    [
        # Falls, rises, and falls again.
        ("mean(behaviours.value) * (100 - mean(behaviours.value)) / 50", 4, {}),
        ("mean(behaviours.value) * (100 - mean(behaviours.value)) / 50", 97, {}),
        ("mean(behaviours.value) * (100 - mean(behaviours.value)) / 50", "97.25", {}),
        ("abs(number) + 0 * mean(behaviours.value)", 1, {"number": 0}),
        ("abs(number) + 0 * mean(behaviours.value)", 1, {"number": 7}),
        ("abs(number) + 0 * mean(behaviours.value)", 1, {"number": "-7.5"}),
        ("100 - abs(number - 30) + 0 * mean(behaviours.value)", 1, {"number": 110}),
        ("steps * 3 + mean(behaviours.value) / 10", 50, {"steps": 7}),
        ("mean(behaviours.value) if helper else mean(behaviours.value) / 2", 79, {}),
        ("mean(behaviours.value) if helper else 100 - mean(behaviours.value)", 70, {}),
        # Only one value, only an interval, or none at all.
        ("(45 if mean(behaviours.value) == 73 else 20) + (30 if number > 149 else 0)", 3, {}),
        ("(45 if mean(behaviours.value) == 73.5 else 20) + (30 if number > 149 else 0)", 3, {}),
        ("(45 if 20 <= number and number < 21 else mean(behaviours.value))", 3, {"number": 99}),
        ("(45 if 20 < number and number < 21 else mean(behaviours.value))", 3, {"number": 99}),
        # On the grid of the value itself.
        ("mean(behaviours.value)", "59.99", {}),
        ("mean(behaviours.value)", "59.994", {}),
        ("mean(behaviours.value)", "0.001", {}),
        ("mean(behaviours.value)", Fraction(1, 7), {}),
        ("mean(behaviours.value)", Fraction(419, 7), {}),
        ("100 - mean(behaviours.value)", Fraction(423, 7), {}),
    ],
)
def test_rules_that_rise_and_fall_are_searched_to_the_nearest_value(
    mark: str, value: Any, facts: dict[str, Any]
) -> None:
    check_against_trying(small(mark, value, **facts), 400)


def test_two_values_that_are_as_near_give_the_upper_one() -> None:
    card = small("abs(number) + 0 * mean(behaviours.value)", 1)
    assert {"number": ("0", "40")} == values(explain(card).contrast())


def test_a_value_below_that_is_nearer_is_taken() -> None:
    card = small("abs(number) + 0 * mean(behaviours.value)", 1, number=-1)
    assert {"number": ("-1", "-40")} == values(explain(card).contrast())


def test_a_number_that_never_ends_is_searched_on_whole_hundredths() -> None:
    card = small("mean(behaviours.value)", Fraction(419, 7))
    found = explain(card).contrast()
    assert {"komitmen dari atasan (nilai)": ("419/7", "60")} == values(found)
    assert "komitmen dari atasan (nilai): 60 (sekarang 59,857142…) → Baik" in found.text


def test_a_level_two_above_is_said_where_the_next_one_is_passed_over() -> None:
    card = small("60 + number / 10 if helper else mean(behaviours.value) / 2", 3)
    found = explain(card, language="en").contrast()
    assert "  - helper: yes (now no) → Baik" in found.text.splitlines()
    assert found.goal is not None
    assert "cukup" == found.goal.name


def test_the_nearest_level_of_a_fact_is_taken_upward_first() -> None:
    policy = parse_policy(
        """
asn_appraisal: policy/1
id: naik-turun
scales: {grade: {a: A, b: B, c: C, d: D, e: E}, predicate: {kurang: Kurang, baik: Baik}}
evidence: {facts: {grade: {type: level, scale: grade, label: Golongan}}}
measures:
  predicate:
    scale: predicate
    lookup: {of: grade, values: {a: baik, b: baik, c: kurang, d: baik, e: baik}}
result: predicate
"""
    )
    card = score(policy, Appraisal("a", facts={"grade": "c"}))
    found = explain(card).contrast()
    assert "  - Golongan (grade): D (sekarang C) → Baik" in found.text.splitlines()
    check_against_trying(card)


def test_competencies_and_observed_actuals_are_evidence_too() -> None:
    policy = parse_policy(
        """
asn_appraisal: policy/1
id: kompetensi
scales: {predicate: {kurang: Kurang, baik: Baik}}
evidence:
  competencies: {required: {from: 1}, attained: {from: 0, to: 5}}
  indicators: {target: {above: 0}, actual: {from: 0}}
measures:
  total: {formula: 50 * mean(attained / required) + 50 * mean(actual / target), round: 2}
  predicate: {scale: predicate, bands: {of: total, levels: [{level: baik, from: 90}, {level: kurang}]}}
result: predicate
"""
    )
    on = [Observation("2025-03-31", 6), Observation("2025-06-30", 7)]  # type: ignore[arg-type]
    work = WorkResult(
        "work",
        indicators=[Indicator("a", target=15, observations=Observations("sum", on))],
    )
    levels = [
        CompetencyLevel("data", required=4, attained=3),
        CompetencyLevel("it", required=2, attained=1),
    ]
    card = score(policy, Appraisal("a", results=[work], competencies=levels))
    found = check_against_trying(card)
    expected = {"it (level yang dicapai)": ("1", "3"), "work.a (realisasi)": ("13", "18")}
    assert expected == values(found)


def test_an_aspect_that_counts_as_a_value_without_a_row_can_change() -> None:
    policy = parse_policy(
        """
asn_appraisal: policy/1
id: dihitung-nol
scales: {predicate: {kurang: Kurang, baik: Baik}}
evidence:
  behaviours: {aspects: [a, b], value: {from: 0, to: 100}, missing: {count_as: 0}}
measures:
  total: {formula: mean(behaviours.value), round: 2}
  predicate: {scale: predicate, bands: {of: total, levels: [{level: baik, from: 60}, {level: kurang}]}}
result: predicate
"""
    )
    card = score(policy, Appraisal("a", behaviours=[Behaviour("a", value=90)]))
    found = check_against_trying(card)
    assert values(found)["b dari atasan (nilai)"] == ("0", "30")


def test_values_that_are_left_out_are_no_pieces_of_evidence() -> None:
    policy = parse_policy(
        """
asn_appraisal: policy/1
id: ditinggalkan
scales: {predicate: {kurang: Kurang, baik: Baik}}
evidence: {behaviours: {value: {from: 0, to: 100}, missing: leave_out}}
measures:
  total: {formula: mean(behaviours.value), round: 2}
  predicate: {scale: predicate, bands: {of: total, levels: [{level: baik, from: 60}, {level: kurang}]}}
result: predicate
"""
    )
    given = [Behaviour("a", value=50), Behaviour("b"), Behaviour("c", value=NotApplicable("cuti"))]
    found = check_against_trying(score(policy, Appraisal("a", behaviours=given)))
    assert values(found) == {"a dari atasan (nilai)": ("50", "60")}


def test_a_measure_that_lacks_evidence_and_does_not_matter_does_not_disturb_the_search() -> None:
    policy = parse_policy(
        """
asn_appraisal: policy/1
id: tidak-penting
scales: {predicate: {kurang: Kurang, baik: Baik}}
evidence:
  behaviours: {value: {from: 0, to: 100}}
  competencies: {attained: {from: 0, to: 5}}
  facts: {strict: {type: flag}}
measures:
  level: {formula: mean(competencies.attained)}
  aside: {formula: level + mean(behaviours.value)}
  total: {formula: aside if strict else mean(behaviours.value), round: 2}
  predicate: {scale: predicate, bands: {of: total, levels: [{level: baik, from: 60}, {level: kurang}]}}
result: predicate
"""
    )
    given = Appraisal("a", behaviours=[Behaviour("a", value=50)], facts={"strict": False})
    card = score(policy, given)
    assert card["aside"] is None
    assert values(check_against_trying(card)) == {"a dari atasan (nilai)": ("50", "60")}


GROUPS = """
asn_appraisal: policy/1
id: kelompok
scales: {predicate: {kurang: Kurang, baik: Baik}, view: {ya: Ya, belum: Belum}}
evidence:
  results: {rating: [meets, above]}
  behaviours: {value: {from: 0, to: 100}}
  facts: {helped: {type: flag}}
measures:
  aside: {formula: highest(behaviours.value)}
  far: {formula: aside / 2}
  view: {scale: view, judgement: {suggest: "'ya' if mean(behaviours.value) > 10 else 'belum'"}}
  each: {per: behaviours, formula: value - 1 if helped else value}
  twice: {per: behaviours, formula: 2 * each if aspect == 'a' else each}
  mark: {per: behaviours.rater, formula: mean(twice)}
  good: {formula: "share(results.rating == 'above')"}
  total: {formula: "mean(mark) + 10 * good + sum(each, where=rater == 'self', default=0) / 10", round: 2}
  predicate:
    scale: predicate
    formula: "'baik' if total >= 60 and view == 'ya' else 'kurang'"
result: predicate
"""


@pytest.mark.parametrize("decided", ["", "ya", "belum"])
@pytest.mark.parametrize("helped", [True, False])
def test_groups_conditions_and_decisions_on_the_way_are_seen_through(
    decided: str, helped: bool
) -> None:
    behaviours = [
        Behaviour("a", value=30),
        Behaviour("b", value=50),
        Behaviour("a", rater="peer", value="20.5"),
        Behaviour("b", rater="self", value=40),
    ]
    appraisal = Appraisal(
        "a",
        results=[WorkResult("r", rating="meets"), WorkResult("s", rating="above")],
        behaviours=behaviours,
        facts={"helped": helped},
        judgements={"view": Judgement(decided)} if decided else {},
    )
    found = check_against_trying(score(parse_policy(GROUPS), appraisal))
    assert bool(found.reachable) == (decided != "belum")


def test_evidence_that_the_result_does_not_rest_on_cannot_reach_it() -> None:
    policy = parse_policy(
        """
asn_appraisal: policy/1
id: terpisah
scales: {predicate: {kurang: Kurang, baik: Baik}}
evidence:
  behaviours: {value: {from: 0, to: 100}}
  competencies: {attained: {from: 0, to: 5}}
measures:
  level: {formula: mean(competencies.attained)}
  double: {formula: 2 * level}
  total: {formula: mean(behaviours.value), round: 2}
  predicate: {scale: predicate, bands: {of: total, levels: [{level: baik, from: 60}, {level: kurang}]}}
result: predicate
"""
    )
    given = Appraisal(
        "a",
        behaviours=[Behaviour("a", value=50)],
        competencies=[CompetencyLevel("data", attained=2)],
    )
    found = check_against_trying(score(policy, given))
    assert "apa pun nilainya: data (level yang dicapai)." in found.text


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(policies().flatmap(lambda policy: appraisals(policy).map(lambda each: (policy, each))))
def test_generated_policies_agree_with_trying_near_the_value(
    drawn: tuple[Policy, Appraisal],
) -> None:
    policy, appraisal = drawn
    try:
        card = score(policy, appraisal)
    except RecordError:
        assume(False)
    assume(isinstance(card.result, Level))
    found = explain(card).contrast()
    assume(found.goal is not None)
    assert found.goal is not None
    words = Words.of(policy, "id")
    by_label = {change.what: change for change in found.changes}
    for piece in pieces(policy, Inspection.of(policy, appraisal)):
        change = by_label[piece.label(words)]
        if change.after is not None:
            after = change.after.name if isinstance(change.after, Level) else change.after
            assert change.level == reached(card, piece, after)
        tried = by_trying(card, piece, found.goal, 20)
        if tried is not None and change.decided:
            assert change.after is not None
            shown = change.after.name if isinstance(change.after, Level) else change.after
            assert tried == shown, (change, tried)


# What there is to say -------------------------------------------------------------------


def test_an_incomplete_card_is_to_be_completed_first() -> None:
    work = WorkResult("work", indicators=[Indicator("a", polarity="higher", target=1, weight=1)])
    card = score(PP30, Appraisal("a", results=[work]))
    found = explain(card).contrast()
    assert found.changes == ()
    assert "Lengkapi buktinya lebih dahulu; selama belum lengkap tidak ada hasil." == found.text
    assert explain(card, language="en").contrast().text.startswith("Complete the evidence first")


def test_at_the_top_there_is_nothing_to_reach() -> None:
    card = pp30(actuals=(120, 1, 5), marks=(120, 120, 120, 120), innovation=True)
    found = explain(card).contrast()
    assert found == Contrast(None, (), "Tingkat tertinggi sudah tercapai.")


def test_a_numeric_result_has_no_levels() -> None:
    facts: dict[str, Any] = {"predicate": "baik", "jf_level": "mahir", "months": 12}
    card = score(preset("bkn-3-2023-credit-points"), Appraisal("a", facts=facts))
    found = explain(card, language="en").contrast()
    assert found == Contrast(None, (), "The result of this policy has no levels.")


DECIDED = """
asn_appraisal: policy/1
id: ditetapkan
scales: {predicate: {kurang: Kurang, cukup: Cukup, baik: Baik}}
evidence: {behaviours: {value: {from: 0, to: 100}}}
measures:
  predicate:
    label: Predikat
    scale: predicate
    judgement:
      suggest: "'baik' if mean(behaviours.value) >= 80
        else 'cukup' if mean(behaviours.value) >= 60 else 'kurang'"
      override: [reason]
result: predicate
"""


@pytest.mark.parametrize(
    ("by", "text"),
    [
        ("kadis", "Hasil ini ditetapkan oleh kadis; hanya keputusan baru yang mengubahnya."),
        ("", "Hasil ini ditetapkan oleh pejabat penilai; hanya keputusan baru yang mengubahnya."),
    ],
)
def test_a_result_that_somebody_decided_changes_only_by_deciding_anew(by: str, text: str) -> None:
    policy = parse_policy(DECIDED)
    given = Appraisal(
        "a",
        behaviours=[Behaviour("a", value=50)],
        judgements={"predicate": Judgement("cukup", by=by, reason="Bencana")},
    )
    assert explain(score(policy, given)).contrast() == Contrast(None, (), text)


def test_a_result_that_is_only_suggested_changes_with_the_evidence() -> None:
    card = score(parse_policy(DECIDED), Appraisal("a", behaviours=[Behaviour("a", value=50)]))
    assert values(check_against_trying(card)) == {"a dari atasan (nilai)": ("50", "60")}


def test_a_decision_on_the_way_to_the_result_is_a_piece_of_evidence() -> None:
    card = rated("above", behaviour_rating=Judgement("below", by="kadis"))
    lines = explain(card).contrast().text.splitlines()
    assert lines == [
        "Yang akan mencapai Butuh Perbaikan, bila hanya satu bukti berubah dan yang lain tetap:",
        "  - Rating perilaku kerja (behaviour_rating): Sesuai ekspektasi"
        " (sekarang Di bawah ekspektasi) → Baik",
        "Tidak dapat mencapainya sendiri, apa pun nilainya: r0 (rating);"
        " Tugas belajar berakhir tanpa lulus (study_not_completed);"
        " Rating hasil kerja (result_rating).",
    ]


def test_where_no_change_reaches_the_level_that_is_said_in_both_languages() -> None:
    card = pp30(actuals=(0, 12, 0), marks=(0, 0, 0, 0))
    for language, none, cannot in (
        ("id", "Tidak ada satu perubahan tunggal pun yang mencapai Kurang.", "Tidak dapat"),
        ("en", "No single change of evidence reaches Poor.", "Cannot reach it alone"),
    ):
        found = explain(card, language=language).contrast()
        assert found.reachable == ()
        assert none in found.text.splitlines()
        assert any(line.startswith(cannot) for line in found.text.splitlines())


# The budget -----------------------------------------------------------------------------


def test_past_the_budget_the_search_says_that_it_could_not_decide(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(contrasting, "MOST_LOOKS", 3)
    card = small("mean(behaviours.value) * (100 - mean(behaviours.value)) / 50", "4.125")
    found = explain(card).contrast()
    what = "komitmen dari atasan (nilai)"
    assert (Change(what, Fraction("4.125"), None, None, decided=False),) == found.changes
    assert found.text.splitlines()[1:] == [
        "Tidak ada satu perubahan tunggal pun yang mencapai Cukup.",
        f"Belum dapat dipastikan, karena pencariannya terlalu panjang: {what}.",
    ]


def test_a_change_found_before_the_budget_ran_out_may_not_be_the_nearest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(contrasting, "MOST_LOOKS", 60)
    mark = """60 if number >= 100 else mean(behaviours.value) if number >= 0
        else (0 - number) * (number + 50) / 15.7"""
    for language, unsure in (
        ("id", "100 (sekarang 0,001) → Baik (mungkin ada yang lebih dekat)"),
        ("en", "100 (now 0.001) → Baik (there may be a nearer one)"),
    ):
        found = explain(small(mark, 1, number="0.001"), language=language).contrast()
        (change,) = [each for each in found.reachable if each.what == "number"]
        assert not change.decided
        assert f"  - number: {unsure}" in found.text.splitlines()
    monkeypatch.setattr(contrasting, "MOST_LOOKS", 10**6)
    (change,) = [
        each
        for each in explain(small(mark, 1, number="0.1")).contrast().reachable
        if each.what == "number"
    ]
    assert change.decided


def test_a_contrast_of_8_indicators_and_7_ratings_needs_few_looks_at_each_piece(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    aspects = ("quantity", "quality", "time", "cost")
    numbers = (("97.5", 100), (80, 90), (6, 5), (95000, 100000), (300000, 350000), ("12.25", 12))
    rows = [*numbers, (3, 4), (44000, 50000)]
    indicators = [
        Indicator(f"i{at}", aspect=aspects[at % 4], target=target, actual=actual)  # type: ignore[arg-type]
        for at, (actual, target) in enumerate(rows)
    ]
    marks = zip(
        PP46.evidence.tables["behaviours"].aspects, ("88.5", 90, 85, 91, 70, 77), strict=True
    )
    behaviours = [Behaviour(aspect, value=mark) for aspect, mark in marks]
    behaviours.append(Behaviour("komitmen", rater="peer", value=84))
    facts: dict[str, Any] = {"leads_people": True, "additional_tasks": 2, "creativity": "unit"}
    work = [WorkResult("w", indicators=indicators)]
    card = score(PP46, Appraisal("a", results=work, behaviours=behaviours, facts=facts))
    monkeypatch.setattr(contrasting, "MOST_LOOKS", 100)
    found = explain(card).contrast()
    assert len(found.reachable) == 5
    assert all(change.decided for change in found.changes)


@pytest.mark.parametrize(("actual", "after"), [(1, 2), (20, 12)])
def test_a_target_range_is_approached_from_either_side(actual: int, after: int) -> None:
    indicator = Indicator("a", polarity="within", target=Target(2, 8), actual=actual, weight=1)
    aspects = ("orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama")
    given = Appraisal(
        "a",
        results=[WorkResult("work", indicators=[indicator])],
        behaviours=[Behaviour(aspect, value=75) for aspect in aspects],
        facts={"innovation": False, "peers_heard": False, "leads_people": False},
    )
    found = check_against_trying(score(PP30, given))
    assert {"work.a (realisasi)": (str(actual), str(after))} == values(found)
