"""What follows a score as plain data and back: calibration, process, development, comparison."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest

from asn_appraisal import (
    Policy,
    RecordError,
    Records,
    calibrate,
    compare,
    from_dict,
    parse_framework,
    parse_policy,
    parse_records,
    score,
    to_dict,
)
from asn_appraisal.calibration import Calibration, ScoredCohort
from asn_appraisal.comparison import trend
from asn_appraisal.development import (
    Key,
    Unknown,
    job_person_match,
    rank_candidates,
    recognitions,
    training_needs,
)
from asn_appraisal.errors import Problem
from asn_appraisal.exchange import FORMS, rooms  # noqa: F401 - it fills FORMS
from asn_appraisal.presets import known, preset
from asn_appraisal.process import (
    Appraiser,
    Delegation,
    Exemption,
    Owner,
    Published,
    Segment,
    WorkingDays,
    achievement_for,
    appraiser_on,
    begin,
    correct,
    deadlines,
    deliver,
    object_to,
    obligation,
    receive,
    sign,
    tiling,
    year_of,
)
from asn_appraisal.record import Cohort, Member, Period

EXAMPLES = Path(__file__).parents[1] / "examples"
YEAR = Period("annual", date(2025, 1, 1), date(2025, 12, 31))
ROOMS = ("calibration", "process", "development", "comparison")


def text(name: str) -> str:
    return (EXAMPLES / name).read_text("utf-8")


@cache
def tebing() -> tuple[Policy, Records]:
    policy = parse_policy(text("tebing-tinggi-rencana-kerja/policy.yaml"), known=known())
    return policy, parse_records(text("tebing-tinggi-rencana-kerja/records.yaml"))


def of_calibration() -> Iterator[Any]:
    policy, records = tebing()
    for unit in records.units:
        cohort = records.cohort(unit)
        yield calibrate(policy, cohort)
        yield ScoredCohort.from_cohort(policy, cohort)
        yield calibrate(policy, attrs.evolve(cohort, facts={"organisation_achievement": "kurang"}))


def of_process() -> Iterator[Any]:
    policy, records = tebing()
    calendar = WorkingDays([date(2026, 1, 16)], years=[2026])
    appraiser = Appraiser("kasi", "direct_superior", (), "kabid")
    yield appraiser
    yield appraiser_on(records, records.assignments["dedi-analis"], date(2025, 6, 1))
    yield Owner("employee", "dedi")
    yield calendar
    state: Any = begin("2025-dedi", "dedi", appraiser, policy, YEAR)
    card = score(policy, records.appraisals["2025-dedi"])
    signed: Any = sign(state, date(2026, 1, 20), card, by="kasi")
    received: Any = receive(deliver(signed, date(2026, 1, 21), calendar), date(2026, 1, 22))  # type: ignore[arg-type]
    yield deadlines(policy, received.events, calendar)["object"]
    yield object_to(received, date(2026, 2, 2), "Hari libur ikut dihitung", calendar)
    yield object_to(received, date(2026, 6, 2), "Terlambat", calendar)
    correction = correct(
        signed,
        date(2026, 3, 2),
        "Realisasi tidak terbaca",
        successor="2025-dedi-2",
        by="kadis",
        authority="SK 7/2026",
        outcome="baik",
    )
    yield correction
    yield Delegation("kasi", "kabid", date(2025, 1, 1), unit="u", decree="SK 1/2025")
    yield Exemption("suspended", date(2025, 1, 1))
    yield obligation(records, "dedi", YEAR)
    published = {2024: Published("baik", date(2025, 1, 20)), 2025: Published("baik", date.max)}
    yield published[2025]
    yield achievement_for(2025, published)
    first = Segment("lama", date(2025, 1, 1), date(2025, 6, 30), Decimal("90.5"))
    second = Segment("baru", date(2025, 8, 1), date(2025, 12, 31), Fraction(200, 3))
    yield from tiling(YEAR, [first, second])
    yield year_of(preset("permenpanrb-6-2022"), [first, second], period=YEAR)


def of_development() -> Iterator[Any]:
    framework = parse_framework(text("sofifi-kompetensi/framework.yaml"))
    records = parse_records(text("sofifi-kompetensi/records.yaml"))
    unit = max(records.units, key=lambda name: len(records.cohort(name).members))
    cohort = records.cohort(unit)
    yield training_needs(framework, cohort)
    lacking = [
        Member(
            each.employee,
            attrs.evolve(each.appraisal, competencies=each.appraisal.competencies[:at]),
        )
        for at, each in enumerate(cohort.members)
    ]
    yield training_needs(framework, Cohort(unit, lacking))
    yield Unknown("baru", "2025-baru", Problem("ASN-G002", None, {"competency": "komunikasi"}))
    position = next(iter(framework.positions))
    people = {each.employee: each.appraisal for each in cohort.members}
    for each in people.values():
        yield job_person_match(framework, each, position)
    candidates: dict[str, Any] = {**people, "baru": {}}
    keys = Key(label=framework.title, values=dict.fromkeys(people, Fraction(1, 3)))
    yield rank_candidates(framework, position, candidates, by=["match", keys])
    policy = parse_policy(
        "asn_appraisal: policy/1\nid: p\nevidence: {facts: {ideas: {type: whole, from: 0}}}\n"
        "measures: {initiative: {formula: ideas >= 2}}\nresult: initiative\n"
    )
    given = [attrs.evolve(each, facts={"ideas": 2}) for each in people.values()]
    yield recognitions([score(policy, each) for each in given], measure="initiative")


def of_comparison() -> Iterator[Any]:
    policy, records = tebing()
    changed = json.loads(json.dumps(to_dict(policy)["document"]))
    changed["id"] = "lain"
    changed["version"] = "2"
    yield compare(policy, parse_policy(changed, known=known()), records.appraisals.values())
    base = preset("pp-30-2019")
    variant = parse_policy(
        "asn_appraisal: policy/1\nid: varian\nbased_on: pp-30-2019\n"
        "measures: {total: {formula: 0.6 * skp + 0.4 * behaviour, round: 2}}\n",
        known=known(),
    )
    cases = [
        {
            "id": name,
            "period": {"kind": "annual", "from": f"{year}-01-01", "until": f"{year}-12-31"},
            "indicators": [
                {"id": "a", "polarity": "higher", "target": 100, "actual": actual, "weight": 1}
            ],
            "behaviours": [
                {"aspect": aspect, "rater": "superior", "value": 70}
                for aspect in base.evidence.tables["behaviours"].aspects
            ],
            "facts": {"innovation": False, "leads_people": True},
        }
        for name, year, actual in (("a", 2019, 100), ("b", 2020, 80), ("c", 2021, None))
    ]
    given = parse_records({"asn_appraisal": "records/1", "appraisals": cases}).appraisals
    compared = compare(base, variant, given.values())
    yield compared
    yield from compared.effects.values()
    yield trend([score(base, each) for each in given.values()])


TOP = {
    "calibration": of_calibration,
    "process": of_process,
    "development": of_development,
    "comparison": of_comparison,
}


def parts(value: Any) -> Iterator[Any]:
    """Iterate over a value and every value in it that can travel by itself."""
    if any(form.kind is type(value) for form in FORMS.values()):
        yield value
    if attrs.has(type(value)) and not isinstance(value, Policy):
        for each in attrs.fields(type(value)):
            yield from parts(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from parts(each)
    elif isinstance(value, tuple | frozenset):
        for each in value:
            yield from parts(each)


@cache
def first_of_each(room: str) -> dict[str, Any]:
    """Return a value of each type, the one with most to say."""
    found: dict[str, Any] = {}
    for top in TOP[room]():
        for value in parts(top):
            data = to_dict(value)
            name = data["type"]
            if len(str(data)) > len(str(to_dict(found[name]))) if name in found else True:
                found[name] = value
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_whatever_follows_a_score_comes_back_from_json_as_it_was(room: str) -> None:
    for value in first_of_each(room).values():
        data = json.loads(json.dumps(to_dict(value)))
        back = from_dict(data)
        assert type(value) is type(back)
        assert value == back
        assert data == to_dict(back)


def test_every_type_of_every_room_is_tried_here() -> None:
    own = {name for name in FORMS if "." in name} | {"Calibration"}
    assert own == own & {name for room in ROOMS for name in first_of_each(room)}


def test_the_forms_of_later_rooms_are_loaded_when_they_are_needed() -> None:
    code = (
        "import sys; from asn_appraisal import from_dict, to_dict;"
        "from asn_appraisal.record import Employee; to_dict(Employee('a'));"
        "before = 'asn_appraisal.process' in sys.modules;"
        "from_dict({'type': 'process.Owner', 'role': 'employee', 'employee': 'a'});"
        "print(before, 'asn_appraisal.process' in sys.modules)"
    )
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ours

    assert "False True" == found.stdout.strip()
    assert FORMS["Calibration"].kind is Calibration


def test_the_types_that_are_alike_by_name_are_told_apart() -> None:
    assert {"calibration.Finding", "process.Finding"} <= set(FORMS)
    assert {"Change", "process.Change", "comparison.Change"} <= set(FORMS)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"stage": "somewhere"}, "ASN-E013"),
        ({"employee": 5}, "ASN-E013"),
        ({"finality": "perhaps"}, "ASN-E013"),
        ({"log": "none"}, "ASN-E013"),
        ({"log": [5]}, "ASN-E013"),
        ({"policy": {"type": "Text", "id": "a", "en": "b"}}, "ASN-E013"),
        ({"events": {"type": "process.Events", "period": None}}, "ASN-E013"),
        ({"result": {"decimal": "many"}}, "ASN-E013"),
        ({"result": {"date": "31-12-2025"}}, "ASN-E013"),
        ({"result": {"type": "Nothing"}}, "ASN-E011"),
    ],
)
def test_a_damaged_state_is_refused(change: dict[str, Any], code: str) -> None:
    data = {**to_dict(first_of_each("process")["process.State"]), **change}
    with pytest.raises(RecordError) as caught:
        from_dict(data)

    assert [code] == [each.code for each in caught.value.problems]


def test_a_pair_with_a_part_too_many_is_refused() -> None:
    data = to_dict(first_of_each("process")["process.Refusal"])
    with pytest.raises(RecordError):
        from_dict({**data, "values": [["a", "b", "c"]]})


@pytest.mark.parametrize(
    "result", [5, Decimal("90.50"), Fraction(1, 7), date(2025, 1, 1), (1, "a")]
)
def test_a_value_that_may_be_anything_says_what_it_is(result: Any) -> None:
    published = Published(result, date(2026, 1, 1))

    assert published == from_dict(json.loads(json.dumps(to_dict(published))))
