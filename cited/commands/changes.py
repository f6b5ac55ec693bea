"""What changed in the data since a commit, as lines, as `.build/changes.csv` and as a page."""

import contextlib
import csv
import html
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from cited import files, project
from cited.ledger.agreement.changes import Change, between, state
from cited.ledger.rules import check

FOLDER = Path(".build")
# So many faults of data that cannot be read are named.
MOST = 20
_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1b1b1b; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-top: 1px solid #ddd; }
td { overflow-wrap: anywhere; }
"""


def since(commit: str = "HEAD") -> tuple[str, list[Change]]:
    """Return a commit's short name and what changed from it to the files as they are, in the ledger's order.

    Both are judged by the present rules, so that a changed verdict is one that the data changed. Raises InputError
    without git, for an unknown commit, and for one whose data cannot be read.
    """
    name = _git("rev-parse", "--verify", "--quiet", "--short", "--end-of-options", f"{commit}^{{commit}}")
    if not name and not _git("rev-parse", "--git-dir"):
        raise project.InputError(
            f"{project.root()}: in no repository of git; `make diff` compares the data with a commit: git init, commit"
        )
    if not name and commit == "HEAD":
        raise project.InputError("the repository has no commit yet; `make diff` compares the data with one: commit")
    if not name:
        raise project.InputError(
            f"SINCE: “{commit}” is not a commit of this repository; expected a commit, as git names it"
        )
    short = name.decode().strip()
    with tempfile.TemporaryDirectory() as folder:
        archive = _git("archive", "--format=tar", short, "data")
        if not archive:  # git archive fails for a folder that the commit has not
            raise project.InputError(f"SINCE: “{commit}” has no folder data/; expected a commit of the project")
        with tarfile.open(fileobj=io.BytesIO(archive)) as members:
            # A link is not a table, and leads who knows where.
            members.extractall(folder, [member for member in members if not member.issym()], filter="data")
        with _named("the data as they are cannot be read; `make check` says what is wrong", check.faults):
            now = state()
        with (
            _named(f"SINCE: the data of “{commit}” cannot be read by the present rules; name a later commit", list),
            contextlib.chdir(folder),
        ):
            before = state()
    return short, list(between(before, now))


def write(short: str, changes: list[Change]) -> list[Path]:
    """Write the changes as `.build/changes.csv` and a page, and return where they are."""
    folder = project.root() / FOLDER
    with io.StringIO() as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([Change._fields, *changes])
        written = {folder / "changes.csv": file.getvalue()}
    cells = ["".join(f"<td>{html.escape(cell)}</td>" for cell in change) for change in changes]
    heads = "".join(f"<th>{name}</th>" for name in Change._fields)
    rows = "\n".join(f"<tr>{row}</tr>" for row in cells)
    title = f"Changes since {html.escape(short)}"
    written[folder / "changes.html"] = (
        f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>\n'
        f"<h1>{title}</h1>\n<p>{html.escape(lines(short, changes)[-1])}</p>\n"
        f"<table>\n<tr>{heads}</tr>\n{rows}\n</table>\n</html>\n"
    )
    for path, text in written.items():
        files.write(path, text)
    return list(written)


def lines(short: str, changes: list[Change]) -> list[str]:
    """Return the changes as lines of text, the last one counting them."""
    made = []
    for change in changes:
        what = f"{change.of}: {change.kind}"
        if change.kind in ("added", "dropped"):
            made.append(f"{what}: {change.old or change.new}")
        else:
            made.append(f"{what}, {change.column}: {change.old or 'nothing'} → {change.new or 'nothing'}")
    if not changes:
        return [f"Nothing changed in figures, statistics and verdicts since {short}."]
    counts = {kind: sum(change.kind == kind for change in changes) for kind in dict.fromkeys(c.kind for c in changes)}
    return [*made, f"Changes since {short}: {', '.join(f'{kind} {number}' for kind, number in counts.items())}."]


@contextlib.contextmanager
def _named(fault: str, faults: Callable[[], list[str]]) -> Iterator[None]:
    """Say in words what is wrong where data are not what the rules expect: what breaks a rule, else what is given."""
    try:
        yield
    except (KeyError, ValueError, OSError, StopIteration):
        raise project.InputError(*(faults()[:MOST] or [fault])) from None


def _git(*words: str) -> bytes:
    """Return what git prints in the project's folder, nothing where it fails."""
    try:
        run = subprocess.run(["git", *words], cwd=project.root(), capture_output=True, check=False, timeout=60)
    except OSError:
        raise project.InputError("git is not there; `make diff` compares with a commit, install git") from None
    except subprocess.TimeoutExpired:
        raise project.InputError("git does not answer; try `git status` in the project's folder") from None
    return run.stdout if run.returncode == 0 else b""
