"""Messages about formulas: what cannot be read, what is not known, what does not fit."""

from .message import Message

FORMULA = {
    "ASN-F001": Message(
        "Rumus ini tidak dapat dibaca: `{formula}`.",
        "This formula cannot be read: `{formula}`.",
        "{cure_id}",
        "{cure_en}",
    ),
    "ASN-F002": Message(
        "Rumus ini lebih panjang dari {limit} karakter.",
        "This formula is longer than {limit} characters.",
        "Pecah menjadi beberapa ukuran (measures) yang bernama.",
        "Split it into several named measures.",
    ),
    "ASN-F003": Message(
        "Rumus ini bersarang lebih dari {limit} tingkat.",
        "This formula is nested more than {limit} levels deep.",
        "Pecah menjadi beberapa ukuran (measures) yang bernama.",
        "Split it into several named measures.",
    ),
    "ASN-F004": Message(
        "`{text}` bukan angka.",
        "`{text}` is not a number.",
        "Tulis {cure_id}.",
        "Write {cure_en}.",
    ),
    "ASN-F005": Message(
        "Ada koma di tempat yang tidak semestinya.",
        "There is a comma where none belongs.",
        "Pakai titik desimal: 0.70, bukan 0,70.",
        "Use a decimal point: 0.70, not 0,70.",
    ),
    "ASN-F006": Message(
        "Perbandingan berantai tidak dipakai di sini.",
        "Chained comparisons are not used here.",
        "Tulis `60 <= x and x < 80`.",
        "Write `60 <= x and x < 80`.",
    ),
    "ASN-F007": Message(
        "Bagian rumus ini bukan hitungan yang dikenal.",
        "This part of the formula is no arithmetic that is known here.",
        "Yang ada: + - * /, perbandingan, and/or/not, `A if C else B`, dan fungsi bawaan.",
        "There are + - * /, comparisons, and/or/not, `A if C else B`, and the built-in functions.",
    ),
    "ASN-F008": Message(
        "`{text}` ditulis dengan huruf besar.",
        "`{text}` is written with a capital letter.",
        "Tulis `{right}`.",
        "Write `{right}`.",
    ),
    "ASN-F009": Message(
        "Nama `{name}` tidak dikenal di sini.",
        "The name `{name}` is not known here.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-F010": Message(
        "Di sini diharapkan {expected_id}, bukan {found_id}.",
        "Expected {expected_en} here, not {found_en}.",
    ),
    "ASN-F011": Message(
        "`{word}` bukan tingkat dari skala `{scale}`.",
        "`{word}` is no level of the scale `{scale}`.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-F012": Message(
        "`{word}` bukan salah satu pilihan.",
        "`{word}` is not one of the choices.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-F013": Message(
        "Kata `'{word}'` tidak punya arti di sini.",
        "The word `'{word}'` has no meaning here.",
        "Beri ukuran ini `scale:` bila hasilnya tingkat; angka ditulis tanpa tanda kutip.",
        "Give the measure a `scale:` if it yields levels; write numbers without quotes.",
    ),
    "ASN-F014": Message(
        "`{name}` punya satu nilai per baris `{table}`, bukan satu nilai per penilaian.",
        "`{name}` has a value for each row of `{table}`, not one for the appraisal.",
        "Pakai agregat, mis. `mean({name})`, atau `per: {table}`.",
        "Use an aggregate, such as `mean({name})`, or `per: {table}`.",
    ),
    "ASN-F015": Message(
        "Ukuran `{name}` punya satu nilai per `{rows}`, bukan satu nilai di sini.",
        "The measure `{name}` has a value for each of `{rows}`, not one here.",
        "Pakai agregat, mis. `mean({name})`.",
        "Use an aggregate, such as `mean({name})`.",
    ),
    "ASN-F016": Message(
        "Tabel `{table}` tidak dinyatakan di `evidence`.",
        "The table `{table}` is not declared in `evidence`.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-F017": Message(
        "Tabel `{table}` tidak memiliki kolom `{name}`.",
        "The table `{table}` has no field `{name}`.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-F018": Message(
        "Kedua sisi tidak dapat dibandingkan atau dipilih: {expected_id} dan {found_id}.",
        "The two sides do not go together: {expected_en} and {found_en}.",
        "Kedua sisi harus berjenis sama.",
        "Both sides must be of one kind.",
    ),
    "ASN-F019": Message(
        "`{sign}` tidak berlaku untuk {expected_id}.",
        "`{sign}` does not apply to {expected_en}.",
        "Pakai `==` atau `!=`.",
        "Use `==` or `!=`.",
    ),
    "ASN-F020": Message(
        "Fungsi `{name}` tidak dikenal.",
        "The function `{name}` is not known.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-F021": Message(
        "Fungsi `{name}` menerima {takes_id}.",
        "The function `{name}` takes {takes_en}.",
    ),
    "ASN-F022": Message(
        "Banyaknya desimal harus bilangan bulat dari 0 sampai {most}.",
        "The number of decimal places must be a whole number from 0 to {most}.",
    ),
    "ASN-F023": Message(
        "Agregat `{name}` berada di dalam agregat lain.",
        "The aggregate `{name}` stands inside another aggregate.",
        "Jadikan agregat yang di dalam sebuah ukuran tersendiri.",
        "Make the inner one a measure of its own.",
    ),
    "ASN-F024": Message(
        "`{name}` tidak mengenal `{option}=`.",
        "`{name}` does not know `{option}=`.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-F025": Message(
        "Tidak jelas baris tabel mana yang dihitung oleh `{name}`.",
        "It is not clear over which rows `{name}` ranges.",
        "Sebut tabelnya, mis. `behaviours.value`. Tabel yang ada: {tables}.",
        "Name the table, as in `behaviours.value`. Declared tables: {tables}.",
    ),
    "ASN-F026": Message(
        "Pembagi `{divisor}` dapat bernilai nol.",
        "The divisor `{divisor}` can be zero.",
        "Batasi buktinya (mis. `target: {{above: 0}}`), atau tulis `0 if {divisor} == 0 else ...`.",
        "Narrow the evidence (such as `target: {{above: 0}}`), or write"
        " `0 if {divisor} == 0 else ...`.",
    ),
    "ASN-F027": Message(
        "Batas bawah `clip` di atas batas atasnya.",
        "The lower limit of `clip` is above its upper limit.",
        "Tukar kedua batas.",
        "Swap the two limits.",
    ),
    "ASN-F028": Message(
        "`count` menerima nama tabel, bukan syarat.",
        "`count` takes the name of a table, not a condition.",
        "Tulis syaratnya di `where=`: `count(results, where=rating == 'above')`.",
        "Put the condition in `where=`: `count(results, where=rating == 'above')`.",
    ),
    "ASN-F030": Message(
        "Huruf `{letter}` ({number}) bukan huruf Latin biasa, walaupun mungkin mirip.",
        "The letter `{letter}` ({number}) is no ordinary Latin letter, though it looks alike.",
        "Ketik ulang nama itu.",
        "Type the name anew.",
    ),
    "ASN-F029": Message(
        "Ukuran `{name}` belum dihitung di sini: sebuah ukuran hanya memakai ukuran di atasnya.",
        "The measure `{name}` is not computed yet: a measure may only use measures above it.",
        "Pindahkan ke atas; bila keduanya saling memerlukan, aturannya berputar, dan salah satunya "
        "harus dihitung tanpa yang lain.",
        "Move it up; if each of the two needs the other, the rule goes round in a circle, and one "
        "of them must be computed without the other.",
    ),
}
