"""Records that fit together, and frameworks, for properties that hold of all of them."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from asn_appraisal.errors import Text
from asn_appraisal.record import (
    MISSING,
    RATINGS,
    Appraisal,
    Assignment,
    AssignmentKind,
    Behaviour,
    Competency,
    CompetencyLevel,
    Employee,
    EmployeeKind,
    Feedback,
    Framework,
    Indicator,
    Judgement,
    NotApplicable,
    Observation,
    Observations,
    Period,
    PeriodResult,
    Position,
    PositionKind,
    PositionStandard,
    Programme,
    Records,
    Target,
    Unit,
    WorkResult,
)

#: Text as people type it, and as they should not: quotes, colons, spaces, other scripts.
WORDS = st.text("ab1 .:'\"#-_[]{},é\n😀", max_size=6)
IDS = st.text("abc-1.", min_size=1, max_size=4)
NUMBERS = st.one_of(
    st.integers(0, 10**9).map(Fraction),
    st.fractions(0, 1000, max_denominator=1000),
    st.sampled_from([Fraction("0.10"), Fraction(1, 7), Fraction(10**15)]),
)
SIGNED = st.tuples(NUMBERS, st.sampled_from([1, -1])).map(lambda pair: pair[0] * pair[1])
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
ABSENT = st.sampled_from([MISSING, NotApplicable("Kegiatan dibiayai provinsi"), NotApplicable("")])
QUANTITIES = SIGNED | ABSENT
RATED = st.sampled_from(RATINGS) | ABSENT
FACTS = st.dictionaries(IDS, WORDS | st.booleans() | SIGNED | st.integers(), max_size=3)
TEXTS = st.builds(Text, WORDS, WORDS) | WORDS.map(Text.same)
PERIODS = st.tuples(
    st.sampled_from(["annual", "semester", "quarterly", "monthly", "other"]),
    DAYS,
    st.integers(0, 400),
).map(lambda drawn: Period(drawn[0], drawn[1], drawn[1] + timedelta(drawn[2])))  # type: ignore[arg-type]
TARGETS = SIGNED.map(Target.single) | st.tuples(SIGNED, NUMBERS).map(
    lambda ends: Target(ends[0], ends[0] + ends[1])
)
OBSERVATIONS = st.lists(
    st.builds(Observation, DAYS, SIGNED, WORDS, WORDS), max_size=3, unique_by=lambda each: each.on
)


def by_id(record: Any, /, **fields: Any) -> st.SearchStrategy[Any]:
    """Draw a list of records with ids of their own."""
    return st.lists(st.builds(record, id=IDS, **fields), max_size=3, unique_by=lambda each: each.id)


INDICATORS = st.one_of(
    st.builds(
        Indicator,
        id=IDS,
        title=WORDS,
        aspect=st.sampled_from(["quantity", "quality", "time", "cost", None]),
        polarity=st.sampled_from(["higher", "lower", "within", None]),
        unit=st.none() | WORDS,
        target=st.none() | TARGETS,
        actual=QUANTITIES,
        weight=st.none() | NUMBERS,
        at_maximum=st.booleans(),
    ),
    st.builds(
        Indicator,
        id=IDS,
        observations=st.builds(
            Observations, st.sampled_from(["sum", "mean", "latest"]), OBSERVATIONS
        ),
    ),
)
RESULTS = by_id(
    WorkResult,
    title=WORDS,
    kind=st.sampled_from(["main", "additional"]),
    weight=st.none() | NUMBERS,
    rating=RATED,
    challenges=WORDS,
    indicators=st.lists(INDICATORS, max_size=3, unique_by=lambda each: each.id),
)
BEHAVIOURS = st.lists(
    st.builds(
        Behaviour,
        IDS,
        st.sampled_from(["superior", "peer", "subordinate", "self", "stakeholder"]),
        QUANTITIES,
        RATED,
        WORDS,
    ),
    max_size=3,
    unique_by=lambda each: (each.aspect, each.rater, each.by),
)
COMPETENCIES = st.lists(
    st.builds(CompetencyLevel, IDS, WORDS, st.none() | NUMBERS, QUANTITIES),
    max_size=3,
    unique_by=lambda each: each.competency,
)
PAST = st.lists(
    st.builds(PeriodResult, IDS, st.none() | NUMBERS, FACTS),
    max_size=2,
    unique_by=lambda each: each.period,
)
JUDGEMENTS = st.dictionaries(
    IDS, st.builds(Judgement, IDS, WORDS, WORDS, st.lists(WORDS, max_size=2)), max_size=2
)


@st.composite
def records(draw: st.DrawFn) -> Records:
    """Draw records that fit together; whoever is above stands earlier in the list."""

    def one_of(ids: list[str]) -> str | None:
        return draw(st.sampled_from([None, *ids]))

    people = draw(
        by_id(
            Employee,
            name=WORDS,
            kind=st.sampled_from([None, *EmployeeKind]),
            nip=st.none() | st.from_regex(r"\A[0-9]{18}\Z"),
            gender=st.sampled_from([None, "L", "P"]),
            born=st.none() | DAYS,
            attributes=st.dictionaries(IDS, WORDS, max_size=2),
        )
    )
    units: list[Unit] = []
    for each in draw(by_id(Unit, name=WORDS, facts=FACTS)):
        parent, head = one_of([unit.id for unit in units]), one_of([one.id for one in people])
        units.append(Unit(each.id, each.name, parent, head, each.facts))
    posts: list[Position] = []
    requires = st.dictionaries(IDS, st.integers(0, 9), max_size=2)
    for each in draw(by_id(Position, title=TEXTS, requires=requires)):
        kind = draw(st.sampled_from([None, *PositionKind]))
        unit, above = one_of([unit.id for unit in units]), one_of([post.id for post in posts])
        posts.append(Position(each.id, each.title, kind, unit, above, each.requires))
    assigned = []
    for name in draw(st.lists(IDS, max_size=3 if people else 0, unique=True)):
        at = draw(st.integers(0, len(people) - 1))
        first = draw(st.none() | DAYS)
        last = draw(
            st.none()
            | st.integers(0, 500).map(lambda days: (first or date(2030, 1, 1)) + timedelta(days))
        )
        assigned.append(
            Assignment(
                name,
                people[at].id,
                one_of([post.id for post in posts]),
                one_of([unit.id for unit in units]),
                draw(st.sampled_from(list(AssignmentKind))),
                first,
                last,
                one_of([one.id for one in people[:at]]),
            )
        )
    appraisals = []
    for name in draw(st.lists(IDS, max_size=2, unique=True)):
        appraisals.append(
            Appraisal(
                name,
                one_of([each.id for each in assigned]),
                draw(st.none() | PERIODS),
                draw(RESULTS),
                draw(BEHAVIOURS),
                draw(COMPETENCIES),
                draw(PAST),
                draw(FACTS),
                draw(JUDGEMENTS),
                draw(st.lists(st.builds(Feedback, DAYS, WORDS, WORDS), max_size=1)),
            )
        )
    return Records(units, posts, people, assigned, appraisals)


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    """Draw a framework whose positions and programmes name its competencies."""
    levels = st.dictionaries(st.integers(1, 5), TEXTS, max_size=3)
    known = draw(
        by_id(Competency, title=TEXTS, cluster=WORDS, levels=levels, description=st.none() | TEXTS)
    )

    def level_of(competency: Competency) -> int:
        return draw(st.sampled_from([*competency.levels] or [1, 3]))

    positions = []
    for name in draw(st.lists(IDS, max_size=2, unique=True)):
        chosen = (
            draw(st.lists(st.sampled_from(known), unique_by=lambda each: each.id)) if known else []
        )
        kind = draw(st.sampled_from([None, *PositionKind]))
        requires = {each.id: level_of(each) for each in chosen}
        positions.append(PositionStandard(name, draw(TEXTS), kind, requires))
    programmes = []
    for name in draw(st.lists(IDS, max_size=2 if known else 0, unique=True)):
        competency = draw(st.sampled_from(known))
        to = level_of(competency)
        programmes.append(
            Programme(name, competency.id, draw(TEXTS), draw(st.integers(0, to - 1)), to)
        )
    return Framework(draw(WORDS), draw(WORDS), draw(TEXTS), known, positions, programmes)
