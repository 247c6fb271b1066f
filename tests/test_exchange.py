"""Plain data and back: nothing lost, nothing made up, and whatever is damaged is refused."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import appraisals, policies

from asn_appraisal import (
    Level,
    Policy,
    PolicyError,
    RecordError,
    Scorecard,
    explain,
    from_dict,
    parse_cases,
    parse_framework,
    parse_policy,
    parse_records,
    score,
    to_dict,
)
from asn_appraisal.document import to_plain
from asn_appraisal.errors import Place, Problem, Text
from asn_appraisal.exchange import FORMS
from asn_appraisal.explanation import Change, Contrast
from asn_appraisal.presets import known, preset, presets
from asn_appraisal.record import (
    MISSING,
    Appraisal,
    Assignment,
    Behaviour,
    Cohort,
    Competency,
    CompetencyLevel,
    Employee,
    EmployeeKind,
    Feedback,
    Framework,
    Indicator,
    Judgement,
    Member,
    NotApplicable,
    Observation,
    Observations,
    Period,
    PeriodResult,
    Position,
    PositionKind,
    PositionStandard,
    Programme,
    Records,
    Target,
    Unit,
    WorkResult,
)
from asn_appraisal.scoring import Case, Cases, Difference, check_case, given_appraisal

EXAMPLES = Path(__file__).parents[1] / "examples"
CASES = Path(__file__).parent / "presets" / "cases"

WORK = WorkResult(
    "izin",
    title="Izin selesai tepat waktu",
    kind="additional",
    weight="1/7",
    rating="meets",
    challenges="Sistem tidak dapat diakses",
    indicators=[
        Indicator("a", "Terbit", "quantity", "higher", "izin", 480, "512.50", "1/3", True),
        Indicator("b", polarity="within", target=(2, 8), actual=NotApplicable("cuti")),
        Indicator(
            "c",
            target="0.1",
            observations=Observations(
                "mean", [Observation(date(2025, 3, 31), "6.5", "rekap", "x")]
            ),
        ),
        Indicator("d", actual=None),
    ],
)
SARI = Appraisal(
    "sari-2025",
    assignment="sari-analis",
    period=Period("annual", date(2025, 1, 1), date(2025, 12, 31)),
    results=[WORK],
    behaviours=[
        Behaviour("komitmen", value=92),
        Behaviour("komitmen", "peer", "88.5", by="budi"),
        Behaviour("loyal", rating=NotApplicable("baru")),
    ],
    competencies=[CompetencyLevel("data", "technical", 3, 2), CompetencyLevel("it")],
    periods=[PeriodResult("tw1", 3, {"total": Fraction(1, 7), "predicate": "baik", "ok": True})],
    facts={"innovation": True, "rate": Fraction(1, 3), "kind": "missing", "empty": ""},
    judgements={"rating": Judgement("meets", "kadis", "Gangguan", ["ba-12"])},
    feedback=[Feedback(date(2025, 6, 1), "kadis", "Bagus")],
)
RECORDS = Records(
    units=[Unit("dinas"), Unit("bidang", "Bidang", "dinas", "kadis", {"x": "baik"})],
    positions=[
        Position("kepala", "Kepala", PositionKind.ADMINISTRATOR, "dinas"),
        Position("analis", Text("Analis", "Analyst"), None, "bidang", "kepala", {"data": 3}),
    ],
    employees=[
        Employee("kadis", "Rahmat", EmployeeKind.PNS),
        Employee("sari", nip="199001012015032001", gender="P", born=date(1990, 1, 1)),
    ],
    assignments=[
        Assignment(
            "sari-analis", "sari", "analis", "bidang", appraiser="kadis", from_=date(2025, 1, 1)
        )
    ],
    appraisals=[SARI],
)
FRAMEWORK = Framework(
    "sofifi",
    "2",
    Text("Kamus", "Framework"),
    [Competency("data", "Data", "technical", {1: Text("Membaca", "Reads"), 2: Text.same("Olah")})],
    [PositionStandard("analis", "Analis", PositionKind.PELAKSANA, {"data": 2})],
    [Programme("dasar", "data", "Dasar", 0, 1)],
)
BASE = parse_policy(
    """
asn_appraisal: policy/1
id: dasar
sources: {law: {act: Perwal 1/2025, place: Pasal 1}}
scales: {predicate: {kurang: Kurang, baik: Baik}}
evidence:
  behaviours: {value: {from: 0, to: 100}}
  facts: {bonus: {type: number, from: 0, to: 5, default: 0}}
measures:
  marks: {formula: mean(behaviours.value), round: 2}
  third: {formula: marks / 3}
  extra: {formula: bonus}
  good: {formula: marks >= 60}
  each: {per: behaviours, formula: value / 7}
  total: {formula: marks + extra, round: 2, cites: [law]}
  predicate: {scale: predicate, bands: {of: total, levels: [{level: baik, from: 80}, {level: kurang}]}}
result: predicate
"""
)
VARIANT = parse_policy(
    """
asn_appraisal: policy/1
id: varian
based_on: dasar
remove: [measures.extra, evidence.facts]
measures:
  total: {formula: marks, round: 2, cites: []}
  double: {formula: 2 * marks}
""",
    known={"dasar": BASE},
)
SECOND = parse_policy(
    "asn_appraisal: policy/1\nid: cucu\nbased_on: varian\nmeasures: {double: {formula: 3 * marks}}",
    known={"varian": VARIANT},
)
MARKS = Appraisal("a", behaviours=[Behaviour("a", value="79.5"), Behaviour("b", "self", 60)])
CARD = score(BASE, MARKS)
LACKING = score(BASE, Appraisal("b", behaviours=[Behaviour("a")]))
CASE_TEXT = """
asn_appraisal: cases/1
policy: dasar
cases:
  - name: tepat
    given: {behaviours: [{aspect: a, value: 80}, {aspect: b, value: }], facts: {bonus: ""}}
    expect: {total: "80.00", each: {a: "1/7"}, status: incomplete}
    because: {id: Pasal 1, en: Article 1}
    tags: [edge]
  - name: sama
    same_except: {facts.bonus: [0, "1"], employee.gender: [L, P]}
    expect: same_result
"""
CASES_VALUE = parse_cases(CASE_TEXT)


def error_of(kind: type[Exception], text: str) -> Any:
    with pytest.raises(kind) as caught:
        parse_policy(text)
    return caught.value


VALUES: list[Any] = [
    SARI,
    *SARI.results,
    *SARI.results[0].indicators,
    *SARI.behaviours,
    *SARI.competencies,
    *SARI.periods,
    *SARI.feedback,
    *SARI.judgements.values(),
    SARI.period,
    SARI.results[0].indicators[2].observations,
    Observation(date(2025, 3, 31), "6.5"),
    Target(2, 8),
    Target.single("0.1"),
    MISSING,
    NotApplicable("cuti"),
    RECORDS,
    Records(),
    *RECORDS.units.values(),
    *RECORDS.positions.values(),
    *RECORDS.employees.values(),
    *RECORDS.assignments.values(),
    FRAMEWORK,
    *FRAMEWORK.competencies.values(),
    *FRAMEWORK.positions.values(),
    *FRAMEWORK.programmes.values(),
    Member("sari", SARI),
    Cohort("bidang", [Member("sari", SARI)], {"x": True, "y": Fraction(1, 7)}, "dinas"),
    Cohort("kosong"),
    BASE,
    VARIANT,
    SECOND,
    Text("Kinerja", "Performance"),
    Text("", ""),
    *BASE.scales["predicate"].levels,
    Place("measures.total", 3, 4, 5, "  total: x"),
    Place(),
    Problem("ASN-S002", None, {"fact": "x", "near_id": "", "near_en": ""}),
    Problem("ASN-S004", Place("x[1]", 3, 4), {"measure": "y"}),
    RecordError([Problem("ASN-S004", None, {"measure": "y"})]),
    error_of(PolicyError, "asn_appraisal: policy/1\nid: [x]\nmeasure: {}"),
    CARD,
    LACKING,
    score(VARIANT, MARKS),
    score(SECOND, MARKS),
    explain(CARD),
    explain(LACKING, language="en"),
    explain(CARD).contrast(),
    explain(LACKING).contrast(),
    *explain(CARD).contrast().changes,
    Change("x", "none", None, None),
    Change("x", False, True, BASE.scales["predicate"].levels[1], decided=False),
    Change("x", BASE.scales["predicate"].levels[0], BASE.scales["predicate"].levels[1], None),
    Change("x", Fraction(1, 7), Fraction(3), None),
    Contrast(None, (), "Tidak ada."),
    CASES_VALUE,
    *CASES_VALUE.cases,
    Difference("total", "90.00", "89.99", CARD, "3:4", Text("Maksud Anda?", "Did you mean?")),
    Difference("error", "-", "ASN-E001"),
]


def leaves(data: Any) -> Iterator[Any]:
    if isinstance(data, dict):
        for key, item in data.items():
            yield key
            yield from leaves(item)
    elif isinstance(data, list):
        for item in data:
            yield from leaves(item)
    else:
        yield data


def through_json(value: Any) -> Any:
    return from_dict(json.loads(json.dumps(to_dict(value))))


# There and back -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [pytest.param(value, id=f"{type(value).__name__} {at}") for at, value in enumerate(VALUES)],
)
def test_every_public_value_comes_back_from_json_as_it_was(value: Any) -> None:
    data = to_dict(value)
    assert {str, bool, int, type(None)} >= {type(leaf) for leaf in leaves(data)}
    back = through_json(value)
    assert type(value) is type(back)
    assert value == back
    assert data == to_dict(back)


def test_every_type_that_has_a_form_is_tried_here() -> None:
    tried = {type(value).__name__ for value in VALUES}
    # What follows a score stands under the name of its room: `test_exchange_rooms.py`.
    assert {name for name in FORMS if "." not in name} - {"Calibration"} <= tried


def test_numbers_are_exact_text() -> None:
    data = to_dict(SARI)
    first = data["results"][0]["indicators"][0]
    assert ("512.5", "480", "1/3") == (first["actual"], first["target"], first["weight"])
    values = to_dict(CARD)["values"]
    assert ("69.75", "23.25") == (values["marks"], values["third"])
    assert [["a", "superior", ""], "159/14"] == values["each"][0]
    assert values["good"] is True
    assert "kurang" == values["predicate"]


def test_missing_and_not_applicable_come_back_as_they_were() -> None:
    indicators = through_json(SARI).results[0].indicators
    assert NotApplicable("cuti") == indicators[1].actual
    assert MISSING == indicators[3].actual
    assert "actual" not in to_dict(SARI)["results"][0]["indicators"][3]


def test_nothing_written_in_a_case_stays_nothing_and_empty_text_stays_text() -> None:
    given_back = through_json(CASES_VALUE).cases[0].given
    assert MISSING == given_appraisal(BASE, given_back).behaviours[1].value
    assert "" == given_appraisal(BASE, given_back).facts["bonus"]


def test_a_variant_that_removes_comes_back_without_what_it_removed() -> None:
    back = through_json(VARIANT)
    assert "extra" not in back.measures
    assert VARIANT.fingerprint == back.fingerprint
    assert list(VARIANT.measures) == list(back.measures)
    assert ("dasar", None) == (back.measures["marks"].inherited, back.measures["total"].inherited)
    assert BASE == back.base


@pytest.mark.parametrize("name", presets())
def test_presets_come_back_with_their_fingerprint(name: str) -> None:
    policy = preset(name)
    back = through_json(policy)
    assert policy.fingerprint == back.fingerprint
    said = [[(each.code, each.values) for each in one.warnings] for one in (policy, back)]
    assert said[0] == said[1]
    assert list(policy.measures) == list(back.measures)


@pytest.mark.parametrize("name", presets())
def test_the_cases_of_the_presets_come_back_and_hold(name: str) -> None:
    cases = parse_cases((CASES / f"{name}.cases.yaml").read_text(encoding="utf-8"))
    back = through_json(cases)
    assert cases == back
    policy = preset(name)
    assert [] == [each for case in back.cases for each in check_case(policy, case)]


@pytest.mark.parametrize(
    "folder", sorted(path.name for path in EXAMPLES.iterdir() if (path / "records.yaml").exists())
)
def test_the_examples_come_back_with_their_cards(folder: str) -> None:
    policy = parse_policy((EXAMPLES / folder / "policy.yaml").read_text("utf-8"), known=known())
    records = parse_records((EXAMPLES / folder / "records.yaml").read_text("utf-8"))
    assert records == through_json(records)
    for unit in records.units:
        assert records.cohort(unit) == through_json(records.cohort(unit))
    for appraisal in list(records.appraisals.values())[:4]:
        card = score(policy, appraisal)
        assert card == through_json(card)


def test_frameworks_of_the_examples_come_back() -> None:
    for path in sorted(EXAMPLES.glob("*/framework.yaml")):
        framework = parse_framework(path.read_text("utf-8"))
        assert framework == through_json(framework)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(policies().flatmap(lambda policy: appraisals(policy).map(lambda each: (policy, each))))
def test_generated_policies_appraisals_and_cards_come_back(
    drawn: tuple[Policy, Appraisal],
) -> None:
    policy, appraisal = drawn
    assert policy.fingerprint == through_json(policy).fingerprint
    assert appraisal == through_json(appraisal)
    try:
        card = score(policy, appraisal)
    except RecordError as error:
        assert error == through_json(error)
        return
    back = through_json(card)
    assert card == back
    assert dict(card) == dict(back)


# What is refused ------------------------------------------------------------------------


def refused(data: Any) -> RecordError:
    with pytest.raises(RecordError) as caught:
        from_dict(data)
    assert caught.value.problems
    for language in ("id", "en"):
        assert caught.value.text(language)
    return caught.value


def test_what_is_no_public_value_is_not_written() -> None:
    for value in (object(), 1, "x", [], {}, BASE.measures["total"], EmployeeKind.PNS):
        with pytest.raises(TypeError, match="is not a public value"):
            to_dict(value)


def test_a_type_of_the_same_name_is_not_taken_for_ours() -> None:
    mine = type("Level", (), {})
    with pytest.raises(TypeError, match="Level is not a public value"):
        to_dict(mine())


@pytest.mark.parametrize("data", [None, 1, "x", [], [{}], b"y", Decimal(1), object()])
def test_data_that_is_no_mapping_is_refused(data: Any) -> None:
    refused(data)


@pytest.mark.parametrize("data", [{}, {"type": None}, {"type": ["Employee"]}, {"type": {"a": 1}}])
def test_data_that_does_not_say_its_type_is_refused(data: Any) -> None:
    assert "ASN-E011" == refused(data).problems[0].code


def test_an_unknown_type_is_refused_with_the_nearest_name() -> None:
    text = refused({"type": "Apraisal", "id": "a"}).text("en")
    assert "is of the type `Apraisal`, which is not known" in text
    assert "Did you mean `Appraisal`?" in text


def test_floats_are_refused_wherever_they_are() -> None:
    error = refused({**to_dict(CARD), "values": {"total": 1.5}})
    assert "ASN-D014" == error.problems[0].code


def test_data_without_an_end_is_refused() -> None:
    data: dict[str, Any] = {"type": "Policy", "document": {}}
    data["base"] = data
    assert "ASN-D005" == refused(data).problems[0].code


def test_a_policy_with_a_fault_is_refused_with_its_place() -> None:
    data = to_dict(BASE)
    data["document"]["measures"]["total"]["formula"] = "marks + extras"
    problem = refused(data).problems[0]
    assert problem.place is not None
    assert "measures.total.formula" == problem.place.path
    assert "Did you mean `extra`?" in problem.hint.en


def test_an_appraisal_with_a_fault_is_refused_with_its_place() -> None:
    data = to_dict(SARI)
    data["results"][0]["indicators"][0]["weight"] = "-1"
    problem = refused(data).problems[0]
    assert ("ASN-R004", "results[0].indicators[0].weight") == (problem.code, str(problem.place))


TAMPERED: list[tuple[str, Any, str]] = [
    ("values.total", "99.99", '`total` is stored as "99.99", computed as "69.75"'),
    ("values.total", None, "`total` is stored as null"),
    ("values.good", 1, "`good` is stored as 1, computed as true"),
    ("values.good", "true", '`good` is stored as "true"'),
    ("values.predicate", "baik", '`predicate` is stored as "baik"'),
    ("values.each", [], "`each` is stored as []"),
    ("values.extra_measure", "1", '`extra_measure` is stored as "1", computed as null'),
    ("status", "incomplete", '`status` is stored as "incomplete"'),
    ("fingerprint", "0" * 64, "`fingerprint` is stored as"),
    ("id", "lain", '`id` is stored as "lain"'),
    ("version", 1, '`version` is stored as 1, computed as "1"'),
    ("problems", [to_dict(Problem("ASN-S004", None, {"measure": "y"}))], "`problems` is stored as"),
    ("notes", [], "`notes` is stored as []"),
]


@pytest.mark.parametrize(("path", "value", "text"), TAMPERED)
def test_a_card_that_was_altered_is_refused(path: str, value: Any, text: str) -> None:
    data = to_dict(CARD)
    *parents, last = path.split(".")
    inner = data
    for part in parents:
        inner = inner[part]
    inner[last] = value
    error = refused(data)
    assert "ASN-E012" == error.problems[0].code
    assert text in error.text("en")


def test_a_card_with_a_value_taken_out_is_refused() -> None:
    data = to_dict(CARD)
    del data["values"]["marks"]
    assert "`marks` is stored as null" in refused(data).text("en")


def test_a_card_whose_evidence_was_altered_is_refused() -> None:
    data = to_dict(CARD)
    data["appraisal"]["behaviours"][0]["value"] = "80"
    assert {"ASN-E012"} == {each.code for each in refused(data).problems}


def test_a_card_whose_policy_was_altered_is_refused() -> None:
    data = to_dict(CARD)
    data["policy"]["document"]["title"] = "Lain"
    assert "`fingerprint` is stored as" in refused(data).text("en")


def test_a_card_of_something_else_than_a_policy_is_refused() -> None:
    data = to_dict(CARD)
    data["policy"] = to_dict(Employee("sari"))
    assert "`policy` is not there, or is not Policy." in refused(data).text("en")


@pytest.mark.parametrize(
    ("value", "key", "bad"),
    [
        (BASE.scales["predicate"].levels[0], "order", True),
        (BASE.scales["predicate"].levels[0], "order", "1"),
        (BASE.scales["predicate"].levels[0], "label", "Kurang"),
        (Text("a", "b"), "en", 3),
        (Place("x"), "line", "3"),
        (Problem("ASN-S004", None, {"measure": "y"}), "code", "ASN-X999"),
        (Problem("ASN-S004", None, {"measure": "y"}), "values", {"other": "y"}),
        (Problem("ASN-S004", None, {"measure": "y"}), "values", [["measure", "y"]]),
        (RecordError([]), "problems", {"a": 1}),
        (RecordError([]), "problems", [to_dict(Text("a", "b"))]),
        (Cohort("x"), "members", "sari"),
        (Cohort("x"), "members", [{"employee": "sari"}]),
        (Cohort("x"), "facts", {"x": ["y"]}),
        (Cohort("x"), "unit", None),
        (Target(1, 2), "target", {"a": 1}),
        (explain(CARD), "language", "fr"),
        (Change("x", Fraction(1), None, None), "before", {"number": "1.2.3"}),
        (Change("x", Fraction(1), None, None), "before", ["1"]),
        (Change("x", Fraction(1), None, None), "decided", "yes"),
        (Change("x", Fraction(1), None, None), "level", to_dict(Text("a", "b"))),
        (CASES_VALUE.cases[0], "given", "x"),
        (CASES_VALUE.cases[0], "expect", None),
        (NotApplicable("x"), "reason", ["x"]),
    ],
)
def test_a_part_of_the_wrong_kind_is_refused(value: Any, key: str, bad: Any) -> None:
    refused({**to_dict(value), key: bad})


def test_a_list_may_be_a_tuple_as_python_has_it() -> None:
    data = to_dict(RecordError([]))
    assert RecordError([]) == from_dict({**data, "problems": ()})


# Whatever is done to the data -----------------------------------------------------------

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10**20),
    st.text(max_size=5),
    st.sampled_from(["id", "type", "Policy", "Scorecard", "1/0", "baik", "2025-13-01", "NaN"]),
    st.just(1.5),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=4), st.none(), max_size=2),
    st.sampled_from([to_dict(Text("a", "b")), to_dict(Employee("sari")), to_dict(MISSING)]),
)


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of everything in the data."""
    yield path
    items: Any = ()
    if isinstance(data, dict):
        items = data.items()
    elif isinstance(data, list):
        items = enumerate(data)
    for key, item in items:
        yield from places(item, (*path, key))


def changed(data: Any, path: tuple[Any, ...], change: str, junk: Any) -> Any:
    """Return a copy of the data that was damaged at one place."""
    if not path:
        return junk
    key, *rest = path
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    if rest:
        copy[key] = changed(data[key], tuple(rest), change, junk)
    elif change == "replace":
        copy[key] = junk
    elif change == "add" and isinstance(copy, dict):
        copy[f"{key}x"] = junk
    else:
        del copy[key]
    return copy


def is_plain(data: Any) -> bool:
    return isinstance(data, Mapping)


WRITTEN = [to_dict(value) for value in VALUES]


@settings(max_examples=800, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_damaged_data_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    damaged: Any = data.draw(st.sampled_from(WRITTEN))
    for _ in range(data.draw(st.integers(1, 2))):
        if is_plain(damaged):
            path = data.draw(st.sampled_from(list(places(damaged))))
            change = data.draw(st.sampled_from(["replace", "replace", "delete", "add"]))
            damaged = changed(damaged, path, change, data.draw(JUNK))
    try:
        value = from_dict(damaged)
    except RecordError as error:
        assert error.problems
        assert error.text("id")
        assert error.text("en")
    else:
        assert value == through_json(value)


@settings(max_examples=300)
@given(
    st.recursive(
        JUNK,
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["type", "id", "values", "document"]), inner, max_size=4
            )
        ),
        max_leaves=12,
    )
)
def test_any_data_at_all_is_read_or_refused(data: Any) -> None:
    try:
        from_dict(data)
    except RecordError as error:
        assert error.problems


@settings(max_examples=300)
@given(st.sampled_from(sorted(FORMS)), st.dictionaries(st.text(max_size=8), JUNK, max_size=4))
def test_a_known_type_with_any_content_is_read_or_refused(name: str, content: Any) -> None:
    try:
        from_dict({**content, "type": name})
    except RecordError as error:
        assert error.problems
        assert error.text()


def test_a_scorecard_is_still_a_scorecard() -> None:
    back = through_json(CARD)
    assert isinstance(back, Scorecard)
    assert isinstance(back.result, Level)
    assert Decimal("69.75") == back["total"]
    assert to_plain(CASES_VALUE.cases[0].because) == {"id": "Pasal 1", "en": "Article 1"}
    assert isinstance(through_json(CASES_VALUE), Cases)
    assert isinstance(through_json(CASES_VALUE.cases[1]), Case)


@pytest.mark.parametrize(
    ("data", "code"),
    [({}, "ASN-E011"), ({"type": "Employee"}, "ASN-D021"), ([], "ASN-E013")],
)
def test_data_that_lacks_a_part_is_refused_with_its_name(data: Any, code: str) -> None:
    with pytest.raises(RecordError) as caught:
        from_dict(data)

    assert [code] == [each.code for each in caught.value.problems]
