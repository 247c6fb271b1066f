"""The page of a report: a template filled by Jinja, every value escaped."""

import re
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from asn_appraisal.errors import Text

from .contents import Report
from .handbook import Handbook

#: The words of the page.
WORDS = {
    "report": Text("Laporan kebijakan penilaian", "Report on an appraisal policy"),
    "version": Text("versi", "version"),
    "fingerprint": Text("sidik jari", "fingerprint"),
    "in_force": Text("berlaku", "in force"),
    "until": Text("sampai", "until"),
    "open": Text("seterusnya", "open"),
    "people": Text("Hasil", "Results"),
    "complete": Text("lengkap", "complete"),
    "incomplete": Text("belum lengkap", "incomplete"),
    "refused": Text("ditolak", "refused"),
    "appraisal": Text("Penilaian", "Appraisal"),
    "employee": Text("Pegawai", "Employee"),
    "why_not": Text("Belum ada hasil", "No result yet"),
    "hidden": Text(
        "{count} baris lain tidak ditampilkan; `asn-appraisal score` menulis semuanya.",
        "{count} further rows are not shown; `asn-appraisal score` writes all.",
    ),
    "distribution": Text("Sebaran", "Distribution"),
    "guide": Text(
        "Pola ini panduan: perpindahan hanya usulan, dan tidak ada hasil yang berubah.",
        "The pattern is a guide: moves are proposals, and no result changes.",
    ),
    "bind": Text(
        "Pola ini mengikat: hasil sesudah kalibrasi yang berlaku.",
        "The pattern binds: the results after calibration hold.",
    ),
    "rules": Text("Aturan", "Rules"),
    "formula": Text("Rumus", "Formula"),
    "sources": Text("Dasar", "Sources"),
    "condition": Text(
        "* dengan syarat tambahan; lihat rumus.", "* under a condition; see formula."
    ),
    "comparison": Text("Perbandingan", "Comparison"),
    "verdicts": Text("Sifat yang diperiksa", "Properties that were tried"),
    "verdicts_note": Text(
        "Setiap baris menyebut satu sifat dan bagaimana ia diperiksa. Ini bukan pernyataan bahwa "
        "kebijakan ini adil.",
        "Each row names one property and how it was tried. It is no statement that the policy is "
        "fair.",
    ),
    "property": Text("Sifat", "Property"),
    "status": Text("Putusan", "Verdict"),
    "handbook": Text("Buku pegangan penilaian kinerja", "Appraisal handbook"),
    "handbook_about": Text(
        "Dokumen ini menjelaskan bagaimana kinerja Anda dinilai: apa yang diukur, bagaimana setiap "
        "angka dibuat, dan apa hak Anda. Isinya diambil dari kebijakan yang menghitung hasilnya.",
        "This document explains how your performance is appraised: what is measured, how every "
        "number is made, and what your rights are. It is taken from the policy that computes the "
        "results.",
    ),
    "levels": Text("Tingkat hasil, dari yang terbaik", "Levels of the result, best first"),
    "measured": Text("Apa yang diukur", "What is measured"),
    "blind": Text(
        "Selain yang disebut di atas tidak ada yang terbaca: nama, NIP, jenis kelamin, agama, "
        "suku, umur, dan pandangan politik tidak pernah masuk hitungan.",
        "Nothing else can be read: name, NIP, gender, religion, ethnicity, age and political view "
        "never enter the reckoning.",
    ),
    "made_how": Text("Bagaimana setiap angka dibuat", "How every number is made"),
    "raises": Text("Apa yang menaikkan hasil", "What raises a result"),
    "worked": Text("Contoh hitungan", "A worked example"),
    "computed": Text(
        "Contoh ini dihitung oleh pustaka yang sama, dengan bukti berikut.",
        "This example is computed by the same library, from this evidence.",
    ),
    "deadlines": Text("Tenggat", "Deadlines"),
    "step": Text("Langkah", "Step"),
    "when": Text("Kapan", "When"),
    "law": Text("Dasar hukum", "The law"),
    "reading": Text("cara membacanya", "how it is read"),
    "made": Text(
        "Dihitung oleh asn-appraisal; setiap angka persis, dan hasilnya dapat diulang dari "
        "kebijakan dengan sidik jari ini.",
        "Computed by asn-appraisal; every number is exact, and the results can be replayed from "
        "the policy with this fingerprint.",
    ),
}


def coded(text: str) -> Markup:
    """Set what stands between backticks as code; all else is escaped.

    >>> coded("`a<b` dan c")
    Markup('<code>a&lt;b</code> dan c')
    """
    return Markup(re.sub(r"`([^`]*)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped


def template(name: str) -> str:
    """Return the text of a packaged template."""
    return (files("asn_appraisal.workbench") / "templates" / name).read_text(encoding="utf-8")


def filled(name: str, language: str, **values: object) -> str:
    """Fill a template; every value is escaped, and a name that is not given is an error."""
    environment = Environment(
        loader=FunctionLoader(template),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["coded"] = coded

    def say(word: str, **inner: object) -> str:
        text = WORDS[word].in_language(language)
        return text.format(**inner) if inner else text

    return environment.get_template(name).render(say=say, language=language, **values)


def handbook_page(book: Handbook, style: str) -> str:
    """Return a handbook as `markdown` or as `html`."""
    name = "handbook.md" if style == "markdown" else "handbook.html"
    text = filled(name, book.language, book=book, policy=book.policy)
    return re.sub(r"\n{3,}", "\n\n", text) if style == "markdown" else text


def report_page(report: Report) -> str:
    """Return the report as one HTML document that needs nothing else."""
    return filled("report.html", report.language, report=report, policy=report.policy)
