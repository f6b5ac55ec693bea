"""The rules that class numerals: for each class, patterns that cover what is no figure.

A pattern must cover the numeral whole. One that begins with digits is tried where a numeral begins; the others are
looked for near the numeral, or anywhere in its line where they reach over it with `.*`.
"""

import re

from cited.intake.vocabulary import (
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
)
from cited.intake.words import ORDINALS, VALUES
from cited.ledger.codes import NumberClass

# Sorts: d digits, w number words, 1 the word one, o ordinals, s shares, t times, c spans of time, x magnitudes,
# p pointers, r Roman numerals, m markers.
ALL = "dw1ostcxprm"

# Class, sorts, flags, and patterns of which any one covers the numeral; in order of priority.
Row = tuple[NumberClass, str, int, list[str]]
TABLE: list[Row] = [
    # A line with telephone, fax or mail is an address.
    (NumberClass.BOILERPLATE, "d1wo", 0, [r"^(?=.*(?:\b(?:Tel|Fax|Phone|E-?mail)\b|电话|传真)\s?[.:：]).*$"]),
    (
        NumberClass.BOILERPLATE,
        "do",
        0,
        [
            r"\+\d[\d ()/-]{6,30}\d",
            r"\b\d{2,4}-\d{2,4}-\d{4,10}\b",
            r"(?<![\d.,])0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}\b|\(0\d{2,5}\) ?\d{3,8}(?: \d{3,4})?\b|\(\d{3}\)"
            r" \d{3}-\d{4}\b",
            r"^\W*[A-Z][\w-]+ \d+\w?, \d{4,5} [A-Z][\w-]+\W*$",
            r"\bP\.? ?O\.? Box \d+",
            # A street address; a noun behind it would be what is counted: 17 Silk Road economies.
            r"\b\d{1,4}[A-Za-z]?,? (?:[A-Z][\w'’.-]+ ){1,3}"
            r"(?:Street|Road|Avenue|Lane|Square|Boulevard|Quay|Terrace|Crescent)\b(?! [a-z])",
            r"^\W*(?:©|\(c\)|Copyright\b).*\d{4}",
            r"^\W*(?:No|Nr|Vol)\. ?\d+\b",
            r"^\W*Round \d+\W*$",
            r"^\W*[Pp]age \d+(?: of \d+)?\W*$",
            r"^\W{0,3}\d{1,4}\W{0,3}$",
            r"\((?:[Cc]ontinued|see|cf\.)? ?(?:on|from)? ?pages? \d+\)",
        ],
    ),
    (
        NumberClass.REFERENCE,
        "do",
        re.I,
        [
            r"\bvol(?:\.|ume)?\s?\d+(?:\s?[:(]\s?\d+\)?)?(?:[,.]? (?:issue|no\.?|number) ?\d+)?",
            r"\b(?:issue|no\.|nos\.|number) ?\d+(?:[-/]\d+)*\b",
            r"\bpp?\. ?\d+(?:\s?[-–]\s?\d+)?(?:(?:,| and) (?:pp?\. ?)?\d+(?:\s?[-–]\s?\d+)?)*",
            r"\bpages? \d+(?:[-–]\d+)?",
            rf"\b(?:\d+(?:st|nd|rd|th)|{'|'.join(ORDINALS)}) ed(?:ition\b|\.)",
            r"\b(?:COM|SEC|SWD|JOIN|A/RES|S/RES|ISBN|ISSN|DOI|arXiv)\b[:/ ]{0,2}[(\d][\d()/ .X-]{0,40}(?: final)?",
            r"\b\d{1,4}\s?\(\d{1,4}\)[:,] ?\d+(?:[-–]\d+)?",
            r"\b(?:policy brief|working paper|discussion paper|occasional paper|technical report|staff paper"
            r"|research paper"
            r"|white paper|briefing(?: note| paper)?|issue brief|press release|circular|docket|case|bill"
            r"|contract|tender"
            r"|invoice|order|lot|report|document|doc|ref(?:erence)?|application|petition|licence|license|permit|grant"
            r"|project|loan|credit|series|situation report|sitrep|bulletin|newsletter|memo(?:randum)?|notice"
            r"|file|docket"
            r"|registration|account|serial|model|standard|iso|astm|en|rfc)"
            r"(?: (?:no\.?|nr\.?|number|id|#))?(?: ?: ?| #| )[a-z]{0,3}-?\d[\d/.-]{0,20}\d(?:/\d+){0,3}(?!\d"
            r"|\s?(?:%|per\b|million|billion|[a-z]{3,}s\b))",
            r"(?<![\w])(?:no|nr|nos)\. ?\d[\d/-]{0,20}",
            # Rooms, extensions, registers, codes of goods, heads of a budget, paragraphs.
            r"\broom \d{1,4}[a-z]?\b",
            r"\bflights? [a-z]{2,3}[ -]?\d{2,4}\b",
            r"\b(?:ext\.?|extension|hr[ab]|siren|siret|vat|iban|isin|hs(?: codes?)?|cn codes?|sic|nace|isic|cas"
            r"|code|si|law|(?:major |minor |sub-?)?head|cols?\.|paras?\.?|recitals?|postcode|zip"
            r"|pin(?: code)?)(?: no\.?)?"
            r":? ?[a-z]?\.?\d[\d./-]*(?!\d)"
            r"(?![\d,.]*\s(?:%|per\b|million|billion|[a-z]{3,}s\b|people|men|women|children))",
            r"(?:street|road|avenue|lane|square|quay), [a-z]{1,2} ?\d{3,6}\b",
            r"\bv\.?\d+(?:\.\d+)*\b",
            r"(?<=\W)#\s?\d+\b|^#\d+\b",
            r"\b(?:s|ss|sec|para|paras|cl|reg|regs|ch|fn|n)\.? ?\d+(?:\.\d+)*(?:\([\da-z]+\))+",
            r"§+\s?\d+(?:\.\d+)*",
            r"\b\d+ (?:u\.s\.c?\.?|f\.(?:2|3)d|cfr|stat\.)(?: §*\s?\d+)?",
        ],
    ),
    (
        NumberClass.NOTE,
        "dm",
        0,
        [
            r"\[\d{1,3}(?:[,;–-] ?\d{1,3})*\]",
            r"\b(?:[Ff]oot|[Ee]nd)?[Nn]otes? \d{1,3}\b",
            r"(?<=[a-z][.,;:!?”’\"'])\d{1,3}(?=\s|$)",
            r"(?<=[a-z][.,;”’\"][”’\"])\d{1,3}(?=\s|$)",
            r"(?<=[a-z]{4})\d{1,2}(?=[\s.,;:)]|$)",
            r"(?<=(?:1[5-9]|20)\d\d[.,])\d{1,3}(?=\s+[A-Z“\"‘(]|\s*$)",
            r"(?<=[\w%)’”\"][.,;:])\d{1,3}(?:[,–-]\d{1,3}){0,6}(?=\s+[A-Z“\"‘(]|\s*$)(?<!\d[.,]\d)(?<!\d[.,]\d\d)(?<!\d[.,]\d\d\d)",
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
            r"(?<=\bm)<sup>[23]</sup>",
            r"(?<=\bCO)[2₂]",
        ],
    ),
    (NumberClass.NOTE, "dm", 0, [r"[⁰¹²³⁴-⁹]+", r"<sup>\d+</sup>"]),
    (
        NumberClass.BOILERPLATE,
        "dmr",
        0,
        [
            r"^[\s#>*-]*\(?\d{1,3}(?:\.\d{1,2}){0,3}[.)](?=\s|[A-Z“\"]|$)",
            r"^\s*#{1,6} \d{1,2}(?:\.\d{1,2}){0,3}(?=\s+[A-Z])",
            r"^\s*\d{1,2}(?:\.\d{1,2}){1,3}(?=\s+[A-Z][a-z])",
            r"\((?:i{1,3}|iv|vi{0,3}|ix|x)\)",
            r"(?<![\w)])\(\d{1,2}\)(?=\s[a-z])",
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
            rf"\b\d{{1,2}}\.(?:\s?[-–]\s?\d{{1,2}}\.)?\s{MONTH}(?!\s+\d{{1,2}}\b)(?:\s+{YEAR})?",
            rf"{DAYS}\s+(?:of\s+|de\s+)?{MONTH}(?!\w)(?:,?\s+(?:de\s+)?{YEAR})?",
            rf"\b{MONTH},?\s+{DAYS}(?!\s?(?:%|per|million|billion)|\w)(?:,?\s*{YEAR})?",
            rf"\b{MONTH},?\s+(?:of\s+)?{YEAR}",
            r"\b\d{1,2}[:.]\d\d(?=\s?(?:[ap]\.?m\b|hours|GMT|UTC|CET))(?:\s?[ap]\.?m\b)?",
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
            r"\b(?:mid|early|late|turn[- ]of[- ]the|this|last|next|new|past|previous)[- ]century\b",
            r"\b(?:end|middle|course|rest|start|beginning|turn|half) of (?:the|this|last)[- ](?:century|decade)\b",
            rf"\b(?:{NTH}|last|latter|early|other)\s+{PART}\s+of\s+(?:(?:the|this|last|next|that)\s+)?{WHOLE}",
            rf"\b(?:{NTH}|last|next|this|latter) (?:quarter|half|trimester|semester)\b(?! of (?:all|its|their))",
        ],
    ),
    (NumberClass.DATE, "do", re.I, [r"(?:\b|')(?:1[1-9]|20)?\d0s\b"]),
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
            rf"{YEAR}\s?[-–—/]\s?(?:{YEAR}|\d\d\b)(?!\s?(?:%|per|million|billion))",
            rf"{YEAR}(?!\s?[-–]\s?[$€£¥\d])(?!{COUNTED})",
            r"(?<![\d.,])(?:1[1-9]|20|21)\d\d(?=[.,]\d{1,3}(?:\s+[A-Z“\"‘(]|\s*$))",
        ],
    ),
    (
        NumberClass.LABEL,
        "dor",
        0,
        [
            r"\b\d+\+\d+\b",
            r"\b[A-Z]{2,}\)? \d\.\d\b(?! ?(?:%|per|million|billion|bn))",
            r"\b[A-Z][a-z]+ \d\.0\b",
            r"\b(?!US\b|USD|EUR|HK|RMB|CHF|GBP)[A-Z][A-Za-z]{0,30}(?:[-+/]| – )\d+\w*(?:\.\d{3})*\b"
            r"(?!\s?(?:%|per\s?cent|million|billion|trillion|bn|years?|months?|days?|weeks?|members?|points?))",
            r"\b(?!US\d|USD|EUR|RMB|CHF|GBP|Rs)[A-Z]{1,6}\d+(?:\.\d+)?\w*\b",
            rf"\b\d+(?!{UNITS}\b)[A-Za-z]+\d*\b(?![-'’]?(?:ish)\b)",
            rf"\b{NAMED}s?\s+(?:No\.?\s*)?(?:\d+(?:[./]\d+)*|[IVX]+)\b(?:\s?\(\d+\))*"
            r"(?:(?:,| and| or| to|[-–])\s?\d+(?:\s?\(\d+\))?(?![\d,]*\s?(?:%|per|million)))*",
            r"\b[Aa]ge[ds]?\s\d+(?:\s?[-–]\s?\d+|\s(?:and|or|to)\s(?:\d+|above|over|older|under|below|up)|\+)",
            r"\b(?:I{2,3}|IV|VI{1,3}|IX|X{1,3}(?:IX|IV|V?I{1,3}|V)|X{2,3})\b",
            r"\b[a-z]\d{3,}[A-Z]+\d+\b",
            r"\b\d{1,3}:\d{1,3}\b(?![\d,.]*\s?(?:%|million))",
            r"\b(?:text|sms|call|dial)\b[^.;]{0,24} \d{3,6}\b(?! [a-z]{3,})",
            r"\b(?:level|grade|category|tier|type|phase|stage|class|band|option|scenario|image|photo|slide)s? \d{1,2}\b"
            r"(?![\d,.]*\s?(?:%|per\b|million|billion|[a-z]{3,}s\b))",
            r"\b[Cc]hapters? \d+|\b(?:article|section|paragraph|clause|annex|chapter|item|rule)s? \d+(?:\.\d+)*"
            r"(?:\s?\(\w+\))*(?:(?: and| to|,) \d+)*",
        ],
    ),
    (
        NumberClass.LABEL,
        "w1os",
        0,
        [
            r"\bOne Belt\b,?(?: and)?(?:,? One Road\b)?",
            r"\b(?:Plus|Group of|Gang of|Big|Article|Chapter|Phase|Part|Pillar|Tier|Formula|Channel|World War)"
            rf" (?:{'|'.join(word.title() for word in VALUES if VALUES[word] < 31)})\b",
            r"\b(?:[Pp]hase|[Rr]ound|[Cc]hapter|[Tt]rack|[Ss]tage) (?:one|two|three|four|five)\b",
            rf"(?<=[a-z,;’)] )(?!{OPENS})(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|First|Second|Third"
            r"|Fourth|Ninth|Half)(?=[- ][A-Z][a-z])",
            r"\b[A-Z][a-z]+ First\b",
        ],
    ),
]
