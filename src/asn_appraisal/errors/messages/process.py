"""Messages about who appraises and by when: what is refused, and why."""

from .message import Message

PROCESS = {
    # Who appraises: why there is no answer.
    "ASN-T001": Message(
        "Penempatan `{assignment}` baru mulai {begins}, sesudah {on}.",
        "Assignment `{assignment}` begins on {begins}, after {on}.",
        "Tanyakan untuk tanggal mulai atau sesudahnya.",
        "Ask for its first day or later.",
    ),
    "ASN-T002": Message(
        "Tidak ada atasan {employee} dalam data pada {on}. {passed_id}",
        "The records name nobody above {employee} on {on}. {passed_en}",
        "Isi `appraiser` pada penempatan, `reports_to` pada jabatan, atau `head` pada unit.",
        "Give the assignment an `appraiser`, the position a `reports_to`, or the unit a `head`.",
    ),
    "ASN-T003": Message(
        "{employee} akan menilai dirinya sendiri pada {on}. {passed_id}",
        "{employee} would appraise themself on {on}. {passed_en}",
        "Pejabat Penilai Kinerja adalah atasan langsung; sebutkan orang lain.",
        "The appraiser is the direct superior; name another person.",
    ),
    "ASN-T004": Message(
        "Para pejabat saling menilai pada {on}: {circle}.",
        "On {on} they would appraise each other in a circle: {circle}.",
        "Putuskan lingkaran ini dengan pendelegasian atau `appraiser` yang lain.",
        "Break the circle with a delegation or another `appraiser`.",
    ),
    "ASN-T005": Message(
        "{name} pindah pada {moved}, tetapi rentang evaluasi periode ini tidak diketahui.",
        "{name} moved on {moved}, but the evaluation window of this period is not known.",
        "Berikan `window` sesuai ketetapan instansi; naskah hanya memberi contoh triwulanan.",
        "Give the `window` that the agency has set; the text has an example for quarters only.",
    ),
    "ASN-T006": Message(
        "{name} adalah pejabat fungsional yang tidak memimpin unit kerja pada {on}.",
        "{name} holds a functional post and leads no unit on {on}.",
        "Pejabat fungsional menerima delegasi hanya sepanjang memimpin unit kerja.",
        "A functional official may be given the authority only while leading a unit.",
    ),
    "ASN-T007": Message(
        "Ada lebih dari satu pendelegasian untuk `{assignment}` pada {on}: {names}.",
        "There is more than one delegation for `{assignment}` on {on}: {names}.",
        "Akhiri salah satunya, atau buat satu khusus untuk penempatan ini.",
        "End one of them, or make one for this assignment alone.",
    ),
    "ASN-T008": Message(
        "{employee} dinilai oleh {office_id}, yang tidak ada dalam data.",
        "{employee} is appraised by {office_en}, who is not in the records.",
        "Sebutkan pejabat itu sebagai `appraiser` pada penempatan.",
        "Name that official as the `appraiser` of the assignment.",
    ),
    "ASN-T009": Message(
        "Instansi induk {employee} tidak diketahui pada {on}.",
        "The home agency of {employee} is not known on {on}.",
        "Catat penempatan definitif asalnya, atau sebutkan `appraiser`.",
        "Record the definitive assignment they come from, or name an `appraiser`.",
    ),
    "ASN-T010": Message(
        "{employee} menjalani cuti di luar tanggungan negara; ketentuan perencanaan kinerja tidak"
        " berlaku, sehingga tidak ada yang dinilai.",
        "{employee} is on unpaid leave outside state responsibility; the rules of planning do not"
        " apply, so there is nothing to appraise.",
    ),
    "ASN-T011": Message(
        "Pendelegasian kepada `{to}` tidak menyebut unit atau penempatan.",
        "The delegation to `{to}` names neither a unit nor an assignment.",
        "Isi `unit` atau `assignment`, agar jelas siapa yang dinilai.",
        "Give a `unit` or an `assignment`, so that it is clear who is appraised.",
    ),
    "ASN-T012": Message(
        "Ada lebih dari satu pejabat pada {post_id} pada {on}: {names}.",
        "More than one person holds {post_en} on {on}: {names}.",
        "Sebutkan `appraiser` pada penempatan.",
        "Name the `appraiser` of the assignment.",
    ),
    # Calendars.
    "ASN-T015": Message(
        "Kalender ini tidak memuat hari libur tahun {year}.",
        "This calendar does not know the holidays of {year}.",
        "Berikan kalender yang memuat tahun itu; libur yang tidak diketahui memajukan tenggat.",
        "Give a calendar that has that year; a holiday it misses brings a deadline forward.",
    ),
    "ASN-T016": Message(
        "Kalender ini tidak memiliki hari kerja dalam setahun sejak {on}.",
        "This calendar has no working day in the year after {on}.",
    ),
    "ASN-T017": Message(
        "Pustaka `holidays` belum terpasang.",
        "The library `holidays` is not installed.",
        "Pasang `asn-appraisal[process]`, atau buat `WorkingDays` dari tanggal Anda sendiri.",
        "Install `asn-appraisal[process]`, or make `WorkingDays` of your own dates.",
    ),
    "ASN-T018": Message(
        "Pustaka `holidays` belum memuat cuti bersama tahun {year}.",
        "The library `holidays` has no joint leave for {year} yet.",
        "Perbarui pustaka itu, berikan tanggalnya lewat `also`, atau tulis `joint_leave=False`.",
        "Update that library, give the dates as `also`, or write `joint_leave=False`.",
    ),
    # Steps of one appraisal that are refused.
    "ASN-T020": Message(
        "Kebijakan `{policy}` tidak memiliki bagian `process`.",
        "The policy `{policy}` has no `process` section.",
        "Tambahkan tenggatnya, atau pakai `based_on`.",
        "Add its periods, or use `based_on`.",
    ),
    "ASN-T021": Message(
        "{step_id} tidak mungkin: penilaian `{id}` {stage_id}.",
        "{step_en} is not possible: appraisal `{id}` {stage_en}.",
        "Langkah ini mungkin bila penilaian {allowed_id}.",
        "It is possible when the appraisal {allowed_en}.",
    ),
    "ASN-T022": Message(
        "{step_id} dilakukan oleh `{wanted}`, bukan `{by}`.",
        "{step_en} is done by `{wanted}`, not by `{by}`.",
    ),
    "ASN-T023": Message(
        "Tanggal {on} mendahului langkah sebelumnya pada {last}.",
        "The date {on} is before the step that came last, on {last}.",
        "Riwayat hanya bertambah; catat langkah menurut urutannya.",
        "A history only grows; record steps in their order.",
    ),
    "ASN-T024": Message(
        "Rentang evaluasi baru dibuka {opens}, sesudah {on}.",
        "The evaluation window opens on {opens}, after {on}.",
    ),
    "ASN-T025": Message(
        "Rentang evaluasi berakhir {closes}; sesudah itu atasan Pejabat Penilai Kinerja yang"
        " menilai.",
        "The evaluation window closed on {closes}; after it the appraiser's superior appraises.",
        "Gunakan `escalate`.",
        "Use `escalate`.",
    ),
    "ASN-T026": Message(
        "Penilaian `{id}` belum terlambat pada {on}: {until_id}.",
        "Appraisal `{id}` is not overdue on {on}: {until_en}.",
    ),
    "ASN-T027": Message(
        "Kebijakan `{policy}` tidak mengatur Pejabat Penilai Kinerja yang terlambat.",
        "The policy `{policy}` has no rule for an appraiser who is late.",
    ),
    "ASN-T028": Message(
        "Hasil penilaian `{id}` belum lengkap, sehingga tidak dapat ditandatangani.",
        "The result of appraisal `{id}` is incomplete, so nobody can sign it.",
        "Lengkapi datanya; hasil yang belum ada tidak pernah menjadi predikat.",
        "Complete the evidence; a result that is not there never becomes a predicate.",
    ),
    "ASN-T029": Message(
        "Kartu nilai ini memakai kebijakan `{found}`, padahal penilaian ini memakai `{policy}`.",
        "This card was scored under `{found}`, but the appraisal is under `{policy}`.",
        "Nilai kembali dengan kebijakan yang dikunci pada awal penilaian.",
        "Score it again under the policy that was fixed when the appraisal began.",
    ),
    "ASN-T030": Message(
        "Hasil penilaian `{id}` final. {why_id}",
        "The result of appraisal `{id}` is final. {why_en}",
        "Hasil final tidak terbuka bagi keberatan; kekeliruan diperbaiki dengan `correct`.",
        "A final result is not open to objection; a mistake is put right with `correct`.",
    ),
    "ASN-T031": Message(
        "Keberatan diajukan {on}, lewat dari tenggat {due} ({days_id}).",
        "The objection was made on {on}, after its last day {due} ({days_en}).",
    ),
    "ASN-T032": Message(
        "{step_id} memerlukan alasan.",
        "{step_en} needs reasons.",
    ),
    "ASN-T033": Message(
        "Keberatan atas `{id}` sudah diputus pada {decided}.",
        "The objection to `{id}` was decided on {decided}.",
        "Naskah tidak mengenal keberatan kedua.",
        "The text knows no second objection.",
    ),
    "ASN-T034": Message(
        "Keputusan memerlukan penjelasan dari: {missing}.",
        "A decision needs the explanation of: {missing}.",
        "Mintai penjelasan Pejabat Penilai Kinerja dan Pegawai, lalu sebutkan pada `heard`.",
        "Ask the appraiser and the employee, then name them in `heard`.",
    ),
    "ASN-T035": Message(
        "Keputusan mengubah hasil menjadi hasil yang sama: {result}.",
        "The decision changes the result to what it already is: {result}.",
        "Tanpa `change_to`, keputusan menguatkan hasil.",
        "Without `change_to` the decision upholds the result.",
    ),
    "ASN-T036": Message(
        "Keputusan yang mengubah hasil harus memuat rekomendasi baru.",
        "A decision that changes the result must give a new recommendation.",
        "Isi `recommendation`.",
        "Give a `recommendation`.",
    ),
    "ASN-T037": Message(
        "`{by}` menandatangani hasil ini, sehingga tidak dapat memutus keberatan atasnya.",
        "`{by}` signed this result, and so cannot decide an objection to it.",
        "Serahkan perkara kepada atasan berikutnya dengan `hand_over`.",
        "Pass it to the next superior with `hand_over`.",
    ),
    "ASN-T038": Message(
        "Penilaian `{id}` tidak memiliki atasan Pejabat Penilai Kinerja.",
        "Appraisal `{id}` has no appraiser's superior.",
        "Sebutkan `superior`; kepadanya keberatan diajukan dan kelambatan dialihkan.",
        "Name a `superior`; objections and overdue appraisals go to them.",
    ),
    "ASN-T039": Message(
        "Keberatan atas `{id}` masih mungkin: {until_id}.",
        "An objection to `{id}` is still possible: {until_en}.",
    ),
    "ASN-T040": Message(
        "`{employee}` tidak dapat menjadi {role_id} atas penilaiannya sendiri.",
        "`{employee}` cannot be the {role_en} of their own appraisal.",
    ),
    "ASN-T041": Message(
        "Pembetulan memerlukan dasar kewenangan.",
        "A correction needs its authority.",
        "Sebutkan pejabat, keputusan, atau pasal yang memberi kewenangan.",
        "Name the office, decree or article that allows it.",
    ),
    "ASN-T042": Message(
        "Pembetulan ini tidak mengubah apa pun.",
        "This correction changes nothing.",
    ),
    "ASN-T043": Message(
        "Penilaian `{id}` sudah digantikan oleh `{successor}`.",
        "Appraisal `{id}` has been superseded by `{successor}`.",
        "Lanjutkan pada penggantinya.",
        "Go on with the record that superseded it.",
    ),
    "ASN-T044": Message(
        "Id `{id}` sudah dipakai oleh penilaian yang dibetulkan.",
        "The id `{id}` belongs to the appraisal that is corrected.",
        "Catatan pengganti memerlukan id sendiri.",
        "The record that supersedes it needs an id of its own.",
    ),
    "ASN-T045": Message(
        "Akibat `{name}` disebut lebih dari sekali.",
        "The consequence `{name}` is named more than once.",
    ),
    "ASN-T046": Message(
        "Penilaian `{id}` sudah dilaporkan pada {reported}.",
        "Appraisal `{id}` was reported on {reported}.",
    ),
    "ASN-T047": Message(
        "Penerimaan keberatan atas `{id}` sudah tercatat pada {received}.",
        "The receipt of the objection to `{id}` is already recorded, on {received}.",
    ),
    "ASN-T048": Message(
        "Penilaian `{id}` sudah dikembalikan pada {acknowledged}.",
        "Appraisal `{id}` was returned on {acknowledged}.",
    ),
}
