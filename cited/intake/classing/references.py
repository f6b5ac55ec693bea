"""The rules that class addresses and what is cited: telephones, streets, volumes and pages, laws, files and codes."""

import re

from cited.intake.language.vocabulary import OF_RANK, Row
from cited.intake.language.words import ORDINALS
from cited.ledger.store.codes import NumberClass

# She is No. 7 in the queue: a place among many.
_NO_PLACE = (
    r"(?!(?:(?<=\bis )|(?<=\bare )|(?<=\bwas )|(?<=\bwere )|(?<=\branks )|(?<=\branked ))no\. ?\d{1,4} "
    r"(?:on|in|of|among|worldwide|behind)\b)"
    # The world’s No. 1 exporter.
    r"(?!(?:(?<=world['’]s )|(?<=country['’]s )|(?<=nation['’]s )|(?<=region['’]s ))no\. ?\d{1,3} [a-z])"
    # The No. 1 recipient.
    rf"(?!(?<=the )no\. ?\d{{1,2}} {OF_RANK})"
)
REFERENCES: list[Row] = [
    (
        NumberClass.LABEL,
        "d",
        0,
        [
            # A model by its maker's name: a Fokker 50, ATR 42s; level 2 of 4.
            r"\b(?:[Aa]n?|[Hh]is|[Hh]er|[Mm]y) (?:old |new |used )?[A-Z][a-z]{2,} \d{2,4}s?\b(?![\d.,]*\d|\s?(?:%"
            r"|per(?:\b|cent)|million|billion)| [a-z-]{3,}(?:\s[a-z-]+)?s\b)",
            r"\b[A-Z]{2,} \d{2,4}s\b",
            r"\b(?:[Ll]evel|[Cc]ategory|[Gg]rade|[Pp]hase|[Ss]tage): \d\b(?=\s?[(.;,]|$)",
            r"\b(?:level|stage|phase|step|grade) \d of \d\b",
        ],
    ),
    # A line with telephone, fax or mail is an address.
    (
        NumberClass.BOILERPLATE,
        "d1wo",
        0,
        [
            # The line, or what stands after its last sentence.
            r"^(?=(?:(?![a-z]{4}[.;] [A-Z]).)*(?:\b(?:Tel|Fax|Phone|E-?mail)\b|电话|传真)\s?[.:：]).*$",
            r"(?:\b(?:Tel|Fax|Phone|E-?mail)\b|电话|传真)\s?[.:：].*$",
        ],
    ),
    (NumberClass.BOILERPLATE, "d", 0, [r"^\W*(?:©|\(c\)|Copyright\b).*\d{4}"]),
    (
        NumberClass.BOILERPLATE,
        "do",
        0,
        [
            r"\+\d[\d ()/-]{6,30}\d",
            r"\b(?:Hotline|hotline|Helpline|helpline|Freephone|freephone|Toll-free|toll-free|Toll free|toll free)\b"
            r"[^.;\d]{0,20}\d[\d ()-]{5,20}\d\b",
            r"\b1[- ]?800[- ]\d{3}[- ]\d{3,4}\b",
            r"\b1-\d{3}-\d{3}-\d{4}\b",
            r"\bH[CL] \d{1,4}(?=[,.;:)]|\s?$)",
            r"\b00 ?\d[\d ]{6,18}\d\b(?![.,]\d)",
            r"\bNo \d{1,4}(?=[,.;)]|$)",
            r"\b\d{2,4}-\d{2,4}-\d{4,10}\b",
            r"(?<![\d.,])\d{2}(?: \d{2}){3,4}\b(?![.,]?\d| \d)",
            r"(?<![\d.,])0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}\b|\(0\d{2,5}\) ?\d{3,8}(?: \d{3,4})?\b|\(\d{3}\)"
            r" \d{3}-\d{4}\b",
            r"^\W*[A-Z][\w-]+ \d+\w?, \d{4,5} [A-Z][\w-]+\W*$",
            r"\bP\.? ?O\.? Box \d+",
            r"\b(?:Avenue|Boulevard|Rue|Calle|Carrera) \d{1,4}(?=,|$)",
            # A street address; a noun after it would be what is counted: 17 Coast Road towns.
            r"\b\d{1,4}[A-Za-z]?,? (?:[A-Z][\w'’.-]+ ){1,3}"
            r"(?:Street|Road|Avenue|Lane|Square|Boulevard|Quay|Terrace|Crescent)\b(?! [a-z])",
            r"\b\d{1,4}(?: ?bis| ?ter)?,? (?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Qq]uai|[Cc]hemin|[Vv]ia|[Cc]alle|[Rr]ua"
            r"|[Pp]iazza|[Pp]laza) (?:[a-z’']{1,5} ?){0,3}[A-Z][^,.;]{1,40}(?:, (?:[A-Z]{1,2}-)?\d{4,5} [A-Z]\w+)?",
            r"\b(?:[A-ZÄÖÜ][\wäöüß-]*(?:straße|strasse|str\.|platz|weg|allee|gasse|kai|ufer|damm)"
            r"|(?:Am|An der|Zum|Zur|Unter den|Via|Calle|Rua) [A-ZÄÖÜ][\wäöüß-]+) \d{1,4}[a-z]?\b"
            r"(?:, (?:[A-Z]{1,2}-)?\d{4,5} [A-Z]\w+)?",
            r"\b[A-ZÄÖÜ][\wäöüß-]+[ -](?:Straße|Strasse|Str\.|Platz|Weg|Allee|Ring|Damm) \d{1,4}[a-z]?\b"
            r"(?:, (?:[A-Z]{1,2}-)?\d{4,5} [A-Z][\wäöüß]+)?",
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
            r"\b(?-i:tel|fax|phone|ph)\b[.:]{0,2} ?\+?\(?\d[\d ()/-]{4,20}\d",
            # ABN 42 118 774 309, Melbourne VIC 3000; figure 4, at the end of a clause; Marine Policy 109, 103695.
            r"\b(?-i:ABN|ACN|VAT|EIN|BTW|CRN|SIREN|SIRET|CNPJ|GSTIN|ISSN|ISBN)\b(?: (?:no\.?"
            r"|number))?[:.]? ?(?:[A-Z]{2} ?)?\d[\d -]{4,20}\d",
            r"\b(?-i:NSW|VIC|QLD|TAS|ACT|WA|SA|NT) \d{4}\b(?! [a-z]{3,}s\b)",
            r"(?<=[,;] )(?:figure|table|fig\.|chart|note|map|box) \d{1,3}(?=[.,;)]|$)",
            r"(?-i:\b[A-Z][a-z]+ )\d{1,4}(?:\(\d{1,3}\))?, \d{5,6}(?=\.(?:\s|$))",
            r"(?-i:\b(?:[A-Z][a-z]+ )Paper )\d{1,4}(?= \()",
            # Documents of assemblies: resolution 2703 (2023), resolutions 77/310 and 77/311.
            r"\b(?:resolution|decision|directive|decree|ordinance)s? \d{1,5}(?:/\d+)*(?: \((?:19|20)\d\d\))"
            r"(?:(?:,| and) \d{1,5} \((?:19|20)\d\d\))*|\bresolutions? \d{2,5}\b(?! (?:[a-z]+ )?[a-z]+s\b)",
            r"(?<=, )issue \d{1,3}(?:,\d{3})?(?=,|\s?$)",
            rf"\b{_NO_PLACE}(?:(?:issue|no\.|nos\.) ?|(?<![a-z]s )number )\d+(?:[-/]\d+)*\b"
            r"(?! (?:people|men|women|children|[a-z]{3,}s)\b)",
            r"\bpp?\. ?\d+(?:\s?[-–]\s?\d+)?(?:(?:,| and) (?:pp?\. ?)?\d+(?:\s?[-–]\s?\d+)?)*",
            r"\bpages? \d+(?:(?:\s?[-–]\s?| to | and |, )\d+)*(?![\d,.]*\s(?:%|per\b|million|[a-z]{3,}s\b))",
            rf"\b(?:\d+(?:st|nd|rd|th)|{'|'.join(ORDINALS)}) ed(?:ition\b|\.)",
            r"\b(?:COM|SEC|SWD|JOIN|A/RES|S/RES|ISBN|ISSN|DOI|arXiv)\b[:/ ]{0,2}[(\d][\d()/ .X-]{0,40}(?: final)?",
            r"\b\d{1,4}\s?\(\d{1,4}\)[:,] ?\d+(?:[-–]\d+)?",
            # A journal's year, volume and pages; reports of law and registers.
            r"\b(?:19|20)\d\d; ?\d{1,4}(?: ?\(\d{1,3}\))?: ?[a-z]?\d+(?:[-–]\d+)?",
            r"\b\d{1,4} (?:cfr|fed\. ?reg\.|f\. ?supp\.(?: ?[23]d)?|s\. ?ct\.|wlr|all er|e\.?c\.?r\.?) §* ?[\d.,]*\d",
            r"\boj [lc] ?\d{1,4}\b",
            r"[\[(](?:19|20)\d\d[\])] (?:\d+ )?[a-z]{2,6}(?: \(?(?:civ|crim|ch|qb|kb|fam|admin|comm|pat"
            r"|tcc)\)?)? \d+\b",
            r"\b(?:policy|board|committee|working|discussion|occasional|technical|staff|research|white|green"
            r"|background|position"
            r"|conference|seminar|strategy|briefing|issue|concept) (?:paper|brief|note|report|series)s? (?:no\.? ?)?\d+"
            r"(?!\d|[.,]\d|\s?(?:%|per\b|million|billion|[a-z]{3,}s\b))",
            # The grant is €400, the loan 250.
            r"\b(?!(?<=\bthe )(?:loan|credit|grant|permit|licence|license) \d)"
            r"(?:briefing|press release|circular|docket|case|bill"
            r"|contract|tender"
            r"|invoice|order|lot|report|document|doc|ref(?:erence)?|application|petition|licence|license|permit|grant"
            r"|project|loan|credit|series|situation report|sitrep|bulletin|newsletter|memo(?:randum)?|notice"
            r"|file|docket"
            r"|registration|account|serial|model|standard(?!s?: )|iso|astm|en|rfc)"
            r"(?: (?:no\.?|nr\.?|number|id|#))?(?: ?: ?| #| )[a-z]{0,3}-?\d[\d/.-]{0,20}\d(?:/\d+){0,3}(?!\d"
            r"|\s?(?:%|per\b|million|billion|[a-z]{3,}s\b))",
            rf"(?<![\w]){_NO_PLACE}(?:no|nr|nos)\. ?\d[\d/-]{{0,20}}",
            # The level of significance of a test.
            r"\bp ?[<=>≤≥] ?0?\.\d+",
            # What an archive and a census are cited by: box 2, pt. 12, table 8.
            r"\b(?:box|folder|reel|fol\.|pts?\.|fig\.|tab\.|tables?|leaf|shelf|drawer"
            r"|pictures?|photos?|plates?|maps?|diagrams?) \d+(?:[–-]\d+)?"
            r"(?=[.,;:)]|\s?$| and \d)",
            r"\b(?:tables?|figures?|charts?|maps?|box|annex) \d+(?:\.\d+)*"
            r"(?= (?:gives?|shows?|lists?|above|below|sets?|presents?|reports?|illustrates?|compares?)\b)",
            # The number of a series in a title: Academy Brief 14.
            r"^(?:[a-z][\w'’-]* ){1,5}(?:brief|briefing|bulletin|note|circular|update|factsheet) \d{1,4}\s*$",
            # Rooms, extensions, registers, codes of goods, heads of a budget, paragraphs.
            r"\b(?:table|figure|chart|annex|box|exhibit) [a-z]\.?-?\d+(?:\.\d+)*\b",
            r"\bpp (?:1[89]|20)\d\d(?:[-/]\d\d)? \(\d+\)(?: [ivxlc]+)?(?:, \d+)?",
            r"\bfo(?:l|ls|s)?\. ?\d+",
            r"\broom \d{1,4}[a-z]?\b",
            r"\b(?:pass|access )code(?: is)?:? ?\d{4,12}\b",
            r"\b(?:brief|bulletin|note|update|paper|quarterly|monthly|journal|review"
            r"|report|gazette) \d{1,3}/(?:19|20)\d\d\b",
            # The page after a book's year: How They Lend (2021), 36.
            r"(?<=\((?:19|20)\d\d\), )\d{1,4}(?:[–-]\d{1,4})?(?=[.;,]|$)",
            r"\bid(?: is)?:? ?#?(?:\d{2,}(?:[ -]\d{2,})+|\d{3,})\b",
            r"\bflights? [a-z]{2,3}[ -]?\d{2,4}\b",
            r"\b(?:ext\.?|extension|hr[ab]|vr|siren|siret|vat|iban|isin|hs(?: codes?)?|cn codes?|sic|nace|isic|cas"
            r"|code|si|law|(?:major |minor |sub-?)?head|cols?\.|paras?\.?|recitals?|postcode|zip"
            r"|pin(?: code)?)(?: no\.?)?"
            r":? ?[a-z]?\.?\d[\d./-]*(?!\d)"
            r"(?![\d,.]*\s(?:%|per\b|million|billion|[a-z]{3,}s\b|people|men|women|children))",
            r"(?:street|road|avenue|lane|square|quay), [a-z]{1,2} ?\d{3,6}\b",
            r"\bv\.?\d+(?:\.\d+)*\b|\bv\. \d+(?:\.\d+)*(?=[.,;)]|$)",
            r"(?<=\W)#\s?\d+\b|^#\d+\b",
            r"\b(?:s|ss|sec|para|paras|cl|reg|regs|ch|fn|n)\.? ?\d+(?:\.\d+)*(?:\([\da-z]+\))+",
            r"§+\s?\d+(?:\.\d+)*",
            r"\b\d+ (?:u\.s\.c?\.?|f\.(?:2|3)d|cfr|stat\.)(?: §*\s?\d+)?",
        ],
    ),
]
