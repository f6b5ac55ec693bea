"""Which observation of a series is a figure's own: one rule, from the figure's period, the date of its words, and the
kind of the series. `docs/data.md` and the rule page say the same in words (`RULE`)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from cited.ledger.periods import Period

# Our rule: how long after its end a value is out, by how many days its period has at least.
PUBLISHED_AFTER = ((360, timedelta(90)), (28, timedelta(30)), (0, timedelta(0)))
# Our rule: a figure without a period does not speak of what is older than this.
CURRENT = timedelta(2 * 365)
# Our rule: so long a census speaks for what is not counted between two of them. The United Nations recommend one at
# least every ten years (Principles and Recommendations for Population and Housing Censuses).
CENSUS_LASTS = timedelta(3653)
STANDING, CENSUS = "standing", "census"

RULE = {
    "A figure with a period": "speaks of it. Its own is, of a flow or an average, the value of exactly that period; "
    "of a stock at the end of a period, the value of its last day; of a state at a point, the value of that day, or of "
    "exactly that period, else the last one in it; of what stands until the next value (a tariff in force, how many "
    "members), the last one dated within it or before it; of what only a census counts, the same, unless that census "
    "ended more than ten years before.",
    "A period that is still open": "ends when the words were written. Its own is, of a flow or an average, the value "
    "that begins in the year in which it begins, not before it, and ends last before the words; of a stock or a state, "
    "the last one in it before the words; of what stands until the next value, the last one dated before the words, a "
    "census no more than ten years.",
    "A figure without a period": "speaks of what was known when its words were written: the last value out by then. "
    "A value of a year is out three months after its end, one of a month or a quarter one month after, one of a day at "
    "once, a projection no sooner than a count; what ended more than two years before is not meant, unless it stands "
    "until the next value, or is a census of the ten years before.",
    "A census": "counts for ten years what is not counted between two of them (mother tongues, ethnic groups): the "
    "United Nations recommend one at least every ten years. How many people live in a country is estimated each year "
    "as well; there a census is a state at a point, and after two years no figure’s own.",
    "Several at once": "of values that end on one day, as of a year and of its last month, the longest is its own.",
    "A second value": "is there where the check names a second series. Where two values are subtracted or divided, it "
    "is that of the adjoining period of the same length: the day, month or year before; where that is not held, "
    "another is a choice, which the check explains. Where the time between two events is counted, and the figure’s "
    "period has two dates, it is the last event that has begun by the end of the first date; of a period of one date "
    "(a day, a month, a year), or of none, the last event before the other. Of one event alone its own length is "
    "counted, and a figure that is a rate of exchange has no second value.",
    "What is not held": "is not replaced: a mean of the month is not the value of a day in it. Of other dates that are "
    "tried, the one nearest in time decides, and the outcome says so.",
    "The date of the words": "is that of the document, or the older one of an article or a title that it quotes; of a "
    "date that is known to the month or the year only, its first day.",
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
        start, between, _ = figure.period.partition("/")
        until = Period.parse(start).last if between and start not in ("", "..") else one.first - timedelta(1)
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
    same = [text for text, span in spans.items() if span == period]
    if kind == "point" and not same:
        return [text for text, span in spans.items() if period.covers(span)]
    return same
