"""Messages about what is odd in a policy and does not stop it."""

from .message import Message

WARNINGS = {
    "ASN-W001": Message(
        "Ukuran `{name}` melompat di {edge} ({of}).",
        "The measure `{name}` jumps at {edge} ({of}).",
        "Nyatakan batas lompatan di `fairness.limits.cliff_points` bila memang dimaksud.",
        "Declare the limit in `fairness.limits.cliff_points` if it is meant.",
    ),
    "ASN-W002": Message(
        "Tingkat `{level}` dari skala `{scale}` tidak dipakai di pita ini.",
        "The level `{level}` of the scale `{scale}` is not used in these bands.",
    ),
    "ASN-W003": Message(
        "Ukuran `{name}` naik lalu turun ({of}): capaian lebih baik dapat bernilai lebih rendah.",
        "The measure `{name}` rises and falls ({of}): doing better can score lower.",
    ),
    "ASN-W004": Message(
        "Ukuran `{name}` dibulatkan dua kali.",
        "The measure `{name}` is rounded twice.",
        "Bulatkan sekali saja, di langkah yang diatur peraturan.",
        "Round once, at the step that the rule names.",
    ),
    "ASN-W005": Message(
        "`{name}` tidak dipakai.",
        "`{name}` is not used.",
    ),
    "ASN-W006": Message(
        "Sumber `{name}` tidak dikutip oleh ukuran mana pun.",
        "No measure cites the source `{name}`.",
    ),
    "ASN-W007": Message(
        "Dengan `seats: {seats}` orang yang peringkatnya tetap dapat turun karena rekan yang lebih"
        " rendah bergabung.",
        "With `seats: {seats}` somebody who keeps their rank can be demoted because a worse"
        " colleague joins.",
        "`seats: cumulative` tidak begitu.",
        "With `seats: cumulative` that cannot happen.",
    ),
    "ASN-W008": Message(
        "Pola `{name}` mustahil dipenuhi kelompok {sizes} orang (dilihat sampai {last} orang).",
        "A pool of {sizes} cannot meet the pattern `{name}` (looked at up to {last} people).",
        "Ubah batasnya, atau kecualikan kelompok kecil dengan `smallest_pool`.",
        "Change its limits, or exempt small pools with `smallest_pool`.",
    ),
}
