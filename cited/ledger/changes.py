"""What changed in the figures, the statistics and the verdicts since a commit, for the eyes of who commits next."""

import contextlib
import csv
import html
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from cited import files, project
from cited.ledger import tables
from cited.ledger.verdicts import select as verdict_rows

FOLDER = Path(".build")
# What a changed column of a figure means to a reader; every other one is what the ledger says of it.
KINDS = {
    **dict.fromkeys(("low", "high", "unit", "hedge"), "value"),
    **dict.fromkeys(("printed", "line", "occurrence"), "words"),
}
JUDGED = ("verdict", "statistic", "deviation")
# The figures, the verdicts on them and the observations, each by its name.
State = tuple[dict[str, tables.Row], dict[str, dict[str, str]], dict[str, tables.Row]]
_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1b1b1b; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-top: 1px solid #ddd; }
td { overflow-wrap: anywhere; }
"""


class Change(NamedTuple):
    """One change: of which figure, or observation as `series@period`, of what kind, in which column, from what to what.

    Kinds are `added`, `dropped`, `value`, `words`, `meaning` of a figure, its `verdict`, and `statistic`.
    """

    of: str
    kind: str
    column: str
    old: str
    new: str


def since(commit: str = "HEAD") -> tuple[str, list[Change]]:
    """Return a commit's short name and what changed from it to the files as they are, in the ledger's order.

    Both are judged by the present rules, so that a changed verdict is one that the data changed. Raises InputError
    without git, for an unknown commit, and for one whose data cannot be read.
    """
    name = _git("rev-parse", "--verify", "--quiet", "--short", "--end-of-options", f"{commit}^{{commit}}")
    if not name:
        raise project.InputError(
            f"SINCE: “{commit}” is no commit of this repository; expected a commit, as git names it"
        )
    short = name.decode().strip()
    with tempfile.TemporaryDirectory() as folder:
        archive = _git("archive", "--format=tar", short, "data")
        if not archive:  # git archive fails for a folder that the commit has not
            raise project.InputError(f"SINCE: “{commit}” has no folder data/; expected a commit of the project")
        with tarfile.open(fileobj=io.BytesIO(archive)) as members:
            # A link is no table, and leads who knows where.
            members.extractall(folder, [member for member in members if not member.issym()], filter="data")
        with _named("the data as they are cannot be read; `make check` names what is wrong"):
            now = _state()
        with (
            _named(f"SINCE: the data of “{commit}” cannot be read by the present rules; name a later commit"),
            contextlib.chdir(folder),
        ):
            before = _state()
    return short, list(_changes(before, now))


def write(short: str, changes: list[Change]) -> list[Path]:
    """Write the changes as `.build/changes.csv` and a page, and return where they are."""
    folder = project.root() / FOLDER
    with io.StringIO() as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([Change._fields, *changes])
        found = {folder / "changes.csv": file.getvalue()}
    cells = ["".join(f"<td>{html.escape(cell)}</td>" for cell in change) for change in changes]
    heads = "".join(f"<th>{name}</th>" for name in Change._fields)
    rows = "\n".join(f"<tr>{row}</tr>" for row in cells)
    title = f"Changes since {html.escape(short)}"
    found[folder / "changes.html"] = (
        f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>\n'
        f"<h1>{title}</h1>\n<p>{html.escape(told(short, changes)[-1])}</p>\n"
        f"<table>\n<tr>{heads}</tr>\n{rows}\n</table>\n</html>\n"
    )
    for path, text in found.items():
        files.write(path, text)
    return list(found)


def told(short: str, changes: list[Change]) -> list[str]:
    """Return the changes as lines of text, the last one counting them."""
    lines = []
    for change in changes:
        what = f"{change.of}: {change.kind}"
        if change.kind in ("added", "dropped"):
            lines.append(f"{what}: {change.old or change.new}")
        else:
            lines.append(f"{what}, {change.column}: {change.old or 'nothing'} → {change.new or 'nothing'}")
    if not changes:
        return [f"Nothing changed in figures, statistics and verdicts since {short}."]
    counts = {kind: sum(change.kind == kind for change in changes) for kind in dict.fromkeys(c.kind for c in changes)}
    return [*lines, f"Changes since {short}: {', '.join(f'{kind} {number}' for kind, number in counts.items())}."]


def _state() -> State:
    """The figures, the verdicts on them and the observations, each by its name."""
    figures = {row["figure"]: row for row in tables.rows("figures")}
    judged = {row["figure"]: row for row in verdict_rows()}
    observed = {f"{row['series']}@{row['period']}": row for row in tables.rows("observations")}
    return figures, judged, observed


def _changes(before: State, now: State) -> Iterator[Change]:
    (old, was, once), (new, judged, observed) = before, now
    for figure in [*(name for name in old if name not in new), *new]:
        if figure not in new:
            yield Change(figure, "dropped", "", old[figure]["printed"], "")
        elif figure not in old:
            yield Change(figure, "added", "", "", new[figure]["printed"])
        else:
            yield from _columns(
                figure, old[figure], new[figure], new[figure], lambda column: KINDS.get(column, "meaning")
            )
            yield from _columns(figure, was[figure], judged[figure], JUDGED, lambda column: "verdict")
    for name in [*(name for name in once if name not in observed), *observed]:
        if name not in observed:
            yield Change(name, "dropped", "", once[name]["value"], "")
        elif name not in once:
            yield Change(name, "added", "", "", observed[name]["value"])
        else:
            yield from _columns(name, once[name], observed[name], observed[name], lambda column: "statistic")


def _columns(
    of: str, old: tables.Row, new: tables.Row, columns: Iterable[str], kind: Callable[[str], str]
) -> Iterator[Change]:
    for column in columns:
        first, second = old.get(column, ""), new.get(column, "")
        if first != second and column != "source":
            yield Change(of, kind(column), column, first, second)


@contextlib.contextmanager
def _named(fault: str) -> Iterator[None]:
    """Say in words what is wrong where data are not what the rules expect."""
    try:
        yield
    except (KeyError, ValueError, OSError, StopIteration) as error:
        raise project.InputError(f"{fault} ({error!r})") from None


def _git(*words: str) -> bytes:
    """Return what git prints in the project's folder, nothing where it fails."""
    try:
        run = subprocess.run(["git", *words], cwd=project.root(), capture_output=True, check=False)
    except OSError:
        raise project.InputError("git is not there; `make diff` compares with a commit, install git") from None
    return run.stdout if run.returncode == 0 else b""
