"""Formula text is read as a typed tree, or refused with every fault at its own column."""

from fractions import Fraction

import pytest

from asn_appraisal.document import Faults
from asn_appraisal.errors import Problem, Text
from asn_appraisal.formula import (
    FLAG,
    NUMBER,
    Kind,
    Scale,
    Scope,
    choice_of,
    level_of,
    parse_formula,
)
from asn_appraisal.formula.tree import (
    Aggregate,
    Compare,
    Constant,
    Fact,
    Field,
    MeasureValue,
    Negative,
    Node,
    Round,
    Rows,
)

PREDICATE = Scale.of("predicate", {name: Text.same(name) for name in ("kurang", "baik")})
OTHER = Scale.of("other", {name: Text.same(name) for name in ("kurang", "baik")})
INDICATORS, RESULTS, ASPECTS = Rows("indicators"), Rows("results"), Rows("behaviours", "aspect")
SCOPE = Scope(
    tables={
        "results": {name: Field("results", name, NUMBER) for name in ("weight", "score")},
        "indicators": {
            "actual": Field("indicators", "actual", NUMBER),
            "target": Field("indicators", "target", NUMBER),
            "weight": Field("indicators", "weight", NUMBER),
            "polarity": Field("indicators", "polarity", choice_of("higher", "lower")),
        },
        "behaviours": {
            "value": Field("behaviours", "value", NUMBER),
            "aspect": Field("behaviours", "aspect", Kind("choice")),
            "seen": Field("behaviours", "seen", FLAG),
            "grade": Field("behaviours", "grade", level_of(PREDICATE)),
        },
    },
    facts={
        "leads": Fact("leads", FLAG),
        "months": Fact("months", NUMBER),
        "grade_of_last_year": Fact("grade_of_last_year", level_of(PREDICATE)),
    },
    measures={
        "each": MeasureValue("each", NUMBER, rows=INDICATORS),
        "by_result": MeasureValue("by_result", NUMBER, rows=RESULTS),
        "by_aspect": MeasureValue("by_aspect", NUMBER, rows=ASPECTS),
        "total": MeasureValue("total", NUMBER),
    },
    scales={"predicate": PREDICATE, "other": OTHER},
    later=("later",),
)


def problems_of(text: str, *, rows: Rows | None = None, kind: Kind | None = None) -> list[Problem]:
    """Return every fault of a formula."""
    scope = Scope(SCOPE.tables, SCOPE.facts, SCOPE.measures, SCOPE.scales, rows, SCOPE.later)
    with pytest.raises(Faults) as caught:
        parse_formula(text, scope, expected=kind)
    return list(caught.value.problems)


def read(text: str, *, rows: Rows | None = None, kind: Kind | None = None) -> Node:
    """Read a formula."""
    scope = Scope(SCOPE.tables, SCOPE.facts, SCOPE.measures, SCOPE.scales, rows, SCOPE.later)
    return parse_formula(text, scope, expected=kind)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1 +", "ASN-F001"),
        ("(1", "ASN-F001"),
        ("", "ASN-F001"),
        ("1 + ü +", "ASN-F001"),
        (" + ".join(["1"] * 2000), "ASN-F002"),
        ("(" * 101 + "1" + ")" * 101, "ASN-F003"),
        ("-" * 120 + "months", "ASN-F003"),
        ("-" * 3990 + "months", "ASN-F003"),
        ("012", "ASN-F001"),
        ("1e5", "ASN-F004"),
        ("0x10", "ASN-F004"),
        ("1_000", "ASN-F004"),
        ("2months", "ASN-F004"),
        ("0.", "ASN-F004"),
        ("0,70 * months", "ASN-F005"),
        ("()", "ASN-F005"),
        ("60 <= months < 80", "ASN-F006"),
        ("[1]", "ASN-F007"),
        ("months // 2", "ASN-F007"),
        ("months in 2", "ASN-F007"),
        ("min(1, 2)(3)", "ASN-F007"),
        ("~months", "ASN-F007"),
        ("True", "ASN-F008"),
        ("mnths + 1", "ASN-F009"),
        ("1 + 'baik'", "ASN-F013"),
        ("1 + leads", "ASN-F010"),
        ("leads - 1", "ASN-F010"),
        ("not months", "ASN-F010"),
        ("leads and months", "ASN-F010"),
        ("1 if months else 2", "ASN-F010"),
        ("grade_of_last_year == 'biak'", "ASN-F011"),
        ("any(polarity == 'higer')", "ASN-F012"),
        ("'baik'", "ASN-F013"),
        ("actual + 1", "ASN-F014"),
        ("behaviours.value", "ASN-F014"),
        ("each + 1", "ASN-F015"),
        ("resluts.weight", "ASN-F016"),
        ("results.wieght", "ASN-F017"),
        ("mean(behaviours.valu)", "ASN-F017"),
        ("1 if leads else leads", "ASN-F018"),
        ("leads == months", "ASN-F018"),
        ("leads < true", "ASN-F019"),
        ("maen(value)", "ASN-F020"),
        ("min(1)", "ASN-F021"),
        ("clip(1, 2)", "ASN-F021"),
        ("abs()", "ASN-F021"),
        ("round(1, 2, 3)", "ASN-F021"),
        ("mean(value, 2)", "ASN-F021"),
        ("round(months, 13)", "ASN-F022"),
        ("round(months, 1.5)", "ASN-F022"),
        ("round(months, -1)", "ASN-F022"),
        ("mean(sum(value))", "ASN-F023"),
        ("mean(value, wieght=value)", "ASN-F024"),
        ("median(value, weight=value)", "ASN-F024"),
        ("mean(value, **months)", "ASN-F024"),
        ("round(months, ndigits=2)", "ASN-F024"),
        ("mean(weight)", "ASN-F025"),
        ("mean(1)", "ASN-F025"),
        ("mean(months)", "ASN-F025"),
        ("mean(results.weight * behaviours.value)", "ASN-F025"),
        ("count(value > 1)", "ASN-F028"),
        ("later + 1", "ASN-F029"),
        ("mønths + 1", "ASN-F030"),
        ("mean(valu)", "ASN-F009"),
        ("mean(table.value)", "ASN-F016"),
        ("mean(aspect)", "ASN-F010"),
        ("lowest(aspect)", "ASN-F010"),
        ("share(value)", "ASN-F010"),
        ("mean(value, default=leads)", "ASN-F010"),
        ("any(seen, default=1)", "ASN-F010"),
        ("mean(value, where=value)", "ASN-F010"),
        ("mean(value, weight=seen)", "ASN-F010"),
    ],
)
def test_a_formula_with_a_fault_is_refused_with_its_code(text: str, code: str) -> None:
    assert code == problems_of(text)[0].code


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("months = 1", "=", "=="),
        ("50%", "%", "/ 100"),
        ("leads && leads", "&&", "and"),
        ("leads || leads", "||", "or"),
        ("2 × months", "×", "*"),
        ("months ÷ 2", "÷", "/"),
        ("months <> 2", "<>", "!="),
        ("months ≥ 2", "≥", ">="),
        ("months ≤ 2", "≤", "<="),
        ("months ≠ 2", "≠", "!="),
        ("months \u2212 2", "\u2212", "-"),
        ("leads && months ≥ 2", "&&", "and"),
    ],
)
def test_what_people_write_out_of_habit_is_answered_with_what_to_write(
    text: str, wrong: str, right: str
) -> None:
    found = problems_of(text)

    assert ["ASN-F001"] == [problem.code for problem in found]
    assert f"`{right}`" in found[0].hint.en
    assert f"`{wrong}`" in found[0].hint.en


def test_a_number_that_is_glued_to_a_name_is_answered_with_the_sign_between_them() -> None:
    assert "`2 * months`" in problems_of("2months")[0].text("en")
    assert "1000" in problems_of("1_000")[0].text("en")


def test_every_fault_of_a_formula_is_found_in_one_pass() -> None:
    found = problems_of("lowset + 1 if mnths else min(leads)")

    assert ["ASN-F009", "ASN-F009", "ASN-F021"] == sorted(problem.code for problem in found)


@pytest.mark.parametrize(
    "text",
    [
        "mnths + 1",
        "1 - mnths",
        "-mnths",
        "not mnths",
        "leads and mnths",
        "(mnths if leads else 2)",
        "mnths == 'baik'",
        "'baik' == mnths",
        "min(mnths, 1)",
        "round(mnths)",
        "mean(value, where=mnths > 2)",
    ],
)
def test_a_fault_inside_a_part_is_no_second_fault_of_the_whole(text: str) -> None:
    assert ["ASN-F009"] == [problem.code for problem in problems_of(text)]


def test_a_formula_that_gives_another_kind_than_its_place_takes_is_refused() -> None:
    assert ["ASN-F010"] == [problem.code for problem in problems_of("months", kind=FLAG)]
    assert ["ASN-F018"] == [
        problem.code for problem in problems_of("grade_of_last_year == total", kind=FLAG)
    ]


# What names mean ------------------------------------------------------------------------


def test_a_sign_before_a_number_is_part_of_it_and_before_a_name_turns_it() -> None:
    assert Constant(Fraction(-5, 2)) == read("-2.5")
    assert Constant(Fraction(5, 2)) == read("+2.5")
    assert Negative(SCOPE.facts["months"]) == read("-months")


def test_conditions_and_choices_are_of_the_kind_of_their_parts() -> None:
    assert FLAG == read("leads and not leads or months > 1").kind
    assert NUMBER == read("months if leads else 1").kind
    assert level_of(PREDICATE) == read("grade_of_last_year if leads else 'baik'").kind


def test_rounding_without_places_gives_whole_numbers() -> None:
    assert read("round(months, 0)") == read("round(months)")
    assert isinstance(read("round(months, 2)"), Round)


def test_a_word_takes_the_kind_of_the_other_side_wherever_it_stands() -> None:
    one, two = read("grade_of_last_year < 'baik'"), read("'baik' > grade_of_last_year")

    assert isinstance(one, Compare)
    assert isinstance(two, Compare)
    assert (one.left, one.right) == (two.right, two.left)
    assert PREDICATE.find("baik") == one.right.value  # type: ignore[attr-defined]


def test_any_word_may_stand_for_a_free_word() -> None:
    assert isinstance(read("any(behaviours.aspect == 'komitmen')"), Aggregate)


@pytest.mark.parametrize(
    ("text", "rows", "expected", "grouped"),
    [
        ("mean(value)", None, Rows("behaviours"), False),
        ("mean(min(value, 100), where=seen)", None, Rows("behaviours"), False),
        ("mean(each)", None, INDICATORS, False),
        ("mean(each, weight=weight)", None, INDICATORS, False),
        ("mean(each * by_result)", None, INDICATORS, False),
        ("mean(indicators.weight * results.weight)", None, INDICATORS, False),
        ("count(results)", None, RESULTS, False),
        ("count(by_aspect)", None, ASPECTS, False),
        ("mean(by_aspect, where=aspect != 'x')", None, ASPECTS, False),
        ("mean(weight)", RESULTS, INDICATORS, True),
        ("mean(each)", RESULTS, INDICATORS, True),
        ("mean(value)", RESULTS, Rows("behaviours"), False),
        ("mean(results.weight)", RESULTS, RESULTS, False),
        ("mean(weight)", INDICATORS, INDICATORS, False),
        ("mean(value)", ASPECTS, Rows("behaviours"), True),
        ("mean(by_aspect)", ASPECTS, ASPECTS, False),
        ("mean(value, default=mean(each))", None, Rows("behaviours"), False),
        ("mean(value - total)", None, Rows("behaviours"), False),
        ("lowest(grade)", None, Rows("behaviours"), False),
        ("mean(value, where=true)", None, Rows("behaviours"), False),
    ],
)
def test_an_aggregate_ranges_over_the_rows_that_its_names_point_to(
    text: str,
    rows: Rows | None,
    expected: Rows,
    grouped: bool,
) -> None:
    node = read(text, rows=rows)

    assert isinstance(node, Aggregate)
    assert (expected, grouped) == (node.rows, node.grouped)


def test_a_field_is_of_the_row_at_hand_or_of_the_result_of_its_indicator() -> None:
    assert SCOPE.tables["indicators"]["weight"] == read("weight", rows=INDICATORS)
    assert SCOPE.tables["indicators"]["weight"] == read("indicators.weight", rows=INDICATORS)
    assert read("results.weight", rows=INDICATORS).parent  # type: ignore[attr-defined]
    assert read("by_result", rows=INDICATORS).parent  # type: ignore[attr-defined]
    assert not read("by_result", rows=RESULTS).parent  # type: ignore[attr-defined]


def test_a_group_has_no_field_but_the_one_that_makes_it() -> None:
    assert read("aspect == 'komitmen'", rows=ASPECTS, kind=FLAG).kind == FLAG
    assert ["ASN-F014"] == [each.code for each in problems_of("value", rows=ASPECTS)]
    assert ["ASN-F014"] == [each.code for each in problems_of("behaviours.value", rows=ASPECTS)]
    assert ["ASN-F009"] == [each.code for each in problems_of("aspct", rows=ASPECTS)]


def test_the_row_of_another_table_has_no_value_here() -> None:
    assert ["ASN-F014"] == [each.code for each in problems_of("results.weight", rows=ASPECTS)]
    assert ["ASN-F015"] == [each.code for each in problems_of("by_aspect", rows=INDICATORS)]
