"""Tables that a person opens in a spreadsheet: no cell of them is a formula."""

import csv
import io
import re

# What a spreadsheet takes for a formula, or for the beginning of one after a blank; a plain number is none.
# The wide forms of the signs count where the spreadsheet is Japanese or Chinese.
FORMULA = re.compile(r"\s*[=@＝＠＋－]|[\t\r]|\s*[-+](?![\d.,\s]*%?$)")
_PERHAPS = re.compile(rb'[,\n"]\s*(?:[=@+\t\r-]|\xef\xbc[\x8b\x8d\x9d\xa0])')


def safe(content: bytes) -> bytes:
    """Return a CSV file as a spreadsheet may open it: cells that it would calculate have an apostrophe before them.

    See https://owasp.org/www-community/attacks/CSV_Injection. A file without such cells is returned as it is.
    """
    # The first cell, too, has a line end before it so.
    if not _PERHAPS.search(b"\n" + content):
        return content
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    # Python's writer does not quote a carriage return that ends no line, and a reader would end one.
    shown = [[f"'{cell}".replace("\r", " ") if FORMULA.match(cell) else cell for cell in row] for row in rows]
    if shown == rows:
        return content
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(shown)
    return buffer.getvalue().encode()
