"""The size of each page, against the limits that keep pages light."""

import gzip

from cited import project
from cited.press.reports import catalogue
from cited.press.reports.report import Limits

KILOBYTE = 1024
# The largest size of a page that is not a report of the catalogue, in kilobytes.
FIGURE, LIST, OTHER = 20, 114, Limits.page_kilobytes


def page_sizes() -> int:
    """Print the size of every page below `reports/` beside its limit; return 1 where one is exceeded.

    The size is that of the file, in kilobytes: nothing is loaded beside it, and from a disk nothing is compressed. A
    report has the limit `page_kilobytes` of the catalogue. Raises InputError where no page is built or the
    catalogue cannot be read.
    """
    reports = project.root() / "reports"
    limits = {f"{report.path}.html": report.limits.page_kilobytes for report in catalogue.load()}
    pages = sorted(reports.rglob("*.html"))
    too_large = together = compressed = 0
    for path in pages:
        content, name = path.read_bytes(), path.relative_to(reports).as_posix()
        alone = FIGURE if path.parent.name == "figure" else OTHER
        limit = limits.get(name, LIST if path.name == "index.html" else alone)
        over = len(content) > limit * KILOBYTE
        too_large += over
        together += len(content)
        compressed += len(gzip.compress(content, mtime=0))
        print(f"{len(content) / KILOBYTE:6.1f} of {limit:3g} KB  {name}{'  too large' if over else ''}")
    if not pages:
        raise project.InputError("reports/: no page is built; run make first")
    sums = f"{together / KILOBYTE:,.0f} KB together, {compressed / KILOBYTE:,.0f} KB as gzip"
    print(f"{len(pages)} pages, {sums}, {too_large} too large.")
    return 1 if too_large else 0
