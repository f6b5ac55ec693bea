"""Nothing stale: what a report read, listed or asked for, what changes while it is read, and what stands published."""

import json
import os
import sqlite3
import time
import zipfile

import pytest
from conftest import THEME, limited, notebook, soaking
from test_faults import start

from cited.press.build import cache as caches

ONE = "reports:\n  - {path: one, notebook: one, title: One, answers: Nothing., parameters: {theme: aid}}\n"


def one(project, *cells: str, markdown: tuple = ()) -> None:
    """Give the project one report of these cells."""
    content = json.loads(notebook([*markdown, THEME[1], *(("code", cell) for cell in cells)]))
    project.write("notebooks/one.ipynb", json.dumps(content))
    project.write("reports/catalogue.yml", ONE)


def built(project) -> bool:
    """Build; tell whether there was anything to do."""
    result = project.cited("build")
    assert result.returncode == 0, result.stdout + result.stderr
    return "Nothing changed" not in result.stdout


def database(path, value: str) -> None:
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        connection.execute("create table t (a)")
        connection.execute("insert into t values (?)", [value])
    connection.close()


def contents(project, word: str) -> None:
    """Write the files that reports read, all of the same size for words of one length."""
    for name in ("helper", "script", "lib/beside"):
        project.write(f"notebooks/{name}.py", f"WORD = '{word}'\nprint(WORD)\n")
    for name in ("a.dat", "sub/c.dat"):
        project.write(f"notebooks/{name}", f"{word}\n")
    for name in ("bare/inner", "solo"):
        project.write(f"notebooks/{name}.py", "WORD = 'old'\n")
    link = project.root.parent / "link"
    link.unlink(missing_ok=True)
    link.symlink_to(project.root)
    project.write("notebooks/a.xml", f"<a>{word}</a>")
    database(project.root / "notebooks/a.db", word)
    with zipfile.ZipFile(project.root / "notebooks/lib.zip", "w") as archive:
        archive.writestr("zipped.py", f"WORD = '{word}'\n")


READS = {
    "a module": "import helper; print(helper.WORD)",
    "a glob": "import glob; print(len(glob.glob('*.dat')) * 'x')",
    "pathlib's glob": "import pathlib; print(len(list(pathlib.Path('.').glob('*.dat'))) * 'x')",
    "exists": "import os; print('there' if os.path.exists('b.dat') else 'not there')",
    "pathlib's exists": "import pathlib; print('there' if pathlib.Path('b.dat').exists() else 'not there')",
    "a failed open": "try:\n    print(open('b.dat').read())\nexcept FileNotFoundError:\n    print('none')",
    "an import that fails": "try:\n    import later\nexcept ImportError:\n    print('none')",
    "a database": "import sqlite3; print(sqlite3.connect('a.db').execute('select a from t').fetchone()[0])",
    "a program": "!cat a.dat",
    "a program's argument": "import subprocess; print(subprocess.run(['cat', 'a.dat'], capture_output=True, text=True).stdout)",
    "a script": "%run script.py",
    "a frame": "import pandas; print(pandas.read_csv('a.dat', header=None)[0][0])",
    "a database by its URI": "import sqlite3; print(sqlite3.connect('file:a.db?mode=ro', uri=True).execute('select a from t').fetchone()[0])",
    "a database that is attached": "import sqlite3; c = sqlite3.connect(':memory:'); c.execute(\"attach 'a.db' as d\"); print(c.execute('select a from d.t').fetchone()[0])",
    "a module found by a relative path": "import sys; sys.path.append('lib'); import beside; print(beside.WORD)",
    "a module of a zip archive": "import os, sys; sys.path.append(os.path.abspath('lib.zip')); import zipped; print(zipped.WORD)",
    "a module loaded by its file": "from importlib import util\nspec = util.spec_from_file_location('m', 'helper.py'); m = util.module_from_spec(spec); spec.loader.exec_module(m); print(m.WORD)",
    "a library that asks nobody": "import lxml.etree; print(lxml.etree.parse('a.xml').getroot().text)",
    "a library that is given each of some names": "import lxml.etree\nfor name in ['a.xml', 'a.xml', 'a.xml']:\n    print(lxml.etree.parse(name).getroot().text)",
    "a file after the environment was cleared": "import os; os.environ.clear(); print(open(''.join(['a.d', 'at'])).read())",
    "a name in bytes": "import lxml.etree; print(lxml.etree.parse(b'a.xml').getroot().text)",
    "a shell's pattern": "!cat sub/*.dat",
    "a shell's pattern that finds nothing": "!cat none/*.dat 2> /dev/null || true",
    "a shell's folder": "!cd sub && cat c.dat",
    "a cell of a shell": "%%bash\ncat a.dat",
    "a folder given to a program": "import subprocess; print(subprocess.run(['grep', '-rh', '', ''.join(['s', 'ub'])], capture_output=True, text=True).stdout)",
    "a folder that becomes a package": "import bare.inner, bare; print(getattr(bare, 'WORD', 'none'))",
    "a module before which a package comes": "import solo; print(solo.WORD)",
    "a file beside the ledger in another thread": "import threading, time\nfrom cited import reads\nread = threading.Thread(target=lambda: (time.sleep(0.2), print(open(''.join(['a.', 'dat'])).read())))\nwith reads.inside():\n    read.start()\n    read.join()",
    "the catalogue": "print(open('../reports/catalogue.yml').read().count('later') * 'x')",
    "a path through a link": "import os; print(open(os.path.join('..', '..', 'link', 'notebooks', ''.join(['a.', 'dat']))).read())",
    "the project's folder": "import glob; print(len(glob.glob('../*.dat')) * 'x')",
}  # fmt: skip


def name(number: int) -> str:
    return f"read-{chr(97 + number // 26)}{chr(97 + number % 26)}"


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    """A project with one report for each way to read something, built, changed and planned again once for all."""
    from conftest import Project

    made = Project(tmp_path_factory.mktemp("reading") / "project")
    entries = ""
    for number, code in enumerate(READS.values()):
        made.write(f"notebooks/{name(number)}.ipynb", notebook([THEME[1], ("code", code)]))
        entries += f"  - {{path: {name(number)}, notebook: {name(number)}, title: R, answers: N., parameters: {{theme: aid}}}}\n"
    made.write("reports/catalogue.yml", "reports:\n" + entries)
    notebooks = made.root / "notebooks"
    contents(made, "old")
    first = made.cited("build", "--jobs", "2")
    assert first.returncode == 0, first.stdout
    before = made.pages()
    assert "Nothing changed" in made.cited("build").stdout
    times = {path: path.stat() for path in notebooks.rglob("*")}
    contents(made, "new")
    made.write("d.dat", "new\n")
    made.write("notebooks/b.dat", "new\n")
    made.write("notebooks/none/d.dat", "new\n")
    made.write("notebooks/later.py", "print('here')\n")
    for package in ("bare", "solo"):
        made.write(f"notebooks/{package}/__init__.py", "WORD = 'new'\n")
    made.write("reports/catalogue.yml", f"reports:\n{entries}# later\n")
    for path, stat in times.items():
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    second = made.cited("build", "--jobs", "2")
    assert second.returncode == 0, second.stdout
    return before, made.pages()


@pytest.mark.parametrize("way", READS)
def test_what_a_report_reads_makes_it_again_when_it_changes_though_times_stay(reading, way):
    page = f"{name(list(READS).index(way))}.html"
    before, after = reading
    assert before[page] != after[page]


PICTURES = [
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
]


def test_an_attachment_counts_and_a_file_that_nobody_read_does_not(project):
    for picture in PICTURES:
        one(project, "print('x')", markdown=(("markdown", "![a](attachment:a.png)"),))
        content = json.loads((project.root / "notebooks/one.ipynb").read_text())
        content["cells"][0]["attachments"] = {"a.png": {"image/png": picture}}
        project.write("notebooks/one.ipynb", json.dumps(content))
        assert built(project)
    project.write("notebooks/unread.dat", "y")
    assert not built(project)


def test_a_picture_and_a_stylesheet_that_a_page_takes_in_count_each_time_they_change(project):
    sheet = "from IPython.display import HTML\nHTML('<link rel=stylesheet href=a.css><p>red</p>')"
    files = {"notebooks/a.png": "picture", "notebooks/a.css": "@import 'b.css'", "notebooks/b.css": "p{top:0}"}
    for path, content in files.items():
        project.write(path, content)
    project.root.with_name("outside.png").write_text("outside")
    one(project, sheet, markdown=(("markdown", "# A\n\n![a](a.png) ![b](../../outside.png)"),))
    assert built(project)
    assert not built(project)
    for path, content in files.items():
        project.write(path, f"{content} ")
        assert built(project), path
    assert not built(project)


SLOW = "import time; open('../begun', 'w').close()\nwhile not __import__('os').path.exists('../go'): time.sleep(0.02)"


def test_data_that_are_changed_and_taken_back_during_a_build_leave_pages_of_one_state(project):
    project.cited("build")
    whole = project.pages()
    cells = [*THEME[:2], ("code", SLOW), *THEME[2:]]
    project.write("notebooks/theme.ipynb", notebook(cells))
    path = "data/figures/north-2020.csv"
    good = (project.root / path).read_text()
    build = start(project, "--jobs", "1")
    deadline = time.monotonic() + 60
    while not (project.root / "begun").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    project.change(path, "almost $4 billion", "almost $5 billion")
    project.write("go", "")
    said = ""
    with limited(build):
        for line in build.stdout:
            said += line
            if "[3/3]" in line:
                project.write(path, good)
    assert build.wait(timeout=60) == 0, said
    assert "The sources changed while they were read" in said
    for page, content in project.pages().items():
        assert b"$5 billion" not in content, page
    assert b"$4 billion" in whole["reserves.html"]
    assert "Nothing changed" in project.cited("build").stdout


PUBLISHED = [
    "index.html",
    "figure/index.html",
    "references.json",
    "references.bib",
    "data/sources.csv",
    "data/cited-figures.zip",
]


@pytest.mark.parametrize("how", ["deleted", "altered"])
def test_what_is_published_is_written_again_when_it_does_not_stand(built, how):
    before = {name: (built.root / "reports" / name).read_bytes() for name in PUBLISHED}
    # One after the other in the soak: what notices one must not be what writes another.
    for damaged in [[name] for name in PUBLISHED] if soaking() else [PUBLISHED]:
        for name in damaged:
            path = built.root / "reports" / name
            path.unlink()
            if how == "altered":
                path.write_bytes(before[name][:-1])
        assert built.cited("build").returncode == 0
        assert {name: (built.root / "reports" / name).read_bytes() for name in PUBLISHED} == before


HOSTILE = {
    "torn": lambda text: text[: len(text) // 2],
    "foreign": lambda text: '{"reports": [1]}',
    "no JSON": lambda text: "\0\xff",
    "nested": lambda text: "[" * 100_000,
    "another page": lambda text: text.replace('"reports/reserves.html"', '"reports/../../precious.html"'),
    "another folder": lambda text: text.replace('"reports/index.html"', '"reports/../../precious.html"'),
    "another function": lambda text: text.replace("cited.ledger.store.tables:select", "subprocess:run"),
    "another module": lambda text: text.replace("cited.ledger.store.tables:select", "cited.ledger.store.tables:forget"),
}


# Every third of them in the suite.
@pytest.mark.soak
@pytest.mark.parametrize("how", HOSTILE if soaking() else list(HOSTILE)[::3])
def test_a_cache_that_is_torn_foreign_or_hostile_costs_time_and_nothing_else(built, _built, how):
    precious = built.root.parent / "precious.html"
    precious.write_text("precious")
    path = built.root / caches.CACHE
    path.write_text(HOSTILE[how](path.read_text()), encoding="latin-1" if how == "no JSON" else None)
    result = built.cited("build")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    assert built.pages() == _built.pages()
    assert precious.read_text() == "precious"
    if "another" not in how or "folder" in how:
        assert result.stdout.count("not what a build has written") == 1


def test_a_report_that_takes_its_notes_away_or_spoils_them_fails_since_nothing_would_make_its_page_again(project):
    spoils = {"takes": "os.unlink(notes)", "empties": "open(notes, 'w').close()", "adds": "open(notes, 'a').write('a')"}
    entries = "reports:\n"
    for name, code in spoils.items():
        cells = [THEME[1], ("code", f"import os; notes = os.environ['CITED_READS']; {code};")]
        project.write(f"notebooks/{name}.ipynb", notebook(cells))
        entries += f"  - {{path: {name}, notebook: {name}, title: A, answers: A., parameters: {{theme: aid}}}}\n"
    project.write("reports/catalogue.yml", entries)
    result = project.cited("build")
    assert result.returncode == 1
    for name in spoils:
        assert f"a cell took away or changed .build/runs/{name}/reads.jsonl" in result.stdout


def test_a_report_that_writes_what_it_has_read_ends_with_one_and_is_named_and_one_that_keeps_a_copy_does_not(project):
    keeps = (
        "import os\nif not os.path.exists('b.txt'):\n    open('b.txt', 'w').write('kept')\nprint(open('b.txt').read())"
    )
    one(project, keeps)
    assert built(project)
    assert not built(project)
    project.write("notebooks/a.txt", "a")
    one(project, "text = open('a.txt').read()", "with open('a.txt', 'w') as file:\n    print(text, file=file)")
    result = project.cited("build")
    assert result.returncode == 1
    assert "Changed again while a report read it: notebooks/a.txt (reports/one.html). Run make again" in result.stdout
    assert b"</html>" in project.pages()["one.html"]


def test_a_journal_that_is_torn_inside_a_letter_is_no_fault(built, _built):
    path = built.root / caches.JOURNAL
    path.write_bytes('{"reports/reserves.html": {"fingerprint": "é'.encode()[:-1])
    result = built.cited("build")
    assert (result.returncode, "Traceback" in result.stderr) == (0, False), result.stderr
    assert built.pages() == _built.pages()


EXIT, DIED = "SystemExit: the notebook ended here; expected", "Kernel died: "
QUIT = "the notebook ended here, by `quit()` or `exit()`; expected its cells to run to the last"
# What ends a notebook in its fourth cell, and what is said of it.
ENDS = {
    "import sys; sys.exit()": EXIT,
    "import sys; sys.exit(0)": EXIT,
    "raise SystemExit": EXIT,
    "exit()": QUIT,
    "quit()": QUIT,
    "import os; os._exit(0)": f"{DIED}a cell ended its process with status 0, as `os._exit(0)` does; expected",
    "import os; os.write(2, b'so long'); os._exit(7)": "with status 7, as `os._exit(7)` does; expected its cells to run to"
    " the last; last on standard error: so long",
    "import os; os.kill(os.getpid(), 15)": f"{DIED}signal 15 (Terminated): sent by a cell or from outside",
    "import os; os.kill(os.getpid(), 9)": f"{DIED}signal 9 (Killed): sent by the system for want of memory or a signal",
    "import ctypes; ctypes.string_at(0)": f"{DIED}signal 11 (Segmentation fault): a crash in a library",
    "get_ipython().events = None": f"{DIED}the shell could not go on after what cells have",
    "import os, time; os.closerange(3, 99); time.sleep(60)": f"{DIED}a cell closed the descriptor over which it is given cells",
}


# One of them with ordinary kernels.
@pytest.mark.parametrize(
    ("ends", "arguments"), [(list(ENDS), ()), (list(ENDS)[1:2], ("--no-fork",))], ids=["forked", "ordinary"]
)
def test_any_end_before_the_last_cell_is_a_failure_of_which_cell_and_cause_are_named(project, ends, arguments):
    entries = "reports:\n"
    for number, end in enumerate(ends):
        project.write(f"notebooks/end{number}.ipynb", notebook([*THEME[:3], ("code", end), *THEME[3:]]))
        project.write(f"reports/end{number}.html", "<body>the last good page</body>")
        entries += (
            f"  - {{path: end{number}, notebook: end{number}, title: A, answers: A, parameters: {{theme: aid}}}}\n"
        )
    project.write("reports/catalogue.yml", entries)
    result = project.cited("build", *arguments)
    assert result.returncode == 1, result.stdout
    assert f"{len(ends)} of {len(ends)} reports failed" in result.stdout
    for number, end in enumerate(ends):
        (said,) = [line for line in result.stdout.splitlines() if f"notebooks/end{number}.ipynb" in line]
        assert f"notebooks/end{number}.ipynb, cell 4, with" in said and ENDS[end] in said, said
        assert b"the last good page" in project.pages()[f"end{number}.html"]
