"""What must hold of this library under any policy: every check, by its name."""

import pickle
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from asn_appraisal.calibration import calibrate
from asn_appraisal.comparison import compare
from asn_appraisal.errors import RecordError, Text
from asn_appraisal.exchange import from_dict, to_dict
from asn_appraisal.explanation import explain
from asn_appraisal.formula import Level
from asn_appraisal.policy import Measure, Policy, parse_policy
from asn_appraisal.record import Appraisal, Cohort
from asn_appraisal.scoring import Scorecard, score

from .checks import Check, require
from .gatherings import cohorts
from .lawful import appraisals, broken_appraisals
from .neighbours import near_boundaries, reordered

# What is drawn --------------------------------------------------------------------------


def _any_lawful(policy: Policy) -> st.SearchStrategy[Appraisal]:
    return st.one_of(appraisals(policy), near_boundaries(policy))


def _twice(policy: Policy) -> st.SearchStrategy[tuple[Appraisal, Appraisal]]:
    return appraisals(policy).flatmap(lambda each: st.tuples(st.just(each), reordered(each)))


def _cohorts(policy: Policy) -> st.SearchStrategy[Cohort]:
    return cohorts(policy, max_size=8, missing=True)


# Scoring --------------------------------------------------------------------------------


def _scores_again(policy: Policy, appraisal: Appraisal) -> None:
    card = score(policy, appraisal)
    copies = pickle.loads(pickle.dumps((policy, appraisal)))  # noqa: S301 - our own values
    require(card == score(policy, appraisal), "Scoring again gave another card.")
    require(dict(card) == dict(score(*copies)), "A copy of policy and appraisal scores otherwise.")


def _ignores_order(policy: Policy, pair: tuple[Appraisal, Appraisal]) -> None:
    one, other = (score(policy, each) for each in pair)
    require(one.status == other.status, f"{one.status} ≠ {other.status}")
    for name in policy.measures:
        require(one[name] == other[name], f"{name}: {one[name]} ≠ {other[name]}")


def _is_whole(policy: Policy, appraisal: Appraisal) -> None:
    card = score(policy, appraisal)
    require(list(card) == list(policy.measures), "The card has other measures than the policy.")
    complete = card.status == "complete"
    require(complete == (card.result is not None), "Complete is what has a result.")
    require(complete == (not card.problems), "Incomplete is what has a problem.")
    for problem in (*card.problems, *card.notes):
        for language in ("id", "en"):
            require("{" not in problem.text(language), f"{problem.code} shows a brace.")


def _is_exact(policy: Policy, appraisal: Appraisal) -> None:
    card = score(policy, appraisal)
    for name, measure in policy.measures.items():
        value = card[name]
        for each in value.values() if isinstance(value, Mapping) else [value]:
            if each is not None:
                _fits(name, measure, each)


def _fits(name: str, measure: Measure, value: Any) -> None:
    scale = measure.kind.scale
    if scale is not None:
        is_level = isinstance(value, Level) and value in scale.levels
        require(is_level, f"{name} = {value} is no level of {scale.name}.")
    if measure.kind.name != "number":
        return
    require(isinstance(value, Decimal | Fraction), f"{name} is a {type(value).__name__}.")
    exact = Fraction(value)
    if measure.range is not None:
        require(measure.range.holds(exact), f"{name} = {value} lies outside its range.")
    if measure.round is not None:
        on_grid = (exact * 10**measure.round.places).denominator == 1
        require(on_grid, f"{name} = {value} has more places than it is rounded to.")


def _refuses_with_reasons(policy: Policy, appraisal: Appraisal) -> None:
    try:
        score(policy, appraisal)
    except RecordError as error:
        require(bool(error.problems), "Refused without a reason.")
        for problem in error.problems:
            require(bool(problem.what.id and problem.what.en), f"{problem.code} says nothing.")


# What follows a score -------------------------------------------------------------------


def _explains(policy: Policy, appraisal: Appraisal) -> None:
    card = score(policy, appraisal)
    for language in ("id", "en"):
        explanation = explain(card, language=language)
        told = [step.measure for step in explanation.steps]
        require(bool(explanation.text and explanation.markdown), "The explanation says nothing.")
        unsaid = set(policy.measures) - {getattr(each, "name", each) for each in told}
        require(not unsaid, f"Without a step: {sorted(unsaid)}")


def _contrasts(policy: Policy, appraisal: Appraisal) -> None:
    for language in ("id", "en"):
        explain(score(policy, appraisal), language=language).contrast()


def _comes_back(policy: Policy, appraisal: Appraisal) -> None:
    card = score(policy, appraisal)
    again = from_dict(to_dict(card))
    require(isinstance(again, Scorecard) and again == card, "The stored card is another one.")


def _policy_comes_back(policy: Policy, _: None) -> None:
    bases = {each.id: each for each in _bases(policy)}
    again = parse_policy(policy.document, known=bases)
    require(again == policy, "Its document is another policy.")
    require(from_dict(to_dict(policy)) == policy, "As plain data it is another policy.")


def _bases(policy: Policy) -> Iterator[Policy]:
    """Iterate over the policies that a variant is based on, the nearest first."""
    while policy.base is not None:
        policy = policy.base
        yield policy


def _changes_nobody(policy: Policy, appraisal: Appraisal) -> None:
    moved = [
        each
        for each in compare(policy, policy, [appraisal]).changes
        if each.before != each.after or each.difference
    ]
    require(not moved, f"Changed under the same policy: {moved}")


# Calibration ----------------------------------------------------------------------------


def _calibrates(policy: Policy, cohort: Cohort) -> None:
    found = calibrate(policy, cohort)
    people = {member.employee for member in cohort.members}
    require({*found.final, *found.incomplete} == people, "Somebody has no level and no reason.")
    require(not {*found.final} & {*found.incomplete}, "Somebody is both calibrated and not.")
    for move in found.moves:
        require(move.before != move.after, f"{move.employee} moves from a level to itself.")
        require(bool(move.reason.id and move.reason.en), f"{move.employee} moves without a reason.")
    found.text("id")
    found.text("en")
    backwards = evolve(cohort, members=cohort.members[::-1])
    require(calibrate(policy, backwards) == found, "Another order of people gives other levels.")


#: Every check, by its name.
CHECKS: Mapping[str, Check] = {
    name: Check(name, Text(*sentence), *more)
    for name, sentence, *more in (
        (
            "scoring-again-gives-the-same",
            (
                "Menilai ulang memberi kartu yang sama, juga dari salinan.",
                "Scoring again gives the same card, from a copy as well.",
            ),
            _any_lawful,
            _scores_again,
        ),
        (
            "row-order-does-not-matter",
            (
                "Urutan baris, penilai, dan fakta tidak mengubah apa pun.",
                "The order of rows, raters and facts changes nothing.",
            ),
            _twice,
            _ignores_order,
        ),
        (
            "every-card-is-whole",
            (
                "Kartu lengkap memiliki hasil; kartu yang tidak lengkap mengatakan sebabnya.",
                "A complete card has a result; an incomplete one says why not.",
            ),
            _any_lawful,
            _is_whole,
        ),
        (
            "values-are-exact-and-in-range",
            (
                "Setiap nilai persis, terletak dalam rentangnya, dan dibulatkan seperti tertulis.",
                "Every value is exact, lies in its range and is rounded as written.",
            ),
            _any_lawful,
            _is_exact,
        ),
        (
            "broken-evidence-is-refused-with-reasons",
            (
                "Bukti yang melanggar aturan ditolak dengan alasan, tanpa galat lain.",
                "Evidence that breaks a rule is refused with reasons, and nothing else is raised.",
            ),
            broken_appraisals,
            _refuses_with_reasons,
        ),
        (
            "every-card-can-be-explained",
            (
                "Setiap ukuran dari setiap kartu dijelaskan dalam kedua bahasa.",
                "Every measure of every card is explained in both languages.",
            ),
            _any_lawful,
            _explains,
        ),
        (
            "every-card-can-be-contrasted",
            (
                "Pencarian perubahan terdekat tidak pernah gagal.",
                "Looking for the nearest change never fails.",
            ),
            _any_lawful,
            _contrasts,
            False,
            Fraction(1, 10),
        ),
        (
            "a-stored-card-comes-back",
            (
                "Kartu yang disimpan dan dibaca kembali tetap sama.",
                "A card that is stored and read back is the same.",
            ),
            _any_lawful,
            _comes_back,
        ),
        (
            "the-policy-comes-back",
            (
                "Kebijakan yang ditulis dan dibaca kembali tetap sama.",
                "The policy, written and read back, is the same.",
            ),
            lambda _: st.none(),
            _policy_comes_back,
        ),
        (
            "the-same-policy-changes-nobody",
            (
                "Dibandingkan dengan dirinya sendiri, kebijakan tidak mengubah hasil siapa pun.",
                "Compared with itself, the policy changes nobody's result.",
            ),
            appraisals,
            _changes_nobody,
        ),
        (
            "every-unit-can-be-calibrated",
            (
                "Setiap unit dapat dikalibrasi, dan urutan orang tidak mengubah apa pun.",
                "Every unit can be calibrated, and the order of people changes nothing.",
            ),
            _cohorts,
            _calibrates,
            True,
            Fraction(1, 2),
        ),
    )
}
