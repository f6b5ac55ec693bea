"""Context: what stands before a line and gives its figures their time: the document's date, a heading, a time named."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cited.intake import front, relative, when
from cited.intake.quantities import Quantity
from cited.intake.times import of_heading

# A line of a list: with a mark before it, or a short label and what it comes to.
_ITEM = re.compile(
    r"\s*(?:[-–—•*·▪◦‣]|\d{1,2}[.)]|\([a-z]\))\s+\S"
    r"|(?=[^:=]*[:=])\s*[^.:;|]{2,60}(?:\([^)]*\))?\s?[:=]\s*[^\s].{0,80}$"
)
_LEAD = re.compile(r"[^.]*:\s*$")
_SENTENCE = re.compile(r"[.!?;,][\"”’)]*\s*$")
# A day in a heading is the document's own, unless it says as of when.
_AS_OF = re.compile(r"\b(?:as (?:of|at|on)|status|position|situation|by|on|at) ", re.IGNORECASE)
_MOST = 120


class Context(NamedTuple):
    """What a line's figures are dated by: the document's date, the heading above, the time named before."""

    now: str = ""
    heading: str = ""
    anchor: str = ""

    def headed(self, quantity: Quantity) -> Quantity:
        """Return a quantity of a list with the time of the list's heading, as a guess, where its line names none."""
        if quantity.period or not self.heading:
            return quantity
        return quantity._replace(period=self.heading, guessed=(*quantity.guessed, "period"))


def contexts(lines: Sequence[str]) -> Iterator[Context]:
    """Give the context of each line of a text, in order."""
    now = front.date(lines)
    heading = anchor = ""
    for line in lines:
        words = line.strip()
        if not words:
            yield Context(now)
            continue
        told = anchor if relative.MAYBE.search(line) else ""
        if _ITEM.match(line) and not _LEAD.fullmatch(words):
            yield Context(now, heading, told)
        else:
            yield Context(now, "", told)
            heading = _heading(words)
        if len(words) < 4000:
            anchor = when.last_named(words, now, anchor)


def _heading(words: str) -> str:
    """The time that a heading or the words before a list give what stands under it, or an empty text."""
    if len(words) > _MOST or (_SENTENCE.search(words) and not _LEAD.fullmatch(words)):
        return ""
    period = of_heading(words)
    return "" if len(period) == 10 and not _AS_OF.search(words) else period
