"""The words for measures and methods; rows keep the codes, which do not change."""

from asn_appraisal.errors import Text

MEASURES = {
    "alpha-interval": Text("alpha Krippendorff (interval)", "Krippendorff's alpha (interval)"),
    "alpha-ordinal": Text("alpha Krippendorff (ordinal)", "Krippendorff's alpha (ordinal)"),
    "difference": Text("selisih dari yang lain", "difference from the rest"),
    "distance": Text("selisih dari penilai lain", "distance from the other raters"),
    "four-fifths": Text("aturan empat perlima", "four-fifths rule"),
    "groups-that-nothing-ties-together": Text(
        "kelompok yang tidak saling terhubung", "groups that nothing ties together"
    ),
    "icc-1": Text("ICC(1)", "ICC(1)"),
    "marks-of-oneself": Text("nilai untuk diri sendiri", "marks of oneself"),
    "marks-without-a-named-rater": Text("nilai tanpa nama penilai", "marks without a named rater"),
    "mean-steps": Text("rata-rata langkah", "mean steps"),
    "moved": Text("berpindah tingkat", "moved"),
    "between-aspects": Text("keterkaitan antaraspek", "correlation between aspects"),
    "one-mark": Text("nilai yang paling sering diberikan", "the mark given most often"),
    "shrunken-distance": Text("selisih yang disusutkan", "shrunken distance"),
    "order-kept": Text("urutan yang bertahan", "order that is kept"),
    "p": Text("p", "p"),
    "pairs-that-rate-each-other": Text("pasangan saling menilai", "pairs that rate each other"),
    "rate": Text("bagian yang mencapai", "share that reached it"),
    "ratees": Text("orang yang dinilai", "ratees"),
    "ratees-with-one-rater": Text("dinilai satu penilai saja", "ratees with one rater"),
    "raters": Text("penilai", "raters"),
    "raters-inside-the-pool": Text("penilai di dalam kelompok", "raters inside the pool"),
    "ratio": Text("rasio terhadap yang lain", "ratio to the rest"),
}
METHODS = {
    "": Text("-", "-"),
    "against-the-rest-newcombe": Text("selang Newcombe", "Newcombe interval"),
    "against-the-rest-score": Text("selang skor", "score interval"),
    "all-marks-alike": Text("semua nilai sama", "all marks are alike"),
    "below-four-fifths-interval-below-1": Text(
        "di bawah 0,8; seluruh selang di bawah 1", "below 0.8; the whole interval is below 1"
    ),
    "below-four-fifths-interval-holds-1": Text(
        "di bawah 0,8; selang memuat 1, dapat terjadi kebetulan",
        "below 0.8; the interval holds 1, chance may do this",
    ),
    "count": Text("hitungan", "count"),
    "fewer-than-the-smallest-cell": Text("terlalu sedikit orang", "too few people"),
    "fisher-exact-two-sided": Text("uji eksak Fisher, dua sisi", "Fisher's exact test, two-sided"),
    "jackknife-over-people": Text("jackknife atas orang", "jackknife over people"),
    "kendall-tau-b": Text("tau-b Kendall", "Kendall's tau-b"),
    "mean-correlation": Text("rata-rata korelasi Pearson", "mean Pearson correlation"),
    "shrunken": Text("Bayes empiris, hanya pratinjau", "empirical Bayes, a preview only"),
    "mean": Text("rata-rata", "mean"),
    "mean-over-people-t": Text("rata-rata atas orang, selang t", "mean over people, t interval"),
    "nobody-in-the-rest-counts": Text("tidak ada di antara yang lain", "nobody in the rest did"),
    "not-below-four-fifths": Text("tidak di bawah 0,8", "not below 0.8"),
    "one-way-F": Text("satu arah, selang F", "one-way, F interval"),
    "wilson": Text("selang Wilson", "Wilson interval"),
}


def word(words: dict[str, Text], code: str, language: str) -> str:
    """Return the words for a code; the code itself where there are none."""
    found = words.get(code)
    return code if found is None else found.in_language(language)
