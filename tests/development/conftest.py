"""A small framework and the people of one unit."""

import pytest

from asn_appraisal.record import Framework, parse_framework

TEXT = """
asn_appraisal: framework/1
id: kamus
competencies:
  - id: komunikasi
    title: {id: Komunikasi, en: Communication}
    cluster: managerial
    levels:
      1: {id: Memberi kabar, en: Gives news}
      2: {id: Mendengarkan, en: Listens}
      3: {id: Membina dialog, en: Builds dialogue}
  - id: data
    title: {id: Pengelolaan data, en: Data management}
    cluster: technical
    levels: {1: Mencatat, 2: Memeriksa, 3: Menganalisis, 4: Merancang}
  - {id: adat}
positions:
  - {id: analis, title: {id: Analis, en: Analyst}, requires: {komunikasi: 2, data: 3}}
  - {id: tetua, requires: {adat: 1}}
  - {id: kosong}
programmes:
  - id: dasar
    title: {id: Dasar komunikasi, en: Basic communication}
    competency: komunikasi
    from: 0
    to: 2
  - {id: lanjut, competency: komunikasi, from: 2, to: 3}
  - {id: data-2, competency: data, from: 1, to: 2}
  - {id: data-3, competency: data, from: 2, to: 3}
  - {id: data-4, competency: data, from: 3, to: 4}
"""


@pytest.fixture
def framework() -> Framework:
    return parse_framework(TEXT)
