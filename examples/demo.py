"""Appraise one unit: results and reasons, refusals, calibration, an objection, training needs.

    python3 dev.py demo                (English: python3 dev.py demo --lang en)

The library opens no file and prints nothing; that is done here and in its two
neighbours, `printing.py` and `objection.py`.
"""

import argparse
import io
import sys
from collections.abc import Iterable
from pathlib import Path

from objection import objection
from printing import heading, say, shown, table, word

import asn_appraisal as asn
from asn_appraisal.development import training_needs

EXAMPLES = Path(__file__).resolve().parent
FOLDER = EXAMPLES / "tebing-tinggi-rencana-kerja"
UNIT = "administrasi-publik"
#: Whose superior decided otherwise than suggested, and who is a hundredth short of a level.
DECIDED, ON_THE_EDGE = "2025-nurul", "2025-dedi"
SHOWN = ("plan_score", "behaviour", "total", "predicate")
#: The example with a unit in which the pattern does not hold.
CALIBRATED_TOO = ("lhokseumawe-kompetensi", "disdik")
#: The example with a competency framework whose unit shows the training needs.
TRAINED = ("sofifi-kompetensi", "pengaduan")


def example(folder: str) -> tuple[asn.Policy, asn.Records]:
    """Read the policy and the records of one example."""
    policy = (EXAMPLES / folder / "policy.yaml").read_text("utf-8")
    records = (EXAMPLES / folder / "records.yaml").read_text("utf-8")
    return asn.parse_policy(policy), asn.parse_records(records)


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
    return table(rows, right=slice(1, -1))


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


def calibrated(folder: str, unit: str, lang: str) -> None:
    """Show one unit against its pattern: head counts, what was found, and who would move why."""
    policy, records = example(folder)
    found = asn.calibrate(policy, records.cohort(unit))
    say(word("pattern", lang, records.units[unit].name, folder, found.pattern))
    rows = [[word(name, lang) for name in ("level", "before", "after")]]
    scale = policy.measures[policy.result].kind.scale
    for level in scale.levels[::-1] if scale else ():
        counts = (found.counts.before[level.name], found.counts.after[level.name])
        rows.append([shown(level, lang), *map(str, counts)])
    say("\n".join(table(rows, right=slice(1, None))))
    for finding in (*found.findings, *found.notes):
        say(finding.text(lang))
    say(word("guide" if found.moves else "no_moves", lang))
    for move in found.moves:
        say(f"- {records.employees[move.employee].name}: {move.reason.in_language(lang)}")


def trained(folder: str, unit: str, lang: str) -> None:
    """Show what a unit should learn, who first, and by which programme."""
    _, records = example(folder)
    heading("training", lang, records.units[unit].name)
    say(word("whose", lang, folder))
    framework = asn.parse_framework((EXAMPLES / folder / "framework.yaml").read_text("utf-8"))
    say(training_needs(framework, records.cohort(unit)).text(lang))


def main(lang: str) -> None:
    """Show the example."""
    policy, records = example(FOLDER.name)
    heading("unit", lang, records.units[UNIT].name)
    say("\n".join(unit_table(policy, records, lang)))
    for title, name in (("why", DECIDED), ("next", ON_THE_EDGE)):
        appraisal = records.appraisals[name]
        heading(title, lang, records.employees[records.employee_of(appraisal)].name)
        made = asn.explain(asn.score(policy, appraisal), language=lang)
        say(made.text if title == "why" else made.contrast().text)
    refuse("plan", lang, policy)
    refuse("policy", lang, policy)
    heading("calibrated", lang)
    calibrated(FOLDER.name, UNIT, lang)
    say("")
    calibrated(*CALIBRATED_TOO, lang)
    objection(policy, records, lang)
    trained(*TRAINED, lang)


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--lang", choices=("id", "en"), default="id")
    main(parser.parse_args().lang)
