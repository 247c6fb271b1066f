"""The form of every type: the one place where a type is entered."""

from asn_appraisal.document import to_plain
from asn_appraisal.errors import (
    Place,
    PolicyError,
    Problem,
    RecordError,
    Text,
)
from asn_appraisal.explanation import Change, Contrast, Explanation
from asn_appraisal.formula import Level
from asn_appraisal.policy import Policy
from asn_appraisal.record import (
    MISSING,
    Appraisal,
    Assignment,
    Behaviour,
    Cohort,
    Competency,
    CompetencyLevel,
    Employee,
    Feedback,
    Framework,
    Indicator,
    Judgement,
    Member,
    Missing,
    NotApplicable,
    Observation,
    Observations,
    Period,
    PeriodResult,
    Position,
    PositionStandard,
    Programme,
    Records,
    Target,
    Unit,
    WorkResult,
    parse_framework,
    parse_records,
)
from asn_appraisal.scoring import Case, Cases, Difference, Scorecard, parse_cases

from .cards import (
    card_data,
    change_data,
    contrast_data,
    explanation_data,
    read_card,
    read_change,
    read_contrast,
    read_explanation,
)
from .cases import case_data, cases_data, difference_data, read_case, read_difference
from .form import Form, enter
from .nouns import Ends, cohort_data, member_data, noun, read_cohort, read_member, shaped
from .rules import (
    error,
    level_data,
    place_data,
    policy_data,
    problem_data,
    read_level,
    read_place,
    read_policy,
    read_problem,
    read_text,
    text_data,
)

#: The form of every type, by its name. To let a type of another room travel, add it here. What
#: holds its inputs (a card, a cohort) is best computed again on the way back, as a scorecard is.
#: Parts of a policy (a measure, a source) have no form: the policy travels as a whole.
_FORMS = (
    noun(Appraisal),
    noun(Assignment),
    noun(Behaviour),
    noun(Competency),
    noun(CompetencyLevel),
    noun(Employee),
    noun(Feedback),
    noun(Indicator),
    noun(Judgement),
    noun(Observation),
    noun(Observations),
    noun(Period),
    noun(PeriodResult),
    noun(Position),
    noun(PositionStandard),
    noun(Programme),
    noun(Unit),
    noun(WorkResult),
    Form(Missing, lambda _: {}, lambda _: MISSING),
    Form(
        Target,
        lambda target: {"target": target.to_plain()},
        lambda data: shaped(data, Ends).target,
    ),
    Form(NotApplicable, lambda absent: {"reason": absent.reason}, noun(NotApplicable).read),
    Form(Records, to_plain, parse_records),
    Form(Framework, to_plain, parse_framework),
    Form(Member, member_data, read_member),
    Form(Cohort, cohort_data, read_cohort),
    Form(Policy, policy_data, read_policy),
    Form(Text, text_data, read_text),
    Form(Level, level_data, read_level),
    Form(Place, place_data, read_place),
    Form(Problem, problem_data, read_problem),
    error(PolicyError),
    error(RecordError),
    Form(Scorecard, card_data, read_card),
    Form(Explanation, explanation_data, read_explanation),
    Form(Contrast, contrast_data, read_contrast),
    Form(Change, change_data, read_change),
    Form(Cases, cases_data, parse_cases),
    Form(Case, case_data, read_case),
    Form(Difference, difference_data, read_difference),
)
enter(_FORMS)
