"""What a comparison says about one person: the result before and after, and what made it."""

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Literal

from attrs import field, frozen

from asn_appraisal.errors import Problem
from asn_appraisal.explanation.words import Words
from asn_appraisal.record.values import as_tuple, read_only
from asn_appraisal.scoring import Value

from .places import same_result
from .words import SECTIONS, say, signed

#: What stands between the names of parts that moved together.
TOGETHER = " + "


@frozen
class Change:
    """Perubahan: the result of one appraisal under two policies."""

    #: The appraisal, by id.
    appraisal: str
    #: The employee, by id (the appraisal's id where no employee is named).
    employee: str
    #: The result under the policy before.
    before: Value
    #: The result under the policy after.
    after: Value
    #: After less before: exact for numbers, steps for levels; None where they are not alike.
    difference: Fraction | None
    #: The part of the difference that each replaced measure makes; the parts add up to it.
    by_measure: Mapping[str, Fraction] = field(converter=read_only)

    @cached_property
    def is_change(self) -> bool:
        """Tell whether the result is another one: another number, or a level of another name."""
        return not same_result(self.before, self.after)

    @property
    def made_by(self) -> tuple[str, ...]:
        """Return the measures that made a difference, in the order they were replaced."""
        return tuple(name for name, amount in self.by_measure.items() if amount)

    def text(self, language: str = "id") -> str:
        """Say what the result was, is, and what made the difference."""
        words = Words(language)
        change = say(
            language,
            "change",
            whose=self.employee,
            before=words.value(self.before),
            after=words.value(self.after),
        )
        parts = ", ".join(
            say(
                language,
                "part",
                part=part_text(name, language),
                amount=amount_text(amount, language),
            )
            for name, amount in self.by_measure.items()
            if amount
        )
        return say(language, "because", change=change, parts=parts) if parts else change


@frozen
class Apart:
    """Penilaian yang tidak dapat dibandingkan: no result under one of the two policies."""

    #: The appraisal, by id.
    appraisal: str
    #: The employee, by id (the appraisal's id where no employee is named).
    employee: str
    #: Under which policy.
    policy: Literal["before", "after"]
    #: `incomplete` where something is missing, `refused` where the evidence breaks the policy.
    status: Literal["incomplete", "refused"]
    #: Why.
    problems: tuple[Problem, ...] = field(converter=as_tuple)

    def text(self, language: str = "id") -> str:
        """Say under which policy there is no result, and why."""
        what = " ".join(problem.what.in_language(language) for problem in self.problems)
        policy = say(language, self.policy)
        return say(language, "apart_row", whose=self.employee, policy=policy, what=what)


@frozen
class Effect:
    """Pengaruh satu ukuran atas seluruh kelompok."""

    #: The measure, or the measures that moved together.
    parts: tuple[str, ...]
    #: How many people's results it moves.
    people: int
    #: What it adds, over those it raises.
    up: Fraction
    #: What it takes, over those it lowers; not positive.
    down: Fraction

    @property
    def net(self) -> Fraction:
        """Return what it does in all."""
        return self.up + self.down


def part_text(name: str, language: str) -> str:
    """Write the parts that moved together."""
    shown = [
        SECTIONS[part].in_language(language) if part in SECTIONS else part
        for part in name.split(TOGETHER)
    ]
    return say(language, "together").join(shown)


def amount_text(amount: Fraction, language: str) -> str:
    """Write an exact number with its sign."""
    return signed(Words(language).number(amount))
