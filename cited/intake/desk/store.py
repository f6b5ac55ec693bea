"""Where the desk keeps its edits: the draft's CSV files, each edit saved whole, with every earlier state to return to.

An edit is done to the files as they stand, whoever wrote them last: another window, an editor, a command. It is
refused where a row that it touches is not as the person saw it, so that nobody's work is lost.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from cited import files as writing
from cited import project, transaction
from cited.intake import files, texts
from cited.intake.desk.cells import Refused
from cited.intake.desk.edits import edit
from cited.intake.desk.words import Draft
from cited.intake.drafting.draft import DRAFT
from cited.ledger.store import tables
from cited.nearest import suggestion

# Earlier states of a draft, so many are kept; they are nobody's data, and `make clean` removes them.
FOLDER = Path(".build/desk")
KEPT = 200


class Saved(NamedTuple):
    """A draft as its files have it: its row of data/sources.csv, its rows, its text, and what names this state."""

    source: dict[str, str]
    draft: Draft
    version: str
    figures: files.Table
    numbers: files.Table

    @property
    def editable(self) -> bool:
        """Tell whether the document is a draft: a confirmed one is only shown."""
        return bool(self.source.get(DRAFT))


def load(source: str) -> Saved:
    """Return a document's rows and text as they are now.

    Raises `project.InputError` where the id is not a document's, its text is not here, or a table cannot be read.
    """
    known = files.sources()
    row = next((entry for entry in known if entry["source"] == source), None)
    if row is None:
        names = [entry["source"] for entry in known]
        near, every = suggestion(source, names), ", ".join(names) or "it has none yet"
        raise project.InputError(f"SOURCE: “{source}”{near}; expected a document of data/sources.csv: {every}")
    path = texts.by_checksum().get(row["sha256"])
    if path is None:
        raise project.InputError(
            f"{source}: no file in {project.TEXTS} or {project.TEXTS_VARIABLE} has its checksum; expected the text"
        )
    figures = files.load(files.path("figures", source), files.FIGURES)
    numbers = files.load(files.path("numbers", source), files.NUMBERS)
    for table in (figures, numbers):
        for index, entry in enumerate(table.rows, start=2):
            name = f"{table.path.relative_to(project.root())}, row {index}"
            files.whole(name, entry, "line")
            files.whole(name, entry, "occurrence")
    # What `confirm` needs changes with the tables of works and names, too.
    others = [writing.read(other) for table in ("works", "names") if tables.has(table) for other in tables.files(table)]
    digest = _digest(figures.content, numbers.content, *others, repr(sorted(row.items())).encode())
    draft = Draft(source, figures.rows, numbers.rows, texts.lines(path), row.get("date") or "")
    return Saved(row, draft, digest, figures, numbers)


@writing.locked("data")
def apply(source: str, wanted: Mapping[str, object]) -> str:
    """Do an edit to a draft's files and return the id of the row that the person is at then.

    Raises `Refused` where it cannot be done, `Conflict` where a row is not as the person saw it, `project.InputError`
    where a file cannot be read, OSError where the system refuses. Nothing is written in these cases.
    """
    saved = load(source)
    if not saved.editable:
        raise Refused(f"{source} is confirmed; edit data/figures/{source}.csv")
    after, place = edit(saved.draft, wanted)
    columns = [*saved.figures.columns, *dict.fromkeys(column for row in after.figures for column in row)]
    contents = {
        # First what gains a row: a number that is not a figure must not be lost between the two.
        saved.numbers.path: saved.numbers.text(after.numbers, files.NUMBERS),
        saved.figures.path: saved.figures.text(after.figures, list(dict.fromkeys(columns))),
    }
    _remember(saved, [contents[saved.figures.path], contents[saved.numbers.path]])
    transaction.write(contents, _seen(saved))
    return place


@writing.locked("data")
def undo(source: str) -> bool:
    """Put a draft's files back to what they were before the last edit at the desk; tell whether there was one.

    Raises `Refused` where somebody has changed the files since, who would lose that.
    """
    saved = load(source)
    now = _digest(saved.figures.content, saved.numbers.content)
    for path in reversed(_states(source)):
        state = json.loads(writing.read(path))
        before = [state["figures"].encode(), state["numbers"].encode()]
        if now == _digest(*before):
            # It was undone, or never done, by a desk that was killed.
            writing.remove(path)
            continue
        if now != state["after"]:
            raise Refused("the files have changed since the last edit made here; go back by hand, or with git")
        transaction.write({saved.numbers.path: state["numbers"], saved.figures.path: state["figures"]}, _seen(saved))
        writing.remove(path)
        return True
    return False


def steps(source: str) -> int:
    """Return how many edits can be undone."""
    return len(_states(source))


def _remember(saved: Saved, after: list[str]) -> None:
    """Keep what the files have before an edit, and what they will have after it."""
    known = _states(saved.draft.source)
    for path in known[: max(0, len(known) - KEPT + 1)]:
        writing.remove(path)
    number = int(known[-1].stem) + 1 if known else 1
    state = {
        "figures": saved.figures.content.decode(),
        "numbers": saved.numbers.content.decode(),
        "after": _digest(*(text.encode() for text in after)),
    }
    writing.write(_folder(saved.draft.source) / f"{number:06}.json", json.dumps(state))


def _states(source: str) -> list[Path]:
    return sorted(path for path in _folder(source).glob("*.json") if path.stem.isdecimal())


def _folder(source: str) -> Path:
    return project.root() / FOLDER / source


def _seen(saved: Saved) -> dict[Path, bytes]:
    return {saved.figures.path: saved.figures.content, saved.numbers.path: saved.numbers.content}


def _digest(*contents: bytes) -> str:
    return hashlib.sha256(b"\0".join(contents)).hexdigest()[:16]
