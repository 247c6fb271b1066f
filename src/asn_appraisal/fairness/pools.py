"""C1, C2, C3 and C7: what holds of every unit that is calibrated."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from attrs import evolve

from asn_appraisal.calibration import feasible_from, feasible_sizes
from asn_appraisal.errors import Text
from asn_appraisal.record import FrozenMap

from .decks import Deck, Person
from .study import DisagreementError, Finding, Study
from .witness import Witness, lines_of

#: Why nothing can be said about units.
NO_CALIBRATION = Text("Kebijakan tidak memiliki kalibrasi.", "The policy has no calibration.")


# C1 --------------------------------------------------------------------------------------------


def feasible(study: Study) -> Finding:
    """Decide for every size of a unit whether each pattern can hold."""
    deck = study.deck()
    if deck is None:
        return Finding("not_applicable", "", NO_CALIBRATION)
    names = [level.name for level in deck.levels][::-1]
    onward = feasible_from(deck.rules, names)
    most = max([*study.sizes, *(size or 0 for size in onward.values())])
    sizes = range(deck.start, most + 1)
    can = feasible_sizes(deck.rules, names, sizes)
    failing = {name: [size for size in sizes if size not in can[name]] for name in can}
    broken = {name: sizes for name, sizes in failing.items() if sizes}
    shown = tuple((name, f"{size or '…'}") for name, size in onward.items())
    if broken:
        witnesses = tuple(_impossible(study, deck, *each) for each in broken.items())
        return Finding("violated", "enumeration", _infeasible(broken), witnesses, shown)
    if None in onward.values():
        text = Text(
            f"Setiap pola dapat dipenuhi untuk setiap ukuran {deck.start} sampai {most}.",
            f"Every pattern can hold for every size from {deck.start} to {most}.",
        )
        return Finding("proved_up_to", "enumeration", text, numbers=(("size", str(most)),))
    text = Text(
        f"Setiap pola dapat dipenuhi untuk setiap unit mulai {deck.start} orang; di luar"
        f" {most} orang berlaku karena polanya berulang.",
        f"Every pattern can hold for every unit from {deck.start} people on; beyond {most} people"
        " because the pattern repeats.",
    )
    return Finding("proved", "enumeration", text, numbers=shown)


def _infeasible(broken: Mapping[str, Sequence[int]]) -> Text:
    listed = "; ".join(f"`{name}`: {_sizes(sizes)}" for name, sizes in broken.items())
    return Text(
        f"Ada ukuran unit yang tidak dapat memenuhi polanya: {listed}.",
        f"There are sizes of a unit that cannot satisfy the pattern: {listed}.",
    )


def _sizes(sizes: Sequence[int]) -> str:
    shown = ", ".join(map(str, sizes[:12]))
    return shown if len(sizes) <= 12 else f"{shown}, …"  # noqa: PLR2004 - enough to see


def _impossible(study: Study, deck: Deck, pattern: str, sizes: Sequence[int]) -> Witness:
    size = sizes[0]
    people = tuple(deck.people[at % len(deck.people)] for at in range(size))
    unit = evolve(deck.unit(pattern, people), feasible=False)
    what = Text(
        f"Unit dengan {size} orang tidak dapat memenuhi pola `{pattern}`.",
        f"A unit of {size} cannot satisfy the pattern `{pattern}`.",
    )
    lines = lines_of(study.policy, f"calibration.patterns.{pattern}")
    finding = next((each for each in unit.calibrated(study.policy).findings), None)
    because = what if finding is None else finding.what
    found = Witness(
        Text("", ""), what=what, because=because, measure=deck.rules.of, lines=lines, unit=unit
    )
    if not found.replay(study.policy):
        raise DisagreementError(study.policy.id, found.text("en", policy=study.policy))
    return found


# C2 and C3 -------------------------------------------------------------------------------------


def rank(study: Study) -> Finding:
    """Decide whether calibration keeps everybody in the order of their rank."""
    return _every_unit(study, _out_of_rank, _RANK)


def equals(study: Study) -> Finding:
    """Decide whether people of one rank get one level."""
    deck = study.deck()
    if deck is not None and deck.rules.ties == "manual":
        text = Text(
            "`ties: manual` menyerahkan pegawai yang setara di tepi tingkat kepada pejabat.",
            "`ties: manual` leaves equals at the edge of a level to a person.",
        )
        return Finding("undecided", "", text)
    return _every_unit(study, _unequal, _EQUALS)


def _out_of_rank(places: Sequence[int], levels: Sequence[int]) -> tuple[int, int] | None:
    """Return somebody, and somebody of a better rank with a worse level."""
    del places
    for at, (one, two) in enumerate(pairwise(levels)):
        if two < one:
            return at, at + 1
    return None


def _unequal(places: Sequence[int], levels: Sequence[int]) -> tuple[int, int] | None:
    """Return two people of one rank with different levels."""
    for start, end in pairwise(places):
        for at in range(start + 1, end):
            if levels[at] != levels[start]:
                return start, at
    return None


_Check = Callable[[Sequence[int], Sequence[int]], tuple[int, int] | None]


def _every_unit(study: Study, broken: _Check, words: tuple[Text, Text, Text]) -> Finding:
    deck = study.deck()
    if deck is None:
        return Finding("not_applicable", "", NO_CALIBRATION)
    tried = 0
    for pattern, hand in dealt(study, deck):
        tried += 1
        standing, levels = deck.proposed(pattern, hand)
        pair = broken(standing.places, levels)
        if pair is not None and _is_moved(standing.given, levels):
            found = _pair(study, pattern, hand, words[1])
            return Finding("violated", "enumeration", words[1], (found,), examples=tried)
    holds = Text(
        f"{words[0].id} {tried} unit diperiksa dengan mesin yang sama.",
        f"{words[0].en} {tried} units were checked with the engine itself.",
    )
    return Finding("proved", "construction", holds, examples=tried)


def _is_moved(given: Sequence[int], levels: Sequence[int]) -> bool:
    """Tell whether calibration did anything: levels as given are the appraisers' own."""
    return tuple(given) != tuple(levels)


def dealt(study: Study, deck: Deck) -> Iterator[tuple[str, tuple[Person, ...]]]:
    """Yield units to look at: all of a size while they are few, else some that chance deals."""
    chance = study.chance()
    left = study.examples
    patterns = list(deck.rules.patterns)
    for size in study.sizes:
        if size < deck.start or left <= 0 or not deck.people:
            continue
        share = max(left // 3, 1)
        if deck.count(size) * len(patterns) <= share:
            hands: Any = list(deck.hands(size))
        else:
            hands = [
                tuple(
                    sorted(
                        chance.choices(deck.people, k=size),
                        key=lambda one: one.reading.rank,
                        reverse=True,
                    )
                )
                for _ in range(max(1, share // len(patterns)))
            ]
        for hand in hands:
            for pattern in patterns:
                left -= 1
                yield pattern, hand


def _pair(study: Study, pattern: str, hand: Sequence[Person], what: Text) -> Witness:
    deck = study.deck()
    assert deck is not None
    standing, levels = deck.proposed(pattern, hand)
    employees = standing.employees
    after = {
        f"pegawai-{int(who[1:]) + 1}": deck.levels[level].name
        for who, level in zip(employees, levels, strict=True)
    }
    unit = evolve(deck.unit(pattern, hand), after=FrozenMap(after))
    lines = lines_of(study.policy, f"calibration.patterns.{pattern}")
    witness = Witness(
        Text("", ""), what=what, because=what, measure=deck.rules.of, lines=lines, unit=unit
    )
    if not witness.replay(study.policy):
        raise DisagreementError(study.policy.id, witness.text("en", policy=study.policy))
    return witness


_RANK = (
    Text(
        "Usulan kalibrasi memotong urutan peringkat, jadi peringkat lebih baik tidak pernah"
        " mendapat"
        " tingkat lebih buruk.",
        "A proposal cuts the order of ranks, so that a better rank never gets a worse level.",
    ),
    Text("Peringkat tidak terjaga.", "Rank is not kept."),
    Text("", ""),
)
_EQUALS = (
    Text(
        "Usulan kalibrasi tidak memisahkan pegawai yang setara peringkatnya.",
        "A proposal never divides people of one rank.",
    ),
    Text("Pegawai setara mendapat tingkat berbeda.", "Equals get different levels."),
    Text("", ""),
)


# C7 --------------------------------------------------------------------------------------------


def newcomer(study: Study) -> Finding:
    """Decide whether a worse colleague who joins can lower somebody."""
    deck = study.deck()
    if deck is None:
        return Finding("not_applicable", "", NO_CALIBRATION)
    tried = 0
    witnesses: dict[str, Witness] = {}
    for pattern, hand in dealt(study, deck):
        if pattern in witnesses:
            continue
        for one in deck.people:
            if one.reading.rank >= hand[-1].reading.rank:
                continue
            tried += 1
            _, before = deck.proposed(pattern, hand)
            _, after = deck.proposed(pattern, (*hand, one))
            fallen = [at for at, level in enumerate(before) if after[at] > level]
            if fallen:
                witnesses[pattern] = _joined(study, deck, pattern, (hand, one), fallen[0])
                break
    if witnesses:
        return Finding("violated", "enumeration", _LOWERED, tuple(witnesses.values()), (), tried)
    text = Text(
        f"{tried} unit dengan satu pegawai baru yang lebih lemah diperiksa (seed {study.seed});"
        " tidak seorang pun turun.",
        f"{tried} units with one weaker newcomer were tried (seed {study.seed}); nobody was"
        " lowered.",
    )
    return Finding("not_found", "search", text, examples=tried)


def _joined(
    study: Study, deck: Deck, pattern: str, joined: tuple[Sequence[Person], Person], at: int
) -> Witness:
    hand, one = joined
    units = [deck.unit(pattern, hand), deck.unit(pattern, (*hand, one))]
    levels = [unit.levels(study.policy) for unit in units]
    who = f"pegawai-{at + 1}"
    before, after = (_label(deck, each[who]) for each in levels)
    text = Text(
        f"Pola `{pattern}`: {who} peringkat {at + 1} dari {len(hand)} dan '{before.id}'. Seorang"
        f" pegawai yang lebih lemah bergabung; {who} tetap peringkat {at + 1}, sekarang"
        f" '{after.id}'.",
        f"Pattern `{pattern}`: {who} is number {at + 1} of {len(hand)} and '{before.en}'. A weaker"
        f" colleague joins; {who} is still number {at + 1}, now '{after.en}'.",
    )
    unit = evolve(units[1], after=levels[1], feasible=units[1].calibrated(study.policy).feasible)
    lines = lines_of(study.policy, f"calibration.patterns.{pattern}")
    found = Witness(
        Text("", ""), what=text, because=Text("", ""), measure=deck.rules.of, lines=lines, unit=unit
    )
    scale = [level.name for level in deck.levels]
    if scale.index(levels[1][who]) <= scale.index(levels[0][who]):
        raise DisagreementError(study.policy.id, found.text("en", policy=study.policy))
    return found


def _label(deck: Deck, name: str) -> Text:
    return next(level.label for level in deck.levels if level.name == name)


_LOWERED = Text(
    "Seorang pegawai yang tetap peringkatnya turun karena pegawai yang lebih lemah bergabung.",
    "Somebody who keeps their rank is lowered because a weaker colleague joins.",
)
