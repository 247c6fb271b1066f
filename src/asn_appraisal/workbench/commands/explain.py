"""`explain`: say how one person's result came about."""

import json
from collections.abc import Sequence

from asn_appraisal.errors import Problem, Text, suggestion
from asn_appraisal.exchange import to_dict
from asn_appraisal.explanation import explain
from asn_appraisal.scoring import score
from asn_appraisal.workbench.bench import Bench, WrongUseError
from asn_appraisal.workbench.documents import policy_at
from asn_appraisal.workbench.people import records_at
from asn_appraisal.workbench.verb import Parameter, Verb

from .parameters import DECIMAL, POLICY, RECORDS


def explain_one(
    bench: Bench,
    policy: str,
    records: Sequence[str],
    *,
    appraisal: str | None,
    contrast: bool,
    decimal: str,
) -> int:
    """Explain one appraisal."""
    rules = policy_at(policy)
    known = records_at(bench, records, decimal).appraisals
    if appraisal is None and len(known) > 1:
        raise WrongUseError(Problem("ASN-B013", None, suggestion("", known)))
    name = appraisal if appraisal is not None else next(iter(known), "-")
    if name not in known:
        raise WrongUseError(Problem("ASN-B009", None, {"name": name, **suggestion(name, known)}))
    made = explain(score(rules, known[name]), language=bench.language)
    match bench.format:
        case "json":
            text = json.dumps(to_dict(made), ensure_ascii=False, indent=2)
        case "markdown":
            text = made.markdown
        case _:
            text = made.text
    if contrast and bench.format != "json":
        text = f"{text}\n\n{made.contrast().text}"
    bench.write(text)
    return bench.code


EXPLAIN = Verb(
    "explain",
    Text(
        "Jelaskan satu hasil: setiap ukuran dengan rumus, angka, pembulatan, dan dasarnya.",
        "Explain one result: every measure with formula, numbers, rounding and source.",
    ),
    (
        "asn-appraisal explain kebijakan.yaml data.yaml --appraisal 2025-sari",
        "asn-appraisal explain kebijakan.yaml data.yaml -a 2025-sari --contrast",
        "asn-appraisal explain kebijakan.yaml data.yaml -a 2025-sari -o sari.md",
    ),
    explain_one,
    (
        POLICY,
        RECORDS,
        Parameter(
            "--appraisal -a",
            Text(
                "Penilaian yang dijelaskan; boleh tanpa ini bila hanya satu.",
                "The appraisal to explain; may be left out where there is one.",
            ),
            metavar=Text("ID", "ID"),
        ),
        Parameter(
            "--contrast",
            Text(
                "Juga perubahan bukti terkecil yang mencapai tingkat berikutnya.",
                "Also the nearest changes of evidence that would reach the next level.",
            ),
            "flag",
        ),
        DECIMAL,
    ),
    ("text", "markdown", "json"),
)
