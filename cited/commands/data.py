"""The commands on the tables: check, diff."""

import argparse

from cited import project
from cited.commands import DONE

# So many figures are named at most, where nothing is wrong with them.
MOST = 20


def check(options: argparse.Namespace) -> int:
    """Check data, values against their words, texts that are there, catalogue and notebooks, and say what was found.

    With `--code` the project's own code too, once all else is as it should be.
    """
    from cited.commands import development
    from cited.commands.reports import Data
    from cited.intake import audit, rereading
    from cited.press.build import hygiene, rounds, style
    from cited.press.reports import plan

    coverage = ""

    def faults() -> list[str]:
        nonlocal coverage
        found = Data().faults()
        if not found:
            audited = audit.audit()
            coverage = audited.coverage
            found += map(str, rereading.faults())
            found += [str(fault) for result in audited.results if not result.draft for fault in result.faults]
        return [*found, *(hygiene.faults() or style.faults())]

    reports = rounds.checked(faults, plan.sources())
    if options.code and (broken := development.code_faults()):
        raise project.InputError(*broken)
    kept = ", their notebooks and the code" if options.code else " and their notebooks"
    print(f"The data, {len(reports)} reports of the catalogue{kept} keep every rule.")
    if departures := rereading.departures():
        more = f" and {len(departures) - MOST:,} more" if len(departures) > MOST else ""
        named = f"{', '.join(departures[:MOST])}{more}"
        print(f"{len(departures):,} figures are read otherwise than their words, for a reason: {named}")
    print(coverage)
    return DONE


def diff(options: argparse.Namespace) -> int:
    from cited.commands import changes

    commit, changed = changes.since(options.since)
    print("\n".join(changes.told(commit, changed)))
    page = changes.write(commit, changed)[-1]
    print(f"The same as a page: {page.relative_to(project.root())}")
    return DONE
