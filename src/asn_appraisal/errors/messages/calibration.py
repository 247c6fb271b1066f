"""Messages about calibration: patterns that do not hold or cannot, and why somebody moves."""

from .message import Message

_NEAR = ("{near_id}", "{near_en}")
_ROW = (
    "{levels_id}: {people} dari {size} orang, padahal pola `{pattern}` meminta {amount_id}.",
    "{levels_en}: {people} of {size}, but the pattern `{pattern}` asks for {amount_en}.",
)
_SMALL = (
    "Tidak ada yang dipindahkan; gabungkan dengan unit lain, atau kecualikan unit sekecil ini.",
    "Nobody is moved; merge the unit with another, or exempt pools of this size.",
)

CALIBRATION = {
    # Rows of the pattern that do not hold.
    "ASN-C001": Message(*_ROW),  # too few
    "ASN-C002": Message(*_ROW),  # too many
    "ASN-C003": Message(*_ROW),  # not the seats of a share
    "ASN-C004": Message(
        "{levels_id}: {people} dari {size} orang, padahal pola `{pattern}` meminta {amount_id};"
        " satu tingkat lain ditempati {rival}.",
        "{levels_en}: {people} of {size}, but the pattern `{pattern}` asks for {amount_en};"
        " another level has {rival}.",
    ),
    # Rank and equals as they were given.
    "ASN-C005": Message(
        "Ada yang tingkatnya di bawah seseorang yang peringkatnya lebih rendah: {people} dari"
        " {size} orang.",
        "Some have a worse level than somebody with a worse rank: {people} of {size}.",
        "Periksa tingkat yang ditetapkan, atau ukuran yang menentukan peringkat.",
        "Check the levels that were set, or the measures that make the rank.",
    ),
    "ASN-C006": Message(
        "Ada yang peringkatnya sama tetapi tingkatnya berbeda: {groups} kelompok.",
        "Some of equal rank were given different levels; groups: {groups}.",
        "Yang sama peringkatnya mendapat tingkat yang sama; tambah kunci `rank_by` bila memang ada"
        " yang membedakan.",
        "Equals get the same level; add a key to `rank_by` if something does tell them apart.",
    ),
    # A pattern that nobody can satisfy.
    "ASN-C010": Message(
        "Pola `{pattern}` tidak mungkin untuk {size} orang: {sum_id} dari {size} orang adalah"
        " {numbers}. {rows_id}.",
        "The pattern `{pattern}` is impossible for a pool of {size}: {sum_en} of {size} is"
        " {numbers}. {rows_en}.",
        *_SMALL,
    ),
    "ASN-C011": Message(
        "Pola `{pattern}` tidak mungkin untuk {size} orang. {rows_id}.",
        "The pattern `{pattern}` is impossible for a pool of {size}. {rows_en}.",
        *_SMALL,
    ),
    "ASN-C012": Message(
        "Pola `{pattern}` mungkin untuk {size} orang, tetapi tidak bila yang sama peringkatnya"
        " tetap bersama (kelompok terbesar: {largest}). {rows_id}.",
        "The pattern `{pattern}` is possible for a pool of {size}, but not while equals stay"
        " together (largest group: {largest}). {rows_en}.",
        "Tidak ada yang dipindahkan; `ties: up`, `down`, atau `manual` mengatur lain.",
        "Nobody is moved; `ties: up`, `down` or `manual` rule otherwise.",
    ),
    "ASN-C013": Message(
        "Kuota pola `{pattern}` berjumlah {sum}: {shares}.",
        "The shares of the pattern `{pattern}` add up to {sum}: {shares}.",
        "Tidak ada yang dipindahkan; bagian dari satu keseluruhan tidak dapat melebihi 100%.",
        "Nobody is moved; parts of a whole cannot exceed 100%.",
    ),
    "ASN-C014": Message(
        "{levels_id} punya lebih dari satu kuota dalam pola `{pattern}`.",
        "{levels_en} has more than one share in the pattern `{pattern}`.",
        "Tidak ada yang dipindahkan; tulis setiap tingkat di satu baris `share` saja.",
        "Nobody is moved; name each level in one `share` row only.",
    ),
    # Edges among equals.
    "ASN-C015": Message(
        "Batas pola melalui {people} orang yang peringkatnya sama (peringkat {rank}), antara"
        " {upper_id} dan {lower_id}.",
        "The edge of the pattern runs through {people} people of equal rank (rank {rank}), between"
        " {upper_en} and {lower_en}.",
        "Pejabat Penilai Kinerja yang memutuskan; tidak seorang pun dari mereka dipindahkan.",
        "The appraiser decides; none of them is moved.",
    ),
    "ASN-C016": Message(
        "Karena yang sama peringkatnya bersama-sama {way_id}, {levels_id} menjadi {people} dari"
        " {size} orang, padahal pola `{pattern}` meminta {amount_id}.",
        "Because equals go {way_en} together, {levels_en} comes to {people} of {size}, but the"
        " pattern `{pattern}` asks for {amount_en}.",
    ),
    # Which pattern, which pool.
    "ASN-C020": Message(
        "Unit `{unit}` belum memiliki fakta `{fact}`, yang memilih pola distribusi.",
        "The unit `{unit}` has no fact `{fact}`, which chooses the pattern.",
        *_NEAR,
    ),
    "ASN-C021": Message(
        "Fakta `{fact}` unit `{unit}` bernilai `{value}`, dan tidak ada pola bernama itu.",
        "The fact `{fact}` of the unit `{unit}` is `{value}`, and no pattern has that name.",
        *_NEAR,
    ),
    "ASN-C022": Message(
        "Kelompok {size} orang terlalu kecil dan harus digabung dengan unit atasan {parent_id},"
        " yang belum disertakan.",
        "A pool of {size} is too small and is to be merged with the unit above, {parent_en}, which"
        " was not handed in.",
        "Panggil `calibrate(policy, cohort, parent=...)` dengan kelompok unit atasan.",
        "Call `calibrate(policy, cohort, parent=...)` with the cohort of the unit above.",
    ),
    "ASN-C023": Message(
        "Kelompok {size} orang lebih kecil dari {smallest}, jadi polanya tidak diterapkan.",
        "A pool of {size} is smaller than {smallest}, so no pattern is asked of it.",
    ),
    # What a reader should know.
    "ASN-C030": Message(
        "Fakta `{fact}` belum ada; yang dipakai adalah tahun sebelumnya: `{value}`.",
        "The fact `{fact}` is not there yet; that of the year before is used: `{value}`.",
        "PermenPANRB 6/2022 Lampiran IV.B.1.f mengaturnya bila capaian organisasi terbit sesudah"
        " Januari.",
        "PermenPANRB 6/2022 Lampiran IV.B.1.f says so where the organisation's achievement is"
        " published after January.",
    ),
    "ASN-C031": Message(
        "Kelompok `{unit}` ({size} orang) digabung dengan unit atasan `{parent}`; fakta unit"
        " atasan yang berlaku.",
        "The pool `{unit}` ({size} people) is merged with the unit above, `{parent}`; the facts"
        " of the unit above hold.",
    ),
    "ASN-C032": Message(
        "Kartu nilai `{employee}` belum lengkap; ia tidak dihitung dan tidak dikalibrasi.",
        "The card of `{employee}` is incomplete; they are not counted and not calibrated.",
    ),
    "ASN-C033": Message(
        "`{measure}` dari `{employee}` tidak ada nilainya, padahal menentukan peringkat; ia tidak"
        " dihitung dan tidak dikalibrasi.",
        "`{measure}` of `{employee}` has no value, and the rank rests on it; they are not counted"
        " and not calibrated.",
    ),
    # Why somebody moves.
    "ASN-C040": Message(
        "{before_id} ke {after_id}: {levels_id} terlalu sedikit, {people} dari {size} orang,"
        " padahal pola meminta {amount_id}.",
        "{before_en} to {after_en}: {levels_en} has too few, {people} of {size}, and the pattern"
        " asks for {amount_en}.",
    ),
    "ASN-C041": Message(
        "{before_id} ke {after_id}: {levels_id} terlalu banyak, {people} dari {size} orang,"
        " padahal pola meminta {amount_id}.",
        "{before_en} to {after_en}: {levels_en} has too many, {people} of {size}, and the pattern"
        " asks for {amount_en}.",
    ),
    "ASN-C042": Message(
        "{before_id} ke {after_id}: tanpa ini, sesudah perpindahan lain, {levels_id} tidak lagi"
        " memenuhi {amount_id}.",
        "{before_en} to {after_en}: without it, after the other moves, {levels_en} would no"
        " longer keep to {amount_en}.",
    ),
    "ASN-C043": Message(
        "{before_id} ke {after_id}: agar tidak seorang pun berada di bawah yang peringkatnya lebih"
        " rendah.",
        "{before_en} to {after_en}: so that nobody ends below somebody with a worse rank.",
    ),
    "ASN-C044": Message(
        "{before_id} ke {after_id}: yang sama peringkatnya mendapat tingkat yang sama.",
        "{before_en} to {after_en}: equals get the same level.",
    ),
    "ASN-C045": Message(
        "{before_id} ke {after_id}: batas pola jatuh di antara yang sama peringkatnya, dan mereka"
        " bersama-sama {way_id}.",
        "{before_en} to {after_en}: the edge of the pattern falls among equals, and they go"
        " {way_en} together.",
    ),
    # What cannot be calibrated.
    "ASN-C050": Message(
        "Kebijakan `{policy}` tidak memiliki bagian `calibration:`.",
        "The policy `{policy}` has no section `calibration:`.",
    ),
    "ASN-C051": Message(
        "Pegawai `{employee}` ada dua kali dalam satu kelompok: `{first}` dan `{second}`.",
        "Employee `{employee}` stands twice in one pool: `{first}` and `{second}`.",
        "Pilih satu penilaian per orang, mis. yang tahunan saja.",
        "Choose one appraisal a person, such as the annual one.",
    ),
    "ASN-C052": Message(
        "Kartu nilai `{employee}` dibuat menurut kebijakan lain: `{other}`, bukan `{policy}`.",
        "The card of `{employee}` was made under another policy: `{other}`, not `{policy}`.",
        "Nilai ulang dengan kebijakan yang mengkalibrasi.",
        "Score it again under the policy that calibrates.",
    ),
}
