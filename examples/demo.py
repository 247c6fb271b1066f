"""Appraise the people of one unit: a table, one explanation, what would change it, and refusals.

    python3 dev.py demo                (English: python3 dev.py demo --lang en)

The library opens no file and prints nothing; that is done here.
"""

import argparse
import io
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import asn_appraisal as asn

FOLDER = Path(__file__).resolve().parent / "tebing-tinggi-rencana-kerja"
UNIT = "administrasi-publik"
#: Whose superior decided otherwise than suggested, and who is a hundredth short of a level.
DECIDED, ON_THE_EDGE = "2025-nurul", "2025-dedi"
SHOWN = ("plan_score", "behaviour", "total", "predicate")
#: For consoles that cannot show these signs.
SIGNS = str.maketrans({"→": "->", "≥": ">=", "≤": "<=", "×": "x", "…": "...", "∞": "inf"})

WORDS = {
    "unit": ("1. Satu unit: {}", "1. One unit: {}"),
    "name": ("Nama", "Name"),
    "incomplete": ("belum lengkap", "incomplete"),
    "why": ("2. Mengapa demikian: {}", "2. Why: {}"),
    "next": ("3. Menuju tingkat berikutnya: {}", "3. What would reach the next level: {}"),
    "plan": ("4. Rencana kerja yang tidak jelas ditolak", "4. A plan that is not clear is refused"),
    "policy": ("5. Kebijakan yang rusak", "5. A broken policy"),
    "faults": ("{} kesalahan", "{} faults"),
}


def word(name: str, lang: str, *values: object) -> str:
    """Return the words of the demo in one language."""
    return WORDS[name][lang == "en"].format(*values)


def say(text: str) -> None:
    """Print text in lines that fit, with plain signs where the console has no others."""
    if "utf" not in (sys.stdout.encoding or "").lower():
        text = text.translate(SIGNS)
    for line in text.split("\n"):
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        # A quoted line stands above the caret that points into it, so it is not broken.
        print(line if line[:6].isspace() else textwrap.fill(line, 100, subsequent_indent=indent))


def heading(name: str, lang: str, *values: object) -> None:
    """Print a heading."""
    text = word(name, lang, *values)
    say(f"\n{text}\n{'=' * len(text)}\n")


def shown(value: Any, lang: str) -> str:
    """Write a value of a card as people read it."""
    if hasattr(value, "label"):
        return str(value.label.in_language(lang))
    written = "-" if value is None else str(value)
    return written.replace(".", ",") if lang == "id" else written


def unit_table(policy: asn.Policy, records: asn.Records, lang: str) -> Iterable[str]:
    """Yield the lines of the table: best total first, those without a result last."""
    people = [
        (records.employees[member.employee].name, asn.score(policy, member.appraisal))
        for member in records.cohort(UNIT).members
    ]
    people.sort(key=lambda row: (row[1]["total"] is None, -(row[1]["total"] or 0), row[0]))
    titles = [policy.measures[name].label.in_language(lang) for name in SHOWN]
    rows = [[word("name", lang), *titles]]
    for name, card in people:
        cells = [shown(card[measure], lang) for measure in SHOWN]
        rows.append([name, *cells[:-1], word("incomplete", lang) if card.problems else cells[-1]])
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    rows.insert(1, ["-" * width for width in widths])
    for name, *numbers, level in rows:
        aligned = (text.rjust(width) for text, width in zip(numbers, widths[1:-1], strict=True))
        yield "  ".join([name.ljust(widths[0]), *aligned, level])


def refuse(name: str, lang: str, policy: asn.Policy) -> None:
    """Show the refusal of a plan that is not clear, or of a policy that is broken."""
    heading(name, lang)
    try:
        if name == "policy":
            asn.parse_policy((FOLDER / "policy-rusak.yaml").read_text("utf-8"))
        plans = asn.parse_records((FOLDER / "rencana-tidak-jelas.yaml").read_text("utf-8"))
        for appraisal in plans.appraisals.values():
            asn.score(policy, appraisal)
    except asn.AppraisalError as error:
        say(f"{error.text(lang)}\n\n{word('faults', lang, len(error.problems))}")


def main(lang: str) -> None:
    """Show the example."""
    policy = asn.parse_policy((FOLDER / "policy.yaml").read_text("utf-8"))
    records = asn.parse_records((FOLDER / "records.yaml").read_text("utf-8"))
    heading("unit", lang, records.units[UNIT].name)
    say("\n".join(unit_table(policy, records, lang)))
    for title, name in (("why", DECIDED), ("next", ON_THE_EDGE)):
        appraisal = records.appraisals[name]
        heading(title, lang, records.employees[records.employee_of(appraisal)].name)
        made = asn.explain(asn.score(policy, appraisal), language=lang)
        say(made.text if title == "why" else made.contrast().text)
    refuse("plan", lang, policy)
    refuse("policy", lang, policy)


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--lang", choices=("id", "en"), default="id")
    main(parser.parse_args().lang)
