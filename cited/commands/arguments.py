"""The arguments of the commands: what each is called and means, and what completes it."""

import argparse
import os
from pathlib import Path

TYPE_CHECKING = False  # to a type checker it is true; importing typing takes a tenth of an idle build
if TYPE_CHECKING:
    from typing import Any


class Argument:
    """An argument of a command, as `argparse.ArgumentParser.add_argument` takes it.

    `words` says what of the project completes it, as `completion` knows it: `table.column`, or a kind of its own.
    """

    def __init__(self, *names: str, words: str = "", **settings: "Any"):
        self.names = names
        self.words = words
        # Without a default, argparse calls also what may be left out required.
        self.settings = {"default": []} | settings if settings.get("nargs") == "*" else settings


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


PAGES = Argument(
    "pages", words="pages", nargs="*", metavar="reports/<report>.html", help="only these pages; without any, all"
)
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
SINCE = Argument(
    "--since",
    words="commits",
    default="HEAD",
    metavar="COMMIT",
    help="compare with this commit; without it, the last one",
)
SOURCE = Argument("source", words="drafts", metavar="SOURCE", help="the document's id in data/sources.csv")
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
PYTEST = Argument("arguments", nargs="*", help="arguments for pytest itself, after --; without any, every test")
PART = Argument("--part", default="1/1", metavar="1/5", help="only this part of the five hundred kills, as a fraction")
TIDY_CODE = Argument("--code", action="store_true", help="format the project's own code, too")
WRITE = Argument("--write", action="store_true", help="write all three into docs/ instead of printing one")
QUICK = Argument("--quick", action="store_true", help="few reports, few rows, once each: to try the benchmarks")
ROWS = Argument(
    "rows",
    words="figures.figure",
    nargs="*",
    metavar="ROW",
    help="only these: a figure's id, or the key of a row or its first part; without any, all",
)
PARTS = Argument("parts", words="parts", nargs="*", metavar="PART", help="only these parts; a wrong one lists all")

FILE = Argument(
    "file", type=path, nargs="?", default="", metavar="FILE", help="a table of a publisher, as it was downloaded"
)
SERIES = (
    Argument("--name", default="", metavar="NAME", help="what the id begins with, before the area: wages"),
    Argument(
        "--area",
        words="series.area",
        default="",
        metavar="AREA",
        help="only these areas, by their codes: CHN JPN; all: every area",
    ),
    Argument(
        "--unit",
        words="series.unit",
        default="",
        metavar="UNIT",
        help="the unit, with its scale: persons, billions of USD",
    ),
    Argument("--title", default="", metavar="TEXT", help="the title, where the file has only a code"),
    Argument(
        "--decimal",
        default="",
        choices=(".", ","),
        metavar="SIGN",
        help="the decimal sign, where the file does not tell",
    ),
    Argument(
        "--series",
        words="series.series",
        default="",
        metavar="ID",
        help="the held series of which it is an edition; new: of none",
    ),
    Argument("--kind", default="", choices=("point", "end of period", "flow", "average"), help="what a value is"),
    Argument(
        "--publisher",
        words="series.publisher",
        default="",
        metavar="NAME",
        help="who publishes it, where the file does not say",
    ),
    Argument(
        "--dataset",
        words="series.dataset",
        default="",
        metavar="NAME",
        help="the data set, where the file does not say",
    ),
    Argument("--vintage", default="", metavar="DATE", help="the edition, where the file does not say"),
    Argument(
        "--licence",
        words="series.licence",
        default="",
        metavar="NAME",
        help="the licence, where the file does not say",
    ),
    Argument("--address", default="", metavar="URL", help="where its publisher has it"),
)
TIE = (
    Argument("figure", words="figures.figure", nargs="?", default="", metavar="FIGURE", help="the figure's id"),
    Argument(
        "--choice", words="series.series", default="", metavar="N", help="the number of an offer, or series@period"
    ),
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
PAGE = Argument("page", words="pages", metavar="PAGE", help="a built page, such as reports/aid.html")
COPY = Argument(
    "--to", type=path, default="", metavar="FILE", help="the copy; without it, the page's name in this folder"
)
SITE = Argument("--site", default="", metavar="URL", help="where the site is published: the copy's links lead there")
NOTEBOOK_NAME = Argument("name", metavar="NAME", help="the notebook's name, such as aid-per-recipient")
QUESTION = Argument("question", metavar="QUESTION", help="the question that it asks")
NOTEBOOK = Argument("notebook", words="notebooks", metavar="NOTEBOOK", help="a notebook of notebooks/, without .ipynb")
VALUES = Argument("values", words="parameters", nargs="*", metavar="PARAMETER=VALUE", help="values of its parameters")
OUT = Argument("--out", default="", metavar="NAME", help="the page's name below reports/adhoc/")
