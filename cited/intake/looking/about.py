"""What a text says about a figure: its row as far as it can be read, its sentence, and what stands before it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cited.intake.consistency.related import Mention
from cited.intake.periods import dating
from cited.intake.periods.times import times
from cited.intake.reading import guess
from cited.intake.reading.grammar import Quantity
from cited.ledger.store.codes import Basis

# So many characters before and after a sentence, and so many lines before its own, still say what it is about.
_BEFORE, _AFTER, _LINES = 800, 200, 3
# A line that opens with the number of a note.
_NOTE = re.compile(r"\W*\d{1,3}[.)\]]?\s+\W*[A-Z]")


class About(NamedTuple):
    """A figure's cells as data/figures has them, its sentence and its place there, the words before, and the day by
    which the document knew it (EDTF), and whether that is a day beside the figure."""

    cells: dict[str, str]
    words: str
    place: int
    around: tuple[str, ...]
    dated: str
    day: bool


def about(one: Mention, lines: Sequence[str], dated: str) -> About:
    """Return what the text says about a quantity; `dated` is the document's date, EDTF."""
    quantity = one.quantity
    number = quantity.line
    before = one.line[max(0, one.opening - _BEFORE) : one.opening]
    after = one.line[one.closing : one.closing + _AFTER] if _NOTE.match(one.line) else ""
    place = quantity.start - one.opening
    date = dating.dated(one.words, place, quantity.end - one.opening, dated, before, after)
    # The grammar knows clauses and the heads of tables; the sentence may give the day of the year that it read,
    # and of a day without a year the paragraph knows the year better than what was named long before.
    same_day = len(date.period) > 4 and date.period[4:] == quantity.period[4:]
    # Where it gives no time though the sentence names one, that is another figure's.
    agrees = date.period.startswith(quantity.period) and (quantity.period or not times(one.words))
    period = date.period if date.now or same_day or agrees else quantity.period
    elsewhere = dating.of_something_else(one.words, period)
    known = elsewhere or date.known
    period = period if elsewhere is None else ""
    title = next((line for line in lines if line.strip()), "")
    return About(
        cells(quantity, one.line, period, dated, date.now),
        one.words,
        place,
        (title, *lines[max(0, number - 1 - _LINES) : number - 1], before),
        known,
        date.day,
    )


def cells(quantity: Quantity, line: str, period: str, dated: str, now: bool = False) -> dict[str, str]:
    """Return a quantity as the cells of a row of data/figures, without what only a person can say."""
    return {
        "printed": quantity.printed,
        "low": _decimal(quantity.low),
        "high": _decimal(quantity.high),
        "hedge": quantity.hedge,
        "unit": quantity.unit,
        "period": period,
        "basis": Basis.ACTUAL if now else guess.basis(line, quantity._replace(period=period), dated),
        "repeats": "",
    }


def _decimal(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")
