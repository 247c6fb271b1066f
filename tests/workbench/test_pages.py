"""The pages about the bench: the reference is made from the commands, and no column is forgotten.

Renew the reference: `python tests/workbench/test_pages.py`.
"""

from collections.abc import Iterator
from pathlib import Path

from asn_appraisal.workbench.cells import CALLED, COLUMNS
from asn_appraisal.workbench.commands import VERBS
from asn_appraisal.workbench.rows import FILES
from asn_appraisal.workbench.verb import Parameter, Verb

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "reference" / "command-line.md"
INTRODUCTION = """\
# Perintah

Halaman ini memuat setiap perintah `asn-appraisal`; ia dibuat dari perintah itu sendiri.
Langkah demi langkah: [Meja kerja](../tutorial/meja-kerja.md).

Each command is described in Indonesian and English; `--lang en` (or `ASN_APPRAISAL_LANG=en`) makes the command speak English.

| kode keluar | artinya | meaning |
|---|---|---|
| 0 | baik | fine |
| 1 | ada temuan | findings |
| 2 | salah pakai, atau berkas tidak ada | wrong use, or a file that does not exist |
| 3 | tidak ada yang dikerjakan | nothing to work on |
| 130 | dihentikan dengan Ctrl-C | stopped with Ctrl-C |

Hasil ditulis ke layar (atau ke `--output`), pesan ke *stderr*.
Bentuknya menurut `--format`, atau menurut akhiran nama `--output`.
Berkas keluaran selalu utuh: ia baru menggantikan yang lama setelah semuanya tertulis.
Dokumen (kebijakan, data, kasus) dan tabel yang sedang dibaca tidak pernah ditimpa.
Warna mengikuti `NO_COLOR` dan `FORCE_COLOR`.
"""


def page() -> str:
    return "\n".join([INTRODUCTION, *(line for verb in VERBS for line in section(verb))])


def section(verb: Verb) -> Iterator[str]:
    yield f"## {verb.name}\n"
    for text in (verb.help.id, verb.help.en):
        yield text + "\n"
    for line in verb.examples:
        yield f"    {line}"
    yield "\n| | id | en |\n|---|---|---|"
    for each in verb.parameters:
        yield row(each)
    if verb.formats:
        formats = ", ".join(f"`{name}`" for name in verb.formats)
        yield f"| `--format`, `-f` | bentuk keluaran: {formats} | format of the output |"
        yield "| `--output`, `-o` | berkas keluaran | file for the output |"
    yield ""


def row(each: Parameter) -> str:
    names = ", ".join(f"`{name}`" for name in each.name.split())
    if not each.is_option:
        names = f"`{each.metavar.id if each.metavar else each.name}`"
    words = [each.help.id, each.help.en]
    if each.choices:
        words = [f"{text} ({', '.join(each.choices)})" for text in words]
    return f"| {names} | {words[0]} | {words[1]} |"


def test_the_reference_is_the_one_that_the_commands_make() -> None:
    assert page() == PAGE.read_text("utf-8")


def test_the_page_about_tables_names_every_column_and_file() -> None:
    text = (DOCS / "how-to" / "excel.md").read_text("utf-8")
    columns = {name for names in COLUMNS.values() for name in names if name != "*"}
    words = {*columns, *CALLED} - {name for name in CALLED.values() if name == "employee"}

    assert [] == sorted(name for name in words if f"`{name}`" not in text)
    assert [] == sorted(
        f"{name}.csv" for name in set(FILES.values()) if f"`{name}.csv`" not in text
    )


def test_every_word_of_a_command_is_in_both_languages() -> None:
    for verb in VERBS:
        texts = [verb.help, *(each.help for each in verb.parameters)]
        assert all(each.id and each.en for each in texts)
        assert all(each.id != each.en for each in texts)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
