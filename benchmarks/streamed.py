"""Score the Parquet files of a folder by streaming; print the seconds and the largest memory.

    streamed.py FOLDER POLICY [hand]        (hand: the same in floats, written by hand)

Run in a process of its own, so that the memory is that of this work alone.
"""

import resource
import sys
import time
from pathlib import Path

import polars as pl
from columns import COLUMNS, polars_plan

from asn_appraisal import parse_policy
from asn_appraisal.frames import score_frames


def main(folder: Path, policy: Path, *, by_hand: bool) -> None:
    """Score into a Parquet file beside the others."""
    rules = parse_policy(policy.read_text("utf-8"))
    start = time.perf_counter()
    given = {
        name: pl.scan_parquet(folder / name / "*.parquet").select(columns)
        for name, columns in COLUMNS.items()
    }
    made = polars_plan(given) if by_hand else score_frames(rules, **given)
    made.sink_parquet(folder / "streamed.parquet")
    seconds = time.perf_counter() - start
    print(seconds, largest())


def largest() -> float:
    """Return the most memory that this process held, in GB; what its parent held is not asked."""
    status = Path("/proc/self/status")
    if status.exists():
        words = status.read_text("utf-8").split()
        return int(words[words.index("VmHWM:") + 1]) / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), by_hand="hand" in sys.argv[3:])
