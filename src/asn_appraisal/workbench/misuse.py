"""Salah pakai: what click refuses of a command line, as a problem in both languages."""

import re
from typing import Any

import click

from asn_appraisal.errors import Problem, suggestion

#: click has no error of its own for these, and puts the words in brackets.
_TOO_MANY = re.compile(r"Got unexpected extra arguments? \((.*)\)", re.DOTALL)


def problem_of(error: click.ClickException) -> Problem | None:
    """Return what is wrong with a command line; None where only click has words for it."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    more = {"help": f"{context.command_path if context else 'asn-appraisal'} --help"}
    match error:
        case click.NoSuchCommand(command_name=name, ctx=click.Context(command=click.Group() as of)):
            return Problem("ASN-B040", None, {"name": name} | suggestion(name, of.commands))
        case click.NoSuchOption(option_name=name, ctx=click.Context(command=of)):
            known = [each for one in of.params for each in one.opts if each.startswith("--")]
            return Problem("ASN-B041", None, {"name": name} | suggestion(name, known))
        case click.MissingParameter(
            param=click.Parameter() as parameter, ctx=click.Context() as at
        ):
            return Problem("ASN-B042", None, {"name": parameter.make_metavar(at)} | more)
        case click.BadParameter(param=click.Parameter() as parameter):
            return Problem("ASN-B043", None, {"name": parameter.opts[0]} | _allowed(parameter.type))
        case click.BadOptionUsage(option_name=name):
            takes_none = "does not take" in error.message
            return Problem("ASN-B044" if takes_none else "ASN-B045", None, {"name": name} | more)
    found = _TOO_MANY.match(error.message)
    return Problem("ASN-B046", None, {"text": found[1]} | more) if found else None


def _allowed(kind: click.ParamType[Any]) -> dict[str, str]:
    """Say in both languages what a parameter takes."""
    match kind:
        case click.Choice(choices=choices):
            listed = ", ".join(f"`{each}`" for each in choices)
            return {"allowed_id": f"Yang dikenal: {listed}.", "allowed_en": f"Known: {listed}."}
        case click.IntRange(min=least):
            return {
                "allowed_id": f"Tulis bilangan bulat, paling sedikit {least}.",
                "allowed_en": f"Write a whole number, at least {least}.",
            }
        case click.FloatRange(min=least, max=most):
            return {
                "allowed_id": f"Tulis angka dari {least} sampai {most}.",
                "allowed_en": f"Write a number from {least} to {most}.",
            }
    return {"allowed_id": "", "allowed_en": ""}
