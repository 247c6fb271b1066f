"""The forms of what follows a score; loaded when one of them is first needed."""

from asn_appraisal import calibration, comparison, development, process
from asn_appraisal.calibration import Calibration, ScoredCohort

from .fields import fields
from .form import enter

#: What follows a score, by room: written field by field, under the name of the room, because a
#: finding or a change is another thing in each.
_ROOMS: dict[str, tuple[type, ...]] = {
    "calibration": (calibration.Counts, calibration.Finding, calibration.Move, ScoredCohort),
    "process": (
        process.Achievement,
        process.Appraiser,
        process.Change,
        process.Correction,
        process.Deadline,
        process.Delegation,
        process.Entry,
        process.Events,
        process.Exemption,
        process.Finding,
        process.Ground,
        process.Obligation,
        process.Owner,
        process.Part,
        process.Published,
        process.Refusal,
        process.Segment,
        process.State,
        process.Window,
        process.WorkingDays,
        process.YearValue,
    ),
    "development": (
        development.Apart,
        development.CompetencyGap,
        development.CompetencyGaps,
        development.JobPersonMatch,
        development.Key,
        development.Lack,
        development.ProgrammePlan,
        development.Ranking,
        development.Recognition,
        development.Recognitions,
        development.Tier,
        development.TrainingNeed,
        development.TrainingNeeds,
        development.Unknown,
    ),
    "comparison": (
        comparison.Apart,
        comparison.Change,
        comparison.Comparison,
        comparison.Effect,
        comparison.Interval,
        comparison.Point,
        comparison.Step,
        comparison.Trend,
    ),
}
enter([fields(Calibration)])
enter(fields(kind, f"{room}.{kind.__name__}") for room, kinds in _ROOMS.items() for kind in kinds)
