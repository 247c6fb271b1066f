"""A check as a value: a name, a sentence, what it is tried on, and what must hold."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from attrs import frozen
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from asn_appraisal.errors import Text
from asn_appraisal.policy import Policy

#: What a check draws under a policy.
Drawn = Callable[[Policy], st.SearchStrategy[Any]]

NO_CALIBRATION = Text(
    "Kebijakan ini tidak memiliki bagian `calibration`.", "The policy has no section `calibration`."
)


class CheckFailedError(AssertionError):
    """Pemeriksaan gagal: the sentence of the check, what was found, and the smallest example."""


@frozen
class Check:
    """Pemeriksaan: one sentence about a policy, tried on what is drawn under it.

    >>> from asn_appraisal.presets import preset
    >>> from asn_appraisal.testing import CHECKS
    >>> check = CHECKS["row-order-does-not-matter"]
    >>> check(preset("pp-30-2019"), examples=5)
    >>> check.why_not(preset("pp-30-2019")) is None
    True
    """

    #: The name, which never changes.
    name: str
    #: What must hold.
    sentence: Text
    #: What it is tried on.
    drawn: Drawn
    #: Raises where it does not hold.
    hold: Callable[[Policy, Any], None]
    #: Whether it is about calibration.
    calibrates: bool = False
    #: What part of the examples is enough for it.
    share: Fraction = Fraction(1)

    def why_not(self, policy: Policy) -> Text | None:
        """Say why the check does not apply to a policy; None where it does."""
        return NO_CALIBRATION if self.calibrates and policy.calibration is None else None

    def __call__(
        self, policy: Policy, *, examples: int = 50, seed: int = 0, shrink: bool = True
    ) -> None:
        """Try the check on so many examples; the same seed draws the same.

        Args:
            policy: the policy.
            examples: on how many drawn examples it is tried.
            seed: the same seed draws the same examples.
            shrink: whether a failing example is made smaller, which can take a minute.

        Raises:
            CheckFailedError: it does not hold; the error tells the smallest example found.
        """
        failing: list[Any] = []

        def trial(example: Any) -> None:
            try:
                self.hold(policy, example)
            except Exception:
                failing[:] = [example]
                raise

        try:
            tried = max(1, int(examples * self.share))
            draw_and_try(self.drawn(policy), trial, tried, seed, shrink=shrink)
        except Exception as error:
            if not failing:
                raise  # nothing was tried: the strategy itself is at fault
            raise CheckFailedError(self._told(policy, failing[0], error)) from error

    def _told(self, policy: Policy, example: Any, error: Exception) -> str:
        found = str(error) or type(error).__name__
        return f"{policy.id}, {self.name}: {self.sentence.en}\n{found}\nExample: {example!r}"


def draw_and_try(
    drawn: st.SearchStrategy[Any],
    trial: Callable[[Any], None],
    examples: int,
    number: int,
    *,
    shrink: bool = True,
) -> None:
    """Try something on examples: repeatable from a seed, leaving nothing behind on disk."""

    @seed(number)
    @settings(
        max_examples=examples,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if shrink else [])],
    )
    @given(drawn)
    def run(example: Any) -> None:
        trial(example)

    run()


def require(holds: bool, what: str) -> None:  # noqa: FBT001 - reads as a sentence
    """Raise where something does not hold; unlike `assert`, also where Python optimises."""
    if not holds:
        raise AssertionError(what)
