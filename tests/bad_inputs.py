"""Every kind of bad input, what is done to a sound project, and what the command must say: one table, one test."""

import json
import os
import shutil
from collections.abc import Callable
from typing import NamedTuple

from conftest import CATALOGUE, NORTH, SOURCES, THEME, WORKS, Project, notebook

FIGURES = "data/figures/north-2020.csv"
NOTEBOOK = "notebooks/theme.ipynb"
LIST = "reports/catalogue.yml"
PACKAGE = "data/datapackage.json"


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


def package(change: Callable[[dict], object]) -> Callable[[Project], None]:
    """Change the descriptor of the data package."""

    def changed(project: Project) -> None:
        found = json.loads((project.root / PACKAGE).read_text(encoding="utf-8"))
        change(found)
        project.write(PACKAGE, json.dumps(found))

    return changed


def fields(change: Callable[[dict], object]) -> Callable[[dict], object]:
    """Change the schema of the descriptor's first table."""
    return lambda found: change(found["resources"][0]["schema"])


def linked(path: str, target: str) -> Callable[[Project], None]:
    """Put a link in the place of a file or folder."""

    def change(project: Project) -> None:
        place = project.root / path
        if place.is_dir():
            shutil.rmtree(place)
        place.unlink(missing_ok=True)
        place.parent.mkdir(exist_ok=True)
        place.symlink_to(target)

    return change


def piped(path: str) -> Callable[[Project], None]:
    """Put a pipe, into which nobody writes, in the place of a file."""

    def change(project: Project) -> None:
        (project.root / path).unlink(missing_ok=True)
        (project.root / path).parent.mkdir(exist_ok=True)
        os.mkfifo(project.root / path)

    return change


def foldered(path: str) -> Callable[[Project], None]:
    """Put a folder in the place of a file."""

    def change(project: Project) -> None:
        (project.root / path).unlink(missing_ok=True)
        (project.root / path).mkdir()

    return change


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
    Bad("remark that fills its cell", cell(ROW, ROW.replace("plain,,", "plain,xxx,")), (FIGURES, "row 2", "`remark`")),
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
    Bad(
        "saved by Excel with semicolons",
        written(FIGURES, NORTH.replace(",", ";")),
        (FIGURES, "row 1", "semicolons", "1 problem"),
    ),
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
    Bad(
        "descriptor that is not JSON", written("data/datapackage.json", "{"), ("data/datapackage.json", "Data Package")
    ),
    Bad(
        "descriptor nested too deeply",
        written("data/datapackage.json", "[" * 100000),
        ("data/datapackage.json", "nested too deeply"),
    ),
    Bad(
        "descriptor with a title that is not a text",
        replaced("data/datapackage.json", '"type": "integer"', '"title": null, "type": "integer"'),
        ("data/datapackage.json", "not of type 'string'"),
    ),
    Bad("descriptor without tables", written("data/datapackage.json", "{}"), ("data/datapackage.json", "resources")),
    Bad(
        "table outside the project",
        replaced("data/datapackage.json", "figures/north-2020.csv", "../../north-2020.csv"),
        ("data/datapackage.json", "../../north-2020.csv"),
    ),
    Bad("no resources", package(lambda found: found.update(resources=[])), (PACKAGE, "no resource `sources`")),
    Bad("resources that are none", package(lambda found: found.update(resources=None)), (PACKAGE, "expected a list")),
    Bad(
        "a resource without fields",
        package(fields(lambda schema: schema.update(fields=None))),
        (PACKAGE, "schema.fields"),
    ),
    Bad(
        "a column twice",
        package(fields(lambda schema: schema["fields"].append(schema["fields"][0]))),
        (PACKAGE, "twice"),
    ),
    Bad(
        "a pattern that is none",
        package(fields(lambda schema: schema["fields"][0].update(constraints={"pattern": "("}))),
        (PACKAGE, "column 1", "regular expression"),
    ),
    Bad(
        "a type that is none",
        package(fields(lambda schema: schema["fields"][0].update(type="text"))),
        (PACKAGE, "'text'", "integer"),
    ),
    Bad(
        "a reference to nothing",
        package(fields(lambda schema: schema.update(foreignKeys=[{"fields": ["x"]}]))),
        (PACKAGE, "foreignKeys"),
    ),
    Bad(
        "a resource twice", package(lambda found: found["resources"].append(found["resources"][0])), (PACKAGE, "twice")
    ),
    Bad("a key twice", replaced(PACKAGE, '{"', '{"name": 1, "name": 2, "'), (PACKAGE, "key 'name' stands twice")),
    Bad("half a character in it", replaced(PACKAGE, '{"', r'{"keywords": ["\ud800"], "'), (PACKAGE, "lone surrogate")),
    Bad("a comma missing in the descriptor", replaced(PACKAGE, '", "', '" "'), (PACKAGE, "1 problem")),
    Bad(
        "a comma missing in a row",
        cell(ROW, ROW.replace("reserves,Nor", "reserves Nor")),
        (FIGURES, "row 2", "too few", "2 problems"),
    ),
    Bad(
        "a row of 200,000 characters",
        cell(ROW, ROW.replace("Norland", "N" * 200_000)),
        (FIGURES, "row 2", "longer than"),
    ),
    Bad(
        "a copy beside the tables",
        lambda project: project.write("data/figures/north-2020 (1).csv", NORTH),
        ("data/figures/north-2020 (1).csv", "move it away"),
    ),
    Bad("a table as a link", linked(FIGURES, "../sources.csv"), (FIGURES, "a link, to ../sources.csv")),
    Bad(
        "a licence as a link",
        linked("data/LICENSE.md", "/etc/hostname"),
        ("data/LICENSE.md", "a link, to /etc/hostname"),
    ),
    Bad("reports/data as a link", linked("reports/data", "../data"), ("reports/data", "a link, to ../data")),
    Bad("a folder of pages as a link", linked("reports/theme", "/tmp"), ("reports/theme", "a link, to /tmp")),
    Bad("the notebooks as a link", linked("notebooks", "/tmp"), ("notebooks", "a link, to /tmp")),
    Bad("the folder of builds as a link", linked(".build", "/tmp"), (".build", "a link, to /tmp")),
    Bad("a notebook as a link", linked(NOTEBOOK, "/etc/passwd"), (NOTEBOOK, "a link, to /etc/passwd")),
    Bad("a folder of figures as a link", linked("data/figures", "/tmp"), ("data/figures", "a link, to /tmp")),
]

CATALOGUES = [
    Bad(
        "title that names what is not a parameter",
        replaced(LIST, "title: ", "title: '{document.__class__}' #"),
        ("{document.__class__}", "expected a parameter of theme"),
    ),
    Bad(
        "homepage that is no address",
        package(lambda found: found.update(homepage="javascript:alert(1)")),
        ("homepage", "javascript:alert(1)", "expected an address that begins with https://"),
    ),
    Bad("title that is not a text", package(lambda found: found.update(title={"a": 1})), ("title", "expected a text")),
    Bad(
        "licences that are no list", package(lambda found: found.update(licenses=None)), ("licenses", "expected a list")
    ),
    Bad("catalogue missing", removed(LIST), (LIST, "no such file")),
    Bad("catalogue empty", written(LIST, ""), (LIST, "no list `reports`")),
    Bad("catalogue that is not YAML", written(LIST, "reports: ["), (LIST, "line 1")),
    Bad(
        "catalogue with a Python object",
        written(LIST, "reports: !!python/object/apply:os.getcwd []"),
        (LIST, "line 1"),
    ),
    Bad(
        "catalogue with a name of Python",
        written(LIST, "reports: [!!python/name:os.system ]"),
        (LIST, "line 1", "python/name", "without a tag"),
    ),
    Bad("catalogue with a tag", written(LIST, "reports: !evil [a]"), (LIST, "line 1", "!evil", "without a tag")),
    Bad(
        "catalogue with aliases that grow",
        written(LIST, "reports: [&a [x, x], &b [*a, *a], [*b, *b]]"),
        (LIST, "line 1", "&a"),
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
    Bad("entry that is not a mapping", written(LIST, "reports: [reserves]"), (LIST, "report 1", "'reserves'")),
    Bad(
        "key unknown",
        replaced(LIST, "answers: What was held.", "answer: What."),
        (LIST, "(reserves)", "did you mean “answers”?"),
    ),
    Bad(
        "title missing",
        replaced(LIST, "    title: Reserves\n", ""),
        (LIST, "(reserves)", "title: nothing; expected a text"),
    ),
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
    Bad("date for a theme", replaced(LIST, "{theme: reserves}", "{theme: 2014-01-01}"), (LIST, "'2014-01-01'")),
    Bad(
        "day that is none for a theme", replaced(LIST, "{theme: reserves}", "{theme: 2020-02-30}"), (LIST, "2020-02-30")
    ),
    Bad(
        "time for a number", replaced(LIST, "{theme: reserves}", "{theme: aid, first: 20:11}"), (LIST, "'20:11'", "int")
    ),
    Bad(
        "number of 5,000 digits",
        replaced(LIST, "{theme: reserves}", f"{{first: {'9' * 5000}}}"),
        (LIST, "5,000 digits"),
    ),
    Bad("number that YAML does not read", replaced(LIST, "title: Reserves", "title: !!int x"), (LIST, "line", "int")),
    Bad("tag of a date", replaced(LIST, "title: Reserves", "title: !!timestamp x"), (LIST, "line", "timestamp")),
    Bad("half a character", replaced(LIST, "title: Reserves", r'title: "\uD800"'), (LIST, "lone surrogate")),
    Bad("two documents in the catalogue", replaced(LIST, "reports:\n", "---\na: 1\n---\nreports:\n"), (LIST, "second")),
    Bad("list as a key", replaced(LIST, "title: Reserves", "? [a]\n    : b"), (LIST, "as key")),
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
    Bad(
        "path with a NUL byte",
        replaced(LIST, "path: reserves", 'path: "re\\0serves"'),
        (LIST, "line 7", "control character"),
    ),
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
    Bad("notebook that is not JSON", written(NOTEBOOK, "{"), (NOTEBOOK, "Jupyter notebook")),
    Bad("notebook nested too deeply", written(NOTEBOOK, "[" * 100000), (NOTEBOOK, "nested too deeply")),
    Bad(
        "parameters nested too deeply",
        written(NOTEBOOK, notebook([("parameters", "theme: str = " + "-" * 100000 + "1  # t")])),
        (NOTEBOOK, "parameters cell"),
    ),
    Bad("notebook in UTF-16", stored(NOTEBOOK, notebook(THEME).encode("utf-16")), (NOTEBOOK, "Jupyter notebook")),
    Bad("notebook of format 3", replaced(NOTEBOOK, '"nbformat": 4', '"nbformat": 3'), (NOTEBOOK, "nbformat 3")),
    Bad("notebook without cells", written(NOTEBOOK, '{"nbformat": 4, "metadata": {}}'), (NOTEBOOK, "Jupyter notebook")),
    Bad("notebook with a comma missing", replaced(NOTEBOOK, '", "', '" "'), (NOTEBOOK, "1 in data"), ("check",)),
    Bad(
        "cells that are a mapping",
        written(NOTEBOOK, '{"nbformat": 4, "metadata": {}, "cells": {}}'),
        (NOTEBOOK, "list of cells"),
    ),
    Bad(
        "a cell that is a number",
        written(NOTEBOOK, '{"nbformat": 4, "metadata": {}, "cells": [5]}'),
        (NOTEBOOK, "cell 1"),
    ),
    Bad(
        "a source that is a number",
        replaced(NOTEBOOK, '"source": ["# What', '"source": [5, "# What'),
        (NOTEBOOK, "cell 1", "source"),
    ),
    Bad("tags that are a text", replaced(NOTEBOOK, '["parameters"]', '"parameters"'), (NOTEBOOK, "cell 2", "tags")),
    Bad(
        "a kind of cell that is none",
        replaced(NOTEBOOK, '"cell_type": "markdown"', '"cell_type": "heading"'),
        (NOTEBOOK, "cell 1"),
    ),
    Bad(
        "a notebook with half a character",
        replaced(NOTEBOOK, "As printed", r"As \ud800 printed"),
        (NOTEBOOK, "lone surrogate"),
    ),
    Bad(
        "a notebook with a key twice",
        replaced(NOTEBOOK, '"nbformat": 4', '"nbformat": 4, "nbformat": 4'),
        (NOTEBOOK, "twice"),
    ),
    Bad(
        "no parameters cell",
        written(NOTEBOOK, notebook([THEME[0]])),
        ("reports/catalogue.yml", "notebook theme declares none"),
    ),
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
    Bad("command unknown", lambda project: None, ("“bild”",), ("bild",)),
    Bad("outside a project", removed("data/datapackage.json"), ("data/datapackage.json",)),
]

PIPE, FOLDER = "a pipe, a device or a socket; expected a file", "a folder; expected a file"
ODD = [
    *(
        Bad(f"{path} is a pipe, {command[0]}", piped(path), (f"{path}: {PIPE}", "1 problem"), command)
        for path in (FIGURES, "data/sources.csv", "data/LICENSE.md", PACKAGE, NOTEBOOK, LIST, ".build/plan.json")
        for command in (("build",), ("check",))
    ),
    *(
        Bad(f"{path} is a folder", foldered(path), (f"{path}: {FOLDER}", "1 problem"))
        for path in (FIGURES, "data/works.csv", PACKAGE, NOTEBOOK, LIST)
    ),
    *(
        Bad(
            f"a number of {digits:,} digits in {path}",
            replaced(
                path,
                '{"',
                f'{{"more": {"9" * digits}, "',
            ),
            (path, f"{digits:,} digits"),
        )
        for path in (NOTEBOOK, PACKAGE)
        for digits in (5000, 200)
    ),
    Bad(
        "a document of as many lines as a number has that has 5,000 digits",
        replaced("data/sources.csv", "40,,,", "9" * 5000 + ",,,"),
        ("data/sources.csv", "row 2", "`lines`"),
    ),
    Bad(
        "a line of 5,000 digits", replaced(FIGURES, "north-2020-1,3", f"north-2020-1,{'9' * 5000}"), (FIGURES, "row 2")
    ),
    Bad(
        "an occurrence of 5,000 digits",
        replaced(FIGURES, "billion,1", f"billion,{'9' * 5000}"),
        (FIGURES, "`occurrence`"),
    ),
    Bad("a high of 5,000 digits", replaced(FIGURES, "4000000000,almost", f"{'9' * 5000},almost"), (FIGURES, "`high`")),
    Bad("a period of 5,000 digits", replaced(FIGURES, "USD,2014", f"USD,{'9' * 5000}"), (FIGURES, "`period`")),
    Bad("a note of 5,000 digits", replaced(FIGURES, "actual,1,", f"actual,{'9' * 5000},"), (FIGURES,)),
]
ALL = [*ODD, *TABLES, *CATALOGUES, *NOTEBOOKS, *COMMANDS]
assert SOURCES and WORKS
