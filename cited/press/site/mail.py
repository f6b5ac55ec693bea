"""A page that stands alone, to be sent: nothing in it leads to a page that its reader does not have."""

import re
from pathlib import Path
from urllib.parse import urljoin

from markupsafe import escape

from cited import files, project
from cited.nearest import suggestion
from cited.press.publish import assets
from cited.press.reports import catalogue
from cited.press.site.copy import TAKEN

# How a row leads to its figure's page, a link to any file of the site, and what does nothing but lead about it.
RECORD = re.compile(r'<a class="figure" href="(?:\.\./)*figure/([^"/]+)\.html"')
LINK = re.compile(r'<a (?:[^>]*? )?href="(?!#|[a-z]+:)([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
ABOUT = re.compile(
    r'<nav class="(?:crumbs|turn)".*?</nav>\n?|<details class="versions">.*?</details>\n?|<link rel="(?!icon)[^>]*>\n?',
    re.DOTALL,
)
# What the pages of figures share: a copy has the stylesheet in it, and does without the script.
SHEET = re.compile(r'<link rel="stylesheet" href="([\w.]+)">\n<script src="[\w.]+" defer></script>')
SAID = '<p class="made">This copy was sent on its own; what it would link to on its site is left out.</p>\n</footer>'


def mail(page: str, to: str, site: str = "") -> Path:
    """Write a copy of a built page that stands alone; return where it is.

    `site` is the address at which the site is published: then the links lead there, else they become plain text.
    Raises InputError for a page that is not built, and for an address that is none.
    """
    root = project.root()
    known = [str(report.page) for report in catalogue.load()]
    name = page if page.startswith("reports/") else f"reports/{page.removesuffix('.html')}.html"
    if ".." in Path(name).parts or not (root / name).is_file() or not name.endswith(".html"):
        raise project.InputError(f"PAGE: {page}: no built page{suggestion(name, known)}; expected as reports/aid.html")
    if site and not re.fullmatch(r"https?://[^/\s\"'<>]+(/[^\s\"'<>]*)?", site):
        raise project.InputError(f"SITE: “{site}”; expected an address that begins with https://")
    try:
        target = Path(to or Path(name).name).expanduser().resolve()
    except RuntimeError as error:
        raise project.InputError(f"TO: {to}: {error}") from None
    # Whatever stands in a file's place is replaced: another kind of file there is somebody's work.
    if any(target.is_relative_to(root / folder) for folder in TAKEN) or target.is_dir() or target.suffix != ".html":
        raise project.InputError(f"TO: {to}; expected a file .html outside {'/, '.join(TAKEN)}/, as aid.html")
    files.check_given(target)
    html = _whole(files.read(root / name).decode(errors="replace"), (root / name).parent)
    files.write(target, alone(html, f"{site.rstrip('/')}/{name.removeprefix('reports/')}" if site else ""))
    return target


def _whole(html: str, folder: Path) -> str:
    """Return a page with its stylesheet in it, as a report has it, admitted by its hash."""
    if not (shared := SHEET.search(html)) or not (folder / shared[1]).is_file():
        return html
    css = files.read(folder / shared[1]).decode(errors="replace")
    policy = str(escape(assets.POLICY.format(style=assets.token(css), script="'none'")))
    html = html.replace(str(escape(assets.SHARED)), policy, 1)
    return html.replace(shared[0], f"<style>{css}</style>", 1)


def alone(html: str, address: str = "") -> str:
    """Return a page whose links to its site lead to it from anywhere, or, without its address, are plain text."""
    if address:
        return LINK.sub(lambda link: link[0].replace(f'href="{link[1]}"', f'href="{urljoin(address, link[1])}"'), html)
    # A number leads to its own row or entry where the page of its figure is not at hand.
    html = RECORD.sub(
        lambda link: f'<a class="figure" href="#{link[1]}"' if f' id="{link[1]}"' in html else link[0], html
    )
    return LINK.sub(r"\2", ABOUT.sub("", html)).replace("</footer>", SAID, 1)
