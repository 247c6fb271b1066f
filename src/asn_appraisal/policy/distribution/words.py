"""How amounts are called, in both languages."""

from fractions import Fraction

from asn_appraisal.document import exact_text
from asn_appraisal.errors import Text
from asn_appraisal.policy.amounts import Amount

#: What a row of a pattern asks for; `{}` stands for the amount.
ASKED = {
    "at_least": Text("sedikitnya {}", "at least {}"),
    "at_most": Text("paling banyak {}", "at most {}"),
    "share": Text("kuota {}", "a share of {}"),
    "majority": Text("lebih dari separuh", "more than half"),
    "plurality": Text("lebih banyak dari setiap tingkat lain", "more than any other level"),
}
_PEOPLE = {True: "person", False: "people"}


def asked(kind: str, amount: Amount | None = None) -> Text:
    """Return what a row asks for, e.g. `sedikitnya 60%`."""
    words, bare = ASKED[kind], written(amount)
    return Text(words.id.format(bare.id), words.en.format(bare.en))


def written(amount: Amount | None) -> Text:
    """Return an amount by itself, e.g. `60%`."""
    if amount is None:
        return Text("", "")
    if amount.share is not None:
        return Text.same(percent(amount.share))
    return Text(f"{amount.people} orang", f"{amount.people} {_PEOPLE[amount.people == 1]}")


def percent(share: Fraction) -> str:
    """Write a share as a percentage, exactly."""
    return f"{exact_text(share * 100)}%"
