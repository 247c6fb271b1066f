"""`report`: one HTML file about a policy and the people scored under it."""

from collections.abc import Sequence

from asn_appraisal.errors import Problem, Text
from asn_appraisal.workbench.bench import Bench
from asn_appraisal.workbench.documents import policy_at
from asn_appraisal.workbench.people import records_at
from asn_appraisal.workbench.verb import NOTHING, Parameter, Verb

from .parameters import DECIMAL, POLICY, RECORDS


def write_report(
    bench: Bench,
    policy: str,
    records: Sequence[str],
    *,
    compare: str | None,
    no_properties: bool,
    decimal: str,
) -> int:
    """Write a report."""
    from asn_appraisal.workbench.report import (  # noqa: PLC0415 - drawing takes a second to load
        report_of,
        report_page,
    )

    rules = policy_at(policy)
    other = None if compare is None else policy_at(compare)
    known = records_at(bench, records, decimal)
    if not known.appraisals:
        bench.report(Problem("ASN-B007", None, {"paths": ", ".join(records)}))
        return NOTHING
    found = report_of(rules, known, other=other, language=bench.language, verify=not no_properties)
    bench.write(report_page(found))
    return bench.code


REPORT = Verb(
    "report",
    Text(
        "Tulis laporan: satu berkas HTML dengan hasil, sebaran, aturan, dan perbandingan.\n\n"
        "Berkasnya tidak memerlukan jaringan atau skrip, dan dapat dicetak.",
        "Write a report: one HTML file with results, distribution, rules and comparison.\n\n"
        "The file needs no network and no script, and it can be printed.",
    ),
    (
        "asn-appraisal report kebijakan.yaml data.yaml -o laporan.html",
        "asn-appraisal report usulan.yaml data.csv --compare pp-30-2019 -o laporan.html",
    ),
    write_report,
    (
        POLICY,
        RECORDS,
        Parameter(
            "--compare",
            Text(
                "Kebijakan semula, untuk dibandingkan dengan yang ini.",
                "The policy before, to compare this one with.",
            ),
            metavar=Text("KEBIJAKAN", "POLICY"),
        ),
        Parameter(
            "--no-properties",
            Text(
                "Jangan memeriksa sifat kebijakan, yang memakan beberapa detik.",
                "Do not try the properties of the policy, which takes some seconds.",
            ),
            "flag",
        ),
        DECIMAL,
    ),
    ("html",),
)
