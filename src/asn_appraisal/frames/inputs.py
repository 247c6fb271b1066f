"""What was handed over: the tables, checked as tables before anything is read from them.

Column names, types and columns that are lacking are looked at first, in every table, and all
problems are reported at once. No value is looked at here.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import narwhals as nw
from attrs import field, frozen

from asn_appraisal.errors import Place, Problem, RecordError, suggestion
from asn_appraisal.formula.tree import Judgement
from asn_appraisal.policy import CalibrationRules, Policy
from asn_appraisal.record import FrozenMap
from asn_appraisal.scoring.intake import used_fields

#: The columns that a table may have beside the fields of its rows.
MORE_COLUMNS = {
    "results": ("title",),
    "indicators": ("title", "unit"),
    "behaviours": (),
    "competencies": (),
    "periods": (),
    "judgements": ("measure", "level", "reason", "evidence"),
}
#: What each row of a table is told from the others by.
ROW_KEYS = {
    "results": ("id",),
    "indicators": ("result", "id"),
    "behaviours": ("aspect", "rater", "by"),
    "competencies": ("competency",),
    "periods": ("period",),
}
#: Fields that may be left out of a table although a measure reads them: they have a default, or
#: follow from another table or column.
OPTIONAL = {
    "results": ("kind",),
    "indicators": ("result", "kind", "id", "at_maximum"),
    "behaviours": ("rater", "by"),
    "competencies": ("cluster",),
    "periods": (),
}
#: Fields whose value can be not applicable, with a reason in a column of its own.
QUANTITIES = {
    "results": ("rating",),
    "indicators": ("actual",),
    "behaviours": ("value", "rating"),
    "competencies": ("attained",),
}
NOT_APPLICABLE = "_not_applicable"
#: As many decimal places as floats can mean.
_MOST_PLACES = 12
#: Columns of our own begin so; engines that ignore case must not confuse two of them.
PREFIX = "asn__"
#: Beside a column of text that was read: whether a number was too large, or none at all.
FAR = f"{PREFIX}far_"
BAD = f"{PREFIX}bad_"


#: Decimals of so many digits are 64-bit integers in every engine.
DIGITS = 18


@frozen
class Column:
    """Kolom: one column as it was handed over."""

    name: str
    dtype: Any
    #: The decimal places that the caller stated for a column of floats, or None.
    places: int | None = None
    #: The denominator of text that was read as integers, or None.
    below: int | None = None
    #: Whether every row has a value; False where nobody has looked.
    full: bool = False
    #: The least and the largest value, in units of its last decimal; None where nobody has looked.
    span: tuple[int, int] | None = None
    #: Whether every row has a word that the policy takes; None where nobody has looked.
    fits: bool | None = None

    @property
    def is_number(self) -> bool:
        """Tell whether numbers can be read from it."""
        return self.is_integer or self.is_decimal or self.is_text or self.places is not None

    @property
    def is_integer(self) -> bool:
        """Tell whether it holds integers."""
        return bool(self.dtype.is_integer())

    @property
    def is_decimal(self) -> bool:
        """Tell whether it holds decimals."""
        return isinstance(self.dtype, nw.Decimal)

    @property
    def is_float(self) -> bool:
        """Tell whether it holds floats."""
        return bool(self.dtype.is_float())

    @property
    def is_text(self) -> bool:
        """Tell whether it holds text, or objects that are looked at one by one."""
        return isinstance(self.dtype, nw.String | nw.Categorical | nw.Enum | nw.Object)

    @property
    def is_flag(self) -> bool:
        """Tell whether it holds flags."""
        return isinstance(self.dtype, nw.Boolean)

    @property
    def is_empty(self) -> bool:
        """Tell whether it holds nothing, so that it has no type."""
        return isinstance(self.dtype, nw.Unknown)


@frozen
class Input:
    """Tabel masukan: one table, and what its columns are."""

    table: str
    frame: Any
    columns: Mapping[str, Column] = field(factory=FrozenMap)

    def has(self, name: str) -> bool:
        """Tell whether the table has a column."""
        return name in self.columns

    def doubts(self) -> list[str]:
        """Return the columns beside text that was read: what is too large, or no number."""
        names = [name for name, column in self.columns.items() if column.below is not None]
        return [f"{doubt}{name}" for name in names for doubt in (FAR, BAD)]


@frozen
class Inputs:
    """Semua tabel masukan."""

    key: str
    tables: Mapping[str, Input]

    def get(self, table: str) -> Input | None:
        """Return a table, or None where it was not handed over."""
        return self.tables.get(table)


def read_inputs(
    policy: Policy, given: Mapping[str, Any], key: str, decimals: Mapping[str, int]
) -> Inputs:
    """Check the tables as tables.

    Raises:
        RecordError: with every problem of every table.
    """
    problems: list[Problem] = []
    tables: dict[str, Input] = {}
    for table, native in given.items():
        if native is None:
            continue
        try:
            frame = nw.from_native(native)
        except TypeError:
            kind = type(native).__name__
            problems.append(_problem("ASN-K001", table, table=table, kind=kind))
            continue
        schema = frame.collect_schema()
        columns = {
            name: Column(name, dtype, decimals.get(f"{table}.{name}", decimals.get(name)))
            for name, dtype in schema.items()
        }
        tables[table] = Input(table, frame, FrozenMap(columns))
    inputs = Inputs(key, FrozenMap(tables))
    if not tables and not problems:
        problems.append(_problem("ASN-K002", "", key=key))
    problems += _key_problems(inputs)
    problems += _table_problems(policy, inputs)
    problems += _decimals_problems(inputs, decimals)
    if problems:
        raise RecordError(problems)
    return inputs


def _problem(code: str, where: str, **values: object) -> Problem:
    return Problem(code, Place(where) if where else None, values)


def _key_problems(inputs: Inputs) -> Iterable[Problem]:
    kinds: dict[str, list[str]] = {}
    for table, given in inputs.tables.items():
        column = given.columns.get(inputs.key)
        if column is None:
            near = suggestion(inputs.key, given.columns)
            yield _problem("ASN-K003", table, table=table, key=inputs.key, **near)
        elif column.is_float:
            yield _problem("ASN-K004", f"{table}.{inputs.key}", table=table, key=inputs.key)
        else:
            kind = "integer" if column.is_integer else "text" if column.is_text else "other"
            kinds.setdefault(kind, []).append(table)
    if len(kinds) > 1:
        listed = "; ".join(f"{kind}: {', '.join(tables)}" for kind, tables in kinds.items())
        yield _problem("ASN-K005", inputs.key, key=inputs.key, listed=listed)


def _table_problems(policy: Policy, inputs: Inputs) -> Iterable[Problem]:
    used = used_fields(policy)
    for table, rules in policy.evidence.tables.items():
        given = inputs.get(table)
        needed = used.get(table, frozenset())
        if given is None:
            if table == "results" and inputs.get("indicators") is not None:
                if needed - {"id", "kind"}:
                    yield _problem("ASN-K006", table, table=table)
                continue
            yield _problem("ASN-K006", table, table=table)
            continue
        for name in sorted(needed):
            if not _is_there(given, table, name):
                near = suggestion(name, given.columns)
                yield _problem("ASN-K007", f"{table}.{name}", table=table, column=name, **near)
        for name, each in rules.fields.items():
            column = given.columns.get(name)
            if column is not None:
                free = each.kind.name == "choice" and not each.kind.words
                yield from _type_problems(table, column, each.kind.name, free=free)
    yield from _fact_problems(policy, inputs)
    judgements = inputs.get("judgements")
    if judgements is not None:
        for name in ("measure", "level"):
            if not judgements.has(name):
                near = suggestion(name, judgements.columns)
                yield _problem(
                    "ASN-K007", f"judgements.{name}", table="judgements", column=name, **near
                )


def _is_there(given: Input, table: str, name: str) -> bool:
    if given.has(name) or name in OPTIONAL[table]:
        return True
    if name in ("target_from", "target_to"):
        return given.has("target") or (given.has("target_from") and given.has("target_to"))
    return name == "target" and given.has("target_from") and given.has("target_to")


def _fact_problems(policy: Policy, inputs: Inputs) -> Iterable[Problem]:
    given = inputs.get("facts")
    for name, rule in policy.evidence.facts.items():
        column = given.columns.get(name) if given is not None else None
        if column is not None:
            yield from _type_problems("facts", column, rule.kind.name)
        elif rule.default is None:
            if given is None:
                yield _problem("ASN-K008", "facts", fact=name)
            else:
                near = suggestion(name, given.columns)
                yield _problem("ASN-K007", f"facts.{name}", table="facts", column=name, **near)


def _type_problems(
    table: str, column: Column, kind: str, *, free: bool = False
) -> Iterable[Problem]:
    """Say what is wrong with the type of a column, for a field of a kind; `free`: any word."""
    where, values = f"{table}.{column.name}", {"table": table, "column": column.name}
    found = str(column.dtype)
    if column.is_empty:
        return
    if kind == "number":
        if column.is_float and column.places is None:
            yield _problem("ASN-K009", where, **values, found=found)
        elif not column.is_number:
            yield _problem("ASN-K010", where, **values, found=found, **_called("number"))
    elif kind == "flag":
        if not (column.is_flag or column.is_text):
            yield _problem("ASN-K010", where, **values, found=found, **_called("flag"))
    elif not column.is_text and not (free and column.is_integer):
        yield _problem("ASN-K010", where, **values, found=found, **_called("text"))


def _called(kind: str) -> dict[str, str]:
    words = {
        "number": ("bilangan bulat atau desimal", "integers or decimals"),
        "flag": ("ya/tidak (boolean)", "flags (boolean)"),
        "text": ("teks", "text"),
    }
    return dict(zip(("expected_id", "expected_en"), words[kind], strict=True))


def _decimals_problems(inputs: Inputs, decimals: Mapping[str, int]) -> Iterable[Problem]:
    known = {
        each
        for table, given in inputs.tables.items()
        for name in given.columns
        for each in (name, f"{table}.{name}")
    }
    for name, places in decimals.items():
        if name not in known:
            yield _problem("ASN-K011", name, column=name, **suggestion(name, known))
        elif type(places) is not int or not 0 <= places <= _MOST_PLACES:
            yield _problem("ASN-K012", name, column=name, places=places)


def judgement_names(policy: Policy) -> list[str]:
    """Return the measures that people decide."""
    return [name for name, each in policy.measures.items() if isinstance(each.body, Judgement)]


def check_pools(rules: CalibrationRules, frames: Mapping[str, Any], key: str) -> None:
    """Check the tables of a calibration.

    Raises:
        RecordError: columns are lacking.
    """
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
