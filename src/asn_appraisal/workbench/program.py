"""The verbs as a program of click, in one language: help, options, exit codes."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from asn_appraisal.errors import LANGUAGES, AppraisalError, Problem, Text

from .bench import Bench, WrongUseError
from .commands import VERBS
from .documents import spare
from .misuse import problem_of
from .reasons import reason_of
from .verb import FINE, STOPPED, WRONG_USE, Parameter, Verb
from .writing import make_printable

_SUMMARY = Text(
    "Menulis, menguji, membandingkan, dan menyajikan kebijakan penilaian kinerja ASN.",
    "Write, test, compare and present appraisal policies of the Indonesian civil service.",
)
_EXAMPLES = (
    "asn-appraisal new loket",
    "asn-appraisal check loket",
    "asn-appraisal test loket",
    "asn-appraisal score loket/policy.yaml loket/records.yaml",
)
#: click's own English words, and ours in their place.
_HEADINGS = {
    "Arguments": Text("Yang diberikan", "Arguments"),
    "Options": Text("Pilihan", "Options"),
    "Commands": Text("Perintah", "Commands"),
    "Examples": Text("Contoh", "Examples"),
    "Usage": Text("Cara pakai: ", "Usage: "),
    "FILE": Text("BERKAS", "FILE"),
    "[OPTIONS]": Text("[PILIHAN]", "[OPTIONS]"),
    "COMMAND [ARGS]...": Text("PERINTAH [...]", "COMMAND [ARGS]..."),
}
_COMMON = {
    "--lang": Text("Bahasa: id atau en.", "Language: id or en."),
    "--help": Text("Tampilkan bantuan ini.", "Show this help."),
    "--format": Text("Bentuk keluaran.", "Format of the output."),
    "--output": Text(
        "Berkas keluaran; tanpa ini ke layar.", "File for the output; else the screen."
    ),
    "--version": Text("Tampilkan versi.", "Show the version."),
}
_CODES = Text(
    "Kode keluar: 0 baik, 1 ada temuan, 2 salah pakai, 3 tidak ada yang dikerjakan.",
    "Exit codes: 0 fine, 1 findings, 2 wrong use, 3 nothing to work on.",
)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    if sys.stdout is None:  # it was closed before the start: `>&-`
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
    for stream in (sys.stdout, sys.stderr):
        make_printable(stream)
    language = language_of(arguments)
    program = program_in(language)
    try:
        code: int = program.main(list(arguments), prog_name="asn-appraisal", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message())
        return WRONG_USE
    except click.ClickException as error:
        problem = problem_of(error)
        words = error.format_message() if problem is None else problem.text(language)
        print(f"asn-appraisal: {words}", file=sys.stderr)
        return WRONG_USE
    except click.Abort:
        return STOPPED
    except OSError as error:
        # What has a name could not be read; what has none is the standard output.
        said, name = ("ASN-B002", error.filename) if error.filename else ("ASN-B003", "-")
        if said == "ASN-B003":  # Python would try to write the rest when it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # `| head` has seen enough
            return FINE
        problem = Problem(said, None, {"path": name, **reason_of(error)})
        print(f"asn-appraisal: {problem.text(language)}", file=sys.stderr)
        return WRONG_USE
    return code or 0


def language_of(arguments: Sequence[str]) -> str:
    """Return the language that is asked for, before anything is read; Indonesian unless said."""
    wanted = os.environ.get("ASN_APPRAISAL_LANG", "id")
    for at, argument in enumerate(arguments):
        name, sign, value = argument.partition("=")
        if name == "--lang":
            wanted = value if sign else next(iter(arguments[at + 1 : at + 2]), "")
    return wanted if wanted in LANGUAGES else "id"


def program_in(language: str) -> click.Group:
    """Make the program in one language."""

    def command(verb: Verb) -> click.Command:
        return _Command(
            verb.name,
            language=language,
            examples=verb.examples,
            help=verb.help.in_language(language),
            options_metavar=_HEADINGS["[OPTIONS]"].in_language(language),
            params=[*_parameters(verb, language), *_common(verb, language)],
            callback=_callback(verb, language),
            add_help_option=False,
            no_args_is_help=any(not (each.is_option or each.optional) for each in verb.parameters),
        )

    return _Group(
        "asn-appraisal",
        language=language,
        examples=_EXAMPLES,
        help=_SUMMARY.in_language(language),
        commands={verb.name: command(verb) for verb in VERBS},
        params=[_version(language), _language(language), _help(language)],
        add_help_option=False,
        no_args_is_help=True,
        epilog=_CODES.in_language(language),
        subcommand_metavar=_HEADINGS["COMMAND [ARGS]..."].in_language(language),
        options_metavar=_HEADINGS["[OPTIONS]"].in_language(language),
    )


class _Worded:
    """Headings in the language, and examples at the end of every help."""

    def __init__(
        self, *args: Any, language: str, examples: tuple[str, ...], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.language, self.examples = language, examples

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        prefix = _HEADINGS["Usage"].in_language(self.language)
        formatter.write_usage(ctx.command_path, pieces, prefix)

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self._write(ctx, formatter, "Arguments", is_argument=True)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self._write(ctx, formatter, "Options", is_argument=False)
        if isinstance(self, click.Group):
            self._format_verbs(formatter)
        with formatter.section(_HEADINGS["Examples"].in_language(self.language)):
            for line in self.examples:
                formatter.write(f"{' ' * formatter.current_indent}{line}\n")

    def _write(
        self, ctx: click.Context, formatter: click.HelpFormatter, heading: str, *, is_argument: bool
    ) -> None:
        rows = [
            record
            for each in self.get_params(ctx)  # type: ignore[attr-defined]
            if isinstance(each, click.Argument) == is_argument
            and (record := each.get_help_record(ctx))
        ]
        if rows:
            with formatter.section(_HEADINGS[heading].in_language(self.language)):
                formatter.write_dl(rows)

    def _format_verbs(self, formatter: click.HelpFormatter) -> None:
        assert isinstance(self, click.Group)
        rows = [(name, self.commands[name].get_short_help_str(90)) for name in self.commands]
        with formatter.section(_HEADINGS["Commands"].in_language(self.language)):
            formatter.write_dl(rows)


class _Command(_Worded, click.Command):
    """One command."""


class _Group(_Worded, click.Group):
    """The program; its commands stand in the order in which they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        return list(self.commands)


def _parameters(verb: Verb, language: str) -> list[click.Parameter]:
    return [_parameter(each, language) for each in verb.parameters]


def _parameter(each: Parameter, language: str) -> click.Parameter:
    words = each.help.in_language(language)
    metavar = each.metavar.in_language(language) if each.metavar is not None else None
    if not each.is_option:
        many = each.kind == "many"
        return click.Argument(
            [each.name],
            help=words,
            nargs=-1 if many else 1,
            required=not each.optional,
            metavar=f"{metavar}..." if many and metavar else metavar,
        )
    if each.kind == "flag":
        return click.Option(each.name.split(), is_flag=True, help=words)
    types = {
        "choice": click.Choice(each.choices),
        "whole": click.IntRange(min=0),
        "percent": click.FloatRange(0, 100),
    }
    return click.Option(
        each.name.split(),
        type=types.get(each.kind, click.STRING),
        multiple=each.kind == "many",
        default=each.default,
        help=words,
        metavar=metavar,
    )


def _common(verb: Verb, language: str) -> list[click.Parameter]:
    found: list[click.Parameter] = []
    if verb.formats:
        choice = click.Choice(verb.formats)
        help_ = _COMMON["--format"].in_language(language)
        found.append(click.Option(["--format", "-f", "style"], type=choice, help=help_))
        help_ = _COMMON["--output"].in_language(language)
        metavar = _HEADINGS["FILE"].in_language(language)
        names = ["--output", "-o", "output"]
        found.append(click.Option(names, help=help_, metavar=metavar))
    return [*found, _language(language), _help(language)]


def _language(language: str) -> click.Option:
    # Its value was taken before the program was made.
    words = _COMMON["--lang"].in_language(language)
    return click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=words)


def _help(language: str) -> click.Option:
    def show(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's
        if value:
            print(ctx.get_help())
            ctx.exit()

    words = _COMMON["--help"].in_language(language)
    options: dict[str, Any] = {"is_flag": True, "is_eager": True, "expose_value": False}
    return click.Option(["--help", "-h"], callback=show, help=words, **options)


def _version(language: str) -> click.Option:
    def show(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's
        from importlib.metadata import version  # noqa: PLC0415 - only here

        if value:
            print(f"asn-appraisal {version('asn-appraisal')}")
            ctx.exit()

    words = _COMMON["--version"].in_language(language)
    options: dict[str, Any] = {"is_flag": True, "is_eager": True, "expose_value": False}
    return click.Option(["--version"], callback=show, help=words, **options)


def _callback(verb: Verb, language: str) -> Callable[..., int]:
    def call(style: str | None = None, output: str | None = None, **values: Any) -> int:
        path = Path(output) if output is not None else None
        bench = Bench(language, style, path, verb.formats)
        try:
            if path is not None:
                spare(path, [each for value in values.values() for each in _texts(value)])
            return verb.run(bench, **values)
        except WrongUseError as error:
            print(f"asn-appraisal: {error.problem.text(language)}", file=sys.stderr)
            return WRONG_USE
        except AppraisalError as error:
            bench.report_all(error, getattr(error, "path", None))
            return bench.code

    return call


def _texts(value: Any) -> Sequence[str]:
    """Return what was typed for a parameter, one text or several."""
    return [value] if isinstance(value, str) else value if isinstance(value, tuple) else []
