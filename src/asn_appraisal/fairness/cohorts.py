"""C4 to C6 and C8 to C16: what else holds, or cannot hold, of units that are calibrated."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from attrs import evolve

from asn_appraisal.calibration.proposal import is_possible
from asn_appraisal.calibration.standing import Standing
from asn_appraisal.errors import Text

from .decks import Deck, Person
from .pools import NO_CALIBRATION, dealt
from .study import DisagreementError, Finding, Study
from .witness import Witness, lines_of

#: Returns what is wrong with a unit under a pattern, and the level of whom it is about; None: fine.
Check = Callable[[Deck, str, tuple[Person, ...]], Text | None]
#: So many units are looked at by the questions of this module.
_UNITS = 400


def _tried(
    study: Study, check: Check, holds: Text, wrong: Text, *, proved: bool = False
) -> Finding:
    """Look at units one by one, until one breaks the check."""
    deck = study.deck()
    if deck is None:
        return Finding("not_applicable", "", NO_CALIBRATION)
    tried = 0
    for pattern, hand in islice(dealt(study, deck), min(_UNITS, study.examples)):
        tried += 1
        what = check(deck, pattern, hand)
        if what is not None:
            found = _witness(study, deck, pattern, hand, what)
            return Finding("violated", "search", wrong, (found,), examples=tried)
    text = Text(
        f"{holds.id} {tried} unit diperiksa (seed {study.seed}).",
        f"{holds.en} {tried} units were looked at (seed {study.seed}).",
    )
    if proved:
        return Finding("proved", "construction", text, examples=tried)
    return Finding("not_found", "search", text, examples=tried)


def _witness(study: Study, deck: Deck, pattern: str, hand: Sequence[Person], what: Text) -> Witness:
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
        raise DisagreementError(study.policy.id, found.text(study.policy, "en"))
    return found


def _name(deck: Deck, level: int) -> Text:
    label = deck.levels[level].label
    return Text(f"'{label.id}'", f"'{label.en}'")


def _went(deck: Deck, at: int, before: int, after: int, why: Text) -> Text:
    one, two = _name(deck, before), _name(deck, after)
    return Text(
        f"pegawai-{at + 1} {one.id}; {why.id} ia {two.id}.",
        f"pegawai-{at + 1} is {one.en}; {why.en} they are {two.en}.",
    )


# C4, C5, C6 --------------------------------------------------------------------------------------


def nameless(study: Study) -> Finding:
    """Decide whether it matters what people are called: ids only order equals in a list."""
    return _tried(study, _renamed, _NAMELESS, _NAMED, proved=True)


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
    return _tried(study, _better, _OWN, _OWN_BROKEN)


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
                return _went(deck, at, before[at], after[place], why)
    return None


_OWN = Text("Tidak seorang pun turun karena bekerja lebih baik.", "Nobody fell by doing better.")
_OWN_BROKEN = Text(
    "Pegawai yang bekerja lebih baik berakhir lebih rendah sesudah kalibrasi.",
    "Somebody who does better ends lower after calibration.",
)


def quota(study: Study) -> Finding:
    """Decide whether every proposal satisfies its pattern."""
    return _tried(study, _unmet, _QUOTA, _QUOTA_BROKEN)


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


# C8, C9, C10 -------------------------------------------------------------------------------------


def leaver(study: Study) -> Finding:
    """Report whether somebody is lowered because a colleague leaves; shares make it unavoidable."""
    found = _tried(study, _left, _LEFT, _LEFT_BROKEN)
    if found.status != "violated":
        return found
    shown = found.witnesses[0].what
    text = Text(f"{_LEFT_BROKEN.id} {shown.id}", f"{_LEFT_BROKEN.en} {shown.en}")
    return Finding("not_applicable", "", text, examples=found.examples)


def _left(deck: Deck, pattern: str, hand: tuple[Person, ...]) -> Text | None:
    if len(hand) <= deck.start:
        return None
    _, before = deck.proposed(pattern, hand)
    _, after = deck.proposed(pattern, hand[:-1])
    return _fallen(deck, before[:-1], after, Text("seorang rekan pergi;", "a colleague leaves;"))


def _fallen(deck: Deck, before: Sequence[int], after: Sequence[int], why: Text) -> Text | None:
    for at, (one, two) in enumerate(zip(before, after, strict=True)):
        if two > one:
            return _went(deck, at, one, two, why)
    return None


_LEFT = Text("Tidak seorang pun turun karena rekan pergi.", "Nobody fell because a colleague left.")
_LEFT_BROKEN = Text(
    "Dilaporkan, tidak dituntut: dengan pembagian persen, kepergian seorang rekan mengurangi"
    " tempat.",
    "Reported, not required: under shares fewer people means fewer places.",
)


def independence(study: Study) -> Finding:
    """Decide whether somebody's level changes when only a colleague changes."""
    return _tried(study, _colleague, _ALONE, _ALONE_BROKEN)


def _colleague(deck: Deck, pattern: str, hand: tuple[Person, ...]) -> Text | None:
    _, before = deck.proposed(pattern, hand)
    others = list(enumerate(hand[:-1]))
    for one in deck.people:
        whole = sorted([*others, (-1, one)], key=lambda each: each[1].reading.rank, reverse=True)
        _, after = deck.proposed(pattern, [person for _, person in whole])
        for (at, _), level in zip(whole, after, strict=True):
            if at >= 0 and before[at] != level:
                why = Text("hanya seorang rekan berubah;", "only a colleague changes;")
                return _went(deck, at, before[at], level, why)
    return None


_ALONE = Text(
    "Tingkat seorang pegawai tidak bergantung pada rekannya.",
    "Nobody's level hung on a colleague.",
)
_ALONE_BROKEN = Text(
    "Tingkat seorang pegawai berubah padahal hanya rekannya yang berubah (tak terhindarkan bila"
    " kuota mengikat, N2).",
    "Somebody's level changes though only a colleague changed (not to be avoided where a quota"
    " binds, N2).",
)


def replication(study: Study) -> Finding:
    """Decide whether two copies of a unit give everybody the same level."""
    return _tried(study, _doubled, _DOUBLED, _DOUBLED_BROKEN)


def _doubled(deck: Deck, pattern: str, hand: tuple[Person, ...]) -> Text | None:
    _, one = deck.proposed(pattern, hand)
    _, two = deck.proposed(pattern, [each for each in hand for _ in range(2)])
    for at, level in enumerate(one):
        if two[2 * at] != level:
            why = Text("dalam unit dua kali lipat", "in a unit of twice the people")
            return _went(deck, at, level, two[2 * at], why)
    return None


_DOUBLED = Text(
    "Dua salinan unit memberi tingkat yang sama.", "Two copies of a unit gave the same levels."
)
_DOUBLED_BROKEN = Text(
    "Unit yang sama dua kali lipat memberi tingkat lain.",
    "The same unit twice over gives other levels.",
)


# C11, C12 ----------------------------------------------------------------------------------------


def small_units(study: Study) -> Finding:
    """Decide whether the best level can be reached in every unit that is calibrated."""
    deck = study.deck()
    if deck is None:
        return Finding("not_applicable", "", NO_CALIBRATION)
    closed: dict[str, list[int]] = {}
    for pattern in deck.rules.patterns:
        for size in study.sizes:
            if size < deck.start:
                continue
            demands = deck.demands(pattern, size)
            most = [each.high for each in demands if each.levels == (0,)]
            said = any(
                each.said is not None and each.high == 0 and _is_nothing(each.said)
                for each in demands
            )
            if most and min(most) == 0 and not said:
                closed.setdefault(pattern, []).append(size)
    if not closed:
        return Finding("proved", "enumeration", _OPEN)
    shown = "; ".join(
        f"`{name}`: {', '.join(map(str, sizes[:8]))}" for name, sizes in closed.items()
    )
    text = Text(
        f"Ada unit di mana tidak seorang pun dapat memperoleh tingkat terbaik: {shown} orang (N4).",
        f"There are units in which nobody can get the best level: {shown} people (N4).",
    )
    witness = Witness(Text("", ""), what=text, measure=deck.rules.of)
    return Finding("violated", "enumeration", text, (witness,))


def _is_nothing(said: object) -> bool:
    return not (getattr(said, "share", None) or getattr(said, "people", None))


_OPEN = Text(
    "Di setiap unit yang dikalibrasi, tingkat terbaik terbuka sejauh polanya tidak melarangnya.",
    "In every unit that is calibrated the best level is open, as far as its pattern does not forbid"
    " it.",
)


def across_units(study: Study) -> Finding:
    """Decide whether somebody in a strong unit can end below somebody worse in a weak unit."""
    deck = study.deck()
    if deck is None:
        return Finding("not_applicable", "", NO_CALIBRATION)
    found: dict[tuple[str, object], tuple[int, tuple[Person, ...]]] = {}
    tried = 0
    for pattern, hand in islice(dealt(study, deck), min(_UNITS, study.examples)):
        tried += 1
        _, levels = deck.proposed(pattern, hand)
        for person, level in zip(hand, levels, strict=True):
            for (other, rank), (best, _) in found.items():
                if other == pattern and rank < person.reading.rank and best < level:  # type: ignore[operator]
                    what = _went(deck, 0, best, level, _STRONG)
                    witness = _witness(study, deck, pattern, hand, what)
                    return Finding("violated", "search", _ACROSS, (witness,), examples=tried)
            key = (pattern, person.reading.rank)
            if key not in found or level < found[key][0]:
                found[key] = (level, hand)
    text = Text(f"{tried} unit dibandingkan.", f"{tried} units were compared.")
    return Finding("not_found", "search", text, examples=tried)


_STRONG = Text("pegawai yang lebih baik di unit lain:", "somebody better in another unit:")
_ACROSS = Text(
    "Pegawai yang lebih baik di unit kuat berakhir di bawah pegawai unit lain (tak terhindarkan"
    " bila"
    " kuota dihitung per unit, N3).",
    "Somebody better in a strong unit ends below somebody of another unit (not to be avoided where"
    " quotas are counted by unit, N3).",
)


# C13 to C16 --------------------------------------------------------------------------------------


def again(study: Study) -> Finding:
    """Decide whether calibrating what is calibrated changes anything more."""
    rules = study.policy.calibration
    # A proposal satisfies its pattern, so that moving nobody is the smallest change set then.
    whole = rules is not None and rules.ties == "together"
    return _tried(study, _twice, _ONCE, _ONCE_BROKEN, proved=whole)


def _twice(deck: Deck, pattern: str, hand: tuple[Person, ...]) -> Text | None:
    standing, levels = deck.proposed(pattern, hand)
    settled = Standing(standing.employees, tuple(levels), standing.places)
    after = deck.levels_of(pattern, settled)
    return _fallen(deck, levels, after, _SECOND) or _fallen(deck, after, levels, _SECOND)


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
    for pattern, hand in islice(dealt(study, deck), min(_UNITS, study.examples)):
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
        return _fallen(deck, before, after, why)

    return _tried(study, lowered, _ORGANISATION, _ORGANISATION_BROKEN)


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
