"""Every kind of bad input, what is done to a sound project, and what the command must say: one table, one test."""

from collections.abc import Callable
from typing import NamedTuple

from conftest import CATALOGUE, NORTH, SOURCES, THEME, WORKS, Project, notebook

FIGURES = "data/figures/north-2020.csv"
NOTEBOOK = "notebooks/theme.ipynb"
LIST = "reports/catalogue.yml"


class Bad(NamedTuple):
    """A bad input: its name, the change that makes it, and the parts of the message that tell it."""

    name: str
    change: Callable[[Project], None]
    message: tuple[str, ...]
    command: tuple[str, ...] = ("build",)


def replaced(path: str, old: str, new: str) -> Callable[[Project], None]:
    return lambda project: project.change(path, old, new)


def written(path: str, text: str) -> Callable[[Project], None]:
    return lambda project: project.write(path, text)


def stored(path: str, content: bytes) -> Callable[[Project], None]:
    return lambda project: (project.root / path).write_bytes(content) and None


def removed(path: str) -> Callable[[Project], None]:
    return lambda project: (project.root / path).unlink()


def cell(old: str, new: str) -> Callable[[Project], None]:
    """Change the first row of the first document's figures."""
    return replaced(FIGURES, f"north-2020-1,3,almost $4 billion,1,{old}", f"north-2020-1,3,almost $4 billion,1,{new}")


ROW = "foreign exchange reserves,reserves,Norland,,4000000000,4000000000,almost,USD,2014,actual,1,,plain,,,"
ENTRY = "reports:\n  - {{path: a, notebook: theme, title: A, answers: A, {}}}\n"

TABLES = [
    Bad("column missing", replaced(FIGURES, "figure,line,printed", "figure,printed"), (FIGURES, "row 1", "`line`")),
    Bad("column twice", replaced(FIGURES, "figure,line,printed", "figure,line,line"), (FIGURES, "row 1")),
    Bad("columns swapped", replaced(FIGURES, "figure,line", "line,figure"), (FIGURES, "row 1", "`figure`")),
    Bad(
        "column unknown",
        replaced(FIGURES, "status,remark,stated,reading", "status,remark,stated,reading,colour"),
        (FIGURES, "row 1", "no such column"),
    ),
    Bad("row too short", cell(ROW, ROW[:-9]), (FIGURES, "row 2", "too few")),
    Bad("row too long", cell(ROW, ROW + ",more"), (FIGURES, "row 2", "too many")),
    Bad("empty line", replaced(FIGURES, "\nnorth-2020-2", "\n\nnorth-2020-2"), (FIGURES, "row 3", "no empty line")),
    Bad("text in low", cell(ROW, ROW.replace(",4000000000,4", ",four,4")), (FIGURES, "row 2", "`low`", "“four”")),
    Bad("NaN in low", cell(ROW, ROW.replace(",4000000000,4", ",NaN,4")), (FIGURES, "row 2", "`low`", "“NaN”")),
    Bad("infinity in high", cell(ROW, ROW.replace(",4000000000,a", ",INF,a")), (FIGURES, "row 2", "`high`", "“INF”")),
    Bad("power of ten in low", cell(ROW, ROW.replace(",4000000000,4", ",4e9,4")), (FIGURES, "row 2", "`low`", "“4e9”")),
    Bad(
        "separators in low",
        cell(ROW, ROW.replace(",4000000000,4", ',"4,000,000,000",4')),
        (FIGURES, "`low`", "4,000,000,000"),
    ),
    Bad(
        "a number of 400 digits",
        cell(ROW, ROW.replace(",4000000000,4", f",{'9' * 400},4")),
        (FIGURES, "row 2", "`low`"),
    ),
    Bad(
        "low above high",
        cell(ROW, ROW.replace("4000000000,almost", "3000000000,range")),
        (FIGURES, "`low`", "no more than high"),
    ),
    Bad("no number at all", cell(ROW, ROW.replace("4000000000,4000000000", ",")), (FIGURES, "row 2", "`low`")),
    Bad("line zero", replaced(FIGURES, "north-2020-1,3", "north-2020-1,0"), (FIGURES, "row 2", "`line`", "“0”")),
    Bad(
        "line beyond the text",
        replaced(FIGURES, "north-2020-3,5", "north-2020-3,500"),
        (FIGURES, "row 4", "at most 40"),
    ),
    Bad(
        "line with a fraction",
        replaced(FIGURES, "north-2020-1,3", "north-2020-1,3.5"),
        (FIGURES, "row 2", "`line`", "“3.5”"),
    ),
    Bad(
        "not in reading order",
        replaced(FIGURES, "north-2020-1,3", "north-2020-1,7"),
        (FIGURES, "row 3", "reading order"),
    ),
    Bad("id twice", replaced(FIGURES, "north-2020-2,5", "north-2020-1,5"), (FIGURES, "row 3", "row 2 has it")),
    Bad(
        "id of another document",
        replaced(FIGURES, "north-2020-2,5", "south-2021-9,5"),
        (FIGURES, "row 3", "north-2020-<number>"),
    ),
    Bad(
        "id without a number", replaced(FIGURES, "north-2020-2,5", "north,5"), (FIGURES, "row 3", "`figure`", "“north”")
    ),
    Bad("id that is markup", replaced(FIGURES, "north-2020-2,5", "<b>-2,5"), (FIGURES, "row 3", "`figure`", "“<b>-2”")),
    Bad("nothing printed", replaced(FIGURES, "almost $4 billion", ""), (FIGURES, "row 2", "`printed`", "nothing")),
    Bad(
        "theme unknown",
        cell(ROW, ROW.replace(",reserves,", ",reserve,")),
        (FIGURES, "`theme`", "did you mean “reserves”?"),
    ),
    Bad("hedge unknown", cell(ROW, ROW.replace("almost", "allmost")), (FIGURES, "`hedge`", "did you mean “almost”?")),
    Bad("unit with a sign", cell(ROW, ROW.replace("USD", "$")), (FIGURES, "`unit`", "“$”", "ISO 4217")),
    Bad("basis unknown", cell(ROW, ROW.replace("actual", "real")), (FIGURES, "`basis`", "“real”")),
    Bad("status unknown", cell(ROW, ROW.replace("plain", "fine")), (FIGURES, "`status`", "“fine”")),
    Bad(
        "doubt without a reason",
        cell(ROW, ROW.replace("plain", "doubtful")),
        (FIGURES, "`remark`", "why the figure is doubtful"),
    ),
    Bad("period in words", cell(ROW, ROW.replace("2014", "last year")), (FIGURES, "`period`", "“last year”")),
    Bad("month that does not exist", cell(ROW, ROW.replace("2014", "2014-13")), (FIGURES, "`period`", "“2014-13”")),
    Bad("day that does not exist", cell(ROW, ROW.replace("2014", "2014-02-30")), (FIGURES, "`period`", "“2014-02-30”")),
    Bad("period backwards", cell(ROW, ROW.replace("2014", "2014/2009")), (FIGURES, "`period`", "“2014/2009”")),
    Bad("notes with commas", cell(ROW, ROW.replace("actual,1,", 'actual,"1,2",')), (FIGURES, "`notes`", "“1,2”")),
    Bad(
        "repeats nothing",
        replaced(FIGURES, ",north-2020-2,plain", ",north-2020-77,plain"),
        (FIGURES, "`repeats`", "“north-2020-77”"),
    ),
    Bad(
        "repeats itself",
        replaced(FIGURES, ",north-2020-2,plain", ",north-2020-3,plain"),
        (FIGURES, "`repeats`", "an earlier row"),
    ),
    Bad(
        "blanks around a cell",
        cell(ROW, ROW.replace("Norland", " Norland")),
        (FIGURES, "`actor`", "“ Norland”", "blank"),
    ),
    Bad("byte order mark", written(FIGURES, "\ufeff" + NORTH), (FIGURES, "row 1", "byte order mark")),
    Bad("CRLF line ends", written(FIGURES, NORTH.replace("\n", "\r\n")), (FIGURES, "row 1", "carriage return")),
    Bad("saved by Excel with semicolons", written(FIGURES, NORTH.replace(",", ";")), (FIGURES, "row 1", "`figure`")),
    Bad(
        "Latin-1",
        stored(FIGURES, NORTH.replace("Norland", "Nordland\xe9").encode("latin-1", "replace")),
        (FIGURES, "row 2", "UTF-8"),
    ),
    Bad("UTF-16", stored(FIGURES, NORTH.encode("utf-16")), (FIGURES, "row 1", "UTF-8")),
    Bad("NUL bytes", written(FIGURES, NORTH.replace("Norland", "Nor\0land")), (FIGURES, "row 2", "NUL")),
    Bad("quote never closed", cell(ROW, ROW.replace("Norland", '"Norland')), (FIGURES,)),
    Bad("empty file", written(FIGURES, ""), (FIGURES, "empty")),
    Bad("file missing", removed(FIGURES), (FIGURES, "No such file")),
    Bad(
        "document unknown",
        replaced("data/sources.csv", "north-2020,North", "nord-2020,North"),
        (FIGURES, "a document of sources.csv"),
    ),
    Bad(
        "checksum too short",
        replaced("data/sources.csv", "a" * 64, "a" * 63),
        ("data/sources.csv", "row 2", "`sha256`"),
    ),
    Bad(
        "document twice",
        replaced("data/sources.csv", "south-2021,South 2021", "north-2020,South 2021"),
        ("data/sources.csv", "row 3"),
    ),
    Bad(
        "work of an unknown document",
        replaced("data/works.csv", "note-1,north-2020", "note-1,west-2020"),
        ("data/works.csv", "`source`", "“west-2020”"),
    ),
    Bad(
        "work without a note",
        replaced("data/works.csv", "north-2020,1,39", "north-2020,,39"),
        ("data/works.csv", "`note`", "a value"),
    ),
    Bad(
        "work of an unknown publisher",
        replaced("data/works.csv", "Polar Press", "unknown"),
        ("data/works.csv", "row 2", "`publisher`", "expected it empty"),
    ),
    Bad("descriptor that is no JSON", written("data/datapackage.json", "{"), ("data/datapackage.json", "Data Package")),
    Bad(
        "descriptor nested too deeply",
        written("data/datapackage.json", "[" * 100000),
        ("data/datapackage.json", "nested too deeply"),
    ),
    Bad("descriptor without tables", written("data/datapackage.json", "{}"), ("data/datapackage.json", "Data Package")),
    Bad(
        "table outside the project",
        replaced("data/datapackage.json", "figures/north-2020.csv", "../../north-2020.csv"),
        ("data/datapackage.json", "../../north-2020.csv"),
    ),
]

CATALOGUES = [
    Bad("catalogue missing", removed(LIST), (LIST, "no such file")),
    Bad("catalogue empty", written(LIST, ""), (LIST, "no list `reports`")),
    Bad("catalogue that is no YAML", written(LIST, "reports: ["), (LIST, "expected YAML")),
    Bad(
        "catalogue with a Python object",
        written(LIST, "reports: !!python/object/apply:os.getcwd []"),
        (LIST, "expected YAML"),
    ),
    Bad(
        "catalogue with a name of Python",
        written(LIST, "reports: [!!python/name:os.system ]"),
        (LIST, "python/name", "expected YAML"),
    ),
    Bad("catalogue with a tag", written(LIST, "reports: !evil [a]"), (LIST, "!evil", "expected YAML")),
    Bad(
        "catalogue with aliases that grow",
        written(LIST, "reports: [&a [x, x], &b [*a, *a], [*b, *b]]"),
        (LIST, "alias", "expected YAML"),
    ),
    Bad("catalogue nested too deeply", written(LIST, "reports: " + "[" * 5000), (LIST, "nested too deeply")),
    Bad("catalogue with a limit misspelt", written(LIST, "limits: {second: 5}\n" + CATALOGUE), (LIST, "“seconds”")),
    Bad(
        "limit of a report that is none",
        replaced(LIST, "{theme: reserves}\n", "{theme: reserves}\n    limits: {seconds: -1}\n"),
        (LIST, "(reserves)", "above 0"),
    ),
    Bad("key unknown at the head", written(LIST, "limit: {}\n" + CATALOGUE), (LIST, "'limit'", "“limits”")),
    Bad("catalogue in Latin-1", stored(LIST, CATALOGUE.replace("held", "h\xe9ld").encode("latin-1")), (LIST, "UTF-8")),
    Bad("key twice in an entry", written(LIST, ENTRY.format("title: B")), (LIST, "title", "twice")),
    Bad("reports that are no list", written(LIST, "reports: {a: b}"), (LIST, "no list `reports`")),
    Bad("entry that is no mapping", written(LIST, "reports: [reserves]"), (LIST, "report 1", "'reserves'")),
    Bad(
        "key unknown",
        replaced(LIST, "answers: What was held.", "answer: What."),
        (LIST, "(reserves)", "did you mean “answers”?"),
    ),
    Bad("title missing", replaced(LIST, "    title: Reserves\n", ""), (LIST, "(reserves)", "title: None")),
    Bad(
        "notebook missing",
        replaced(LIST, "notebook: theme\n    title: R", "notebook: teme\n    title: R"),
        (LIST, "did you mean “theme”?"),
    ),
    Bad(
        "notebook outside the project",
        replaced(LIST, "notebook: theme\n    title: R", "notebook: ../x\n    title: R"),
        (LIST, "'../x'"),
    ),
    Bad(
        "parameter misspelt",
        replaced(LIST, "{theme: reserves}", "{tema: reserves}"),
        (LIST, "(reserves)", "did you mean “theme”?"),
    ),
    Bad(
        "parameter of a wrong type",
        replaced(LIST, "{theme: reserves}", "{first: 2014.5}"),
        (LIST, "2014.5; expected int"),
    ),
    Bad("date for a text", replaced(LIST, "{theme: reserves}", "{theme: 2014-01-01}"), (LIST, "expected str")),
    Bad(
        "value not in the ledger",
        replaced(LIST, "{theme: reserves}", "{theme: resreves}"),
        (LIST, "did you mean “reserves”?"),
    ),
    Bad("parameters that are a list", replaced(LIST, "{theme: reserves}", "[reserves]"), (LIST, "expected a mapping")),
    Bad("each without a list", replaced(LIST, "[trade, aid]", "trade"), (LIST, "expected a list")),
    Bad("each with nothing", replaced(LIST, "[trade, aid]", "[]"), (LIST, "expected a list")),
    Bad(
        "two reports with one path",
        replaced(LIST, "path: reserves", "path: theme/aid"),
        (LIST, "theme/aid", "2 reports"),
    ),
    Bad(
        "a page and a folder with one name",
        replaced(LIST, "path: reserves", "path: theme/aid.html/x"),
        (LIST, "expected lower-case"),
    ),
    Bad("path outside reports", replaced(LIST, "path: reserves", "path: ../reserves"), (LIST, "'../reserves'")),
    Bad("path from the root", replaced(LIST, "path: reserves", "path: /tmp/reserves"), (LIST, "'/tmp/reserves'")),
    Bad(
        "path with a backslash",
        replaced(LIST, "path: reserves", 'path: "..\\\\reserves"'),
        (LIST, "expected lower-case"),
    ),
    Bad("path with a blank", replaced(LIST, "path: reserves", "path: re serves"), (LIST, "'re serves'")),
    Bad(
        "path with an escape", replaced(LIST, "path: reserves", "path: '%2e%2e/reserves'"), (LIST, "'%2e%2e/reserves'")
    ),
    Bad("path with a NUL byte", replaced(LIST, "path: reserves", 'path: "re\\0serves"'), (LIST, "expected lower-case")),
    Bad("path in other letters", replaced(LIST, "path: reserves", "path: réserves"), (LIST, "'réserves'")),
    Bad(
        "path outside reports by a parameter's value",
        lambda project: [
            project.write(NOTEBOOK, notebook([("parameters", 'theme: str = "aid"  # t')])),
            project.change(LIST, "[trade, aid]", "[../../aid]"),
        ],
        (LIST, "'theme/../../aid'"),
    ),
    Bad("path of the index", replaced(LIST, "path: reserves", "path: index"), (LIST, "'index'")),
    Bad(
        "placeholder unknown",
        replaced(LIST, "title: Reserves", "title: The {them}"),
        (LIST, "{them}", "did you mean “theme”?"),
    ),
]

NOTEBOOKS = [
    Bad("notebook that is no JSON", written(NOTEBOOK, "{"), (NOTEBOOK, "Jupyter notebook")),
    Bad("notebook nested too deeply", written(NOTEBOOK, "[" * 100000), (NOTEBOOK, "nested too deeply")),
    Bad(
        "parameters nested too deeply",
        written(NOTEBOOK, notebook([("parameters", "theme: str = " + "-" * 100000 + "1  # t")])),
        (NOTEBOOK, "parameters cell"),
    ),
    Bad("notebook in UTF-16", stored(NOTEBOOK, notebook(THEME).encode("utf-16")), (NOTEBOOK, "Jupyter notebook")),
    Bad("notebook of format 3", replaced(NOTEBOOK, '"nbformat": 4', '"nbformat": 3'), (NOTEBOOK, "nbformat 3")),
    Bad("notebook without cells", written(NOTEBOOK, '{"nbformat": 4, "metadata": {}}'), (NOTEBOOK, "Jupyter notebook")),
    Bad("no parameters cell", written(NOTEBOOK, notebook([THEME[0]])), (NOTEBOOK, "0 cells with the tag `parameters`")),
    Bad(
        "two parameters cells",
        written(NOTEBOOK, notebook([THEME[1]] * 2)),
        (NOTEBOOK, "2 cells with the tag `parameters`"),
    ),
    Bad(
        "default that is no literal",
        written(NOTEBOOK, notebook([("parameters", "theme: str = input()  # t")])),
        (NOTEBOOK, "name: type = literal"),
    ),
    Bad(
        "parameter without a type",
        written(NOTEBOOK, notebook([("parameters", "theme = 'aid'  # t")])),
        (NOTEBOOK, "name: type = literal"),
    ),
    Bad(
        "parameter without a comment",
        written(NOTEBOOK, notebook([("parameters", "theme: str = 'aid'")])),
        (NOTEBOOK, "name: type = literal"),
    ),
    Bad(
        "parameters cell with an error",
        written(NOTEBOOK, notebook([("parameters", "theme: str =")])),
        (NOTEBOOK, "line 1"),
    ),
    Bad(
        "choice of an unknown column",
        written(NOTEBOOK, notebook([("parameters", "theme: str = 'aid'  # t; one of figures.tema")])),
        (NOTEBOOK, "figures.tema"),
    ),
    Bad("a notebook that cannot be tidied", written(NOTEBOOK, "{"), (NOTEBOOK, "Jupyter notebook"), ("tidy",)),
    Bad("kernel name missing", replaced(NOTEBOOK, '"name": "python3"', '"nom": "python3"'), (NOTEBOOK, "kernel")),
    Bad("kernel unknown", replaced(NOTEBOOK, '"name": "python3"', '"name": "r"'), (NOTEBOOK, "kernel 'r'")),
    Bad(
        "outputs committed",
        replaced(NOTEBOOK, '"execution_count": null', '"execution_count": 1'),
        (NOTEBOOK, "make tidy"),
        ("check",),
    ),
]

COMMANDS = [
    Bad(
        "page unknown",
        lambda project: None,
        ("reports/reserve.html", "did you mean “reports/reserves.html”?"),
        ("build", "reports/reserve.html"),
    ),
    Bad("no jobs", lambda project: None, ("'0'", "1 or more"), ("build", "--jobs", "0")),
    Bad("jobs in words", lambda project: None, ("'two'", "1 or more"), ("build", "--jobs", "two")),
    Bad("command unknown", lambda project: None, ("'bild'",), ("bild",)),
    Bad("outside a project", removed("data/datapackage.json"), ("data/datapackage.json",)),
]

ALL = [*TABLES, *CATALOGUES, *NOTEBOOKS, *COMMANDS]
assert SOURCES and WORKS
