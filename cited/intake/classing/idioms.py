"""The rules that find number words which count nothing: idioms."""

import re

from cited.intake.language.vocabulary import NUMBER, OWN, PAIR, PRONOUN, Row
from cited.ledger.store.codes import NumberClass

IDIOMS: list[Row] = [
    # Headings of a tariff: HS 7208 to 7212.
    (
        NumberClass.LABEL,
        "d",
        0,
        [
            r"\b(?:HS|CN|HTS|(?:[Tt]ariff )?(?:sub)?headings?)(?: codes?)? \d{4}(?:\.\d\d)*\b"
            r"(?:(?:, | and | or | to |\s?[-–]\s?)\d{4}(?:\.\d\d)*\b)*"
        ],
    ),
    # An age group: under-five mortality, the under-twelves.
    (
        NumberClass.LABEL,
        "w1",
        re.I,
        [rf"\b(?:under|over)-(?:{NUMBER})s?\b(?![ -](?:year|month|week|day)s?\b)"],
    ),
    (NumberClass.IDIOM, "w", re.I, [r"\b(?:below|near|above|sub-?) ?zero\b(?! (?:[a-z]+s|per)\b)"]),
    # The motto "One River, Ten Peoples".
    (
        NumberClass.LABEL,
        "w1",
        0,
        [
            r"(?:(?<=[“\"‘«])|(?<=: ))(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Half)"
            r"(?=(?:,? (?:[A-Z][\w’'-]*|and|of|the|for|in|to|an?))*,? [A-Z][\w’'-]*[”\"’»])"
        ],
    ),
    (NumberClass.DATE, "1", re.I, [r"\bone (?:year|month|quarter) (?:earlier|ago|before|previously)\b"]),
    (
        NumberClass.IDIOM,
        "p1wo",
        re.I,
        [
            r"\b(?:both|ones|ground zero|zero[- ](?:sum|tolerance)|net[- ]zero|square one|day one|day zero"
            r"|zero hour)\b",
            r"\b(?:one-?(?:off|sided|way|size|stop|time|party)|two-?(?:way|faced|pronged)|two-thirds-majority)\b",
            r"\bonce\b(?! (?:an?(?! (?:half|third|quarter|fifth|tenth) of)|every|each|per|within|in an?|or twice)\b)",
        ],
    ),
    (
        NumberClass.IDIOM,
        "ts",
        re.I,
        [
            r"\b(?:double|triple)-?(?: standards?|-edged| down|-dealing|-check\w*| taxation|[ -]count(?:ing|ed))",
            # A third, chartered by a charity, is due.
            r"\b[Aa] (?:third|fourth|fifth|sixth), (?=[a-z]+ed (?:by|for|in|on|at)\b)",
            # The double payment, but double the price.
            r"\b(?:the|an?|this|that|its|our|their|his|her) double (?!of|that|what|the|as|digit)[a-z]+",
            r"\bdoubl(?:ed|ing|es) down\b",
            r"\bhalf-(?:baked|hearted|way|truth|brother|sister|time|life)",
            r"\b(?:other|better) half\b",
            # I half believe it; a door half open.
            r"\b(?:I|you|he|she|we|they|who) half (?:[a-z]{2,}(?:ed|t|ew)|believe|expect|hope|fear|know|wish|think|want"
            r"|do|did|suspect|remember|listen|agree)\b",
            r"\bhalf (?:asleep|awake|closed|shut|open|hidden|forgotten|hoping|expecting|wondering|listening)\b",
        ],
    ),
    (
        NumberClass.IDIOM,
        "1",
        re.I,
        [
            rf"\bone {PRONOUN}\b",
            # The only one, only one of them; but there is only one hospital.
            r"\bthe only[- ]one\b|\bonly one(?= (?:of|to|that|who|which)\b|[.,;:)])",
            r"\b(?:there (?:is|was)|there['’]s|only) one (?:[a-z]+ )?(?:thing|problem|way|reason|exception"
            r"|difference|catch|snag|point"
            r"|question|answer|number|caveat|other|more|solution|explanation|certainty|rule|danger)\b",
            r"\b(?:no|some|any|every|each|the|this|that|which|another|as|at|for|not|(?<!\bthere )is|like|such"
            r"|establish)"
            r"[- ]one\b(?! (?:[a-z]+ )?(?:for|per|in|out of) )(?![- ](?:years?|months?|weeks?|days?|hours?|decade"
            r"|third|half|quarter|billion|million|hundred"
            r"|thousand))",
            r"\bby one\b(?=[.,;:)]| (?:of|or|they|we|he|she|it|after|from|until|and|estimate|count|account"
            r"|measure|reckoning)\b|$)",
            r"\ban? (?:[a-z]+er|new|old|good|bad|second|third|different|similar|small|big|large|single"
            r"|[a-z]{3,}ed) one\b",
            r"(?<=[a-z] )(?<!\bworld number )one(?=[.,;:!?”\"')]|$)|\bone too many\b",
            # The last one took 84 months.
            r"\bthe (?:last|latest|next|previous|other|old|new|original|present|current|[a-z]{3,}er|[a-z]{3,}est) one\b"
            r"(?= (?:[a-z]+s|[a-z]+ed|took|cost|was|had|went|came|fell|rose|will|would|can"
            r"|may|in|at|on|of|for|[–—-])(?: |$))",
            r"\b(?:could|would|will|may|might|shall|should|can|that|if|must) one day\b",
            r"\bone day,",
            # A $2bn one falls due.
            r"\ban? \S*\d\S*(?: [mbt]r?illion| per cent)? one\b",
            r"\bto [a-z]+ one\b(?= (?:costs?|takes?|requires?|is|would|will|needs?|and|or)\b)",
            r"\bone(?='s|’s)",
            r"\b(?:not|n['’]t) (?:[a-z]+ )one (?:off )?against the other\b",
            r"\b(?:divid|multipl|set|weigh|trad|swap|play)[a-z]* one (?:by|with|against|for|off) the other\b",
        ],
    ),
    (
        NumberClass.IDIOM,
        "w",
        re.I,
        [
            rf"\b(?:these|those)\s(?:(?!(?:on|of|in|at|from|by|for|with|to|about|over"
            rf"|under)\b)\w+\s)?(?:{NUMBER})\b(?! (?:years|months|weeks|days))",
            rf"\b(?:the|their|its|our|between)\s(?:other\s|former\s)?two(?:\s[a-z-]+){{0,2}}\s{PAIR}\b",
            r"\b(?:(?:between|of) )?the two(?=[.,;)]| (?:together|combined|alike|of|as|in|have|had|are|were|would"
            r"|could|will|do|did)\b)",
            r"^two cities\b",
            r"\b(?:two|three|four|six)-wheel(?:er|ers|ed)?\b",
            rf"\b(?:{NUMBER})(?:\s[a-z]+){{0,2}}\s{OWN}\b",
        ],
    ),
]
