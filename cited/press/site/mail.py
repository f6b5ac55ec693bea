"""A standalone copy of a page, to be sent: it has no link to a page that its reader does not have."""

import re
from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from bs4.element import Stylesheet

from cited import files, project
from cited.nearest import suggestion
from cited.press.publish import assets
from cited.press.reports import catalogue
from cited.press.site.copy import TAKEN

# The address of a figure's page, and what does nothing but lead about the site.
RECORD = re.compile(r"(?:\.\./)*figure/([^\"/]+)\.html")
ABOUT = "nav.crumbs, nav.turn, details.versions, link[rel]:not([rel~=icon])"
NOTE = "This copy was sent on its own; what it would link to on its site is left out."


def mail(page: str, to: str, site: str = "") -> Path:
    """Write a copy of a built page that stands alone; return where it is.

    `site` is the address at which the site is published: then the links lead there, else they become plain text.
    Raises InputError for a page that is not built, and for an address that is none.
    """
    root = project.root()
    name = page if page.startswith("reports/") else f"reports/{page.removesuffix('.html')}.html"
    if ".." in Path(name).parts or not (root / name).is_file() or not name.endswith(".html"):
        raise project.InputError(f"PAGE: “{page}”: {_missing(name)}")
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
    soup = BeautifulSoup(files.read(root / name).decode(errors="replace"), "lxml")
    _fill(soup, (root / name).parent)
    _cut(soup, f"{site.rstrip('/')}/{name.removeprefix('reports/')}" if site else "")
    files.write(target, str(soup))
    return target


def _missing(name: str) -> str:
    """Return why there is no page of this name to send, with the nearest page that is built."""
    root = project.root()
    built = [path.relative_to(root).as_posix() for path in (root / "reports").rglob("*.html")]
    if not built or name in map(str, (report.page for report in catalogue.load())):
        return "not built; run make first"
    return f"no page{suggestion(name, built)}; expected one of reports/"


def _fill(soup: BeautifulSoup, folder: Path) -> None:
    """Put the stylesheet that the pages of figures share into one of them, admitted by its hash; it needs no script."""
    sheet = soup.select_one("link[rel=stylesheet][href]")
    if sheet is None or not (path := folder / Path(str(sheet["href"])).name).is_file():
        return
    css = files.read(path).decode(errors="replace")
    for policy in soup.select("meta[http-equiv][content]"):
        if policy["content"] == assets.SHARED:
            policy["content"] = assets.POLICY.format(style=assets.token(css), script="'none'")
    style = soup.new_tag("style")
    style.append(Stylesheet(css))
    sheet.replace_with(style)
    for script in soup.select("script[src]"):
        script.decompose()


def _cut(soup: BeautifulSoup, address: str) -> None:
    """Lead links to other files of the site to its address, or, without one, leave of them what they say."""
    if not address:
        for part in soup.select(ABOUT):
            part.decompose()
    ids = {str(element["id"]) for element in soup.find_all(id=True)}
    for link in soup.find_all("a", href=True):
        href = str(link["href"])
        if re.match(r"#|[a-z]+:", href):
            continue
        if address:
            link["href"] = urljoin(address, href)
        elif (record := RECORD.fullmatch(href)) and record[1] in ids:
            # A number leads to its own row or entry where the page of its figure is not at hand.
            link["href"] = f"#{record[1]}"
        else:
            link.unwrap()
    if not address and soup.footer:
        soup.footer.append(said := soup.new_tag("p", attrs={"class": "made"}))
        said.append(NOTE)
