"""Short names of series, as charts call them at the end of a line: what sets a series apart from those beside it."""

from cited.ledger import areas
from cited.page import statistic

# Where the name of its area is not enough.
SHORT = {
    "aiib-financing": "AIIB, financing approved",
    "aiib-founding-members": "Founding members",
    "aiib-members": "Approved members",
    "bailout-1-paid-grc": "First programme, euro area",
    "bailout-2-paid-grc": "Second programme, EFSF",
    "bailout-3-paid-grc": "Third programme, ESM",
    "bailout-imf-paid-grc": "IMF",
    "border-detections-eu": "detections",
    "covid-cases-jhu-chn": "China, Johns Hopkins",
    "covid-cases-jhu-esp": "Spain, Johns Hopkins",
    "covid-cases-jhu-ita": "Italy, Johns Hopkins",
    "fdi-chn-asean": "counted by ASEAN",
    "fdi-chn-asean-revised": "revised",
    "floating-population-chn": "living away from home",
    "ibrd-capital": "World Bank (IBRD), subscribed capital",
    "marshall-plan-real": "Marshall Plan, present dollars",
    "natural-decrease-rus": "deaths less births",
    "population-15-over-rus": "aged 15 and over",
    "population-20-29-rus": "men and women",
    "population-20-64-rus": "aged 20 to 64",
    "population-55-59-chn": "aged 55 to 59",
    "population-60-64-chn": "aged 60 to 64",
    "population-60-over-chn": "60 and over, national count",
    "population-60-over-un-chn": "60 and over, UN",
    "population-65-69-chn": "aged 65 to 69",
    "population-70-74-chn": "aged 70 to 74",
    "population-75-79-chn": "aged 75 to 79",
    "population-decrease-rus": "with migration",
    "population-rus": "edition of 2019",
    "population-wpp06-rus": "edition of 2006",
    "population-wpp22-rus": "edition of 2022",
    "schengen-applications-chn": "applications",
    "share-60-over-chn": "national count",
    "share-60-over-un-chn": "United Nations",
    "tourist-arrivals-europe": "as revised",
    "tourist-arrivals-europe-first": "as first printed",
    "trade-asean-chn": "counted by ASEAN",
    "trade-asean-chn-revised": "ASEAN, revised",
    "trade-chn-asean-customs": "counted by China’s customs",
    "women-20-29-rus": "women",
    "world-bank-support": "World Bank Group, support in a year",
}


def short(series: str) -> str:
    """Return the short name of a series: its own, else that of its area."""
    return SHORT.get(series) or areas.name(statistic.known(series)["area"])
