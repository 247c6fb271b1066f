"""Messages about files and tables, which only the workbench meets."""

from .message import Message

WORKBENCH = {
    "ASN-B001": Message(
        "`{name}` bukan berkas yang ada dan bukan nama kebijakan bawaan.",
        "`{name}` is no file that exists, nor the name of a preset.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-B002": Message(
        "`{path}` tidak dapat dibaca: {reason}.",
        "`{path}` cannot be read: {reason}.",
        "Periksa nama dan hak akses berkasnya.",
        "Check the name and the permissions of the file.",
    ),
    "ASN-B003": Message(
        "`{path}` tidak dapat ditulis: {reason}.",
        "`{path}` cannot be written: {reason}.",
        "Pilih tempat lain dengan `--output`.",
        "Choose another place with `--output`.",
    ),
    "ASN-B004": Message(
        "Teks ini bukan JSON yang benar: {reason}.",
        "This text is not well-formed JSON: {reason}.",
        "Periksa koma, tanda kutip, dan kurung di tempat ini.",
        "Check commas, quotes and brackets at this place.",
    ),
    "ASN-B005": Message(
        "Berkas ini bukan dokumen asn-appraisal.",
        "This file is no document of asn-appraisal.",
        "Baris pertama harus seperti `asn_appraisal: policy/1`.",
        "The first line must be like `asn_appraisal: policy/1`.",
    ),
    "ASN-B006": Message(
        "Di sini diharapkan dokumen `{expected}`, bukan `{found}`.",
        "A document `{expected}` is expected here, not `{found}`.",
        "Periksa urutan berkas di perintah ini.",
        "Check the order of the files of this command.",
    ),
    "ASN-B007": Message(
        "Tidak ada yang dapat dikerjakan di {paths}.",
        "There is nothing to work on in {paths}.",
        "Periksa nama berkas atau foldernya.",
        "Check the name of the file or folder.",
    ),
    "ASN-B008": Message(
        "Kebijakan `{policy}` yang disebut kasus ini tidak ditemukan.",
        "The policy `{policy}` that these cases name was not found.",
        "Letakkan di folder yang sama, pakai nama kebijakan bawaan, atau tunjuk dengan `--policy`.",
        "Put it in the same folder, use the name of a preset, or point to it with `--policy`.",
    ),
    "ASN-B009": Message(
        "Penilaian `{name}` tidak ada dalam data.",
        "There is no appraisal `{name}` in the records.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-B010": Message(
        "Unit `{name}` tidak ada dalam data.",
        "There is no unit `{name}` in the records.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-B011": Message(
        "`{path}` sudah ada dan tidak ditimpa.",
        "`{path}` exists and is not overwritten.",
        "Pilih folder lain, atau pindahkan berkas itu.",
        "Choose another folder, or move the file away.",
    ),
    "ASN-B012": Message(
        "`{path}` tidak ada.",
        "`{path}` does not exist.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-B020": Message(
        "Kolom `{name}` tidak dikenal dalam tabel ini.",
        "The column `{name}` is not known in this table.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-B021": Message(
        "Tabel ini tidak mempunyai kolom `{name}`.",
        "This table has no column `{name}`.",
        "Tambahkan kolomnya; baris pertama tabel adalah judul kolom.",
        "Add the column; the first line of a table holds the titles of its columns.",
    ),
    "ASN-B022": Message(
        "`{text}` dapat dibaca sebagai {whole} atau sebagai {point}.",
        "`{text}` can be read as {whole} or as {point}.",
        "Tulis {whole} atau {comma}, atau nyatakan `--decimal comma` atau `--decimal point`.",
        "Write {whole} or {comma}, or say `--decimal comma` or `--decimal point`.",
    ),
    "ASN-B023": Message(
        "Baris ini mempunyai {found} sel; judul kolomnya {expected}.",
        "This row has {found} cells; there are {expected} titles of columns.",
        "Sel yang berisi `{delimiter}` harus diapit tanda kutip ganda.",
        "A cell that holds `{delimiter}` must stand in double quotes.",
    ),
    "ASN-B024": Message(
        "Dua kolom bernama `{name}`.",
        "Two columns are called `{name}`.",
        "Ganti nama salah satunya.",
        "Rename one of them.",
    ),
    "ASN-B025": Message(
        "Nama berkas `{name}` bukan nama tabel, dan kolomnya bukan kolom satu baris per penilaian.",
        "The file name `{name}` is not that of a table, and its columns are not those of one row "
        "an appraisal.",
        "Namai menurut tabelnya: {known}.",
        "Name it after its table: {known}.",
    ),
    "ASN-B026": Message(
        "Sel pengenal di kolom `{name}` kosong.",
        "The cell of the id in the column `{name}` is empty.",
        "Isi pengenalnya, atau hapus barisnya.",
        "Fill in the id, or remove the row.",
    ),
    "ASN-B027": Message(
        "Penilaian `{name}` sudah ada di baris {first}.",
        "The appraisal `{name}` was given before, in row {first}.",
        "Satu penilaian, satu baris; hapus salah satunya.",
        "One row an appraisal; remove one of them.",
    ),
    "ASN-B028": Message(
        "Berkas ini tidak dapat dibaca sebagai tabel: {reason}.",
        "This file cannot be read as a table: {reason}.",
        "Simpan sebagai CSV UTF-8 dari Excel, lalu coba lagi.",
        "Save it as CSV UTF-8 from Excel, and try again.",
    ),
    "ASN-B030": Message(
        "Kebijakan `{policy}` tidak mempunyai ukuran `{name}`.",
        "The policy `{policy}` has no measure `{name}`.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-B031": Message(
        "Nilai yang diharapkan tidak diperbarui bila `CI` disetel atau pengujian dibagi.",
        "Expected values are not updated where `CI` is set or tests are distributed.",
        "Jalankan di komputer sendiri, tanpa `-n`, lalu periksa perubahannya.",
        "Run it at your desk, without `-n`, and look at what it changed.",
    ),
    "ASN-B033": Message(
        "Pustaka yang terpasang ini belum dapat memeriksa sifat kebijakan.",
        "The library as it is installed cannot verify properties yet.",
        "Pasang versi yang memuat `asn_appraisal.fairness`.",
        "Install a version that has `asn_appraisal.fairness`.",
    ),
    "ASN-B032": Message(
        "Cakupan kebijakan tidak dihitung bila pengujian dibagi.",
        "The coverage of policies is not counted where tests are distributed.",
        "Jalankan tanpa `-n`.",
        "Run it without `-n`.",
    ),
}
