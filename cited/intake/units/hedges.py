"""Hedges as a text prints them: before and after their number."""

import re

from cited.intake.language.measures import CURRENCIES
from cited.intake.numbers.numerals import Numeral
from cited.ledger.agreement.hedges import ABOVE, BELOW, Hedge

_words = str.split

_BEFORE = [
    (Hedge.LITTLE_MORE, r"(?:just|(?:a )?little|slightly|marginally|barely) (?:over|more than|above)"),
    (
        Hedge.AT_LEAST,
        r"at least|(?:no|not|never) (?:fewer|less) than|a minimum(?: of)?|≥|>="
        r"|(?<!the )(?<!its )(?<!legal )(?<!required )(?<!statutory )minimum of|min\."
        r"|as (?:few|little|low) as",
    ),
    (
        Hedge.UP_TO,
        r"never more than|(?:not|never|cannot|can’t|n’t)(?: [a-z]+)? exceed(?:ing|ed|s)?|up to|as (?:many|much"
        r"|high|long) as|at most"
        r"|(?:no|not) more than|a maximum of|at the most|≤|<="
        r"|(?<!the )(?<!its )(?<!legal )(?<!permitted )maximum of|max\."
        r"|not exceeding|capped at",
    ),
    (
        Hedge.LESS,
        r"(?:(?:just|well|slightly|far) )?(?:under|below)(?: the age of| age)?"
        r"|(?:just|well|far|little|falls?|fell) short of"
        r"|(?:less|fewer|lower|younger|smaller|slower|shorter|lighter|cheaper|narrower|quieter|weaker|colder"
        r"|cooler|thinner|shallower) than|<",
    ),
    (Hedge.ALMOST, r"almost|nearly|close to|virtually|approaching|not quite|nigh on|nearing"),
    (
        Hedge.MORE,
        r"(?:(?:well|far|much) )?(?:more|greater|higher|older|larger|better|faster|longer|heavier|taller"
        r"|bigger|wider|deeper|louder|stronger|hotter|warmer|thicker|steeper|brighter|richer) than"
        r"|in excess of|upwards? of|north of"
        r"|(?:well )?beyond|>",
    ),
    (
        Hedge.MORE,
        r"(?:(?:well|far) )?(?:over|above|exceed(?:s|ed|ing)?|(?:deaths )?top(?:s|ped|ping)(?! \d+ )|"
        r"(?:deaths|numbers|sales|cases) top|surpass(?:es|ed|ing)?|(?:ha(?:s|ve|d|ving)) (?:passed|crossed))",
    ),
    (Hedge.MORE, r"(?:(?<=raced )|(?<=soared )|(?<=surged )|(?<=jumped )|(?<=climbed ))past"),
    (
        Hedge.ABOUT,
        r"about|around|roughly|approximately|approx\.?|some|circa|ca?\.|in the (?:region|order|vicinity)"
        r" of|more or less"
        r"|near|~|≈|∼|or so|something like|close on|rund|etwa|environ|unos",
    ),
]
# The word that hedges a number, by the characters before it; the first that fits counts.
BEFORE = [(hedge, re.compile(rf"(?<![\w-])(?:{pattern})\s?$", re.IGNORECASE)) for hedge, pattern in _BEFORE]
_AFTER = [
    (
        Hedge.UP_TO,
        re.compile(r" or (?:less|fewer|under|below|younger|lower)\b|(?: at)? (?:maximum|at most)\b", re.IGNORECASE),
    ),
    (
        Hedge.AT_LEAST,
        re.compile(
            r" (?:or|and) (?:more|over|above|older|higher|greater|upwards?)\b(?! (?:[\d$€£]|than\b))|\+(?!\d)"
            r"|-plus\b(?! or)| plus\b(?= *[.,;)]| *$| (?!(?:costs|fees|taxes|expenses|bonuses|benefits"
            r"|others)\b)[a-z]+s\b)| minimum\b"
            r"| at least\b(?= *[.,;)]|$)",
            re.IGNORECASE,
        ),
    ),
    (Hedge.ABOUT, re.compile(r" or so\b|-odd\b|-ish\b|ish\b| or thereabouts", re.IGNORECASE)),
]


def last_words(pattern: str) -> set[str]:
    """Return the words of a pattern's alternatives, as they are written there: its last one is among them."""
    return set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", pattern))


# The last word of what bends a number or may stand between: most numbers have none before them. Words that a pattern
# has as they are need not be named.
_LAST = set().union(*(last_words(pattern) for _, pattern in _BEFORE)) | set(
    _words(
        "over than above least minimum of as many much high few little low most maximum exceeding at under "
        "below age almost nearly to virtually approaching quite on nearing excess upwards upward north beyond "
        "exceed exceeds exceeded tops topped topping surpass surpasses surpassed surpassing passed crossed about "
        "around roughly approximately approx some circa c ca near less more estimated so like rund etwa environ unos "
        "a an record further another additional only just perhaps mere barely the its their top"
    )
)
# What leads to a number, in a row, with words that bend nothing: only about, perhaps another.
_STRAIGHT = "only|just|perhaps|another|a further|a mere|barely"
_LEADS = re.compile(rf"(?:(?<![\w-])(?:{'|'.join(pattern for _, pattern in _BEFORE)}|{_STRAIGHT})\s)+$", re.IGNORECASE)
_MARKS = tuple("<>≤≥~≈∼=.")
_WITHIN = re.compile(r"(?<!\w)within\s$", re.IGNORECASE)
# Words that may stand between a hedge and its number without bending it.
_BETWEEN = re.compile(
    r"(?<!\w)(?:an?|(?:an )?average of|a total of|a record|a further|another|an additional|only|the|its|their)\s$",
    re.IGNORECASE,
)
_OVER = re.compile(r"(?:well |far )?over", re.IGNORECASE)
# Verbs that `up to` goes with without bending the number after it.
_MOVED = re.compile(
    r"\b(?:go(?:es|ing|ne)?|went|ris(?:es?|en|ing)|rose|increas\w+|climb\w*|mov\w+|rais\w+|push\w*"
    r"|com(?:es?|ing)|came|pick(?:s|ed|ing)?|tick(?:s|ed|ing)?|inch\w*|nudg\w+|speed\w*|ramp\w*|step\w*|scal\w+|brought|bring\w*|revis\w+|edg\w+|jump\w*|creep\w*|crept"
    r"|add(?:s|ed|ing)?|amount(?:s|ed|ing)?|sum(?:s|med|ming)?) $",
    re.IGNORECASE,
)
# Places over which something happens: sprayed over 29,000 km², 12 hours over 9,180 km.
_ACROSS = re.compile(
    r"\b(?:spread|stretch\w*|scattered|sprayed|extend\w*|distributed|hours?|minutes|flight|journey|race|planted|laid)\b"
    r"(?: [a-z]+){0,2} $"
)
# Verbs of which `over` is a part: handed over 750 kits, rolled over $3 billion, turned over £4.2 million.
_PHRASAL = re.compile(r"\b(?:hand(?:s|ed|ing)?|roll(?:s|ed|ing)?|sign(?:s|ed|ing)?|turn(?:s|ed|ing)?) $", re.IGNORECASE)
# Where something lies: hidden under 22 tonnes of onions, buried below 3 metres of mud.
_LIES = re.compile(
    r"\b(?:la[iy]n?|lie[sd]?|lying|hid(?:den)?|buried|trapped|concealed|sat|sits?|smothered|squeezed|crushed|sank|sunk"
    r"|disappeared|found)(?: [a-z]+)? $"
)
_DISTANCE = ("km", "miles", "m", "km2", "hectares", "acres", "square miles", "nautical miles")
_TIME = (
    *("years", "months", "weeks", "days", "hours", "quarters", "decades", "nights", "weekends"),
    *("summers", "winters", "springs", "autumns", "seasons", "terms", "sessions", "semesters"),
)
_SHARES = ("percent", "times", "percentage points", *_TIME)
# Nouns after which `over` means during: a loan over 25 years.
_SPREAD = re.compile(
    r"[£$€] ?\d[\w.,]* (?:for|on|towards) (?:[\w-]+ ){1,4}$"
    r"|\b(?:loan|mortgage|bond|repa\w+|paid|payable|spread|phased|amorti\w+|lease|invest\w*|programme|plan|period|term"
    r"|averaged?|percent|cent|total|cumulative\w*|implement\w*|deliver\w*|disburse\w*|instal\w+|growth|fell|rose"
    r"|grew|grown|fallen|risen"
    r"|hir(?:e|ed|ing)|recruit\w*|creat(?:e|ed|ing)|build|built"
    r"|billion|million|trillion|bn|increase\w*|decline\w*|change\w*|decrease\w*|gain\w*|drop\w*|save\w*|cost\w*|held|taken)\b(?:\W+[\w%.,-]+){0,5}\W+$",
    re.IGNORECASE,
)


# What goes as far as something else does is no upper end: 10 TWh, as much as three million homes use.
_AS_MUCH = re.compile(r"as (?:many|much|high|long) as", re.IGNORECASE)
# Nor is what something is so many times as large as: twice as many as five years ago.
_TIMES = re.compile(r"\b(?:times|twice|thrice|half|third|quarter|not) $")
_DOES = re.compile(
    r"[\w,.-]*(?: [\w-]+){1,4} (?:uses?|used|needs?|needed|consumes?|consumed|produces?|produced|has|have|had|do"
    r"|does|did"
    r"|spends?|spent|earns?|earned|makes?|made|emits?|emitted|pays?|paid|gets?|got|generates?|combined|together)"
    r"(?=[.,;)–—]|$| (?:in|at|on|per|each|every|last|this|for|during|before|today|now)\b)"
)
# The WHO minimum of 2,100 calories, a two-hour minimum: a level, which bends nothing.
_A_LEVEL = re.compile(r"\b(?:the|its|their) (?:[\w-]+ )?(?:minim|maxim)um of$", re.IGNORECASE)
_A_LEAST = re.compile(r"\b(?:an?|the|its|their) [\w.]+-[a-z]+$", re.IGNORECASE)
# What is measured by the time after it: they wait over three years.
_LASTS = re.compile(
    r"\b(?:wait(?:s|ed|ing)?|last(?:s|ed|ing)|takes?|took|serv(?:ed|ing)|after|aged?|old) $", re.IGNORECASE
)


def without(text: str) -> str:
    """Return the words before a number without those at their end that hedge it or only lead to it."""
    last = text.rstrip().rpartition(" ")[2].lower()
    return _LEADS.sub("", text) if last in _LAST or last[-1:] in _MARKS else text


def before(line: str, start: int, floor: int, unit: str, numeral: Numeral) -> tuple[int, Hedge]:
    """Return where a quantity begins with its hedge, and the hedge, `NONE` where nothing hedges the number."""
    original = left = line[max(floor, start - 44) : start]
    last = left.rstrip().rpartition(" ")[2].lower().lstrip('("“‘[–—-*')
    if last not in _LAST and last[-1:] not in _MARKS:
        return start, Hedge.NONE
    if (match := _BETWEEN.search(left)) and not left[match.start() :].lower().startswith(("the ", "its ", "their ")):
        left = left[: match.start()]
    for hedge, pattern in BEFORE:
        match = pattern.search(left)
        if not match:
            continue
        word = match[0].strip()
        if word == ">" and not line[:start].strip(" >"):
            # The mark of a quotation.
            return start, Hedge.NONE
        begin = start - len(original) + match.start()
        if "than" in word.lower() and floor and not line[floor:begin].strip():
            # A fifth less than 18 months ago compares.
            return start, Hedge.NONE
        if _AS_MUCH.fullmatch(word) and (
            _DOES.match(line, start)
            or _TIMES.search(line[max(0, begin - 10) : begin])
            or (word.lower() == "as long as" and unit not in _TIME)
            or (line[:begin].endswith((", ", "– ", "— ", "(")) and unit.islower() and unit not in _SHARES)
        ):
            return start, Hedge.NONE
        if word.lower() == "over" and _PHRASAL.search(line[max(0, begin - 10) : begin]):
            return start, Hedge.NONE
        if word.lower().endswith((" passed", " crossed")) and unit not in CURRENCIES and unit != "percent":
            # A council has passed 12 laws.
            return start, Hedge.NONE
        if word.lower() == "up to" and _MOVED.search(line[max(0, begin - 24) : begin]):
            return start, Hedge.NONE
        if _A_LEVEL.search(line[max(0, begin - 30) : begin] + word):
            return start, Hedge.NONE
        if unit in _TIME and _OVER.fullmatch(word) and _during(line, start - len(original) + match.start(), numeral):
            return start, Hedge.NONE
        if unit in _DISTANCE and _OVER.fullmatch(word) and _ACROSS.search(line[max(0, begin - 40) : begin]):
            return start, Hedge.NONE
        if word.lower() in ("above", "below", "under", "over") and (
            unit == "rank" or _LIES.search(line[max(0, begin - 30) : begin])
        ):
            return start, Hedge.NONE
        return start - len(original) + match.start(), hedge
    return start, Hedge.NONE


def after(line: str, end: int, unit_end: int, start: int, floor: int) -> tuple[int, int, Hedge]:
    """Return where a quantity begins and ends with what hedges it after it, and the hedge, `NONE` without."""
    for hedge, pattern in _AFTER:
        for position in dict.fromkeys((end, unit_end)):
            if match := pattern.match(line, position):
                if match[0] == " minimum" and _A_LEAST.search(line[max(floor, start - 8) : position]):
                    continue
                if within := _WITHIN.search(line[max(floor, start - 8) : start]):
                    start -= len(within[0])
                return start, max(unit_end, match.end()), hedge
    return start, unit_end, Hedge.NONE


def ends(low: float, high: float, hedge: Hedge) -> tuple[float | None, float | None]:
    """Return low and high as the ledger has them: one is None where the hedge leaves that end open."""
    if hedge in (*ABOVE, Hedge.MAGNITUDE):
        return low, None
    if hedge in BELOW:
        return None, high
    return low, high


# Over a 40-year life.
_A_LONG = re.compile(r"over (?:an?|its|their|the) [\w.]+-[a-z]+ (?!old\b)[a-z]", re.IGNORECASE)


def _during(line: str, begin: int, numeral: Numeral) -> bool:
    """Whether `over two days` is during them: a small number in words, or what takes its time before it."""
    if re.match(r"[ -](?:year|month|week|day)s?[ -]old\b", line[numeral.end :][:14]):
        return False
    if _A_LONG.match(line, begin):
        return True
    small = not line[numeral.start].isdigit() and numeral.value <= 10 and numeral.kind == "number"
    if _LASTS.search(line[max(0, begin - 16) : begin]) or line[:begin].endswith(("s of ", "ed of ", " for ")):
        return False
    return small or bool(_SPREAD.search(line[max(0, begin - 60) : begin]))
