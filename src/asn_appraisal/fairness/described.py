"""What each property asks, and what to do where a policy does not have it."""

from collections.abc import Mapping

from attrs import frozen

from asn_appraisal.errors import Text
from asn_appraisal.record import FrozenMap


@frozen
class Description:
    """Penjelasan sifat: the question, and the cure."""

    #: The question that the property asks.
    asks: Text
    #: What to do where the answer is no.
    cure: Text


def _row(asks_id: str, asks_en: str, cure_id: str, cure_en: str) -> Description:
    return Description(Text(asks_id, asks_en), Text(cure_id, cure_en))


_WAIVE = (
    "Kecualikan dengan dasar hukumnya bila memang dikehendaki.",
    "Waive it with its authority where it is meant so.",
)

#: Each property by name, in the order of the catalogue.
DESCRIBED: Mapping[str, Description] = FrozenMap(
    {
        "same-evidence-same-result": _row(
            "Apakah bukti yang sama selalu memberi hasil yang sama?",
            "Does the same evidence always give the same result?",
            "Tidak perlu apa-apa: bahasa kebijakan menjaminnya.",
            "Nothing: the language of policies sees to it.",
        ),
        "always-an-answer": _row(
            "Apakah setiap penilaian yang lengkap mendapat tepat satu hasil?",
            "Does every complete appraisal get exactly one result?",
            "Tutup celah tabel, dan nyatakan apa yang berlaku bila pembagi nol.",
            "Close the gap in the table, and say what holds where a divisor is zero.",
        ),
        "within-bounds": _row(
            "Apakah setiap angka yang menentukan tetap di antara dua batas?",
            "Does every number that decides stay between two limits?",
            "Beri batas dengan `min`, `max` atau `clip`.",
            "Give it a limit with `min`, `max` or `clip`.",
        ),
        "every-level-reachable": _row(
            "Apakah setiap tingkat hasil dapat dicapai seseorang?",
            "Can somebody reach every level of the result?",
            "Periksa batas band dan sel matriks tingkat itu.",
            "Look at the edges of the bands and the cells of the matrix for that level.",
        ),
        "trace-adds-up": _row(
            "Apakah bagian-bagian yang ditampilkan menghasilkan nilai yang ditampilkan?",
            "Do the parts that are shown make the value that is shown?",
            "Laporkan: ini kesalahan mesin.",
            "Report it: this is a fault of the engine.",
        ),
        "rounded-once": _row(
            "Apakah setiap angka dibulatkan paling banyak sekali berturut-turut?",
            "Is every number rounded at most once in a row?",
            "Hapus pembulatan yang lebih halus.",
            "Take the finer rounding away.",
        ),
        "improvement-never-hurts": _row(
            "Bila satu bukti membaik dan yang lain tetap, apakah hasil tidak pernah turun?",
            "When one piece of evidence gets better and the rest stays, does no outcome fall?",
            f"Perbaiki aturan yang disebut pada sebabnya. {_WAIVE[0]}",
            f"Mend the rule that the cause names. {_WAIVE[1]}",
        ),
        "harder-target-never-helps": _row(
            "Bila hanya target yang diperberat, apakah hasil tidak naik?",
            "When only the target is made harder, does no outcome rise?",
            "Periksa bagian rumus yang berbalik arah.",
            "Look at the part of the formula that turns round.",
        ),
        "effort-always-counts": _row(
            "Di mana capaian yang lebih banyak tidak lagi mengubah apa pun?",
            "Where does more achievement change nothing any more?",
            "Dilaporkan saja: batas atas pasti datar di suatu tempat (N7).",
            "Only reported: a cap must be flat somewhere (N7).",
        ),
        "no-undeclared-cliff": _row(
            "Apakah perubahan bukti yang sangat kecil tidak membuat lompatan besar?",
            "Does a very small change of evidence make no large jump?",
            "Sambungkan potongan kurva, atau nyatakan `limits.cliff_points`.",
            "Join the pieces of the curve, or declare `limits.cliff_points`.",
        ),
        "promises-are-kept": _row(
            "Apakah janji kebijakan ditepati?",
            "Are the promises of the policy kept?",
            "Ubah aturannya atau janjinya.",
            "Change the rule or the promise.",
        ),
        "level-follows-score": _row(
            "Apakah nilai yang lebih tinggi tidak pernah mendapat tingkat yang lebih rendah?",
            "Does a higher score never go with a lower level?",
            "Jangan menampilkan nilai di samping matriks, atau bacalah tingkat dari nilai itu"
            " (N14).",
            "Show no score beside a matrix, or read the level from the score (N14).",
        ),
        "weights-mean-what-they-say": _row(
            "Seberapa jauh bobot efektif berbeda dari bobot tertulis?",
            "How far are effective weights from the weights as written?",
            "Samakan rentang ukuran yang dijumlahkan.",
            "Bring the ranges of what is added to one width.",
        ),
        "one-indicator-moves-little": _row(
            "Seberapa jauh satu indikator dapat menggeser hasil?",
            "How far can one indicator move an outcome?",
            "Dilaporkan saja; tetapkan jumlah indikator paling sedikit bila terlalu jauh.",
            "Only reported; ask for more indicators where it is too far.",
        ),
        "blind-to-protected-attributes": _row(
            "Apakah tidak satu pun atribut pribadi dibaca?",
            "Is no attribute of the person read?",
            "Hapus fakta itu. Ini bukan bukti bahwa hasil antar kelompok setara (N21).",
            "Take the fact away. This is no evidence that groups get equal results (N21).",
        ),
        "units-do-not-matter": _row(
            "Apakah satuan target dan realisasi tidak mengubah hasil?",
            "Does the unit of target and actual change nothing?",
            "Bandingkan realisasi dengan target, bukan dengan angka tetap.",
            "Compare the actual with the target, and not with a fixed number.",
        ),
        "order-does-not-matter": _row(
            "Apakah urutan baris tidak mengubah hasil?",
            "Does the order of rows change nothing?",
            "Tidak perlu apa-apa: semua agregat simetris.",
            "Nothing: every aggregate is symmetric.",
        ),
        "splitting-changes-nothing": _row(
            "Apakah satu pekerjaan yang ditulis sebagai dua paruh dihitung sama?",
            "Does work that is written as two halves count the same?",
            "Timbang menurut bobot: `mean(…, weight=weight)`.",
            "Weigh by weight: `mean(…, weight=weight)`.",
        ),
        "partition-changes-nothing": _row(
            "Apakah target yang dibagi dua memberi hasil yang sama?",
            "Does a target that is cut in two give the same result?",
            "Hanya kurva lurus yang netral (N8); nyatakan aturan pembagian target.",
            "Only straight curves are neutral (N8); say how targets may be cut.",
        ),
        "positions-are-treated-alike": _row(
            "Apakah bukti yang sama memberi hasil yang sama di setiap jenis jabatan?",
            "Does the same evidence give the same result in every kind of post?",
            "Nyatakan perbedaan menurut jabatan pada dasar hukumnya.",
            "Cite the authority for a difference by post.",
        ),
        "weight-zero-changes-nothing": _row(
            "Apakah indikator berbobot nol tidak ikut menentukan?",
            "Does an indicator of weight zero have no say?",
            "Timbang menurut bobot, atau larang bobot nol.",
            "Weigh by weight, or forbid a weight of zero.",
        ),
        "recoding-changes-nothing": _row(
            "Apakah rating hanya dibaca menurut urutannya?",
            "Are ratings read by their order only?",
            "Bandingkan atau hitung banyaknya rating, atau terima bahwa angkanya menentukan (N12).",
            "Compare or count ratings, or accept that the numbers for them decide (N12).",
        ),
        "raters-are-anonymous": _row(
            "Apakah tidak penting siapa penilainya di dalam satu peran?",
            "Does it not matter who the rater is within a role?",
            "Jangan membaca `by`.",
            "Do not read `by`.",
        ),
        "higher-rating-never-hurts": _row(
            "Apakah penilaian yang lebih tinggi tidak pernah menurunkan hasil?",
            "Does a higher rating never lower an outcome?",
            "Jangan membuang penilai yang menyimpang; pakai median atau rata-rata terpangkas.",
            "Do not drop raters who differ; use a median or a trimmed mean.",
        ),
        "result-lies-between-ratings": _row(
            "Apakah nilai perilaku selalu di antara nilai terendah dan tertinggi penilai?",
            "Does the behaviour score lie between the lowest and the highest mark?",
            "Pakai rata-rata atau median dengan bobot yang tidak negatif.",
            "Use a mean or a median with weights that are not negative.",
        ),
        "one-rater-moves-little": _row(
            "Seberapa jauh satu penilai dapat menggeser hasil, dan apakah di dalam batasnya?",
            "How far can one rater move an outcome, and is it within the limit?",
            "Minta lebih banyak penilai, atau kurangi bobot perilaku.",
            "Ask for more raters, or give behaviour less weight.",
        ),
        "lone-dissenter-moves-little": _row(
            "Seberapa jauh satu penilai yang berbeda pendapat menggeser hasil?",
            "How far does a lone dissenter move an outcome?",
            "Pakai rata-rata terpangkas atau median (N10, N11).",
            "Use a trimmed mean or a median (N10, N11).",
        ),
        "missing-is-not-zero": _row(
            "Apakah yang tidak dilaporkan tidak pernah dihitung sebagai angka rendah?",
            "Does what is not reported never count as a low number?",
            "Pakai `missing: incomplete` atau `missing: leave_out`.",
            "Use `missing: incomplete` or `missing: leave_out`.",
        ),
        "praise-never-hurts": _row(
            "Apakah penilai tambahan yang memuji tidak pernah menurunkan hasil?",
            "Does a further rater who praises never lower an outcome?",
            "Hitung rata-rata per aspek lebih dahulu.",
            "Take the mean of each aspect first.",
        ),
        "panels-agree-together": _row(
            "Apakah dua panel yang masing-masing memberi v bersama memberi sedikitnya v?",
            "Do two panels that each give v give at least v together?",
            f"Pakai rata-rata atau median. {_WAIVE[0]}",
            f"Use a mean or a median. {_WAIVE[1]}",
        ),
        "no-interested-rater": _row(
            "Apakah penilaian diri tidak ikut dihitung tanpa dinyatakan?",
            "Does a self-rating not count unless it is declared?",
            "Sebut penilai yang diterima dengan `rater: [...]`.",
            "Name the raters that are taken with `rater: [...]`.",
        ),
        "feasible-at-every-size": _row(
            "Apakah setiap pola dapat dipenuhi oleh setiap ukuran unit?",
            "Can every pattern hold for every size of a unit?",
            "Naikkan `smallest_pool`, atau longgarkan polanya.",
            "Raise `smallest_pool`, or loosen the pattern.",
        ),
        "rank-is-kept": _row(
            "Apakah kalibrasi menjaga urutan peringkat?",
            "Does calibration keep the order of ranks?",
            "Tidak perlu apa-apa: usulan memotong urutan peringkat.",
            "Nothing: a proposal cuts the order of ranks.",
        ),
        "equals-stay-equal": _row(
            "Apakah pegawai yang setara peringkatnya mendapat tingkat yang sama?",
            "Do people of one rank get one level?",
            "Pakai `ties: together`.",
            "Use `ties: together`.",
        ),
        "names-do-not-matter": _row(
            "Apakah nama dan urutan pegawai tidak menentukan?",
            "Do names and the order of employees decide nothing?",
            "Tidak perlu apa-apa: hanya kunci yang dinyatakan yang memeringkat.",
            "Nothing: only declared keys rank people.",
        ),
        "own-improvement-survives-calibration": _row(
            "Apakah pegawai yang bekerja lebih baik tidak berakhir lebih rendah sesudah kalibrasi?",
            "Does nobody end lower after calibration by doing better?",
            "Pakai pola yang hanya membatasi dari atas.",
            "Use patterns that only limit from above.",
        ),
        "quota-is-met": _row(
            "Apakah setiap usulan kalibrasi memenuhi polanya?",
            "Does every proposal satisfy its pattern?",
            "Tambah kunci peringkat, atau terima bahwa pegawai setara tetap bersama (N1).",
            "Add keys to rank by, or accept that equals stay together (N1).",
        ),
        "newcomer-demotes-nobody": _row(
            "Apakah pegawai baru yang lebih lemah tidak menurunkan siapa pun?",
            "Does a weaker newcomer lower nobody?",
            "Pakai kuota dengan `seats: cumulative`, atau pola yang hanya membatasi dari atas.",
            "Use quotas with `seats: cumulative`, or patterns that only limit from above.",
        ),
        "leaver-demotes-nobody": _row(
            "Apakah kepergian rekan menurunkan seseorang?",
            "Does a colleague who leaves lower somebody?",
            "Dilaporkan saja: tak terhindarkan pada pembagian persen.",
            "Only reported: not to be avoided under shares.",
        ),
        "colleagues-do-not-matter": _row(
            "Apakah tingkat seseorang tidak bergantung pada rekannya?",
            "Does nobody's level hang on a colleague?",
            "Tidak mungkin bila kuota mengikat (N2).",
            "Impossible where a quota binds (N2).",
        ),
        "twice-the-unit-changes-nothing": _row(
            "Apakah unit dua kali lipat memberi tingkat yang sama?",
            "Does a unit of twice the same people give the same levels?",
            "Nyatakan pola dalam persen, bukan jumlah orang.",
            "Write patterns as percentages, and not as numbers of people.",
        ),
        "best-level-open-in-small-units": _row(
            "Apakah tingkat terbaik terbuka di setiap unit yang dikalibrasi?",
            "Is the best level open in every unit that is calibrated?",
            "Naikkan `smallest_pool`, atau gabungkan unit kecil (N4).",
            "Raise `smallest_pool`, or merge small units (N4).",
        ),
        "units-are-comparable": _row(
            "Apakah pegawai yang lebih baik tidak berakhir di bawah pegawai unit lain?",
            "Does somebody better never end below somebody of another unit?",
            "Tidak mungkin bila kuota dihitung per unit (N3).",
            "Impossible where quotas are counted by unit (N3).",
        ),
        "calibrating-again-changes-nothing": _row(
            "Apakah kalibrasi kedua tidak mengubah apa pun?",
            "Does a second calibration change nothing?",
            "Pakai `ties: together`.",
            "Use `ties: together`.",
        ),
        "demotion-is-bounded": _row(
            "Berapa tingkat kalibrasi menurunkan seseorang paling jauh?",
            "By how many levels does calibration lower somebody at most?",
            "Dilaporkan saja.",
            "Only reported.",
        ),
        "better-organisation-never-hurts": _row(
            "Apakah capaian organisasi yang lebih baik tidak menurunkan siapa pun?",
            "Does a better result of the organisation lower nobody?",
            "Periksa pola dua capaian yang berdekatan.",
            "Look at the patterns of the two results side by side.",
        ),
        "unit-order-does-not-matter": _row(
            "Apakah urutan kalibrasi unit tidak mengubah hasil?",
            "Does the order in which units are calibrated change nothing?",
            "Tidak perlu apa-apa: setiap unit dikalibrasi sendiri.",
            "Nothing: every unit is calibrated by itself.",
        ),
        "leave-changes-nothing": _row(
            "Apakah laju kerja yang sama memberi hasil yang sama, berapa pun bulan kerjanya?",
            "Does the same rate of work give the same result, however many months were served?",
            "Sesuaikan target dengan bulan kerja.",
            "Prorate the target by the months served.",
        ),
        "no-hidden-service-edge": _row(
            "Apakah satu hari masa kerja tidak menentukan tanpa dinyatakan?",
            "Does a single day of service decide nothing that is not declared?",
            "Nyatakan batasnya.",
            "Declare the limit.",
        ),
        "periods-add-up-as-declared": _row(
            "Apakah setahun adalah gabungan periode seperti dinyatakan?",
            "Is the year the aggregate of its periods as declared?",
            "Nyatakan cara penggabungannya.",
            "Declare how periods are put together.",
        ),
        "better-parts-better-whole": _row(
            "Apakah yang lebih baik di setiap bagian tidak menjadi lebih buruk secara keseluruhan?",
            "Is what is better in every part never worse as a whole?",
            "Rata-ratakan nilai, jangan menjumlahkan target dan realisasi dahulu (N9).",
            "Average scores, and do not add targets and actuals first (N9).",
        ),
        "scored-by-policy-in-force": _row(
            "Apakah penilaian dihitung menurut kebijakan yang berlaku pada periodenya?",
            "Is a record scored by the policy in force in its period?",
            "Tulis `in_force`.",
            "Write `in_force`.",
        ),
        "event-order-does-not-matter": _row(
            "Apakah urutan pencatatan tidak mengubah hasil?",
            "Does the order in which things were recorded change nothing?",
            "Tidak perlu apa-apa: catatan dihitung menurut tanggal.",
            "Nothing: observations count by date.",
        ),
        "lower-target-gains-little": _row(
            "Berapa angka diperoleh dengan menyepakati target yang lebih ringan?",
            "How many points are gained by agreeing on an easier target?",
            "Nyatakan `limits.target_cut_points`, dan tetapkan target bersama atasan (N13).",
            "Declare `limits.target_cut_points`, and set targets with the superior (N13).",
        ),
        "extra-evidence-never-hurts": _row(
            "Apakah indikator tambahan yang tercapai tidak menurunkan hasil?",
            "Does a further indicator that is met lower nothing?",
            f"Tambahkan sebagai angka tambahan, bukan sebagai bagian rata-rata. {_WAIVE[0]}",
            f"Count it as an addition, and not as a part of the mean. {_WAIVE[1]}",
        ),
        "recutting-gains-little": _row(
            "Berapa angka diperoleh dengan membagi target secara lain?",
            "How many points are gained by cutting targets in another way?",
            "Nyatakan aturan pembagian target.",
            "Say how targets may be cut.",
        ),
        "no-dead-zone": _row(
            "Di mana letak bagian datar tepat di atas batas?",
            "Where are the flat stretches just above a threshold?",
            "Dilaporkan saja.",
            "Only reported.",
        ),
        "granted-appeal-never-hurts": _row(
            "Apakah keberatan yang dikabulkan tidak menurunkan hasil pemohonnya?",
            "Does a granted appeal never lower the appellant?",
            "Sama seperti `improvement-never-hurts`; rekan tidak dapat dijamin (N18).",
            "As for `improvement-never-hurts`; colleagues cannot be promised anything (N18).",
        ),
        "heavier-sanction-never-helps": _row(
            "Apakah temuan yang lebih berat tidak memberi hasil yang lebih baik?",
            "Does a heavier finding never give a better result?",
            "Pastikan fakta pelanggaran hanya menurunkan.",
            "See to it that facts of misconduct only lower.",
        ),
    }
)
