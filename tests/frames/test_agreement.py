"""`score_frames` gives the digits of `score`: every preset, generated policies, every engine."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import duckdb
import polars as pl
import pytest
from agreeing import (
    check,
    exact_decimals,
    row_differences,
    rows_in,
    table_differences,
    tables,
)
from attrs import evolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strategies import appraisals, policies

from asn_appraisal import Appraisal, Policy, parse_policy
from asn_appraisal.frames import score_frames
from asn_appraisal.presets import preset, presets
from asn_appraisal.testing import appraisals as lawful

ENGINES: dict[str, Callable[[pl.DataFrame], Any]] = {
    "polars lazy": lambda table: table.lazy(),
    "pandas numpy": lambda table: table.to_pandas(),
    "pandas nullable": lambda table: table.to_pandas().convert_dtypes(),
    "pandas pyarrow": lambda table: table.to_pandas(use_pyarrow_extension_array=True),
    "pyarrow": lambda table: table.to_arrow(),
    "duckdb": lambda table: duckdb.from_arrow(table.to_arrow()),
}
FEW = settings(
    max_examples=2,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
    database=None,
)
MORE = settings(FEW, max_examples=10)


def drawn(data: st.DataObject, policy: Policy, count: int) -> list[Appraisal]:
    return [evolve(data.draw(appraisals(policy)), id=f"a{at}") for at in range(count)]


@pytest.mark.parametrize("name", presets())
def test_every_preset_scores_tables_as_it_scores_people(name: str) -> None:
    policy = preset(name)
    seen: Counter[str] = Counter()

    @FEW
    @given(st.data())
    def run(data: st.DataObject) -> None:
        seen.update(check(policy, drawn(data, policy, 20)))

    run()
    assert sum(seen.values()) == seen["complete"] + seen["incomplete"] + seen["refused"]


@MORE
@given(st.data(), policies())
def test_generated_policies_score_tables_as_they_score_people(
    data: st.DataObject, policy: Policy
) -> None:
    check(policy, drawn(data, policy, 8))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", ["pp-30-2019", "pp-46-2011", "permenpanrb-6-2022"])
def test_every_engine_gives_the_same_digits_or_says_that_it_cannot(name: str, engine: str) -> None:
    policy = preset(name)
    make = ENGINES[engine]

    lazy = engine in ("polars lazy", "duckdb")

    @settings(FEW, max_examples=1)
    @given(st.data())
    def run(data: st.DataObject) -> None:
        given_ = exact_decimals(tables(policy, drawn(data, policy, 20)), places=2)
        if lazy:
            given_ = {each: _whole_facts(table) for each, table in given_.items()}
        answer = score_frames(policy, **{each: make(table) for each, table in given_.items()})
        wrong, seen = table_differences(policy, given_, answer)
        assert wrong == []
        assert set(seen) <= {"complete", "incomplete", "refused", "unscored"}
        if not lazy:
            assert "unscored" not in seen

    run()


def _as_it_is(table: pl.DataFrame) -> Any:
    return table


def _whole_facts(table: pl.DataFrame) -> pl.DataFrame:
    """Return facts that are numbers as integers: text is no number where tables are lazy."""
    if "additional_tasks" not in table.columns:
        return table
    return table.with_columns(pl.col("additional_tasks").cast(pl.Int64, strict=False))


@pytest.mark.parametrize("engine", ["polars", "polars lazy", "pyarrow", "duckdb"])
@pytest.mark.parametrize("name", ["pp-46-2011", "permenpanrb-8-2021-jpt"])
def test_measures_of_rows_are_there_in_detail(name: str, engine: str) -> None:
    policy = preset(name)
    make = ENGINES.get(engine, _as_it_is)

    @settings(FEW, max_examples=1)
    @given(st.data())
    def run(data: st.DataObject) -> None:
        given_ = tables(policy, drawn(data, policy, 15))
        if engine in ("polars lazy", "duckdb"):
            given_ = exact_decimals(given_, places=2)
            given_ = {each: _whole_facts(table) for each, table in given_.items()}
        answer = score_frames(
            policy, **{each: make(table) for each, table in given_.items()}, detail=True
        )
        assert row_differences(policy, given_, answer) == []

    run()


@pytest.mark.parametrize("engine", ["polars", *ENGINES])
def test_a_value_of_more_digits_than_a_column_holds_makes_no_other_row_fail(engine: str) -> None:
    policy = parse_policy("""
asn_appraisal: policy/1
id: large
evidence: {indicators: {target: {from: 0}, actual: {from: 0}}}
measures:
  product: {per: indicators, formula: target * actual, round: 2}
  total: {formula: sum(indicators.target), round: 2}
  marks: {formula: mean(indicators.actual), round: 0}
result: marks
""")
    most = 10**36 - 1  # with two decimal places: 38 digits
    people = {
        "plain": (3, 4),
        "widest": (most, 1),
        "wider": (most + 1, 1),
        "row": (10**30, 10**6),
        "gap": (most + 1, None),
    }
    table = pl.DataFrame(
        {
            "appraisal": [*people],
            "target": [Decimal(target) for target, _ in people.values()],
            "actual": [
                None if actual is None else Decimal(actual) for _, actual in people.values()
            ],
        },
        schema_overrides=dict.fromkeys(["target", "actual"], pl.Decimal(38, 0)),
    )
    given_: dict[str, Any] = {"indicators": ENGINES.get(engine, _as_it_is)(table)}

    scores, rows = score_frames(policy, **given_, detail=True)

    found = {
        each["appraisal"]: (each["status"], each["total"], each["reasons"])
        for each in rows_in(scores)
    }
    products = {each["appraisal"]: each["product"] for each in rows_in(rows["indicators"])}
    assert ("complete", Decimal(3), "") == found.pop("plain")
    assert Decimal(12) == products.pop("plain")
    if engine in ("polars lazy", "duckdb"):
        assert {("unscored", None)} == {each[:2] for each in found.values()}
        assert {None} == {*products.values()}
        return
    assert Decimal(most) == products.pop("widest")
    assert {
        "widest": ("complete", Decimal(most), ""),
        "wider": ("unscored", None, "ASN-K024 product; ASN-K024 total"),
        "row": ("unscored", None, "ASN-K024 product"),
        "gap": ("unscored", None, "ASN-K024 total; ASN-S001 indicators.actual"),
    } == found
    assert {} == products


@pytest.mark.parametrize("name", ["pp-30-2019", "pp-46-2011", "permenpanrb-6-2022"])
def test_a_person_alone_has_the_answer_that_they_have_among_others(name: str) -> None:
    """Of a column that is full, or of few words or small numbers, no row is asked for these."""
    policy = preset(name)

    @settings(FEW, max_examples=1)
    @given(st.data())
    def run(data: st.DataObject) -> None:
        whole = [data.draw(lawful(policy, missing=False)) for _ in range(12)]
        people = [evolve(each, id=f"w{at}") for at, each in enumerate(whole)]
        given_: dict[str, Any] = {**exact_decimals(tables(policy, people + drawn(data, policy, 8)))}
        among = score_frames(policy, **given_).sort("appraisal")
        alone = [
            score_frames(
                policy,
                **{name: each.filter(pl.col("appraisal") == key) for name, each in given_.items()},
            )
            for key in among["appraisal"]
        ]
        assert among.equals(pl.concat(alone))

    run()


def test_neither_the_order_of_rows_nor_how_they_are_split_changes_anything() -> None:
    policy = preset("pp-30-2019")

    @settings(FEW, max_examples=1)
    @given(st.data())
    def run(data: st.DataObject) -> None:
        given_: dict[str, Any] = {**tables(policy, drawn(data, policy, 24))}
        first = score_frames(policy, **given_).sort("appraisal")
        for seed in (1, 2):
            mixed: dict[str, Any] = {
                name: table.sample(fraction=1, shuffle=True, seed=seed)
                for name, table in given_.items()
            }
            assert first.equals(score_frames(policy, **mixed).sort("appraisal"))
        parts = []
        for rest in (0, 1):
            half = pl.col("appraisal").str.slice(1).cast(pl.Int64) % 2 == rest
            here: dict[str, Any] = {name: table.filter(half) for name, table in given_.items()}
            parts.append(score_frames(policy, **here))
        assert first.equals(pl.concat(parts).sort("appraisal"))

    run()
