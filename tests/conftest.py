"""How hard Hypothesis looks: `dev` at the desk, `ci` where CI is set, `thorough` on request.

On request: `python3 dev.py test --hypothesis-profile=thorough`.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("dev", deadline=None)
# Slow shared machines are not a fault of the library. The same commit draws the same, so that the
# gate of coverage does not hang on chance; what is drawn at the desk differs each time.
settings.register_profile(
    "ci",
    deadline=None,
    database=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "thorough", settings.get_profile("ci"), derandomize=False, max_examples=5000
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")
