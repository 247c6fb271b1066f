"""T1 to T6: time of service, periods, and the order of events."""

from asn_appraisal.errors import Text
from asn_appraisal.formula.tree import Aggregate, Fact, Field

from .reads import reads_of
from .study import Finding, Study

#: Names by which policies call the months of service.
_MONTHS = ("months", "bulan", "months_served", "masa_kerja", "months_in_post")


def leave(study: Study) -> Finding:
    """Say whether time of service is read: without it, targets are taken as they are written."""
    months = _months_read(study)
    if not months:
        return Finding("not_applicable", "", _AS_WRITTEN)
    listed = ", ".join(f"`{name}`" for name in months)
    text = Text(
        f"Kebijakan membaca lama masa ({listed}) dan menyatakan sendiri akibatnya.",
        f"The policy reads the length of service ({listed}) and declares itself what follows.",
    )
    return Finding("not_applicable", "", text)


_AS_WRITTEN = Text(
    "Kebijakan tidak membaca lama masa; target dipakai seperti tertulis, jadi target yang"
    " disesuaikan"
    " dengan bulan kerja memberi hasil yang sama untuk laju yang sama.",
    "The policy reads no length of service; targets are taken as written, so a target that is"
    " prorated by months gives the same result for the same rate of work.",
)


def service_edges(study: Study) -> Finding:
    """Decide whether a day more or less of service can matter."""
    if _months_read(study):
        return Finding("not_applicable", "", _WHOLE_MONTHS)
    return Finding("proved", "data flow", _NO_DAYS)


_WHOLE_MONTHS = Text(
    "Masa kerja dihitung per bulan penuh; batasnya dinyatakan oleh kebijakan.",
    "Service is counted in whole months; the policy declares the limits.",
)
_NO_DAYS = Text(
    "Hasil tidak membaca tanggal masuk, tanggal keluar, atau lama masa.",
    "No result reads the day of entry, the day of leaving, or the length of service.",
)


def _read_in_chain(study: Study) -> list[str]:
    nodes = [node for _, node in study.nodes()]
    fields = {f"{node.table}.{node.name}" for node in nodes if isinstance(node, Field)}
    return sorted(fields | {f"facts.{node.name}" for node in nodes if isinstance(node, Fact)})


def _months_read(study: Study) -> list[str]:
    return [name for name in _read_in_chain(study) if name.rpartition(".")[2] in _MONTHS]


def periods(study: Study) -> Finding:
    """Say how earlier periods of the year count."""
    if not any(name.startswith("periods.") for name in _read_in_chain(study)):
        return Finding("not_applicable", "", _NO_PERIODS)
    return Finding("proved", "data flow", _DECLARED_PERIODS)


_NO_PERIODS = Text("Hasil tidak membaca periode sebelumnya.", "No result reads earlier periods.")
_DECLARED_PERIODS = Text(
    "Setahun adalah agregat periode seperti dinyatakan oleh ukurannya.",
    "The year is the aggregate of its periods as the measures declare it.",
)


def pooled(study: Study) -> Finding:
    """Decide whether better in every part can be worse in all."""
    read = reads_of(study.policy)
    if "indicators.actual" not in read:
        return Finding("not_applicable", "", _NO_PARTS)
    sums = [
        name
        for name, node in study.nodes()
        if isinstance(node, Aggregate)
        and node.function == "sum"
        and isinstance(node.value, Field)
        and node.value.name.startswith("target")
    ]
    if not sums:
        return Finding("proved", "data flow", _NOT_POOLED)
    listed = ", ".join(f"`{name}`" for name in sums)
    text = Text(
        f"{listed} menjumlahkan target dan realisasi sebelum membagi (N9).",
        f"{listed} adds targets and actuals before dividing (N9).",
    )
    return Finding("undecided", "", text)


_NO_PARTS = Text("Kebijakan tidak membaca realisasi.", "The policy reads no actuals.")
_NOT_POOLED = Text(
    "Realisasi dan target tidak dijumlahkan sebelum dibagi: yang lebih baik di setiap bagian tidak"
    " menjadi lebih buruk karena digabung.",
    "Actuals and targets are not added before they are divided: what is better in every part does"
    " not become worse by pooling.",
)


def in_force(study: Study) -> Finding:
    """Say by which policy a record is scored."""
    if study.policy.from_ is None:
        return Finding("not_applicable", "", _NO_DATE)
    return Finding("proved", "data flow", _IN_FORCE)


_NO_DATE = Text(
    "Kebijakan tidak menyatakan masa berlaku.",
    "The policy declares no days in which it is in force.",
)
_IN_FORCE = Text(
    "Kartu nilai memuat sidik kebijakan, dan memberi tahu bila periode penilaian di luar masa"
    " berlakunya.",
    "A card carries the fingerprint of its policy, and says where a period lies outside the days in"
    " which it is in force.",
)


def event_order(study: Study) -> Finding:
    """Say that observations count by their date, and not by their order."""
    if "indicators.actual" not in reads_of(study.policy):
        return Finding("not_applicable", "", _NO_PARTS)
    return Finding("proved", "data flow", _BY_DATE)


_BY_DATE = Text(
    "Catatan capaian dijumlahkan, dirata-ratakan, atau dipilih menurut tanggalnya; urutan penulisan"
    " tidak terbaca.",
    "Observations are added, averaged, or chosen by date; the order in which they are written is"
    " not"
    " read.",
)
