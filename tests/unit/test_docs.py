"""The documentation: its links lead somewhere, and what it names exists."""

import re
import tomllib
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from conftest import REPOSITORY, each_case

from cited import commands
from cited.press.reports.report import LIMITS

PAGES = sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md"), *REPOSITORY.glob("data/*.md")])
TARGETS = set(re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))


def name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def anchors(path: Path) -> set[str]:
    """Return the anchors that a Markdown page has for its headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@each_case("page", PAGES)
def test_the_links_of_a_page_lead_to_a_file_and_a_heading(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{target} is not there"
        assert not anchor or anchor in anchors(file), f"{target}: no such heading"


# The changelog names what there was before, too.
@each_case("page", [page for page in PAGES if name(page) != "CHANGELOG.md"])
def test_a_page_names_only_commands_and_targets_that_exist(page):
    text = page.read_text(encoding="utf-8")
    code = "\n".join([*re.findall(r"`([^`\n]+)`", text), *re.findall(r"^    (\S.*)$", text, flags=re.MULTILINE)])
    assert set(re.findall(r"(?:^|&& )make ([a-z]+)\b", code, flags=re.MULTILINE)) <= TARGETS
    assert set(re.findall(r"^(?:\.venv/bin/)?cited ([a-z]+)\b", code, flags=re.MULTILINE)) <= set(commands.every())


def test_every_page_of_docs_is_reached_from_the_readme():
    reached, waiting = set(), [REPOSITORY / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        for target in re.findall(r"\]\(([^)\s#]+\.md)", page.read_text(encoding="utf-8")):
            file = (page.parent / target).resolve()
            if file.exists() and file not in reached:
                waiting.append(file)
    assert [name(page) for page in REPOSITORY.glob("docs/**/*.md") if page not in reached] == []


def test_the_readme_is_short_and_types_no_count():
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    # Versions, licences and what stands in code are no counts.
    plain = re.sub(r"`[^`]*`|\([^)]*\)|^    .*$|Python \d\.\d+|CC BY \d\.\d", "", text, flags=re.MULTILINE)
    assert re.findall(r"\d+", plain) == []


@each_case("page", PAGES)
def test_a_page_has_no_marks_of_an_unfinished_merge(page):
    assert re.findall(r"^(?:<{7}|>{7}|={7}$).*", page.read_text(encoding="utf-8"), re.MULTILINE) == []


def test_package_changelog_and_citation_say_the_same_version():
    version = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    heads = re.findall(
        r"^## (\d+\.\d+\.\d+) – \d{4}-\d\d-\d\d$",
        (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    cited = re.search(r"^version: (.+)$", (REPOSITORY / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)[1]
    assert heads[0] == cited == version


@each_case("command", commands.every())
def test_every_command_is_named_in_the_documentation(command):
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES if page.name != "CHANGELOG.md")
    assert re.search(rf"\b(?:make|cited) {command}\b", pages)


@each_case("page", [page for page in PAGES if name(page) != "CHANGELOG.md"])
def test_the_code_that_a_page_names_is_there(page):
    for code in re.findall(r"`([^`\n]+)`", page.read_text(encoding="utf-8")):
        if re.fullmatch(r"(?:cited|docs|tests|benchmarks|notebooks)/[\w./-]+", code):
            # An example's notebook, and what Python keeps where it may.
            made = code in ("notebooks/aid-per-recipient.ipynb", "cited/__pycache__")
            assert made or (REPOSITORY / code).exists(), f"{code} is not there"
        elif re.fullmatch(r"cited(?:\.\w+)+", code):
            module, _, member = code.rpartition(".")
            assert hasattr(import_module(module), member) or find_spec(code), f"{code} is not there"


def test_every_file_that_the_code_names_is_there():
    """Below the folders that only this repository has; `data/`, `notebooks/` and `reports/` are any project's."""
    named = re.compile(r"(?<![\w/.<-])(?:cited|docs|tests|benchmarks)/[\w./-]*\w")
    texts = {
        path: path.read_text(encoding="utf-8")
        for folder in ("cited", "benchmarks")
        for path in sorted((REPOSITORY / folder).rglob("*.py"))
    }
    missing = [
        f"{name(path)}: {code}"
        for path, text in texts.items()
        for code in named.findall(text)
        if not (REPOSITORY / code).exists()
    ]
    assert missing == [] and len(texts) > 400


def test_every_variable_of_make_and_every_limit_of_a_report_is_documented():
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    given = re.search(r"^VARIABLES := (.+)$", makefile, re.MULTILINE)[1].split()
    # What `make help` prints counts: the words after each target.
    pages = "\n".join(
        [*re.findall(r"(?:##|@echo) .*", makefile), *(page.read_text(encoding="utf-8") for page in PAGES)]
    )
    variables = [name for name in given if not name.startswith("$")]
    for word in [*variables, "UNIT", "AREA", "CHOICE", *LIMITS]:
        assert re.search(rf"\b{word}\b", pages), f"{word} is nowhere documented"
