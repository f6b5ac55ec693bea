"""What a numeral looks like: the patterns of numerals, tried where one may begin."""

import re

from cited.intake.language.normal import MARKERS
from cited.intake.language.vocabulary import NAMED
from cited.intake.language.words import (
    AFTER_DIGITS,
    ONES,
    ORDINALS,
    PARTS,
    POWERS,
    SPANS,
    TEENS,
    TENS,
    TIMES,
    VALUES,
    either,
)

_DIGITS = r"""(?:(?<!\d)\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d]) | (?<!\w)(?<!\b[Ww]eek[ ])(?<!\b[Dd]ay[ ])
    \d{1,3}(?:,[ ]?\d{3})+(?:\.\d+)?(?![\d])
  | (?<!\d)\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?(?!\d)
  | (?<![\w.,/+-])\d{1,3}(?:[ ]\d{3})+(?:[.,]\d+)?(?!\w|[-/]\d|[ ]\d)
  | (?<!\d)\d{1,3}(?:\.\d{3})+,\d+(?!\d) | (?<!\d)\d{1,3}(?:\.\d{3}){2,9}(?![.\d])
  | (?<!\d)\d{1,3}(?:['’]\d{3})+(?:\.\d+)?(?!\d) | (?<!\d)\d{1,3}(?:٬\d{3})+(?:٫\d+)?
  | (?:(?<=\bin[ ])|(?<=since[ ])|(?<=\bby[ ])|(?<=until[ ])|(?<=before[ ])|(?<=after[ ])|(?<=during[ ])|(?<=\bof[ ])
      |(?<=\bfrom[ ])|(?<=\band[ ])|(?<=\d[–-]))
    (?:1[5-9]|20)\d\d(?=[.,]\d{1,3}(?:[ ]+[A-Z“"‘(]|\s*$))
  | \d+(?:[.٫]\d+)?(?:,\d{1,2}(?![\d,]))? | (?<![\w.)\]])\.\d+(?![.\d]))"""
_LONG = either(word for word in AFTER_DIGITS if len(word) > 3 and word.isalpha() and word.isascii())
_SHORT = either(word for word in AFTER_DIGITS if len(word) in (2, 3) and word.isalpha() and word.isascii())
_POINTED = either(word for word in AFTER_DIGITS if word.endswith("."))
# Two letters may follow a blank, one stands at the digits; a point after them may end the sentence.
_SCALE = (
    rf"(?:[ ]|-)?(?:(?:lakh|thousand|hundred)[ ](?:crores?|cr|million|billion)\b"
    rf"|(?:{_POINTED})(?=\s?[€$£₹]|\s[a-zA-Z]|,)|(?:{_LONG})\b(?!’s))"
    rf"|[ ]?(?-i:(?:{_SHORT})(?![\w²³]))|(?-i:[mbkBKM](?![\w²³]))|(?:百万|千万|万亿|萬億|[百千万萬亿億兆])"
)
_POWER = either(POWERS)
_FIFTHS = either(f"{word}s" for word in PARTS if PARTS[word] > 4)
_PART = either(PARTS)
_ONE, _TEEN, _TEN = either(ONES), either(TEENS), either(TENS)
_SMALL = rf"(?:(?:{_TEN})(?:[ -](?:{_ONE})\b)?|(?:{_TEEN})|(?:{_ONE})|zero)"
_HUNDREDS = rf"(?:(?:(?:{_SMALL}|an?)[ -])?hundred(?:(?:[ -]and)?[ -]{_SMALL}\b)?)"
_CHUNK = rf"(?:{_HUNDREDS}|(?:(?:{_SMALL}|an?|half[ ]a)[ ])?(?:dozen|score(?=[ ]of\b))|{_SMALL})"
# There were at one point sixteen of them.
_POINT = (
    rf"(?:(?<!\bat[ ])|(?!one)){_SMALL}[ ]point(?:[ ](?:{_ONE}|zero|oh|nought|{_TEEN}|{_TEN})(?:-(?:{_ONE}))?\b){{1,8}}"
)
_AND_HALF = r"(?:[ -]and[ -](?:(?:an?|one)[ -](?:half|quarter)|half)|[ -]and[ -]three[ -]quarters)"
_WORDS = (
    rf"(?:{_POINT}(?:[ ](?:{_POWER})\b)?"
    rf"|{_CHUNK}{_AND_HALF}?(?:[ -](?:{_POWER})\b)+(?:(?:,?[ ]and|,)?[ -]{_CHUNK}\b(?:[ ](?:{_POWER})\b)*){{0,4}}"
    rf"|an?[ ](?:{_POWER})(?:[ -](?:{_POWER})\b)?(?:{_AND_HALF}|(?:[ ]and)[ ]{_CHUNK}\b){{0,2}}"
    rf"|{_CHUNK}{_AND_HALF}?|(?:{_POWER})(?:[ ](?:{_POWER})\b)?)"
)
PLURAL = "tens|dozens|scores|hundreds|thousands|millions|billions|trillions|lakhs|crores"
_SUPER = "[⁰¹²³⁴-⁹⁻]"
_STEMS = "doubl|tripl|trebl|quadrupl|quintupl|sextupl|halv"

_AND_A_HALF = rf"""(?P<andhalf>(?:\b(?:an?|the|{_SMALL})|\d{{1,3}})[ ](?:hour|day|week|month|year|minute|mile|decade
      |century|kilomet(?:re|er)|met(?:re|er)|litre|liter|acre|hectare|tonne|ton)s?
      [ ]and[ ]an?[ ](?:half|quarter))\b"""
# What stands before a part, and never before the third of a row.
_HEDGES = (
    "less than|more than|fewer than|nearly|almost|about|around|roughly|over|under|barely|hardly|some|only|just|up to"
)
_BEFORE_PART = "|".join(
    rf"(?<={words.replace(' ', '[ ]')}[ ])"
    for words in ("these", "these,", "which", "which,", "whom", "them", "this,", *_HEDGES.split("|"))
)
_SHARE = rf"""\b(?P<part>(?:(?:an?|one)[- ](?:(?:good|mere|full|further|bare)[ ])?(?:{_PART})
        (?=[ ](?:of|more|less|fewer|higher|lower|larger|smaller|dearer|cheaper|slower|faster|shorter|longer|taller
        |bigger|heavier|lighter|weaker|stronger|poorer|richer|worse|better|younger|older
        |complete|full|empty|done|ready|built|dry|vacant)\b|[,.;:)]
        |[ ](?:and|or|to)[ ]an?[ ](?:half|third|quarter|fifth)\b
        |[ ](?:in|by|to|for|from|at|below|above|on|are|were|have|live|said?
        |lack|need|come|came|work|had|do|did|want|think
        |since|over|after|during|within|between|this|last|next|compared|because
        |when|while|if|but|believe|feel|favour|favor|support|plan
        |waits?|rely|relies|use|uses|face|suffer|expect|report|know|see|feel|find|receive|lose|lost|miss|leave|left
        |take|took|make|made|spend|spent|speak|vote|remain|fail|depend|drop|die|stay|travel|walk|eat|drink|sleep
        |contain|show|belong|prefer|reject|oppose|back|agree|disagree|hope|fear|refuse|lie|lies|struggle|hold|held
        |pay|paid|earn|own|got|get|went|go|still|never|as|each|slept|sat|kept|met|bought|sold|thought|became|began|chose
        |grew|fell|rose|ran|won|knew|stood|(?:could|did|do|does|would|can)(?:[ ]not|n['’]t)|cannot|[a-z]{{3,}}ed
        |(?!class|less|across|always|perhaps|business|address|series|success|process|this|basis|years|months|weeks|days)
        [a-z]{{3,}}s)\b|$)
      # Of these a third is invested, and less than a fifth has been paid back.
      | (?:{_BEFORE_PART})an?[ ](?:{_PART})(?=[ ](?:is|was|has|will|would|can|could|may|goes|comes)\b)
      | an?[ ]quarter(?=[ ](?:is|was|has[ ]been|had[ ]been)\b)
      | (?<!\bto[ ])(?<!\bor[ ])(?<!next[ ])(?<!last[ ])(?<!past[ ])(?<!previous[ ])(?<!first[ ])
        (?:(?<!\bfor[ ])(?<!\bafter[ ])(?<!\bwithin[ ])|(?<=account[ ]for[ ])|(?<=accounts[ ]for[ ])
          |(?<=accounted[ ]for[ ])|(?=\w{{1,5}}[- ]quarters[ ]of\b))
        (?:one|three|[13])[- ]quarters(?![ ](?:ago|later|earlier|in[ ]a[ ]row|running)\b)
        (?![ ]of[ ](?:negative|positive|falling|rising|declin|contract|shrink|loss|growth|weak|recession)\w*)
      | (?:two|three|2|3)[- ]quarters(?=[ ]of[ ](?:the|its|all|what|their|his|her|our|those|these|them|it|an?)\b)
      | (?:{either(VALUES)}|\d+)[- ](?:thirds|fourths|halves|{_FIFTHS})))\b"""
# The characters of digits: looked past before what few digits are is tried.
_SIMPLE = "[\\d.,٫٬'’ ]{0,80}+"
# What begins with a digit or a sign, and what begins with a word.
DIGITS = re.compile(
    rf"""
    (?P<power>(?={_SIMPLE}e[+\d])(?P<mantissa>{_DIGITS})e(?P<exponent>[+]?\d{{1,2}})(?![\w.])
      |(?={_SIMPLE}(?:[x×*·]|{_SUPER}|\^|<))(?:(?P<base>{_DIGITS})[ ]?[x×*·][ ]?)?
      (?P<ten>10(?:\^[({{]?-?\d{{1,2}}[)}}]?|{_SUPER}{{1,3}}|<sup>-?\d{{1,2}}</sup>))(?!\w))
  | (?P<mixed>\d{{1,4}}(?:[ -]|[ ]and[ ])(?P<above>\d{{1,2}})/(?P<below>[2-9]|10|12|16|32|64)(?![\w/])
      (?P<mscale>{_SCALE})?)
  | (?P<vulgar>(?:\d+[ ]?)?[¼-¾⅐-⅞](?P<vscale>{_SCALE})?)
  | (?P<nof>(?<=%[ ]\()\d{{1,6}}/\d{{1,6}}(?=\)))
  | (?P<ratio>(?<![\w./-])\d{{1,3}}/\d{{1,3}}(?![\w/-]|\.\d))
  | (?P<ranked>(?={_SIMPLE}(?:<sup>)?(?:st|nd|rd|th)\b)(?:{_DIGITS})[ ]?(?:<sup>)?(?:st|nd|rd|th)\b(?:</sup>)?)
  | (?P<joint>\d+(?:\.\d+)?[百千]?[亿億兆](?:\d+(?:\.\d+)?[百千]?[万萬亿億千])+)
  | {_AND_A_HALF}
  | (?P<fold>\d+(?:\.\d+)?[ -]?fold\b)
  | (?P<digits>{_DIGITS})(?P<half>[ ]and[ ]an?[ ]half\b)?(?P<scale>{_SCALE})?
      (?P<later>(?<=million)[ ]and[ ]an?[ ]half\b)?
  | {_SHARE}
  | (?P<marker>[⁰¹²³⁴-⁹₀-₉{MARKERS}]+|[①-⒛⓪-⓿❶-➓])
    """,
    re.VERBOSE | re.IGNORECASE,
)
WORDS = re.compile(
    rf"""
    {_AND_A_HALF}
  | \b(?P<word>(?:single|double|triple)[- ]digits?)\b
  | \b(?P<partof>(?P<count>half|an?[ ](?:half|third|quarter)|one[- ](?:half|third|quarter)
        |(?:two|three)[- ](?:thirds|quarters))
      (?:(?:(?:[ ]of)?[ ](?:an?|one)|(?<=a[ ]half))[ ]|(?<=half)[- ])
      (?P<whole>{_POWER}|hundred|century|dozen|decade|millennium))\b
  | \b(?P<few>an?[ ]few|an?[ ]couple[ ](?:of[ ])?|several|many)[ ]?
      (?P<fewscale>(?<=[ ])(?:hundred|dozen|{_POWER})(?:[ ](?:{_POWER}))?)\b
  | \b(?P<couple>(?:an?|the[ ](?:last|past|next|first))[ ]couple[ ]of)(?=[ ](?:\w+[ ]){{0,2}}?\w+s\b)
  | \b(?P<plural>(?!scores\b(?![ ]of\b))(?:{PLURAL})(?:[ ](?:upon|and)[ ](?:{PLURAL}))?(?:[ ]of[ ](?:{PLURAL}))?)\b
  | {_SHARE}
  | \b(?P<every>every[ ](?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))(?=[ ]
      (?!day|week|month|year|night|hour|time|minute|quarter|term|decade|summer|winter|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|one\b)[a-z]+\b)
  | \b(?P<worded>(?:{either(VALUES)})-?fold|hundred-?fold)\b
  | \b(?P<cardinal>{_WORDS})\b(?![ -](?:{either(ORDINALS)})\b(?!-hand\b))
  | \b(?P<ordinal>(?:(?:{_TEN})-)?(?:{either(ORDINALS)})(?:ly)?)\b
  | \b(?P<times>twice|thrice|(?:{_STEMS})(?:e[sd]?|ing))\b
  | \b(?P<halfword>half)\b
  | \b(?P<span>{either(SPANS)})\b
  | \b(?P<pointer>both|ones|once)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Where a numeral may begin: at a digit, a sign, or a word that opens one.
START = re.compile(rf"[A-Za-zÀ-ɏ]+|\d|\.(?=\d)|[¼-¾⅐-⅞⁰¹²³⁴-⁹₀-₉①-⒛⓪-⓿❶-➓{MARKERS}]")
OPENING = {
    *(*VALUES, *POWERS, *ORDINALS, *SPANS, *TIMES, *PLURAL.split("|"), "hundred", "dozen", "score", "hundredfold"),
    *(f"{word}ly" for word in ORDINALS),
    *(f"{word}fold" for word in VALUES),
    *str.split("a an half several many every single doubled doubles doubling tripled triples tripling the"),
    *(stem + ending for stem in _STEMS.split("|") for ending in ("e", "es", "ed", "ing")),
    *str.split("twice thrice both ones once"),
}
# The most frequent word opens a numeral only before these: the last couple of years, the hour and a half.
AFTER_THE = re.compile(r" (?:(?:last|past|next|first) couple|\w+ and an?) ", re.IGNORECASE)
# Roman numerals are capitals, or small letters in brackets.
ROMAN = re.compile(
    r"\b(?:I{2,3}|IV|VI{1,3}|IX|X{1,3}(?:IX|IV|V?I{1,3}|V)|X{2,3})\b|(?<=\()(?:i{1,3}|iv|vi{0,3}|ix|x)(?=\))"
)
# One unit of time, where a hedge says that it is measured: `just over a month`.
SINGLE = re.compile(
    r"\b(?:(?:over|under|about|around|nearly|almost|roughly|least)[ ]|than[ ](?!\w+ \w+ (?:earlier|ago"
    r"|before|later|after|previously)\b))"
    r"(?P<one>an?)(?=[ ](?:year|month|week|day|hour|minute|decade|century|millennium|kilomet(?:re|er)|mile"
    r"|met(?:re|er)|tonne|ton|hectare|acre|gigawatt|megawatt)\b(?! and an? (?:half|quarter)\b))"
    # Let for a pound a year.
    r"|\bfor[ ](?P<coin>an?)(?=[ ](?:pound|dollar|euro)[ ](?:an?|per)"
    r"[ ](?:year|month|week|day|night|head|person|piece)\b)"
    # A further percentage point.
    r"|\b(?P<point>an?(?:[ ](?:further|full|whole))?)(?=[ ]percentage[ ]point\b)"
    # A sister, a year older.
    r"|\b(?P<more>an?)(?=[ ](?:year|month|week|day|decade)[ ](?:older|younger|longer|shorter|late|early|overdue)\b)",
    re.IGNORECASE,
)
# The word of a name that a number ends, as `Phase` in `Phase III trials`; it is no longer than this.
_NAME, _LONGEST = re.compile(rf"\b{NAMED}\s+$"), 20
_COUNTED = re.compile(r"\s(?:[a-z]+s\b(?<!\bis)(?<!\bwas)(?<!\bhas)|(?:men|women|people|children)\b)")


def counts(line: str, start: int, end: int) -> bool:
    """Tell whether a Roman number counts the plural noun after it: `XIV divisions`, no `World War II veterans`."""
    return bool(_COUNTED.match(line, end)) and not _NAME.search(line[max(0, start - _LONGEST) : start])
