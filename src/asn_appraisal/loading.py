"""Saat diperlukan: names of a package that are loaded with their module when first used."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any


def on_demand(
    namespace: dict[str, Any], modules: Mapping[str, Sequence[str]]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return the `__getattr__` and the `__dir__` of a package that loads nothing by itself.

    Args:
        namespace: the `globals()` of the package; a name that was loaded is kept there.
        modules: the public names of each module of the package.

    >>> namespace = {"__name__": "asn_appraisal"}
    >>> load, names = on_demand(namespace, {"formula": ["Level"]})
    >>> names()
    ['Level', '__name__']
    >>> load("Level").__name__, "Level" in namespace
    ('Level', True)
    """
    package = namespace["__name__"]
    homes = {name: module for module, names in modules.items() for name in names}

    def load(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        namespace[name] = getattr(import_module(f".{homes[name]}", package), name)
        return namespace[name]

    def names() -> list[str]:
        return sorted({*namespace, *homes})

    return load, names
