"""The words of every problem, by code; one module per room, Indonesian and English side by side.

To add a message, add an entry to the module of the room that reports it: the code, what is
wrong, and what to do, in both languages, with the values it names in braces.
"""

from .calibration import CALIBRATION
from .comparison import COMPARISON
from .development import DEVELOPMENT
from .document import DOCUMENT
from .fairness import FAIRNESS
from .formula import FORMULA
from .frames import FRAMES
from .message import Message
from .policy import POLICY
from .process import PROCESS
from .process_reasons import PROCESS_REASONS
from .record import RECORD
from .scoring import SCORING
from .warnings import WARNINGS
from .workbench import WORKBENCH

#: Every message by its code.
MESSAGES: dict[str, Message] = {
    **DOCUMENT,
    **RECORD,
    **FORMULA,
    **POLICY,
    **WARNINGS,
    **SCORING,
    **CALIBRATION,
    **PROCESS,
    **PROCESS_REASONS,
    **DEVELOPMENT,
    **COMPARISON,
    **FAIRNESS,
    **FRAMES,
    **WORKBENCH,
}

__all__ = ["MESSAGES", "Message"]
