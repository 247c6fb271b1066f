"""What the tests of this room share: the national policy, a calendar, one office."""

from datetime import date
from pathlib import Path

import pytest

from asn_appraisal import Policy, Records, parse_policy, parse_records
from asn_appraisal.process import Appraiser, WorkingDays
from asn_appraisal.record import Period

PRESETS = Path(__file__).parents[2] / "src" / "asn_appraisal" / "presets"

OFFICE = """
asn_appraisal: records/1
units:
  - {id: dinas, name: Dinas Perizinan, head: kadis}
  - {id: bidang, name: Bidang Layanan, parent: dinas, head: kabid}
positions:
  - {id: kepala-dinas, title: Kepala Dinas, unit: dinas}
  - {id: kepala-bidang, title: Kepala Bidang, unit: bidang, reports_to: kepala-dinas}
  - {id: kepala-seksi, title: Kepala Seksi, unit: bidang, reports_to: kepala-bidang}
  - {id: analis, title: Analis, unit: bidang, reports_to: kepala-seksi}
employees:
  - {id: kadis, name: Rahmat}
  - {id: kabid, name: Wayan}
  - {id: kasi, name: Tuti}
  - {id: sari, name: Sari}
assignments:
  - {id: kadis-tetap, employee: kadis, position: kepala-dinas, unit: dinas, from: 2024-01-01}
  - {id: kabid-tetap, employee: kabid, position: kepala-bidang, unit: bidang, from: 2024-01-01}
  - {id: kasi-tetap, employee: kasi, position: kepala-seksi, unit: bidang, from: 2024-01-01}
  - {id: sari-tetap, employee: sari, position: analis, unit: bidang, from: 2024-01-01}
"""


@pytest.fixture(scope="session")
def policy() -> Policy:
    return parse_policy((PRESETS / "permenpanrb-6-2022.yaml").read_text("utf-8"))


@pytest.fixture(scope="session")
def office() -> Records:
    return parse_records(OFFICE)


@pytest.fixture
def weekdays() -> WorkingDays:
    return WorkingDays()


@pytest.fixture
def year() -> Period:
    return Period("annual", date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def tuti() -> Appraiser:
    return Appraiser("kasi", "direct_superior", (), "kabid")
