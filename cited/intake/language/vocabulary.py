"""Words that show what a numeral is: patterns that the rules are made of."""

from cited.intake.language.words import ORDINALS, VALUES, either
from cited.ledger.store.codes import NumberClass

# A rule: class, sorts, flags, and patterns of which any one covers the numeral.
Row = tuple[NumberClass, str, int, list[str]]
MONTH = (
    r"(?:(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?"
    r"|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
)
TH = r"(?:\s?(?:<sup>)?(?:st|nd|rd|th)\b(?:</sup>)?)?"
DAY = rf"\b(?:[0-2]?\d|3[01])(?!\d){TH}"
DAYS = rf"{DAY}(?:\s?(?:[-–—]|to|and|,)\s?{DAY})?"
YEAR = r"(?<![\w.,$€£¥₹])(?:1[1-9]|20|21)\d\d(?![\d%]|[,.]\d)"
NUMBER = either([*VALUES, "dozen"])
NTH = rf"(?:(?:twenty-)?(?:{either(ORDINALS)})|\d{{1,3}}{TH[:-1]})"
# Children aged five to 16: a group.
AGED = (
    rf"(?<!\bbe )\b[Aa]ge[ds]?\s(?:\d+|{NUMBER})(?:\s?[-–]\s?\d+"
    rf"|\s(?:and|or|to)\s(?:\d+|above|over|older|under|below|up)\b|\sto\s(?:{NUMBER})\b|\+)"
)
# What is counted, after a number that might be a year.
COUNTED = (
    r"(?=\s?(?:%|per\s?cent|(?:million|billion|trillion|bn|people|persons|men|women|euros?|dollars|yuan|yen|km"
    r"|tonnes|tons|troops|soldiers|workers|students|doctors|migrants|refugees|jobs|cases|deaths|items|companies"
    r"|villages|countries|cities|hectares|square|judges|members|seats|megawatts|MW|GW|barrels|units|homes|houses"
    r"|beds|ships|aircraft|vehicles|families|households|metres|meters|kilomet\w+|miles|participants|delegates"
    r"|officers|police|civilians|children|voters|citizens|vessels|flights|tanks|missiles|projects|schools)\b))"
)
NAMED = (
    r"(?:Article|Articles|Art\.|Arts\.|Section|Chapter|Annex|Resolution|Regulation|Directive|Decision|Rule|Protocol"
    r"|Appendix|Paragraph|Part|Phase|Scope|Round|Stage|Pillar|Tier|Track|Type|Level|Room|Flight|Boeing|Airbus|Box"
    r"|Figure"
    r"|Fig\.|Table|Chart|Version|Title|Schedule|Clause|Line|Gate|Highway|Route|Building|Unit|World War|world War|War"
    r"|Fund|Plan|Apollo|Chapter|Book|Act|Amendment|Order|Law|Decree|Note|Step|Goal|Goals|SDG|Target|Option|Scenario"
    r"|Group|Area|Zone|District|Sector|Lot|Block|Convention|Camp|Terminal|Platform|Pier|Berth|Dock|Hall|Ward|Bus|Train"
    r"|Image|Lane|Exit|Junction|Bay|Lap|Game|Match|Week|Day|Grade|Class|Form|Page|Slide|Question|Answer|Channel"
    r"|Radio|Studio|Bill"
    r"|Case|Docket|Claim|Example|Equation|Theorem|Lemma|Proposition|Model|Column|Row|Panel|Exhibit|Photo|Map"
    r"|Plate|Footnote"
    r"|Module|Lesson|Session|Meeting|Sample|Cohort|Trial|Experiment|Study|Hypothesis|Category|Division|Company|Regiment"
    r"|Battalion|Squadron|Brigade|Warehouse|Plot|Parcel|Apartment|Flat|Suite|Floor|Tower|Formula|Season|Episode"
    r"|Series|Issue"
    r"|Edition|Release|Windows|iPhone|Branch|Local|iPad|Galaxy|Python|Android|Number|Tablet|Mission|Operation"
    r"|Bridge|Tunnel|Pump|Reactor|Turbine|Locker|Folder|Volume|Item"
    r"|Gallery|Mile|Park|Recommendation|Hearing|Finding|Measure|Action|Objective|Priority"
    r"|Principle|Corridor|Ground|Wave|Cluster|Task Force|Force|Wing|Flotilla|Package|Quay|Barrack|Barracks"
    r"|Hangar|Runway|Stand|Court|Courtroom"
    r"|Circular|Bulletin|Newsletter|Letter|Leaflet|Memorandum|Memo|Strand|Pit|Band|Hole|Borehole|Instrument|Shaft|Silo|NI)"
)
# A capital before a number is not a name where it only opens a sentence.
OPENS = r"(?:Over|About|Around|Some|Nearly|Almost|Only|Another|All|The|These|Those|At|In|On|By|Of|With|For|And|But)"
UNITS = (
    r"(?:bn|mn|tn|m|k|b|M|B|K|th|st|nd|rd|km|kg|kt|mm|cm|GW|MW|kW|TWh|GWh|MWh|kWh"
    r"|ha|t|g|l|h|s|x|bcm|mbd|pp|bps|bp|mb|Mt|Gt|TEU)"
)
PART = r"(?:half|quarter|third|weeks?|days?|months?|decades?)"
WHOLE = rf"(?:year|month|week|century|decade|term|{MONTH}|\w+\s+\d{{4}}|\d{{4}})"
PAIR = (
    r"(?:sides|measures|moves|lists|proposals|countries|leaders|states|nations|parties|presidents|governments|peoples|powers|Koreas|economies"
    r"|neighbou?rs|capitals|men|women|ministers|cities|superpowers|giants|houses|blocs|organi[sz]ations|regions)"
)
OWN = (
    r"(?:characteristics|reasons|choices|questions|aspects|things|ways|lessons|conclusions|caveats|arguments|remarks"
    r"|(?:major )?events)"
)
# What a number one is, that is the first of its kind: the number two exporter.
OF_RANK = (
    r"(?:[a-z]+ )?(?:destination|recipient|exporter|importer|producer|supplier|buyer|seller|lender|creditor|donor"
    r"|employer|borrower|emitter|consumer|customer|maker|investor|earner|carrier|manufacturer|polluter|source|market"
    r"|economy|trading partner|trade partner|killer|cause)\b"
)
PRONOUN = (
    r"(?:hand|or more of|of|who|whom|which|that|where|in which|another|and all|by one|can|cannot|could|should|must|may"
    r"|might|would|has|is|was|will|thing|more|bound|such|might"
    r"|learns|sees|knows|needs|feels|hears|reads|finds|thinks|wonders|hopes|forgets|assumes|expects)"
)
