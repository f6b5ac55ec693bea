"""The pages of a PDF, read in a process of their own: words in reading order, column after column, tables row by row.

Whatever a damaged or hostile file makes the library do ends with this process. It takes the file from its input and
writes lines of JSON: first `{"title", "heading", "pages"}`, then for each page its parts as `[lines, whether a table]`,
or `{"fault"}` in words, and ends.
"""

import contextlib
import io
import json
import logging
import re
import signal
import statistics
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, NoReturn, cast

from cited.intake.formats import pdf_characters, raised, rows, titles, unruled
from cited.intake.formats.columns import Word, Words, columns, rows_of

if TYPE_CHECKING:
    from pdfplumber.page import Page

# A heading is so much larger than the lines of text.
_LARGER = 1.15
# What a PDF may take: pages; seconds of processor to begin with, more for each page, and in all; memory; what the
# streams of one page unpack to. A page of a report takes a tenth of a second and some kilobytes.
MOST_PAGES, FIRST_SECONDS, PAGE_SECONDS, MOST_SECONDS = 3_000, 20, 1, 600
MOST_MEMORY, MOST_UNPACKED = 1_500_000_000, 12_000_000


_BOLD = re.compile(r"bold|black|heavy|-bd", re.IGNORECASE)


class Part(NamedTuple):
    """Lines of a page that belong together: a paragraph's lines, or a table's rows."""

    lines: list[str]
    table: bool


class _Refused(Exception):
    """A PDF that is not read; its words say why, and what was expected."""


class _TooLong(BaseException):
    """The time is over; no handler of the library's may catch it."""


def main() -> None:
    """Read the PDF of standard input, and write what its pages say to standard output."""
    content = sys.stdin.buffer.read()
    _bound_memory()
    signal.signal(signal.SIGPROF, _time_is_over)
    page = 0
    try:
        signal.setitimer(signal.ITIMER_PROF, FIRST_SECONDS)
        for page, message in enumerate(_read(content)):  # noqa: B007 the page that a fault is of
            print(json.dumps(message), flush=True)
    except _Refused as refused:
        fault = str(refused)
    except _TooLong:
        fault = (
            f"page {page + 1} takes too long to read; expected pages of text: print it anew as a PDF, or leave it out"
        )
    except MemoryError:
        fault = f"page {page + 1} takes more than {MOST_MEMORY / 1e9} GB of memory; expected pages of text"
    else:
        return
    print(json.dumps({"fault": fault}), flush=True)


def _read(content: bytes) -> Iterator[object]:
    """Give the messages on a PDF, one for each line of output; raises `_Refused`."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    # The library reports every oddity of a file; what matters comes as an error.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            many = len(document.pages)
            if many > MOST_PAGES:
                raise _Refused(f"{many:,} pages; expected at most {MOST_PAGES:,}: give each part its own file")
            title = str((document.metadata or {}).get("Title") or "")
            heading = ""
            if many and titles.is_generic(title):
                _require_small(document.pages[0], 1)
                heading = _heading(document.pages[0])
            yield {"title": title, "heading": heading, "pages": many}
            for number, page in enumerate(document.pages, start=1):
                left = signal.getitimer(signal.ITIMER_PROF)[0]
                signal.setitimer(signal.ITIMER_PROF, min(left + PAGE_SECONDS, MOST_SECONDS))
                _require_small(page, number)
                pdf_characters.lighten(page)
                yield _page(page)
                page.close()
    except (_Refused, MemoryError):
        raise
    except Exception as error:
        # What a damaged file makes the library raise is not documented.
        if isinstance(error, PDFPasswordIncorrect) or (
            isinstance(error, PdfminerException) and isinstance(error.args[0], PDFPasswordIncorrect)
        ):
            raise _Refused("the PDF is locked with a password; expected one that is not") from None
        raise _Refused("the PDF is damaged and cannot be read; expected a whole PDF: save or print it anew") from None


def _require_small(page: "Page", number: int) -> None:
    """Raise `_Refused` for a page whose streams unpack to more than any text has."""
    size = sum(len(stream.get_data()) for stream in page.page_obj.contents if hasattr(stream, "get_data"))
    if size > MOST_UNPACKED:
        raise _Refused(
            f"page {number} unpacks to {size / 1e6:,.0f} MB; expected at most {MOST_UNPACKED / 1e6:.0f} MB, as a page "
            "of text has: print it anew as a PDF, or leave it out"
        )


def _bound_memory() -> None:
    if sys.platform.startswith("linux"):
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))


def _time_is_over(_signal: int, _frame: object) -> NoReturn:
    raise _TooLong


def _page(page: "Page") -> list[Part]:
    """The parts of a page in reading order: ruled tables where they stand, columns one after the other."""
    raised.mark(cast("list[raised.Character]", page.chars))
    words = _words(page)
    if not words:
        return []
    tables: list[tuple[float, float, float, Part]] = []
    for table in page.find_tables() if len(page.rects) + len(page.lines) < 5000 else []:
        cells = table.extract()
        x0, top, x1, bottom = table.bbox
        if len(cells) < 2 or max(map(len, cells)) < 2:
            continue
        tables.append((x0, x1, top, Part(rows.lines([[cell or "" for cell in row] for row in cells]), True)))
        words = [
            word for word in words if not (x0 - 1 <= word["x0"] and word["x1"] <= x1 + 1 and _within(word, top, bottom))
        ]
    parts: list[Part] = []
    boxes = [(x0, x1, top, top) for x0, x1, top, _ in tables]
    for x0, x1, top, bottom, column in columns(words, 0.0, float(page.width), boxes):
        own = [entry for entry in tables if x0 <= (entry[0] + entry[1]) / 2 <= x1 and top <= entry[2] <= bottom]
        tables = [entry for entry in tables if entry not in own]
        parts += stacked(column, [(at, part) for _, _, at, part in own])
    return parts + [part for _, _, _, part in tables]


def _words(page: "Page") -> Words:
    words = page.extract_words(keep_blank_chars=False, use_text_flow=False, x_tolerance=1.5, y_tolerance=2)
    return cast("Words", words)


def _heading(page: "Page") -> str:
    """The first lines of a page that stand together and are set apart from most: larger, else bold; else empty."""
    lines = [line for line in rows_of(_words(page)) if re.search(r"[^\W\d_]{3}", " ".join(w["text"] for w in line))]
    sizes = [max(word["bottom"] - word["top"] for word in line) for line in lines]
    if not sizes:
        return ""
    if max(sizes) >= _LARGER * statistics.median(sizes):
        apart = [size >= 0.9 * max(sizes) for size in sizes]
    else:
        bold = {round(char["top"]) for char in page.chars if _BOLD.search(char.get("fontname") or "")}
        plain = {round(char["top"]) for char in page.chars if not _BOLD.search(char.get("fontname") or "")}
        tops = [round(line[0]["top"]) for line in lines]
        apart = [top in bold and top not in plain for top in tops]
    if not any(apart) or sum(apart) > len(apart) / 2:
        return ""
    first = apart.index(True)
    last = next((index for index in range(first, len(apart)) if not apart[index]), len(apart))
    return " ".join(word["text"] for line in lines[first:last] for word in line)


def _within(word: Word, top: float, bottom: float) -> bool:
    return top - 1 <= (word["top"] + word["bottom"]) / 2 <= bottom + 1


_CAPTION = re.compile(r"(?:Table|Exhibit|Annex) [A-Z]?\d[\d.]*[A-Za-z]?[.:]? [A-Z]")


def stacked(words: Words, tables: list[tuple[float, Part]]) -> list[Part]:
    """Return the lines of a column as paragraphs and tables, from the top; ruled tables stand between them."""
    waiting = sorted(tables, key=lambda entry: entry[0])
    parts: list[Part] = []
    block: list[unruled.Row] = []
    opened = False
    lines = [(line, cells) for line in rows_of(words) if (cells := unruled.cells(line))]
    for index, (line, cells) in enumerate(lines):
        top, height = line[0]["top"], line[0]["bottom"] - line[0]["top"]
        while waiting and waiting[0][0] < top:
            parts += [*_parts(block), waiting.pop(0)[1]]
            block = []
        apart = top - lines[index - 1][0][0]["bottom"] if index else 0.0
        # The name of a row or of a section, or a header of several lines, may begin alone.
        near = max(0.75 * height, 1.2 * apart)
        opens = len(cells) == 1 and any(
            len(after) > 1 and after[0].x0 <= cells[0].x0 + 1 and below[0]["top"] - line[0]["bottom"] < near
            for below, after in lines[index + 1 : index + 2]
        )
        row = (len(cells) > 1 or opens) and bool(block) and (len(block[-1]) > 1 or opened)
        opened = row and opens
        if apart > (2.5 if row else 0.75) * height or (len(cells) == 1 and _CAPTION.match(cells[0].text)):
            parts += _parts(block)
            block = []
        block.append(cells)
    return [*parts, *_parts(block), *(part for _, part in waiting)]


def _parts(block: list[unruled.Row]) -> list[Part]:
    """A block of lines as a paragraph, or as a table where three and more have cells under each other."""
    if not block:
        return []
    wide = [row for row in block if len(row) > 1]
    # The first rows may have headers only.
    heads = next((index for index, row in enumerate(wide) if unruled.numbers(row)), 0)
    body = wide[heads:] if heads < min(5, len(wide) - 1) else wide
    if len(wide) < 2 or sum(map(unruled.numbers, body)) < len(body):
        return [_paragraph(block)]
    first = next(index for index, row in enumerate(block) if len(row) > 1)
    last = max(index for index, row in enumerate(block) if len(row) > 1)
    last += unruled.is_named_around(block[last - 1 : last + 2])
    while first and unruled.is_over_data(block[first - 1], block[first : last + 1]):
        first -= 1
    parts = [_paragraph(block[:first])] if first else []
    parts.append(Part(rows.lines(unruled.table(block[first : last + 1])), True))
    return parts + ([_paragraph(block[last + 1 :])] if last + 1 < len(block) else [])


def _paragraph(block: list[unruled.Row]) -> Part:
    return Part([" ".join(cell.text for cell in row) for row in block], False)


if __name__ == "__main__":
    main()
