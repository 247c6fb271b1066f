"""The commands, in the order in which an analyst meets them."""

from asn_appraisal.workbench.verb import Verb

from .calibrate import CALIBRATE
from .check import CHECK
from .compare import COMPARE
from .explain import EXPLAIN
from .handbook import HANDBOOK
from .new import NEW
from .presets import PRESETS
from .report import REPORT
from .schema import SCHEMA
from .score import SCORE
from .test import TEST
from .verify import VERIFY

VERBS: tuple[Verb, ...] = (
    NEW,
    CHECK,
    TEST,
    SCORE,
    EXPLAIN,
    CALIBRATE,
    COMPARE,
    VERIFY,
    REPORT,
    HANDBOOK,
    PRESETS,
    SCHEMA,
)
