"""The room as a whole: pure, picklable, and light."""

import pickle
import subprocess
import sys
from datetime import date

from asn_appraisal import Policy, Records
from asn_appraisal.process import (
    Appraiser,
    Correction,
    State,
    WorkingDays,
    appraiser_on,
    begin,
    correct,
    sign,
)
from asn_appraisal.record import Period

PURE = """
import sys
from datetime import date
from asn_appraisal import parse_policy, parse_records
from asn_appraisal.process import *
from asn_appraisal.record import Period

policy = parse_policy('''
asn_appraisal: policy/1
id: small
evidence: {behaviours: {value: {from: 0, to: 100}}}
measures: {total: {formula: mean(behaviours.value), round: 2}}
result: total
process: {object_within: 14 working days, decide_objection_within: 7 working days}
''')
records = parse_records('''
asn_appraisal: records/1
units: [{id: atas, head: kadis}, {id: dinas, parent: atas, head: kabid}]
employees: [{id: kadis}, {id: kabid}, {id: sari}]
assignments: [{id: tetap, employee: sari, unit: dinas}]
''')
year = Period("annual", date(2025, 1, 1), date(2025, 12, 31))
calendar = WorkingDays()
touched = []
FORBIDDEN = ("open", "socket.", "subprocess.", "os.", "time.", "import")
sys.addaudithook(lambda event, _: touched.append(event) if event.startswith(FORBIDDEN) else None)

found = appraiser_on(records, records.assignments["tetap"], date(2025, 12, 31), period=year)
state = begin("x", "sari", found, policy, year)
state = sign(state, date(2026, 1, 12), 80, by="kabid")
state = receive(deliver(state, date(2026, 1, 12), calendar), date(2026, 1, 12))
deadlines(policy, state.events, calendar)
state = object_to(state, date(2026, 1, 30), "-", calendar)
state = decide(state, date(2026, 2, 2), "-", calendar, by="kadis", heard=["sari", "kabid"])
correct(state, date(2026, 3, 2), "-", successor="y", by="z", authority="SK", outcome=90)
year_of(policy, segments_of(records, "sari", year), period=year)
obligation(records, "sari", year)
object_to(state, date(2026, 3, 3), "-", calendar).text("en")
print(*sorted(set(touched)), "holidays" in sys.modules)
"""


def test_the_room_opens_nothing_asks_no_clock_and_loads_no_calendar() -> None:
    answer = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PURE], capture_output=True, check=True, text=True
    )

    assert answer.stdout.split() == ["False"]


def test_states_and_corrections_go_through_pickle(
    policy: Policy, tuti: Appraiser, year: Period
) -> None:
    draft = begin("2025-sari", "sari", tuti, policy, year)
    assert isinstance(draft, State)
    signed = sign(draft, date(2026, 1, 12), "baik", by="kasi")
    assert isinstance(signed, State)
    made = correct(
        signed,
        date(2026, 3, 2),
        "-",
        successor="2025-sari-2",
        by="kadis",
        authority="SK 7/2026",
        outcome="kurang",
    )

    assert isinstance(made, Correction)
    assert pickle.loads(pickle.dumps(made)) == made


def test_an_answer_is_the_same_in_whatever_order_the_records_come(office: Records) -> None:
    names = ("units", "positions", "employees", "assignments")
    turned = Records(*(tuple(getattr(office, name).values())[::-1] for name in names))

    for records in (office, turned):
        found = appraiser_on(records, records.assignments["sari-tetap"], date(2025, 12, 31))
        assert isinstance(found, Appraiser)
        assert (found.employee, found.superior) == ("kasi", "kabid")


def test_values_can_be_kept_in_sets(policy: Policy, tuti: Appraiser, year: Period) -> None:
    draft = begin("2025-sari", "sari", tuti, policy, year)

    assert len({draft, begin("2025-sari", "sari", tuti, policy, year)}) == 1
    assert len({WorkingDays(), WorkingDays()}) == 1
