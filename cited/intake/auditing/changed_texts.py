"""Texts that are another edition of a document than its rows refer to: nearly the same, with another checksum."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from cited import project
from cited.intake import files, texts
from cited.ledger.store.faults import Fault

# So large a part of a document's figures must stand in a text, and at least so many of them: two documents on one
# subject share some words, two editions of one share most. One of fewer figures is known by its file's name alone.
MOST, SOME = 0.5, 3
# Shorter words stand in any text: `13`, `two days`.
TELLING = 6


def faults(missing: Sequence[Mapping[str, str]], unknown: Mapping[str, Path]) -> list[Fault]:
    """Return a fault for each document whose text is here in another edition than that of its checksum.

    `missing` are rows of data/sources.csv of which no text has the checksum, `unknown` the texts of no document, by
    their own checksums.
    """
    read = {checksum: text for checksum, path in unknown.items() if (text := _text(path))}
    faults = []
    for row in missing if read else ():
        printed = [figure["printed"] for figure in files.rows("figures", row["source"])]
        for checksum, text in read.items():
            here = sum(words in text for words in printed)
            if _is_edition(row, unknown[checksum], text, printed):
                faults.append(_fault(row, unknown[checksum], checksum, text, f"{here} of its {len(printed)} figures"))
    return faults


def _is_edition(row: Mapping[str, str], path: Path, text: str, printed: list[str]) -> bool:
    if path.stem == row["source"]:
        return True
    telling = {words for words in printed if len(words) >= TELLING}
    here = sum(words in text for words in telling)
    return here >= max(MOST * len(telling), SOME)


def _fault(row: Mapping[str, str], path: Path, checksum: str, text: str, share: str) -> Fault:
    number = 2 + [one["source"] for one in files.sources()].index(row["source"])
    expected = (
        f"expected the checksum of the text: {path} has {share}, is another edition and has {checksum}. Put back the "
        "edition that the rows refer to; or confirm this one: write its checksum into this cell, "
        f"{texts.number_of(texts.split(text))} into `lines`, and mend the rows that `make check` then names"
    )
    return Fault("data/sources.csv", number, "sha256", row["sha256"], expected)


def _text(path: Path) -> str:
    """Return what a file says, nothing for one that is no text."""
    try:
        return "\n".join(texts.lines(path))
    except project.InputError:
        return ""
