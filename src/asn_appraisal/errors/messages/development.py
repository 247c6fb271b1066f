"""Messages about development: gaps that cannot be told, and rankings that cannot be made."""

from .message import Message

DEVELOPMENT = {
    "ASN-G001": Message(
        "Jabatan `{position}` tidak ada dalam kamus kompetensi.",
        "The position `{position}` is not in the framework.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-G002": Message(
        "Level kompetensi `{competency}` belum dinilai.",
        "The level of the competency `{competency}` has not been assessed.",
        "Nilai levelnya; yang belum dinilai tidak dihitung nol.",
        "Assess it; what has not been assessed is not counted as zero.",
    ),
    "ASN-G003": Message(
        "Level yang disyaratkan untuk kompetensi `{competency}` tidak diketahui.",
        "The level required of the competency `{competency}` is not known.",
        "Tulis `required`, atau sebut jabatannya.",
        "Write `required`, or name the position.",
    ),
    "ASN-G004": Message(
        "Tidak ada kompetensi yang dapat dibandingkan dengan standar jabatan.",
        "There is no competency to set against the standard of the position.",
        "Periksa `requires` jabatan itu.",
        "Look at what the position requires.",
    ),
    "ASN-G005": Message(
        "Kunci urutan `{key}` tidak dikenal di sini.",
        "The ranking key `{key}` is not known here.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-G006": Message(
        "Nilai kunci urutan `{key}` tidak ada.",
        "There is no value of the ranking key `{key}`.",
        "Lengkapi nilainya; yang belum ada tidak diurutkan.",
        "Give the value; who lacks it is not ranked.",
    ),
    "ASN-G007": Message(
        "Ukuran `{measure}` bukan ya/tidak atau tingkat satu penilaian.",
        "The measure `{measure}` is not a flag or a level of one appraisal.",
        "Pilih ukuran yang bernilai ya/tidak, atau tingkat dengan `at_least`.",
        "Choose a measure that is a flag, or a level together with `at_least`.",
    ),
    "ASN-G008": Message(
        "Skala `{scale}` tidak memiliki tingkat `{level}`.",
        "The scale `{scale}` has no level `{level}`.",
        "{near_id}",
        "{near_en}",
    ),
}
