"""From expressions over integers to the expressions of Narwhals, column by column.

A quotient is a column of its own. In Narwhals its two numbers become columns first, so that an
engine does not work out a long expression twice, and one whose quotient goes through doubles can
be repaired.
"""

from collections.abc import Collection
from functools import cached_property
from typing import Any

import narwhals as nw
from attrs import define, field

from .inputs import PREFIX
from .integers import Ex, add, bounded, col, flag_col, floor_div
from .writing import Writer, emit, writer_of


@define
class Columns:
    """Kolom kerja: a table of some engine to which columns are added, layer by layer."""

    frame: Any
    #: What tells its columns from those of other tables.
    tag: str = "x"
    #: Whether quotients of integers are repaired, because the engine divides doubles.
    repairs: bool = False
    _made: dict[int, Ex] = field(factory=dict)
    _kept: list[Ex] = field(factory=list)
    _waiting: dict[str, Any] = field(factory=dict)
    #: Columns that are written for the engine itself.
    _native: dict[str, Any] = field(factory=dict)
    _count: int = 0

    @cached_property
    def writer(self) -> Writer | None:
        """Return what writes for the engine; the table may change, the engine stays."""
        return writer_of(self.frame)

    def over(self, frame: Any, tag: str) -> "Columns":
        """Return the columns of a part of the table, which has all that was made here."""
        self.flush()
        return Columns(frame, tag, self.repairs, dict(self._made), list(self._kept))

    def fresh(self, stem: str) -> str:
        """Return a name that no other column has, whatever the case."""
        self._count += 1
        return f"{PREFIX}{self.tag}{self._count}_{stem}"

    def put(self, ex: Ex, name: str | None = None) -> Ex:
        """Make a column of an expression, at most once, and return it as a column."""
        if name is None and (ex.op == "col" or ex.is_literal):
            return ex
        if name is None and id(ex) in self._made:
            return self._made[id(ex)]
        flat = self._flat(ex)
        called = name or self.fresh("c")
        self._write(called, flat)
        made = flag_col(called) if ex.is_flag else col(called, ex.low, ex.high)
        self._made[id(ex)] = made
        self._kept.append(ex)
        return made

    def add(
        self, name: str, expression: Any, ex: Ex | None = None, *, reads: Collection[str] = ()
    ) -> None:
        """Add a column, in one layer with others where it reads none of them.

        Args:
            name: the column.
            expression: what it is, in Narwhals.
            ex: what it is, from which is seen what it reads.
            reads: columns that it reads besides; those that were handed over need no mention.
        """
        wanted = {*reads} if ex is None else {*reads, *names_in(ex)}
        if not {*wanted, name}.isdisjoint(self._waiting.keys() | self._native.keys()):
            self.flush()
        self._waiting[name] = expression

    def _write(self, name: str, ex: Ex) -> None:
        """Add a column of an expression, written for the engine itself where that is shorter."""
        writer = self.writer
        if writer is None:
            self.add(name, emit(ex), ex)
            return
        if not names_in(ex).isdisjoint(self._waiting.keys() | self._native.keys()):
            self.flush()
        self._native[name] = writer.write(ex)

    def flush(self) -> Any:
        """Bring all columns into the table and return it."""
        if self._native:
            # None of those that wait reads another.
            assert self.writer is not None
            self.frame = nw.from_native(self.writer.added(nw.to_native(self.frame), self._native))
            self._native = {}
        if self._waiting:
            self.frame = self.frame.with_columns(**self._waiting)
            self._waiting = {}
        return self.frame

    def _flat(self, ex: Ex) -> Ex:
        """Return an expression with every quotient in it as a column."""
        if ex.op in ("lit", "col", "word_is", "words_equal"):
            return ex
        if id(ex) in self._made:
            return self._made[id(ex)]
        if ex.op == "div":
            return self._quotient(ex)
        args = tuple(self._flat(each) for each in ex.args)
        if all(new is old for new, old in zip(args, ex.args, strict=True)):
            return ex
        return Ex(ex.op, args, ex.low, ex.high, ex.is_flag)

    def _quotient(self, ex: Ex) -> Ex:
        part = self._flat if self.writer is not None and self.writer.nests else self.put
        top, below = part(ex.args[0]), part(ex.args[1])
        quotient = floor_div(top, below)
        if quotient.op != "div":
            return quotient
        if self.repairs:
            quotient = self._repaired(quotient, top, below)
        name = self.fresh("q")
        self._write(name, quotient)
        made = col(name, ex.low, ex.high)
        self._made[id(ex)] = made
        self._kept.append(ex)
        return made

    def _repaired(self, quotient: Ex, top: Ex, below: Ex) -> Ex:
        """Correct a quotient that a division of doubles may have missed by one.

        A quotient of doubles below 2^51 is off by less than one, so the remainder says by how
        much: `q += (r >= below) - (r < 0)`.
        """
        name = self.fresh("d")
        self.add(name, emit(quotient).cast(nw.Int64), quotient)
        first = col(name, 0, quotient.high)
        rest = nw.col(name) * emit(below)
        left = self.fresh("r")
        self.add(left, emit(top) - rest, top, reads=[name, *names_in(below)])
        one, none = nw.lit(1, nw.Int64), nw.lit(0, nw.Int64)
        high = nw.when(nw.col(left) >= emit(below)).then(one).otherwise(none)
        low = nw.when(nw.col(left) < 0).then(one).otherwise(none)
        fixed = self.fresh("f")
        self.add(fixed, nw.col(name) + high - low, below, reads=[name, left])
        return bounded(add(col(fixed, first.low, first.high), _ZERO), 0, quotient.high)


_ZERO = Ex("lit", (0,), 0, 0)


def names_in(ex: Ex) -> set[str]:
    """Return the columns that an expression reads."""
    if ex.op in ("col", "word_is"):
        return {ex.args[0]}
    if ex.op == "words_equal":
        return set(ex.args)
    if ex.op == "lit":
        return set()
    found: set[str] = set()
    for each in ex.args:
        found |= names_in(each)
    return found
