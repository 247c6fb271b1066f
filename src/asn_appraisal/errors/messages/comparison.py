"""Messages about comparison: results that cannot be set side by side."""

from .message import Message

COMPARISON = {
    "ASN-G101": Message(
        "Penilaian `{appraisal}` tidak memiliki periode, sehingga tidak dapat diurutkan.",
        "The appraisal `{appraisal}` has no period, so it cannot be put in order.",
        "Tulis `period` penilaian itu.",
        "Write the `period` of the appraisal.",
    ),
    "ASN-G102": Message(
        "Ada {count} hasil untuk periode {first} sampai {last}: {appraisals}.",
        "There are {count} results for the period {first} to {last}: {appraisals}.",
        'Sisakan satu untuk seorang pegawai, atau pakai `of="unit"`.',
        'Keep one for one employee, or use `of="unit"`.',
    ),
    "ASN-G103": Message(
        "Ukuran `{measure}` memiliki nilai per baris, bukan satu nilai per penilaian.",
        "The measure `{measure}` has a value for each row, not one for each appraisal.",
        "Pilih ukuran yang bernilai tunggal.",
        "Choose a measure with a single value.",
    ),
}
