"""Every kind of column, in one row or in many, gives the appraisal that YAML gives."""

import json
from pathlib import Path
from typing import Any

import pytest

POLICY = """
asn_appraisal: policy/1
id: p
scales: {s: {rendah: Rendah, tinggi: Tinggi}}
evidence:
  results: {weight: {from: 0}, rating: [below, meets, above]}
  indicators: {target: {from: 0}, actual: {from: 0}, weight: {from: 0}}
  behaviours: {rater: [superior, peer], value: {from: 0}, not_applicable: leave_out}
  competencies: {required: {above: 0}, attained: {from: 0}}
  periods: {months: {above: 0}, measures: {nilai: {type: number, from: 0}}}
  facts: {luas: {type: number, from: 0}, lulus: {type: flag}}
measures:
  middle: {per: indicators, formula: actual - (target_from + target_to) / 2}
  rated: {formula: "sum(results.weight, where=rating >= 'meets')"}
  marks: {formula: sum(behaviours.value)}
  peers: {formula: "sum(behaviours.value, where=rater == 'peer', default=0)"}
  match: {formula: sum(attained) / sum(required)}
  past: {formula: "sum(periods.nilai * months) / sum(months)"}
  total: {formula: sum(middle) + rated + marks + match + past + luas, round: 2}
  decision: {scale: s, judgement: {override: [reason, evidence]}}
result: decision
"""
#: By the path of the column: what it holds.
CELLS = {
    "id": "a",
    "employee": "sari",
    "unit": "u",
    "position": "j",
    "period.kind": "annual",
    "period.from": "01/01/2025",
    "period.until": "31/12/2025",
    "results.r.title": "Izin; selesai",
    "results.r.weight": "1/2",
    "results.r.rating": "meets",
    "indicators.r.i.target_from": "1,5",
    "indicators.r.i.target_to": "2,5",
    "indicators.r.i.actual": "10",
    "indicators.r.i.weight": "1",
    "indicators.k.target": "4",
    "indicators.k.actual": "5",
    "results.work.weight": "2",
    "results.work.rating": "below",
    "behaviours.komitmen": "90",
    "behaviours.komitmen.peer.budi": "80,5",
    "competencies.x.required": "3",
    "competencies.x.attained": "2",
    "periods.tw1.months": "3",
    "periods.tw1.nilai": "8",
    "facts.luas": "1.234,5",
    "facts.lulus": "BENAR",
    "judgements.decision.level": "tinggi",
    "judgements.decision.by": "kepala",
    "judgements.decision.reason": "alasan",
    "judgements.decision.evidence": "b1 | b2",
}
EXPECTED = ["1423.17", "tinggi"]


def quoted(cell: str) -> str:
    return f'"{cell}"' if ";" in cell else cell


def scored(run: Any, *paths: str) -> list[Any]:
    found = run("score", "p.yaml", *paths, "-f", "json", "--measures", "total,decision")
    assert found.code == 0, found.err
    [row] = json.loads(found.out)["rows"]
    return [row["total"], row["decision"]]


@pytest.fixture
def policy(folder: Path) -> None:
    (folder / "p.yaml").write_text(POLICY, "utf-8")


@pytest.mark.usefixtures("policy")
def test_one_row_may_hold_everything(run: Any, folder: Path) -> None:
    text = ";".join(CELLS) + "\n" + ";".join(map(quoted, CELLS.values())) + "\n"
    (folder / "a.csv").write_text(text, "cp1252")

    # 8 + 1 of the indicators, 1/2, 170.5, 2/3, 8 and 1234.5
    assert scored(run, "a.csv") == EXPECTED


@pytest.mark.usefixtures("policy")
def test_many_rows_hold_the_same(run: Any, folder: Path) -> None:
    tables = {
        "appraisals": "id;period.kind;period.from;period.until\na;annual;1/1/2025;31/12/2025\n",
        "results": "appraisal;id;weight;rating\na;r;1/2;meets\na;work;2;below\n",
        "indicators": "appraisal;result;id;target;target_from;target_to;actual;weight\n"
        "a;r;i;;1,5;2,5;10;1\na;;k;4;;;5;\n",
        "behaviours": "appraisal;aspect;rater;by;value;not_applicable\n"
        "a;komitmen;;;90;\na;komitmen;peer;budi;80,5;\na;lain;;;;Tidak dinilai\n",
        "competencies": "appraisal;competency;required;attained\na;x;3;2\n",
        "periods": "appraisal;period;months;nilai\na;tw1;3;8\n",
        "facts": "appraisal;luas;lulus\na;1.234,5;TRUE\n",
        "judgements": "appraisal;measure;level;by;reason;evidence\n"
        'a;decision;tinggi;kepala;alasan;"b1; b2"\n',
    }
    (folder / "t").mkdir()
    for name, text in tables.items():
        (folder / "t" / f"{name}.csv").write_text(text, "utf-8-sig")

    assert scored(run, "t") == EXPECTED


@pytest.mark.usefixtures("policy")
@pytest.mark.parametrize(
    "title",
    ["facts", "facts.a.b", "period.kinds", "indicators.actual", "results.r.bobott", "lain.x"],
)
def test_a_title_that_leads_nowhere_is_refused_with_what_there_is(
    run: Any, folder: Path, title: str
) -> None:
    (folder / "a.csv").write_text(f"id,{title}\na,1\n", "utf-8")
    found = run("score", "p.yaml", "a.csv")

    assert found.code == 1
    assert "a.csv:1:2: ASN-B020" in found.err


@pytest.mark.usefixtures("policy")
def test_records_of_several_files_are_one_collection(run: Any, folder: Path) -> None:
    one = "asn_appraisal: records/1\nunits: [{id: u}]\nemployees: [{id: e}]\n"
    two = (
        "asn_appraisal: records/1\nassignments: []\n"
        "appraisals: [{id: x, facts: {luas: 1, lulus: true}}]\n"
    )
    (folder / "one.yaml").write_text(one, "utf-8")
    (folder / "two.yaml").write_text(two, "utf-8")

    assert run("explain", "p.yaml", "one.yaml", "two.yaml").code == 0
    again = run("explain", "p.yaml", "one.yaml", "one.yaml", "two.yaml")
    assert (again.code, "ASN-R001" in again.err) == (1, True)


def test_a_comparison_is_a_table_with_those_it_could_not_compare(
    run: Any, loket: Path, folder: Path
) -> None:
    table = run("compare", "loket", "loket", "loket/records.yaml", "-f", "csv").out.splitlines()

    assert table[1] == "2025-budi,cukup,cukup,0,,"
    assert table[3].startswith("2025-dewi,,,,,")
    (folder / "r.yaml").write_text("asn_appraisal: records/1\nunits: [{id: u}]\n", "utf-8")
    for command in (["compare", "loket", "loket"], ["calibrate", "loket"], ["report", "loket"]):
        assert run(*command, "r.yaml").code == 3


def test_a_report_shows_whom_it_could_not_score(run: Any, loket: Path, folder: Path) -> None:
    records = (loket / "records.yaml").read_text("utf-8")
    (loket / "records.yaml").write_text(records.replace("value: 92", "value: 500"), "utf-8")
    assert run("report", "--no-properties", "loket", "loket/records.yaml", "-o", "l.html").code == 0
    page = (folder / "l.html").read_text("utf-8")

    assert "<b>1</b>ditolak" in page
    assert "bernilai 500, padahal harus" in page


def test_new_in_a_place_that_cannot_be_written_is_wrong_use(run: Any, folder: Path) -> None:
    (folder / "berkas").write_text("", "utf-8")
    for command in (["new", "berkas/di-bawahnya"], ["schema", "--into", "berkas/s"]):
        found = run(*command)
        assert (found.code, "ASN-B003" in found.err) == (2, True)
