"""`new`: a commented policy to start from, with records and cases."""

from importlib.resources import files
from pathlib import Path

from asn_appraisal.errors import Problem, Text
from asn_appraisal.policy.names import is_name
from asn_appraisal.workbench.bench import Bench, WrongUseError
from asn_appraisal.workbench.reasons import reason_of
from asn_appraisal.workbench.verb import FINE, Parameter, Verb
from asn_appraisal.workbench.writing import saved

from .schema import write_schemas

_FILES = ("policy.yaml", "records.yaml", "cases.yaml")
_NEXT = Text(
    "Selanjutnya:\n    asn-appraisal check {folder}\n    asn-appraisal test {folder}\n"
    "    asn-appraisal score {folder}/policy.yaml {folder}/records.yaml",
    "Next:\n    asn-appraisal check {folder}\n    asn-appraisal test {folder}\n"
    "    asn-appraisal score {folder}/policy.yaml {folder}/records.yaml",
)


def new(bench: Bench, folder: str, *, id: str | None) -> int:  # noqa: A002 - as it is typed
    """Write the starter files into a folder; what is there stays."""
    target = Path(folder)
    name = id if id is not None else target.resolve().name.lower().replace("_", "-")
    if not is_name(name.replace("-", "_")):
        raise WrongUseError(Problem("ASN-D029", None, {"text": name}))
    for each in _FILES:
        if (target / each).exists():
            raise WrongUseError(Problem("ASN-B011", None, {"path": target / each}))
    texts = {each: _starter(each).replace("contoh\n", f"{name}\n", 1) for each in _FILES}
    try:
        target.mkdir(parents=True, exist_ok=True)
        for each, text in texts.items():
            with saved(target / each) as stream:
                stream.write(text)
        write_schemas(target / "schemas", ("policy", "records", "cases"))
    except OSError as error:
        values = {"path": target, **reason_of(error)}
        raise WrongUseError(Problem("ASN-B003", None, values)) from None
    for each in (*_FILES, "schemas"):
        print(target / each)
    bench.note(bench.say(_NEXT).format(folder=folder))
    return FINE


def _starter(name: str) -> str:
    package = files("asn_appraisal.workbench")
    return (package / "starter" / name).read_text(encoding="utf-8")


NEW = Verb(
    "new",
    Text(
        "Buat folder dengan kebijakan, data, dan kasus contoh yang berkomentar.",
        "Make a folder with a commented starter policy, records and cases.",
    ),
    ("asn-appraisal new loket", "asn-appraisal new usulan/2026 --id usulan-2026"),
    new,
    (
        Parameter(
            "folder",
            Text(
                "folder yang dibuat; berkas yang ada tidak ditimpa",
                "folder; no file is overwritten",
            ),
            metavar=Text("FOLDER", "FOLDER"),
        ),
        Parameter(
            "--id",
            Text("Nama kebijakan; bila tidak ada, nama foldernya.", "Id; else the folder's name."),
            metavar=Text("NAMA", "NAME"),
        ),
    ),
)
