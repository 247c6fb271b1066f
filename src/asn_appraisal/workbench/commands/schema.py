"""`schema`: what editors complete and explain documents with."""

from pathlib import Path

from asn_appraisal.errors import Problem, Text, suggestion
from asn_appraisal.workbench.bench import Bench, WrongUseError
from asn_appraisal.workbench.reasons import reason_of
from asn_appraisal.workbench.schema import KINDS, file_name, schema_text
from asn_appraisal.workbench.verb import FINE, Parameter, Verb
from asn_appraisal.workbench.writing import saved


def write_schema(bench: Bench, kind: str | None, *, into: str | None) -> int:
    """Write the schema of one kind, or the files of all into a folder."""
    if kind is not None and kind not in KINDS:
        raise WrongUseError(Problem("ASN-D027", None, {"text": kind, **suggestion(kind, KINDS)}))
    if into is None:
        bench.write(schema_text(kind if kind is not None else "policy"))
        return FINE
    for path in write_schemas(Path(into), (kind,) if kind is not None else KINDS):
        print(path)
    return FINE


def write_schemas(folder: Path, kinds: tuple[str, ...] = KINDS) -> list[Path]:
    """Write the schemas into a folder, each whole.

    Raises:
        WrongUseError: a file cannot be written.
    """
    paths = [folder / file_name(kind) for kind in kinds]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, kind in zip(paths, kinds, strict=True):
            with saved(path) as stream:
                stream.write(schema_text(kind))
    except OSError as error:
        values = {"path": folder, **reason_of(error)}
        raise WrongUseError(Problem("ASN-B003", None, values)) from None
    return paths


SCHEMA = Verb(
    "schema",
    Text(
        "Tulis skema JSON bagi editor: kunci dilengkapi dan dijelaskan dalam bahasa Indonesia.\n\n"
        "Editor memakainya lewat baris pertama berkas: "
        "# yaml-language-server: $schema=schemas/policy.schema.json",
        "Write the JSON Schema for editors: keys are completed, and explained in Indonesian.\n\n"
        "Editors use it by a line at the top of a file: "
        "# yaml-language-server: $schema=schemas/policy.schema.json",
    ),
    (
        "asn-appraisal schema policy -o policy.schema.json",
        "asn-appraisal schema --into schemas",
    ),
    write_schema,
    (
        Parameter(
            "kind",
            Text("policy, records, framework, atau cases", "policy, records, framework or cases"),
            optional=True,
            metavar=Text("[JENIS]", "[KIND]"),
        ),
        Parameter(
            "--into",
            Text("Folder untuk skema semua jenis.", "Folder for the schemas of all kinds."),
            metavar=Text("FOLDER", "FOLDER"),
        ),
    ),
    ("json",),
)
