"""Which countries belong to a group of countries, by their ISO 3166-1 codes: a group's rules hold for its members."""

_codes = str.split
_EU = _codes(
    "AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE"
)
_EUROPE = _codes("ALB AND BIH BLR CHE GBR ISL LIE MCO MDA MKD MNE NOR RUS SMR SRB UKR VAT")
_EURO = [code for code in _EU if code not in ("BGR", "CZE", "DNK", "HUN", "POL", "ROU", "SWE")]
_SCHENGEN = [code for code in _EU if code not in ("CYP", "IRL")] + _codes("CHE ISL LIE NOR")
_ASEAN = _codes("BRN IDN KHM LAO MMR MYS PHL SGP THA VNM")
_SOVIET = _codes("ARM AZE BLR EST GEO KAZ KGZ LTU LVA MDA RUS TJK TKM UKR UZB")

# As they were in 2024; a group has a code of the ledger's own, see data/names.csv.
MEMBERS: dict[str, frozenset[str]] = {
    "XAS": frozenset(_ASEAN),
    "XEA": frozenset(_EURO),
    "XEP": frozenset([*_EU, *_EUROPE, "XEU", "XEA", "XSC"]),
    "XEU": frozenset(_EU),
    "XSC": frozenset(_SCHENGEN),
    "XSU": frozenset(_SOVIET),
}


def groups(code: str) -> list[str]:
    """Return the groups that an area belongs to."""
    return [group for group, members in MEMBERS.items() if code in members]
