"""A drawing without what no reader sees: far fewer bytes, the same picture to a tenth of a pixel."""

import re
from xml.etree import ElementTree

NUMBER = re.compile(r"-?\d+\.\d+")
# What an element of a drawing has by inheritance or by the standard anyway.
IDLE = {"fill-opacity": "1", "stroke-opacity": "1", "font-style": "normal", "font-weight": "400"}
# matplotlib draws a round mark as eight curves that begin at its lowest point; two arcs are the same circle.
CIRCLE = re.compile(r"M0 ([\d.]+)(?:C[-\d. ]+){8}z")
# What the elements of a group may say once for all.
SHARED = ("fill", "stroke", "stroke-width", "stroke-linecap", "font-size", "text-anchor", "clip-path")


def slim(root: ElementTree.Element) -> None:
    """Take from a drawing invisible shapes, empty turns, needless groups, digits behind the first decimal."""
    _shorten(root)
    _unwrap(root)
    _share(root)


def _shorten(element: ElementTree.Element) -> None:
    for child in list(element):
        if _tag(child) == "path" and child.get("fill") == "none" and not child.get("stroke") and not child.get("id"):
            element.remove(child)
        else:
            _shorten(child)
    if re.fullmatch(r"rotate\(-?0(\.0+)? .*\)", element.get("transform", "")):
        del element.attrib["transform"]
    for key, value in list(element.attrib.items()):
        if IDLE.get(key) == value:
            del element.attrib[key]
        elif key in ("d", "x", "y", "transform", "points", "width", "height"):
            element.set(key, _rounded(value))
    if path := element.get("d"):
        path = re.sub(r"\s*([A-Za-z])\s*", r"\1", path).strip()
        element.set("d", CIRCLE.sub(r"M0 \1A\1 \1 0 1 0 0 -\1A\1 \1 0 1 0 0 \1z", path))


def _rounded(value: str) -> str:
    return NUMBER.sub(lambda match: f"{float(match[0]):.1f}".removesuffix(".0"), value)


def _unwrap(element: ElementTree.Element) -> None:
    """Put the content of groups that say nothing in their place, and neighbours that say the same into one."""
    children = []
    for child in element:
        _unwrap(child)
        group = _tag(child) == "g"
        if group and not child.attrib:
            children += list(child)
        elif group and children and _tag(children[-1]) == "g" and children[-1].attrib == child.attrib:
            children[-1].extend(list(child))
        else:
            children.append(child)
    element[:] = children


def _share(element: ElementTree.Element) -> None:
    """Put neighbours of one kind that say the same into a group that says it once."""
    children, run = [], []
    for child in element:
        _share(child)
        if run and (_tag(child) != _tag(run[0]) or _said(child) != _said(run[0])):
            children += _group(run)
            run = []
        run.append(child)
    element[:] = children + _group(run)


def _said(element: ElementTree.Element) -> dict[str, str]:
    return {key: element.get(key) for key in SHARED if key in element.attrib}


def _group(run: list[ElementTree.Element]) -> list[ElementTree.Element]:
    if len(run) < 3 or _tag(run[0]) not in ("path", "text", "use") or not _said(run[0]):
        return run
    group = ElementTree.Element(run[0].tag.rpartition("}")[0] + "}g", _said(run[0]))
    for child in run:
        for key in _said(child):
            del child.attrib[key]
    group[:] = run
    return [group]


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
