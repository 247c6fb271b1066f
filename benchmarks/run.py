"""Measure `score` beside hand-written code for the same policy, in one run, as ratios.

Six indicators and seven ratings an appraisal; every contender computes the achievement of each
indicator, the plan, the behaviour, the total and the predicate, with the same rounding. The hand
written code gets its numbers ready made: `Decimal` for the one, integers for the other. `score`
gets appraisals whose numbers were made integers when the record was made; it also checks the
evidence against the policy, and its cards can be explained afterwards.
"""

import argparse
import gc
import math
import random
import statistics
import time
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from page import Page

from asn_appraisal import Appraisal, Policy, explain, parse_policy, score
from asn_appraisal.record import Behaviour, Indicator, WorkResult

try:
    import others
except ImportError:  # without the group `bench` only hand-written code is measured
    others = None  # type: ignore[assignment]

POLICY = """
asn_appraisal: policy/1
id: bench
scales:
  predicate: {sangat_kurang: SK, kurang: K, cukup: C, baik: B, sangat_baik: SB}
evidence:
  indicators: {polarity: [higher, lower], target: {above: 0}, actual: {from: 0}}
  behaviours: {aspects: [a, b, c, d, e, f, g], value: {from: 0, to: 120}}
  facts: {innovation: {type: flag}}
measures:
  achievement:
    per: indicators
    by: polarity
    cases:
      higher: min(120, 100 * actual / target)
      lower: clip(100 * (2 - actual / target), 0, 120)
    round: 2
  skp: {formula: "mean(achievement, weight=weight)", round: 2}
  behaviour: {formula: mean(behaviours.value), round: 2}
  total: {formula: 0.70 * skp + 0.30 * behaviour, round: 2}
  predicate:
    scale: predicate
    bands:
      of: total
      levels:
        - {level: sangat_baik, from: 110, when: innovation}
        - {level: baik, from: 90}
        - {level: cukup, from: 70}
        - {level: kurang, from: 50}
        - {level: sangat_kurang}
result: predicate
"""
ASPECTS = "abcdefg"
CENT = Decimal("0.01")
#: One person's numbers: (lower is better, target, actual, weight) rows, ratings, innovation.
Person = tuple[list[tuple[bool, int, int, int]], list[int], bool]


def people(count: int, seed: int) -> list[Person]:
    """Make people with ordinary numbers: targets with two decimals, held in hundredths."""
    draw = random.Random(seed)  # noqa: S311 - made data, the same in each run
    made = []
    for _ in range(count):
        rows = []
        for _ in range(6):
            target = draw.randrange(100, 100_000)
            actual = draw.randrange(0, 2 * target)
            rows.append((draw.random() < 1 / 3, target, actual, draw.randrange(1, 40)))
        ratings = [draw.randrange(6000, 12001, 50) for _ in range(7)]
        made.append((rows, ratings, draw.random() < 1 / 2))
    return made


def appraisal(number: int, person: Person) -> Appraisal:
    """Make the record of one person."""
    rows, ratings, innovation = person
    indicators = [
        Indicator(
            str(at),
            polarity="lower" if lower else "higher",
            target=Decimal(target).scaleb(-2),
            actual=Decimal(actual).scaleb(-2),
            weight=weight,
        )
        for at, (lower, target, actual, weight) in enumerate(rows)
    ]
    marks = zip(ASPECTS, ratings, strict=True)
    made = Appraisal(
        str(number),
        results=[WorkResult("work", indicators=indicators)],
        behaviours=[Behaviour(aspect, value=Decimal(mark).scaleb(-2)) for aspect, mark in marks],
        facts={"innovation": innovation},
    )
    assert made.summary  # the numbers become integers once, with the record
    return made


# Hand-written ---------------------------------------------------------------------------


def with_decimal(person: Any) -> tuple[list[Decimal], Decimal, Decimal, Decimal, str]:
    """Score one person with Decimal, as a careful script would."""
    rows, ratings, innovation = person
    achievements = []
    above = below = Decimal(0)
    for lower, target, actual, weight in rows:
        if lower:
            value = min(max(100 * (2 - actual / target), Decimal(0)), Decimal(120))
        else:
            value = min(Decimal(120), 100 * actual / target)
        value = value.quantize(CENT, ROUND_HALF_UP)
        achievements.append(value)
        above += value * weight
        below += weight
    skp = (above / below).quantize(CENT, ROUND_HALF_UP)
    behaviour = (sum(ratings) / len(ratings)).quantize(CENT, ROUND_HALF_UP)
    total = (Decimal("0.70") * skp + Decimal("0.30") * behaviour).quantize(CENT, ROUND_HALF_UP)
    if total >= 110 and innovation:
        predicate = "sangat_baik"
    elif total >= 90:
        predicate = "baik"
    elif total >= 70:
        predicate = "cukup"
    elif total >= 50:
        predicate = "kurang"
    else:
        predicate = "sangat_kurang"
    return achievements, skp, behaviour, total, predicate


def with_integers(person: Person) -> tuple[list[int], int, int, int, str]:
    """Score one person with integers in hundredths, by hand."""
    rows, ratings, innovation = person
    achievements = []
    above = below = 0
    for lower, target, actual, weight in rows:
        if lower:
            if 5 * actual < 4 * target:
                value = 12000
            elif actual >= 2 * target:
                value = 0
            else:
                value = (40001 * target - 20000 * actual) // (2 * target)
        elif 5 * actual >= 6 * target:
            value = 12000
        else:
            value = (20000 * actual + target) // (2 * target)
        achievements.append(value)
        above += value * weight
        below += weight
    skp = (2 * above + below) // (2 * below)
    count = len(ratings)
    behaviour = (2 * sum(ratings) + count) // (2 * count)
    total = (70 * skp + 30 * behaviour + 50) // 100
    if total >= 11000 and innovation:
        predicate = "sangat_baik"
    elif total >= 9000:
        predicate = "baik"
    elif total >= 7000:
        predicate = "cukup"
    elif total >= 5000:
        predicate = "kurang"
    else:
        predicate = "sangat_kurang"
    return achievements, skp, behaviour, total, predicate


def as_decimals(person: Person) -> Any:
    """Return one person's numbers as Decimal."""
    rows, ratings, innovation = person
    exact = [
        (lower, Decimal(target).scaleb(-2), Decimal(actual).scaleb(-2), Decimal(weight))
        for lower, target, actual, weight in rows
    ]
    return exact, [Decimal(mark).scaleb(-2) for mark in ratings], innovation


# Measuring ------------------------------------------------------------------------------


def seconds(work: Callable[[Any], Any], items: list[Any]) -> float:
    """Return the seconds that one pass over the items takes."""
    start = time.process_time()
    for item in items:
        work(item)
    return time.process_time() - start


def agree(policy: Policy, crowd: list[Person], cards: list[Any]) -> None:
    """Stop unless all contenders give the same digits."""
    for person, card in zip(crowd, cards, strict=True):
        achievements, skp, behaviour, total, predicate = with_integers(person)
        found = [int(value * 100) for value in card["achievement"].values()]
        hundredths = [int(card[name] * 100) for name in ("skp", "behaviour", "total")]
        if (found, *hundredths, str(card["predicate"])) != (
            achievements,
            skp,
            behaviour,
            total,
            predicate,
        ):
            raise SystemExit(f"{policy.id}: the readings disagree on {person}")


def scalar(people_: int, rounds: int) -> dict[str, list[float]]:
    """Time one person at a time, each contender in each round."""
    policy = parse_policy(POLICY)
    crowd = people(people_, seed=1)
    records = [appraisal(number, person) for number, person in enumerate(crowd)]
    decimals = [as_decimals(person) for person in crowd]
    agree(policy, crowd, [score(policy, each) for each in records])
    contenders: dict[str, tuple[Callable[[Any], Any], list[Any]]] = {
        "score": (lambda each: score(policy, each), records),
        "hand-written Decimal": (with_decimal, decimals),
        "hand-written integers": (with_integers, crowd),
    }
    few: set[str] = set()
    if others is not None:
        zen_people = [others.zen_person(each) for each in crowd]
        contenders["zen-engine"] = (others.zen_decision(), zen_people)
        cel_people = [others.cel_person(each) for each in crowd]
        contenders["cel-python"] = (others.cel_program(), cel_people)
        few = {"zen-engine", "cel-python"}
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(rounds):
        for name, (work, items) in contenders.items():
            if name in few and turn % 10:
                # Slow ones take part in every tenth round; their ratio is to that round.
                times[name].append(math.nan)
                continue
            gc.collect()
            gc.disable()
            times[name].append(seconds(work, items))
            gc.enable()
    sample = [score(policy, each) for each in records[:200]]
    shown = seconds(lambda card: explain(card).text, sample) / len(sample) * people_
    times["explain, on demand"] = [shown] * rounds
    return times


def large(count: int) -> Policy:
    """Return a policy that measures so many facts and takes their mean."""
    names = [f"a{at}" for at in range(count)]
    measures = {f"i_{name}": {"formula": f"min(120, {name})", "round": "2"} for name in names}
    parts = {f"s{at}": names[at : at + 20] for at in range(0, count, 20)}
    for part, of in parts.items():
        measures[part] = {"formula": " + ".join(f"i_{name}" for name in of)}
    measures["total"] = {"formula": f"({' + '.join(parts)}) / {count}", "round": "2"}
    facts = {name: {"type": "number", "from": "0", "to": "200"} for name in names}
    evidence = {"facts": facts}
    head = {"asn_appraisal": "policy/1", "id": "large", "result": "total"}
    return parse_policy({**head, "evidence": evidence, "measures": measures})


def median_ratio(times: dict[str, list[float]], name: str, base: str) -> float:
    """Return how many times as fast `base` is, as the median of paired rounds."""
    pairs = zip(times[base], times[name], strict=True)
    return statistics.median(t / s for s, t in pairs if not math.isnan(t))


def main() -> None:
    """Run what was asked for, print it, and write the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=400)
    options.add_argument("--rounds", type=int, default=51)
    options.add_argument("--tables", type=int, nargs="*", default=[100_000, 1_000_000])
    options.add_argument("--national", action="store_true", help="five million people as well")
    options.add_argument("--page", action="store_true", help="write docs/concepts/performance.md")
    chosen = options.parse_args()

    page = Page()
    page.machine()
    times = scalar(chosen.people, chosen.rounds)
    page.scalar(times, chosen.people, chosen.rounds, median_ratio)
    page.verdicts(large(300), 300)
    if others is not None:
        sizes = [*chosen.tables, *([5_000_000] if chosen.national else [])]
        page.tables(sizes)
        page.from_parquet(sizes[-1])
        page.calibration(sizes)
        page.growth()
    page.start_up()
    if chosen.page:
        page.write()


if __name__ == "__main__":
    main()
