"""Messages about who appraises and by when: reasons of an answer, parts of a year."""

from .message import Message

PROCESS_REASONS = {
    # Who appraises: the reasons.
    "ASN-T050": Message(
        "{name} tercatat sebagai Pejabat Penilai Kinerja pada penempatan ini.",
        "{name} is recorded as the appraiser of this assignment.",
    ),
    "ASN-T051": Message(
        "{name} menduduki {post_id}, atasan langsung {employee}.",
        "{name} holds {post_en}, the direct superior of {employee}.",
    ),
    "ASN-T052": Message(
        "{name} memimpin {unit}, dan dengan itu atasan langsung {employee}.",
        "{name} leads {unit}, and so is the direct superior of {employee}.",
    ),
    "ASN-T053": Message("{post_id} kosong pada {on}.", "Nobody holds {post_en} on {on}."),
    "ASN-T054": Message(
        "{name} tidak menduduki {post_id} pada {on}.",
        "{name} does not hold {post_en} on {on}.",
    ),
    "ASN-T055": Message(
        "{name} berhalangan tetap.",
        "{name} is permanently absent.",
    ),
    "ASN-T056": Message(
        "{name} sendiri menduduki {post_id}, dan tidak menilai dirinya sendiri.",
        "{name} holds {post_en} themself, and nobody appraises themself.",
    ),
    "ASN-T057": Message(
        "{name} menjadi {acting} pada {post_id}; atasan dapat mendelegasikan kewenangan menilai,"
        " tetapi pendelegasian itu tidak ada.",
        "{name} is {acting} of {post_en}; the superior may delegate the authority to appraise, but"
        " there is no such delegation.",
    ),
    "ASN-T058": Message(
        "{name} menilai sebagai atasan berikutnya, secara berjenjang.",
        "{name} appraises as the next superior upwards.",
    ),
    "ASN-T059": Message(
        "{name} menerima pendelegasian kewenangan dari {by}{decree}.",
        "{name} was given the authority by {by}{decree}.",
    ),
    "ASN-T060": Message(
        "{name} pindah pada {moved}, di dalam rentang evaluasi yang dibuka {opens}, sehingga tetap"
        " menilai periode ini pada unit lama.",
        "{name} moved on {moved}, inside the evaluation window that opened on {opens}, and so still"
        " appraises this period in the old unit.",
    ),
    "ASN-T061": Message(
        "{name} pindah pada {moved}, di luar rentang evaluasi ({window}), sehingga tidak menilai"
        " periode ini.",
        "{name} moved on {moved}, outside the evaluation window ({window}), and so does not"
        " appraise this period.",
    ),
    "ASN-T062": Message(
        "Kinerja sebagai Plt. dinilai oleh pimpinan unit kerja tempat {employee} melapor sebagai"
        " Plt.",
        "Work as acting official is appraised by the head of the unit to which {employee} reports"
        " as such.",
    ),
    "ASN-T063": Message(
        "Penugasan sebagai Plt. berakhir {until}; kewenangan menilai disesuaikan dengan kedudukan"
        " definitif.",
        "The acting assignment ended on {until}; the authority follows the definitive post.",
    ),
    "ASN-T064": Message(
        "Naskah tidak menyebut penilai seorang Plh.; Pejabat Penilai Kinerja pada kedudukan"
        " definitif tetap menilai.",
        "The text names no appraiser for a daily acting official; the appraiser of the definitive"
        " post stays.",
    ),
    "ASN-T065": Message(
        "Pegawai yang melaksanakan tugas belajar dinilai pada instansi induknya.",
        "An employee on study leave is appraised in the home agency.",
    ),
    "ASN-T066": Message(
        "Pegawai yang dipekerjakan atau diperbantukan dinilai pada instansi induknya, berdasarkan"
        " umpan balik dari tempatnya bekerja.",
        "A seconded employee is appraised in the home agency, on feedback from the place of work.",
    ),
    "ASN-T067": Message(
        "{employee} pindah pada {moved}; evaluasi tahunan dilakukan Pejabat Penilai Kinerja yang"
        " baru berdasarkan capaian unit baru.",
        "{employee} moved on {moved}; the annual evaluation is made by the new appraiser, on the"
        " new unit's achievement.",
    ),
    "ASN-T068": Message(
        "{employee} pindah pada {moved}; evaluasi periodik dilakukan Pejabat Penilai Kinerja yang"
        " baru, atau memakai hasil periode sebelumnya menurut kesepakatan.",
        "{employee} moved on {moved}; the periodic evaluation is made by the new appraiser, or"
        " takes the earlier period's result by agreement.",
    ),
    "ASN-T069": Message(
        "{name} menilai sebagai {office_id}; hasilnya final.",
        "{name} appraises as {office_en}; the result is final.",
    ),
    # The year: what was served, what is owed, what it makes.
    "ASN-T070": Message(
        "{first} s.d. {last} tidak termasuk penempatan mana pun.",
        "{first} to {last} belongs to no assignment.",
    ),
    "ASN-T071": Message(
        "{first} s.d. {last} termasuk dua penempatan sekaligus: `{one}` dan `{other}`.",
        "{first} to {last} belongs to two assignments at once: `{one}` and `{other}`.",
    ),
    "ASN-T072": Message(
        "{employee} diangkat menjadi pejabat negara atau pimpinan/anggota lembaga nonstruktural"
        " selama seluruh masa ini.",
        "{employee} was a state official or member of a non-structural body for all of this time.",
    ),
    "ASN-T073": Message(
        "{employee} diberhentikan sementara selama seluruh masa ini.",
        "{employee} was suspended for all of this time.",
    ),
    "ASN-T074": Message(
        "{employee} menjalani cuti di luar tanggungan negara selama seluruh masa ini.",
        "{employee} was on unpaid leave outside state responsibility for all of this time.",
    ),
    "ASN-T075": Message(
        "{employee} mengambil masa persiapan pensiun selama seluruh masa ini.",
        "{employee} was preparing for retirement for all of this time.",
    ),
    "ASN-T076": Message(
        "{employee} bertugas {months} bulan, kurang dari masa paling singkat {minimum} bulan.",
        "{employee} served {months} months, less than the minimum of {minimum}.",
    ),
    "ASN-T077": Message(
        "{employee} tidak bertugas pada masa ini.",
        "{employee} did not serve in this time.",
    ),
    "ASN-T078": Message(
        "{employee} wajib dinilai tetapi belum memiliki rencana kerja (SKP).",
        "{employee} is to be appraised but has no plan yet.",
    ),
    "ASN-T079": Message(
        "{employee} bertugas {months} bulan dan dinilai atas masa itu.",
        "{employee} served {months} months and is appraised for that time.",
    ),
    "ASN-T080": Message(
        "Diambil hasil pada unit terakhir, `{name}` ({first} s.d. {last}).",
        "The result of the last unit counts, `{name}` ({first} to {last}).",
    ),
    "ASN-T081": Message(
        "Diambil rata-rata dari {count} hasil, tanpa memandang lamanya.",
        "The plain mean of {count} results counts, whatever their length.",
    ),
    "ASN-T082": Message(
        "Diambil rata-rata menurut bulan: {parts_id}.",
        "The mean by months counts: {parts_en}.",
    ),
    "ASN-T083": Message(
        "Hasil berupa tingkat tidak dapat dirata-ratakan.",
        "Results that are levels have no mean.",
    ),
    "ASN-T084": Message(
        "`{name}` belum memiliki hasil.",
        "`{name}` has no result yet.",
    ),
    "ASN-T085": Message(
        "Tidak ada penempatan yang dinilai pada tahun ini.",
        "No assignment of this year is appraised.",
    ),
    "ASN-T086": Message(
        "`{one}` dan `{other}` sama-sama terakhir, sehingga unit terakhir tidak jelas.",
        "`{one}` and `{other}` are both last, so the last unit is not clear.",
    ),
    "ASN-T088": Message(
        "Capaian organisasi {year} belum terbit pada {limit}; dipakai capaian {used}.",
        "The organisation's achievement of {year} was not out by {limit}; that of {used} is used.",
    ),
    "ASN-T089": Message(
        "Capaian organisasi {year} terbit {published} dan dipakai.",
        "The organisation's achievement of {year} came out on {published} and is used.",
    ),
    "ASN-T090": Message(
        "Capaian organisasi {year} tidak ada pada {limit}, dan capaian {used} juga tidak ada.",
        "There is no achievement of {year} by {limit}, and none of {used} either.",
    ),
    "ASN-T091": Message(
        "`{name}` ({kind}) berjalan bersama jabatan definitif; hasil kerjanya menjadi hasil kerja"
        " utama, bukan bagian tahun tersendiri.",
        "`{name}` ({kind}) runs beside the definitive post; its results are main results, not a"
        " part of the year of its own.",
    ),
    "ASN-T092": Message(
        "Diambil hasil periode sebelumnya menurut kesepakatan Pejabat Penilai Kinerja dan Pegawai.",
        "The earlier period's result counts, as the appraiser and the employee agreed.",
    ),
    "ASN-T093": Message(
        "Tidak ada bulan yang dijalani penuh, sehingga rata-rata menurut bulan tidak ada.",
        "No month was served in full, so there is no mean by months.",
    ),
    # Why a result is final.
    "ASN-T095": Message(
        "Dinilai oleh atasan Pejabat Penilai Kinerja karena Pejabat Penilai Kinerja terlambat.",
        "It was made by the appraiser's superior because the appraiser was late.",
    ),
    "ASN-T096": Message(
        "Dinilai oleh pejabat yang disebut peraturan.",
        "It was made by an official whom the regulation names.",
    ),
    "ASN-T097": Message(
        "Masa keberatan berakhir {due} tanpa keberatan.",
        "The time for an objection ended on {due} without one.",
    ),
    "ASN-T098": Message(
        "Keberatan sudah diputus atasan Pejabat Penilai Kinerja.",
        "The objection was decided by the appraiser's superior.",
    ),
}
