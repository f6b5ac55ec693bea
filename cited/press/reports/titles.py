"""What a report is called: titles, parameters and their values as a reader sees them."""

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from cited.parameters import CHOICES

if TYPE_CHECKING:
    from cited.press.reports.report import Report


def title(text: str, labels: dict[str, str]) -> Markup:
    """Return a title of the catalogue as HTML, each `{parameter}` replaced by its value in words, marked as such."""
    parts = re.split(r"\{(\w+)\}", text)
    return Markup("").join(
        Markup('<span data-parameter="{}">{}</span>').format(part, labels[part]) if odd else escape(part)
        for part, odd in zip(parts, [False, True] * len(parts), strict=False)
    )


def parameters(report: "Report", *, chosen: bool = False, untitled: bool = False) -> list[tuple[str, str, str]]:
    """Return the parameters that a page shows, name, value and meaning; those that select nothing are left out.

    `chosen` leaves out those that have their notebook's own value too: what sets a report apart from others. `untitled`
    leaves out those that the title names.
    """
    rows = []
    for name, known in report.declared.items():
        value = report.values[name]
        if untitled and f"{{{name}}}" in report.title:
            continue
        if value not in ("", 0, [], {}, None) and not (chosen and value == known.default):
            meaning = CHOICES.sub("", known.comment).split(";")[0].strip(" ,;") or name
            rows.append((name, report.labels[name], meaning))
    return rows
