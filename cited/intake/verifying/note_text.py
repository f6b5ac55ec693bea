"""What a note prints of the work that it cites: its title, its words as they are, and its date."""

import re
from collections.abc import Mapping

from cited.intake.language.calendar_words import MONTHS
from cited.intake.verifying.printed_dates import printed
from cited.ledger.store import periods

# How a note prints the title of a work: in quotation marks, or in italics; and its date: alone, as a sentence.
_TITLE = re.compile(r"[“\"„«]([^”\"“»]*\w+[^”\"“»]*)[”\"“»]|(?<![*\w])\*([^*]{4,}\w)\*(?!\*)")
_DAY = rf"(?:(?:{'|'.join(MONTHS)})\.?\s\d{{1,2}},?\s|(?<!\d)\d{{1,2}}\s(?:{'|'.join(MONTHS)})\s)"
_DATED = re.compile(rf"[.,]\s+{_DAY}\d{{4}}\.?\s*$", re.IGNORECASE)
_WORD = r"\w+"
# So many words are a title, not a word used as one.
_WORDS_OF_TITLE = 3


def prints(note: str, cell: str) -> bool:
    """Tell whether a note has the words of a cell as they are, one after the other, whatever stands between them."""
    return f" {' '.join(re.findall(_WORD, cell))} " in f" {' '.join(re.findall(_WORD, note))} "


def date(row: Mapping[str, str], note: str) -> str:
    """Return what was expected where a work’s date is none that its note prints, or not as fine; else nothing."""
    said = row["date"]
    if not said:
        return "expected the date that" if _DATED.search(note) and not row["repeats"] else ""
    if not printed(said, note):
        return "expected a date that"
    whole = re.search(rf"{_DAY}{periods.year(said)}(?!\d)", note, re.IGNORECASE)
    return "expected the day that" if whole and len(said) < len("2019-03-25") and said[4:5] != "~" else ""


def cites(note: str) -> str:
    """Return what a note prints of a work: a title of three words or more, or a date alone at its end; else nothing."""
    titles = [match[1] or match[2] for match in _TITLE.finditer(note)]
    title = next((title for title in titles if len(re.findall(_WORD, title)) >= _WORDS_OF_TITLE), "")
    dated = _DATED.search(note)
    return f"“{title}”" if title else dated[0].strip(" .,") if dated else ""
