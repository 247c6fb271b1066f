"""Messages about one appraisal: evidence that breaks its rules, what is missing, what to note."""

from .message import Message

SCORING = {
    # Evidence that a policy does not take: the appraisal is refused.
    "ASN-E001": Message(
        "{where}: `{field}` bernilai {value}, padahal harus {range}.",
        "{where}: `{field}` is {value}, but must be {range}.",
        "Periksa angka ini di sumbernya.",
        "Check this number at its source.",
    ),
    "ASN-E002": Message(
        "{where}: `{field}` bernilai `{value}`, yang tidak diterima kebijakan ini.",
        "{where}: `{field}` is `{value}`, which this policy does not take.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-E003": Message(
        "{where}: `{field}` belum diisi.",
        "{where}: `{field}` is not filled in.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-E004": Message(
        "{where}: jumlah bobot {found}, padahal harus tepat {total}.",
        "{where}: the weights add up to {found}, but must be exactly {total}.",
        "Selisihnya {difference}; bobot yang tidak habis dibagi boleh ditulis sebagai pecahan, mis."
        " 100/7.",
        "The difference is {difference}; a weight may be written as a ratio, such as 100/7.",
    ),
    "ASN-E005": Message(
        "{where}: target berupa rentang, padahal polarisasi `{polarity}` memerlukan satu angka.",
        "{where}: the target is a range, but the polarity `{polarity}` needs a single number.",
        "Tulis satu angka, atau pakai polarisasi `within`.",
        "Give a single number, or use the polarity `within`.",
    ),
    "ASN-E006": Message(
        "Fakta `{fact}` bernilai `{value}`, yang bukan {kind_id} yang diterima.",
        "The fact `{fact}` is `{value}`, which is not {kind_en} that is taken here.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-E007": Message(
        "{where}: rencana belum memuat `{field}`.",
        "{where}: the plan does not say `{field}`.",
        "Rencana kerja harus jelas dan terukur; isi `{field}`.",
        "A plan must be clear and measurable; fill in `{field}`.",
    ),
    "ASN-E010": Message(
        "Kartu nilai ini tidak memiliki ukuran `{name}`.",
        "This card has no measure `{name}`.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-E011": Message(
        "Data ini berjenis `{type}`, yang tidak dikenal.",
        "This data is of the type `{type}`, which is not known.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-E012": Message(
        "Hasil tersimpan tidak dapat diulang: `{measure}` tersimpan {stored}, dihitung {found}.",
        "The stored result does not replay: `{measure}` is stored as {stored}, computed as"
        " {found}.",
        "Hasilnya diubah, atau dibuat dengan versi aturan yang lain.",
        "It was altered, or made by another version of the rules.",
    ),
    "ASN-E013": Message(
        "Data ini rusak: `{key}` tidak ada, atau bukan {expected_id}.",
        "This data is damaged: `{key}` is not there, or is not {expected_en}.",
        "Kirim data seperti yang ditulis `to_dict`.",
        "Send the data as `to_dict` wrote it.",
    ),
    # What is missing: the result is incomplete.
    "ASN-S001": Message(
        "{where}: `{field}` belum dilaporkan.",
        "{where}: `{field}` has not been reported.",
        "Lengkapi nilainya; yang belum ada tidak dihitung nol.",
        "Report the value; what is missing is not counted as zero.",
    ),
    "ASN-S002": Message(
        "Fakta `{fact}` belum ada dalam data.",
        "The fact `{fact}` is not in the record.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-S003": Message(
        "Ukuran `{measure}` tidak dapat dihitung: tidak ada baris, atau jumlah bobotnya nol.",
        "The measure `{measure}` cannot be computed: there are no rows, or their weights sum to"
        " zero.",
        "Periksa buktinya, atau beri `default=` dalam kebijakan.",
        "Check the evidence, or give `default=` in the policy.",
    ),
    "ASN-S004": Message(
        "Pertimbangan `{measure}` belum diberikan pejabat penilai.",
        "The judgement `{measure}` has not been given by the appraiser.",
        "Tambahkan di `judgements:`.",
        "Add it under `judgements:`.",
    ),
    "ASN-S005": Message(
        "Pertimbangan `{measure}` menyebut tingkat `{level}` yang tidak ada.",
        "The judgement `{measure}` names the level `{level}`, which does not exist.",
        "{near_id}",
        "{near_en}",
    ),
    "ASN-S006": Message(
        "Pertimbangan `{measure}` (`{level}`) berbeda dari usulan dan belum disertai {lacking_id}.",
        "The judgement `{measure}` (`{level}`) differs from the suggestion and lacks {lacking_en}.",
        "Lengkapi di `judgements:`.",
        "Add it under `judgements:`.",
    ),
    "ASN-S007": Message(
        "{where}: `{field}` tidak berlaku ({reason}), dan kebijakan ini tetap memerlukannya.",
        "{where}: `{field}` is not applicable ({reason}), and this policy needs it all the same.",
    ),
    "ASN-S008": Message(
        "Aspek perilaku `{aspect}` belum dinilai.",
        "The behaviour aspect `{aspect}` has not been rated.",
        "Lengkapi penilaiannya; yang belum ada tidak dihitung nol.",
        "Rate it; what is missing is not counted as zero.",
    ),
    # What a reader should know although the result stands.
    "ASN-N001": Message(
        "{where} tidak dihitung: `{field}` {why_id}.",
        "{where} is left out: `{field}` {why_en}.",
    ),
    "ASN-N002": Message(
        "{where}: `{field}` {why_id} dan dihitung sebagai {value}, sesuai kebijakan.",
        "{where}: `{field}` {why_en} and counts as {value}, as the policy says.",
    ),
    "ASN-N003": Message(
        "Pertimbangan `{measure}` belum ada; usulan kebijakan dipakai: `{level}`.",
        "There is no judgement `{measure}`; the policy's suggestion is used: `{level}`.",
    ),
    "ASN-N004": Message(
        "Aspek `{aspect}` tidak dihitung karena fakta `{fact}` bernilai tidak.",
        "The aspect `{aspect}` is left out, because the fact `{fact}` is false.",
    ),
    "ASN-N005": Message(
        "Fakta `{fact}` tidak ada dalam data; nilai bawaan dipakai: {value_id}.",
        "The fact `{fact}` is not in the record; the default is used: {value_en}.",
    ),
    "ASN-N006": Message(
        "Periode {first} sampai {last} tidak seluruhnya dalam masa berlaku kebijakan ini.",
        "The period {first} to {last} does not lie wholly in the days this policy is in force.",
    ),
    "ASN-N008": Message(
        "Ukuran `{measure}` tidak dapat dihitung karena tidak ada barisnya; hasilnya tidak"
        " bergantung padanya.",
        "The measure `{measure}` cannot be computed, because it has no rows; the result does not"
        " depend on it.",
    ),
    "ASN-N007": Message(
        "Aspek perilaku `{aspect}` belum dinilai dan tidak dihitung, sesuai kebijakan.",
        "The behaviour aspect `{aspect}` has not been rated and is left out, as the policy says.",
    ),
}
