"""C4 to C6 and C8 to C16: what else holds, or cannot hold, of units that are calibrated."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from attrs import evolve

from asn_appraisal.calibration.standing import Standing
from asn_appraisal.errors import Text
from asn_appraisal.policy.distribution import is_possible

from .decks import Deck, Person
from .pools import NO_CALIBRATION, dealt
from .study import DisagreementError, Finding, Study
from .witness import Witness, lines_of

#: Returns what is wrong with a unit under a pattern, and the level of whom it is about; None: fine.
Check = Callable[[Deck, str, tuple[Person, ...]], Text | None]
#: So many units are looked at by the questions of this module.
UNITS = 400


def look(study: Study, check: Check, holds: Text, wrong: Text, *, proved: bool = False) -> Finding:
    """Look at units one by one, until one breaks the check."""
    deck = study.deck()
    if deck is None:
        return Finding("not_applicable", "", NO_CALIBRATION)
    tried = 0
    for pattern, hand in islice(dealt(study, deck), min(UNITS, study.examples)):
        tried += 1
        what = check(deck, pattern, hand)
        if what is not None:
            found = unit_witness(study, deck, pattern, hand, what)
            return Finding("violated", "search", wrong, (found,), examples=tried)
    text = Text(
        f"{holds.id} {tried} unit diperiksa (seed {study.seed}).",
        f"{holds.en} {tried} units were looked at (seed {study.seed}).",
    )
    if proved:
        return Finding("proved", "construction", text, examples=tried)
    return Finding("not_found", "search", text, examples=tried)


def unit_witness(
    study: Study, deck: Deck, pattern: str, hand: Sequence[Person], what: Text
) -> Witness:
    """Make the example of a unit, and calibrate it again."""
    unit = deck.unit(pattern, hand)
    calibrated = unit.calibrated(study.policy)
    unit = evolve(unit, after=unit.levels(study.policy), feasible=calibrated.feasible)
    standing, levels = deck.proposed(pattern, hand)
    for who, level in zip(standing.employees, levels, strict=True):
        if unit.after[f"pegawai-{int(who[1:]) + 1}"] != deck.levels[level].name:
            raise DisagreementError(study.policy.id, "calibration gives another level")
    whole = Text(f"Pola `{pattern}`: {what.id}", f"Pattern `{pattern}`: {what.en}")
    lines = lines_of(study.policy, f"calibration.patterns.{pattern}")
    found = Witness(Text("", ""), what=whole, measure=deck.rules.of, lines=lines, unit=unit)
    if not found.replay(study.policy):
        raise DisagreementError(study.policy.id, found.text("en", policy=study.policy))
    return found


def _name(deck: Deck, level: int) -> Text:
    label = deck.levels[level].label
    return Text(f"'{label.id}'", f"'{label.en}'")


def went(deck: Deck, at: int, before: int, after: int, why: Text) -> Text:
    """Say that somebody has one level before and another after."""
    one, two = _name(deck, before), _name(deck, after)
    return Text(
        f"pegawai-{at + 1} {one.id}; {why.id} ia {two.id}.",
        f"pegawai-{at + 1} is {one.en}; {why.en} they are {two.en}.",
    )


def fallen(deck: Deck, before: Sequence[int], after: Sequence[int], why: Text) -> Text | None:
    """Say who has a worse level after than before; None: nobody."""
    for at, (one, two) in enumerate(zip(before, after, strict=True)):
        if two > one:
            return went(deck, at, one, two, why)
    return None


# C4, C5, C6 --------------------------------------------------------------------------------------


def nameless(study: Study) -> Finding:
    """Decide whether it matters what people are called: ids only order equals in a list."""
    return look(study, _renamed, _NAMELESS, _NAMED, proved=True)


def _renamed(deck: Deck, pattern: str, hand: tuple[Person, ...]) -> Text | None:
    _, one = deck.proposed(pattern, hand)
    _, two = deck.proposed(pattern, hand[::-1])
    return None if one == two else _NAMED


_NAMELESS = Text(
    "Peringkat hanya memakai kunci yang dinyatakan.", "Rank uses the declared keys only."
)
_NAMED = Text("Nama atau urutan menentukan.", "Names or order decide.")


def own_improvement(study: Study) -> Finding:
    """Decide whether somebody who does better can end lower after calibration."""
    return look(study, _better, _OWN, _OWN_BROKEN)


def _better(deck: Deck, pattern: str, hand: tuple[Person, ...]) -> Text | None:
    _, before = deck.proposed(pattern, hand)
    for at in (len(hand) - 1, len(hand) // 2):
        for one in deck.people:
            if (
                one.reading.rank <= hand[at].reading.rank
                or one.reading.level < hand[at].reading.level
            ):
                continue
            others = [*hand[:at], *hand[at + 1 :]]
            whole = sorted([*others, one], key=lambda each: each.reading.rank, reverse=True)
            _, after = deck.proposed(pattern, whole)
            place = next(spot for spot, each in enumerate(whole) if each is one)
            if after[place] > before[at]:
                why = Text("bekerja lebih baik", "having done better")
                return went(deck, at, before[at], after[place], why)
    return None


_OWN = Text("Tidak seorang pun turun karena bekerja lebih baik.", "Nobody fell by doing better.")
_OWN_BROKEN = Text(
    "Pegawai yang bekerja lebih baik berakhir lebih rendah sesudah kalibrasi.",
    "Somebody who does better ends lower after calibration.",
)


def quota(study: Study) -> Finding:
    """Decide whether every proposal satisfies its pattern."""
    return look(study, _unmet, _QUOTA, _QUOTA_BROKEN)


def _unmet(deck: Deck, pattern: str, hand: tuple[Person, ...]) -> Text | None:
    demands, names = deck.demands(pattern, len(hand)), deck.levels
    _, levels = deck.proposed(pattern, hand)
    counts = [levels.count(level) for level in range(len(names))]
    if all(each.holds(counts) for each in demands):
        return None
    possible = is_possible(demands, len(names), len(hand))
    return _TIES if possible else _IMPOSSIBLE


_TIES = Text(
    "pola dapat dipenuhi, tetapi tidak selama pegawai setara tetap bersama.",
    "the pattern can hold, but not while equals stay together.",
)
_IMPOSSIBLE = Text("pola tidak dapat dipenuhi.", "the pattern cannot hold.")
_QUOTA = Text("Setiap usulan memenuhi polanya.", "Every proposal satisfies its pattern.")
_QUOTA_BROKEN = Text(
    "Ada unit yang polanya tidak terpenuhi sesudah kalibrasi (N1).",
    "There are units whose pattern does not hold after calibration (N1).",
)


# C13 to C16 --------------------------------------------------------------------------------------


def again(study: Study) -> Finding:
    """Decide whether calibrating what is calibrated changes anything more."""
    rules = study.policy.calibration
    # A proposal satisfies its pattern, so that moving nobody is the smallest change set then.
    whole = rules is not None and rules.ties == "together"
    return look(study, _twice, _ONCE, _ONCE_BROKEN, proved=whole)


def _twice(deck: Deck, pattern: str, hand: tuple[Person, ...]) -> Text | None:
    standing, levels = deck.proposed(pattern, hand)
    settled = Standing(standing.employees, tuple(levels), standing.places)
    after = deck.levels_of(pattern, settled)
    return fallen(deck, levels, after, _SECOND) or fallen(deck, after, levels, _SECOND)


_SECOND = Text("dikalibrasi sekali lagi;", "calibrated once more;")
_ONCE = Text("Kalibrasi kedua tidak mengubah apa pun.", "A second calibration changed nothing.")
_ONCE_BROKEN = Text(
    "Kalibrasi kedua mengubah hasil kalibrasi pertama.",
    "A second calibration changes the result of the first.",
)


def demotion(study: Study) -> Finding:
    """Report by how many levels calibration moves somebody at most."""
    deck = study.deck()
    if deck is None:
        return Finding("not_applicable", "", NO_CALIBRATION)
    most, tried = 0, 0
    for pattern, hand in islice(dealt(study, deck), min(UNITS, study.examples)):
        tried += 1
        standing, levels = deck.proposed(pattern, hand)
        most = max(most, *(two - one for one, two in zip(standing.given, levels, strict=True)))
    text = Text(
        f"Kebijakan tidak menyatakan batas; dalam {tried} unit usulan terjauh menurunkan {most}"
        " tingkat.",
        f"The policy declares no limit; in {tried} units the furthest proposal lowers by {most}"
        " levels.",
    )
    return Finding("not_applicable", "", text, numbers=(("levels", str(most)),), examples=tried)


def better_organisation(study: Study) -> Finding:
    """Decide whether a better result of the organisation can lower somebody."""
    deck = study.deck()
    if deck is None:
        return Finding("not_applicable", "", NO_CALIBRATION)
    ranked = list(_ranked_patterns(study, deck))
    if not ranked:
        return Finding("not_applicable", "", _NO_ORDER)

    def lowered(deck: Deck, pattern: str, hand: tuple[Person, ...]) -> Text | None:
        at = ranked.index(pattern)
        if at + 1 == len(ranked):
            return None
        _, before = deck.proposed(pattern, hand)
        _, after = deck.proposed(ranked[at + 1], hand)
        why = Text(
            f"bila capaian organisasi `{ranked[at + 1]}`",
            f"where the organisation is `{ranked[at + 1]}`",
        )
        return fallen(deck, before, after, why)

    return look(study, lowered, _ORGANISATION, _ORGANISATION_BROKEN)


def _ranked_patterns(study: Study, deck: Deck) -> Iterator[str]:
    """Yield the patterns from the worst organisation to the best, as a scale has them."""
    patterns = set(deck.rules.patterns)
    for scale in study.policy.scales.values():
        if set(scale.names()) == patterns and len(patterns) > 1 and deck.rules.choose_by:
            yield from scale.names()
            return


_NO_ORDER = Text(
    "Pola tidak dipilih menurut capaian organisasi.",
    "Patterns are not chosen by the result of the organisation.",
)
_ORGANISATION = Text(
    "Capaian organisasi yang lebih baik tidak menurunkan siapa pun.",
    "A better organisation lowered nobody.",
)
_ORGANISATION_BROKEN = Text(
    "Capaian organisasi yang lebih baik menurunkan seorang pegawai.",
    "A better result of the organisation lowers somebody.",
)


def unit_order(study: Study) -> Finding:
    """Units are calibrated one by one, and none sees another."""
    if study.policy.calibration is None:
        return Finding("not_applicable", "", NO_CALIBRATION)
    return Finding("proved", "construction", _UNIT_BY_UNIT)


_UNIT_BY_UNIT = Text(
    "Setiap unit dikalibrasi sendiri; hasilnya tidak bergantung pada unit lain.",
    "Every unit is calibrated by itself; its result does not hang on another unit.",
)
