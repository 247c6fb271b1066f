"""Score and calibrate the national data set on one machine, with less memory than data.

    python3 with_polars.py FOLDER

Reads FOLDER/<table>/*.parquet, streams the scores into FOLDER/scores.parquet, calibrates every
unit, and writes FOLDER/calibrated.parquet. Polars shows its own progress where it is asked to.
"""

import sys
import time
from pathlib import Path

import polars as pl

from asn_appraisal import parse_policy
from asn_appraisal.frames import calibrate_frame, score_frames

HERE = Path(__file__).parent


def scan(folder: Path, table: str, columns: list[str]) -> pl.LazyFrame:
    """Read a table later, and of it only what is needed."""
    return pl.scan_parquet(folder / table / "*.parquet").select(columns)


def main(folder: Path) -> None:
    """Score, write, calibrate, write."""
    policy = parse_policy((HERE / "nasional.yaml").read_text("utf-8"))
    start = time.perf_counter()
    scores = score_frames(
        policy,
        indicators=scan(
            folder, "indicators", ["appraisal", "polarity", "target", "actual", "weight"]
        ),
        behaviours=scan(folder, "behaviours", ["appraisal", "value"]),
        facts=scan(folder, "facts", ["appraisal", "innovation"]),
    )
    scores.sink_parquet(folder / "scores.parquet")
    scored = time.perf_counter()
    pools = pl.read_parquet(folder / "pools" / "*.parquet")
    done = calibrate_frame(policy, pl.read_parquet(folder / "scores.parquet"), pools)
    done.write_parquet(folder / "calibrated.parquet")
    calibrated = time.perf_counter()
    print(f"scored and written in {scored - start:.1f} s", end=", ")
    print(f"calibrated and written in {calibrated - scored:.1f} s")
    print(done.group_by("outcome").len().sort("outcome"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
