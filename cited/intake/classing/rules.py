"""The rules that class numerals: for each class, patterns that cover what is not a figure.

A pattern must cover the numeral whole. One that begins with digits is tried where a numeral begins; the others are
looked for near the numeral, or anywhere in its line where they reach over it with `.*`.
"""

import re

from cited.intake.classing.references import REFERENCES
from cited.intake.language.normal import MARKERS
from cited.intake.language.vocabulary import (
    AGED,
    COUNTED,
    DAY,
    DAYS,
    MONTH,
    NAMED,
    NTH,
    OPENS,
    PART,
    UNITS,
    WHOLE,
    YEAR,
    Row,
)
from cited.intake.language.words import ONES, TEENS, TENS, VALUES, either
from cited.ledger.store.codes import NumberClass

_HOUR = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
# Sorts: d digits, w number words, 1 the word one, o ordinals, s shares, t times, c spans of time, x magnitudes,
# p pointers, r Roman numerals, m markers.
ALL = "dw1ostcxprm"

TABLE: list[Row] = [
    *REFERENCES,
    (
        NumberClass.NOTE,
        "dm",
        0,
        [
            r"\[\d{1,3}(?:[,;–-] ?\d{1,3})*\]",
            r"(?<=[a-z0-9%][.,;:!?”\"])\(\d{1,3}\)(?=\s|$)",
            r"(?<=[a-z]{3})\(\d{1,2}\)(?=[\s.,;:]|$)",
            r"\b(?:[Ff]oot|[Ee]nd)?[Nn]otes? \d{1,3}\b",
            r"(?<=[a-z][.,;:!?”’\"'])\d{1,3}(?=\s|$)",
            r"(?<=[a-z][.,;”’\"][”’\"])\d{1,3}(?=\s|$)",
            r"(?<=[a-z]{4})\d{1,2}(?=[\s.,;:)]|$)",
            r"(?<=(?:1[5-9]|20)\d\d[.,])\d{1,3}(?=\s+[A-Z“\"‘(]|\s*$)",
            r"(?<=[\w%)’”\"][.,;:])\d{1,3}(?:[,–-]\d{1,3}){0,6}(?=\s+[A-Z“\"‘(]"
            r"|\s*$)(?<!\d[.,]\d)(?<!\d[.,]\d\d)(?<!\d[.,]\d\d\d)",
            r"(?<=[a-z][.,;:!?”’\"')])\d{1,3}(?:[,–-]\d{1,3}){1,6}(?=\s|$)",
        ],
    ),
    (
        NumberClass.LABEL,
        "dm",
        0,
        [
            r"(?<=\b[ckdm]m)(?:<sup>)?[23²³](?:</sup>)?",
            r"(?<=\b[kcm])[²³]",
            r"(?<=\bm)<sup>[23]</sup>|(?:(?<=/m)|(?<=[(,] m)|(?<=[(,]m))[23]\b(?![.,]\d)",
            r"(?<=\bCO)[2₂]",
        ],
    ),
    (NumberClass.NOTE, "dm", 0, [rf"[⁰¹²³⁴-⁹{MARKERS}]+", r"<sup>\d+</sup>"]),
    (
        NumberClass.BOILERPLATE,
        "dmr",
        0,
        [
            r"^[\s#>*-]*\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)](?=\s|[A-Z“\"]|$)",
            r"^\s*\d{1,2}/(?=\s+[A-Z“\"])",
            # The heading of a section: 12 Culture and leisure.
            r"^\s*\d{1,2}(?=\s[A-Z][a-z]*[abd-rt-z](?:,? [a-z]+){1,5}\s*$)",
            r"^\s*#{1,6} \d{1,2}(?:\.\d{1,2}){0,3}(?=\s+[A-Z])",
            r"^\s*\d{1,2}(?=\s(?:How|What|Why|Who|When|Where|Which|Is|Are|Does|Do|Can|Should)\b[^.?]*\?\s*$)",
            r"^\s*\d{1,2}(?:\.\d{1,2}){1,3}(?=\s+(?:[A-Z][a-z]|[AI]\s))",
            r"\((?:i{1,3}|iv|vi{0,3}|ix|x)\)",
            r"(?<![\w)])\((?:\d|1[0-4])\)(?=\s[a-z])",
            r"[①-⓿❶-➓]",
        ],
    ),
    (
        NumberClass.DATE,
        "do",
        0,
        [
            r"\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b",
            r"\b\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d\b",
            r"\b\d{1,2}\.(?:\d{1,2}\.)?\s?[-–]\s?\d{1,2}\.\d{1,2}\.(?:(?:19|20)\d\d\b)?",
            rf"\b\d{{1,2}}\.(?:\s?[-–]\s?\d{{1,2}}\.)?\s{MONTH}(?!\s+\d{{1,2}}\b)(?:\s+{YEAR})?",
            rf"{DAYS}\s+(?:of\s+|de\s+)?{MONTH}(?!\w)(?:,?\s+(?:de\s+)?{YEAR})?",
            rf"(?<![\d.,]\d )(?<!\D\d )\b(?!(?<=\b[Ii]n ){MONTH}\s\d{{1,2}} [a-z]{{3,}}s\b)"
            rf"{MONTH}\s+{DAYS}(?!\s?(?:%|per(?:\b|cent)|million|billion)|\w)(?:,?\s*{YEAR})?",
            rf"\b{MONTH},\s+{DAYS},?\s+{YEAR}",
            rf"\b{MONTH},?\s+(?:of\s+)?{YEAR}",
            r"\b\d{1,2}[:.]\d\d(?=\s?(?:[ap]\.?m\b|hours|GMT|UTC|CET))(?:\s?[ap]\.?m\b)?",
            # Between 5 and 6 p.m.
            r"\b\d{1,2}(?=\s?(?:and|to|until|till|or|[-–])\s?\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b)",
            r"\b\d{1,2}:\d\d(?::\d\d)?\b",
            r"\b\d{4}(?=\s?(?:GMT|UTC|CET|EST|hrs)\b)",
            r"\b\d{1,2}\s?[ap]\.?m\b",
            rf"(?:(?<=[Bb]etween )|(?<=[Oo]n )|(?<=[Ff]rom )){DAY}(?=\s(?:and|to)\s{DAY}\s+{MONTH})",
            r"(?<![〇零一二三四五六七八九十\d])[〇零一二三四五六七八九十\d]{1,8}\s?[年月日号](?!间)",
            r"\bon the \d{1,2}(?:st|nd|rd|th)(?=[,.;)])",
            r"\bthe \d{1,2}(?:st|nd|rd|th) of (?:this|last|next|the) month",
            r"\bQ[1-4]\b",
            r"\bH[12] (?=20)",
            r"\bFY ?(?:20)?\d\d(?: ?[-/–] ?(?:20)?\d\d)?\b",
            r"\b[1-4]Q\s?(?:20)?\d\d\b|\b[1-4]Q\b",
            r"\bH[12]\b",
            r"\b(?:[Ff]iscal|[Ff]inancial|[Mm]arketing|[Aa]cademic|[Ss]chool|[Cc]rop)(?: [Yy]ears?)? "
            r"(?:20)?\d\d(?: ?[-/–] ?(?:20)?\d\d)?\b",
            r"\b(?:19|20)\d\d ?/ ?\d\d\b",
            r"\b\d{1,2}\s?o['’]clock\b",
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{1,2}}(?:st|nd|rd|th)?){{0,6}},? (?:and|&|or) \d{{1,2}}(?:st"
            rf"|nd|rd|th)? {MONTH}(?!\w)",
            r"\b(?:[Tt]he|[Oo]n|[Bb]y|[Uu]ntil|[Ff]rom) \d{1,2}(?:st|nd|rd|th)(?= (?:and|to|instant|inst\.)|[.,;]|$)",
        ],
    ),
    (
        NumberClass.DATE,
        "ocs",
        re.I,
        [
            rf"\b{NTH}(?:[- ](?:and|to|or|[-–])\s?{NTH}|[-–]{NTH})?[- ]+centur(?:y|ies)\b",
            r"\b(?:next|previous|coming|following|current|same|this) (?:decade|fortnight|millennium)\b",
            r"\b(?:mid|early|late|turn[- ]of[- ]the|this|last|next|new|past|previous)[- ]century\b",
            r"\b(?:end|middle|course|rest|start|beginning|turn|half) of (?:the|this|last)[- ](?:century|decade)\b",
            rf"\b(?:{NTH}|last|latter|early|other)\s+{PART}\s+of\s+(?:(?:the|this|last|next|that)\s+)?{WHOLE}",
            rf"\b(?:{NTH}|last|next|this|latter) (?:quarter|half|trimester|semester)\b(?! of (?:all|its|their))",
        ],
    ),
    (NumberClass.DATE, "do", re.I, [r"(?:\b|')(?:1[1-9]|20)?\d0s\b"]),
    (
        NumberClass.DATE,
        "w1s",
        re.I,
        [
            rf"\b(?:half|(?:a )?quarter|five|ten|twenty(?:-five)?)(?: minutes)? past (?:{_HOUR})\b",
            r"\b(?:at|before|until|till) (?:(?:a )?quarter|five|ten|twenty(?:-five)?)"
            rf"(?: minutes)? to (?:{_HOUR})\b(?=[.,;:!?)]|$| (?:in|on|and|when|but|the|each|every|this|that)\b)",
            rf"\bquarter to (?:{_HOUR})\b(?=[.,;:!?)]|$| (?:in|on)\b)",
            rf"\b(?:{_HOUR})(?= o['’]?clock\b)|\b(?:at|by|before|after|until|till|since|from|about) (?:{_HOUR})"
            r"(?= (?:in the (?:morning|afternoon|evening)|at night|sharp)\b)",
        ],
    ),
    # A year in words: since nineteen seventy-eight.
    (
        NumberClass.DATE,
        "w1",
        re.I,
        [
            rf"\b(?:(?:since|in|from|by|until|before|after|during|of|year|than|early|late|mid) )"
            rf"(?:seventeen|eighteen|nineteen|twenty)[ -](?:oh[ -]\w+|hundred|{either([*TEENS, *TENS])})"
            rf"(?:-(?:{either(ONES)}))?\b"
            r"(?![ -](?:hundred|thousand|million|billion|per|[a-z]{3,}s\b))",
        ],
    ),
    (
        NumberClass.LABEL,
        "d",
        0,
        [
            rf"\b(?:Vision|Agenda|Strategy|Report|Outlook|Index|Survey|Consensus|Week|Olympics|Expo|[A-Z]{{3,}})"
            rf" {YEAR}\b(?! ?[-–])",
            rf"{YEAR} (?:Agenda|Declaration|Protocol|Convention|Constitution|Treaty|Agreement|[A-Z]{{4,}})\b",
        ],
    ),
    (
        NumberClass.DATE,
        "d",
        0,
        [
            rf"{YEAR}\s?[-–—/]\s?(?:{YEAR}|\d\d\b)(?!\s?(?:%|per(?:\b|cent)|million|billion))",
            rf"{YEAR}(?!(?<!\bin \d{{4}}(?= – ))\s?[-–]\s?[$€£¥\d])(?!{COUNTED})",
            r"(?<![\d.,])(?:1[1-9]|20|21)\d\d(?=[.,]\d{1,3}(?:\s+[A-Z“\"‘(]|\s*$))",
        ],
    ),
    (
        NumberClass.LABEL,
        "dor",
        0,
        [
            r"\b\d+\+\d+\b",
            # At km 88 of the road; the year that an index counts from: (2015 = 100).
            r"\b(?:at|near|between|from|and|past|after|before) (?:[Kk]m|[Kk]ilomet(?:re|er)|[Mm]ile(?:stone|post)?)"
            r" \d+(?:[.,+]\d+)*(?:\s?(?:to|and|[-–])\s?(?:km )?\d+(?:[.,+]\d+)*)?\b",
            r"\b(?:1[89]|20)\d\d(?:[-/–]\d{2,4})?\s?=\s?100(?:\.0+)?\b(?!\s?%)",
            r"\b(?!(?:IQR|CI|SD|SE|OR|RR|HR|IRR|BMI|PMI)\b)[A-Z]{2,}\)? \d\.\d\b"
            r"(?! ?(?:%|per(?:\b|cent)|million|billion|bn)|\s?[-–])",
            r"\b[A-Z][a-z]+ \d\.0\b",
            r"\b(?!US\b|USD|EUR|HK|RMB|CHF|GBP)[A-Z][A-Za-z]{0,30}(?:[-+/]| – )\d+\w*(?:\.\d{3})*(?:-\d+)*\b"
            r"(?!\s?(?:%|per\s?cent|million|billion|trillion|bn|years?|months?|days?|weeks?|members?|points?))",
            r"\b(?!US\d|USD|EUR|RMB|CHF|GBP|Rs)[A-Z]{1,6}\d+(?:\.\d+)?\w*(?:-\d+\w*)*\b",
            # Web3; ranks with a nought before them: areas 03 and 04.
            r"\b[A-Z][a-z]{2,10}\d{1,2}\b(?![.,]\d)",
            r"\b(?<![\d.,:/'’-])0\d{1,3}\b(?![.,:]\d|\s?%)",
            # Results of games.
            r"\b(?:penalties|won|lost|beat|beaten|defeat\w*|draw|drew|victory|win|wins|winning|losing)\b"
            r"[^.;\d]{0,40}\b\d{1,2}\s?[-–]\s?\d{1,2}\b(?!\s?(?:%|per\b"
            r"|(?!(?:at|in|on|to|against|after|and|but|with|away|over|by|last|for)\b)[a-z]{2}))",
            r"\b\d{1,2}[-–]\d{1,2} (?:home |away )?(?:win|victory|defeat|loss|draw|lead|thrashing|scoreline)\b",
            rf"\b\d+(?!{UNITS}\b)[A-Za-z]+\d*\b(?![-'’]?(?:ish)\b)",
            rf"\b{NAMED}s?\s+(?:No\.?\s*)?(?:\d+(?:[./]\d+)*s?|[IVX]+(?:\.\d+)*)\b(?:\s?\(\d+\))*"
            r"(?:(?:,| and| or| to|[-–])\s?\d+(?:\.\d+)*(?:\s?\(\d+\))?(?![\d,]*\s?(?:%|per(?:\b|cent)|million)))*",
            r"\b(?:[Uu]nder|[Oo]ver|U)-\d+(?:s\b|\b(?= (?:[a-z-]+ )?(?:championships?|team|squad|side|player|tournament"
            r"|world|european|cup|football|level|international)s?\b))",
            r"\b(?:[Vv]ersions?|[Ff]irmware|[Ss]oftware|[Rr]elease) \d+(?:\.\d+)*\b(?! [a-z]{3,}s\b)",
            r"\b(?:UPDATE|Update) \d{1,2}(?![\d.,]*\d)(?! [a-z]{3,}s\b)",
            r"^\W*[A-Z][a-z]+[abd-rt-z] \d{1,2}(?=: )",
            r"\b[Ss]copes? [123](?:(?:,| and| or| to|[-–])\s?[123]\b)*",
            r"\b\d-star\b",
            r"\b(?:of (?:them|whom)|who (?:are|were))(?: (?:are|were|is|was))?(?: already)? (?:over|under|above|below)"
            r" \d{1,2}(?=[.,;:)]|$| (?:and|or|but|when|while)\b)",
            AGED,
            r"\b(?:I{2,3}|IV|VI{1,3}|IX|X{1,3}(?:IX|IV|V?I{1,3}|V)|X{2,3})\b",
            r"\b[a-z]\d{3,}[A-Z]+\d+\b",
            # HbA1c; type 2 diabetes, grade 3 injuries.
            r"(?<=[A-Za-z])\d+[a-z]+\b",
            r"\b(?:[Tt]ype|[Gg]rade|[Ss]tage|[Cc]ategory|[Tt]ier|[Cc]lass) \d(?= [a-z]+s\b)",
            r"\b\d{1,3}:\d{1,3}\b(?![\d,.]*\s?(?:%|million))",
            r"\b(?:text|sms|call|dial)\b[^.;]{0,24} \d{3,6}\b(?! [A-Za-z]{3,})",
            r"(?<!(?:la|th|ne|pa)[sx]t )\b(?:level|grade|category|tier|type|phase|stage|class|band|option|scenario"
            r"|branch|ward|precinct|constituency|squadron|battalion|image|photo|slide|ground|gate|coach|cabin"
            r"|platform|runway|reactor|berth|quay|pier|terminal|lane|route|channel|wave|step|zone|sector"
            r"|recommendation|finding"
            r"|objective|priority|measure|action|month|week|item)s? \d{1,2}(?:(?: (?:to|and|or) |\s?[-–]\s?)\d{1,2})?\b"
            r"(?![\d,.]*\s?(?:%|per\b|million|billion|people\b|men\b|women\b|children\b|[a-z]{3,}s\b))",
            r"\b[Cc]hapters? \d+(?:(?:,|,? and|,? or) \d+)*|: part \d\b|\b(?:article|section|paragraph|clause|annex"
            r"|chapter|item|rule)s? \d+(?:[.-]\d+)*(?:\s?\(\w+\))*(?:(?: and| to|,) \d+)*",
        ],
    ),
    (
        NumberClass.LABEL,
        "w1os",
        0,
        [
            AGED,
            r"\bOne Belt\b,?(?: and)?(?:,? One Road\b)?",
            r"\b(?:Plus|Group of|Gang of|Big|Article|Chapter|Phase|Part|Pillar|Tier|Formula|Channel|World War)"
            rf" (?:{'|'.join(word.title() for word in VALUES if VALUES[word] < 31)})\b",
            r"\b(?:one|two|three|four|five|One|Two|Three|Four|Five)-star\b",
            r"\b(?:[Pp]hase|[Rr]ound|[Cc]hapter|[Tt]rack|[Ss]tage|[Pp]art|[Vv]olume) (?:one|two|three|four|five)\b",
            rf"(?<=[a-z,;’)] )(?!{OPENS})(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|First|Second|Third"
            r"|Fourth|Ninth|Half)(?=[- ][A-Z][a-z])",
            r"\b[A-Z][a-z]+ First\b",
        ],
    ),
]
