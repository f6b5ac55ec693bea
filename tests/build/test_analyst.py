"""The day of an analyst by commands: a new notebook, a report for one question, merging, sending."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import REPOSITORY, make

from cited import merging
from cited.press.site import browser

MAKE = shutil.which("make")


def test_a_new_notebook_publishes_at_once(project):
    before = (project.root / "reports/catalogue.yml").read_text(encoding="utf-8")
    made = project.cited("notebook", "aid-per-recipient", "Who received how much?")
    assert made.returncode == 0, made.stderr
    catalogue = (project.root / "reports/catalogue.yml").read_text(encoding="utf-8")
    assert catalogue.startswith(before.rstrip("\n"))
    built = project.cited("build", "reports/aid-per-recipient.html")
    assert built.returncode == 0, built.stdout + built.stderr
    page = (project.root / "reports/aid-per-recipient.html").read_text(encoding="utf-8")
    assert page.partition("<main")[2].partition("</main>")[0].count("Who received how much?") == 1
    assert 'data-figure="south-2021-1"' in page


@pytest.mark.parametrize(
    ("name", "question", "message"),
    [
        ("theme", "Why?", "NAME: notebooks/theme.ipynb is there already"),
        ("Aid!", "Why?", "NAME: “Aid!”; expected lower-case words"),
        ("aid", " ", "expected the question that the notebook asks"),
    ],
)
def test_a_notebook_that_cannot_be_made_changes_nothing(project, name, question, message):
    before = {path: path.read_bytes() for path in project.root.rglob("*") if path.is_file()}
    run = project.cited("notebook", "--", name, question)
    assert (run.returncode, message in run.stderr) == (2, True)
    assert before == {path: path.read_bytes() for path in before}


def test_a_report_for_one_question_is_checked_and_stays_out_of_the_index(built):
    index = (built.root / "reports/index.html").read_bytes()
    run = built.cited("report", "theme", "theme=reserves", "first=2014", "--out=mine")
    assert run.returncode == 0, run.stdout + run.stderr
    page = (built.root / "reports/adhoc/mine.html").read_text(encoding="utf-8")
    assert "north-2020-1" in page and "south-2021-1" not in page
    assert built.cited("build").returncode == 0
    assert (built.root / "reports/adhoc/mine.html").is_file()
    assert (built.root / "reports/index.html").read_bytes() == index


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["theme", "them=aid"], "notebook theme declares theme, first; did you mean “theme”?"),
        (["theme", "theme=aidd"], "did you mean “aid”?"),
        (["theme", "first=soon"], "expected int | None, as None"),
        (["them"], "did you mean “theme”?"),
        (["theme", "aid"], "expected PARAMETER=VALUE"),
        (["theme", "--out=../up"], "expected lower-case words"),
    ],
)
def test_a_report_with_bad_parameters_is_refused(project, arguments, message):
    run = project.cited("report", *arguments)
    assert (run.returncode, message in run.stderr) == (2, True), run.stderr


def test_make_names_the_variable_that_was_meant():
    run = subprocess.run(
        [MAKE, "-n", "diff", "SINC=HEAD"], cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=False
    )
    assert run.returncode == 2
    assert "no variable SINC; did you mean SINCE?" in run.stderr


def test_make_report_takes_the_parameters_of_its_notebook():
    run = subprocess.run(
        [MAKE, "-n", "report", "NOTEBOOK=aid", "recipient=France"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 0
    assert '"recipient=$recipient"' in run.stdout


def git(folder: Path, *words: str) -> subprocess.CompletedProcess:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    return subprocess.run(
        ["git", *identity, *words], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )


def test_two_people_edit_neighbouring_cells_and_merge_without_meeting_json(tmp_path):
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / ".venv").symlink_to(Path(sys.executable).parent.parent)
    (tmp_path / ".git/info/exclude").write_text(".venv\n")
    shutil.copy(REPOSITORY / ".gitattributes", tmp_path)
    name = "aid.ipynb"
    shutil.copy(REPOSITORY / "notebooks/aid.ipynb", tmp_path / name)
    assert merging.configure(tmp_path)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    prose = [n for n, cell in enumerate(load(tmp_path / name)["cells"]) if cell["cell_type"] == "markdown"][:2]

    def edit(cell: int, text: str, branch: str) -> None:
        git(tmp_path, "checkout", "-q", "-B", branch, "main")
        content = load(tmp_path / name)
        content["cells"][cell]["source"] = [text]
        (tmp_path / name).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        git(tmp_path, "commit", "-q", "-a", "-m", branch)

    edit(prose[0], "# The first person's words?", "first-person")
    edit(prose[1], "## The second person's words", "second-person")
    merged = git(tmp_path, "merge", "-q", "first-person", "-m", "both")
    assert merged.returncode == 0, merged.stdout + merged.stderr
    sources = ["".join(cell["source"]) for cell in load(tmp_path / name)["cells"]]
    assert sources[prose[0]] == "# The first person's words?"
    assert sources[prose[1]] == "## The second person's words"


def load(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_site_goes_to_a_folder_without_what_is_for_one_question(built, tmp_path):
    built.cited("report", "theme", "--out=mine")
    target = tmp_path / "site"
    run = built.cited("publish", str(target))
    assert run.returncode == 0, run.stderr
    assert (target / "index.html").is_file() and (target / "theme/aid.html").is_file()
    assert not (target / "adhoc").exists() and not (target / "catalogue.yml").exists()
    built.change("reports/catalogue.yml", "[trade, aid]", "[aid]")
    built.cited("build")
    assert built.cited("publish", str(target)).returncode == 0
    assert not (target / "theme/trade.html").exists()
    (target / "mine.html").write_text("mine")
    assert built.cited("publish", str(target)).returncode == 2
    assert (target / "mine.html").read_text() == "mine"


def test_a_folder_with_other_files_is_not_published_into(built, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/mine.txt").write_text("mine")
    run = built.cited("publish", str(tmp_path / "letters"))
    assert (run.returncode, "expected an empty folder" in run.stderr) == (2, True)
    assert (tmp_path / "letters/mine.txt").read_text() == "mine"


def test_a_report_is_a_word_document_with_its_tables_and_links(built):
    from docx import Document

    first = built.cited("docx")
    assert first.returncode == 0, first.stderr
    path = built.root / "reports/docx/theme/aid.docx"
    content = path.read_bytes()
    assert built.cited("docx").returncode == 0
    assert path.read_bytes() == content
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("more than 1.8 million masks" in cell for cell in cells)
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    anchors = set(re_all(r'w:anchor="(\w+)"', xml))
    assert anchors and anchors <= set(re_all(r'w:bookmarkStart[^>]*w:name="(\w+)"', xml))


@pytest.mark.skipif(browser.path() is None, reason="Chromium draws the charts")
def test_a_chart_of_the_page_is_drawn_for_word(tmp_path, monkeypatch):
    from cited.press.site import drawn

    monkeypatch.chdir(tmp_path)
    chart = '<figure class="chart" id="c1"><p class="title">T</p><div style="width:300px;height:100px;background:#f00"></div></figure>'
    pages = [tmp_path / "plain.html", tmp_path / "drawn.html"]
    for page, body in zip(pages, ("a", chart), strict=True):
        page.write_text(f"<!DOCTYPE html><body>{body}", encoding="utf-8")
    with drawn.charts_of(pages) as pictures:
        plain, shown = list(pictures)
    assert plain == {} and list(shown) == ["c1"]
    assert shown["c1"].png.startswith(b"\x89PNG") and shown["c1"].width > 300


def re_all(pattern: str, text: str) -> list[str]:
    import re

    return re.findall(pattern, text)


def relative(html: str) -> list[str]:
    """Return the links of a page that lead to other files beside it, and the places in it to which nothing answers."""
    links = re_all(r'<a [^>]*href="([^"]+)"', html)
    ids = set(re_all(r'\bid="([^"]+)"', html))
    return [link for link in links if not (link[1:] in ids if link[0] == "#" else ":" in link.split("/")[0])]


def test_a_mailed_page_keeps_everything_and_has_no_dead_link(built, tmp_path):
    page = (built.root / "reports/theme/aid.html").read_text(encoding="utf-8")
    assert len(relative(page)) > 5
    run = built.cited("mail", "reports/theme/aid.html", f"--to={tmp_path}/aid.html")
    assert run.returncode == 0, run.stderr
    alone = (tmp_path / "aid.html").read_text(encoding="utf-8")
    assert relative(alone) == []
    assert "This copy was sent on its own" in alone
    assert alone.count("data-figure=") == page.count("data-figure=")
    assert (
        built.cited("mail", "theme/aid", f"--to={tmp_path}/b.html", "--site=https://example.org/cited/").returncode == 0
    )
    linked = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert 'href="https://example.org/cited/figure/south-2021-1.html"' in linked and relative(linked) == []
    assert built.cited("mail", "figure/south-2021-1", f"--to={tmp_path}/c.html").returncode == 0
    figure = (tmp_path / "c.html").read_text(encoding="utf-8")
    # It has in it what it shares on its site, admitted by its hash.
    assert "<link rel=" not in figure.replace('<link rel="icon"', "") and "<script src" not in figure
    assert ".verdict{" in figure and "style-src 'sha256-" in figure


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["reports/theme/aidd.html"], "no page; did you mean “reports/theme/aid.html”?"),
        (["reports/theme/aid.html", "--to=reports/copy.html"], "expected a file .html outside data/"),
        (["reports/theme/aid.html", "--site=example.org"], "expected an address that begins with https://"),
    ],
)
def test_a_page_that_cannot_be_mailed_is_named(built, arguments, message):
    run = built.cited("mail", *arguments)
    assert (run.returncode, message in run.stderr) == (2, True), run.stderr


def test_a_build_without_the_texts_says_so_in_its_last_line(built):
    (built.root / "reports/reserves.html").unlink()
    last = built.cited("build").stdout.splitlines()[-1]
    assert "texts of 2 documents are not here" in last and "data/texts/" in last and "CITED_TEXTS" in last


@pytest.mark.skipif(not browser.path(), reason="no Chromium on this machine; install the package chromium")
def test_every_page_is_printed_into_a_pdf_file_beside_it(built):
    run = built.cited("pdf")
    assert run.returncode == 0, run.stdout + run.stderr
    for page in ("theme/aid", "theme/trade", "reserves"):
        assert (built.root / f"reports/{page}.pdf").read_bytes().startswith(b"%PDF-")


def test_clean_removes_what_was_built_and_nothing_that_people_write(built):
    shutil.copy(REPOSITORY / "Makefile", built.root)
    before = {path for path in built.root.rglob("*") if path.is_file()}
    # A clone has the package beside its Makefile.
    run = make(built.root, "clean", f"PYTHON={sys.executable}")
    assert run.returncode == 0, run.stderr
    left = {path for path in built.root.rglob("*") if path.is_file()}
    gone = {path.relative_to(built.root).parts[0] for path in before - left}
    assert gone == {"reports", ".build"}
    assert [path.name for path in left if path.parent.name == "reports"] == ["catalogue.yml"]


def test_texts_that_come_or_go_rebuild_only_pages_that_show_sentences_and_only_once(project):
    folder = project.root.parent / "texts"
    folder.mkdir()
    lines = [""] * 40
    lines[2] = "It held almost $4 billion then."
    text = "\n".join(lines).encode()
    (folder / "north.txt").write_bytes(text)
    project.change("data/sources.csv", "a" * 64, hashlib.sha256(text).hexdigest())

    def build(texts: str) -> str:
        command = [sys.executable, "-m", "cited", "build"]
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "CITED_TEXTS": texts}
        run = subprocess.run(
            command, cwd=project.root, env=environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    build("")
    with_texts = build(str(folder))
    # `aid` cites the other document only; its sentences are still not there.
    assert "reports/reserves.html" in with_texts and "reports/theme/trade.html" in with_texts
    assert "reports/theme/aid.html" not in with_texts
    assert "It held" in (project.root / "reports/reserves.html").read_text(encoding="utf-8")
    assert "Nothing changed" in build(str(folder))
    assert "2 of 3 reports built" in build("")
    assert "Nothing changed" in build("")
