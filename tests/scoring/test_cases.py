"""Cases: what a document may expect, how it is compared, and what a wrong document says."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_appraisal import PolicyError, RecordError, parse_cases, parse_policy
from asn_appraisal.document import LocatedText
from asn_appraisal.presets import preset
from asn_appraisal.record import MISSING, NotApplicable
from asn_appraisal.scoring import Case, Difference, check_case, given_appraisal

POLICY = parse_policy(
    """
asn_appraisal: policy/1
id: contoh
scales:
  predicate: {kurang: Kurang, cukup: Cukup, baik: Baik}
evidence:
  results: {}
  indicators: {target: {above: 0}, actual: {from: 0}}
  behaviours:
    aspects: [komitmen, loyal, memimpin]
    only_when: {memimpin: leads}
    value: {from: 0, to: 100}
    missing: {rater: {peer: leave_out}}
  competencies: {required: {from: 1}, attained: {from: 0}}
  periods: {months: {above: 0}}
  facts:
    leads: {type: flag, default: false}
    idea: {type: flag, default: false}
    place: {type: choice, values: [kota, pulau], default: kota}
    grade: {type: level, scale: predicate, default: baik}
measures:
  achievement: {per: indicators, formula: "100 * actual / target", round: 2}
  izin: {per: results, formula: "mean(achievement, default=0)"}
  mark: {per: behaviours, formula: value}
  rater: {per: behaviours.rater, formula: mean(value)}
  level: {per: competencies, formula: attained / required}
  third: {formula: "mean(achievement, default=0) / 3"}
  best: {formula: idea or place == 'pulau'}
  grade_now: {scale: predicate, formula: grade}
  total: {formula: "0.5 * mean(mark) + 0.5 * mean(achievement, default=0)", round: 2}
  predicate:
    scale: predicate
    bands: {of: total, levels: [{level: baik, from: 90}, {level: cukup, from: 60}, {level: kurang}]}
result: predicate
"""
)
GIVEN = """
      results:
        - id: izin
          indicators: [{id: terbit, target: 100, actual: 90}, {id: waktu, target: 3, actual: 2}]
        - id: lain
          indicators: [{id: terbit, target: 10, actual: 8}]
      behaviours:
        - {aspect: komitmen, value: 80}
        - {aspect: komitmen, rater: peer, by: budi, value: 70}
        - {aspect: loyal, value: 90}
      competencies: [{competency: data, required: 3, attained: 2}]
"""


def case_of(text: str) -> Case:
    """Read the only case of a document; `text` is what follows its name."""
    head = "asn_appraisal: cases/1\npolicy: contoh\ncases:\n  - name: satu\n"
    return parse_cases(f"{head}{text}").cases[0]


def differences(expect: str, given: str = f"\n{GIVEN}") -> list[Difference]:
    """Return what does not hold of the example."""
    return list(check_case(POLICY, case_of(f"    given:{given}\n    expect: {expect}\n")))


def faults(text: str) -> list[tuple[str, str]]:
    """Return place and code of every fault of a document."""
    with pytest.raises(PolicyError) as caught:
        parse_cases(text)
    assert caught.value.text("en")
    return [(str(each.place), each.code) for each in caught.value.problems]


# What is expected -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "expect",
    [
        '{total: "79.45"}',
        "{total: 79.45}",
        '{total: "79.450"}',
        "{third: 7889/300}",
        "{best: false}",
        "{grade_now: baik}",
        "{predicate: cukup}",
        "{status: complete}",
        '{achievement: {izin.terbit: "90.00", waktu: "66.67", lain.terbit: 80}}',
        "{izin: {izin: 78.335, lain: 80}}",
        "{mark: {loyal: 90, komitmen.peer.budi: 70, komitmen.superior: 80}}",
        "{rater: {superior: 85, peer: 70}}",
        "{level: {data: 2/3}}",
        '{total: "79.45", predicate: cukup, status: complete, level: {data: 2/3}}',
    ],
)
def test_what_is_expected_holds_however_it_may_be_written(expect: str) -> None:
    assert [] == differences(expect)


@pytest.mark.parametrize(
    ("expect", "what", "wanted", "found"),
    [
        ('{total: "79.46"}', "total", "79.46", "79.45"),
        ('{total: "79.4500001"}', "total", "79.4500001", "79.45"),
        ("{total: missing}", "total", "missing", "79.45"),
        ("{total: baik}", "total", "baik", "79.45"),
        ("{third: 26.259}", "third", "26.259", "7889/300"),
        ("{best: true}", "best", "true", "false"),
        ("{grade_now: cukup}", "grade_now", "cukup", "baik"),
        ("{predicate: Cukup}", "predicate", "Cukup", "cukup"),
        ("{status: incomplete}", "status", "incomplete", "complete"),
        ("{error: ASN-E001}", "error", "ASN-E001", "-"),
        ('{achievement: {waktu: "66.66"}}', "achievement[waktu]", "66.66", "66.67"),
        ("{level: 1}", "level", "1", "data: 2/3"),
        (
            "{achievement: 80}",
            "achievement",
            "80",
            "izin.terbit: 90.00, izin.waktu: 66.67, lain.terbit: 80.00",
        ),
    ],
)
def test_what_does_not_hold_is_told_with_both_values(
    expect: str, what: str, wanted: str, found: str
) -> None:
    (difference,) = differences(expect)
    assert (what, wanted, found) == (difference.what, difference.expected, difference.found)
    assert str(difference) == f"{what}: {wanted} ≠ {found}"
    assert difference.card is not None


def test_a_difference_says_where_the_expectation_stands() -> None:
    (first, second) = differences("\n      total: 1\n      achievement:\n        waktu: 2")
    assert ("19:14", "21:16") == (first.place, second.place)


def test_every_expectation_that_does_not_hold_is_told() -> None:
    found = differences("{status: incomplete, total: 1, predicate: baik, level: {data: 1}}")
    assert ["status", "total", "predicate", "level[data]"] == [each.what for each in found]


@pytest.mark.parametrize(
    ("expect", "what", "indonesian", "english"),
    [
        ("{totl: 90}", "totl", "Maksud Anda `total`?", "Did you mean `total`?"),
        ("{stats: complete}", "stats", "Maksud Anda `status`?", "Did you mean `status`?"),
        (
            "{achievement: {waktuu: 1}}",
            "achievement[waktuu]",
            "Maksud Anda `waktu`?",
            "Did you mean `waktu`?",
        ),
        (
            "{achievement: {izin.wktu: 1}}",
            "achievement[izin.wktu]",
            "Maksud Anda `izin.waktu`?",
            "Did you mean `izin.waktu`?",
        ),
        (
            "{level: {x: 1}}",
            "level[x]",
            "Yang dikenal: `data`.",
            "Known here: `data`.",
        ),
        ("{total: {a: 1}}", "total[a]", "", ""),
    ],
)
def test_a_measure_or_row_that_is_not_there_is_told_with_the_nearest_name(
    expect: str, what: str, indonesian: str, english: str
) -> None:
    (difference,) = differences(expect)
    assert (what, "?") == (difference.what, difference.found)
    assert (indonesian, english) == (difference.hint.id, difference.hint.en)
    assert str(difference).endswith(indonesian)


def test_a_name_that_two_rows_have_must_be_written_in_full() -> None:
    (difference,) = differences("{achievement: {terbit: 90}}")
    known = "Yang dikenal: `izin.terbit`, `lain.terbit`."
    assert f"achievement[terbit]: 90 ≠ ?. {known}" == str(difference)
    (difference,) = differences("{mark: {komitmen: 80}}")
    assert "Known here: `komitmen.peer.budi`, `komitmen.superior`." == difference.hint.en


def test_what_could_not_be_computed_is_expected_as_missing() -> None:
    given = "\n      behaviours: [{aspect: komitmen, value: 80}, {aspect: loyal}]"
    assert [] == differences(
        "{status: incomplete, total: missing, predicate: missing, mark: {loyal: missing}}", given
    )
    (difference,) = differences("{total: 90}", given)
    assert "total: 90 ≠ missing" == str(difference)


# Refusals -------------------------------------------------------------------------------

TOO_MUCH = "\n      behaviours: [{aspect: komitmen, value: 101}, {aspect: lain, value: 5}]"


@pytest.mark.parametrize("code", ["ASN-E001", "ASN-E002"])
def test_a_refusal_is_expected_by_its_code(code: str) -> None:
    assert [] == differences(f"{{error: {code}}}", TOO_MUCH)


def test_another_refusal_than_expected_is_told_with_its_reasons() -> None:
    (difference,) = differences("{error: ASN-E003}", TOO_MUCH)
    assert ("error", "ASN-E003") == (difference.what, difference.expected)
    assert "ASN-E001, ASN-E002" == difference.found
    assert "7:21" == difference.place
    assert "`value` bernilai 101, padahal harus ≥ 0, ≤ 100." in difference.hint.id
    assert "`value` is 101, but must be ≥ 0, ≤ 100." in difference.hint.en


def test_a_refusal_that_nobody_expected_is_told_with_its_reasons() -> None:
    (difference,) = differences("{total: 90}", TOO_MUCH)
    assert ("error", "-", None) == (difference.what, difference.expected, difference.card)
    assert "ASN-E001, ASN-E002" == difference.found
    assert "101" in str(difference)


def test_a_record_that_contradicts_itself_is_a_refusal_too() -> None:
    twice = "\n      competencies: [{competency: a, required: 1}, {competency: a, required: 2}]"
    assert [] == differences("{error: ASN-R001}", twice)
    with pytest.raises(PolicyError) as caught:
        differences("{total: 1}", twice)
    assert ["ASN-R001"] == [each.code for each in caught.value.problems]


def test_evidence_that_cannot_be_read_is_told_at_its_place() -> None:
    with pytest.raises(PolicyError) as caught:
        differences("{total: 1}", "\n      behaviour: [{aspect: a}]\n      facts: {idea: }")
    found = [(str(each.place), each.code) for each in caught.value.problems]
    assert [("6:7", "ASN-D020"), ("7:15", "ASN-D028")] == found
    assert "Did you mean `behaviours`?" in caught.value.text("en")
    assert "      behaviour: [{aspect: a}]\n          ^^^^^^^^^" in caught.value.text("en")


# Shorthands -----------------------------------------------------------------------------


def test_all_behaviours_may_be_written_as_one_mark_by_the_superior() -> None:
    case = case_of("    given: {behaviours: {all: 90}}\n    expect: {status: complete}\n")
    rows = given_appraisal(POLICY, case.given).behaviours
    assert ["komitmen", "loyal", "memimpin"] == [each.aspect for each in rows]
    assert {90} == {each.value for each in rows}
    assert {"superior"} == {each.rater for each in rows}
    assert () == check_case(POLICY, case)


def test_all_behaviours_may_be_missing_or_not_applicable() -> None:
    for text, value in (("missing", MISSING), ("{not_applicable: cuti}", NotApplicable("cuti"))):
        case = case_of(f"    given: {{behaviours: {{all: {text}}}}}\n    expect: {{total: 1}}\n")
        assert {value} == {each.value for each in given_appraisal(POLICY, case.given).behaviours}


RATED = parse_policy(
    """
asn_appraisal: policy/1
id: rating
evidence: {behaviours: {aspects: [a, b], rating: [below, meets, above]}}
measures: {good: {formula: "all(behaviours.rating >= 'meets')"}}
result: good
"""
)


def test_all_behaviours_may_be_written_as_one_rating() -> None:
    case = case_of("    given: {behaviours: {all: meets}}\n    expect: {good: true}\n")
    assert ("meets", "meets") == tuple(
        each.rating for each in given_appraisal(RATED, case.given).behaviours
    )
    assert () == check_case(RATED, case)
    assert 1 == len(
        check_case(
            RATED, case_of("    given: {behaviours: {all: below}}\n    expect: {good: true}\n")
        )
    )


def test_where_a_policy_lists_no_aspects_all_is_one_row() -> None:
    policy = parse_policy(
        """
asn_appraisal: policy/1
id: bebas
evidence: {behaviours: {value: {from: 0, to: 100}}}
measures: {total: {formula: mean(behaviours.value)}}
result: total
"""
    )
    case = case_of("    given: {behaviours: {all: 90}}\n    expect: {total: 90}\n")
    assert () == check_case(policy, case)
    assert 1 == len(given_appraisal(policy, case.given).behaviours)


def test_an_aspect_that_happens_to_be_called_all_is_an_aspect() -> None:
    with pytest.raises(PolicyError):
        differences("{total: 1}", " {behaviours: {all: 90, komitmen: 80}}")


def test_an_indicator_of_a_case_without_polarity_is_better_when_higher() -> None:
    """As in policy-language.md 10; records have to name it (ASN-E003)."""
    policy = preset("pp-30-2019")
    cases = parse_cases("""
asn_appraisal: cases/1
policy: pp-30-2019
cases:
  - name: innovation decides at 115
    given: {indicators: [{id: a, target: 100, actual: 118, weight: 1}], behaviours: {all: 108}, facts: {innovation: false, peers_heard: false, leads_people: false}}
    expect: {total: "115.00", predicate: baik}
  - name: gender changes nothing
    same_except: {employee.gender: [L, P]}
    expect: same_result
""")
    assert [(), ()] == [check_case(policy, case) for case in cases.cases]
    given = given_appraisal(policy, cases.cases[0].given)
    assert "higher" == given.results[0].indicators[0].polarity


@pytest.mark.parametrize(
    ("evidence", "target", "polarity"),
    [
        ("indicators: {polarity: [lower]}", "5", None),
        ("indicators: {polarity: [higher, within]}", "[2, 8]", None),
        ("indicators: {polarity: [higher, within]}", "5", "higher"),
        ("indicators: {}", "5", "higher"),
        ("results: {}", "5", None),
    ],
)
def test_no_other_polarity_is_guessed(evidence: str, target: str, polarity: str | None) -> None:
    policy = parse_policy(
        f"asn_appraisal: policy/1\nid: p\nevidence: {{{evidence}, facts: {{x: {{type: flag}}}}}}\n"
        "measures: {total: {formula: x}}\nresult: total\n"
    )
    case = case_of(
        f"    given: {{indicators: [{{id: a, target: {target}}}]}}\n    expect: {{status: complete}}\n"
    )

    assert polarity == given_appraisal(policy, case.given).results[0].indicators[0].polarity


def test_indicators_alone_are_one_main_result() -> None:
    given = " {indicators: [{id: a, target: 2, actual: 1}], behaviours: {all: 90}}"
    assert [] == differences("{achievement: {work.a: 50}, izin: {work: 50}, total: 70}", given)


def test_the_appraisal_of_a_case_has_an_id_unless_given() -> None:
    first = case_of("    given: {facts: {}}\n    expect: {total: 1}\n")
    second = case_of("    given: {id: sari, facts: {}}\n    expect: {total: 1}\n")
    assert "case" == given_appraisal(POLICY, first.given).id
    assert "sari" == given_appraisal(POLICY, second.given).id


# Relations ------------------------------------------------------------------------------


def same(varied: str, given: str = GIVEN) -> list[Difference]:
    text = f"    given:\n{given}\n    same_except: {varied}\n    expect: same_result\n"
    return list(check_case(POLICY, case_of(text)))


@pytest.mark.parametrize(
    "varied",
    [
        "{facts.idea: [true, false]}",
        "{facts.place: [kota, pulau]}",
        "{facts.of_another_policy: [1, 2, 3]}",
        "{employee.gender: [L, P]}",
        "{employee.name: [Sari, Budi], facts.idea: [true, false]}",
        "{results.izin.indicators.terbit.actual: [90, 91]}",
        "{behaviours.loyal.value: [90, 91]}",
        "{competencies.data.attained: [1, 2, 3]}",
        "{id: [a, b]}",
    ],
)
def test_what_may_vary_without_changing_the_result(varied: str) -> None:
    assert [] == same(varied)


@pytest.mark.parametrize(
    ("varied", "what", "wanted", "found"),
    [
        (
            "{results.izin.indicators.terbit.actual: [90, 300]}",
            "results.izin.indicators.terbit.actual=300",
            "cukup",
            "baik",
        ),
        ("{behaviours.loyal.value: [90, 101]}", "behaviours.loyal.value=101", "cukup", "ASN-E001"),
        (
            "{behaviours.loyal.value: [90, missing]}",
            "behaviours.loyal.value=missing",
            "cukup",
            "incomplete",
        ),
        ("{facts.place: [pulau, desa]}", "facts.place=desa", "cukup", "ASN-E006"),
    ],
)
def test_what_changes_the_result_is_told_with_both_results(
    varied: str, what: str, wanted: str, found: str
) -> None:
    (difference,) = same(varied)
    assert (what, wanted, found) == (difference.what, difference.expected, difference.found)
    assert difference.place.startswith("18:")


def test_a_path_that_leads_nowhere_shows_nothing_and_is_told() -> None:
    (difference,) = same("{results.izn.indicators.terbit.actual: [1, 2]}")
    assert ("1, 2", "?") == (difference.expected, difference.found)
    assert "Maksud Anda `results.izin.indicators.terbit.actual`?" in str(difference)
    (difference,) = same("{facts.idea: [true]}")
    assert "?" == difference.found


def test_a_row_that_is_no_row_leads_nowhere() -> None:
    with pytest.raises(PolicyError):
        same("{competencies.data.attained: [1, 2]}", "      competencies: [x, {required: 1}]")


def test_a_value_can_be_varied_that_was_not_given() -> None:
    assert [] == same(
        "{facts.leads: [false, false, true]}",
        GIVEN.replace("loyal", "memimpin, rater: self, value: 1}\n        - {aspect: loyal"),
    )


def test_a_relation_takes_the_evidence_of_the_case_before() -> None:
    cases = parse_cases(
        f"""
asn_appraisal: cases/1
policy: contoh
cases:
  - name: pertama
    given:{GIVEN}
    expect: {{predicate: cukup}}
  - {{name: kedua, same_except: {{employee.gender: [L, P]}}, expect: same_result}}
  - {{name: ketiga, expect: {{total: "79.45"}}}}
"""
    )
    assert cases.cases[0].given == cases.cases[1].given == cases.cases[2].given
    assert [()] * 3 == [check_case(POLICY, case) for case in cases.cases]


def test_a_case_can_expect_values_and_that_something_may_vary() -> None:
    text = f"    given:\n{GIVEN}\n    same_except: {{results.lain.indicators.terbit.actual: [8, 80]}}\n    expect: {{total: 1}}\n"
    found = check_case(POLICY, case_of(text))
    assert ["total", "results.lain.indicators.terbit.actual=80"] == [each.what for each in found]


# The document ---------------------------------------------------------------------------


def test_a_case_keeps_its_name_reason_tags_and_line() -> None:
    cases = parse_cases(
        """
asn_appraisal: cases/1
policy: contoh
cases:
  - name: tepat di batas
    given: {facts: {}}
    expect: {total: "90"}
    because: {id: Pasal 1, en: Article 1}
    tags: [edge, derived]
"""
    )
    (case,) = cases.cases
    assert ("contoh", "tepat di batas", 5) == (cases.policy, case.name, case.line)
    assert ("Article 1", ("edge", "derived")) == (case.because and case.because.en, case.tags)


def test_cases_can_be_handed_over_as_plain_data() -> None:
    data = {
        "asn_appraisal": "cases/1",
        "policy": "contoh",
        "cases": [
            {"name": "a", "given": {"behaviours": {"all": 90}}, "expect": {"total": "45.00"}}
        ],
    }
    (case,) = parse_cases(data).cases
    assert case.line is None
    assert () == check_case(POLICY, case)
    wrong = {**data, "cases": [{**data["cases"][0], "expect": {"total": 1}}]}  # type: ignore[dict-item]
    (difference,) = check_case(POLICY, parse_cases(wrong).cases[0])
    assert "cases[0].expect.total" == difference.place


HEAD = "asn_appraisal: cases/1\npolicy: p\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("1:1", "ASN-D012")]),
        ("[]", [("1:1", "ASN-D012")]),
        ("asn_appraisal: policy/1\npolicy: p\ncases: []", [("1:1", "ASN-D013")]),
        ("asn_appraisal: cases/1\ncases: []", [("1:1", "ASN-D021")]),
        (f"{HEAD}cases: x", [("3:8", "ASN-D022")]),
        (f"{HEAD}cases: [x]", [("3:9", "ASN-D022")]),
        (f"{HEAD}case: []", [("3:1", "ASN-D020")]),
        (
            f"{HEAD}cases:\n  - {{given: {{}}, expct: {{a: 1}}}}",
            [("4:5", "ASN-D021"), ("4:17", "ASN-D020")],
        ),
        (f"{HEAD}cases:\n  - {{name: a, expect: {{x: 1}}}}", [("4:12", "ASN-D021")]),
        (f"{HEAD}cases:\n  - {{name: a, given: {{}}}}", [("4:12", "ASN-D021")]),
        (
            f"{HEAD}cases:\n  - {{name: a, given: {{}}, expect: same_result}}",
            [("4:12", "ASN-D021")],
        ),
        (f"{HEAD}cases:\n  - {{name: a, given: {{}}, expect: sama}}", [("4:34", "ASN-D027")]),
        (f"{HEAD}cases:\n  - {{name: a, given: {{}}, expect: [x]}}", [("4:34", "ASN-D022")]),
        (f"{HEAD}cases:\n  - {{name: a, given: [], expect: {{x: 1}}}}", [("4:22", "ASN-D022")]),
        (f"{HEAD}cases:\n  - {{name: a, given: {{}}, expect: {{x: [1]}}}}", [("4:38", "ASN-D022")]),
        (f"{HEAD}cases:\n  - {{name: a, given: {{}}, expect: {{x: }}}}", [("4:35", "ASN-D028")]),
        (
            f"{HEAD}cases:\n  - {{name: a, given: {{}}, expect: {{x: {{y: {{z: 1}}}}}}}}",
            [("4:42", "ASN-D022")],
        ),
        (
            f"{HEAD}cases:\n  - {{name: a, given: {{}}, same_except: {{x: 1}}, expect: same_result}}",
            [("4:43", "ASN-D022")],
        ),
        (
            f"{HEAD}cases:\n  - {{name: a, given: {{}}, same_except: {{x: [[1]]}}, expect: same_result}}",
            [("4:44", "ASN-D022")],
        ),
        (
            f"{HEAD}cases:\n  - {{name: a, given: {{}}, expect: {{x: 1, x: 2}}}}",
            [("4:41", "ASN-D007")],
        ),
        (
            f"{HEAD}cases:\n  - {{name: a, expect: {{x: 1}}}}\n  - {{name: b, given: {{}}}}",
            [("4:12", "ASN-D021"), ("5:12", "ASN-D021")],
        ),
    ],
)
def test_a_malformed_document_says_every_fault_at_its_place(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert expected == faults(text)


def test_a_relation_that_is_misspelt_is_told_with_the_word() -> None:
    with pytest.raises(PolicyError) as caught:
        parse_cases(f"{HEAD}cases:\n  - {{name: a, given: {{}}, expect: same_reslt}}")
    assert "Did you mean `same_result`?" in caught.value.text("en")
    with pytest.raises(PolicyError) as caught:
        parse_cases(f"{HEAD}cases:\n  - {{name: tanpa jalan, given: {{}}, expect: same_result}}")
    assert "`same_except`" in caught.value.text()
    assert "`tanpa jalan`" in caught.value.text()


PIECES = st.sampled_from(
    [
        "name",
        "given",
        "expect",
        "same_except",
        "because",
        "tags",
        "total",
        "predicate",
        "status",
        "error",
        "same_result",
        "facts",
        "behaviours",
        "all",
        "90",
        "{}",
        "[]",
        "x",
        "idea",
        "facts.idea",
        "true",
        "-",
        ":",
        "[L,P]",
        "results",
        "id",
        "a",
        "missing",
        "1/0",
    ]
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=12), st.booleans())
def test_any_text_ends_in_cases_or_in_a_policy_error(words: list[str], braces: bool) -> None:
    inner = ", ".join(f"{one}: {two}" for one, two in zip(words[::2], words[1::2], strict=False))
    text = f"{HEAD}cases:\n  - {{{inner}}}" if braces else f"{HEAD}cases:\n  - {' '.join(words)}"
    try:
        cases = parse_cases(text)
        for case in cases.cases:
            check_case(POLICY, case)
    except PolicyError as error:
        assert error.problems
        assert error.text("id")
        assert error.text("en")


@settings(max_examples=300)
@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=4), PIECES),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PIECES, inner, max_size=4),
        max_leaves=20,
    )
)
def test_any_data_ends_in_cases_or_in_a_policy_error(data: Any) -> None:
    row = {"name": "a", "given": {}, "expect": {"total": "1"}}
    for case in (
        data,
        {**row, "given": data},
        {**row, "expect": data},
        {**row, "same_except": data},
    ):
        document = {"asn_appraisal": "cases/1", "policy": "p", "cases": [case]}
        try:
            for each in parse_cases(document).cases:
                check_case(POLICY, each)
        except PolicyError as error:
            assert error.problems


def test_a_record_error_never_escapes_from_a_case() -> None:
    case = case_of(f"    given:{TOO_MUCH}\n    expect: {{total: 1}}\n")
    try:
        check_case(POLICY, case)
    except RecordError:  # pragma: no cover - what must not be
        pytest.fail("a refusal is a difference")


def test_values_are_compared_as_written_text() -> None:
    case = case_of("    given: {behaviours: {all: 90}}\n    expect: {total: 45}\n")
    assert case.expect is not None
    assert isinstance(case.expect["total"], LocatedText)


def test_a_case_that_expects_nothing_at_all_is_refused() -> None:
    with pytest.raises(PolicyError) as caught:
        case_of("    given: {behaviours: {all: 90}}\n    expect: {}\n")

    assert ["ASN-D021"] == [each.code for each in caught.value.problems]
