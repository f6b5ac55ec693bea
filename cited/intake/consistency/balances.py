"""Balances in sentences: a surplus or a deficit with what it is the difference of, and how much more one is."""

import re
from collections.abc import Iterator

from cited.intake.consistency.movement import is_rate
from cited.intake.consistency.related import Related, Sentence, amount

_BALANCE = re.compile(
    r"\b(?:surplus|deficit|balance|gap|difference|net (?:\w+ )?(?:inflow|outflow|gain|loss|increase|profit)|profit|loss"
    r"|shortfall|excess) of\s$",
    re.IGNORECASE,
)
_BALANCE_IS = re.compile(
    r"\b(?:surplus|deficit|trade balance|gap|shortfall|net (?:inflow|outflow|gain|loss))(?: (?:in|for|of) [\w ]{1,20})?"
    r" (?:of|was|is|were|reached|stood at|came to|amounted to)\s$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_BALANCED = re.compile(r"^[^.;:,(–—\d]{0,30}[:(–—,;][^.;:\d]{0,40}$")
# 2,600 people, 300 fewer than the 2,900 in 2020; 300 fewer than in 2020, when it employed 2,900.
_COUNTED_BEFORE = re.compile(r"^(?: [\w-]+){0,4}?,(?: (?:or|some|about|which is|that is))* $")
_THAN = re.compile(
    r"^(?: [\w-]+){0,2}? (?:(?P<fall>fewer|less|lower|smaller|below|under)|more|higher|larger|greater|above|over)"
    r"(?: [a-z-]+)?(?: than)?(?: (?:the|its|their|some|about))*"
    r"(?: in (?:\w+ )?\d{4},? (?:when|in which) (?:[\w’'-]+ ){1,4}?(?:some |about )?)?\s?$"
)
_OPPOSED = re.compile(
    r"\b(?:imports?|expenditures?|spending|costs?|expenses|outlays|departures|deaths|outflows?|spent|left|liabilities"
    r"|imported|died|emigra\w+)\b",
    re.IGNORECASE,
)


def balances(sentence: Sentence) -> list[Related]:
    """Return the differences of a sentence that are printed with both amounts: deficits, and `300 fewer than`."""
    return [*_balance(sentence), *_than(sentence)]


def _balance(sentence: Sentence) -> Iterator[Related]:
    """A surplus or a deficit after the two amounts that it is the difference of, or before them: exports, imports."""
    for index, one, other in zip(sentence.indices, sentence.indices[1:], sentence.indices[2:], strict=False):
        units = {sentence[one].unit, sentence[other].unit}
        if (
            _BALANCE_IS.search(sentence.before(index, 60))
            and _BALANCED.match(_YEAR.sub("that year", sentence.gap(index, one)))
            and units in ({sentence[index].unit}, {""})
            and not sentence[index].per
            # By how much exports and imports moved says nothing of a balance.
            and not any(is_rate(sentence, amount_) for amount_ in (one, other))
            and _OPPOSED.search(sentence.line[sentence[index].end : sentence.closing])
        ):
            yield Related("difference", (index, one, other), "either")
    for index in sentence.indices:
        if not _BALANCE.search(sentence.before(index, 30)):
            continue
        unit = sentence[index].unit
        two = [other for other in sentence.indices if sentence[other].unit == unit and other != index]
        if (
            len(two) == 2
            and max(two) < index
            and _OPPOSED.search(sentence.line[sentence.opening : sentence[index].start])
        ):
            yield Related("difference", (index, two[0], two[1]), "either")


def _than(sentence: Sentence) -> Iterator[Related]:
    """An amount by how much it is more or less than another: `2,600 people, 300 fewer than the 2,900 in 2020`."""
    for first, pace, second in zip(sentence.indices, sentence.indices[1:], sentence.indices[2:], strict=False):
        one, other = sentence[first], sentence[second]
        match = _THAN.match(sentence.gap(pace, second))
        alike = one.unit == other.unit == sentence[pace].unit and amount(one.unit) and one.per == other.per
        if match and alike and _COUNTED_BEFORE.match(sentence.gap(first, pace)):
            yield Related("difference", (pace, first, second), "down" if match["fall"] else "up")
