"""Every kind of damage to every cell of a small ledger with its text: `make check` names it, or it says nothing false."""

import csv
import io
import json
from pathlib import Path

import pytest
from damaged import Mutant, mutants

from cited import init
from cited.intake.auditing import audit
from cited.intake.verifying import citing, remarks, rereading
from cited.ledger.rules import check

TEXT = """\
The port of Lindenau

Yearly note of the Harbour Office, published on 5 February 2024

In 2023 Lindenau handled almost 4.2 million tonnes of cargo.[1] Of these 1.3 million tonnes were sent to Sudland in 2023.[1]
About 30 percent of the cargo of Lindenau was sent to Sudland in 2023.
In December 2023 the port of Lindenau employed 1,350 persons, of whom 200 persons were new.
Sudland gave Lindenau $3.5 million (€3.2 million) for a quay on 9 May 2022.
By 2030 Lindenau is expected to handle 5 million tonnes of cargo.
The office counted 4.2 million tonnes of cargo in Lindenau in 2023 once more; the 2 cranes Hans 7 and Grete are of 1998.

Notes
[1] Ann Bly, Ports of the North, Norland Press, 3 March 2023.
[2] The office is that of Lindenau.
"""
TABLES = {
    "figures/port-2024": """\
figure,line,printed,occurrence,measure,theme,actor,counterpart,low,high,hedge,unit,period,basis,notes,repeats,status,remark,stated
port-2024-1,5,almost 4.2 million tonnes,1,cargo handled,cargo,Lindenau,,4200000,4200000,almost,tonnes,2023,actual,1,,plain,,
port-2024-2,5,1.3 million tonnes,1,cargo sent,cargo,Lindenau,Sudland,1300000,1300000,,tonnes,2023,actual,1,,plain,,
port-2024-3,6,About 30 percent,1,share of cargo sent,cargo,Lindenau,Sudland,30,30,about,percent,2023,actual,,,plain,,
port-2024-4,7,"1,350 persons",1,employees of the port,employment,Lindenau,,1350,1350,,persons,2023-12,actual,,,plain,"The office had 1,348 employees in 2023.",
port-2024-5,7,200 persons,1,new employees of the port,employment,Lindenau,,200,200,,persons,2023-12,actual,,,plain,,
port-2024-6,8,$3.5 million,1,gifts for quays,other,Sudland,Lindenau,3500000,3500000,,USD,2022-05-09,actual,,,plain,,
port-2024-7,8,€3.2 million,1,gifts for quays,other,Sudland,Lindenau,3200000,3200000,,EUR,2022-05-09,actual,,port-2024-6,plain,,
port-2024-8,9,5 million tonnes,1,cargo handled,cargo,Lindenau,,5000000,5000000,,tonnes,2030,forecast,,,plain,,
port-2024-9,10,4.2 million tonnes,1,cargo handled,cargo,Lindenau,,4200000,4200000,,tonnes,2023,actual,,,plain,,
port-2024-10,10,2 cranes,1,cranes,other,Lindenau,,2,2,,cranes,1998,actual,,,plain,,
""",
    "numbers/port-2024": "line,printed,occurrence,class,remark\n10,Hans 7,1,label,name of a crane\n",
    "works": """\
work,source,note,line,author,title,publisher,date,remark
port-2024-note-1,port-2024,1,13,Ann Bly,Ports of the North,Norland Press,2023-03-03,
port-2024-note-2,port-2024,2,14,,,,,cites no work
""",
    "relations": """\
relation,kind,figure,other,remark
port-2024-2-a,part,port-2024-2,port-2024-1,The cargo for Sudland is a part of all.
port-2024-5-a,part,port-2024-5,port-2024-4,
""",
    "sources": """\
source,label,author,title,publisher,date,kind,language,licence,remark
port-2024,Port 2024,unknown,The port of Lindenau,Harbour Office,2024-02-05,report,en,unknown,An invented document.
""",
    "names": """\
kind,name,code,label,remark
party,Lindenau,XLN,,Invented.
party,Sudland,XSD,,Invented.
party,euro area,XEA,,Invented.
unit,EUR,,,
unit,USD,,,
unit,USD per EUR,,,
unit,cranes,,,
unit,percent,,,
unit,persons,,,
unit,tonnes,,,
series,cargo-xln,,cargo,
series,employees-xln,,employees,
""",
    "areas": "code,forms,members,remark\nXLN,Lindenauer,,\nXSD,Sudlander,,\n",
    "themes": "theme,words,between\ncargo,cargo*; freight*,to\nemployment,employ*; worker*,\n",
    "synonyms": "word,words\ncargo,freight; goods\n",
    "series": """\
series,title,area,partner,unit,kind,publisher,dataset,code,vintage,licence,remark,address,revised,limits
cargo-sent-xln-xsd,Cargo sent from Lindenau to Sudland,XLN,XSD,tonnes,flow,Office for Trade of Lindenau,Cargo by country,T2,2024-01,unknown,,https://example.org/cargo,no,
cargo-xln,Cargo handled in Lindenau,XLN,,tonnes,flow,Office for Trade of Lindenau,Cargo,T1,2024-01,unknown,,https://example.org/cargo,no,
employees-xln,Employees of the port of Lindenau,XLN,,persons,end of period,Office for Labour of Lindenau,Labour in transport,,2024-01,unknown,,https://example.org/labour,no,
rate-eur,Dollars for a euro,XEA,,USD per EUR,point,Bank of Sudland,Rates of exchange,,2024-01,unknown,,https://example.org/rates,no,
""",
    "observations": """\
series,period,value,precision,where_read,confidence,remark
cargo-sent-xln-xsd,2022,1190000,10000,https://trade.example.org/cargo,high,
cargo-sent-xln-xsd,2023,1310000,10000,https://trade.example.org/cargo,high,
cargo-xln,2021,3980000,10000,https://trade.example.org/cargo,high,
cargo-xln,2022,4050000,10000,https://trade.example.org/cargo,high,
cargo-xln,2023,4180000,10000,https://trade.example.org/cargo,high,
employees-xln,2022-12,1298,1,https://labour.example.org/labour,high,
employees-xln,2023-12,1348,1,https://labour.example.org/labour,high,
rate-eur,2022-05-09,1.09,0.01,https://bank.example.org/rates,high,
""",
    "measures": """\
measure,series,definition
cargo handled,cargo-xln,same
cargo sent,cargo-sent-xln-xsd,same
employees of the port,employees-xln,same
""",
    "checks": """\
check,figure,series,period,base_series,base_period,how,definition,date,reason,remark,departure
port-2024-1-a,port-2024-1,cargo-xln,2023,,,count,same,,,,
port-2024-2-a,port-2024-2,cargo-sent-xln-xsd,2023,,,count,same,,,,
port-2024-3-a,port-2024-3,,,,,,,,no statistic held,Nobody publishes shares.,
port-2024-4-a,port-2024-4,employees-xln,2023-12,,,count,same,,,,
port-2024-5-a,port-2024-5,,,,,,,,no statistic held,Who is new is not counted.,
port-2024-6-a,port-2024-6,,,,,,,,no statistic held,The giver has no accounts.,
port-2024-7-a,port-2024-7,,,,,,,,no statistic held,The giver has no accounts.,
port-2024-8-a,port-2024-8,cargo-xln,2023,,,count,same,,,,
port-2024-9-a,port-2024-9,cargo-xln,2023,,,count,same,,,,
port-2024-10-a,port-2024-10,,,,,,,,no statistic held,A list of cranes is not held.,
""",
}


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def written(rows: list[dict[str, str]], columns: list[str]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def port(tmp_path_factory) -> tuple[Path, dict[str, list[dict[str, str]]], dict[str, list[str]]]:
    """A project with this ledger and its text: its folder, the rows of each table, and the columns of each."""
    root = tmp_path_factory.mktemp("port") / "project"
    layout = dict(init.contents())
    layout[Path("data/texts/port-2024.txt")] = TEXT.encode()
    for path, content in layout.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    package = json.loads((root / "data/datapackage.json").read_text(encoding="utf-8"))
    columns = {
        path.removesuffix(".csv"): [field["name"] for field in resource["schema"]["fields"]]
        for resource in package["resources"]
        for path in ([resource["path"]] if isinstance(resource["path"], str) else resource["path"])
    }
    rows = {name: read(text) for name, text in TABLES.items()}
    sources = Path("data/sources.csv")
    layout |= {sources: TABLES["sources"].encode(), Path("data/texts/port-2024.txt"): TEXT.encode()}
    rows["sources"] = read(init._completed(layout, sources, columns["sources"]).decode())
    for name, of in rows.items():
        rows[name] = [{column: row.get(column) or "" for column in columns[name]} for row in of]
        (root / f"data/{name}.csv").write_text(written(rows[name], columns[name]), encoding="utf-8")
    return root, rows, columns


def found() -> list[str]:
    """What `make check` says of data and texts; a rule after another, as it does."""
    if faults := check.faults():
        return faults
    audited = audit.audit()
    faults = [*map(str, [*audited.changed, *rereading.faults(), *citing.faults(), *remarks.faults()])]
    return faults + [str(fault) for result in audited.results for fault in result.faults]


# Damage that a program cannot see: what is damaged so says nothing that another cell or the text says as well.
UNSEEN = {
    # Our own words, and what only a person reads out of a sentence that names both.
    "figures/port-2024": {
        "measure": {"a word lost"},
        "counterpart": {"filled"},
        "remark": {"a word lost", "turned", "filled", "emptied"},
    },
    "numbers/port-2024": {"remark": {"a word lost", "emptied"}},
    # What a note need not print.
    "works": {"author": {"emptied"}, "publisher": {"emptied"}, "remark": {"a word lost", "emptied"}},
    "relations": {"remark": {"a word lost", "another row’s", "emptied", "filled", "turned"}},
    "sources": {"label": {"a number in it"}, "remark": {"a word lost", "emptied"}, "lines": {"last digit"}},
    # What no other table repeats of a series: who publishes it where, and of which edition it is.
    "series": {
        "title": {"another row’s", "a word lost", "turned"},
        "area": {"another row’s"},
        "partner": {"filled"},
        "unit": {"another row’s"},
        "kind": {"another row’s"},
        "publisher": {"another row’s", "a word lost"},
        "dataset": {"another row’s", "a word lost", "turned"},
        "code": {"emptied", "another row’s", "a number in it"},
        "vintage": {"a year later", "the month after", "emptied"},
        "address": {"emptied", "another row’s"},
        "revised": {"emptied"},
    },
    # A value that its neighbours do not contradict, and whose figure is none.
    "observations": {
        "period": {
            "another row’s",
            "a year later",
            "ten years before",
            "the month after",
            "the day after",
            "of a month",
        },
        "value": {"last digit", "another row’s", "digits swapped"},
        "precision": {"last digit"},
        "where_read": {"another row’s"},
    },
    "measures": {},
    "checks": {"remark": {"a word lost", "another row’s", "emptied", "filled", "turned"}},
}
# How cells are written is a matter of other tests.
FORM = {
    "letters swapped",
    "in capitals",
    "with a blank",
    "with a wide blank",
    "with a thousands separator",
    "as elsewhere",
}


@pytest.mark.parametrize("table", UNSEEN)
def test_every_kind_of_damage_to_a_cell_is_named_but_what_no_program_can_see(port, monkeypatch, table):
    root, rows, columns = port
    monkeypatch.chdir(root)
    monkeypatch.delenv("CITED_TEXTS", raising=False)
    path, kinds = root / f"data/{table}.csv", dict[tuple[str, str], list[Mutant]]()
    for mutant in mutants({table: rows[table]}):
        if mutant.kind not in FORM and mutant.kind not in UNSEEN[table].get(mutant.column, ()):
            kinds.setdefault((mutant.column, mutant.kind), []).append(mutant)
    sound = path.read_text(encoding="utf-8")
    survivors = []
    try:
        for key, alike in kinds.items():
            # One of each kind: which row is told by its name alone.
            mutant = alike[len("".join(key)) % len(alike)]
            damaged = [
                {**row, mutant.column: mutant.new} if at == mutant.row else row for at, row in enumerate(rows[table])
            ]
            path.write_text(written(damaged, columns[table]), encoding="utf-8")
            if not found():
                survivors.append(mutant)
    finally:
        path.write_text(sound, encoding="utf-8")
    assert survivors == []
    assert found() == [] and len(kinds) > 5
