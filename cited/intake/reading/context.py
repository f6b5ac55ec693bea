"""Context: what stands before a line and gives its figures their time: the document's date, a heading, a time named."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cited.intake.language.calendar_words import MAYBE_RELATIVE, MONTH
from cited.intake.language.sentences import sentence
from cited.intake.periods import anchors, resolving, weeks
from cited.intake.periods.heading_times import of_heading
from cited.intake.periods.lasting import only_lasts
from cited.intake.periods.times import times
from cited.intake.reading import front
from cited.intake.reading.quantities import Quantity
from cited.intake.units.headings import Heading
from cited.intake.units.headings import heading as of_numbers
from cited.intake.units.nouns import noun_after
from cited.ledger.store import periods

# A line of a list: with a mark before it, or a short label and what it comes to.
_ITEM = re.compile(
    r"\s*(?:[-–—•*·▪◦‣]|\d{1,2}[.)]|\([a-z]\))\s+\S"
    r"|\s*(?:US)?[$€£]?\d[\d,.]*[^.;:]{0,60}$"
    r"|(?=[^:=]*[:=])\s*[^.:;|]{2,60}(?:\([^)]*\))?\s?[:=]\s*[^\s].{0,80}$"
)
# Under a heading, a name and its number: Romania 1.71 (estimate).
ENTRY = re.compile(r"\s*[A-Z][^\W\d]*(?:[ ’'.-]+[^\W\d]+){0,4} (?!(?:19|20)\d\d\b)\d[\d,.]*\s?%?(?: ?\([^)\d]*\))?\s*")
_TIME_OF_LIST = re.compile(rf",? (?:in )?(?:{MONTH} )?(?:19|20)\d\d(?:[/–-]\d{{2,4}})?:?$")
_PURE = re.compile(r"\b(?:rates?|ratios?|index|indices|scores?|coefficients?)\b", re.IGNORECASE)
# A numbered paragraph of some sentences is no line of a list.
_PARAGRAPH = re.compile(r"\s*(?:\d{1,3}(?:\.\d+)*[.)]?|\([a-z]\))\s.*[a-z)\d%][.!?] [A-Z“\"].*[.!?]\W*$")
_LEAD = re.compile(r"[^.]*:\s*$")
_SENTENCE = re.compile(r"[.!?;,][\"”’)]*\s*$")
# A day in a heading, or some days of a meeting, are the document's own, unless it says as of when.
_AS_OF = re.compile(r"\b(?:as (?:of|at|on)|status|position|situation|by|on|at) ", re.IGNORECASE)
_DAYS = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")
_KEY_FIGURES = re.compile(
    r"\W*(?:(?:the )?key (?:figures|numbers|facts|indicators|statistics|data)|highlights|at a glance|in numbers"
    r"|in figures|numbers at a glance|situation in numbers)\W*",
    re.IGNORECASE,
)
_REVIEW = re.compile(
    r"\b(?:reporting|review) period\b|\bperiod under review\b"
    r"|\b(?:through|over|in|during|for) the (?P<span>quarter|half-year|week)\b"
    r"|^\W*The (?P<whole>quarter|half-year) (?!before|after|to|ended|ending|of)",
    re.IGNORECASE,
)
_THIS_WEEK = re.compile(r"\b(?:this|last) week\b", re.IGNORECASE)
_MAYBE_REVIEW = re.compile(r"\b(?:period|quarter|half-year|week)\b", re.IGNORECASE)
# Sums of money before a number that has no currency.
_SUM = re.compile(
    r"\b(?:deficit|surplus|balance|revenues?|expenditures?|spending|budget|debt|turnover|profits?|loss(?:es)?"
    r"|sales|costs?"
    r"|bids|grants?|loans?|outlays?|receipts|taxes|income|exports|imports|assets|liabilities|reserves|investment"
    r"|interest|wages"
    r"|salaries|subsidies|transfers|pensions|arrears|allocation)"
    r"(?: [a-z]+){0,4} $",
    re.IGNORECASE,
)
# Grouped and broken, as amounts are: 2,107.4.
_BROKEN = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+")
_THE_SPAN = re.compile(r"\b(?:in|over|during|for) the (quarter|half-year)\b", re.IGNORECASE)
_QUESTION = re.compile(r"\b[Hh]ow many\b(?! (?:of|times)\b)(?=[^?]*\?$)")
_MOST, _LONG, _NAME = 120, 1000, 40
_OPEN = re.compile(r"\.\.|-\d\d-\d\d$")


class Context(NamedTuple):
    """What a line's figures are told by: the document's date, the heading above, the time named before, the period that
    the document covers, what it says its amounts are in, what the line before asks the number of and the time, and what
    a list's heading says of its numbers."""

    now: str = ""
    heading: str = ""
    anchor: str = ""
    covered: str = ""
    money: Heading = Heading()
    counted: str = ""
    asked: str = ""
    listed: Heading = Heading()

    def headed(self, quantity: Quantity, line: str) -> Quantity:
        """Return a quantity with what its own line does not say, as a guess: the time of a list's heading, the period
        that the document covers where its sentence speaks of it, the currency of all amounts."""
        if quantity.period and _THIS_WEEK.search(line):
            quantity = quantity._replace(period=weeks.reported(quantity.period, self.covered, self.now))
        period = self.heading or (self.asked if _answers(line, quantity.start) else "")
        if self.covered and not quantity.period and _MAYBE_REVIEW.search(line):
            opening, closing = sentence(line, quantity.start)
            match = _REVIEW.search(line[opening:closing])
            span = match and (match["span"] or match["whole"])
            period = self.covered if match and (not span or resolving.span_of(self.covered) == span.lower()) else period
        lasts = only_lasts(line, quantity.start, quantity.end, quantity.unit) and not quantity.cell
        if period and not quantity.period and not lasts:
            quantity = quantity._replace(period=period, guessed=(*quantity.guessed, "period"))
        bare = self.money.unit and not quantity.unit and not quantity.cell
        near = line[max(0, quantity.start - 60) : quantity.start] if bare else ""
        if bare and (_SUM.search(near) or _BROKEN.fullmatch(quantity.printed)):
            quantity = _measured(quantity, self.money.unit, self.money.factor)
        whole = quantity.low is not None and quantity.low == int(quantity.low) and quantity.low > 1
        if self.counted and whole and not quantity.unit and not quantity.cell:
            quantity = _measured(quantity, self.counted)
        return _measured(quantity, self.listed.unit or self.listed.noun, self.listed.factor)


def _measured(quantity: Quantity, unit: str, factor: float = 1.0) -> Quantity:
    """A quantity with a unit and a scale, as a guess, where it has no unit."""
    if quantity.unit or not unit:
        return quantity
    low, high = (None if end is None else round(end * factor, 6) for end in (quantity.low, quantity.high))
    return quantity._replace(low=low, high=high, unit=unit, guessed=tuple(sorted({*quantity.guessed, "unit"})))


def contexts(lines: Sequence[str]) -> Iterator[Context]:
    """Give the context of each line of a text, in order."""
    money, reported = front.money(lines), front.reported(lines)
    covered = front.covered(lines) or (reported if "/" in reported else "")
    # What covers the months to September is dated by them, an annual report without a date by its year.
    now = front.date(lines) or periods.ends(covered)[1] or periods.ends(reported)[1]
    printed = now
    if re.fullmatch(r"\d{4}", reported) and reported < periods.year(now):
        # What an annual report tells of a month was in its year, whenever it was published.
        now = f"{reported}-12-31"
    heading = anchor = counted = asked = ""
    listed = Heading()
    spans: dict[str, str] = {}
    for line in lines:
        words = line.strip()
        if not words:
            yield Context(now)
            continue
        told = _of_span(line, anchor, spans) if MAYBE_RELATIVE.search(line) else ""
        if ENTRY.fullmatch(line):
            yield Context(now, heading, told, covered, money, counted, "", listed)
            continue
        if _ITEM.match(line) and not _LEAD.fullmatch(words) and not _PARAGRAPH.match(line):
            yield Context(now, heading, told, covered, money, counted, asked)
        else:
            yield Context(now, "", told, covered, money, counted, asked)
            heading = covered if _KEY_FIGURES.fullmatch(words) else _heading(words)
            listed = _listed(words)
        counted, asked = _counted_by_question(words), _asked_of(words, now, anchor)
        if len(words) < 4000:
            named = anchors.last_named(words, now, anchor)
            # The day on the front is not what a report tells of.
            anchor = reported if reported and named in (now, printed) and len(words) < _MOST else named
            if len(named) == len("2024-06-30") and named.startswith(periods.ends(covered)[1] or "-"):
                # The day on which the quarter ended.
                anchor = covered
            spans[resolving.span_of(anchor)] = anchor


def _asked_of(words: str, now: str, anchor: str) -> str:
    """The time of which a question asks, of which the next line tells where it names none; else an empty text."""
    if not words.endswith("?") or len(words) > _LONG:
        return ""
    opening = sentence(words, len(words) - 1)[0]
    named = [one for one in anchors.told(words, times(words), now, anchor) if one.start >= opening]
    return named[0].period if len(named) == 1 and not _OPEN.search(named[0].period) else ""


def _answers(line: str, start: int) -> bool:
    """Whether a quantity stands in the first sentence of a line, after a speaker's name, that names no time."""
    opening = sentence(line, start)[0]
    return opening <= _NAME and not times(line) and not any(one.isdigit() for one in line[:opening])


def _counted_by_question(words: str) -> str:
    """What a question asks the number of, of which the next line tells; else an empty text."""
    match = _QUESTION.search(words) if words.endswith("?") else None
    return noun_after(words, match.end())[0] if match else ""


def _of_span(line: str, anchor: str, spans: dict[str, str]) -> str:
    """The time named last; of `in the quarter` the quarter named last, though a month was named since."""
    match = _THE_SPAN.search(line)
    if not match or resolving.span_of(anchor) == match[1].lower():
        return anchor
    return spans.get(match[1].lower(), anchor)


def _listed(words: str) -> Heading:
    """What a heading says of the numbers of a list under it: unit, scale and noun; of a rate alone nothing."""
    if len(words) > _MOST or _SENTENCE.search(words):
        return Heading()
    stated = of_numbers(_TIME_OF_LIST.sub("", words))
    return stated if stated.unit or not _PURE.search(words) else Heading()


def _heading(words: str) -> str:
    """The time that a heading or the words before a list give what stands under it, or an empty text."""
    if len(words) > _MOST or (_SENTENCE.search(words) and not _LEAD.fullmatch(words)):
        return ""
    period = of_heading(words)
    return "" if _DAYS.fullmatch(period) and not _AS_OF.search(words) else period
