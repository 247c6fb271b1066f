"""Records check themselves, and each other, when they are made and when they are read."""

import pickle
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from asn_appraisal import RecordError, parse_records
from asn_appraisal.record import (
    MISSING,
    Appraisal,
    Assignment,
    AssignmentKind,
    Behaviour,
    Cohort,
    CompetencyLevel,
    Employee,
    FrozenMap,
    Indicator,
    Member,
    NotApplicable,
    Observation,
    Observations,
    Period,
    PeriodResult,
    Position,
    Records,
    Target,
    Unit,
    WorkResult,
)

JANUARY, JUNE, DECEMBER = date(2025, 1, 1), date(2025, 6, 30), date(2025, 12, 31)


def faults(make: Callable[[], Any]) -> list[tuple[str, str]]:
    """Return place and code of each problem."""
    with pytest.raises(RecordError) as caught:
        make()
    return [(str(each.place), each.code) for each in caught.value.problems]


def read_faults(text: str) -> list[tuple[str, str]]:
    return faults(lambda: parse_records(f"asn_appraisal: records/1\n{text}"))


# Each record by itself ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda: Period("annual", DECEMBER, JANUARY), [("until", "ASN-R002")]),
        (lambda: Assignment("a", "sari", from_=DECEMBER, until=JANUARY), [("until", "ASN-R002")]),
        (lambda: Assignment("a", "sari", appraiser="sari"), [("appraiser", "ASN-R003")]),
        (lambda: Indicator("a", weight=-1), [("weight", "ASN-R004")]),
        (lambda: WorkResult("a", weight="-1/7"), [("weight", "ASN-R004")]),
        (lambda: Indicator("a", target=(8, 2)), [("target", "ASN-R005")]),
        (
            lambda: Indicator("a", actual=1, observations=Observations("sum", [])),
            [("actual", "ASN-R006")],
        ),
        (
            lambda: Observations("latest", [Observation(JUNE, 1), Observation(JUNE, 2)]),
            [("values[1].on", "ASN-R010")],
        ),
        (
            lambda: WorkResult("r", indicators=[Indicator("a"), Indicator("b"), Indicator("a")]),
            [("indicators[2].id", "ASN-R001")],
        ),
        (
            lambda: Appraisal(
                "a",
                results=[WorkResult("r"), WorkResult("r")],
                behaviours=[Behaviour("k"), Behaviour("k")],
                competencies=[CompetencyLevel("c"), CompetencyLevel("c")],
                periods=[PeriodResult("p"), PeriodResult("p")],
            ),
            [
                ("results[1].id", "ASN-R001"),
                ("behaviours[1].aspect", "ASN-R001"),
                ("competencies[1].competency", "ASN-R001"),
                ("periods[1].period", "ASN-R001"),
            ],
        ),
    ],
    ids=range(10),
)
def test_a_record_that_contradicts_itself_is_refused(
    make: Callable[[], Any], expected: list[tuple[str, str]]
) -> None:
    assert expected == faults(make)


def test_several_raters_of_one_aspect_are_several_rows() -> None:
    rows = [Behaviour("k"), Behaviour("k", "peer", by="a"), Behaviour("k", "peer", by="b")]

    assert 3 == len(Appraisal("a", behaviours=rows).tables["behaviours"].keys)
    assert "`k.peer.a`" in "".join(
        each.what.en
        for each in _problems(
            lambda: Appraisal("a", behaviours=[*rows, Behaviour("k", "peer", by="a")])
        )
    )


def _problems(make: Callable[[], Any]) -> Any:
    with pytest.raises(RecordError) as caught:
        make()
    return caught.value.problems


@pytest.mark.parametrize(
    ("combine", "realised"),
    [("sum", Fraction(12)), ("mean", Fraction(4)), ("latest", Fraction(3))],
)
def test_observations_make_the_actual(combine: Any, realised: Fraction) -> None:
    seen = [Observation(JUNE, 4), Observation(DECEMBER, 3), Observation(JANUARY, "5")]

    assert realised == Indicator("a", observations=Observations(combine, seen)).realised
    assert MISSING == Indicator("a", observations=Observations(combine, [])).realised


def test_the_same_value_twice_on_the_last_day_is_clear() -> None:
    assert (
        Fraction(2)
        == Observations("latest", [Observation(JUNE, 2), Observation(JUNE, "2.0")]).combined()
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (None, MISSING),
        (MISSING, MISSING),
        (NotApplicable("x"), NotApplicable("x")),
        (5, Fraction(5)),
        ("1/7", Fraction(1, 7)),
        (Decimal("0.10"), Fraction(1, 10)),
    ],
)
def test_a_quantity_is_exact_or_says_why_it_is_not_there(given: Any, kept: Any) -> None:
    assert kept == Indicator("a", actual=given).actual


def test_a_rating_is_a_word_or_says_why_it_is_not_there() -> None:
    assert [MISSING, NotApplicable("x"), "meets"] == [
        WorkResult("a", rating=each).rating for each in (None, NotApplicable("x"), "meets")
    ]


def test_facts_are_kept_as_text_however_they_were_given() -> None:
    given: dict[str, Any] = {
        "a": True,
        "b": False,
        "c": 3,
        "d": Fraction(1, 7),
        "e": Decimal("0.50"),
        "f": "baik",
    }
    kept = {"a": "true", "b": "false", "c": "3", "d": "1/7", "e": "0.5", "f": "baik"}

    assert kept == Appraisal("a", facts=given).facts
    assert kept == Unit("u", facts=given).facts
    assert kept == Cohort("u", facts=given).facts
    assert kept == PeriodResult("p", measures=given).measures


@pytest.mark.parametrize("value", [0.5, None, [1]])
def test_a_fact_is_never_a_binary_float(value: Any) -> None:
    with pytest.raises(TypeError):
        Appraisal("a", facts={"x": value})


@pytest.mark.parametrize(
    ("target", "single"), [(5, True), ((2, 8), False), (["2", "2"], True), (Target(1, 3), False)]
)
def test_a_target_is_one_number_or_two(target: Any, single: bool) -> None:
    made = Indicator("a", target=target).target

    assert made is not None
    assert single is made.is_single


def test_an_assignment_holds_on_the_days_it_says() -> None:
    given = Assignment("a", "sari", from_=JANUARY, until=JUNE)

    assert [True, True, False] == [given.holds_on(day) for day in (JANUARY, JUNE, DECEMBER)]
    assert Assignment("a", "sari").holds_on(JANUARY)


def test_a_map_of_a_record_cannot_be_changed() -> None:
    frozen = FrozenMap(a=1)

    changes: list[Callable[[], object]] = [
        lambda: frozen.update(b=2),
        lambda: frozen.pop("a"),
        lambda: frozen.setdefault("b", 2),
        frozen.clear,
        frozen.popitem,
        lambda: frozen.__setitem__("b", 2),
        lambda: frozen.__delitem__("a"),
        lambda: frozen.__ior__({"b": 2}),
    ]
    for change in changes:
        with pytest.raises(TypeError, match="cannot be changed"):
            change()
    assert {"a": 1} == frozen == deepcopy(frozen) == pickle.loads(pickle.dumps(frozen))
    assert hash(frozen) == hash(FrozenMap(a=2))


# Records together -----------------------------------------------------------------------


def test_every_reference_that_leads_nowhere_is_named_at_once() -> None:
    assert [
        ("units[0].parent", "ASN-R007"),
        ("units[0].head", "ASN-R007"),
        ("positions[0].unit", "ASN-R007"),
        ("positions[0].reports_to", "ASN-R007"),
        ("assignments[0].employee", "ASN-R007"),
        ("assignments[0].position", "ASN-R007"),
        ("assignments[0].unit", "ASN-R007"),
        ("assignments[0].appraiser", "ASN-R007"),
        ("appraisals[0].assignment", "ASN-R007"),
    ] == faults(
        lambda: Records(
            [Unit("u", parent="x", head="x")],
            [Position("p", unit="x", reports_to="x")],
            [Employee("e")],
            [Assignment("a", "y", "x", "x", appraiser="x")],
            [Appraisal("b", "x")],
        )
    )


def test_an_id_stands_once_in_its_collection() -> None:
    assert [("employees[1].id", "ASN-R001")] == faults(
        lambda: Records(employees=[Employee("e"), Employee("e")])
    )
    assert {"e": Employee("e")} == Records(employees={"another key": Employee("e")}).employees


def test_units_and_positions_go_round_in_no_circle() -> None:
    units = [Unit("a", parent="b"), Unit("b", parent="c"), Unit("c", parent="b")]
    posts = [Position("p", reports_to="p")]

    assert [("units[1].parent", "ASN-R008"), ("positions[0].reports_to", "ASN-R008")] == faults(
        lambda: Records(units, posts)
    )
    assert ["b → c → b", "p → p"] == [
        dict(each.values)["circle"] for each in _problems(lambda: Records(units, posts))
    ]


def circle(*rows: tuple[str, str, Any, Any], kind: Any = AssignmentKind.DEFINITIVE) -> Records:
    people = [Employee(name) for name in "abcd"]
    given = [
        Assignment(f"{at}", employee, kind=kind, from_=first, until=last, appraiser=appraiser)
        for at, (employee, appraiser, first, last) in enumerate(rows)
    ]
    return Records(employees=people, assignments=given)


def test_people_appraise_each_other_in_no_circle_at_one_time() -> None:
    rows = [("a", "b", JANUARY, DECEMBER), ("b", "c", JUNE, None), ("c", "a", None, None)]

    assert [("assignments[0].appraiser", "ASN-R008")] == faults(lambda: circle(*rows))
    assert [("assignments[0].appraiser", "ASN-R008")] == faults(
        lambda: circle(("a", "b", None, None), ("b", "a", None, None), ("d", "a", None, None))
    )


def test_a_circle_that_lasts_is_told_once() -> None:
    rows = [("a", "b", None, None), ("b", "a", None, None), ("c", "d", JUNE, None)]

    assert [("assignments[0].appraiser", "ASN-R008"), ("assignments[2].appraiser", "ASN-R008")] == (
        faults(lambda: circle(*rows, ("d", "c", JUNE, None)))
    )


@pytest.mark.parametrize(
    "rows",
    [
        [("a", "b", JANUARY, JUNE), ("b", "a", date(2025, 7, 1), DECEMBER)],
        [("a", "b", None, None), ("b", "c", None, None), ("d", "b", None, None)],
        [("a", "b", None, JANUARY), ("b", "a", JUNE, None)],
    ],
    ids=range(3),
)
def test_people_may_appraise_each_other_at_different_times(rows: Any) -> None:
    assert len(rows) == len(circle(*rows).assignments)


def test_a_post_held_beside_ones_own_makes_no_circle() -> None:
    rows = [("a", "b", None, None), ("b", "a", None, None)]

    assert 2 == len(circle(*rows, kind=AssignmentKind.ACTING).assignments)


RECORDS = Records(
    [Unit("dinas", facts={"capaian": "baik"}), Unit("bidang", parent="dinas")],
    [Position("analis")],
    [Employee("sari"), Employee("budi")],
    [Assignment("s", "sari", "analis", "dinas"), Assignment("b", "budi", None, "bidang")],
    [Appraisal("sari-2025", "s"), Appraisal("budi-2025", "b"), Appraisal("alone")],
)


def test_a_cohort_gathers_the_appraisals_of_a_unit() -> None:
    dinas, bidang = RECORDS.cohort("dinas"), RECORDS.cohort("bidang")

    assert (Member("sari", Appraisal("sari-2025", "s")),) == dinas.members
    assert (Appraisal("budi-2025", "b"),) == bidang.appraisals
    assert ({"capaian": "baik"}, None) == (dinas.facts, dinas.parent)
    assert "dinas" == bidang.parent


def test_a_cohort_of_an_unknown_unit_is_refused_with_the_nearest_one() -> None:
    (problem,) = _problems(lambda: RECORDS.cohort("dinaz"))

    assert ("ASN-R009", "Did you mean `dinas`?") == (problem.code, problem.hint.en)


def test_an_appraisal_without_an_assignment_is_its_own_employee() -> None:
    assert ["sari", "budi", "alone"] == [
        RECORDS.employee_of(each) for each in RECORDS.appraisals.values()
    ]


def test_assignments_are_found_by_employee_and_by_position() -> None:
    assert {"sari": ("s",), "budi": ("b",)} == {
        name: tuple(each.id for each in rows) for name, rows in RECORDS.assignments_of.items()
    }
    assert ["analis", None] == list(RECORDS.assignments_in)


# Records as they are read ---------------------------------------------------------------


def test_shape_faults_hide_no_reference_that_leads_nowhere() -> None:
    text = """\
units: [{id: u, parent: v, nama: x}]
employees: [{id: e, kind: honorer}, {id: e}]
assignments: [{id: a, employee: f}, {employee: e}]
appraisals: [{id: b, assignment: c, indicators: [{id: i, target: x}]}]
"""

    assert [
        ("2:25", "ASN-R007"),
        ("2:28", "ASN-D020"),
        ("3:27", "ASN-D027"),
        ("3:42", "ASN-R001"),
        ("4:33", "ASN-R007"),
        ("4:37", "ASN-D021"),
        ("5:34", "ASN-R007"),
        ("5:66", "ASN-D023"),
    ] == read_faults(text)


def test_a_collection_that_is_no_list_makes_no_reference_faulty() -> None:
    assert [("2:12", "ASN-D022")] == read_faults(
        "employees: 5\nassignments: [{id: a, employee: e}]\n"
    )
    assert [("2:13", "ASN-D022"), ("3:14", "ASN-D022")] == read_faults(
        "employees: [5]\nassignments: 6\n"
    )


def test_a_circle_is_shown_where_it_is_written() -> None:
    assert [("2:25", "ASN-R008")] == read_faults("units: [{id: a, parent: a}]\n")
    assert [("4:37", "ASN-R008")] == read_faults(
        "employees: [{id: a}, {id: b}]\nassignments:\n"
        "  - {id: x, employee: a, appraiser: b}\n  - {id: y, employee: b, appraiser: a}\n"
    )


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("period: {kind: annual, from: 2025-12-31, until: 2025-01-01}", ("2:70", "ASN-R002")),
        ("indicators: [{id: i, target: [8, 2]}]", ("2:43", "ASN-R005")),
        ("indicators: [{id: i, target: [1, 2, 3]}]", ("2:51", "ASN-D022")),
        ("indicators: [{id: i, weight: -1}]", ("2:51", "ASN-R004")),
        ("indicators: [{id: i}, {id: i}]", ("2:49", "ASN-R001")),
        ("indicators: [], results: []", ("2:22", "ASN-D031")),
        ("indicators: [{id: i, actual: {na: x}}]", ("2:51", "ASN-R013")),
        ("indicators: [{id: i, actual: {not_applicable: []}}]", ("2:68", "ASN-D022")),
        ("results: [{id: r, rating: good}]", ("2:48", "ASN-D027")),
        ("behaviours: [{aspect: k}, {aspect: k}]", ("2:57", "ASN-R001")),
        ("facts: {x: []}", ("2:33", "ASN-D022")),
        (
            "indicators: [{id: i, actual: 1, observations: {combine: sum, values: []}}]",
            ("2:51", "ASN-R006"),
        ),
    ],
    ids=range(12),
)
def test_a_fault_of_an_appraisal_stands_where_it_is_written(
    row: str, expected: tuple[str, str]
) -> None:
    assert [expected] == read_faults(f"appraisals: [{{id: a, {row}}}]\n")


@pytest.mark.parametrize("written", ["missing", "'missing'", ""])
def test_what_is_missing_may_be_said_or_left_empty(written: str) -> None:
    text = f"asn_appraisal: records/1\nappraisals: [{{id: a, indicators: [{{id: i, actual: {written}}}]}}]"
    found = parse_records(text).appraisals["a"].results[0]

    assert ("work", "main", MISSING) == (found.id, found.kind, found.indicators[0].actual)


def test_data_says_missing_as_text_does() -> None:
    row = {"id": "i", "actual": "missing", "target": ["2", 8]}
    data = {"asn_appraisal": "records/1", "appraisals": [{"id": "a", "indicators": [row]}]}

    assert [Indicator("i", target=(2, 8))] == list(
        parse_records(data).appraisals["a"].results[0].indicators
    )


def test_the_caller_may_raise_the_limit_of_the_text() -> None:
    text = "asn_appraisal: records/1\nunits:\n" + "".join(
        f"  - {{id: u{at}}}\n" for at in range(100)
    )

    assert [("5:1", "ASN-D004")] == faults(lambda: parse_records(text, limit=60))
    assert 100 == len(parse_records(text, limit=3000).units)


def test_a_cohort_may_be_of_one_period_where_the_records_hold_several() -> None:
    year = Period("annual", JANUARY, DECEMBER)
    quarter = Period("quarterly", JANUARY, date(2025, 3, 31))
    records = Records(
        units=[Unit("u")],
        employees=[Employee("sari")],
        assignments=[Assignment("s", "sari", unit="u")],
        appraisals=[
            Appraisal("year", assignment="s", period=year),
            Appraisal("quarter", assignment="s", period=quarter),
            Appraisal("none", assignment="s"),
        ],
    )

    def of(period: Period | str | None) -> list[str]:
        return [each.appraisal.id for each in records.cohort("u", period).members]

    assert ["year", "quarter", "none"] == of(None)
    assert ["year"] == of("annual") == of(year)
    assert ["quarter"] == of("quarterly") == of(quarter)
    assert [] == of("monthly")
