"""A matplotlib figure as SVG that sits in the page: the page's colours, light and dark, and nothing but drawing."""

import io
import re
from xml.etree import ElementTree

from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from cited.page.minify import minify_svg

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
# The colours of cited.mplstyle and cited.page.chart, and the variables of the stylesheet that replace them.
# The value behind the comma is what Jupyter shows, which has no such variables.
COLOURS = {
    "#202020": "var(--ink, #202020)",
    "#505050": "var(--quiet, #505050)",
    "#808080": "var(--rule-strong, #808080)",
    "#e0e0e0": "var(--rule, #e0e0e0)",
    "#0b5c8a": "var(--mark, #0b5c8a)",
    "#b4501e": "var(--mark-second, #b4501e)",
    "#4b8f83": "var(--mark-third, #4b8f83)",
    "#7d4f96": "var(--mark-fourth, #7d4f96)",
    "#a8851c": "var(--mark-fifth, #a8851c)",
    "#ffffff": "var(--paper, #ffffff)",
}


def drawing(figure: Figure, name: str, label: str = "") -> str:
    """Return the figure as an `<svg>` element with a `viewBox`, without styles, metadata or unused ids.

    A style attribute would need a looser Content-Security-Policy, so its declarations become attributes.
    `name` goes before each id, so that several charts stand on one page; the same figure gives the same text.
    """
    with io.StringIO() as file:
        # Not `savefig`, which draws every figure twice.
        FigureCanvasSVG(figure).print_svg(file, metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
        text = file.getvalue()
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(text)
    # Numbered by appearance: matplotlib's own ids are not the same in every run.
    used = dict.fromkeys(re.findall(r"""(?:url\(|xlink:href=")#([^)"]+)""", text))
    _tidy(root, {old: f"{name}-{number}" for number, old in enumerate(used, start=1)})
    root.attrib = {
        "viewBox": root.get("viewBox"),
        "fill": "none",
        "stroke-linejoin": "round",
        "stroke-linecap": "butt",
        "font-family": "var(--font-chart, sans-serif)",
        **({"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}),
    }
    minify_svg(root)
    return ElementTree.tostring(root, encoding="unicode").replace(f' xmlns="{SVG}"', "").replace(" />", "/>")


def _tidy(element: ElementTree.Element, ids: dict[str, str]) -> None:
    for child in list(element):
        tag = child.tag.removeprefix(f"{{{SVG}}}")
        if tag in ("metadata", "style", "title") or (tag == "defs" and _only_style(child)):
            element.remove(child)
            continue
        _tidy(child, ids)
        if tag == "g" and not child.attrib and not len(child):
            element.remove(child)
    for declaration in filter(str.strip, element.attrib.pop("style", "").split(";")):
        key, _, value = (part.strip() for part in declaration.partition(":"))
        element.attrib.update(_font(value) if key == "font" else {key: value})
    # The page's own typeface serves, by inheritance.
    element.attrib.pop("font-family", None)
    if old := element.attrib.pop("id", ""):
        element.attrib.update({"id": ids[old]} if old in ids else {})
    if XLINK in element.attrib:
        element.set("href", f"#{ids[element.attrib.pop(XLINK)[1:]]}")
    for key, value in element.attrib.items():
        if value in COLOURS:
            element.set(key, COLOURS[value])
        elif value.startswith("url(#"):
            element.set(key, f"url(#{ids[value[5:-1]]})")
    element.text = (element.text or "").strip() or None
    element.tail = None


def _only_style(element: ElementTree.Element) -> bool:
    return all(child.tag == f"{{{SVG}}}style" for child in element)


def _font(value: str) -> dict[str, str]:
    """Return the attributes of a CSS font shorthand as matplotlib writes it: `italic bold 10px 'DejaVu Sans'`."""
    size = re.search(r"([\d.]+)px", value).group(1)
    weight = re.search(r"\b(bold|[1-9]00)\b", value.split("px")[0])
    return {"font-size": size, **({"font-weight": weight.group(1)} if weight else {})}
