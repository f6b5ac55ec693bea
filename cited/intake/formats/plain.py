"""Plain text and Markdown: lines wrapped at a width become paragraphs, tables and lists stay as they are."""

import csv
import itertools
import re
import statistics
from collections.abc import Sequence

from cited.intake.formats import rows
from cited.intake.language import sentences

# A line end that parts a number from its scale or unit, or cuts a word: `$3.7` and, in the next line, `million`.
_PARTED = re.compile(
    r"(?<=\bper)[ \t]*\n[ \t]*(?=cent\b)|(?<=\d)[ \t]*\n[ \t]*(?=(?:hundred|thousand|million|billion"
    r"|trillion|crore|lakh|per ?cent)\b)"
    # Some 5, and in the next line 000 people.
    r"|(?<=\d,)[ \t]*\n[ \t]*(?=000(?!\d))"
)
# The same where a paragraph's last line is short: `EUR 310` and `billion.`
_NUMERAL = re.compile(r"\d$|\b(?:per|hundred|thousand|million)$", re.IGNORECASE)
_SCALE = re.compile(
    r"(?:hundred|thousand|million|billion|trillion|quadrillion|crore|lakh|mln|mn|bln|bn|trn|tn|dozen|per ?cent"
    r"|percentage points?|cent|Millionen|Milliarden|Billionen|Mio|Mrd|Prozent)\b"
)
_CUT = re.compile(r"(?<=[a-z]{2})-[ \t]*\n[ \t]*(?=[a-z]{2})")
# A footnote of Markdown, by its name: [^1]: Budget of 2024.
_FOOTNOTE = re.compile(r"^ {0,3}\[\^([\w-]{1,40})\]:", re.MULTILINE)
_OPENS = re.compile(r"(?:[-*•#>|]|\(?\d{1,3}[.)]|\[\d+\])\s|#{1,6}\s|\|")
# Where a line without blanks may be cut: beside a mark that parts no number, or between letters and digits.
_APART = re.compile(r"[^\w.,'’%$€£¥/-](?=\w)|[^\W\d_](?=\d)")
_CELLS = re.compile(r"\S(?: {2,}|\t+)\S")
# A line longer than this is broken, at the end of a sentence where it has one.
LONGEST = 10_000


def read(text: str) -> tuple[list[str], str]:
    """Return the lines of a plain text and a remark on what was joined, empty where nothing was."""
    for name in _FOOTNOTE.findall(text):
        text = re.sub(rf"\[\^{re.escape(name)}\]:?", f"[{name}]", text)
    lines = text.split("\n")
    if _wrapped(lines):
        return reflow(lines), "Lines wrapped at a width were joined to paragraphs."
    if _PARTED.search(text) or _CUT.search(text):
        joined = _CUT.sub("", _PARTED.sub(" ", text))
        return joined.split("\n"), "Lines that parted a number or a word were joined."
    return lines, ""


def table(text: str) -> list[str]:
    """Return the rows of a table whose cells commas, semicolons or tabs part, as lines; none where it is no table."""
    lines = text.split("\n")
    if max(map(len, lines)) > LONGEST:
        return []
    mark = max(",;\t", key=lambda mark: statistics.median(line.count(mark) for line in lines if line.strip()))
    cells = [row for row in csv.reader(lines, delimiter=mark, strict=False) if any(row)]
    titles = [*itertools.takewhile(lambda row: len([cell for cell in row if cell]) == 1, cells)]
    table = cells[len(titles) :]
    if len(table) < 2 or len({len(row) for row in table}) > 1 or len(table[0]) < 2:
        return []
    above = ["".join(row) for row in titles]
    return [*above, *([""] if above else []), *rows.lines(table)]


def reflow(lines: Sequence[str]) -> list[str]:
    """Return paragraphs of lines that were wrapped at a width, so that no number is parted from its unit.

    A line goes on in the next where it is nearly as wide as the text and neither ends a sentence before a
    capital nor stands before a blank line, a list item or a heading.
    """
    widths = [len(line) for line in lines if line.strip()]
    width = statistics.quantiles(widths, n=10)[-1] if len(widths) > 1 else 0
    paragraphs: list[str] = []
    parts: list[str] = []
    going = False
    for line in lines:
        text = line.strip()
        cells = bool(_CELLS.search(text))
        parted = bool(parts) and _NUMERAL.search(parts[-1].rstrip()) and _SCALE.match(text)
        if (going or parted) and text and not _OPENS.match(text) and not cells:
            parts.append(text)
        else:
            paragraphs += _paragraph(parts)
            parts = [line.rstrip() if cells else text]
        going = bool(text) and not cells and (len(line.rstrip()) >= 0.75 * width or _is_cut(text))
    return [*paragraphs, *_paragraph(parts)]


def broken(lines: Sequence[str]) -> tuple[list[str], bool]:
    """Return lines of which none is too long to work with, and whether any was broken."""
    if all(len(line) <= LONGEST for line in lines):
        return list(lines), False
    return [part for line in lines for part in _parts(line)], True


def _parts(line: str) -> list[str]:
    pieces, start = [], 0
    while len(line) - start > LONGEST:
        stop = start + LONGEST
        end = max((line.rfind(mark, start + LONGEST // 2, stop) + 1 for mark in (". ", "; ", "! ", "? ")), default=0)
        if not end:
            end = sentences.blank(line, start, stop) - 1
        if end <= start:
            match = next((place for place in _APART.finditer(line, start + LONGEST // 2, stop)), None)
            end = match.end() if match else stop
        pieces.append(line[start:end].rstrip())
        start = end + (line[end : end + 1] == " ")
    return [*pieces, line[start:]] if start < len(line) else pieces


def _paragraph(parts: list[str]) -> list[str]:
    """The parts of a paragraph as one line; a word cut at a line's end is whole again."""
    if not parts:
        return []
    pieces = [parts[0]]
    for before, part in itertools.pairwise(parts):
        if before.endswith("-") and before[-2:-1].isalpha() and part[0].islower():
            pieces[-1] = pieces[-1][:-1]
            pieces.append(part)
        else:
            pieces += [" ", part]
    return ["".join(pieces)]


def _is_cut(text: str) -> bool:
    return text.endswith("-") and text[-2:-1].isalpha()


def _wrapped(lines: Sequence[str]) -> bool:
    """Whether most lines that go on in the next are about as wide as each other."""
    going = [line.rstrip() for line, after in itertools.pairwise(lines) if line.strip() and after.strip()]
    going = [line for line in going if not _CELLS.search(line.strip()) and "|" not in line]
    inner = [len(line) for line in going]
    # Lines that are sentences of their own are no wrapped ones.
    if len(inner) < 4 or sum(line.endswith((".", "!", "?")) for line in going) > len(inner) / 2:
        return False
    width = statistics.quantiles(inner, n=10)[-1]
    share = sum(0.75 * width <= length <= 1.1 * width for length in inner)
    return 40 <= width <= 120 and share > (0.7 if len(inner) >= 8 else 0.8) * len(inner)
