"""What headings say of the numbers under them: unit and scale, as `(US$ million)`, `in ₹ crore`, `('000)`, `%`."""

import functools
import re
from typing import NamedTuple

from cited.intake.language import measures
from cited.intake.language.calendar_words import MONTH
from cited.intake.language.normal import normal
from cited.intake.language.words import AFTER_DIGITS
from cited.intake.numbers.numerals import scale
from cited.intake.units import plurals


class Heading(NamedTuple):
    """What a heading says: a unit or an empty text, what its numbers are multiplied by, a noun counted, per what."""

    unit: str = ""
    factor: float = 1.0
    noun: str = ""
    per: str = ""


_PARTS = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
# A note marker is no scale: Port[b], Special schools (b).
_MARKER = re.compile(r"\[[a-j]\]|\s?\([abdef]\)")
_TAIL = re.compile(r"(?:,|:|–|—|(?<!-)\bin\b)\s*((?:in )?(?:10{0,2},000 |1,000,000 )?[^,:–—]{1,45})$")
# In thousands of euros, January to June; millions of dollars, except per share data.
_SCALE_OF = re.compile(
    r"(?:^|\bin |[,;(] ?)((?:thousand|million|billion|trillion|crore|lakh)s? of [^,;:.()]{2,30}?)"
    r"(?=$|[,;:.()]| (?:unless|except|at|and|excluding)\b)",
    re.IGNORECASE,
)
_GROUPED = re.compile(r"(?<!per )(?<![\d.,])1(0{0,2})[ ,.]?000\b(?![\d.,])(?: ?[ ,.]?000\b)?", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:in |number of )?(?P<scale>thousands?(?: of)? |millions?(?: of)? |1[ ,.]?000 |['’‘]000 )?(?P<noun>[a-z-]{3,})$"
)
_THOUSANDS = re.compile(
    r"(?<=[$£€₹¥])\s?['’‘]?000s?\b|(?<=\b[A-Z]{3})\s['’‘]?000s?\b|['’‘]000s?\b|\b000s\b|\bin 000\b|\bx ?1,?000\b",
    re.IGNORECASE,
)
_SCALES = measures.either(word for word in AFTER_DIGITS if len(word) > 2 and word.isalpha() and word.isascii())
_SCALE = re.compile(rf"\b({_SCALES}|hundreds of thousands)\b", re.IGNORECASE)
_LETTERS = measures.either(
    word for word in AFTER_DIGITS if len(word) < 4 and word.isascii() and word.islower() and word.isalpha()
)
# 100 million yuan, 10 thousand tonnes.
_TENS = re.compile(rf"(?<![\d.,])(100?) (?={_SCALES})", re.IGNORECASE)
_SHORT = re.compile(rf"(?<![A-Za-z])(?:({_LETTERS})s?)(?![A-Za-z²³]|[23]\b)")
# IDPs are no Iraqi dinars.
_MONEY = re.compile(rf"(?<![A-Za-z])({measures.CURRENCY})(?![a-z]|(?<=[A-Za-z])[A-Z])")
_TOO_LITTLE = ("points", "point", "quarter", "quarters", "second")
_NAMES = {name: unit for name, unit in measures.NAMES.items() if name not in _TOO_LITTLE}
_SIGNS = [sign for sign, unit in measures.SIGNS.items() if unit.kind == "measure" and sign not in "x×cpq"]
MONEY_NAME = re.compile(
    rf"\b({measures.either(name for name, unit in _NAMES.items() if unit.kind == 'currency')})\b", re.IGNORECASE
)
_MEASURE = re.compile(rf"(?<![A-Za-z])({measures.either(_SIGNS)})(?![A-Za-z²³])")
_NAMED = re.compile(
    rf"\b({measures.either(name for name, unit in _NAMES.items() if unit.kind == 'measure')})\b", re.IGNORECASE
)
_PERSONS = re.compile(
    r"\b(?:population|employment|unemployment|unemployed|employed|workforce|labou?r force"
    r"|deaths|(?:net |im|e)migration|migrants|enrol\w+|headcount"
    r"|attendance|staff|personnel|inhabitants|arrivals|persons|people|residents)\b",
    re.IGNORECASE,
)
# A rate of growth is no span of time, nor is the step of a change: change on the month.
_ON = re.compile(
    r"\b(?:year|quarter|month|week)-(?:on|over|to|by)-(?:year|quarter|month|week|date)\b"
    r"|\b(?:change|growth|difference)(?: (?:on|over|from|in|since|the|a|latest|last|past|previous|preceding))*"
    r" (?:year|quarter|month|week|day)\b|\b(?:in|during|over) the (?:year|quarter|month|week|period)\b",
    re.IGNORECASE,
)
# In a label these are likelier an adjective and a verb: Real Estate, Seats won.
_NO_MONEY = ("real", "won")
_RATE = re.compile(r"%|\bper ?cent(?:age)?\b|\bpercentage\b|\bpct\b", re.IGNORECASE)
_AND_RATE = re.compile(r"(?<=\w)(?:,| and|, and) (?:%|per ?cent(?:ages?)?|percentages)$", re.IGNORECASE)
# Annual percentage change unless otherwise stated.
_SHARES = re.compile(
    r"\b(?:(?:percentage|per ?cent) (?:change|share|growth)|(?:change|growth|shares?) in (?:%|per ?cent))s?\b",
    re.IGNORECASE,
)
# Tariffs are in per cent of value where nothing else is said: simple average final bound.
_DUTY = re.compile(
    r"\bMFN applied\b|\baverage\b.*\b(?:bound|tariffs?|dut(?:y|ies))$|^\W*trade[- ]weighted average\W*$", re.IGNORECASE
)
_PER = re.compile(r"\bper ((?:[\d,]+ )?(?!cent)[a-z][a-z -]{1,30})$|/([a-z]+)$", re.IGNORECASE)


# Years to citizenship, hours worked.
# 16 days to 90 days, over 1 year to 5 years, a five-year summary; where a currency is used is no currency.
_NUMBERED = re.compile(
    r"\b(?:weeks?|months?|days?|years?|quarters?|hours?) \d{1,4}\b"
    r"|(?<![\w(])\d{1,3}(?:[–-]\d{1,3})? (?:days?|weeks?|months?|years?|hours?|minutes?)\b(?! (?:lost|of|worked)\b)"
    r"|(?<![\w-])\w+-(?:year|month|week|day|quarter)\b(?!-)|\b(?:euro|sterling|franc|dollar) (?:area|zone|bloc)\b",
    re.IGNORECASE,
)
# Half-year to June, three months ended 30 September; a year ago.
_TO_MONTH = re.compile(
    r"\b(?:half-?year|year|quarter|week|[\w-]+ months?) (?:to|ended|ending|through)(?: the end of)?"
    rf"(?: \d{{1,2}})? {MONTH}\b|\b(?:year|month|week) (?:ago|earlier|before)\b|\bweeks? of \d"
    r"|\b(?:[\w-]+ )?(?:months?|weeks?|quarters?|years?) (?:ended|ending)$",
    re.IGNORECASE,
)
_PRICE = re.compile(r"\b(?:shares?|dividends?|earnings|price|cost|tariff)\b", re.IGNORECASE)
_SPAN = re.compile(
    r"(?:number of |in )?(years|months|weeks|days|hours|minutes) (?:to|of|until|since|for|from|spent|lost|worked|waited"
    r"|needed|without|with)\b(?! (?:19|20)\d\d)",
    re.IGNORECASE,
)


@functools.lru_cache(maxsize=1024)
def heading(words: str) -> Heading:
    """Return what a heading says of the numbers under it."""
    # Week 14 is a time.
    text = _ON.sub("", _NUMBERED.sub("", _TO_MONTH.sub("", _MARKER.sub("", normal(words).text)))).strip(" :")
    if span := _SPAN.match(text):
        # Hours worked (millions).
        return Heading(span[1].lower(), next((_factor(part, False)[0] for part in _PARTS.findall(text)), 1.0))
    stated = Heading()
    # Trips (000)
    parts = ["thousands" if part.strip() == "000" else part.strip() for part in _PARTS.findall(text)]
    # Provisional, where it is no price.
    parts = [part for part in parts if part != "p" or _PRICE.search(text)]
    # (net position, thousand lots)
    parts += [part.rpartition(", ")[2] for part in parts if ", " in part]
    parts += [match[1] for match in [_TAIL.search(_PARTS.sub("", text).strip())] if match]
    parts += [part for part in _SCALE_OF.findall(text) if _heading_of(part, bare=False).unit]
    whole = text if len(text) <= 30 else ""
    for part in [*parts, whole]:
        read = _heading_of(part, bare=part is whole) if part else Heading()
        counted = _COUNTED.fullmatch(part)
        if not read.unit and counted and part is not whole and (counted["scale"] or f"({part})" in text):
            # (1 000 volumes), ('000 passengers); but oils, lubricants
            read = read._replace(unit=plurals.named(counted["noun"]))
        if read.unit or read.factor != 1:
            stated = Heading(
                read.unit or stated.unit, read.factor if read.factor != 1 else stated.factor, "", read.per or stated.per
            )
            if stated.unit:
                break
    if not stated.unit and (_SHARES.search(text) or _DUTY.search(text)):
        stated = stated._replace(unit="percent")
    # Cases (per 1,000 persons), deaths per 100,000 population.
    said = _PER.sub("", _PARTS.sub(lambda part: "" if _PER.search(part[1]) else part[0], text))
    noun = "persons" if _PERSONS.search(said) and not stated.unit else plurals.named(_PARTS.sub("", said))
    return stated._replace(noun=noun)


def _heading_of(part: str, bare: bool) -> Heading:
    text = re.sub(r"^in\s|^as\s", "", part.strip(), flags=re.IGNORECASE)
    against = _PER.search(text)
    per = (against[1] or against[2]) if against else ""
    if against and text[: against.start()].strip() and text not in measures.SIGNS:
        # kWh per year are no years.
        text = text[: against.start()]
    if text == "p":
        # Dividend per share (p)
        return Heading("GBP", 0.01)
    if re.search(r"\bpercentage points?\b|\bp\.?p\.?\b", text):
        return Heading("percentage points")
    # Billions of dollars and per cent: what is a share says so itself.
    text = _AND_RATE.sub("", text)
    if _RATE.search(text):
        return Heading("percent")
    factor, rest = _factor(text, bare)
    name = MONEY_NAME.search(rest)
    if name and (fraction := measures.NAMES[name[1].lower()]).factor != 1:
        # US cents, pence.
        return Heading(fraction.code, factor * fraction.factor, per=per)
    if money := _MONEY.search(rest):
        short = money[1] in ("R", "N", "K", "P", "Re", "Sh", "Fr.", "Br", "MT", "LE")
        # (R million)
        if not short or (factor != 1 and rest.strip() == money[1]):
            return Heading(measures.currency(money[1], rest), factor * measures.FACTORS.get(money[1], 1.0), per=per)
    if name and not (bare and name[1].lower() in _NO_MONEY):
        return Heading(measures.NAMES[name[1].lower()].code, factor, per=per)
    if not bare or len(rest) < 20:
        named = _NAMED.search(rest)
        sign = _MEASURE.fullmatch(rest.strip()) or (_MEASURE.match(rest.strip()) if not bare else None)
        if named or sign:
            unit = measures.NAMES[named[1].lower()] if named else measures.SIGNS[sign[1]] if sign else None
            if unit:
                return Heading(unit.code, factor * unit.factor, per=per)
    if re.fullmatch(r"(?:number|no\.?|persons|people|heads?)", rest.strip(), re.IGNORECASE):
        return Heading("persons" if rest.strip().lower() in ("persons", "people") and not bare else "", factor)
    return Heading("", factor, per=per)


def _factor(text: str, bare: bool) -> tuple[float, str]:
    """The scale that some words name, and the words without it."""
    factor = 1.0
    if match := _GROUPED.search(text):
        return float(re.sub(r"\D", "", match[0])), text[: match.start()] + text[match.end() :]
    if match := _THOUSANDS.search(text):
        return 1000.0, text[: match.start()] + text[match.end() :]
    if match := _TENS.search(text):
        factor, text = float(match[1]), text[: match.start()] + text[match.end() :]
    for match in _SCALE.finditer(text):
        factor *= scale(match[1].rstrip("sS") if match[1].lower() not in AFTER_DIGITS else match[1])
    rest = _SCALE.sub("", text).replace(" of ", " ")
    if factor == 1 and (match := _SHORT.search(rest)):
        left = rest[: match.start()].strip()
        if (
            _MONEY.search(left + " ")
            or (not bare and not left)
            or match[1] in ("bn", "mn", "mln", "crore", "lakh", "cr")
        ):
            return scale(match[1]), rest[: match.start()] + rest[match.end() :]
    return factor, rest
