"""Words by which a noun that is counted is told from others: plurals, attributes, verbs, adjectives, sums."""

PLURALS = set(
    str.split(
        "people men women children aircraft personnel staff police troops cattle livestock poultry sheep species "
        "series fish deer headquarters data media criteria phenomena bacteria alumni works crossroads households "
        "feet teeth geese mice oxen clergy spacecraft hovercraft offspring salmon trout swine quizzes analyses crises "
        "theses hypotheses bases axes oases diagnoses syllabi stimuli nuclei fungi buses viruses campuses"
        " gases bonuses "
        "censuses statuses glasses classes passes losses masses businesses witnesses addresses processes illnesses "
        "buffalo buffaloes equipment seats"
    )
)
# What tells of what kind the plural after it is: graphics cards, savings banks, police calls, weekly flights.
ATTRIBUTES = set(
    str.split(
        "sports arms savings sales customs goods works operations services systems communications securities futures "
        "options rights elections parts clothes women men veterans games earnings munitions explosives spirits "
        "textiles telecoms antiques materials resources claims appeals accounts admissions skills "
        "police staff crew army troop hourly daily weekly fortnightly monthly quarterly yearly"
    )
)
# What a noun before it says the kind of, where one is counted: one patrol boat, one police officer.
HEADS = set(
    str.split(
        "vessel boat ship ferry bus truck lorry van tram train car vehicle plane jet helicopter drone engine station "
        "stop state officer worker driver officer official member leader player owner operator farmer teacher student "
        "minister centre center office building block tower house plant mill mine line road bridge tunnel port dock "
        "yard unit team squad site camp post point gate pass card book game record system network company firm group "
        "bank agency body board panel council committee court party zone area park reserve school college hospital "
        "clinic laboratory lab shop store market programme program project scheme plan contract deal agreement fund "
        "grant loan bond rule law bill order budget rate report study survey test case accident incident attack "
        "strike crash fire alarm call room hall field pitch pool platform tanker carrier crane pump turbine reactor "
        "chamber facility depot warehouse factory museum theatre cinema church mosque garden farm well borehole "
        "refinery ward stadium airport runway terminal prison barracks border crossing mast tower turbine meter sensor "
        "satellite battery panel machine device tool kit set pack box bag tank container day night week trip visit "
        "campus"
    )
)
# Words in -s that no number counts: verbs, adverbs and conjunctions.
NO_NOUNS = set(
    str.split(
        "whereas besides towards afterwards always perhaps sometimes overseas plus minus versus thus unless less "
        "is was has does goes rises falls shows makes takes says expects remains becomes includes needs means gives "
        "gets stands seems comes sees holds leaves sits leads wants hopes keeps runs turns brings allows requires "
        "contains exceeds equals represents accounts follows lies begins ends belongs depends uses lives reaches "
        "grows serves provides covers receives offers appears tends adds lets puts prints its this us as "
        "news politics economics physics mathematics statistics ethics athletics sales-wise regardless nonetheless "
        "nevertheless upwards downwards onwards backwards forwards inwards outwards alas yes gas across previous "
        "various numerous serious religious famous dangerous precious conscious generous enormous continuous "
        "analysis basis crisis emphasis thesis axis diagnosis chaos canvas atlas status virus census campus bonus "
        "apparatus consensus bus focus minus surplus corps "
        "costs burns reopens opens closes weighs earns pays sells buys employs produces operates generates comprises "
        "consists occurs exists arrives departs happens proves ensures enables suggests argues believes knows becomes "
        "ones others finds explains predicts implies indicates reveals concludes tells asks thinks hears feels speaks "
        "writes tries agrees admits"
    )
)
# Of these, what a noun before it says the kind of: 19 takeover offers, three rate rises.
RISES = set(str.split("rises falls offers shows runs turns covers needs accounts leads holds"))
STOP = set(
    str.split(
        "of in to on for from by with at and or but nor were was are is be been being have has had do does "
        "did will would could should may might can must who whom whose which that this these those than as per a an "
        "the its their his her our my your if while when where before after since until during over under between "
        "among amongst against about into onto out up down off through across via not so then there it"
        " they we he she i "
        "you s each every both either neither although though because whereas whether despite except unless like "
        "compared according followed including excluding plus minus versus vs respectively altogether together "
        "said says say went came rose fell grew became took gave made saw left held began shall cannot won't don't "
        "also only just still even already now here again yet ago later earlier too very "
        "million billion trillion thousand hundred dozen percent annually yearly monthly weekly daily alone apiece "
        "voted concern have need come go rank ranked died live lived lies worked want wanted joined signed "
        "make give take hold earn lose lack show face own use get see say receive provide "
        "involve involved involving concerned concerning contain contained containing lacked lacking received"
        " receiving "
        "require requiring reached reaching exceed exceeded exceeding faced facing entered sought seek seeking cited"
        " citing "
        "caused causing favoured favored preferred include included"
    )
) | {"within", "without", "towards", "toward", "upon", "below", "above", "behind", "beyond", "near", "around"}
# Adjectives that stand before what `one` counts.
SHORT_ADJECTIVES = set(
    str.split(
        "large small big new old single good bad major minor young great huge high low long short full free rich poor"
        " open direct local main whole extra fresh giant tiny senior junior modern former late early deep wide heavy"
        " light white black red green blue dark clear brief strong weak hard soft key top rare dead sick mixed common"
        " safe sound wet dry cold hot warm live empty quick slow"
        " private public foreign further remote western eastern northern southern second third entire average prime"
    )
)
# What rises and falls in money or by weight rather than in number.
ABSTRACT = set(
    str.split(
        "sales exports imports prices revenues profits costs wages yields earnings reserves rates shares"
        " savings emissions rents "
        "incomes salaries fares fees taxes stocks bonds losses assets liabilities deposits remittances"
        " premiums inflows "
        "outflows flows receipts holdings expenses levels temperatures years deliveries shipments sums arrears debts "
        "actuals outturns "
        "times thousands millions billions trillions percentages values totals averages figures numbers"
        " economics goods services indicators estimates items results highlights accounts statistics "
        "forecasts projections percents changes months quarters weeks days dollars euros pounds"
    )
)


ENDS_NOUN = set(
    str.split("of in by per with for at from to under that which who since after during through across among on within")
)
