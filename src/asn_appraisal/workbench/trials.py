"""Cases against their policies: what differs, where it stands, and why the policy says so."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attrs import define, field, frozen

from asn_appraisal.errors import AppraisalError, PolicyError, Problem, Text
from asn_appraisal.explanation import Explained, explain
from asn_appraisal.explanation.words import Words
from asn_appraisal.policy import Policy
from asn_appraisal.scoring import Case, Cases, Difference, check_case

from .bench import problem_at
from .documents import FileError, Known, expect, found_in


@frozen
class Trial:
    """Percobaan: one case, its policy, and every difference."""

    #: The file of the case.
    path: Path
    case: Case
    policy: Policy
    #: What differs; empty where the case holds.
    differences: tuple[Difference, ...] = ()
    #: Why the case could not be tried at all.
    error: AppraisalError | None = field(default=None, eq=False)

    @property
    def holds(self) -> bool:
        """Tell whether everything is as expected."""
        return not self.differences and self.error is None

    @property
    def title(self) -> str:
        """Return the file, the line and the name."""
        return f"{self.path}:{self.case.line}: {self.case.name}"


@define
class Shelf:
    """Rak: the policies that were read in this run, by folder, so that none is read twice."""

    _folders: dict[Path, Known] = field(factory=dict)

    def folder(self, path: Path) -> Known:
        """Return the policies of a folder."""
        if path not in self._folders:
            self._folders[path] = Known(path)
        return self._folders[path]


def trials_in(
    paths: Iterable[str | Path], *, policy: Policy | None = None
) -> Iterator[Trial | FileError]:
    """Try every case in the files and folders; a bad file comes as its error.

    Args:
        paths: files and folders.
        policy: the policy to try, whatever the cases name.
    """
    given, shelf = list(paths), Shelf()
    for found in found_in(given):
        if found.kind == "cases":
            yield from trials_of(found.path, shelf, given, policy=policy)


def trials_of(
    path: Path, shelf: Shelf, near: Sequence[str | Path] = (), *, policy: Policy | None = None
) -> Iterator[Trial | FileError]:
    """Try every case of one file."""
    try:
        cases = expect(path, "cases")
        assert isinstance(cases, Cases)
        rules = policy if policy is not None else policy_for(path, cases, shelf, near)
    except FileError as error:
        yield error
        return
    for case in cases.cases:
        yield tried(path, case, rules)


def tried(path: Path, case: Case, policy: Policy) -> Trial:
    """Try one case."""
    try:
        return Trial(path, case, policy, check_case(policy, case))
    except PolicyError as error:
        return Trial(path, case, policy, error=error)


def policy_for(path: Path, cases: Cases, shelf: Shelf, near: Sequence[str | Path] = ()) -> Policy:
    """Return the policy that a file of cases names: beside it, near it, or a preset.

    Raises:
        FileError: there is none, or it has faults.
    """
    folders = [path.parent, *(Path(each) for each in near)]
    for folder in dict.fromkeys(each if each.is_dir() else each.parent for each in folders):
        beside = shelf.folder(folder)
        if cases.policy in beside:
            at = beside.paths.get(cases.policy, path)
            try:
                return beside[cases.policy]
            except AppraisalError as error:
                raise FileError(at, error) from None
    problem = Problem("ASN-B008", None, {"policy": cases.policy})
    raise FileError(path, PolicyError([problem]))


# What a failure says ----------------------------------------------------------------------


_WORDS = {
    "expected": Text("diharapkan", "expected"),
    "found": Text("ternyata", "found"),
    "because": Text("dasar harapan", "expected because of"),
    "why": Text("Mengapa demikian", "Why"),
}


def failure_text(trial: Trial, language: str = "id", *, head: bool = True) -> str:
    """Say what differs: place, line, caret, both values, and how the first one came about."""
    lines = [trial.title] if head else []
    if trial.error is not None:
        lines += [problem_at(each, trial.path, language) for each in trial.error.problems]
    for at, difference in enumerate(trial.differences):
        lines += [""] if at else []
        lines += _difference_lines(trial, difference, language)
    if trial.case.because is not None and trial.differences:
        because = trial.case.because.in_language(language)
        lines += ["", f"    {_WORDS['because'].in_language(language)}: {because}"]
    step = explained_difference(trial, language)
    if step is not None:
        lines += ["", f"    {_WORDS['why'].in_language(language)}:", *_step_lines(step, language)]
    return "\n".join(lines)


def _difference_lines(trial: Trial, difference: Difference, language: str) -> Iterator[str]:
    line, _, column = difference.place.partition(":")
    expected, found = (_WORDS[name].in_language(language) for name in ("expected", "found"))
    said = f"{difference.what}: {expected} {difference.expected}, {found} {difference.found}"
    if line.isdigit() and column.isdigit():
        yield f"{trial.path}:{difference.place}: {said}"
        yield from _caret(trial.path, int(line), int(column), len(difference.expected))
    else:
        yield f"{trial.path}:{trial.case.line}: {said}"
    if hint := difference.hint.in_language(language):
        yield f"    = {hint}"


def _caret(path: Path, line: int, column: int, width: int) -> Iterator[str]:
    try:
        source = path.read_text("utf-8-sig").splitlines()[line - 1]
    except (OSError, UnicodeDecodeError, IndexError):
        return
    quote = source[column - 1 : column] in ("'", '"')
    yield f"    {source}"
    yield f"    {' ' * (column - 1)}{'^' * (width + 2 * quote)}"


def explained_difference(trial: Trial, language: str) -> Explained | None:
    """Return the explanation of the first measure that differs, in the order of the policy."""
    names = {each.what.partition("[")[0] for each in trial.differences if each.card is not None}
    cards = [each.card for each in trial.differences if each.card is not None]
    wanted = [name for name in trial.policy.measures if name in names]
    if not cards:
        return None
    if not wanted:  # a relation, or the status: what matters is the result
        wanted = [trial.policy.result]
    steps = explain(cards[0], language=language).steps
    return next((step for step in steps if step.measure == wanted[0]), None)


def _step_lines(step: Explained, language: str) -> Iterator[str]:
    words = Words(language)
    value = f" = {step.value}" if step.value else ""
    yield f"      {step.label} ({step.measure}){value}"
    yield f"      {words.phrase('formula')}: {step.formula}"
    if step.numbers:
        yield f"      {words.phrase('numbers')}: {step.numbers}"
    for row in step.rows:
        yield f"      - {words.key(row.key)}: {row.numbers or row.value}"
    if step.citation:
        yield f"      {words.phrase('source')}: {'; '.join(step.citation)}"
