"""C8 to C12: what becomes of somebody because of others, and of small units."""

from itertools import islice

from asn_appraisal.errors import Text

from .cohorts import UNITS, fallen, look, unit_witness, went
from .decks import Deck, Person
from .pools import NO_CALIBRATION, dealt
from .study import Finding, Study
from .witness import Witness

# C8, C9, C10 -------------------------------------------------------------------------------------


def leaver(study: Study) -> Finding:
    """Report whether somebody is lowered because a colleague leaves; shares make it unavoidable."""
    found = look(study, _left, _LEFT, _LEFT_BROKEN)
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
    return fallen(deck, before[:-1], after, Text("seorang rekan pergi;", "a colleague leaves;"))


_LEFT = Text("Tidak seorang pun turun karena rekan pergi.", "Nobody fell because a colleague left.")
_LEFT_BROKEN = Text(
    "Dilaporkan, tidak dituntut: dengan pembagian persen, kepergian seorang rekan mengurangi"
    " tempat.",
    "Reported, not required: under shares fewer people means fewer places.",
)


def independence(study: Study) -> Finding:
    """Decide whether somebody's level changes when only a colleague changes."""
    return look(study, _colleague, _ALONE, _ALONE_BROKEN)


def _colleague(deck: Deck, pattern: str, hand: tuple[Person, ...]) -> Text | None:
    _, before = deck.proposed(pattern, hand)
    others = list(enumerate(hand[:-1]))
    for one in deck.people:
        whole = sorted([*others, (-1, one)], key=lambda each: each[1].reading.rank, reverse=True)
        _, after = deck.proposed(pattern, [person for _, person in whole])
        for (at, _), level in zip(whole, after, strict=True):
            if at >= 0 and before[at] != level:
                why = Text("hanya seorang rekan berubah;", "only a colleague changes;")
                return went(deck, at, before[at], level, why)
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
    return look(study, _doubled, _DOUBLED, _DOUBLED_BROKEN)


def _doubled(deck: Deck, pattern: str, hand: tuple[Person, ...]) -> Text | None:
    _, one = deck.proposed(pattern, hand)
    _, two = deck.proposed(pattern, [each for each in hand for _ in range(2)])
    for at, level in enumerate(one):
        if two[2 * at] != level:
            why = Text("dalam unit dua kali lipat", "in a unit of twice the people")
            return went(deck, at, level, two[2 * at], why)
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
    for pattern, hand in islice(dealt(study, deck), min(UNITS, study.examples)):
        tried += 1
        _, levels = deck.proposed(pattern, hand)
        for person, level in zip(hand, levels, strict=True):
            for (other, rank), (best, _) in found.items():
                if other == pattern and rank < person.reading.rank and best < level:  # type: ignore[operator]
                    what = went(deck, 0, best, level, _STRONG)
                    witness = unit_witness(study, deck, pattern, hand, what)
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
