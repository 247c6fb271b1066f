"""Messages about policies: what a rule document may not say."""

from .message import Message

_NEAR = ("{near_id}", "{near_en}")

POLICY = {
    "ASN-P001": Message(
        "Perlakuan nilai yang tidak ada ditulis `incomplete`, `leave_out`, atau `{{count_as: 0}}`.",
        "What a missing value does is `incomplete`, `leave_out` or `{{count_as: 0}}`.",
    ),
    "ASN-P002": Message(
        "`{text}` bukan jumlah.",
        "`{text}` is not an amount.",
        "Tulis bagian seperti `70%`, atau orang seperti `1 person`.",
        "Write a share such as `70%`, or people such as `1 person`.",
    ),
    "ASN-P003": Message(
        "`{text}` bukan tenggat.",
        "`{text}` is not a number of days.",
        "Tulis `14 working days` (hari kerja) atau `14 days` (hari kalender).",
        "Write `14 working days` or `14 days`.",
    ),
    "ASN-P005": Message(
        "`{key}` hanya dapat dibedakan menurut kolom yang berisi kata, bukan `{name}`.",
        "`{key}` can only differ by a field that holds words, not by `{name}`.",
        "Pakai kolom seperti `rater`, `aspect`, atau `kind`.",
        "Use a field such as `rater`, `aspect` or `kind`.",
    ),
    "ASN-P006": Message(
        "`{text}` bukan angka dan bukan rating, jadi tidak dapat dihitung sebagai gantinya.",
        "`{text}` is neither a number nor a rating, so nothing can count as it.",
        "Tulis angka seperti 0, atau `below`, `meets`, `above`.",
        "Write a number such as 0, or `below`, `meets`, `above`.",
    ),
    "ASN-P007": Message(
        "`within` hanya berarti bersama `total`.",
        "`within` only has a meaning with `total`.",
        "Tambahkan `total: 100`, atau hapus `within`.",
        "Add `total: 100`, or remove `within`.",
    ),
    "ASN-P008": Message(
        "`{name}` ditulis dua kali dalam daftar ini.",
        "`{name}` stands twice in this list.",
        "Hapus salah satunya.",
        "Remove one of them.",
    ),
    "ASN-P009": Message(
        "`{key}` tidak berarti bagi `{name}`, yang berjenis `{type}`.",
        "`{key}` has no meaning for `{name}`, which is of the type `{type}`.",
        "Hapus `{key}`.",
        "Remove `{key}`.",
    ),
    "ASN-P010": Message(
        "Fakta `{name}` menyangkut siapa orangnya, dan tidak boleh dibaca kebijakan.",
        "The fact `{name}` is about who a person is, and no policy may read it.",
        "Nama, NIP, jenis kelamin, agama, suku, daerah, usia, status kawin, dan pandangan politik"
        " tidak ada dalam bahasa ini; pakai fakta tentang pekerjaan.",
        "Name, NIP, gender, religion, ethnicity, region, age, marital state and political view are"
        " not in this language; use a fact about the work.",
    ),
    "ASN-P011": Message(
        "`{name}` tidak dapat diwajibkan di tabel `{table}`.",
        "`{name}` cannot be required in the table `{table}`.",
        *_NEAR,
    ),
    "ASN-P012": Message(
        "Tidak ada angka yang mungkin dalam batas ini: {range}.",
        "No number that can occur lies within these limits: {range}.",
        "Periksa `from`, `above`, `to`, dan `below`; bobot dan level tidak pernah negatif.",
        "Check `from`, `above`, `to` and `below`; weights and levels are never negative.",
    ),
    "ASN-P013": Message(
        "`{key}` menyebut kolom `{name}` yang tidak ada.",
        "`{key}` names the field `{name}`, which is not there.",
        *_NEAR,
    ),
    "ASN-P014": Message(
        "`{key}` menyebut nilai `{name}` yang tidak mungkin.",
        "`{key}` names the value `{name}`, which cannot occur.",
        *_NEAR,
    ),
    "ASN-P015": Message(
        "Nilai bawaan `{text}` tidak sesuai dengan jenis fakta ({kind_id}) atau batasnya.",
        "The default `{text}` does not fit the type of the fact ({kind_en}) or its limits.",
    ),
    "ASN-P016": Message(
        "Fakta `{name}` tidak dinyatakan di `evidence.facts`.",
        "The fact `{name}` is not declared in `evidence.facts`.",
        *_NEAR,
    ),
    "ASN-P017": Message(
        "Aspek `{name}` tidak ada di `aspects`.",
        "The aspect `{name}` is not in `aspects`.",
        *_NEAR,
    ),
    "ASN-P018": Message(
        "Fakta `{name}` harus berupa flag (ya/tidak).",
        "The fact `{name}` must be a flag.",
    ),
    "ASN-P019": Message(
        "Fakta `{name}` memerlukan `{key}:`.",
        "The fact `{name}` needs `{key}:`.",
    ),
    "ASN-P020": Message(
        "Skala `{name}` tidak dinyatakan di `scales`.",
        "The scale `{name}` is not declared in `scales`.",
        *_NEAR,
    ),
    "ASN-P021": Message(
        "Skala `{name}` memerlukan sedikitnya dua tingkat.",
        "The scale `{name}` needs at least two levels.",
    ),
    "ASN-P022": Message(
        "Skala `expectation` harus memuat `below`, `meets`, `above`, dalam urutan itu.",
        "The scale `expectation` must have `below`, `meets`, `above`, in that order.",
        "Kolom `rating` memakai ketiga tingkat ini; labelnya bebas.",
        "The `rating` fields use these three levels; the labels are free.",
    ),
    "ASN-P023": Message(
        "Nama `{name}` sudah dipakai oleh fakta, tabel, kolom, atau fungsi.",
        "The name `{name}` is taken by a fact, a table, a field or a function.",
        "Pilih nama lain.",
        "Choose another name.",
    ),
    "ASN-P024": Message(
        "Hasil `{name}` bukan salah satu ukuran.",
        "The result `{name}` is not one of the measures.",
        *_NEAR,
    ),
    "ASN-P025": Message(
        "Masa berlaku terbalik: {first} sesudah {last}.",
        "The dates in force are not in order: {first} is after {last}.",
    ),
    "ASN-P030": Message(
        "`per: {name}` menyebut tabel yang tidak dinyatakan di `evidence`.",
        "`per: {name}` names a table that is not declared in `evidence`.",
        *_NEAR,
    ),
    "ASN-P031": Message(
        "`per: {name}` menyebut kolom yang tidak ada di tabel `{table}`.",
        "`per: {name}` names a field that the table `{table}` does not have.",
        *_NEAR,
    ),
    "ASN-P032": Message(
        "Kolom `{name}` tidak dapat dipakai untuk mengelompokkan.",
        "The field `{name}` cannot be used for grouping.",
        "Kelompokkan menurut kolom yang berisi kata, mis. `behaviours.aspect`.",
        "Group by a field that holds words, such as `behaviours.aspect`.",
    ),
    "ASN-P033": Message(
        "Ukuran `{name}` harus punya tepat satu isi; yang ada: {found}.",
        "The measure `{name}` must have exactly one body; found: {found}.",
        "Pilih satu: `formula`, `by` + `cases`, `bands`, `curve`, `lookup`, `matrix`, `judgement`.",
        "Choose one: `formula`, `by` + `cases`, `bands`, `curve`, `lookup`, `matrix`, `judgement`.",
    ),
    "ASN-P034": Message(
        "Ukuran `{name}` bukan angka, jadi tidak dapat dibulatkan.",
        "The measure `{name}` is not a number, so it cannot be rounded.",
        "Hapus `round`.",
        "Remove `round`.",
    ),
    "ASN-P035": Message(
        "Sumber `{name}` tidak dinyatakan di `sources`.",
        "The source `{name}` is not declared in `sources`.",
        *_NEAR,
    ),
    "ASN-P036": Message(
        "Ukuran `{name}` memakai `{body}`, jadi memerlukan `scale:`.",
        "The measure `{name}` uses `{body}`, so it needs `scale:`.",
        *_NEAR,
    ),
    "ASN-P037": Message(
        "`{name}` bukan tingkat, pilihan, atau flag.",
        "`{name}` is not a level, a choice or a flag.",
        "Angka menjadi tingkat dengan `bands`; jadikan itu ukuran tersendiri.",
        "A number becomes a level with `bands`; make that a measure of its own.",
    ),
    "ASN-P038": Message(
        "`{name}` bukan salah satu nilai `{of}`.",
        "`{name}` is not one of the values of `{of}`.",
        *_NEAR,
    ),
    "ASN-P039": Message(
        "Nilai ini belum diatur: {lacking}.",
        "These values are not covered: {lacking}.",
        "Tambahkan setiap nilai di `cases:` (atau `values:`), atau batasi nilai yang boleh di "
        "`evidence`.",
        "Add each of them to `cases:` (or `values:`), or narrow the allowed values in `evidence`.",
    ),
    "ASN-P040": Message(
        "Semua kasus harus memberi jenis nilai yang sama.",
        "All cases must give the same kind of value.",
    ),
    "ASN-P041": Message(
        "Baris pita terakhir harus tanpa `from`, `above`, dan `when`.",
        "The last row of the bands must have no `from`, `above` or `when`.",
        "Tambahkan baris untuk semua nilai yang tersisa, mis. `{{level: kurang}}`.",
        "Add a row for all remaining values, such as `{{level: kurang}}`.",
    ),
    "ASN-P042": Message(
        "Baris `{level}` tanpa batas menutupi semua baris di bawahnya.",
        "The row `{level}` has no edge, so it hides every row below it.",
        "Beri `from:`, atau pindahkan menjadi baris terakhir.",
        "Give it `from:`, or move it to the end.",
    ),
    "ASN-P043": Message(
        "`{name}` bukan tingkat dari skala `{scale}`.",
        "`{name}` is no level of the scale `{scale}`.",
        *_NEAR,
    ),
    "ASN-P044": Message(
        "Potongan kurva ini tidak lengkap.",
        "This piece of the curve is not complete.",
        "Tulis `{{from, to, value: [a, b]}}`, `{{at, value}}`, `{{above, value}}`,"
        " atau `{{below, value}}`.",
        "Write `{{from, to, value: [a, b]}}`, `{{at, value}}`, `{{above, value}}`"
        " or `{{below, value}}`.",
    ),
    "ASN-P045": Message(
        "Sel matriks ini belum diisi: {lacking}.",
        "These cells of the matrix are lacking: {lacking}.",
        "Isi setiap sel; matriks tanpa lubang tidak memberi hasil kosong.",
        "Fill every cell; a matrix with a hole gives somebody no result.",
    ),
    "ASN-P046": Message(
        "Pertimbangan `{name}` berlaku untuk seluruh penilaian, jadi tanpa `per:`.",
        "The judgement `{name}` is about the whole appraisal, so it has no `per:`.",
    ),
    "ASN-P050": Message(
        "Baris `{level}` tidak pernah tercapai (nilai yang mungkin: {range}).",
        "The row `{level}` can never be reached (possible values: {range}).",
        "Baris pertama yang cocok yang dipakai: urutkan dari batas tertinggi ke terendah.",
        "The first row that fits is taken: order them from the highest edge to the lowest.",
    ),
    "ASN-P051": Message(
        "Dua potongan kurva bertumpuk di {number}: `{one}` dan `{two}`.",
        "Two pieces of the curve overlap at {number}: `{one}` and `{two}`.",
        "Akhiri yang satu sebelum yang lain mulai; pakai `above`, `below`, atau `at`.",
        "End one before the other begins; use `above`, `below` or `at`.",
    ),
    "ASN-P052": Message(
        "Kurva tidak punya nilai untuk {number}.",
        "The curve has no value for {number}.",
        "Tambahkan potongan yang memuat angka ini.",
        "Add a piece that holds this number.",
    ),
    "ASN-P053": Message(
        "Potongan kurva `{piece}` tidak pernah tercapai (nilai yang mungkin: {range}).",
        "The piece `{piece}` of the curve can never be reached (possible values: {range}).",
        "Hapus potongan ini, atau periksa batas bukti dan pembulatannya.",
        "Remove it, or check the limits of the evidence and its rounding.",
    ),
    "ASN-P060": Message(
        "`{name}` bukan ukuran bertingkat, jadi tidak dapat dikalibrasi.",
        "`{name}` does not give levels, so it cannot be calibrated.",
    ),
    "ASN-P061": Message(
        "`{name}` tidak dapat dipakai untuk memeringkat.",
        "`{name}` cannot be used for ranking.",
    ),
    "ASN-P062": Message(
        "Tanpa `choose_by`, hanya ada satu pola bernama `any`.",
        "Without `choose_by` there is just one pattern, named `any`.",
        "Beri nama `any`, atau tulis `choose_by:` dengan fakta unit yang memilih polanya.",
        "Call it `any`, or give `choose_by:` with the fact of the unit that chooses the pattern.",
    ),
    "ASN-P063": Message(
        "`{name}` bukan tingkat dari ukuran yang dikalibrasi.",
        "`{name}` is no level of the measure that is calibrated.",
        *_NEAR,
    ),
    "ASN-P064": Message(
        "`share` harus berupa persentase, mis. `20%`.",
        "`share` must be a percentage, such as `20%`.",
    ),
    "ASN-P065": Message(
        "Ukuran `{name}` tidak ada.",
        "There is no measure `{name}`.",
        *_NEAR,
    ),
    "ASN-P066": Message(
        "Ukuran `{name}` punya satu nilai per `{rows}`, bukan satu nilai per penilaian.",
        "The measure `{name}` has a value for each of `{rows}`, not one for the appraisal.",
    ),
    "ASN-P067": Message(
        "Hari {day} bulan {month} tidak ada.",
        "There is no day {day} in month {month}.",
    ),
    "ASN-P068": Message(
        "Sifat `{name}` tidak dikenal.",
        "The property `{name}` is not known.",
        *_NEAR,
    ),
    "ASN-P069": Message(
        "Baris `{name}` tidak meminta apa pun.",
        "The row `{name}` asks for nothing.",
        "Beri `at_least`, `at_most`, `most`, atau `share`, atau hapus barisnya.",
        "Give `at_least`, `at_most`, `most` or `share`, or remove the row.",
    ),
    "ASN-P026": Message(
        "`{value}` di `{key}` tidak dapat menjadi isi kolom mana pun di tabel ini.",
        "`{value}` in `{key}` is nothing that any field of this table can hold.",
        "Tulis angka di dalam batas `from` dan `to` kolomnya, atau perlakuan lain.",
        "Write a number within the limits `from` and `to` of the field, or another treatment.",
    ),
    "ASN-P070": Message(
        "Kebijakan dasar `{name}` tidak tersedia.",
        "The policy `{name}` to start from is not at hand.",
        *_NEAR,
    ),
    "ASN-P071": Message(
        "`remove` hanya berarti bersama `based_on`.",
        "`remove` only has a meaning with `based_on`.",
    ),
    "ASN-P072": Message(
        "Tidak ada `{path}` untuk dihapus dari kebijakan dasar.",
        "There is no `{path}` to remove from the policy it starts from.",
        *_NEAR,
    ),
    "ASN-P073": Message(
        "Tidak ada kebijakan nasional bernama `{name}`.",
        "There is no preset named `{name}`.",
        *_NEAR,
    ),
}
