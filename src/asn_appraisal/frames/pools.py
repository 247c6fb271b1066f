"""`calibrate_frame`: scores and pools in, the level of everybody after calibration out."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import narwhals as nw
from attrs import define, field

from asn_appraisal.errors import Place, PolicyError, Problem, RecordError, suggestion
from asn_appraisal.policy import CalibrationRules, Policy

from .calibrating import Calibrator, Outcome, Runs, pattern_of
from .engines import IN_MEMORY, Engine, flavour_of
from .inputs import PREFIX

_UNIT, _LEVEL, _SIZE, _RUN = (f"{PREFIX}{name}" for name in ("unit", "level", "size", "run"))
_PLACE, _HELD, _ORDERED = (f"{PREFIX}{name}" for name in ("place", "held", "ordered"))
_OUT, _AFTER, _NOW = f"{PREFIX}out", f"{PREFIX}after", f"{PREFIX}now"
_OPEN, _MOVED = f"{PREFIX}open", f"{PREFIX}moved"
_UNDECIDED = -2
_POOL, _OWN, _ABOVE = f"{PREFIX}pool", f"{PREFIX}own", f"{PREFIX}above"


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
    _check(rules, frames, key)
    engine = _engine(frames["scores"])
    inner = {name: _inner(each) for name, each in frames.items()}
    done = _Pools(policy, rules, key, inner).run()
    return _back(engine, frames["scores"], done)


def _engine(frame: Any) -> Engine:
    lazy, name = isinstance(frame, nw.LazyFrame), frame.implementation.name
    if name in IN_MEMORY:
        return Engine(name, is_lazy=False)
    return Engine(name, lazy, flavour_of([frame]) if name == "PANDAS" else "")


def _inner(frame: Any) -> Any:
    """Return a table in Polars: what is calibrated is narrow, and is looked at as a whole."""
    if isinstance(frame, nw.LazyFrame):
        return nw.from_native(frame.collect(backend="polars").to_polars())
    return nw.from_native(frame.to_polars())


def _back(engine: Engine, first: Any, done: Any) -> Any:
    if not engine.is_lazy:
        return engine.back(done)
    if engine.name == "POLARS":
        return nw.to_native(done.lazy())
    native = nw.to_native(first)
    session = getattr(native, "sparkSession", None)
    backend = engine.name.lower()
    return nw.to_native(done.lazy(backend=backend, session=session))


def _check(rules: CalibrationRules, frames: Mapping[str, Any], key: str) -> None:
    names = {name: list(frame.collect_schema()) for name, frame in frames.items()}
    wanted = {"scores": [key, "status", rules.of, *rules.rank_by], "pools": [key, rules.within]}
    if "units" in names:
        wanted["units"] = [rules.within]
    if rules.choose_by is not None and rules.choose_by not in names.get("units", []):
        wanted["pools"].append(rules.choose_by)
    problems = [
        Problem(
            "ASN-K007",
            Place(f"{table}.{column}"),
            {"table": table, "column": column, **suggestion(column, names[table])},
        )
        for table, columns in wanted.items()
        for column in dict.fromkeys(columns)
        if column not in names[table]
    ]
    if problems:
        raise RecordError(problems)


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
        ready = people.filter(nw.col(_LEVEL) >= 0)
        facts, parents = self._units()
        sizes = _counted(ready, [_POOL])
        merged = self._merged(sizes, parents)
        if merged:
            ready = _with_parents(ready, merged)
        calibrator = Calibrator(self.policy, self.rules)
        runs = _runs(ready, ranks, len(calibrator.names))
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
        pools = pools.select(key, nw.col(rules.within).alias(_POOL))
        wanted = list(dict.fromkeys([rules.of, *rules.rank_by]))
        people = pools.join(scores.select(key, "status", *wanted), on=key, how="left")
        columns, names = [], []
        for at, name in enumerate(rules.rank_by or (rules.of,)):
            columns.append(self._rank(people, name).alias(f"{PREFIX}rank_{at}"))
            names.append(f"{PREFIX}rank_{at}")
        people = people.with_columns(self._level(rules.of).alias(_LEVEL), *columns)
        there = (nw.col("status") == "complete") & (nw.col(_LEVEL) >= 0)
        for name in names:
            there = there & ~nw.col(name).is_null()
        level = nw.when(there).then(nw.col(_LEVEL)).otherwise(nw.lit(-1, nw.Int64))
        people = people.with_columns(level.alias(_LEVEL))
        shown = nw.col(rules.of).alias("before")
        return people.select(key, _POOL, "status", shown, _LEVEL, *names), names

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
    ) -> "_Answers":
        """Answer every pool: at once where a look is enough, else pool by pool."""
        smallest = max(1, self.rules.smallest_pool)
        patterns: dict[Any, str | None] = {}
        answers = _Answers()
        looked = _looked_at(runs, len(calibrator.names))
        levels = [looked[name].to_list() for name in _at(len(calibrator.names))]
        pools, ordered = looked[_POOL].to_list(), looked[_ORDERED].to_list()
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
            here = runs.filter(nw.col(_POOL).is_in(open_)) if len(open_) < len(pools) else runs
            self._search(here, calibrator, answers)
        return answers

    def _search(self, runs: Any, calibrator: Calibrator, answers: "_Answers") -> None:
        """Find the smallest change set of each pool that is left."""
        for pool, found in _by_pool(runs, len(calibrator.names)):
            pattern = answers.patterns[pool]
            outcome = calibrator.outcome(pattern, found)
            answers.add(pool, pattern, "kept" if outcome.feasible else "infeasible")
            answers.add_moves(pool, found, outcome)

    def _written(
        self, people: Any, ready: Any, runs: Any, ranks: Sequence[str], answers: "_Answers"
    ) -> Any:
        names = Calibrator(self.policy, self.rules).names
        if _OWN in ready.columns:
            ready = ready.filter(nw.col(_OWN))
        pool_type = people.schema[_POOL]
        cuts = [f"{PREFIX}cut_{level}" for level in range(len(names))]
        pools = _frame(
            answers.pools(cuts),
            {_POOL: pool_type, "pattern": nw.String(), _OUT: nw.String()}
            | dict.fromkeys(cuts, nw.Int64()),
        )
        run = runs.select(_POOL, *ranks, _RUN, _SIZE, _PLACE)
        if answers.moves[_POOL]:
            types = {_POOL: pool_type, _RUN: nw.Int64(), _AFTER: nw.Int64()}
            run = run.join(_frame(answers.moves, types), on=[_POOL, _RUN], how="left")
        else:
            run = run.with_columns(nw.lit(None, nw.Int64).alias(_AFTER))
        if answers.cuts:
            run = self._by_cuts(run.join(pools.select(_POOL, *cuts), on=_POOL, how="left"), cuts)
        run = run.select(_POOL, *ranks, _PLACE, _AFTER)
        placed = ready.select(self.key, _POOL, _LEVEL, *ranks).join(run, on=[_POOL, *ranks])
        undecided = nw.col(_AFTER) == _UNDECIDED
        kept = nw.col(_AFTER).is_null() | undecided
        after = nw.when(~kept).then(nw.col(_AFTER)).otherwise(nw.col(_LEVEL))
        placed = placed.with_columns(
            after.alias(_NOW), undecided.fill_null(value=False).alias(_OPEN)
        )
        word: Any = nw.lit(names[-1])
        for at, name in reversed(list(enumerate(names[:-1]))):
            word = nw.when(nw.col(_NOW) == at).then(nw.lit(name)).otherwise(word)
        placed = placed.with_columns(
            word.alias("after"), (nw.col(_NOW) != nw.col(_LEVEL)).alias(_MOVED)
        )
        placed = placed.select(self.key, "after", _MOVED, _OPEN, (nw.col(_PLACE) + 1).alias("rank"))
        done = people.select(self.key, _POOL, "before", _LEVEL)
        done = done.join(placed, on=self.key, how="left")
        done = done.join(pools.select(_POOL, "pattern", _OUT), on=_POOL, how="left")
        there = nw.col(_LEVEL) >= 0
        outcome = (
            nw.when(nw.col(_OPEN))
            .then(nw.lit("undecided"))
            .otherwise(nw.when(nw.col(_MOVED)).then(nw.lit("moved")).otherwise(nw.col(_OUT)))
        )
        final = nw.col("after") if self.rules.mode == "bind" else nw.col("before")
        return done.select(
            self.key,
            nw.col(_POOL).alias(self.rules.within),
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
            first = first + nw.when(nw.col(_PLACE) >= nw.col(cut)).then(one).otherwise(none)
            end = nw.col(_PLACE) + nw.col(_SIZE) - 1
            last = last + nw.when(end >= nw.col(cut)).then(one).otherwise(none)
        if self.rules.ties == "up":
            level = first
        elif self.rules.ties == "down":
            level = last
        else:
            level = nw.when(first == last).then(first).otherwise(nw.lit(_UNDECIDED, nw.Int64))
        known = ~nw.col(cuts[0]).is_null()
        return run.with_columns(nw.when(known).then(level).otherwise(nw.col(_AFTER)).alias(_AFTER))


@define
class _Answers:
    """Jawaban per kolam: what came of each pool, and the level of the runs that move."""

    #: Pool -> its pattern, where one is asked of it.
    patterns: dict[Any, Any] = field(factory=dict)
    outcomes: dict[Any, str] = field(factory=dict)
    cuts: dict[Any, tuple[int, ...]] = field(factory=dict)
    moves: dict[str, list[Any]] = field(factory=lambda: {_POOL: [], _RUN: [], _AFTER: []})

    def add(
        self, pool: Any, pattern: str | None, said: str, cuts: tuple[int, ...] | None = None
    ) -> None:
        """Say what came of a pool."""
        self.patterns[pool] = pattern
        self.outcomes[pool] = said
        if cuts is not None:
            self.cuts[pool] = cuts

    def add_moves(self, pool: Any, runs: Runs, outcome: Outcome) -> None:
        """Say which runs of a pool have another level, or are left to a person."""
        for at, level in enumerate(outcome.after):
            counts = runs.counts[at]
            if at in outcome.undecided:
                level_now: int | None = _UNDECIDED
            elif level is None or sum(counts) == counts[level]:
                continue
            else:
                level_now = level
            self.moves[_POOL].append(pool)
            self.moves[_RUN].append(at)
            self.moves[_AFTER].append(level_now)

    def pools(self, cuts: Sequence[str]) -> dict[str, list[Any]]:
        """Return one row a pool."""
        known = list(self.outcomes)
        none = (None,) * len(cuts)
        columns = zip(*(self.cuts.get(pool, none) for pool in known), strict=True)
        return {
            _POOL: known,
            "pattern": [self.patterns[pool] for pool in known],
            _OUT: [self.outcomes[pool] for pool in known],
            **{name: list(column) for name, column in zip(cuts, columns, strict=False)},
            **({} if known else {name: [] for name in cuts}),
        }


def _counted(people: Any, by: Sequence[str]) -> dict[Any, int]:
    found = people.group_by(*by).agg(nw.len().alias(_SIZE))
    return dict(zip(found[by[0]].to_list(), found[_SIZE].to_list(), strict=True))


def _with_parents(ready: Any, merged: Mapping[Any, Any]) -> Any:
    """Add to each pool that is too small the people of the unit above, who only stand by."""
    links = _frame({_ABOVE: list(merged.values()), _UNIT: list(merged)}, {})
    above = ready.join(links, left_on=_POOL, right_on=_ABOVE, how="inner")
    above = above.with_columns(nw.col(_UNIT).alias(_POOL), nw.lit(value=False).alias(_OWN))
    own = ready.with_columns(nw.lit(value=True).alias(_OWN))
    return nw.concat([own, above.select(own.columns)])


def _runs(ready: Any, ranks: Sequence[str], depth: int) -> Any:
    """Return every run of equals, pool by pool, best rank first, with its head counts."""
    one, none = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
    counts = {
        f"{PREFIX}at_{level}": nw.when(nw.col(_LEVEL) == level).then(one).otherwise(none)
        for level in range(depth)
    }
    runs = (
        ready.with_columns(**counts)
        .group_by(_POOL, *ranks)
        .agg(nw.len().cast(nw.Int64).alias(_SIZE), *(nw.col(name).sum() for name in counts))
    )
    runs = runs.sort(_POOL, *ranks, descending=[False, *(True for _ in ranks)])
    place = (nw.col(_SIZE).cum_sum().over(_POOL) - nw.col(_SIZE)).alias(_PLACE)
    number = nw.lit(1, nw.Int64)
    runs = runs.with_columns(place, number.alias(_RUN))
    return runs.with_columns((nw.col(_RUN).cum_sum().over(_POOL) - 1).alias(_RUN))


def _at(depth: int) -> list[str]:
    """Return the columns of the head counts, best level first."""
    return [f"{PREFIX}at_{level}" for level in range(depth)]


def _looked_at(runs: Any, depth: int) -> Any:
    """Return each pool with its head counts, and whether its levels follow its ranks.

    They do where all of a run have one level, and no run has a better one than the run before.
    """
    names = _at(depth)
    level: Any = nw.lit(-1, nw.Int64)
    for at, name in enumerate(names):
        whole = nw.col(name) == nw.col(_SIZE)
        level = nw.when(whole).then(nw.lit(at, nw.Int64)).otherwise(level)
    runs = runs.with_columns(level.alias(_HELD))
    before = nw.col(_HELD).shift(1)
    first = nw.col(_RUN) == 0
    fits = (nw.col(_HELD) >= 0) & (first | (nw.col(_HELD) >= before))
    runs = runs.with_columns(fits.alias(_ORDERED))
    sums = [nw.col(name).sum() for name in names]
    return runs.group_by(_POOL).agg(nw.col(_ORDERED).all(), *sums)


def _by_pool(runs: Any, depth: int) -> Any:
    """Yield each pool with its runs."""
    columns = [runs[name].to_list() for name in _at(depth)]
    pools = runs[_POOL].to_list()
    start = 0
    rows = list(zip(*columns, strict=True))
    for at in range(1, len(pools) + 1):
        if at == len(pools) or pools[at] != pools[start]:
            yield pools[start], Runs(tuple(rows[start:at]))
            start = at


def _frame(data: Mapping[str, list[Any]], types: Mapping[str, Any]) -> Any:
    series = [
        nw.new_series(name, values, types.get(name), backend="polars")
        for name, values in data.items()
    ]
    return series[0].to_frame().with_columns(*series[1:])
