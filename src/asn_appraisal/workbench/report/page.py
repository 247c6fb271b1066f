"""The page of a report: a template filled by Jinja, every value escaped."""

import re
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from asn_appraisal.errors import Text

from .contents import Report

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
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )

    environment.filters["coded"] = coded

    def say(word: str, **inner: object) -> str:
        text = WORDS[word].in_language(language)
        return text.format(**inner) if inner else text

    style = template("page.css")
    return environment.from_string(template(name)).render(
        say=say, style=style, language=language, **values
    )


def report_page(report: Report) -> str:
    """Return the report as one HTML document that needs nothing else."""
    return filled("report.html", report.language, report=report, policy=report.policy)
