"""Every command of `cited`: its name, what it does, the function that does it, its arguments.

To add a command, add an entry to `COMMANDS`, and beside it a target to the Makefile. Its function takes the parsed
options and returns the exit status; the module of this folder that has it is imported only when the command is called.
"""

import argparse
import importlib

from cited import project
from cited.commands.arguments import (
    CODE,
    COPY,
    EACH_COMMAND,
    FILE,
    FOLDER,
    JOBS,
    LAB,
    MODULES,
    NEW_SOURCE,
    NO_FORK,
    NOTEBOOK,
    NOTEBOOK_NAME,
    OUT,
    PAGE,
    PAGE_ONLY,
    PAGES,
    PART,
    PARTS,
    PORT,
    PYTEST,
    QUESTION,
    QUICK,
    ROWS,
    SCHEDULER,
    SERIES,
    SINCE,
    SITE,
    SOURCE,
    TEXT,
    TIDY_CODE,
    TIE,
    TO,
    VALUES,
    WRITE,
    Argument,
)

DONE, FAILED, BAD_INPUT = 0, 1, 2


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
        if self.name in ON_LEDGER and not project.has_ledger():
            from cited.ledger.store import tables

            # Says what is missing.
            tables.package()
        module, function = self.function.split(":")
        status: int = getattr(importlib.import_module(f"{__name__}.{module}"), function)(options)
        return status


# What only a project with a ledger can do.
ON_LEDGER = frozenset({"diff", "series", "tie", "approve", "look", "draft", "review", "confirm", "audit"})

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
        Command(
            "tidy", "remove outputs and metadata from the notebooks, format their code", "notebooks:tidy", TIDY_CODE
        ),
    ],
    "Data": [
        Command("check", "check data, catalogue and notebooks against every rule", "data:check", CODE),
        Command("diff", "print what changed in figures, statistics and verdicts", "data:diff", SINCE),
        Command("series", "import statistics from a publisher's file", "statistics:series", FILE, *SERIES),
        Command("tie", "offer the statistics that could check a figure, and tie one", "statistics:tie", *TIE),
        Command(
            "approve",
            "approve verdicts and cells as they are now: check names each later change",
            "data:approve",
            ROWS,
        ),
    ],
    "Documents": [
        Command(
            "look",
            "show what a document prints, what adds up and what could check it",
            "documents:look",
            TEXT,
        ),
        Command("draft", "draft the rows of a new document", "documents:draft", TEXT, NEW_SOURCE),
        Command(
            "review",
            "serve the desk at which a draft is gone through",
            "documents:review",
            SOURCE,
            PORT,
            PAGE_ONLY,
        ),
        Command("confirm", "make the draft of a document part of the ledger", "documents:confirm", SOURCE),
        Command("audit", "account for every number of every document whose text is here", "documents:audit"),
    ],
    "Project": [
        Command("init", "lay out a new project with one document and one report", "development:init", FOLDER),
        Command("clean", "remove what was built: the pages and .build/", "repository:clean"),
        Command("licences", "list the licence of every pinned requirement", "development:licences"),
        Command("advisories", "check the pinned requirements for published advisories", "development:advisories"),
        Command(
            "completion",
            "print what makes bash, zsh or fish complete these commands",
            "completion:script",
            Argument("shell", nargs="?", choices=("bash", "zsh", "fish"), default="bash", help="by default bash"),
        ),
    ],
    "The repository's own code": [
        Command("test", "run the tests, and measure how much of the package they reach", "repository:test", PYTEST),
        Command("soak", "kill commands at random moments, look at every page and notebook", "repository:soak", PART),
        Command(
            "bench", "measure the grammar, and the build beside other tools", "development:bench", PARTS, QUICK, JOBS
        ),
        Command("peers", "install what else the bench measures into .build/", "development:peers"),
        Command(
            "reference",
            "print every name that notebooks import, every module, or every command",
            "reference:show",
            MODULES,
            EACH_COMMAND,
            WRITE,
        ),
        Command("pins", "resolve pyproject.toml anew into requirements.txt, with hashes", "repository:pins"),
        Command("scripts", "shorten the scripts that pages carry", "repository:scripts"),
    ],
}


def every() -> dict[str, Command]:
    """Return every command by its name."""
    return {command.name: command for group in COMMANDS.values() for command in group}
