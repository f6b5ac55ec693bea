"""Rules on the code that no linter has: size of modules, what the package may name, examples that run."""

import ast
import csv
import doctest
import fnmatch
import importlib
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import REPOSITORY, each_case

from cited.ledger.store import terms

MOST = 250
# What waits for a program to end.
RUN = ("run", "call", "check_call", "check_output")
# Publishers whose files are read: names in the field, not of a collection.
NAMED = {
    "cited/intake/statistics/formats.py: World Bank",
    "cited/intake/statistics/sdmx.py: IMF",
    "cited/intake/statistics/sdmx.py: World Bank",
    "cited/intake/statistics/world_bank.py: World Bank",
}
PACKAGE = sorted((REPOSITORY / "cited").rglob("*.py"))
# The modules whose docstrings have examples.
EXEMPLARY = [
    ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE
    if "\n    >>> " in path.read_text(encoding="utf-8") or "\n>>> " in path.read_text(encoding="utf-8")
]


def name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def column(table: str, key: str) -> set[str]:
    with (REPOSITORY / f"data/{table}.csv").open(encoding="utf-8", newline="") as file:
        return {row[key] for row in csv.DictReader(file)}


def test_every_folder_of_tests_is_collected(pytestconfig):
    folders = {path.parent.name for path in (REPOSITORY / "tests").rglob("test_*.py")}
    left_out = pytestconfig.getini("norecursedirs")
    assert {folder for folder in folders if any(fnmatch.fnmatch(folder, pattern) for pattern in left_out)} == set()


def test_no_two_test_files_have_one_name():
    names = Counter(path.name for path in (REPOSITORY / "tests").rglob("test_*.py"))
    assert [name for name, number in names.items() if number > 1] == []


def test_modules_are_short():
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PACKAGE}
    assert {path: lines for path, lines in lengths.items() if lines > MOST} == {}


def test_every_module_begins_with_what_it_is_for():
    assert [name(path) for path in PACKAGE if not re.match(r'"""\S', path.read_text(encoding="utf-8"))] == []


def test_the_package_names_no_document_no_party_and_no_series_of_the_collection():
    # A word of the language and a typeface besides the names of parties.
    words = {"world", "Georgia"}
    # Whose files an importer reads, it names.
    publishers = {"World Bank", "IMF"}
    with (REPOSITORY / "data/names.csv").open(encoding="utf-8", newline="") as file:
        parties = {row["name"] for row in csv.DictReader(file) if row["kind"] == "party"} - words
    series = column("series", "series")
    # What the ids of several series begin with, before the area: as notebooks name them.
    stems = {stem for stem in (one.rpartition("-")[0] for one in series) if "-" in stem}
    groups = {code for code in column("areas", "code") if code.startswith("X")}
    people = {name for kind in ("author", "publisher", "label", "title") for name in column("sources", kind)} - {
        "unknown"
    }
    names = column("sources", "source") | people | series | stems | parties | groups
    words_of = {known: set(re.findall(r"\w+", known)) for known in names}
    hits = []
    for path in sorted((REPOSITORY / "cited").rglob("*")):
        if path.suffix in (".py", ".j2", ".js", ".css") or (path.suffix in (".csv", ".json") and "init" in path.parts):
            text = path.read_text(encoding="utf-8")
            # The names whose words all stand there: to look for all of them takes a second.
            there = set(re.findall(r"\w+", text))
            near = sorted((known for known in names if words_of[known] <= there), key=len, reverse=True)
            # The id of a figure begins with that of its document.
            found = re.findall(rf"(?<![\w-])(?:{'|'.join(map(re.escape, near))})(?!\w|-[a-z])", text) if near else []
            hits += [
                f"{name(path)}: {hit}" for hit in found if not (path.parent.name == "statistics" and hit in publishers)
            ]
    assert [hit for hit in hits if hit not in NAMED] == []


def test_no_code_names_a_theme_of_the_collection_or_the_words_that_speak_for_it():
    """Examples in docstrings are none of the code: they run on the collection that is there."""
    # A kind of relation and of date, of which the schema has two words.
    words = {"growth", "other"}
    themes = column("themes", "theme") - words
    quoted = re.compile(r"[\"'](?:" + "|".join(map(re.escape, themes)) + r")[\"']")
    hits = []
    for path in PACKAGE:
        text = path.read_text(encoding="utf-8")
        if not quoted.search(text):
            continue
        tree = ast.parse(text)
        shown = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        hits += [
            f"{name(path)}:{node.lineno}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and id(node) not in shown and node.value in themes
        ]
    assert hits == []
    cells = [
        f"{name(path)}: {cell}"
        for path in (REPOSITORY / "cited/init").rglob("*.csv")
        for row in csv.reader(path.read_text(encoding="utf-8").splitlines())
        for cell in row
        if cell in themes
    ]
    assert cells == []


def test_the_package_makes_no_two_words_one_that_the_collection_s_table_makes_one():
    with (REPOSITORY / "data/synonyms.csv").open(encoding="utf-8", newline="") as file:
        rows = [[row["word"], *row["words"].split("; ")] for row in csv.DictReader(file)]
    made = {word: line.split()[0] for line in terms._FORMS.strip().splitlines() for word in line.split()}
    assert [row for row in rows if len({made.get(word, word) for word in row}) < len(row)] == []


def test_every_theme_that_the_table_has_is_one_of_figures():
    resources = {
        each["name"]: each for each in json.loads((REPOSITORY / "data/datapackage.json").read_text())["resources"]
    }
    enums = {
        table: next(field for field in resources[table]["schema"]["fields"] if field["name"] == "theme")["constraints"]
        for table in ("figures", "themes")
    }
    assert enums["figures"]["enum"] == enums["themes"]["enum"]


@pytest.mark.parametrize("module", EXEMPLARY)
def test_the_examples_of_a_module_s_docstrings_run(module, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    tried = doctest.testmod(importlib.import_module(module))
    assert tried.failed == 0 < tried.attempted


WAITS = {"wait", "join", "communicate", "result"}
# The modules whose functions wait, or start what does.
WAITING = re.compile(r"\b(?:subprocess\.|flock|waitpid|as_completed|(?:wait|join|communicate|result)\(\))")


def endless(node: ast.Call) -> bool:
    """Tell whether a call waits for a program, a lock or another process and says not how long."""
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if called in WAITS and isinstance(node.func, ast.Attribute):
        return not node.args and not node.keywords
    if called == "waitpid":
        return ast.unparse(node.args[-1]) == "0"
    if called == "flock":
        return not re.search("LOCK_NB|LOCK_UN", ast.unparse(node.args[-1]))
    runs = called in RUN and ast.unparse(node.func).startswith("subprocess.")
    # A call with options that are handed on (`**options`) may have its limit among them.
    return (runs or called == "as_completed") and not {given.arg for given in node.keywords} & {"timeout", None}


@each_case("folder", ["cited", "tests", "benchmarks"])
def test_nobody_waits_without_a_limit(folder):
    """A call that waits says how long, or the lines above say by what it is bounded."""
    hits = []
    for path in sorted((REPOSITORY / folder).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        for node in ast.walk(ast.parse(text)) if WAITING.search(text) else ():
            if isinstance(node, ast.Call) and endless(node):
                bounded = "Bounded" in "".join(lines[max(node.lineno - 3, 0) : node.lineno])
                hits += [] if bounded else [f"{name(path)}:{node.lineno}: {lines[node.lineno - 1].strip()}"]
    assert hits == []


@each_case(
    "call",
    [
        "process.wait()",
        "thread.join()",
        "os.waitpid(pid, 0)",
        "fcntl.flock(file, fcntl.LOCK_EX)",
        "subprocess.run(['ls'])",
        "as_completed(waiting)",
    ],
)
def test_a_wait_without_a_limit_is_noticed(call):
    assert endless(ast.parse(call, mode="eval").body)


def test_traced_functions_take_keyword_arguments_only_since_their_calls_are_repeated_by_name():
    for path in PACKAGE:
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if re.search(r"^ *@[\w.]*traced$", text, re.MULTILINE) else ():
            if isinstance(node, ast.FunctionDef) and any(
                ast.unparse(one).endswith("traced") for one in node.decorator_list
            ):
                taken = [*node.args.posonlyargs, *node.args.args, *filter(None, [node.args.vararg])]
                assert [argument.arg for argument in taken] == [], f"{path}: {node.name}"


# Which rooms a room may name, in import statements by the contracts of import-linter and in text by the test below; a
# module outside the rooms may name none.
MAY_NAME = {
    "commands": {"intake", "ledger", "page", "press"},
    "intake": {"intake", "ledger"},
    "ledger": {"ledger"},
    "page": {"ledger", "page"},
    "press": {"press"},
}
# Where a module is imported by a name that is not in the code: one that the command gave, or that a page was made from.
BY_NAME = {
    "cited/commands/__init__.py",
    "cited/commands/reference.py",
    "cited/commands/reports.py",
    "cited/press/execute/cluster.py",
    "cited/press/execute/pool.py",
    "cited/press/execute/results.py",
    "cited/press/execute/run.py",
    "cited/press/execute/warm.py",
    "cited/press/publish/orphans.py",
    "cited/reads.py",
}
IMPORTERS = ("import_module", "__import__", "resolve_name", "run_module", "exec_module", "spec_from_file_location")


# Most modules have neither: to parse them all takes a second.
SUSPECT = re.compile(rf"[\"'][^\"'\n]*\bcited[./](?:commands|intake|ledger|page|press)\b|\b(?:{'|'.join(IMPORTERS)})\b")


def hidden_imports(path: str, source: str) -> list[str]:
    """Return what in a module could import another past the contracts: names of rooms in texts, and imports by name."""
    if not SUSPECT.search(source):
        return []
    folder = path.split("/")[1]
    may = MAY_NAME.get(folder, set())
    hidden = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            rooms = re.findall(r"(?<![\w.])cited[./](commands|intake|ledger|page|press)\b(?=[\w.:/]*$)", node.value)
            hidden += [f"{path}: {node.value}" for room in rooms if room not in may]
        called = node.func if isinstance(node, ast.Call) else None
        name = getattr(called, "attr", getattr(called, "id", ""))
        constant = isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
        if name in IMPORTERS and not constant and path not in BY_NAME:
            hidden.append(f"{path}: {name}")
    return hidden


def test_no_module_imports_another_room_by_a_name_in_a_text():
    assert [fault for path in PACKAGE for fault in hidden_imports(name(path), path.read_text(encoding="utf-8"))] == []


@each_case(
    ("path", "source", "hidden"),
    [
        ("cited/press/build/a.py", 'import_module("cited.ledger.frames")', 1),
        ("cited/press/build/a.py", '__import__("cited.page")', 1),
        ("cited/press/build/a.py", 'CALLED = "cited.intake.reading.grammar:read_text"', 1),
        ("cited/press/build/a.py", 'ROOM = "ledger"\nimportlib.import_module(f"cited.{ROOM}")', 1),
        ("cited/press/build/a.py", 'call("cited.press.site.prose:pages")', 0),
        ("cited/page/a.py", 'resolve_name("cited.press.site.prose:pages")', 1),
        ("cited/ledger/a.py", 'resolve_name("cited.page:table")', 1),
        ("cited/files.py", 'import_module("cited.ledger")', 1),
        ("cited/commands/a.py", 'import_module("cited.ledger")', 0),
    ],
)
def test_an_import_past_the_contracts_is_noticed(path, source, hidden):
    assert len(hidden_imports(path, source)) == hidden
