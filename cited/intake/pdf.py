"""Documents in PDF: words in reading order, column after column, and tables row by row."""

import io
import itertools
import logging
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cited import project
from cited.intake import plain, rows
from cited.intake.columns import Words, columns, rows_of

# Blanks this much wider than a letter is high part the cells of a row.
_WIDE = 1.3
_HEADS = 2


class _Part(NamedTuple):
    """Lines of a page that belong together: a paragraph's lines, or a table's rows."""

    lines: list[str]
    table: bool


def read(path: Path, content: bytes) -> tuple[list[str], str, int]:
    """Return the lines of a PDF, its title as far as it says one, and how many pages it has.

    Raises `project.InputError` where it is locked, damaged, or a scan without text.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    # The library reports every oddity of a file; what matters comes as an error.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            pages = []
            for page in document.pages:
                pages.append(_page(page))
                page.close()
            title = str((document.metadata or {}).get("Title") or "")
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:
        # What a damaged file makes the library raise is not documented; a person needs the file's name.
        if isinstance(error, PDFPasswordIncorrect) or (
            isinstance(error, PdfminerException) and isinstance(error.args[0], PDFPasswordIncorrect)
        ):
            raise project.InputError(f"{path}: the PDF is locked with a password; expected one that is not") from None
        raise project.InputError(
            f"{path}: the PDF cannot be read ({type(error).__name__}); expected a whole PDF"
        ) from None
    if not any(part.lines for page in pages for part in page):
        raise project.InputError(
            f"{path}: a PDF without text, probably scanned; expected one with text: recognise it first"
        )
    lines = _joined(_without_heads(pages))
    return lines, (title.strip() or next((line for line in lines if line), ""))[:200], len(pages)


def _page(page: Any) -> list[_Part]:
    """The parts of a page in reading order: ruled tables where they stand, columns one after the other."""
    words: Words = page.extract_words(keep_blank_chars=False, use_text_flow=False, x_tolerance=1.5, y_tolerance=2)
    if not words:
        return []
    found: list[tuple[float, float, float, _Part]] = []
    for table in page.find_tables() if len(page.rects) + len(page.lines) < 5000 else []:
        cells = table.extract()
        x0, top, x1, bottom = table.bbox
        if len(cells) < 2 or max(map(len, cells)) < 2:
            continue
        found.append((x0, x1, top, _Part(rows.lines([[cell or "" for cell in row] for row in cells]), True)))
        words = [
            word for word in words if not (x0 - 1 <= word["x0"] and word["x1"] <= x1 + 1 and _within(word, top, bottom))
        ]
    parts: list[_Part] = []
    for x0, x1, top, bottom, column in columns(words, float(page.width)):
        own = [entry for entry in found if x0 <= (entry[0] + entry[1]) / 2 <= x1 and top <= entry[2] <= bottom]
        found = [entry for entry in found if entry not in own]
        parts += _stacked(column, [(at, part) for _, _, at, part in own])
    return parts + [part for _, _, _, part in found]


def _within(word: dict[str, Any], top: float, bottom: float) -> bool:
    return bool(top - 1 <= (word["top"] + word["bottom"]) / 2 <= bottom + 1)


def _stacked(words: Words, tables: list[tuple[float, _Part]]) -> list[_Part]:
    """The lines of a column as paragraphs and tables, from the top; ruled tables stand between them."""
    waiting = sorted(tables, key=lambda entry: entry[0])
    parts: list[_Part] = []
    block: list[tuple[float, list[str]]] = []
    last = None
    for line in rows_of(words):
        top, height = line[0]["top"], line[0]["bottom"] - line[0]["top"]
        while waiting and waiting[0][0] < top:
            parts += [*_parts(block), waiting.pop(0)[1]]
            block = []
        cells = _split(line)
        row = len(cells) > 1 and bool(block) and len(block[-1][1]) > 1
        if last is not None and top - last > (2.5 if row else 0.75) * height:
            parts += _parts(block)
            block = []
        block.append((top, cells))
        last = line[0]["bottom"]
    return [*parts, *_parts(block), *(part for _, part in waiting)]


def _split(line: Words) -> list[str]:
    """The cells of a line, parted where the blank between two words is wide."""
    cells = [line[0]["text"]]
    for before, word in itertools.pairwise(line):
        if word["x0"] - before["x1"] > _WIDE * (word["bottom"] - word["top"]):
            cells.append(word["text"])
        else:
            cells[-1] += (" " if word["x0"] - before["x1"] > 0.5 else "") + word["text"]
    return cells


def _parts(block: list[tuple[float, list[str]]]) -> list[_Part]:
    """A block of lines as a paragraph, or as a table where three and more have cells under each other."""
    if not block:
        return []
    cells = [row for _, row in block]
    wide = [row for row in cells if len(row) > 1]
    numbers = sum(bool(re.search(r"\d", cell)) for row in wide for cell in row[1:])
    if len(wide) < 2 or numbers < len(wide):
        return [_Part([" ".join(row) for row in cells], False)]
    first = next(index for index, row in enumerate(cells) if len(row) > 1)
    last = max(index for index, row in enumerate(cells) if len(row) > 1)
    width = max(map(len, wide))
    table = [
        ["", *row] if len(row) == width - 1 and index == 0 else row for index, row in enumerate(cells[first : last + 1])
    ]
    parts = [_Part([" ".join(row) for row in cells[:first]], False)] if first else []
    parts.append(_Part(rows.lines(table), True))
    return parts + ([_Part([" ".join(row) for row in cells[last + 1 :]], False)] if last + 1 < len(cells) else [])


def _without_heads(pages: Sequence[list[_Part]]) -> list[list[_Part]]:
    """Pages without the heads and feet that most of them repeat, but for numbers."""
    if len(pages) < 3:
        return list(pages)
    edges: Counter[str] = Counter()
    for page in pages:
        lines = [line for part in page if not part.table for line in part.lines]
        edges.update({_masked(line) for line in (*lines[:_HEADS], *lines[-_HEADS:])})
    running = {line for line, count in edges.items() if count > 0.6 * len(pages)}
    return [
        [
            part if part.table else _Part([line for line in part.lines if _masked(line) not in running], False)
            for part in page
        ]
        for page in pages
    ]


def _masked(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _joined(pages: Sequence[list[_Part]]) -> list[str]:
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
    return bool(re.search(r"[a-z,-]$", line.strip()) and re.match(r"[a-z]", after.strip()))
