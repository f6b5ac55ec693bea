"""A file in each publisher's format becomes rows of the ledger; a newer edition keeps the older one beside it."""

import csv
import gzip
import io
import json
import subprocess
import zipfile
from decimal import Decimal
from xml.sax.saxutils import escape

import pytest
from conftest import CHECKS, OBSERVATIONS, SERIES, add_tables, each_case

from cited.__main__ import main
from cited.intake.language import measures
from cited.intake.statistics import formats, numbers, reading, sheets, tie, units
from cited.ledger.rules import check
from cited.project import InputError

WORLD_BANK = """\
"Data Source","World Development Indicators",

"Last Updated Date","2024-06-28",

"Country Name","Country Code","Indicator Name","Indicator Code","2013","2014","2015",
"Norway","NOR","Total reserves (includes gold, current US$)","FI.RES.TOTL.CD","58283077123.4","64800613452.1","",
"World","WLD","Total reserves (includes gold, current US$)","FI.RES.TOTL.CD","12","13","14",
"""
DATABANK = """\
Country Name,Country Code,Series Name,Series Code,2013 [YR2013],2014 [YR2014]
Norway,NOR,GDP growth (annual %),NY.GDP.MKTP.KD.ZG,1.03,..

Data from database: World Development Indicators
Last Updated: 06/28/2024
"""
OWID = "Entity,Code,Year,Deaths\nNorway,NOR,2020,7\nNorway,NOR,2021,8\nWorld,OWID_WRL,2020,900\n"
FLAGGED = {
    "plain.csv": ('year,value\n2019,"1,500*"\n2020,12\n', ["flag *", ""]),
    "t.tsv": ("freq,unit,geo\\TIME_PERIOD\t2019\t2020\nA,NR,NO\t12 b\t13 \n", ["flag b", ""]),
    "s.csv": (
        "DATAFLOW,freq,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nESTAT:X(1.0),A,NO,2019,12,p\nESTAT:X(1.0),A,NO,2020,13,\n",
        ["flag p", ""],
    ),
}
OWID_METADATA = {
    "chart": {"title": "Deaths", "originalChartUrl": "https://example.org/grapher/deaths"},
    "columns": {
        "Deaths": {
            "titleLong": "Confirmed deaths – WHO",
            "unit": "deaths",
            "lastUpdated": "2024-08-02",
            "citationShort": "World Health Organization (2024)",
            "shortName": "new_deaths",
        }
    },
}
FRED = "observation_date,TRESEGNOM052N\n2018-01-01,110.87\n2018-02-01,.\n2018-03-01,106.07\n"
SDMX_1 = """\
DATAFLOW,FREQ,REF_AREA,INDICATOR,COLLECTION,UNIT_MEASURE,UNIT_MULT,TIME_PERIOD,OBS_VALUE,OBS_STATUS
IMF:IRFCL(1.0),M,NO,RAFA_USD: Official reserve assets,E,USD: US dollar,6,2014-11,64000.5,A
IMF:IRFCL(1.0),M,NO,RAFA_USD: Official reserve assets,E,USD: US dollar,6,2014-12,64100.25,A
"""
SDMX_2 = """\
STRUCTURE,STRUCTURE_ID,ACTION,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG
dataflow,ESTAT:TOUR_ARR(1.0),I,A,NR,NO,2019,10000,
dataflow,ESTAT:TOUR_ARR(1.0),I,A,NR,NO,2020,4000,p
"""
EUROSTAT = "freq,na_item,unit,geo\\TIME_PERIOD\t2019 \t2020-Q1 \nA,B1GQ,CP_MEUR,NO\t361734.1 \t88000 p\nA,B1GQ,CP_MEUR,EL\t: \t: \n"
WPP = """\
SortOrder,LocID,Notes,ISO3_code,Location,VarID,Variant,Time,MidPeriod,PopMale,PopFemale,PopTotal,PopDensity
1,578,,NOR,Norway,2,Medium,2020,2020.5,2700.5,2650.25,5350.75,14.6
2,578,,NOR,Norway,2,Medium,2050,2050.5,3100,3050,6150,16.8
"""
PLAIN = "period,Masks imported (million masks)\n2020-03,1.9\n2020-04,2.5\n"
SDMX_ML = """\
<?xml version="1.0" encoding="UTF-8"?>
<mes:GenericData xmlns:mes="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:gen="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic"
 xmlns:com="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common">
<mes:Header><mes:ID>X</mes:ID><mes:Test>false</mes:Test><mes:Prepared>2024-07-01T00:00:00</mes:Prepared>
<mes:Sender id="ECB"/>
<mes:Structure structureID="S1" dimensionAtObservation="TIME_PERIOD"><com:Structure>
<Ref agencyID="ECB" id="EXR" version="1.0"/></com:Structure></mes:Structure></mes:Header>
<mes:DataSet structureRef="S1"><gen:Series><gen:SeriesKey>
<gen:Value id="FREQ" value="A"/><gen:Value id="REF_AREA" value="NO"/><gen:Value id="INDICATOR" value="EXPORTS"/>
</gen:SeriesKey><gen:Attributes><gen:Value id="UNIT_MEASURE" value="EUR"/><gen:Value id="UNIT_MULT" value="6"/>
<gen:Value id="TITLE" value="Exports of goods"/></gen:Attributes>
<gen:Obs><gen:ObsDimension value="2014"/><gen:ObsValue value="142.5"/></gen:Obs>
<gen:Obs><gen:ObsDimension value="2015"/><gen:ObsValue value="130"/></gen:Obs>
</gen:Series></mes:DataSet></mes:GenericData>
"""

COMPACT = """\
<?xml version="1.0" encoding="UTF-8"?>
<m:StructureSpecificData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:s="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific"
 xmlns:c="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common"
 xmlns:x="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:n="urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=IMF:IRFCL(1.0):ObsLevelDim:TIME_PERIOD">
<m:Header><m:ID>X</m:ID><m:Test>false</m:Test><m:Prepared>2024-07-01T00:00:00</m:Prepared><m:Sender id="IMF"/>
<m:Structure structureID="S" dimensionAtObservation="TIME_PERIOD"
 namespace="urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=IMF:IRFCL(1.0):ObsLevelDim:TIME_PERIOD">
<c:Structure><Ref agencyID="IMF" id="IRFCL" version="1.0"/></c:Structure></m:Structure></m:Header>
<m:DataSet s:dataScope="DataStructure" x:type="n:DataSetType" s:structureRef="S">
<Series FREQ="A" REF_AREA="NO" INDICATOR="RAFA" UNIT_MULT="6" UNIT_MEASURE="USD">
<Obs TIME_PERIOD="2014" OBS_VALUE="64000.5"/></Series></m:DataSet></m:StructureSpecificData>
"""

FLAGGED |= {
    "generic.xml": (
        SDMX_ML.replace(
            '<gen:ObsValue value="130"/>',
            '<gen:ObsValue value="130"/><gen:Attributes><gen:Value id="OBS_STATUS" value="E"/></gen:Attributes>',
        ),
        ["", "flag E"],
    ),
    "compact.xml": (COMPACT.replace('OBS_VALUE="64000.5"', 'OBS_VALUE="64000.5" OBS_STATUS="P"'), ["flag P"]),
    "WPP2022_Total.csv": (
        "LocID,ISO3_code,Location,Variant,Time,PopTotal\n578,NOR,Norway,Estimates,2020,5350\n"
        "578,NOR,Norway,Medium,2022,5400\n578,NOR,Norway,Medium,2050,6150\n",
        ["flag estimated", "", "flag projected"],
    ),
}


@pytest.fixture
def ledger(project, monkeypatch):
    """A project with every table of statistics, in which commands are run."""
    add_tables(project.root, series=SERIES, observations=OBSERVATIONS, checks=CHECKS, names=NAMES)
    monkeypatch.chdir(project.root)
    return project


NAMES = "kind,name,code,label,remark\n" + "".join(
    f"{kind},{name},{code},,\n"
    for kind, name, code in [
        *(("party", name, code) for name, code in (("Norland", "NOR"), ("Sudland", "SWE"), ("Estland", "EST"))),
        *(("party", name, code) for name, code in (("euro area", "XEA"), ("world", "XWO"))),
        *(("unit", name, name) for name in ("USD", "EUR")),
        *(("unit", name, "") for name in ("masks", "persons")),
    ]
)


def rows(project, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((project.root / f"data/{table}.csv").read_text(encoding="utf-8"))))


def added(project) -> dict[str, dict[str, str]]:
    known = {row["series"] for row in csv.DictReader(io.StringIO(SERIES))}
    return {row["series"]: row for row in rows(project, "series") if row["series"] not in known}


def values(project, series: str) -> dict[str, str]:
    return {row["period"]: row["value"] for row in rows(project, "observations") if row["series"] == series}


OFFICE = "http://schemas.openxmlformats.org"
SHEETS = f"xmlns='{OFFICE}/spreadsheetml/2006/main' xmlns:r='{OFFICE}/officeDocument/2006/relationships'"
RELATION = (
    f"<Relationships xmlns='{OFFICE}/package/2006/relationships'><Relationship Id='r1' "
    f"Type='{OFFICE}/officeDocument/2006/relationships/{{}}' Target='{{}}'/></Relationships>"
)


def packed(**members: str) -> bytes:
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w") as archive:
            for name, text in members.items():
                archive.writestr(name, text)
        return file.getvalue()


# The ECB's portal, with what it says after each value; the same without the name of the series.
ECB_ABOUT = "OBS_STATUS,TIME_FORMAT,COLLECTION,SOURCE_AGENCY,TITLE,TITLE_COMPL,UNIT,UNIT_MULT"
ECB_KEY = (
    f"KEY,FREQ,REF_AREA,BOP_ITEM,TIME_PERIOD,OBS_VALUE,{ECB_ABOUT}\n"
    "BPS.A.NO.GS,A,NO,GS,2020,88.5,A,P1Y,S,4F0,Exports of goods,Exports of goods from Norway,EUR,6\n"
    "BPS.A.NO.GS,A,NO,GS,2021,99.5,A,P1Y,S,4F0,Exports of goods,Exports of goods from Norway,EUR,6\n"
)
ECB_NO_KEY = "\n".join(line.partition(",")[2] for line in ECB_KEY.splitlines()) + "\n"
EUROSTAT_NAMED = (
    "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,Time frequency,unit,Unit of measure,geo,Reporting,TIME_PERIOD,Time,"
    "OBS_VALUE,Observation value\n"
    "dataflow,ESTAT:TPS00001(1.0),Population on 1 January - total,A,Annual,NR,Number,NO,Norway,2020,,5367580,\n"
)
UN_ML = """<m:StructureSpecificData xmlns:m="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message"
 xmlns:c="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common" xmlns:x="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:s="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific" xmlns:n="urn:n"><m:Header><m:ID>U</m:ID>
 <m:Test>false</m:Test><m:Prepared>2024-06-21T23:00:00</m:Prepared><m:Sender id="UNSD"/><m:Structure structureID="S1"
 namespace="urn:n" dimensionAtObservation="TIME_PERIOD"><c:Structure><Ref agencyID="UNSD" id="COUNTRY_DATA" version="1.0"/>
 </c:Structure></m:Structure></m:Header><m:DataSet s:structureRef="S1" x:type="n:DataSetType"><Series FREQ="A"
 SERIES="POP" REF_AREA="578" UNIT="PERS" UNIT_MULT="3"><Obs TIME_PERIOD="2020" OBS_VALUE="5379"/></Series></m:DataSet>
</m:StructureSpecificData>"""
ECB_FOUND = ("EUR", "unknown", "European Central Bank")
CASES = {
    "ecb-key.csv": (ECB_KEY, [], "bps-nor", {"2020": "88500000"}, ECB_FOUND),
    "ecb-no-key.csv": (ECB_NO_KEY, [], "exports-of-goods-nor", {"2020": "88500000"}, ECB_FOUND),
    "named.csv": (EUROSTAT_NAMED, ["--area=NOR"], "tps00001-nor", {"2020": "5367580"}, ("persons", "unknown", "Eurostat")),
    "un.xml": (UN_ML, [], "country-data-pop-nor", {"2020": "5379000"}, ("persons", "2024-06-21", "United Nations Statistics Division")),
    "sent.csv": ("Year,Masks sent (thousands)\n2019,131\n2020,44\n", ["--area=NOR"], "masks-sent-nor", {"2020": "44000"}, ("masks", "unknown", "unknown")),
    "world-bank.csv": (WORLD_BANK, ["--area=NOR"], "fi-res-totl-cd-nor", {"2013": "58283077123.4"}, ("USD", "2024-06-28", "World Bank")),
    "databank.csv": (DATABANK, [], "ny-gdp-mktp-kd-zg-nor", {"2013": "1.03"}, ("percent", "2024-06-28", "World Bank")),
    "owid.csv": (OWID, ["--area=NOR"], "new-deaths-nor", {"2020": "7"}, ("persons", "2024-08-02", "Our World in Data")),
    "fred.csv": (FRED, ["--area=NOR", "--unit=USD"], "tresegnom052n-nor", {"2018-03": "106.07"}, ("USD", "unknown", "Federal Reserve Bank of St. Louis (FRED)")),
    "imf.csv": (SDMX_1, [], "irfcl-rafa-usd-nor", {"2014-12": "64100250000"}, ("USD", "unknown", "International Monetary Fund")),
    "un.csv": (SDMX_2, ["--unit=persons"], "tour-arr-nor", {"2020": "4000"}, ("persons", "unknown", "Eurostat")),
    "estat_nama.tsv": (EUROSTAT, [], "nama-b1gq-nor", {"2020-01/2020-03": "88000000000"}, ("EUR", "unknown", "Eurostat")),
    "WPP2022_Total.csv": (WPP, [], "population-nor", {"2050": "6150000"}, ("persons", "2022", "UN DESA")),
    "masks.csv": (PLAIN, ["--area=NOR", "--unit=masks"], "masks-imported-nor", {"2020-04": "2500000"}, ("masks", "unknown", "unknown")),
    "ecb.xml": (SDMX_ML, [], "exr-exports-nor", {"2014": "142500000"}, ("EUR", "2024-07-01", "European Central Bank")),
    "imf.xml": (COMPACT, [], "irfcl-rafa-nor", {"2014": "64000500000"}, ("USD", "2024-07-01", "International Monetary Fund")),
}  # fmt: skip


def spreadsheet(text: str) -> bytes:
    """Return the rows of a CSV text as a workbook."""
    cells = "".join(
        "<row>" + "".join(f"<c t='inlineStr'><is><t>{escape(cell)}</t></is></c>" for cell in row) + "</row>"
        for row in csv.reader(io.StringIO(text))
    )
    return packed(
        **{
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": RELATION.format("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f"<workbook {SHEETS}><sheets><sheet name='Data' sheetId='1' r:id='r1'/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels": RELATION.format("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": f"<worksheet {SHEETS}><sheetData>{cells}</sheetData></worksheet>",
        }
    )


# The same tables as their publishers pack them.
PACKED = {
    "api_nor.zip": (packed(**{"API_1.csv": WORLD_BANK, "Metadata_Indicator_API_1.csv": "INDICATOR_CODE\nX\n"}), "world-bank.csv"),
    "world-bank.xlsx": (spreadsheet(WORLD_BANK), "world-bank.csv"),
    "estat_nama.tsv.gz": (gzip.compress(EUROSTAT.encode()), "estat_nama.tsv"),
    "fred.csv.gz": (gzip.compress(FRED.encode()), "fred.csv"),
    "deaths.zip": (packed(**{"owid.csv": OWID, "owid.metadata.json": json.dumps(OWID_METADATA)}), "owid.csv"),
}  # fmt: skip
# A figure that prints what a file says: words and unit.
FIGURE = "north-2020-9,12,{words},1,{measure},other,Norland,,{value},{value},,{unit},{period},actual,,,plain,,,\n"
PRINTED = {"USD": "${}", "EUR": "€{}", "percent": "{} percent"}


@pytest.mark.parametrize("name", PACKED)
def test_a_packed_table_holds_what_it_holds_unpacked(ledger, name):
    content, plain = PACKED[name]
    (ledger.root / name).write_bytes(content)
    ledger.write(plain, CASES[plain][0])
    ledger.write("owid.metadata.json", json.dumps(OWID_METADATA))
    packed_series, plain_series = (formats.load(ledger.root / file) for file in (name, plain))
    assert packed_series[0] == plain_series[0]
    held = [
        [(one.title, one.code, one.unit, one.vintage, [value.value for value in one.observations]) for one in found]
        for _, found in (packed_series, plain_series)
    ]
    assert held[0] == held[1] != []


@pytest.mark.parametrize("name", CASES)
def test_a_file_of_each_format_becomes_a_series_is_tied_and_gives_a_verdict(ledger, capsys, name):
    text, options, series, expected, (unit, vintage, publisher) = CASES[name]
    ledger.write(name, text)
    if name == "owid.csv":
        ledger.write("owid.metadata.json", json.dumps(OWID_METADATA))
    assert main(["series", *options, name]) == 0
    row = added(ledger)[series]
    assert values(ledger, series).items() >= expected.items()
    assert (row["unit"], row["vintage"], row["publisher"]) == (unit, vintage, publisher)

    ((period, value),) = expected.items()
    words = PRINTED.get(unit, "{} " + unit).format(value)
    known = (ledger.root / "data/figures/north-2020.csv").read_text(encoding="utf-8")
    figure = FIGURE.format(words=words, measure=row["title"].replace(",", ""), value=value, unit=unit, period=period)
    ledger.write("data/figures/north-2020.csv", known + figure)
    capsys.readouterr()
    assert main(["tie", "north-2020-9"]) == 0
    offered = capsys.readouterr().out
    assert f"1. {series}@{period}: " in offered
    assert main(["tie", "--choice=1", "north-2020-9"]) == 0
    assert "north-2020-9: agrees (" in capsys.readouterr().out
    assert check.faults() == []


FAR = '<worksheet><sheetData><row><c r="A1"><v>1</v></c><c s="1" r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><m:X xmlns:m="y">secret &b;</m:X>'
)
TRAPS = {
    "a sheet with a cell far from the others": (
        "far.xlsx",
        packed(**{"xl/worksheets/sheet1.xml": FAR}),
        "a cell far from",
    ),
    "a packed file without end": (
        "much.csv.gz",
        gzip.compress(b"period,Cases\n" + b"0" * 2000),
        "unpacks to more than",
    ),
    "a torn packed file": ("torn.csv.gz", gzip.compress(b"period,Cases\n2020,5\n")[:-9], "expected CSV"),
    "a packed file with other bytes": ("odd.csv.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\0\xff\xff\xff\xff", "expected CSV"),
    "a text in Latin-1": (
        "l.csv",
        "date,value\n2020,caf\xe9\n".encode("latin-1"),
        "the byte 0xe9 in line 2 is not UTF-8",
    ),
    "an empty file": ("e.csv", b"", "the file is empty; expected World Bank"),
    "XML that is no data": ("x.xml", LAUGHS.encode(), "expected SDMX-ML"),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_file_made_to_break_its_reader_is_named_with_what_is_wrong(ledger, tmp_path, capfd, monkeypatch, name):
    file, content, said = TRAPS[name]
    monkeypatch.setattr(sheets, "LIMIT", 1000)
    (tmp_path / file).write_bytes(content)
    assert main(["series", str(tmp_path / file)]) == 2
    out, err = capfd.readouterr()
    assert said in err
    assert file in err
    assert "secret" not in out + err


def test_a_zip_and_a_packed_tsv_are_read_as_what_they_hold(ledger, tmp_path):
    about = 'INDICATOR_CODE,INDICATOR_NAME,SOURCE_NOTE,SOURCE_ORGANIZATION\nFI.RES.TOTL.CD,Reserves,,"IMF, IFS"\n'
    (tmp_path / "wb.zip").write_bytes(packed(**{"API_1.csv": WORLD_BANK, "Metadata_Indicator_API_1.csv": about}))
    (tmp_path / "estat_nama.tsv.gz").write_bytes(gzip.compress(EUROSTAT.encode()))
    (tmp_path / "owid.zip").write_bytes(
        packed(**{"deaths.csv": OWID, "deaths.metadata.json": json.dumps(OWID_METADATA)})
    )
    bank, eurostat, deaths = (formats.load(tmp_path / name)[1] for name in ("wb.zip", "estat_nama.tsv.gz", "owid.zip"))
    assert bank[0].remark == "Source named there: IMF, IFS"
    assert [one.area for one in eurostat] == ["NO"]
    assert (deaths[0].unit, deaths[0].vintage) == ("persons", "2024-08-02")


def test_a_rate_of_the_european_central_bank_is_of_two_currencies(ledger, tmp_path):
    header = "FREQ,CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE,SOURCE_AGENCY,TITLE,UNIT,UNIT_MULT"
    (tmp_path / "rate.csv").write_text(f"{header}\nA,SEK,EUR,2020,10.4848,4F0,Swedish krona/Euro,SEK,0\n")
    ((rate,),) = [formats.load(tmp_path / "rate.csv")[1]]
    assert (rate.unit, rate.area_name, rate.partner, rate.code) == ("SEK per EUR", "Eurozone", "SE", "A.SEK.EUR")
    assert rate.publisher == "European Central Bank"


def test_a_series_is_tied_and_gives_a_verdict_by_commands_alone(ledger, capsys):
    ledger.write("cases.csv", "period,Cases of the disease (persons)\n2020-03-24,63928\n")
    assert main(["series", "--area=SWE", "cases.csv"]) == 0
    assert main(["tie", "south-2021-2"]) == 0
    assert "1. cases-of-the-disease-swe@2020-03-24: 63928" in capsys.readouterr().out
    assert main(["tie", "--choice=1", "south-2021-2"]) == 0
    assert "south-2021-2: agrees" in capsys.readouterr().out
    assert [row["check"] for row in rows(ledger, "checks") if row["figure"] == "south-2021-2"] == ["south-2021-2-a"]
    assert main(["tie", "south-2021-2"]) == 0
    assert "; tied already" in capsys.readouterr().out
    for words, said in (
        (["--choice=1", "south-2021-2"], "is tied already, by south-2021-2-a"),
        (["--choice=case-of-the-disease-swe@2020", "south-2021-2"], "did you mean “cases-of-the-disease-swe”"),
        ([], "FIGURE: nothing; expected a figure’s id"),
    ):
        assert main(["tie", *words]) == 2
        assert said in capsys.readouterr().err
    assert main(["check"]) == 0


def test_a_tie_to_what_speaks_of_something_else_is_written_with_a_warning(ledger, capsys):
    ledger.write("births.csv", "period,Births (persons)\n2020-03-24,63928\n")
    assert main(["series", "--area=SWE", "births.csv"]) == 0
    (made,) = [row["series"] for row in rows(ledger, "series") if row["title"].startswith("Births")]
    assert main(["tie", f"--choice={made}@2020-03-24", "--definition=other", "south-2021-2"]) == 2
    assert "REMARK: nothing; say what the statistic means otherwise" in capsys.readouterr().err
    assert main(["tie", f"--choice={made}@2020-03-24", "south-2021-2"]) == 0
    assert "speaks of “cases”, which the figure measures" in capsys.readouterr().err
    (check,) = [row for row in rows(ledger, "checks") if row["series"] == made]
    assert check["figure"] == "south-2021-2"
    chosen = tie.Choice(made, "2020-03-24", "", "", "level", "own")
    for measure, definition, warned in (("cases", "same", True), ("cases", "other", False), ("births", "same", False)):
        assert bool(tie.misfit({**tie.figure("south-2021-2"), "measure": measure}, chosen, definition)) is warned


def test_a_newer_edition_keeps_the_older_one_and_its_ties(ledger, capsys):
    old = "period,Reserves (USD billion)\n2013-12,3.1\n2014-12,3.9\n"
    said = ["--area=NOR", "--name=fx", "--publisher=Bank of Norland"]
    ties = [line for line in CHECKS.splitlines() if not line.startswith("north-2020-1-")]
    ledger.write("data/checks.csv", "\n".join([*ties, "north-2020-1-a,north-2020-1,,,,,,,,no statistic held,,"]) + "\n")
    ledger.write("old.csv", old)
    ledger.write("same.csv", old + "2015-12,4.2\n")
    ledger.write("new.csv", old.replace("3.9", "4.4"))
    assert main(["series", *said, "--vintage=2015", "--series=new", "old.csv"]) == 0
    assert main(["tie", "--choice=fx-nor@2014-12", "north-2020-1"]) == 0
    capsys.readouterr()
    assert main(["series", *said, "same.csv"]) == 0
    assert "fx-nor: held already, 1 new period" in capsys.readouterr().out
    commit(ledger.root)
    assert main(["series", *said, "--vintage=2024", "new.csv"]) == 0
    assert values(ledger, "fx-nor") == {"2013-12": "3100000000", "2014-12": "3900000000", "2015-12": "4200000000"}
    assert values(ledger, "fx-2024-nor")["2014-12"] == "4400000000"
    assert [row["series"] for row in rows(ledger, "checks") if row["figure"] == "north-2020-1"][-1] == "fx-2024-nor"
    assert "north-2020-1: revised empty → " in capsys.readouterr().out
    assert main(["diff"]) == 0
    told = capsys.readouterr().out
    assert "verdict" in told and "north-2020-1" in told, told


def commit(folder) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "all"]):
        subprocess.run(["git", *identity, *words], cwd=folder, timeout=60, check=True)


def test_verdicts_are_approved_by_a_command(ledger, capsys):
    assert main(["approve"]) == 0
    assert "north-2020-1 “almost $4 billion”, because of: new" in capsys.readouterr().out
    assert main(["approve"]) == 0
    assert capsys.readouterr().out == "No verdict and no cell differs from the approved ones.\n"


@pytest.mark.parametrize(
    ("name", "content", "options", "message"),
    [
        ("none.csv", None, [], "No such file"),
        ("text.csv", "Dear reader,\nthere are not numbers here.\n", [], "expected World Bank"),
        ("broken.zip", "no zip", [], "expected CSV, TSV, XLSX"),
        ("unit.csv", "period,Things\n2020,1\n", ["--area=NOR"], "give it, UNIT=persons"),
        ("area.csv", "period,Masks (persons)\n2020,1\n", [], "give its ISO 3166-1 code"),
        ("twice.csv", "period,Masks (persons)\n2020,1\n2020,2\n", ["--area=NOR"], "expected one value per period"),
        ("month.csv", "period,Masks (persons)\n2020-13,1\n2020-12,1\n2020-13,1\n", ["--area=NOR"], "month"),
    ],
)
def test_what_cannot_be_imported_is_named_and_changes_nothing(ledger, capsys, name, content, options, message):
    before = {path: path.read_bytes() for path in (ledger.root / "data").rglob("*.csv")}
    if content is not None:
        ledger.write(name, content)
    status = main(["series", *options, name])
    if name != "month.csv":
        assert status == 2
        assert message in capsys.readouterr().err
        assert before == {path: path.read_bytes() for path in (ledger.root / "data").rglob("*.csv")}


@each_case(
    ("text", "period"),
    [
        ("2020", "2020"),
        ("2020M03", "2020-03"),
        ("2020-Q2", "2020-04/2020-06"),
        ("2020-S2", "2020-07/2020-12"),
        ("2020-W01", "2019-12-30/2020-01-05"),
        ("1950-1955", "1950/1955"),
        ("2014 [YR2014]", "2014"),
        ("Mar 2020", "2020-03"),
        ("2020-03-24T00:00:00", "2020-03-24"),
    ],
)
def test_periods_are_written_in_edtf(text, period):
    assert reading.period(text) == period


@each_case(
    ("words", "unit", "multiplier"),
    [
        ("MIO_EUR", "EUR", 1_000_000),
        ("US$ billions", "USD", 1_000_000_000),
        ("Population (thousands)", "persons", 1_000),
        ("GDP growth (annual %)", "percent", 1),
        ("Exports of goods (% of GDP)", "percent", 1),
        ("Deaths ('000)", "persons", 1_000),
        ("Imports (1,000 USD)", "USD", 1_000),
        ("things", "", 1),
        ("Exports, million CHF", "CHF", 1_000_000),
        ("Price in KRW", "KRW", 1),
        ("Swiss francs per tonne, thousands", "CHF", 1_000),
        ("Area in hectares", "hectares", 1),
        ("Emissions (kt)", "tonnes", 1_000),
        ("Medals won", "", 1),
        ("Exports (ALL COUNTRIES)", "", 1),
        ("Yield in kg/ha", "", 1),
    ],
)
def test_units_are_read_from_words(words, unit, multiplier):
    assert units.unit(words) == (unit, multiplier)


def test_a_row_that_is_new_in_the_table_of_units_is_read_from_a_title(monkeypatch):
    monkeypatch.setitem(measures.NAMES, "florins", measures.Unit("XFL", 1.0, "currency"))
    assert units.unit("Exports, billion florins") == ("XFL", 1_000_000_000)


@pytest.mark.parametrize(("code", "name", "area"), [("CN", "", "CHN"), ("EL", "", "GRC"), ("578", "", "NOR"), ("WLD", "World", "XWO"), ("ARB", "Arab World", "")])  # fmt: skip
def test_areas_are_known_by_their_codes_or_by_the_ledgers_names(ledger, code, name, area):
    assert reading.area(code, name) == area


def imported(project, name: str, text: str, *options: str) -> int:
    project.write(name, text)
    return main(["series", *options, name])


OPTIONS = ["--area=NOR", "--publisher=Office of Norland"]


def test_another_statistic_of_one_publisher_area_and_unit_is_no_newer_edition(ledger, capsys):
    assert (
        imported(ledger, "a.csv", 'Year,"Visitors from Sudland to Norland (persons)"\n2016,5\n2017,6\n', *OPTIONS) == 0
    )
    assert imported(ledger, "b.csv", 'Year,"Births (persons)"\n2016,7\n2017,8\n', *OPTIONS) == 0
    assert "newer edition" not in capsys.readouterr().out
    assert {row["revised"] for row in added(ledger).values()} == {"no"}
    assert imported(ledger, "WPP2022_Total.csv", WPP) == 0
    assert imported(ledger, "WPP2022_OtherVariants.csv", WPP.replace("Medium", "High").replace("6150", "7150")) == 0
    assert "newer edition" not in capsys.readouterr().out
    assert values(ledger, "population-nor")["2050"] == "6150000"


def test_what_is_only_like_a_held_series_is_asked_for_not_assumed(ledger, capsys):
    assert imported(ledger, "a.csv", "Year,Arrivals of visitors (persons)\n2016,5\n2017,6\n", *OPTIONS) == 0
    later = "Year,Arrivals of the visitors (persons)\n2016,5\n2017,7\n"
    before = rows(ledger, "series")
    assert imported(ledger, "b.csv", later, *OPTIONS) == 2
    said = capsys.readouterr().err
    assert "b.csv, column Arrivals of the visitors (persons): " in said
    assert "SERIES=arrivals-of-visitors-nor says that it is a newer edition" in said
    assert rows(ledger, "series") == before
    assert imported(ledger, "b.csv", later, *OPTIONS, "--series=arrivals-of-visitor-nor") == 2
    assert "did you mean “arrivals-of-visitors-nor”?" in capsys.readouterr().err
    assert imported(ledger, "b.csv", later, *OPTIONS, "--series=arrivals-of-visitors-nor") == 0
    assert "a newer edition of arrivals-of-visitors-nor" in capsys.readouterr().out
    assert imported(ledger, "c.csv", later.replace("7", "9"), *OPTIONS, "--series=new", "--name=other") == 0
    assert "edition of" not in capsys.readouterr().out


def test_a_file_that_names_no_publisher_is_an_edition_of_no_series_unless_its_values_are(ledger, capsys):
    text = "Year,Ships (persons)\n2016,5\n2017,6\n"
    assert imported(ledger, "a.csv", text, "--area=NOR") == 0
    assert imported(ledger, "a.csv", text + "2018,7\n", "--area=NOR") == 0
    assert "1 new period" in capsys.readouterr().out
    assert imported(ledger, "a.csv", text.replace("6", "8"), "--area=NOR") == 2
    assert "no publisher that is named" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "unit", "times"),
    [
        ("billions of USD", "USD", 10**9),
        ("billion US dollars", "USD", 10**9),
        ("US$ million", "USD", 10**6),
        ("thousand persons", "persons", 1000),
        ("MEUR", "EUR", 10**6),
        ("masks", "masks", 1),
        ("percent", "percent", 1),
    ],
)
def test_the_scale_of_a_stated_unit_is_applied(ledger, words, unit, times):
    assert imported(ledger, "a.csv", "Year,Things\n2016,5\n2017,6.5\n", "--area=NOR", f"--unit={words}") == 0
    assert added(ledger)["things-nor"]["unit"] == unit
    assert values(ledger, "things-nor") == {"2016": f"{5 * times}", "2017": numbers.plain(Decimal("6.5") * times)}


def test_an_unknown_unit_is_named_with_the_nearest_and_a_scale_is_not_applied_twice(ledger, capsys):
    text = "Year,Masks sent (million masks)\n2016,5\n"
    assert imported(ledger, "a.csv", text, "--area=NOR", "--unit=mask pieces") == 2
    assert "UNIT: “mask pieces” is not a unit that is known; did you mean “masks”?" in capsys.readouterr().err
    assert imported(ledger, "a.csv", text, "--area=NOR", "--unit=million masks") == 0
    assert values(ledger, "masks-sent-nor") == {"2016": "5000000"}


def test_a_missing_first_value_of_any_kind_leaves_the_header(ledger):
    for cell in ("n/a", "NA", "..", "…", ":", "-", "", ": c", ": z", ":z", "n.a.", "–", "(:)"):
        ledger.write("a.csv", f"Year,Tourists (persons)\n2016,{cell}\n2017,6 p\n")
        (one,) = formats.load(ledger.root / "a.csv")[1]
        assert (one.title, [(value.period, value.value) for value in one.observations]) == (
            "Tourists (persons)",
            [("2017", 6)],
        ), cell


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Year,Tourists\n2016,abc\n2017,5\n", "a.csv, row 2, column Tourists: 'abc'; expected a number"),
        ("Year,Tourists\n2016,5\n\n2017,6.5.1\n", "a.csv, row 4, column Tourists: '6.5.1'"),
        ("Year,Tourists\n2016,5 mn\n", "give the scale in UNIT="),
        ("Year,Tourists\n13/2018,5\n2017,6\n", "row 2, the period: 2018-13; expected a month"),
        ("Year,Tourists\nFoo-18,5\n", "row 2, the period: Foo 18; expected a month by its"),
        ("Year,Tourists\n2016,5\n2O17,6\n", "row 3, the period: '2O17'"),
        ("Year,Tourists\n03/04/2018,5\n", "day or month first?"),
        ("Jahr;Besucher\n2017;100.500\n2018;101.000\n", "'100.500' may be 100500 or 100.500"),
        ("Jahr;Besucher\n2017;1,5\n2018;2.5\n", "a decimal comma"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_by_file_row_and_column(ledger, capsys, text, said):
    assert imported(ledger, "a.csv", text, "--area=NOR", "--unit=persons") == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("name", ["junk.xlsx", "junk.zip", "junk.csv"])
def test_a_file_that_cannot_be_read_is_named_with_its_folder(ledger, capsys, name):
    (ledger.root / "downloads").mkdir()
    (ledger.root / "downloads" / name).write_bytes(b"\x00\xff junk")
    assert main(["series", f"downloads/{name}", "--area=NOR"]) == 2
    assert capsys.readouterr().err.startswith(f"downloads/{name}: ")


@pytest.mark.parametrize(
    ("text", "options", "value"),
    [
        ("Jahr;Besucher\n2017;100.500\n2018;1.101.000\n", [], "100500"),
        ("Jahr;Besucher\n2017;100.500\n2018;99,5\n", [], "100500"),
        ("Jahr;Besucher\n2017;100.500\n", ["--decimal=,"], "100500"),
        ("Jahr;Besucher\n2017;100.500\n", ["--decimal=."], "100.5"),
        ('Year,Visitors\n2017,"100,500"\n', [], "100500"),
        ("Year;Visitors\n2017;100,500\n2018;0.5\n", [], "100500"),
        ("Jahr;Besucher\n2017;1,5\n", [], "1.5"),
        ("Jahr;Besucher\n2017;1’000’500,5\n", [], "1000500.5"),
    ],
)
def test_points_and_commas_are_read_by_all_numbers_of_a_file(ledger, text, options, value):
    assert imported(ledger, "a.csv", text, "--area=NOR", "--unit=persons", "--name=x", *options) == 0
    assert values(ledger, "x-nor")["2017"] == value


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_where_a_number_was_read_counts_blank_rows(ledger, name):
    text = "Title of it\n\n\nYear,Masks sent (masks)\n2016,5\n\n2017,6\n"
    (ledger.root / name).write_bytes(spreadsheet(text) if name.endswith("xlsx") else text.encode())
    assert main(["series", "--area=NOR", name]) == 0
    read = [row["where_read"] for row in rows(ledger, "observations") if row["series"] == "masks-sent-nor"]
    assert [place.rpartition(", ")[2] for place in read] == ["row 5", "row 7"]


@pytest.mark.parametrize("stated", ["--publisher=Another Agency", "--dataset=Another survey"])
@pytest.mark.parametrize("values_", [("5", "6"), ("50", "60")])
def test_what_another_publisher_or_data_set_says_leaves_a_held_series_as_it_is(ledger, capsys, stated, values_):
    held = ["--area=NOR", "--unit=tonnes", "--title=Catch", "--publisher=Office of Norland", "--dataset=Fish"]
    assert imported(ledger, "a.csv", "Year,Catch\n2016,5\n2017,6\n", *held, "--name=catch") == 0
    before = [row for row in rows(ledger, "series") if row["series"] == "catch-nor"], values(ledger, "catch-nor")
    text = "Year,Catch\n2016,{}\n2017,{}\n".format(*values_)
    status = imported(ledger, "b.csv", text, *held, stated, "--vintage=2025-06", "--licence=ODbL", "--name=again")
    assert (
        [row for row in rows(ledger, "series") if row["series"] == "catch-nor"],
        values(ledger, "catch-nor"),
    ) == before
    printed = capsys.readouterr()
    assert "held already" not in printed.out
    assert (status, "SERIES=catch-nor" in printed.err) in ((0, False), (2, True)), printed


def test_what_is_said_after_an_import_corrects_the_row(ledger, capsys):
    text = "Year,Exports of masks (persons)\n2016,5\n2017,6\n"
    assert imported(ledger, "a.csv", text, *OPTIONS) == 0
    assert imported(ledger, "a.csv", text, *OPTIONS, "--kind=point") == 0
    assert "exports-of-masks-nor: held already; corrected: kind flow → point" in capsys.readouterr().out
    assert imported(ledger, "a.csv", text, *OPTIONS, "--kind=point", "--unit=thousand masks") == 0
    assert "corrected: unit persons → masks, 2 values" in capsys.readouterr().out
    assert imported(ledger, "a.csv", text, *OPTIONS, "--kind=point", "--unit=thousand masks", "--title=Masks sold") == 2
    assert (
        "SERIES=exports-of-masks-nor says that it is a newer edition of that, or corrects it" in capsys.readouterr().err
    )
    again = [*OPTIONS, "--kind=point", "--unit=thousand masks", "--title=Masks sold", "--series=exports-of-masks-nor"]
    assert imported(ledger, "a.csv", text, *again) == 0
    expected = {"kind": "point", "unit": "masks", "title": "Masks sold"}
    assert added(ledger)["exports-of-masks-nor"].items() >= expected.items()
    assert values(ledger, "exports-of-masks-nor") == {"2016": "5000", "2017": "6000"}
    assert len(added(ledger)) == 1


@pytest.mark.parametrize(
    ("text", "options"),
    [
        # Another publisher that counts the same, and one that counts ten times as much.
        ("Year,Exports of masks (persons)\n2016,5\n2017,6\n", ["--publisher=Another Agency", "--vintage=2025"]),
        ("Year,Exports of masks (persons)\n2016,50\n2017,60\n", ["--publisher=Another Agency", "--dataset=Survey"]),
        # A thousandth of it in another data set, by what would be the file's own unit.
        ("Year,Exports of masks\n2016,5\n2017,6\n", ["--unit=thousand persons", "--dataset=Survey"]),
    ],
)
def test_another_file_corrects_no_held_series(ledger, text, options):
    assert imported(ledger, "a.csv", "Year,Exports of masks (persons)\n2016,5\n2017,6\n", *OPTIONS) == 0
    before = added(ledger)["exports-of-masks-nor"], values(ledger, "exports-of-masks-nor")
    imported(ledger, "b.csv", text, *OPTIONS, *options)
    assert (added(ledger)["exports-of-masks-nor"], values(ledger, "exports-of-masks-nor")) == before


def test_a_row_without_a_cell_that_its_format_has_is_bad_input(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("lake,level\nEyre\n", encoding="utf-8")
    short = ("Board of Lakes", lambda sheet: True, lambda sheet: (row[1] for row in sheet.rows[1:]))
    monkeypatch.setattr(formats, "FORMATS", [short])
    with pytest.raises(InputError, match=r"a\.csv: a row without a cell that Board of Lakes has there"):
        formats.load(tmp_path / "a.csv")


def test_a_title_that_is_a_code_is_said_and_given_in_words(ledger, capsys):
    assert imported(ledger, "f.csv", FRED, "--area=NOR", "--unit=USD") == 0
    assert 'TITLE="…" gives it words' in capsys.readouterr().out
    assert imported(ledger, "f.csv", FRED, "--area=NOR", "--unit=USD", "--title=Reserves without gold") == 0
    assert added(ledger)["tresegnom052n-nor"]["title"] == "Reserves without gold"


def test_the_command_without_a_file_says_what_is_missing(capsys):
    assert main(["series", ""]) == 2
    assert "FILE: nothing; expected a publisher’s file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("short", "code"), [("DE", "DEU"), ("MM", "MMR"), ("CD", "COD"), ("FR", "FRA"), ("TL", "TLS"), ("YE", "YEM")]
)
def test_a_country_that_has_had_two_codes_goes_by_that_of_today(project, short, code):
    assert reading.area(short, "") == code


@pytest.mark.parametrize("name", FLAGGED)
def test_a_flag_after_a_number_is_kept_beside_it(ledger, name):
    text, expected = FLAGGED[name]
    ledger.write(name, text)
    (one,) = formats.load(ledger.root / name)[1]
    assert [f"flag {value.flag}" if value.flag else "" for value in one.observations] == expected


def test_rows_of_our_world_in_data_that_are_no_areas_are_passed_over_by_name(ledger):
    ledger.write("owid.csv", OWID + "High-income countries,,2020,5\nKosovo (old),OWID_KOS,2020,6\n")
    found = formats.load(ledger.root / "owid.csv")[1]
    assert [one.area_name for one in found if one.area_name.startswith(("High", "Kosovo"))] == []
    assert "passed over, as no areas with a code: " in found[0].notes[0]


def test_an_imported_series_says_what_its_values_may_be_and_which_stand_out(ledger):
    values = {2014: 10.2, 2015: 10.4, 2016: -10.3, 2017: 10.1, 2018: 10.3}
    table = "".join(f"{year},{value}\n" for year, value in values.items())
    ledger.write("growth.csv", f"Year,Change in exports (persons)\n{table}")
    collected = json.loads((ledger.root / "data/datapackage.json").read_text(encoding="utf-8"))["created"]
    ledger.change("data/datapackage.json", f'"created": "{collected}"', '"created": "2020-01-01"')
    assert main(["series", "--area=SWE", "--vintage=2024", "growth.csv"]) == 0
    # Of an edition younger than the tables they are put together now.
    assert '"2020-01-01"' not in (ledger.root / "data/datapackage.json").read_text(encoding="utf-8")
    (made,) = added(ledger).values()
    assert made["limits"] == "none"
    said = {row["period"]: row["remark"] for row in rows(ledger, "observations") if row["series"] == made["series"]}
    assert {year for year, remark in said.items() if remark} == {"2016"}
    assert said["2016"].startswith("Stands out")


def test_a_tie_brings_the_row_that_says_what_its_series_measures(ledger):
    add_tables(
        ledger.root,
        measures="measure,series,definition\nforeign exchange reserves,reserves-nor,same\n"
        "trade volume,rate-nor,same\nmasks,masks-nor,same\n",
    )
    ledger.change(
        "data/checks.csv", "north-2020-1-b,north-2020-1,reserves-nor,2013-12,,,level,other,,,Gold is left out.,\n", ""
    )
    ledger.write("cases.csv", "period,Cases (persons)\n2020-03-24,63928\n")
    assert main(["series", "--area=SWE", "cases.csv"]) == 0
    (made,) = added(ledger)
    assert main(["tie", f"--choice={made}@2020-03-24", "south-2021-2"]) == 0
    assert rows(ledger, "measures")[-1] == {"measure": "cases", "series": made, "definition": "same"}


def test_values_of_earlier_times_stand_before_those_that_are_held(ledger):
    for years in ((2016, 2018), (2015, 2016, 2017, 2018, 2019)):
        ledger.write("births.csv", "Year,Births (persons)\n" + "".join(f"{year},{100 + year}\n" for year in years))
        assert main(["series", "--area=SWE", "--publisher=Office", "births.csv"]) == 0
    held = [row["period"] for row in rows(ledger, "observations") if row["series"] == "births-swe"]
    assert held == ["2015", "2016", "2017", "2018", "2019"]


def test_metadata_of_our_world_in_data_that_say_nothing_of_a_column_leave_it_its_name(ledger):
    ledger.write("owid.csv", OWID)
    column = OWID.splitlines()[0].split(",")[3]
    for about in (5, {"titleLong": 7, "unit": 3}):
        ledger.write("owid.metadata.json", json.dumps({"columns": {column: about}}))
        assert formats.load(ledger.root / "owid.csv")[0] == "Our World in Data"
