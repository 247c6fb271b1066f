"""`handbook`: a policy as a document for those who are appraised under it."""

from collections.abc import Sequence

from asn_appraisal.errors import Problem, Text, suggestion
from asn_appraisal.policy import Policy
from asn_appraisal.scoring import Scorecard, score
from asn_appraisal.workbench.bench import Bench, WrongUseError
from asn_appraisal.workbench.documents import policy_at
from asn_appraisal.workbench.people import records_at
from asn_appraisal.workbench.verb import Parameter, Verb

from .parameters import DECIMAL, POLICY, RECORDS


def write_handbook(
    bench: Bench, policy: str, records: Sequence[str], *, appraisal: str | None, decimal: str
) -> int:
    """Write a handbook."""
    from asn_appraisal.workbench.report import (  # noqa: PLC0415 - drawing takes a second to load
        handbook_of,
        handbook_page,
    )

    rules = policy_at(policy)
    card = _card(bench, rules, records, appraisal, decimal)
    book = handbook_of(rules, card, language=bench.language, draw=bench.format == "html")
    bench.write(handbook_page(book, bench.format))
    return bench.code


def _card(
    bench: Bench, policy: Policy, records: Sequence[str], name: str | None, decimal: str
) -> Scorecard | None:
    """Score the appraisal of the worked example: the one named, or the first that is complete."""
    if not records:
        return None
    known = records_at(bench, records, decimal).appraisals
    if name is not None:
        if name not in known:
            raise WrongUseError(
                Problem("ASN-B009", None, {"name": name, **suggestion(name, known)})
            )
        return score(policy, known[name])
    cards = (score(policy, each) for each in known.values())
    return next((card for card in cards if card.status == "complete"), None)


HANDBOOK = Verb(
    "handbook",
    Text(
        "Tulis buku pegangan: kebijakan dalam bahasa sehari-hari, untuk pegawai.\n\n"
        "Dengan DATA, contoh hitungannya memakai penilaian pertama yang lengkap, "
        "atau yang disebut `--appraisal`.",
        "Write a handbook: a policy in plain words, for a workshop with employees.\n\n"
        "With RECORDS, the worked example is the first complete appraisal, "
        "or the one that `--appraisal` names.",
    ),
    (
        "asn-appraisal handbook kebijakan.yaml data.yaml -o pegangan.html",
        "asn-appraisal handbook permenpanrb-6-2022 -o pegangan.md",
    ),
    write_handbook,
    (
        POLICY,
        Parameter(
            RECORDS.name,
            RECORDS.help,
            RECORDS.kind,
            optional=True,
            metavar=Text("[DATA]", "[RECORDS]"),
        ),
        Parameter(
            "--appraisal -a",
            Text("Penilaian untuk contoh hitungan.", "The appraisal of the worked example."),
            metavar=Text("ID", "ID"),
        ),
        DECIMAL,
    ),
    ("markdown", "html"),
)
