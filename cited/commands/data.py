"""The commands on the tables: check, diff."""

import argparse

from cited import project
from cited.commands import DONE


def check(_options: argparse.Namespace) -> int:
    from cited.commands.reports import Data
    from cited.press.build import builder, hygiene

    reports = builder.checked(lambda: [*Data().faults(), *hygiene.faults()])
    print(f"The data, {len(reports)} reports of the catalogue and their notebooks keep every rule.")
    return DONE


def diff(options: argparse.Namespace) -> int:
    from cited.ledger import changes

    commit, changed = changes.since(options.since)
    print("\n".join(changes.told(commit, changed)))
    page = changes.write(commit, changed)[-1]
    print(f"The same as a page: {page.relative_to(project.root())}")
    return DONE
