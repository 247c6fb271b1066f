"""The sentences of this room, in Indonesian and in English."""

from asn_appraisal.errors import Text

#: Sections of a policy that can change a result besides its measures.
SECTIONS = {
    "scales:": Text("skala (`scales:`)", "the scales (`scales:`)"),
    "evidence:": Text("bukti (`evidence:`)", "the evidence (`evidence:`)"),
    "result:": Text("pilihan hasil (`result:`)", "the choice of result (`result:`)"),
}

PHRASES = {
    "comparison": Text(
        "{before} ({id1}versi {v1}) → {after} ({id2}versi {v2}): {compared} dibandingkan,"
        " {changed} berubah",
        "{before} ({id1}version {v1}) → {after} ({id2}version {v2}): {compared} compared,"
        " {changed} changed",
    ),
    "apart": Text("Tidak dapat dibandingkan", "Not compared"),
    "apart_row": Text("{whose}, menurut {policy}: {what}", "{whose}, under {policy}: {what}"),
    "before": Text("kebijakan semula", "the policy before"),
    "after": Text("kebijakan sesudahnya", "the policy after"),
    "change": Text("{whose}: {before} → {after}", "{whose}: {before} → {after}"),
    "because": Text("{change}; karena {parts}", "{change}; by {parts}"),
    "part": Text("{part} ({amount})", "{part} ({amount})"),
    "together": Text(" bersama ", " together with "),
    "matrix": Text("Dari tingkat ke tingkat", "From level to level"),
    "cell": Text("{before} → {after}: {count}", "{before} → {after}: {count}"),
    "by_measure": Text("Menurut ukuran yang berubah", "By the measure that changed"),
    "effect": Text(
        "{part}: mengubah {people}, naik {up}, turun {down}, jumlah {net}",
        "{part}: changes {people}, up {up}, down {down}, in all {net}",
    ),
    "method": Text(
        "Ukuran diganti satu demi satu menurut urutan kebijakan sesudahnya; urutan lain dapat"
        " membagi perubahan yang sama dengan cara lain.",
        "Measures are replaced one at a time in the order of the policy after; another order may"
        " divide the same change in another way.",
    ),
    "by_place": Text(
        "Nama tingkat kedua kebijakan berbeda; langkahnya dihitung menurut urutan pada skala.",
        "The levels of the two policies have different names; steps are counted by their place on"
        " the scale.",
    ),
    "not_alike": Text(
        "Hasil kedua kebijakan berlainan jenis atau skala; selisihnya tidak dihitung.",
        "The results of the two policies are of different kinds or scales; no difference is"
        " counted.",
    ),
    # Trend.
    "trend": Text("Perkembangan {measure}", "Trend of {measure}"),
    "period": Text("{first} sampai {last}", "{first} to {last}"),
    "incomplete": Text("belum lengkap", "incomplete"),
    "incomplete_of": Text("{count} belum lengkap", "{count} incomplete"),
    "count": Text("{level} {count}", "{level} {count}"),
    "mean": Text("rata-rata {mean} dari {count}", "mean {mean} of {count}"),
    "difference": Text(
        "{difference} dari periode sebelumnya", "{difference} from the period before"
    ),
    "steps": Text(
        "{difference} tingkat dari periode sebelumnya", "{difference} levels from the period before"
    ),
    "gap": Text(
        "tidak ada hasil untuk {first} sampai {last}", "there is no result for {first} to {last}"
    ),
    "overlap": Text(
        "bertumpang tindih dengan periode sebelumnya; tidak ada selisih",
        "overlaps the period before; no difference",
    ),
    "rules_changed": Text("aturannya berubah", "the rules changed"),
}


def say(language: str, name: str, /, **values: object) -> str:
    """Return a sentence in one language.

    >>> say("en", "cell", before="Poor", after="Good", count=2)
    'Poor → Good: 2'
    """
    return PHRASES[name].in_language(language).format_map(values)


def signed(text: str) -> str:
    """Write a number with its sign.

    >>> signed("2"), signed("-2"), signed("0")
    ('+2', '-2', '0')
    """
    return text if text.startswith("-") or text == "0" else f"+{text}"
