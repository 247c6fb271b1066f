"""The summary of an appraisal says what occurs in its columns: all of it, and nothing else."""

from typing import Any

import pytest
from hypothesis import given, settings
from strategies import scored

from asn_appraisal import Appraisal, Policy
from asn_appraisal.record import Behaviour, CompetencyLevel, Indicator, Target, WorkResult
from asn_appraisal.record.summary import MARKS, NO_ROWS, PLACES, Occurs


def occurring(one: Appraisal, table: str, name: str) -> set[Any]:
    """Return what the summary says occurs in a column."""
    known = MARKS[table, name]
    return {each for each, bit in known.items() if one.summary.marks & bit}


def found(column: tuple[Any, ...], known: Any) -> set[Any]:
    """Look at a column value by value."""
    seen: set[Any] = set()
    for each in column:
        if isinstance(each, int) and Occurs.NEGATIVE in known:
            seen |= {Occurs.NOT_POSITIVE} if each <= 0 else set()
            seen |= {Occurs.NEGATIVE} if each < 0 else set()
        else:
            seen.add(each if each in known else Occurs.OTHER)
    return seen


@settings(max_examples=30)
@given(scored())
def test_a_summary_tells_what_one_sees_looking_at_every_value(
    case: tuple[Policy, Appraisal],
) -> None:
    _, one = case
    summary = one.summary
    for (table, name), known in MARKS.items():
        here, at = one.tables[table], PLACES[table, name]
        column, scale = here.columns[name], here.scale.get(name)
        numbers = [each for each in column if each is not None] if scale is not None else []
        assert found(column, known) == occurring(one, table, name)
        assert (column, scale) == (summary.values[at], summary.scales[at])
        assert min(numbers, default=None) == summary.lows[at]
        assert max(numbers, default=None) == summary.highs[at]
    assert {name for name, bit in NO_ROWS.items() if summary.marks & bit} == {
        name for name in NO_ROWS if not one.tables[name].keys
    }


def test_every_bit_stands_for_one_thing() -> None:
    bits = [bit for known in MARKS.values() for bit in known.values()] + [*NO_ROWS.values()]
    assert len(bits) == len(set(bits))
    assert all(bit.bit_count() == 1 for bit in bits)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (3, set()),
        (0, {Occurs.NOT_POSITIVE}),
        ("-0.5", {Occurs.NOT_POSITIVE, Occurs.NEGATIVE}),
        (None, {None}),
    ],
)
def test_a_number_is_marked_by_its_sign_and_a_gap_as_a_gap(number: Any, expected: set[Any]) -> None:
    indicator = Indicator("a", target=Target(1, 2), actual=number)
    one = Appraisal("x", results=[WorkResult("w", indicators=[indicator])])
    assert expected == occurring(one, "indicators", "actual")
    # A range has no single target.
    assert occurring(one, "indicators", "target") == {None}
    assert occurring(one, "indicators", "target_to") == set()


def test_a_word_that_a_field_does_not_know_is_another_word() -> None:
    one = Appraisal(
        "x",
        behaviours=[Behaviour("a", rater="peer"), Behaviour("b", rater="neighbour")],  # type: ignore[arg-type]
        competencies=[CompetencyLevel("c", cluster="technical")],
    )
    assert occurring(one, "behaviours", "rater") == {"peer", Occurs.OTHER}
    assert occurring(one, "competencies", "cluster") == {Occurs.OTHER}
