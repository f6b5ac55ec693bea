"""Words of the calendar: months, days, years and ordinals as texts print them."""

import re

from cited.intake.language.measures import either

_words = str.split
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero", "february feb februar février febrero", "march mar märz mars marzo",
            "april apr avril abril", "may mai mayo", "june jun juni juin junio", "july jul juli juillet julio",
            "august aug août agosto", "september sep sept septembre septiembre",
            "october oct oktober octobre octubre", "november nov novembre noviembre",
            "december dec dezember décembre diciembre",
        ), 1,
    )
    for name in names.split()
}  # fmt: skip
SHORT_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = rf"(?:{either(MONTHS)})\.?"
DAY = r"(?<!\d)(?:[0-2]?\d|3[01])(?!\d)(?:st|nd|rd|th)?\.?"
# A ship that is 2011-built has its year for a name.
_MADE = r"-(?:built|made|born|era|vintage|registered)\b"
YEAR = (
    rf"(?<![\d.,$€£¥/])(?:1[5-9]|20|21)\d\d(?![\d%]|{_MADE}|,\d{{3}}"
    r"|\.\d(?!\d{0,2}(?:\s+[A-Z“]|\s*$)))"
)
DASH = r"\s?[-–—]\s?"
ORDINAL = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "last": 4,
    "final": 4,
}
COUNTS = {
    word: number
    for number, word in enumerate(
        _words("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"), 1
    )
} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30}

# What a month before it is told of.
TOLD = dict.fromkeys(
    _words(
        "exports imports sales figures figure data reading readings inflation output production result results report "
        "survey poll meeting auction harvest traffic arrivals deliveries orders rate rates index prices price payrolls "
        "trade deficit surplus revenue revenues profit profits loss losses peak low high total level average forecast "
        "estimate floods election storm attack quake earthquake budget shipments loadings contract futures gale "
        "gales strike strikes fire fires riots blackout blackouts census referendum coup raid raids "
        "blizzard heatwave drought landslide flood walkout"
    )
)
# The last month of each season, in the north.
SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 14}

# What a line must have to name a time that another tells: this year, in May.
MAYBE_RELATIVE = re.compile(
    r"\b(?:years?|quarters?|months?|half-year|decades?|period|day|time|today|weeks?|yesterday"
    rf"|{either(SEASONS)}"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:this|last) (?:morning|afternoon|evening|night)"
    r"|currently|to date|present|half|by then"
    r"|Q[1-4]|H[12]|in the (?:first|second|third|fourth|final|previous))\b"
    rf"|\b{MONTH}\b",
    re.IGNORECASE,
)


def count(word: str) -> int:
    """Return the number that digits or a small number word say."""
    return int(word) if word.isdecimal() else COUNTS[word.lower()]


def month(name: str) -> int:
    """Return the number of a month by its name or short name."""
    return MONTHS[name.lower().rstrip(".")]


def months(year: int, first: int, last: int) -> str:
    """Return the interval of some months of a year, in EDTF."""
    return f"{year}-{first:02}/{year}-{last:02}"
