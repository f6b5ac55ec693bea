"""Each report as a PDF file beside its page: printed by Chromium, tagged, with an outline, the same bytes each time."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cited import files, messages, project
from cited.press.reports.report import Report
from cited.press.site import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOOT = (
    '<div style="width:100%;font:7pt sans-serif;color:#555;padding:0 16mm;display:flex;justify-content:space-between">'
    '<span class="title"></span><span><span class="pageNumber"></span> / <span class="totalPages"></span></span></div>'
)
# When a file was made is no part of what it says: every date becomes this one, of the same length.
DATE = re.compile(rb"\(D:(\d{14})")
EARLIEST = b"(D:19800101000000"
# Chromium counts the elements of a page from a number that is not always the same.
NODE = re.compile(rb"\(node(\d{8})\)")


def write(reports: list[Report]) -> int:
    """Print every built page into a PDF file of the same name; return 1 where Chromium is missing.

    Raises InputError where a page is not built.
    """
    root = project.root()
    pages = [root / report.page for report in reports]
    if missing := [page.relative_to(root) for page in pages if not page.is_file()]:
        raise project.InputError(f"{messages.some(map(str, missing))}: not built; run make first")
    try:
        with browser.started() as chromium:
            for page in pages:
                with browser.limited(f"to print {page.relative_to(root)}"):
                    content = printed(chromium, page)
                files.write(page.with_suffix(".pdf"), content)
                print(page.with_suffix(".pdf").relative_to(root), flush=True)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def printed(chromium: "Browser", page: Path) -> bytes:
    """Return a page as PDF: A4, tagged for screen readers, with the page's headings as outline."""
    tab = chromium.new_page(color_scheme="light")
    try:
        tab.goto(page.as_uri())
        content = tab.pdf(
            format="A4",
            tagged=True,
            outline=True,
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=FOOT,
            prefer_css_page_size=True,
            print_background=True,
        )
    finally:
        tab.close()
    return _repeatable(content)


def _repeatable(content: bytes) -> bytes:
    """Return a PDF with the same date and the same names of elements whenever it was made; no offset moves."""
    order = {name: number for number, name in enumerate(sorted(set(NODE.findall(content))), start=1)}
    content = NODE.sub(lambda match: b"(node%08d)" % order[match[1]], content)
    return DATE.sub(EARLIEST, content)
