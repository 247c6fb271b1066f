"""Score the Parquet files of a folder with Spark, in turn by hand in doubles and exactly.

Prints the seconds of each round; nothing is written. Needs PySpark and Java 17.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from columns import COLUMNS, SQL
from pyspark.sql import SparkSession

from asn_appraisal import parse_policy
from asn_appraisal.frames import score_frames


def main(folder: str, policy: str, rounds: str) -> None:
    """Take the contenders in turn; the first round warms up and is not counted."""
    rules = parse_policy(Path(policy).read_text("utf-8"))
    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.sql.shuffle.partitions", 8)
        .config("spark.driver.memory", "4g")
        .config("spark.ui.enabled", value=False)
        .config("spark.python.sql.dataFrameDebugging.enabled", value=False)
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    given: dict[str, Any] = {
        name: spark.read.parquet(f"{folder}/{name}").select(*columns)
        for name, columns in COLUMNS.items()
    }
    for name, table in given.items():
        table.createOrReplaceTempView(name)
    contenders = {
        "hand-written Spark SQL, double": lambda: spark.sql(SQL),
        "score_frames, Spark": lambda: score_frames(rules, **given),
    }
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(int(rounds) + 1):
        for name, make in contenders.items():
            start = time.perf_counter()
            make().write.format("noop").mode("overwrite").save()
            times[name].append(time.perf_counter() - start)
    print(json.dumps({name: found[1:] for name, found in times.items()}))
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
