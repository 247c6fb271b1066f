"""What the benchmark prints, and the page that it writes: one text, made by one run."""

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "concepts" / "performance.md"
PACKAGES = (
    *("narwhals", "polars", "duckdb", "numpy", "pyarrow", "zen-engine", "cel-python"),
    *("openfisca-core", "pyspark"),
)
_INTRO = """# Performance

The numbers were written by one run, `{command}` (`python3 dev.py bench --page`; `--national`
adds five million people); the notes at the end are written by hand.
Contenders are timed in turn, round by round, and a ratio is the median of the ratios of the rounds:
on a machine that others use as well the ratios mean more than the seconds.
"""
_NOTES = """## Where the time goes

- **One person.** A policy is compiled once to straight integer statements. Timed one by one, two
  fifths of `score` are the rows, most of it Python's own steps from row to row and not the one
  division each; a quarter is sums, rounding and bands; a seventh is checking the evidence against
  the policy; what is left is finding the program and making the card, from which an explanation
  can be made later. What occurs in the evidence is noted with the record when its numbers become
  integers. That comes before the clock starts, as making `Decimal` does for the other side. The
  hand-written code checks nothing and keeps nothing.
- **Tables in memory** are looked at as whole columns first: are there gaps, how large are the
  numbers, are all words known. Where a column is clean no row is asked for it again. Where rows
  stand in the order of their keys, as they do here, groups need no search and
  tables meet side by side; by hand they are joined. Rows in any other order are joined as well, and
  cost what they cost by hand and a sixth more. What is added to the work by hand is that look,
  building the plan (some 25 ms, which small tables feel most), a check that no key is lost or
  doubled where tables meet, and exact decimals on the way out.
  The first call of a policy over columns of new types also finds out how large numbers may be; that
  is remembered with the policy.
- **Tables that are streamed** cannot be looked at first without reading them twice. Each row
  carries a flag (is everything there, lawful and within 64 bits), and each group counts what was
  amiss. Most of the time goes into grouping the rows and joining the groups, as it does by hand.
- **OpenFisca** comes twice: with a column for each indicator, made before the clock starts, so that
  it groups nothing; and with the rows as they are, which it groups itself as the others do. Both
  work in 32-bit floats.
- **DuckDB.** A query is built layer upon layer, and every trouble that a row can have is asked for
  in the same pass, so that nothing is read twice; that costs more than a query that checks nothing.
  Reading the rows a second time for the odd ones alone was tried, and was slower.
- **Spark.** A column is one text of SQL, whose quotient of integers is exact and needs no repair.
  The sums of the tables are set one below the other and grouped by key once more: a full join
  sorts both sides, and the next one moves its rows again.
  What does not grow with the data is the plan, which is layer upon layer of such columns.
- **Calibration.** People are sorted once by pool and rank, each as one whole number, and the place
  says the level. Shares of the whole pool fix the places, which is what is measured here. Other
  patterns (at least, at most, most) are searched pool by pool in Python, unless the levels satisfy
  them as they are. A cut is tried only where levels change, or as far from there as a limit says,
  so a large pool takes little longer than a small one: some two tenths of a millisecond a pool.

What has no reading over columns is scored one by one, at the speed of `score` and of making the
record: a value for each *group* of rows, `median`, `required:`, weights inside each result, an
aggregate over numbers that are not rounded, numbers beyond 64 bits.

Every preset is compiled to straight statements. An appraisal takes them where all that its policy
reads is there: a fact that a default stands in for, or a suggestion that nobody confirmed, takes
the general way, which notes it on the card. So does every appraisal under a policy with, among
others, a value for each *group* of rows, `median` or `trimmed_mean`, `required:`, a total of
weights, earlier periods, or an unrounded quotient in each row.
"""


#: How often work from Parquet is done.
_ROUNDS = 3


def _ran(script: str, *arguments: str) -> list[str]:
    """Run a script of this folder in a process of its own; return the words of its last line."""
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(Path(__file__).parent / script), *arguments],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip().splitlines()[-1].split()


class Page:
    """Prints lines as they come, and keeps them."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.lines: list[str] = []

    def say(self, line: str = "") -> None:
        """Print a line and keep it."""
        print(line, flush=True)
        self.lines.append(line)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Write a table; all columns but the first are numbers."""
        self.say("| " + " | ".join(head) + " |")
        self.say("|" + "|".join(["---", *["---:"] * (len(head) - 1)]) + "|")
        for row in rows:
            self.say("| " + " | ".join(row) + " |")
        self.say()

    def write(self) -> None:
        """Write the page."""
        command = " ".join(["benchmarks/run.py", *sys.argv[1:]])
        intro = _INTRO.replace("{command}", command)
        PAGE.write_text("\n".join([intro, *self.lines, _NOTES]), "utf-8")
        print(f"written: {PAGE.relative_to(ROOT)}")

    # Sections ---------------------------------------------------------------------------

    def machine(self) -> None:
        """Say what this was measured on."""
        self.say("## Machine and versions")
        self.say()
        load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
        self.say(
            f"Python {platform.python_version()} on {platform.machine()}, {os.cpu_count()} CPUs,"
            f" load {load:.1f} at the start (other work ran on the machine)."
        )
        found = []
        for name in PACKAGES:
            try:
                found.append(f"{name} {version(name)}")
            except PackageNotFoundError:
                continue
        self.say(f"{', '.join(found)}.")
        self.say()

    def scalar(self, times: Any, people: int, rounds: int, ratio: Callable[..., float]) -> None:
        """Say how long one person takes."""
        self.say("## One person at a time")
        self.say()
        self.say(
            f"{people} appraisals of 6 indicators and 7 marks, {rounds} rounds."
            " `score` checks the evidence; the others do not. CEL has no rounding and no sums, so"
            " Python does these for it."
        )
        self.say()
        rows = []
        for name, found in times.items():
            kept = [each for each in found if each == each]  # noqa: PLR0124 - rounds left out
            middle = statistics.median(kept) / people
            speed = f"{ratio(times, name, 'score'):.2f}x"
            rows.append((name, f"{1 / middle:,.0f}", f"{middle * 1e6:.1f}", speed))
        self.table(("", "a second", "microseconds", "`score` is faster by"), rows)

    def tables(self, sizes: Sequence[int]) -> None:
        """Say how long tables take, and what floats get wrong."""
        import columns
        import others

        self.say("## Tables")
        self.say()
        self.say(
            "8 indicators and 7 marks a person, in memory. The hand-written ones work in binary"
            " floats and check nothing; `score_frames` checks all and gives exact decimals."
        )
        self.say()
        wrong: dict[int, Any] = {}
        for people in sizes:
            rounds = 7 if people <= 100_000 else 5 if people <= 1_000_000 else 3
            contenders = {"OpenFisca-core, float32, columns made before": others.openfisca_columns}
            if people <= 1_000_000:  # it makes a Python number for each of its rows
                contenders["OpenFisca-core, float32, rows grouped by it"] = others.openfisca_rows
            times, wrong[people] = columns.measure(people, rounds, contenders)
            base, own = "hand-written Polars, float", "score_frames, Polars"
            rows = [
                (
                    name,
                    f"{statistics.median(found):.3f}",
                    f"{min(found):.3f}",
                    f"{columns.ratios(times, name, base):.2f}x",
                    f"{columns.ratios(times, own, name):.2f}x",
                )
                for name, found in times.items()
            ]
            self.say(f"### {people:,} people, {rounds} rounds")
            self.say()
            head = (
                "",
                "median s",
                "best s",
                "speed beside Polars float",
                "`score_frames` beside it",
            )
            self.table(head, rows)
        self.say("### What floats get wrong")
        self.say()
        self.say("Totals and predicates that differ from the exact ones, on the same data.")
        self.say()
        rows = [
            (f"{name}, {people:,} people", f"{totals:,}", f"{words:,}")
            for people, found in wrong.items()
            for name, (totals, words) in found.items()
        ]
        self.table(("", "wrong totals", "wrong predicates"), rows)

    def from_parquet(self, people: int) -> None:
        """Say how long it takes from Parquet files: streamed, and on Spark."""
        import columns

        self.say("## From Parquet")
        self.say()
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for first, made in columns.national().chunks(people, seed=1):
                for table, frame in made.items():
                    (folder / table).mkdir(exist_ok=True)
                    frame.write_parquet(folder / table / f"{first:08}.parquet")
            self.say(f"{people:,} people ({people * 15:,} rows), {_ROUNDS} rounds.")
            self.say()
            self._streamed(name, str(columns.NATIONAL / "nasional.yaml"))
            self._on_spark(name, str(columns.NATIONAL / "nasional.yaml"))

    def _streamed(self, folder: str, rules: str) -> None:
        """Say how long a stream into one Parquet file takes, and how much memory."""
        found: dict[str, list[list[float]]] = {"score_frames": [], "hand": []}
        for _ in range(_ROUNDS):
            for name, runs in found.items():
                runs.append([float(each) for each in _ran("streamed.py", folder, rules, name)])
        rows = [
            (
                "score_frames, Polars, streamed" if name == "score_frames" else "by hand in floats",
                f"{statistics.median(seconds for seconds, _ in runs):.1f}",
                f"{min(runs)[0]:.1f}",
                f"{max(memory for _, memory in runs):.2f}",
            )
            for name, runs in found.items()
        ]
        self.table(
            ("into one Parquet file", "median s", "best s", "GB at most, all included"), rows
        )

    def _on_spark(self, folder: str, rules: str) -> None:
        """Say how long Spark takes, where it is installed."""
        if find_spec("pyspark") is None:
            self.say("Spark was not measured: the group `engines` was not installed.")
            self.say()
            return
        found = json.loads(" ".join(_ran("on_spark.py", folder, rules, str(_ROUNDS))))
        rows = [
            (name, f"{statistics.median(runs):.1f}", f"{min(runs):.1f}")
            for name, runs in found.items()
        ]
        self.table(("on two threads, nothing written", "median s", "best s"), rows)

    def calibration(self, sizes: Sequence[int]) -> None:
        """Say how long calibration takes."""
        import columns
        import polars as pl

        from asn_appraisal.frames import calibrate_frame, score_frames

        self.say("## Calibration")
        self.say()
        rules = columns.policy()
        module = columns.national()
        rows = []
        for people in (1000, 10_000, *sizes):
            made = module.tables(people, seed=1, gaps=False)
            pools = made.pop("pools")
            given = {name: made[name].select(each) for name, each in columns.COLUMNS.items()}
            scores = score_frames(rules, **given)
            same = pl.lit("baik").alias("organisation_achievement")
            one = pools.with_columns(pl.lit(0).alias("unit"), same)
            for name, each in (("one pool", one), (f"{max(1, people // 100):,} pools", pools)):
                found = []
                for _ in range(3):
                    start = time.perf_counter()
                    calibrate_frame(rules, scores, each)
                    found.append(time.perf_counter() - start)
                rows.append((f"{people:,} people in {name}", f"{min(found):.2f}"))
        self.table(("shares of the whole pool, ties go up", "best s"), rows)

    def growth(self) -> None:
        """Say how cost grows with rows, indicators and measures."""
        import columns

        self.say("## How cost grows")
        self.say()
        text = (columns.NATIONAL / "nasional.yaml").read_text("utf-8")
        given = columns.tables(100_000)
        rows = [("as it is", f"{columns.cost(text, given, 5):.3f}")]
        for count in (10, 40):
            more = "".join(
                f"  more_{at}: {{formula: 0.5 * total + {at}, round: 2}}\n" for at in range(count)
            )
            changed = text.replace("  predicate:\n    scale:", f"{more}  predicate:\n    scale:")
            rows.append((f"{count} measures more", f"{columns.cost(changed, given, 5):.3f}"))
        twice = {**given, "indicators": _twice(given["indicators"])}
        rows.append(("16 indicators instead of 8", f"{columns.cost(text, twice, 5):.3f}"))
        self.table(("100,000 people", "best s"), rows)

    def verdicts(self, large: Any, measures: int) -> None:
        """Say how long the whole catalogue takes for every preset, and for one large policy."""
        from asn_appraisal.fairness import verify
        from asn_appraisal.presets import preset, presets

        self.say("## Verdicts")
        self.say()
        rows = []
        policies = {f"`{name}`": preset(name) for name in presets()}
        for name, policy in {**policies, f"{measures} measures over facts": large}.items():
            start = time.process_time()
            verify(policy)
            rows.append((name, f"{time.process_time() - start:.1f}"))
        self.table(("`verify`, every property that applies", "CPU s"), rows)

    def start_up(self) -> None:
        """Say how long it takes to import the library and to read a policy."""
        from asn_appraisal import parse_policy

        self.say("## Start")
        self.say()

        settings = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

        def run(code: str) -> float:
            found = []
            subprocess.run([sys.executable, "-c", code], check=True, env=settings)  # noqa: S603 - our own
            for _ in range(11):
                start = time.perf_counter()
                subprocess.run([sys.executable, "-c", code], check=True, env=settings)  # noqa: S603 - our own
                found.append(time.perf_counter() - start)
            return statistics.median(found) * 1000

        bare = run("pass")
        rows = [
            (f"import {name}", f"{run(f'import {name}') - bare:.0f}")
            for name in ("asn_appraisal", "asn_appraisal.frames")
        ]
        texts = {
            path.stem: path.read_text("utf-8")
            for path in (ROOT / "src" / "asn_appraisal" / "presets").glob("*.yaml")
        }
        largest = max((len(text), name) for name, text in texts.items())[1]
        found = []
        for _ in range(11):
            start = time.perf_counter()
            parse_policy(texts[largest])
            found.append(time.perf_counter() - start)
        rows.append((f"read and check `{largest}`", f"{statistics.median(found) * 1000:.0f}"))
        self.table(("", "milliseconds"), rows)


def _twice(table: Any) -> Any:
    import polars as pl

    return pl.concat([table, table])
