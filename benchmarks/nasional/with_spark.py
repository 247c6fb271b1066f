"""Score and calibrate the national data set with PySpark: here on two threads of one machine.

    python3 with_spark.py FOLDER [MASTER]        (MASTER: local[2] unless another is given)

Scoring is native expressions of Spark: no Python runs on the workers, and nothing is pickled. On a
cluster, submit the same file with `spark-submit`, and give a folder that all workers reach.
Calibration collects the narrow columns that rank people (key, unit, total, predicate).
"""

import sys
import time
from pathlib import Path

from pyspark.sql import SparkSession

from asn_appraisal import parse_policy
from asn_appraisal.frames import calibrate_frame, score_frames

HERE = Path(__file__).parent


def main(folder: str, master: str = "local[2]") -> None:
    """Score, write, calibrate, write."""
    policy = parse_policy((HERE / "nasional.yaml").read_text("utf-8"))
    spark = (
        SparkSession.builder.master(master)
        .appName("asn-appraisal")
        .config("spark.sql.shuffle.partitions", 8)
        .config("spark.driver.memory", "4g")
        .config("spark.ui.enabled", value=False)
        # Else PySpark asks Java three times as often while the plan is made, for error messages.
        .config("spark.python.sql.dataFrameDebugging.enabled", value=False)
        .getOrCreate()
    )
    start = time.perf_counter()
    tables = {
        name: spark.read.parquet(f"{folder}/{name}")
        for name in ("indicators", "behaviours", "facts")
    }
    indicators = tables.pop("indicators").drop("id")
    scores = score_frames(policy, indicators=indicators, **tables)
    scores.write.mode("overwrite").parquet(f"{folder}/spark-scores")
    scored = time.perf_counter()
    done = calibrate_frame(
        policy,
        spark.read.parquet(f"{folder}/spark-scores"),
        spark.read.parquet(f"{folder}/pools"),
    )
    done.write.mode("overwrite").parquet(f"{folder}/spark-calibrated")
    calibrated = time.perf_counter()
    print(f"scored and written in {scored - start:.1f} s", end=", ")
    print(f"calibrated and written in {calibrated - scored:.1f} s")
    spark.read.parquet(f"{folder}/spark-calibrated").groupBy("outcome").count().show()
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
