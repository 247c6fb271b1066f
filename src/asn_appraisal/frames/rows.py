"""A table on its way: its rows with every field as integers, and what is wrong with each row."""

from collections.abc import Mapping
from math import lcm
from typing import Any

import narwhals as nw
from attrs import define, field, frozen

from asn_appraisal.formula import Range

from .emitting import Columns
from .inputs import BAD, DIGITS, FAR, PREFIX, Column
from .integers import (
    FALSE,
    LIMIT,
    TRUE,
    Ex,
    all_of,
    any_of,
    at_most,
    bounded,
    col,
    flag_col,
    lit,
    mul,
    not_,
)
from .values import Val

#: The key of the appraisal, and the result that a row belongs to, in every table.
KEY = f"{PREFIX}key"
RESULT = f"{PREFIX}result"
#: No appraisal that is scored in columns has as many rows of one table.
TOO_MANY = 2**10
MOST_ROWS = TOO_MANY - 1


@frozen
class Trouble:
    """Masalah baris: a problem that a row can have, and when it has it."""

    code: str
    where: str
    holds: Ex


@define
class Rows:
    """Baris satu tabel: its columns, fields, measures and troubles."""

    table: str
    columns: Columns
    fields: dict[str, Val] = field(factory=dict)
    measures: dict[str, Val] = field(factory=dict)
    #: Values of the appraisal, or of the result, brought to each row.
    brought: dict[Any, Val] = field(factory=dict)
    #: By aggregate, whether there was nothing to range over.
    empty: dict[int, Ex] = field(factory=dict)
    troubles: list[Trouble] = field(factory=list)
    #: Whatever makes a row one that has to be looked at; no trouble holds for any other row.
    odd: list[Ex] = field(factory=list)
    #: Whether the row counts.
    keep: Ex = TRUE
    #: Whether a number lies beyond what is computed here.
    far: Ex = FALSE
    #: Whether the row must fill in its fields; rows that are not asked for need not.
    asked: Ex = TRUE

    @property
    def unread(self) -> str:
        """Return the code of a value that is no number."""
        return "ASN-E002" if self.table == "periods" else "ASN-K021"

    def report(self, code: str, name: str, holds: Ex, *, known: bool = False) -> None:
        """Note a problem that a row can have; `known` where it makes the row odd already."""
        holds = all_of([self.asked, holds])
        if holds is FALSE:
            return
        self.troubles.append(Trouble(code, f"{self.table}.{name}", holds))
        if not known:
            self.odd.append(holds)

    def too_far(self, holds: Ex) -> None:
        """Note when a number lies beyond what is computed here; the row is odd already."""
        self.far = any_of([self.far, all_of([self.asked, holds])])

    def is_odd(self) -> Ex:
        """Return whether a row has to be looked at."""
        return any_of(self.odd)


@frozen
class Number:
    """Angka mentah: integers as they were handed over, before any rule is applied."""

    #: The integers, 0 where there is none.
    top: Ex
    #: What they are divided by.
    scale: int
    #: Whether there is a number.
    there: Ex
    #: Whether it is so large that it was not read.
    far: Ex = FALSE
    #: Whether it is no number of the places stated.
    bad: Ex = FALSE


def raw_number(rows: Rows, column: Column) -> Number:
    """Read a column of numbers as integers."""
    name, columns = column.name, rows.columns
    if column.is_empty:
        return Number(lit(0), 1, FALSE)
    value = nw.col(name)
    top = columns.fresh("n")
    if column.is_float:
        return _floats(columns, column, columns.fresh("t"), top)
    there = there_of(columns, column)
    made = col(top, *(column.span or (-LIMIT, LIMIT)))
    if column.below is not None:
        # Text that was read before: integers over one denominator, with its doubts beside it.
        _add_filled(columns, top, there, value)
        return Number(made, column.below, there, flag_col(f"{FAR}{name}"), flag_col(f"{BAD}{name}"))
    if column.is_decimal:
        far = _add_decimals(columns, column, there, top)
        return Number(made, 10**column.dtype.scale, there, far)
    if column.dtype in (nw.UInt64, nw.UInt128, nw.Int128) and column.span is None:
        far = _guarded(columns, value, there, LIMIT)
        value = nw.when(~nw.col(_name(far))).then(value).otherwise(nw.lit(0))
        _add_filled(columns, top, there, value.cast(nw.Int64), _name(far))
        return Number(made, 1, there, far)
    # Nulls stay: whatever reads the number asks whether it is there in the same breath.
    columns.add(top, value.cast(nw.Int64))
    return Number(made, 1, there)


def there_of(columns: Columns, column: Column) -> Ex:
    """Return whether a row has a value; where all have one nothing is asked."""
    if column.full:
        return TRUE
    there = columns.fresh("t")
    columns.add(there, ~nw.col(column.name).is_null())
    return flag_col(there)


def _name(ex: Ex) -> str:
    found: str = ex.args[0]
    return found


def _add_filled(columns: Columns, top: str, there: Ex, value: Any, *reads: str) -> None:
    filled = where(there, value.cast(nw.Int64), nw.lit(0, nw.Int64))
    columns.add(top, filled, there, reads=reads)


def where(there: Ex, value: Any, otherwise: Any) -> Any:
    """Return a value where there is one, and another elsewhere."""
    if there is TRUE:
        return value
    return nw.when(nw.col(_name(there))).then(value).otherwise(otherwise)


def _guarded(columns: Columns, value: Any, there: Ex, limit: int, *reads: str) -> Ex:
    """Add the flag that a number is there and lies beyond a limit."""
    far = columns.fresh("f")
    outside = (value > limit) | (value < -limit)
    columns.add(far, where(there, outside, nw.lit(value=False)), there, reads=reads)
    return flag_col(far)


def _add_decimals(columns: Columns, column: Column, there: Ex, top: str) -> Ex:
    """Add decimals as integers; return the flag that one was too large to be read."""
    places, value = column.dtype.scale, nw.col(column.name)
    far: Ex = FALSE
    wide = column.dtype.precision > DIGITS
    if wide and column.span is None:
        far = _guarded(columns, value, there, 10 ** max(0, DIGITS - places) - 1)
        inside = where(there, ~nw.col(_name(far)), nw.lit(value=False))
        value = nw.when(inside).then(value).otherwise(nw.lit(0))
    if wide or column.dtype.precision + places >= DIGITS:
        # One digit more, so that no engine multiplies in 64 bits.
        value = value.cast(nw.Decimal(max(DIGITS, places) + 1, places))
    scaled = (value * nw.lit(10**places)).cast(nw.Int64) if places else value.cast(nw.Int64)
    _add_filled(columns, top, there, scaled, *([] if far is FALSE else [_name(far)]))
    return far


def _floats(columns: Columns, column: Column, there: str, top: str) -> Number:
    """Read floats whose decimal places the caller stated; any other number is a fault."""
    places = column.places or 0
    value = nw.col(column.name)
    nothing = value.is_null() | value.is_nan()
    columns.add(there, nw.when(value.is_null()).then(nw.lit(value=False)).otherwise(~nothing))
    scaled, whole, bad = columns.fresh("x"), columns.fresh("w"), columns.fresh("b")
    filled = nw.when(nw.col(there)).then(value).otherwise(nw.lit(0, nw.Float64))
    columns.add(scaled, filled * nw.lit(10**places, nw.Float64), reads=[there])
    # Beyond 2^53 floats have no places to state.
    far = _guarded(columns, nw.col(scaled), flag_col(there), 2**53, scaled)
    inside = nw.col(there) & ~nw.col(_name(far))
    near = nw.when(inside).then(nw.col(scaled)).otherwise(nw.lit(0, nw.Float64))
    columns.add(whole, near.round(0), reads=[there, _name(far), scaled])
    gap = nw.col(scaled) - nw.col(whole)
    wrong = (gap * 1000 > 1) | (gap * 1000 < -1)  # as in `stated`
    columns.add(bad, inside & wrong, reads=[there, _name(far), scaled, whole])
    columns.add(top, nw.col(whole).cast(nw.Int64), reads=[whole])
    return Number(col(top, -LIMIT, LIMIT), 10**places, flag_col(there), far, flag_col(bad))


# Rules over raw numbers -----------------------------------------------------------------


@frozen
class Lawful:
    """Angka yang sah: a number as the rules take it, and whether it is there."""

    val: Val
    #: Whether a number was handed over, lawful or not.
    there: Ex


def lawful_number(  # noqa: PLR0913, PLR0917 - what is known of one field
    rows: Rows, name: str, raw: Number, limits: Range, scale: int, cap: int, code: str = "ASN-E001"
) -> Lawful:
    """Apply the limits of a field; a number outside becomes one inside, and a trouble.

    Args:
        rows: the table.
        name: the field.
        raw: what was handed over.
        limits: what the policy takes.
        scale: the denominator that the field shares with others.
        cap: the largest size, in units of 1/scale, that is computed here.
        code: the code of a number outside the limits.
    """
    factor = scale // raw.scale
    low, high = _ends(limits, raw.scale)
    most = cap // factor
    inside = all_of(
        [
            raw.there,
            not_(raw.far),
            not_(raw.bad),
            TRUE if low is None else at_most(lit(max(low, -LIMIT)), raw.top),
            TRUE if high is None else at_most(raw.top, lit(min(high, LIMIT))),
        ]
    )
    known = all_of([raw.there, not_(raw.far), not_(raw.bad)])
    rows.report(code, name, all_of([known, not_(inside)]), known=True)
    rows.report(rows.unread, name, all_of([raw.there, raw.bad]), known=True)
    least_here = -most if low is None else max(low, -most)
    most_here = most if high is None else min(high, most)
    if least_here > most_here:
        least_here = most_here = low if low is not None else high or 0
    near = all_of([raw.there, at_most(lit(least_here), raw.top), at_most(raw.top, lit(most_here))])
    rows.too_far(any_of([all_of([raw.there, raw.far]), all_of([inside, not_(near)])]))
    exact_limits = [
        at_most(lit(least_here), raw.top),
        at_most(raw.top, lit(most_here)),
    ]
    fine = rows.columns.put(all_of([raw.there, not_(raw.far), not_(raw.bad), *exact_limits]))
    rows.odd.append(all_of([rows.asked, raw.there, not_(fine)]))
    safe = min(max(raw.scale, least_here), most_here)
    taken = (
        bounded(raw.top, least_here, most_here)
        if fine is TRUE
        else Ex("when", (fine, raw.top, lit(safe)), least_here, most_here)
    )
    value = rows.columns.put(mul(taken, lit(factor)))
    return Lawful(Val(value, lit(scale), raw.there), raw.there)


def _ends(limits: Range, scale: int) -> tuple[int | None, int | None]:
    """Return the least and the largest integer over a scale that limits allow."""
    low = high = None
    if limits.low is not None:
        exact = limits.low * scale
        low = -(-exact.numerator // exact.denominator)
        low += limits.low_open and low == exact
    if limits.high is not None:
        exact = limits.high * scale
        high = exact.numerator // exact.denominator
        high -= limits.high_open and high == exact
    return low, high


def shared_scale(numbers: Mapping[str, Number]) -> int:
    """Return the denominator that several columns share."""
    return lcm(1, *(each.scale for each in numbers.values()))
