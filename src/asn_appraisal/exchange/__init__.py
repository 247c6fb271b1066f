"""Public values as plain JSON-ready data, and back: exact numbers as text, nothing lost.

Every value says its `type`. A policy is its document; a scorecard is its policy, its appraisal
and its values, and is scored again on the way back, so that a result that was altered, or that
this version of the rules does not give, is refused. What the rooms after a score make of it is
written field by field (`fields.py`). `every.py` lists the types up to a score, `rooms.py` those of
the rooms after it: a room with results of its own adds them there.
"""

from . import every  # noqa: F401 - it enters every type
from .form import FORMS, LATER, Form, from_dict, to_dict


def _load_rooms() -> None:
    from . import rooms  # noqa: F401, PLC0415 - most who store a card need none of these rooms


LATER.append(_load_rooms)

__all__ = ["FORMS", "Form", "from_dict", "to_dict"]
