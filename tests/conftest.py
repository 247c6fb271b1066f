"""How hard Hypothesis looks: `dev` at the desk, `ci` where CI is set, `thorough` on request.

On request: `python3 dev.py test --hypothesis-profile=thorough`.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile("dev", deadline=None)
# Slow shared machines are not a fault of the library; a failure must be repeatable from the log.
settings.register_profile(
    "ci",
    deadline=None,
    database=None,
    derandomize=False,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", settings.get_profile("ci"), max_examples=5000)
settings.load_profile("ci" if os.environ.get("CI") else "dev")
