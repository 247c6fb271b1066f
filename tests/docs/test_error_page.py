"""The pages of messages, made from `asn_appraisal.errors.messages`; run this file to renew them.

A page a code: what it means, what to do, and where `tests/policies/bad` has a mistake that provokes
it, that mistake with its whole report. `errors.md` lists them by family.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from asn_appraisal import AppraisalError, Policy, parse_policy, parse_records, score
from asn_appraisal.errors.messages import MESSAGES, Message

INDEX = Path(__file__).parents[2] / "docs" / "reference" / "errors.md"
FOLDER = INDEX.with_suffix("")
POLICIES = Path(__file__).parents[1] / "policies"

INTRODUCTION = """\
# Messages

Halaman ini mendaftar setiap pesan menurut keluarganya; setiap kode mempunyai halaman sendiri dengan artinya, yang perlu dilakukan, dan contohnya.
Kode tidak berubah dari versi ke versi; kalimatnya boleh diperbaiki.
Kata dalam kurung sudut ⟨...⟩ diganti dengan nama atau angka dari dokumen yang bersangkutan.

Every message has a stable code and a page of its own: what it means, what to do, and an example where a mistake in a policy provokes it.
Words in angle brackets ⟨...⟩ are replaced by a name or number of the document at hand.
A problem has `code`, `what`, `hint` and `place`; `problem.text("en")` is all of it.

These pages are made from `src/asn_appraisal/errors/messages/` and `tests/policies/bad/`.
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
    "K": (
        "ASN-K: tables of `score_frames`",
        "Tabel yang diserahkan kepada `score_frames` tidak dapat dipakai atau tidak cocok.",
        "A table that was given to `score_frames` cannot be used, or does not fit the policy.",
        "`AppraisalError`",
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
#: Longer lines of an example are cut: what they show is that they are long.
WIDEST = 150


class _Blanks(dict[str, str]):
    """What stands where a message names a value."""

    def __missing__(self, name: str) -> str:
        return f"⟨{name.removesuffix('_id').removesuffix('_en')}⟩"


def pages() -> dict[Path, str]:
    """Return every page as it should be, by its file."""
    letters = dict.fromkeys([*FAMILIES, *(code[4] for code in sorted(MESSAGES))])
    index = "\n".join([INTRODUCTION, *(line for letter in letters for line in _family(letter))])
    mistakes = examples()
    made = {
        FOLDER / f"{code}.md": "\n".join(_page(code, message, mistakes.get(code)))
        for code, message in MESSAGES.items()
    }
    return {INDEX: index, **made}


def _family(letter: str) -> Iterator[str]:
    title, *lines, where = FAMILIES[letter]
    yield from (f"## {title}", "", *lines)
    yield from (f"Found in: {where}.", "")
    yield from ("| code | what it says |", "|---|---|")
    for code, message in sorted(MESSAGES.items()):
        if code[4] == letter:
            says = f"{_filled(message.id)} <br> {_filled(message.en)}".replace("|", r"\|")
            yield f"| [[{code}](errors/{code}.md)]{{#{code.lower()}}} | {says} |"
    yield ""


def _page(code: str, message: Message, example: tuple[str, AppraisalError] | None) -> Iterator[str]:
    title, indonesian, english, where = FAMILIES[code[4]]
    hint_id, hint_en = _hints(message)
    # Not in the menu, where hundreds of pages would hide the others.
    yield from ("---", "orphan: true", "---", "", f"# {code}", "")
    yield from (_filled(message.id), "")
    yield from (("**Yang perlu dilakukan:**", hint_id, "") if hint_id else ())
    yield from (f"{indonesian} Semua pesan: [{title}](../errors.md).", "")
    if example is not None:
        text, error = example
        yield from ("## Contoh", "", *_block(text), "Laporannya:", "", *_block(error.text("id")))
    yield from ("## In English", "", _filled(message.en), "")
    yield from (("**What to do:**", hint_en, "") if hint_en else ())
    yield from (f"{english} Found in: {where}.", "")
    if example is not None:
        yield from ("The report on the example above:", "", *_block(example[1].text("en")))


def _hints(message: Message) -> tuple[str, str]:
    match message.hint_id:
        case "{near_id}":
            return NEAREST
        case "{cure_id}":
            return CURE
        case hint_id:
            return _filled(hint_id), _filled(message.hint_en)


def _filled(text: str) -> str:
    return text.format_map(_Blanks())


def _block(text: str) -> Iterator[str]:
    lines = (f"{line[:WIDEST]} …" if len(line) > WIDEST else line for line in text.split("\n"))
    yield from ("````text", *lines, "````", "")


@cache
def examples() -> Mapping[str, tuple[str, AppraisalError]]:
    """Return a mistake that provokes each code, with what refuses it.

    Where there are several, the shortest whose report shows the line.
    """
    found: dict[str, tuple[str, AppraisalError]] = {}
    for path in sorted((POLICIES / "bad").glob("*.yaml")):
        if ".records" in path.name:
            continue
        records = path.with_suffix(".records.yaml")
        texts = [each.read_text("utf-8").rstrip() for each in (path, records) if each.exists()]
        text = "\n\n".join(texts)
        error = _refusal(texts)
        code = error.problems[0].code
        found[code] = min(found.get(code, (text, error)), (text, error), key=_readability)
    return found


def _readability(example: tuple[str, AppraisalError]) -> tuple[bool, int]:
    text, error = example
    return "^" not in error.text(), len(text)


def _refusal(texts: list[str]) -> AppraisalError:
    base = parse_policy((POLICIES / "good" / "kinerja-pelaksana.yaml").read_text("utf-8"))
    try:
        policy: Policy = parse_policy(texts[0], known={base.id: base})
        for appraisal in parse_records(texts[1]).appraisals.values():
            score(policy, appraisal)
    except AppraisalError as error:
        return error
    raise AssertionError(texts[0])


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert sorted(MESSAGES) == sorted(path.stem for path in FOLDER.iterdir())


def test_the_pages_of_messages_are_up_to_date() -> None:
    old = [path.name for path, text in pages().items() if path.read_text("utf-8") != text]

    assert [] == old


def test_every_kind_of_mistake_in_a_formula_or_a_policy_is_shown() -> None:
    without = [code for code in sorted(MESSAGES) if code[4] in "FP" and code not in examples()]

    assert ["ASN-P073"] == without  # a preset is asked for by name, not in a document


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    wanted = pages()
    for file in FOLDER.iterdir():
        if file not in wanted:
            file.unlink()
    for file, page in wanted.items():
        file.write_text(page, "utf-8", newline="\n")
