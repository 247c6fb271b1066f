"""What goes wrong: problems with a code, a place and a cure, and the few errors that carry them.

The words of every problem are in `asn_appraisal.errors.messages`, one module per room.
"""

from .exceptions import AppraisalError, PolicyError, RecordError
from .problem import LANGUAGES, Place, Problem, Text, nearest, suggestion

__all__ = [
    "LANGUAGES",
    "AppraisalError",
    "Place",
    "PolicyError",
    "Problem",
    "RecordError",
    "Text",
    "nearest",
    "suggestion",
]
