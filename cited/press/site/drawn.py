"""Charts of built pages as pictures: as Chromium draws them on a light page, for places that no stylesheet reaches."""

import base64
import contextlib
import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bs4 import BeautifulSoup, Tag

from cited import html_contract
from cited.press.site import browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# What is drawn by the page: its charts, and pictures of kinds that Word does not take.
DRAWN = 'figure.chart, img[src^="data:image/svg"], img[src^="data:image/webp"]'
# As wide as the text of a printed page, in CSS pixels, and drawn twice as fine.
WIDTH, FINENESS = 640, 2
# The words of a chart stand beside its picture, and nothing may lie above it.
ALONE = (
    "figure.chart > .title, figure.chart > .sub, figure.chart > figcaption, nav, header, button, .skip, .card "
    "{display: none !important} html, body, figure.chart {background: white !important} "
    "figure.chart {content-visibility: visible !important} "
    "main, figure.chart {margin: 0 !important; padding: 0 !important; max-width: none}"
)
OPEN = "document.querySelectorAll('details').forEach(part => part.open = true)"


KEY = "element => element.id || element.getAttribute('src')"


class Picture(NamedTuple):
    """A drawn chart: a PNG, and its width on the page in CSS pixels."""

    png: bytes
    width: float


# By the id of a chart, and by the address of a picture.
Pictures = dict[str, Picture]


@contextlib.contextmanager
def charts_of(pages: list[Path]) -> Iterator[Iterator[Pictures]]:
    """Give the pictures of each page, in order; a browser is started for the first page that draws anything.

    Raises FileNotFoundError where Chromium or Playwright is missing, OSError where it fails, and both only then.
    """
    with contextlib.ExitStack() as open_:
        yield _drawn(pages, open_)


def _drawn(pages: list[Path], open_: contextlib.ExitStack) -> Iterator[Pictures]:
    chromium = None
    for page in pages:
        text = page.read_text(encoding="utf-8")
        if not any(part in text for part in (html_contract.CHART, "data:image/svg", "data:image/webp")):
            yield {}
            continue
        chromium = chromium or open_.enter_context(browser.started())
        with browser.limited(f"to draw the charts of {page.name}"):
            pictures = _pictures(chromium, page)
        yield pictures


def _pictures(chromium: "Browser", page: Path) -> Pictures:
    # The page's own policy admits no style but its own.
    context = chromium.new_context(
        bypass_csp=True,
        color_scheme="light",
        reduced_motion="reduce",
        device_scale_factor=FINENESS,
        viewport={"width": WIDTH, "height": 900},
    )
    try:
        tab = context.new_page()
        tab.goto(page.as_uri())
        tab.add_style_tag(content=ALONE)
        tab.evaluate(OPEN)
        made = {}
        for element in tab.query_selector_all(DRAWN):
            if box := element.is_visible() and element.bounding_box():
                made[str(element.evaluate(KEY))] = Picture(element.screenshot(), box["width"])
        return made
    finally:
        context.close()


def put(soup: BeautifulSoup, place: Tag, picture: Picture | None, name: str) -> None:
    """Put what Chromium drew in the place of a chart, below its title, or of a picture that Word does not take.

    Without a picture there is a link to the chart on its page, `name` below `reports/`.
    """
    said = [" ".join(part.get_text().split()) for part in place.select(".title, .sub")]
    shown = soup.new_tag("p")
    if picture:
        words = " ".join(f"{part.rstrip('.')}." for part in said) or str(place.get("alt", ""))
        shown = soup.new_tag("img", alt=words, width=str(round(picture.width)))
        shown["src"] = f"data:image/png;base64,{base64.b64encode(picture.png).decode()}"
    else:
        link = soup.new_tag("a", href=f"{posixpath.basename(name)}.html#{place.get('id', '')}" if name else "")
        link.append("The chart is on the page" if place.name == "figure" else str(place.get("alt") or "A picture"))
        shown.append(link)
    if place.name == "img":
        place.replace_with(shown)
        return
    for part in place.find_all(recursive=False):
        if part.name != "figcaption" and not {"title", "sub"} & set(part.get("class") or []):
            part.decompose()
    if title := place.select_one(".title"):
        strong = soup.new_tag("strong")
        strong.append(title.get_text())
        title.clear()
        title.append(strong)
    (place.select(".title, .sub") or [place])[-1].insert_after(shown)
