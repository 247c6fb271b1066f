"""`compare`: the same people under two policies."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve

from asn_appraisal.comparison import Comparison, compare
from asn_appraisal.document import to_plain
from asn_appraisal.errors import Problem, Text
from asn_appraisal.workbench.bench import Bench
from asn_appraisal.workbench.documents import policy_at
from asn_appraisal.workbench.people import records_at
from asn_appraisal.workbench.table import Column, Table, exactly
from asn_appraisal.workbench.verb import NOTHING, Verb

from .parameters import DECIMAL, POLICY, RECORDS


def compare_two(
    bench: Bench, before: str, after: str, records: Sequence[str], *, decimal: str
) -> int:
    """Compare two policies over the same people."""
    first, second = policy_at(before), policy_at(after)
    known = records_at(bench, records, decimal)
    if not known.appraisals and not bench.has_findings:
        bench.report(Problem("ASN-B007", None, {"paths": ", ".join(records)}))
        return NOTHING
    found = compare(first, second, known.appraisals)
    match bench.format:
        case "json":
            bench.write(json.dumps(_data(found), ensure_ascii=False, indent=2))
        case "text":
            bench.write(found.text(bench.language))
        case _:
            bench.write_table(Table.of(_COLUMNS, list(_rows(bench, found))))
    return bench.code


_COLUMNS = (
    Column("appraisal", Text("Penilaian", "Appraisal")),
    Column("before", Text("Sebelum", "Before")),
    Column("after", Text("Sesudah", "After")),
    Column("difference", Text("Selisih", "Difference"), is_number=True),
    Column("made_by", Text("Karena", "Because of")),
    Column("reasons", Text("Alasan", "Reasons")),
)


def _rows(bench: Bench, found: Comparison) -> Iterator[Sequence[Any]]:
    for each in found.compared:
        made_by = ", ".join(each.made_by)
        yield (each.appraisal, each.before, each.after, each.difference, made_by, None)
    for apart in found.apart:
        yield (apart.appraisal, None, None, None, None, apart.text(bench.language))


def _data(found: Comparison) -> dict[str, Any]:
    return {
        "format": 1,
        "before": {"id": found.before.id, "fingerprint": found.before.fingerprint},
        "after": {"id": found.after.id, "fingerprint": found.after.fingerprint},
        "compared": [
            {
                "appraisal": each.appraisal,
                "before": exactly(each.before),
                "after": exactly(each.after),
                "difference": exactly(each.difference),
                "by_measure": {name: exactly(part) for name, part in each.by_measure.items()},
            }
            for each in found.compared
        ],
        "matrix": [
            {"before": row, "after": column, "people": count}
            for (row, column), count in found.matrix.items()
            if count
        ],
        "by_measure": {name: exactly(part) for name, part in found.by_measure.items()},
        "apart": [
            {
                "appraisal": each.appraisal,
                "policy": each.policy,
                "status": each.status,
                "problems": [to_plain(problem.what) for problem in each.problems],
            }
            for each in found.apart
        ],
    }


COMPARE = Verb(
    "compare",
    Text(
        "Bandingkan dua kebijakan atas orang yang sama: siapa berpindah, karena ukuran apa.",
        "Compare two policies over the same people: who moves, by which measure.",
    ),
    (
        "asn-appraisal compare pp-30-2019 usulan.yaml data.yaml",
        "asn-appraisal compare lama.yaml baru.yaml data.csv -o perubahan.csv",
    ),
    compare_two,
    (
        evolve(POLICY, name="before", metavar=Text("SEBELUM", "BEFORE")),
        evolve(
            POLICY,
            name="after",
            help=Text("kebijakan yang menggantikannya", "the policy that replaces it"),
            metavar=Text("SESUDAH", "AFTER"),
        ),
        RECORDS,
        DECIMAL,
    ),
    ("text", "json", "csv", "excel", "markdown"),
)
