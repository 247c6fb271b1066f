"""One person against one standard, competency by competency."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import field, frozen

from asn_appraisal.errors import Place, Problem, Text
from asn_appraisal.explanation.words import Words
from asn_appraisal.record import (
    Competency,
    CompetencyLevel,
    Framework,
    NotApplicable,
    PositionStandard,
    Quantity,
)
from asn_appraisal.record.values import as_tuple

from .standard import Person, PositionLike, check_rows, path_of, rows_of, standard_of
from .words import cluster_text, say


@frozen
class CompetencyGap:
    """Kesenjangan satu kompetensi: the level required beside the level attained."""

    #: The competency, by id.
    competency: str
    #: Its name as it is shown.
    title: Text
    #: Technical, managerial, sociocultural, or the framework's own.
    cluster: str
    #: The level required; None where it is not known.
    required: Fraction | None
    #: The level attained; missing stays missing, and is never zero.
    attained: Quantity
    #: The first level of the framework above the one attained; None where there is none.
    next_level: int | None = None
    #: What that level asks of a person.
    asks: Text | None = None

    @property
    def difference(self) -> Fraction | None:
        """Return levels attained less levels required; None where one of them is not known."""
        if self.required is None or not isinstance(self.attained, Fraction):
            return None
        return self.attained - self.required

    @property
    def gap(self) -> Fraction | None:
        """Return how many levels are lacking, 0 where none; None where that is not known."""
        return None if self.difference is None else max(Fraction(0), -self.difference)

    @property
    def surplus(self) -> Fraction | None:
        """Return how many levels are above the standard; None where that is not known."""
        return None if self.difference is None else max(Fraction(0), self.difference)

    @property
    def is_known(self) -> bool:
        """Tell whether both levels are there, or the competency does not apply."""
        return self.difference is not None or isinstance(self.attained, NotApplicable)

    def problem(self, whose: str = "") -> Problem | None:
        """Return what keeps the gap from being known, or None."""
        if self.is_known:
            return None
        code = "ASN-G003" if self.required is None else "ASN-G002"
        place = Place(f"{path_of(whose)}.{self.competency}")
        return Problem(code, place, {"competency": self.competency})

    def text(self, language: str = "id") -> str:
        """Say in one line what is required, attained and lacking, and what comes next."""
        words = Words(language)
        title = self.title.in_language(language) or self.competency
        if self.cluster:
            title = f"{title} ({cluster_text(self.cluster).in_language(language)})"
        if isinstance(self.attained, NotApplicable):
            return say(language, "not_applicable", title=title, reason=self.attained.reason)
        problem = self.problem()
        if problem is not None:
            return f"{title}: {problem.what.in_language(language)}"
        levels = {
            name: words.value(getattr(self, name))
            for name in ("required", "attained", "gap", "surplus")
        }
        name = "lacks" if self.gap else "exceeds" if self.surplus else "meets"
        line = say(language, name, title=title, **levels)
        if not self.gap or self.asks is None:
            return line
        asks = self.asks.in_language(language)
        return say(language, "asks", line=line, level=self.next_level, asks=asks)


@frozen
class CompetencyGaps(Mapping[str, CompetencyGap]):
    """Kesenjangan kompetensi seorang pegawai: one `CompetencyGap` by competency id."""

    #: Whose levels these are: the appraisal's id, or nothing where only levels were given.
    whose: str
    #: The standard; None where each row of the appraisal said what is required.
    position: PositionStandard | None
    #: The rows, in the order of the framework.
    rows: tuple[CompetencyGap, ...] = field(converter=as_tuple)

    def __getitem__(self, competency: str) -> CompetencyGap:
        """Return the row of a competency."""
        for row in self.rows:
            if row.competency == competency:
                return row
        raise KeyError(competency)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the competencies, in the order of the framework."""
        return (row.competency for row in self.rows)

    def __len__(self) -> int:
        """Return how many competencies there are."""
        return len(self.rows)

    @property
    def lacking(self) -> tuple[CompetencyGap, ...]:
        """Return the rows below the standard."""
        return tuple(row for row in self.rows if row.gap)

    @property
    def strengths(self) -> tuple[CompetencyGap, ...]:
        """Return the rows above the standard."""
        return tuple(row for row in self.rows if row.surplus)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what is not known; empty where everything is."""
        found = (row.problem(self.whose) for row in self.rows)
        return tuple(problem for problem in found if problem is not None)

    def text(self, language: str = "id") -> str:
        """Say it line by line."""
        head = say(language, "gaps_of", whose=self.whose or "-")
        if self.position is not None:
            position = position_title(self.position, language)
            head = say(language, "against", head=head, position=position)
        lines = [f"  - {row.text(language)}" for row in self.rows]
        if not self.lacking and not self.problems:
            lines.append(f"  {say(language, 'no_gap')}")
        return "\n".join([f"{head}:", *lines])


def competency_gaps(
    framework: Framework, person: Person, position: PositionLike | None = None
) -> CompetencyGaps:
    """Kesenjangan kompetensi: set what a person attained against what is required.

    Args:
        framework: the competencies with their levels.
        person: an appraisal, or levels by competency id.
        position: a position of the framework by id, or one with what it requires; without it, the
            rows of the appraisal say what is required.

    Returns:
        One row for each competency required. A level that has not been assessed stays missing,
        and its gap is None.

    Raises:
        RecordError: the person or the position names a competency or a level that the framework
            does not have; every such place is listed.

    >>> from asn_appraisal import parse_framework
    >>> framework = parse_framework('''
    ... asn_appraisal: framework/1
    ... id: small
    ... competencies:
    ...   - {id: komunikasi, title: Komunikasi, levels: {1: Memberi kabar, 2: Mendengarkan}}
    ... positions: [{id: analis, title: Analis, requires: {komunikasi: 2}}]
    ... ''')
    >>> gaps = competency_gaps(framework, {"komunikasi": 1}, "analis")
    >>> gaps["komunikasi"].gap, str(gaps["komunikasi"].asks)
    (Fraction(1, 1), 'Mendengarkan')
    >>> competency_gaps(framework, {}, "analis")["komunikasi"].gap is None
    True
    """
    standard = None if position is None else standard_of(framework, position)
    rows = rows_of(person)
    whose = str(getattr(person, "id", ""))
    check_rows(framework, [(whose, rows)])
    return gaps_between(framework, whose, rows, standard)


def gaps_between(
    framework: Framework,
    whose: str,
    rows: Mapping[str, CompetencyLevel],
    standard: PositionStandard | None,
) -> CompetencyGaps:
    """Set checked rows against a standard, or against what they say themselves."""
    asked = rows if standard is None else standard.requires
    found = []
    for name, competency in framework.competencies.items():
        if name in asked:
            row = rows.get(name, CompetencyLevel(name))
            required = row.required if standard is None else Fraction(standard.requires[name])
            found.append(_gap(competency, row, required))
    return CompetencyGaps(whose, standard, found)


def _gap(competency: Competency, row: CompetencyLevel, required: Fraction | None) -> CompetencyGap:
    level = None
    if isinstance(row.attained, Fraction):
        level = min((each for each in competency.levels if each > row.attained), default=None)
    asks = None if level is None else competency.levels[level]
    cluster = competency.cluster or row.cluster
    return CompetencyGap(
        competency.id, competency.title, cluster, required, row.attained, level, asks
    )


def position_title(position: PositionStandard, language: str) -> str:
    """Return how a position is shown."""
    return position.title.in_language(language) or position.id
