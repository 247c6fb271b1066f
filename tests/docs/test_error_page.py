"""The page of messages, made from `asn_appraisal.errors.messages`; run this file to renew it."""

from collections.abc import Iterator
from pathlib import Path

from asn_appraisal.errors.messages import MESSAGES, Message

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "errors.md"

INTRODUCTION = """\
# Messages

Halaman ini memuat setiap pesan: kodenya, apa yang dikatakannya, dan apa yang perlu dilakukan.
Kode tidak berubah dari versi ke versi; kalimatnya boleh diperbaiki.
Kata dalam kurung sudut ⟨...⟩ diganti dengan nama atau angka dari dokumen yang bersangkutan.

Every message has a stable code, and says in both languages what is wrong and what to do.
Words in angle brackets ⟨...⟩ are replaced by a name or number of the document at hand.
A problem has `code`, `what`, `hint` and `place`; `problem.text("en")` is all of it.

This page is made from `src/asn_appraisal/errors/messages/`.
After a change there, run `python tests/docs/test_error_page.py`; a test fails until then.
"""

#: What the letter of a code says, in the order in which a reader meets the families.
FAMILIES = {
    "D": (
        "ASN-D: the document",
        "Teks atau datanya tidak dapat dibaca sebagai dokumen.",
        "The text or data cannot be read as a document.",
        "`PolicyError`, or for records `RecordError`",
    ),
    "F": (
        "ASN-F: formulas",
        "Rumus tidak dapat dibaca, atau bagian-bagiannya tidak cocok.",
        "A formula cannot be read, or its parts do not fit.",
        "`PolicyError`",
    ),
    "P": (
        "ASN-P: policies",
        "Kebijakan menyebut yang tidak ada, tidak lengkap, atau bertentangan dengan dirinya.",
        "A policy names what is not there, is not complete, or contradicts itself.",
        "`PolicyError`",
    ),
    "W": (
        "ASN-W: warnings about policies",
        "Kebijakan dapat dipakai, tetapi ada yang janggal.",
        "The policy can be used, but something is odd.",
        "`policy.warnings`",
    ),
    "B": (
        "ASN-B: files and tables",
        "Berkas atau tabel yang diberikan kepada perintah `asn-appraisal` tidak dapat dipakai.",
        "A file or table that was given to the command `asn-appraisal` cannot be used.",
        "the command line and the pytest plugin",
    ),
    "R": (
        "ASN-R: records and frameworks",
        "Data bertentangan dengan dirinya.",
        "Records contradict themselves.",
        "`RecordError`, or for frameworks `PolicyError`",
    ),
    "E": (
        "ASN-E: evidence that a policy does not take",
        "Bukti melanggar aturan kebijakan, sehingga penilaian ditolak.",
        "Evidence breaks the rules of the policy, so the appraisal is refused.",
        "`RecordError`",
    ),
    "S": (
        "ASN-S: why there is no result",
        "Ada yang belum lengkap, sehingga belum ada hasil.",
        "Something is missing, so there is no result.",
        "`card.problems`",
    ),
    "N": (
        "ASN-N: notes",
        "Hasilnya ada, dan ini yang perlu diketahui pembacanya.",
        "The result stands, and this is what its reader should know.",
        "`card.notes`",
    ),
    "C": (
        "ASN-C: calibration",
        "Pola distribusi tidak terpenuhi atau tidak mungkin, atau seseorang berpindah tingkat.",
        "A pattern does not hold or cannot hold, or somebody moves.",
        "what `calibrate` returns",
    ),
    "T": (
        "ASN-T: process",
        "Siapa yang menilai, sampai kapan, dan mengapa suatu langkah tidak dapat diambil.",
        "Who appraises, until when, and why a step cannot be taken.",
        "what `asn_appraisal.process` returns",
    ),
    "G": (
        "ASN-G: development and comparison",
        "Kesenjangan yang tidak dapat ditentukan, dan hasil yang tidak dapat disandingkan.",
        "Gaps that cannot be told, and results that cannot be set side by side.",
        "what `asn_appraisal.development` and `compare` return",
    ),
    "V": (
        "ASN-V: properties of policies",
        "Sifat yang ditanyakan tidak ada, atau pemeriksaannya sendiri bermasalah.",
        "A property that was asked about does not exist, or the check itself has a fault.",
        "`AppraisalError`",
    ),
}

NEAREST = ("Pesan menyebut nama terdekat.", "The message names the nearest name.")
CURE = ("Pesan menyebut tulisan yang benar.", "The message says what to write.")


class _Blanks(dict[str, str]):
    """What stands where a message names a value."""

    def __missing__(self, name: str) -> str:
        return f"⟨{name.removesuffix('_id').removesuffix('_en')}⟩"


def error_page() -> str:
    """Return the page as it should be."""
    letters = dict.fromkeys([*FAMILIES, *(code[4] for code in sorted(MESSAGES))])
    return "\n".join([INTRODUCTION, *(line for letter in letters for line in _family(letter))])


def _family(letter: str) -> Iterator[str]:
    title, *lines, where = FAMILIES.get(letter, (f"ASN-{letter}", ""))
    yield from (f"## {title}", "", *lines)
    yield from ([f"Found in: {where}.", ""] if where else [])
    yield from ("| code | what it says | what to do |", "|---|---|---|")
    for code, message in sorted(MESSAGES.items()):
        if code[4] == letter:
            yield _row(code, message)
    yield ""


def _row(code: str, message: Message) -> str:
    says = _both(message.id, message.en)
    match message.hint_id:
        case "":
            what_to_do = ""
        case "{near_id}":
            what_to_do = _both(*NEAREST)
        case "{cure_id}":
            what_to_do = _both(*CURE)
        case hint_id:
            what_to_do = _both(hint_id, message.hint_en)
    return f"| [{code}]{{#{code.lower()}}} | {says} | {what_to_do} |"


def _both(indonesian: str, english: str) -> str:
    said = f"{indonesian} <br> {english}".format_map(_Blanks())
    return said.replace("|", r"\|")


def test_the_page_of_messages_is_up_to_date() -> None:
    assert error_page() == PAGE.read_text("utf-8")


if __name__ == "__main__":
    PAGE.write_text(error_page(), "utf-8")
