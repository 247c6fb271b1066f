"""The national policies, as cited YAML text that is read with the rest of the library.

This is the one function that opens a file: the packaged text of a preset.
"""

from collections.abc import Mapping
from importlib.resources import files

from asn_appraisal.errors import PolicyError, Problem, suggestion
from asn_appraisal.policy import Policy, parse_policy

#: The presets, each after the ones it is based on.
_NAMES = (
    "pp-46-2011",
    "pp-30-2019",
    "permenpanrb-8-2021-jpt",
    "permenpanrb-6-2022",
    "se-3-2023",
    "bkn-3-2023-credit-points",
    "job-person-match",
    "talent-box",
)
#: What a preset is based on.
_BASES = {"se-3-2023": "permenpanrb-6-2022"}


def presets() -> tuple[str, ...]:
    """Daftar kebijakan nasional: return the names of the presets.

    >>> "permenpanrb-6-2022" in presets()
    True
    """
    return _NAMES


def preset_text(name: str) -> str:
    """Return the YAML text of a preset.

    Raises:
        PolicyError: there is no such preset.
    """
    if name not in _NAMES:
        raise PolicyError([Problem("ASN-P073", None, {"name": name, **suggestion(name, _NAMES)})])
    return files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")


def preset(name: str) -> Policy:
    """Ambil kebijakan nasional: return a preset as a policy.

    Args:
        name: one of `presets()`, e.g. `pp-30-2019`.

    Raises:
        PolicyError: there is no such preset.

    >>> preset("pp-30-2019").result
    'predicate'
    """
    base = _BASES.get(name)
    bases = {base: preset(base)} if base is not None else {}
    return parse_policy(preset_text(name), known=bases)


def known() -> Mapping[str, Policy]:
    """Return every preset by name, for variants: `parse_policy(text, known=known())`."""
    return {name: preset(name) for name in _NAMES}
