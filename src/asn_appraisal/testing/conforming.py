"""Running another engine beside this library on what is drawn under a policy."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from attrs import frozen
from hypothesis import strategies as st

from asn_appraisal.calibration import calibrate
from asn_appraisal.errors import RecordError, Text
from asn_appraisal.formula.tree import MeasureValue
from asn_appraisal.policy import Policy
from asn_appraisal.record import Appraisal, Cohort
from asn_appraisal.scoring import Scorecard, score

from .checks import draw_and_try
from .engines import Answer, Difference, Engine, agree, written
from .gatherings import cohorts
from .lawful import appraisals, broken_appraisals
from .neighbours import near_boundaries, reordered
from .smaller import fewest, simplest

#: Finds how an engine differs on one example.
_Compare = Callable[[Policy, Engine, Any], Iterable[Difference]]


@frozen
class Conformance:
    """Kesesuaian mesin lain: where it differed from this library, and on how much it was tried."""

    #: The policy, by id.
    policy: str
    #: The engine, by name.
    engine: str
    #: Every difference that was found, once a measure and kind, in the order of the measures.
    differences: tuple[Difference, ...]
    #: On how many records and cohorts it was tried.
    examples: int

    @property
    def ok(self) -> bool:
        """Tell whether no difference was found; none found is not none there."""
        return not self.differences

    def text(self, language: str = "id") -> str:
        """Return the differences in one language, a line each."""
        head = Text(
            f"{self.engine}, {self.policy}: {len(self.differences)} perbedaan ditemukan pada "
            f"{self.examples} contoh.",
            f"{self.engine}, {self.policy}: {len(self.differences)} differences found in "
            f"{self.examples} examples.",
        )
        lines = [each.text(language) for each in self.differences]
        return "\n".join([head.in_language(language), *lines])


def conformance(
    policy: Policy, engine: Engine, *, examples: int = 200, seed: int = 0
) -> Conformance:
    """Uji kesesuaian mesin lain: score what is drawn by both, and list how they differ.

    Only searched, never proved: finding no difference on so many examples is not a proof that
    there is none.

    Args:
        policy: the policy that the engine claims to follow.
        engine: the engine, as callables.
        examples: how many records are drawn; half as many again are drawn for order, for broken
            rules, and (where it calibrates) for cohorts.
        seed: the same seed draws the same.

    Returns:
        The differences, one a measure and kind, each with a small example.

    >>> from asn_appraisal import score
    >>> from asn_appraisal.presets import preset
    >>> policy = preset("talent-box")
    >>> def rounds_down(appraisal):
    ...     card = dict(score(policy, appraisal))
    ...     return {**card, "potential_level": "above"}
    >>> found = conformance(policy, Engine("other", score=rounds_down), examples=20)
    >>> found.ok, found.differences[0].what
    (False, 'potential_level')
    """
    found: dict[tuple[str, str], Difference] = {}
    tried = 0
    for drawn, compare, share in _trials(policy, engine):

        def trial(example: Any, compare: _Compare = compare) -> None:
            nonlocal tried
            tried += 1
            for each in compare(policy, engine, example):
                found.setdefault((each.kind, each.what), each)

        draw_and_try(drawn, trial, max(1, examples // share), seed, shrink=False)
    order = {name: at for at, name in enumerate(policy.measures)}
    listed = sorted(found.values(), key=lambda each: order.get(each.what, len(order)))
    return Conformance(
        policy.id, engine.name, tuple(_small(policy, engine, each) for each in listed), tried
    )


def _trials(
    policy: Policy, engine: Engine
) -> Iterator[tuple[st.SearchStrategy[Any], _Compare, int]]:
    """Yield what is drawn, how it is compared, and what part of the examples it gets."""
    yield st.one_of(appraisals(policy), near_boundaries(policy)), _scored, 1
    pairs = appraisals(policy).flatmap(lambda each: st.tuples(st.just(each), reordered(each)))
    yield pairs, _ordered, 2
    yield broken_appraisals(policy), _scored, 2
    if engine.calibrate is not None and policy.calibration is not None:
        yield cohorts(policy, max_size=8), _calibrated, 2


# One example ----------------------------------------------------------------------------


def _scored(policy: Policy, engine: Engine, appraisal: Appraisal) -> Iterator[Difference]:
    ours = _ours(policy, appraisal)
    try:
        theirs = engine.score(appraisal)
    except Exception as error:  # noqa: BLE001 - whatever another engine raises
        if ours is not None and ours.status == "complete":
            said = f"{type(error).__name__}: {error}"
            yield Difference("raised", policy.result, written(ours.result), said, appraisal)
        return
    if ours is None:
        if theirs.get(policy.result) is not None:
            said = written(theirs[policy.result])
            yield Difference("refused", policy.result, "-", said, appraisal)
        return
    yield from _values(policy, ours, theirs)
    if not _same(theirs, engine.score(appraisal)):
        first, second = written(theirs), written(engine.score(appraisal))
        yield Difference("unsteady", policy.result, first, second, appraisal)


def _ours(policy: Policy, appraisal: Appraisal) -> Scorecard | None:
    try:
        return score(policy, appraisal)
    except RecordError:
        return None


def _same(one: Answer, two: Answer) -> bool:
    return {name: written(each) for name, each in one.items()} == {
        name: written(each) for name, each in two.items()
    }


def _values(policy: Policy, ours: Scorecard, theirs: Answer) -> Iterator[Difference]:
    unlike = [
        name
        for name in policy.measures
        if (name in theirs or name == policy.result) and not agree(ours[name], theirs.get(name))
    ]
    for name in unlike:
        kind = "missing" if ours[name] is None else "value"
        read = {
            node.name
            for node in policy.measures[name].body.walk()
            if isinstance(node, MeasureValue)
        }
        yield Difference(
            kind,
            name,
            written(ours[name]),
            written(theirs.get(name)),
            ours.appraisal,
            tuple(other for other in unlike if other in read),
        )


def _ordered(
    policy: Policy, engine: Engine, pair: tuple[Appraisal, Appraisal]
) -> Iterator[Difference]:
    try:
        one, two = (engine.score(each) for each in pair)
    except Exception:  # noqa: BLE001 - what it raises is found by `_scored`
        return
    for name in policy.measures:
        before, after = one.get(name), two.get(name)
        if not isinstance(before, dict) and written(before) != written(after):
            yield Difference("order", name, written(before), written(after), pair[1])


def _calibrated(policy: Policy, engine: Engine, cohort: Cohort) -> Iterator[Difference]:
    assert engine.calibrate is not None
    ours = calibrate(policy, cohort)
    try:
        theirs = engine.calibrate(cohort)
    except Exception as error:  # noqa: BLE001 - whatever another engine raises
        yield Difference("raised", "calibration", "-", f"{type(error).__name__}: {error}", cohort)
        return
    for employee, level in ours.final.items():
        if not agree(level, theirs.get(employee)):
            said = written(theirs.get(employee))
            yield Difference("level", "calibration", f"{employee}: {level.name}", said, cohort)
            return


# The smallest example -------------------------------------------------------------------


def _small(policy: Policy, engine: Engine, found: Difference) -> Difference:
    """Return the same difference on the smallest example that still shows it."""
    if found.kind == "order":
        return found
    compare: _Compare = _calibrated if isinstance(found.example, Cohort) else _scored

    def again(example: Any) -> Difference | None:
        shown = ((each.kind, each.what) for each in compare(policy, engine, example))
        if (found.kind, found.what) not in shown:
            return None
        every = compare(policy, engine, example)
        return next(each for each in every if (each.kind, each.what) == (found.kind, found.what))

    def still(example: Any) -> bool:
        return again(example) is not None

    if isinstance(found.example, Cohort):
        return again(fewest(found.example, still)) or found
    return again(simplest(policy, found.example, still)) or found
