"""What a unit should learn, as values: needs, people, programmes, and what is not known."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from attrs import field, frozen

from asn_appraisal.errors import Problem
from asn_appraisal.explanation.words import Words
from asn_appraisal.record import Competency, Programme
from asn_appraisal.record.values import as_tuple, read_only

from .gaps import CompetencyGap
from .ranking import Tier
from .words import say


@frozen
class Lack:
    """Kekurangan seorang pegawai: how far one person is from one standard."""

    #: The employee, by id.
    employee: str
    #: The appraisal that shows it, by id.
    appraisal: str
    #: The levels of the competency.
    row: CompetencyGap

    @property
    def gap(self) -> Fraction:
        """Return how many levels are lacking."""
        return self.row.gap or Fraction(0)

    @property
    def attained(self) -> Fraction:
        """Return the level attained."""
        assert isinstance(self.row.attained, Fraction)
        return self.row.attained


@frozen
class TrainingNeed:
    """Kebutuhan pelatihan: one competency that people of a unit lack."""

    #: The competency.
    competency: Competency
    #: The rank among the needs: by the number of people, then by the levels in all.
    rank: int
    #: Who lacks it, by employee id.
    people: Mapping[str, Lack] = field(converter=read_only)
    #: Who first: by how much they lack, then by the declared keys.
    first: tuple[Tier, ...] = field(converter=as_tuple)
    #: The programmes of the framework that raise the competency for some of them.
    programmes: tuple[Programme, ...] = field(converter=as_tuple)
    #: Those for whom no programme starts from the level they have.
    without_programme: tuple[str, ...] = field(converter=as_tuple)

    @property
    def in_all(self) -> Fraction:
        """Return how many levels are lacking in all."""
        return sum((lack.gap for lack in self.people.values()), Fraction(0))

    @property
    def at_most(self) -> Fraction:
        """Return how many levels the person furthest away lacks."""
        return max(lack.gap for lack in self.people.values())

    def text(self, language: str = "id") -> str:
        """Say how many people lack how much, who first, and what raises it."""
        words = Words(language)
        title = self.competency.title.in_language(language) or self.competency.id
        in_all, at_most = words.number(self.in_all), words.number(self.at_most)
        numbers = {"people": len(self.people), "in_all": in_all, "at_most": at_most}
        lines = [f"{self.rank}. {say(language, 'need', title=title, **numbers)}"]
        named = self._person(language)
        lines += [f"   {tier.rank}) {tier.names(language, named)}" for tier in self.first]
        if self.programmes:
            titles = ", ".join(_title(each, language) for each in self.programmes)
            lines.append(f"   {say(language, 'raised_by', programmes=titles)}")
        if self.without_programme:
            names = ", ".join(self.without_programme)
            lines.append(f"   {say(language, 'no_programme', names=names)}")
        return "\n".join(lines)

    def _person(self, language: str) -> Callable[[str], str]:
        words = Words(language)

        def named(name: str) -> str:
            gap = words.number(self.people[name].gap)
            return say(language, "person", name=name, gap=gap)

        return named


@frozen
class ProgrammePlan:
    """Rencana satu program: who can take part now, and who after a level below."""

    #: The programme.
    programme: Programme
    #: The competency that it raises.
    competency: Competency
    #: Who lacks the competency and has the level it starts from, the first to go first.
    participants: tuple[Tier, ...] = field(converter=as_tuple)
    #: Who needs what it leads to and is not yet where it starts, by employee id.
    later: tuple[str, ...] = field(converter=as_tuple)

    @property
    def seats(self) -> int:
        """Return how many can take part now."""
        return sum(len(tier.ids) for tier in self.participants)

    def text(self, language: str = "id") -> str:
        """Say what it raises, who takes part, and who later."""
        programme = self.programme
        about = say(
            language,
            "programme",
            title=_title(programme, language),
            competency=self.competency.title.in_language(language) or self.competency.id,
            from_=programme.from_,
            to=programme.to,
        )
        parts = []
        if self.participants:
            names = "; ".join(tier.names(language) for tier in self.participants)
            parts.append(say(language, "participants", names=names))
        if self.later:
            names = ", ".join(self.later)
            parts.append(say(language, "later", level=programme.from_, names=names))
        return f"{about}: {'; '.join(parts)}"


@frozen
class Unknown:
    """Belum diketahui: a level that has to be known before a need can be told."""

    #: The employee, by id.
    employee: str
    #: The appraisal, by id.
    appraisal: str
    #: What is not known.
    problem: Problem


@frozen
class TrainingNeeds:
    """Kebutuhan pelatihan satu unit, dengan daftar program dan pesertanya."""

    #: The unit, by id.
    unit: str
    #: How many people it was asked of.
    people: int
    #: The needs by competency id, the most frequent first; equals share a rank.
    needs: Mapping[str, TrainingNeed] = field(converter=read_only)
    #: The programmes that answer them by id, in the order of the framework.
    programmes: Mapping[str, ProgrammePlan] = field(converter=read_only)
    #: What is not known; nobody here is counted as lacking that competency.
    unknown: tuple[Unknown, ...] = field(converter=as_tuple)

    def text(self, language: str = "id") -> str:
        """Say the needs, the programmes with their participants, and what is not known."""
        lines = [f"{say(language, 'needs', unit=self.unit, people=self.people)}:"]
        lines += [need.text(language) for need in self.needs.values()]
        if not self.needs and not self.unknown:
            lines.append(say(language, "no_need"))
        if self.programmes:
            lines.append(f"{say(language, 'programmes')}:")
            lines += [f"  - {plan.text(language)}" for plan in self.programmes.values()]
        if self.unknown:
            lines.append(f"{say(language, 'unknown')}:")
        for each in self.unknown:
            what = each.problem.what.in_language(language)
            lines.append(f"  - {say(language, 'unknown_row', name=each.employee, what=what)}")
        return "\n".join(lines)


def _title(programme: Programme, language: str) -> str:
    return programme.title.in_language(language) or programme.id
