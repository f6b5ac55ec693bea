"""The rules that hold whatever unit seems to stand beside a number: addresses, times, places, numbers of law."""

import re

from cited.intake.classing.rules import ALL
from cited.intake.language.vocabulary import MONTH, NUMBER, Row
from cited.intake.language.words import ONES, TEENS, TENS, either
from cited.ledger.store.codes import NumberClass

# Digits with a letter that is no scale in a name, as B in 221B Baker Street; a point or a currency makes it an amount.
_LETTERED = r"\d{1,4}[mbkBKM](?![\w.]\w)"
_PLAIN = r"(?<![\w.,$€£¥₹-])(?<!Rs )(?<![A-Z]{3} )" + _LETTERED
_UNCOUNTED = r"(?!\s(?:people\b|(?!(?:is|was|has)\b)[a-z]+s\b))"
_NUMBERED = (
    r"(?:Articles?|Section|Chapter|Annex|Appendix|Paragraph|Clause|Rule|Schedule|Regulation|Directive|Form|Part"
    r"|Phase|Round"
    r"|Stage|Tier|Track|Type|Grade|Class|Category|Level|Room|Flat|Apartment|Suite|House|Building|Unit|Floor|Block"
    r"|Lot|Plot"
    r"|Hall|Ward|Bay|Gate|Terminal|Platform|Pier|Berth|Seat|Row|Bus|Train|Tram|Route|Highway|Exit|Junction|Line|Table"
    r"|Figure|Fig\.|Chart|Box|Map|Panel|Plate|Exhibit|Question|Example|Model|Version|No\.|Nos\.|Nr\.)"
)
_NUMBERED_SMALL = (
    r"(?:room|flat|apartment|suite|seat|gate|section|paragraph|annex|article|clause|row|bus|platform|unit|phase"
    r"|stage|type"
    r"|grade|table|figure|question)"
)
_CRAFT = r"(?:Boeing|Airbus|Tupolev|Sukhoi|Ilyushin|Antonov|MiG|Soyuz|Saturn|Apollo)"
_ROAD = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square|Place|Terrace|Drive|Close|Court|Crescent|Gardens|Row|Hill|Quay|Way"
    r"|Boulevard|Mews|Parade|Walk|Grove|Embankment|Highway|Estate|House)"
)
_NO_PLACE = (
    r"(?:Wall|Main|Euros?|Yuan|Yen|Dollars?|Pounds?|Rupees?|Rou?bles?|Won|Francs?|Renminbi|(?:Mon|Tues|Wednes|Thurs|Fri"
    rf"|Satur|Sun)day|{MONTH})\b"
)
_DAYS = r"week-?days?|weekends?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_HOURS = r"\b[0-2]?\d\.[0-5]\d\s?(?:to|until|till|and|[-–])\s?[0-2]?\d\.[0-5]\d\b(?!\s?(?:%|per\b|[a-z]*illion))"
_SUMMARY = r"(?:summary|review|record(?! (?:high|low|of)\b)|overview|comparison|highlights)"
# What is not a figure whatever unit seems to stand beside it.
FIRM: list[Row] = [
    # A five-year summary names no time that passed.
    (NumberClass.LABEL, "dwo", re.I, [rf"\b(?:\d\d?|{NUMBER})-year (?:financial |statistical )?{_SUMMARY}\b"]),
    # The sixth day of July, two thousand and eighteen; in the year two thousand and four.
    (
        NumberClass.DATE,
        "w",
        re.I,
        [
            rf"\b(?:{MONTH},?|year) (?:two thousand|(?:seven|eigh|nine)teen hundred)(?: and)? "
            rf"(?:{either([*ONES, *TEENS, *TENS])})(?:-(?:{either(ONES)}))?"
            r"(?=[.,;)]|$| (?:I|we|he|she|it|they|the|in)\b)"
        ],
    ),
    # A noun behind a road would be what is counted: 17M Coast Road traders.
    (
        NumberClass.BOILERPLATE,
        "d",
        0,
        [
            rf"{_PLAIN}(?= (?!{_NO_PLACE})(?:[A-Z][\w’'.-]+ ){{1,4}}{_ROAD}\b{_UNCOUNTED})",
            rf"(?<=\bat ){_LETTERED}(?= (?!{_NO_PLACE})[A-Z][a-z]{{2,}}[a-rt-z]"
            r"(?:[.,;:)]|\s(?:in|near|and|on|where)\b|\s*$))",
        ],
    ),
    # Bills of a parliament, roads, standards; a street whose name says that it is one.
    (
        NumberClass.LABEL,
        "d",
        0,
        [
            r"\b[A-Z]\.(?:B|R|F)\.? ?\d+(?:-\d+)?\b",
            r"(?<=\bRoad )\d{1,4}\b(?=[.,;]| (?:by|in|near|at|to|and|between|from)\b)",
            r"\b(?:ISAE|ISO|IEC|GRI|ESRS|IFRS|IAS|ISA|DIN|EN|ASTM|SASB|BS|NFPA)[ -]\d{1,5}(?:[-:.]\d+)*\b",
            r"\b(?:[Mm]easure|[Aa]ctivity|[Tt]arget|[Ii]ndicator|[Oo]bjective|[Oo]utput|[Oo]utcome|[Aa]ction)"
            r" \d{1,2}\.\d{1,2}\b(?!\s?(?:%|per\b|million|billion))",
        ],
    ),
    (
        NumberClass.BOILERPLATE,
        "d",
        0,
        [
            r"\bP\. ?[OM]\. ?(?:B(?:ox|\.)) ?\d+\b",
            r"\b[A-ZÆØÅÄÖÜ][\wæøåäöüß-]{2,}(?:gata|gaten|gatan|gade|vej|vei|veien|vägen|straße|strasse|gasse|allee|platz|laan"
            r"|straat|plein|katu|utca) \d{1,3}[a-z]?\b",
        ],
    ),
    (
        NumberClass.REFERENCE,
        "d",
        0,
        [
            r"\bfinal/\d\b",
            # Maritime Review 27, no. 3 (2019).
            r"\b(?:Review|Journal|Quarterly|Bulletin|Studies|Letters|Annals|Proceedings|Transactions|Affairs|Papers)"
            r" \d{1,3}(?:\s?\(\d+(?:[-–]\d+)?\)(?:[,:] ?\d+[-–]\d+)?|(?=,? (?:no|vol|iss(?:ue)?|pp?)\b|:\d))",
        ],
    ),
    # Opening hours: 8.00 to 16.30 h.
    (
        NumberClass.DATE,
        "d",
        0,
        [
            r"\b[0-2]?\d\.[0-5]\d\s?(?:to|[-–])\s?[0-2]?\d\.[0-5]\d(?=\s?(?:h|hours|hrs|Uhr)\b)",
            # Open between 9.00 and 17.30; on Sundays from 10.00 to 14.00.
            rf"\b(?i:open\w*|closed|daily|{_DAYS})\b[^.;\d]{{0,30}}{_HOURS}",
            rf"{_HOURS}(?=,? (?:on |every |each )?(?i:{_DAYS})\b)",
        ],
    ),
    (
        NumberClass.LABEL,
        "d",
        0,
        [
            # Room 12B and the Phase 2b trials; but `on Platform 5M users` and `in that phase 2b people` are counted.
            rf"\b(?:{_NUMBERED}|{_NUMBERED_SMALL})\s\d{{1,4}}[bB](?!\w)(?:-\d+\b)?"
            r"(?!\s(?:people|dollars|euros|of them)\b)",
            rf"\b{_NUMBERED}\s{_LETTERED}{_UNCOUNTED}",
            r"\bPart [A-Z]\.\d{1,3}(?:\.\d{1,3})*(?![\w%])",
            rf"\b{_CRAFT}\s{_LETTERED}",
            r"\b(?:A3\d\d|B7\d7)[BKM](?!\w)",
            r"\b(?!US|EU|UK|UN|HK|NZ)[A-Z][A-Za-z]{0,2}-" + _LETTERED,
            rf"{_PLAIN}(?= (?:model|variant|version)\b)",
        ],
    ),
    (
        NumberClass.DATE,
        "ts",
        re.I,
        [
            r"\b(?:the|this|first|second|last|next|previous|same|current) half[- ]year\b",
            r"\bhalf[- ]year(?:ly)?(?= (?:to|ended|ending|reports?|results?|profits?|loss|sales|revenues?|figures"
            r"|earnings"
            r"|period|accounts|statements?|review)\b)",
        ],
    ),
    # Documents of the United Nations, for which S/ is no sol: S/2024/388, A/RES/77/310.
    (
        NumberClass.REFERENCE,
        "d",
        0,
        [r"\b[A-Z]{1,4}/(?:[A-Z][\w.]*/)*(?:(?:19|20)?\d{2}|\d)/(?:[A-Z]\w*[./])*\d{1,4}(?:/\w+\.\d+)*\b"],
    ),
    (
        NumberClass.REFERENCE,
        ALL,
        0,
        [r"(?:[a-z]{3,6}://|www\.)\S{1,500}", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.\w+"],
    ),
    (
        NumberClass.DATE,
        "do",
        0,
        [
            r"\b(?:[01]?\d|2[0-4])[:.h][0-5]\d(?:[:.][0-5]\d)?(?=\s?(?:(?i:[ap]\.?\s?m)\b|h\b|hrs?\b|hours\b(?! "
            r"(?:of|per|a))|Uhr|o['’]clock|GMT|UTC|CET|BST|EST|IST|EAT))",
            # At a time of a day that is named, or of today.
            r"(?<=\b[Aa]t )(?:[01]?\d|2[0-4])[:.][0-5]\d"
            r"(?= (?:(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|on \d{1,2} [A-Z]"
            r"|this (?:morning|afternoon|evening)|yesterday|today|tomorrow|local time)\b)",
            # It ran aground at 03.42; no amount is written with such a nought.
            r"(?<![\w.,$€£-])0\d\.[0-5]\d(?![\d%]|\.\d|\s?(?:%|per\b|million|billion|[$€£]))",
            # Back in 2021 people paid more.
            r"(?<=\b[Bb]ack in )(?:19|20)\d\d\b(?!,\d)",
            r"(?<=\bIn )(?:19|20)\d\d(?= (?:people|men|women|children) [a-z]+ed\b)",
            # A conference is held at 11.00.
            r"(?<= at )(?:[01]?\d|2[0-4])[:.][0-5]0(?=[.,;)]|$)",
            r"\b(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?\s?[-–]\s?(?:[01]?\d|2[0-4])[:.][0-5]\d\s?h\b",
            r"\b(?:[01]\d|2[0-4])[0-5]\d(?=\s?(?:h\b|hrs\b|hours\b(?! (?:of|per|a))))",
            r"\b(?:[01]?\d|2[0-4]):[0-5]\d\b(?!:\d| (?:to|against|on)\b)",
        ],
    ),
    (
        NumberClass.LABEL,
        "dw",
        0,
        [
            r"\b\d{1,3}(?:\.\d+)?\s?[°º]\s?(?:\d{1,2}(?:\.\d+)?\s?[′'’]\s?)?(?:\d{1,2}(?:\.\d+)?\s?[″\"”]\s?)?[NSEWO]\b",
            r"(?:\b[Ll]at(?:itude|\.)?|\b[Ll]ong?(?:itude|\.)?)[ :=]{1,3}-?\d{1,3}\.\d+°?",
            r"\b-?\d{1,2}\.\d{3,},\s?-?\d{1,3}\.\d{3,}\b",
        ],
    ),
    (NumberClass.BOILERPLATE, "d", 0, [r"\b[Pp]ages? \d+(?: of | / |/)\d+\b", r"^\W*\d+ / \d+\W*$"]),
    (
        NumberClass.REFERENCE,
        "d",
        0,
        [
            r"\((?:EU|EC|EEC|UN|Euratom|CFSP|JHA)\)\s(?:No\.? ?)?\d+/\d+",
            r"\b(?:Regulation|Directive|Decision|Framework Decision|Council Decision)\s(?:No\.? ?)?\d+/\d+"
            r"(?:/[A-Z]{2,})?",
            r"\b[A-Z]{2,}(?:/[A-Z0-9.]{1,8})*/\d{2,4}(?:[/-]\d+|/[A-Z0-9.]+)*\b",
            r"\b\d{4}/S \d{2,3}-\d{3,7}\b",
            r"\bdoi:? ?\S+|\b10\.\d{4,6}/\S+",
            r"\b[CTF]-\d{1,4}/\d{2}\b",
            r"\b[A-Z]{1,4}\.\d+(?:/\d+){1,3}\b|\b[A-Z]{2,3}\.\d{4,6}\b",
        ],
    ),
    # All amounts in thousands of euros.
    (
        NumberClass.LABEL,
        "x",
        re.I,
        [
            r"\b(?:amounts|figures|values|data|numbers|sums|tables?|expressed|stated|shown|reported|given) "
            r"(?:[a-z]+ ){0,4}in (?:thousands|millions|billions)\b(?: of [\w.]+(?: dollars)?)?",
        ],
    ),
    (NumberClass.BOILERPLATE, "dw", re.I, [r"\b\w+[- ]min(?:ute)?s?\.? read\b"]),
    (NumberClass.IDIOM, "dw", re.I, [r"\b\w+ (?:minutes?|seconds?) to midnight\b"]),
    (NumberClass.LABEL, "ds", re.I, [r"\b(?:verdict|rating|score|rated|stars)\b[^.;]{0,40}\b\d{1,2}/(?:5|10|100)\b"]),
    # The three months to September are a time.
    (
        NumberClass.DATE,
        "dw1",
        0,
        [
            r"\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Ff]or|[Oo]f) the first \w+ months\b"
            r"(?! it (?:would|could|might)\b)(?! of (?!the (?:fiscal )?year\b|\d))",
            r"\b(?:its|the|our|Its|The|Our) \w+-month(?= (?:take|total|tally|collections?|revenues?"
            r"|sales|profits?|turnover|results?|figures?"
            r"|output|earnings|income|loss|deficit|surplus|exports|imports)\b)",
        ],
    ),
    (
        NumberClass.DATE,
        "dw1",
        re.I,
        [
            rf"\b(?:{NUMBER}) quarters (?:to|ending|ended)(?: the end of)?(?: in)? (?:Q[1-4]|the \w+ quarter)\b",
            rf"\b(?<!\bby )(?:\d{{1,2}}|{NUMBER}) months? (?:to|ended|ending|through) (?:end-|the end of )?"
            rf"(?:\d{{1,2}} )?{MONTH}\b",
        ],
    ),
    # A half of the year that is named, or that a report is about.
    (
        NumberClass.DATE,
        "cs",
        re.I,
        [
            r"\b(?:first|second|1st|2nd|last|latest|previous|same|this|next|past) half-years?\b",
            r"\bhalf-year(?:ly)?(?= (?:(?:19|20)\d\d|letters?|reports?|results?|figures|statements?|accounts|review"
            r"|update|notice|profits?|loss|turnover|revenues?|sales|period|end)\b)",
        ],
    ),
    (NumberClass.NOTE, "dm", 0, [r"<sup>[\d,. –-]+</sup>(?![a-z])"]),
    (NumberClass.DATE, "ds", 0, [r"\b9/11\b"]),
]
