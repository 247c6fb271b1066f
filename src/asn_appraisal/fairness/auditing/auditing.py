"""The audit of one cohort or of several: limits first, then the tables."""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from asn_appraisal.calibration import Calibration, ScoredCohort
from asn_appraisal.document import to_plain
from asn_appraisal.errors import Text
from asn_appraisal.formula import Level
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal, Cohort

from .agreement import agreement
from .connecting import design
from .habits import habits
from .intervals import NO_EXTRA, Intervals, available
from .movement import movement
from .outcomes import outcomes
from .preview import preview
from .ratings import Rating, ratings_of
from .severity import severity
from .table import Table

#: What can be audited.
Audited = Cohort | ScoredCohort | Calibration

ALWAYS = (
    Text(
        "Angka-angka ini taksiran tentang satu kelompok orang, bukan sifat sebuah kebijakan, dan "
        "bukan keputusan.",
        "These numbers are estimates about one set of people; they are no property of a policy and "
        "no verdict.",
    ),
    Text(
        "Taksiran tidak menunjukkan sebab. Tidak adanya perbedaan yang terlihat tidak membuktikan "
        "bahwa tidak ada, apalagi pada kelompok kecil.",
        "An estimate shows no cause. Seeing no difference does not prove that there is none, least "
        "of all in small groups.",
    ),
    Text(
        "Semakin banyak kelompok yang dibandingkan, semakin besar peluang salah satunya tampak "
        "berbeda secara kebetulan.",
        "The more groups are compared, the likelier one of them looks different by chance.",
    ),
)


@frozen
class Audit:
    """Hasil audit: what limits it, and the tables of estimates."""

    #: What must be known before any number is read.
    limits: tuple[Text, ...]
    #: The tables, by name: outcomes, design, raters, habits, preview, agreement, movement.
    tables: Mapping[str, Table]
    #: The marks that the tables rest on.
    ratings: tuple[Rating, ...] = field(default=(), repr=False)

    def __getitem__(self, name: str) -> Table:
        """Return a table by its name."""
        return self.tables[name]

    def text(self, language: str = "id") -> str:
        """Return limits and tables in one language."""
        limits = [f"- {each.in_language(language)}" for each in self.limits]
        tables = [table.text(language) for table in self.tables.values()]
        return "\n\n".join(["\n".join(limits), *tables])

    def to_records(self) -> list[dict[str, Any]]:
        """Return the marks in long form: ratee, rater, role, dimension, rating (exact text).

        What other tools start from: fairlearn, statsmodels, pingouin, many-facet Rasch.
        """
        return [each.to_plain() for each in self.ratings]

    def to_plain(self) -> dict[str, Any]:
        """Write as plain data, without the marks."""
        return {
            "limits": to_plain(list(self.limits)),
            "tables": [table.to_plain() for table in self.tables.values()],
        }


def audit(  # noqa: PLR0913 - all but two by name
    cohort: Audited | Iterable[Audited],
    groups: Mapping[str, str],
    *,
    policy: Policy | None = None,
    at_least: str | None = None,
    smallest: int = 5,
    confidence: int = 95,
) -> Audit:
    """Audit hasil nyata: estimate how outcomes, raters and calibration differ, with intervals.

    Statistics on people, not verdicts on a policy: nothing here passes or fails.

    Args:
        cohort: a cohort, scored or calibrated or neither, or several of them. Outcomes need
            scores: hand over a `ScoredCohort` or a `Calibration`, or `policy`.
        groups: the group of each employee, by id; who is not in it is not counted by group.
        policy: scores a cohort that has not been scored.
        at_least: the level whose reaching is counted; the highest of the result by default.
        smallest: groups, raters and aspects with fewer people are suppressed.
        confidence: of the intervals, in per cent.

    Returns:
        Limits first, then tables that all have the same form. Without the extra `audit` there are
        no intervals and no p, and a limit says so.

    Raises:
        RecordError: an employee stands twice in a cohort, or evidence breaks the policy.
        TypeError: a group is not a name.
        ValueError: the level is not one of the result's, or results are of different scales.

    >>> from asn_appraisal.record import Behaviour, Member
    >>> people = ["ani", "budi", "citra", "dewi", "eko", "fitri"]
    >>> def marked(who, peer):
    ...     marks = [Behaviour("komitmen", "superior", 80, by="tuti"),
    ...              Behaviour("komitmen", "peer", peer, by="rahmat")]
    ...     return Member(who, Appraisal(who, behaviours=marks))
    >>> cohort = Cohort("dinas", [marked(who, 70 + at) for at, who in enumerate(people)])
    >>> found = audit(cohort, {who: "L" if who < "d" else "P" for who in people})
    >>> found["raters"]["distance", "tuti"].estimate
    Fraction(15, 2)
    >>> found["design"]["groups-that-nothing-ties-together", ""].k
    1
    """
    if not all(isinstance(group, str) for group in groups.values()):
        raise TypeError("groups maps each employee, by id, to the name of one group")
    several = [cohort] if isinstance(cohort, Cohort | ScoredCohort | Calibration) else list(cohort)
    ready = [
        ScoredCohort.from_cohort(policy, each)
        if isinstance(each, Cohort) and policy is not None
        else each
        for each in several
    ]
    people = [pair for each in ready for pair in _appraisals(each)]
    ratings = ratings_of(people)
    intervals = Intervals(confidence, available())
    tables = [
        design(ratings, {who for who, _ in people}),
        severity(ratings, intervals, smallest),
        habits(ratings, intervals, smallest),
        preview(ratings, smallest),
        agreement(ratings, intervals, smallest),
    ]
    levels = {who: level for each in ready for who, level in _levels(each).items()}
    if levels:
        reached, level = _reached(levels, _names(ready), at_least)
        tables.insert(0, outcomes(reached, groups, level, intervals, smallest))
    if calibrated := [each for each in ready if isinstance(each, Calibration)]:
        tables.append(movement(calibrated, groups, intervals, smallest))
    limits = _limits({who for who, _ in people}, levels, groups, smallest, intervals)
    return Audit(limits, {table.name: table for table in tables}, ratings)


def _appraisals(cohort: Audited) -> list[tuple[str, Appraisal]]:
    if isinstance(cohort, Cohort):
        return [(member.employee, member.appraisal) for member in cohort.members]
    return [(who, card.appraisal) for who, card in cohort.cards.items()]


def _levels(cohort: Audited) -> Mapping[str, Level]:
    """Return the level of everybody who has one."""
    if isinstance(cohort, Calibration):
        return cohort.final
    if isinstance(cohort, Cohort):
        return {}
    return {
        who: card.result for who, card in cohort.cards.items() if isinstance(card.result, Level)
    }


def _names(cohorts: Iterable[Audited]) -> list[str]:
    """Return the names of the levels that everybody's result is one of, worst first."""
    found: list[list[str]] = []
    for each in cohorts:
        cards = () if isinstance(each, Cohort) else each.cards.values()
        for policy in {card.policy for card in cards}:
            rules = policy.calibration if isinstance(each, Calibration) else None
            scale = policy.measures[policy.result if rules is None else rules.of].kind.scale
            found += [] if scale is None or scale.names() in found else [scale.names()]
    if len(found) > 1:
        raise ValueError("the cohorts have results of different scales; audit them one by one")
    return found[0]


def _reached(
    levels: Mapping[str, Level], names: list[str], at_least: str | None
) -> tuple[dict[str, bool], str]:
    """Return who reached the level, and its name."""
    wanted = names[-1] if at_least is None else at_least
    if wanted not in names:
        raise ValueError(f"no such level: {wanted}; there are {', '.join(names)}")
    edge = names.index(wanted)
    return {who: level.order >= edge for who, level in levels.items()}, wanted


def _limits(
    people: set[str],
    levels: Mapping[str, Level],
    groups: Mapping[str, str],
    smallest: int,
    intervals: Intervals,
) -> tuple[Text, ...]:
    found = [*ALWAYS]
    found.append(
        Text(
            f"Sel dengan kurang dari {smallest} orang tidak ditampilkan; "
            f"selang {intervals.percent}%.",
            f"Cells of fewer than {smallest} people are suppressed; "
            f"intervals are {intervals.percent}%.",
        )
    )
    if not intervals.installed:
        found.append(NO_EXTRA)
    if outside := len(people - set(groups)):
        found.append(
            Text(
                f"{outside} orang tanpa kelompok tidak dihitung menurut kelompok.",
                f"{outside} people without a group are not counted by group.",
            )
        )
    if without := len(people - set(levels)):
        found.append(
            Text(
                f"{without} orang tidak memiliki tingkat hasil; mereka tidak dihitung nol.",
                f"{without} people have no level; they are not counted as none.",
            )
        )
    return tuple(found)
