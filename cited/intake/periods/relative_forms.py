"""The forms of relative times, and the pattern of each; `relative` reads what each says."""

from cited.intake.language.calendar_words import COUNTS, DAY, MONTH, SEASONS, TOLD
from cited.intake.language.measures import either

_UNIT = r"years?|quarters?|months?|half-years?|decades?|weeks?|days?"
_KIND = r"(?:fiscal |financial |business |calendar |full |whole )?"
_COUNT = rf"\d{{1,2}}|{either(COUNTS)}"
_TO = r"(?:\s?[-–—]\s?| to | and | until | through )"
# No day, as in March 12, and no year; but: in March 1,240 ships.
_AFTER = (
    r"(?!\s?(?:[0-2]?\d|3[01])(?!\d|,\d{3}| [a-z]{3,}s\b)|\s?(?:1[5-9]|20|21)\d\d)"
    # Oct. 28; but: It fell in October. 28 ships came.
    r"(?!(?<=\b[A-Za-z]{3})\.\s\d{1,2}(?!\d|,\d{3}))"
)
_AFTER_YEAR = r"(?!,?\s(?:19|20)\d\d\b)"
FORMS = [
    (
        "monthin",
        rf"\b(?:(?:in|since|from|to|of|for|by|until|during) )?(?P<mi>{MONTH})(?: of)? (?P<mw>last|this|next) year\b"
        r"|\b(?:the )?(?P<mq>first|second|third|fourth|final) (?P<mh>quarter|half) of (?P<my>last|this|next) year\b",
    ),
    (
        "ago",
        rf"\b(?P<rc>{_COUNT}) {_KIND}(?P<ru>{_UNIT}) (?:earlier|ago|before|previously)\b"
        rf"|\b(?:the |its )?(?:previous|preceding|prior) {_KIND}(?P<ru2>year|quarter|month|half-year|week)\b"
        r"|\bthe (?P<ru3>year|quarter|month|week) (?:before|earlier)\b",
    ),
    (
        "later",
        rf"\b(?P<lc>{_COUNT}) {_KIND}(?P<lu>{_UNIT}) later\b"
        r"|\bthe (?:following|subsequent) (?P<lu2>year|quarter|month)\b|\bthe (?P<lu3>year|quarter|month) after\b",
    ),
    (
        "named",
        rf"\b(?P<nw>this|last|next|the current|the coming|the(?= (?:full|whole|entire) year)) (?:entire )?{_KIND}"
        r"(?P<nu>year|quarter|month|week(?!end|day))\b"
        # By 3.1% this year and 3.2% next.
        r"|(?:(?<=[\d%] )|(?<=cent ))(?P<nn>next)(?=[.,;)]|$| (?:and|but)\b)"
        r"|\bby (?:the )?(?:year[- ]end|end of the year)\b",
    ),
    (
        "today",
        r"\b(?P<td>today|currently|to date|at present(?! [a-z]*(?:tion|rates?|prices?|levels?)\b)"
        r"|this (?:morning|afternoon|evening))\b",
    ),
    (
        # In epidemiological week 31; but: in week 3 of the strike.
        "weekof",
        r"\b(?:(?:in|during|of|for|since|from|to|until|by) |(?<=with )|(?<=than ))"
        r"(?:(?:epidemiological|epi|reporting|calendar|ISO) )?"
        r"week (?P<wn>[1-5]?\d)\b(?![\d.,]*\d| of\b)",
    ),
    ("season", rf"\b(?P<sw>last|this|next) (?P<ss>{either(SEASONS)})\b(?! (?:in|of|by|to|from)\b)"),
    ("yesterday", r"\b(?P<ye>yesterday|last night)\b"),
    (
        "weekday",
        r"\b(?:on|by|since|until|late on|early on|last) "
        r"(?P<wd>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?\b"
        rf"(?!,? {DAY}(?: of)?\s{MONTH})(?!,? {MONTH}\s)",
    ),
    (
        "same",
        r"\b(?:(?:in|during|over|for|at|on) )?(?:(?:the same|that) "
        r"(?P<su>month|quarter|year|half-year|period|day|time|week)"
        r"|(?<=in )the (?P<su2>month|quarter|half-year)"
        r"|(?<=over )the (?P<su3>quarter|half-year|month|year(?= as a whole))"
        r"|(?<=for )the (?P<su5>year)(?! (?:as|was|is|it|that|they|he|she|in)\b)"
        r"|(?<=during )the (?P<su4>year|quarter|half-year|month)|(?<!had )\bby (?P<su6>then))\b"
        r"(?! (?:of|to|before|after|ended|ending|last year|(?:a|one) year (?:ago|earlier|before)|the year before"
        r"|the (?:previous|preceding|prior) year))(?! in \d)",
    ),
    (
        "monthsto",
        rf"(?<!\bby )\b(?:(?P<mc>{_COUNT}) )?(?P<mu>year|quarter|months?) (?:to|ending|ended|through)(?: in)?(?: end-)?"
        rf"(?: the end of)?(?: {DAY})? ?(?P<mm>{MONTH})\b{_AFTER}",
    ),
    (
        "quarterof",
        r"\b(?:the |in )(?P<qo>first|second|third|fourth|final) quarter\b(?! (?:of|in) (?:the year |fiscal )?\d)"
        # Its third-quarter profit.
        r"|\b(?P<qa>first|second|third|fourth)-quarter(?= (?!of\b|in\b)[a-z])"
        r"|\bQ(?P<qn>[1-4])\b(?!\s?(?:FY|of|\d))",
    ),
    (
        "halfof",
        r"\bthe (?P<ho>first|second) half(?:-year)?\b(?!-)(?! of (?!the year\b(?! \d))| in \d| \d{4})"
        r"|\b(?P<ha>first|second)-half(?= (?!of\b|in\b)[a-z])"
        r"|\bH(?P<hn>[12])\b",
    ),
    (
        "firstmonthsof",
        rf"\b(?:in|over|during|for|of) the first (?P<fm>{_COUNT}) (?P<fu>months|quarters)\b"
        r"(?! of (?!the (?:fiscal )?year\b))"
        # Its nine-month take.
        rf"|\b(?:its|their|our|the) (?P<fs>{_COUNT})-month (?=(?:take|total|tally|collections?|revenues?|sales"
        rf"|profits?|turnover"
        r"|results?|figures?|output|earnings|income|loss|deficit|surplus|exports|imports)\b)",
    ),
    (
        "ordinalof",
        r"\bin the (?P<oo>first|second|third|fourth|final|previous)(?=[,.;)]|$| (?:and|but|while|compared|against)\b)",
    ),
    (
        "monthsof",
        rf"\b(?P<n1>{MONTH}){_TO}(?P<n2>{MONTH})\b{_AFTER}",
    ),
    (
        "corresponding",
        r"\bthe (?:same|corresponding|comparable) (?:quarter|period|month|half|half-year|time|(?P<cd>day|date))"
        r"(?: of| in)? "
        r"(?:(?P<cy>(?:19|20)\d\d)|(?:the )?(?P<cp>previous|preceding|prior|last) year"
        r"|(?P<ca>(?:a|one) year (?:ago|earlier|before)|the year before))\b"
        r"|\bthe (?P<cq>(?:prior|previous|last)-year|year-(?:ago|earlier)) (?:quarter|period|month|half"
        r"|half-year|week)\b",
    ),
    (
        "weekto",
        rf"\bweek (?:to|ending|ended)(?: on)? (?P<wt>{DAY})\s(?P<wm>{MONTH})\b{_AFTER_YEAR}",
    ),
    (
        "daysof",
        rf"(?P<e1>{DAY})(?:\s(?P<e2>{MONTH}))?(?:\s?[-–—]\s?| to | and )(?P<e3>{DAY})\s(?P<e4>{MONTH})\b{_AFTER}"
        rf"|\b(?:the )?first (?P<e9>{_COUNT}) days of (?P<e0>{MONTH})\b{_AFTER}"
        rf"|\b(?:the )?(?P<hf>first|second) half of (?P<hm>{MONTH})\b{_AFTER}"
        rf"|\b(?P<e5>{MONTH})\s(?P<e6>{DAY})(?:\s?[-–—]\s?| to | and )(?:(?P<e7>{MONTH})\s)?"
        rf"(?P<e8>{DAY})(?![\d%,.]\d|\s?%)",
    ),
    (
        "dayof",
        rf"(?:\bsince (?:(?:the|its|their) (?:[a-z]+ ){{1,6}}on )?)?(?P<dd>{DAY})(?:\sof)?\s(?P<dm>{MONTH})\b{_AFTER}"
        rf"|(?:\bsince )?\b(?P<dm2>{MONTH})\s(?P<dd2>{DAY})(?![\d%,.]\d|\s?%)"
        rf"|(?:\bthe )?\b(?P<dw>first) of (?P<dm3>{MONTH})\b{_AFTER}",
    ),
    (
        "monthof",
        r"\b(?:(?:since (?:the|its|their) (?:[a-z]+ ){1,6})?in|since|from|to|of|for|by|until|through|during|and"
        r"|end-|mid-"
        rf"|early|late|last|(?:at )?the end of|early in|late in) ?(?P<om>{MONTH})\b{_AFTER}(?!{_TO}{MONTH}\b)"
        rf"|(?<=\()(?P<om2>{MONTH})(?=: )"
        # September exports; the October reading.
        rf"|\b(?P<om3>(?!ma[yr]|august [a-z]+ed\b){MONTH})(?:['’]s)?(?= (?:[a-z]+ )?(?:{either(TOLD)})\b)",
    ),
]
