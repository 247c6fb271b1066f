"""Messages about tables that are scored as a whole."""

from .message import Message

FRAMES = {
    "ASN-K001": Message(
        "`{table}` berjenis `{kind}`, yang bukan tabel yang dikenal.",
        "`{table}` is a `{kind}`, which is no table that is known here.",
        "Serahkan tabel Polars, pandas, pyarrow, DuckDB, PySpark, Dask, atau Ibis.",
        "Hand over a table of Polars, pandas, pyarrow, DuckDB, PySpark, Dask or Ibis.",
    ),
    "ASN-K002": Message(
        "Tidak ada tabel yang diserahkan.",
        "No table was handed over.",
        "Serahkan sedikitnya satu tabel dengan kolom `{key}`.",
        "Hand over at least one table with the column `{key}`.",
    ),
    "ASN-K003": Message(
        "Tabel `{table}` tidak memiliki kolom kunci `{key}`.",
        "The table `{table}` has no key column `{key}`.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-K004": Message(
        "Kolom kunci `{key}` tabel `{table}` berupa bilangan pecahan biner (float).",
        "The key column `{key}` of the table `{table}` holds floats.",
        "Ubah menjadi teks atau bilangan bulat.",
        "Make it text or integers.",
    ),
    "ASN-K005": Message(
        "Kolom kunci `{key}` tidak sejenis di semua tabel ({listed}).",
        "The key column `{key}` is not of one type in all tables ({listed}).",
        "Samakan jenisnya.",
        "Give it one type.",
    ),
    "ASN-K006": Message(
        "Kebijakan ini membaca tabel `{table}`, yang tidak diserahkan.",
        "This policy reads the table `{table}`, which was not handed over.",
        "Serahkan `{table}=`; tabel kosong berarti tidak ada barisnya.",
        "Hand over `{table}=`; an empty table says that there are no rows.",
    ),
    "ASN-K007": Message(
        "Tabel `{table}` tidak memiliki kolom `{column}` yang dibaca kebijakan ini.",
        "The table `{table}` has no column `{column}`, which this policy reads.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-K008": Message(
        "Kebijakan ini membaca fakta `{fact}`, tetapi tabel `facts` tidak diserahkan.",
        "This policy reads the fact `{fact}`, but no table `facts` was handed over.",
        "Serahkan `facts=` dengan kolom `{fact}`.",
        "Hand over `facts=` with a column `{fact}`.",
    ),
    "ASN-K009": Message(
        "Kolom `{column}` tabel `{table}` berjenis {found}: bilangan biner tidak eksak.",
        "The column `{column}` of the table `{table}` is {found}: binary floats are not exact.",
        "Ubah menjadi desimal, bilangan bulat, atau teks; atau nyatakan banyaknya angka desimal,"
        " mis. `decimals={{'{column}': 2}}`.",
        "Make it decimals, integers or text; or state its decimal places, such as"
        " `decimals={{'{column}': 2}}`.",
    ),
    "ASN-K010": Message(
        "Kolom `{column}` tabel `{table}` berjenis {found}, padahal harus {expected_id}.",
        "The column `{column}` of the table `{table}` is {found}, but must be {expected_en}.",
    ),
    "ASN-K011": Message(
        "`decimals` menyebut kolom `{column}`, yang tidak ada di tabel mana pun.",
        "`decimals` names the column `{column}`, which no table has.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-K012": Message(
        "`decimals` untuk `{column}` bernilai {places}, padahal harus 0 sampai 12.",
        "`decimals` for `{column}` is {places}, but must be 0 to 12.",
    ),
    "ASN-K013": Message(
        "Ukuran `{measure}` tidak dapat dihitung per kolom: {why_id}.",
        "The measure `{measure}` cannot be computed in columns: {why_en}.",
        "Pakai tabel Polars, pandas, atau pyarrow: barisnya lalu dinilai satu per satu.",
        "Use a Polars, pandas or pyarrow table: its appraisals are then scored one by one.",
    ),
    "ASN-K014": Message(
        "Kolom `{column}` tabel `{table}` berisi teks, yang di mesin ini tidak dibaca sebagai"
        " angka.",
        "The column `{column}` of the table `{table}` holds text, which is not read as numbers on"
        " this engine.",
        "Ubah menjadi desimal atau bilangan bulat.",
        "Make it decimals or integers.",
    ),
    "ASN-K015": Message(
        "Sebagian tabel bersifat lazy dan sebagian tidak, atau mesinnya berbeda: {listed}.",
        "Some tables are lazy and some are not, or their engines differ: {listed}.",
        "Serahkan semua tabel dari satu mesin.",
        "Hand over all tables from one engine.",
    ),
    "ASN-K016": Message(
        "Baris tanpa kunci `{key}` ada di tabel `{table}`: {count}.",
        "There are rows without the key `{key}` in the table `{table}`: {count}.",
        "Isi kuncinya, atau buang barisnya.",
        "Fill in the key, or drop the rows.",
    ),
    "ASN-K017": Message(
        "Kunci `{key}` tidak unik di tabel `{table}`.",
        "The key `{key}` is not unique in the table `{table}`.",
        "Satu penilaian memiliki satu baris.",
        "One appraisal has one row.",
    ),
    "ASN-K018": Message(
        "Unit `{unit}` memiliki dua nilai fakta `{fact}`.",
        "The unit `{unit}` has two values of the fact `{fact}`.",
        "Satu unit memiliki satu nilai.",
        "One unit has one value.",
    ),
    # Of one appraisal: they stand in the column `reasons`.
    "ASN-K020": Message(
        "Angka di luar batas bilangan bulat 64 bit; nilai dengan `score`.",
        "A number is beyond what 64-bit integers hold; use `score`.",
    ),
    "ASN-K021": Message(
        "Nilai kolom `{column}` bukan angka, atau berangka desimal lebih banyak daripada yang"
        " dinyatakan.",
        "A value of the column `{column}` is no number, or has more decimal places than stated.",
    ),
    "ASN-K022": Message(
        "Penilaian ini memiliki dua baris fakta, atau dua pertimbangan untuk satu ukuran.",
        "This appraisal has two rows of facts, or two judgements of one measure.",
    ),
    "ASN-K023": Message(
        "Indikator menyebut hasil kerja yang tidak ada di tabel `results`.",
        "An indicator names a result that is not in the table `results`.",
    ),
    "ASN-K024": Message(
        "Nilai ukuran ini lebih dari 38 angka, termasuk angka desimalnya: tidak muat di kolom"
        " tabel; nilai dengan `score`.",
        "A value of this measure has more than 38 digits, decimal places included, which no column"
        " holds; use `score`.",
    ),
}
