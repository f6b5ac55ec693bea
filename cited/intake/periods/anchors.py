"""Anchors: the times of a line with their periods, where one is told by another that the text named before."""

import re
from collections.abc import Sequence

from cited.intake.language.sentences import sentence
from cited.intake.periods import ago
from cited.intake.periods.resolving import resolved
from cited.intake.periods.times import Time, times
from cited.ledger.store import periods

# A time that something is compared with is not that of the amount before it: 4 per cent more than in 2021.
_COMPARED = re.compile(
    r"\b(?:as (?:announced|agreed|planned|promised|reported|expected|noted)"
    # By more than a quarter between 2001 and 2011: that compares nothing.
    r"|than(?! an? (?:quarter|half)\b)|above|below|ahead of"
    r"|as (?:many|much|few|little|high|low|large|big|great|small|long|often|fast) as"
    # A 28 per cent reduction against the 2019 baseline.
    r"|(?<!voted )(?<!vote )against"
    # Demand grew in May by 3.7 per cent from the previous year.
    r"|\bby [\d.,]+\s?(?:%|per ?cent) from"
    # 2.7 per cent on the previous year and 52 per cent on 1990.
    r"|\bon (?:the )?(?:(?:previous|preceding|prior) )?(?:year|quarter|month|\d{4}),? (?:and|but) (?:by )?"
    r"[\d.,]+\s?(?:%|per ?cent) on"
    r"|compared (?:with|to)|relative to|versus|vs\.?|up on|down on|unchanged from|up from|down from"
    r"|(?:up|rise|increase|growth|higher|lower|down|decline|fall|gain)(?: of [\d.,]+\s?[\w%]*(?: cent| points?)?)?"
    r" (?:over|on)(?: the(?: [a-z]+){1,2})?"
    # Up 75 per cent from 2015: so much more than then.
    r"|\b(?:up|down|rise|rose|risen|increased?|grew|grown|growth|higher|lower|declined?|fell|fallen|gain(?:ed)?)"
    r"(?: by| of)?(?: about| some| almost| nearly)? (?:[$€£]?[\d.,]+|an?|\w+)\s?[\w%]*(?: cent| points?)? from"
    r"|(?:than|above|below|over|under|on|short of|against|beat|missed|exceeded)"
    r" (?:their|its|the|his|her|our|an?)"
    r" (?:[\w-]+ ){0,2}(?:average|mean|median|estimates?|outturn|actuals|guidance|forecasts?|targets?|plans?|budget"
    r"|projections?|promise|pledge|expectations?)(?: (?:made|given|issued|set|published))?"
    # A quarter less than guided in May.
    r"|than (?:(?:had|has) been |was |it had |originally |first )?(?:guided|forecast|expected|planned|promised"
    r"|projected|predicted|budgeted|estimated|agreed|announced|foreseen|assumed|approved|pledged)"
    # Two-fifths of those in July 2019.
    r"|(?:half|thirds?|quarters?|fifths?|tenths?|per ?cent|%) of (?:those|that"
    r"|(?:the|its|their) (?:[a-z]+ ){0,2}(?:average|level|peak))"
    r"|\b(?:up|down|higher|lower|more|fewer|less|rise|fall|increase|decrease|drop|growth|decline"
    r"|gain)\b[^.;:,]{0,30}? on"
    r"|(?:twice|thrice|half|double|triple|treble|quadruple|times|above|below|over)"
    r" (?:that|those|(?:the|its) (?:[a-z]+ )?"
    r"(?:number|level|figure|peak|average|total|amount|rate|value|share|volume|sum)s?)"
    r"|(?:above|below|over) (?:the|its|their) (?:level|figure|peak|average|total)s?|(?:what|than) it (?:was|had been))"
    r"(?: (?:in|an?|the|its|their|our|at|for|during|of|that|same|corresponding|period|months?|quarters?|weeks?"
    r"|end of|whole|all"
    r"|entire))*\s?(?:end-)?$",
    re.IGNORECASE,
)
# The highest since 2022: of that year nothing else is told.
_RECORD = re.compile(
    r"\b(?:(?:high|low|bigg|larg|small|fast|slow|strong|weak|steep|sharp)est|(?<!\bat )(?:most|least|best|worst)|first"
    r"|record)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
# What a time is told beside: from 3.4 per cent in January.
_AGAINST = re.compile(
    r"\b(?:from|against|compared|after|versus|previously|before)\b(?:(?!\bto\b)(?:[^.;]|\.\d)){0,40}$"
    r"|\b(?:next|follow\w+)\b[^.;]{0,30}$|\b(?:by|until)\s(?:the )?(?:end of )?$",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"\b(?:than|over|on|with|to|below|above|under|versus|vs\.?|against)"
    r"(?: (?:in|the|at|during|it|was|had|been|same|corresponding|period|of))*\s$",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(
    r"\bhad (?:\w+ ){1,3}(?:in|for|since|by) $"
    r"|\b(?:record|peak|high|low|maximum|trough)(?: of [^;.]{0,3}\d[^;]{0,20})?"
    r"(?:,? (?:set|reached|seen|recorded|posted))? (?:in|of) $"
)
# When something was built, opened, last raised: what is told of a month since is another time's.
_DONE = re.compile(
    r"\b(?:was|were|been|last|first|newly|and|originally|since|which|that) (?:[a-z]+ly )?"
    r"(?:[a-z]{2,}ed|built|begun|set|held|born|sold|bought|made|won|lost|laid|cut)(?: [a-z]+){0,3} (?:in|of) $"
)
# The men who signed the compact in Santa Fe in 1922.
_WHO_DID = re.compile(r"\b(?:who|which|that) (?:[\w'’-]+ ){1,8}(?:in|on) $")
# The pool, built in 1964 and used by all, closes on 1 July.
_BUILT = re.compile(
    r", (?:first |originally )?(?:built|opened|founded|established|erected|laid|inaugurated|born|created|set up"
    r"|launched|started|begun|formed)"
    r"(?: [a-z]+){0,2} in $"
)
# Launched in 2021 with two distributors.
_WITH = re.compile(r" with (?:[a-z]+ )?[$€£]?[\da-z]")
_HAS = re.compile(
    r",? (?:and|but) (?:it |they |he |she )?(?:now |today |still )?(?:has|have|is|are|holds?|employs?|runs?|owns?)\b"
)
# How many years back is long past; where a text goes through a year by its months.
_LONG, _BY_MONTHS = 2, -2
_BEGUN = re.compile(r"\bsince\b[^.;,]{0,40}$", re.IGNORECASE)
_EXPECTED = re.compile(
    r" (?:is|are) (?:now |still )?(?:forecast|expected|projected|predicted|planned|scheduled|likely)\b"
)
_WILL = re.compile(r"[^.;,:]{0,60}? (?:will|shall)\b")
_FRAME = re.compile(r"\W*(?:In|During|For|Over|Throughout)(?: the year)? ")
_SPEECH = re.compile(
    r"\b(?:said|says|told(?: [\w’']+){1,3}|announced|reported|showed|shows|warned|added|published|released|statement"
    r"|data|figures|statistics|wrote|confirmed|speaking|briefing|interview|estimated?)"
    r"(?: (?!up\b|until\b)[a-z]+){0,2} ?$",
    re.IGNORECASE,
)


def last_named(text: str, now: str, anchor: str) -> str:
    """Return the time that a line names last and speaks of, else the one named before it."""
    return _anchors(text, times(text), now, anchor)[1]


def told(text: str, named: Sequence[Time], now: str, anchor: str) -> list[Time]:
    """Return the times of a line with their periods; `now` and `anchor` as in `when.periods`."""
    return _anchors(text, named, now, anchor)[0]


def _anchors(text: str, named: Sequence[Time], now: str, anchor: str) -> tuple[list[Time], str]:
    """Times with their periods, each told by the one before it that the text speaks of, and the last of these."""
    read: list[Time] = []
    year = ""
    named_in = -1
    known: str | bool = ""
    ahead = _dated_after(named)
    for index, time in enumerate(named):
        opening, closing = sentence(text, time.start)
        before = text[max(opening, time.start - 44) : time.start]
        if time.relative:
            base = anchor
            if time.relative.steps > 0 and read and read[-1].start >= opening:
                base = read[-1].period or anchor
            if time.relative.base == "anchor" and time.relative.steps and not (read and read[-1].start >= opening):
                # A year earlier it was 5; in 2012, 6: the time after it tells it.
                after = ahead[index]
                after = after if after and after.start < closing else None
                base = after.period if after and not anchor else anchor
            until = _year_after(text, time, named[index + 1] if index + 1 < len(named) else None)
            told = "" if _is_newer(year, now, named_in in (opening, _BY_MONTHS)) else year
            known = until or told or not now
            time = time._replace(
                period=resolved(time.relative, base, until or told, now, _around(text, opening, time, closing))
            )
        if now and ago.tells(text, time) and not ago.is_earlier(text, time):
            time = time._replace(period=str(int(periods.year(now)) + time.steps))
        # It said on Tuesday: that is when it said so.
        if time.relative and time.relative.unit == "day" and _SPEECH.search(before):
            time = time._replace(period="")
        read.append(time)
        record = time.period.endswith("/..") and _RECORD.search(before)
        # What their owners had paid in 2015 is another time's story.
        # (2022: £946.3m) has a time of its own.
        bracketed = text[: time.start].endswith("(") and text[time.end : time.end + 1] == ":"
        past = bracketed or _BACKGROUND.search(before) or _BUILT.search(before) or _is_history(text, time, before, now)
        against = time.relative is not None and time.relative.base == "year"
        # Since February 2022: that does not say of what year August is.
        going_on = time.period.endswith("/..") and (not now or not time.relative)
        compared = (
            going_on or time.steps or against or is_base(before, False) or _AGAINST.search(before) or record or past
        )
        if time.period and not compared:
            anchor = time.period
            # Of what the paragraph tells of a year, a month is, too; after `last year` it may be of any.
            # Nor does the month in which a season began: since the start of the season on 1 October.
            since = f"{before}{text[time.start : time.start + 6]}"
            begun = time.relative and time.relative.base == "part" and not known and _BEGUN.search(since)
            by_date = begun or (time.relative and time.relative.base == "now")
            year = "" if by_date else _year_of(time.period)
            # A year that opens its sentence is what the next ones tell of, too.
            long = re.fullmatch(r"\d{4}(?:/\d{4})?", time.period)
            framed = not long or _FRAME.fullmatch(text, opening, time.start)
            named_in = _BY_MONTHS if framed else opening
    return read, anchor


def _is_newer(year: str, now: str, here: bool) -> bool:
    """Whether a month without its year is likelier of the document's than of a recent year that another sentence named:
    a deficit of 4.8 per cent in 2023; debt stood at 52 at the end of June."""
    if here or not now or not re.fullmatch(r"\d{4}(?:/\d{4})?", year):
        return False
    # It plans 40 for 2024; prices went up in February.
    return year[:4] > now[:4] or (len(now) >= 7 and year[-4:] < now[:4])


def _is_history(text: str, time: Time, before: str, now: str) -> bool:
    """Whether a year long before the document only dates what was done then, or what had been found."""
    old = periods.year(time.period) and periods.year(now) and int(time.period[:4]) < int(periods.year(now)) - _LONG
    if old and not time.relative and (_WHO_DID.search(before) or text.startswith(" had ", time.end)):
        return True
    return bool(old and re.fullmatch(r"\d{4}", time.period) and _DONE.search(before))


def is_founding(text: str, time: Time) -> bool:
    """Return whether a time only dates what was done then, and its sentence goes on in the present: founded in 1974, it
    has 41 ships."""
    before = text[max(0, time.start - 44) : time.start]
    if _BUILT.search(before):
        return not _WITH.match(text, time.end)
    return bool(_HAS.match(text, time.end) and _DONE.search(before))


def is_record(text: str, time: Time) -> bool:
    """Return whether a time only says since when nothing was as high, as low, as many: the most since 2019."""
    before = text[max(0, time.start - 56) : time.start]
    return time.period.endswith("/..") and "Since " not in before and bool(_RECORD.search(before))


def _around(text: str, opening: int, time: Time, closing: int) -> str:
    """The words before a time in its sentence; those after it, too, where it opens that: From 1 May the fee rises."""
    before = text[opening : time.start]
    expected = _EXPECTED.match(text, time.end)
    if expected := expected or (_WILL.match(text, time.end) if before.strip() in ("", "On", "In") else None):
        # Rain between March and May is forecast to be 40 mm. On 1 June the fare will go up.
        return before + expected[0]
    opens = before.strip().lower() in ("", "from", "as of", "as from", "with effect from")
    return f"{text[time.end : min(closing, time.end + 60)]} {before}" if opens else before


def _dated_after(named: Sequence[Time]) -> list[Time | None]:
    """The next time with a period of its own after each of some."""
    found: list[Time | None] = []
    last = None
    for time in reversed(named):
        found.append(last)
        last = time if time.period else last
    return found[::-1]


def _year_of(period: str) -> str:
    """The year that a period tells of: its own, or the months from the first to the last of several."""
    return period if re.fullmatch(r"\d{4}-\d\d/\d{4}-\d\d", period) else periods.year(period)


def _year_after(text: str, time: Time, after: Time | None) -> str:
    """The year of a month that the date after it has: from 104.2 in March to 106.1 in June 2019; empty without one."""
    part = time.relative.part if time.relative and time.relative.base == "part" else None
    if not part or not after or not re.fullmatch(r"\d{4}-\d\d.*", after.period):
        return ""
    joined = re.fullmatch(r"(?:[^.;]|\.\d){0,30}\bto\b(?:[^.;]|\.\d){0,30}", text[time.end : after.start])
    return (
        str(int(periods.year(after.period)) - (part[1] > periods.month_number(after.period) % 12 + 1)) if joined else ""
    )


def is_base(before: str, step: bool) -> bool:
    """Return whether the words before a time set an amount against it; `step`: it is told by another time."""
    return bool((step and _THAN.search(before)) or _COMPARED.search(before))
