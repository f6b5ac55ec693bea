"""A drawing without what no reader sees: far fewer bytes, the same picture to a tenth of a pixel."""

import re
from itertools import groupby
from xml.etree import ElementTree

NUMBER = re.compile(r"-?\d+\.\d+")
# What an element of a drawing has by inheritance or by the standard anyway; `fill` from the drawing's own element.
IDLE = {"fill": "none", "fill-opacity": "1", "stroke-opacity": "1", "font-style": "normal", "font-weight": "400"}
# matplotlib draws a round mark as eight curves that begin at its lowest point; two arcs are the same circle.
CIRCLE = re.compile(r"M0 ([\d.]+)(?:C[-\d. ]+){8}z")
# A line of no length: without round caps nothing of it is seen.
NOTHING = re.compile(r"M([-\d. ]+)L\1")
# What the elements of a group may say once for all, beside where they are clipped.
SHARED = ("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "font-size", "text-anchor")
CLIP = "clip-path"


def minify_svg(root: ElementTree.Element) -> None:
    """Take from a drawing invisible shapes, empty turns, needless groups, digits behind the first decimal."""
    _shorten(root)
    _unwrap(root)
    _share(root)


def _shorten(element: ElementTree.Element) -> None:
    for child in list(element):
        _shorten(child)
        if _unseen(child):
            element.remove(child)
    if re.fullmatch(r"rotate\(-?0(\.0+)? .*\)", element.get("transform", "")):
        del element.attrib["transform"]
    for key, value in list(element.attrib.items()):
        if key in ("d", "x", "y", "transform", "points", "width", "height"):
            element.set(key, _rounded(value))
        elif IDLE.get(key) == value and _tag(element) != "svg":
            del element.attrib[key]
    if path := element.get("d"):
        path = re.sub(r"\s*([A-Za-z])\s*", r"\1", path).strip()
        element.set("d", CIRCLE.sub(r"M0 \1A\1 \1 0 1 0 0 -\1A\1 \1 0 1 0 0 \1z", path))


def _unseen(element: ElementTree.Element) -> bool:
    """Tell whether a path draws nothing: no colour, or no length."""
    if _tag(element) != "path" or element.get("id"):
        return False
    flat = NOTHING.fullmatch(element.get("d", "")) and "stroke-linecap" not in element.attrib
    return bool(flat) or not (element.get("fill") or element.get("stroke"))


def _rounded(value: str) -> str:
    return NUMBER.sub(lambda match: f"{float(match[0]):.1f}".removesuffix(".0"), value)


def _unwrap(element: ElementTree.Element) -> None:
    """Put the content of groups that say nothing in their place, and neighbours that say the same into one."""
    children = []
    for child in element:
        _unwrap(child)
        for part in list(child) if _tag(child) == "g" and not child.attrib else [child]:
            if _tag(part) == "g" and children and _tag(children[-1]) == "g" and children[-1].attrib == part.attrib:
                children[-1].extend(list(part))
            else:
                children.append(part)
    element[:] = children


def _share(element: ElementTree.Element) -> None:
    """Put neighbours that are clipped alike into one group, and those of one kind that look alike."""
    for child in element:
        _share(child)
    element[:] = _grouped(element, 2, _clip)
    for group in (element, *(child for child in element if CLIP in child.attrib)):
        group[:] = _grouped(group, 3, _look)


def _grouped(children, least: int, said) -> list[ElementTree.Element]:
    """Return elements with each run, of at least so many, that says the same put into a group that says it once.

    Lines of one look become one path.
    """
    found = []
    for common, run in groupby(children, key=lambda child: tuple(said(child).items())):
        run = list(run)
        if not common or len(run) < least:
            found += run
            continue
        keys = {key: value for key, value in common if key != "tag"}
        if all(child.keys() == {"d", *keys} and "fill" not in keys for child in run):
            run[0].set("d", "".join(child.get("d") for child in run))
            found.append(run[0])
            continue
        group = ElementTree.Element(run[0].tag.rpartition("}")[0] + "}g", keys)
        for child in run:
            for key in keys:
                del child.attrib[key]
            group.extend(list(child) if _tag(child) == "g" and not child.attrib else [child])
        found.append(group)
    return found


def _clip(element: ElementTree.Element) -> dict[str, str]:
    # A clipping path is in the space of the element, which a transformation of its own moves.
    moved = "transform" in element.attrib
    return {} if moved or CLIP not in element.attrib else {CLIP: element.get(CLIP)}


def _look(element: ElementTree.Element) -> dict[str, str]:
    if _tag(element) not in ("path", "text", "use"):
        return {}
    said = {key: element.get(key) for key in SHARED if key in element.attrib}
    return {"tag": _tag(element), **said} if said else {}


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
