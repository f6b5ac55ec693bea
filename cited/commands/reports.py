"""The commands that make pages: build, watch, pdf, weigh."""

import argparse
import sys

from cited import messages
from cited.press.build.data import Data as NotebookProject

TYPE_CHECKING = False  # to a type checker it is true; importing typing takes a tenth of an idle build
if TYPE_CHECKING:
    from cited.manifest import Claim, Edition, Work
    from cited.press.build.data import Call


class Data(NotebookProject):
    """The data as the press sees them; the ledger is imported only when it is read."""

    imports = ("cited.ledger", "cited.page")
    strange = "cited.ledger.frames.known:strange"
    prepare = ("cited.page.rehearsal:rehearse",)
    packages = ("cited.ledger",)

    def forget(self) -> None:
        if "cited.ledger.store.tables" in sys.modules:
            from cited.ledger.store import tables

            tables.forget()

    def faults(self) -> list[str]:
        from cited import project
        from cited.ledger.rules import check

        # Whatever else is wrong is wrong because of it: the catalogue's values are those of the tables.
        if broken := check.file_faults():
            raise project.InputError(*broken)
        return check.row_faults()

    def files(self) -> dict[str, bytes]:
        from cited.ledger.publishing import publication

        return publication.files()

    def works(self) -> "list[Work]":
        from cited.ledger.publishing import publication

        return publication.works()

    def lacking(self) -> str:
        from cited.ledger.store import texts

        if not (missing := texts.missing()):
            return ""
        named = f"The text of {missing[0]} is" if len(missing) == 1 else f"The texts of {len(missing)} documents are"
        return (
            f"{named} not here, so pages leave out the sentences around figures: put what you have into data/texts/, "
            "or name its folder, CITED_TEXTS=<folder> make"
        )

    def claims(self, figures: list[str], known: "list[Claim]", call: "Call", jobs: int) -> "list[Claim]":
        parts = [(figures, known, number, jobs) for number in range(jobs)]
        return [claim for part in call("cited.page.comparing.records:claims", parts) for claim in part]

    def editions(self, call: "Call") -> "list[Edition]":
        from cited.ledger.store import editions

        listed = editions.editions()
        # In words where pandas and what else pages need is imported already.
        changes: list[Edition] = call("cited.page.wording.changes_in_words:in_words", [(listed,)])[0] if listed else []
        return changes

    def history(self) -> str:
        from cited import history

        return history.latest()

    def wall(self, claims: "list[Claim]", call: "Call") -> str:
        return str(call("cited.page.charts.wall:site_wall", [(claims, "figure/{id}.html")])[0])


def project_data() -> NotebookProject:
    """Return the data of this project: the ledger, or none where it has only notebooks and a catalogue."""
    from cited import project

    return Data() if project.has_ledger() else NotebookProject()


def build(options: argparse.Namespace) -> int:
    from cited.press.build.builder import build

    return build(options.pages, options.jobs, project_data(), options.fork, options.scheduler)


def watch(options: argparse.Namespace) -> int:
    from cited.press.build.watch import watch

    return watch(options.jobs, options.port, project_data(), options.fork)


def pdf(_options: argparse.Namespace) -> int:
    from cited.press.reports import catalogue
    from cited.press.site import pdf

    return pdf.write(catalogue.load())


def docx(_options: argparse.Namespace) -> int:
    from cited.press.reports import catalogue
    from cited.press.site import docx

    reports = catalogue.load()
    try:
        made, fault = docx.write(reports), ""
    except FileNotFoundError as error:
        made, fault = docx.write(reports, drawing=False), str(error)
    print("\n".join(map(str, made)))
    if fault:
        print(f"{fault}; until then a link to the page stands in the place of each chart", file=sys.stderr)
    return 1 if fault else 0


def publish(options: argparse.Namespace) -> int:
    from pkgutil import resolve_name

    from cited.press.site import copy, site

    # What was committed since the last build is a change, too.
    listed = project_data().editions(lambda name, given: [resolve_name(name)(*each) for each in given])
    site.write_changes(listed)
    count, folder = copy.publish(options.to)
    print(messages.one_line(f"{count} files in {folder}; its index.html leads to all"))
    return 0


def mail(options: argparse.Namespace) -> int:
    from cited.press.site.mail import mail

    print(messages.one_line(f"{mail(options.page, options.to, options.site)} stands alone: send it"))
    return 0


def weigh(_options: argparse.Namespace) -> int:
    from cited.press.site.page_sizes import page_sizes

    return page_sizes()
