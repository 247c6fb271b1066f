"""The sentences of this room, in Indonesian and in English."""

from asn_appraisal.errors import Text

#: What the clusters of PermenPANRB 38/2017 are called; a framework's own stand as they are.
CLUSTERS = {
    "technical": Text("teknis", "technical"),
    "managerial": Text("manajerial", "managerial"),
    "sociocultural": Text("sosial kultural", "sociocultural"),
}

PHRASES = {
    # Gaps.
    "gaps_of": Text("Kesenjangan kompetensi: {whose}", "Competency gaps: {whose}"),
    "against": Text("{head}, terhadap {position}", "{head}, against {position}"),
    "no_gap": Text("Tidak ada level yang kurang.", "No level is lacking."),
    "lacks": Text(
        "{title}: disyaratkan {required}, dicapai {attained}, kurang {gap}.",
        "{title}: {required} required, {attained} attained, {gap} lacking.",
    ),
    "meets": Text(
        "{title}: disyaratkan {required}, dicapai {attained}.",
        "{title}: {required} required, {attained} attained.",
    ),
    "exceeds": Text(
        "{title}: disyaratkan {required}, dicapai {attained}, lebih {surplus}.",
        "{title}: {required} required, {attained} attained, {surplus} above.",
    ),
    "not_applicable": Text(
        "{title}: tidak berlaku ({reason}).", "{title}: not applicable ({reason})."
    ),
    "asks": Text("{line} Level {level} meminta: {asks}.", "{line} Level {level} asks: {asks}."),
    # Job-person match.
    "match": Text(
        "Kesesuaian dengan {position}: {percentage}% ({attained} dari {required} level)",
        "Match with {position}: {percentage}% ({attained} of {required} levels)",
    ),
    "no_match": Text(
        "Kesesuaian dengan {position}: belum dapat dihitung",
        "Match with {position}: cannot be computed yet",
    ),
    "capped": Text(
        "Dibatasi per kompetensi: kelebihan tidak menutup kekurangan.",
        "Capped per competency: a surplus does not make up for a gap.",
    ),
    "not_capped": Text(
        "Tidak dibatasi per kompetensi: kelebihan pada satu kompetensi menutup kekurangan pada"
        " yang lain.",
        "Not capped per competency: a surplus in one makes up for a gap in another.",
    ),
    "suitability": Text("{label}: {level} ({policy})", "{label}: {level} ({policy})"),
    # Rankings.
    "and_ties": Text("{names} (setara)", "{names} (equal)"),
    "decided_by": Text(
        "di atas yang berikut menurut {key}: {mine}, berikutnya {next}",
        "ahead of the next by {key}: {mine}, then {next}",
    ),
    "ranking": Text("Urutan calon untuk {position}", "Candidates for {position}, in order"),
    "by": Text("menurut {keys}", "by {keys}"),
    "by_nothing": Text("tanpa kunci urutan", "by no key"),
    "only_declared": Text(
        "Yang setara tidak diurutkan; hanya kunci yang disebut yang menentukan.",
        "Equals are not put in order; only the keys that are named decide.",
    ),
    "apart": Text("Belum dapat diurutkan", "Not ranked yet"),
    "key_match": Text("kesesuaian (persen)", "match (per cent)"),
    "key_lacking": Text("level yang kurang", "levels lacking"),
    "key_suitability": Text("kesesuaian jabatan", "suitability"),
    "key_people": Text("jumlah orang", "number of people"),
    "key_in_all": Text("jumlah level", "levels in all"),
    # Training needs.
    "needs": Text(
        "Kebutuhan pelatihan {unit} ({people} orang)", "Training needs of {unit} (people: {people})"
    ),
    "need": Text(
        "{title}: {people} orang, seluruhnya {in_all} level, terjauh {at_most}",
        "{title}: people {people}, levels in all {in_all}, at most {at_most}",
    ),
    "no_need": Text("Tidak ada level yang kurang.", "No level is lacking."),
    "person": Text("{name} (kurang {gap})", "{name} ({gap} lacking)"),
    "raised_by": Text("Program: {programmes}", "Programmes: {programmes}"),
    "no_programme": Text(
        "Belum ada program yang mulai dari levelnya: {names}",
        "No programme starts from where they are: {names}",
    ),
    "unknown": Text("Belum diketahui", "Not known yet"),
    "unknown_row": Text("{name}: {what}", "{name}: {what}"),
    "programmes": Text("Daftar program", "List of programmes"),
    "programme": Text(
        "{title} ({competency}, level {from_} ke {to})",
        "{title} ({competency}, level {from_} to {to})",
    ),
    "participants": Text("peserta: {names}", "participants: {names}"),
    "later": Text(
        "setelah mencapai level {level}: {names}", "after reaching level {level}: {names}"
    ),
    # Recognition.
    "recognised": Text("Pengakuan menurut {measure}", "Recognition by {measure}"),
    "nobody": Text("Belum ada.", "Nobody yet."),
    "because": Text("{whose}: {value} ({numbers})", "{whose}: {value} ({numbers})"),
    "incomplete": Text("Belum lengkap", "Incomplete"),
}


def say(language: str, name: str, /, **values: object) -> str:
    """Return a sentence in one language.

    >>> say("en", "decided_by", key="match", mine=90, next=80)
    'ahead of the next by match: 90, then 80'
    """
    return PHRASES[name].in_language(language).format_map(values)


def cluster_text(cluster: str) -> Text:
    """Return what a cluster is called."""
    return CLUSTERS.get(cluster, Text.same(cluster))
