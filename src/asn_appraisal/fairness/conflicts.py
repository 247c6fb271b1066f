"""What no policy can have together: the known impossibilities, applied to one policy."""

from collections.abc import Callable, Iterable

from attrs import frozen

from asn_appraisal.errors import Text
from asn_appraisal.policy import Policy

from .built import (
    averages_raters,
    bands_unrounded,
    by_months,
    calibrates,
    caps_best,
    has_levels,
    is_capped,
    matrix_beside_score,
    never,
    numbers_ratings,
    one_rater,
    pools,
    reads_actual,
    shares,
)


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
        shares,
    ),
    _conflict(
        "N2",
        "colleagues-do-not-matter",
        Text("batas jumlah yang mengikat", "a limit on head counts that binds"),
        Text(
            "Dua orang, satu tempat: bila yang kedua naik, yang pertama turun walau tidak berubah.",
            "Two people, one place: raise the second, and the first falls though unchanged.",
        ),
        calibrates,
    ),
    _conflict(
        "N3",
        "units-are-comparable",
        Text("kuota per unit", "quotas by unit"),
        Text(
            "Terbaik kedua di unit kuat dibandingkan dengan terbaik di unit lemah.",
            "The second best of a strong unit stands against the best of a weak one.",
        ),
        calibrates,
    ),
    _conflict(
        "N4",
        "best-level-open-in-small-units",
        Text("batas persen yang dibulatkan ke bawah", "a percentage rounded down"),
        Text("20 % dari 4 orang adalah 0 orang.", "20 % of 4 people is nobody."),
        caps_best,
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
        shares,
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
        has_levels,
    ),
    _conflict(
        "N7",
        "within-bounds effort-always-counts",
        Text("capaian tanpa batas", "achievement without a limit"),
        Text("Batas atas pasti datar di suatu tempat.", "A cap must be flat somewhere."),
        is_capped,
    ),
    _conflict(
        "N8",
        "partition-changes-nothing",
        Text("batas atau anak tangga", "a cap or a step"),
        Text(
            "Hanya kurva lurus yang netral (Cauchy).", "Only straight curves are neutral (Cauchy)."
        ),
        is_capped,
    ),
    _conflict(
        "N9",
        "better-parts-better-whole",
        Text("capaian gabungan", "a pooled ratio"),
        Text(
            "A unggul di kedua triwulan (90>80, 30>20) dan kalah setahun (35<75).",
            "A beat B in both quarters (90>80, 30>20) and lost the year (35<75).",
        ),
        pools,
    ),
    _conflict(
        "N10",
        "lone-dissenter-moves-little",
        Text("rata-rata yang menanggapi setiap penilai", "a mean that answers to every rater"),
        Text(
            "Hanya median dan sejenisnya yang kebal (Moulin).",
            "Only order statistics resist (Moulin).",
        ),
        averages_raters,
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
        averages_raters,
    ),
    _conflict(
        "N12",
        "recoding-changes-nothing",
        Text("rata-rata atas rating", "a mean of ratings"),
        Text(
            "Hanya urutan yang tahan pengodean ulang (Marichal dan Mesiar).",
            "Only order survives recoding (Marichal and Mesiar).",
        ),
        numbers_ratings,
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
        reads_actual,
    ),
    _conflict(
        "N14",
        "level-follows-score",
        Text("matriks di samping nilai", "a matrix beside a score"),
        Text("120/89 dibandingkan dengan 90/90.", "120/89 stands against 90/90."),
        matrix_beside_score,
    ),
    _conflict(
        "N15",
        "rounded-once",
        Text("tingkat dari nilai yang tidak dibulatkan", "bands read from an unrounded number"),
        Text(
            "89,996 tampil sebagai 90,00 dan bukan Baik.",
            "89.996 is shown as 90.00 and is not Baik.",
        ),
        bands_unrounded,
    ),
    _conflict(
        "N16",
        "colleagues-do-not-matter rank-is-kept",
        Text("penyesuaian kemurahan penilai", "an adjustment for lenient raters"),
        Text(
            "Penyesuaian semacam itu tidak dapat ditulis dalam bahasa kebijakan.",
            "Such an adjustment cannot be written in the language of policies.",
        ),
        never,
    ),
    _conflict(
        "N17",
        "no-interested-rater one-rater-moves-little",
        Text("satu penilai per pegawai", "one rater an employee"),
        Text(
            "Penilai keras dan unit lemah tidak dapat dibedakan dari datanya.",
            "A strict rater and a weak unit cannot be told apart from the data.",
        ),
        one_rater,
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
        calibrates,
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
        never,
    ),
    _conflict(
        "N20",
        "leave-changes-nothing",
        Text("hasil sama untuk jumlah yang sama", "an equal result for an equal total"),
        Text(
            "Laju yang sama atau jumlah yang sama: kebijakan harus memilih.",
            "The same rate or the same total: a policy must choose.",
        ),
        by_months,
    ),
    _conflict(
        "N21",
        "blind-to-protected-attributes",
        Text("hasil kelompok yang dijamin sama", "guaranteed equal results of groups"),
        Text(
            "Tidak membaca kelompok tidak berarti hasilnya setara, dan sebaliknya.",
            "Not reading groups does not mean equal results, nor the reverse.",
        ),
        never,
    ),
)
