"""The explanation as a whole: text and Markdown, the card's own numbers, nothing of Python."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from strategies import appraisals, policies

from asn_appraisal import Level, Policy, Scorecard, explain, parse_policy, score
from asn_appraisal.errors import RecordError
from asn_appraisal.explanation import Explanation
from asn_appraisal.explanation.words import Words
from asn_appraisal.presets import preset, presets
from asn_appraisal.record import Appraisal, Behaviour
from asn_appraisal.scoring import given_appraisal, parse_cases

CASES = Path(__file__).parents[1] / "presets" / "cases"
#: What Python writes and people must not see.
PYTHON = re.compile(
    r"Fraction\(|Decimal\(|\bNone\b|\bTrue\b|\bFalse\b|frozenset|<[a-z_.]+ object|\w+\(\w+=|LocatedText"
)

POLICY = """
asn_appraisal: policy/1
id: contoh
version: "2"
title: {id: Kebijakan contoh, en: An example}
sources: {law: {act: Perwal 1/2025, place: Pasal 3}}
scales: {predicate: {kurang: {id: Kurang, en: Poor}, baik: {id: Baik, en: Good}}}
evidence:
  behaviours: {value: {from: 0, to: 120}, missing: leave_out}
  facts: {idea: {type: flag, label: {id: Ide baru, en: New idea}}, tasks: {type: number, default: 0}}
measures:
  mark: {per: behaviours, formula: value + 1 if idea else value, round: 1}
  total: {label: {id: Nilai, en: Score}, formula: mean(mark) + tasks, round: 2, cites: [law]}
  predicate:
    scale: predicate
    bands: {of: total, levels: [{level: baik, from: 90}, {level: kurang}]}
result: predicate
"""


def example(**facts: Any) -> Scorecard:
    marks = [Behaviour("loyal", value="88.55"), Behaviour("komitmen", rater="peer")]
    return score(parse_policy(POLICY), Appraisal("sari", behaviours=marks, facts=facts))


# Text and Markdown ----------------------------------------------------------------------


def test_the_text_tells_the_whole_in_indonesian() -> None:
    card = example(idea=True)
    assert (
        explain(card).text
        == f"""\
Penilaian: sari
Kebijakan: Kebijakan contoh (contoh, versi 2, {card.policy.fingerprint[:12]})
Hasil: predicate = Kurang

Fakta yang dipakai:
  - Ide baru (idea): ya
  - tasks: 0

1. mark
   rumus: nilai + 1 jika idea, selain itu nilai
   - loyal dari atasan: 88,55 + 1 = 89,55 (karena idea: ya) → 89,6
   dibulatkan ke 1 desimal (setengah ke atas)

2. Nilai (total) = 89,60
   rumus: rata-rata(mark) + tasks
   hitungan: 89,6 / 1 + 0 = 89,6
   dibulatkan ke 2 desimal (setengah ke atas)
   dasar: Perwal 1/2025, Pasal 3

3. predicate = Kurang
   rumus: total → Baik ≥ 90; Kurang
   hitungan: 89,60 < 90 → Kurang

Yang perlu diketahui:
  - Fakta `tasks` tidak ada dalam data; nilai bawaan dipakai: 0.
  - behaviours[komitmen, peer] tidak dihitung: `value` belum dilaporkan."""
    )


def test_the_text_tells_the_whole_in_english() -> None:
    card = example(idea=False, tasks="1.5")
    assert (
        explain(card, language="en").text
        == f"""\
Appraisal: sari
Policy: An example (contoh, version 2, {card.policy.fingerprint[:12]})
Result: predicate = Good

Facts used:
  - New idea (idea): no
  - tasks: 1.5

1. mark
   formula: mark + 1 if idea, else mark
   - loyal from superior: 88.55 (because idea: no) → 88.6
   rounded to 1 place (half up)

2. Score (total) = 90.10
   formula: mean(mark) + tasks
   in numbers: 88.6 / 1 + 1.5 = 90.1
   rounded to 2 places (half up)
   source: Perwal 1/2025, Pasal 3

3. predicate = Good
   formula: total → Good ≥ 90; Poor
   in numbers: 90.10 ≥ 90 → Good

What to know:
  - behaviours[komitmen, peer] is left out: `value` has not been reported."""
    )


def test_the_markdown_tells_the_same_with_headings_and_lists() -> None:
    card = example(idea=True)
    assert (
        explain(card, language="en").markdown
        == f"""\
# Appraisal: sari

**Result: predicate = Poor**

Policy: An example (contoh, version 2, {card.policy.fingerprint[:12]})

## Facts used

- New idea (idea): yes
- tasks: 0

## 1. mark

- formula: `mark + 1 if idea, else mark`
  - loyal from superior: 88.55 + 1 = 89.55 (because idea: yes) → 89.6
- rounded to 1 place (half up)

## 2. Score (total) = 89.60

- formula: `mean(mark) + tasks`
- in numbers: `89.6 / 1 + 0 = 89.6`
- rounded to 2 places (half up)
- source: Perwal 1/2025, Pasal 3

## 3. predicate = Poor

- formula: `total → Good ≥ 90; Poor`
- in numbers: `89.60 < 90 → Poor`

## What to know

- The fact `tasks` is not in the record; the default is used: 0.
- behaviours[komitmen, peer] is left out: `value` has not been reported."""
    )


def test_an_incomplete_card_says_first_why_there_is_no_result() -> None:
    card = example()
    text, markdown = explain(card).text, explain(card, language="en").markdown
    assert "Belum lengkap\nMengapa belum ada hasil:\n  - Fakta `idea` belum ada" in text
    assert "**Incomplete**" in markdown
    assert "## Why there is no result\n\n- The fact `idea` is not in the record." in markdown
    assert "  - Ide baru (idea): belum ada" in text.splitlines()


def test_a_numeric_result_is_shown_with_its_places() -> None:
    facts: dict[str, Any] = {"predicate": "baik", "jf_level": "mahir", "months": 12}
    card = score(preset("bkn-3-2023-credit-points"), Appraisal("a", facts=facts))
    assert "Hasil: Angka kredit = 12,50" in explain(card).text.splitlines()


def test_a_policy_without_facts_has_no_list_of_facts() -> None:
    policy = parse_policy(
        """
asn_appraisal: policy/1
id: polos
evidence: {behaviours: {value: {from: 0, to: 100}}}
measures: {total: {formula: mean(behaviours.value) / 3}}
result: total
"""
    )
    card = score(policy, Appraisal("a", behaviours=[Behaviour("a", value=50)]))
    made = explain(card)
    assert "Fakta" not in made.text + made.markdown
    assert "Hasil: total = 16,666666…" in made.text.splitlines()


def test_the_same_card_is_explained_alike_every_time() -> None:
    card, again = example(idea=True), example(idea=True)
    assert explain(card).text == explain(again).text
    assert explain(card).markdown == explain(again).markdown
    assert explain(card) == explain(again)
    assert explain(card).contrast() == explain(again).contrast()


# Over every case of the presets ---------------------------------------------------------


def cards() -> Iterator[Any]:
    for name in presets():
        policy = preset(name)
        cases = parse_cases((CASES / f"{name}.cases.yaml").read_text(encoding="utf-8"))
        for case in cases.cases:
            try:
                card = score(policy, given_appraisal(policy, case.given))
            except RecordError:
                continue  # what is refused has no card
            yield pytest.param(card, id=f"{name}: {case.name}")


def without_words_of_the_policy(text: str, policy: Policy) -> str:
    """Take out the labels of a policy: they may say `None`."""
    labels = [word for rule in policy.evidence.facts.values() for word in rule.words.values()]
    for label in labels:
        text = text.replace(label.en, "").replace(label.id, "")
    return text


def shown_values(made: Explanation) -> Iterator[tuple[Any, str]]:
    """Yield each value of the card with the text that shows it."""
    card = made.card
    for step in made.steps:
        value = card[step.measure]
        if isinstance(value, Mapping):
            assert [row.key for row in step.rows] == list(value)
            yield from ((value[row.key], row.value) for row in step.rows)
        else:
            yield value, step.value


def read_back(text: str, language: str) -> Fraction:
    """Read a number as it is shown."""
    if language == "id":
        text = text.translate(str.maketrans(".,", ",."))
    return Fraction(text.replace(",", "").rstrip("…"))


def check(made: Explanation) -> None:
    """Check that an explanation shows the card's values, and nothing of Python."""
    words = Words.of(made.card.policy, made.language)
    for value, text in shown_values(made):
        if value is None:
            expected = {words.phrase("not_computed"), words.phrase("withheld")}
            assert text in expected
        elif isinstance(value, bool | str | Level):
            assert words.value(value) == text
        elif text.endswith("…"):
            assert abs(read_back(text, made.language) - Fraction(value)) < Fraction(1, 10**6)
        else:
            assert Fraction(value) == read_back(text, made.language)
    for text in (made.text, made.markdown, made.contrast().text):
        assert PYTHON.search(without_words_of_the_policy(text, made.card.policy)) is None
    lines = made.text.splitlines()
    for at, step in enumerate(made.steps, start=1):
        (title,) = [line for line in lines if line.startswith(f"{at}. ")]
        assert title.endswith(step.value)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("card", list(cards()))
def test_every_case_of_the_presets_is_explained_with_the_values_of_its_card(
    card: Scorecard, language: str
) -> None:
    check(explain(card, language=language))


@settings(max_examples=80, suppress_health_check=list(HealthCheck))
@given(policies().flatmap(lambda policy: appraisals(policy).map(lambda each: (policy, each))))
def test_generated_policies_are_explained_with_the_values_of_the_card(
    drawn: tuple[Policy, Appraisal],
) -> None:
    try:
        card = score(*drawn)
    except RecordError:
        return
    for language in ("id", "en"):
        check(explain(card, language=language))


def test_an_explanation_keeps_what_made_it() -> None:
    card = example(idea=True)
    made = explain(card, language="en")
    assert (card, "en") == (made.card, made.language)
    assert ["mark", "total", "predicate"] == [step.measure for step in made.steps]
    assert ("New idea (idea): yes", "tasks: 0") == made.facts
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.language = "id"  # type: ignore[misc]
