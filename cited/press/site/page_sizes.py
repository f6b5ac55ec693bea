"""The size of each page, against the limits that keep pages light."""

from cited import project

KILOBYTE = 1024
# The largest size of a page, in kilobytes.
LIMITS = {"report": 235, "figure": 16, "index": 112}


def page_sizes() -> int:
    """Print the size of every page below `reports/` beside its limit; return 1 where one is exceeded or none stands.

    The size is that of the file, in kilobytes: nothing is loaded beside it, and from a disk nothing is compressed.
    """
    reports = project.root() / "reports"
    pages = sorted(reports.rglob("*.html"))
    too_large = together = 0
    for path in pages:
        content, name = path.read_bytes(), path.relative_to(reports).as_posix()
        kind = "index" if path.name == "index.html" else "figure" if path.parent.name == "figure" else "report"
        over = len(content) > LIMITS[kind] * KILOBYTE
        too_large += over
        together += len(content)
        print(f"{len(content) / KILOBYTE:6.1f} of {LIMITS[kind]:3} KB  {name}  ({kind}){'  too large' if over else ''}")
    if not pages:
        print("No page is built; make builds them.")
        return 1
    print(f"{len(pages)} pages, {together / KILOBYTE:,.0f} KB together, {too_large} too large.")
    return 1 if too_large else 0
