"""The commands on the tables: check, approve, diff."""

import argparse
import sys

from cited import project
from cited.commands import BAD_INPUT, DONE
from cited.nearest import suggestion

# So many figures are named at most, where nothing is wrong with them.
MOST = 20


def check(options: argparse.Namespace) -> int:
    """Check data, values against their words, texts that are there, catalogue and notebooks, and say what was found.

    With `--code` the project's own code too. Everything is looked at, whatever is wrong; advice on the notebooks' style
    is not a fault. The last line says whether every rule is kept.
    """
    from cited.commands import advice, development
    from cited.press.reports import plan

    checked = _Check()
    faults = checked.faults(plan.sources())
    broken = development.code_faults() if options.code else []
    if advised := advice.advice():
        print("Advice on the notebooks, which keeps nothing from being published:", *advised, sep="\n  ")
    if not faults:
        checked.say()
    parts = [
        f"{checked.reports} report{'s' * (checked.reports != 1)} of the catalogue",
        "notebooks",
        *(["code"] if options.code else []),
    ]
    if project.has_ledger():
        parts.insert(0, "data")
    if not faults and not broken:
        print(f"The {', '.join(parts[:-1])} and {parts[-1]} keep every rule.")
        return DONE
    sys.stdout.flush()
    places = [f"{len(faults)} in data, catalogue and notebooks"] if faults else []
    places += ["the project’s own code"] if broken else []
    print(*faults, *broken, f"Not every rule is kept: {'; '.join(places)}; see above.", sep="\n", file=sys.stderr)
    return BAD_INPUT


class _Check:
    """The check of data, catalogue and notebooks: how many reports there are, and how far the audit reaches."""

    def __init__(self) -> None:
        self.reports = 0
        self.coverage = ""
        self.audited: set[str] = set()
        self.unapproved: dict[str, list[str]] = {}

    def faults(self, sources: dict[str, bytes]) -> list[str]:
        """Return all that is wrong, one sentence a fault."""
        from cited.press.build import rounds

        try:
            self.reports = len(rounds.checked(self._of_data, sources))
        except project.InputError as error:
            return list(error.faults)
        return []

    def say(self) -> None:
        """Print what is worth knowing where nothing is wrong."""
        from cited.intake.verifying import rereading
        from cited.ledger.store import audits

        if not project.has_ledger():
            return
        if departures := rereading.departures():
            more = f" and {len(departures) - MOST:,} more" if len(departures) > MOST else ""
            named = f"{', '.join(departures[:MOST])}{more}"
            many = "1 figure is" if len(departures) == 1 else f"{len(departures):,} figures are"
            print(f"{many} read otherwise than the words say, for a reason: {named}")
        print(self.coverage)
        stale = [row for row in audits.audit_status() if not row["holds"]]
        if unaudited := [f"{row['source']}, {row['words']}" for row in stale if row["source"] not in self.audited]:
            print(f"Not audited as they stand now, for which their texts are needed: {'; '.join(unaudited)}")
        if unrecorded := [row["source"] for row in stale if row["source"] in self.audited]:
            print(f"{audits.RESULT} does not say so yet, `make audit` records it: {', '.join(unrecorded)}")
        if self.unapproved:
            rows = ", ".join(f"{len(keys):,} of {file}" for file, keys in self.unapproved.items())
            print(f"Rows that nobody has approved yet, which `make approve` does: {rows}")

    def _of_data(self) -> list[str]:
        from cited.ledger.rules import approval, approved_rows
        from cited.ledger.store import audits
        from cited.press.build import tidy

        faults = self.data_faults()
        if not faults and project.has_ledger():
            faults = [*map(str, [*approved_rows.changed(), *approval.faults()]), *audits.outdated(self.audited)]
            self.unapproved = approved_rows.unapproved()
        return [*faults, *tidy.faults()]

    def data_faults(self) -> list[str]:
        """Return what is wrong in the tables and against the texts, whoever approved what."""
        from cited.commands.reports import project_data
        from cited.intake.auditing import audit
        from cited.intake.verifying import citing, remarks, rereading

        faults = project_data().faults()
        if not faults and project.has_ledger():
            audited = audit.audit()
            self.coverage = audited.coverage
            self.audited = {result.source for result in audited.results}
            faults += map(str, [*audited.changed, *rereading.faults(), *citing.faults(), *remarks.faults()])
            faults += [str(fault) for result in audited.results if not result.draft for fault in result.faults]
        return faults


def approve(options: argparse.Namespace) -> int:
    """Write the verdicts and the sums of cells, with which `make check` compares later ones, and what is new in them.

    Nothing while anything else is wrong with the data: what a rule refuses is not to be approved.
    """
    from cited.ledger.rules import approval, approved_rows

    if faults := _Check().data_faults():
        raise project.InputError(*faults)
    names, known = options.rows, approved_rows.keys()
    if unknown := [name for name in names if name not in known]:
        raise project.InputError(*(f"ROWS: no row “{name}” in any table{suggestion(name, known)}" for name in unknown))
    cells = [str(fault).removesuffix(approved_rows.LOOK) for fault in approved_rows.changed(names)]
    cells += [f"{file}: new rows: {', '.join(keys)}" for file, keys in approved_rows.unapproved(names).items()]
    verdicts = approval.changes(names)
    if not cells and not verdicts and (project.root() / approved_rows.FILE).is_file():
        print("No verdict and no cell differs from the approved ones.")
        return DONE
    approval.approve(names)
    approved_rows.approve(names)
    print(*cells, *verdicts, f"Approved, in {approval.FILE} and {approved_rows.FILE}: look at each.", sep="\n")
    return DONE


def diff(options: argparse.Namespace) -> int:
    from cited.commands import changes

    commit, changed = changes.since(options.since)
    print("\n".join(changes.lines(commit, changed)))
    page = changes.write(commit, changed)[-1]
    print(f"The same as a page: {page.relative_to(project.root())}")
    return DONE
