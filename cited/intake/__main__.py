"""The commands of intake: audit, draft, review, confirm, bench."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from cited import project, refusals
from cited.intake import audit, bench, draft, files, review, standing
from cited.intake.classes import CLASSES
from cited.ledger import audits


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its status: 0 done, 2 bad input, which is named, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="python -m cited.intake", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("audit", help="account for every number of every document")
    new = commands.add_parser("draft", help="draft the rows of a new document")
    new.add_argument("path", help="the document: text, Markdown, HTML or PDF")
    new.add_argument("source", nargs="*", help="its id, such as ministry-2024; else from the file's name")
    for name, what in (
        ("review", "write a page of a document's numbers"),
        ("confirm", "make a draft part of the ledger"),
    ):
        commands.add_parser(name, help=what).add_argument("source", help="the document's id")
    commands.add_parser("bench", help="measure the grammar against the ledger")
    given = parser.parse_args(arguments)
    try:
        return _COMMANDS[given.command](given)
    except project.InputError as error:
        print("\n".join(error.faults), file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{refusals.words(error)}; nothing half-written stands anywhere.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Interrupted; nothing half-written stands anywhere.", file=sys.stderr)
        return 1


def _audit(_given) -> int:
    results, unaudited = audit.audit()
    heads = ("found", "figures", "in figures", *CLASSES, *audit.KINDS)
    width = max([len("document"), *(len(result.source) + 8 * result.draft for result in results)])
    print("  ".join(["document".ljust(width), *heads]))
    for result in results:
        faults = [sum(fault.kind == kind for fault in result.faults) for kind in audit.KINDS]
        cells = [result.found, result.figures, *result.counts.values(), *faults]
        name = f"{result.source} (draft)" if result.draft else result.source
        print(
            "  ".join(
                [name.ljust(width), *(str(cell).rjust(len(head)) for cell, head in zip(cells, heads, strict=True))]
            )
        )
    for sentence in unaudited:
        print(sentence)
    confirmed = sum(not row.get(draft.DRAFT) for row in files.sources())
    print(f"{sum(not result.draft for result in results)} of {confirmed} documents audited")
    if not results:
        print(
            "Nothing was audited: no text is at hand; put the texts into data/texts/ or name their folder: CITED_TEXTS"
        )
    faults = [fault for result in results for fault in result.faults]
    for fault in faults:
        print(f"{fault.kind}: {fault.words}", file=sys.stderr)
    if not faults and standing.write(results):
        print(f"{audits.RESULT} written")
    return 1 if faults else 0


def _draft(given) -> int:
    if not given.path:
        raise project.InputError("TEXT: nothing; expected the path of a document: TEXT=path/to/report.pdf")
    done = draft.draft(Path(given.path), " ".join(given.source))
    kept = f", {done.kept} kept as they were" if done.kept else ""
    print(f"{done.source}: {done.new} rows drafted{kept}. {done.remark}".strip())
    print(f"read as {done.text.relative_to(project.root())}; rows in data/figures/{done.source}.csv")
    print(f"review page: {review.review(done.source).relative_to(project.root())}")
    return 0


def _review(given) -> int:
    print(review.review(given.source).relative_to(project.root()))
    return 0


def _confirm(given) -> int:
    done = draft.confirm(given.source)
    print(f"{given.source}: {done.figures} figures confirmed; `make check audit` proves them")
    if done.excused:
        print(f"{done.excused} of them stand in data/checks.csv with an excuse: tie those that a statistic checks")
    return 0


def _bench(_given) -> int:
    scores, missed = bench.bench()
    print(bench.table(scores))
    if not any(other for _, other in scores.values()):
        print(f"quantulum3 is not installed; {bench.VARIABLE} may name a Python that has it")
    for sentence in missed:
        print(sentence)
    return 0


_COMMANDS = {"audit": _audit, "draft": _draft, "review": _review, "confirm": _confirm, "bench": _bench}

if __name__ == "__main__":
    sys.exit(main())
