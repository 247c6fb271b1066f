"""`verify`: try the properties of a policy, and say of each how it was tried and what was found."""

from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from asn_appraisal.errors import Problem, Text, suggestion
from asn_appraisal.policy import PROPERTIES
from asn_appraisal.workbench.bench import Bench, WrongUseError
from asn_appraisal.workbench.documents import policy_at
from asn_appraisal.workbench.junit import Outcome, junit
from asn_appraisal.workbench.properties import failing, verified
from asn_appraisal.workbench.table import Column, Table
from asn_appraisal.workbench.verb import FINDINGS, FINE, Parameter, Verb

from .parameters import POLICY

_FAILS = Text("TIDAK DIPENUHI", "FAILS")
_COLUMNS = (
    Column("property", Text("Sifat", "Property")),
    Column("status", Text("Putusan", "Verdict")),
    Column("method", Text("Cara", "Method")),
    Column("fails", Text("Gagal", "Fails")),
    Column("text", Text("Penjelasan", "Explanation")),
)
_NOTE = Text(
    "Setiap baris menyebut satu sifat dan bagaimana ia diperiksa; ini bukan pernyataan bahwa "
    "kebijakan ini adil.",
    "Each line names one property and how it was tried; it is no statement that the policy is "
    "fair.",
)


def verify(
    bench: Bench,
    policy: str,
    *,
    property: Sequence[str],  # noqa: A002 - as it is typed
    examples: int,
    seed: int,
) -> int:
    """Try the properties that were asked for, or all."""
    rules = policy_at(policy)
    for name in property:
        if name not in PROPERTIES:
            near = suggestion(name, PROPERTIES)
            raise WrongUseError(Problem("ASN-D027", None, {"text": name, **near}))
    wanted = tuple(property) or None
    found = verified(rules, properties=wanted, examples=examples, seed=seed)
    match bench.format:
        case "text":
            with bench.writing() as stream:
                _write(bench, found, stream)
        case "junit":
            bench.write(junit("asn-appraisal verify", list(_outcomes(bench, policy, found))))
        case _:
            bench.write_table(Table.of(_COLUMNS, list(_rows(bench, found))))
    return FINE if found.ok else FINDINGS


def _write(bench: Bench, found: Any, stream: TextIO) -> None:
    """Write every verdict; those that fail stand last, where they are seen."""
    fails = failing(found)
    for name, verdict in found.verdicts.items():
        if name not in fails:
            print(f"{verdict.text(bench.language)}\n", file=stream)
    for name in fails:
        print(f"{bench.say(_FAILS)}: {found.verdicts[name].text(bench.language)}\n", file=stream)
    print(bench.say(_NOTE), file=stream)


def _rows(bench: Bench, found: Any) -> Iterator[Sequence[Any]]:
    fails = failing(found)
    for name, verdict in found.verdicts.items():
        text = verdict.text(bench.language)
        yield str(name), str(verdict.status), str(verdict.method), name in fails, text


def _outcomes(bench: Bench, policy: str, found: Any) -> Iterator[Outcome]:
    fails = failing(found)
    for name, verdict in found.verdicts.items():
        failure = verdict.text(bench.language) if name in fails else ""
        properties = {"status": str(verdict.status), "method": str(verdict.method)}
        yield Outcome(str(name), policy, failure, properties=properties)


VERIFY = Verb(
    "verify",
    Text(
        "Periksa sifat-sifat kebijakan: dibuktikan, dicari pelanggarannya, atau dikecualikan.\n\n"
        "Setiap putusan menyebut caranya; pelanggaran ditunjukkan dengan saksi.",
        "Try the properties of a policy: proved, searched for violations, or waived.\n\n"
        "Each verdict says how it was tried; a violation is shown with a witness.",
    ),
    (
        "asn-appraisal verify kebijakan.yaml",
        "asn-appraisal verify pp-30-2019 --property improvement-never-hurts",
        "asn-appraisal verify kebijakan.yaml --examples 5000 -o sifat.xml",
    ),
    verify,
    (
        POLICY,
        Parameter(
            "--property -p",
            Text("Hanya sifat ini; boleh diulang.", "Only this property; may be repeated."),
            "many",
            metavar=Text("NAMA", "NAME"),
        ),
        Parameter(
            "--examples",
            Text("Berapa contoh yang dicoba bila dicari.", "How many examples a search tries."),
            "whole",
            default=1000,
            metavar=Text("JUMLAH", "COUNT"),
        ),
        Parameter(
            "--seed",
            Text(
                "Benih pencarian; benih sama, contoh sama.",
                "Seed of the search; same seed, same examples.",
            ),
            "whole",
            default=0,
            metavar=Text("BENIH", "SEED"),
        ),
    ),
    ("text", "json", "csv", "excel", "markdown", "junit"),
)
