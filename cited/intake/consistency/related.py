"""What relations are made of: quantities with their sentences, and which of them must fit each other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cited.intake.reading.quantities import Quantity

# Units of amounts that no sum has: shares, ranks, multiples, spans of time.
TIMES = ("years", "months", "weeks", "days")
_SCALES = ("percent", "percentage points", "basis points", "times", "rank", "degrees", *TIMES, "hours", "minutes")
# What opens a clause about something else.
ANEW = re.compile(r"\b(?:with|while|whereas|and|but)\b(?! (?:had|has|have|then|later)\b)", re.IGNORECASE)

_SPAN = re.compile(r"\bbetween \D{0,15}\b\d{4} and \D{0,15}\b\d{4}\b", re.IGNORECASE)


def anew(words: str) -> bool:
    """Tell whether words open a clause about something else; `between 2010 and 2018` opens none."""
    return bool(ANEW.search(_SPAN.sub("", words)))


class Mention(NamedTuple):
    """A quantity with the line it stands in and where its sentence begins and ends there."""

    quantity: Quantity
    line: str
    opening: int
    closing: int

    @property
    def words(self) -> str:
        """Return the quantity's sentence."""
        return self.line[self.opening : self.closing]


class Related(NamedTuple):
    """Quantities that must fit each other: their kind, and their indices in the order that the kind's rule has.

    `growth`: rate, what it led to, and the base where it is printed; `share`: the share, its part, and the whole
    where it is printed; `part`: part, whole; `change`: after, before; `total`: total and parts; `currencies`: the
    second amount, the first; `same`: the later, the earlier; `duration`: the duration alone; `difference`: the
    difference, then two amounts of which it is the first less the second; `average`: average, total, count;
    `shares`: those that make up the whole.

    `how` is `up` or `down` for a growth, change or difference with a direction, `most` for a total or a whole
    that its parts need not exhaust; empty otherwise.
    """

    kind: str
    figures: tuple[int, ...]
    how: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The quantities of one sentence: all figures of the text, the indices of those in the sentence, and its words."""

    figures: Sequence[Mention]
    indices: tuple[int, ...]
    line: str
    opening: int
    closing: int

    def __getitem__(self, index: int) -> Quantity:
        """Return the quantity with an index of the text's figures."""
        return self.figures[index].quantity

    def gap(self, first: int, second: int) -> str:
        """Return the words between two quantities."""
        return self.line[self[first].end : self[second].start]

    def before(self, index: int, most: int = 60) -> str:
        """Return the words before a quantity in its sentence, `most` characters at most."""
        start = self[index].start
        return self.line[max(self.opening, start - most) : start]

    def after(self, index: int, most: int = 60) -> str:
        """Return the words after a quantity in its sentence, `most` characters at most."""
        end = self[index].end
        return self.line[end : min(self.closing, end + most)]


def sentences(figures: Sequence[Mention]) -> Iterator[Sentence]:
    """Give the sentences that have quantities, in reading order."""
    group: list[int] = []
    for index, one in enumerate(figures):
        if group and (one.quantity.line, one.opening) != (figures[group[0]].quantity.line, figures[group[0]].opening):
            yield _sentence(figures, group)
            group = []
        group.append(index)
    if group:
        yield _sentence(figures, group)


def _sentence(figures: Sequence[Mention], group: Sequence[int]) -> Sentence:
    first = figures[group[0]]
    return Sentence(figures, tuple(group), first.line, first.opening, first.closing)


def amount(unit: str) -> bool:
    """Tell whether a unit is one of amounts that add up: money, people, things, and no share, rank or time."""
    return bool(unit) and unit not in _SCALES


def alike(one: str, other: str) -> bool:
    """Tell whether two units are of amounts that compare: the same, or two nouns that may count one thing."""
    if one == other:
        return amount(one)
    return amount(one) and amount(other) and not (one.isupper() or other.isupper()) and "2" not in one + other
