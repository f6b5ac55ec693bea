"""Documents in PDF: the parts of its pages, read in a process with limits, joined to lines."""

import json
import os
import re
import select
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cited import project
from cited.intake.formats import plain, titles
from cited.intake.formats.pdf_pages import Part

_HEADS = 2
# What ends no sentence, and so no paragraph.
_OPEN = re.compile(
    r"(?:\b(?:of|the|an?|in|on|at|to|by|for|from|with|and|or|than|about|some|over|under|between|is|are|was|were|its|their)"
    r"|,)$"
)
# The process that reads limits its own time of processor; one that says nothing for so long is ended.
SILENT_SECONDS = 300
READER = ["-m", "cited.intake.formats.pdf_pages"]


def read(path: Path, content: bytes) -> tuple[list[str], str, int]:
    """Return the lines of a PDF, its title, else the largest heading of its first page, and how many pages it has.

    Raises `project.InputError` where it is locked, damaged, a scan without text, or takes more than a text does.
    """
    title, heading, many = "", "", 1
    pages: list[list[Part]] = []
    for message in _messages(content):
        if isinstance(message, list):
            pages.append([Part(lines, table) for lines, table in message])
        elif "fault" in message:
            raise project.InputError(f"{path}: {message['fault']}")
        else:
            title, heading, many = message["title"], message["heading"], message["pages"]
    if len(pages) < many:
        raise project.InputError(f"{path}: page {len(pages) + 1} of the PDF ends its reading; expected a whole PDF")
    if not any(part.lines for page in pages for part in page):
        raise project.InputError(
            f"{path}: a PDF without text, probably scanned; expected one with text: recognise it first"
        )
    lines = _joined(_without_heads(pages))
    return lines, titles.first([title, heading, next((line for line in lines if line), "")]), len(pages)


def _messages(content: bytes) -> Iterator[Any]:
    """Give the messages of the process that reads the pages, until it ends or is silent for too long."""
    with tempfile.TemporaryFile() as given:
        given.write(content)
        given.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-P", *READER],
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    with process:
        assert process.stdout
        waiting = b""
        try:
            while select.select([process.stdout], [], [], SILENT_SECONDS)[0]:
                read = os.read(process.stdout.fileno(), 1 << 16)
                if not read:
                    break
                *whole, waiting = (waiting + read).split(b"\n")
                yield from map(json.loads, whole)
        finally:
            process.kill()


def _without_heads(pages: Sequence[list[Part]]) -> list[list[Part]]:
    """Pages without the heads and feet that most of them repeat, but for numbers."""
    if len(pages) < 3:
        return list(pages)
    edges: Counter[str] = Counter()
    for page in pages:
        lines = [line for part in page if not part.table for line in part.lines]
        edges.update({_masked(line) for line in (*lines[:_HEADS], *lines[-_HEADS:])})
    running = {line for line, count in edges.items() if count > 0.6 * len(pages)}
    kept = [
        [
            part if part.table else Part([line for line in part.lines if _masked(line) not in running], False)
            for part in page
        ]
        for page in pages
    ]
    # Pages that are all alike are no running heads.
    return kept if any(part.lines for page in kept for part in page) else list(pages)


def _masked(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _joined(pages: Sequence[list[Part]]) -> list[str]:
    """The lines of all pages, those of a paragraph joined to one; a paragraph may go on over a page's end."""
    lines: list[str] = []
    waiting: list[str] = []
    for part in (part for page in pages for part in page if part.lines):
        if part.table:
            lines += [*plain.reflow(waiting), "", *part.lines, ""]
            waiting = []
        else:
            waiting += ([""] if waiting and not _goes_on(waiting[-1], part.lines[0]) else []) + part.lines
    lines += plain.reflow(waiting)
    return [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]


def _goes_on(line: str, after: str) -> bool:
    """Whether a paragraph that ends a column or a page goes on in the next: with a small letter, or after a word that
    ends no sentence."""
    line, after = line.strip(), after.strip()
    if re.match(r"[a-z]", after):
        return bool(re.search(r"[a-z,\d%-]$", line))
    return bool(_OPEN.search(line) and re.match(r"[\w$€£“\"(]", after))
