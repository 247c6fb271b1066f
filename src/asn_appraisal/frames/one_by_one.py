"""Appraisals that are not computed in columns: made into records, and scored by `score`.

Whatever cannot be said in 64-bit columns is said here, exactly: numbers beyond their bounds,
rules that look at rows one by one, measures that have no reading over columns.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from numbers import Real
from typing import Any

from attrs import frozen

from asn_appraisal.document import exact
from asn_appraisal.errors import AppraisalError, Problem
from asn_appraisal.policy import Policy
from asn_appraisal.record import (
    MISSING,
    Appraisal,
    Behaviour,
    CompetencyLevel,
    Indicator,
    Judgement,
    NotApplicable,
    Target,
    WorkResult,
)
from asn_appraisal.record.appraisal import PeriodResult
from asn_appraisal.scoring import score

from .inputs import NOT_APPLICABLE, Inputs, judgement_names
from .words import reason_of, too_long, written

#: The rows of one appraisal by table.
Rows = Mapping[str, Sequence[Mapping[str, Any]]]
#: How far a number may lie from one with the places stated, in units of the last place.
NEAR = Fraction(1, 1000)


class NotANumberError(Exception):
    """A value cannot be read as the number that a column holds."""

    def __init__(self, column: str) -> None:
        """Name the column."""
        super().__init__(column)
        self.column = column


@frozen
class Answer:
    """Jawaban satu penilaian: its measures as they are written, its status and its reasons."""

    status: str
    reasons: str
    #: Values of the appraisal by measure.
    values: Mapping[str, Any]
    #: (table, row key) -> values of the row by measure.
    rows: Mapping[str, Mapping[Any, Mapping[str, Any]]]


@frozen
class OneByOne:
    """Scores appraisals of the tables one by one."""

    policy: Policy
    inputs: Inputs

    def answer(self, key: Any, rows: Rows) -> Answer:
        """Score one appraisal; what is wrong with it becomes a reason."""
        try:
            card = score(self.policy, self.appraisal(key, rows))
        except AppraisalError as error:
            return Answer("refused", _reasons(error.problems), {}, {})
        except NotANumberError as error:
            return Answer("refused", f"ASN-K021 {error.column}", {}, {})
        except TwiceError as error:
            return Answer("refused", f"ASN-K022 {error}", {}, {})
        except NoResultError:
            return Answer("refused", "ASN-K023 indicators.result", {}, {})
        long = too_long(self.policy, card)
        if long:
            reasons = {*map(reason_of, card.problems), *(f"ASN-K024 {name}" for name in long)}
            return Answer("unscored", "; ".join(sorted(reasons)), {}, {})
        values: dict[str, Any] = {}
        by_row: dict[str, dict[Any, dict[str, Any]]] = {}
        for name, measure in self.policy.measures.items():
            value = card[name]
            if measure.rows is None:
                values[name] = written(value, measure)
                continue
            for row_key, each in value.items():
                found = by_row.setdefault(str(measure.rows), {}).setdefault(row_key, {})
                found[name] = written(each, measure)
        return Answer(card.status, _reasons(card.problems), values, by_row)

    # The record -------------------------------------------------------------------------

    def appraisal(self, key: Any, rows: Rows) -> Appraisal:
        """Make the record of one appraisal.

        Raises:
            RecordError: the rows contradict themselves.
            NotANumberError: a value is no number.
        """
        facts = rows.get("facts", ())
        if len(facts) > 1:
            raise TwiceError("facts")
        return Appraisal(
            str(key),
            results=self._results(rows),
            behaviours=[self._behaviour(row) for row in rows.get("behaviours", ())],
            competencies=[self._competency(row) for row in rows.get("competencies", ())],
            periods=[self._period(row) for row in rows.get("periods", ())],
            facts=self._facts(facts[0]) if facts else {},
            judgements=self._judgements(rows.get("judgements", ()), facts[0] if facts else {}),
        )

    def _results(self, rows: Rows) -> list[WorkResult]:
        inside: dict[Any, list[Indicator]] = {}
        kinds: dict[Any, Any] = {}
        for at, row in enumerate(rows.get("indicators", ())):
            result = _text(row.get("result"), "work")
            kinds.setdefault(result, row.get("kind"))
            inside.setdefault(result, []).append(self._indicator(row, at))
        if self.inputs.get("results") is None:
            return [
                WorkResult(result, kind=_text(kinds[result], "main"), indicators=indicators)  # type: ignore[arg-type]
                for result, indicators in inside.items()
            ]
        made = []
        for row in rows.get("results", ()):
            name = _text(row.get("id"), "work")
            made.append(
                WorkResult(
                    name,
                    title=_text(row.get("title"), ""),
                    kind=_text(row.get("kind"), "main"),  # type: ignore[arg-type]
                    weight=self._number("results", "weight", row),
                    rating=self._rating("results", row),
                    indicators=inside.pop(name, []),
                )
            )
        if inside:
            raise NoResultError
        return made

    def _indicator(self, row: Mapping[str, Any], at: int) -> Indicator:
        return Indicator(
            _text(row.get("id"), str(at + 1)),
            title=_text(row.get("title"), ""),
            aspect=row.get("aspect"),
            polarity=row.get("polarity"),
            unit=row.get("unit"),
            target=self._target(row),
            actual=self._quantity("indicators", "actual", row),
            weight=self._number("indicators", "weight", row),
            at_maximum=bool(_flag(row.get("at_maximum"))),
        )

    def _target(self, row: Mapping[str, Any]) -> Target | None:
        single = self._number("indicators", "target", row)
        if single is not None:
            return Target.single(single)
        low = self._number("indicators", "target_from", row)
        high = self._number("indicators", "target_to", row)
        return None if low is None or high is None else Target(low, high)

    def _behaviour(self, row: Mapping[str, Any]) -> Behaviour:
        return Behaviour(
            _text(row.get("aspect"), ""),
            _text(row.get("rater"), "superior"),  # type: ignore[arg-type]
            self._quantity("behaviours", "value", row),
            rating=self._rating("behaviours", row),
            by=_text(row.get("by"), ""),
        )

    def _competency(self, row: Mapping[str, Any]) -> CompetencyLevel:
        return CompetencyLevel(
            _text(row.get("competency"), ""),
            cluster=_text(row.get("cluster"), ""),
            required=self._number("competencies", "required", row),
            attained=self._quantity("competencies", "attained", row),
        )

    def _period(self, row: Mapping[str, Any]) -> PeriodResult:
        rules = self.policy.evidence.tables["periods"]
        measures: dict[str, Any] = {}
        for name, each in rules.fields.items():
            if name in ("period", "months") or _is_null(row.get(name)):
                continue
            number = each.kind.name == "number" and not isinstance(row[name], str)
            measures[name] = self._number("periods", name, row) if number else row[name]
        months = self._number("periods", "months", row)
        return PeriodResult(_text(row.get("period"), ""), months=months, measures=measures)

    def _facts(self, row: Mapping[str, Any]) -> dict[str, Any]:
        found = {}
        for name, rule in self.policy.evidence.facts.items():
            value = row.get(name)
            if not _is_null(value):
                number = rule.kind.name == "number" and not isinstance(value, str)
                found[name] = self._number("facts", name, row) if number else _plain(value)
        return found

    def _judgements(
        self, rows: Sequence[Mapping[str, Any]], facts: Mapping[str, Any]
    ) -> dict[str, Judgement]:
        found: dict[str, Judgement] = {}
        for row in rows:
            if _is_null(row.get("level")):
                continue
            if row["measure"] in found:
                raise TwiceError("judgements")
            found[row["measure"]] = _judgement(row, "level", "reason", "evidence")
        for name in judgement_names(self.policy):
            if name not in found and not _is_null(facts.get(name)):
                found[name] = _judgement(facts, name, f"{name}_reason", f"{name}_evidence")
        return found

    # Values -----------------------------------------------------------------------------

    def _number(self, table: str, name: str, row: Mapping[str, Any]) -> Fraction | None:
        value = row.get(name)
        if _is_null(value):
            return None
        column = self.inputs.tables[table].columns[name]
        try:
            if column.is_float:
                return stated(_plain(value), column.places or 0)
            return exact(_plain(value))
        except (TypeError, ValueError, OverflowError):
            raise NotANumberError(f"{table}.{name}") from None

    def _quantity(self, table: str, name: str, row: Mapping[str, Any]) -> Any:
        reason = row.get(name + NOT_APPLICABLE)
        if not _is_null(reason):
            return NotApplicable(str(reason))
        value = self._number(table, name, row)
        return MISSING if value is None else value

    def _rating(self, _table: str, row: Mapping[str, Any]) -> Any:
        reason = row.get("rating" + NOT_APPLICABLE)
        if not _is_null(reason):
            return NotApplicable(str(reason))
        value = row.get("rating")
        return MISSING if _is_null(value) else str(value)


class TwiceError(Exception):
    """One appraisal has two rows where it can have one."""


class NoResultError(Exception):
    """An indicator names a result that is not there."""


def stated(value: Any, places: int) -> Fraction:
    """Return the number with so many decimal places that a number stands for.

    Raises:
        ValueError: it stands for no such number.

    >>> from decimal import Decimal
    >>> stated(Decimal("0.30000000000000004"), 2)
    Fraction(3, 10)
    """
    scaled = Fraction(value) * 10**places
    whole = round(scaled)
    if abs(scaled - whole) > NEAR:
        raise ValueError(f"{value} has more than {places} decimal places")
    return Fraction(whole, 10**places)


def plain_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with None for whatever its library writes where nothing is."""
    return {name: None if is_nothing(value) else value for name, value in row.items()}


def is_nothing(value: Any) -> bool:
    """Tell whether a value is what a library writes where nothing is."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    return isinstance(value, Real) and value != value  # noqa: PLR0124 - not a number


def _is_null(value: Any) -> bool:
    return value is None


def _plain(value: Any) -> Any:
    """Return numbers of NumPy and their like as Python's own."""
    return value.item() if hasattr(value, "item") else value


def _text(value: Any, otherwise: str) -> str:
    return otherwise if _is_null(value) else str(value)


def _flag(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, False) if isinstance(value, str) else value


def _judgement(row: Mapping[str, Any], level: str, reason: str, evidence: str) -> Judgement:
    given = row.get(evidence)
    return Judgement(
        str(row[level]),
        reason=_text(row.get(reason), ""),
        evidence=() if _is_null(given) or given == "" else (str(given),),
    )


def _reasons(problems: Iterable[Problem]) -> str:
    return "; ".join(sorted({reason_of(problem) for problem in problems}))
