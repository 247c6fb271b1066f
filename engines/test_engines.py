"""Engines that need more than the tests do: PySpark, Dask and Ibis; and many appraisals.

python3 dev.py engines        (PySpark needs Java 17)
"""

from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import polars as pl
import pytest
from agreeing import rows_in, table_differences

from asn_appraisal import Policy, parse_policy
from asn_appraisal.frames import calibrate_frame, score_frames
from asn_appraisal.presets import preset

Make = Callable[[pl.DataFrame], Any]

# Narwhals announces a package of its own for Dask, which cannot be had yet.
pytestmark = pytest.mark.filterwarnings("ignore:Dask support is moving out of Narwhals")


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.sql.shuffle.partitions", 2)
        .config("spark.ui.enabled", value=False)
        .config("spark.sql.ansi.enabled", value=True)
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(params=["pyspark", "dask", "ibis"])
def make(request: pytest.FixtureRequest) -> Make:
    match request.param:
        case "pyspark":
            session = request.getfixturevalue("spark")
            return lambda table: session.createDataFrame(table.to_arrow())
        case "dask":
            import dask.dataframe as dd

            return lambda table: dd.from_pandas(
                table.to_pandas(use_pyarrow_extension_array=True),
                npartitions=2,
            )
    import ibis

    return lambda table: ibis.memtable(table.to_arrow())


# Made data ------------------------------------------------------------------------------


def people(count: int, seed: int, *, faults: bool = True) -> dict[str, pl.DataFrame]:
    """Make tables for `pp-30-2019` and `pp-46-2011`: ties, zeros, edges, gaps and faults."""
    draw = Random(seed)
    indicators, behaviours, facts = [], [], []
    for at in range(count):
        key = f"p{at}"
        odd = faults and draw.random() < 0.2
        for row in range(draw.choice([1, 2, 3, 8])):
            target = draw.choice([1, 3, 7, 8, 100, 10**6, 20_000, draw.randrange(1, 10**9)])
            near = draw.choice([0, target, target * 6 // 5, 2 * target, target // 3 + 1])
            actual: int | None = draw.choice([near, near + 1, draw.randrange(0, 2 * target + 1)])
            if odd and draw.random() < 0.3:
                actual = draw.choice([None, -1])
            polarity = draw.choice(["higher", "lower", "within"])
            indicators.append(
                {
                    "appraisal": key,
                    "result": "work",
                    "id": f"i{row}",
                    "aspect": draw.choice(["quantity", "quality", "time", "cost"]),
                    "polarity": draw.choice([polarity, "naik"]) if odd else polarity,
                    "target": target,
                    "actual": actual,
                    "weight": draw.choice([0, 1, 1, 2, 7, 40]),
                }
            )
        aspects = ["orientasi_pelayanan", "komitmen", "inisiatif_kerja", "kerja_sama"]
        more = ["integritas", "disiplin"]
        for aspect in [*aspects, *more, "kepemimpinan"]:
            if not (odd and draw.random() < 0.1):
                mark = draw.choice([0, 50, 75, 90, 95, 100, 101 if odd else 100])
                behaviours.append({"appraisal": key, "aspect": aspect, "value": mark})
        facts.append(
            {
                "appraisal": key,
                "innovation": draw.choice([True, False]),
                "peers_heard": draw.choice([True, False]),
                "leads_people": draw.choice([True, None] if odd else [True, False]),
                "additional_tasks": draw.choice([0, 3, 4, 7]),
                "creativity": draw.choice(["none", "unit", "state"]),
            }
        )
    return {
        "indicators": pl.DataFrame(indicators),
        "behaviours": pl.DataFrame(behaviours),
        "facts": pl.DataFrame(facts),
    }


def asked(policy: Policy, given: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Keep the aspects that a policy asks for."""
    aspects = policy.evidence.tables["behaviours"].aspects
    marks = given["behaviours"].filter(pl.col("aspect").is_in(aspects))
    rows = given["indicators"]
    if not any("polarity" in str(each.body) for each in policy.measures.values()):
        # What a policy does not read is not looked at by `score` either.
        rows = rows.with_columns(polarity=pl.lit("higher"))
    return {**given, "behaviours": marks, "indicators": rows}


POLICIES = ("pp-30-2019", "pp-46-2011")


@pytest.mark.parametrize("name", POLICIES)
def test_the_digits_are_those_of_score(name: str, make: Make) -> None:
    policy = preset(name)
    given = asked(policy, people(300, 1))
    handed: dict[str, Any] = {each: make(table) for each, table in given.items()}

    wrong, seen = table_differences(policy, given, score_frames(policy, **handed))

    assert wrong == []
    assert seen["complete"] > 100
    assert "unscored" not in seen


@pytest.mark.parametrize("name", POLICIES)
def test_a_hundred_thousand_appraisals_have_the_digits_of_score(name: str) -> None:
    policy = preset(name)
    seen: Counter[str] = Counter()
    for seed in range(10):
        given = asked(policy, people(5000, seed))
        handed: dict[str, Any] = {**given}
        wrong, here = table_differences(policy, given, score_frames(policy, **handed))
        assert wrong[:5] == []
        seen.update(here)
    assert seen["complete"] > 30_000


def test_large_quotients_are_repaired_where_an_engine_divides_doubles(make: Make) -> None:
    """A quotient of doubles is wrong beyond 2^53; the remainder says by how much."""
    policy = parse_policy(
        """
        asn_appraisal: policy/1
        id: large
        evidence: {facts: {top: {type: whole, from: 0}, below: {type: whole, from: 1}}}
        measures: {ratio: {formula: top / below, round: {places: 0, mode: down}}}
        result: ratio
        """
    )
    rows = [
        {"appraisal": f"q{at}", "top": 10**9 * below - 1, "below": below}
        for at, below in enumerate([10**9, 999_999_937, 123_456_789, 7, 10**8 + 7])
    ]
    facts = pl.DataFrame(rows)

    wrong, seen = table_differences(
        policy, {"facts": facts}, score_frames(policy, facts=make(facts))
    )

    assert wrong == []
    assert seen == {"complete": 5}


def test_keys_that_a_table_lacks_or_names_twice_have_the_answer_of_score(make: Make) -> None:
    policy = preset("pp-30-2019")
    given = asked(policy, people(12, 3, faults=False))
    keys = {
        "indicators": [f"p{at}" for at in range(8)],
        "behaviours": [f"p{at}" for at in range(4, 10)],
        "facts": [f"p{at}" for at in (0, 1, 4, 5, 10, 11)],
    }
    given = {n: each.filter(pl.col("appraisal").is_in(keys[n])) for n, each in given.items()}
    given["facts"] = pl.concat([given["facts"], given["facts"].head(2)])
    handed: dict[str, Any] = {each: make(table) for each, table in given.items()}

    wrong, seen = table_differences(policy, given, score_frames(policy, **handed))

    assert wrong == []
    assert seen["complete"] == 2
    assert sum(seen.values()) == 12


def test_rows_without_a_key_are_not_brought_to_one_appraisal(spark: Any) -> None:
    policy = preset("pp-30-2019")
    given = asked(policy, people(1, 3, faults=False))
    nobody = {n: each.with_columns(appraisal=None) for n, each in given.items()}
    handed: dict[str, Any] = {
        name: spark.createDataFrame(pl.concat([each, nobody[name]]).to_arrow())
        for name, each in given.items()
    }

    answer = rows_in(score_frames(policy, **handed))

    assert sorted(each["status"] for each in answer) == [
        "complete",
        "incomplete",
        "incomplete",
        "incomplete",
    ]


def test_pools_are_calibrated_on_every_engine(make: Make) -> None:
    policy = parse_policy(
        """
        asn_appraisal: policy/1
        id: pools
        scales: {predicate: {kurang: Kurang, baik: Baik, sangat_baik: Sangat baik}}
        evidence: {facts: {place: {type: whole, from: 0}}}
        measures:
          total: {formula: place, round: 0}
          predicate:
            scale: predicate
            bands: {of: total, levels: [{level: sangat_baik, from: 5}, {level: baik, from: 2},
                                        {level: kurang}]}
        result: predicate
        calibration:
          of: predicate
          rank_by: [total]
          patterns: {any: {sangat_baik: {at_most: 30%}}}
        """
    )
    draw = Random(1)
    keys = [f"p{at}" for at in range(60)]
    facts = pl.DataFrame({"appraisal": keys, "place": [draw.randrange(8) for _ in keys]})
    pools = pl.DataFrame({"appraisal": keys, "unit": [f"u{at % 6}" for at in range(60)]})
    right = calibrate_frame(policy, score_frames(policy, facts=facts), pools)

    done = calibrate_frame(policy, score_frames(policy, facts=make(facts)), make(pools))

    import narwhals as nw

    found = nw.from_native(done).lazy().collect(backend="polars").to_native()
    assert right.sort("appraisal").rows() == found.sort("appraisal").rows()
