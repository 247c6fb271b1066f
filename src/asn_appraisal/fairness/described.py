"""What each property asks, and what to do where a policy does not have it."""

from collections.abc import Mapping

from asn_appraisal.record import FrozenMap

from .described_units import OF_UNITS_AND_TIME
from .description import WAIVE, Description, described

#: Each property by name, in the order of the catalogue.
DESCRIBED: Mapping[str, Description] = FrozenMap(
    {
        "same-evidence-same-result": described(
            "Apakah bukti yang sama selalu memberi hasil yang sama?",
            "Does the same evidence always give the same result?",
            "Tidak perlu apa-apa: bahasa kebijakan menjaminnya.",
            "Nothing: the language of policies sees to it.",
        ),
        "always-an-answer": described(
            "Apakah setiap penilaian yang lengkap mendapat tepat satu hasil?",
            "Does every complete appraisal get exactly one result?",
            "Tutup celah tabel, dan nyatakan apa yang berlaku bila pembagi nol.",
            "Close the gap in the table, and say what holds where a divisor is zero.",
        ),
        "within-bounds": described(
            "Apakah setiap angka yang menentukan tetap di antara dua batas?",
            "Does every number that decides stay between two limits?",
            "Beri batas dengan `min`, `max` atau `clip`.",
            "Give it a limit with `min`, `max` or `clip`.",
        ),
        "every-level-reachable": described(
            "Apakah setiap tingkat hasil dapat dicapai seseorang?",
            "Can somebody reach every level of the result?",
            "Periksa batas band dan sel matriks tingkat itu.",
            "Look at the edges of the bands and the cells of the matrix for that level.",
        ),
        "trace-adds-up": described(
            "Apakah bagian-bagian yang ditampilkan menghasilkan nilai yang ditampilkan?",
            "Do the parts that are shown make the value that is shown?",
            "Laporkan: ini kesalahan mesin.",
            "Report it: this is a fault of the engine.",
        ),
        "rounded-once": described(
            "Apakah setiap angka dibulatkan paling banyak sekali berturut-turut?",
            "Is every number rounded at most once in a row?",
            "Hapus pembulatan yang lebih halus.",
            "Take the finer rounding away.",
        ),
        "improvement-never-hurts": described(
            "Bila satu bukti membaik dan yang lain tetap, apakah hasil tidak pernah turun?",
            "When one piece of evidence gets better and the rest stays, does no outcome fall?",
            f"Perbaiki aturan yang disebut pada sebabnya. {WAIVE[0]}",
            f"Mend the rule that the cause names. {WAIVE[1]}",
        ),
        "harder-target-never-helps": described(
            "Bila hanya target yang diperberat, apakah hasil tidak naik?",
            "When only the target is made harder, does no outcome rise?",
            "Periksa bagian rumus yang berbalik arah.",
            "Look at the part of the formula that turns round.",
        ),
        "effort-always-counts": described(
            "Di mana capaian yang lebih banyak tidak lagi mengubah apa pun?",
            "Where does more achievement change nothing any more?",
            "Dilaporkan saja: batas atas pasti datar di suatu tempat (N7).",
            "Only reported: a cap must be flat somewhere (N7).",
        ),
        "no-undeclared-cliff": described(
            "Apakah perubahan bukti yang sangat kecil tidak membuat lompatan besar?",
            "Does a very small change of evidence make no large jump?",
            "Sambungkan potongan kurva, atau nyatakan `limits.cliff_points`.",
            "Join the pieces of the curve, or declare `limits.cliff_points`.",
        ),
        "promises-are-kept": described(
            "Apakah janji kebijakan ditepati?",
            "Are the promises of the policy kept?",
            "Ubah aturannya atau janjinya.",
            "Change the rule or the promise.",
        ),
        "level-follows-score": described(
            "Apakah nilai yang lebih tinggi tidak pernah mendapat tingkat yang lebih rendah?",
            "Does a higher score never go with a lower level?",
            "Jangan menampilkan nilai di samping matriks, atau bacalah tingkat dari nilai itu"
            " (N14).",
            "Show no score beside a matrix, or read the level from the score (N14).",
        ),
        "weights-mean-what-they-say": described(
            "Seberapa jauh bobot efektif berbeda dari bobot tertulis?",
            "How far are effective weights from the weights as written?",
            "Samakan rentang ukuran yang dijumlahkan.",
            "Bring the ranges of what is added to one width.",
        ),
        "one-indicator-moves-little": described(
            "Seberapa jauh satu indikator dapat menggeser hasil?",
            "How far can one indicator move an outcome?",
            "Dilaporkan saja; tetapkan jumlah indikator paling sedikit bila terlalu jauh.",
            "Only reported; ask for more indicators where it is too far.",
        ),
        "blind-to-protected-attributes": described(
            "Apakah tidak satu pun atribut pribadi dibaca?",
            "Is no attribute of the person read?",
            "Hapus fakta itu. Ini bukan bukti bahwa hasil antar kelompok setara (N21).",
            "Take the fact away. This is no evidence that groups get equal results (N21).",
        ),
        "units-do-not-matter": described(
            "Apakah satuan target dan realisasi tidak mengubah hasil?",
            "Does the unit of target and actual change nothing?",
            "Bandingkan realisasi dengan target, bukan dengan angka tetap.",
            "Compare the actual with the target, and not with a fixed number.",
        ),
        "order-does-not-matter": described(
            "Apakah urutan baris tidak mengubah hasil?",
            "Does the order of rows change nothing?",
            "Tidak perlu apa-apa: semua agregat simetris.",
            "Nothing: every aggregate is symmetric.",
        ),
        "splitting-changes-nothing": described(
            "Apakah satu pekerjaan yang ditulis sebagai dua paruh dihitung sama?",
            "Does work that is written as two halves count the same?",
            "Timbang menurut bobot: `mean(…, weight=weight)`.",
            "Weigh by weight: `mean(…, weight=weight)`.",
        ),
        "partition-changes-nothing": described(
            "Apakah target yang dibagi dua memberi hasil yang sama?",
            "Does a target that is cut in two give the same result?",
            "Hanya kurva lurus yang netral (N8); nyatakan aturan pembagian target.",
            "Only straight curves are neutral (N8); say how targets may be cut.",
        ),
        "positions-are-treated-alike": described(
            "Apakah bukti yang sama memberi hasil yang sama di setiap jenis jabatan?",
            "Does the same evidence give the same result in every kind of post?",
            "Nyatakan perbedaan menurut jabatan pada dasar hukumnya.",
            "Cite the authority for a difference by post.",
        ),
        "weight-zero-changes-nothing": described(
            "Apakah indikator berbobot nol tidak ikut menentukan?",
            "Does an indicator of weight zero have no say?",
            "Timbang menurut bobot, atau larang bobot nol.",
            "Weigh by weight, or forbid a weight of zero.",
        ),
        "recoding-changes-nothing": described(
            "Apakah rating hanya dibaca menurut urutannya?",
            "Are ratings read by their order only?",
            "Bandingkan atau hitung banyaknya rating, atau terima bahwa angkanya menentukan (N12).",
            "Compare or count ratings, or accept that the numbers for them decide (N12).",
        ),
        "raters-are-anonymous": described(
            "Apakah tidak penting siapa penilainya di dalam satu peran?",
            "Does it not matter who the rater is within a role?",
            "Jangan membaca `by`.",
            "Do not read `by`.",
        ),
        "higher-rating-never-hurts": described(
            "Apakah penilaian yang lebih tinggi tidak pernah menurunkan hasil?",
            "Does a higher rating never lower an outcome?",
            "Jangan membuang penilai yang menyimpang; pakai median atau rata-rata terpangkas.",
            "Do not drop raters who differ; use a median or a trimmed mean.",
        ),
        "result-lies-between-ratings": described(
            "Apakah nilai perilaku selalu di antara nilai terendah dan tertinggi penilai?",
            "Does the behaviour score lie between the lowest and the highest mark?",
            "Pakai rata-rata atau median dengan bobot yang tidak negatif.",
            "Use a mean or a median with weights that are not negative.",
        ),
        "one-rater-moves-little": described(
            "Seberapa jauh satu penilai dapat menggeser hasil, dan apakah di dalam batasnya?",
            "How far can one rater move an outcome, and is it within the limit?",
            "Minta lebih banyak penilai, atau kurangi bobot perilaku.",
            "Ask for more raters, or give behaviour less weight.",
        ),
        "lone-dissenter-moves-little": described(
            "Seberapa jauh satu penilai yang berbeda pendapat menggeser hasil?",
            "How far does a lone dissenter move an outcome?",
            "Pakai rata-rata terpangkas atau median (N10, N11).",
            "Use a trimmed mean or a median (N10, N11).",
        ),
        "missing-is-not-zero": described(
            "Apakah yang tidak dilaporkan tidak pernah dihitung sebagai angka rendah?",
            "Does what is not reported never count as a low number?",
            "Pakai `missing: incomplete` atau `missing: leave_out`.",
            "Use `missing: incomplete` or `missing: leave_out`.",
        ),
        "praise-never-hurts": described(
            "Apakah penilai tambahan yang memuji tidak pernah menurunkan hasil?",
            "Does a further rater who praises never lower an outcome?",
            "Hitung rata-rata per aspek lebih dahulu.",
            "Take the mean of each aspect first.",
        ),
        "panels-agree-together": described(
            "Apakah dua panel yang masing-masing memberi v bersama memberi sedikitnya v?",
            "Do two panels that each give v give at least v together?",
            f"Pakai rata-rata atau median. {WAIVE[0]}",
            f"Use a mean or a median. {WAIVE[1]}",
        ),
        "no-interested-rater": described(
            "Apakah penilaian diri tidak ikut dihitung tanpa dinyatakan?",
            "Does a self-rating not count unless it is declared?",
            "Sebut penilai yang diterima dengan `rater: [...]`.",
            "Name the raters that are taken with `rater: [...]`.",
        ),
        **OF_UNITS_AND_TIME,
    }
)
