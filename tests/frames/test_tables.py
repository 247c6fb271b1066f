"""Tables as they are handed over: what is looked at first, and what single rows may do."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd
import polars as pl
import pytest

from asn_appraisal import Appraisal, Policy, RecordError, parse_policy, score
from asn_appraisal.errors import Problem
from asn_appraisal.errors.messages import MESSAGES
from asn_appraisal.frames import score_frames
from asn_appraisal.record import Behaviour

TEXT = """
asn_appraisal: policy/1
id: small
scales: {predicate: {kurang: Kurang, baik: Baik}}
evidence:
  indicators: {target: {above: 0}, actual: {from: 0}%s}
  facts: {innovation: {type: flag}}
measures:
  achievement: {per: indicators, formula: "min(120, 100 * actual / target)", round: 2}
  total: {formula: "mean(achievement, weight=weight)", round: 2}
  plain: {formula: total / 3}
  predicate:
    scale: predicate
    bands: {of: total, levels: [{level: baik, from: 90, when: innovation}, {level: kurang}]}
result: predicate
"""


#: A target whose ends are in the wrong order.
UPSIDE_DOWN = {"target": [None], "target_from": [9], "target_to": [1]}


def policy(more: str = "") -> Policy:
    return parse_policy(TEXT % more)


def indicators(**columns: Any) -> pl.DataFrame:
    given = {"appraisal": ["a"], "id": ["1"], "target": [100], "actual": [95], "weight": [1]}
    return pl.DataFrame({**given, **columns}, strict=False)


def facts(*keys: Any) -> pl.DataFrame:
    return pl.DataFrame({"appraisal": keys or ("a",), "innovation": [True] * (len(keys) or 1)})


def codes(rules: Policy, **given: Any) -> list[str]:
    with pytest.raises(RecordError) as refused:
        score_frames(rules, **given)
    return sorted(each.code for each in refused.value.problems)


def row(rules: Policy, table: pl.DataFrame, **more: Any) -> dict[str, Any]:
    answer = score_frames(rules, indicators=table, facts=facts(), **more)
    found: dict[str, Any] = answer.filter(pl.col("appraisal") == "a").row(0, named=True)
    return found


# Tables as tables -----------------------------------------------------------------------


def test_names_types_and_lacking_columns_are_told_all_at_once() -> None:
    table = indicators(target=[1.5], actual=["x"]).drop("weight")

    found = codes(policy(), indicators=table, facts=facts().drop("innovation"))

    assert ["ASN-K007", "ASN-K007", "ASN-K009"] == found


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("ASN-K001", {"indicators": "a table", "facts": facts()}),
        ("ASN-K002", {}),
        ("ASN-K003", {"indicators": indicators().drop("appraisal"), "facts": facts()}),
        ("ASN-K004", {"indicators": indicators(appraisal=[1.0]), "facts": facts()}),
        ("ASN-K005", {"indicators": indicators(appraisal=[1]), "facts": facts()}),
        ("ASN-K006", {"facts": facts()}),
        ("ASN-K008", {"indicators": indicators()}),
        ("ASN-K010", {"indicators": indicators(target=[True]), "facts": facts()}),
        ("ASN-K011", {"indicators": indicators(), "facts": facts(), "decimals": {"x": 2}}),
        ("ASN-K012", {"indicators": indicators(), "facts": facts(), "decimals": {"actual": 99}}),
        ("ASN-K014", {"indicators": indicators(target=["1"]).lazy(), "facts": facts().lazy()}),
        ("ASN-K015", {"indicators": indicators().lazy(), "facts": facts()}),
        ("ASN-K016", {"indicators": indicators(), "facts": facts("a", None)}),
    ],
)
def test_what_is_wrong_with_a_table_has_a_code(code: str, given: dict[str, Any]) -> None:
    assert code in codes(policy(), **given)


def test_a_measure_without_a_reading_over_columns_is_refused_by_name_where_tables_are_lazy() -> (
    None
):
    rules = parse_policy(
        TEXT.replace("mean(achievement, weight=weight)", "median(achievement)") % ""
    )
    assert "median" in str(rules.document)
    lazy = {"indicators": indicators().lazy(), "facts": facts().lazy()}

    with pytest.raises(RecordError) as refused:
        score_frames(rules, **lazy)  # type: ignore[arg-type]

    (problem,) = refused.value.problems
    assert problem.code == "ASN-K013"
    assert "`total`" in problem.what.en
    assert Decimal("95.00") == row(rules, indicators())["total"]


def test_floats_are_refused_with_the_column_and_what_to_do() -> None:
    with pytest.raises(RecordError) as refused:
        score_frames(policy(), indicators=indicators(target=[100.0]), facts=facts())

    assert "`target`" in refused.value.text("en")
    assert "decimals={'target': 2}" in refused.value.text("en")


def test_floats_whose_places_are_stated_are_those_numbers() -> None:
    table = indicators(actual=[0.1 + 0.2], target=[3])

    assert Decimal("10.00") == row(policy(), table, decimals={"actual": 2})["total"]
    finer = row(policy(), table, decimals={"indicators.actual": 0})
    assert ("refused", "ASN-K021 indicators.actual") == (finer["status"], finer["reasons"])
    none = row(policy(), indicators(actual=[float("nan")]), decimals={"actual": 2})
    assert ("incomplete", "ASN-S001 indicators.actual") == (none["status"], none["reasons"])


@pytest.mark.parametrize("dtype", ["float32", "Float32", "float[pyarrow]", "Float64"])
def test_so_are_those_of_every_kind_of_pandas_column_where_rows_are_scored_alone(
    dtype: str,
) -> None:
    rules = parse_policy(
        (TEXT % "").replace("mean(achievement, weight=weight)", "median(achievement)")
    )
    table = indicators(actual=[0.3], target=[3]).to_pandas().astype({"actual": dtype})

    scores = score_frames(
        rules, indicators=table, facts=facts().to_pandas(), decimals={"actual": 1}
    )

    assert [Decimal("10.00")] == scores["total"].to_list()


@pytest.mark.parametrize("keys", [["a", "b", "c"], [1, 2, 3], [3, 1, 2], ["b", "c", "a"]])
def test_it_does_not_matter_whether_rows_stand_in_the_order_of_their_keys(keys: list[Any]) -> None:
    rows = {"appraisal": keys * 2, "id": ["1"] * 3 + ["2"] * 3, "target": 100, "weight": 1}
    table = pl.DataFrame({**rows, "actual": [95, 60, 90, 85, None, 100]}, strict=False)
    others = facts(*sorted(keys))

    for given in (table, table.sort("appraisal"), table.reverse()):
        scores = score_frames(policy(), indicators=given, facts=others)

        found = {row["appraisal"]: row["total"] for row in scores.iter_rows(named=True)}
        assert found == {keys[0]: Decimal("90.00"), keys[1]: None, keys[2]: Decimal("95.00")}


def test_tables_of_one_length_may_still_name_different_appraisals() -> None:
    scores = score_frames(policy(), indicators=indicators(appraisal=["a"]), facts=facts("b")).sort(
        "appraisal"
    )

    assert scores["status"].to_list() == ["incomplete", "incomplete"]


@pytest.mark.parametrize(
    ("formula", "expected"), [("1 if innovation else 2", "1"), ("count(behaviours)", "2")]
)
def test_an_aspect_without_a_row_lacks_nothing_where_no_formula_reads_a_mark(
    formula: str, expected: str
) -> None:
    rules = parse_policy(f"""
asn_appraisal: policy/1
id: unread
evidence:
  behaviours: {{aspects: [jujur, sopan], value: {{from: 0, to: 100}}, missing: {{count_as: 0}}}}
  facts: {{innovation: {{type: flag}}}}
measures: {{total: {{formula: "{formula}", round: 0}}}}
result: total
""")
    marks = pl.DataFrame({"appraisal": ["a"], "aspect": ["jujur"], "value": [90]})

    told = score_frames(rules, behaviours=marks, facts=facts()).row(0, named=True)

    alone = score(
        rules,
        Appraisal("a", behaviours=[Behaviour("jujur", value=90)], facts={"innovation": True}),
    )
    assert alone["total"] == told["total"] == Decimal(expected)
    assert (told["status"], told["reasons"]) == ("complete", "")


# Rows -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "reasons", "columns"),
    [
        ("incomplete", "ASN-S001 indicators.actual", {"actual": [None]}),
        ("incomplete", "ASN-S007 indicators.actual", {"actual_not_applicable": ["cuti"]}),
        ("refused", "ASN-E001 indicators.target", {"target": [0]}),
        ("refused", "ASN-K021 indicators.actual", {"actual": ["banyak"]}),
        ("refused", "ASN-R005 indicators.target", UPSIDE_DOWN),
        ("incomplete", "ASN-S003 total", {"weight": [0]}),
    ],
)
def test_a_row_with_a_fault_is_told_and_spoils_no_other(
    status: str, reasons: str, columns: dict[str, Any]
) -> None:
    bad = indicators(**columns)
    good = indicators(appraisal=["b"])
    text = [name for name in ("target", "actual") if bad.schema[name] == pl.String]
    good = good.with_columns(pl.col(text).cast(pl.String))
    both = pl.concat([bad, good], how="diagonal_relaxed")

    rules = policy(", not_applicable: incomplete")
    answer = score_frames(rules, indicators=both, facts=facts("a", "b"))
    found = {each["appraisal"]: each for each in answer.iter_rows(named=True)}

    assert (status, Decimal("95.00")) == (found["a"]["status"], found["b"]["total"])
    assert reasons in found["a"]["reasons"]
    assert found["b"]["status"] == "complete"


def test_rows_that_all_lack_the_same_column_are_all_told() -> None:
    rules = parse_policy(
        TEXT.replace("mean(achievement, weight=weight)", "mean(achievement)").replace(
            "total / 3", "share(indicators.aspect == 'cost')"
        )
        % ""
    )
    nothing = pl.DataFrame({"appraisal": ["a"], "aspect": [None]})
    table = indicators().join(nothing, on="appraisal")

    (found,) = score_frames(rules, indicators=table, facts=facts()).rows(named=True)

    assert ("refused", "ASN-E003 indicators.aspect") == (found["status"], found["reasons"])


def test_facts_or_judgements_that_stand_twice_are_refused() -> None:
    answer = score_frames(policy(), indicators=indicators(), facts=facts("a", "a"))

    assert [("a", None, "refused", "ASN-K022 facts")] == answer.select(
        "appraisal", "total", "status", "reasons"
    ).rows()


def test_an_indicator_of_a_result_that_is_not_there_is_refused() -> None:
    rules = parse_policy(
        TEXT.replace("evidence:", "evidence:\n  results: {}").replace("total / 3", "count(results)")
        % ""
    )
    results = pl.DataFrame({"appraisal": ["a"], "id": ["izin"]})
    table = indicators(result=["lain"])

    answer = score_frames(rules, indicators=table, results=results, facts=facts())

    assert [("refused", "ASN-K023 indicators.result")] == answer.select("status", "reasons").rows()


def test_numbers_beyond_their_bounds_are_scored_exactly_or_reported_never_wrong() -> None:
    huge = Decimal(10) ** 27
    table = indicators(target=[huge], actual=[huge * 2 // 3])

    assert Decimal("66.67") == row(policy(), table)["total"]
    lazy: dict[str, Any] = {"indicators": table.lazy(), "facts": facts().lazy()}
    (found,) = score_frames(policy(), **lazy).collect().rows(named=True)
    assert ("unscored", "ASN-K020", None) == (found["status"], found["reasons"], found["total"])


@pytest.mark.parametrize("faulty", [False, True])
def test_a_thousand_rows_of_one_person_are_scored_exactly_or_reported(faulty: bool) -> None:
    actual: list[Any] = [95] * 1024
    if faulty:
        actual[7] = -1
    names = [str(at) for at in range(1024)]
    table = (
        indicators()
        .drop("id", "actual")
        .join(pl.DataFrame({"appraisal": "a", "id": names, "actual": actual}), on="appraisal")
    )

    found = row(policy(), table)
    assert ("refused" if faulty else "complete") == found["status"]
    assert (None if faulty else Decimal("95.00")) == found["total"]
    lazy: dict[str, Any] = {"indicators": table.lazy(), "facts": facts().lazy()}
    (told,) = score_frames(policy(), **lazy).collect().rows(named=True)
    assert ("unscored", "ASN-K020", None) == (told["status"], told["reasons"], told["total"])


def test_every_fault_of_a_row_is_told_where_many_share_a_table() -> None:
    table = indicators(
        appraisal=["a"] * 1023,
        id=[str(at) for at in range(1023)],
        target=[0] * 1022 + [None],
        actual=[-1] * 1023,
        weight=[-1] * 1023,
    )
    lazy: dict[str, Any] = {"indicators": table.lazy(), "facts": facts().lazy()}

    for found in (
        row(policy(), table),
        score_frames(policy(), **lazy).collect().row(0, named=True),
    ):
        reasons = [
            *("ASN-E001 indicators.actual", "ASN-E001 indicators.target"),
            "ASN-E001 indicators.weight",
            "ASN-R004 indicators.weight",
        ]
        assert ("refused", "; ".join(reasons)) == (found["status"], found["reasons"])


def test_the_default_of_an_aggregate_may_wait_for_another_table() -> None:
    rules = parse_policy("""
asn_appraisal: policy/1
id: small
evidence:
  indicators: {target: {above: 0}, actual: {from: 0}}
  behaviours: {value: {from: 0, to: 120}}
measures:
  x:
    formula: >-
      mean(indicators.actual, where=indicators.actual > 9,
           default=mean(behaviours.value, default=0))
    round: 2
  y:
    formula: >-
      mean(behaviours.value, where=behaviours.value > 100,
           default=mean(indicators.actual, default=0))
    round: 2
result: x
""")
    marks = pl.DataFrame({"appraisal": ["a", "b"], "value": [90, 101]})

    answer = score_frames(rules, indicators=indicators(actual=[7]), behaviours=marks)

    assert [("a", Decimal(90), Decimal(7)), ("b", Decimal(101), Decimal(101))] == answer.sort(
        "appraisal"
    ).select("appraisal", "x", "y").rows()


def test_ties_zero_actuals_large_targets_and_sevenths_are_exact() -> None:
    target = Decimal("1000000000000.0001")
    table = pl.DataFrame(
        {
            "appraisal": ["tie", "zero", "large", "large", "seventh", "seventh"],
            "id": ["1", "1", "1", "2", "1", "2"],
            "target": ["20000", "7", str(target), "3", "3", "3"],
            "actual": ["1", "0", "666666666666.6667", "1", "1", "2"],
            "weight": ["1", "1", "1", "2", "1/7", "2/7"],
        }
    )
    answer = score_frames(
        policy(), indicators=table, facts=facts("tie", "zero", "large", "seventh")
    )
    found = dict(answer.select("appraisal", "total").rows())

    assert Decimal("0.01") == found["tie"]  # 0.005 goes up
    assert Decimal("0.00") == found["zero"]
    assert Decimal("44.44") == found["large"]
    assert Decimal("55.56") == found["seventh"]


def test_numbers_that_are_not_rounded_are_exact_text() -> None:
    assert Fraction(95, 3) == Fraction(row(policy(), indicators())["plain"])


def test_pandas_objects_such_as_fractions_are_exact_numbers() -> None:
    table = pd.DataFrame(
        {
            "appraisal": ["a", "a"],
            "id": [1, 2],
            "target": [Fraction(1, 3), 2],
            "actual": [Decimal("0.25"), 1],
            "weight": ["1/7", 1],
        }
    )
    answer = score_frames(policy(), indicators=table, facts=facts().to_pandas())

    assert [Decimal("53.13")] == list(answer["total"])


def test_every_problem_of_tables_is_raised_by_a_test_of_this_folder() -> None:
    ours = {code for code in MESSAGES if code.startswith("ASN-K")}

    assert ours == {f"ASN-K{number:03}" for number in (*range(1, 19), *range(20, 25))}
    assert all(Problem(code, None, {}).code == code for code in ours)
