"""From a board that was computed to the answer: values, status and reasons, one row an appraisal."""

from decimal import Decimal
from typing import Any

import narwhals as nw
from attrs import define, field

from asn_appraisal.policy import Measure

from .board import Board
from .emitting import emit
from .gathering import fill
from .inputs import ROW_KEYS
from .intake import DEFAULT_WORDS
from .integers import FALSE, TRUE, Ex, all_of, any_of, as_number, col, less, lit, not_
from .joining import bring
from .rows import KEY, RESULT, Rows, Trouble
from .values import Val

#: Marks appraisals that have to be scored one by one.
NEEDED = "asn__needed"
_UNSCORED = "ASN-K020 "


@define
class Answering:
    """Jawaban papan nilai: what is said about each appraisal."""

    board: Board
    #: Whether appraisals that need it are scored afterwards; else they are reported here.
    rescues: bool
    troubles: list[Trouble] = field(factory=list)
    gaps: dict[str, Ex] = field(factory=dict)
    far: Ex = FALSE
    refused: Ex = FALSE
    stopped: Ex = FALSE

    def answer(self) -> Any:
        """Return one row an appraisal."""
        board, whole = self.board, self.board.whole
        self.troubles = list(board.troubles)
        far = list(board.far)
        for rows in board.tables.values():
            far.append(self._odd(rows))
        put = whole.columns.put
        self.far = put(any_of(far))
        self.troubles = [
            Trouble(each.code, each.where, put(each.holds))
            for each in self.troubles
            if each.holds is not FALSE
        ]
        stops = [each.holds for each in self.troubles if each.code.startswith("ASN-S")]
        refuses = [each.holds for each in self.troubles if not each.code.startswith("ASN-S")]
        self.refused, self.stopped = put(any_of(refuses)), put(any_of(stops))
        return self._selected()

    def _odd(self, rows: Rows) -> Ex:
        """Bring the troubles of rows to the board; few rows have any. Return what is too far."""
        put = rows.columns.put
        flags: dict[tuple[str, str], list[Ex]] = {}
        for each in rows.troubles:
            flags.setdefault((each.code, each.where), []).append(each.holds)
        for name, val in rows.measures.items():
            if val.ok is not TRUE:
                flags["", name] = [all_of([rows.keep, not_(val.ok)])]
        if rows.far is not FALSE:
            flags["far", ""] = [rows.far]
        joined = {key: put(any_of(parts)) for key, parts in flags.items()}
        odd = put(any_of(list(joined.values())))
        if odd is FALSE:
            return FALSE
        names = {key: put(as_number(ex)) for key, ex in joined.items()}
        frame = rows.columns.flush().filter(emit(odd))
        renamed = {key: rows.columns.fresh("odd") for key in names}
        parts = {renamed[key]: nw.col(ex.args[0]).max() for key, ex in names.items() if not ex.is_literal}
        for key, ex in names.items():
            if ex.is_literal:
                parts[renamed[key]] = nw.len()
        frame = frame.group_by(KEY).agg(**parts)
        columns = self.board.whole.columns
        columns.frame = columns.flush().join(frame, on=KEY, how="left")
        fill(columns, list(parts))
        far: Ex = FALSE
        for key, name in renamed.items():
            holds = less(lit(0), col(name, 0, 2**40))
            if key[0] == "far":
                far = holds
            elif key[0]:
                self.troubles.append(Trouble(*key, holds))
            else:
                self.gaps[key[1]] = holds
        return far

    # Rows -------------------------------------------------------------------------------

    def rows(self) -> dict[str, Any]:
        """Return, by table, one row for each row that counts, with the measures of rows."""
        found = {}
        policy = self.board.policy
        blocked = {"blocked": Val(any_of([self.refused, self.far])), "far": Val(self.far)}
        for table, rows in self.board.tables.items():
            measures = {n: m for n, m in policy.measures.items() if n in rows.measures}
            if not measures:
                continue
            said = bring(rows, self.board.whole, blocked)
            plain = rows.columns.put(not_(said["blocked"].top))
            shown = {
                name: shown_value(each, rows.measures[name], all_of([plain, rows.measures[name].ok]), rows)
                for name, each in measures.items()
            }
            keys = {name: _row_key(name, table, self.board) for name in ROW_KEYS[table]}
            more = {NEEDED: emit(rows.columns.put(said["far"].top))} if self.rescues else {}
            frame = rows.columns.flush()
            if not rows.keep.is_literal:
                frame = frame.filter(emit(rows.keep))
            frame = frame.select(nw.col(KEY).alias(self.board.inputs.key), **keys, **shown, **more)
            found[table] = frame
        return found

    # What is shown ----------------------------------------------------------------------

    def _selected(self) -> Any:
        board, whole = self.board, self.board.whole
        policy = board.policy
        plain = whole.columns.put(not_(any_of([self.refused, self.far])))
        shown = {}
        for name, measure in policy.measures.items():
            if measure.rows is not None:
                continue
            val = whole.measures[name]
            parts = [plain, val.ok]
            if name == policy.result:
                parts.append(not_(self.stopped))
            shown[name] = shown_value(measure, val, all_of(parts), whole)
        result = policy.measures[policy.result]
        has: Ex = TRUE
        if result.rows is None:
            has = whole.columns.put(whole.measures[policy.result].ok)
        complete = whole.columns.put(all_of([plain, not_(self.stopped), has]))
        words = nw.when(emit(complete)).then(nw.lit("complete")).otherwise(nw.lit("incomplete"))
        words = nw.when(emit(self.refused)).then(nw.lit("refused")).otherwise(words)
        words = nw.when(emit(self.far)).then(nw.lit("unscored")).otherwise(words)
        reasons = self._reasons(has)
        frame = whole.columns.flush()
        key = board.inputs.key
        more = {NEEDED: emit(self.far)} if self.rescues else {}
        return frame.select(
            nw.col(KEY).alias(key), **shown, status=words, reasons=reasons, **more
        )

    def _reasons(self, has: Ex) -> Any:
        nothing = nw.lit("")
        parts: dict[str, list[Ex]] = {}
        for each in self.troubles:
            refuses = not each.code.startswith("ASN-S")
            holds = each.holds if refuses else all_of([each.holds, not_(self.refused)])
            parts.setdefault(f"{each.code} {each.where}".strip(), []).append(holds)
        if not self.rescues and self.far is not FALSE:
            parts[_UNSCORED.strip()] = [self.far]
        gap = self._first_gap(has)
        texts = []
        for text, flags in sorted(parts.items()):
            holds = emit(self.board.whole.columns.put(any_of(flags)))
            texts.append(nw.when(holds).then(nw.lit(f"{text}; ")).otherwise(nothing))
        if gap is not None:
            texts.append(gap)
        if not texts:
            return nothing
        whole = nw.concat_str(*texts) if len(texts) > 1 else texts[0]
        columns = self.board.whole.columns
        columns.flush()
        return whole.str.strip_chars("; ")

    def _first_gap(self, has: Ex) -> Any:
        """Say which measure comes first that has no value, where nothing else stops the result."""
        if has is TRUE:
            return None
        board, whole = self.board, self.board.whole
        text: Any = nw.lit("")
        for name, measure in reversed(list(board.policy.measures.items())):
            if measure.rows is None:
                lacks = not_(whole.measures[name].ok)
            else:
                lacks = self.gaps.get(name, FALSE)
            if lacks is FALSE:
                continue
            flag = whole.columns.put(lacks)
            said = nw.lit(f"ASN-S003 {name}; ")
            text = nw.when(emit(flag)).then(said).otherwise(text)
        here = all_of([not_(has), not_(self.stopped), not_(self.refused), not_(self.far)])
        flag = whole.columns.put(here)
        return nw.when(emit(flag)).then(text).otherwise(nw.lit(""))


def _row_key(name: str, table: str, board: Board) -> Any:
    """Return a part of what a row is told from the others by, as text."""
    if name == "result" or (name == "id" and table == "results"):
        return nw.col(RESULT)
    given = board.inputs.get(table)
    if given is not None and given.has(name):
        value = nw.col(name).cast(nw.String)
        other = DEFAULT_WORDS.get(name)
        if other is None:
            return value
        return nw.when(~nw.col(name).is_null()).then(value).otherwise(nw.lit(other))
    return nw.lit(DEFAULT_WORDS.get(name, ""))


def shown_value(measure: Measure, val: Val, there: Ex, rows: Rows) -> Any:
    """Write the value of a measure as the answer shows it; nothing where it is not there."""
    put = rows.columns.put
    held = put(there)
    kind = measure.kind
    if kind.name == "flag":
        return nw.when(emit(held)).then(emit(put(val.top)))
    if kind.name == "number":
        if measure.round is not None:
            unit = Decimal(1).scaleb(-measure.round.places)
            value = _decimal(put(val.top), unit, measure.round.places)
            return nw.when(emit(held)).then(value)
        top, below = emit(put(val.top)), emit(put(val.below))
        text = nw.concat_str(top.cast(nw.String), nw.lit("/"), below.cast(nw.String))
        return nw.when(emit(held)).then(text)
    if val.word is not None:
        return nw.when(emit(held)).then(nw.col(val.word))
    code = emit(put(val.top))
    text = nw.lit(val.words[-1])
    for at, word in reversed(list(enumerate(val.words[:-1]))):
        text = nw.when(code == at).then(nw.lit(word)).otherwise(text)
    return nw.when(emit(held)).then(text)


def _decimal(ex: Ex, unit: Decimal, places: int) -> Any:
    """Write integers of the last place as decimals."""
    whole = emit(ex).cast(nw.Decimal(19, 0))
    return (whole * nw.lit(unit)).cast(nw.Decimal(38, places)) if places else whole.cast(nw.Decimal(38, 0))
