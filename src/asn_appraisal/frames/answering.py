"""From a computed board to the answer: values, status and reasons, one row an appraisal."""

from decimal import Decimal
from typing import Any

import narwhals as nw
from attrs import define, field

from asn_appraisal.policy import Measure

from .board import Board
from .inputs import PREFIX, ROW_KEYS
from .intake import DEFAULT_WORDS
from .integers import FALSE, TRUE, Ex, all_of, any_of, flag_col, not_
from .joining import bring
from .rows import KEY, RESULT, Rows, Trouble
from .values import Val
from .writing import emit

#: Marks appraisals that have to be scored one by one.
NEEDED = f"{PREFIX}needed"
_STATUS, _REASONS = f"{PREFIX}status", f"{PREFIX}reasons"
_ODD = f"{PREFIX}odd"
_BLOCKED, _STOPPED = f"{PREFIX}blocked", f"{PREFIX}stopped"
_UNSCORED = "ASN-K020 "


@define
class Answering:
    """Jawaban papan nilai: what is said about each appraisal."""

    board: Board
    #: Whether appraisals that need it are scored afterwards; else they are reported here.
    rescues: bool
    #: Whether the measures of rows are wanted as well.
    detail: bool
    #: Where troubles are told: the whole board, or the odd appraisals alone.
    desk: Rows = field(init=False)
    troubles: list[Trouble] = field(factory=list)
    gaps: dict[str, Ex] = field(factory=dict)
    far: Ex = FALSE
    refused: Ex = FALSE
    stopped: Ex = FALSE

    def __attrs_post_init__(self) -> None:
        """Begin with the whole board."""
        self.desk = self.board.whole

    def answer(self) -> Any:
        """Return one row an appraisal.

        Where it is known which appraisals are odd, the others are answered without asking what is
        wrong with them: nothing is.
        """
        board, whole = self.board, self.board.whole
        has = self._has()
        if self.detail or not board.splits:
            return self._told(has)
        odd = any_of([*board.odd, *board.found.holds(), not_(has)])
        odd = whole.columns.put(odd)
        plain = self._plain(odd)
        frame = _kept(whole.columns.flush(), odd)
        if board.looks:
            plain = plain.collect()
            marks = plain[_ODD]
            plain = (plain.filter(~marks) if marks.any() else plain).drop(_ODD).lazy()
            if not marks.any():
                return plain
        self.desk = Rows("", whole.columns.over(frame, "o"), dict(whole.fields))
        self.desk.measures = whole.measures
        return nw.concat([plain, self._told(has)])

    def _plain(self, odd: Ex) -> Any:
        """Return the answers where nothing is wrong; all of them with a mark, if looked at."""
        shown = self._shown(TRUE, FALSE)
        frame = self.board.whole.columns.flush()
        more = {NEEDED: nw.lit(value=False)} if self.rescues else {}
        if self.board.looks:
            more[_ODD] = emit(odd)
        else:
            frame = _kept(frame, not_(odd))
        key = nw.col(KEY).alias(self.board.inputs.key)
        words = {"status": nw.lit("complete"), "reasons": nw.lit("")}
        return frame.select(key, **shown, **words, **more)

    def _has(self) -> Ex:
        result = self.board.policy.measures[self.board.policy.result]
        if result.rows is not None:
            return TRUE
        return self.board.whole.columns.put(self.board.whole.measures[result.name].ok)

    def _told(self, has: Ex) -> Any:
        """Return the answers at the desk, with everything that is wrong."""
        found, of_rows, put = self.board.found, self.board.of_rows, self.desk.columns.put
        self.gaps = {**found.gapped, **of_rows.gapped}
        self.far = put(any_of([*found.far, *of_rows.far]))
        self.troubles = [
            Trouble(each.code, each.where, put(each.holds))
            for each in [*found.troubles, *of_rows.troubles]
            if each.holds is not FALSE
        ]
        stops = [each.holds for each in self.troubles if each.code.startswith("ASN-S")]
        refuses = [each.holds for each in self.troubles if not each.code.startswith("ASN-S")]
        self.refused, self.stopped = put(any_of(refuses)), put(any_of(stops))
        return self._selected(has)

    # Rows -------------------------------------------------------------------------------

    def rows(self) -> dict[str, Any]:
        """Return, by table, one row for each row that counts, with the measures of rows."""
        found = {}
        policy = self.board.policy
        blocked = {"blocked": Val(flag_col(_BLOCKED)), "far": Val(flag_col(NEEDED))}
        for table, rows in self.board.tables.items():
            measures = {n: m for n, m in policy.measures.items() if n in rows.measures}
            if not measures:
                continue
            said = bring(rows, self.board.whole, blocked)
            plain = rows.columns.put(not_(said["blocked"].top))
            shown = {
                name: shown_value(
                    each, rows.measures[name], all_of([plain, rows.measures[name].ok]), rows
                )
                for name, each in measures.items()
            }
            keys = {name: _row_key(name, table, self.board) for name in ROW_KEYS[table]}
            more = {NEEDED: emit(rows.columns.put(said["far"].top))} if self.rescues else {}
            frame = rows.columns.flush()
            frame = _kept(frame, rows.keep)
            frame = frame.select(nw.col(KEY).alias(self.board.inputs.key), **keys, **shown, **more)
            found[table] = frame
        return found

    # What is shown ----------------------------------------------------------------------

    def _selected(self, has: Ex) -> Any:
        columns = self.desk.columns
        for name, each in self._said(has).items():
            columns.add(name, each)
        columns.flush()
        shown = self._shown(not_(flag_col(_BLOCKED)), flag_col(_STOPPED))
        more = {NEEDED: nw.col(NEEDED)} if self.rescues else {}
        return columns.flush().select(
            nw.col(KEY).alias(self.board.inputs.key),
            **shown,
            status=nw.col(_STATUS),
            reasons=nw.col(_REASONS),
            **more,
        )

    def _shown(self, plain: Ex, stopped: Ex) -> dict[str, Any]:
        """Return the value of each measure of the appraisal as it is shown."""
        desk, policy = self.desk, self.board.policy
        shown = {}
        for name, measure in policy.measures.items():
            if measure.rows is not None:
                continue
            val = desk.measures[name]
            parts = [plain, val.ok]
            if name == policy.result:
                parts.append(not_(stopped))
            shown[name] = shown_value(measure, val, all_of(parts), desk)
        return shown

    def _said(self, has: Ex) -> dict[str, Any]:
        """Return what is said of each appraisal at the desk."""
        put = self.desk.columns.put
        blocked = put(any_of([self.refused, self.far]))
        complete = put(all_of([not_(blocked), not_(self.stopped), has]))
        words = nw.when(emit(complete)).then(nw.lit("complete")).otherwise(nw.lit("incomplete"))
        words = nw.when(emit(self.refused)).then(nw.lit("refused")).otherwise(words)
        words = nw.when(emit(self.far)).then(nw.lit("unscored")).otherwise(words)
        reasons = self._reasons(has)
        self.desk.columns.flush()
        return {
            _STATUS: words,
            _REASONS: reasons,
            _BLOCKED: emit(blocked),
            _STOPPED: emit(self.stopped),
            NEEDED: emit(self.far),
        }

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
            holds = emit(self.desk.columns.put(any_of(flags)))
            texts.append(nw.when(holds).then(nw.lit(f"; {text}")).otherwise(nothing))
        if gap is not None:
            texts.append(gap)
        if not texts:
            return nothing
        whole = nw.concat_str(*texts) if len(texts) > 1 else texts[0]
        return whole.str.slice(2)

    def _first_gap(self, has: Ex) -> Any:
        """Say which measure comes first that has no value, where nothing else stops the result."""
        if has is TRUE:
            return None
        board, whole = self.board, self.desk
        text: Any = nw.lit("")
        for name, measure in reversed(list(board.policy.measures.items())):
            if measure.rows is None:
                lacks = not_(whole.measures[name].ok)
            else:
                lacks = self.gaps.get(name, FALSE)
            if lacks is FALSE:
                continue
            flag = whole.columns.put(lacks)
            said = nw.lit(f"; ASN-S003 {name}")
            text = nw.when(emit(flag)).then(said).otherwise(text)
        here = all_of([not_(has), not_(self.stopped), not_(self.refused), not_(self.far)])
        flag = whole.columns.put(here)
        return nw.when(emit(flag)).then(text).otherwise(nw.lit(""))


def _kept(frame: Any, flag: Ex) -> Any:
    """Return the rows for which a flag holds; engines take no flag that is the same for all."""
    if not flag.is_literal:
        return frame.filter(emit(flag))
    nothing = nw.col(KEY).is_null()
    return frame if flag.value else frame.filter(nothing & ~nothing)


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
    return (
        (whole * nw.lit(unit)).cast(nw.Decimal(38, places))
        if places
        else whole.cast(nw.Decimal(38, 0))
    )
