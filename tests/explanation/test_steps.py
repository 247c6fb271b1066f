"""What each step says: formula, numbers, value, rounding, citation, rows and notes."""

from typing import Any

import attrs
import pytest

from asn_appraisal import Policy, Scorecard, explain, parse_policy, score
from asn_appraisal.explanation import Explained
from asn_appraisal.record import (
    Appraisal,
    Behaviour,
    CompetencyLevel,
    Indicator,
    Judgement,
    NotApplicable,
    Observation,
    Observations,
    PeriodResult,
    Target,
    WorkResult,
)

HEAD = """
asn_appraisal: policy/1
id: contoh
version: "2"
title: {id: Kebijakan contoh, en: An example}
sources:
  law: {act: Perwal 1/2025, place: Pasal 3, reading: {id: Batas ikut dihitung., en: Edges count.}}
  annex: {act: Perwal 1/2025, place: Lampiran, note: {id: Belum diperiksa., en: Not checked.}}
scales:
  predicate: {kurang: {id: Kurang, en: Poor}, baik: {id: Baik, en: Good}}
evidence:
  results: {}
  indicators: {target: {above: 0}, actual: {from: 0}}
  behaviours: {value: {from: 0, to: 120}}
  competencies: {required: {from: 1}, attained: {from: 0}}
  facts:
    idea: {type: flag, label: {id: Ide baru, en: New idea}}
    tasks: {type: number, from: -10, to: 10, label: {id: Tugas tambahan, en: Additional tasks}}
    place: {type: choice, values: {city: {id: Kota, en: City}, isle: {id: Pulau, en: Island}}}
    grade: {type: level, scale: predicate}
measures:
"""
AKSARA = Appraisal(
    "sari",
    results=[
        WorkResult(
            "izin",
            weight=60,
            rating="above",
            indicators=[
                Indicator("a", target=100, actual=118, weight=1, polarity="higher", aspect="time"),
                Indicator("b", target=3, actual=2, weight=2, polarity="lower", aspect="cost"),
            ],
        ),
        WorkResult("lain", weight=40, rating="below", kind="additional"),
    ],
    behaviours=[
        Behaviour("komitmen", value=90),
        Behaviour("komitmen", rater="peer", by="budi", value="84.5"),
        Behaviour("loyal", rater="self", value=100),
    ],
    competencies=[CompetencyLevel("data", required=3, attained=2)],
    facts={"idea": True, "tasks": "-2.5", "place": "isle", "grade": "baik"},
)


def policy_of(measures: str, result: str = "") -> Policy:
    """Make a policy of measures; the last is the result."""
    last = [line.split(":")[0].strip() for line in measures.splitlines() if line[:3].strip()][-1]
    return parse_policy(f"{HEAD}{measures}\nresult: {result or last}\n")


def card_of(measures: str, result: str = "", **changes: Any) -> Scorecard:
    """Score the example under a policy of measures."""
    return score(policy_of(measures, result), attrs.evolve(AKSARA, **changes))


def step(measures: str, language: str = "id", **changes: Any) -> Explained:
    """Explain the last measure."""
    return explain(card_of(measures, **changes), language=language).steps[-1]


# Formulas -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "indonesian", "english"),
    [
        ("1 + 2 * 3", "1 + 2 × 3 = 7", "1 + 2 × 3 = 7"),
        ("1234.5", "1.234,5", "1,234.5"),
        ("tasks * 2", "(-2,5) × 2 = -5", "(-2.5) × 2 = -5"),
        ("-tasks", "-(-2,5) = 2,5", "-(-2.5) = 2.5"),
        ("2 / 3", "2 / 3 = 0,666666…", "2 / 3 = 0.666666…"),
        ("-2 / 3", "(-2) / 3 = -0,666666…", "(-2) / 3 = -0.666666…"),
        ("mean(behaviours.value)", "(90 + 84,5 + 100) / 3 = 91,5", "(90 + 84.5 + 100) / 3 = 91.5"),
        ("sum(behaviours.value)", "(90 + 84,5 + 100) = 274,5", "(90 + 84.5 + 100) = 274.5"),
        ("mean(competencies.attained)", "2 / 1 = 2", "2 / 1 = 2"),
        ("sum(competencies.attained)", "2", "2"),
        (
            "mean(indicators.actual, weight=indicators.weight)",
            "(118 × 1 + 2 × 2) / (1 + 2) = 40,666666…",
            "(118 × 1 + 2 × 2) / (1 + 2) = 40.666666…",
        ),
        (
            "sum(results.weight, weight=results.weight)",
            "(60 × 60 + 40 × 40) = 5.200",
            "(60 × 60 + 40 × 40) = 5,200",
        ),
        (
            "mean(behaviours.value, where=rater != 'superior')",
            "(84,5 + 100) / 2 = 92,25",
            "(84.5 + 100) / 2 = 92.25",
        ),
        ("median(behaviours.value)", "median(90; 84,5; 100) = 90", "median(90, 84.5, 100) = 90"),
        (
            "lowest(behaviours.value)",
            "yang terendah(90; 84,5; 100) = 84,5",
            "lowest(90, 84.5, 100) = 84.5",
        ),
        (
            "trimmed_mean(behaviours.value)",
            "rata-rata tanpa yang terendah dan tertinggi(90; 84,5; 100) = 90",
            "mean without the lowest and highest(90, 84.5, 100) = 90",
        ),
        ("count(behaviours)", "3", "3"),
        (
            "100 * share(behaviours.value >= 90)",
            "100 × (2 / 3) = 66,666666…",
            "100 × (2 / 3) = 66.666666…",
        ),
        (
            "mean(behaviours.value, where=value > 110, default=5) + 1",
            "5 (tidak ada baris) + 1 = 6",
            "5 (no rows) + 1 = 6",
        ),
        ("clip(tasks, 0, 1)", "batasi((-2,5); 0; 1) = 0", "limit((-2.5), 0, 1) = 0"),
        ("abs(tasks)", "nilai mutlak((-2,5)) = 2,5", "absolute value((-2.5)) = 2.5"),
        ("min(tasks, 3)", "min((-2,5); 3) = -2,5", "min((-2.5), 3) = -2.5"),
        ("round(tasks / 3, 1)", "round((-2,5) / 3; 1) = -0,8", "round((-2.5) / 3, 1) = -0.8"),
    ],
)
def test_a_formula_is_written_with_its_numbers_and_what_they_give(
    formula: str, indonesian: str, english: str
) -> None:
    measures = f'  total: {{formula: "{formula}"}}'
    assert indonesian == step(measures).numbers
    assert english == step(measures, "en").numbers


def test_a_part_that_never_ends_is_shown_as_the_ratio_it_was_reported_as() -> None:
    shown = step(
        "  total: {formula: 2 / tasks if tasks != 0 else 0}", facts={**AKSARA.facts, "tasks": "1/7"}
    )
    assert "2 / (1/7) = 14 (karena tasks (1/7) ≠ 0)" == shown.numbers


def test_more_than_twelve_rows_are_shown_by_their_number() -> None:
    marks = [Behaviour(f"b{at}", value=at) for at in range(13)]
    measures = "  total: {formula: 2 * mean(behaviours.value)}"
    assert "2 × (rata-rata 13 baris = 6) = 12" == step(measures, behaviours=marks).numbers
    assert "2 × (mean of 13 rows = 6) = 12" == step(measures, "en", behaviours=marks).numbers


@pytest.mark.parametrize(
    ("formula", "indonesian", "english"),
    [
        ("1 if idea else 2", "1 (karena idea: ya)", "1 (because idea: yes)"),
        ("1 if not idea else 2", "2 (karena idea: ya)", "2 (because idea: yes)"),
        ("1 if tasks > 0 else 2", "2 (karena tasks (-2,5) ≤ 0)", "2 (because tasks (-2.5) ≤ 0)"),
        ("1 if tasks == -2.5 else 2", "1 (karena tasks = (-2,5))", "1 (because tasks = (-2.5))"),
        ("1 if place == 'isle' else 2", "1 (karena place = Pulau)", "1 (because place = Island)"),
        (
            "1 if place == 'city' else 2",
            "2 (karena place (Pulau) ≠ Kota)",
            "2 (because place (Island) ≠ City)",
        ),
        (
            "1 if grade >= 'baik' else 2",
            "1 (karena grade (Baik) ≥ Baik)",
            "1 (because grade (Good) ≥ Good)",
        ),
        (
            "1 if idea and tasks < 0 else 2",
            "1 (karena idea: ya; tasks (-2,5) < 0)",
            "1 (because idea: yes; tasks (-2.5) < 0)",
        ),
        (
            "1 if idea and tasks > 0 else 2",
            "2 (karena tasks (-2,5) ≤ 0)",
            "2 (because tasks (-2.5) ≤ 0)",
        ),
        ("1 if tasks > 0 or idea else 2", "1 (karena idea: ya)", "1 (because idea: yes)"),
        (
            "1 if not (idea or tasks > 0) else 2",
            "2 (karena idea: ya)",
            "2 (because idea: yes)",
        ),
        (
            "1 if tasks > 0 or tasks < -5 else 2",
            "2 (karena tasks (-2,5) ≤ 0; tasks (-2,5) ≥ (-5))",
            "2 (because tasks (-2.5) ≤ 0; tasks (-2.5) ≥ (-5))",
        ),
        (
            "1 if 100 * tasks / 5 < 10 else 2",
            "1 (karena 100 × (-2,5) / 5 < 10)",
            "1 (because 100 × (-2.5) / 5 < 10)",
        ),
        (
            "1 if count(behaviours) >= 3 else 2",
            "1 (karena banyaknya(behaviours) = 3 ≥ 3)",
            "1 (because count(behaviours) = 3 ≥ 3)",
        ),
        (
            "1 if share(behaviours.value >= 90) > 1/2 else 2",
            "1 (karena bagian(nilai ≥ 90) = 2 / 3 > 1 / 2)",
            "1 (because share(mark ≥ 90) = 2 / 3 > 1 / 2)",
        ),
        (
            "1 if any(behaviours.value > 110, where=rater == 'self', default=false) else 2",
            "2 (karena ada(nilai > 110; hanya yang penilai = diri sendiri; bila kosong: tidak): tidak)",
            "2 (because any(mark > 110, where rater = self, if empty: no): no)",
        ),
        (
            "1 if mean(behaviours.value) > 90 else 2",
            "1 (karena (90 + 84,5 + 100) / 3 > 90)",
            "1 (because (90 + 84.5 + 100) / 3 > 90)",
        ),
        (
            "10 * (1 if idea else 2) + (3 if tasks > 0 else 4 if tasks > -1 else 5)",
            "10 × 1 + 5 = 15 (karena idea: ya; tasks (-2,5) ≤ 0; tasks (-2,5) ≤ (-1))",
            "10 × 1 + 5 = 15 (because idea: yes; tasks (-2.5) ≤ 0; tasks (-2.5) ≤ (-1))",
        ),
        (
            "max(1 if idea else 2, 5)",
            "max(1; 5) = 5 (karena idea: ya)",
            "max(1, 5) = 5 (because idea: yes)",
        ),
    ],
)
def test_of_a_choice_only_the_branch_taken_is_shown_and_why(
    formula: str, indonesian: str, english: str
) -> None:
    measures = f'  total: {{formula: "{formula}"}}'
    assert indonesian == step(measures).numbers
    assert english == step(measures, "en").numbers


def test_a_condition_that_is_all_in_words_is_shown_with_its_answer() -> None:
    shown = step("  total: {formula: idea and not (tasks > 0)}")
    assert ("ya", "ya dan bukan (-2,5) > 0") == (shown.value, shown.numbers)
    english = step("  total: {formula: idea and not (tasks > 0)}", "en")
    assert ("yes", "yes and not (-2.5) > 0") == (english.value, english.numbers)


def test_a_formula_can_give_a_level() -> None:
    measures = "  total: {scale: predicate, formula: \"'baik' if tasks > 0 else 'kurang'\"}"
    shown = step(measures)
    assert "Baik jika tasks > 0, selain itu Kurang" == shown.formula
    assert ("Kurang", "Kurang (karena tasks (-2,5) ≤ 0)") == (shown.value, shown.numbers)


# Cases and rows -------------------------------------------------------------------------

BY = """
  score:
    per: indicators
    by: polarity
    cases: {higher: 100 * actual / target, lower: 50, within: 50}
    round: 1
"""
PER_RESULT = BY + "  izin: {per: results, formula: 'mean(score, default=0)'}\n"
TOTAL = "  total: {formula: mean(izin)}\n"


def test_of_cases_the_one_that_applies_is_shown_row_by_row() -> None:
    rows = explain(card_of(PER_RESULT + TOTAL)).steps[0].rows
    shown = [(row.key, row.numbers, row.value) for row in rows]
    assert shown == [
        (("izin", "a"), "100 × 118 / 100 = 118", "118,0"),
        (("izin", "b"), "50", "50,0"),
    ]


def test_cases_with_the_same_formula_are_said_once() -> None:
    formula = explain(card_of(PER_RESULT + TOTAL)).steps[0].formula
    assert formula == (
        "polarisasi → makin tinggi makin baik: 100 × realisasi / target;"
        " makin rendah makin baik, dijaga dalam rentang: 50"
    )


def test_rows_of_results_say_what_no_rows_give() -> None:
    rows = explain(card_of(PER_RESULT + TOTAL)).steps[1].rows
    shown = [(row.key, row.numbers, row.value) for row in rows]
    assert shown == [
        ("izin", "(118,0 + 50,0) / 2 = 84", "84"),
        ("lain", "0 (tidak ada baris)", "0"),
    ]


def test_groups_of_raters_are_called_by_their_name() -> None:
    measures = "  marks: {per: behaviours.rater, formula: mean(behaviours.value)}\n"
    card = card_of(f"{measures}  total: {{formula: mean(marks)}}\n")
    lines = explain(card).text.splitlines()
    assert [line for line in lines if "→" in line] == [
        "   - rekan: 84,5 / 1 = 84,5 → 84,5",
        "   - diri sendiri: 100 / 1 = 100 → 100",
        "   - atasan: 90 / 1 = 90 → 90",
    ]
    assert "   - peer: 84.5 / 1 = 84.5 → 84.5" in explain(card, language="en").text.splitlines()


def test_rows_of_behaviour_say_whose_view_it_is() -> None:
    measures = "  marks: {per: behaviours, formula: value / 2}\n"
    text = explain(card_of(f"{measures}  total: {{formula: mean(marks)}}\n")).text
    assert "   - komitmen dari rekan budi: 84,5 / 2 = 42,25 → 42,25" in text.splitlines()
    assert "   - loyal dari diri sendiri: 100 / 2 = 50 → 50" in text.splitlines()


def test_an_indicator_can_read_its_result() -> None:
    measures = "  part: {per: indicators, formula: results.weight * actual}\n"
    rows = explain(card_of(f"{measures}  total: {{formula: sum(part)}}\n")).steps[0].rows
    assert "60 × 118 = 7.080" == rows[0].numbers


# Tables ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tasks", "numbers", "value"),
    [
        ("9", "9 > 8 → Baik", "Baik"),
        ("8", "8 ≤ 8; 8 ≥ 5; idea: ya → Baik", "Baik"),
        ("2", "2 ≤ 8; 2 < 5; 2 ≥ 1; place = Pulau; idea: ya → Baik", "Baik"),
        ("0", "0 ≤ 8; 0 < 5; 0 < 1 → Kurang", "Kurang"),
        ("-2.5", "(-2,5) ≤ 8; (-2,5) < 5; (-2,5) < 1 → Kurang", "Kurang"),
    ],
)
def test_bands_say_which_edges_were_missed_and_which_was_met(
    tasks: str, numbers: str, value: str
) -> None:
    measures = """
  total:
    scale: predicate
    bands:
      of: tasks
      levels:
        - {level: baik, above: 8}
        - {level: baik, from: 5, when: idea}
        - {level: baik, from: 1, when: "place == 'isle' and idea"}
        - {level: kurang}
"""
    shown = step(measures, facts={**AKSARA.facts, "tasks": tasks})
    assert (numbers, value) == (shown.numbers, shown.value)
    assert shown.formula == (
        "tasks → Baik > 8; Baik ≥ 5 (idea); Baik ≥ 1 (place = Pulau dan idea); Kurang"
    )


def test_bands_say_which_condition_was_not_met() -> None:
    measures = """
  total:
    scale: predicate
    bands: {of: tasks, levels: [{level: baik, from: 5, when: idea}, {level: kurang}]}
"""
    shown = step(measures, "en", facts={**AKSARA.facts, "tasks": 7, "idea": False})
    assert "idea: no → Poor" == shown.numbers


CURVE = """
  total:
    curve:
      of: tasks
      pieces:
        - {below: -5, value: -3}
        - {from: -5, to: 0, value: [-4, 6]}
        - {at: 1, value: 8, when: idea}
        - {above: 0, to: 5, value: 7}
        - {above: 5, value: 9}
    round: 1
"""


@pytest.mark.parametrize(
    ("tasks", "numbers", "value"),
    [
        ("-6", "(-6) → -3,0", "-3,0"),
        ("-2.5", "(-4) + ((-2,5) - (-5)) / (0 - (-5)) × (6 - (-4)) = 1", "1,0"),
        ("1", "1 → 8,0 (karena idea: ya)", "8,0"),
        ("3", "3 → 7,0", "7,0"),
        ("6", "6 → 9,0", "9,0"),
    ],
)
def test_a_curve_says_where_on_its_line_the_number_lies(
    tasks: str, numbers: str, value: str
) -> None:
    shown = step(CURVE, facts={**AKSARA.facts, "tasks": tasks})
    assert (numbers, value) == (shown.numbers, shown.value)
    assert shown.formula == ("tasks → < -5: -3; -5 … 0: -4 … 6; 1: 8 (idea); > 0 … 5: 7; > 5: 9")


def test_a_curve_says_which_condition_kept_it_from_a_piece() -> None:
    shown = step(CURVE, "en", facts={**AKSARA.facts, "tasks": 1, "idea": False})
    assert "1 → 7.0 (because idea: no)" == shown.numbers


def test_a_lookup_shows_its_table_and_the_word_that_was_looked_up() -> None:
    measures = "  total: {lookup: {of: place, values: {city: 1, isle: 2.5}}}"
    shown = step(measures)
    assert "place → Kota: 1; Pulau: 2,5" == shown.formula
    assert ("Pulau → 2,5", "2,5") == (shown.numbers, shown.value)
    assert "place → City: 1; Island: 2.5" == step(measures, "en").formula


def test_a_lookup_of_levels_and_flags_is_shown_in_words() -> None:
    measures = """
  first: {lookup: {of: grade, values: {baik: 2, kurang: 1}}}
  total: {scale: predicate, lookup: {of: idea, values: {"true": baik, "false": kurang}}}
"""
    first, total = explain(card_of(measures)).steps
    assert ("grade → Kurang: 1; Baik: 2", "Baik → 2") == (first.formula, first.numbers)
    assert "idea → ya: Baik; tidak: Kurang" == total.formula
    assert "ya → Baik" == total.numbers


def test_a_matrix_shows_its_cells_in_the_order_of_the_scales() -> None:
    measures = """
  first: {scale: predicate, formula: grade}
  total:
    scale: predicate
    matrix:
      rows: first
      columns: place
      cells: {baik: {isle: baik, city: kurang}, kurang: {city: kurang, isle: kurang}}
"""
    shown = step(measures)
    assert shown.formula == (
        "first × place → Kurang × Kota: Kurang; Kurang × Pulau: Kurang;"
        " Baik × Kota: Kurang; Baik × Pulau: Baik"
    )
    assert ("Baik × Pulau → Baik", "Baik") == (shown.numbers, shown.value)


# Judgements -----------------------------------------------------------------------------

SUGGESTED = """
  total:
    scale: predicate
    judgement: {suggest: "'baik' if tasks > 0 else 'kurang'", override: [reason, evidence]}
"""


def test_a_judgement_without_a_decision_says_that_the_suggestion_is_used() -> None:
    card = card_of(SUGGESTED)
    shown = explain(card).steps[-1]
    assert shown.formula == (
        "keputusan pejabat penilai; usulan kebijakan: Baik jika tasks > 0, selain itu Kurang"
    )
    assert ("", "Kurang") == (shown.numbers, shown.value)
    assert shown.notes == (
        "belum ada keputusan; usulan kebijakan yang dipakai: Kurang (karena tasks (-2,5) ≤ 0)",
    )
    assert "Pertimbangan `total` belum ada; usulan kebijakan dipakai" in explain(card).text


def test_a_judgement_other_than_suggested_is_shown_with_who_why_and_evidence() -> None:
    given = Judgement("baik", by="kadis", reason="Bencana alam", evidence=["ba-1", "ba-2"])
    shown = step(SUGGESTED, judgements={"total": given})
    assert "Baik" == shown.value
    assert shown.notes == (
        "usulan kebijakan: Kurang (karena tasks (-2,5) ≤ 0)",
        "diputuskan oleh kadis: Baik",
        "alasan: Bencana alam",
        "bukti: ba-1, ba-2",
    )
    english = step(SUGGESTED, "en", judgements={"total": given})
    assert english.notes == (
        "suggested by the policy: Poor (because tasks (-2.5) ≤ 0)",
        "decided by kadis: Good",
        "reason: Bencana alam",
        "evidence: ba-1, ba-2",
    )


def test_a_judgement_without_suggestion_is_the_appraisers_alone() -> None:
    measures = "  total: {scale: predicate, judgement: {}}"
    shown = step(measures, judgements={"total": Judgement("baik")})
    assert ("keputusan pejabat penilai", "Baik") == (shown.formula, shown.value)
    assert ("diputuskan oleh pejabat penilai: Baik",) == shown.notes
    assert "the appraiser's decision" == step(measures, "en").formula


def test_a_judgement_that_lacks_its_reason_is_shown_and_why_it_does_not_hold() -> None:
    card = card_of(SUGGESTED, judgements={"total": Judgement("baik", by="kadis")})
    shown = explain(card).steps[-1]
    assert "belum dapat dihitung" == shown.value
    assert "diputuskan oleh kadis: Baik" in shown.notes
    assert "berbeda dari usulan dan belum disertai alasan, bukti." in explain(card).text
    assert (
        "differs from the suggestion and lacks a reason, evidence."
        in explain(card, language="en").text
    )


def test_a_judgement_of_a_level_that_does_not_exist_is_shown_as_it_was_given() -> None:
    card = card_of(SUGGESTED, judgements={"total": Judgement("hebat", by="kadis")})
    assert "diputuskan oleh kadis: hebat" in explain(card).steps[-1].notes
    assert "belum ada hasil" not in explain(card).text.splitlines()[2]


def test_a_suggestion_that_lacks_evidence_is_not_said() -> None:
    measures = """
  total:
    scale: predicate
    judgement: {suggest: "'baik' if mean(competencies.attained) > 3 else 'kurang'"}
"""
    shown = step(measures, competencies=[], judgements={"total": Judgement("baik", by="kadis")})
    assert ("Baik", ("diputuskan oleh kadis: Baik",)) == (shown.value, shown.notes)


# Rounding, citations, notes -------------------------------------------------------------


@pytest.mark.parametrize(
    ("rounding", "indonesian", "english"),
    [
        ("2", "dibulatkan ke 2 desimal (setengah ke atas)", "rounded to 2 places (half up)"),
        ("1", "dibulatkan ke 1 desimal (setengah ke atas)", "rounded to 1 place (half up)"),
        (
            "0",
            "dibulatkan ke bilangan bulat (setengah ke atas)",
            "rounded to a whole number (half up)",
        ),
        (
            "{places: 3, mode: half_even}",
            "dibulatkan ke 3 desimal (setengah ke genap)",
            "rounded to 3 places (half to even)",
        ),
        (
            "{places: 2, mode: up}",
            "dibulatkan ke 2 desimal (menjauhi nol)",
            "rounded to 2 places (away from zero)",
        ),
        (
            "{places: 2, mode: down}",
            "dibulatkan ke 2 desimal (mendekati nol)",
            "rounded to 2 places (toward zero)",
        ),
    ],
)
def test_where_and_how_a_number_was_rounded_is_said(
    rounding: str, indonesian: str, english: str
) -> None:
    measures = f"  total: {{formula: tasks / 3, round: {rounding}}}"
    assert (indonesian, english) == (step(measures).rounding, step(measures, "en").rounding)


def test_a_number_that_is_not_rounded_says_nothing_about_it() -> None:
    assert "" == step("  total: {formula: tasks / 3}").rounding


def test_a_rounded_measure_is_used_and_shown_as_rounded() -> None:
    measures = "  third: {formula: 100 / 3, round: 2}\n  total: {formula: 3 * third}"
    assert "3 × 33,33 = 99,99" == step(measures).numbers


def test_a_reading_is_said_once_where_it_is_first_relied_on() -> None:
    measures = """
  first: {formula: tasks + 1, cites: [law, annex]}
  total: {formula: first + 1, cites: [law], note: {id: Hanya contoh., en: An example only.}}
"""
    first, total = explain(card_of(measures)).steps
    assert ("Perwal 1/2025, Pasal 3", "Perwal 1/2025, Lampiran") == first.citation
    assert ("cara membaca: Batas ikut dihitung.",) == first.notes
    assert ("Hanya contoh.",) == total.notes
    assert ("An example only.",) == step(measures, "en").notes


def test_measures_that_a_variant_took_over_say_from_where() -> None:
    base = policy_of("  first: {formula: tasks + 1}\n  total: {formula: first + 1}")
    variant = parse_policy(
        """
asn_appraisal: policy/1
id: varian
based_on: contoh
measures: {total: {formula: first + 2}}
""",
        known={"contoh": base},
    )
    first, total = explain(score(variant, AKSARA)).steps
    assert ("diambil tanpa perubahan dari contoh",) == first.notes
    assert () == total.notes
    english = explain(score(variant, AKSARA), language="en").steps[0].notes
    assert ("taken unchanged from contoh",) == english


# Observations ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("combine", "note"),
    [
        ("sum", "catatan capaian, dijumlah: 6 (2025-03-31); 4,5 (2025-06-30)"),
        ("mean", "catatan capaian, dirata-rata: 6 (2025-03-31); 4,5 (2025-06-30)"),
        ("latest", "catatan capaian, yang terakhir: 6 (2025-03-31); 4,5 (2025-06-30)"),
    ],
)
def test_an_actual_says_which_observations_made_it(combine: Any, note: str) -> None:
    seen = [Observation("2025-06-30", "4.5"), Observation("2025-03-31", 6)]  # type: ignore[arg-type]
    work = WorkResult(
        "work",
        indicators=[
            Indicator("a", target=5, observations=Observations(combine, seen)),
            Indicator("b", target=5, actual=4),
        ],
    )
    measures = (
        "  part: {per: indicators, formula: actual / target}\n  total: {formula: mean(part)}\n"
    )
    card = card_of(measures, results=[work])
    first, second = explain(card).steps[0].rows
    assert (note, "") == (first.note, second.note)
    assert f"[{note}]" in explain(card).text


def test_a_measure_that_does_not_read_the_actual_says_nothing_of_observations() -> None:
    seen = [Observation("2025-06-30", "4.5")]  # type: ignore[arg-type]
    work = WorkResult(
        "work",
        indicators=[Indicator("a", target=5, observations=Observations("sum", seen))],
    )
    measures = "  part: {per: indicators, formula: target}\n  total: {formula: mean(part)}\n"
    assert "" == explain(card_of(measures, results=[work])).steps[0].rows[0].note


# What is missing ------------------------------------------------------------------------


def test_what_lacks_evidence_cannot_be_computed_yet_and_shows_what_there_was() -> None:
    measures = """
  marks: {formula: mean(behaviours.value), round: 2}
  half: {formula: marks / 2 if idea else 0}
  pick: {formula: 1 if marks > 3 else 2}
  level: {scale: predicate, bands: {of: marks, levels: [{level: baik, from: 60}, {level: kurang}]}}
  line: {curve: {of: marks, pieces: [{from: 0, to: 120, value: [0, 1]}]}}
  total: {formula: half + line + pick}
"""
    marks = [Behaviour("a", value=90), Behaviour("b")]
    card = card_of(measures, behaviours=marks)
    steps = {each.measure: each for each in explain(card).steps}
    assert "(90 + belum ada) / 2" == steps["marks"].numbers
    assert "belum ada / 2 (karena idea: ya)" == steps["half"].numbers
    assert "1 jika belum ada > 3, selain itu 2" == steps["pick"].numbers
    assert "belum ada" == steps["level"].numbers == steps["line"].numbers
    assert {"belum dapat dihitung"} == {each.value for each in steps.values()}
    text = explain(card).text
    assert "Belum lengkap\nMengapa belum ada hasil:\n  - behaviours[b, superior]:" in text
    assert "yang belum ada tidak dihitung nol" in text
    assert "cannot be computed yet" in explain(card, language="en").text


def test_a_table_that_is_asked_for_what_is_missing_shows_what_there_was() -> None:
    measures = """
  first: {scale: predicate, judgement: {}}
  second: {lookup: {of: first, values: {baik: 2, kurang: 1}}}
  total:
    scale: predicate
    matrix:
      rows: first
      columns: grade
      cells: {baik: {baik: baik, kurang: kurang}, kurang: {baik: kurang, kurang: kurang}}
"""
    _, second, total = explain(card_of(measures)).steps
    assert ("belum ada", "belum ada × Baik") == (second.numbers, total.numbers)


@pytest.mark.parametrize(
    ("by", "cases", "numbers"),
    [
        ("place", "{city: tasks, isle: 2 * tasks}", "2 × (-2,5) = -5"),
        ("idea", '{"true": tasks + 1, "false": tasks}', "(-2,5) + 1 = -1,5"),
        ("grade", "{kurang: tasks, baik: tasks + 2}", "(-2,5) + 2 = -0,5"),
    ],
)
def test_cases_go_by_a_choice_a_flag_or_a_level(by: str, cases: str, numbers: str) -> None:
    measures = f"  total: {{by: {by}, cases: {cases}}}"
    assert numbers == step(measures).numbers
    lacking = {name: value for name, value in AKSARA.facts.items() if name != by}
    shown = step(measures, facts=lacking)
    assert ("", "belum dapat dihitung") == (shown.numbers, shown.value)


def test_a_result_is_withheld_where_other_evidence_is_missing() -> None:
    measures = "  aside: {formula: mean(competencies.attained)}\n  total: {formula: tasks + 1}"
    levels = [CompetencyLevel("data", required=3)]
    card = card_of(measures, competencies=levels)
    assert card["total"] is None
    shown = explain(card).steps[-1]
    assert ("", "belum ada hasil") == (shown.numbers, shown.value)
    assert "-1,5" not in explain(card).text
    assert "no result yet" == explain(card, language="en").steps[-1].value


ABSENT = """
asn_appraisal: policy/1
id: absen
evidence:
  behaviours:
    aspects: [a, b, c]
    only_when: {c: leads}
    value: {from: 0, to: 100}
    missing: {rater: {peer: leave_out}, aspect: {b: {count_as: 0}}}
  facts: {leads: {type: flag, default: false, label: {id: Memimpin, en: Leads people}}}
measures:
  total: {formula: mean(behaviours.value), round: 2}
result: total
"""


def test_what_a_missing_value_did_is_said() -> None:
    marks = [Behaviour("a", value=90), Behaviour("a", rater="peer"), Behaviour("b")]
    marks.append(Behaviour("a", rater="self", value=NotApplicable("cuti")))
    card = score(parse_policy(ABSENT), Appraisal("a", behaviours=marks))
    assert "(90 + 0) / 2 = 45" == explain(card).steps[0].numbers
    notes = explain(card).text.partition("Yang perlu diketahui:\n")[2].splitlines()
    assert notes == [
        "  - Fakta `leads` tidak ada dalam data; nilai bawaan dipakai: tidak.",
        "  - behaviours[a, peer] tidak dihitung: `value` belum dilaporkan.",
        "  - behaviours[b, superior]: `value` belum dilaporkan dan dihitung sebagai 0,"
        " sesuai kebijakan.",
        "  - behaviours[a, self] tidak dihitung: `value` tidak berlaku (cuti).",
    ]
    english = explain(card, language="en").text.partition("What to know:\n")[2].splitlines()
    assert "  - behaviours[a, peer] is left out: `value` has not been reported." in english
    assert "  - Memimpin (leads): tidak" in explain(card).text.splitlines()


def test_an_aspect_that_is_not_asked_of_somebody_is_said() -> None:
    marks = [Behaviour("a", value=90), Behaviour("b", value=80), Behaviour("c", value=10)]
    given = Appraisal("a", behaviours=marks, facts={"leads": False})
    card = score(parse_policy(ABSENT), given)
    assert "85.00" == str(card["total"])
    assert "Aspek `c` tidak dihitung karena fakta `leads` bernilai tidak." in explain(card).text


def test_a_target_range_is_shown_by_its_ends() -> None:
    work = WorkResult("work", indicators=[Indicator("a", target=Target(2, 8), actual=9)])
    measures = """
  part: {per: indicators, formula: 100 if actual <= target_to and actual >= target_from else 0}
  total: {formula: mean(part)}
"""
    rows = explain(card_of(measures, results=[work])).steps[0].rows
    assert "0 (karena realisasi (9) > batas atas target (8))" == rows[0].numbers


def test_earlier_periods_are_shown_with_their_measures() -> None:
    policy = parse_policy(
        """
asn_appraisal: policy/1
id: tahunan
evidence: {periods: {months: {above: 0}, measures: {total: {type: number, from: 0, to: 120}}}}
measures:
  year: {formula: "mean(periods.total, weight=periods.months)", round: 2}
result: year
"""
    )
    rows = [
        PeriodResult("tw1", months=3, measures={"total": "88.5"}),
        PeriodResult("tw2", months=9, measures={"total": 90}),
    ]
    shown = explain(score(policy, Appraisal("a", periods=rows))).steps[0]
    assert "rata-rata(total; menurut bulan)" == shown.formula
    assert "(88,5 × 3 + 90 × 9) / (3 + 9) = 89,625" == shown.numbers
