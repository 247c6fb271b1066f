"""A command as a value: its words in both languages, its parameters, its examples, what it does."""

from collections.abc import Callable
from typing import Any, Literal

from attrs import frozen

from asn_appraisal.errors import Text

#: 0 fine, 1 findings, 2 wrong use, 3 nothing collected.
FINE, FINDINGS, WRONG_USE, NOTHING = 0, 1, 2, 3
#: Ctrl-C, as every program of a terminal says it.
STOPPED = 130

Kind = Literal["text", "many", "flag", "choice", "whole", "percent"]


@frozen
class Parameter:
    """Parameter: an argument, or an option where the name begins with a dash."""

    #: `policy`, or `--unit`; a short form may follow: `--output -o`.
    name: str
    #: What it is for.
    help: Text
    #: What it takes; `many` takes one or more.
    kind: Kind = "text"
    #: The words of a `choice`.
    choices: tuple[str, ...] = ()
    #: What holds where it is not given; an argument without one is required.
    default: Any = None
    #: Whether an argument may be left out.
    optional: bool = False
    #: How what it takes is called in the help.
    metavar: Text | None = None

    @property
    def is_option(self) -> bool:
        """Tell an option from an argument."""
        return self.name.startswith("-")


@frozen
class Verb:
    """Perintah: one command of `asn-appraisal`."""

    #: The word that is typed.
    name: str
    #: One sentence on what it does, and more below it where that helps.
    help: Text
    #: Lines that can be typed as they stand.
    examples: tuple[str, ...]
    #: What it does; takes a `Bench` and the parameters, returns the exit code.
    run: Callable[..., int]
    #: Arguments and options.
    parameters: tuple[Parameter, ...] = ()
    #: The formats it can write, the default first; none: it decides for itself.
    formats: tuple[str, ...] = ()
