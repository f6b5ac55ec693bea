"""The commands of intake: look, draft, review, confirm, audit."""

import argparse
import functools
import gc
import sys
from collections.abc import Callable
from pathlib import Path

from cited import messages, project
from cited.commands import BAD_INPUT, DONE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cited.intake.auditing.audit import Result


def _uncollected(command: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Let a command that reads one document and ends do without the search for cycles, a sixth of its time: it keeps
    all that it reads until its end."""

    @functools.wraps(command)
    def run(options: argparse.Namespace) -> int:
        gc.disable()
        try:
            return command(options)
        finally:
            gc.enable()

    return run


@_uncollected
def look(options: argparse.Namespace) -> int:
    """Print what a first look found and where its page and table are."""
    from cited.intake.formats import documents
    from cited.intake.looking import look, lookpage

    if not options.path:
        raise project.InputError("TEXT: nothing; expected the path of a document: TEXT=path/to/report.pdf")
    path = Path(options.path)
    first_look = look.examine(documents.document(path), path)
    page, table = lookpage.write(first_look)
    print(look.summary(first_look))
    print(f"page: {page.relative_to(project.root())}")
    print(f"table: {table.relative_to(project.root())}")
    return DONE


@_uncollected
def draft(options: argparse.Namespace) -> int:
    from cited.intake.desk import page
    from cited.intake.drafting import draft

    if not options.path:
        raise project.InputError("TEXT: nothing; expected the path of a document: TEXT=path/to/report.pdf")
    done = draft.draft(Path(options.path), " ".join(options.source))
    kept = f", {done.kept} kept as they were" if done.kept else ""
    print(f"{done.source}: {done.new:,} {'row' if done.new == 1 else 'rows'} drafted{kept}. {done.remark}".strip())
    print(f"read as {done.text.relative_to(project.root())}; rows in data/figures/{done.source}.csv")
    try:
        written = page.write(done.source).relative_to(project.root())
    except OSError as error:
        # The rows are what was wanted, and they stand; the page is made anew whenever it is opened.
        print(
            f"no review page: {messages.describe_os_error(error)}; the draft stands, and make review "
            f"SOURCE={done.source} writes the page",
            file=sys.stderr,
        )
    else:
        print(f"review page: {written}; edit it: make review SOURCE={done.source}")
    return DONE


def review(options: argparse.Namespace) -> int:
    """Write the page that is read without a server, and serve the desk until Ctrl-C."""
    from cited.intake.desk import page

    print(page.write(options.source).relative_to(project.root()), flush=True)
    if options.page_only:
        return DONE
    from cited.intake.desk import server

    desk = server.Server(options.source, options.port)
    server.serve(
        desk,
        f"The desk of {options.source}: {desk.address}\n"
        "Open it in a browser of this machine; every edit is saved at once. Ctrl-C ends the desk.",
    )
    print("\nThe desk has ended; every edit is saved.")
    return DONE


@_uncollected
def confirm(options: argparse.Namespace) -> int:
    from cited.intake.drafting import confirm

    done = confirm.confirm(options.source)
    figures = "figure" if done.figures == 1 else "figures"
    print(f"{options.source}: {done.figures} {figures} confirmed; `make check audit` proves them")
    if done.excused:
        stand = "stands" if done.excused == 1 else "stand"
        print(f"{done.excused} of them {stand} in data/checks.csv with an excuse: tie those that a statistic checks")
    if done.related:
        are = "relation between them is" if done.related == 1 else "relations between them are"
        print(f"{done.related} {are} drafted in data/relations.csv: look whether each is meant")
    if done.left:
        print(f"{done.left} more that `make look` shows have no row there, such as totals, averages and currencies")
    return DONE


@_uncollected
def audit(_options: argparse.Namespace) -> int:
    """Print one row per document with its numbers by class and its faults, which are bad input, as for `check`."""
    from cited.intake.auditing import audit, audit_results
    from cited.ledger.store import audits, tables

    # Without tables there is nothing to account for, and nothing to write.
    tables.package()
    done = audit.audit()
    print(*_audit_table(done.results), *done.missing, sep="\n")
    faults = [*done.changed, *(fault for result in done.results for fault in result.faults)]
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults and audit_results.write(done.results):
        print(f"{audits.RESULT} written")
    print(done.coverage)
    return BAD_INPUT if faults else DONE


def _audit_table(results: list["Result"]) -> list[str]:
    from cited.intake.auditing import audit
    from cited.intake.classing.classes import CLASSES

    heads = ("found", "figures", "in figures", *CLASSES, *audit.KINDS)
    width = max([len("document"), *(len(result.source) + 8 * result.draft for result in results)])
    lines = ["  ".join(["document".ljust(width), *heads])]
    for result in results:
        faults = [sum(fault.kind == kind for fault in result.faults) for kind in audit.KINDS]
        cells = [result.found, result.figures, *result.counts.values(), *faults]
        name = f"{result.source} (draft)" if result.draft else result.source
        aligned = (str(cell).rjust(len(head)) for cell, head in zip(cells, heads, strict=True))
        lines.append("  ".join([name.ljust(width), *aligned]))
    return lines
