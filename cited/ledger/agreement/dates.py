"""Which observation of a series is a figure's own: one rule, from the figure's period, the date of its words, and the
kind of the series. `docs/data.md` and the rule page say the same in words (`RULE`)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from cited.ledger.store import periods
from cited.ledger.store.periods import Period

# Our rule: how long after its end a value is out, by how many days its period has at least.
PUBLISHED_AFTER = ((360, timedelta(90)), (28, timedelta(30)), (0, timedelta(0)))
# Our rule: a figure without a period does not speak of what is older than this.
CURRENT = timedelta(2 * 365)
# Our rule: so long a census speaks for what is not counted between two of them. The United Nations recommend one at
# least every ten years (Principles and Recommendations for Population and Housing Censuses).
CENSUS_LASTS = timedelta(3653)
STANDING, CENSUS = "standing", "census"

RULE = {
    "A figure with a period": "It is checked against the value of that period. Which value that is depends on the "
    "statistic: for a flow or an average, the value of exactly that period; for a stock at the end of a period, the "
    "value of its last day; for a state at one point, the value of that day or of exactly that period, and otherwise "
    "the last one within it; for what stays in force until it changes (a tariff, the members of a body), the last one "
    "dated within the period or before it. What only a census counts is treated the same way, unless the census took "
    "place more than ten years before.",
    "A period that is still open": "It ends on the day when the words were written. For a flow or an average, the "
    "value is the last one before the words that begins in the same year as the period and not before it; for a stock "
    "or a state, the last one within the period before the words; for what stays in force until it changes, the last "
    "one dated before the words, and for a census one that is no more than ten years old.",
    "A figure without a period": "It is checked against what was known when its words were written: the last value "
    "published by then. We take a yearly value to be published three months after the year, a monthly or quarterly one "
    "a month after, a daily one on the day itself, and a projection no earlier than a count of the same year. A value "
    "more than two years old is not used, unless it stays in force until it changes or comes from a census of the "
    "ten years before.",
    "A census": "It counts for ten years for what is not counted in between, such as mother tongues and ethnic groups; "
    "the United Nations recommend a census at least every ten years. The population of a country is also estimated "
    "every year, so there a census is treated as a state at one point, and is not used after two years.",
    "Several values that end on the same day": "Of a year and its last month, for example, the longer period is used.",
    "A comparison of two values": "A check may subtract or divide two values. The second is then that of the period "
    "of the same length next to the first: the day, month or year before. Where none is known for that period, another "
    "is chosen, and the check says why. Where a check counts the time between two events and the figure’s period has "
    "two dates, the earlier event is the last that had begun by the end of the first date; where it has one date or "
    "none, it is the last event before the other. Where a check names one event alone, its own length is counted. An "
    "exchange rate implied by two amounts is compared with one value.",
    "A date for which there is no value": "No other value takes its place: the mean of a month is not the value of a "
    "day in it. If the figure is compared with values of other dates, the one nearest in time decides, of those that "
    "the document could know if there are any, and the outcome says so. A value that is both of another thing and of a "
    "time after the words decides nothing.",
    "A value computed from several": "A sum, a product or a ratio could be known only when its latest part was. It is "
    "dated by that part: a list of goods of June at an exchange rate of March is a value of June. Where a check "
    "compares with two values, the later one says whether the document could know it.",
    "When the words were written": "That is the date of the document, or the earlier date of an article or a title "
    "that it quotes. Where only the month or the year is known, we take its first day.",
}


class Timed(NamedTuple):
    """When a figure speaks of and when its words were written, both EDTF; the period is empty where it has none."""

    period: str
    stated: str


def own(figure: Timed, kind: str, held: Iterable[str]) -> str:
    """Return the period of the observation that is the figure's own, among the periods held; empty where none is.

    `kind` is that of the series: `point`, `end of period`, `flow`, `average`, `standing` or `census`.
    """
    words = Period.parse(figure.stated).first
    spans = {text: Period.parse(text) for text in held}
    if not figure.period:
        periods = [text for text, span in spans.items() if _known(span, kind, words)]
    elif Period.parse(figure.period).open:
        periods = _begun(Period.parse(figure.period), kind, spans, words)
    else:
        periods = _within(Period.parse(figure.period), kind, spans)
    # The last; of several that end on one day the longest.
    return max(periods, key=lambda text: (spans[text].last, spans[text].days, text), default="")


def second(figure: Timed, how: str, period: str, held: Iterable[str]) -> str:
    """Return the period of the second value that a tie compares with, among those held; empty where none is it.

    `period` is that of the first. Of a `duration` it is the last event begun by the end of the figure's first date,
    where its period has two, else the last before the first; of any other that of the adjoining period as long.
    """
    one, spans = Period.parse(period), {text: Period.parse(text) for text in held if text != period}
    if how == "duration":
        start, _ = periods.ends(figure.period)
        until = (
            Period.parse(start).last if "/" in figure.period and start not in ("", "..") else one.first - timedelta(1)
        )
        begun = [text for text, span in spans.items() if span.first <= min(until, one.first)]
        return max(begun, key=lambda text: (spans[text].first, spans[text].days), default="")
    before = [text for text, span in spans.items() if _adjoins(span, one)]
    return before[0] if before else ""


def _adjoins(span: Period, after: Period) -> bool:
    """Tell whether a period is the one before another: it ends on its eve and is as long, as months and years are."""
    return span.last + timedelta(1) == after.first and abs(span.days - after.days) <= 3


def out(span: Period) -> date:
    """Return the day from which the value of a period counts as published."""
    return span.last + next(after for days, after in PUBLISHED_AFTER if span.days >= days)


def apart(figure: Timed, period: str) -> int:
    """Return how many days lie between an observation's period and the time of which a figure speaks, or its words."""
    of = Period.parse(figure.period or figure.stated)
    words = Period.parse(figure.stated).first
    first, last = (of.first, of.last) if figure.period else (words, words)
    if figure.period and of.open:
        last = max(first, words)
    span = Period.parse(period)
    return max(0, (span.first - last).days, (first - span.last).days)


def _lasts(span: Period, kind: str, until: date) -> bool:
    """Tell whether a value that is dated before a day still stands on it: a census does for some years."""
    return span.first <= until and (kind != CENSUS or until - span.last <= CENSUS_LASTS)


def _known(span: Period, kind: str, words: date) -> bool:
    if kind in (STANDING, CENSUS):
        return _lasts(span, kind, words)
    return out(span) <= words and words - span.last <= CURRENT


def _begun(period: Period, kind: str, spans: dict[str, Period], words: date) -> list[str]:
    if kind in (STANDING, CENSUS):
        return [text for text, span in spans.items() if _lasts(span, kind, words)]
    if kind in ("point", "end of period"):
        return [text for text, span in spans.items() if period.first <= span.last <= words]
    return [
        text
        for text, span in spans.items()
        if span.first.year == period.first.year and span.first >= period.first and span.last <= words
    ]


def _within(period: Period, kind: str, spans: dict[str, Period]) -> list[str]:
    if kind in (STANDING, CENSUS):
        return [text for text, span in spans.items() if _lasts(span, kind, period.last)]
    if kind == "end of period":
        return [text for text, span in spans.items() if span.last == period.last]
    if kind == "point":
        return [text for text, span in spans.items() if period.covers(span)]
    return [text for text, span in spans.items() if span == period]
