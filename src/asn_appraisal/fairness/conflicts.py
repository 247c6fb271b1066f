"""What no policy can have together: the known impossibilities, applied to one policy."""

from collections.abc import Callable, Iterable

from attrs import frozen

from asn_appraisal.errors import Text
from asn_appraisal.formula.tree import Aggregate, Apply, Bands, Field, Lookup, Matrix
from asn_appraisal.policy import PatternRow, Policy

from .outcomes import chain_of


@frozen
class Conflict:
    """Pertentangan: properties that cannot all hold, when a policy is built in a certain way."""

    #: Its number in the catalogue, e.g. `N1`.
    number: str
    #: The properties of which at least one must be given up.
    properties: tuple[str, ...]
    #: What stands against them.
    against: Text
    #: Why, in a line or two.
    why: Text
    #: Whether a policy is built in that way.
    applies: Callable[[Policy], bool]

    def text(self) -> Text:
        """Return it as a sentence about the policy at hand."""
        listed = ", ".join(f"`{name}`" for name in self.properties)
        return Text(
            f"{self.number}: {listed} dan {self.against.id} tidak dapat berlaku semua."
            f" {self.why.id}"
            " Kecualikan salah satu.",
            f"{self.number}: {listed} and {self.against.en} cannot all hold. {self.why.en}"
            " Waive one.",
        )


def conflicts_of(policy: Policy, asked: Iterable[str]) -> tuple[Conflict, ...]:
    """Return the impossibilities that a policy meets with the properties that are asked of it.

    A property that the policy waives is not asked of it.
    """
    waived = {each.property for each in policy.fairness.waivers} if policy.fairness else set()
    wanted = set(asked) - waived
    return tuple(
        each for each in CONFLICTS if wanted & set(each.properties) and each.applies(policy)
    )


# How a policy is built ----------------------------------------------------------------------------


def _rows(policy: Policy) -> list[PatternRow]:
    rules = policy.calibration
    return [] if rules is None else [row for rows in rules.patterns.values() for row in rows]


def _calibrates(policy: Policy) -> bool:
    return policy.calibration is not None


def _shares(policy: Policy) -> bool:
    return any(row.share is not None for row in _rows(policy))


def _caps_best(policy: Policy) -> bool:
    rules = policy.calibration
    if rules is None:
        return False
    scale = policy.measures[rules.of].kind.scale
    best = scale.names()[-1] if scale is not None else ""
    capped = (row.at_most for row in _rows(policy) if best in row.levels)
    return any(
        most is not None and most.share is not None and 0 < most.share < 1 for most in capped
    )


def _nodes(policy: Policy, kind: type) -> list[object]:
    used = chain_of(policy, policy.result)
    bodies = (policy.measures[name].body for name in policy.measures if name in used)
    return [node for body in bodies for node in body.walk() if isinstance(node, kind)]


def _reads_actual(policy: Policy) -> bool:
    return any(getattr(node, "name", "") == "actual" for node in _nodes(policy, Field))


def _has_levels(policy: Policy) -> bool:
    scale = policy.measures[policy.result].kind.scale
    return scale is not None and len(scale.levels) > 1 and bool(_nodes(policy, Bands))


def _is_capped(policy: Policy) -> bool:
    functions = {getattr(node, "function", "") for node in _nodes(policy, Apply)}
    return _reads_actual(policy) and bool(functions & {"min", "clip"})


def _pools(policy: Policy) -> bool:
    return any(
        getattr(node, "function", "") == "sum"
        and isinstance(getattr(node, "value", None), Field)
        and node.value.name == "target"  # type: ignore[attr-defined]
        for node in _nodes(policy, Aggregate)
    )


def _averages_raters(policy: Policy) -> bool:
    return any(
        getattr(node, "function", "") == "mean" and node.rows.table == "behaviours"  # type: ignore[attr-defined]
        for node in _nodes(policy, Aggregate)
    )


def _numbers_ratings(policy: Policy) -> bool:
    return any(
        node.kind.name == "number" and node.of.kind.name == "level"  # type: ignore[attr-defined]
        for node in _nodes(policy, Lookup)
    )


def _matrix_beside_score(policy: Policy) -> bool:
    return bool(_nodes(policy, Matrix)) and bool(_nodes(policy, Bands))


def _bands_unrounded(policy: Policy) -> bool:
    for node in _nodes(policy, Bands):
        of = node.of  # type: ignore[attr-defined]
        measure = policy.measures.get(getattr(of, "name", ""))
        if measure is None or measure.round is None:
            return True
    return False


def _one_rater(policy: Policy) -> bool:
    rules = policy.evidence.tables.get("behaviours")
    return rules is not None and len(rules.allowed.get("rater", ())) == 1


def _by_months(policy: Policy) -> bool:
    return any(name in policy.evidence.facts for name in ("months", "months_served", "bulan"))


def _never(policy: Policy) -> bool:
    return not policy.measures


def _conflict(
    number: str, properties: str, against: Text, why: Text, applies: Callable[[Policy], bool]
) -> Conflict:
    return Conflict(number, tuple(properties.split()), against, why, applies)


#: N1 to N21 of the catalogue.
CONFLICTS = (
    _conflict(
        "N1",
        "equals-stay-equal quota-is-met names-do-not-matter",
        Text("kuota pasti", "an exact quota"),
        Text(
            "Dua pegawai yang sama dan satu tempat: salah satu harus dilanggar.",
            "Two identical people and one place: one of them must break.",
        ),
        _shares,
    ),
    _conflict(
        "N2",
        "colleagues-do-not-matter",
        Text("batas jumlah yang mengikat", "a limit on head counts that binds"),
        Text(
            "Dua orang, satu tempat: bila yang kedua naik, yang pertama turun walau tidak berubah.",
            "Two people, one place: raise the second, and the first falls though unchanged.",
        ),
        _calibrates,
    ),
    _conflict(
        "N3",
        "units-are-comparable",
        Text("kuota per unit", "quotas by unit"),
        Text(
            "Terbaik kedua di unit kuat dibandingkan dengan terbaik di unit lemah.",
            "The second best of a strong unit stands against the best of a weak one.",
        ),
        _calibrates,
    ),
    _conflict(
        "N4",
        "best-level-open-in-small-units",
        Text("batas persen yang dibulatkan ke bawah", "a percentage rounded down"),
        Text("20 % dari 4 orang adalah 0 orang.", "20 % of 4 people is nobody."),
        _caps_best,
    ),
    _conflict(
        "N5",
        "newcomer-demotes-nobody quota-is-met",
        Text(
            "tidak satu tingkat pun menyusut bila unit bertambah",
            "no level shrinking as a unit grows",
        ),
        Text(
            "Balinski-Young. Jalan keluar: jumlah kumulatif, seperti `seats: cumulative`.",
            "Balinski-Young. The way out: cumulative counts, as in `seats: cumulative`.",
        ),
        _shares,
    ),
    _conflict(
        "N6",
        "no-undeclared-cliff",
        Text("lebih dari satu predikat", "more than one predicate"),
        Text(
            "Peta tak konstan dari bilangan ke beberapa tingkat pasti melompat; yang dapat dijamin"
            " ialah satu tingkat.",
            "A map from numbers to a few levels that is not constant jumps; what can be had is one"
            " level at a time.",
        ),
        _has_levels,
    ),
    _conflict(
        "N7",
        "within-bounds effort-always-counts",
        Text("capaian tanpa batas", "achievement without a limit"),
        Text("Batas atas pasti datar di suatu tempat.", "A cap must be flat somewhere."),
        _is_capped,
    ),
    _conflict(
        "N8",
        "partition-changes-nothing",
        Text("batas atau anak tangga", "a cap or a step"),
        Text(
            "Hanya kurva lurus yang netral (Cauchy).", "Only straight curves are neutral (Cauchy)."
        ),
        _is_capped,
    ),
    _conflict(
        "N9",
        "better-parts-better-whole",
        Text("capaian gabungan", "a pooled ratio"),
        Text(
            "A unggul di kedua triwulan (90>80, 30>20) dan kalah setahun (35<75).",
            "A beat B in both quarters (90>80, 30>20) and lost the year (35<75).",
        ),
        _pools,
    ),
    _conflict(
        "N10",
        "lone-dissenter-moves-little",
        Text("rata-rata yang menanggapi setiap penilai", "a mean that answers to every rater"),
        Text(
            "Hanya median dan sejenisnya yang kebal (Moulin).",
            "Only order statistics resist (Moulin).",
        ),
        _averages_raters,
    ),
    _conflict(
        "N11",
        "one-rater-moves-little lone-dissenter-moves-little",
        Text("pengaruh satu penilai di bawah W/(n-2)", "one rater's influence below W/(n-2)"),
        Text(
            "Dari semua terendah ke semua tertinggi ada n langkah; bila penilai tunggal tidak"
            " berpengaruh, satu langkah sedikitnya W/(n-2).",
            "From all low to all high there are n steps; if a lone rater has no effect, some"
            " step is"
            " at least W/(n-2).",
        ),
        _averages_raters,
    ),
    _conflict(
        "N12",
        "recoding-changes-nothing",
        Text("rata-rata atas rating", "a mean of ratings"),
        Text(
            "Hanya urutan yang tahan pengodean ulang (Marichal dan Mesiar).",
            "Only order survives recoding (Marichal and Mesiar).",
        ),
        _numbers_ratings,
    ),
    _conflict(
        "N13",
        "lower-target-gains-little",
        Text(
            "nilai perbandingan dengan target yang disepakati sendiri",
            "ratio scoring of agreed targets",
        ),
        Text(
            "Nilai turun bila target naik, menurut definisi.",
            "The score falls in the target by definition.",
        ),
        _reads_actual,
    ),
    _conflict(
        "N14",
        "level-follows-score",
        Text("matriks di samping nilai", "a matrix beside a score"),
        Text("120/89 dibandingkan dengan 90/90.", "120/89 stands against 90/90."),
        _matrix_beside_score,
    ),
    _conflict(
        "N15",
        "rounded-once",
        Text("tingkat dari nilai yang tidak dibulatkan", "bands read from an unrounded number"),
        Text(
            "89,996 tampil sebagai 90,00 dan bukan Baik.",
            "89.996 is shown as 90.00 and is not Baik.",
        ),
        _bands_unrounded,
    ),
    _conflict(
        "N16",
        "colleagues-do-not-matter rank-is-kept",
        Text("penyesuaian kemurahan penilai", "an adjustment for lenient raters"),
        Text(
            "Penyesuaian semacam itu tidak dapat ditulis dalam bahasa kebijakan.",
            "Such an adjustment cannot be written in the language of policies.",
        ),
        _never,
    ),
    _conflict(
        "N17",
        "no-interested-rater one-rater-moves-little",
        Text("satu penilai per pegawai", "one rater an employee"),
        Text(
            "Penilai keras dan unit lemah tidak dapat dibedakan dari datanya.",
            "A strict rater and a weak unit cannot be told apart from the data.",
        ),
        _one_rater,
    ),
    _conflict(
        "N18",
        "granted-appeal-never-hurts",
        Text(
            "kuota yang penuh, bila rekan pun tidak boleh turun",
            "a full quota, if no colleague may fall",
        ),
        Text(
            "Seseorang harus turun atau batasnya terlampaui.",
            "Somebody must move down or the cap is exceeded.",
        ),
        _calibrates,
    ),
    _conflict(
        "N19",
        "blind-to-protected-attributes",
        Text("satu ukuran tunggal bagi semua kelompok", "one single measure for all groups"),
        Text(
            "Kleinberg dkk., Chouldechova: ukuran antar kelompok saling bertentangan, jadi ukuran"
            " tentang orang tidak pernah menjadi satu putusan.",
            "Kleinberg et al., Chouldechova: measures between groups contradict each other, so"
            " what is"
            " measured on people is never one verdict.",
        ),
        _never,
    ),
    _conflict(
        "N20",
        "leave-changes-nothing",
        Text("hasil sama untuk jumlah yang sama", "an equal result for an equal total"),
        Text(
            "Laju yang sama atau jumlah yang sama: kebijakan harus memilih.",
            "The same rate or the same total: a policy must choose.",
        ),
        _by_months,
    ),
    _conflict(
        "N21",
        "blind-to-protected-attributes",
        Text("hasil kelompok yang dijamin sama", "guaranteed equal results of groups"),
        Text(
            "Tidak membaca kelompok tidak berarti hasilnya setara, dan sebaliknya.",
            "Not reading groups does not mean equal results, nor the reverse.",
        ),
        _never,
    ),
)
