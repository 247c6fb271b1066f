"""The pages of properties and verdicts, made from runs; run this file to renew them."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from verified import policies, report_of

from asn_appraisal.fairness import DESCRIBED, STATUSES, Verdict
from asn_appraisal.fairness.conflicts import CONFLICTS
from asn_appraisal.fairness.verdict import METHODS
from asn_appraisal.policy import ENTRIES, REQUIRED
from asn_appraisal.presets import known

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
GROUPS = {
    "W": ("Every policy", "the policy as a whole"),
    "I": ("One employee", "one employee's score and level"),
    "V": ("What must not matter", "what must not matter"),
    "R": ("Raters", "raters"),
    "C": ("Calibration", "the calibration of a unit"),
    "T": ("Time", "time and periods"),
    "G": ("Gaming, appeal, sanction", "what pays without more work"),
}
#: How each group is decided, in a line.
DECIDED = {
    "W": "By enumeration of tables and cells, ranges of formulas, and data flow.",
    "I": "By composition of the formulas: directions, jumps and ranges; else by search.",
    "V": "By data flow and units of measure; else by search.",
    "R": "By composition and data flow; influence is a bound, dissent is a number.",
    "C": "By enumeration of pool sizes and of units; what is dealt by chance is called a search.",
    "T": "By data flow.",
    "G": "Numbers from ordinary appraisals, and what follows from group I.",
}

PROPERTIES_HEAD = """\
# Properties

Halaman ini mendaftar setiap sifat yang dapat diperiksa pada kebijakan, dengan nama yang dipakai oleh
`verify`, janji dan pengecualian. Sebuah putusan menyebut satu sifat dan cara mengetahuinya;
tidak satu pun putusan mengatakan bahwa sebuah kebijakan adil.

`verify(policy)` decides every property of this list; each has a page of its own.
The names are stable; the letter and number are the entry of the catalogue.
A property marked *required* fails a run where it is violated and not waived; the others are decided
and reported, and fail only where they are asked for by name or the policy declares a limit for them.

This page is made from the code and from what `verify` says of the presets and examples.
Run `python tests/fairness/test_property_page.py` after a change; a test fails until then.
"""

VERDICTS_HEAD = """\
# Verdicts on the presets and examples

Halaman ini memuat putusan `verify` atas setiap kebijakan nasional dan setiap contoh, apa adanya.
Yang dilanggar adalah bunyi aturannya, bukan kesalahan hitung; yang belum terbukti disebut begitu.

What `verify(policy)` says, with the seed 0 and 1000 examples a question, of every preset and every
example of this repository.
A violation is what the text of the rule does; read the reason and the source before drawing a
conclusion.
`✓` proved, `✓ n` proved up to a bound, `✗` violated, `(✗)` waived with its authority, `?` no example
found by search, `??` undecided, `–` not applicable, `!` a waiver that is not needed.

This page is kept equal to a run by a test; `python tests/fairness/test_property_page.py` renews it.
"""

SIGNS = {
    "proved": "✓",
    "proved_up_to": "✓ n",
    "not_found": "?",
    "violated": "✗",
    "waived": "(✗)",
    "stale_waiver": "!",
    "not_applicable": "–",
    "undecided": "??",
}


def example_of(name: str) -> Verdict | None:
    """Return a verdict of a preset or example that shows how a counter-example reads."""
    for policy in policies():
        verdict = report_of(policy).verdicts[name]
        if verdict.status in ("violated", "waived") and verdict.witness is not None:
            return verdict
    return None


def property_page(name: str) -> str:
    """Return the page of one property: what it asks, how it is decided, an example, the cure."""
    described, letter = DESCRIBED[name], ENTRIES[name][0]
    required = ", required" if name in REQUIRED else ""
    title, about = GROUPS[letter]
    parts = [
        f"---\norphan: true\n---\n\n# {name}\n",
        f"{described.asks.id}\n",
        f"{described.asks.en}\n",
        f"Entry {ENTRIES[name]}{required}; group [{letter}: {title}](../properties.md), {about}.\n",
        "## How it is decided\n",
        f"{DECIDED[letter]}\n",
        *decided_lines(name),
        "\n## How a counter-example reads\n",
        *example_lines(name),
        "## What to do\n",
        f"{described.cure.id}\n",
        f"{described.cure.en}\n",
    ]
    return "\n".join(parts)


def decided_lines(name: str) -> Iterator[str]:
    """Say what every preset and example got, and by which way."""
    found: dict[str, list[str]] = {}
    for policy in policies():
        verdict = report_of(policy).verdicts[name]
        method = METHODS[verdict.method].en
        way = f" ({method})" if method else ""
        found.setdefault(f"{STATUSES[verdict.status].en}{way}", []).append(f"`{policy}`")
    for way, names in sorted(found.items()):
        yield f"- {way}: {', '.join(names)}"


def example_lines(name: str) -> Iterator[str]:
    shown = example_of(name)
    if shown is None or shown.policy is None or shown.witness is None:
        yield "No preset and no example of this repository violates it.\n"
        return
    yield f"`{shown.policy.id}`:\n"
    yield f"```text\n{shown.witness.text('id')}\n```\n"
    yield "In English:\n"
    yield f"```text\n{shown.witness.text('en')}\n```\n"


def properties_page() -> str:
    parts = [PROPERTIES_HEAD]
    for letter, (title, about) in GROUPS.items():
        parts.append(f"## {letter}: {title}\n")
        parts.append(f"About {about}. {DECIDED[letter]}\n")
        for name, entry in ENTRIES.items():
            if entry.startswith(letter):
                required = ", required" if name in REQUIRED else ""
                link = f"[`{name}`](properties/{name}.md)"
                parts.append(f"- {link} ({entry}{required}): {DESCRIBED[name].asks.id}")
        parts.append("")
    return "\n".join(parts)


def verdicts_page() -> str:
    names = list(policies())
    parts = [VERDICTS_HEAD, "## Presets\n", *table([each for each in names if each in known()])]
    parts += ["\n## Examples\n", *table([each for each in names if each not in known()])]
    parts.append("\n## What fails, and why\n")
    for name in names:
        for verdict in report_of(name).failing:
            parts.append(f"- `{name}`, `{verdict.property}`: {verdict.because.en}")
    parts.append("\n## What is not proved and has no example\n")
    counted = Counter(v.status for name in names for v in report_of(name).undecided)
    said = ", ".join(f"{count} {STATUSES[status].en}" for status, count in sorted(counted.items()))
    parts.append(f"In all {said}.\n")
    for name in names:
        for verdict in report_of(name).undecided:
            parts.append(f"- `{name}`, `{verdict.property}`: {verdict.because.en}")
    return "\n".join(parts) + "\n"


def table(names: list[str]) -> Iterator[str]:
    yield "| property | " + " | ".join(f"`{name}`" for name in names) + " |"
    yield "|---|" + "---|" * len(names)
    for one in ENTRIES:
        signs = [SIGNS[report_of(name).verdicts[one].status] for name in names]
        yield f"| `{one}` | " + " | ".join(signs) + " |"


PAGES: dict[str, Callable[[], str]] = {
    "properties.md": properties_page,
    "verdicts.md": verdicts_page,
    **{f"properties/{name}.md": partial(property_page, name) for name in ENTRIES},
}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_says_what_a_run_says(name: str) -> None:
    assert PAGES[name]() == (REFERENCE / name).read_text("utf-8")


def test_there_is_a_page_for_each_property_and_for_nothing_else() -> None:
    here = {path.stem for path in (REFERENCE / "properties").glob("*.md")}
    assert here == set(ENTRIES)


def test_every_property_is_described_and_every_conflict_names_properties() -> None:
    assert list(ENTRIES) == list(DESCRIBED)
    assert {name for each in CONFLICTS for name in each.properties} <= set(ENTRIES)
    assert [f"N{number}" for number in range(1, 22)] == [each.number for each in CONFLICTS]


def test_the_page_of_impossibilities_has_every_one_of_them() -> None:
    page = (REFERENCE.parent / "concepts" / "impossibilities.md").read_text("utf-8")
    for each in CONFLICTS:
        assert f"| {each.number} |" in page
        assert each.why.en in page


if __name__ == "__main__":
    (REFERENCE / "properties").mkdir(exist_ok=True)
    for file, make in PAGES.items():
        (REFERENCE / file).write_text(make(), "utf-8")
