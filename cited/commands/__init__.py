"""Every command of `cited`: its name, what it does, the function that does it, its arguments.

To add a command, add an entry to `COMMANDS`, and beside it a target to the Makefile. Its function takes the parsed
options and returns the exit status; the module of this folder that has it is imported only when the command is called.
"""

import argparse
import importlib
import os
from pathlib import Path

TYPE_CHECKING = False  # to a type checker it is true; importing typing takes a tenth of an idle build
if TYPE_CHECKING:
    from typing import Any

DONE, FAILED, BAD_INPUT = 0, 1, 2


class Argument:
    """An argument of a command, as `argparse.ArgumentParser.add_argument` takes it."""

    def __init__(self, *names: str, **settings: "Any"):
        self.names = names
        # Without a default, argparse calls also what may be left out required.
        self.settings = {"default": []} | settings if settings.get("nargs") == "*" else settings


class Command:
    """A command: `function` is `module:function` below this folder."""

    # No dataclass: importing it takes a tenth of the time of a build that has nothing to do.

    def __init__(self, name: str, summary: str, function: str, *arguments: Argument):
        self.name = name
        self.summary = summary
        self.function = function
        self.arguments = arguments

    def run(self, options: argparse.Namespace) -> int:
        """Import what the command needs, run it and return its exit status."""
        module, function = self.function.split(":")
        status: int = getattr(importlib.import_module(f"{__name__}.{module}"), function)(options)
        return status


def jobs(text: str) -> int:
    """Return how many reports may run at once."""
    if not text.isdecimal() or len(text) > 6 or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r}; expected how many reports run at once, 1 or more")
    return int(text)


def port(text: str) -> int:
    """Return a port of this machine, 0 for any."""
    if not text.isascii() or not text.isdecimal() or len(text) > 5 or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r}; expected a port from 1 to 65535, or 0 for any")
    return int(text)


def path(text: str) -> str:
    """Return a path with the home folder in place of `~`: after `TEXT=` not every shell puts it there."""
    return os.path.expanduser(text)  # noqa: PTH111 an empty path stays empty


def folder(text: str) -> Path:
    """Return the path of a folder that is named."""
    if not text:
        raise argparse.ArgumentTypeError("nothing; expected a folder, . for this one")
    return Path(path(text))


PAGES = Argument("pages", nargs="*", metavar="reports/<report>.html", help="only these pages; without any, all")
JOBS = Argument(
    "--jobs",
    type=jobs,
    default=os.cpu_count() or 1,
    metavar="N",
    help="how many reports run at once; without it, one per core",
)
NO_FORK = Argument("--no-fork", dest="fork", action="store_false", help="start ordinary kernels, which is slower")
SCHEDULER = Argument(
    "--scheduler", default="", metavar="tcp://...", help="run the reports on this dask.distributed cluster"
)
PORT = Argument("--port", type=port, default=0, help="serve the pages at this port of this machine; 0: any free port")
SINCE = Argument("--since", default="HEAD", metavar="COMMIT", help="compare with this commit; without it, the last one")
SOURCE = Argument("source", metavar="SOURCE", help="the document's id in data/sources.csv")
NEW_SOURCE = Argument(
    "source",
    nargs="*",
    metavar="SOURCE",
    help="the id of a new document, such as ministry-2024; else from its file name",
)
CODE = Argument("--code", action="store_true", help="the project's own code too: imports, types, style")
MODULES = Argument("--modules", action="store_true", help="what each module of the package is for, instead")
EACH_COMMAND = Argument("--commands", action="store_true", help="every command with its arguments, instead")
PAGE_ONLY = Argument("--page-only", action="store_true", help="only write the page that is read without a server")
TEXT = Argument("path", type=path, metavar="TEXT", help="path of the document")
LAB = Argument("arguments", nargs="*", help="arguments for JupyterLab itself, after --")
QUICK = Argument("--quick", action="store_true", help="few reports, few rows, once each: to try the benchmarks")
PARTS = Argument("parts", nargs="*", metavar="PART", help="only these parts; a wrong one lists all")

FILE = Argument(
    "file", type=path, nargs="?", default="", metavar="FILE", help="a table of a publisher, as it was downloaded"
)
SERIES = (
    Argument("--name", default="", metavar="NAME", help="what the id begins with, before the area: wages"),
    Argument("--area", default="", metavar="AREA", help="only these areas, by their codes: CHN JPN; all: every area"),
    Argument("--unit", default="", metavar="UNIT", help="the unit, with its scale: persons, billions of USD"),
    Argument("--title", default="", metavar="TEXT", help="the title, where the file has only a code"),
    Argument(
        "--decimal",
        default="",
        choices=(".", ","),
        metavar="SIGN",
        help="the decimal sign, where the file does not tell",
    ),
    Argument("--series", default="", metavar="ID", help="the held series of which it is an edition; new: of none"),
    Argument("--kind", default="", choices=("point", "end of period", "flow", "average"), help="what a value is"),
    Argument("--publisher", default="", metavar="NAME", help="who publishes it, where the file does not say"),
    Argument("--dataset", default="", metavar="NAME", help="the data set, where the file does not say"),
    Argument("--vintage", default="", metavar="DATE", help="the edition, where the file does not say"),
    Argument("--licence", default="", metavar="NAME", help="the licence, where the file does not say"),
    Argument("--address", default="", metavar="URL", help="where its publisher has it"),
)
TIE = (
    Argument("figure", nargs="?", default="", metavar="FIGURE", help="the figure's id"),
    Argument("--choice", default="", metavar="N", help="the number of an offer, or series@period"),
    Argument(
        "--definition",
        default="same",
        choices=("same", "other", "announced", "quoted"),
        help="whether the statistic means the same",
    ),
    Argument("--remark", default="", metavar="TEXT", help="what differs, or what a reader must know"),
)
FOLDER = Argument("folder", metavar="FOLDER", type=folder, help="a new or an empty folder; . for this one")

TO = Argument("to", type=path, metavar="TO", help="a new or an empty folder, or one that holds an earlier site")
PAGE = Argument("page", metavar="PAGE", help="a built page, such as reports/aid.html")
COPY = Argument(
    "--to", type=path, default="", metavar="FILE", help="the copy; without it, the page's name in this folder"
)
SITE = Argument("--site", default="", metavar="URL", help="where the site is published: the copy's links lead there")
NOTEBOOK_NAME = Argument("name", metavar="NAME", help="the notebook's name, such as aid-per-recipient")
QUESTION = Argument("question", metavar="QUESTION", help="the question that it asks")
NOTEBOOK = Argument("notebook", metavar="NOTEBOOK", help="a notebook of notebooks/, without .ipynb")
VALUES = Argument("values", nargs="*", metavar="PARAMETER=VALUE", help="values of its parameters")
OUT = Argument("--out", default="", metavar="NAME", help="the page's name below reports/adhoc/")

# In the order in which `cited --help` prints them.
COMMANDS = {
    "Reports": [
        Command("build", "build every report whose sources changed", "reports:build", PAGES, JOBS, SCHEDULER, NO_FORK),
        Command(
            "watch", "build at every save and reload the pages in the browser", "reports:watch", JOBS, PORT, NO_FORK
        ),
        Command("pdf", "print every built report to a PDF file beside its page", "reports:pdf"),
        Command("docx", "write every built report as a Word document", "reports:docx"),
        Command("publish", "copy the built site into a folder for any web server", "reports:publish", TO),
        Command("mail", "write a copy of a page that stands alone, to be sent", "reports:mail", PAGE, COPY, SITE),
        Command("weigh", "print the weight of each page, against the limits", "reports:weigh"),
    ],
    "Notebooks": [
        Command("lab", "open JupyterLab on the project, on this machine only", "notebooks:lab", LAB),
        Command("notebook", "make a notebook and its entry in the catalogue", "notebooks:new", NOTEBOOK_NAME, QUESTION),
        Command(
            "report",
            "make one report that the catalogue does not list",
            "notebooks:report",
            NOTEBOOK,
            VALUES,
            OUT,
            NO_FORK,
        ),
        Command("tidy", "remove outputs and metadata from the notebooks, format their code", "notebooks:tidy"),
    ],
    "Data": [
        Command("check", "check data, catalogue and notebooks against every rule", "data:check", CODE),
        Command("diff", "print what changed in figures, statistics and verdicts", "data:diff", SINCE),
        Command("series", "import statistics from a publisher's file", "statistics:series", FILE, *SERIES),
        Command("tie", "offer the statistics that could check a figure, and tie one", "statistics:tie", *TIE),
        Command("approve", "approve every verdict as it is now, for the tests", "statistics:approve"),
    ],
    "Documents": [
        Command("look", "show what a document prints, what adds up and what could check it", "documents:look", TEXT),
        Command("draft", "draft the rows of a new document", "documents:draft", TEXT, NEW_SOURCE),
        Command(
            "review", "serve the desk at which a draft is gone through", "documents:review", SOURCE, PORT, PAGE_ONLY
        ),
        Command("confirm", "make the draft of a document part of the ledger", "documents:confirm", SOURCE),
        Command("audit", "account for every number of every document whose text is here", "documents:audit"),
    ],
    "Project": [
        Command("init", "lay out a new project with one document and one report", "development:init", FOLDER),
        Command(
            "bench", "measure the grammar, and the build beside other tools", "development:bench", PARTS, QUICK, JOBS
        ),
        Command("licences", "list the licence of every pinned requirement", "development:licences"),
        Command("advisories", "check the pinned requirements for published advisories", "development:advisories"),
        Command(
            "reference",
            "print every name that notebooks import, every module, or every command",
            "reference:show",
            MODULES,
            EACH_COMMAND,
        ),
        Command(
            "completion",
            "print what makes bash, zsh or fish complete these commands",
            "development:completion",
            Argument("shell", nargs="?", choices=("bash", "zsh", "fish"), default="bash", help="by default bash"),
        ),
    ],
}


def every() -> dict[str, Command]:
    """Return every command by its name."""
    return {command.name: command for group in COMMANDS.values() for command in group}
