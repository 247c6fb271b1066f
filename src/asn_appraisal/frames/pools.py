"""`calibrate_frame`: scores and pools in, the level of everybody after calibration out."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import narwhals as nw
from attrs import define

from asn_appraisal.errors import Place, PolicyError, Problem, RecordError
from asn_appraisal.policy import CalibrationRules, Policy

from .calibrating import Calibrator, pattern_of
from .engines import back_to, engine_of_frame, in_polars
from .inputs import PREFIX, check_pools
from .runs import (
    AFTER,
    LEVEL,
    MOVED,
    NOW,
    OPEN,
    ORDERED,
    OUT,
    OWN,
    PLACE,
    POOL,
    RUN,
    SIZE,
    UNDECIDED,
    Answers,
    by_pool,
    count_columns,
    counted,
    looked_at,
    runs_of,
    table_of,
    with_parents,
)


def calibrate_frame(
    policy: Policy,
    scores: Any,
    pools: Any,
    *,
    units: Any = None,
    key: str = "appraisal",
) -> Any:
    """Kalibrasi semua kelompok: set every pool of a table against the policy's distribution.

    Args:
        policy: the rules, with a section `calibration:`.
        scores: what `score_frames` gave: one row an appraisal.
        pools: one row an appraisal: the key, its pool in a column named as `within:` says (e.g.
            `unit`), and, unless `units` has it, the fact of the unit that chooses the pattern.
        units: one row a unit: its id in the same column, its facts, and `parent`, the unit above,
            for a policy that merges pools that are too small.
        key: the column that says whose row it is.

    Returns:
        A table of the kind that was handed over, one row an appraisal of `pools`: the key, the
        pool, `before` (the level that was set), `after` (with the smallest change set), `final`
        (`before` in `guide` mode, `after` in `bind` mode), `rank` (1 for the best; equals share
        it), `pattern`, and `outcome`: `kept`, `moved`, `undecided`, `infeasible`, `exempt`,
        `no_pattern`, or `incomplete` for who has no complete score and is not counted.

    Raises:
        PolicyError: the policy has no section `calibration:`.
        RecordError: columns are lacking, or an appraisal stands twice.

    >>> import polars
    >>> from asn_appraisal import parse_policy
    >>> policy = parse_policy('''
    ... asn_appraisal: policy/1
    ... id: small
    ... scales: {predicate: {kurang: Kurang, baik: Baik, sangat_baik: Sangat baik}}
    ... evidence: {behaviours: {value: {from: 0, to: 100}}}
    ... measures:
    ...   total: {formula: mean(behaviours.value), round: 2}
    ...   predicate:
    ...     scale: predicate
    ...     bands: {of: total, levels: [{level: sangat_baik, from: 90}, {level: baik, from: 60},
    ...                                 {level: kurang}]}
    ... result: predicate
    ... calibration:
    ...   of: predicate
    ...   rank_by: [total]
    ...   patterns: {any: {sangat_baik: {at_most: 50%}}}
    ... ''')
    >>> from asn_appraisal.frames import score_frames
    >>> marks = {"appraisal": ["ani", "budi", "citra"], "value": [95, 91, 70]}
    >>> scores = score_frames(policy, behaviours=polars.DataFrame({**marks, "aspect": "komitmen"}))
    >>> pools = polars.DataFrame({"appraisal": ["ani", "budi", "citra"], "unit": "u"})
    >>> done = calibrate_frame(policy, scores, pools).sort("appraisal")
    >>> done["after"].to_list(), done["outcome"].to_list()
    (['sangat_baik', 'baik', 'baik'], ['kept', 'moved', 'kept'])
    """
    rules = policy.calibration
    if rules is None:
        raise PolicyError([Problem("ASN-C050", None, {"policy": policy.id})])
    given = {"scores": scores, "pools": pools} | ({} if units is None else {"units": units})
    frames = {name: nw.from_native(each) for name, each in given.items()}
    check_pools(rules, frames, key)
    engine = engine_of_frame(frames["scores"])
    inner = {name: in_polars(each) for name, each in frames.items()}
    done = _Pools(policy, rules, key, inner).run()
    return back_to(engine, frames["scores"], done)


@define
class _Pools:
    """Every pool of a table, while they are calibrated."""

    policy: Policy
    rules: CalibrationRules
    key: str
    frames: Mapping[str, Any]

    def run(self) -> Any:
        """Return one row an appraisal."""
        people, ranks = self._people()
        ready = people.filter(nw.col(LEVEL) >= 0)
        facts, parents = self._units()
        sizes = counted(ready, [POOL])
        merged = self._merged(sizes, parents)
        if merged:
            ready = with_parents(ready, merged)
        calibrator = Calibrator(self.policy, self.rules)
        runs = runs_of(ready, ranks, len(calibrator.names))
        answers = self._answers(runs, calibrator, facts, merged)
        return self._written(people, ready, runs, ranks, answers)

    # People -----------------------------------------------------------------------------

    def _people(self) -> tuple[Any, list[str]]:
        """Return everybody with pool, level (best first) and rank columns, higher is better."""
        rules, key = self.rules, self.key
        scores, pools = self.frames["scores"], self.frames["pools"]
        for name, frame in (("scores", scores), ("pools", pools)):
            if frame[key].n_unique() != len(frame):
                values = {"table": name, "key": key}
                raise RecordError([Problem("ASN-K017", Place(name), values)])
        pools = pools.select(key, nw.col(rules.within).alias(POOL))
        wanted = list(dict.fromkeys([rules.of, *rules.rank_by]))
        people = pools.join(scores.select(key, "status", *wanted), on=key, how="left")
        columns, names = [], []
        for at, name in enumerate(rules.rank_by or (rules.of,)):
            columns.append(self._rank(people, name).alias(f"{PREFIX}rank_{at}"))
            names.append(f"{PREFIX}rank_{at}")
        people = people.with_columns(self._level(rules.of).alias(LEVEL), *columns)
        there = (nw.col("status") == "complete") & (nw.col(LEVEL) >= 0)
        for name in names:
            there = there & ~nw.col(name).is_null()
        level = nw.when(there).then(nw.col(LEVEL)).otherwise(nw.lit(-1, nw.Int64))
        people = people.with_columns(level.alias(LEVEL))
        shown = nw.col(rules.of).alias("before")
        return people.select(key, POOL, "status", shown, LEVEL, *names), names

    def _level(self, name: str) -> Any:
        """Return the place of a level, 0 for the best; -1 where there is none."""
        scale = self.policy.measures[name].kind.scale
        assert scale is not None
        found = nw.lit(-1, nw.Int64)
        for at, word in enumerate(scale.names()[::-1]):
            found = nw.when(nw.col(name) == word).then(nw.lit(at, nw.Int64)).otherwise(found)
        return found

    def _rank(self, people: Any, name: str) -> Any:
        """Return a measure as integers that rank people, higher is better."""
        measure = self.policy.measures[name]
        kind = measure.kind
        if kind.scale is not None:
            place = self._level(name)
            return nw.when(place >= 0).then(-place)
        if kind.name == "number" and measure.round is not None:
            scaled = nw.col(name) * nw.lit(10**measure.round.places)
            if isinstance(people.schema[name], nw.Decimal):
                return scaled.cast(nw.Int64)
        values = [each for each in people[name].unique().to_list() if each is not None]
        read = {each: Fraction(each) if kind.name == "number" else each for each in values}
        order = {each: at for at, each in enumerate(sorted(set(read.values())))}
        places = [order[read[each]] for each in values]
        return nw.col(name).replace_strict(values, places, return_dtype=nw.Int64, default=None)

    # Units ------------------------------------------------------------------------------

    def _units(self) -> tuple[dict[Any, dict[str, Any]], dict[Any, Any]]:
        """Return the facts of each unit, and the unit above it."""
        rules = self.rules
        facts: dict[Any, dict[str, Any]] = {}
        parents: dict[Any, Any] = {}
        fact = rules.choose_by
        known = () if fact is None else (fact, f"{fact}_last_year")
        for table in ("pools", "units"):
            frame = self.frames.get(table)
            if frame is None:
                continue
            names = [name for name in (*known, "parent") if name in frame.columns]
            if not names:
                continue
            for row in frame.select(rules.within, *names).unique().iter_rows(named=True):
                unit = row[rules.within]
                if row.get("parent") is not None:
                    parents[unit] = row["parent"]
                said = {name: row[name] for name in known if row.get(name) is not None}
                before = facts.setdefault(unit, {})
                if any(before.get(name, value) != value for name, value in said.items()):
                    values = {"unit": unit, "fact": fact or ""}
                    raise RecordError([Problem("ASN-K018", Place(table), values)])
                before.update(said)
        return facts, parents

    def _merged(self, sizes: Mapping[Any, int], parents: Mapping[Any, Any]) -> dict[Any, Any]:
        """Return the pools that are too small, with the unit above that they join."""
        if self.rules.below_smallest != "parent_unit":
            return {}
        everybody = set(self.frames["pools"][self.rules.within].unique().to_list())
        smallest = max(1, self.rules.smallest_pool)
        return {
            pool: parents[pool]
            for pool in everybody
            if sizes.get(pool, 0) < smallest and pool in parents
        }

    # Pools ------------------------------------------------------------------------------

    def _answers(
        self,
        runs: Any,
        calibrator: Calibrator,
        facts: Mapping[Any, Mapping[str, Any]],
        merged: Mapping[Any, Any],
    ) -> "Answers":
        """Answer every pool: at once where a look is enough, else pool by pool."""
        smallest = max(1, self.rules.smallest_pool)
        patterns: dict[Any, str | None] = {}
        answers = Answers()
        looked = looked_at(runs, len(calibrator.names))
        levels = [looked[name].to_list() for name in count_columns(len(calibrator.names))]
        pools, ordered = looked[POOL].to_list(), looked[ORDERED].to_list()
        open_ = []
        for at, (pool, counts) in enumerate(zip(pools, zip(*levels, strict=True), strict=True)):
            unit = merged.get(pool, pool)
            if unit not in patterns:
                patterns[unit] = pattern_of(self.rules, facts.get(unit, {}))
            pattern, size = patterns[unit], sum(counts)
            if size < smallest:
                answers.add(pool, None, "exempt")
            elif pattern is None:
                answers.add(pool, None, "no_pattern")
            elif ordered[at] and calibrator.holds(pattern, counts):
                answers.add(pool, pattern, "kept")
            elif (cuts := calibrator.cuts(pattern, size)) is not None:
                answers.add(pool, pattern, "kept", cuts)
            else:
                open_.append(pool)
                answers.patterns[pool] = pattern
        if open_:
            here = runs.filter(nw.col(POOL).is_in(open_)) if len(open_) < len(pools) else runs
            self._search(here, calibrator, answers)
        return answers

    def _search(self, runs: Any, calibrator: Calibrator, answers: "Answers") -> None:
        """Find the smallest change set of each pool that is left."""
        for pool, found in by_pool(runs, len(calibrator.names)):
            pattern = answers.patterns[pool]
            outcome = calibrator.outcome(pattern, found)
            answers.add(pool, pattern, "kept" if outcome.feasible else "infeasible")
            answers.add_moves(pool, found, outcome)

    def _written(
        self, people: Any, ready: Any, runs: Any, ranks: Sequence[str], answers: "Answers"
    ) -> Any:
        names = Calibrator(self.policy, self.rules).names
        if OWN in ready.columns:
            ready = ready.filter(nw.col(OWN))
        pool_type = people.schema[POOL]
        cuts = [f"{PREFIX}cut_{level}" for level in range(len(names))]
        pools = table_of(
            answers.pools(cuts),
            {POOL: pool_type, "pattern": nw.String(), OUT: nw.String()}
            | dict.fromkeys(cuts, nw.Int64()),
        )
        run = runs.select(POOL, *ranks, RUN, SIZE, PLACE)
        if answers.moves[POOL]:
            types = {POOL: pool_type, RUN: nw.Int64(), AFTER: nw.Int64()}
            run = run.join(table_of(answers.moves, types), on=[POOL, RUN], how="left")
        else:
            run = run.with_columns(nw.lit(None, nw.Int64).alias(AFTER))
        if answers.cuts:
            run = self._by_cuts(run.join(pools.select(POOL, *cuts), on=POOL, how="left"), cuts)
        run = run.select(POOL, *ranks, PLACE, AFTER)
        placed = ready.select(self.key, POOL, LEVEL, *ranks).join(run, on=[POOL, *ranks])
        undecided = nw.col(AFTER) == UNDECIDED
        kept = nw.col(AFTER).is_null() | undecided
        after = nw.when(~kept).then(nw.col(AFTER)).otherwise(nw.col(LEVEL))
        placed = placed.with_columns(after.alias(NOW), undecided.fill_null(value=False).alias(OPEN))
        word: Any = nw.lit(names[-1])
        for at, name in reversed(list(enumerate(names[:-1]))):
            word = nw.when(nw.col(NOW) == at).then(nw.lit(name)).otherwise(word)
        placed = placed.with_columns(
            word.alias("after"), (nw.col(NOW) != nw.col(LEVEL)).alias(MOVED)
        )
        placed = placed.select(self.key, "after", MOVED, OPEN, (nw.col(PLACE) + 1).alias("rank"))
        done = people.select(self.key, POOL, "before", LEVEL)
        done = done.join(placed, on=self.key, how="left")
        done = done.join(pools.select(POOL, "pattern", OUT), on=POOL, how="left")
        there = nw.col(LEVEL) >= 0
        outcome = (
            nw.when(nw.col(OPEN))
            .then(nw.lit("undecided"))
            .otherwise(nw.when(nw.col(MOVED)).then(nw.lit("moved")).otherwise(nw.col(OUT)))
        )
        final = nw.col("after") if self.rules.mode == "bind" else nw.col("before")
        return done.select(
            self.key,
            nw.col(POOL).alias(self.rules.within),
            nw.when(there).then(nw.col("before")).alias("before"),
            nw.when(there).then(nw.col("after")).alias("after"),
            nw.when(there).then(final).alias("final"),
            "rank",
            nw.when(there).then(nw.col("pattern")).alias("pattern"),
            nw.when(there).then(outcome).otherwise(nw.lit("incomplete")).alias("outcome"),
        )

    def _by_cuts(self, run: Any, cuts: Sequence[str]) -> Any:
        """Give each run the level of its place, where cuts say it."""
        first: Any = nw.lit(0, nw.Int64)
        last: Any = nw.lit(0, nw.Int64)
        one, none = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
        for cut in cuts[:-1]:
            first = first + nw.when(nw.col(PLACE) >= nw.col(cut)).then(one).otherwise(none)
            end = nw.col(PLACE) + nw.col(SIZE) - 1
            last = last + nw.when(end >= nw.col(cut)).then(one).otherwise(none)
        if self.rules.ties == "up":
            level = first
        elif self.rules.ties == "down":
            level = last
        else:
            level = nw.when(first == last).then(first).otherwise(nw.lit(UNDECIDED, nw.Int64))
        known = ~nw.col(cuts[0]).is_null()
        return run.with_columns(nw.when(known).then(level).otherwise(nw.col(AFTER)).alias(AFTER))
