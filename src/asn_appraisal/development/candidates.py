"""Candidates for a position, in order, with reasons; equals stay equal."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import field, frozen

from asn_appraisal.errors import AppraisalError, Place, Problem, RecordError, Text, suggestion
from asn_appraisal.explanation.words import Words
from asn_appraisal.policy import Policy
from asn_appraisal.record import (
    Appraisal,
    Cohort,
    Framework,
    FrozenMap,
    Member,
    PositionStandard,
)
from asn_appraisal.record.plan import duplicate_problems
from asn_appraisal.record.values import as_tuple, read_only

from .gaps import position_title
from .matching import JobPersonMatch, job_person_match
from .ranking import Key, Tier, tiers
from .standard import Person, PositionLike, standard_of
from .words import PHRASES, say

#: The keys that need no declaring: what they read from a match, and whether more is better.
_KEYS: Mapping[str, tuple[Callable[[JobPersonMatch], Any], bool]] = FrozenMap(
    match=(lambda match: match.percentage, True),
    lacking=(lambda match: sum(row.gap or 0 for row in match.counted), False),
    suitability=(lambda match: match.suitability, True),
)
Candidates = Cohort | Mapping[str, Person] | Iterable[Appraisal | Member]


@frozen
class Apart:
    """Calon yang belum dapat diurutkan, dengan apa yang kurang."""

    #: The candidate, by id.
    candidate: str
    #: The match as far as it is known.
    match: JobPersonMatch
    #: What is missing.
    problems: tuple[Problem, ...] = field(converter=as_tuple)


@frozen
class Ranking:
    """Urutan calon: ranks by the declared keys, each with what put it before the next."""

    #: The position.
    position: PositionStandard
    #: The keys, the first to decide first.
    keys: tuple[Key, ...] = field(converter=as_tuple)
    #: The ranks; who is equal by every key shares one.
    tiers: tuple[Tier, ...] = field(converter=as_tuple)
    #: The match of each candidate, ranked or not, by id.
    matches: Mapping[str, JobPersonMatch] = field(converter=read_only)
    #: Those who cannot be ranked yet, by id.
    apart: tuple[Apart, ...] = field(converter=as_tuple)

    def rank(self, candidate: str) -> int | None:
        """Return the rank of a candidate; None for one who is not ranked."""
        return next((tier.rank for tier in self.tiers if candidate in tier.ids), None)

    def text(self, language: str = "id") -> str:
        """Say the order with its reasons, the keys that made it, and who is not in it."""
        head = say(language, "ranking", position=position_title(self.position, language))
        labels = ", ".join(key.label.in_language(language) for key in self.keys)
        by = say(language, "by", keys=labels) if labels else say(language, "by_nothing")
        lines = [f"{head}, {by}:"]
        for tier in self.tiers:
            reason = tier.reason(language)
            names = tier.names(language, lambda each: self._described(each, language))
            lines.append(f"{tier.rank}. {names}{f': {reason}' if reason else ''}")
        lines.append(say(language, "only_declared"))
        if self.apart:
            lines.append(f"{say(language, 'apart')}:")
        for each in self.apart:
            what = " ".join(problem.what.in_language(language) for problem in each.problems)
            lines.append(f"  - {say(language, 'unknown_row', name=each.candidate, what=what)}")
        return "\n".join(lines)

    def _described(self, candidate: str, language: str) -> str:
        words = Words(language)
        values = [key.values[candidate] for key in self.keys]
        shown = ", ".join(words.value(value) for value in values)
        return f"{candidate} ({shown})" if shown else candidate


def rank_candidates(  # noqa: PLR0913 - all but three have defaults
    framework: Framework,
    position: PositionLike,
    candidates: Candidates,
    *,
    by: Sequence[str | Key] = ("match",),
    policy: Policy | None = None,
    measure: str | None = None,
    capped: bool = False,
) -> Ranking:
    """Urutkan calon untuk sebuah jabatan: rank by declared keys, with reasons.

    Only the keys in `by` decide; nobody is put before anybody by name, id or place in the list.
    Who lacks a level or a key is not ranked, and stands apart with what is missing.

    Args:
        framework: the competencies with their levels.
        position: a position of the framework by id, or one with what it requires.
        candidates: people by id (appraisals, or levels by competency); or appraisals, members or
            a cohort, known by the employee, or by the appraisal where no employee is named.
        by: the keys, the first to decide first: `match` (percentage), `lacking` (fewest levels
            lacking in all), `suitability` (needs a policy), or a `Key` with values of your own.
        policy: what says how suitable a person is, as in `job_person_match`.
        measure: the measure of the policy that says so; its result where this is left out.
        capped: whether each competency counts at its standard at most.

    Raises:
        AppraisalError: a key is not known.
        RecordError: a candidate stands twice, or cannot be matched.

    >>> from asn_appraisal import parse_framework
    >>> framework = parse_framework('''
    ... asn_appraisal: framework/1
    ... id: small
    ... competencies: [{id: komunikasi}]
    ... positions: [{id: analis, requires: {komunikasi: 2}}]
    ... ''')
    >>> people = {"tono": {}, "sari": {"komunikasi": 2}, "budi": {"komunikasi": 2}}
    >>> ranking = rank_candidates(framework, "analis", people)
    >>> [(tier.rank, tier.ids) for tier in ranking.tiers]
    [(1, ('budi', 'sari'))]
    >>> [each.candidate for each in ranking.apart]
    ['tono']
    """
    standard = standard_of(framework, position)
    named = sorted(_named(candidates).items())
    matches = {
        name: job_person_match(
            framework, person, standard, policy=policy, measure=measure, capped=capped
        )
        for name, person in named
    }
    keys = [_key(each, matches, judged=policy is not None) for each in by]
    apart = [Apart(name, match, _lacking(name, match, keys)) for name, match in matches.items()]
    apart = [each for each in apart if each.problems]
    ranked = set(matches) - {each.candidate for each in apart}
    return Ranking(standard, keys, tiers(ranked, keys), matches, apart)


def _named(candidates: Candidates) -> dict[str, Person]:
    if isinstance(candidates, Mapping):
        return dict(candidates)
    rows = candidates.members if isinstance(candidates, Cohort) else candidates
    found: list[tuple[str, Person]] = [
        (each.employee, each.appraisal) if isinstance(each, Member) else (each.id, each)
        for each in rows
    ]
    if problems := duplicate_problems("candidates", [name for name, _ in found]):
        raise RecordError(problems)
    return dict(found)


def _key(wanted: str | Key, matches: Mapping[str, JobPersonMatch], *, judged: bool) -> Key:
    if isinstance(wanted, Key):
        return wanted
    known = [name for name in _KEYS if judged or name != "suitability"]
    if wanted not in known:
        near = {"key": wanted, **suggestion(wanted, known)}
        raise AppraisalError([Problem("ASN-G005", None, near)])
    read, highest_first = _KEYS[wanted]
    values: dict[str, Any] = {
        name: read(match) for name, match in matches.items() if not match.problems
    }
    given = {name: value for name, value in values.items() if value is not None}
    return Key(_label(wanted, matches), given, highest_first)


def _label(wanted: str, matches: Mapping[str, JobPersonMatch]) -> Text:
    """Return what a key is called: for suitability, as the policy calls it."""
    if wanted == "suitability":
        for match in matches.values():
            assert match.card is not None
            return match.card.policy.measures[match.measure].label
    return PHRASES[f"key_{wanted}"]


def _lacking(name: str, match: JobPersonMatch, keys: Sequence[Key]) -> list[Problem]:
    """Return what keeps a candidate from being ranked."""
    if match.problems:
        return list(match.problems)
    place = Place(f"candidates[{name}]")
    return [
        Problem("ASN-G006", place, {"key": key.label.id}) for key in keys if name not in key.values
    ]
