"""Pictures that Markdown and HTML of a notebook name: files beside it go into the page, others fail the report."""

import base64
import functools
import hashlib
import html
import os
import re
from pathlib import Path
from urllib.parse import unquote

from cited import manifest, tags
from cited.notebook_json import Notebook, text
from cited.press.publish.formulas import CODE
from cited.press.publish.static import numbered

KINDS = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif", ".webp": "webp", ".svg": "svg+xml"}
# `![words](address)`, the address of an HTML image, and of a reference that an image takes.
_INLINE = re.compile(r"(?P<before>!\[[^\]]*\]\(\s*<?)(?P<address>[^)\s>]+)")
# What each element of HTML loads a picture by.
_LOADED = {
    **dict.fromkeys(("img", "source"), ("src", "srcset")),
    **dict.fromkeys(("image", "use", "feimage"), ("href", "xlink:href")),
    **dict.fromkeys(("table", "thead", "tbody", "tfoot", "tr", "td", "th", "body"), ("background",)),
    "input": ("src",),
}
# An address among several, each with its size.
_SEVERAL = re.compile(r"(^|,)(\s*)([^\s,]+)")
_USED = re.compile(r"!\[([^\]]*)\](?:\[([^\]]*)\])?(?!\()")
_DEFINED = re.compile(r"(?P<before>^ {0,3}\[(?P<name>[^\]]+)\]:\s*<?)(?P<address>[^\s>]+)", re.MULTILINE)

EXPECTED = "expected a file of the project beside what names it"


class MissingFile(RuntimeError):
    """A cell names a picture or a stylesheet that is not there, or not here; the message names cell and line."""


def embedded(notebook: Notebook, folder: Path) -> dict[str, str]:
    """Put the pictures that Markdown and shown HTML name into the cells; return the digest of each file that was read.

    Addresses are relative to `folder`, in which the notebook runs. Raises MissingFile for a file that is not there,
    for one of another kind, and for the address of another machine: a page asks nothing of the network.
    """
    read: dict[str, str] = {}
    for number, cell in numbered(notebook["cells"]):
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and ("![" in source or "<" in source):
            cell["source"] = filled(source, folder, f"cell {number}", read)
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if manifest.MIME not in data and "text/html" in data:
                put = functools.partial(_put, folder, f"cell {number}", read)
                data["text/html"] = tags.with_values(text(data["text/html"]), _LOADED, put)
    return read


def filled(source: str, folder: Path, place: str, read: dict[str, str]) -> str:
    """Return Markdown with the pictures that it names in itself, and note in `read` what was read for it."""
    used = {(name or words).casefold() for words, name in _USED.findall(source)}

    def put(attribute: str, value: str) -> str:
        at = f"{place}, line {source.count(chr(10), 0, source.find(value)) + 1}"
        return _put(folder, at, read, attribute, value)

    def picture(match: re.Match[str]) -> str:
        if "name" in match.groupdict() and match["name"].casefold() not in used:
            return match[0]
        return match["before"] + put("", match["address"])

    parts = CODE.split(source)
    for at in range(0, len(parts), 2):
        shown = tags.with_values(_INLINE.sub(picture, parts[at]), _LOADED, put)
        parts[at] = _DEFINED.sub(picture, shown)
    return "".join(parts)


def _put(folder: Path, place: str, read: dict[str, str], attribute: str, value: str) -> str:
    """Return the value of an attribute with the pictures in it that it names; a place on the page itself stays."""
    if value.startswith(("#", "data:")) or not value.strip():
        return value
    if attribute == "srcset":
        return _SEVERAL.sub(lambda one: one[1] + one[2] + address(one[3], folder, place, read), value)
    return address(html.unescape(value), folder, place, read)


def address(where: str, folder: Path, place: str, read: dict[str, str]) -> str:
    """Return the picture at an address as one that the page has in itself."""
    if where.startswith(("data:", "attachment:")):
        return where
    said, expected = f"{place}: the picture {where}", f"{EXPECTED}, a PNG, JPEG, GIF, WebP or SVG"
    kind = KINDS.get(Path(unquote(where)).suffix.lower(), "")
    content = beside(where, folder, said, read, expected, "" if kind else "is of no kind that a page shows")[1]
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


def beside(
    where: str, folder: Path, said: str, read: dict[str, str], expected: str, refused: str = ""
) -> tuple[Path, bytes]:
    """Return the place and the content of a file of the project, and note in `read` that it was read.

    Raises MissingFile, which begins with `said`, for one that is `refused`, not there, or on another machine.
    """
    if re.match(r"[a-zA-Z][\w+.-]*:|//", where):
        raise MissingFile(f"{said} is on another machine; {expected}: download it")
    if refused:
        raise MissingFile(f"{said} {refused}; {expected}")
    path = folder / unquote(where)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MissingFile(f"{said}: {error.strerror}; {expected}") from None
    read[os.path.abspath(path)] = hashlib.sha256(content).hexdigest()  # noqa: PTH100 a link is known by its own place
    return path, content
