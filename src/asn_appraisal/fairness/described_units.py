"""What the properties of units, of time and of gaming ask, and what to do."""

from collections.abc import Mapping

from asn_appraisal.record import FrozenMap

from .description import WAIVE, Description, described

#: Each of these properties by name.
OF_UNITS_AND_TIME: Mapping[str, Description] = FrozenMap(
    {
        "feasible-at-every-size": described(
            "Apakah setiap pola dapat dipenuhi oleh setiap ukuran unit?",
            "Can every pattern hold for every size of a unit?",
            "Naikkan `smallest_pool`, atau longgarkan polanya.",
            "Raise `smallest_pool`, or loosen the pattern.",
        ),
        "rank-is-kept": described(
            "Apakah kalibrasi menjaga urutan peringkat?",
            "Does calibration keep the order of ranks?",
            "Tidak perlu apa-apa: usulan memotong urutan peringkat.",
            "Nothing: a proposal cuts the order of ranks.",
        ),
        "equals-stay-equal": described(
            "Apakah pegawai yang setara peringkatnya mendapat tingkat yang sama?",
            "Do people of one rank get one level?",
            "Pakai `ties: together`.",
            "Use `ties: together`.",
        ),
        "names-do-not-matter": described(
            "Apakah nama dan urutan pegawai tidak menentukan?",
            "Do names and the order of employees decide nothing?",
            "Tidak perlu apa-apa: hanya kunci yang dinyatakan yang memeringkat.",
            "Nothing: only declared keys rank people.",
        ),
        "own-improvement-survives-calibration": described(
            "Apakah pegawai yang bekerja lebih baik tidak berakhir lebih rendah sesudah kalibrasi?",
            "Does nobody end lower after calibration by doing better?",
            "Pakai pola yang hanya membatasi dari atas.",
            "Use patterns that only limit from above.",
        ),
        "quota-is-met": described(
            "Apakah setiap usulan kalibrasi memenuhi polanya?",
            "Does every proposal satisfy its pattern?",
            "Tambah kunci peringkat, atau terima bahwa pegawai setara tetap bersama (N1).",
            "Add keys to rank by, or accept that equals stay together (N1).",
        ),
        "newcomer-demotes-nobody": described(
            "Apakah pegawai baru yang lebih lemah tidak menurunkan siapa pun?",
            "Does a weaker newcomer lower nobody?",
            "Pakai kuota dengan `seats: cumulative`, atau pola yang hanya membatasi dari atas.",
            "Use quotas with `seats: cumulative`, or patterns that only limit from above.",
        ),
        "leaver-demotes-nobody": described(
            "Apakah kepergian rekan menurunkan seseorang?",
            "Does a colleague who leaves lower somebody?",
            "Dilaporkan saja: tak terhindarkan pada pembagian persen.",
            "Only reported: not to be avoided under shares.",
        ),
        "colleagues-do-not-matter": described(
            "Apakah tingkat seseorang tidak bergantung pada rekannya?",
            "Does nobody's level hang on a colleague?",
            "Tidak mungkin bila kuota mengikat (N2).",
            "Impossible where a quota binds (N2).",
        ),
        "twice-the-unit-changes-nothing": described(
            "Apakah unit dua kali lipat memberi tingkat yang sama?",
            "Does a unit of twice the same people give the same levels?",
            "Nyatakan pola dalam persen, bukan jumlah orang.",
            "Write patterns as percentages, and not as numbers of people.",
        ),
        "best-level-open-in-small-units": described(
            "Apakah tingkat terbaik terbuka di setiap unit yang dikalibrasi?",
            "Is the best level open in every unit that is calibrated?",
            "Naikkan `smallest_pool`, atau gabungkan unit kecil (N4).",
            "Raise `smallest_pool`, or merge small units (N4).",
        ),
        "units-are-comparable": described(
            "Apakah pegawai yang lebih baik tidak berakhir di bawah pegawai unit lain?",
            "Does somebody better never end below somebody of another unit?",
            "Tidak mungkin bila kuota dihitung per unit (N3).",
            "Impossible where quotas are counted by unit (N3).",
        ),
        "calibrating-again-changes-nothing": described(
            "Apakah kalibrasi kedua tidak mengubah apa pun?",
            "Does a second calibration change nothing?",
            "Pakai `ties: together`.",
            "Use `ties: together`.",
        ),
        "demotion-is-bounded": described(
            "Berapa tingkat kalibrasi menurunkan seseorang paling jauh?",
            "By how many levels does calibration lower somebody at most?",
            "Dilaporkan saja.",
            "Only reported.",
        ),
        "better-organisation-never-hurts": described(
            "Apakah capaian organisasi yang lebih baik tidak menurunkan siapa pun?",
            "Does a better result of the organisation lower nobody?",
            "Periksa pola dua capaian yang berdekatan.",
            "Look at the patterns of the two results side by side.",
        ),
        "unit-order-does-not-matter": described(
            "Apakah urutan kalibrasi unit tidak mengubah hasil?",
            "Does the order in which units are calibrated change nothing?",
            "Tidak perlu apa-apa: setiap unit dikalibrasi sendiri.",
            "Nothing: every unit is calibrated by itself.",
        ),
        "leave-changes-nothing": described(
            "Apakah laju kerja yang sama memberi hasil yang sama, berapa pun bulan kerjanya?",
            "Does the same rate of work give the same result, however many months were served?",
            "Sesuaikan target dengan bulan kerja.",
            "Prorate the target by the months served.",
        ),
        "no-hidden-service-edge": described(
            "Apakah satu hari masa kerja tidak menentukan tanpa dinyatakan?",
            "Does a single day of service decide nothing that is not declared?",
            "Nyatakan batasnya.",
            "Declare the limit.",
        ),
        "periods-add-up-as-declared": described(
            "Apakah setahun adalah gabungan periode seperti dinyatakan?",
            "Is the year the aggregate of its periods as declared?",
            "Nyatakan cara penggabungannya.",
            "Declare how periods are put together.",
        ),
        "better-parts-better-whole": described(
            "Apakah yang lebih baik di setiap bagian tidak menjadi lebih buruk secara keseluruhan?",
            "Is what is better in every part never worse as a whole?",
            "Rata-ratakan nilai, jangan menjumlahkan target dan realisasi dahulu (N9).",
            "Average scores, and do not add targets and actuals first (N9).",
        ),
        "scored-by-policy-in-force": described(
            "Apakah penilaian dihitung menurut kebijakan yang berlaku pada periodenya?",
            "Is a record scored by the policy in force in its period?",
            "Tulis `in_force`.",
            "Write `in_force`.",
        ),
        "event-order-does-not-matter": described(
            "Apakah urutan pencatatan tidak mengubah hasil?",
            "Does the order in which things were recorded change nothing?",
            "Tidak perlu apa-apa: catatan dihitung menurut tanggal.",
            "Nothing: observations count by date.",
        ),
        "lower-target-gains-little": described(
            "Berapa angka diperoleh dengan menyepakati target yang lebih ringan?",
            "How many points are gained by agreeing on an easier target?",
            "Nyatakan `limits.target_cut_points`, dan tetapkan target bersama atasan (N13).",
            "Declare `limits.target_cut_points`, and set targets with the superior (N13).",
        ),
        "extra-evidence-never-hurts": described(
            "Apakah indikator tambahan yang tercapai tidak menurunkan hasil?",
            "Does a further indicator that is met lower nothing?",
            f"Tambahkan sebagai angka tambahan, bukan sebagai bagian rata-rata. {WAIVE[0]}",
            f"Count it as an addition, and not as a part of the mean. {WAIVE[1]}",
        ),
        "recutting-gains-little": described(
            "Berapa angka diperoleh dengan membagi target secara lain?",
            "How many points are gained by cutting targets in another way?",
            "Nyatakan aturan pembagian target.",
            "Say how targets may be cut.",
        ),
        "no-dead-zone": described(
            "Di mana letak bagian datar tepat di atas batas?",
            "Where are the flat stretches just above a threshold?",
            "Dilaporkan saja.",
            "Only reported.",
        ),
        "granted-appeal-never-hurts": described(
            "Apakah keberatan yang dikabulkan tidak menurunkan hasil pemohonnya?",
            "Does a granted appeal never lower the appellant?",
            "Sama seperti `improvement-never-hurts`; rekan tidak dapat dijamin (N18).",
            "As for `improvement-never-hurts`; colleagues cannot be promised anything (N18).",
        ),
        "heavier-sanction-never-helps": described(
            "Apakah temuan yang lebih berat tidak memberi hasil yang lebih baik?",
            "Does a heavier finding never give a better result?",
            "Pastikan fakta pelanggaran hanya menurunkan.",
            "See to it that facts of misconduct only lower.",
        ),
    }
)
