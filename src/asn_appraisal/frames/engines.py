"""Which engine computes: the caller's own where it runs later, a fast one where it can be had."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw
from attrs import evolve, frozen

from asn_appraisal.errors import Place, Problem, RecordError
from asn_appraisal.policy import Policy
from asn_appraisal.record import FrozenMap

from .inputs import Inputs
from .reading import exact_columns

#: Engines that run later but lack what is needed (decimals, full joins): computed in memory.
IN_MEMORY = ("DASK",)
#: Engines whose quotient of integers goes through doubles.
_REPAIRED = ("PYSPARK_CONNECT", "SQLFRAME", "IBIS")


@frozen
class Engine:
    """Mesin: where the tables live, and how an answer gets back there."""

    #: The name of the caller's engine.
    name: str
    #: Whether the tables are computed later, by the caller.
    is_lazy: bool
    #: Which kind of pandas columns the answer gets: `numpy`, `nullable` or `pyarrow`.
    flavour: str = ""

    @property
    def repairs(self) -> bool:
        """Tell whether quotients of integers are repaired."""
        return self.name in _REPAIRED

    @property
    def splits(self) -> bool:
        """Tell whether looking again at a few rows costs less than asking all of them."""
        return not self.is_lazy or self.name == "POLARS"

    def back(self, answer: Any) -> Any:
        """Return an answer of the inner engine as a table of the caller's kind."""
        if self.is_lazy:
            return nw.to_native(answer)
        if self.name == "POLARS":
            return nw.to_native(answer)
        if self.name == "PYARROW":
            return answer.to_arrow()
        if self.name in IN_MEMORY:
            frame = nw.from_native(_pandas(nw.to_native(answer), "pyarrow"))
            return nw.to_native(frame.lazy(backend=self.name.lower()))
        return _pandas(nw.to_native(answer), self.flavour)


def _pandas(polars: Any, flavour: str) -> Any:
    if flavour == "pyarrow":
        return polars.to_pandas(use_pyarrow_extension_array=True)
    made = polars.to_pandas()
    return made.convert_dtypes() if flavour == "nullable" else made


def engine_of(inputs: Inputs) -> Engine:
    """Return the engine of the tables.

    Raises:
        RecordError: they are of more than one engine.
    """
    kinds: dict[tuple[str, bool], list[str]] = {}
    for table, given in inputs.tables.items():
        frame = given.frame
        kind = (frame.implementation.name, isinstance(frame, nw.LazyFrame))
        kinds.setdefault(kind, []).append(table)
    if len(kinds) > 1:
        listed = "; ".join(
            f"{name.lower()}{' (lazy)' if lazy else ''}: {', '.join(tables)}"
            for (name, lazy), tables in kinds.items()
        )
        raise RecordError([Problem("ASN-K015", Place("tables"), {"listed": listed})])
    (name, lazy), _ = next(iter(kinds.items()))
    if name in IN_MEMORY:
        return Engine(name, is_lazy=False)
    return Engine(
        name,
        lazy,
        flavour_of(each.frame for each in inputs.tables.values()) if name == "PANDAS" else "",
    )


def flavour_of(frames: Iterable[Any]) -> str:
    """Return which kind of pandas columns tables have: `numpy`, `nullable` or `pyarrow`."""
    names = {str(dtype) for frame in frames for dtype in nw.to_native(frame).dtypes}
    if any("pyarrow" in name and not name.startswith("string") for name in names):
        return "pyarrow"
    return "nullable" if names & {"Int64", "boolean", "Float64", "Int32"} else "numpy"


def collected(inputs: Inputs, engine: Engine) -> Inputs:
    """Return the tables in memory, where their engine is one that cannot compute them."""
    if engine.name not in IN_MEMORY:
        return inputs
    tables = {
        name: evolve(each, frame=each.frame.collect()) for name, each in inputs.tables.items()
    }
    return evolve(inputs, tables=FrozenMap(tables))


def prepared(policy: Policy, inputs: Inputs, engine: Engine) -> Inputs:
    """Return the tables as they are computed: later where they are lazy, else in Polars.

    Raises:
        RecordError: text that should be numbers, on an engine that runs later; rows without key.
    """
    if engine.is_lazy:
        _refuse_text(policy, inputs)
        return inputs
    tables = {}
    problems = []
    for table, given in inputs.tables.items():
        missing = int(given.frame[inputs.key].null_count())
        if missing:
            values = {"key": inputs.key, "table": table, "count": missing}
            problems.append(Problem("ASN-K016", Place(table), values))
        tables[table] = exact_columns(policy, given, inputs.key)
    if problems:
        raise RecordError(problems)
    return evolve(inputs, tables=FrozenMap(tables))


def _refuse_text(policy: Policy, inputs: Inputs) -> None:
    problems = []
    for table, column in number_columns(policy, inputs):
        if column.is_text:
            values = {"table": table, "column": column.name}
            problems.append(Problem("ASN-K014", Place(f"{table}.{column.name}"), values))
    if problems:
        raise RecordError(problems)


def number_columns(policy: Policy, inputs: Inputs) -> Sequence[tuple[str, Any]]:
    """Return the columns that hold numbers of a policy, by table."""
    kinds: dict[str, Mapping[str, Any]] = {
        table: {name: each.kind.name for name, each in rules.fields.items()}
        for table, rules in policy.evidence.tables.items()
    }
    kinds["facts"] = {name: rule.kind.name for name, rule in policy.evidence.facts.items()}
    return [
        (table, column)
        for table, given in inputs.tables.items()
        for name, column in given.columns.items()
        if kinds.get(table, {}).get(name) == "number"
    ]


def engine_of_frame(frame: Any) -> Engine:
    """Return the engine of one table."""
    lazy, name = isinstance(frame, nw.LazyFrame), frame.implementation.name
    if name in IN_MEMORY:
        return Engine(name, is_lazy=False)
    return Engine(name, lazy, flavour_of([frame]) if name == "PANDAS" else "")


def in_polars(frame: Any) -> Any:
    """Return a table in Polars: what is calibrated is narrow, and is looked at as a whole."""
    if isinstance(frame, nw.LazyFrame):
        return nw.from_native(frame.collect(backend="polars").to_polars())
    return nw.from_native(frame.to_polars())


def back_to(engine: Engine, first: Any, done: Any) -> Any:
    """Return an answer in Polars as a table of the engine that a first table is of."""
    if not engine.is_lazy:
        return engine.back(done)
    if engine.name == "POLARS":
        return nw.to_native(done.lazy())
    native = nw.to_native(first)
    session = getattr(native, "sparkSession", None)
    backend = engine.name.lower()
    return nw.to_native(done.lazy(backend=backend, session=session))
