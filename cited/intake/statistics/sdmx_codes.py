"""The columns and codes of SDMX files, by the lists of those who publish in it."""

TIME, VALUE = "TIME_PERIOD", "OBS_VALUE"
AREAS = ("REF_AREA", "GEO", "COUNTRY", "GEOGRAPHICAL_AREA", "LOCATION", "COUNTERPART_AREA")
PARTNERS = ("COUNTERPART_AREA", "COUNTERPART", "PARTNER", "PARTNER_AREA", "PARTNER_COUNTRY")
SUBJECTS = ("INDICATOR", "NA_ITEM", "INDIC", "INDIC_NA", "SUBJECT", "MEASURE", "SERIES", "VARIABLE", "CURRENCY")
UNITS = ("UNIT_MEASURE", "UNIT", "CURRENCY", "OBS_MEASURE")
SCALE = ("UNIT_MULT", "SCALE", "UNIT_MULTIPLIER")
TITLES = ("TITLE", "SERIES_NAME", "TITLE_COMPL", "INDICATOR_LABEL")
FLOWS = ("DATAFLOW", "DATASET", "STRUCTURE_ID")
NAMED = "STRUCTURE_NAME"
# Names of the series as a whole, which its dimensions say too: of the ECB's portal and of the IMF's.
KEYS = ("KEY", "SERIES_CODE")
UPDATED = ("LAST UPDATE", "LAST_UPDATE", "UPDATE_DATE")
# What is said of one value, or of the file: it makes no series.
OF_VALUES = {TIME, VALUE, "STRUCTURE", "ACTION", "OBS_FLAG", "OBS_STATUS", "CONF_STATUS", "OBS_CONF", "DECIMALS"}
COLLECTIONS = {"A": "average", "E": "end of period", "S": "flow", "B": "point", "M": "point"}
UNIT_CODES = {
    "NR": ("", 1),
    "PER": ("persons", 1),
    "PS": ("persons", 1),
    "NUMBER": ("", 1),
    "PERS": ("persons", 1),
    "THS_PER": ("persons", 1_000),
    "PC": ("percent", 1),
    "PT": ("percent", 1),
    "PCH_PRE": ("percent", 1),
    "CP_MEUR": ("EUR", 1_000_000),
    "MIO_EUR": ("EUR", 1_000_000),
    "MIO_USD": ("USD", 1_000_000),
    "XDC": ("", 1),
}
PUBLISHERS = {
    "ESTAT": "Eurostat",
    "IMF": "International Monetary Fund",
    "OECD": "OECD",
    "ECB": "European Central Bank",
    "BIS": "Bank for International Settlements",
    "UN": "United Nations",
    "UNSD": "United Nations Statistics Division",
    "UIS": "UNESCO Institute for Statistics",
    "ILO": "International Labour Organization",
    "WB": "World Bank",
}
ADDRESSES = {
    "ESTAT": "https://ec.europa.eu/eurostat/databrowser/view/{flow}",
    "ECB": "https://data.ecb.europa.eu/data/datasets/{key}",
}
# The code by which the ECB names itself as the agency that a value is from.
ECB_ITSELF = "4F0"
# Groups of countries by the codes of Eurostat and the ECB, and by those of CLDR, which has their names.
GROUPS = {
    **dict.fromkeys(["U2", "I8", "I9", "EA", "EA19", "EA20"], "EZ"),
    **dict.fromkeys(["B0", "D0", "EU", "EU27", "EU27_2020", "EU28"], "EU"),
    **dict.fromkeys(["W0", "W00", "WORLD", "WLD", "1W"], "001"),
}
# Codes of dimensions that choose nothing: all together, not applicable, a number.
ALL = {"TOTAL", "T", "_T", "_Z", "NR", "OBS_VALUE", "W0"}
# Dimensions that a title does not speak of.
UNSAID = {"FREQ", "FREQUENCY", "ADJUSTMENT", "SEASONAL_ADJUST", "TIME_FORMAT"}
