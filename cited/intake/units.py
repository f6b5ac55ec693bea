"""Units: what a number counts, read from the words around it."""

import bisect
import functools
import re

_words = str.split

_CODES = _words(
    "HUF KZT UAH ILS SAR AED EGP NGN KES PKR BDT MXN ARS CLP COP MYR PHP TWD NZD IRR IQD ETB GHS RON BGN RSD ISK"
)
# Signs and codes before or behind an amount. `$` and `¥` are only likely to be these: a person decides.
CURRENCIES = {
    "US$": "USD", "U.S.$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NT$": "TWD",
    "S$": "SGD", "NZ$": "NZD", "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₹": "INR",
    "₽": "RUB", "₩": "KRW", "₫": "VND", "฿": "THB", "₺": "TRY", "₴": "UAH", "Rs.": "INR", "Rs": "INR", "RMB": "CNY",
    "EUR": "EUR", "USD": "USD", "GBP": "GBP", "CNY": "CNY", "JPY": "JPY", "CHF": "CHF", "RUB": "RUB", "INR": "INR",
    "KRW": "KRW", "AUD": "AUD", "CAD": "CAD", "HKD": "HKD", "SGD": "SGD", "BRL": "BRL", "ZAR": "ZAR", "TRY": "TRY",
    **{code: code for code in _CODES},
    "SEK": "SEK", "NOK": "NOK", "DKK": "DKK", "PLN": "PLN", "CZK": "CZK", "VND": "VND", "THB": "THB", "IDR": "IDR",
    "SDR": "XDR",
}  # fmt: skip
CURRENCY = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
_MONEY = [
    ("EUR", r"euros?\b"),
    ("USD", r"(?:u\.?s\.? |american )?dollars?\b"),
    ("CNY", r"(?:chinese )?(?:yuan|renminbi|rmb)\b"),
    ("JPY", r"(?:japanese )?(?:yen|en)\b"),
    ("GBP", r"(?:british )?pounds?(?: sterling)?\b"),
    ("RUB", r"(?:russian )?rou?bles?\b"),
    ("INR", r"(?:indian )?rupees?\b"),
    ("CHF", r"(?:swiss )francs?\b"),
    ("KRW", r"(?:south )?(?:korean )?won\b"),
    ("IDR", r"rupiahs?\b"),
    ("MYR", r"ringgits?\b"),
    ("THB", r"baht\b"),
    ("VND", r"dong\b"),
    ("TRY", r"(?:turkish )?liras?\b"),
    ("PLN", r"zlot(?:y|ys)\b"),
    ("HUF", r"forints?\b"),
    ("SEK", r"(?:swedish )?kron(?:a|or)\b"),
    ("ZAR", r"rand\b"),
    ("NGN", r"naira\b"),
    ("UAH", r"hryvnias?\b"),
    ("ILS", r"shekels?\b"),
    ("BDT", r"taka\b"),
]
# Unit, factor, pattern of what stands directly behind the number.
_MEASURES = [
    (unit, factor, re.compile(r"[\s\u00a0\u202f-]?" + pattern, re.IGNORECASE))
    for unit, factor, pattern in [
        ("percentage points", 1, r"(?:percentage|per ?cent(?:age)?)[- ]points?\b|pp\b"),
        ("basis points", 1, r"basis[- ]points?\b|bps?\b"),
        ("percent", 1, r"(?:%|％|percent\b|per cent\b|prozent\b|pour cent\b|por ciento\b|pct\b)"),
        ("degrees", 1, r"(?:°\s?[CF]?\b|°|degrees\b)"),
        ("km2", 1, r"(?:km(?:<sup>2</sup>|²|2)|(?:square|sq\.?)[ -](?:kilomet(?:re|er)s?|km)\b)"),
        ("m2", 1, r"(?:m(?:<sup>2</sup>|²|2)|(?:square|sq\.?)[ -](?:met(?:re|er)s?|m)\b)"),
        ("m3", 1, r"(?:m(?:<sup>3</sup>|³|3)|cubic[ -]met(?:re|er)s?\b)"),
        ("m3", 10**9, r"bcm\b"),
        ("km", 1, r"(?:km\b|kilomet(?:re|er)s?\b)"),
        ("kilograms", 1, r"(?:kg\b|kilograms?\b)"),
        ("hectares", 1, r"(?:ha\b|hectares?\b)"),
        ("tonnes", 1, r"(?:metric tons?\b|tonnes?\b|t\b)"),
        ("tonnes", 10**6, r"Mt\b"),
        *((name, 1, rf"{name[:-1]}\b") for name in ("MWs", "GWs", "kWs", "TWhs", "GWhs", "MWhs", "kWhs")),
        *((code, 1, rf"(?:d['’]|de )?{pattern}") for code, pattern in _MONEY),
        *((CURRENCIES[sign], 1, rf"{re.escape(sign)}(?!\s?\d)") for sign in "€£$₽₹"),
        ("times", 1, r"times\b"),
    ]
]
SPANS = {"decade": 10, "century": 100, "centurie": 100, "millennium": 1000, "millennia": 1000}
_TIME = re.compile(
    r"[\s\u00a0-](?:(?:working|consecutive|straight|successive|full|whole|more|additional|calendar|business|long|short"
    r"|other|further|extra)\s)?(year|month|week|day|hour|minute|decade|century|centurie|millennium|millennia)s?\b"
    r"(?:-old)?",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"\s?(?:[A-Z]{2,}\b|[a-z]{1,3}/[a-z])")
_POINTS = re.compile(r"[\s-]points?\b", re.IGNORECASE)
_PEOPLE = set(
    _words(
        "people persons men women children girls boys citizens residents nationals foreigners migrants "
        "immigrants refugees workers employees officials officers diplomats ministers delegates "
        "representatives leaders presidents envoys experts doctors nurses medics professionals patients "
        "victims soldiers troops personnel fighters militants civilians students teachers judges lawyers "
        "prosecutors observers monitors journalists scientists researchers engineers farmers fishermen "
        "tourists travellers travelers visitors passengers arrivals applicants seekers protesters "
        "demonstrators respondents voters consumers users traffickers buyers smugglers inhabitants adults "
        "youths youngsters pensioners compatriots aliens deaths casualties fatalities dead infections "
        "interlocutors participants counterparts guests czars tsars kings emperors queens lawmakers senators "
        "deputies mps staff police guards sailors pilots spies prisoners detainees hostages returnees "
        "expatriates professionals speakers population souls jobseekers entrepreneurs executives traders "
        "investors donors volunteers peacekeepers agents servicemen reservists believers muslims christians "
        "jews elderly unemployed"
    )
)
_PLURALS = set(_words("people men women children aircraft personnel staff police troops cattle species series"))
_NOUNS = {"states": "countries", "nations": "countries", "nation": "countries"}
# Before members, these say that they are people; organisations have members too.
_MEMBERS = set(_words("standing cabinet family crew staff board council gang team faculty"))
# Nouns that say too little without the word before them.
_VAGUE = {"kits"}
_STOP = set(
    _words(
        "of in to on for from by with at and or but nor were was are is be been being have has had do does "
        "did will would could should may might can must who whom which that this these those than as per a an "
        "the its their his her our my if while when where before after since until during over under between "
        "among against about into out up down off through across via not so then there it they we he she i "
        "you s"
    )
)
_WORD = re.compile(r"(?:\]\([^)\s]{0,200}\))?[\s\u00a0]+(?:\([A-Z]{2,8}\)\s)?[\"“‘'(\[]?([^\W\d_][\w’'/-]*)")
_PERSONS = re.compile(
    r"\b(?:population|migrat\w+|deaths?|death toll|infect\w*|killed|dead|died|casualt\w*|arrivals|inhabit\w*"
    r"|migrants|refugees|delegation|people|persons|citizens|tourists|poverty|unemployed|jobless|born|births)\b",
    re.IGNORECASE,
)
_AGE = re.compile(r"\b(?:ages?|aged|retire\w*|old)\b", re.IGNORECASE)
_AMONG = re.compile(r"\bamong\s(?:the|many|all|these|those|several)\s(?:[\w-]+\s){0,5}?([a-z]{3,}s)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?;][”\"’')]*\s")


def counted(line: str, start: int, end: int, one: bool = False) -> tuple[str, float, int]:
    """Return the unit of the number that ends at `end`, the factor to base units, and where the unit's words end.

    The unit is empty and the end is the number's where the words behind it name none. `one` says that the
    noun stands in the singular.
    """
    for unit, factor, pattern in _MEASURES:
        if match := pattern.match(line, end):
            return unit, factor, match.end()
    if match := _TIME.match(line, end):
        word = match[1].lower()
        return ("years", SPANS[word], match.end()) if word in SPANS else (f"{word}s", 1, match.end())
    if match := _POINTS.match(line, end):
        return "percentage points", 1, match.end()
    return _noun(line, end, one)


def span(word: str) -> str:
    """Return what a span of time is counted in: a decade in years, a fortnight in weeks."""
    return "weeks" if word.lower().startswith("fortnight") else "years"


def rank(line: str, end: int) -> tuple[str, int]:
    """Return the unit of an ordinal that is a figure, `rank` or that of a run of time, and where its words end."""
    if match := re.compile(r"\s(?:consecutive|straight|successive)\s(year|month|week|day|quarter)(?:ly)?\b").match(
        line, end
    ):
        return f"{match[1]}s", match.end()
    match = re.compile(r"[-\s](?:(?:largest|biggest|highest|most|\w+est)\b(?:\s[a-z]+){0,2}|trading partner)").match(
        line, end
    )
    return "rank", match.end() if match else end


def implied(line: str, start: int, end: int, value: float, before: str) -> str:
    """Return the unit that the sentence implies where no noun stands behind the number, or an empty text.

    `before` is the unit of the quantity before it in the sentence.
    """
    opening, closing = sentence(line, start)
    if before and re.match(r"\s(?:out )?of (?:which|whom|them|these|those)\b", line[end : end + 20]):
        return before
    near = line[max(opening, start - 70) : start]
    if value < 130 and (_AGE.search(near) or _AGE.search(line[end : min(closing, end + 60)])):
        return "years"
    if match := _AMONG.search(line, max(opening, start - 200), start):
        noun = match[1].lower()
        return "persons" if noun in _PEOPLE else noun
    if _PERSONS.search(line[max(opening, start - 140) : start]):
        return "persons"
    if before and (before == "persons" or value < 1000) and re.search(r"\b(?:and|but|from|to|or)\b[^,;]{0,60}$", near):
        return before
    # A bare number of that size counts people, unless an abbreviation beside it says something else.
    other = _ABBREVIATION.match(line, end) or re.search(r"\b[A-Z][A-Za-z]{1,2}\s$", line[max(0, start - 5) : start])
    return "persons" if value >= 10_000 and value == int(value) and not other else ""


def sentence(line: str, position: int) -> tuple[int, int]:
    """Return where the sentence around a position begins and ends in its line, looking a thousand characters far."""
    ends = _ends(line)
    index = bisect.bisect_right(ends, position)
    return max(ends[index - 1] if index else 0, position - 1000), min(
        ends[index] if index < len(ends) else len(line), position + 1000
    )


@functools.lru_cache(maxsize=4)
def _ends(line: str) -> list[int]:
    """Where the sentences of a line end."""
    return [match.end() for match in _SENTENCE.finditer(line)]


def _noun(line: str, end: int, one: bool) -> tuple[str, float, int]:
    if line.startswith("-odd ", end):
        end += len("-odd")
    if match := re.compile(r"-([a-z]{3,})\b").match(line, end):
        noun = match[1].lower()
        if noun in ("strong", "person", "man"):
            return "persons", 1, match.end()
        return _plural(noun), 1, match.end()
    position, last = end, ""
    if match := re.compile(r"\sof\s(?:(?:the|its|their|our|his|her|these|those)\s)?", re.IGNORECASE).match(line, end):
        position = match.end() - 1
    for _ in range(7):
        match = _WORD.match(line, position)
        if not match:
            break
        word = match[1].split("/")[0].strip("’'")
        name = word.lower()
        if name in _STOP or name.endswith(("’s", "'s")):
            break
        stop = match.start(1) + len(match[1])
        if (
            (name == "members" and last in _MEMBERS)
            or name in _PEOPLE
            or re.fullmatch(r"[A-Z][a-z]+(?:an|i|ot|ard)s", word)
        ):
            return "persons", 1, stop
        if one and name.isalpha() and not name.endswith(("al", "ive", "ous", "ful", "ic", "ed")):
            return _plural(name), 1, stop
        if name in _PLURALS or (name.endswith("s") and len(name) > 3 and not name.endswith(("ss", "us", "is", "ous"))):
            noun = f"{last} {name}" if name in _VAGUE and last else _NOUNS.get(name, name)
            return _joined(line, noun, stop)
        position, last = stop, name
    return "", 1, end


def _joined(line: str, noun: str, stop: int) -> tuple[str, float, int]:
    """Two nouns that are counted together: `gloves and masks`, but not `countries and regions`."""
    match = re.compile(r"\sand\s([a-z]{3,}s)\b").match(line, stop)
    if not match or match[1] in _PEOPLE or noun in ("countries", "cities", "cases", "years") or " " in noun:
        return noun, 1, stop
    return f"{noun} and {match[1]}", 1, match.end()


def _plural(noun: str) -> str:
    if noun in _NOUNS:
        return _NOUNS[noun]
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es"
    return f"{noun}s"
