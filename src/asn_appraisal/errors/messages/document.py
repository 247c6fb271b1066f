"""Messages about text and data: what YAML may hold, and what each field takes."""

from .message import Message

DOCUMENT = {
    "ASN-D033": Message(
        "`{text}` bukan satu angka: di dalam kurung, koma memisahkan bagian.",
        "`{text}` is not one number: inside brackets a comma divides the parts.",
        "Tulis {point} (titik desimal).",
        "Write {point} (with a decimal point).",
    ),
    "ASN-D032": Message(
        "`{name}` tidak dikenal di sini.",
        "`{name}` is not known here.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-D034": Message(
        "Koma dalam `{text}` memisahkan bagian, karena teks ini di dalam kurung kurawal.",
        "The comma in `{text}` divides parts, because this text is inside braces.",
        'Apit dengan tanda kutip: {key}: "{text}".',
        'Put it in quotes: {key}: "{text}".',
    ),
    "ASN-D001": Message(
        "Teks ini bukan YAML yang benar: {reason_id}.",
        "This text is not well-formed YAML: {reason_en}.",
        "Periksa baris ini dan baris sebelumnya: baris yang sejajar diawali spasi yang sama "
        "banyaknya, kutip dan kurung ditutup, dan teks yang berisi titik dua ditulis dalam kutip.",
        "Check this line and the line before: lines of one level begin with the same number of "
        "spaces, quotes and brackets are closed, and a text with a colon in it is in quotes.",
    ),
    "ASN-D002": Message(
        "Ada karakter tab; YAML hanya menerima spasi untuk indentasi.",
        "There is a tab character; YAML takes only spaces for indentation.",
        "Ganti setiap tab dengan dua spasi.",
        "Replace every tab with two spaces.",
    ),
    "ASN-D003": Message(
        "Teks berisi karakter yang tidak boleh ada ({reason}).",
        "The text holds a character that is not allowed ({reason}).",
        "Simpan berkas sebagai UTF-8 tanpa karakter kendali.",
        "Save the file as UTF-8 without control characters.",
    ),
    "ASN-D004": Message(
        "Dokumen terlalu besar: {size} karakter, batasnya {limit}.",
        "The document is too large: {size} characters, the limit is {limit}.",
        "Bagi dokumen menjadi beberapa bagian, atau naikkan batasnya bila ini data.",
        "Split the document, or raise the limit if it holds records.",
    ),
    "ASN-D005": Message(
        "Dokumen bersarang lebih dari {limit} tingkat.",
        "The document is nested more than {limit} levels deep.",
        "Tidak ada aturan penilaian yang memerlukan kedalaman ini; periksa kurungnya.",
        "No appraisal rule needs this depth; check the brackets.",
    ),
    "ASN-D006": Message(
        "Dokumen berisi lebih dari {limit} nilai.",
        "The document holds more than {limit} values.",
        "Bagi dokumen menjadi beberapa bagian.",
        "Split the document into parts.",
    ),
    "ASN-D007": Message(
        "Kunci `{key}` sudah ditulis di baris {first}.",
        "The key `{key}` was given before, on line {first}.",
        "Hapus salah satunya; kunci yang sama tidak boleh ditulis dua kali.",
        "Remove one of them; a key may not be written twice.",
    ),
    "ASN-D008": Message(
        "Jangkar, alias, dan kunci gabung (`&`, `*`, `<<`) tidak dipakai di sini.",
        "Anchors, aliases and merge keys (`&`, `*`, `<<`) are not used here.",
        "Tulis nilainya langsung; teks yang diawali `&` atau `*` diberi tanda kutip.",
        "Write the value out; put text that begins with `&` or `*` in quotes.",
    ),
    "ASN-D009": Message(
        "Tag `{tag}` tidak diterima: dokumen ini hanya berisi data.",
        "The tag `{tag}` is not accepted: this document holds only data.",
        "Hapus tag itu; jenis nilai ditentukan oleh kuncinya.",
        "Remove the tag; the key decides the type of the value.",
    ),
    "ASN-D010": Message(
        "Kunci harus berupa teks.",
        "A key must be text.",
        "Tulis kunci sebagai satu kata.",
        "Write the key as one word.",
    ),
    "ASN-D011": Message(
        "Hanya satu dokumen per teks; `---` kedua memulai dokumen lain.",
        "One document per text; the second `---` starts another.",
        "Pindahkan dokumen kedua ke teks tersendiri.",
        "Move the second document to a text of its own.",
    ),
    "ASN-D012": Message(
        "Dokumen ini kosong.",
        "The document is empty.",
        "Mulai dengan `asn_appraisal: {expected}`.",
        "Begin with `asn_appraisal: {expected}`.",
    ),
    "ASN-D013": Message(
        "Kunci pertama harus `asn_appraisal: {expected}`; yang ada: `{found}`.",
        "The first key must be `asn_appraisal: {expected}`; found: `{found}`.",
        "Tulis `asn_appraisal: {expected}` di baris pertama.",
        "Write `asn_appraisal: {expected}` on the first line.",
    ),
    "ASN-D014": Message(
        "Angka biner (float) {found} tidak diterima karena tidak persis.",
        "The binary float {found} is not accepted, because it is not exact.",
        "Kirim angkanya sebagai teks, `int`, `Decimal`, atau `Fraction`.",
        "Pass the number as text, `int`, `Decimal` or `Fraction`.",
    ),
    "ASN-D015": Message(
        "Nilai berjenis {found} tidak dapat menjadi bagian dokumen.",
        "A value of type {found} cannot be part of a document.",
        "Pakai peta, daftar, teks, `int`, `Decimal`, `bool`, atau tanggal.",
        "Use mappings, lists, text, `int`, `Decimal`, `bool` or dates.",
    ),
    "ASN-D016": Message(
        "Angka ini tidak terhingga, atau lebih panjang dari {limit} karakter.",
        "This number is not finite, or longer than {limit} characters.",
        "Periksa angka ini di sumbernya.",
        "Check this number at its source.",
    ),
    "ASN-D020": Message(
        "Kunci `{key}` tidak dikenal {where_id}.",
        "The key `{key}` is not known {where_en}.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-D021": Message(
        "Kunci `{key}` wajib ada {where_id}.",
        "The key `{key}` is required {where_en}.",
        "Tambahkan `{key}:`.",
        "Add `{key}:`.",
    ),
    "ASN-D022": Message(
        "Di sini diharapkan {expected_id}, bukan {found_id}.",
        "Expected {expected_en} here, not {found_en}.",
    ),
    "ASN-D023": Message(
        "`{text}` bukan angka.",
        "`{text}` is not a number.",
        "{cure_id}",
        "{cure_en}",
    ),
    "ASN-D024": Message(
        "`{text}` bukan bilangan bulat.",
        "`{text}` is not a whole number.",
        "Tulis bilangan bulat tanpa nol di depan, mis. 12.",
        "Write a whole number without leading zeros, such as 12.",
    ),
    "ASN-D025": Message(
        "`{text}` bukan `true` atau `false`.",
        "`{text}` is neither `true` nor `false`.",
        "Tulis `true` (ya) atau `false` (tidak).",
        "Write `true` (yes) or `false` (no).",
    ),
    "ASN-D026": Message(
        "`{text}` bukan tanggal.",
        "`{text}` is not a date.",
        "Tulis tanggal sebagai tahun-bulan-hari, mis. 2025-12-31.",
        "Write a date as year-month-day, such as 2025-12-31.",
    ),
    "ASN-D027": Message(
        "`{text}` tidak dikenal di sini.",
        "`{text}` is not known here.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-D028": Message(
        "Nilai `{key}` kosong.",
        "The value of `{key}` is empty.",
        "Isi nilainya, atau hapus kuncinya.",
        "Give a value, or remove the key.",
    ),
    "ASN-D029": Message(
        "`{text}` bukan nama yang sah.",
        "`{text}` is not a valid name.",
        "Pakai huruf kecil, angka, dan garis bawah; diawali huruf, dan bukan kata seperti `if`.",
        "Use small letters, digits and underscores; begin with a letter; not a word like `if`.",
    ),
    "ASN-D030": Message(
        "Kunci `{key}` tidak dipakai lagi: {instead_id}.",
        "The key `{key}` is retired: {instead_en}.",
    ),
    "ASN-D031": Message(
        "Isi salah satu saja dari {keys}.",
        "Give just one of {keys}.",
    ),
}
