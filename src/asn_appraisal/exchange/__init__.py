"""Public values as plain JSON-ready data, and back: exact numbers as text, nothing lost.

Every value says its `type`. A policy is its document; a scorecard is its policy, its appraisal
and its values, and is scored again on the way back, so that a result that was altered, or that
this version of the rules does not give, is refused. What the rooms after a score make of it is
written field by field (`fields.py`). `every.py` lists every type: a room with results of its own
adds them there.
"""

from . import every  # noqa: F401 - it enters every type
from .form import FORMS, Form, from_dict, to_dict

__all__ = ["FORMS", "Form", "from_dict", "to_dict"]
