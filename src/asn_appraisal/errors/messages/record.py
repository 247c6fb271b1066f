"""Messages about records: facts that contradict themselves."""

from .message import Message

RECORD = {
    "ASN-R001": Message(
        "Id `{id}` ditulis dua kali di `{collection}`.",
        "The id `{id}` stands twice in `{collection}`.",
        "Setiap id hanya boleh satu kali; periksa apakah baris terkirim ganda.",
        "Each id may stand once; check whether a row was sent twice.",
    ),
    "ASN-R002": Message(
        "Tanggal `{id}` terbalik: {first} sesudah {last}.",
        "The dates of `{id}` are not in order: {first} is after {last}.",
        "Tanggal mulai (`from`) tidak boleh sesudah tanggal akhir (`until`).",
        "The first day (`from`) may not be after the last (`until`).",
    ),
    "ASN-R003": Message(
        "Pada penempatan `{id}`, pegawai `{employee}` menilai dirinya sendiri.",
        "In assignment `{id}`, employee `{employee}` is their own appraiser.",
        "Pejabat Penilai Kinerja harus orang lain, biasanya atasan langsung.",
        "The appraiser must be another person, usually the direct superior.",
    ),
    "ASN-R004": Message(
        "Bobot `{id}` negatif: {weight}.",
        "The weight of `{id}` is negative: {weight}.",
        "Tulis bobot nol atau lebih.",
        "Give a weight of zero or more.",
    ),
    "ASN-R005": Message(
        "Rentang target `{id}` terbalik.",
        "The target range of `{id}` is upside down.",
        "Tulis batas bawah lebih dahulu, mis. [2, 8].",
        "Give the lower end first, such as [2, 8].",
    ),
    "ASN-R006": Message(
        "Indikator `{id}` memiliki realisasi dan catatan capaian sekaligus.",
        "Indicator `{id}` has both an actual and observations.",
        "Hapus `actual`; realisasi dihitung dari `observations`.",
        "Remove `actual`; it is made from the `observations`.",
    ),
    "ASN-R007": Message(
        "`{id}` di `{collection}` menunjuk `{wanted}` pada `{field}`, tetapi itu tidak ada.",
        "`{id}` in `{collection}` names `{wanted}` as its `{field}`, which is not there.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-R008": Message(
        "Rantai `{field}` di `{collection}` berputar: {circle}.",
        "The `{field}` of `{collection}` goes round in a circle: {circle}.",
        "Putuskan lingkaran ini di salah satu mata rantainya.",
        "Break the circle at one of its links.",
    ),
    "ASN-R009": Message(
        "Unit `{unit}` tidak ada dalam data.",
        "There is no unit `{unit}` in the records.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-R010": Message(
        "Ada dua nilai berbeda pada hari terakhir {on}, sehingga `latest` tidak jelas.",
        "There are two different values on the last day {on}, so `latest` is not clear.",
        "Sisakan satu nilai untuk hari itu.",
        "Keep one value for that day.",
    ),
    "ASN-R011": Message(
        "Kompetensi `{competency}` tidak ada dalam kamus.",
        "The competency `{competency}` is not in the framework.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-R012": Message(
        "Kompetensi `{competency}` tidak memiliki level {level}; levelnya: {levels}.",
        "The competency `{competency}` has no level {level}; its levels: {levels}.",
    ),
    "ASN-R014": Message(
        "Program `{id}` dari level {first} ke {last} tidak menaikkan level.",
        "The programme `{id}` from level {first} to {last} does not lead upwards.",
    ),
    "ASN-R013": Message(
        "Nilai yang tidak ada ditulis `missing` atau `{{not_applicable: alasan}}`.",
        "A value that is not there is `missing` or `{{not_applicable: reason}}`.",
    ),
}
