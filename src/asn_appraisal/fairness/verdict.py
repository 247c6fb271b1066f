"""Verdicts: what holds of a policy, how it is known, and what shows it where it does not."""

from collections.abc import Mapping
from typing import Any

from attrs import Factory, field, frozen

from asn_appraisal.errors import Text
from asn_appraisal.policy import ENTRIES, Policy
from asn_appraisal.record import FrozenMap

from .witness import Witness

#: Every status, as it is said; they are never merged.
STATUSES: Mapping[str, Text] = FrozenMap(
    {
        "proved": Text("terbukti", "proved"),
        "proved_up_to": Text("terbukti sampai batas", "proved up to a bound"),
        "not_found": Text("tidak ditemukan contoh", "no example found"),
        "violated": Text("dilanggar", "violated"),
        "waived": Text("dikecualikan", "waived"),
        "stale_waiver": Text("pengecualian tidak diperlukan lagi", "waiver no longer needed"),
        "not_applicable": Text("tidak berlaku", "not applicable"),
        "undecided": Text("belum dapat diputuskan", "undecided"),
    }
)
#: How a verdict was reached.
METHODS: Mapping[str, Text] = FrozenMap(
    {
        "composition": Text("pembuktian rumus demi rumus", "proof by composition of the formulas"),
        "enumeration": Text("pemeriksaan semua kemungkinan", "enumeration of all cases"),
        "data flow": Text("penelusuran apa yang dibaca", "data flow: what is read"),
        "units": Text("penelusuran satuan ukur", "the units of measure"),
        "examples": Text("contoh untuk setiap kasus", "an example of every case"),
        "construction": Text("cara kerja kalibrasi sendiri", "how calibration is made"),
        "search": Text("pencarian contoh", "search for examples"),
        "number": Text("angka terhadap batas", "a number against a limit"),
        "": Text("", ""),
    }
)


@frozen
class Verdict:
    """Putusan: whether a policy has one property."""

    #: The property, by its name.
    property: str
    #: One of `STATUSES`.
    status: str
    #: One of `METHODS`; empty where nothing was to be decided.
    method: str
    #: Why, in one or more sentences.
    because: Text
    #: The smallest example, where there is one.
    witness: Witness | None = None
    #: Numbers that were found, as (name, value) pairs, e.g. the largest jump.
    numbers: tuple[tuple[str, str], ...] = ()
    #: How many appraisals or cohorts were tried.
    examples: int = 0
    #: The policy's waiver, where it has one.
    waiver: Any = None
    #: The policy, for the words of the example.
    policy: Policy | None = field(default=None, eq=False, repr=False)
    #: The entry in the catalogue, e.g. `I1, I2`.
    entry: str = field(
        init=False, default=Factory(lambda self: ENTRIES[self.property], takes_self=True)
    )

    def text(self, language: str = "id") -> str:
        """Return the verdict in plain words, in Indonesian or English."""
        status, method = STATUSES[self.status], METHODS[self.method]
        how = f" ({method.in_language(language)})" if method.id else ""
        lines = [f"{self.property} [{self.entry}]: {status.in_language(language)}{how}."]
        lines.append(self.because.in_language(language))
        if self.waiver is not None:
            lines.append(_waiver_text(self.waiver, self.policy, language))
        if self.witness is not None and self.policy is not None:
            lines.append(self.witness.text(language, policy=self.policy))
        return "\n".join(line for line in lines if line)

    def __str__(self) -> str:
        """Return the verdict in Indonesian."""
        return self.text()


def _waiver_text(waiver: Any, policy: Policy | None, language: str) -> str:
    source = policy.sources.get(waiver.authority) if policy is not None else None
    act = str(source) if source is not None else waiver.authority
    until = f", {'sampai' if language == 'id' else 'until'} {waiver.until}" if waiver.until else ""
    word = "Dikecualikan menurut" if language == "id" else "Waived under"
    return f"{word} {act}{until}: {waiver.because.in_language(language)}"


@frozen
class Report:
    """Laporan: the verdict on every property that was asked about."""

    #: The policy.
    policy: Policy
    #: Verdicts by the name of the property, in the order of the catalogue.
    verdicts: Mapping[str, Verdict]
    #: The seed of the search.
    seed: int
    #: How many examples one question may take.
    examples: int
    #: The properties that are asked of the policy: a violation of another one is only reported.
    required: tuple[str, ...] = ()
    #: Known impossibilities that the policy meets with what is asked of it, each as a text.
    conflicts: tuple[Text, ...] = ()

    @property
    def ok(self) -> bool:
        """Tell whether all that is asked holds or is waived, and no waiver is stale.

        What could not be decided does not fail; `undecided` lists it.
        """
        return not self.failing

    @property
    def failing(self) -> tuple[Verdict, ...]:
        """Return the verdicts that fail the run."""
        return tuple(
            each
            for each in self.verdicts.values()
            if each.status == "stale_waiver"
            or (each.status == "violated" and each.property in self.required)
        )

    @property
    def undecided(self) -> tuple[Verdict, ...]:
        """Return the verdicts without a proof and without an example."""
        return tuple(
            each for each in self.verdicts.values() if each.status in ("undecided", "not_found")
        )

    def __getitem__(self, name: str) -> Verdict:
        """Return the verdict on a property."""
        return self.verdicts[name]

    def text(self, language: str = "id") -> str:
        """Return every verdict in plain words."""
        head = f"{self.policy.id} {self.policy.version} ({self.policy.fingerprint[:12]})"
        parts = [head, *(each.text(language) for each in self.verdicts.values())]
        parts += [each.in_language(language) for each in self.conflicts]
        return "\n\n".join(parts)
