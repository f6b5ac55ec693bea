"""Navigation between reports: previous, next, and the versions of the same notebook."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from cited import project, strict_json
from cited.press.reports.report import UNKNOWN, Around, Collection

if TYPE_CHECKING:
    from cited.press.reports.report import Report

# A page links to so many versions of itself, the nearest; the index has all.
VERSIONS = 12


def placed(reports: list[Report]) -> list[Report]:
    """Return the reports, each with what its page shows of the others and of the collection in `around`."""
    groups = by_notebook(reports)
    order = [report for _, group in groups for report in group]
    links = {report.path: [report.path, str(report.titled(report.title))] for report in reports}
    versions = {name: [links[report.path] for report in group] for name, group in groups}
    whole, around = collection(), dict[str, Around]()
    for at, report in enumerate(order):
        same = versions[report.notebook]
        first = max(0, min(same.index(links[report.path]) - VERSIONS // 2, len(same) - VERSIONS))
        around[report.path] = {
            "previous": links[order[at - 1].path] if at else None,
            "next": links[order[at + 1].path] if at + 1 < len(order) else None,
            "versions": same[first : first + VERSIONS],
            "more": len(same) > VERSIONS,
            "collection": whole,
        }
    return [dataclasses.replace(report, around=around[report.path]) for report in reports]


def by_notebook(reports: list[Report]) -> list[tuple[str, list[Report]]]:
    """Return the reports by notebook, both in the catalogue's order."""
    names = dict.fromkeys(report.notebook for report in reports)
    return [(name, [report for report in reports if report.notebook == name]) for name in names]


def site_name() -> str:
    """Return what the site is called on its first page and in the breadcrumbs of the others."""
    return "Cited figures" if project.has_ledger() else project.root().name


def collection() -> Collection:
    """Return what the data package's descriptor says of the whole."""
    if not project.has_ledger():
        return {**UNKNOWN, "title": project.root().name}
    try:
        package = strict_json.load(project.root() / project.MARK)
        licence = (package.get("licenses") or [{}])[0]
        authors = [person["title"] for person in package.get("contributors", [])]
        return {
            "author": " and ".join(authors) or "unknown",
            "title": str(package.get("title", "")),
            "description": str(package.get("description", "")),
            "version": str(package.get("version", "")),
            "date": str(package.get("created", ""))[:10],
            "home": f"{home.rstrip('/')}/" if (home := str(package.get("homepage", ""))) else "",
            "licence": str(licence.get("title", "unknown")),
            "address": str(licence.get("path", "")),
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise project.InputError(f"{project.MARK}: {error}; expected a Frictionless Data Package (JSON)") from None
