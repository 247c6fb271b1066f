"""EVERYONE: `score_frames(policy, ...)` scores tables of any engine that Narwhals knows.

The way through: `inputs.py` checks the tables as tables, `intake.py` takes in one table,
`lowering.py` reads the policy's tree over columns, `gathering.py` sums up rows, `board.py` runs
a whole policy, `answering.py` says what came of it, `one_by_one.py` scores what does not fit.
"""

from .pools import calibrate_frame
from .scoring import Detailed, score_frames

__all__ = ["Detailed", "calibrate_frame", "score_frames"]
