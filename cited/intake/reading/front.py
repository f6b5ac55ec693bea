"""The front of a document: who wrote and published it and when, from where it prints them."""

import itertools
import re
from collections.abc import Iterator, Sequence

from cited.intake.language.calendar_words import MONTH
from cited.intake.language.measures import CURRENCIES
from cited.intake.periods.heading_times import of_heading
from cited.intake.periods.times import times
from cited.intake.units.headings import Heading, heading
from cited.ledger.store import periods

# So many lines with words are the front: title, byline, institute, date.
_LINES = 12
_NEXT = re.compile(
    r"\b(?:next|update[sd]? due|accessed|retrieved|until|deadline|valid|embargo|since|born|founded|due|expected)\b",
    re.IGNORECASE,
)
# A plan up to a day is not of that day.
_AHEAD = re.compile(r"\b(?:by|up to|before|outlook to|plans? to) (?:the )?(?:end of )?$", re.IGNORECASE)
# Until then it may not be printed: that is its date.
_EMBARGO = re.compile(r"\W*(?:strictly |under )?embargo", re.IGNORECASE)
_NOTE = re.compile(r"\s*(?:\[\d+\]|[⁰¹²³⁴-⁹]|\d{1,3}[.)]?\s+(?!(?i:" + MONTH + r"))[A-Z]|[*†])")
_BY = re.compile(
    r"\W*(?:by|authors?:?|written by|prepared by|von|par|por)\s+"
    r"([A-Z][^|,;:–—]{2,80}(?:(?:,| and| &) [A-Z][^|;:–—]{2,60})*)",
    re.IGNORECASE,
)
_COVERS = re.compile(
    r"\b(?:reporting period|period (?:covered|under review)|covers? the period|covering|as (?:of|at|on)"
    r"|situation (?:as )?(?:of|at|on)|cut-off date|data as of"
    r"|(?:year|quarter|half-year|months?) (?:ended|ending|to))\b",
    re.IGNORECASE,
)
_TELLS_OF = re.compile(
    # The report on the budget for January to June 2018.
    rf"\b(?:report|review|update|statement|bulletin|performance|results)\b[^.;:]{{0,90}}? for (?:the period )?"
    rf"(?P<told>(?i:{MONTH}) (?:to|through|until|[-–]) (?i:{MONTH}) (?:19|20)\d\d)\b"
    r"|\b(?:covers (?:[a-z]+ ){1,6}?(?=from |between |since )"
    r"|(?:results|earnings|figures|accounts) (?:for|of) (?=the (?:[\w-]+ )?(?:months|quarter|year|half|half-year"
    r"|weeks) end))"
    r"(?P<of>[^.;]{8,60}?(?:19|20)\d\d)\b"
)
# What a title says that a report is of: Annual Report 2023, Third-quarter 2024 results.
_REPORTS = re.compile(
    r"\b(?:annual|sustainability|integrated|responsibility|ESG|CSR|impact|activity|environmental|stewardship"
    r"|progress|corporate governance|non-financial|climate|diversity|gender pay(?: gap)?)"
    r" (?:report|review|accounts|results|bulletin|statement)\b|\byear in review\b|\bfacts and figures\b"
    r"|\b(?:full-year|half-year(?:ly)?|interim|quarterly|monthly|traffic|trading|financial) (?:report|results|update"
    r"|note)\b|\bin brief\b"
    r"|\b(?:season|marketing year|crop year)\b.*\b(?:review|report|outlook|update|bulletin|balance|results)\b"
    r"|\b(?:quarter|half|half-year|year)\b.*\b(?:report|results|letter|update|statement)\b|\bresults (?:for|of)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[a-z].*\s.*[.?!]\W*$")
# A title of statistics that were printed later: Foreign trade in goods, August 2024.
_TITLE = re.compile(
    rf"[A-Z](?:[^.!?|]|\.\d){{3,90}}?(?:,|:| –| -| in| for) (?P<of>(?i:(?:{MONTH}\s?[-–]\s?)?{MONTH} (?:19|20)\d\d"
    r"|(?:(?:first|second|third|fourth) (?:quarter|half)|Q[1-4]|H[12])(?: of)? (?:19|20)\d\d)|(?<= in )(?:19|20)\d\d)",
)
_POINT = re.compile(r"\d\.\d")
# Accommodation statistics 2019, May.
_EDITION = re.compile(
    rf"\b[Ss]tatistics (?P<year>(?:19|20)\d\d), (?P<part>(?i:{MONTH}|(?:first|second|third|fourth) quarter))\W*$"
)
# Oslo, 24 October 2024 – Halvorsen Marine today reported
_DATELINE = re.compile(r"[A-Z][\w .,’'/()-]{2,50}?\b(?:19|20)\d\d\)?\s?(?:[–—:(/]| - |-- )")
_AMOUNTS = re.compile(
    r"\b(?:amounts?|figures|values|data|numbers|sums|tables?)\b(?: (?:are|is|shown|below|herein|in this \w+|here|given"
    r"|expressed|stated|reported|presented))* in ([^.;()]{2,45}?)(?=,? (?:unless|except|if not|rounded)\b|[.;)]|$)",
    re.IGNORECASE,
)
# A row of a table: Oct. 26, 2024    Oct. 28, 2023.
_CELLS = re.compile(rf"\d{{4}}(?:\t|\s*\||\s{{3,}})\s*(?:{MONTH}|\d)", re.IGNORECASE)
_FISCAL = re.compile(r"\d{4}/\d{4}")
_DAYS = re.compile(r"\d{4}-\d{2}-\d{2}/(\d{4}-\d{2}-\d{2})")
_ISSUE = re.compile(
    r"(?:.*\W)?(?:No\.|Nr\.|Issue|Number|Vol\.|Volume) ?\d+\b[^.;]{0,24}"
    r"\b(?:Spring|Summer|Autumn|Fall|Winter) ((?:19|20)\d\d)\W*"
)
_NAME = re.compile(r"(?:(?:Dr|Prof|Mr|Ms|Mrs|Sir)\.? )?(?:[A-Z][\w.’'-]*\s){1,3}[A-Z][\w’'-]+")
_BODY = re.compile(
    r"\b(?:ministry|institute|university|centre|center|bank|office|agency|department|council|commission|foundation"
    r"|association"
    r"|authority|bureau|society|organi[sz]ation|board|secretariat|committee|union|college|school|press|times|group"
    r"|ltd|plc|inc)\b",
    re.IGNORECASE,
)


def author(lines: Sequence[str]) -> str:
    """Return the names of a document's byline, or an empty text."""
    for line in _front(lines)[:8]:
        match = _BY.match(line)
        if match and len(line) < 160 and (name := _NAME.match(match[1])):
            both = match[1].strip(" .")
            return re.sub(r"\s*(?:,|\||\bon\b).*\d.*$", "", both) if len(both) < 100 else name[0]
    return ""


def publisher(lines: Sequence[str]) -> str:
    """Return the institute that a short line of the front names, or an empty text."""
    for line in _front(lines):
        parts = [part.strip() for part in re.split(r"[|•·]| – | — ", line)]
        for part in parts:
            words = part.split()
            named = (
                1 < len(words) < 9 and _BODY.search(part) and part[:1].isupper() and not re.search(r"\d|[.:?!]", part)
            )
            if named and sum(word[:1].isupper() for word in words) > len(words) / 2 and not _BY.match(part):
                return part
    return ""


def date(lines: Sequence[str]) -> str:
    """Return the date that the front prints, in EDTF, or an empty text; a next update and a note's date are none."""
    best = last = ""
    for line in _front(lines):
        dateline = _DATELINE.match(line) if len(line) > 160 else None
        line = dateline[0] if dateline else line
        if len(line) > 160 or _CELLS.search(line) or (_NEXT.search(line) and not _EMBARGO.match(line)):
            continue
        named = times(line)
        # `10 October 2024` begins as a note does.
        if _NOTE.match(line) and not (named and named[0].start == 0):
            continue
        for time in named:
            if (
                re.fullmatch(r"\d{4}-\d{2}(?:-\d{2})?", time.period)
                and len(time.period) > len(best)
                and not _AHEAD.search(line, 0, time.start)
                and not (len(time.period) == 7 and re.match(r"\d{1,2}\W", line[time.start :]))
            ):
                best = time.period
            elif (days := _DAYS.fullmatch(time.period)) and not last:
                last = days[1]
        if len(best) == 10:
            break
    # A meeting of two days, a week: by its last day; a newsletter, No. 14, Autumn 2019: by its year.
    if not best and not last:
        return next((match[1] for line in _front(lines) if (match := _ISSUE.fullmatch(line))), "")
    return best if periods.month(best) > periods.month(last) or len(best) == 10 else last or best


def covered(lines: Sequence[str]) -> str:
    """Return the period that the front says the document covers, or its day of `as of`; an empty text without."""
    named = list(_covered(lines))
    return next((one for one in named if "/" in one), next(iter(named), ""))


def _covered(lines: Sequence[str]) -> Iterator[str]:
    for line in _front(lines):
        match = _COVERS.search(line) if len(line) <= 160 else None
        # Situation report no. 9, 24 May 2024 (data as of 21 May 2024).
        if match and (period := of_heading(line) or of_heading(line[match.start() :])):
            yield period
        # It covers developments from 16 January to 10 May 2024; results for the three months ended June 30, 2024.
        if (match := _TELLS_OF.search(line)) and len(period := of_heading(match["told"] or match["of"])) > len("2024"):
            yield period


def reported(lines: Sequence[str]) -> str:
    """Return the year, or the part of one, that a title or a line of the front says a document reports on; else ''."""
    printed = date(lines)
    for number, line in enumerate(_front(lines)[:4]):
        match = _TITLE.fullmatch(line) if len(line) <= 120 and len(printed) == 10 else None
        if match and len(match["of"]) == 4 and (number > 1 or _POINT.search(line)):
            # Growth of 6.4 per cent in 2019 is of that year, not all that follows.
            continue
        if match and (period := of_heading(match["of"])) and periods.ends(period)[1] < periods.month(printed):
            return period
    for line in _front(lines)[:6]:
        if match := _EDITION.search(line):
            return of_heading(f"{match['part']} {match['year']}")
        # Annual report 2023/24 (1 July 2023 to 30 June 2024).
        words = re.sub(r"\([^)]*\)", "", line)
        period = of_heading(line) or of_heading(words) if len(line) <= 120 and _REPORTS.search(line) else ""
        if len(period) in (4, 7, 15) or _FISCAL.fullmatch(period):
            return period
    # Reporting period: 13–19 March 2017. What a sentence says of a year is said of that alone.
    span = covered([line for line in _front(lines) if not _SENTENCE.search(line) or _TELLS_OF.search(line)])
    return span if "/" in span and not span.endswith("..") else ""


def money(lines: Sequence[str]) -> Heading:
    """Return the currency and scale that a document says its amounts are in: all figures in EUR million."""
    for line in lines:
        for match in _AMOUNTS.finditer(line) if len(line) < 2000 else ():
            stated = heading(f"({match[1].strip()})")
            if stated.unit in CURRENCIES:
                return stated
    return Heading()


def _front(lines: Sequence[str]) -> list[str]:
    return list(itertools.islice((line.strip() for line in lines if line.strip()), _LINES))
